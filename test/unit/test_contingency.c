/*
 * test_contingency.c
 *		Crossed variables against R and psych, against sums over all cells in long
 *		doubles, and where a table is too small to say anything.
 */
#include <gsl/gsl_errno.h>
#include <stdlib.h>

#include "check.h"
#include "core/contingency.h"

#define MOST 400

typedef struct table
{
	ms_contingency t;
	ms_cell at[MOST];
	double count[MOST];
	double row_total[MOST];
	double column_total[MOST];
	ms_sum sums[2 * MOST];
	double work[2 * MOST];
} table;

/* The cells that are not 0 of a full table. */
static const ms_contingency *
table_of(table *x, const double *n, int rows, int columns)
{
	x->t = (ms_contingency){.rows = rows,
	                        .columns = columns,
	                        .at = x->at,
	                        .count = x->count,
	                        .row_total = x->row_total,
	                        .column_total = x->column_total};
	for (int i = 0; i < rows * columns; i++)
	{
		if (n[i] == 0)
			continue;
		x->at[x->t.cells] = (ms_cell){i / columns, i % columns};
		x->count[x->t.cells++] = n[i];
	}
	ms_contingency_margins(&x->t, x->sums);
	return &x->t;
}

static ms_chi_square
chi_square(const double *n, int rows, int columns, bool correct)
{
	static table x;
	ms_chi_square result;

	ms_contingency_chi_square(
	    table_of(&x, n, rows, columns), correct, x.work, &result);
	return result;
}

/* ---- chi-square ---- */

static const double hair_eye[] = {
    20, 68, 5, 15, 94, 7, 16, 10, 84, 119, 29, 54, 17, 26, 14, 14};

static void
test_published(void)
{
	ms_chi_square x = chi_square(hair_eye, 4, 4, true);

	/* R 4.2.2, HairEyeColor; V by its formula */
	CHECK_REL(x.statistic, 138.28984162600827, 1e-13);
	CHECK(x.df == 9 && !x.corrected && x.small == 0 && x.note == NULL);
	CHECK_REL(x.p_value, 2.325286787098808e-25, 1e-12);
	CHECK_REL(x.likelihood_ratio, 146.44357846451612, 1e-13);
	CHECK_REL(x.likelihood_ratio_p_value, 4.805583669816955e-27, 1e-12);
	CHECK_REL(x.cramers_v, 0.2790446233426584, 1e-13);
	CHECK_REL(x.cramers_v_corrected, 0.27048315291231567, 1e-13);
	CHECK_REL(x.contingency_coefficient, 0.43515853883059324, 1e-13);
	CHECK_REL(x.phi, 0.48331946520840463, 1e-13);
	CHECK_REL(x.min_expected, 7.675675675675675, 1e-14);

	x = chi_square((double[]){12, 6, 7, 7}, 2, 2, true);
	CHECK_REL(x.statistic, 0.34753550543024225, 1e-13);
	CHECK_REL(x.p_value, 0.5555115470131495, 1e-13);
	CHECK(x.corrected);
	x = chi_square((double[]){12, 6, 7, 7}, 2, 2, false);
	CHECK_REL(x.statistic, 0.9068825910931174, 1e-13);
	CHECK(!x.corrected && x.cramers_v_corrected == 0);
	/* the correction never takes more than there is */
	x = chi_square((double[]){5, 5, 5, 5}, 2, 2, true);
	CHECK(x.statistic == 0 && x.p_value == 1);
	x = chi_square((double[]){0, 3, 4, 0}, 2, 2, true);
	CHECK_REL(x.statistic, 3.5121527777777777, 1e-13);
}

/* Empty cells and all: against all cells, one by one. */
static void
test_all_cells(void)
{
	for (int k = 0; k < 300; k++)
	{
		int rows = 2 + k % 9;
		int columns = 2 + k / 9 % 11;
		double n[MOST];
		long double chi = 0;
		long double g = 0;
		long double least = INFINITY;
		int small = 0;
		static table x;
		const ms_contingency *t;
		ms_chi_square result;

		for (int i = 0; i < rows * columns; i++)
			n[i] = (i * i * 13 + k * 7) % 11 * ((i + k) % 3 > 0) *
			       (k % 4 ? 1 : 0.3);
		for (int i = 0; i < rows + columns; i++)
			n[i % rows * columns + i % columns] += 1;
		t = table_of(&x, n, rows, columns);
		for (int i = 0; i < rows * columns; i++)
		{
			long double e = (long double) t->row_total[i / columns] *
			                t->column_total[i % columns] / t->total;
			ms_cell_figures f =
			    ms_contingency_cell(t, i / columns, i % columns, n[i]);

			chi += (n[i] - e) * (n[i] - e) / e;
			if (n[i] > 0)
				g += 2 * n[i] * logl(n[i] / e);
			least = fminl(least, e);
			small += e < 5 * (1 - 1e-12L);
			CHECK_REL(f.expected, (double) e, 1e-14);
			CHECK_ABS(f.residual, (double) ((n[i] - e) / sqrtl(e)), 1e-13);
			CHECK_ABS(f.standardized *
			              sqrt((1 - t->row_total[i / columns] / t->total) *
			                   (1 - t->column_total[i % columns] / t->total)),
			          f.residual,
			          1e-13);
		}
		ms_contingency_chi_square(t, false, x.work, &result);
		CHECK_REL(result.statistic, (double) chi, 1e-12);
		CHECK_REL(result.likelihood_ratio, (double) g, 1e-11);
		CHECK_REL(result.min_expected, (double) least, 1e-14);
		CHECK(result.small == small);
		CHECK(result.cramers_v <= 1 && result.cramers_v_corrected <= 1);
	}
}

/* Large counts, small differences: 4 x^2 / n over the table n + x, n - x, ... */
static void
test_large(void)
{
	double n = 1e14;
	ms_chi_square x =
	    chi_square((double[]){n + 100, n - 100, n - 100, n + 100}, 2, 2, false);

	CHECK_REL(x.statistic, 4 * 1e4 / n, 1e-12);
	CHECK_REL(x.likelihood_ratio, 4 * 1e4 / n, 1e-12);
	CHECK_REL(
	    ms_contingency_phi((double[]){n + 100, n - 100, n - 100, n + 100}),
	    1e-12,
	    1e-12);
}

static void
test_small(void)
{
	CHECK(check_says(chi_square(NULL, 0, 0, true).note, "no rows"));
	CHECK(check_says(chi_square((double[]){3}, 1, 1, true).note, "each way"));
	CHECK(check_says(chi_square((double[]){3, 4}, 1, 2, true).note, "row"));
	CHECK(check_says(chi_square((double[]){3, 4}, 2, 1, true).note, "column"));
	CHECK(ms_is_null(chi_square((double[]){3, 4}, 2, 1, true).p_value));
	CHECK(ms_is_null(chi_square((double[]){3, 4}, 2, 1, true).cramers_v));
	/* two rows in all: V has no unbiased form */
	CHECK(ms_is_null(
	    chi_square((double[]){1, 0, 0, 1}, 2, 2, true).cramers_v_corrected));
	CHECK(chi_square((double[]){1, 0, 0, 1}, 2, 2, true).cramers_v == 1);
	CHECK(chi_square((double[]){1, 0, 0, 1}, 2, 2, true).small == 4);
}

/* ---- 2 x 2 ---- */

static void
test_ratios(void)
{
	const double n[] = {12, 6, 7, 7};
	ms_ratio r;

	ms_odds_ratio(n, 0.95, &r);
	CHECK_REL(r.estimate, 2, 1e-15);
	CHECK_REL(r.limits.low, 0.47644663014349803, 1e-13);
	CHECK_REL(r.limits.high, 8.39548387359832, 1e-13);
	CHECK_REL(r.std_error, sqrt(1 / 12. + 1 / 6. + 2 / 7.), 1e-14);
	CHECK_REL(r.statistic, M_LN2 / r.std_error, 1e-14);
	ms_risk_ratio(n, 0.95, &r);
	CHECK_REL(r.estimate, 4 / 3., 1e-15);
	CHECK_REL(r.limits.low, 0.7191764390331754, 1e-13);
	CHECK_REL(r.limits.high, 2.4719633198325193, 1e-13);
	CHECK_REL(ms_contingency_phi(n), 0.16834512458535864, 1e-13);
	CHECK_REL(ms_contingency_phi((double[]){6, 12, 7, 7}),
	          -0.16834512458535864,
	          1e-13);

	/* zeros */
	ms_odds_ratio((double[]){3, 0, 1, 5}, 0.95, &r);
	CHECK(ms_is_null(r.estimate) && ms_is_null(r.limits.low));
	CHECK(check_says(r.note, "a cell is 0"));
	ms_odds_ratio((double[]){0, 3, 1, 5}, 0.95, &r);
	CHECK(r.estimate == 0 && ms_is_null(r.limits.high) && r.note != NULL);
	ms_odds_ratio((double[]){0, 0, 1, 5}, 0.95, &r);
	CHECK(ms_is_null(r.estimate) && r.note != NULL);
	ms_risk_ratio((double[]){3, 2, 0, 5}, 0.95, &r);
	CHECK(ms_is_null(r.estimate) && r.note != NULL);
	ms_risk_ratio((double[]){0, 5, 3, 2}, 0.95, &r);
	CHECK(r.estimate == 0 && ms_is_null(r.limits.low));
	ms_risk_ratio((double[]){0, 0, 3, 2}, 0.95, &r);
	CHECK(ms_is_null(r.estimate) && check_says(r.note, "empty"));
	ms_risk_ratio((double[]){4, 0, 3, 0}, 0.95, &r);
	CHECK(r.estimate == 1 && check_says(r.note, "no limits"));
	CHECK(ms_is_null(r.std_error) && ms_is_null(r.p_value) &&
	      ms_is_null(r.limits.low));
}

/* ---- the same categories twice ---- */

static const double cohen[] = {44, 5, 1, 7, 20, 3, 9, 5, 6};

static void
test_mcnemar(void)
{
	ms_mcnemar m;

	/* R, ?mcnemar.test: approval of the President */
	ms_mcnemar_test((double[]){794, 150, 86, 570}, 2, true, &m);
	CHECK_REL(m.statistic, 16.817796610169491, 1e-13);
	CHECK_REL(m.p_value, 4.1145622813459436e-05, 1e-12);
	CHECK(m.df == 1 && m.discordant == 236 && m.note == NULL);
	CHECK_REL(m.estimate, 150.0 / 86, 1e-15);
	ms_mcnemar_test((double[]){794, 150, 86, 570}, 2, false, &m);
	CHECK_REL(m.statistic, 64 * 64 / 236.0, 1e-14);
	ms_mcnemar_test((double[]){12, 6, 7, 7}, 2, true, &m);
	CHECK(m.statistic == 0 && m.p_value == 1 && m.exact_p_value == 1);
	CHECK(check_says(m.note, "25"));
	ms_mcnemar_test((double[]){1, 0, 5, 1}, 2, true, &m);
	CHECK_REL(m.exact_p_value, 2.0 / 32, 1e-14);

	/* Bowker's; R, mcnemar.test of Cohen's table */
	ms_mcnemar_test(cohen, 3, true, &m);
	CHECK_REL(m.statistic, 7.2333333333333334, 1e-13);
	CHECK_REL(m.p_value, 0.064821039181764448, 1e-12);
	CHECK(m.df == 3 && ms_is_null(m.exact_p_value) && m.note == NULL);
	ms_mcnemar_test((double[]){1, 2, 0, 4, 5, 6, 0, 3, 9}, 3, true, &m);
	CHECK(m.df == 2 && check_says(m.note, "left out of df"));

	ms_mcnemar_test((double[]){3, 0, 0, 4}, 2, true, &m);
	CHECK(ms_is_null(m.p_value) && check_says(m.note, "diagonal"));
	ms_mcnemar_test(NULL, 0, true, &m);
	CHECK(ms_is_null(m.p_value) && m.note != NULL);
	ms_mcnemar_test((double[]){3, 1.5, 2, 4}, 2, true, &m);
	CHECK(ms_is_null(m.exact_p_value) && check_says(m.note, "whole"));
}

static ms_kappa
kappa(const double *n, int k, ms_kappa_weights weights)
{
	double work[4 * MOST];
	ms_kappa result;

	ms_cohen_kappa(n, k, weights, 0.95, work, &result);
	return result;
}

static void
test_kappa(void)
{
	/* Cohen (1968); Fleiss, Cohen & Everitt's errors */
	const double want[][8] = {{0.49152542372881347,
	                           0.07212745929334068,
	                           0.07350931675322524,
	                           2.284569763996821e-11,
	                           0.350158201217487,
	                           0.63289264624014,
	                           0.7,
	                           0.41},
	                          {0.47368421052631593,
	                           0.07697890987030612,
	                           0.07735230766683725,
	                           9.14129840824674e-10,
	                           0.3228083196113611,
	                           0.6245601014412707,
	                           0.8,
	                           0.62},
	                          {0.4545454545454543,
	                           0.09397969777572605,
	                           0.09525954107221624,
	                           1.8272029637627196e-06,
	                           0.27034863162707223,
	                           0.6387422774638364,
	                           0.85,
	                           0.725}};

	for (int w = 0; w < 3; w++)
	{
		ms_kappa k = kappa(cohen, 3, (ms_kappa_weights) w);

		CHECK_REL(k.estimate, want[w][0], 1e-13);
		CHECK_REL(k.std_error, want[w][1], 1e-12);
		CHECK_REL(k.std_error_null, want[w][2], 1e-12);
		CHECK_REL(k.p_value, want[w][3], 1e-11);
		CHECK_REL(k.limits.low, want[w][4], 1e-12);
		CHECK_REL(k.limits.high, want[w][5], 1e-12);
		CHECK_REL(k.observed, want[w][6], 1e-14);
		CHECK_REL(k.expected, want[w][7], 1e-14);
		CHECK(k.note == NULL);
	}
}

static void
test_kappa_ends(void)
{
	ms_kappa k = kappa((double[]){5, 0, 0, 7}, 2, MS_KAPPA_NONE);

	CHECK(k.estimate == 1 && k.std_error == 0 && k.limits.high == 1);
	k = kappa((double[]){0, 5, 5, 0}, 2, MS_KAPPA_NONE);
	CHECK(k.estimate == -1 && k.limits.low >= -1);
	k = kappa((double[]){5, 0, 0, 0}, 2, MS_KAPPA_LINEAR);
	CHECK(ms_is_null(k.estimate) && check_says(k.note, "one category"));
	CHECK(k.observed == 1);
	k = kappa((double[]){9}, 1, MS_KAPPA_QUADRATIC);
	CHECK(ms_is_null(k.estimate) && check_says(k.note, "one category"));
	k = kappa(NULL, 0, MS_KAPPA_NONE);
	CHECK(ms_is_null(k.estimate) && check_says(k.note, "no rows"));
	/* raters who never use the same category: no agreement, and none by chance */
	k = kappa((double[]){0, 5, 0, 0, 0, 0, 0, 3, 0}, 3, MS_KAPPA_NONE);
	CHECK(k.observed == 0 && k.estimate == 0 && ms_is_null(k.std_error));
	CHECK(check_says(k.note, "share no category"));
	/* a rater who says the same of all: 0 whatever the other says, no errors */
	k = kappa((double[]){5, 3, 0, 0}, 2, MS_KAPPA_NONE);
	CHECK(k.estimate == 0 && check_says(k.note, "one category only"));
	CHECK(ms_is_null(k.std_error) && ms_is_null(k.statistic) &&
	      ms_is_null(k.p_value) && ms_is_null(k.limits.low));
	k = kappa((double[]){5, 0, 3, 0}, 2, MS_KAPPA_LINEAR);
	CHECK(k.estimate == 0 && ms_is_null(k.p_value) && k.note != NULL);
	/* next to perfect among a billion: 1 - kappa keeps its digits */
	k = kappa((double[]){5e8, 1, 1, 5e8}, 2, MS_KAPPA_NONE);
	CHECK_REL(1 - k.estimate, 4e-9, 1e-6);
	CHECK_REL(k.std_error, 2 * sqrt(2e-9 / 1e9), 1e-6);
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_published();
	test_all_cells();
	test_large();
	test_small();
	test_ratios();
	test_mcnemar();
	test_kappa();
	test_kappa_ends();
	return check_summary();
}
