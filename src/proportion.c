/*
 * proportion.c
 *		Rates of yes and no.
 */
#include "types.h"

#include "core/proportion.h"

static void
check_counts(double successes, double n, const char *of, const char *total)
{
	if (!(successes >= 0 && successes <= n))
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		     errmsg("argument \"%s\" must be between 0 and \"%s\"", of, total),
		     errdetail("They are %g and %g.", successes, n)));
	if (n > 0 && n < 1)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must be 0, or 1 and more", total),
		         errdetail("The value is %g.", n),
		         errhint("Give counts, not shares: 40 of 100, not 0.4 of 1.")));
}

PG_FUNCTION_INFO_V1(medsec_wilson_ci);
Datum
medsec_wilson_ci(PG_FUNCTION_ARGS)
{
	double successes = medsec_float8_arg(fcinfo, 0, "successes");
	double n = medsec_float8_arg(fcinfo, 1, "n");
	double level = medsec_level_arg(fcinfo, 2);
	ms_proportion p;
	Row row;

	check_counts(successes, n, "successes", "n");
	ms_proportion_of(successes, n, level, &p);
	row_begin(&row, fcinfo);
	row_float8(&row, p.estimate);
	row_interval(&row, p.limits);
	row_float8(&row, level);
	row_float8(&row, p.successes);
	row_float8(&row, p.n);
	row_text(&row, ms_proportion_note(&p));
	return row_finish(&row);
}

static Datum
report_proportion(FunctionCallInfo fcinfo, double level)
{
	const ms_moments *m = moments_arg(fcinfo, 0);
	ms_proportion p;
	Row row;

	if (ms_proportion_of_moments(m, level, &p) == MS_DOMAIN)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"moments\" must be the moments of zeros "
		                "and ones")));
	row_begin(&row, fcinfo);
	row_float8(&row, p.estimate);
	row_float8(&row, p.std_error);
	row_interval(&row, p.limits);
	row_float8(&row, level);
	row_float8(&row, p.successes);
	row_float8(&row, p.n);
	row_int64(&row, m->missing);
	row_text(&row, ms_proportion_note(&p));
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_proportion);
Datum
medsec_proportion(PG_FUNCTION_ARGS)
{
	return report_proportion(fcinfo, medsec_level_arg(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(medsec_proportion_final);
Datum
medsec_proportion_final(PG_FUNCTION_ARGS)
{
	return report_proportion(fcinfo, 0.95);
}

static void
row_rate(Row *row, const ms_proportion *p)
{
	row_float8(row, p->estimate);
	row_interval(row, p->limits);
	row_float8(row, p->n);
}

PG_FUNCTION_INFO_V1(medsec_prop_test);
Datum
medsec_prop_test(PG_FUNCTION_ARGS)
{
	double x1 = medsec_float8_arg(fcinfo, 0, "x1");
	double n1 = medsec_float8_arg(fcinfo, 1, "n1");
	double x2 = medsec_float8_arg(fcinfo, 2, "x2");
	double n2 = medsec_float8_arg(fcinfo, 3, "n2");
	ms_alternative alternative = medsec_alternative_arg(fcinfo, 4);
	double level = medsec_level_arg(fcinfo, 5);
	ms_proportion_test test;
	Row row;

	check_counts(x1, n1, "x1", "n1");
	check_counts(x2, n2, "x2", "n2");
	ms_proportion_compare(x1, n1, x2, n2, alternative, level, &test);
	row_begin(&row, fcinfo);
	row_text(&row, "Two-proportion z test, limits by Newcombe");
	row_alternative(&row, alternative);
	row_float8(&row, test.estimate);
	row_float8(&row, test.std_error);
	row_float8(&row, test.statistic);
	row_float8(&row, test.p_value);
	row_interval(&row, test.limits);
	row_float8(&row, level);
	row_rate(&row, &test.group1);
	row_rate(&row, &test.group2);
	row_float8(&row, test.statistic * test.statistic);
	row_text(&row, test.note);
	return row_finish(&row);
}
