/*
 * decomposition.h
 *		What a concentration index is made of: its decomposition by regression,
 *		and the fractional rank that goes into it.
 */
#ifndef MEDSEC_CORE_DECOMPOSITION_H
#define MEDSEC_CORE_DECOMPOSITION_H

#include "comoments.h"

/*
 * Decomposition by regression, from the closed co-moments of p >= 2 columns
 *
 *	fractional rank, health variable h, x_1 .. x_k
 *
 *	h = alpha + sum beta_k x_k + e
 *	C = sum (beta_k mean(x_k) / mu) C_k + GC_e / mu
 *
 * Terms 0 .. k-1 are the x's; is_need[k] marks those of need, and may be NULL.
 * HI = C minus the contributions of need.
 *
 * MS_UNDEFINED: no rows, mean of h 0, no spread of the rank.  MS_SINGULAR: the
 * x's are collinear, or one is constant (*rank says how many are not): no
 * figure but the index and the mean.
 */
typedef struct ms_contribution
{
	double beta;
	double mean;
	double elasticity; /* beta mean / mu */
	double concentration; /* C_k; MS_NULL where mean(x_k) is 0 */
	double contribution; /* elasticity C_k = beta 2 cov(x_k, R) / mu */
	double share; /* of the index; MS_NULL where it is 0 */
} ms_contribution;

typedef struct ms_decomposition
{
	double index; /* C of h */
	double mean; /* mu */
	double residual;
	double residual_share;
	double need; /* contributions of need; MS_NULL where none is marked */
	double horizontal_inequity; /* index - need */
	const char *note; /* why it is undefined */
} ms_decomposition;

extern size_t ms_decomposition_workspace(int p); /* bytes; p columns in all */
extern ms_status ms_decomposition_of(const ms_comoments *c,
                                     const bool *is_need,
                                     ms_contribution *terms,
                                     ms_decomposition *result,
                                     int *rank,
                                     void *work);

/*
 * The fractional rank of each of n values x (not NaN), ties averaged: the share
 * of the weight below, and half of one's own group's.  weight may be NULL.  A
 * weight of 0 is allowed and moves nobody else's rank.  `work` is 3 n doubles.
 * MS_UNDEFINED where no weight is positive: all ranks are MS_NULL.
 */
extern ms_status ms_fractional_rank(size_t n,
                                    const double *x,
                                    const double *weight,
                                    double *rank,
                                    double *work);

#endif /* MEDSEC_CORE_DECOMPOSITION_H */
