/*
 * rank_groups.c
 *		Several groups, or several answers of each row, compared by ranks.
 */
#include "rank.h"

#include "core/rank_groups.h"
#include "p_adjust.h"

#define MOST_GROUPS 1000000

/* ---- several groups ---- */

/* The sample that a datum is. */
static SampleView
view_of(Datum datum)
{
	LOCAL_FCINFO(call, 1);

	call->args[0].value = datum;
	call->args[0].isnull = false;
	return sample_arg(call, 0);
}

/* The groups of an array of samples, ranked; NULL is a group without rows. */
static ms_ranked_groups
groups_arg(FunctionCallInfo fcinfo, int i, int64 *missing)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(i);
	ms_ranked_groups groups = {0};
	Datum *elements;
	bool *nulls;
	ms_runs *runs;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
		        (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
		         errmsg("argument \"samples\" must be a one-dimensional array"),
		         errdetail("It has %d dimensions.", ARR_NDIM(array))));
	deconstruct_array(array,
	                  ARR_ELEMTYPE(array),
	                  -1,
	                  false,
	                  TYPALIGN_DOUBLE,
	                  &elements,
	                  &nulls,
	                  &groups.k);
	if (groups.k > MOST_GROUPS)
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("too many groups for one comparison"),
		         errdetail("The limit is %d groups.", MOST_GROUPS)));
	runs = palloc(Max(groups.k, 1) * sizeof(ms_runs));
	groups.group = palloc(Max(groups.k, 1) * sizeof(ms_ranked_group));
	*missing = 0;
	for (int g = 0; g < groups.k; g++)
	{
		SampleView view = {{0, 0, NULL}, NULL, 0};

		if (!nulls[g])
		{
			view = view_of(elements[g]);
			value_count(missing, view.count[SAMPLE_MISSING]);
		}
		runs[g] = rank_runs(&view.s);
	}
	ms_rank_groups(
	    runs, sample_work(ms_ranked_groups_room(runs, groups.k)), &groups);
	return groups;
}

/* kruskal_wallis_test(samples), and the aggregate's final function */
PG_FUNCTION_INFO_V1(medsec_kruskal_wallis_test);
Datum
medsec_kruskal_wallis_test(PG_FUNCTION_ARGS)
{
	int64 missing;
	ms_ranked_groups groups = groups_arg(fcinfo, 0, &missing);
	ms_kruskal test;
	Row row;

	ms_kruskal_test(&groups, &test);
	row_begin(&row, fcinfo);
	row_text(&row, "Kruskal-Wallis test");
	row_float8(&row, test.statistic);
	row_float8(&row, test.df);
	row_float8(&row, test.p_value);
	row_float8(&row, test.epsilon_squared);
	row_float8(&row, test.eta_squared);
	row_int32(&row, groups.filled);
	row_float8(&row, groups.n);
	row_int64(&row, missing);
	row_text(&row, test.note);
	return row_finish(&row);
}

static void
row_ranked_group(Row *row, const ms_ranked_group *group)
{
	row_float8(row, group->n);
	row_float8(row, group->mean_rank);
}

/* dunn_test(labels, samples, p_adjust) */
PG_FUNCTION_INFO_V1(medsec_dunn_test);
Datum
medsec_dunn_test(PG_FUNCTION_ARGS)
{
	ms_ranked_groups groups;
	ms_p_adjust method;
	Datum *labels;
	ms_dunn *tests;
	int64 missing;
	int at = 0;
	Row row;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(1))
		return (Datum) 0;
	groups = groups_arg(fcinfo, 1, &missing);
	labels = pair_labels_arg(fcinfo, 0, groups.k);
	method = p_adjust_arg(fcinfo, 2, "p_adjust");
	tests = palloc(Max(groups.k * (groups.k - 1) / 2, 1) * sizeof(ms_dunn));
	for (int i = 0; i < groups.k; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int j = i + 1; j < groups.k; j++)
			ms_dunn_test(&groups, i, j, &tests[at++]);
	}
	p_adjust_records(at, &tests->p_value, sizeof(*tests), method);
	at = 0;
	for (int i = 0; i < groups.k; i++)
	{
		for (int j = i + 1; j < groups.k; j++, at++)
		{
			row_datum(&row, labels[i]);
			row_datum(&row, labels[j]);
			row_float8(&row, tests[at].estimate);
			row_float8(&row, tests[at].std_error);
			row_float8(&row, tests[at].statistic);
			row_float8(&row, tests[at].p_value);
			row_ranked_group(&row, &groups.group[i]);
			row_ranked_group(&row, &groups.group[j]);
			row_text(&row, tests[at].note);
			row_emit(&row);
		}
	}
	return (Datum) 0;
}

/* ---- several answers of each row ---- */

/* What the transition function keeps from row to row. */
typedef struct RowRanker
{
	ColumnReader *reader; /* NULL where rows are arrays */
	int k;
	double *values;
	double *room;
} RowRanker;

static void
ranker_resize(RowRanker *ranker, MemoryContext context, int k)
{
	if (ranker->values != NULL)
		pfree(ranker->values);
	ranker->values = MemoryContextAlloc(context, 5 * k * sizeof(double));
	ranker->room = ranker->values + k;
	ranker->k = k;
}

static RowRanker *
ranker_of(FunctionCallInfo fcinfo)
{
	RowRanker *ranker = fcinfo->flinfo->fn_extra;

	if (likely(ranker != NULL))
		return ranker;
	ranker = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(RowRanker));
	fcinfo->flinfo->fn_extra = ranker;
	return ranker;
}

/* The values of the row become a row of ranks. */
static Datum
add_ranks(FunctionCallInfo fcinfo, Comoments *state, RowRanker *ranker)
{
	state = comoments_make_room(state, ranker->k);
	for (int j = 0; j < ranker->k; j++)
	{
		if (unlikely(!isfinite(ranker->values[j])))
			medsec_refuse_value(ranker->values[j],
			                    psprintf("column %d", j + 1));
	}
	ms_rank_row(ranker->k,
	            ranker->values,
	            ms_comoments_next_row(&state->c),
	            ranker->room);
	ms_comoments_take_row(&state->c, 1);
	return comoments_return(fcinfo, state);
}

static Datum
leave_out(FunctionCallInfo fcinfo, Comoments *state)
{
	value_count(&state->c.missing, 1);
	return comoments_return(fcinfo, state);
}

/* friedman_test(VARIADIC columns) */
PG_FUNCTION_INFO_V1(medsec_friedman_accum);
Datum
medsec_friedman_accum(PG_FUNCTION_ARGS)
{
	Comoments *state = comoments_state(fcinfo);
	RowRanker *ranker = ranker_of(fcinfo);

	if (unlikely(ranker->reader == NULL))
	{
		ColumnReader *reader = column_reader(fcinfo, 1);

		ranker_resize(
		    ranker, fcinfo->flinfo->fn_mcxt, column_reader_count(reader));
		ranker->reader = reader;
	}
	if (!column_reader_read(ranker->reader, fcinfo, ranker->values))
		return leave_out(fcinfo, state);
	return add_ranks(fcinfo, state, ranker);
}

/* friedman_test(columns float8[]) */
PG_FUNCTION_INFO_V1(medsec_friedman_accum_array);
Datum
medsec_friedman_accum_array(PG_FUNCTION_ARGS)
{
	Comoments *state = comoments_state(fcinfo);
	RowRanker *ranker = ranker_of(fcinfo);
	double *values;
	int k;

	if (PG_ARGISNULL(1))
		return leave_out(fcinfo, state);
	values = medsec_vector(PG_GETARG_ARRAYTYPE_P(1), "columns", &k);
	if (k < 1 || k > MS_COMOMENTS_MAX_COLUMNS)
		ereport(ERROR,
		        (errcode(k < 1 ? ERRCODE_INVALID_PARAMETER_VALUE
		                       : ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("argument \"columns\" must have 1 to %d elements",
		                MS_COMOMENTS_MAX_COLUMNS),
		         errdetail("It has %d.", k)));
	if (ranker->k != k)
		ranker_resize(ranker, fcinfo->flinfo->fn_mcxt, k);
	memcpy(ranker->values, values, k * sizeof(double));
	return add_ranks(fcinfo, state, ranker);
}

PG_FUNCTION_INFO_V1(medsec_friedman_final);
Datum
medsec_friedman_final(PG_FUNCTION_ARGS)
{
	const ms_comoments *ranks = comoments_arg(fcinfo, 0);
	ms_friedman test;
	Row row;

	ms_friedman_test(ranks, &test);
	row_begin(&row, fcinfo);
	row_text(&row, "Friedman test");
	row_float8(&row, test.statistic);
	row_float8(&row, test.df);
	row_float8(&row, test.p_value);
	row_float8(&row, test.kendalls_w);
	row_float8(&row, test.f_statistic);
	row_float8(&row, test.f_df1);
	row_float8(&row, test.f_df2);
	row_float8(&row, test.f_p_value);
	row_datum(&row, medsec_array(ms_comoments_mean(ranks), ranks->p));
	row_int32(&row, ranks->p);
	row_int64(&row, ranks->n);
	row_int64(&row, ranks->missing);
	row_text(&row, test.note);
	return row_finish(&row);
}
