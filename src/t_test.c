/*
 * t_test.c
 *		The t-test family, from summaries and from rows.
 */
#include "types.h"

#include "core/t_test.h"

static const ms_t_options default_options = {0, MS_TWO_SIDED, false, 0.95};

/* ---- results ---- */

static void
row_group(Row *row, const ms_group_summary *group)
{
	row_float8(row, group->n);
	row_float8(row, group->mean);
	row_float8(row, group->sd);
}

/* Why there is no test or, where there is one, what the report lacks. */
static const char *
note_of(const ms_t_test *test)
{
	if (test->note != NULL || test->absent == NULL)
		return test->note;
	return psprintf("no %s: %s", test->absent, test->absent_note);
}

static Datum
report(FunctionCallInfo fcinfo,
       const ms_t_test *test,
       const ms_t_options *options,
       int64 missing,
       bool paired)
{
	Row row;

	row_begin(&row, fcinfo);
	row_text(&row, test->method);
	row_alternative(&row, options->alternative);
	row_float8(&row, test->estimate);
	row_float8(&row, test->std_error);
	row_float8(&row, test->statistic);
	row_float8(&row, test->df);
	row_float8(&row, test->p_value);
	row_text(&row, ms_stars(test->p_value));
	row_interval(&row, test->limits);
	row_float8(&row, options->level);
	row_group(&row, &test->group1);
	row_group(&row, &test->group2);
	row_float8(&row, test->cohens_d);
	row_interval(&row, test->cohens_d_limits);
	row_float8(&row, test->hedges_g);
	row_float8(&row, test->r_squared);
	row_float8(&row, test->f_statistic);
	row_float8(&row, test->f_df1);
	row_float8(&row, test->f_df2);
	row_float8(&row, test->f_p_value);
	row_float8(&row, test->log10_p_value);
	if (paired)
	{
		row_float8(&row, test->correlation);
		row_float8(&row, test->correlation_p_value);
	}
	row_int64(&row, missing);
	row_text(&row, note_of(test));
	return row_finish(&row);
}

/* ---- arguments ---- */

/* mu, alternative [, var_equal], conf_level from argument i on */
static ms_t_options
options_arg(FunctionCallInfo fcinfo, int i, bool with_var_equal)
{
	ms_t_options options;

	options.mu = medsec_float8_arg(fcinfo, i++, "mu");
	options.alternative = medsec_alternative_arg(fcinfo, i++);
	options.var_equal =
	    with_var_equal ? medsec_bool_arg(fcinfo, i++, "var_equal") : false;
	options.level = medsec_level_arg(fcinfo, i);
	return options;
}

/* co-moments of exactly the columns that the test reads */
static const ms_comoments *
pairs_arg(FunctionCallInfo fcinfo, int i, int columns)
{
	const ms_comoments *pairs = comoments_arg(fcinfo, i);

	if (pairs->p != columns && pairs->p != 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"pairs\" must be the co-moments of %d "
		                "columns",
		                columns),
		         errdetail("It has %d.", pairs->p)));
	return pairs;
}

/* ---- functions ---- */

PG_FUNCTION_INFO_V1(medsec_t_test_one);
Datum
medsec_t_test_one(PG_FUNCTION_ARGS)
{
	const ms_moments *a = moments_arg(fcinfo, 0);
	ms_t_options options = options_arg(fcinfo, 1, false);
	ms_t_test test;

	ms_t_test_one(a, &options, &test);
	return report(fcinfo, &test, &options, a->missing, false);
}

PG_FUNCTION_INFO_V1(medsec_t_test_two);
Datum
medsec_t_test_two(PG_FUNCTION_ARGS)
{
	const ms_moments *a = moments_arg(fcinfo, 0);
	const ms_moments *b = moments_arg(fcinfo, 1);
	ms_t_options options = options_arg(fcinfo, 2, true);
	ms_t_test test;

	ms_t_test_two(a, b, &options, &test);
	return report(fcinfo, &test, &options, a->missing + b->missing, false);
}

/* estimate = mean(true) - mean(false) */
static Datum
test_pair(FunctionCallInfo fcinfo, const ms_t_options *options)
{
	const MomentsPair *pair = moments_pair_arg(fcinfo, 0);
	ms_t_test test;

	ms_t_test_two(&pair->m[1], &pair->m[0], options, &test);
	return report(fcinfo,
	              &test,
	              options,
	              pair->missing + pair->m[0].missing + pair->m[1].missing,
	              false);
}

PG_FUNCTION_INFO_V1(medsec_t_test_pair);
Datum
medsec_t_test_pair(PG_FUNCTION_ARGS)
{
	ms_t_options options = options_arg(fcinfo, 1, true);

	return test_pair(fcinfo, &options);
}

PG_FUNCTION_INFO_V1(medsec_t_test_final);
Datum
medsec_t_test_final(PG_FUNCTION_ARGS)
{
	return test_pair(fcinfo, &default_options);
}

PG_FUNCTION_INFO_V1(medsec_t_test_paired);
Datum
medsec_t_test_paired(PG_FUNCTION_ARGS)
{
	const ms_comoments *pairs = pairs_arg(fcinfo, 0, 2);
	ms_t_options options = options_arg(fcinfo, 1, false);
	ms_t_test test;

	ms_t_test_paired(pairs, &options, &test);
	return report(fcinfo, &test, &options, pairs->missing, true);
}

PG_FUNCTION_INFO_V1(medsec_t_test_paired_final);
Datum
medsec_t_test_paired_final(PG_FUNCTION_ARGS)
{
	const ms_comoments *pairs = pairs_arg(fcinfo, 0, 3);
	ms_t_test test;

	ms_t_test_paired(pairs, &default_options, &test);
	return report(fcinfo, &test, &default_options, pairs->missing, true);
}

PG_FUNCTION_INFO_V1(medsec_f_test_variance);
Datum
medsec_f_test_variance(PG_FUNCTION_ARGS)
{
	const ms_moments *a = moments_arg(fcinfo, 0);
	const ms_moments *b = moments_arg(fcinfo, 1);
	ms_alternative alternative = medsec_alternative_arg(fcinfo, 2);
	double level = medsec_level_arg(fcinfo, 3);
	ms_variance_test test;
	Row row;

	ms_f_test_variance(a, b, alternative, level, &test);
	row_begin(&row, fcinfo);
	row_text(&row, "F test of equal variances");
	row_alternative(&row, alternative);
	row_float8(&row, test.ratio); /* the estimate */
	row_float8(&row, test.ratio); /* and the statistic */
	row_float8(&row, test.df1);
	row_float8(&row, test.df2);
	row_float8(&row, test.p_value);
	row_interval(&row, test.limits);
	row_float8(&row, level);
	row_float8(&row, test.group1.n);
	row_float8(&row, test.group1.sd);
	row_float8(&row, test.group2.n);
	row_float8(&row, test.group2.sd);
	row_text(&row, test.note);
	return row_finish(&row);
}

/* ---- equivalence ---- */

/* low and high from argument i on */
static ms_interval
bounds_arg(FunctionCallInfo fcinfo, int i)
{
	ms_interval bounds;

	bounds.low = medsec_float8_arg(fcinfo, i, "low");
	bounds.high = medsec_float8_arg(fcinfo, i + 1, "high");
	if (bounds.low >= bounds.high)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"low\" must be below argument \"high\""),
		         errdetail("They are %g and %g.", bounds.low, bounds.high)));
	return bounds;
}

static Datum
report_tost(FunctionCallInfo fcinfo,
            ms_tost *tost,
            ms_interval bounds,
            double level)
{
	Row row;

	ms_t_test_equivalence(bounds.low, bounds.high, tost);
	row_begin(&row, fcinfo);
	row_text(
	    &row,
	    psprintf("Equivalence by two one-sided tests (%s)", tost->test.method));
	row_float8(&row, tost->test.estimate);
	row_float8(&row, tost->test.std_error);
	row_float8(&row, tost->test.df);
	row_interval(&row, bounds);
	row_float8(&row, tost->statistic_low);
	row_float8(&row, tost->p_value_low);
	row_float8(&row, tost->statistic_high);
	row_float8(&row, tost->p_value_high);
	row_float8(&row, tost->p_value);
	row_interval(&row, tost->test.limits);
	row_float8(&row, level);
	/* a note on effect sizes would say nothing here */
	row_text(&row, ms_is_null(tost->p_value) ? tost->test.note : NULL);
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_tost_two);
Datum
medsec_tost_two(PG_FUNCTION_ARGS)
{
	const ms_moments *a = moments_arg(fcinfo, 0);
	const ms_moments *b = moments_arg(fcinfo, 1);
	ms_interval bounds = bounds_arg(fcinfo, 2);
	ms_t_options options = default_options;
	ms_tost tost;

	options.var_equal = medsec_bool_arg(fcinfo, 4, "var_equal");
	options.level = medsec_level_arg(fcinfo, 5);
	ms_t_test_two(a, b, &options, &tost.test);
	return report_tost(fcinfo, &tost, bounds, options.level);
}

PG_FUNCTION_INFO_V1(medsec_tost_one);
Datum
medsec_tost_one(PG_FUNCTION_ARGS)
{
	const ms_moments *a = moments_arg(fcinfo, 0);
	ms_interval bounds = bounds_arg(fcinfo, 1);
	ms_t_options options = default_options;
	ms_tost tost;

	options.level = medsec_level_arg(fcinfo, 3);
	ms_t_test_one(a, &options, &tost.test);
	return report_tost(fcinfo, &tost, bounds, options.level);
}

PG_FUNCTION_INFO_V1(medsec_tost_paired);
Datum
medsec_tost_paired(PG_FUNCTION_ARGS)
{
	const ms_comoments *pairs = pairs_arg(fcinfo, 0, 2);
	ms_interval bounds = bounds_arg(fcinfo, 1);
	ms_t_options options = default_options;
	ms_tost tost;

	options.level = medsec_level_arg(fcinfo, 3);
	ms_t_test_paired(pairs, &options, &tost.test);
	return report_tost(fcinfo, &tost, bounds, options.level);
}
