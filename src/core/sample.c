/*
 * sample.c
 *		Values kept as they are, in order: what needs ranks and quantiles.
 *
 * Ranks.  A group of equal keys with the weight L below it and U up to its end,
 * of W in all, has the fractional rank (L + U) / (2 W).  Untied ranks would make
 * every index depend on the order of the rows, and bias its standard error:
 * Chen & Roy (2009), J Health Econ 28:1071.
 *
 * Quantiles.  A weight of 3 is the record three times, so x_(j), the j-th
 * smallest of W, is the first record at which the running sum of the weights
 * reaches j; weights need not be whole.  Types 1 and 2 invert the distribution
 * function: the first record that reaches p W; type 2 takes the mean with the
 * next one where p W is reached exactly.  Type 3 rounds p W to the nearest, a
 * half to the even.  Types 4 to 9 interpolate between x_(j) and x_(j + 1),
 * where j + g = a + p (W + 1 - a - b) and each type has its a and b.  Hyndman &
 * Fan (1996), Am Stat 50:361; with weights as Hmisc's wtd.quantile has it.
 *
 * Sums of fractional weights are rounded, so "reaches" forgives what rounding
 * can take: 1e-12 of the whole.
 */
#include "port.h"
#include "sample.h"

#define ROUNDING 1e-12
#define QUIET 65536 /* records passed between two looks for interrupts */

static inline void
look_around(int64_t i)
{
	if (i % QUIET == QUIET - 1)
		ms_check_interrupts();
}

double
ms_sample_total(const ms_sample *s)
{
	ms_sum total = {0, 0};

	if (!(s->columns & MS_SAMPLE_WEIGHT))
		return (double) s->n;
	for (int64_t i = 0; i < s->n; i++)
	{
		look_around(i);
		ms_sum_add(&total, ms_sample_weight(s, i));
	}
	return ms_sum_total(&total);
}

/*
 * The weighted mean of what stands at a place of the records, as the first
 * value and the mean distance from it: so an offset takes no digits.
 */
static double
mean_of(const ms_sample *s, int at)
{
	ms_sum distance = {0, 0};
	double first;

	if (s->n == 0)
		return MS_NULL;
	first = s->records[at];
	for (int64_t i = 0; i < s->n; i++)
	{
		look_around(i);
		ms_sum_add(&distance,
		           ms_sample_weight(s, i) *
		               (ms_sample_record(s, i)[at] - first));
	}
	return ms_known(first + ms_sum_total(&distance) / ms_sample_total(s));
}

double
ms_sample_mean(const ms_sample *s)
{
	return mean_of(s, ms_sample_value_at(s->columns));
}

double
ms_sample_key_mean(const ms_sample *s)
{
	return mean_of(s, 0);
}

/* ---- groups of equal keys ---- */

ms_ties
ms_ties_of(const ms_sample *s)
{
	return (ms_ties){.s = s, .total = ms_sample_total(s)};
}

bool
ms_ties_next(ms_ties *ties)
{
	const ms_sample *s = ties->s;
	double before = ms_sum_total(&ties->below);
	double after;
	double key;
	int64_t i = ties->end;

	if (i >= s->n)
		return false;
	key = ms_sample_key(s, i);
	ties->first = i;
	for (; i < s->n && ms_sample_key(s, i) == key; i++)
	{
		look_around(i);
		ms_sum_add(&ties->below, ms_sample_weight(s, i));
	}
	ties->end = i;
	after = ms_sum_total(&ties->below);
	ties->weight = after - before;
	ties->low = before / ties->total;
	ties->high = i == s->n ? 1 : after / ties->total;
	ties->rank = (ties->low + ties->high) / 2;
	return true;
}

/* ---- concentration ---- */

/* With *spread the largest distance of a value from the mean. */
static double
rank_covariance(const ms_sample *s, double mean, double *spread)
{
	ms_ties group = ms_ties_of(s);
	ms_sum total = {0, 0};

	*spread = 0;
	while (ms_ties_next(&group))
	{
		for (int64_t i = group.first; i < group.end; i++)
		{
			double distance = ms_sample_value(s, i) - mean;

			if (fabs(distance) > *spread)
				*spread = fabs(distance);
			ms_sum_add(&total,
			           ms_sample_weight(s, i) * distance * (group.rank - 0.5));
		}
	}
	return ms_sum_total(&total) / group.total;
}

double
ms_sample_absolute_concentration(const ms_sample *s)
{
	double spread;

	if (s->n == 0)
		return MS_NULL;
	return ms_known(2 * rank_covariance(s, ms_sample_mean(s), &spread));
}

double
ms_sample_concentration(const ms_sample *s)
{
	double mean = ms_sample_mean(s);
	double spread;
	double covariance;

	if (s->n == 0)
		return MS_NULL;
	covariance = rank_covariance(s, mean, &spread);
	return ms_sample_cancels(mean, spread) ? MS_NULL
	                                       : ms_known(2 * covariance / mean);
}

/* ---- quantiles ---- */

/*
 * The first record whose running sum of weights reaches `target`; *exactly
 * tells whether it ends there.
 */
static int64_t
reach(const ms_sample *s, double target, double total, bool *exactly)
{
	double slack = ROUNDING * total;
	ms_sum sum = {0, 0};
	int64_t i;

	if (!(s->columns & MS_SAMPLE_WEIGHT))
	{
		double place = fmin(fmax(ceil(target - slack), 1), (double) s->n);

		*exactly = fabs(place - target) <= slack;
		return (int64_t) place - 1;
	}
	for (i = 0; i < s->n; i++)
	{
		look_around(i);
		ms_sum_add(&sum, ms_sample_weight(s, i));
		if (ms_sum_total(&sum) >= target - slack)
			break;
	}
	*exactly = fabs(ms_sum_total(&sum) - target) <= slack;
	return i < s->n ? i : s->n - 1;
}

/* x_(j) */
static double
order_statistic(const ms_sample *s, double j, double total)
{
	bool exactly;

	return ms_sample_key(s, reach(s, fmin(j, total), total, &exactly));
}

static double
between(double low, double high, double share)
{
	if (share == 0 || low == high)
		return low;
	return low * (1 - share) + high * share;
}

/* types 1 and 2 */
static double
inverse_distribution(const ms_sample *s, double target, double total, int type)
{
	bool exactly;
	int64_t i = reach(s, target, total, &exactly);
	double x = ms_sample_key(s, i);

	if (type == 1 || !exactly || i + 1 == s->n)
		return x;
	return between(x, ms_sample_key(s, i + 1), 0.5);
}

double
ms_sample_quantile(const ms_sample *s, double p, int type)
{
	static const double a_of[] = {0, 0.5, 0, 1, 1.0 / 3, 3.0 / 8};
	static const double b_of[] = {1, 0.5, 0, 1, 1.0 / 3, 3.0 / 8};
	double total = ms_sample_total(s);
	double place;
	double j;

	if (s->n == 0 || !(p >= 0 && p <= 1) || type < 1 || type > 9)
		return MS_NULL;
	if (type <= 2)
		return inverse_distribution(s, p * total, total, type);
	if (type == 3)
		return order_statistic(s, rint(p * total), total);
	place = a_of[type - 4] + p * (total + 1 - a_of[type - 4] - b_of[type - 4]);
	j = floor(place + ROUNDING * total);
	return between(order_statistic(s, j, total),
	               order_statistic(s, j + 1, total),
	               fmax(place - j, 0));
}

/* ---- sums up to a share, and between two keys ---- */

/* The sum of the values of a group, weighted. */
static double
group_sum(const ms_ties *group)
{
	ms_sum sum = {0, 0};

	for (int64_t i = group->first; i < group->end; i++)
		ms_sum_add(
		    &sum, ms_sample_weight(group->s, i) * ms_sample_value(group->s, i));
	return ms_sum_total(&sum);
}

void
ms_sample_lorenz(const ms_sample *s, int k, const double *p, double *share)
{
	ms_ties group = ms_ties_of(s);
	ms_sum below = {0, 0};
	double all;
	int i = 0;

	while (ms_ties_next(&group))
	{
		double sum = group_sum(&group);

		for (; i < k && p[i] < group.high; i++)
			share[i] = ms_sum_total(&below) + sum * fmax(0, p[i] - group.low) /
			                                      (group.high - group.low);
		ms_sum_add(&below, sum);
	}
	all = ms_sum_total(&below);
	for (int j = i; j < k; j++)
		share[j] = all;
	for (int j = 0; j < k; j++)
		share[j] =
		    s->n > 0 && all != 0 ? ms_known(share[j] / all + 0.0) : MS_NULL;
}

/* Of the values whose keys are from low to high. */
static double
mean_between(const ms_sample *s, double low, double high)
{
	ms_sum weight = {0, 0};
	ms_sum distance = {0, 0};
	double first = MS_NULL;

	for (int64_t i = 0; i < s->n; i++)
	{
		double key = ms_sample_key(s, i);

		look_around(i);
		if (key < low || key > high)
			continue;
		if (ms_is_null(first))
			first = ms_sample_value(s, i);
		ms_sum_add(&weight, ms_sample_weight(s, i));
		ms_sum_add(&distance,
		           ms_sample_weight(s, i) * (ms_sample_value(s, i) - first));
	}
	return ms_known(first + ms_sum_total(&distance) / ms_sum_total(&weight));
}

double
ms_sample_mean_between_quantiles(const ms_sample *s, double low, double high)
{
	return mean_between(s,
	                    ms_sample_quantile(s, low, MS_QUANTILE_STATA),
	                    ms_sample_quantile(s, high, MS_QUANTILE_STATA));
}
