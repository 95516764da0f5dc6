/*
 * sum.h
 *		A sum over many units, as an unevaluated pair of doubles.
 *
 * What rounding takes from `high` collects in `low`: the error no longer grows
 * with the number of terms, and their order moves the last bit at most.
 */
#ifndef MEDSEC_SUM_H
#define MEDSEC_SUM_H

#include "two_sum.h"

typedef struct ms_sum
{
	double high;
	double low;
} ms_sum;

static inline void
ms_sum_add(ms_sum *sum, double x)
{
	double error;

	ms_two_sum(sum->high, x, &sum->high, &error);
	sum->low += error;
}

/* not finite where the sum is beyond a double */
static inline double
ms_sum_total(const ms_sum *sum)
{
	return sum->high + sum->low;
}

#endif /* MEDSEC_SUM_H */
