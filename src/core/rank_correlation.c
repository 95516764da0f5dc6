/*
 * rank_correlation.c
 *		Spearman's and Kendall's correlations of pairs.
 *
 * Spearman's rho is Pearson's correlation of the midranks,
 *
 *	rho = 12 sum (r - c) (s - c) / sqrt(S_x S_y),  c = (n + 1) / 2
 *
 * with S as in runs.c.  Without ties its p-value is exact up to 9 rows, then that
 * of the Edgeworth series as far as R uses it, below 1290 rows, but not in far
 * tails, where the series falls to 0.  There, beyond, and with ties it is that of
 * t = rho sqrt((n - 2) / (1 - rho^2)), n - 2 degrees of freedom.  Where all ranks
 * agree (rho of 1 or -1) it is the share of the orders in which they do.  Limits:
 * Fisher's z with the standard error sqrt((1 + rho^2 / 2) / (n - 3)) of Bonett &
 * Wright (2000), Psychometrika 65:23.
 *
 * Kendall's tau-b is (C - D) / sqrt((n0 - n1) (n0 - n2)), of n0 = n (n - 1) / 2
 * pairs of rows, of which n1 tie in x, n2 in y, n3 in both.  With the rows in
 * order of y, and of x where y ties, the discordant pairs D are the inversions of
 * x, which a merge sort counts; C = n0 - n1 - n2 + n3 - D.  Knight (1966), JASA
 * 61:436.  Below 50 rows without ties the p-value is exact; else that of z = (C -
 * D) / sd, with the variance for ties of Kendall (1970), Rank Correlation Methods,
 * as R has it.  Limits: Fisher's z of tau with the standard error
 * sqrt(0.437 / (n - 4)) of Fieller, Hartley & Pearson (1957), Biometrika 44:470.
 */
#include <string.h>

#include "distribution.h"
#include "port.h"
#include "rank_correlation.h"
#include "rank_law.h"
#include "sort.h"

#define KENDALL_EXACT_BELOW 50 /* rows, as R has it */
#define SPEARMAN_SERIES_BELOW 1290 /* rows, likewise */
#define SPEARMAN_FAR 1e-6 /* a tail where the series may have ended */

/* ---- what both begin with ---- */

/* A column of the pairs as runs: the one they are in order of, or weights. */
static ms_runs
keys_of(const ms_sample *pairs)
{
	ms_runs keys = {
	    pairs->n, ms_sample_stride(pairs->columns), pairs->records, NULL};

	if (pairs->columns & MS_SAMPLE_WEIGHT)
		keys.weight = pairs->records + 2;
	return keys;
}

static ms_rank_correlation
undefined(const char *method)
{
	return (ms_rank_correlation){.method = method,
	                             .estimate = MS_NULL,
	                             .statistic = MS_NULL,
	                             .df = MS_NULL,
	                             .p_value = MS_NULL,
	                             .limits = {MS_NULL, MS_NULL},
	                             .concordant = MS_NULL,
	                             .discordant = MS_NULL};
}

/* Records (value, ..., weight), in order: what is known of their ties. */
typedef struct tie_sums
{
	double spread; /* S */
	double pairs; /* sum t (t - 1) / 2 */
	double triples; /* sum t (t - 1) (t - 2) */
	double variance; /* sum t (t - 1) (2 t + 5) */
} tie_sums;

static tie_sums
sum_ties(const ms_runs *r, double n)
{
	tie_sums sums = {0, 0, 0, 0};

	for (int64_t i = 0; i < r->n;)
	{
		double t = ms_runs_take(r, &i, ms_runs_value(r, i));

		sums.spread += ms_runs_ties(t, n);
		sums.pairs += t * (t - 1) / 2;
		sums.triples += t * (t - 1) * (t - 2);
		sums.variance += t * (t - 1) * (2 * t + 5);
	}
	return sums;
}

/* Fisher's z, there and back; `rows` are those that its variance counts. */
static void
set_limits(double factor,
           double rows,
           const ms_rank_options *options,
           ms_rank_correlation *result)
{
	ms_interval limits;

	if (fabs(result->estimate) == 1)
		result->note = "all ranks agree: no limits";
	else if (rows <= 0)
		result->note = "too few rows for limits";
	if (result->note != NULL)
		return;
	limits = ms_limits_normal(atanh(result->estimate),
	                          sqrt(factor / rows),
	                          options->alternative,
	                          options->level);
	result->limits = (ms_interval){tanh(limits.low), tanh(limits.high)};
}

static double
one_sided_doubled(double lower, double upper, ms_alternative alternative)
{
	if (alternative == MS_LESS)
		return lower;
	if (alternative == MS_GREATER)
		return upper;
	return fmin(1, 2 * fmin(lower, upper));
}

/* ---- Spearman ---- */

/* doubles for either */
size_t
ms_rank_correlation_room(const ms_sample *pairs)
{
	size_t sorted = 6 * (size_t) pairs->n;
	size_t spearman = ms_law_spearman_room((double) pairs->n);
	size_t kendall = pairs->n < KENDALL_EXACT_BELOW
	                     ? ms_law_inversions_room((double) pairs->n)
	                     : 0;
	size_t law = spearman > kendall ? spearman : kendall;

	return sorted > law ? sorted : law;
}

/* Records (x, rank of the key less the mean rank, weight), in order of x. */
static void
write_key_ranks(const ms_sample *pairs, double n, double *records)
{
	ms_runs keys = keys_of(pairs);
	double below = 0;

	for (int64_t i = 0; i < pairs->n;)
	{
		int64_t first = i;
		double t = ms_runs_take(&keys, &i, ms_runs_value(&keys, first));

		for (; first < i; first++)
		{
			records[3 * first] = ms_sample_value(pairs, first);
			records[3 * first + 1] = below + (t + 1) / 2 - (n + 1) / 2;
			records[3 * first + 2] = ms_sample_weight(pairs, first);
		}
		below += t;
	}
	ms_sort_records(records, pairs->n, 3, 0, records + 3 * pairs->n);
}

/* sum (r - c) (s - c) */
static double
sum_products(const ms_runs *x, const double *records, double n)
{
	ms_sum sum = {0, 0};
	double below = 0;

	for (int64_t i = 0; i < x->n;)
	{
		int64_t first = i;
		double t = ms_runs_take(x, &i, ms_runs_value(x, first));
		double rank = below + (t + 1) / 2 - (n + 1) / 2;

		for (; first < i; first++)
			ms_sum_add(&sum,
			           records[3 * first + 2] * rank * records[3 * first + 1]);
		below += t;
	}
	return ms_sum_total(&sum);
}

/* The tails of rho without ties; false where no law fits. */
static bool
spearman_tails(double rho,
               double n,
               double *room,
               double *lower,
               double *upper,
               ms_rank_correlation *result)
{
	double most = n * (n * n - 1) / 3;
	double sum = rint(most * (1 - rho) / 2); /* of squared differences */
	double t_tail;
	double smaller;
	ms_law law;

	if (n <= MS_LAW_SPEARMAN_MOST)
	{
		result->method = "Spearman's rank correlation (exact)";
		ms_law_spearman((int) n, room, &law);
		*upper = ms_law_p_value(&law, sum, most / 2, MS_LESS);
		*lower = ms_law_p_value(&law, sum, most / 2, MS_GREATER);
		return true;
	}
	*upper = ms_spearman_edgeworth(sum + 2, n, true);
	*lower = ms_spearman_edgeworth(sum, n, false);
	t_tail = ms_t_cdf(fabs(result->statistic), n - 2, MS_UPPER);
	smaller = fmin(*upper, *lower);
	/* the true tail is heavier than that of t: below it the series has ended */
	if (smaller == 0 || (t_tail < SPEARMAN_FAR && smaller < t_tail))
		return false;
	result->method = "Spearman's rank correlation (Edgeworth series)";
	return true;
}

/* All ranks agree: of n! orders, the product of t! do. */
static double
share_of_agreeing(const ms_runs *x, double n)
{
	double log_share = -lgamma(n + 1);

	for (int64_t i = 0; i < x->n;)
		log_share += lgamma(ms_runs_take(x, &i, ms_runs_value(x, i)) + 1);
	return exp(log_share);
}

static void
test_rho(const ms_runs *x,
         bool ties,
         const ms_rank_options *options,
         double *room,
         ms_rank_correlation *result)
{
	double rho = result->estimate;
	double n = result->n;
	double lower = 1;
	double upper = 1;
	bool wants_law =
	    !ties && n < SPEARMAN_SERIES_BELOW && options->exact != MS_EXACT_NEVER;

	result->df = n - 2;
	if (fabs(rho) < 1)
		result->statistic = ms_t_of_r(rho, n - 2);
	if (fabs(rho) == 1)
	{
		*(rho > 0 ? &upper : &lower) = share_of_agreeing(x, n);
		result->method = "Spearman's rank correlation (exact)";
		result->p_value = one_sided_doubled(lower, upper, options->alternative);
		return;
	}
	if (wants_law && spearman_tails(rho, n, room, &lower, &upper, result))
	{
		result->p_value = one_sided_doubled(lower, upper, options->alternative);
		return;
	}
	result->method = "Spearman's rank correlation (t approximation)";
	result->p_value =
	    ms_p_value_t(result->statistic, n - 2, options->alternative);
	if (options->exact == MS_EXACT_ALWAYS)
		result->note = ties ? "no exact law with ties"
		                    : "no exact law for so many rows, or so far out";
}

/* How many pairs there are, and why they tell nothing, or NULL. */
static const char *
count_pairs(const ms_sample *pairs, double least, double *n)
{
	ms_runs keys = keys_of(pairs);
	const char *note = ms_runs_count(&keys, n);

	if (note != NULL || *n >= least)
		return note;
	return *n == 0 ? "no rows" : "fewer than 3 rows";
}

void
ms_spearman(const ms_sample *pairs,
            const ms_rank_options *options,
            double *room,
            ms_rank_correlation *result)
{
	ms_runs x = {pairs->n, 3, room, room + 2};
	ms_runs y = keys_of(pairs);
	tie_sums ties_x;
	tie_sums ties_y;
	double rho;
	double n;

	*result = undefined("Spearman's rank correlation");
	result->note = count_pairs(pairs, 3, &n);
	result->n = n;
	if (result->note != NULL)
		return;
	write_key_ranks(pairs, n, room);
	ties_x = sum_ties(&x, n);
	ties_y = sum_ties(&y, n);
	if (ties_x.spread == 0 || ties_y.spread == 0)
	{
		result->note = ties_x.spread == 0 ? "x is constant" : "y is constant";
		return;
	}
	rho = 12 * sum_products(&x, room, n) / sqrt(ties_x.spread) /
	      sqrt(ties_y.spread);
	/* ranks that agree but for rounding agree */
	if (fabs(rho) > 1 - 1e-14)
		rho = copysign(1, rho);
	result->estimate = rho;
	set_limits(1 + rho * rho / 2, n - 3, options, result);
	test_rho(&x, ties_x.pairs + ties_y.pairs > 0, options, room, result);
}

/* ---- Kendall ---- */

/* Merge two sorted stretches of (x, weight); the weight of the inversions. */
static double
merge_counting(const double *left,
               const double *left_end,
               const double *right,
               const double *right_end,
               double *to)
{
	double inversions = 0;
	double left_over = 0;

	for (const double *at = left; at < left_end; at += 2)
		left_over += at[1];
	while (left < left_end || right < right_end)
	{
		bool from_right =
		    left == left_end || (right < right_end && *right < *left);
		const double **from = from_right ? &right : &left;

		if (from_right)
			inversions += (*from)[1] * left_over;
		else
			left_over -= (*from)[1];
		*to++ = (*from)[0];
		*to++ = (*from)[1];
		*from += 2;
	}
	return inversions;
}

/* Sort n records (x, weight); *sorted is where they are then. */
static double
count_inversions(int64_t n, double *records, double *spare, double **sorted)
{
	double inversions = 0;

	for (int64_t width = 1; width < n; width *= 2)
	{
		double *swap = records;

		for (int64_t i = 0; i < n; i += 2 * width)
		{
			int64_t middle = i + width < n ? i + width : n;
			int64_t end = middle + width < n ? middle + width : n;

			if (width >= MS_RUNS_QUIET || i % MS_RUNS_QUIET == 0)
				ms_check_interrupts();
			inversions += merge_counting(records + 2 * i,
			                             records + 2 * middle,
			                             records + 2 * middle,
			                             records + 2 * end,
			                             spare + 2 * i);
		}
		records = spare;
		spare = swap;
	}
	*sorted = records;
	return inversions;
}

/* sum t (t - 1) / 2 over the pairs that tie in both */
static double
ties_in_both(const ms_sample *pairs)
{
	double sum = 0;
	double t = 0;

	for (int64_t i = 0; i < pairs->n; i++)
	{
		bool again = i > 0 &&
		             ms_sample_key(pairs, i) == ms_sample_key(pairs, i - 1) &&
		             ms_sample_value(pairs, i) == ms_sample_value(pairs, i - 1);

		ms_runs_look_around(i);
		sum += again ? 0 : t * (t - 1) / 2;
		t = (again ? t : 0) + ms_sample_weight(pairs, i);
	}
	return sum + t * (t - 1) / 2;
}

/* of C - D, when x and y are independent */
static double
variance_of_score(double n, const tie_sums *x, const tie_sums *y)
{
	double variance =
	    (n * (n - 1) * (2 * n + 5) - x->variance - y->variance) / 18;

	variance += 2 * x->pairs * y->pairs / (n * (n - 1));
	if (n > 2)
		variance += x->triples * y->triples / (9 * n * (n - 1) * (n - 2));
	return variance;
}

static void
test_tau(double score,
         double sd,
         bool ties,
         const ms_rank_options *options,
         double *room,
         ms_rank_correlation *result)
{
	double n = result->n;
	ms_law law;

	result->statistic = ms_known(score / sd);
	if (!ties && n < KENDALL_EXACT_BELOW && options->exact != MS_EXACT_NEVER)
	{
		double pairs = n * (n - 1) / 2;

		ms_law_inversions((int64_t) n, room, &law);
		result->method = "Kendall's tau-b (exact)";
		result->p_value = ms_law_p_value(
		    &law, result->concordant, pairs / 2, options->alternative);
		return;
	}
	result->method = "Kendall's tau-b (normal approximation)";
	result->p_value =
	    ms_p_value_normal(result->statistic, options->alternative);
	if (options->exact == MS_EXACT_ALWAYS)
		result->note =
		    ties ? "no exact law with ties" : "too many rows for the exact law";
}

void
ms_kendall(const ms_sample *pairs,
           const ms_rank_options *options,
           double *room,
           ms_rank_correlation *result)
{
	ms_runs x = {pairs->n, 2, NULL, NULL};
	ms_runs y = keys_of(pairs);
	tie_sums ties_x;
	tie_sums ties_y;
	double *sorted;
	double all;
	double score;
	double n;

	*result = undefined("Kendall's tau-b");
	result->note = count_pairs(pairs, 3, &n);
	result->n = n;
	if (result->note != NULL)
		return;
	for (int64_t i = 0; i < pairs->n; i++)
	{
		ms_runs_look_around(i);
		room[2 * i] = ms_sample_value(pairs, i);
		room[2 * i + 1] = ms_sample_weight(pairs, i);
	}
	result->discordant =
	    count_inversions(pairs->n, room, room + 2 * pairs->n, &sorted);
	x.value = sorted;
	x.weight = sorted + 1;
	ties_x = sum_ties(&x, n);
	ties_y = sum_ties(&y, n);
	all = n * (n - 1) / 2;
	result->concordant = all - ties_x.pairs - ties_y.pairs +
	                     ties_in_both(pairs) - result->discordant;
	if (ties_x.spread == 0 || ties_y.spread == 0)
	{
		result->note = ties_x.spread == 0 ? "x is constant" : "y is constant";
		return;
	}
	score = result->concordant - result->discordant;
	result->estimate =
	    score / sqrt((all - ties_x.pairs) * (all - ties_y.pairs));
	result->estimate = fmax(-1, fmin(1, result->estimate));
	set_limits(0.437, n - 4, options, result);
	test_tau(score,
	         sqrt(variance_of_score(n, &ties_x, &ties_y)),
	         ties_x.pairs + ties_y.pairs > 0,
	         options,
	         room,
	         result);
}
