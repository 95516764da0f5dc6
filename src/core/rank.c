/*
 * rank.c
 *		Two samples compared by ranks.
 *
 * One walk through both samples in order tells, at each value, how many rows of
 * a and of b are below it and have it: that is all that is needed, and it takes
 * as many steps as there are runs.
 *
 * Mann-Whitney.  U is how often a row of a is above one of b, ties by half: the
 * rank sum of a less n1 (n1 + 1) / 2, R's W.  Its mean is n1 n2 / 2, its variance
 *
 *	n1 n2 S / (12 N (N - 1)),  S = sum t (N - t) (N + t) over the ties t
 *
 * (see runs.c), n1 n2 (N + 1) / 12 without ties.  The exact law is used below 50
 * rows in each without ties, and on demand with ties, where it is that of the
 * midranks at hand; two-sided it counts what is as far from the mean or farther.
 * The estimate is Hodges & Lehmann's (1963), Ann Math Stat 34:598: the median of
 * all differences a - b; its limits are order statistics of them, by the exact
 * law or the normal one.
 *
 * Brunner-Munzel.  The place of a row of a is the number of rows of b below it,
 * ties by half; with the variances of the places,
 *
 *	v1 = var(places of a),  v2 = var(places of b),  p = P(a < b) + P(a = b) / 2,
 *	t = (p - 1/2) / se,  se^2 = v1 / (n1 n2^2) + v2 / (n2 n1^2)
 *
 * is near Student's t with Satterthwaite's degrees of freedom, whatever the
 * variances.  Brunner & Munzel (2000), Biom J 42:17.
 *
 * Kolmogorov-Smirnov.  D is the largest distance of the two distribution
 * functions.  Exact where n1 n2 is below 10,000, as R has it, ties and all.
 *
 * MAD: the median distance from the median; distances to both sides are in order
 * already, so a merge finds it.
 */
#include "distribution.h"
#include "pairwise.h"
#include "rank.h"
#include "rank_law.h"
#include "sort.h"

#define EMPTY "a group is empty"
#define ALL_EQUAL "all values are equal"
#define EXACT_BELOW 50 /* rows in each group, as R has it */
#define KS_EXACT_BELOW 10000 /* product of both numbers of rows, likewise */

static const char *
count_both(const ms_runs *a, const ms_runs *b, double *n1, double *n2)
{
	const char *note1 = ms_runs_count(a, n1);
	const char *note2 = ms_runs_count(b, n2);

	if (*n1 == 0 || *n2 == 0)
		return EMPTY;
	return note1 != NULL ? note1 : note2;
}

/* ---- the median distance from the median ---- */

/* `room` takes 4 doubles a run.  MS_NULL where weights are not whole. */
double
ms_rank_mad(const ms_runs *r, double *room)
{
	double n;
	double median;
	int64_t below = 0;
	ms_runs distances = {r->n, 2, room, NULL};

	if (ms_runs_count(r, &n) != NULL || r->n == 0)
		return MS_NULL;
	distances.weight = room + 1;
	median = ms_runs_median(r, n);
	while (below < r->n && ms_runs_value(r, below) < median)
		below++;
	for (int64_t i = 0; i < r->n; i++)
	{
		/* those below the median from its side on, then those above */
		int64_t from = i < below ? below - 1 - i : i;

		ms_runs_look_around(i);
		room[2 * i] = fabs(ms_runs_value(r, from) - median);
		room[2 * i + 1] = ms_runs_weight(r, from);
	}
	ms_sort_records(room, r->n, 2, below, room + 2 * r->n);
	return ms_known(ms_runs_median(&distances, n));
}

/* ---- Mann-Whitney ---- */

/* What one walk tells. */
typedef struct rank_sums
{
	double n1;
	double n2;
	double u; /* of a */
	double spread; /* S */
	bool ties;
} rank_sums;

static rank_sums
sum_ranks(const ms_runs *a, const ms_runs *b, double n1, double n2)
{
	ms_runs_pair walk = {.a = a, .b = b};
	rank_sums sums = {.n1 = n1, .n2 = n2};

	while (ms_runs_next(&walk))
	{
		double t = walk.at_a + walk.at_b;

		sums.u += walk.at_a * (walk.below_b + walk.at_b / 2);
		sums.spread += ms_runs_ties(t, n1 + n2);
		sums.ties |= t > 1;
	}
	return sums;
}

static bool
wants_exact(double n1, double n2, bool ties, ms_exact exact)
{
	if (exact == MS_EXACT_AUTO)
		return n1 < EXACT_BELOW && n2 < EXACT_BELOW && !ties;
	return exact == MS_EXACT_ALWAYS;
}

/* What the exact law takes: midranks, and cells; 0 where it is too much. */
static size_t
exact_room(double n1, double n2, bool ties)
{
	size_t cells = ms_law_rank_sum_room(fmin(n1, n2), n1 + n2, ties);

	return cells == 0 ? 0 : cells + (size_t) (n1 + n2);
}

size_t
ms_mann_whitney_room(const ms_runs *a,
                     const ms_runs *b,
                     const ms_rank_options *options)
{
	double n1;
	double n2;
	size_t room = ms_pairwise_room(a, b);
	size_t law = 0;

	if (count_both(a, b, &n1, &n2) != NULL)
		return 0;
	if (wants_exact(n1, n2, false, options->exact))
		law = exact_room(n1, n2, options->exact == MS_EXACT_ALWAYS);
	/* the law is done with when the differences come */
	return law > room ? law : room;
}

/* The law of U of the smaller group; U of the other is n1 n2 less it. */
static void
law_of_u(const ms_runs *a,
         const ms_runs *b,
         const rank_sums *sums,
         double *room,
         ms_law *law)
{
	int64_t n = ms_runs_midranks(a, b, room);

	ms_law_rank_sum((int64_t) fmin(sums->n1, sums->n2), n, room, room + n, law);
}

static ms_alternative
turned(ms_alternative alternative)
{
	return alternative == MS_LESS      ? MS_GREATER
	       : alternative == MS_GREATER ? MS_LESS
	                                   : MS_TWO_SIDED;
}

/* Exact p-value and, without ties, the order of the limits. */
static void
exact_test(const ms_law *law,
           const rank_sums *sums,
           const ms_rank_options *options,
           double *order,
           ms_mann_whitney *result)
{
	double pairs = sums->n1 * sums->n2;
	bool first = sums->n1 <= sums->n2;
	double below;

	result->method = sums->ties ? "Mann-Whitney test (exact, with ties)"
	                            : "Mann-Whitney test (exact)";
	result->p_value = ms_law_p_value(law,
	                                 first ? sums->u : pairs - sums->u,
	                                 pairs / 2,
	                                 first ? options->alternative
	                                       : turned(options->alternative));
	result->log10_p_value = log10(result->p_value);
	if (sums->ties)
		return;
	*order = ms_law_quantile(
	    law, ms_tail_share(options->alternative, options->level), &below);
	if (*order < 1)
		below = ms_law_p_value(law, 0, pairs / 2, MS_LESS);
	result->achieved_level =
	    1 - (options->alternative == MS_TWO_SIDED ? 2 * below : below);
}

static void
normal_test(const ms_rank_options *options, ms_mann_whitney *result)
{
	result->method =
	    options->correct
	        ? "Mann-Whitney test (normal approximation, continuity correction)"
	        : "Mann-Whitney test (normal approximation)";
	result->p_value = ms_p_value_normal(result->z, options->alternative);
	result->log10_p_value =
	    ms_log10_p_value_t(result->z, INFINITY, options->alternative);
	if (options->exact == MS_EXACT_ALWAYS)
		result->note = "too many rows for the exact law";
}

static void
fill_group(ms_rank_group *group, const ms_runs *r, double n, double u)
{
	group->n = n;
	group->median = ms_runs_median(r, n);
	group->rank_sum = u + n * (n + 1) / 2;
	group->mean_rank = group->rank_sum / n;
}

static const ms_rank_group no_group = {MS_NULL, MS_NULL, MS_NULL, MS_NULL};

/* The p-value, and the order statistics that are the limits. */
static double
test_u(const ms_runs *a,
       const ms_runs *b,
       const rank_sums *sums,
       const ms_rank_options *options,
       double *room,
       ms_mann_whitney *result)
{
	double n = sums->n1 + sums->n2;
	double pairs = sums->n1 * sums->n2;
	double sd = sqrt(pairs / (12 * n) * (sums->spread / (n - 1)));
	double order = ms_rank_order(pairs, sd, options);
	ms_law law;

	result->z = ms_rank_z(sums->u - pairs / 2, sd, options);
	if (wants_exact(sums->n1, sums->n2, sums->ties, options->exact) &&
	    exact_room(sums->n1, sums->n2, options->exact == MS_EXACT_ALWAYS) > 0)
	{
		law_of_u(a, b, sums, room, &law);
		exact_test(&law, sums, options, &order, result);
	}
	else
		normal_test(options, result);
	return order;
}

void
ms_mann_whitney_test(const ms_runs *a,
                     const ms_runs *b,
                     const ms_rank_options *options,
                     double *room,
                     ms_mann_whitney *result)
{
	ms_pairwise differences;
	rank_sums sums;
	double n1;
	double n2;
	double order;

	*result = (ms_mann_whitney){.method = "Mann-Whitney test",
	                            .estimate = MS_NULL,
	                            .statistic = MS_NULL,
	                            .p_value = MS_NULL,
	                            .log10_p_value = MS_NULL,
	                            .limits = {MS_NULL, MS_NULL},
	                            .achieved_level = MS_NULL,
	                            .z = MS_NULL,
	                            .group1 = no_group,
	                            .group2 = no_group,
	                            .superiority = MS_NULL,
	                            .rank_biserial = MS_NULL};
	result->note = count_both(a, b, &n1, &n2);
	result->group1.n = n1;
	result->group2.n = n2;
	if (result->note != NULL)
		return;
	sums = sum_ranks(a, b, n1, n2);
	result->statistic = sums.u;
	result->superiority = sums.u / (n1 * n2);
	result->rank_biserial = 2 * result->superiority - 1;
	fill_group(&result->group1, a, n1, sums.u);
	fill_group(&result->group2, b, n2, n1 * n2 - sums.u);
	if (sums.spread == 0)
		result->note = ALL_EQUAL;
	else if (!isfinite(ms_runs_at(a, n1) - ms_runs_at(b, 1)) ||
	         !isfinite(ms_runs_at(b, n2) - ms_runs_at(a, 1)))
		result->note = "differences are beyond double precision";
	if (result->note != NULL)
		return;
	order = test_u(a, b, &sums, options, room, result);
	if (order < 1 && result->note == NULL)
		result->note = "too few rows for limits of this level: they are the "
		               "extreme differences";
	ms_pairwise_differences(&differences, a, b, room);
	result->estimate = ms_pairwise_median(&differences);
	result->limits =
	    ms_pairwise_limits(&differences, fmax(order, 1), options->alternative);
}

/* ---- Brunner-Munzel ---- */

/* The sums of squared distances of the places from their means. */
static void
spread_of_places(const ms_runs *a,
                 const ms_runs *b,
                 double mean_a,
                 double mean_b,
                 double *spread_a,
                 double *spread_b)
{
	ms_runs_pair walk = {.a = a, .b = b};
	double sum_a = 0;
	double sum_b = 0;

	while (ms_runs_next(&walk))
	{
		double place_a = walk.below_b + walk.at_b / 2 - mean_a;
		double place_b = walk.below_a + walk.at_a / 2 - mean_b;

		sum_a += walk.at_a * place_a * place_a;
		sum_b += walk.at_b * place_b * place_b;
	}
	*spread_a = sum_a;
	*spread_b = sum_b;
}

void
ms_brunner_munzel_test(const ms_runs *a,
                       const ms_runs *b,
                       ms_alternative alternative,
                       double level,
                       ms_brunner_munzel *result)
{
	double n1;
	double n2;
	double u;
	double share1; /* of the squared standard error */
	double share2;

	*result = (ms_brunner_munzel){.estimate = MS_NULL,
	                              .std_error = MS_NULL,
	                              .statistic = MS_NULL,
	                              .df = MS_NULL,
	                              .p_value = MS_NULL,
	                              .limits = {MS_NULL, MS_NULL}};
	result->note = count_both(a, b, &n1, &n2);
	result->n1 = n1;
	result->n2 = n2;
	if (result->note != NULL)
		return;
	u = sum_ranks(a, b, n1, n2).u;
	result->estimate = (n1 * n2 - u) / (n1 * n2);
	if (n1 < 2 || n2 < 2)
	{
		result->note = "fewer than 2 rows in a group";
		return;
	}
	spread_of_places(a, b, u / n1, (n1 * n2 - u) / n2, &share1, &share2);
	share1 /= (n1 - 1) * n1 * n2 * n2;
	share2 /= (n2 - 1) * n2 * n1 * n1;
	if (share1 + share2 == 0)
	{
		result->note = result->estimate == 0.5
		                   ? ALL_EQUAL
		                   : "the groups do not overlap: no standard error";
		return;
	}
	result->std_error = sqrt(share1 + share2);
	result->statistic = (result->estimate - 0.5) / result->std_error;
	result->df = (share1 + share2) * (share1 + share2) /
	             (share1 * share1 / (n1 - 1) + share2 * share2 / (n2 - 1));
	/* the statistic is high where a is low */
	result->p_value =
	    ms_p_value_t(result->statistic, result->df, turned(alternative));
	result->limits = ms_limits_t(result->estimate,
	                             result->std_error,
	                             result->df,
	                             turned(alternative),
	                             level);
	result->limits.low = fmax(0, result->limits.low);
	result->limits.high = fmin(1, result->limits.high);
}

/* ---- Kolmogorov-Smirnov ---- */

static bool
ks_wants_exact(double n1, double n2, ms_exact exact)
{
	return exact == MS_EXACT_ALWAYS ||
	       (exact == MS_EXACT_AUTO && n1 * n2 < KS_EXACT_BELOW);
}

/* Doubles for the exact law, and as many bytes as there are rows. */
size_t
ms_ks_room(const ms_runs *a, const ms_runs *b, ms_exact exact)
{
	double n1;
	double n2;
	size_t room;

	if (count_both(a, b, &n1, &n2) != NULL || !ks_wants_exact(n1, n2, exact))
		return 0;
	room = ms_smirnov_room(n1, n2);
	return room == 0 ? 0 : room + (size_t) (n1 + n2) / sizeof(double) + 1;
}

/* n1 n2 times the largest distance; a whole number */
static double
largest_distance(const ms_runs *a, const ms_runs *b, double n1, double n2)
{
	ms_runs_pair walk = {.a = a, .b = b};
	double largest = 0;

	while (ms_runs_next(&walk))
		largest = fmax(largest,
		               fabs((walk.below_a + walk.at_a) * n2 -
		                    (walk.below_b + walk.at_b) * n1));
	return largest;
}

static double
exact_smirnov(const ms_runs *a,
              const ms_runs *b,
              const ms_ks *result,
              double largest,
              double *room)
{
	int64_t n1 = (int64_t) result->n1;
	int64_t n2 = (int64_t) result->n2;
	double *cells = room + (n1 + n2) / sizeof(double) + 1;
	bool *ends = (bool *) room;
	ms_runs_pair walk = {.a = a, .b = b};
	int64_t passed = 0;

	while (ms_runs_next(&walk))
	{
		double t = walk.at_a + walk.at_b;

		for (double k = 1; k < t; k++)
			ends[passed++] = false;
		ends[passed++] = true;
	}
	return ms_smirnov_exact(n1, n2, largest, ends, cells);
}

void
ms_ks_test(const ms_runs *a,
           const ms_runs *b,
           ms_exact exact,
           double *room,
           ms_ks *result)
{
	double n1;
	double n2;
	double largest;

	*result = (ms_ks){.method = "Kolmogorov-Smirnov test",
	                  .statistic = MS_NULL,
	                  .p_value = MS_NULL};
	result->note = count_both(a, b, &n1, &n2);
	result->n1 = n1;
	result->n2 = n2;
	if (result->note != NULL)
		return;
	largest = largest_distance(a, b, n1, n2);
	result->statistic = largest / (n1 * n2);
	if (ks_wants_exact(n1, n2, exact) && ms_smirnov_room(n1, n2) > 0)
	{
		result->method = "Kolmogorov-Smirnov test (exact)";
		result->p_value = exact_smirnov(a, b, result, largest, room);
		return;
	}
	result->method = "Kolmogorov-Smirnov test (asymptotic)";
	result->p_value =
	    ms_smirnov_limit(result->statistic * sqrt(n1 * (n2 / (n1 + n2))));
	if (exact == MS_EXACT_ALWAYS)
		result->note = "too many rows for the exact law";
}
