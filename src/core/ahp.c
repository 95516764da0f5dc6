/*
 * ahp.c
 *		Weights from pairwise judgements: the analytic hierarchy process.
 *
 * A judge says of each two of n criteria how many times as important the one is
 * as the other: a positive matrix A with a_ji = 1 / a_ij.  Its principal
 * eigenvector w, A w = lambda w, is positive (Perron), and is found by
 *
 *	w <- A w / sum(A w)
 *
 * until no weight changes by more than 1e-15.  That converges from any positive
 * start, and adds positive numbers only, so every weight has all its digits.
 * With sum w = 1, lambda = sum(A w).
 *
 *	CI = (lambda - n) / (n - 1)		0 if a_ij a_jk = a_ik throughout
 *	CR = CI / RI					RI: the mean CI of random matrices
 *
 * lambda >= n, so what rounding puts below is n.  Up to 2 criteria are always
 * consistent.  From 0.10 on the judgements are called inconsistent.
 *
 * The other usual weights are the shares of the rows' geometric means.  The
 * matrix of a group is the geometric mean of the matrices: the one mean which
 * keeps a_ji = 1 / a_ij, and which treats judges alike.  Both are means of
 * logarithms.
 *
 * Sources: Saaty, The Analytic Hierarchy Process (1980), also for RI; Crawford
 * & Williams, J. Math. Psychol. 29 (1985) 387 (rows); Aczel & Saaty, J. Math.
 * Psychol. 27 (1983) 93 (groups).
 */
#include "ahp.h"
#include "port.h"
#include "shares.h"

#define RECIPROCAL 1e-6 /* a_ij a_ji = 1 to this */
#define CONVERGED 1e-15
#define MAX_STEPS 20000 /* a few dozen are usual */
#define PLAIN_STEPS 500
#define CONSISTENT 0.10
#define MAX_RANDOM_INDEX 10

static const double random_index[MAX_RANDOM_INDEX + 1] = {
    0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49};

const char *
ms_ahp_fault(int n, const double *matrix)
{
	if (n < 1)
		return "there are no criteria";
	for (int i = 0; i < n; i++)
	{
		ms_check_interrupts();
		for (int j = 0; j <= i; j++)
		{
			double a = matrix[(size_t) i * n + j];
			double b = matrix[(size_t) j * n + i];

			if (!(a > 0 && b > 0 && isfinite(a) && isfinite(b)))
				return "a judgement is not a positive number";
			if (!(fabs(a * b - 1) <= RECIPROCAL))
				return i == j ? "a criterion compared with itself is not 1"
				              : "two opposite judgements are not reciprocal";
		}
	}
	return NULL;
}

/* ---- the principal eigenvector ---- */

size_t
ms_ahp_workspace(int n)
{
	return (size_t) n * sizeof(double);
}

/*
 * One step: w becomes (A w + shift lambda w) / ((1 + shift) lambda), where
 * lambda = sum(A w), for w are shares.  Returns the largest difference of
 * A w / lambda and w.
 */
static double
iterate(int n,
        const double *matrix,
        double shift,
        double *w,
        double *next,
        double *lambda)
{
	double change = 0;

	*lambda = 0;
	for (int i = 0; i < n; i++)
	{
		next[i] = 0;
		for (int j = 0; j < n; j++)
			next[i] += matrix[(size_t) i * n + j] * w[j];
		*lambda += next[i];
	}
	for (int i = 0; i < n; i++)
	{
		double image = next[i] / *lambda;

		change = fmax(change, fabs(image - w[i]));
		w[i] = shift == 0 ? image : (image + shift * w[i]) / (1 + shift);
	}
	return change;
}

/*
 * The power method.  Judgements that run in a circle have eigenvalues nearly
 * as large as the first, of another sign or complex, and the method turns
 * round and round; a shift, which leaves the vectors as they are, parts them.
 */
static ms_status
find_eigenvector(
    int n, const double *matrix, double *w, double *lambda, double *work)
{
	for (int i = 0; i < n; i++)
		w[i] = 1.0 / n;
	for (int step = 0; step < MAX_STEPS; step++)
	{
		double shift = step < PLAIN_STEPS ? 0 : 1;

		ms_check_interrupts();
		if (iterate(n, matrix, shift, w, work, lambda) <= CONVERGED)
			return isfinite(*lambda) ? MS_OK : MS_OVERFLOW;
	}
	return MS_NOT_CONVERGED;
}

static void
judge_consistency(int n, double lambda, ms_ahp *result)
{
	result->lambda_max = fmax(n, lambda);
	result->consistency_index = n > 2 ? (result->lambda_max - n) / (n - 1) : 0;
	result->consistency_ratio = 0;
	result->note = NULL;
	if (n > MAX_RANDOM_INDEX)
	{
		result->consistency_ratio = MS_NULL;
		result->note = "no random index for more than 10 criteria";
	}
	else if (n > 2)
		result->consistency_ratio = result->consistency_index / random_index[n];
	if (result->consistency_ratio >= CONSISTENT)
		result->note = "inconsistent judgements";
}

/* ---- geometric means ---- */

static ms_status
find_row_weights(int n, const double *matrix, double *weights)
{
	for (int i = 0; i < n; i++)
	{
		double sum = 0;

		for (int j = 0; j < n; j++)
			sum += log(matrix[(size_t) i * n + j]);
		weights[i] = exp(sum / n);
	}
	return ms_shares_of(n, weights, weights);
}

ms_status
ms_ahp_group_add(int n, const double *matrix, double *log_sum)
{
	if (ms_ahp_fault(n, matrix))
		return MS_DOMAIN;
	for (size_t i = 0; i < (size_t) n * n; i++)
		log_sum[i] += log(matrix[i]);
	return MS_OK;
}

ms_status
ms_ahp_group_matrix(int n, double judges, const double *log_sum, double *matrix)
{
	if (!(judges > 0))
		return MS_UNDEFINED;
	for (size_t i = 0; i < (size_t) n * n; i++)
		matrix[i] = exp(log_sum[i] / judges);
	return MS_OK;
}

/* ---- the whole ---- */

ms_status
ms_ahp_solve(int n,
             const double *matrix,
             double *weights,
             double *weights_geometric,
             ms_ahp *result,
             void *work)
{
	double lambda = MS_NULL;
	ms_status status;

	if (ms_ahp_fault(n, matrix))
		return MS_DOMAIN;
	status = find_eigenvector(n, matrix, weights, &lambda, work);
	if (status != MS_OK)
		return status;
	judge_consistency(n, lambda, result);
	return find_row_weights(n, matrix, weights_geometric);
}
