/*
 * types.h
 *		The summaries as PostgreSQL values.
 *
 * Every value has passed the one reader of its type, or was made by this
 * library: nobody else can make one.  The word after the varlena header is the
 * version of the stored form.  Equal summaries have equal bytes: co-moments
 * once they are closed, samples once they are flat and thus in order.
 */
#ifndef MEDSEC_TYPES_H
#define MEDSEC_TYPES_H

#include "medsec.h"

#include "core/comoments.h"
#include "core/moments.h"
#include "core/sample.h"
#include "core/tally.h"

#define MEDSEC_STORED_VERSION 1

/* what all begin with */
typedef struct Summary
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
} Summary;

typedef struct Moments
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	ms_moments m;
} Moments;

typedef struct MomentsPair
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	int64 missing; /* rows whose group is NULL */
	ms_moments m[2]; /* of the rows where the group is false, true */
} MomentsPair;

typedef struct Comoments
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	ms_comoments c;
} Comoments;

typedef struct Tally
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	ms_tally t;
} Tally;

/* ---- values.c: what they have in common ---- */

extern void *value_new(Size size);
extern void value_count(int64 *count, int64 more);
pg_attribute_noreturn() extern void value_refuse(void);
extern bool value_equal(const void *a, const void *b);
extern uint64 value_hash(const void *value, uint64 seed);

/* Argument i, in full and aligned, to read only. */
static inline void *
value_arg(FunctionCallInfo fcinfo, int i)
{
	struct varlena *datum = (struct varlena *) PG_GETARG_POINTER(i);
	Summary *value =
	    (Summary *) (VARATT_IS_EXTENDED(datum) ? pg_detoast_datum(datum)
	                                           : datum);

	if (unlikely(VARSIZE(value) < sizeof(Summary) ||
	             value->version != MEDSEC_STORED_VERSION))
		value_refuse();
	return value;
}

/*
 * Argument i, to change: in an aggregate the state itself, a copy where the
 * function is called by hand and its argument may be stored somewhere.
 */
static inline void *
value_to_change(FunctionCallInfo fcinfo, int i)
{
	void *value = value_arg(fcinfo, i);

	if (likely(AggCheckCallContext(fcinfo, NULL)))
		return value;
	return memcpy(palloc(VARSIZE(value)), value, VARSIZE(value));
}

/* ---- the types ---- */

extern const ms_moments *moments_arg(FunctionCallInfo fcinfo, int i);
extern Datum moments_result(const ms_moments *m);
extern void moments_wire(Wire *wire, ms_moments *m);
extern void moments_check(const Wire *wire, const ms_moments *m);
extern const MomentsPair *moments_pair_arg(FunctionCallInfo fcinfo, int i);
extern const ms_comoments *comoments_arg(FunctionCallInfo fcinfo, int i);
extern Comoments *comoments_state(FunctionCallInfo fcinfo);
extern Comoments *comoments_make_room(Comoments *state, int p);
extern Datum comoments_return(FunctionCallInfo fcinfo, Comoments *state);
extern const char *comoments_column_note(const ms_comoments *c, int column);
extern const char *comoments_undefined_note(const ms_comoments *c);
extern const char *comoments_singular_note(const char *matrix, int rank, int p);

/* indicators as the state of other topics, which ask for the rows */
extern Datum
indicators_add(FunctionCallInfo fcinfo, int p, const double *values);
extern const double *indicators_units(
    FunctionCallInfo fcinfo, int i, int64 *n, int *p, int64 *missing);

/* ---- tally.c ---- */

extern const ms_tally *tally_arg(FunctionCallInfo fcinfo, int i);
extern const ms_tally *tally_final_arg(FunctionCallInfo fcinfo,
                                       ms_tally_kind kind,
                                       ms_tally_kind other);
extern double tally_weight(FunctionCallInfo fcinfo, int i);
extern ms_tally *tally_state(FunctionCallInfo fcinfo, ms_tally_kind kind);
extern Datum tally_return(ms_tally *t);

/* ---- sample.c: the types sample and ranked ---- */

/* what a sample counts beside its records */
enum
{
	SAMPLE_MISSING, /* rows left out because something was NULL */
	SAMPLE_ZERO_WEIGHT, /* rows left out because their weight is 0 */
	SAMPLE_INVALID, /* rows left out: an aggregate has no value for them */
	SAMPLE_COUNTS
};

/* A sample as a function reads it; the records are in order. */
typedef struct SampleView
{
	ms_sample s;
	const int64 *count; /* SAMPLE_COUNTS of them */
	double option; /* what an aggregate was asked, from its first row */
} SampleView;

/* what a sample holds beside its records */
typedef struct SampleHead
{
	int32 columns; /* ms_sample_columns */
	int32 unused; /* 0 */
	int64 n; /* records ... */
	int64 sorted; /* ... of which the first are in order */
	int64 count[SAMPLE_COUNTS];
	double option;
} SampleHead;

/* The state of an aggregate on its way through a transition function. */
typedef struct SampleState
{
	SampleHead *head;
	double *records;
	int64 room; /* doubles there is room for */
	struct Sample *flat; /* it is one of these two */
	struct ExpandedSample *expanded;
	MemoryContext parent; /* of an object that it may have to become */
	bool by_hand; /* not in an aggregate */
} SampleState;

extern SampleView sample_arg(FunctionCallInfo fcinfo, int i);
extern SampleState sample_state(FunctionCallInfo fcinfo);
extern bool sample_skips_null(FunctionCallInfo fcinfo, SampleState *state);
extern SampleState sample_new(int64 missing, int64 zero_weight);
extern void sample_count(SampleState *state, int which);
extern void sample_option(SampleState *state, double option, const char *name);
extern void sample_add(SampleState *state, int columns, const double *record);
extern Datum sample_return(SampleState *state);
extern bool sample_weight(FunctionCallInfo fcinfo,
                          int i,
                          SampleState *state,
                          double *weight);
extern double *sample_work(size_t n);
extern void sample_row_left_out(Row *row, const SampleView *view);

#endif /* MEDSEC_TYPES_H */
