/*
 * indicator_weights.h
 *		Weights that the data themselves give to the indicators of an index.
 */
#ifndef MEDSEC_CORE_INDICATOR_WEIGHTS_H
#define MEDSEC_CORE_INDICATOR_WEIGHTS_H

#include <stddef.h>

#include "normalize.h"
#include "status.h"

typedef enum ms_weighting
{
	MS_WEIGHTS_ENTROPY,
	MS_WEIGHTS_CRITIC,
	MS_WEIGHTS_CV,
	MS_WEIGHTS_PCA
} ms_weighting;

typedef enum ms_combination
{
	MS_COMBINE_PRODUCT,
	MS_COMBINE_LINEAR
} ms_combination;

typedef struct ms_weighting_options
{
	ms_weighting method;
	double zero_shift; /* entropy: added after minmax; 0: 0 ln 0 is 0 */
} ms_weighting_options;

/*
 * Weights, with sum 1, of p indicators from the n units of the matrix x, which
 * is as normalize.h says; directions[p], or NULL where more is always better.
 * A unit with MS_NULL in one indicator counts in none.
 *
 * An indicator that does not vary has weight 0; only for PCA, which has no
 * correlation with it, everything is undefined.
 *
 * Unless the status is MS_DOMAIN or MS_OVERFLOW x is left normalised by minmax
 * to 0 .. 1 by its direction, 1 for the best, a constant indicator as 0, and a
 * unit that does not count as MS_NULL.  So the score with these weights is
 * ms_composite_score of x as it is left, without directions.
 *
 * MS_UNDEFINED, and MS_NULL for every weight: fewer than 2 units count; no
 * indicator varies; CRITIC: all that vary correlate fully; CV: a mean is 0;
 * PCA: an indicator is constant, or two first components explain as much.
 * MS_DOMAIN: a value is infinite, the shift negative or not finite.
 */
extern size_t ms_indicator_weights_workspace(ms_weighting method, int p);
extern ms_status ms_indicator_weights_of(const ms_weighting_options *options,
                                         size_t n,
                                         int p,
                                         double *x,
                                         const ms_direction *directions,
                                         double *weights,
                                         void *work);

/*
 * Two sets of weights, whatever their sums, made one with sum 1; `work` is p
 * doubles.  The share counts for the linear mixture alone, but is checked.
 *
 * MS_DOMAIN: a weight is negative or not finite, all of a set are 0, or the
 * share is outside [0, 1].  MS_UNDEFINED, and MS_NULL for every weight: all
 * products are 0.
 */
extern ms_status ms_indicator_weights_combine(ms_combination method,
                                              double share_of_a,
                                              int p,
                                              const double *a,
                                              const double *b,
                                              double *combined,
                                              double *work);

#endif /* MEDSEC_CORE_INDICATOR_WEIGHTS_H */
