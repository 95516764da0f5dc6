/*
 * robust.c
 *		Squares of sums of scores that are not independent.
 *
 * Newey-West with lag L, of scores u_i in their order, is
 *
 *	sum_k (1 - |k| / (L + 1)) sum_i u_i u_(i+k),	k = -L .. L
 *
 * Positions k apart share L + 1 - k of all windows of L + 1 positions (which
 * reach over both ends), so it is 1 / (L + 1) times the sum over windows of the
 * square of what is in the window: n + L steps whatever L is, and never
 * negative.
 *
 * Where the order goes by a variable with ties, that of m tied scores is
 * anybody's, and so would be the figure.  Taken is its expectation over all
 * orders within each run of ties: two different positions of one run have the
 * expected product ((sum u)^2 - sum u^2) / (m (m - 1)), positions of two runs
 * the product of their means.  With v the run's mean at each position, and D =
 * sum (u - v)^2 over a run, that is v v' - D / (m (m - 1)) and v v', so the
 * expectation is the Bartlett sum of v and, from each run,
 *
 *	D (1 - 2 sum_k (1 - k / (L + 1)) (m - k) / (m (m - 1)))
 *
 * for k = 1 .. min(L, m - 1); the 1 is for k = 0, where u^2 = v^2 + (u - v)^2
 * on average.  Without ties, D = 0 and v = u.
 *
 * Source: Newey & West (1987), Econometrica 55:703.
 */
#include "port.h"
#include "robust.h"
#include "sort.h"
#include "sum.h"

#define QUIET 65536 /* scores passed between two looks for interrupts */

double
ms_robust_bartlett(const double *scores, int64_t n, int64_t lag)
{
	ms_sum window = {0, 0};
	ms_sum squares = {0, 0};

	for (int64_t i = 0; i < n + lag; i++)
	{
		double inside;

		if (i % QUIET == QUIET - 1)
			ms_check_interrupts();
		if (i < n)
			ms_sum_add(&window, scores[i]);
		if (i > lag)
			ms_sum_add(&window, -scores[i - lag - 1]);
		inside = ms_sum_total(&window);
		ms_sum_add(&squares, inside * inside);
	}
	return ms_sum_total(&squares) / ((double) lag + 1);
}

/* What D is multiplied by, from the sums of k and k^2. */
static double
share_of_square(double m, double lag)
{
	double last = lag < m - 1 ? lag : m - 1;
	double sum_k = last * (last + 1) / 2;
	double sum_k2 = sum_k * (2 * last + 1) / 3;
	double sum = m * last - sum_k - (m * sum_k - sum_k2) / (lag + 1);

	return 1 - 2 * sum / (m * (m - 1));
}

double
ms_robust_tie(double *scores, int64_t m, int64_t lag)
{
	ms_sum sum = {0, 0};
	ms_sum squares = {0, 0};
	double mean;

	if (m == 1)
		return 0;
	for (int64_t i = 0; i < m; i++)
		ms_sum_add(&sum, scores[i]);
	mean = ms_sum_total(&sum) / (double) m;
	for (int64_t i = 0; i < m; i++)
	{
		double distance = scores[i] - mean;

		if (i % QUIET == QUIET - 1)
			ms_check_interrupts();
		ms_sum_add(&squares, distance * distance);
		scores[i] = mean;
	}
	return ms_sum_total(&squares) * share_of_square((double) m, (double) lag);
}

double
ms_robust_clusters(double (*pairs)[2],
                   int64_t n,
                   double *scratch,
                   int64_t *clusters)
{
	ms_sum squares = {0, 0};
	int64_t i = 0;

	ms_sort_records(&pairs[0][0], (size_t) n, 2, 0, scratch);
	for (*clusters = 0; i < n; (*clusters)++)
	{
		double cluster = pairs[i][0];
		ms_sum sum = {0, 0};
		double total;

		for (; i < n && pairs[i][0] == cluster; i++)
		{
			if (i % QUIET == QUIET - 1)
				ms_check_interrupts();
			ms_sum_add(&sum, pairs[i][1]);
		}
		total = ms_sum_total(&sum);
		ms_sum_add(&squares, total * total);
	}
	return ms_sum_total(&squares);
}
