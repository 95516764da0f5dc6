/*
 * correlation.c
 *		Correlations of the columns of a summary, and their tests.
 */
#include "types.h"

#include "miscadmin.h"

#include "core/correlation.h"
#include "p_adjust.h"

/* ---- matrices ---- */

/* Why there is no matrix of partial correlations; NULL if there is one. */
static const char *
partial_matrix(const ms_comoments *c, double *partial)
{
	const char *note = comoments_undefined_note(c);
	double *r = medsec_square(c->p);
	void *work;
	int rank;

	if (note != NULL)
		return note;
	work = palloc(ms_correlation_partial_workspace(c->p));
	ms_comoments_correlation(c, r);
	if (ms_correlation_partial(c->p, r, partial, &rank, work) == MS_SINGULAR)
		note = comoments_singular_note("correlation", rank, c->p);
	return note;
}

PG_FUNCTION_INFO_V1(medsec_partial_correlation);
Datum
medsec_partial_correlation(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	double *partial = medsec_square(c->p);

	if (partial_matrix(c, partial) != NULL)
		PG_RETURN_NULL();
	return medsec_matrix(partial, c->p, c->p);
}

/* ---- rows, one a pair ---- */

/* Why there is no pair's correlation, or NULL; a row may count several times */
static const char *
too_few_note(const ms_comoments *c)
{
	return ms_more_than(c->weight, 1) ? NULL : ms_too_few_rows(c->n, c->weight);
}

/* where the pair i > j stands when pairs are listed by j, then i */
static int
pair_at(int p, int i, int j)
{
	return j * p - j * (j + 1) / 2 + i - j - 1;
}

static void
adjust(int pairs, ms_correlation_test *tests, ms_p_adjust method)
{
	double *p = palloc(Max(pairs, 1) * sizeof(double));

	for (int k = 0; k < pairs; k++)
		p[k] = tests[k].p_value;
	ms_p_adjust_values(
	    pairs,
	    p,
	    palloc(Max(pairs, 1) * MS_P_ADJUST_WORK * sizeof(double)),
	    method);
	for (int k = 0; k < pairs; k++)
		tests[k].p_value = p[k];
}

/* What is to say of the test of columns i and j, or NULL. */
static const char *
pair_note(const ms_comoments *c, int i, int j, const ms_correlation_test *test)
{
	const char *first;

	if (!ms_is_null(test->r))
		return test->note;
	first = comoments_column_note(c, i);
	return first != NULL ? first : comoments_column_note(c, j);
}

/*
 * arguments: comoments, labels, p_adjust, conf_level.  Where there is no matrix
 * the rows are the same, of NULLs and the note.
 */
static void
report_pairs(Row *row,
             FunctionCallInfo fcinfo,
             const ms_comoments *c,
             const double *matrix,
             int controlled,
             const char *note)
{
	int p = c->p;
	Datum *labels = medsec_labels_arg(fcinfo, 1, &p);
	int pairs = p * (p - 1) / 2;
	ms_p_adjust method = p_adjust_arg(fcinfo, 2, "p_adjust");
	double level = medsec_level_arg(fcinfo, 3);
	ms_correlation_test *tests =
	    palloc(Max(pairs, 1) * sizeof(ms_correlation_test));

	for (int j = 0; j < p; j++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int i = j + 1; i < p; i++)
			ms_correlation_test_of(note == NULL ? matrix[i * p + j] : MS_NULL,
			                       c->weight,
			                       controlled,
			                       MS_TWO_SIDED,
			                       level,
			                       &tests[pair_at(p, i, j)]);
	}
	adjust(pairs, tests, method);

	for (int j = 0; j < p; j++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int i = j + 1; i < p; i++)
		{
			ms_correlation_test *test = &tests[pair_at(p, i, j)];

			row_datum(row, labels[j]);
			row_datum(row, labels[i]);
			row_float8(row, test->r);
			row_float8(row, c->weight);
			row_float8(row, test->df);
			row_float8(row, test->statistic);
			row_float8(row, test->p_value);
			row_interval(row, test->limits);
			row_float8(row, level);
			row_text(row, note != NULL ? note : pair_note(c, j, i, test));
			row_emit(row);
		}
	}
}

PG_FUNCTION_INFO_V1(medsec_correlations);
Datum
medsec_correlations(PG_FUNCTION_ARGS)
{
	const ms_comoments *c;
	double *matrix;
	Row row;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	c = comoments_arg(fcinfo, 0);
	matrix = medsec_square(c->p);
	ms_comoments_correlation(c, matrix);
	report_pairs(&row, fcinfo, c, matrix, 0, too_few_note(c));
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(medsec_partial_correlations);
Datum
medsec_partial_correlations(PG_FUNCTION_ARGS)
{
	const ms_comoments *c;
	double *matrix;
	const char *note;
	Row row;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	c = comoments_arg(fcinfo, 0);
	matrix = medsec_square(c->p);
	note = partial_matrix(c, matrix);
	report_pairs(&row, fcinfo, c, matrix, Max(c->p - 2, 0), note);
	return (Datum) 0;
}

/* ---- one pair ---- */

PG_FUNCTION_INFO_V1(medsec_correlation_test);
Datum
medsec_correlation_test(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	int columns = c->p > 0 ? c->p : MS_COMOMENTS_MAX_COLUMNS;
	int x = medsec_range_arg(fcinfo, 1, "x", 1, columns) - 1;
	int y = medsec_range_arg(fcinfo, 2, "y", 1, columns) - 1;
	ms_alternative alternative = medsec_alternative_arg(fcinfo, 3);
	double level = medsec_level_arg(fcinfo, 4);
	const char *note = too_few_note(c);
	ms_correlation_test test;
	Row row;

	ms_correlation_test_of(note == NULL ? ms_comoments_r(c, x, y) : MS_NULL,
	                       c->weight,
	                       0,
	                       alternative,
	                       level,
	                       &test);
	row_begin(&row, fcinfo);
	row_text(&row, "Pearson correlation");
	row_alternative(&row, alternative);
	row_float8(&row, test.r);
	row_float8(&row, test.statistic);
	row_float8(&row, test.df);
	row_float8(&row, test.p_value);
	row_interval(&row, test.limits);
	row_float8(&row, level);
	row_float8(&row, c->weight);
	row_text(&row, note != NULL ? note : pair_note(c, x, y, &test));
	return row_finish(&row);
}
