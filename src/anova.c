/*
 * anova.c
 *		Comparison of the means, or of the spreads, of several groups.
 *
 * The state of all its aggregates is the type `moments_list`: the moments of
 * every group that has come, in an array that doubles.  Its length is in the
 * varlena header; what stands behind the last group is room, and 0.  A value
 * that leaves an aggregate has no such room: equal values have equal bytes.
 */
#include "types.h"

#include "miscadmin.h"
#include "utils/lsyscache.h"

#include "core/anova.h"
#include "p_adjust.h"

#define FIRST_CAPACITY 4

typedef struct MomentsList
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	int64 missing; /* rows left out, in groups with rows and without */
	int64 n; /* groups with rows */
	ms_moments m[];
} MomentsList;

/* ---- the type ---- */

static int64
list_capacity(const MomentsList *list)
{
	return (VARSIZE(list) - offsetof(MomentsList, m)) / sizeof(ms_moments);
}

static void
check_groups(int64 groups)
{
	int64 most = (MaxAllocSize - offsetof(MomentsList, m)) / sizeof(ms_moments);

	if (groups > most)
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("too many groups for one comparison"),
		         errdetail("The limit is " INT64_FORMAT " groups.", most)));
}

static MomentsList *
list_new(int64 capacity)
{
	check_groups(capacity);
	return value_new(offsetof(MomentsList, m) + capacity * sizeof(ms_moments));
}

static MomentsList *
list_check(MomentsList *list)
{
	if (VARSIZE(list) < sizeof(MomentsList) || list->n < 0 ||
	    list->n > list_capacity(list))
		value_refuse();
	return list;
}

static const MomentsList *
list_arg(FunctionCallInfo fcinfo, int i)
{
	return list_check(value_arg(fcinfo, i));
}

/* The state of an aggregate, argument 0, to change. */
static MomentsList *
list_state(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? list_new(0)
	                       : list_check(value_to_change(fcinfo, 0));
}

static MomentsList *
list_make_room(MomentsList *list, int64 n)
{
	MomentsList *larger;

	if (n <= list_capacity(list))
		return list;
	larger = list_new(Max(n, Max(2 * list->n, FIRST_CAPACITY)));
	larger->missing = list->missing;
	larger->n = list->n;
	memcpy(larger->m, list->m, list->n * sizeof(ms_moments));
	return larger;
}

/* What a transition function returns: room to grow only to an aggregate. */
static Datum
list_return(FunctionCallInfo fcinfo, MomentsList *list)
{
	MomentsList *closed;

	if (likely(AggCheckCallContext(fcinfo, NULL)) ||
	    list->n == list_capacity(list))
		return PointerGetDatum(list);
	closed = list_new(list->n);
	memcpy(&closed->missing,
	       &list->missing,
	       VARSIZE(closed) - offsetof(MomentsList, missing));
	return PointerGetDatum(closed);
}

/* A group joins; one without rows has only rows that are missing. */
static MomentsList *
list_add(MomentsList *list, const ms_moments *m)
{
	value_count(&list->missing, m->missing);
	if (m->n == 0)
		return list;
	list = list_make_room(list, list->n + 1);
	list->m[list->n++] = *m;
	return list;
}

static MomentsList *
list_read(Wire *wire)
{
	MomentsList *list;
	MomentsList head = {0};

	wire_int64(wire, &head.missing);
	wire_int64(wire, &head.n);
	if (head.missing < 0 || head.missing > MS_MAX_COUNT || head.n < 0)
		wire_fault(wire, "A count is out of range.");
	/* a group has 14 fields, each of 2 characters or 8 bytes and more */
	if (head.n > (wire->mode == WIRE_TEXT_IN ? (int64) strlen(wire->at) / 28
	                                         : wire->buffer->len / 112))
		wire_fault(wire, "The value is cut short.");
	list = list_new(head.n);
	list->missing = head.missing;
	list->n = head.n;
	for (int64 i = 0; i < list->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		moments_wire(wire, &list->m[i]);
		moments_check(wire, &list->m[i]);
		if (list->m[i].n == 0)
			wire_fault(wire, "A group has no rows.");
	}
	wire_end(wire);
	return list;
}

static Datum
list_write(Wire *wire, const MomentsList *value)
{
	MomentsList head = *value;

	wire_int64(wire, &head.missing);
	wire_int64(wire, &head.n);
	for (int64 i = 0; i < value->n; i++)
	{
		ms_moments m = value->m[i];

		moments_wire(wire, &m);
	}
	wire_end(wire);
	return wire_result(wire);
}

PG_FUNCTION_INFO_V1(medsec_moments_list_in);
Datum
medsec_moments_list_in(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_text(&wire, "moments_list", PG_GETARG_CSTRING(0));
	PG_RETURN_POINTER(list_read(&wire));
}

PG_FUNCTION_INFO_V1(medsec_moments_list_recv);
Datum
medsec_moments_list_recv(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_binary(&wire, "moments_list", (StringInfo) PG_GETARG_POINTER(0));
	PG_RETURN_POINTER(list_read(&wire));
}

PG_FUNCTION_INFO_V1(medsec_moments_list_out);
Datum
medsec_moments_list_out(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_text(&wire, "moments_list");
	return list_write(&wire, list_arg(fcinfo, 0));
}

PG_FUNCTION_INFO_V1(medsec_moments_list_send);
Datum
medsec_moments_list_send(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_binary(&wire, "moments_list");
	return list_write(&wire, list_arg(fcinfo, 0));
}

/* ---- what an aggregate gathers, and an array holds ---- */

/* Turns an argument that is not NULL into the moments of a group. */
typedef void (*GroupReader)(FunctionCallInfo fcinfo, int i, ms_moments *m);

static void
read_moments(FunctionCallInfo fcinfo, int i, ms_moments *m)
{
	*m = *moments_arg(fcinfo, i);
}

/* The moments of the distances of a sample from its centre. */
static void
read_distances(FunctionCallInfo fcinfo, int i, ms_centre centre, ms_moments *m)
{
	SampleView view = sample_arg(fcinfo, i);
	double *work = sample_work(view.s.n * ms_sample_stride(view.s.columns));

	medsec_check_status(ms_anova_distances(&view.s, centre, work, m),
	                    "the distances from the centre");
	value_count(&m->missing, view.count[SAMPLE_MISSING]);
	pfree(work);
}

static void
read_distances_from_mean(FunctionCallInfo fcinfo, int i, ms_moments *m)
{
	read_distances(fcinfo, i, MS_CENTRE_MEAN, m);
}

static void
read_distances_from_median(FunctionCallInfo fcinfo, int i, ms_moments *m)
{
	read_distances(fcinfo, i, MS_CENTRE_MEDIAN, m);
}

/* (moments_list, group); NULL is no group */
static Datum
accumulate(FunctionCallInfo fcinfo, GroupReader read)
{
	MomentsList *list = list_state(fcinfo);
	ms_moments m;

	if (PG_ARGISNULL(1))
		return list_return(fcinfo, list);
	read(fcinfo, 1, &m);
	return list_return(fcinfo, list_add(list, &m));
}

PG_FUNCTION_INFO_V1(medsec_moments_list_accum);
Datum
medsec_moments_list_accum(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, read_moments);
}

PG_FUNCTION_INFO_V1(medsec_moments_list_accum_mean);
Datum
medsec_moments_list_accum_mean(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, read_distances_from_mean);
}

PG_FUNCTION_INFO_V1(medsec_moments_list_accum_median);
Datum
medsec_moments_list_accum_median(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, read_distances_from_median);
}

PG_FUNCTION_INFO_V1(medsec_moments_list_combine);
Datum
medsec_moments_list_combine(PG_FUNCTION_ARGS)
{
	MomentsList *list = list_state(fcinfo);
	const MomentsList *other;

	if (PG_ARGISNULL(1))
		return list_return(fcinfo, list);
	other = list_arg(fcinfo, 1);
	list = list_make_room(list, list->n + other->n);
	value_count(&list->missing, other->missing);
	memcpy(list->m + list->n, other->m, other->n * sizeof(ms_moments));
	list->n += other->n;
	return list_return(fcinfo, list);
}

/* The groups of an array, each in its place; NULL is a group without rows. */
static ms_moments *
groups_arg(FunctionCallInfo fcinfo, int i, GroupReader read, int *n)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(i);
	LOCAL_FCINFO(call, 1);
	ms_moments *groups;
	Datum *elements;
	bool *nulls;
	int16 length;
	bool by_value;
	char alignment;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
		        (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
		         errmsg("argument \"groups\" must be a one-dimensional "
		                "array"),
		         errdetail("It has %d dimensions.", ARR_NDIM(array))));
	get_typlenbyvalalign(ARR_ELEMTYPE(array), &length, &by_value, &alignment);
	deconstruct_array(array,
	                  ARR_ELEMTYPE(array),
	                  length,
	                  by_value,
	                  alignment,
	                  &elements,
	                  &nulls,
	                  n);
	check_groups(*n);
	groups = palloc(Max(*n, 1) * sizeof(ms_moments));
	InitFunctionCallInfoData(*call, NULL, 1, InvalidOid, NULL, NULL);
	for (int k = 0; k < *n; k++)
	{
		CHECK_FOR_INTERRUPTS();
		call->args[0].value = elements[k];
		call->args[0].isnull = nulls[k];
		if (nulls[k])
			ms_moments_init(&groups[k]);
		else
			read(call, 0, &groups[k]);
	}
	return groups;
}

/* ---- tests of all groups ---- */

typedef struct Test
{
	const char *method;
	void (*compute)(int groups, const ms_moments *m, ms_anova *result);
	bool of_means;
	GroupReader read;
} Test;

static const Test classic = {
    "One-way analysis of variance", ms_anova_classic, true, read_moments};
static const Test welch = {"Welch's analysis of variance (unequal variances)",
                           ms_anova_welch,
                           true,
                           read_moments};
static const Test brown_forsythe = {
    "Brown and Forsythe's analysis of variance (unequal variances)",
    ms_anova_brown_forsythe,
    true,
    read_moments};
static const Test bartlett = {"Bartlett's test of equal variances",
                              ms_anova_bartlett,
                              false,
                              read_moments};
static const Test levene = {
    "Levene's test of equal spread (distances from means)",
    ms_anova_spread,
    false,
    read_distances_from_mean};
static const Test levene_median = {
    "Brown and Forsythe's test of equal spread (distances from medians)",
    ms_anova_spread,
    false,
    read_distances_from_median};

static Datum
report(FunctionCallInfo fcinfo,
       const Test *test,
       int groups,
       const ms_moments *m,
       int64 missing)
{
	ms_anova r;
	Row row;

	test->compute(groups, m, &r);
	row_begin(&row, fcinfo);
	row_text(&row, test->method);
	row_float8(&row, r.statistic);
	row_float8(&row, r.df1);
	row_float8(&row, r.df2);
	row_float8(&row, r.p_value);
	if (test->of_means)
	{
		row_float8(&row, r.ss_between);
		row_float8(&row, r.ss_within);
		row_float8(&row, r.ms_between);
		row_float8(&row, r.ms_within);
		row_float8(&row, r.eta_squared);
		row_float8(&row, r.omega_squared);
		row_float8(&row, r.epsilon_squared);
		row_float8(&row, r.cohens_f);
		row_float8(&row, r.mean);
	}
	row_int32(&row, r.k);
	row_float8(&row, r.n);
	row_int64(&row, missing);
	row_text(&row, r.note);
	return row_finish(&row);
}

static Datum
report_list(FunctionCallInfo fcinfo, const Test *test)
{
	const MomentsList *list = list_arg(fcinfo, 0);

	return report(fcinfo, test, (int) list->n, list->m, list->missing);
}

static Datum
report_array(FunctionCallInfo fcinfo, const Test *test)
{
	int n;
	ms_moments *groups = groups_arg(fcinfo, 0, test->read, &n);
	int64 missing = 0;

	for (int i = 0; i < n; i++)
		value_count(&missing, groups[i].missing);
	return report(fcinfo, test, n, groups, missing);
}

#define TEST_FUNCTIONS(name, test) \
	PG_FUNCTION_INFO_V1(medsec_##name##_final); \
	Datum medsec_##name##_final(PG_FUNCTION_ARGS) \
	{ \
		return report_list(fcinfo, &test); \
	} \
	PG_FUNCTION_INFO_V1(medsec_##name); \
	Datum medsec_##name(PG_FUNCTION_ARGS) \
	{ \
		return report_array(fcinfo, &test); \
	} \
	extern Datum medsec_##name(PG_FUNCTION_ARGS)

TEST_FUNCTIONS(anova, classic);
TEST_FUNCTIONS(welch_anova, welch);
TEST_FUNCTIONS(brown_forsythe_anova, brown_forsythe);
TEST_FUNCTIONS(bartlett_test, bartlett);
TEST_FUNCTIONS(levene_test, levene);
TEST_FUNCTIONS(brown_forsythe_test, levene_median);

/* ---- pairs of groups ---- */

static void
row_group(Row *row, const ms_moments *m)
{
	row_float8(row, m->weight);
	row_float8(row, ms_moments_mean(m));
}

static void
row_pair(Row *row,
         const ms_anova_pair *pair,
         double level,
         const ms_moments *a,
         const ms_moments *b)
{
	row_float8(row, pair->estimate);
	row_float8(row, pair->std_error);
	row_float8(row, pair->statistic);
	row_float8(row, pair->df);
	row_float8(row, pair->p_value);
	row_interval(row, pair->limits);
	row_float8(row, level);
	row_group(row, a);
	row_group(row, b);
	row_text(row, pair->note);
	row_emit(row);
}

/* arguments: labels, groups, ... */
static Datum
report_pairs(FunctionCallInfo fcinfo,
             bool pooled,
             ms_pair_law law,
             ms_p_adjust method,
             double level)
{
	int n;
	ms_moments *m = groups_arg(fcinfo, 1, read_moments, &n);
	Datum *labels = pair_labels_arg(fcinfo, 0, n);
	ms_anova_pair *pair = MemoryContextAllocHuge(
	    CurrentMemoryContext, Max(n * (n - 1) / 2, 1) * sizeof(ms_anova_pair));
	ms_anova_pairs pairs;
	int at = 0;
	Row row;

	row_begin_set(&row, fcinfo);
	ms_anova_pairs_init(
	    n,
	    m,
	    pooled,
	    level,
	    law,
	    law == MS_PAIR_RANGE ? palloc(sizeof(ms_studentized_range)) : NULL,
	    &pairs);
	for (int i = 0; i < n; i++)
	{
		for (int j = i + 1; j < n; j++)
			ms_anova_pair_of(&pairs, &m[i], &m[j], &pair[at++]);
		CHECK_FOR_INTERRUPTS();
	}
	p_adjust_records(at, &pair->p_value, sizeof(*pair), method);
	at = 0;
	for (int i = 0; i < n; i++)
	{
		for (int j = i + 1; j < n; j++)
		{
			row_datum(&row, labels[i]);
			row_datum(&row, labels[j]);
			row_pair(&row, &pair[at++], level, &m[i], &m[j]);
		}
	}
	return (Datum) 0;
}

/* No groups at all: no rows. */
static bool
no_groups(FunctionCallInfo fcinfo)
{
	Row row;

	if (!PG_ARGISNULL(1))
		return false;
	row_begin_set(&row, fcinfo);
	return true;
}

PG_FUNCTION_INFO_V1(medsec_pairwise_t_test);
Datum
medsec_pairwise_t_test(PG_FUNCTION_ARGS)
{
	ms_p_adjust method;
	bool pooled;
	double level;

	if (no_groups(fcinfo))
		return (Datum) 0;
	method = p_adjust_arg(fcinfo, 2, "p_adjust");
	pooled = medsec_bool_arg(fcinfo, 3, "var_equal");
	level = medsec_level_arg(fcinfo, 4);
	return report_pairs(fcinfo, pooled, MS_PAIR_STUDENT, method, level);
}

/* Tests whose law allows for the number of pairs: labels, groups, level. */
static Datum
report_together(FunctionCallInfo fcinfo, bool pooled, ms_pair_law law)
{
	if (no_groups(fcinfo))
		return (Datum) 0;
	return report_pairs(
	    fcinfo, pooled, law, MS_ADJUST_NONE, medsec_level_arg(fcinfo, 2));
}

PG_FUNCTION_INFO_V1(medsec_tukey_hsd);
Datum
medsec_tukey_hsd(PG_FUNCTION_ARGS)
{
	return report_together(fcinfo, true, MS_PAIR_RANGE);
}

PG_FUNCTION_INFO_V1(medsec_games_howell);
Datum
medsec_games_howell(PG_FUNCTION_ARGS)
{
	return report_together(fcinfo, false, MS_PAIR_RANGE);
}

PG_FUNCTION_INFO_V1(medsec_scheffe_test);
Datum
medsec_scheffe_test(PG_FUNCTION_ARGS)
{
	return report_together(fcinfo, true, MS_PAIR_SCHEFFE);
}
