/*
 * control_chart.c
 *		Control charts over the rows of a partition, and funnels.
 */
#include "window.h"

#include "core/control_chart.h"

static void
refuse_below(double value, double least, const char *name, const char *words)
{
	if (!(value >= least))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must %s", name, words),
		         errdetail("The value is %g.", value)));
}

/* The value of this row; MS_NULL where it has none. */
static double
value_of_row(FunctionCallInfo fcinfo)
{
	bool is_null;
	double x = DatumGetFloat8(window_value(fcinfo, 0, &is_null));

	return is_null ? MS_NULL : medsec_row_value(x, "x");
}

/* ---- CUSUM ---- */

typedef struct CusumKept
{
	bool begun;
	ms_cusum_rule rule;
	ms_cusum chart;
} CusumKept;

/* (x, target, k, h, head_start) */
static void
begin_cusum(FunctionCallInfo fcinfo, CusumKept *kept)
{
	double head_start = window_float8(fcinfo, 4, "head_start");

	kept->rule = (ms_cusum_rule){window_float8(fcinfo, 1, "target"),
	                             window_float8(fcinfo, 2, "k"),
	                             window_float8(fcinfo, 3, "h")};
	refuse_below(kept->rule.allowance, 0, "k", "not be negative");
	refuse_below(kept->rule.decision, 0, "h", "not be negative");
	refuse_below(head_start, 0, "head_start", "not be negative");
	ms_cusum_begin(&kept->chart, head_start);
	kept->begun = true;
}

static const char *
signal_word(int signal)
{
	return signal == 2    ? "both"
	       : signal == 1  ? "above"
	       : signal == -1 ? "below"
	                      : NULL;
}

PG_FUNCTION_INFO_V1(medsec_cusum);
Datum
medsec_cusum(PG_FUNCTION_ARGS)
{
	CusumKept *kept = window_memory(fcinfo, sizeof(CusumKept));
	Row *row = row_begin_kept(fcinfo);
	double x = value_of_row(fcinfo);

	if (!kept->begun)
		begin_cusum(fcinfo, kept);
	if (!ms_is_null(x))
		medsec_check_status(ms_cusum_step(&kept->chart, &kept->rule, x),
		                    "cusum");
	row_float8(row, kept->chart.upper);
	row_float8(row, kept->chart.lower);
	row_int64(row, kept->chart.upper_periods);
	row_int64(row, kept->chart.lower_periods);
	row_text(row, signal_word(ms_cusum_signal(&kept->chart, &kept->rule)));
	row_text(row, ms_is_null(x) ? "the value of this row is not known" : NULL);
	return row_finish(row);
}

/* ---- EWMA ---- */

typedef struct EwmaKept
{
	bool begun;
	ms_ewma_rule rule;
	ms_ewma chart;
} EwmaKept;

/* (x, target, sigma, lambda, width) */
static void
begin_ewma(FunctionCallInfo fcinfo, EwmaKept *kept)
{
	kept->rule = (ms_ewma_rule){window_float8(fcinfo, 1, "target"),
	                            window_float8(fcinfo, 2, "sigma"),
	                            window_float8(fcinfo, 3, "lambda"),
	                            window_float8(fcinfo, 4, "width")};
	refuse_below(kept->rule.sigma, 0, "sigma", "not be negative");
	refuse_below(kept->rule.width, 0, "width", "not be negative");
	if (!(kept->rule.lambda > 0 && kept->rule.lambda <= 1))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"lambda\" must be above 0 and not above 1"),
		         errdetail("The value is %g.", kept->rule.lambda)));
	ms_ewma_begin(&kept->chart, &kept->rule);
	kept->begun = true;
}

PG_FUNCTION_INFO_V1(medsec_ewma);
Datum
medsec_ewma(PG_FUNCTION_ARGS)
{
	EwmaKept *kept = window_memory(fcinfo, sizeof(EwmaKept));
	Row *row = row_begin_kept(fcinfo);
	double x = value_of_row(fcinfo);
	ms_interval limits;
	double z;

	if (!kept->begun)
		begin_ewma(fcinfo, kept);
	if (!ms_is_null(x))
		ms_ewma_step(&kept->chart, &kept->rule, x);
	if (!isfinite(kept->chart.mean))
		medsec_raise_status(MS_OVERFLOW, "ewma");
	limits = ms_ewma_limits(&kept->chart, &kept->rule);
	z = kept->chart.mean;
	row_float8(row, z);
	row_interval(row, limits);
	row_text(row, z > limits.high ? "above" : z < limits.low ? "below" : NULL);
	row_text(row, ms_is_null(x) ? "the value of this row is not known" : NULL);
	return row_finish(row);
}

/* ---- funnel ---- */

/* (n, rate, conf_level, method) */
PG_FUNCTION_INFO_V1(medsec_funnel_limits);
Datum
medsec_funnel_limits(PG_FUNCTION_ARGS)
{
	static const char *const methods[] = {
	    "exact", "interpolated", "wilson", "normal", NULL};
	double n =
	    (double) medsec_whole_arg(fcinfo, 0, "n", 0, INT64CONST(1000000000000));
	double rate = medsec_float8_arg(fcinfo, 1, "rate");
	double level = medsec_level_arg(fcinfo, 2);
	ms_funnel method = medsec_option_arg(fcinfo, 3, "method", methods);
	Row row;

	if (!(rate >= 0 && rate <= 1))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"rate\" must be from 0 to 1"),
		         errdetail("The value is %g.", rate)));
	row_begin(&row, fcinfo);
	row_text(&row, methods[method]);
	row_float8(&row, n);
	row_float8(&row, rate);
	row_interval(&row, ms_funnel_limits(method, n, rate, level));
	row_float8(&row, level);
	row_text(&row, n > 0 ? NULL : "no cases: no limits");
	return row_finish(&row);
}
