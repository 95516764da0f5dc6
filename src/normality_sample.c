/*
 * normality_sample.c
 *		Tests of normality that need the values.
 */
#include "rank.h"

#include "core/normality_sample.h"

static Datum
report(FunctionCallInfo fcinfo,
       const char *method,
       const ms_normality_sample *test,
       const SampleView *view)
{
	Row row;

	row_begin(&row, fcinfo);
	row_text(&row, method);
	row_float8(&row, test->statistic);
	row_float8(&row, test->adjusted_statistic);
	row_float8(&row, test->p_value);
	row_float8(&row, test->n);
	row_int64(&row, view->count[SAMPLE_MISSING]);
	row_text(&row, test->note);
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_shapiro_wilk_test);
Datum
medsec_shapiro_wilk_test(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	ms_runs runs = rank_runs(&view.s);
	ms_normality_sample test;

	ms_shapiro_wilk_test(
	    &runs, sample_work(ms_shapiro_wilk_room(&runs)), &test);
	return report(fcinfo, "Shapiro-Wilk test", &test, &view);
}

PG_FUNCTION_INFO_V1(medsec_anderson_darling_test);
Datum
medsec_anderson_darling_test(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	ms_runs runs = rank_runs(&view.s);
	ms_normality_sample test;

	ms_anderson_darling_test(&runs, &test);
	return report(fcinfo, "Anderson-Darling test", &test, &view);
}

PG_FUNCTION_INFO_V1(medsec_lilliefors_test);
Datum
medsec_lilliefors_test(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	ms_runs runs = rank_runs(&view.s);
	ms_normality_sample test;

	ms_lilliefors_test(&runs, &test);
	return report(fcinfo, "Lilliefors test", &test, &view);
}
