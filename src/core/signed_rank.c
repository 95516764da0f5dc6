/*
 * signed_rank.c
 *		Is a sample, or are differences of pairs, symmetric around a value?
 *
 * Wilcoxon's test.  Rows that equal mu are left out, as Wilcoxon, R and Prism do;
 * the others are ranked by their distance from mu, and V is the sum of the
 * ranks of those above.  With n of them its mean is n (n + 1) / 4, its variance
 *
 *	n (n + 1) (2 n + 1) / 24 - sum (t^3 - t) / 48
 *
 * over the ties t.  The exact law is used below 50 rows, without ties and without
 * rows at mu, and on demand with both, where it is that of the midranks at hand.
 * The estimate is the median of the averages of all two rows, each with itself
 * too, and its limits are order statistics of these: Hodges & Lehmann (1963).
 * Where rows at mu were left out, they are left out here too, as in R.
 *
 * Distances in order: those below mu, from its side on, and those above it, merge
 * by one walk.
 *
 * Differences of decimals.  0.3 - 0.2 and 0.2 - 0.1 are not the same double, and
 * would not tie; so a difference is rounded to the 15th decimal digit of the
 * larger of both numbers, which is as far as a double holds decimals.
 */
#include "distribution.h"
#include "pairwise.h"
#include "rank_law.h"
#include "signed_rank.h"

#define EXACT_BELOW 50 /* rows, as R has it */

/* x - y, rounded to the 15th digit of the larger where that has a fraction */
double
ms_decimal_difference(double x, double y)
{
	double difference = x - y;
	double larger = fmax(fabs(x), fabs(y));
	double scale;
	int digits; /* after the point */

	if (difference == 0 || !isfinite(difference))
		return difference;
	digits = 14 - (int) floor(log10(larger));
	if (digits <= 0 || digits > 290)
		return difference;
	/* powers of ten are exact up to 10^22; their inverses never are */
	scale = pow(10, digits);
	return rint(difference * scale) / scale;
}

/* ---- distances from mu ---- */

/* The rows apart from mu, as runs of a distance below and above it. */
typedef struct sides
{
	ms_runs below; /* distances, ascending */
	ms_runs above;
	ms_runs all; /* the values, as they were */
	double zeros;
	double n; /* without the zeros */
} sides;

/* `room` takes 4 doubles a run. */
static void
split(const ms_runs *r, double mu, double *room, sides *parts)
{
	int64_t low = 0;
	int64_t high;
	double *distance = room;
	double *value = room + 2 * r->n;

	while (low < r->n && ms_runs_value(r, low) < mu)
		low++;
	high = low;
	parts->zeros = ms_runs_take(r, &high, mu);
	for (int64_t k = 0; k < low + r->n - high; k++)
	{
		int64_t nearest = k < low ? low - 1 - k : high + k - low;
		int64_t ascending = k < low ? k : high + k - low;

		ms_runs_look_around(k);
		distance[2 * k] = fabs(ms_runs_value(r, nearest) - mu);
		distance[2 * k + 1] = ms_runs_weight(r, nearest);
		value[2 * k] = ms_runs_value(r, ascending);
		value[2 * k + 1] = ms_runs_weight(r, ascending);
	}
	parts->below = (ms_runs){low, 2, distance, distance + 1};
	parts->above =
	    (ms_runs){r->n - high, 2, distance + 2 * low, distance + 2 * low + 1};
	parts->all = (ms_runs){low + r->n - high, 2, value, value + 1};
	if (r->weight == NULL)
		parts->below.weight = parts->above.weight = parts->all.weight = NULL;
	(void) ms_runs_count(&parts->all, &parts->n);
}

typedef struct signed_sums
{
	double above; /* V */
	double below;
	double tied; /* sum (t^3 - t) */
} signed_sums;

static signed_sums
sum_ranks(const sides *parts)
{
	ms_runs_pair walk = {.a = &parts->above, .b = &parts->below};
	signed_sums sums = {0, 0, 0};

	while (ms_runs_next(&walk))
	{
		double t = walk.at_a + walk.at_b;
		double rank = walk.below_a + walk.below_b + (t + 1) / 2;

		sums.above += walk.at_a * rank;
		sums.below += walk.at_b * rank;
		sums.tied += t * (t - 1) * (t + 1);
	}
	return sums;
}

/* ---- the test ---- */

static bool
wants_exact(double n, bool uneven, ms_exact exact)
{
	if (exact == MS_EXACT_AUTO)
		return n < EXACT_BELOW && !uneven;
	return exact == MS_EXACT_ALWAYS;
}

static size_t
exact_room(double n)
{
	size_t cells = ms_law_signed_rank_room(n);

	return cells == 0 ? 0 : cells + (size_t) n;
}

size_t
ms_wilcoxon_room(const ms_runs *r, const ms_rank_options *options)
{
	double n;
	size_t pairs = ms_pairwise_room(r, r);
	size_t law = 0;

	if (ms_runs_count(r, &n) != NULL)
		return 0;
	if (wants_exact(n, false, options->exact))
		law = exact_room(n);
	/* the law is done with when the averages come */
	return 4 * (size_t) r->n + (law > pairs ? law : pairs);
}

static void
law_of_v(const sides *parts, double *room, ms_law *law)
{
	int64_t n = ms_runs_midranks(&parts->above, &parts->below, room);

	ms_law_signed_rank(n, room, room + n, law);
}

/* Exact p-value and, without ties and zeros, the order of the limits. */
static void
exact_test(const ms_law *law,
           bool uneven,
           const ms_rank_options *options,
           double *order,
           ms_wilcoxon *result)
{
	double mean = (result->statistic + result->rest) / 2;
	double below;

	result->method =
	    uneven ? "Wilcoxon signed rank test (exact, with ties or zeros)"
	           : "Wilcoxon signed rank test (exact)";
	result->p_value =
	    ms_law_p_value(law, result->statistic, mean, options->alternative);
	result->log10_p_value = log10(result->p_value);
	if (uneven)
		return;
	*order = ms_law_quantile(
	    law, ms_tail_share(options->alternative, options->level), &below);
	if (*order < 1)
		below = law->p[0];
	result->achieved_level =
	    1 - (options->alternative == MS_TWO_SIDED ? 2 * below : below);
}

static void
normal_test(const ms_rank_options *options, ms_wilcoxon *result)
{
	result->method = options->correct
	                     ? "Wilcoxon signed rank test (normal approximation, "
	                       "continuity correction)"
	                     : "Wilcoxon signed rank test (normal approximation)";
	result->p_value = ms_p_value_normal(result->z, options->alternative);
	result->log10_p_value =
	    ms_log10_p_value_t(result->z, INFINITY, options->alternative);
	if (options->exact == MS_EXACT_ALWAYS)
		result->note = "too many rows for the exact law";
}

/* The p-value, and the order statistics that are the limits. */
static double
test_v(const sides *parts,
       double tied,
       const ms_rank_options *options,
       double *room,
       ms_wilcoxon *result)
{
	double n = parts->n;
	double sd = sqrt(n * (n + 1) * (2 * n + 1) / 24 - tied / 48);
	double order = ms_rank_order(n * (n + 1) / 2, sd, options);
	bool uneven = tied > 0 || parts->zeros > 0;
	ms_law law;

	result->z = ms_rank_z(result->statistic - n * (n + 1) / 4, sd, options);
	if (wants_exact(n, uneven, options->exact) && exact_room(n) > 0)
	{
		law_of_v(parts, room, &law);
		exact_test(&law, uneven, options, &order, result);
	}
	else
		normal_test(options, result);
	return order;
}

void
ms_wilcoxon_test(const ms_runs *r,
                 const ms_rank_options *options,
                 double *room,
                 ms_wilcoxon *result)
{
	ms_pairwise averages;
	sides parts;
	signed_sums sums;
	double order;

	*result = (ms_wilcoxon){.method = "Wilcoxon signed rank test",
	                        .estimate = MS_NULL,
	                        .statistic = MS_NULL,
	                        .p_value = MS_NULL,
	                        .log10_p_value = MS_NULL,
	                        .limits = {MS_NULL, MS_NULL},
	                        .achieved_level = MS_NULL,
	                        .z = MS_NULL,
	                        .zeros = MS_NULL,
	                        .median = MS_NULL,
	                        .rest = MS_NULL,
	                        .rank_biserial = MS_NULL};
	result->note = ms_runs_count(r, &result->n);
	if (r->n == 0)
		result->note = "no rows";
	if (result->note != NULL)
		return;
	result->median = ms_runs_median(r, result->n);
	split(r, options->mu, room, &parts);
	room += 4 * r->n;
	result->zeros = parts.zeros;
	if (parts.n == 0)
		result->note = "all values equal mu";
	else if (!isfinite(2 * ms_runs_value(r, 0) - options->mu) ||
	         !isfinite(2 * ms_runs_value(r, r->n - 1) - options->mu))
		result->note = "differences are beyond double precision";
	if (result->note != NULL)
		return;
	sums = sum_ranks(&parts);
	result->statistic = sums.above;
	result->rest = sums.below;
	result->rank_biserial =
	    (sums.above - sums.below) / (sums.above + sums.below);
	order = test_v(&parts, sums.tied, options, room, result);
	if (order < 1 && result->note == NULL)
		result->note = "too few rows for limits of this level: they are the "
		               "extreme averages";
	ms_pairwise_averages(&averages, &parts.all, room);
	result->estimate = ms_pairwise_median(&averages) / 2;
	result->limits =
	    ms_pairwise_limits(&averages, fmax(order, 1), options->alternative);
	result->limits.low /= 2;
	result->limits.high /= 2;
}
