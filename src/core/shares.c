/*
 * shares.c
 *		Weights as shares of their sum.
 *
 *	share_j = w_j / sum w
 *
 * formed from w_j / max w, so that neither a sum of very large weights nor one
 * of very small ones leaves the range of a double.
 */
#include "shares.h"
#include "sum.h"

ms_status
ms_shares_of(int p, const double *weight, double *share)
{
	double largest = 0;
	ms_sum sum = {0, 0};

	for (int j = 0; j < p; j++)
	{
		if (!(weight[j] >= 0 && isfinite(weight[j])))
			return MS_DOMAIN;
		largest = fmax(largest, weight[j]);
	}
	if (!(largest > 0))
		return MS_DOMAIN;
	for (int j = 0; j < p; j++)
	{
		share[j] = weight[j] / largest;
		ms_sum_add(&sum, share[j]);
	}
	for (int j = 0; j < p; j++)
		share[j] /= ms_sum_total(&sum);
	return MS_OK;
}
