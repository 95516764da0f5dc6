/*
 * decomposition.c
 *		What a concentration index is made of.
 *
 * With h = alpha + sum beta_k x_k + e by least squares, R the fractional rank,
 * mu the mean of h, and S_ab the centred cross product of columns a and b,
 *
 *	C = 2 cov(h, R) / mu = sum beta_k 2 cov(x_k, R) / mu + 2 cov(e, R) / mu
 *
 * as covariances are linear.  A term is also its elasticity beta_k mean_k / mu
 * times its own concentration index C_k, but the mean cancels, so a term whose
 * mean is 0 has a contribution all the same.  The residual is what is left:
 * (S_hR - sum beta_k S_kR) 2 / (W mu).
 *
 * The slopes come from the normal equations in correlations, P of the x's: with
 * s_k = sqrt(S_kk), beta_j = sum_k (P^-1)_jk (S_kh / s_k) / s_j.  h need have
 * no spread.
 *
 * HI, the index without the contributions of need, is the index of h
 * standardised indirectly for need (h less what the need variables predict, the
 * others at their means), which the linear model makes the same number.
 *
 * Source: Wagstaff, van Doorslaer & Watanabe (2003), J Econometrics 112:207;
 * O'Donnell, van Doorslaer, Wagstaff & Lindelow (2008), Analyzing Health Equity
 * Using Household Survey Data, World Bank, chapters 13 and 15.
 */
#include "decomposition.h"
#include "linalg.h"
#include "port.h"
#include "sort.h"
#include "sum.h"

#define RANK 0 /* the columns of the co-moments */
#define HEALTH 1
#define FIRST 2

#define QUIET 65536 /* values passed between two looks for interrupts */

/* correlations, their inverse, a vector, and what the inverse needs */
size_t
ms_decomposition_workspace(int p)
{
	size_t k = (size_t) p - FIRST;

	return (2 * k * k + k) * sizeof(double) +
	       ms_linalg_factor_workspace((int) k);
}

static double
cross_of(const ms_comoments *c, int i, int j)
{
	const double *cross = ms_comoments_cross(c);

	return i > j ? cross[ms_triangle_row(i) + j]
	             : cross[ms_triangle_row(j) + i];
}

static double
root_of(const ms_comoments *c, int column)
{
	return sqrt(cross_of(c, column, column));
}

/* A mean that is nothing against the spread is the rounding of 0. */
static double
mean_of(const ms_comoments *c, int column)
{
	double mean =
	    ms_comoments_mean(c)[column] + ms_comoments_mean_low(c)[column];
	double sd = root_of(c, column) / sqrt(c->weight);

	return fabs(mean) <= 1e-15 * sd ? 0 : mean;
}

/* 2 cov(column, rank) */
static double
absolute_concentration(const ms_comoments *c, int column)
{
	return 2 * (cross_of(c, column, RANK) / c->weight);
}

/* ---- slopes ---- */

/* The slopes of h on the x's into terms[].beta. */
static ms_status
find_slopes(
    const ms_comoments *c, int k, ms_contribution *terms, int *rank, void *work)
{
	size_t square = (size_t) k * k;
	double *correlation = work;
	double *inverse = correlation + square;
	double *r = inverse + square; /* of the x's with h, times h's root */
	double log_determinant;
	ms_status status;

	for (int i = 0; i < k; i++)
	{
		for (int j = 0; j < k; j++)
		{
			double rij = ms_comoments_r(c, FIRST + i, FIRST + j);

			/* a constant column is a combination of the others */
			correlation[(size_t) i * k + j] = ms_is_null(rij) ? 0 : rij;
		}
	}
	status = ms_linalg_inverse(
	    k, correlation, inverse, &log_determinant, rank, r + k);
	if (status != MS_OK)
		return status;
	for (int i = 0; i < k; i++)
		r[i] = cross_of(c, FIRST + i, HEALTH) / root_of(c, FIRST + i);
	for (int i = 0; i < k; i++)
	{
		ms_sum sum = {0, 0};

		for (int j = 0; j < k; j++)
			ms_sum_add(&sum, inverse[(size_t) i * k + j] * r[j]);
		terms[i].beta = ms_known(ms_sum_total(&sum) / root_of(c, FIRST + i));
	}
	return MS_OK;
}

/* ---- contributions ---- */

static double
share_of(double part, double index)
{
	return index == 0 ? MS_NULL : ms_known(part / index);
}

static void
find_contribution(const ms_comoments *c,
                  int column,
                  const ms_decomposition *all,
                  ms_contribution *term)
{
	double gc = absolute_concentration(c, column);

	term->mean = mean_of(c, column);
	term->elasticity = ms_known(term->beta * term->mean / all->mean);
	term->concentration = term->mean == 0 ? MS_NULL : ms_known(gc / term->mean);
	term->contribution = ms_known(term->beta * gc / all->mean);
	term->share = share_of(term->contribution, all->index);
}

/* What the terms leave of the index, and what need takes. */
static void
find_rest(int k,
          const bool *is_need,
          const ms_contribution *terms,
          ms_decomposition *result)
{
	ms_sum rest = {result->index, 0};
	ms_sum need = {0, 0};

	for (int i = 0; i < k; i++)
	{
		ms_sum_add(&rest, -terms[i].contribution);
		if (is_need != NULL && is_need[i])
			ms_sum_add(&need, terms[i].contribution);
	}
	result->residual = ms_known(ms_sum_total(&rest));
	result->residual_share = share_of(result->residual, result->index);
	if (is_need == NULL)
		return;
	result->need = ms_known(ms_sum_total(&need));
	result->horizontal_inequity = result->index - result->need;
}

static const ms_contribution NO_TERM = {
    MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL};
static const ms_decomposition NO_RESULT = {
    MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL, NULL};

/* why there is nothing to decompose; NULL: there is */
static const char *
undefined_note(const ms_comoments *c, double mean)
{
	if (c->n == 0)
		return "no rows";
	if (mean == 0)
		return "the mean of the health variable is 0";
	return ms_comoments_spread_of(c, RANK) == MS_HAS_SPREAD
	           ? NULL
	           : "all are of one rank";
}

ms_status
ms_decomposition_of(const ms_comoments *c,
                    const bool *is_need,
                    ms_contribution *terms,
                    ms_decomposition *result,
                    int *rank,
                    void *work)
{
	int k = c->p - FIRST;
	ms_status status;

	*rank = 0;
	*result = NO_RESULT;
	for (int i = 0; i < k; i++)
		terms[i] = NO_TERM;
	if (c->n > 0)
		result->mean = mean_of(c, HEALTH);
	result->note = undefined_note(c, result->mean);
	if (result->note != NULL)
		return MS_UNDEFINED;
	result->index = ms_known(absolute_concentration(c, HEALTH) / result->mean);
	if (k > 0)
	{
		status = find_slopes(c, k, terms, rank, work);
		if (status != MS_OK)
			return status;
	}
	for (int i = 0; i < k; i++)
		find_contribution(c, FIRST + i, result, &terms[i]);
	find_rest(k, is_need, terms, result);
	return MS_OK;
}

/* ---- the fractional rank ---- */

/* The end of the values, sorted with their places, equal to that at first. */
static size_t
end_of_group(double (*sorted)[2], size_t n, size_t first)
{
	size_t end = first + 1;

	while (end < n && sorted[end][0] == sorted[first][0])
	{
		if (end % QUIET == QUIET - 1)
			ms_check_interrupts();
		end++;
	}
	return end;
}

static double
total_weight(const double *weight, size_t n)
{
	ms_sum total = {0, 0};

	if (weight == NULL)
		return (double) n;
	for (size_t i = 0; i < n; i++)
		ms_sum_add(&total, weight[i]);
	return ms_sum_total(&total);
}

ms_status
ms_fractional_rank(
    size_t n, const double *x, const double *weight, double *rank, double *work)
{
	double(*sorted)[2] = (double(*)[2]) work;
	double total = total_weight(weight, n);
	ms_sum sum = {0, 0};
	double below = 0;

	for (size_t i = 0; i < n; i++)
	{
		sorted[i][0] = x[i];
		sorted[i][1] = (double) i;
		rank[i] = MS_NULL;
	}
	if (!(total > 0))
		return MS_UNDEFINED;
	/* nothing is in order yet: halves are merged, and half is scratch enough */
	ms_sort_records(work, n, 2, 0, work + 2 * n);
	for (size_t first = 0, end; first < n; first = end)
	{
		double after;

		ms_check_interrupts();
		end = end_of_group(sorted, n, first);
		for (size_t i = first; i < end; i++)
			ms_sum_add(&sum,
			           weight == NULL ? 1 : weight[(size_t) sorted[i][1]]);
		after = ms_sum_total(&sum);
		for (size_t i = first; i < end; i++)
			rank[(size_t) sorted[i][1]] = (below + after) / 2 / total;
		below = after;
	}
	return MS_OK;
}
