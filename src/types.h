/*
 * types.h
 *		The summaries as PostgreSQL values.
 *
 * Every value has passed the one reader of its type, or was made by this
 * library: nobody else can make one.  The word after the varlena header is the
 * version of the stored form.  Equal summaries have equal bytes.
 */
#ifndef MEDSEC_TYPES_H
#define MEDSEC_TYPES_H

#include "medsec.h"

#include "core/comoments.h"
#include "core/moments.h"

#define MEDSEC_STORED_VERSION 1

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

/* ---- values.c ---- */

extern void *value_new(MemoryContext context, Size size);
extern void *value_arg(FunctionCallInfo fcinfo, int i);
extern void *value_to_change(FunctionCallInfo fcinfo, int i);

/* ---- the types ---- */

extern const ms_moments *moments_arg(FunctionCallInfo fcinfo, int i);
extern Datum moments_result(const ms_moments *m);
extern void moments_wire(Wire *wire, ms_moments *m);
extern void moments_check(const Wire *wire, const ms_moments *m);
extern const MomentsPair *moments_pair_arg(FunctionCallInfo fcinfo, int i);
extern const ms_comoments *comoments_arg(FunctionCallInfo fcinfo, int i);

#endif /* MEDSEC_TYPES_H */
