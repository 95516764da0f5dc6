/*
 * runs.c
 *		Values in order, and how often each stands there.
 *
 * Ties.  Of n ranks, t tied ones share their mean.  The sum of the squared
 * distances of all ranks from (n + 1) / 2 is then (n^3 - n - sum (t^3 - t)) / 12
 * over the groups of ties, a difference of large numbers that nearly cancel
 * where nearly all are tied.  As sum t = n it is also
 *
 *	sum t (n - t) (n + t) / 12
 *
 * where nothing cancels.
 *
 * Limits from order statistics.  In a sample of N pairs in order, with their
 * statistic near normal around N / 2, the k-th pair from either end is the
 * limit, k the whole part of N / 2 - z sd, at least 1: Hollander, Wolfe & Chicken
 * (2014), Nonparametric Statistical Methods, 3.3 and 4.3.
 */
#include "distribution.h"
#include "runs.h"

/* How many rows there are, and why ranks cannot count them, or NULL. */
const char *
ms_runs_count(const ms_runs *r, double *n)
{
	bool whole = true;

	*n = (double) r->n;
	if (r->weight == NULL)
		return NULL;
	*n = 0;
	for (int64_t i = 0; i < r->n; i++)
	{
		double weight = ms_runs_weight(r, i);

		ms_runs_look_around(i);
		whole &= weight == rint(weight);
		*n += weight;
	}
	if (!whole)
		return "weights are not whole numbers: ranks count rows";
	return *n > (double) MS_MAX_COUNT ? "too many rows to rank" : NULL;
}

/* The value of a rank, from 1 to the number of rows. */
double
ms_runs_at(const ms_runs *r, double rank)
{
	double passed = 0;
	int64_t i = 0;

	if (r->weight == NULL)
		return ms_runs_value(r, (int64_t) rank - 1);
	for (; i + 1 < r->n; i++)
	{
		ms_runs_look_around(i);
		passed += ms_runs_weight(r, i);
		if (passed >= rank)
			break;
	}
	return ms_runs_value(r, i);
}

/* The middle of n rows, or the mean of the two in the middle. */
double
ms_runs_median(const ms_runs *r, double n)
{
	double low;
	double high;

	if (r->n == 0)
		return MS_NULL;
	low = ms_runs_at(r, ceil(n / 2));
	high = ms_runs_at(r, floor(n / 2) + 1);
	return low == high ? low : low / 2 + high / 2;
}

/* What t tied of n ranks add to 12 times the sum of squares of all ranks. */
double
ms_runs_ties(double t, double n)
{
	return t * (n - t) * (n + t);
}

/* The midranks of all rows of both, ascending; how many they are. */
int64_t
ms_runs_midranks(const ms_runs *a, const ms_runs *b, double *ranks)
{
	ms_runs_pair walk = {.a = a, .b = b};
	int64_t n = 0;

	while (ms_runs_next(&walk))
	{
		double t = walk.at_a + walk.at_b;
		double rank = (double) n + (t + 1) / 2;

		for (double k = 0; k < t; k++)
			ranks[n++] = rank;
	}
	return n;
}

/*
 * A statistic's distance from its mean in standard deviations; with the
 * correction for continuity it is half a step nearer, never on the other side.
 */
double
ms_rank_z(double distance, double sd, const ms_rank_options *options)
{
	double correction = 0;

	if (options->correct)
	{
		if (options->alternative == MS_TWO_SIDED)
			correction = distance == 0 ? 0 : copysign(0.5, distance);
		else
			correction = options->alternative == MS_GREATER ? 0.5 : -0.5;
	}
	return ms_known((distance - correction) / sd);
}

/* The order statistic that is the lower limit, of so many pairs; below 1 where
 * the rows are too few for the level. */
double
ms_rank_order(double pairs, double sd, const ms_rank_options *options)
{
	double share = ms_tail_share(options->alternative, options->level);

	return floor(pairs / 2 - ms_normal_quantile(share, MS_UPPER) * sd);
}
