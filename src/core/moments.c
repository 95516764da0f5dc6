/*
 * moments.c
 *		Central moments up to the fourth order, one pass, mergeable.
 *
 * The schoolbook sums of x, x^2, x^3, x^4 lose every digit when the mean is
 * large against the spread.  What is kept instead are the mean and the central
 * sums M_k = sum w (x - mean)^k.  Two parts A and B with shares a and b of the
 * weight W, and delta = mean_B - mean_A, merge into
 *
 *	mean = mean_A + b delta
 *	M2 = M2_A + M2_B + S,  S = delta^2 a b W
 *	M3 = M3_A + M3_B + S delta (a - b) + 3 delta (a M2_B - b M2_A)
 *	M4 = M4_A + M4_B + S delta^2 (a^2 - a b + b^2)
 *			+ 6 delta^2 (a^2 M2_B + b^2 M2_A) + 4 delta (a M3_B - b M3_A)
 *
 * and one row is a part whose M2, M3 and M4 are zero.
 *
 * The mean is kept as an unevaluated sum of two doubles.  At an offset of 1e9
 * one double resolves a mean to 1e-7 only, which is all there is left of the
 * difference of two means; the second double keeps it to 1e-16 of the spread,
 * and makes the result independent of the order of the rows to that degree.
 * What is told as the mean of unweighted rows comes from their sum, exact up
 * to the last bits of two doubles: a mean near 0 of values that are not keeps
 * its digits.
 *
 * M4 leaves the range of a double at |x - mean| = 1e77, M2 at 1e154.  The
 * first only ends what is known of the shape; the second is an overflow.
 *
 * Sources: Chan, Golub & LeVeque (1979), Updating formulae and a pairwise
 * algorithm for computing sample variances, Stanford STAN-CS-79-773; Pebay
 * (2008), Formulas for robust, one-pass parallel computation of covariances
 * and arbitrary-order statistical moments, Sandia SAND2008-6212; Knuth, TAOCP
 * 2, 4.2.2 (the error of one addition is itself a double).
 */
#include <float.h>

#include "moments.h"
#include "two_sum.h"

void
ms_moments_init(ms_moments *m)
{
	*m = (ms_moments){.min = INFINITY,
	                  .max = -INFINITY,
	                  .has_shape = true,
	                  .has_range = true};
}

/*
 * What could not be represented: without M4 the shape is unknown; without M2
 * or the mean there is nothing left to keep.
 */
static ms_status
settle_overflow(ms_moments *m)
{
	m->has_shape = false;
	m->m3 = 0;
	m->m4 = 0;
	return isfinite(m->m2) && isfinite(m->sum) ? MS_OK : MS_OVERFLOW;
}

static void
add_to_sum(ms_moments *m, double sum, double low)
{
	double error;

	ms_two_sum(m->sum, sum, &m->sum, &error);
	m->sum_low += error + low;
}

/* M4 is a sum of even powers, whatever is left of it below 1e-308. */
static inline ms_status
settle(ms_moments *m)
{
	m->m4 = m->m4 < 0 ? 0 : m->m4;
	if (!isfinite(m->m4) || !isfinite(m->sum) || !m->has_shape)
		return settle_overflow(m);
	return MS_OK;
}

/* Add one row.  A weight of zero is no row at all. */
ms_status
ms_moments_add(ms_moments *m, double x, double weight)
{
	double total = m->weight + weight;
	double a = m->weight / total;
	double b = weight / total;
	double delta = (x - m->mean) - m->mean_low;
	double step = b * delta;
	double spread = delta * step * m->weight;

	if (weight == 0)
		return MS_OK;
	if (total > MS_MAX_COUNT || ms_count_add(&m->n, 1) != MS_OK)
		return MS_OVERFLOW;
	if (m->has_range)
	{
		m->min = x < m->min ? x : m->min;
		m->max = x > m->max ? x : m->max;
	}
	add_to_sum(m, weight * x, weight == 1 ? 0 : fma(weight, x, -(weight * x)));
	if (m->n == 1)
	{
		m->weight = weight;
		m->mean = x;
		return isfinite(m->sum) ? MS_OK : MS_OVERFLOW;
	}

	m->m4 += spread * delta * delta * (a * a - a * b + b * b) +
	         6 * step * step * m->m2 - 4 * step * m->m3;
	m->m3 += spread * delta * (a - b) - 3 * step * m->m2;
	m->m2 += spread;
	ms_two_sum(m->mean, step + m->mean_low, &m->mean, &m->mean_low);
	m->weight = total;
	return settle(m);
}

/* Merge another part.  Either may be empty. */
ms_status
ms_moments_merge(ms_moments *m, const ms_moments *other)
{
	double total = m->weight + other->weight;
	double a = m->weight / total;
	double b = other->weight / total;
	double delta = ms_moments_difference(other, m);
	double step = b * delta;
	double spread = delta * step * m->weight;
	int64_t missing = m->missing;

	if (ms_count_add(&missing, other->missing) != MS_OK || total > MS_MAX_COUNT)
		return MS_OVERFLOW;
	if (other->n == 0 || m->n == 0)
	{
		if (m->n == 0)
			*m = *other;
		m->missing = missing;
		return MS_OK;
	}
	if (ms_count_add(&m->n, other->n) != MS_OK)
		return MS_OVERFLOW;

	m->m4 += other->m4 + spread * delta * delta * (a * a - a * b + b * b) +
	         6 * (a * delta * (a * delta) * other->m2 + step * step * m->m2) +
	         4 * (a * delta * other->m3 - step * m->m3);
	m->m3 += other->m3 + spread * delta * (a - b) +
	         3 * (a * delta * other->m2 - step * m->m2);
	m->m2 += other->m2 + spread;
	ms_two_sum(m->mean, step + m->mean_low, &m->mean, &m->mean_low);
	add_to_sum(m, other->sum, other->sum_low);

	m->missing = missing;
	m->weight = total;
	m->min = fmin(m->min, other->min);
	m->max = fmax(m->max, other->max);
	m->has_range = m->has_range && other->has_range;
	m->has_shape = m->has_shape && other->has_shape;
	if (!m->has_range)
		m->min = m->max = 0;
	return settle(m);
}

/* Moments of which only mean and spread are known. */
void
ms_moments_of_spread(ms_moments *m,
                     int64_t n,
                     double weight,
                     double mean,
                     double mean_low,
                     double m2)
{
	*m = (ms_moments){.n = n,
	                  .weight = weight,
	                  .sum = weight * mean,
	                  .mean = mean,
	                  .mean_low = mean_low,
	                  .m2 = m2};
	m->sum_low = fma(weight, mean, -m->sum) + weight * mean_low;
}

/* A group of which only a printed table is left: count, mean, deviation. */
ms_status
ms_moments_from_print(ms_moments *m, double n, double mean, double sd)
{
	double m2 = n > 1 ? sd * sd * (n - 1) : 0;

	/* a spread whose square is lost is still a spread */
	if (n > 1 && sd > 0)
		m2 = fmax(m2, DBL_TRUE_MIN);
	ms_moments_init(m);
	if (!(n >= 0 && n <= MS_MAX_COUNT && isfinite(mean) && sd >= 0 &&
	      isfinite(sd)))
		return MS_DOMAIN;
	if (n > 0)
		ms_moments_of_spread(m, (int64_t) ceil(n), n, mean + 0.0, 0, m2);
	return isfinite(m2) && isfinite(m->sum) ? MS_OK : MS_OVERFLOW;
}

/*
 * What is wrong with moments that came from outside, or NULL.  Every value
 * that adding and merging can make passes.
 */
const char *
ms_moments_fault(const ms_moments *m)
{
	double size;

	if (m->n < 0 || m->missing < 0 || m->n > MS_MAX_COUNT ||
	    m->missing > MS_MAX_COUNT)
		return "a count is negative or too large";
	if (!isfinite(m->weight) || !isfinite(m->sum) || !isfinite(m->sum_low) ||
	    !isfinite(m->mean) || !isfinite(m->mean_low) || !isfinite(m->m2) ||
	    !isfinite(m->m3) || !isfinite(m->m4))
		return "a figure is not finite";
	if (m->mean + m->mean_low != m->mean)
		return "the second part of the mean is too large";
	if (m->m2 < 0 || m->m4 < 0)
		return "a sum of even powers is negative";
	if (!m->has_shape && (m->m3 != 0 || m->m4 != 0))
		return "moments said to be unknown are given";
	if (m->n == 0)
		return m->weight == 0 && m->sum == 0 && m->sum_low == 0 &&
		               m->mean == 0 && m->mean_low == 0 && m->m2 == 0 &&
		               m->m3 == 0 && m->m4 == 0 && m->has_shape &&
		               m->has_range && m->min == INFINITY && m->max == -INFINITY
		           ? NULL
		           : "an empty summary has figures";
	if (m->weight <= 0 || m->weight > MS_MAX_COUNT)
		return "the sum of weights is not positive, or too large";
	if (m->has_range ? !isfinite(m->min) || !isfinite(m->max)
	                 : m->min != 0 || m->max != 0)
		return "the range is not finite, or not 0 where it is not known";
	if (!m->has_range)
		return NULL;
	size = fmax(fabs(m->min), fabs(m->max));
	if (fabs(m->sum - m->mean * m->weight) > 1e-6 * size * m->weight + DBL_MIN)
		return "sum and mean do not agree";
	if (m->min > m->max || m->mean < m->min - 1e-9 * size - DBL_MIN ||
	    m->mean > m->max + 1e-9 * size + DBL_MIN)
		return "minimum, mean and maximum are out of order";
	return NULL;
}

/*
 * Sum over count, rounded once; of weighted rows, whose sum of weights is
 * itself rounded, the mean that was updated.  Never outside the range.
 */
double
ms_moments_mean(const ms_moments *m)
{
	double mean = m->mean;

	if (m->n == 0)
		return MS_NULL;
	if (m->weight == (double) m->n && isfinite(m->sum))
	{
		double quotient = m->sum / m->weight;
		double rest = fma(-quotient, m->weight, m->sum) + m->sum_low;

		mean = quotient + rest / m->weight;
	}
	return m->has_range ? fmax(m->min, fmin(m->max, mean)) : mean;
}

/* mean_a - mean_b, to the digits that two doubles a mean hold */
double
ms_moments_difference(const ms_moments *a, const ms_moments *b)
{
	return (a->mean - b->mean) + (a->mean_low - b->mean_low);
}

double
ms_moments_variance(const ms_moments *m)
{
	if (!ms_more_than(m->weight, 1) || ms_moments_too_narrow(m))
		return MS_NULL;
	return ms_known(m->m2 / (m->weight - 1));
}

/* Why n rows of this weight have no variance, or NULL if they have one. */
const char *
ms_too_few_rows(int64_t n, double weight)
{
	if (n == 0)
		return "no rows";
	if (n < 2)
		return "fewer than 2 rows";
	return ms_more_than(weight, 1) ? NULL
	                               : "the weights add up to 1 or less: "
	                                 "frequency weights count rows";
}

const char *
ms_moments_too_few(const ms_moments *m)
{
	return ms_too_few_rows(m->n, m->weight);
}

/* Do the values differ, by less than squares of doubles can tell? */
bool
ms_moments_too_narrow(const ms_moments *m)
{
	return m->m2 < DBL_MIN * m->weight && (m->m2 > 0 || m->min < m->max);
}

/* Why there is no spread to divide by, or NULL if there is one. */
const char *
ms_moments_no_spread(const ms_moments *m)
{
	if (ms_moments_too_narrow(m))
		return MS_TOO_NARROW;
	return m->m2 > 0 ? NULL : "the values are constant";
}

double
ms_moments_stddev(const ms_moments *m)
{
	return sqrt(ms_moments_variance(m));
}

double
ms_moments_minimum(const ms_moments *m)
{
	return m->n > 0 && m->has_range ? m->min : MS_NULL;
}

double
ms_moments_maximum(const ms_moments *m)
{
	return m->n > 0 && m->has_range ? m->max : MS_NULL;
}

double
ms_moments_std_error(const ms_moments *m)
{
	return sqrt(ms_moments_variance(m) / m->weight);
}

/*
 * Skewness and excess kurtosis: g1, g2 of the population, or the estimators
 * G1, G2 of a sample (Joanes & Gill 1998, The Statistician 47:183), which SPSS,
 * SAS, Excel and GraphPad print:
 *
 *	g1 = sqrt(n) M3 / M2^(3/2)			G1 = g1 sqrt(n (n-1)) / (n-2)
 *	g2 = n M4 / M2^2 - 3				G2 = ((n+1) g2 + 6) (n-1) / ((n-2)(n-3))
 *
 * The quotients are formed from M3 / M2 and M4 / M2, so that powers of a very
 * large M2 do not overflow.
 */
static bool
has_known_shape(const ms_moments *m)
{
	/* M4 >= M2^2 / n: a normal number, so that its digits are all there */
	return m->has_shape && m->m2 * m->m2 / m->weight > DBL_MIN / DBL_EPSILON;
}

double
ms_moments_skewness(const ms_moments *m, bool population)
{
	double n = m->weight;
	double g1;

	if (!has_known_shape(m) || (!population && !ms_more_than(n, 2)))
		return MS_NULL;
	g1 = (m->m3 / m->m2) / sqrt(m->m2 / n);
	return ms_known(population ? g1 : g1 * sqrt(n * (n - 1)) / (n - 2));
}

double
ms_moments_kurtosis(const ms_moments *m, bool population)
{
	double n = m->weight;
	double g2;

	if (!has_known_shape(m) || (!population && !ms_more_than(n, 3)))
		return MS_NULL;
	g2 = n * (m->m4 / m->m2) / m->m2 - 3;
	return ms_known(
	    population ? g2 : ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3)));
}
