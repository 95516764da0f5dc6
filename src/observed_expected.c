/*
 * observed_expected.c
 *		Observed counts over expected ones.
 */
#include "medsec.h"

#include "core/observed_expected.h"

static double
count_arg(FunctionCallInfo fcinfo, int i, const char *name)
{
	double count = medsec_float8_arg(fcinfo, i, name);

	if (count < 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must not be negative", name),
		         errdetail("The value is %g.", count)));
	return count;
}

PG_FUNCTION_INFO_V1(medsec_observed_expected);
Datum
medsec_observed_expected(PG_FUNCTION_ARGS)
{
	double observed = count_arg(fcinfo, 0, "observed");
	double expected = count_arg(fcinfo, 1, "expected");
	double level = medsec_level_arg(fcinfo, 2);
	ms_observed_expected ratio;
	Row row;

	ms_observed_expected_of(observed, expected, level, &ratio);
	row_begin(&row, fcinfo);
	row_text(&row, "Observed over expected, exact Poisson limits");
	row_float8(&row, observed);
	row_float8(&row, expected);
	row_float8(&row, ratio.estimate);
	row_float8(&row, ratio.std_error);
	row_float8(&row, ratio.statistic);
	row_float8(&row, ratio.p_value);
	row_interval(&row, ratio.limits);
	row_float8(&row, level);
	row_text(&row, ratio.note);
	return row_finish(&row);
}
