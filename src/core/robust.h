/*
 * robust.h
 *		Squares of sums of scores that are not independent: what the middle of
 *		a robust variance is made of.
 */
#ifndef MEDSEC_CORE_ROBUST_H
#define MEDSEC_CORE_ROBUST_H

#include <stddef.h>
#include <stdint.h>

/*
 * Newey-West of n scores in order, where the order within runs of ties is
 * anybody's: first ms_robust_tie() for each run of m >= 1 positions, which puts
 * the run's mean in the place of its scores and gives what it has within; then
 * ms_robust_bartlett() of all n.  The sum of both is sum over k from -lag to
 * lag of (1 - |k| / (lag + 1)) sum u_i u_(i+k), expected over all orders of
 * each run.  0 <= lag < n.
 */
extern double ms_robust_tie(double *scores, int64_t m, int64_t lag);
extern double ms_robust_bartlett(const double *scores, int64_t n, int64_t lag);

/*
 * The sum over clusters of (sum of scores)^2 and how many clusters there are.
 * pairs[i] is a cluster and a score; they are sorted.  `scratch` has room for n
 * pairs.
 */
extern double ms_robust_clusters(double (*pairs)[2],
                                 int64_t n,
                                 double *scratch,
                                 int64_t *clusters);

#endif /* MEDSEC_CORE_ROBUST_H */
