/*
 * normality.c
 *		Tests of normality from moments.
 */
#include "types.h"

#include "core/normality.h"

static void
row_normality(Row *row,
              const char *method,
              const ms_normality_test *test,
              const ms_moments *m)
{
	row_text(row, method);
	row_float8(row, test->statistic);
	row_float8(row, test->df);
	row_float8(row, test->p_value);
	row_float8(row, m->weight);
}

PG_FUNCTION_INFO_V1(medsec_dagostino_test);
Datum
medsec_dagostino_test(PG_FUNCTION_ARGS)
{
	const ms_moments *m = moments_arg(fcinfo, 0);
	ms_normality_test test;
	Row row;

	ms_dagostino_test(m, &test);
	row_begin(&row, fcinfo);
	row_normality(&row, "D'Agostino-Pearson K2 test", &test, m);
	row_float8(&row, test.z_skewness);
	row_float8(&row, test.z_kurtosis);
	row_text(&row, test.note);
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_jarque_bera_test);
Datum
medsec_jarque_bera_test(PG_FUNCTION_ARGS)
{
	const ms_moments *m = moments_arg(fcinfo, 0);
	ms_normality_test test;
	Row row;

	ms_jarque_bera_test(m, &test);
	row_begin(&row, fcinfo);
	row_normality(&row, "Jarque-Bera test", &test, m);
	row_text(&row, test.note);
	return row_finish(&row);
}
