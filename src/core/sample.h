/*
 * sample.h
 *		Values kept as they are, in order: what needs ranks and quantiles.
 *
 * A sample is n records, each a few doubles:
 *
 *	[rank variable]  value  [weight]  [cluster]
 *
 * in this order, those in brackets only where the sample has them.  Its key is
 * the first double: the rank variable where there is one, the value itself
 * where not.  Records are sorted by all their doubles (sort.h), so equal
 * samples have equal records.  Every weight is above 0.
 *
 * An ms_sample is a view: the records are the caller's, and none of these
 * functions changes them.
 */
#ifndef MEDSEC_CORE_SAMPLE_H
#define MEDSEC_CORE_SAMPLE_H

#include <stdint.h>

#include "status.h"
#include "sum.h"

typedef enum ms_sample_columns
{
	MS_SAMPLE_RANK = 1,
	MS_SAMPLE_WEIGHT = 2,
	MS_SAMPLE_CLUSTER = 4
} ms_sample_columns;

typedef struct ms_sample
{
	int64_t n; /* records */
	int columns; /* ms_sample_columns, added up */
	const double *records;
} ms_sample;

/* doubles in a record, and where the value and the weight are in it */
static inline int
ms_sample_stride(int columns)
{
	return 1 + ((columns & MS_SAMPLE_RANK) != 0) +
	       ((columns & MS_SAMPLE_WEIGHT) != 0) +
	       ((columns & MS_SAMPLE_CLUSTER) != 0);
}

static inline int
ms_sample_value_at(int columns)
{
	return (columns & MS_SAMPLE_RANK) != 0;
}

static inline const double *
ms_sample_record(const ms_sample *s, int64_t i)
{
	return s->records + i * ms_sample_stride(s->columns);
}

static inline double
ms_sample_key(const ms_sample *s, int64_t i)
{
	return *ms_sample_record(s, i);
}

static inline double
ms_sample_value(const ms_sample *s, int64_t i)
{
	return ms_sample_record(s, i)[ms_sample_value_at(s->columns)];
}

static inline double
ms_sample_weight(const ms_sample *s, int64_t i)
{
	return (s->columns & MS_SAMPLE_WEIGHT)
	           ? ms_sample_record(s, i)[ms_sample_value_at(s->columns) + 1]
	           : 1;
}

/* the number of the cluster; 0 where the sample has none */
static inline double
ms_sample_cluster(const ms_sample *s, int64_t i)
{
	return (s->columns & MS_SAMPLE_CLUSTER)
	           ? ms_sample_record(s, i)[ms_sample_stride(s->columns) - 1]
	           : 0;
}

/* ---- figures ---- */

/* sums of weights; n where there are none; 0 of the empty sample */
extern double ms_sample_total(const ms_sample *s);

/* weighted means of the values and of the keys; MS_NULL of the empty sample */
extern double ms_sample_mean(const ms_sample *s);
extern double ms_sample_key_mean(const ms_sample *s);

/*
 * The groups of equal keys, from the lowest on:
 *
 *	ms_ties ties = ms_ties_of(s);
 *	while (ms_ties_next(&ties))
 *		... records [ties.first, ties.end), their share of the weight from
 *		ties.low to ties.high, their fractional rank ties.rank ...
 *
 * The rank is (low + high) / 2, so its weighted mean is 1/2 whatever the ties.
 */
typedef struct ms_ties
{
	const ms_sample *s;
	double total; /* sum of all weights */
	ms_sum below; /* sum of the weights up to the end of this group */
	int64_t first;
	int64_t end;
	double weight; /* of this group */
	double low;
	double high;
	double rank;
} ms_ties;

extern ms_ties ms_ties_of(const ms_sample *s);
extern bool ms_ties_next(ms_ties *ties);

/*
 * Twice the covariance of the values with the fractional ranks of their keys:
 * the generalized concentration index, of a sample without a rank variable the
 * absolute Gini index.  0 where all have one rank; MS_NULL of the empty sample.
 */
extern double ms_sample_absolute_concentration(const ms_sample *s);

/* The same over the mean: C, or Gini's index.  MS_NULL where the mean is 0. */
extern double ms_sample_concentration(const ms_sample *s);

/* Is a mean no more than the rounding of values, so far apart, that cancel? */
static inline bool
ms_sample_cancels(double mean, double spread)
{
	return fabs(mean) <= 1e-15 * spread;
}

/*
 * Quantile p (0 to 1) of the keys, by one of Hyndman & Fan's nine types as R
 * numbers them.  Weights are frequency weights: the quantile is that of the
 * sample with each record repeated.  MS_NULL of the empty sample.
 */
#define MS_QUANTILE_STATA 2 /* averages at a jump: Stata, Eurostat */
#define MS_QUANTILE_R 7 /* interpolates: R, Excel, percentile_cont */

extern double ms_sample_quantile(const ms_sample *s, double p, int type);

/*
 * The Lorenz curve at k ascending points p (0 to 1): share[i] is the share of
 * the sum of all values that the lowest p[i] of the weight have, by keys; of a
 * group of ties that p[i] cuts through, the part below.  1 at p = 1.  MS_NULL of
 * the empty sample and where the sum is 0.
 */
extern void
ms_sample_lorenz(const ms_sample *s, int k, const double *p, double *share);

/*
 * Weighted mean of the values whose keys are from one quantile to another (type
 * 2), both included; MS_NULL where there are none.
 */
extern double
ms_sample_mean_between_quantiles(const ms_sample *s, double low, double high);

#endif /* MEDSEC_CORE_SAMPLE_H */
