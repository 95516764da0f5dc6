/*
 * cells.c
 *		Weighted rows, each in one of a few cells: shares and their errors.
 *
 * Let W_k and Q_k be the sums of w and of w^2 over the rows of cell k, and
 * W = sum W_k.  What has the score a_k in cell k has the mean M = sum W_k a_k
 * / W, and for rows drawn independently the error of this ratio is, linearised,
 *
 *	se^2 = n / (n - 1) sum w_i^2 (a_i - M)^2 / W^2
 *	     = n / (n - 1) sum Q_k d_k^2 / W^2,  d_k = sum_j (a_k - a_j) W_j / W
 *
 * The deviation d_k = a_k - M is formed from differences of scores, so that a
 * share next to 1 loses no digits.
 *
 * Limits of a share are Wilson's, for n taken as Kish's effective number of
 * rows, W^2 / sum w^2: that of equal weights is n.
 *
 * Sources: Cochran, Sampling Techniques (1977), 6.3 and 11.8; Kish, Survey
 * Sampling (1965), 11.7; Wilson (1927), JASA 22:209.
 */
#include "cells.h"
#include "status.h"

static double
sum_over(const ms_sum *sums, int cells, unsigned part)
{
	ms_sum all = {0, 0};

	for (int k = 0; k < cells; k++)
	{
		if (!(part & 1U << k))
			continue;
		ms_sum_add(&all, sums[k].high);
		all.low += sums[k].low;
	}
	return ms_sum_total(&all);
}

double
ms_cells_weight(const ms_cells *c, unsigned part)
{
	return ms_known(sum_over(c->weight, c->cells, part));
}

double
ms_cells_share(const ms_cells *c, unsigned part, unsigned whole)
{
	return ms_known(ms_cells_weight(c, part) / ms_cells_weight(c, whole));
}

/* of w^2; MS_NULL: none, or squares of very small weights have become 0 */
static double
squares(const ms_cells *c, unsigned part)
{
	double sum = sum_over(c->square, c->cells, part);

	return isnormal(sum) ? sum : MS_NULL;
}

ms_interval
ms_cells_limits(const ms_cells *c, unsigned part, unsigned whole, double level)
{
	double weight = ms_cells_weight(c, whole);
	double n = weight / (squares(c, whole) / weight);

	return ms_limits_wilson(ms_cells_share(c, part, whole), n, level);
}

double
ms_cells_std_error(const ms_cells *c, const int *score)
{
	unsigned all = (1U << c->cells) - 1;
	double total = ms_cells_weight(c, all);
	double variance = 0;

	if (c->n < 2 || ms_is_null(squares(c, all)))
		return MS_NULL;
	for (int k = 0; k < c->cells; k++)
	{
		double distance = 0;

		for (int j = 0; j < c->cells; j++)
			distance +=
			    (score[k] - score[j]) * (ms_sum_total(&c->weight[j]) / total);
		variance += ms_sum_total(&c->square[k]) * distance * distance;
	}
	variance *= (double) c->n / (double) (c->n - 1);
	return ms_known(sqrt(variance) / total);
}
