/*
 * contingency.c
 *		Two variables crossed: tests, strength of association, agreement.
 *
 * Chi-square.  With counts n_ij of N and margins r_i, c_j, expected are e_ij =
 * r_i c_j / N;
 *
 *	chi-square = sum (n_ij - e_ij)^2 / e_ij,  G = 2 sum n_ij log(n_ij / e_ij)
 *
 * on (R - 1)(C - 1) degrees of freedom.  A cell that is 0 adds e_ij to the one
 * and nothing to the other, and those of one row add up to r_i (N - sum of the
 * c_j of its other cells) / N: so the work is that of the cells that are not 0,
 * and no sum cancels (deviance.h).  Yates's correction of a 2 x 2 table takes
 * min(1/2, |n - e|) from each |n - e|, as R's chisq.test does.
 *
 * Strength: phi = sqrt(chi-square / N), in 2 x 2 with a sign; Cramer's V =
 * sqrt(phi^2 / min(R - 1, C - 1)); V without bias, Bergsma (2013), J Korean Stat
 * Soc 42:323, takes (R - 1)(C - 1) / (N - 1) from phi^2 and (R - 1)^2 / (N - 1)
 * from R, likewise from C; Pearson's contingency coefficient is sqrt(chi-square /
 * (chi-square + N)).
 *
 * 2 x 2.  The logarithm of the odds ratio a d / (b c) has the variance 1/a + 1/b
 * + 1/c + 1/d (Woolf 1955), that of the risk ratio b / (a (a + b)) + d / (c (c +
 * d)) (Katz et al. 1978).
 *
 * McNemar's (1947) test: (|b - c| - 1)^2 / (b + c), the exact p from the binomial
 * law; for more categories Bowker's (1948), a term a pair that is not empty.
 *
 * Kappa.  With disagreements v_ij = 0 on the diagonal, and 1, |i - j| / (k - 1)
 * or its square off it, kappa = 1 - D_o / D_e for the means D_o of v over the
 * table and D_e over the product of its margins.  Fleiss, Cohen & Everitt (1969),
 * Psychol Bull 72:323, give the standard errors: those of the means of
 *
 *	q_ij = (v_i. + v_.j) (1 - kappa) - v_ij,	over D_e,
 *
 * v_i. and v_.j being means over the margins: over the table, and over the
 * product of the margins with kappa = 0.  Their means are D_o and D_e, from which
 * the squares are taken.
 */
#include "port.h"

#include "contingency.h"
#include "deviance.h"
#include "distribution.h"
#include "sort.h"

/* ---- margins ---- */

static void
totals(const ms_sum *sums, int n, double *total)
{
	for (int i = 0; i < n; i++)
		total[i] = ms_sum_total(&sums[i]);
}

void
ms_contingency_margins(ms_contingency *t, ms_sum *work)
{
	ms_sum total = {0, 0};

	for (int i = 0; i < t->rows + t->columns; i++)
		work[i] = (ms_sum){0, 0};
	for (int64_t i = 0; i < t->cells; i++)
	{
		ms_sum_add(&work[t->at[i].row], t->count[i]);
		ms_sum_add(&work[t->rows + t->at[i].column], t->count[i]);
		ms_sum_add(&total, t->count[i]);
	}
	totals(work, t->rows, t->row_total);
	totals(work + t->rows, t->columns, t->column_total);
	t->total = ms_sum_total(&total);
}

/* ---- chi-square ---- */

/*
 * Cells of row i from *at on: adds them up, and moves *at to the next row.
 */
static void
add_row(const ms_contingency *t,
        int i,
        int64_t *at,
        ms_sum *chi_square,
        ms_sum *deviance)
{
	double row = t->row_total[i];
	ms_sum hit = {0, 0};
	int64_t first = *at;
	double rest;

	for (; *at < t->cells && t->at[*at].row == (uint32_t) i; ++*at)
	{
		double column = t->column_total[t->at[*at].column];
		double n = t->count[*at];
		double expected = ms_expected(row, column, t->total);
		double excess = ms_excess(n, row, column, t->total);

		ms_sum_add(chi_square, excess * (excess / expected));
		ms_sum_add(deviance, ms_deviance_term(n, expected, excess));
		ms_sum_add(&hit, column);
	}
	if (*at - first == t->columns)
		return;
	ms_sum_add(&hit, -t->total);
	rest = ms_expected(row, fmax(-ms_sum_total(&hit), 0), t->total);
	ms_sum_add(chi_square, rest);
	ms_sum_add(deviance, rest);
}

/* How many of n sorted values are below a limit? */
static int64_t
count_below(const double *sorted, int n, double limit)
{
	int low = 0;
	int high = n;

	while (low < high)
	{
		int middle = low + (high - low) / 2;

		if (sorted[middle] < limit)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
look_at_expected(const ms_contingency *t, double *work, ms_chi_square *result)
{
	double least = INFINITY;

	for (int j = 0; j < t->columns; j++)
		work[j] = t->column_total[j];
	ms_sort_records(work, t->columns, 1, 0, work + t->columns);
	for (int i = 0; i < t->rows; i++)
	{
		double limit = 5 * (1 - 1e-12) * (t->total / t->row_total[i]);

		result->small += count_below(work, t->columns, limit);
		least = fmin(least, t->row_total[i]);
	}
	result->min_expected = ms_expected(least, work[0], t->total);
}

/* Of a 2 x 2 table: all four |n - e| are one. */
static double
yates(const ms_contingency *t)
{
	double n = t->at[0].row == 0 && t->at[0].column == 0 ? t->count[0] : 0;
	double excess =
	    fabs(ms_excess(n, t->row_total[0], t->column_total[0], t->total));
	double left = excess - fmin(0.5, excess);
	double sum = 0;

	for (int i = 0; i < 4; i++)
		sum += left * (left / ms_expected(t->row_total[i / 2],
		                                  t->column_total[i % 2],
		                                  t->total));
	return sum;
}

static void
measure_strength(const ms_contingency *t,
                 double chi_square,
                 ms_chi_square *result)
{
	double n = t->total;
	double phi2 = chi_square / n;
	double r = t->rows - 1;
	double c = t->columns - 1;
	double least;

	result->phi = sqrt(phi2);
	result->cramers_v = fmin(sqrt(phi2 / fmin(r, c)), 1);
	result->contingency_coefficient = sqrt(phi2 / (phi2 + 1));
	if (!(n > 1))
		return;
	least = fmin(r - r * r / (n - 1), c - c * c / (n - 1));
	if (least > 0)
		result->cramers_v_corrected =
		    fmin(sqrt(fmax(0, phi2 - r * c / (n - 1)) / least), 1);
}

static const char *
table_note(const ms_contingency *t)
{
	if (!(t->total > 0))
		return "no rows";
	if (t->rows < 2 && t->columns < 2)
		return "one category each way: no test";
	if (t->rows < 2)
		return "only one row category: no test";
	return t->columns < 2 ? "only one column category: no test" : NULL;
}

void
ms_contingency_chi_square(const ms_contingency *t,
                          bool correct,
                          double *work,
                          ms_chi_square *result)
{
	ms_sum chi_square = {0, 0};
	ms_sum deviance = {0, 0};
	int64_t at = 0;

	*result = (ms_chi_square){.statistic = MS_NULL,
	                          .df = MS_NULL,
	                          .p_value = MS_NULL,
	                          .likelihood_ratio = MS_NULL,
	                          .likelihood_ratio_p_value = MS_NULL,
	                          .phi = MS_NULL,
	                          .cramers_v = MS_NULL,
	                          .cramers_v_corrected = MS_NULL,
	                          .contingency_coefficient = MS_NULL,
	                          .min_expected = MS_NULL,
	                          .note = table_note(t)};
	if (result->note != NULL)
		return;
	for (int i = 0; i < t->rows; i++)
	{
		ms_check_interrupts();
		add_row(t, i, &at, &chi_square, &deviance);
	}
	look_at_expected(t, work, result);
	measure_strength(t, ms_sum_total(&chi_square), result);
	result->corrected = correct && t->rows == 2 && t->columns == 2;
	result->df = (t->rows - 1.0) * (t->columns - 1.0);
	result->statistic =
	    ms_known(result->corrected ? yates(t) : ms_sum_total(&chi_square));
	result->likelihood_ratio = ms_known(2 * ms_sum_total(&deviance));
	result->p_value = ms_chisq_cdf(result->statistic, result->df, MS_UPPER);
	result->likelihood_ratio_p_value =
	    ms_chisq_cdf(result->likelihood_ratio, result->df, MS_UPPER);
}

ms_cell_figures
ms_contingency_cell(const ms_contingency *t, int row, int column, double n)
{
	double r = t->row_total[row];
	double c = t->column_total[column];
	ms_cell_figures f;

	f.expected = ms_known(ms_expected(r, c, t->total));
	f.residual = ms_known(ms_excess(n, r, c, t->total) / sqrt(f.expected));
	f.standardized = ms_known(f.residual / sqrt((t->total - r) / t->total) /
	                          sqrt((t->total - c) / t->total));
	return f;
}

/* ---- 2 x 2 ---- */

double
ms_contingency_phi(const double n[4])
{
	double r1 = n[0] + n[1];
	double c1 = n[0] + n[2];
	double total = r1 + n[2] + n[3];

	return ms_known(ms_excess(n[0], r1, c1, total) / sqrt(r1) / sqrt(c1) /
	                sqrt((n[2] + n[3]) / total) / sqrt((n[1] + n[3]) / total));
}

static void
ratio_of(double estimate, double variance, double level, ms_ratio *result)
{
	result->estimate = ms_known(estimate);
	if (!(estimate > 0 && isfinite(estimate) && isfinite(variance) &&
	      variance > 0))
		return;
	result->std_error = sqrt(variance);
	result->statistic = ms_known(log(estimate) / result->std_error);
	result->p_value = ms_p_value_normal(result->statistic, MS_TWO_SIDED);
	result->limits =
	    ms_limits_normal(log(estimate), result->std_error, MS_TWO_SIDED, level);
	result->limits.low = ms_known(exp(result->limits.low));
	result->limits.high = ms_known(exp(result->limits.high));
}

static const ms_ratio no_ratio = {
    MS_NULL, MS_NULL, MS_NULL, MS_NULL, {MS_NULL, MS_NULL}, NULL};

void
ms_odds_ratio(const double n[4], double level, ms_ratio *result)
{
	*result = no_ratio;
	ratio_of(n[0] / n[1] * (n[3] / n[2]),
	         1 / n[0] + 1 / n[1] + 1 / n[2] + 1 / n[3],
	         level,
	         result);
	if (!(n[0] > 0 && n[1] > 0 && n[2] > 0 && n[3] > 0))
		result->note = "a cell is 0: fisher_exact_test gives limits";
}

void
ms_risk_ratio(const double n[4], double level, ms_ratio *result)
{
	double n1 = n[0] + n[1];
	double n2 = n[2] + n[3];

	*result = no_ratio;
	ratio_of(n[0] / n1 / (n[2] / n2),
	         n[1] / n1 / n[0] + n[3] / n2 / n[2],
	         level,
	         result);
	if (!(n1 > 0 && n2 > 0))
		result->note = "a group is empty";
	else if (!(n[0] > 0 && n[2] > 0))
		result->note = "nobody in a group has it: no limits of the ratio";
	else if (n[1] == 0 && n[3] == 0)
		result->note = "all have it: no limits of the ratio";
}

/* ---- the same categories twice ---- */

#define UNLIKE "rows and columns share no category: are both coded alike?"

static double
margin(const double *n, int k, int first, int step)
{
	double sum = 0;

	for (int i = 0; i < k; i++)
		sum += n[(size_t) first + (size_t) i * step];
	return sum;
}

/* Of two categories only, all rows may have moved from one to the other. */
static bool
are_unlike(const double *n, int k)
{
	for (int i = 0; i < k; i++)
	{
		if (margin(n, k, i * k, 1) > 0 && margin(n, k, i, k) > 0)
			return false;
	}
	return k > 2;
}

/* Counts of the pair of cells (i, j), (j, i): Bowker's term. */
static double
symmetry_term(double b, double c, bool correct)
{
	double left = fabs(b - c) - correct;

	left = fmax(left, 0);
	return left * (left / (b + c));
}

static bool
are_whole(double b, double c)
{
	return fabs(b - rint(b)) <= 1e-9 && fabs(c - rint(c)) <= 1e-9;
}

static void
two_categories(double b, double c, ms_mcnemar *result)
{
	result->estimate = ms_known(b / c);
	if (!are_whole(b, c))
	{
		result->note = "counts are not whole numbers: no exact test";
		return;
	}
	result->exact_p_value =
	    fmin(1,
	         2 * ms_binomial_cdf(
	                 fmin(rint(b), rint(c)), rint(b + c), 0.5, MS_LOWER));
	if (b + c < 25)
		result->note = "fewer than 25 discordant rows: use exact_p_value";
}

void
ms_mcnemar_test(const double *n, int k, bool correct, ms_mcnemar *result)
{
	ms_sum statistic = {0, 0};
	ms_sum discordant = {0, 0};
	int64_t pairs = 0;

	*result =
	    (ms_mcnemar){MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL, 0, NULL};
	for (int i = 0; i < k; i++)
	{
		ms_check_interrupts();
		for (int j = i + 1; j < k; j++)
		{
			double b = n[(size_t) i * k + j];
			double c = n[(size_t) j * k + i];

			if (!(b + c > 0))
				continue;
			pairs++;
			ms_sum_add(&discordant, b + c);
			ms_sum_add(&statistic, symmetry_term(b, c, correct && k == 2));
		}
	}
	result->discordant = ms_sum_total(&discordant);
	if (pairs == 0)
		result->note = "no row is off the diagonal: no test";
	else if (are_unlike(n, k))
		result->note = UNLIKE;
	if (result->note != NULL)
		return;
	result->df = (double) pairs;
	result->statistic = ms_known(ms_sum_total(&statistic));
	result->p_value = ms_chisq_cdf(result->statistic, result->df, MS_UPPER);
	if (k == 2)
		two_categories(n[1], n[2], result);
	else if (pairs < (int64_t) k * (k - 1) / 2)
		result->note = "pairs of categories without rows are left out of df";
}

/* ---- kappa ---- */

static double
disagreement(int i, int j, int k, ms_kappa_weights weights)
{
	double distance;

	if (i == j)
		return 0;
	if (weights == MS_KAPPA_NONE)
		return 1;
	distance = fabs((double) (i - j)) / (k - 1);
	return weights == MS_KAPPA_LINEAR ? distance : distance * distance;
}

typedef struct rating
{
	const double *n;
	int k;
	ms_kappa_weights weights;
	double total;
	double *row; /* margins, as shares */
	double *column;
	double
	    *row_mean; /* mean disagreement of a row's category with the columns */
	double *column_mean;
	double observed; /* disagreement */
	double expected;
} rating;

static void
find_margins(rating *r)
{
	ms_sum total = {0, 0};

	for (int i = 0; i < r->k; i++)
		r->row[i] = r->column[i] = 0;
	for (int i = 0; i < r->k; i++)
	{
		for (int j = 0; j < r->k; j++)
		{
			double n = r->n[(size_t) i * r->k + j];

			r->row[i] += n;
			r->column[j] += n;
			ms_sum_add(&total, n);
		}
	}
	r->total = ms_sum_total(&total);
	for (int i = 0; i < r->k; i++)
	{
		r->row[i] /= r->total;
		r->column[i] /= r->total;
	}
}

static void
find_disagreement(rating *r)
{
	ms_sum observed = {0, 0};
	ms_sum expected = {0, 0};

	for (int i = 0; i < r->k; i++)
	{
		ms_sum by_row = {0, 0};
		ms_sum by_column = {0, 0};

		ms_check_interrupts();
		for (int j = 0; j < r->k; j++)
		{
			double v = disagreement(i, j, r->k, r->weights);

			ms_sum_add(&observed, v * (r->n[(size_t) i * r->k + j] / r->total));
			ms_sum_add(&by_row, v * r->column[j]);
			ms_sum_add(&by_column, v * r->row[j]);
		}
		r->row_mean[i] = ms_sum_total(&by_row);
		r->column_mean[i] = ms_sum_total(&by_column);
		ms_sum_add(&expected, r->row[i] * r->row_mean[i]);
	}
	r->observed = ms_sum_total(&observed);
	r->expected = ms_sum_total(&expected);
}

/* Of kappa = estimate, over the table; of 0, over the product of margins. */
static double
kappa_error(const rating *r, double estimate, bool null)
{
	double middle = null ? r->expected : r->observed;
	ms_sum variance = {0, 0};

	for (int i = 0; i < r->k; i++)
	{
		ms_check_interrupts();
		for (int j = 0; j < r->k; j++)
		{
			double share = null ? r->row[i] * r->column[j]
			                    : r->n[(size_t) i * r->k + j] / r->total;
			double q = (r->row_mean[i] + r->column_mean[j]) * (1 - estimate) -
			           disagreement(i, j, r->k, r->weights) - middle;

			ms_sum_add(&variance, share * q * q);
		}
	}
	return sqrt(ms_sum_total(&variance) / r->total) / r->expected;
}

static bool
uses_one(int k, const double *shares)
{
	int used = 0;

	for (int i = 0; i < k; i++)
		used += shares[i] > 0;
	return used < 2;
}

void
ms_cohen_kappa(const double *n,
               int k,
               ms_kappa_weights weights,
               double level,
               double *work,
               ms_kappa *result)
{
	rating r = {.n = n,
	            .k = k,
	            .weights = weights,
	            .row = work,
	            .column = work + k,
	            .row_mean = work + 2 * k,
	            .column_mean = work + 3 * k};

	*result = (ms_kappa){MS_NULL,
	                     MS_NULL,
	                     MS_NULL,
	                     MS_NULL,
	                     MS_NULL,
	                     {MS_NULL, MS_NULL},
	                     MS_NULL,
	                     MS_NULL,
	                     "no rows"};
	find_margins(&r);
	if (!(r.total > 0))
		return;
	find_disagreement(&r);
	result->observed = 1 - r.observed;
	result->expected = 1 - r.expected;
	result->note = "both raters use one category only: kappa is undefined";
	if (!(r.expected > 0))
		return;
	result->estimate = 1 - r.observed / r.expected;
	result->note = UNLIKE;
	if (are_unlike(n, k))
		return;
	result->note = "a rater uses one category only: kappa is 0 whatever the "
	               "other says";
	if (uses_one(k, r.row) || uses_one(k, r.column))
		return;
	result->note = NULL;
	result->std_error = kappa_error(&r, result->estimate, false);
	result->std_error_null = kappa_error(&r, 0, true);
	result->statistic = ms_known(result->estimate / result->std_error_null);
	result->p_value = ms_p_value_normal(result->statistic, MS_TWO_SIDED);
	result->limits = ms_limits_normal(
	    result->estimate, result->std_error, MS_TWO_SIDED, level);
	result->limits.low = fmax(result->limits.low, -1);
	result->limits.high = fmin(result->limits.high, 1);
}
