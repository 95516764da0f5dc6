/*
 * concentration.c
 *		Inequality of one thing by the rank of another.
 */
#include "types.h"

#include "core/concentration.h"
#include "core/redistribution.h"

static const char *const kinds[] = {"standard",
                                    "generalized",
                                    "modified",
                                    "erreygers",
                                    "wagstaff",
                                    "extended",
                                    "symmetric",
                                    NULL};
static const char *const error_kinds[] = {
    "ols", "hc1", "newey-west", "cluster", NULL};

#define MOST_LAGS 1000

/* (kind, low, high, nu, std_error, lag, conf_level) from argument i on */
static ms_concentration_options
options_arg(FunctionCallInfo fcinfo, int i)
{
	ms_concentration_options options;

	options.kind = medsec_option_arg(fcinfo, i, "kind", kinds);
	options.low =
	    PG_ARGISNULL(i + 1) ? MS_NULL : medsec_float8_arg(fcinfo, i + 1, "low");
	options.high = PG_ARGISNULL(i + 2)
	                   ? MS_NULL
	                   : medsec_float8_arg(fcinfo, i + 2, "high");
	options.nu = medsec_float8_arg(fcinfo, i + 3, "nu");
	options.errors = medsec_option_arg(fcinfo, i + 4, "std_error", error_kinds);
	options.lag = medsec_range_arg(fcinfo, i + 5, "lag", 0, MOST_LAGS);
	options.level = medsec_level_arg(fcinfo, i + 6);
	return options;
}

static const ms_concentration_options standard_options = {
    .kind = MS_CONCENTRATION_STANDARD,
    .low = MS_NULL,
    .high = MS_NULL,
    .nu = 2,
    .errors = MS_ERRORS_OLS,
    .lag = 1,
    .level = 0.95,
};

static ms_concentration
index_of(const SampleView *view, const ms_concentration_options *options)
{
	ms_concentration result;
	ms_status status;

	if (options->errors == MS_ERRORS_CLUSTER && view->s.n > 0 &&
	    !(view->s.columns & MS_SAMPLE_CLUSTER))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the summary knows no clusters"),
		         errhint("Make it by ranked(x, rank_variable, weight, "
		                 "cluster).")));
	status = ms_concentration_of(
	    &view->s,
	    options,
	    sample_work(ms_concentration_workspace(options->errors, view->s.n)),
	    &result);
	if (status == MS_DOMAIN)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("index of kind \"%s\" %s",
		                kinds[options->kind],
		                result.note)));
	medsec_check_status(status, "the concentration index");
	return result;
}

/* estimate, std_error, statistic, df, p_value, limits, conf_level */
static void
row_estimate(Row *row, const ms_concentration *c, double level)
{
	row_float8(row, c->estimate);
	row_float8(row, c->std_error);
	row_float8(row, c->statistic);
	row_float8(row, c->df);
	row_float8(row, c->p_value);
	row_interval(row, c->limits);
	row_float8(row, level);
}

static Datum
report_index(FunctionCallInfo fcinfo, const ms_concentration_options *options)
{
	SampleView view = sample_arg(fcinfo, 0);
	ms_concentration c = index_of(&view, options);
	Row row;

	row_begin(&row, fcinfo);
	row_text(&row, kinds[options->kind]);
	row_estimate(&row, &c, options->level);
	row_text(&row,
	         ms_is_null(c.std_error) ? NULL : error_kinds[options->errors]);
	row_float8(&row, ms_sample_mean(&view.s));
	row_float8(&row, ms_sample_total(&view.s));
	row_int64(&row, view.s.n);
	sample_row_left_out(&row, &view);
	row_text(&row, c.note);
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_concentration_index);
Datum
medsec_concentration_index(PG_FUNCTION_ARGS)
{
	ms_concentration_options options;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	options = options_arg(fcinfo, 1);
	return report_index(fcinfo, &options);
}

PG_FUNCTION_INFO_V1(medsec_concentration_index_final);
Datum
medsec_concentration_index_final(PG_FUNCTION_ARGS)
{
	return report_index(fcinfo, &standard_options);
}

PG_FUNCTION_INFO_V1(medsec_achievement_index);
Datum
medsec_achievement_index(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	double nu = medsec_at_least_arg(fcinfo, 1, "nu", 1);

	MEDSEC_RETURN_FLOAT8(ms_achievement_index(&view.s, nu));
}

/* concentration_difference(a, b, kind, low, high, nu, std_error, lag, level) */
PG_FUNCTION_INFO_V1(medsec_concentration_difference);
Datum
medsec_concentration_difference(PG_FUNCTION_ARGS)
{
	ms_concentration_options options;
	SampleView a;
	SampleView b;
	ms_concentration first;
	ms_concentration second;
	ms_concentration difference;
	Row row;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	options = options_arg(fcinfo, 2);
	a = sample_arg(fcinfo, 0);
	b = sample_arg(fcinfo, 1);
	first = index_of(&a, &options);
	second = index_of(&b, &options);
	ms_concentration_compare(&first, &second, options.level, &difference);
	row_begin(&row, fcinfo);
	row_text(&row, kinds[options.kind]);
	row_float8(&row, first.estimate);
	row_float8(&row, second.estimate);
	row_float8(&row, difference.estimate);
	row_float8(&row, difference.std_error);
	row_float8(&row, difference.statistic);
	row_float8(&row, difference.p_value);
	row_interval(&row, difference.limits);
	row_float8(&row, options.level);
	row_text(&row, difference.note);
	return row_finish(&row);
}

/* ---- progressivity and redistribution ---- */

static Datum
report_kakwani(FunctionCallInfo fcinfo, double level)
{
	SampleView view = sample_arg(fcinfo, 0);
	ms_kakwani k;
	Row row;

	ms_kakwani_of(&view.s, level, &k);
	row_begin(&row, fcinfo);
	row_estimate(&row, &k.kakwani, level);
	row_float8(&row, k.concentration);
	row_float8(&row, k.gini);
	row_float8(&row, k.suits);
	row_float8(&row, k.payment_share);
	row_int64(&row, view.s.n);
	sample_row_left_out(&row, &view);
	row_text(&row, k.kakwani.note);
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_kakwani);
Datum
medsec_kakwani(PG_FUNCTION_ARGS)
{
	return report_kakwani(fcinfo, medsec_level_arg(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(medsec_kakwani_final);
Datum
medsec_kakwani_final(PG_FUNCTION_ARGS)
{
	return report_kakwani(fcinfo, 0.95);
}

PG_FUNCTION_INFO_V1(medsec_redistributive_effect);
Datum
medsec_redistributive_effect(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	ms_redistribution r;
	Row row;

	ms_redistribution_of(
	    &view.s, sample_work(ms_redistribution_workspace(view.s.n)), &r);
	row_begin(&row, fcinfo);
	row_float8(&row, r.gini_before);
	row_float8(&row, r.gini_after);
	row_float8(&row, r.redistributive_effect);
	row_float8(&row, r.vertical);
	row_float8(&row, r.horizontal);
	row_float8(&row, r.reranking);
	row_float8(&row, r.kakwani);
	row_float8(&row, r.payment_share);
	row_int64(&row, view.s.n);
	sample_row_left_out(&row, &view);
	row_text(&row, r.note);
	return row_finish(&row);
}
