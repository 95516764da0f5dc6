/*
 * sample.c
 *		The summaries `sample` and `ranked`: values kept as they are.
 *
 * While an aggregate gathers, its state begins as a flat value with room to
 * spare, which doubles; from a few kilobytes on it is an expanded object, whose
 * array doubles in a memory context of its own.  So no row copies what is there,
 * and a million small groups do not make a million memory contexts, all of which
 * the server would count again for every new group.
 *
 * When a state is read, or flattened to be stored or sent to another process,
 * the records that came since the last time are sorted and merged in.  In an
 * expanded object that changes where records stand, not what they are, so a
 * state that is shared, or a window frame that grows, may be sorted under its
 * readers.  A flat state is copied for that.
 *
 * The stored form is always in order: equal samples have equal bytes, a parallel
 * plan sorts in its workers, and questions need no sort.  The reader of outside
 * forms sorts too, which costs one look where there is nothing to do.
 */
#include "types.h"

#include "miscadmin.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#include "core/sort.h"

#define FIRST_DOUBLES 16
#define MOST_FLAT_BYTES 8192 /* of a state, room to spare included */
#define ALL_COLUMNS (MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT | MS_SAMPLE_CLUSTER)

/* A double takes up to 25 characters, and a text is 1 GB at most. */
#define MOST_DOUBLES ((int64) (MaxAllocSize / 25) - 16)

/* the flat form; of a state it may have room to spare at its end */
typedef struct Sample
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	SampleHead head;
	double records[];
} Sample;

/* the expanded form */
typedef struct ExpandedSample
{
	ExpandedObjectHeader header;
	SampleHead head;
	int64 room; /* doubles */
	double *records;
} ExpandedSample;

static int64
most_records(int columns)
{
	return MOST_DOUBLES / ms_sample_stride(columns);
}

/* doubles in the records of a head */
static int64
doubles_of(const SampleHead *head)
{
	return head->n * ms_sample_stride(head->columns);
}

pg_attribute_noreturn() static void refuse_size(int columns)
{
	ereport(ERROR,
	        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
	         errmsg("too many rows for one summary of values"),
	         errdetail("It holds " INT64_FORMAT " rows of %d numbers.",
	                   most_records(columns),
	                   ms_sample_stride(columns)),
	         errhint("Summarise by groups, or draw a sample of the rows.")));
}

/* Memory for n doubles, of any number, until the function returns. */
double *
sample_work(size_t n)
{
	return MemoryContextAllocHuge(CurrentMemoryContext,
	                              Max(n, 1) * sizeof(double));
}

static void
sort_records(SampleHead *head, double *records)
{
	int stride = ms_sample_stride(head->columns);
	int64 tail = head->n - head->sorted;
	double *scratch;

	if (tail == 0)
		return;
	scratch = sample_work(Max(head->sorted, tail / 2) * stride);
	ms_sort_records(records, head->n, stride, head->sorted, scratch);
	pfree(scratch);
	head->sorted = head->n;
}

/* ---- the flat form ---- */

static Sample *
flat_new(int64 doubles)
{
	return value_new(offsetof(Sample, records) + doubles * sizeof(double));
}

static int64
flat_room(const Sample *value)
{
	return (VARSIZE(value) - offsetof(Sample, records)) / sizeof(double);
}

/* A sorted copy without room to spare. */
static Sample *
flat_copy(const SampleHead *head, const double *records)
{
	Sample *value = flat_new(doubles_of(head));

	value->head = *head;
	if (head->n > 0)
		memcpy(value->records, records, doubles_of(head) * sizeof(double));
	sort_records(&value->head, value->records);
	return value;
}

/* Argument i, a flat value, as it is stored. */
static const Sample *
flat_arg(FunctionCallInfo fcinfo, int i)
{
	const Sample *value = value_arg(fcinfo, i);
	const SampleHead *head = &value->head;

	if (VARSIZE(value) < sizeof(Sample) || head->columns < 0 ||
	    head->columns > ALL_COLUMNS || head->n < 0 ||
	    head->n > most_records(head->columns) || head->sorted < 0 ||
	    head->sorted > head->n || doubles_of(head) > flat_room(value))
		value_refuse();
	if (head->sorted < head->n || doubles_of(head) < flat_room(value))
		return flat_copy(head, value->records);
	return value;
}

/* ---- the expanded object ---- */

static Size
expanded_flat_size(ExpandedObjectHeader *header)
{
	const SampleHead *head = &((ExpandedSample *) header)->head;

	return offsetof(Sample, records) + doubles_of(head) * sizeof(double);
}

static void
expanded_flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	ExpandedSample *from = (ExpandedSample *) header;
	Sample *value = result;

	sort_records(&from->head, from->records);
	memset(value, 0, offsetof(Sample, records));
	SET_VARSIZE(value, size);
	value->version = MEDSEC_STORED_VERSION;
	value->head = from->head;
	if (from->head.n > 0)
		memcpy(value->records,
		       from->records,
		       doubles_of(&from->head) * sizeof(double));
}

static const ExpandedObjectMethods expanded_methods = {
    .get_flat_size = expanded_flat_size,
    .flatten_into = expanded_flatten,
};

/* The expanded object that a datum is, if it is one of ours. */
static ExpandedSample *
expanded_of(Datum datum)
{
	ExpandedObjectHeader *header;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(datum)))
		return NULL;
	header = DatumGetEOHP(datum);
	return header->eoh_methods == &expanded_methods ? (ExpandedSample *) header
	                                                : NULL;
}

/* Of a head, with room for so many doubles. */
static ExpandedSample *
expanded_new(MemoryContext parent, const SampleHead *head, int64 room)
{
	MemoryContext own =
	    AllocSetContextCreate(parent, "sample", ALLOCSET_START_SMALL_SIZES);
	ExpandedSample *value = MemoryContextAllocZero(own, sizeof(ExpandedSample));

	EOH_init_header(&value->header, &expanded_methods, own);
	value->head = *head;
	value->room = room;
	value->records = MemoryContextAllocHuge(own, room * sizeof(double));
	return value;
}

/* ---- reading ---- */

static SampleView
view_of(const SampleHead *head, const double *records)
{
	return (SampleView){
	    .s = {head->n, head->columns, records},
	    .count = head->count,
	    .option = head->option,
	};
}

/* Argument i, to read, in order. */
SampleView
sample_arg(FunctionCallInfo fcinfo, int i)
{
	ExpandedSample *expanded = expanded_of(PG_GETARG_DATUM(i));
	const Sample *flat;

	if (expanded != NULL)
	{
		sort_records(&expanded->head, expanded->records);
		return view_of(&expanded->head, expanded->records);
	}
	flat = flat_arg(fcinfo, i);
	return view_of(&flat->head, flat->records);
}

/* the fields n_missing and n_zero_weight */
void
sample_row_left_out(Row *row, const SampleView *view)
{
	row_int64(row, view->count[SAMPLE_MISSING]);
	row_int64(row, view->count[SAMPLE_ZERO_WEIGHT]);
}

/* ---- text and binary forms ---- */

static void
head_wire(Wire *wire, SampleHead *head)
{
	wire_int32(wire, &head->columns);
	wire_int64(wire, &head->n);
	for (int i = 0; i < SAMPLE_COUNTS; i++)
		wire_int64(wire, &head->count[i]);
	wire_double(wire, &head->option);
}

static void
check_head(const Wire *wire, bool is_ranked, const SampleHead *head)
{
	bool in_range =
	    head->columns >= 0 && head->columns <= ALL_COLUMNS && head->n >= 0;

	for (int i = 0; i < SAMPLE_COUNTS; i++)
		in_range &= head->count[i] >= 0 && head->count[i] <= MS_MAX_COUNT;
	if (!in_range)
		wire_fault(wire, "A count is out of range.");
	if (head->n > most_records(head->columns))
		refuse_size(head->columns);
	if (!isfinite(head->option))
		wire_fault(wire, "An option is not finite.");
	if (head->n > 0 && ((head->columns & MS_SAMPLE_RANK) != 0) != is_ranked)
		wire_fault(wire, "It has the columns of another type.");
	if ((head->columns & MS_SAMPLE_CLUSTER) && head->columns != ALL_COLUMNS)
		wire_fault(wire, "It has clusters without ranks or weights.");
	/* a double takes 8 bytes, or two characters: "0,"; the last needs one */
	if ((wire->mode == WIRE_TEXT_IN &&
	     (Size) doubles_of(head) > strlen(wire->at)) ||
	    (wire->mode == WIRE_BINARY_IN &&
	     doubles_of(head) * sizeof(double) > (Size) wire->buffer->len))
		wire_fault(wire, "The value is cut short.");
}

static void
check_records(const Wire *wire, const ms_sample *s)
{
	int stride = ms_sample_stride(s->columns);

	for (int64 i = 0; i < s->n; i++)
	{
		const double *record = ms_sample_record(s, i);

		for (int j = 0; j < stride; j++)
		{
			if (!isfinite(record[j]))
				wire_fault(wire, "A figure is not finite.");
		}
		if (!(ms_sample_weight(s, i) > 0))
			wire_fault(wire, "A weight is not positive.");
	}
}

static Datum
sample_read(Wire *wire, bool is_ranked)
{
	SampleHead head = {0};
	Sample *value;
	int64 doubles;

	head_wire(wire, &head);
	check_head(wire, is_ranked, &head);
	if (head.n == 0)
		head.columns = 0; /* so that empty samples are equal */
	doubles = doubles_of(&head);
	value = flat_new(doubles);
	value->head = head;
	wire_doubles(wire, value->records, doubles);
	wire_end(wire);
	for (int64 i = 0; i < doubles; i++)
		value->records[i] += 0.0; /* no -0, which equals 0 in other bytes */
	check_records(wire, &(ms_sample){head.n, head.columns, value->records});
	sort_records(&value->head, value->records);
	return PointerGetDatum(value);
}

static Datum
sample_write(Wire *wire, FunctionCallInfo fcinfo)
{
	SampleView view = sample_arg(fcinfo, 0);
	SampleHead head = {.columns = view.s.columns, .n = view.s.n};

	memcpy(head.count, view.count, sizeof(head.count));
	head.option = view.option;
	head_wire(wire, &head);
	/* what writes a figure does not change it */
	wire_doubles(wire, (double *) view.s.records, doubles_of(&head));
	wire_end(wire);
	return wire_result(wire);
}

PG_FUNCTION_INFO_V1(medsec_sample_in);
Datum
medsec_sample_in(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_text(&wire, "sample", PG_GETARG_CSTRING(0));
	return sample_read(&wire, false);
}

PG_FUNCTION_INFO_V1(medsec_ranked_in);
Datum
medsec_ranked_in(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_text(&wire, "ranked", PG_GETARG_CSTRING(0));
	return sample_read(&wire, true);
}

PG_FUNCTION_INFO_V1(medsec_sample_recv);
Datum
medsec_sample_recv(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_binary(&wire, "sample", (StringInfo) PG_GETARG_POINTER(0));
	return sample_read(&wire, false);
}

PG_FUNCTION_INFO_V1(medsec_ranked_recv);
Datum
medsec_ranked_recv(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_binary(&wire, "ranked", (StringInfo) PG_GETARG_POINTER(0));
	return sample_read(&wire, true);
}

PG_FUNCTION_INFO_V1(medsec_sample_out);
Datum
medsec_sample_out(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_text(&wire, "sample");
	return sample_write(&wire, fcinfo);
}

PG_FUNCTION_INFO_V1(medsec_sample_send);
Datum
medsec_sample_send(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_binary(&wire, "sample");
	return sample_write(&wire, fcinfo);
}

/* ---- gathering ---- */

static SampleState
state_of_flat(Sample *flat)
{
	return (SampleState){
	    .head = &flat->head,
	    .records = flat->records,
	    .room = flat_room(flat),
	    .flat = flat,
	};
}

static SampleState
state_of_expanded(ExpandedSample *expanded)
{
	return (SampleState){
	    .head = &expanded->head,
	    .records = expanded->records,
	    .room = expanded->room,
	    .expanded = expanded,
	};
}

/*
 * Argument 0, the state of an aggregate, to add to: the value itself where it
 * may be changed, else a copy.
 */
SampleState
sample_state(FunctionCallInfo fcinfo)
{
	MemoryContext parent = CurrentMemoryContext;
	bool by_hand = !AggCheckCallContext(fcinfo, &parent);
	SampleState state;

	if (PG_ARGISNULL(0))
		state = state_of_flat(flat_new(FIRST_DOUBLES));
	else if (VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0)) &&
	         expanded_of(PG_GETARG_DATUM(0)) != NULL)
		state = state_of_expanded(expanded_of(PG_GETARG_DATUM(0)));
	else if (!by_hand && !VARATT_IS_EXTENDED(PG_GETARG_POINTER(0)))
		state = state_of_flat(value_arg(fcinfo, 0));
	else
	{
		SampleView view = sample_arg(fcinfo, 0);
		SampleHead head = {.columns = view.s.columns,
		                   .n = view.s.n,
		                   .sorted = view.s.n,
		                   .option = view.option};

		memcpy(head.count, view.count, sizeof(head.count));
		state = state_of_flat(flat_copy(&head, view.s.records));
	}
	state.parent = parent;
	state.by_hand = by_hand;
	return state;
}

/* A sample outside of aggregates, of rows of which some were left out before. */
SampleState
sample_new(int64 missing, int64 zero_weight)
{
	SampleState state = state_of_flat(flat_new(FIRST_DOUBLES));

	state.head->count[SAMPLE_MISSING] = missing;
	state.head->count[SAMPLE_ZERO_WEIGHT] = zero_weight;
	state.parent = CurrentMemoryContext;
	state.by_hand = true;
	return state;
}

/* The state as a transition function returns it, room to spare only inside. */
Datum
sample_return(SampleState *state)
{
	if (state->expanded != NULL)
		return EOHPGetRWDatum(&state->expanded->header);
	if (state->by_hand)
		return PointerGetDatum(flat_copy(state->head, state->records));
	return PointerGetDatum(state->flat);
}

/* The same records with room for so many doubles. */
static void
resize(SampleState *state, int64 room)
{
	int64 doubles = doubles_of(state->head);
	SampleState bigger;

	if (state->expanded != NULL)
	{
		state->expanded->records =
		    repalloc_huge(state->expanded->records, room * sizeof(double));
		state->expanded->room = room;
		bigger = state_of_expanded(state->expanded);
	}
	else
	{
		if (room * sizeof(double) > MOST_FLAT_BYTES)
			bigger = state_of_expanded(
			    expanded_new(state->parent, state->head, room));
		else
		{
			bigger = state_of_flat(flat_new(room));
			*bigger.head = *state->head;
		}
		memcpy(bigger.records, state->records, doubles * sizeof(double));
	}
	bigger.parent = state->parent;
	bigger.by_hand = state->by_hand;
	*state = bigger;
}

/* Room for n records in all, of the columns that the state has. */
static void
reserve(SampleState *state, int64 n)
{
	int stride = ms_sample_stride(state->head->columns);

	if (likely(n * stride <= state->room))
		return;
	if (n > most_records(state->head->columns))
		refuse_size(state->head->columns);
	resize(state,
	       Min(Max(Max(n * stride, FIRST_DOUBLES), 2 * state->room),
	           MOST_DOUBLES));
}

void
sample_count(SampleState *state, int which)
{
	value_count(&state->head->count[which], 1);
}

static void
refuse_option(const SampleState *state, double option, const char *name)
{
	if (name == NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("summaries made with different options cannot be "
		                "merged"),
		         errdetail("The options are %g and %g.",
		                   state->head->option,
		                   option)));
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("argument \"%s\" must be the same in all rows", name),
	         errdetail("The values %g and %g were given.",
	                   state->head->option,
	                   option)));
}

/*
 * What the aggregate was asked must be the same in all rows that it takes: the
 * next is one.  Without a name it is asked of another summary.
 */
void
sample_option(SampleState *state, double option, const char *name)
{
	if (state->head->n == 0)
		state->head->option = option;
	if (unlikely(state->head->option != option))
		refuse_option(state, option, name);
}

/* Records that had no weight now have 1. */
static void
add_weights(SampleState *state)
{
	int old_stride = ms_sample_stride(state->head->columns);
	int at = ms_sample_value_at(state->head->columns) + 1;
	int64 n = state->head->n;
	double *old = sample_work(n * old_stride);

	memcpy(old, state->records, n * old_stride * sizeof(double));
	reserve(state, n + n / old_stride + 1);
	state->head->columns |= MS_SAMPLE_WEIGHT;
	for (int64 i = 0; i < n; i++)
	{
		double *to = state->records + i * (old_stride + 1);

		memcpy(to, old + i * old_stride, at * sizeof(double));
		to[at] = 1;
	}
	pfree(old);
}

/* The state takes records of these columns, or of fewer. */
static void
adopt_columns(SampleState *state, int columns)
{
	int own = state->head->columns;

	if (state->head->n == 0)
		state->head->columns = columns;
	else if ((own & ~MS_SAMPLE_WEIGHT) != (columns & ~MS_SAMPLE_WEIGHT))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("summaries with and without clusters cannot be "
		                "merged")));
	else if (columns & ~own & MS_SAMPLE_WEIGHT)
		add_weights(state);
}

/* Add a record whose figures are finite, and whose weight is positive. */
void
sample_add(SampleState *state, int columns, const double *record)
{
	int stride;
	double *to;

	if (unlikely(state->head->columns != columns || state->head->n == 0))
		adopt_columns(state, columns);
	reserve(state, state->head->n + 1);
	stride = ms_sample_stride(state->head->columns);
	to = state->records + state->head->n * stride;
	for (int j = 0; j < ms_sample_stride(columns); j++)
		to[j] = record[j] + 0.0; /* no -0, which equals 0 in other bytes */
	if (unlikely(state->head->columns != columns))
		to[stride - 1] = 1; /* the weight it came without */
	state->head->n++;
}

/* Is an argument of the row NULL?  Then it is counted, and that is all. */
bool
sample_skips_null(FunctionCallInfo fcinfo, SampleState *state)
{
	if (likely(!medsec_any_null(fcinfo, 1)))
		return false;
	sample_count(state, SAMPLE_MISSING);
	return true;
}

/*
 * The weight that argument i gives to a row, 1 where there is no such argument;
 * false where it is 0 and the row is only counted.
 */
bool
sample_weight(FunctionCallInfo fcinfo,
              int i,
              SampleState *state,
              double *weight)
{
	*weight = i < PG_NARGS() ? medsec_weight(PG_GETARG_FLOAT8(i)) : 1;
	if (*weight > 0)
		return true;
	sample_count(state, SAMPLE_ZERO_WEIGHT);
	return false;
}

/* sample(x [, weight]) */
PG_FUNCTION_INFO_V1(medsec_sample_accum);
Datum
medsec_sample_accum(PG_FUNCTION_ARGS)
{
	SampleState state = sample_state(fcinfo);
	int columns = PG_NARGS() > 2 ? MS_SAMPLE_WEIGHT : 0;
	double record[2];

	if (sample_skips_null(fcinfo, &state))
		return sample_return(&state);
	record[0] = medsec_row_value(PG_GETARG_FLOAT8(1), "x");
	if (sample_weight(fcinfo, 2, &state, &record[1]))
		sample_add(&state, columns, record);
	return sample_return(&state);
}

/* A number that a double holds exactly. */
static double
cluster_number(int64 cluster)
{
	if (cluster < -MS_MAX_COUNT || cluster > MS_MAX_COUNT)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"cluster\" is out of range"),
		         errdetail("The value is " INT64_FORMAT ".", cluster),
		         errhint("Number the clusters with dense_rank().")));
	return (double) cluster;
}

/* (state, x, rank_variable [, weight [, cluster]]), by names of the caller's */
static Datum
ranked_accum(FunctionCallInfo fcinfo, const char *x, const char *rank_variable)
{
	static const int columns_of[] = {
	    MS_SAMPLE_RANK, MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT, ALL_COLUMNS};
	SampleState state = sample_state(fcinfo);
	double record[MS_SORT_MAX_STRIDE];

	if (sample_skips_null(fcinfo, &state))
		return sample_return(&state);
	record[0] = medsec_row_value(PG_GETARG_FLOAT8(2), rank_variable);
	record[1] = medsec_row_value(PG_GETARG_FLOAT8(1), x);
	if (PG_NARGS() > 4)
		record[3] = cluster_number(PG_GETARG_INT64(4));
	if (sample_weight(fcinfo, 3, &state, &record[2]))
		sample_add(&state, columns_of[PG_NARGS() - 3], record);
	return sample_return(&state);
}

PG_FUNCTION_INFO_V1(medsec_ranked_accum);
Datum
medsec_ranked_accum(PG_FUNCTION_ARGS)
{
	return ranked_accum(fcinfo, "x", "rank_variable");
}

/* kakwani and redistributive_effect(payment, income [, weight]) */
PG_FUNCTION_INFO_V1(medsec_payment_accum);
Datum
medsec_payment_accum(PG_FUNCTION_ARGS)
{
	return ranked_accum(fcinfo, "payment", "income");
}

/* basic_needs_line(needs, consumption [, weight]) */
PG_FUNCTION_INFO_V1(medsec_needs_accum);
Datum
medsec_needs_accum(PG_FUNCTION_ARGS)
{
	return ranked_accum(fcinfo, "needs", "consumption");
}

/* Records of another sample join, behind those that are there. */
static void
append(SampleState *state, const ms_sample *other)
{
	int64 n = state->head->n;
	int stride;

	if (other->n == 0)
		return;
	adopt_columns(state, other->columns);
	if (state->head->columns != other->columns)
	{
		for (int64 i = 0; i < other->n; i++)
			sample_add(state, other->columns, ms_sample_record(other, i));
		return;
	}
	stride = ms_sample_stride(other->columns);
	reserve(state, n + other->n);
	memcpy(state->records + n * stride,
	       other->records,
	       other->n * stride * sizeof(double));
	if (n == 0)
		state->head->sorted = other->n;
	state->head->n += other->n;
}

/* the combine function, and the transition function of rollup */
PG_FUNCTION_INFO_V1(medsec_sample_combine);
Datum
medsec_sample_combine(PG_FUNCTION_ARGS)
{
	SampleState state = sample_state(fcinfo);
	SampleView other;

	if (PG_ARGISNULL(1))
		return sample_return(&state);
	other = sample_arg(fcinfo, 1);
	if (other.s.n > 0)
		sample_option(&state, other.option, NULL);
	for (int i = 0; i < SAMPLE_COUNTS; i++)
		value_count(&state.head->count[i], other.count[i]);
	append(&state, &other.s);
	return sample_return(&state);
}

/* the summary without room to spare */
PG_FUNCTION_INFO_V1(medsec_sample_final);
Datum
medsec_sample_final(PG_FUNCTION_ARGS)
{
	if (expanded_of(PG_GETARG_DATUM(0)) != NULL)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	PG_RETURN_POINTER(flat_arg(fcinfo, 0));
}

/* ---- figures ---- */

PG_FUNCTION_INFO_V1(medsec_sample_n);
Datum
medsec_sample_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(sample_arg(fcinfo, 0).s.n);
}

PG_FUNCTION_INFO_V1(medsec_sample_n_missing);
Datum
medsec_sample_n_missing(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(sample_arg(fcinfo, 0).count[SAMPLE_MISSING]);
}

PG_FUNCTION_INFO_V1(medsec_sample_n_zero_weight);
Datum
medsec_sample_n_zero_weight(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(sample_arg(fcinfo, 0).count[SAMPLE_ZERO_WEIGHT]);
}

PG_FUNCTION_INFO_V1(medsec_sample_sum_weight);
Datum
medsec_sample_sum_weight(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);

	MEDSEC_RETURN_FLOAT8(ms_known(ms_sample_total(&view.s)));
}

PG_FUNCTION_INFO_V1(medsec_sample_mean);
Datum
medsec_sample_mean(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);

	MEDSEC_RETURN_FLOAT8(ms_sample_mean(&view.s));
}

/* quantile(sample, p, type) */
PG_FUNCTION_INFO_V1(medsec_sample_quantile);
Datum
medsec_sample_quantile(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	double p = medsec_fraction_arg(fcinfo, 1, "p");
	int type = medsec_range_arg(fcinfo, 2, "type", 1, 9);
	double weight = ms_sample_total(&view.s);

	/* shares of a whole, say: repeated rows they are not */
	if (type > MS_QUANTILE_STATA && ms_more_than((double) view.s.n, weight))
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		     errmsg("quantiles of type %d need weights that count rows", type),
		     errdetail("The weights of " INT64_FORMAT " rows add up to %g.",
		               view.s.n,
		               weight),
		     errhint("Give type 2, which needs their proportions only.")));
	MEDSEC_RETURN_FLOAT8(ms_sample_quantile(&view.s, p, type));
}

/* mean_between_quantiles(ranked, low, high) */
PG_FUNCTION_INFO_V1(medsec_mean_between_quantiles);
Datum
medsec_mean_between_quantiles(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	double low = medsec_fraction_arg(fcinfo, 1, "low");
	double high = medsec_fraction_arg(fcinfo, 2, "high");

	MEDSEC_RETURN_FLOAT8(ms_sample_mean_between_quantiles(&view.s, low, high));
}
