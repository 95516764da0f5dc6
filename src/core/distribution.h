/*
 * distribution.h
 *		Tails and quantiles of the distributions behind every p-value.
 *
 * A small tail is computed for itself, never as 1 minus the other, so that a
 * p-value of 1e-300 is as right as one of 0.3: to 1e-13, and 1e-15 |log p|.
 * Degrees of freedom may be any positive number, those of t and one of F
 * infinite too.  An argument outside its domain gives MS_NULL.  The
 * mathematics is at the head of distribution.c.
 */
#ifndef MEDSEC_DISTRIBUTION_H
#define MEDSEC_DISTRIBUTION_H

#include "status.h"

typedef enum ms_tail
{
	MS_LOWER, /* P(X <= x) */
	MS_UPPER /* P(X > x) */
} ms_tail;

extern double ms_normal_cdf(double x, ms_tail tail);
extern double ms_t_cdf(double t, double df, ms_tail tail);
extern double ms_chisq_cdf(double x, double df, ms_tail tail);
extern double ms_f_cdf(double x, double df1, double df2, ms_tail tail);
extern double ms_beta_cdf(double x, double a, double b, ms_tail tail);

/* P(|T| >= |t|) */
extern double ms_t_two_sided(double t, double df);

/* its natural logarithm, which goes on where a double ends */
extern double ms_t_log_two_sided(double t, double df);

/*
 * k is the number of successes in n trials of probability prob; the upper
 * tail is P(K > k).  A k between two whole numbers counts as the lower one.
 */
extern double ms_binomial_cdf(double k, double n, double prob, ms_tail tail);

/*
 * The x whose given tail is p.  p of 0 and 1 give the ends of the support.
 * Beyond the range of a double the answer is 0 or infinity.
 */
extern double ms_normal_quantile(double p, ms_tail tail);
extern double ms_t_quantile(double p, double df, ms_tail tail);
extern double ms_chisq_quantile(double p, double df, ms_tail tail);
extern double ms_f_quantile(double p, double df1, double df2, ms_tail tail);
extern double ms_beta_quantile(double p, double a, double b, ms_tail tail);

/*
 * The least k with P(K <= k) >= p, or with P(K > k) <= p, where a tail within
 * 64 units of its last place of p counts as equal to p.
 */
extern double
ms_binomial_quantile(double p, double n, double prob, ms_tail tail);

/*
 * T = (Z + ncp) / S, with Z normal and df * S^2 chi-square: the distribution
 * of a t statistic when the true effect is ncp standard errors.
 */
extern double
ms_noncentral_t_cdf(double t, double df, double ncp, ms_tail tail);

/* The ncp at which the given tail of t is p (0 < p < 1). */
extern ms_status
ms_noncentral_t_ncp(double t, double df, double p, ms_tail tail, double *ncp);

#endif /* MEDSEC_DISTRIBUTION_H */
