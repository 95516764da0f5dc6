/*
 * normalize.h
 *		Indicators brought to a common scale.
 *
 * A column holds one indicator of n units; MS_NULL marks a unit without a
 * value.  A matrix of p columns is stored column by column: x + j * n is
 * indicator j.  Columns are normalised in place, for they are long.
 */
#ifndef MEDSEC_NORMALIZE_H
#define MEDSEC_NORMALIZE_H

#include <stddef.h>

#include "status.h"

typedef enum ms_direction
{
	MS_MORE_IS_BETTER,
	MS_LESS_IS_BETTER
} ms_direction;

typedef enum ms_normalization
{
	MS_NORMALIZE_MINMAX, /* low for the worst, high for the best */
	MS_NORMALIZE_ZSCORE, /* deviations from the mean over the n-1 sd */
	MS_NORMALIZE_RANK, /* 1 for the worst, n for the best, ties averaged */
	MS_NORMALIZE_PERCENTILE, /* (rank - 0.5) / n */
	MS_NORMALIZE_DISTANCE /* x / target, or target / x where less is better */
} ms_normalization;

typedef struct ms_normalize_options
{
	ms_normalization method;
	ms_direction direction;
	double low; /* minmax */
	double high; /* minmax */
	double target; /* distance; MS_NULL: the best of the units */
} ms_normalize_options;

/* What the values of a column span; n is without the MS_NULL. */
typedef struct ms_span
{
	size_t n;
	double low; /* MS_NULL if n is 0 */
	double high;
} ms_span;

/* MS_DOMAIN: a value is infinite.  MS_OVERFLOW: high - low is. */
extern ms_status ms_normalize_span(size_t n, const double *x, ms_span *span);

/*
 * MS_NULL for the mean of no values, for the sd, n - 1 below, of one, and where
 * a sum is beyond a double.
 */
extern double ms_normalize_mean(size_t n, const double *x);
extern double ms_normalize_sd(size_t n, const double *x, double mean);

/*
 * Puts MS_NULL in every column of a unit that has it in one: so each column may
 * then be worked on alone, and the first tells which units count.
 */
extern void ms_normalize_listwise(size_t n, int p, double *x);

/*
 * Normalises a column in place; `work` has the bytes that the method needs.
 *
 * MS_UNDEFINED, and MS_NULL for every unit: no unit has a value, or, for minmax
 * and zscore, all have the same.  Other than MS_OK and MS_UNDEFINED leave the
 * column as it happens to be.  MS_DOMAIN: a value is infinite; a value or the
 * target of a distance is not positive; not low < high.
 */
extern size_t ms_normalize_workspace(ms_normalization method, size_t n);
extern ms_status ms_normalize_column(const ms_normalize_options *options,
                                     size_t n,
                                     double *x,
                                     void *work);

#endif /* MEDSEC_NORMALIZE_H */
