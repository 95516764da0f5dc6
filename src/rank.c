/*
 * rank.c
 *		Two samples, and differences of pairs, compared by ranks.
 */
#include "rank.h"

#include "core/rank.h"
#include "core/signed_rank.h"

/* ---- spread ---- */

/* mad(sample, constant) */
PG_FUNCTION_INFO_V1(medsec_mad);
Datum
medsec_mad(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	double constant = medsec_positive_arg(fcinfo, 1, "constant");
	ms_runs runs = rank_runs(&view.s);

	MEDSEC_RETURN_FLOAT8(ms_known(
	    constant * ms_rank_mad(&runs, sample_work(4 * (size_t) runs.n))));
}

/* ---- Mann-Whitney ---- */

static void
row_rank_group(Row *row, const ms_rank_group *group)
{
	row_float8(row, group->n);
	row_float8(row, group->median);
	row_float8(row, group->rank_sum);
	row_float8(row, group->mean_rank);
}

static Datum
mann_whitney(FunctionCallInfo fcinfo,
             const ms_runs *a,
             const ms_runs *b,
             const ms_rank_options *options,
             int64 missing)
{
	ms_mann_whitney test;
	Row row;

	ms_mann_whitney_test(
	    a, b, options, sample_work(ms_mann_whitney_room(a, b, options)), &test);
	row_begin(&row, fcinfo);
	row_text(&row, test.method);
	row_alternative(&row, options->alternative);
	row_float8(&row, test.estimate);
	row_float8(&row, test.statistic);
	row_float8(&row, test.p_value);
	row_interval(&row, test.limits);
	row_float8(&row, options->level);
	row_float8(&row, test.achieved_level);
	row_float8(&row, test.z);
	row_rank_group(&row, &test.group1);
	row_rank_group(&row, &test.group2);
	row_float8(&row, test.superiority);
	row_float8(&row, test.rank_biserial);
	row_float8(&row, test.log10_p_value);
	row_int64(&row, missing);
	row_text(&row, test.note);
	return row_finish(&row);
}

/* mann_whitney_test(a, b, alternative, exact, conf_level, correct) */
PG_FUNCTION_INFO_V1(medsec_mann_whitney_test);
Datum
medsec_mann_whitney_test(PG_FUNCTION_ARGS)
{
	ms_rank_options options = RANK_DEFAULTS;
	SampleView a;
	SampleView b;
	ms_runs runs_a;
	ms_runs runs_b;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	options.alternative = medsec_alternative_arg(fcinfo, 2);
	options.exact = rank_exact_arg(fcinfo, 3);
	options.level = medsec_level_arg(fcinfo, 4);
	options.correct = medsec_bool_arg(fcinfo, 5, "correct");
	a = sample_arg(fcinfo, 0);
	b = sample_arg(fcinfo, 1);
	runs_a = rank_runs(&a.s);
	runs_b = rank_runs(&b.s);
	return mann_whitney(fcinfo,
	                    &runs_a,
	                    &runs_b,
	                    &options,
	                    a.count[SAMPLE_MISSING] + b.count[SAMPLE_MISSING]);
}

/* the aggregate's transition function: x in its order, and its group */
PG_FUNCTION_INFO_V1(medsec_ranked_accum_group);
Datum
medsec_ranked_accum_group(PG_FUNCTION_ARGS)
{
	SampleState state = sample_state(fcinfo);
	double record[2];

	if (sample_skips_null(fcinfo, &state))
		return sample_return(&state);
	record[0] = medsec_row_value(PG_GETARG_FLOAT8(1), "x");
	record[1] = PG_GETARG_BOOL(2);
	sample_add(&state, MS_SAMPLE_RANK, record);
	return sample_return(&state);
}

/* The records of one of the groups, in order still. */
static ms_runs
pick_group(const ms_sample *s, bool group, double *room)
{
	bool weighted = (s->columns & MS_SAMPLE_WEIGHT) != 0;
	int stride = 1 + weighted;
	int64 n = 0;

	for (int64 i = 0; i < s->n; i++)
	{
		if ((ms_sample_value(s, i) != 0) != group)
			continue;
		room[n * stride] = ms_sample_key(s, i);
		if (weighted)
			room[n * stride + 1] = ms_sample_weight(s, i);
		n++;
	}
	return (ms_runs){n, stride, room, weighted ? room + 1 : NULL};
}

PG_FUNCTION_INFO_V1(medsec_mann_whitney_final);
Datum
medsec_mann_whitney_final(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	ms_rank_options options = RANK_DEFAULTS;
	double *room = sample_work(2 * (size_t) view.s.n);
	ms_runs a = pick_group(&view.s, true, room);
	ms_runs b = pick_group(&view.s, false, room + a.n * a.stride);

	return mann_whitney(fcinfo, &a, &b, &options, view.count[SAMPLE_MISSING]);
}

/* ---- Wilcoxon ---- */

static Datum
wilcoxon(FunctionCallInfo fcinfo, const ms_rank_options *options)
{
	SampleView view = sample_arg(fcinfo, 0);
	ms_runs runs = rank_runs(&view.s);
	ms_wilcoxon test;
	Row row;

	ms_wilcoxon_test(
	    &runs, options, sample_work(ms_wilcoxon_room(&runs, options)), &test);
	row_begin(&row, fcinfo);
	row_text(&row, test.method);
	row_alternative(&row, options->alternative);
	row_float8(&row, test.estimate);
	row_float8(&row, test.statistic);
	row_float8(&row, test.p_value);
	row_interval(&row, test.limits);
	row_float8(&row, options->level);
	row_float8(&row, test.achieved_level);
	row_float8(&row, test.z);
	row_float8(&row, options->mu);
	row_float8(&row, test.n);
	row_float8(&row, test.zeros);
	row_float8(&row, test.median);
	row_float8(&row, test.rest);
	row_float8(&row, test.rank_biserial);
	row_float8(&row, test.log10_p_value);
	row_int64(&row, view.count[SAMPLE_MISSING]);
	row_text(&row, test.note);
	return row_finish(&row);
}

/* wilcoxon_test(sample, mu, alternative, exact, conf_level, correct) */
PG_FUNCTION_INFO_V1(medsec_wilcoxon_test);
Datum
medsec_wilcoxon_test(PG_FUNCTION_ARGS)
{
	ms_rank_options options = RANK_DEFAULTS;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	options.mu = medsec_float8_arg(fcinfo, 1, "mu");
	options.alternative = medsec_alternative_arg(fcinfo, 2);
	options.exact = rank_exact_arg(fcinfo, 3);
	options.level = medsec_level_arg(fcinfo, 4);
	options.correct = medsec_bool_arg(fcinfo, 5, "correct");
	return wilcoxon(fcinfo, &options);
}

PG_FUNCTION_INFO_V1(medsec_wilcoxon_final);
Datum
medsec_wilcoxon_final(PG_FUNCTION_ARGS)
{
	ms_rank_options options = RANK_DEFAULTS;

	return wilcoxon(fcinfo, &options);
}

/* the paired aggregate's transition function: x - y, as decimals */
PG_FUNCTION_INFO_V1(medsec_sample_accum_difference);
Datum
medsec_sample_accum_difference(PG_FUNCTION_ARGS)
{
	SampleState state = sample_state(fcinfo);
	double difference;

	if (sample_skips_null(fcinfo, &state))
		return sample_return(&state);
	difference =
	    ms_decimal_difference(medsec_row_value(PG_GETARG_FLOAT8(1), "x"),
	                          medsec_row_value(PG_GETARG_FLOAT8(2), "y"));
	if (!isfinite(difference))
		medsec_raise_status(MS_OVERFLOW, "wilcoxon_test_paired");
	sample_add(&state, 0, &difference);
	return sample_return(&state);
}

/* ---- Brunner-Munzel ---- */

/* brunner_munzel_test(a, b, alternative, conf_level) */
PG_FUNCTION_INFO_V1(medsec_brunner_munzel_test);
Datum
medsec_brunner_munzel_test(PG_FUNCTION_ARGS)
{
	SampleView a = sample_arg(fcinfo, 0);
	SampleView b = sample_arg(fcinfo, 1);
	ms_alternative alternative = medsec_alternative_arg(fcinfo, 2);
	double level = medsec_level_arg(fcinfo, 3);
	ms_runs runs_a = rank_runs(&a.s);
	ms_runs runs_b = rank_runs(&b.s);
	ms_brunner_munzel test;
	Row row;

	ms_brunner_munzel_test(&runs_a, &runs_b, alternative, level, &test);
	row_begin(&row, fcinfo);
	row_text(&row, "Brunner-Munzel test");
	row_alternative(&row, alternative);
	row_float8(&row, test.estimate);
	row_float8(&row, test.std_error);
	row_float8(&row, test.statistic);
	row_float8(&row, test.df);
	row_float8(&row, test.p_value);
	row_interval(&row, test.limits);
	row_float8(&row, level);
	row_float8(&row, test.n1);
	row_float8(&row, test.n2);
	row_int64(&row, a.count[SAMPLE_MISSING] + b.count[SAMPLE_MISSING]);
	row_text(&row, test.note);
	return row_finish(&row);
}

/* ---- Kolmogorov-Smirnov ---- */

/* ks_test(a, b, exact) */
PG_FUNCTION_INFO_V1(medsec_ks_test);
Datum
medsec_ks_test(PG_FUNCTION_ARGS)
{
	ms_exact exact = rank_exact_arg(fcinfo, 2);
	SampleView a;
	SampleView b;
	ms_runs runs_a;
	ms_runs runs_b;
	ms_ks test;
	Row row;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	a = sample_arg(fcinfo, 0);
	b = sample_arg(fcinfo, 1);
	runs_a = rank_runs(&a.s);
	runs_b = rank_runs(&b.s);
	ms_ks_test(&runs_a,
	           &runs_b,
	           exact,
	           sample_work(ms_ks_room(&runs_a, &runs_b, exact)),
	           &test);
	row_begin(&row, fcinfo);
	row_text(&row, test.method);
	row_float8(&row, test.statistic);
	row_float8(&row, test.p_value);
	row_float8(&row, test.n1);
	row_float8(&row, test.n2);
	row_int64(&row, a.count[SAMPLE_MISSING] + b.count[SAMPLE_MISSING]);
	row_text(&row, test.note);
	return row_finish(&row);
}
