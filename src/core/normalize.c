/*
 * normalize.c
 *		Indicators brought to a common scale.
 *
 * Of the values x of n units, where more is better,
 *
 *	minmax		t = (x - min) / (max - min),  low + (high - low) t
 *	zscore		(x - mean) / sd,  n - 1 below
 *	rank		1 for the smallest to n for the largest, ties averaged
 *	percentile	(rank - 0.5) / n
 *	distance	x / target, the target max x unless given
 *
 * Where less is better -x takes the place of x: t = (max - x) / (max - min),
 * the z-score changes its sign, the ranks turn round.  A ratio cannot change
 * its sign: the distance is target / x, the target min x unless given.
 *
 * A z-score does not change when x is moved and scaled, so it is formed from t,
 * which lies in [0, 1]: no offset takes its digits, and no square overflows.
 *
 * Ranks need the order of the units.  They are sorted by merging, since that is
 * n log n steps whatever the data are, keeps ties together, and lets every step
 * look for a cancelled query, which qsort of the C library does not.
 *
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step
 * 5; directions before normalising as in Becker et al., COINr, J. Open Source
 * Softw. 7 (2022) 4567.
 */
#include <stdbool.h>
#include <string.h>

#include "normalize.h"
#include "port.h"
#include "sum.h"

typedef struct ranked_unit
{
	double x;
	size_t at;
} ranked_unit;

/* ---- columns ---- */

ms_status
ms_normalize_span(size_t n, const double *x, ms_span *span)
{
	double low = INFINITY;
	double high = -INFINITY;

	*span = (ms_span){0, MS_NULL, MS_NULL};
	for (size_t i = 0; i < n; i++)
	{
		ms_check_interrupts();
		if (ms_is_null(x[i]))
			continue;
		span->n++;
		low = x[i] < low ? x[i] : low;
		high = x[i] > high ? x[i] : high;
	}
	if (span->n == 0)
		return MS_OK;
	if (!isfinite(low) || !isfinite(high))
		return MS_DOMAIN;
	span->low = low;
	span->high = high;
	return isfinite(high - low) ? MS_OK : MS_OVERFLOW;
}

double
ms_normalize_mean(size_t n, const double *x)
{
	ms_sum sum = {0, 0};
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
	{
		ms_check_interrupts();
		if (ms_is_null(x[i]))
			continue;
		ms_sum_add(&sum, x[i]);
		count++;
	}
	return ms_known(ms_sum_total(&sum) / (double) count);
}

double
ms_normalize_sd(size_t n, const double *x, double mean)
{
	ms_sum sum = {0, 0};
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
	{
		ms_check_interrupts();
		if (ms_is_null(x[i]))
			continue;
		ms_sum_add(&sum, (x[i] - mean) * (x[i] - mean));
		count++;
	}
	return count > 1 ? ms_known(sqrt(ms_sum_total(&sum) / (double) (count - 1)))
	                 : MS_NULL;
}

void
ms_normalize_listwise(size_t n, int p, double *x)
{
	bool any = false;

	for (int j = 0; j < p; j++)
	{
		for (size_t i = 0; i < n; i++)
		{
			ms_check_interrupts();
			if (!ms_is_null(x[j * n + i]))
				continue;
			x[i] = MS_NULL;
			any = true;
		}
	}
	for (int j = 1; any && j < p; j++)
	{
		for (size_t i = 0; i < n; i++)
		{
			ms_check_interrupts();
			if (ms_is_null(x[i]))
				x[j * n + i] = MS_NULL;
		}
	}
}

static ms_status
set_null(size_t n, double *x)
{
	for (size_t i = 0; i < n; i++)
		x[i] = MS_NULL;
	return MS_UNDEFINED;
}

/* ---- minmax, zscore, distance ---- */

/* 0 for the worst, 1 for the best */
static void
to_unit_interval(size_t n, double *x, const ms_span *span, bool reversed)
{
	double width = span->high - span->low;

	for (size_t i = 0; i < n; i++)
	{
		ms_check_interrupts();
		x[i] = (reversed ? span->high - x[i] : x[i] - span->low) / width;
	}
}

/*
 * The ends are exactly low and high, whatever high - low is rounded to: what is
 * less than 1 cannot come above high, for it is less by more than the rounding.
 */
static void
stretch(size_t n, double *t, double low, double high)
{
	double width = high - low;

	if (low == 0 && high == 1)
		return;
	for (size_t i = 0; i < n; i++)
	{
		ms_check_interrupts();
		if (t[i] < 1)
			t[i] = low + width * t[i];
		else if (t[i] == 1)
			t[i] = high;
	}
}

static void
standardize(size_t n, double *t)
{
	double mean = ms_normalize_mean(n, t);
	double sd = ms_normalize_sd(n, t, mean);

	for (size_t i = 0; i < n; i++)
	{
		ms_check_interrupts();
		t[i] = (t[i] - mean) / sd;
	}
}

static ms_status
divide_by_target(const ms_normalize_options *options,
                 size_t n,
                 double *x,
                 const ms_span *span)
{
	bool reversed = options->direction == MS_LESS_IS_BETTER;
	double target = options->target;

	if (ms_is_null(target))
		target = reversed ? span->low : span->high;
	if (!(span->low > 0 && target > 0 && isfinite(target)))
		return MS_DOMAIN;
	for (size_t i = 0; i < n; i++)
	{
		ms_check_interrupts();
		x[i] = reversed ? target / x[i] : x[i] / target;
		if (isinf(x[i]))
			return MS_OVERFLOW;
	}
	return MS_OK;
}

/* ---- ranks ---- */

/* Two sorted runs become one; of equal values those of `a` come first. */
static void
merge_runs(const ranked_unit *a,
           size_t a_count,
           const ranked_unit *b,
           size_t b_count,
           ranked_unit *to)
{
	while (a_count > 0 && b_count > 0)
	{
		ms_check_interrupts();
		if (b->x < a->x)
		{
			*to++ = *b++;
			b_count--;
		}
		else
		{
			*to++ = *a++;
			a_count--;
		}
	}
	memcpy(to, a, a_count * sizeof(ranked_unit));
	memcpy(to + a_count, b, b_count * sizeof(ranked_unit));
}

/* Sorts n units with room for as many; returns where they have come to lie. */
static ranked_unit *
sort_units(size_t n, ranked_unit *units, ranked_unit *spare)
{
	for (size_t run = 1; run < n; run *= 2)
	{
		ranked_unit *sorted = spare;

		for (size_t start = 0; start < n; start += 2 * run)
		{
			size_t middle = start + run < n ? start + run : n;
			size_t end = start + 2 * run < n ? start + 2 * run : n;

			merge_runs(units + start,
			           middle - start,
			           units + middle,
			           end - middle,
			           sorted + start);
		}
		spare = units;
		units = sorted;
	}
	return units;
}

/* Ranks from 1 for the smallest; equal values share the mean of their ranks. */
static void
spread_ranks(size_t n, const ranked_unit *units, bool reversed, double *rank)
{
	for (size_t first = 0, end; first < n; first = end)
	{
		double shared;

		for (end = first + 1; end < n && units[end].x == units[first].x;)
			end++;
		shared = ((double) first + (double) end + 1) / 2;
		if (reversed)
			shared = (double) n + 1 - shared;
		for (size_t i = first; i < end; i++)
		{
			ms_check_interrupts();
			rank[units[i].at] = shared;
		}
	}
}

static void
to_ranks(size_t n, double *x, bool reversed, void *work)
{
	ranked_unit *units = work;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
	{
		if (!ms_is_null(x[i]))
			units[count++] = (ranked_unit){x[i], i};
	}
	units = sort_units(count, units, units + n);
	spread_ranks(count, units, reversed, x);
}

static void
to_percentiles(size_t n, double *rank, size_t count)
{
	for (size_t i = 0; i < n; i++)
		rank[i] = (rank[i] - 0.5) / (double) count;
}

/* ---- any of them ---- */

size_t
ms_normalize_workspace(ms_normalization method, size_t n)
{
	bool sorts =
	    method == MS_NORMALIZE_RANK || method == MS_NORMALIZE_PERCENTILE;

	return sorts ? 2 * n * sizeof(ranked_unit) : 0;
}

static ms_status
normalize_linearly(const ms_normalize_options *options,
                   size_t n,
                   double *x,
                   const ms_span *span)
{
	bool minmax = options->method == MS_NORMALIZE_MINMAX;

	if (minmax && !(options->low < options->high &&
	                isfinite(options->high - options->low)))
		return MS_DOMAIN;
	if (!(span->low < span->high))
		return set_null(n, x);
	to_unit_interval(n, x, span, options->direction == MS_LESS_IS_BETTER);
	if (minmax)
		stretch(n, x, options->low, options->high);
	else
		standardize(n, x);
	return MS_OK;
}

ms_status
ms_normalize_column(const ms_normalize_options *options,
                    size_t n,
                    double *x,
                    void *work)
{
	bool reversed = options->direction == MS_LESS_IS_BETTER;
	ms_span span;
	ms_status status = ms_normalize_span(n, x, &span);

	if (status == MS_DOMAIN)
		return status;
	switch (options->method)
	{
		case MS_NORMALIZE_MINMAX:
		case MS_NORMALIZE_ZSCORE:
			return status != MS_OK ? status
			                       : normalize_linearly(options, n, x, &span);
		case MS_NORMALIZE_DISTANCE:
			return span.n == 0 ? MS_UNDEFINED
			                   : divide_by_target(options, n, x, &span);
		case MS_NORMALIZE_RANK:
		case MS_NORMALIZE_PERCENTILE:
			to_ranks(n, x, reversed, work);
			if (options->method == MS_NORMALIZE_PERCENTILE)
				to_percentiles(n, x, span.n);
			break;
	}
	return span.n == 0 ? MS_UNDEFINED : MS_OK;
}
