/*
 * contingency.c
 *		Two variables crossed: tests, strength of association, agreement.
 */
#include "levels.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "core/exact_table.h"
#include "core/frequency.h"
#include "core/proportion.h"

#define MAX_CELLS 10000000 /* that are written out */
#define MAX_CATEGORIES 1000 /* of tables where both variables have the same */

/* ---- figures ---- */

PG_FUNCTION_INFO_V1(medsec_contingency_n);
Datum
medsec_contingency_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(levels_arg(fcinfo, 0, 2).n);
}

PG_FUNCTION_INFO_V1(medsec_contingency_n_missing);
Datum
medsec_contingency_n_missing(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(levels_arg(fcinfo, 0, 2).missing);
}

PG_FUNCTION_INFO_V1(medsec_contingency_n_zero_weight);
Datum
medsec_contingency_n_zero_weight(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(levels_arg(fcinfo, 0, 2).zero_weight);
}

/* The table of a view, with its margins. */
static ms_contingency
table_of(const LevelView *view)
{
	ms_contingency t = {.rows = view->axis[0].n,
	                    .columns = view->axis[1].n,
	                    .cells = view->cells,
	                    .at = view->at,
	                    .count = view->count};
	int levels = t.rows + t.columns;
	ms_sum *work = (ms_sum *) sample_work(2 * (size_t) levels);

	t.row_total = sample_work(levels);
	t.column_total = t.row_total + t.rows;
	ms_contingency_margins(&t, work);
	pfree(work);
	return t;
}

PG_FUNCTION_INFO_V1(medsec_contingency_sum_weight);
Datum
medsec_contingency_sum_weight(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 2);

	PG_RETURN_FLOAT8(table_of(&view).total);
}

static bool
is_whole(const LevelView *view)
{
	return ms_frequency_whole(view->cells, view->count);
}

/* All cells are written out, those without rows too. */
static void
refuse_wide(const ms_contingency *t)
{
	if ((int64) t->rows * t->columns > MAX_CELLS)
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("too many cells to write out"),
		         errdetail("There are %d rows and %d columns, and at most %d "
		                   "cells are written.",
		                   t->rows,
		                   t->columns,
		                   MAX_CELLS)));
}

/* cells(contingency) */
PG_FUNCTION_INFO_V1(medsec_contingency_cells);
Datum
medsec_contingency_cells(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 2);
	ms_contingency t = table_of(&view);
	char **names;
	int64 next = 0;
	Row row;
	int n;

	row_begin_set(&row, fcinfo);
	refuse_wide(&t);
	names = level_labels(&view.axis[1], &n);
	for (int i = 0; i < t.rows; i++)
	{
		char *name = level_label(&view.axis[0], i);

		for (int j = 0; j < t.columns; j++)
		{
			bool is_here = next < t.cells && t.at[next].row == (uint32) i &&
			               t.at[next].column == (uint32) j;
			double count = is_here ? t.count[next++] : 0;
			ms_cell_figures f = ms_contingency_cell(&t, i, j, count);

			CHECK_FOR_INTERRUPTS();
			row_text(&row, name);
			row_text(&row, names[j]);
			row_float8(&row, count);
			row_float8(&row, ms_known(count / t.row_total[i]));
			row_float8(&row, ms_known(count / t.column_total[j]));
			row_float8(&row, ms_known(count / t.total));
			row_float8(&row, f.expected);
			row_float8(&row, f.residual);
			row_float8(&row, f.standardized);
			row_emit(&row);
		}
	}
	return (Datum) 0;
}

/* ---- chi-square ---- */

static ms_chi_square
chi_square_of(const LevelView *view, bool correct)
{
	ms_contingency t = table_of(view);
	ms_chi_square x;

	ms_contingency_chi_square(
	    &t, correct, sample_work(2 * (size_t) t.columns), &x);
	return x;
}

static const char *
chi_square_note(const LevelView *view, const ms_chi_square *x)
{
	const char *whole = is_whole(view) ? NULL : "counts are not whole numbers";

	if (x->note != NULL)
		return x->note;
	if (x->small == 0)
		return whole;
	return psprintf(INT64_FORMAT
	                " of " INT64_FORMAT
	                " expected counts are below 5: the chi-square law is "
	                "approximate%s%s",
	                x->small,
	                (int64) view->axis[0].n * view->axis[1].n,
	                whole != NULL ? "; " : "",
	                whole != NULL ? whole : "");
}

static Datum
report_chi_square(FunctionCallInfo fcinfo, bool correct)
{
	LevelView view = levels_arg(fcinfo, 0, 2);
	ms_chi_square x = chi_square_of(&view, correct);
	Row row;

	row_begin(&row, fcinfo);
	row_text(&row,
	         x.corrected ? "Pearson's chi-square test with Yates's correction"
	                     : "Pearson's chi-square test");
	row_float8(&row, x.statistic);
	row_float8(&row, x.df);
	row_float8(&row, x.p_value);
	row_float8(&row, x.likelihood_ratio);
	row_float8(&row, x.likelihood_ratio_p_value);
	row_float8(&row, x.phi);
	row_float8(&row, x.cramers_v);
	row_float8(&row, x.cramers_v_corrected);
	row_float8(&row, x.contingency_coefficient);
	row_float8(&row, x.min_expected);
	row_int32(&row, view.axis[0].n);
	row_int32(&row, view.axis[1].n);
	row_float8(&row, table_of(&view).total);
	row_int64(&row, view.missing);
	row_text(&row, chi_square_note(&view, &x));
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_chi_square_test);
Datum
medsec_chi_square_test(PG_FUNCTION_ARGS)
{
	return report_chi_square(fcinfo, PG_GETARG_BOOL(1));
}

PG_FUNCTION_INFO_V1(medsec_chi_square_final);
Datum
medsec_chi_square_final(PG_FUNCTION_ARGS)
{
	return report_chi_square(fcinfo, true);
}

/* cramers_v(contingency, bias_correction) */
PG_FUNCTION_INFO_V1(medsec_cramers_v);
Datum
medsec_cramers_v(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 2);
	ms_chi_square x = chi_square_of(&view, false);

	MEDSEC_RETURN_FLOAT8(PG_GETARG_BOOL(1) ? x.cramers_v_corrected
	                                       : x.cramers_v);
}

/* ---- 2 x 2 ---- */

/* a, b / c, d with the group and the event that are asked about first. */
typedef struct Fourfold
{
	double n[4];
	const char *group[2];
	const char *event;
	double total;
	const char *note; /* why there is no such table */
} Fourfold;

/*
 * Which of two levels comes first: the one that the argument names, or where it
 * is NULL true of false and true, the first of others.
 */
static int
first_level(FunctionCallInfo fcinfo,
            int i,
            const LevelAxis *axis,
            const char *name)
{
	const char *label;
	int level;

	if (i >= PG_NARGS() || PG_ARGISNULL(i))
		return strcmp(level_label(axis, 0), "false") == 0 &&
		       strcmp(level_label(axis, 1), "true") == 0;
	label = text_to_cstring(PG_GETARG_TEXT_PP(i));
	level = level_find(axis, label);
	if (level < 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must be one of the categories", name),
		         errdetail("\"%s\" is none of them.", label),
		         errhint("They are \"%s\" and \"%s\".",
		                 level_label(axis, 0),
		                 level_label(axis, 1))));
	return level;
}

/* Argument 0 as a fourfold table; arguments i and i + 1 name group and event. */
static Fourfold
fourfold_arg(FunctionCallInfo fcinfo, int i, const LevelView *view)
{
	ms_contingency t = table_of(view);
	Fourfold f = {.total = t.total};
	int row;
	int column;

	if (t.cells == 0)
		f.note = "no rows";
	else if (t.rows != 2 || t.columns != 2)
		f.note = psprintf("the table is %d x %d, not 2 x 2", t.rows, t.columns);
	if (f.note != NULL)
		return f;
	row = first_level(fcinfo, i, &view->axis[0], "row_value");
	column = first_level(fcinfo, i + 1, &view->axis[1], "column_value");
	for (int64 k = 0; k < t.cells; k++)
	{
		bool below = (int) t.at[k].row != row;
		bool beside = (int) t.at[k].column != column;

		f.n[2 * below + beside] = t.count[k];
	}
	f.group[0] = level_label(&view->axis[0], row);
	f.group[1] = level_label(&view->axis[0], 1 - row);
	f.event = level_label(&view->axis[1], column);
	return f;
}

static void
row_fourfold(Row *row, const Fourfold *f)
{
	row_text(row, f->group[0]);
	row_text(row, f->group[1]);
	row_text(row, f->event);
}

/* phi(contingency): signed where the table is 2 x 2 */
PG_FUNCTION_INFO_V1(medsec_phi);
Datum
medsec_phi(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 2);
	Fourfold f = fourfold_arg(fcinfo, PG_NARGS(), &view);

	if (f.note == NULL)
		MEDSEC_RETURN_FLOAT8(ms_contingency_phi(f.n));
	MEDSEC_RETURN_FLOAT8(chi_square_of(&view, false).phi);
}

typedef void (*RatioFunction)(const double n[4],
                              double level,
                              ms_ratio *result);

static Datum
report_ratio(FunctionCallInfo fcinfo, const char *method, RatioFunction ratio)
{
	LevelView view = levels_arg(fcinfo, 0, 2);
	double level;
	ms_ratio r = {MS_NULL, MS_NULL, MS_NULL, MS_NULL, {MS_NULL, MS_NULL}, NULL};
	Fourfold f;
	Row row;

	level = medsec_level_arg(fcinfo, 3);
	f = fourfold_arg(fcinfo, 1, &view);
	if (f.note == NULL)
		ratio(f.n, level, &r);
	row_begin(&row, fcinfo);
	row_text(&row, method);
	row_float8(&row, r.estimate);
	row_float8(&row, r.std_error);
	row_float8(&row, r.statistic);
	row_float8(&row, r.p_value);
	row_interval(&row, r.limits);
	row_float8(&row, level);
	row_fourfold(&row, &f);
	row_float8(&row, f.total);
	row_int64(&row, view.missing);
	row_text(&row, f.note != NULL ? f.note : r.note);
	return row_finish(&row);
}

/* odds_ratio(contingency, row_value, column_value, conf_level) */
PG_FUNCTION_INFO_V1(medsec_odds_ratio);
Datum
medsec_odds_ratio(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return report_ratio(fcinfo, "Odds ratio, limits by Woolf", ms_odds_ratio);
}

PG_FUNCTION_INFO_V1(medsec_risk_ratio);
Datum
medsec_risk_ratio(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return report_ratio(fcinfo, "Risk ratio, limits by Katz", ms_risk_ratio);
}

PG_FUNCTION_INFO_V1(medsec_risk_difference);
Datum
medsec_risk_difference(PG_FUNCTION_ARGS)
{
	LevelView view;
	double level;
	ms_proportion_test test;
	Fourfold f;
	Row row;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	view = levels_arg(fcinfo, 0, 2);
	level = medsec_level_arg(fcinfo, 3);
	f = fourfold_arg(fcinfo, 1, &view);
	/* of an empty table if there is no other: all NULL */
	ms_proportion_compare(f.n[0],
	                      f.n[0] + f.n[1],
	                      f.n[2],
	                      f.n[2] + f.n[3],
	                      MS_TWO_SIDED,
	                      level,
	                      &test);
	row_begin(&row, fcinfo);
	row_text(&row, "Risk difference, limits by Newcombe");
	row_float8(&row, ms_known(test.estimate));
	row_float8(&row, ms_known(test.std_error));
	row_float8(&row, test.statistic);
	row_float8(&row, test.p_value);
	row_interval(&row, test.limits);
	row_float8(&row, level);
	row_float8(&row, test.group1.estimate);
	row_float8(&row, test.group2.estimate);
	row_fourfold(&row, &f);
	row_float8(&row, f.total);
	row_int64(&row, view.missing);
	row_text(&row, f.note != NULL ? f.note : test.note);
	return row_finish(&row);
}

/* ---- Fisher's exact test ---- */

/* The smallest number of nodes, and the largest, in powers of 2. */
#define FIRST_NODES 12
#define MOST_NODES 20

static double *
full_table(const LevelView *view)
{
	int columns = view->axis[1].n;
	Size cells = (Size) view->axis[0].n * columns;
	double *n = sample_work(cells);

	memset(n, 0, cells * sizeof(double));
	for (int64 i = 0; i < view->cells; i++)
		n[(Size) view->at[i].row * columns + view->at[i].column] =
		    rint(view->count[i]);
	return n;
}

/* The p-value of a table that is not 2 x 2; MS_NULL beyond the limits. */
static double
exact_p_value(const LevelView *view, double total)
{
	int rows = view->axis[0].n;
	int columns = view->axis[1].n;
	ms_status status = MS_OVERFLOW;
	double p = MS_NULL;
	double *n;

	if (Min(rows, columns) > MS_EXACT_MAX_SMALL ||
	    Max(rows, columns) > MS_EXACT_MAX_LARGE || total > MS_EXACT_MAX_TOTAL)
		return MS_NULL;
	n = full_table(view);
	for (int k = FIRST_NODES; k <= MOST_NODES && status == MS_OVERFLOW; k += 4)
	{
		double *work =
		    sample_work(ms_exact_table_room(rows, columns, total, 1 << k));

		status = ms_exact_table(n, rows, columns, 1 << k, work, &p);
		pfree(work);
	}
	return status == MS_OK ? p : MS_NULL;
}

typedef struct Exact
{
	ms_exact_2x2 x;
	const char *note;
} Exact;

static const char *
exact_table_note(const ms_contingency *t, const LevelView *view)
{
	if (t->cells == 0)
		return "no rows";
	if (t->rows < 2 || t->columns < 2)
		return "a variable has one category only: no test";
	return is_whole(view) ? NULL
	                      : "counts are not whole numbers: no exact test";
}

static const char *const too_large =
    "the table is too large for an exact test: use chi_square_test";

static void
ask_exactly(const LevelView *view,
            Fourfold *f,
            ms_alternative alternative,
            double level,
            Exact *exact)
{
	if (f->note == NULL)
	{
		for (int i = 0; i < 4; i++)
			f->n[i] = rint(f->n[i]);
		if (ms_exact_table_2x2(f->n, alternative, level, &exact->x) != MS_OK)
			exact->note = too_large;
		if (isinf(exact->x.estimate))
			exact->note = "the odds ratio is infinite: a cell is 0";
		return;
	}
	if (alternative != MS_TWO_SIDED)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("a one-sided exact test needs a 2 x 2 table"),
		         errdetail("The table is %d x %d.",
		                   view->axis[0].n,
		                   view->axis[1].n)));
	exact->x.p_value = exact_p_value(view, f->total);
	exact->note = ms_is_null(exact->x.p_value)
	                  ? too_large
	                  : "no odds ratio: the table is not 2 x 2";
}

/* fisher_exact_test(contingency, alternative, conf_level, row_value, column_value) */
PG_FUNCTION_INFO_V1(medsec_fisher_exact_test);
Datum
medsec_fisher_exact_test(PG_FUNCTION_ARGS)
{
	Exact exact = {{MS_NULL, MS_NULL, {MS_NULL, MS_NULL}, false}, NULL};
	ms_alternative alternative;
	LevelView view;
	ms_contingency t;
	Fourfold f;
	double level;
	Row row;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	view = levels_arg(fcinfo, 0, 2);
	alternative = medsec_alternative_arg(fcinfo, 1);
	level = medsec_level_arg(fcinfo, 2);
	t = table_of(&view);
	f = fourfold_arg(fcinfo, 3, &view);
	exact.note = exact_table_note(&t, &view);
	if (exact.note == NULL)
		ask_exactly(&view, &f, alternative, level, &exact);
	row_begin(&row, fcinfo);
	row_text(&row, "Fisher's exact test");
	row_alternative(&row, alternative);
	row_float8(&row, ms_known(exact.x.estimate));
	row_float8(&row, exact.x.p_value);
	row_interval(&row, exact.x.limits);
	row_float8(&row, level);
	row_fourfold(&row, &f);
	row_int32(&row, t.rows);
	row_int32(&row, t.columns);
	row_float8(&row, t.total);
	row_int64(&row, view.missing);
	row_text(&row, exact.note);
	return row_finish(&row);
}

/* ---- the same categories twice ---- */

/* For each level of an axis its place among the categories. */
static int *
places(const LevelAxis *axis, char *const *labels, int k)
{
	int *order = level_order(axis, labels, k, "categories");
	int *place = palloc(Max(axis->n, 1) * sizeof(int));

	for (int j = 0; j < k; j++)
	{
		if (order[j] >= 0)
			place[order[j]] = j;
	}
	pfree(order);
	return place;
}

/* A square of counts, its rows and columns the same k categories in order. */
static double *
square_of(const LevelView *view, char *const *labels, int k)
{
	int *row = places(&view->axis[0], labels, k);
	int *column = places(&view->axis[1], labels, k);
	double *n;

	if (k > MAX_CATEGORIES)
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("too many categories for a test of agreement"),
		         errdetail("There are %d, and at most %d are taken.",
		                   k,
		                   MAX_CATEGORIES)));
	n = medsec_square(k);
	memset(n, 0, (Size) k * k * sizeof(double));
	for (int64 i = 0; i < view->cells; i++)
		n[(Size) row[view->at[i].row] * k + column[view->at[i].column]] =
		    view->count[i];
	return n;
}

/* mcnemar_test(contingency, correct) */
PG_FUNCTION_INFO_V1(medsec_mcnemar_test);
Datum
medsec_mcnemar_test(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 2);
	bool correct = PG_GETARG_BOOL(1);
	ms_mcnemar m;
	char **labels;
	double *n;
	Row row;
	int k;

	labels = level_union(&view.axis[0], &view.axis[1], &k);
	n = square_of(&view, labels, k);
	ms_mcnemar_test(n, k, correct, &m);
	row_begin(&row, fcinfo);
	row_text(&row,
	         k > 2     ? "Bowker's test of symmetry"
	         : correct ? "McNemar's test with continuity correction"
	                   : "McNemar's test");
	row_float8(&row, m.estimate);
	row_float8(&row, m.statistic);
	row_float8(&row, m.df);
	row_float8(&row, m.p_value);
	row_float8(&row, m.exact_p_value);
	row_float8(&row, m.discordant);
	row_text(&row, k == 2 ? labels[0] : NULL);
	row_text(&row, k == 2 ? labels[1] : NULL);
	row_float8(&row, k == 2 ? n[1] : MS_NULL);
	row_float8(&row, k == 2 ? n[2] : MS_NULL);
	row_int32(&row, k);
	row_float8(&row, table_of(&view).total);
	row_int64(&row, view.missing);
	row_text(&row, view.cells == 0 ? "no rows" : m.note);
	return row_finish(&row);
}

static const char *
kappa_note(const ms_kappa *k,
           ms_kappa_weights weights,
           const LevelView *view,
           bool ordered)
{
	if (k->note != NULL || weights == MS_KAPPA_NONE || ordered ||
	    view->axis[0].kind == LEVELS_NUMBERS)
		return k->note;
	return "the categories are taken in the order of their names: give "
	       "categories for another";
}

/* cohen_kappa(contingency, weights, conf_level, categories) */
PG_FUNCTION_INFO_V1(medsec_cohen_kappa);
Datum
medsec_cohen_kappa(PG_FUNCTION_ARGS)
{
	static const char *const options[] = {"none", "linear", "quadratic", NULL};
	ms_kappa_weights weights;
	LevelView view;
	double level;
	char **labels;
	ms_kappa kappa;
	Row row;
	int k;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	view = levels_arg(fcinfo, 0, 2);
	weights = medsec_option_arg(fcinfo, 1, "weights", options);
	level = medsec_level_arg(fcinfo, 2);
	labels = PG_ARGISNULL(3) ? level_union(&view.axis[0], &view.axis[1], &k)
	                         : level_labels_arg(fcinfo, 3, "categories", &k);
	ms_cohen_kappa(square_of(&view, labels, k),
	               k,
	               weights,
	               level,
	               sample_work(4 * (size_t) k),
	               &kappa);
	row_begin(&row, fcinfo);
	row_text(&row,
	         weights == MS_KAPPA_NONE     ? "Cohen's kappa"
	         : weights == MS_KAPPA_LINEAR ? "Cohen's kappa, linear weights"
	                                      : "Cohen's kappa, quadratic weights");
	row_float8(&row, kappa.estimate);
	row_float8(&row, kappa.std_error);
	row_float8(&row, kappa.std_error_null);
	row_float8(&row, kappa.statistic);
	row_float8(&row, kappa.p_value);
	row_interval(&row, kappa.limits);
	row_float8(&row, level);
	row_float8(&row, kappa.observed);
	row_float8(&row, kappa.expected);
	row_int32(&row, k);
	row_float8(&row, table_of(&view).total);
	row_int64(&row, view.missing);
	row_text(&row, kappa_note(&kappa, weights, &view, !PG_ARGISNULL(3)));
	return row_finish(&row);
}
