/*
 * composite.h
 *		Composite indices: many indicators of a unit made one figure.
 *
 * The matrix x of n units and p indicators is as normalize.h says, and is
 * normalised in place.  directions[p] may be NULL: more is always better.
 * Weights count by their shares.  An indicator of weight 0 does not count; but
 * a unit with MS_NULL in one indicator, whatever its weight, counts in nothing
 * and gets MS_NULL.
 */
#ifndef MEDSEC_CORE_COMPOSITE_H
#define MEDSEC_CORE_COMPOSITE_H

#include <stddef.h>

#include "normalize.h"
#include "status.h"

typedef enum ms_aggregation
{
	MS_AGGREGATE_ARITHMETIC,
	MS_AGGREGATE_GEOMETRIC,
	MS_AGGREGATE_HARMONIC
} ms_aggregation;

/* bytes at `work`, for each of the three */
extern size_t ms_composite_workspace(int p);

/*
 * The weighted mean of every unit's indicators as they are, which are not
 * changed.  MS_DOMAIN: a weight is negative or not finite, none is positive, a
 * value of an indicator that counts is infinite, or, for the geometric and the
 * harmonic mean, not positive.
 */
extern ms_status ms_composite_aggregate(ms_aggregation aggregation,
                                        size_t n,
                                        int p,
                                        const double *x,
                                        const double *weights,
                                        double *mean,
                                        void *work);

/*
 * The weighted mean of the indicators normalised by minmax: to 0 .. 100 for the
 * arithmetic mean, to 1 .. 100 for the other two, which need positive values.
 *
 * MS_UNDEFINED, and MS_NULL for every unit: an indicator that counts is
 * constant, as with one unit all are.  MS_DOMAIN: as above.
 */
extern ms_status ms_composite_score(ms_aggregation aggregation,
                                    size_t n,
                                    int p,
                                    double *x,
                                    const ms_direction *directions,
                                    const double *weights,
                                    double *score,
                                    void *work);

/*
 * TOPSIS: how near every unit is to the ideal, 0 .. 1.
 *
 * MS_UNDEFINED, and MS_NULL for every unit: all indicators that count are
 * constant, as with one unit they are.  MS_DOMAIN: a weight, as above, or an
 * infinite value.
 */
extern ms_status ms_composite_topsis(size_t n,
                                     int p,
                                     double *x,
                                     const ms_direction *directions,
                                     const double *weights,
                                     double *closeness,
                                     void *work);

#endif /* MEDSEC_CORE_COMPOSITE_H */
