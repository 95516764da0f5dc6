/*
 * sample.c
 *		The summaries `sample` and `ranked`: values kept as they are.
 *
 * While an aggregate gathers, its state is an expanded object: records are
 * appended to an array that doubles, in a memory context of its own, and no
 * row copies what is there.  When it is read, or flattened to be stored or
 * sent to another process, the records that came since the last time are
 * sorted and merged in.  That changes where records stand, not what they are,
 * so a state that is shared, or a window frame that grows, may be sorted under
 * its readers.
 *
 * The flat form is thus always in order: equal samples have equal bytes, a
 * parallel plan sorts in its workers, and questions need no sort.  The reader
 * of outside forms sorts too, which costs one look where there is nothing to do.
 */
#include "types.h"

#include "miscadmin.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#include "core/sort.h"

#define FIRST_CAPACITY 16
#define ALL_COLUMNS (MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT | MS_SAMPLE_CLUSTER)

/* the flat form */
typedef struct Sample
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	int32 columns; /* ms_sample_columns */
	int32 unused; /* 0 */
	int64 n;
	int64 count[SAMPLE_COUNTS];
	double option;
	double records[];
} Sample;

/* the expanded form */
struct SampleState
{
	ExpandedObjectHeader header;
	int columns;
	int64 n;
	int64 sorted; /* the first of them are in order */
	int64 capacity;
	int64 count[SAMPLE_COUNTS];
	double option;
	double *records;
};

static Size
record_size(int columns)
{
	return ms_sample_stride(columns) * sizeof(double);
}

static int64
most_records(int columns)
{
	return (MaxAllocSize - offsetof(Sample, records)) / record_size(columns);
}

pg_attribute_noreturn() static void refuse_size(int columns)
{
	ereport(
	    ERROR,
	    (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
	     errmsg("too many rows for one summary of values"),
	     errdetail("A value of 1 GB holds " INT64_FORMAT " rows of %d bytes.",
	               most_records(columns),
	               (int) record_size(columns)),
	     errhint("Summarise by groups, or draw a sample of the rows.")));
}

/* Memory for n doubles, of any number, until the function returns. */
double *
sample_work(size_t n)
{
	return MemoryContextAllocHuge(CurrentMemoryContext,
	                              Max(n, 1) * sizeof(double));
}

static Sample *
flat_new(int columns, int64 n)
{
	Sample *value;

	if (n > most_records(columns))
		refuse_size(columns);
	value = value_new(offsetof(Sample, records) + n * record_size(columns));
	value->columns = columns;
	value->n = n;
	return value;
}

static void
sort_records(double *records, int64 n, int columns, int64 sorted)
{
	double *scratch;

	if (sorted == n)
		return;
	scratch = sample_work(n * ms_sample_stride(columns));
	ms_sort_records(records, n, ms_sample_stride(columns), sorted, scratch);
	pfree(scratch);
}

/* ---- the expanded object ---- */

static void
state_sort(SampleState *state)
{
	sort_records(state->records, state->n, state->columns, state->sorted);
	state->sorted = state->n;
}

static Size
state_flat_size(ExpandedObjectHeader *header)
{
	SampleState *state = (SampleState *) header;

	return offsetof(Sample, records) + state->n * record_size(state->columns);
}

static void
state_flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	SampleState *state = (SampleState *) header;
	Sample *value = result;

	state_sort(state);
	memset(value, 0, offsetof(Sample, records));
	SET_VARSIZE(value, size);
	value->version = MEDSEC_STORED_VERSION;
	value->columns = state->columns;
	value->n = state->n;
	memcpy(value->count, state->count, sizeof(value->count));
	value->option = state->option;
	memcpy(
	    value->records, state->records, state->n * record_size(state->columns));
}

static const ExpandedObjectMethods state_methods = {
    .get_flat_size = state_flat_size,
    .flatten_into = state_flatten,
};

/* The expanded object that a datum is, if it is one of ours. */
static SampleState *
expanded(Datum datum)
{
	ExpandedObjectHeader *header;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(datum)))
		return NULL;
	header = DatumGetEOHP(datum);
	return header->eoh_methods == &state_methods ? (SampleState *) header
	                                             : NULL;
}

static SampleState *
state_new(MemoryContext parent)
{
	MemoryContext own =
	    AllocSetContextCreate(parent, "sample", ALLOCSET_START_SMALL_SIZES);
	SampleState *state = MemoryContextAllocZero(own, sizeof(SampleState));

	EOH_init_header(&state->header, &state_methods, own);
	return state;
}

/* Room for n records of these columns; there are none yet, or the same. */
static void
state_reserve(SampleState *state, int64 n)
{
	int64 capacity;

	if (n <= state->capacity)
		return;
	if (n > most_records(state->columns))
		refuse_size(state->columns);
	capacity = Max(n, FIRST_CAPACITY);
	capacity =
	    Min(Max(capacity, 2 * state->capacity), most_records(state->columns));
	if (state->records == NULL)
		state->records = MemoryContextAllocHuge(
		    state->header.eoh_context, capacity * record_size(state->columns));
	else
		state->records = repalloc_huge(state->records,
		                               capacity * record_size(state->columns));
	state->capacity = capacity;
}

/* ---- reading ---- */

static SampleView
view_flat(const Sample *value)
{
	if (VARSIZE(value) < sizeof(Sample) || value->columns < 0 ||
	    value->columns > ALL_COLUMNS || value->n < 0 ||
	    value->n > most_records(value->columns) ||
	    VARSIZE(value) !=
	        offsetof(Sample, records) + value->n * record_size(value->columns))
		value_refuse();
	return (SampleView){
	    .s = {value->n, value->columns, value->records},
	    .count = value->count,
	    .option = value->option,
	};
}

static SampleView
view_expanded(SampleState *state)
{
	state_sort(state);
	return (SampleView){
	    .s = {state->n, state->columns, state->records},
	    .count = state->count,
	    .option = state->option,
	};
}

/* Argument i, to read, in order. */
SampleView
sample_arg(FunctionCallInfo fcinfo, int i)
{
	SampleState *state = expanded(PG_GETARG_DATUM(i));

	return state != NULL ? view_expanded(state)
	                     : view_flat(value_arg(fcinfo, i));
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
read_header(Wire *wire, bool is_ranked, Sample *head)
{
	bool in_range;

	wire_int32(wire, &head->columns);
	wire_int64(wire, &head->n);
	in_range = head->columns >= 0 && head->columns <= ALL_COLUMNS &&
	           head->n >= 0 && head->n <= most_records(0);
	for (int i = 0; i < SAMPLE_COUNTS; i++)
	{
		wire_int64(wire, &head->count[i]);
		in_range &= head->count[i] >= 0 && head->count[i] <= MS_MAX_COUNT;
	}
	wire_double(wire, &head->option);
	if (!in_range || !isfinite(head->option))
		wire_fault(wire, "A count is out of range.");
	if (head->n > 0 && ((head->columns & MS_SAMPLE_RANK) != 0) != is_ranked)
		wire_fault(wire, "It has the columns of another type.");
}

static void
check_records(const Wire *wire, const Sample *value)
{
	int stride = ms_sample_stride(value->columns);
	ms_sample s = {value->n, value->columns, value->records};

	for (int64 i = 0; i < value->n; i++)
	{
		const double *record = ms_sample_record(&s, i);

		for (int j = 0; j < stride; j++)
		{
			if (!isfinite(record[j]))
				wire_fault(wire, "A figure is not finite.");
		}
		if (!(ms_sample_weight(&s, i) > 0))
			wire_fault(wire, "A weight is not positive.");
	}
}

static Datum
sample_read(Wire *wire, bool is_ranked)
{
	Sample head = {0};
	Sample *value;
	Size doubles;

	read_header(wire, is_ranked, &head);
	doubles = (Size) head.n * ms_sample_stride(head.columns);
	/* a double takes 8 bytes, or two characters: "0,"; the last needs one */
	if ((wire->mode == WIRE_TEXT_IN && doubles > strlen(wire->at)) ||
	    (wire->mode == WIRE_BINARY_IN &&
	     doubles * sizeof(double) > (Size) wire->buffer->len))
		wire_fault(wire, "The value is cut short.");
	value = flat_new(head.columns, head.n);
	memcpy(value->count, head.count, sizeof(value->count));
	value->option = head.option;
	wire_doubles(wire, value->records, doubles);
	wire_end(wire);
	for (Size i = 0; i < doubles; i++)
		value->records[i] += 0.0; /* no -0, which equals 0 in other bytes */
	check_records(wire, value);
	sort_records(value->records, value->n, value->columns, 0);
	return PointerGetDatum(value);
}

static Datum
sample_write(Wire *wire, FunctionCallInfo fcinfo)
{
	Sample *value = value_arg(fcinfo, 0);
	Sample *copy = memcpy(palloc(VARSIZE(value)), value, VARSIZE(value));

	(void) view_flat(copy);
	wire_int32(wire, &copy->columns);
	wire_int64(wire, &copy->n);
	for (int i = 0; i < SAMPLE_COUNTS; i++)
		wire_int64(wire, &copy->count[i]);
	wire_double(wire, &copy->option);
	wire_doubles(
	    wire, copy->records, (Size) copy->n * ms_sample_stride(copy->columns));
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

static void
copy_counts(SampleState *state, const SampleView *view)
{
	memcpy(state->count, view->count, sizeof(state->count));
	state->option = view->option;
}

/* An expanded copy of what a view shows. */
static SampleState *
state_copy(const SampleView *view, MemoryContext parent)
{
	SampleState *state = state_new(parent);

	state->columns = view->s.columns;
	state_reserve(state, view->s.n);
	if (view->s.n > 0)
		memcpy(state->records,
		       view->s.records,
		       view->s.n * record_size(view->s.columns));
	state->n = state->sorted = view->s.n;
	copy_counts(state, view);
	return state;
}

/*
 * Argument 0, the state of an aggregate, to add to: the object itself where it
 * may be changed, else a copy.
 */
SampleState *
sample_state(FunctionCallInfo fcinfo)
{
	MemoryContext parent;
	SampleView view;

	if (!PG_ARGISNULL(0) &&
	    VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0)))
	{
		SampleState *state = expanded(PG_GETARG_DATUM(0));

		if (likely(state != NULL))
			return state;
	}
	if (!AggCheckCallContext(fcinfo, &parent))
		parent = CurrentMemoryContext;
	if (PG_ARGISNULL(0))
		return state_new(parent);
	view = sample_arg(fcinfo, 0);
	return state_copy(&view, parent);
}

/* A sample outside of aggregates, of rows of which some were left out before. */
SampleState *
sample_new(int64 missing, int64 zero_weight)
{
	SampleState *state = state_new(CurrentMemoryContext);

	state->count[SAMPLE_MISSING] = missing;
	state->count[SAMPLE_ZERO_WEIGHT] = zero_weight;
	return state;
}

Datum
sample_return(SampleState *state)
{
	return EOHPGetRWDatum(&state->header);
}

void
sample_count(SampleState *state, int which)
{
	value_count(&state->count[which], 1);
}

/* What the aggregate was asked must be the same in all rows. */
void
sample_option(SampleState *state, double option, const char *name)
{
	if (state->n == 0)
		state->option = option;
	if (unlikely(state->option != option))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must be the same in all rows", name),
		         errdetail("The values %g and %g were given.",
		                   state->option,
		                   option)));
}

static void
refuse_columns(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("summaries with and without clusters cannot be merged")));
}

/* Records that had no weight now have 1. */
static void
add_weights(SampleState *state)
{
	SampleState old = *state;
	int at = ms_sample_value_at(old.columns) + 1;

	state->columns |= MS_SAMPLE_WEIGHT;
	state->records = NULL;
	state->capacity = 0;
	state_reserve(state, old.n);
	for (int64 i = 0; i < old.n; i++)
	{
		const double *from = old.records + i * ms_sample_stride(old.columns);
		double *to = state->records + i * ms_sample_stride(state->columns);

		memcpy(to, from, at * sizeof(double));
		to[at] = 1;
	}
	if (old.records != NULL)
		pfree(old.records);
}

/* The state takes records of these columns, or of fewer. */
static void
adopt_columns(SampleState *state, int columns)
{
	if (state->n == 0)
	{
		state->capacity = 0;
		if (state->records != NULL)
			pfree(state->records);
		state->records = NULL;
		state->columns = columns;
	}
	else if ((state->columns & ~MS_SAMPLE_WEIGHT) !=
	         (columns & ~MS_SAMPLE_WEIGHT))
		refuse_columns();
	else if (columns & ~state->columns & MS_SAMPLE_WEIGHT)
		add_weights(state);
}

/* Add a record whose figures are finite, and whose weight is positive. */
void
sample_add(SampleState *state, int columns, const double *record)
{
	int stride;
	double *to;

	if (unlikely(state->columns != columns || state->n == 0))
		adopt_columns(state, columns);
	if (unlikely(state->n == state->capacity))
		state_reserve(state, state->n + 1);
	stride = ms_sample_stride(state->columns);
	to = state->records + state->n * stride;
	for (int j = 0; j < ms_sample_stride(columns); j++)
		to[j] = record[j] + 0.0; /* no -0, which equals 0 in other bytes */
	if (unlikely(state->columns != columns))
		to[stride - 1] = 1; /* the weight it came without */
	state->n++;
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
	SampleState *state = sample_state(fcinfo);
	int columns = PG_NARGS() > 2 ? MS_SAMPLE_WEIGHT : 0;
	double record[2];

	if (medsec_any_null(fcinfo, 1))
	{
		sample_count(state, SAMPLE_MISSING);
		return sample_return(state);
	}
	record[0] = medsec_row_value(PG_GETARG_FLOAT8(1), "x");
	if (sample_weight(fcinfo, 2, state, &record[1]))
		sample_add(state, columns, record);
	return sample_return(state);
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

/* ranked(x, rank_variable [, weight [, cluster]]) */
PG_FUNCTION_INFO_V1(medsec_ranked_accum);
Datum
medsec_ranked_accum(PG_FUNCTION_ARGS)
{
	static const int columns_of[] = {
	    MS_SAMPLE_RANK, MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT, ALL_COLUMNS};
	SampleState *state = sample_state(fcinfo);
	double record[MS_SORT_MAX_STRIDE];

	if (medsec_any_null(fcinfo, 1))
	{
		sample_count(state, SAMPLE_MISSING);
		return sample_return(state);
	}
	record[0] = medsec_row_value(PG_GETARG_FLOAT8(2), "rank_variable");
	record[1] = medsec_row_value(PG_GETARG_FLOAT8(1), "x");
	if (PG_NARGS() > 4)
		record[3] = cluster_number(PG_GETARG_INT64(4));
	if (sample_weight(fcinfo, 3, state, &record[2]))
		sample_add(state, columns_of[PG_NARGS() - 3], record);
	return sample_return(state);
}

/* Records of another sample join, behind those that are there. */
static void
state_append(SampleState *state, const ms_sample *other)
{
	if (other->n == 0)
		return;
	adopt_columns(state, other->columns);
	state_reserve(state, state->n + other->n);
	if (state->columns != other->columns)
	{
		for (int64 i = 0; i < other->n; i++)
			sample_add(state, other->columns, ms_sample_record(other, i));
		return;
	}
	memcpy(state->records + state->n * ms_sample_stride(state->columns),
	       other->records,
	       other->n * record_size(other->columns));
	if (state->n == 0)
		state->sorted = other->n;
	state->n += other->n;
}

/* the combine function, and the transition function of rollup */
PG_FUNCTION_INFO_V1(medsec_sample_combine);
Datum
medsec_sample_combine(PG_FUNCTION_ARGS)
{
	SampleState *state = sample_state(fcinfo);
	SampleView other;

	if (PG_ARGISNULL(1))
		return sample_return(state);
	other = sample_arg(fcinfo, 1);
	if (other.s.n > 0)
		sample_option(state, other.option, "option");
	for (int i = 0; i < SAMPLE_COUNTS; i++)
		value_count(&state->count[i], other.count[i]);
	state_append(state, &other.s);
	return sample_return(state);
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

	PG_RETURN_FLOAT8(ms_sample_total(&view.s));
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
