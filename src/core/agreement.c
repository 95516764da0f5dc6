/*
 * agreement.c
 *		How far several coders give the same units the same values.
 *
 * Fleiss' kappa.  N units have m ratings each, n_ic of them for category c, and
 * p_c is the share of c in all N m.  With the shares of pairs that disagree,
 *
 *	A = sum (m^2 - sum n_ic^2) / (N m (m - 1)),  B = sum p_c (1 - p_c)
 *	kappa = 1 - A / B
 *	SE^2  = 2 (B^2 - sum p_c (1 - p_c)(1 - 2 p_c)) / (B^2 N m (m - 1))
 *
 * the standard error being that of kappa = 0.  Units with fewer ratings than
 * others are left out.
 *
 * Krippendorff's alpha = 1 - D_o / D_e.  Of the n ratings in units u with m_u >=
 * 2 of them,
 *
 *	D_o = sum over u of (sum over pairs i <> j in u of d(i, j)) / (m_u - 1) / n
 *	D_e = sum over all pairs of d(i, j) / (n (n - 1))
 *
 *	nominal		d = 1 where values differ: a sum of squared counts
 *	interval	d = (v_i - v_j)^2: 2 m times the sum of squares about the mean
 *	ordinal		the same of the ranks: the count of the ratings from one value
 *				to the other, each end by half, is the distance of mid-ranks
 *	ratio		d = ((v_i - v_j) / (v_i + v_j))^2, over pairs of distinct values
 *
 * Kendall's W.  m coders rank n units, R_u is the sum of the mid-ranks of u, and
 * t are the sizes of groups of ties:
 *
 *	W = 12 sum (R_u - mean)^2 / (m^2 (n^3 - n) - m sum (t^3 - t))
 *
 * and m (n - 1) W is chi-square on n - 1.  Units that a coder has not rated are
 * left out.
 *
 * Sources: Fleiss (1971), Psychol Bull 76:378; Fleiss, Nee & Landis (1979),
 * Psychol Bull 86:974; Krippendorff (2011), Computing Krippendorff's
 * alpha-reliability; Kendall & Babington Smith (1939), Ann Math Stat 10:275.
 */
#include "agreement.h"
#include "distribution.h"
#include "port.h"
#include "sort.h"
#include "sum.h"

#define QUIET 65536 /* records passed between two looks for interrupts */

static inline void
look_around(int64_t i)
{
	if (i % QUIET == QUIET - 1)
		ms_check_interrupts();
}

static double
unit_of(const ms_ratings *r, int64_t i)
{
	return r->records[i * MS_RATING_STRIDE];
}

static double
coder_of(const ms_ratings *r, int64_t i)
{
	return r->records[i * MS_RATING_STRIDE + 1];
}

static double
value_of(const ms_ratings *r, int64_t i)
{
	return r->records[i * MS_RATING_STRIDE + 2];
}

/* Where the unit of record i ends. */
static int64_t
unit_end(const ms_ratings *r, int64_t i)
{
	int64_t end = i + 1;

	while (end < r->n && unit_of(r, end) == unit_of(r, i))
		end++;
	look_around(end);
	return end;
}

/* Why the ratings cannot be used at all, or NULL. */
static const char *
ratings_note(const ms_ratings *r)
{
	if (r->n == 0)
		return "no ratings";
	for (int64_t i = 1; i < r->n; i++)
	{
		if (unit_of(r, i) == unit_of(r, i - 1) &&
		    coder_of(r, i) == coder_of(r, i - 1))
			return "a coder has rated a unit more than once";
	}
	return r->coders < 2 ? "fewer than 2 coders" : NULL;
}

/*
 * Copies (unit, value) of the units that have from `least` ratings on; answers
 * how many records they are, and counts units kept and left out.
 */
static int64_t
keep_units(const ms_ratings *r,
           int64_t least,
           double *pairs,
           int64_t *kept,
           int64_t *left_out)
{
	int64_t n = 0;
	int64_t end;

	*kept = *left_out = 0;
	for (int64_t i = 0; i < r->n; i = end)
	{
		end = unit_end(r, i);
		if (end - i < least)
		{
			(*left_out)++;
			continue;
		}
		(*kept)++;
		for (; i < end; i++)
		{
			pairs[2 * n] = unit_of(r, i);
			pairs[2 * n++ + 1] = value_of(r, i);
		}
	}
	return n;
}

/* Where the run of equal pairs, or of equal first numbers, ends. */
static int64_t
run_end(const double *pairs, int64_t n, int64_t i, bool both)
{
	int64_t end = i + 1;

	while (end < n && pairs[2 * end] == pairs[2 * i] &&
	       (!both || pairs[2 * end + 1] == pairs[2 * i + 1]))
		end++;
	look_around(end);
	return end;
}

/* (unit, value) becomes (value, unit), and the other way round, in order. */
static void
turn(double *pairs, int64_t n, double *scratch)
{
	for (int64_t i = 0; i < n; i++)
	{
		double first = pairs[2 * i];

		pairs[2 * i] = pairs[2 * i + 1];
		pairs[2 * i + 1] = first;
	}
	ms_sort_records(pairs, n, 2, 0, scratch);
}

/* Of (unit, value) in order: sum over units of (m^2 - sum n_uc^2) / (m - 1). */
static double
unequal_pairs(const double *pairs, int64_t n)
{
	ms_sum sum = {0, 0};
	int64_t end;

	for (int64_t i = 0; i < n; i = end)
	{
		double m;
		double equal = 0;
		int64_t same;

		end = run_end(pairs, n, i, false);
		m = end - i;
		for (int64_t j = i; j < end; j = same)
		{
			same = run_end(pairs, n, j, true);
			equal += (double) (same - j) * (same - j);
		}
		ms_sum_add(&sum, (m * m - equal) / (m - 1));
	}
	return ms_sum_total(&sum);
}

/* ---- Fleiss' kappa ---- */

static int64_t
most_ratings(const ms_ratings *r)
{
	int64_t most = 0;
	int64_t end;

	for (int64_t i = 0; i < r->n; i = end)
	{
		end = unit_end(r, i);
		most = end - i > most ? end - i : most;
	}
	return most;
}

void
ms_fleiss_of(const ms_ratings *r, double *work, ms_fleiss *result)
{
	double *pairs = work;
	double *scratch = work + 2 * r->n;
	double unequal, chance = 0, skew = 0;
	int64_t n, end;

	*result = (ms_fleiss){.kappa = MS_NULL,
	                      .std_error = MS_NULL,
	                      .statistic = MS_NULL,
	                      .p_value = MS_NULL,
	                      .agreement = MS_NULL,
	                      .expected = MS_NULL,
	                      .note = ratings_note(r)};
	if (result->note != NULL)
		return;
	result->coders = most_ratings(r);
	n = keep_units(
	    r, result->coders, pairs, &result->units, &result->incomplete);
	if (result->coders < 2)
	{
		result->note = "no unit has two ratings";
		return;
	}
	/* the records are in the order of coders within a unit */
	ms_sort_records(pairs, n, 2, 0, scratch);
	unequal = unequal_pairs(pairs, n) / n;
	turn(pairs, n, scratch);
	for (int64_t i = 0; i < n; i = end)
	{
		double p, q;

		end = run_end(pairs, n, i, false);
		p = (double) (end - i) / n;
		q = (double) (n - (end - i)) / n;
		chance += p * q;
		skew += p * q * (q - p);
		result->categories++;
	}
	result->agreement = 1 - unequal;
	result->expected = 1 - chance;
	if (result->categories < 2)
	{
		result->note = "all ratings are the same: no agreement beyond chance";
		return;
	}
	result->kappa = 1 - unequal / chance;
	result->std_error = sqrt(2 * fmax(chance * chance - skew, 0)) /
	                    (chance * sqrt((double) n * (result->coders - 1)));
	if (result->std_error > 0)
	{
		result->statistic = result->kappa / result->std_error;
		result->p_value =
		    fmin(1, 2 * ms_normal_cdf(fabs(result->statistic), MS_UPPER));
	}
	if (result->incomplete > 0)
		result->note = "units with fewer ratings than others are left out";
}

/* ---- Krippendorff's alpha ---- */

/* Twice m times the sum of squares about the mean, of m values. */
static double
squared_distances(const double *pairs, int64_t m, int at)
{
	ms_sum mean = {0, 0};
	ms_sum squares = {0, 0};
	double first = pairs[at];
	double centre;

	for (int64_t i = 0; i < m; i++)
	{
		look_around(i);
		ms_sum_add(&mean, pairs[2 * i + at] - first);
	}
	centre = ms_sum_total(&mean) / m;
	for (int64_t i = 0; i < m; i++)
	{
		double distance = (pairs[2 * i + at] - first) - centre;

		look_around(i);
		ms_sum_add(&squares, distance * distance);
	}
	return 2 * (double) m * ms_sum_total(&squares);
}

static double
ratio_distance(double v, double w)
{
	double share = (v - w) / (v + w);

	return v == w ? 0 : share * share;
}

/* Twice the sum of d over pairs; values in order, equal ones together. */
static double
ratio_distances(const double *pairs, int64_t m, int at)
{
	ms_sum sum = {0, 0};

	for (int64_t i = 0; i < m; i++)
	{
		for (int64_t j = 0; j < i; j++)
			ms_sum_add(
			    &sum, 2 * ratio_distance(pairs[2 * i + at], pairs[2 * j + at]));
		ms_check_interrupts();
	}
	return ms_sum_total(&sum);
}

/* The same over distinct values, each with its count. */
static double
ratio_distances_counted(const double *pairs, int64_t n)
{
	ms_sum sum = {0, 0};
	int64_t end, other;

	for (int64_t i = 0; i < n; i = end)
	{
		end = run_end(pairs, n, i, false);
		ms_check_interrupts();
		for (int64_t j = 0; j < i; j = other)
		{
			other = run_end(pairs, n, j, false);
			ms_sum_add(&sum,
			           2.0 * (end - i) * (other - j) *
			               ratio_distance(pairs[2 * i], pairs[2 * j]));
		}
	}
	return ms_sum_total(&sum);
}

/* Of (value, unit) in order: n^2 - sum n_c^2, or the sum over all pairs. */
static double
all_distances(const double *pairs, int64_t n, ms_level level)
{
	double equal = 0;
	int64_t end;

	if (level == MS_RATIO)
		return ratio_distances_counted(pairs, n);
	if (level != MS_NOMINAL)
		return squared_distances(pairs, n, 0);
	for (int64_t i = 0; i < n; i = end)
	{
		end = run_end(pairs, n, i, false);
		equal += (double) (end - i) * (end - i);
	}
	return (double) n * n - equal;
}

/* Of (unit, value) in order: sum over units of distances / (m - 1). */
static double
distances_within(const double *pairs, int64_t n, ms_level level)
{
	ms_sum sum = {0, 0};
	int64_t end;

	if (level == MS_NOMINAL)
		return unequal_pairs(pairs, n);
	for (int64_t i = 0; i < n; i = end)
	{
		double m;

		end = run_end(pairs, n, i, false);
		m = end - i;
		ms_sum_add(&sum,
		           (level == MS_RATIO
		                ? ratio_distances(pairs + 2 * i, end - i, 1)
		                : squared_distances(pairs + 2 * i, end - i, 1)) /
		               (m - 1));
	}
	return ms_sum_total(&sum);
}

/* Values become mid-ranks, which keep their order. */
static void
rank_values(double *pairs, int64_t n)
{
	int64_t end;

	for (int64_t i = 0; i < n; i = end)
	{
		end = run_end(pairs, n, i, false);
		for (int64_t j = i; j < end; j++)
			pairs[2 * j] = (i + end + 1) / 2.0;
	}
}

void
ms_krippendorff_of(const ms_ratings *r,
                   ms_level level,
                   double *work,
                   ms_krippendorff *result)
{
	double *pairs = work;
	double *scratch = work + 2 * r->n;
	int64_t n;

	*result = (ms_krippendorff){.alpha = MS_NULL,
	                            .observed = MS_NULL,
	                            .expected = MS_NULL,
	                            .agreement = MS_NULL,
	                            .note = ratings_note(r)};
	if (result->note != NULL)
		return;
	n = keep_units(r, 2, pairs, &result->units, &result->single);
	result->ratings = n;
	if (n == 0)
	{
		result->note = "no unit has two ratings";
		return;
	}
	ms_sort_records(pairs, n, 2, 0, scratch);
	result->agreement = 1 - unequal_pairs(pairs, n) / n;
	turn(pairs, n, scratch);
	if (pairs[0] == pairs[2 * (n - 1)])
	{
		result->note = "all ratings are the same: no agreement beyond chance";
		return;
	}
	if (level == MS_RATIO && pairs[0] < 0)
	{
		result->note = "level ratio needs values that are not negative";
		return;
	}
	if (level == MS_ORDINAL)
		rank_values(pairs, n);
	result->expected = all_distances(pairs, n, level) / n / (n - 1);
	turn(pairs, n, scratch);
	result->observed = distances_within(pairs, n, level) / n;
	result->alpha = ms_known(1 - result->observed / result->expected);
	result->observed = ms_known(result->observed);
	result->expected = ms_known(result->expected);
	if (ms_is_null(result->alpha))
		result->note = "the values are too far apart, or too near, for double "
		               "precision";
}

/* ---- Kendall's W ---- */

/* Copies (coder, value, unit) of the units that all coders have rated. */
static int64_t
keep_complete(const ms_ratings *r, double *records, ms_kendall_w *result)
{
	int64_t n = 0;
	int64_t end;

	for (int64_t i = 0; i < r->n; i = end)
	{
		end = unit_end(r, i);
		if (end - i < r->coders)
		{
			result->incomplete++;
			continue;
		}
		for (; i < end; i++)
		{
			records[3 * n] = coder_of(r, i);
			records[3 * n + 1] = value_of(r, i);
			records[3 * n++ + 2] = result->units;
		}
		result->units++;
	}
	return n;
}

/*
 * Adds the mid-ranks of one coder's n records to the sums of the units; answers
 * the sum of t^3 - t.
 */
static double
add_ranks(const double *records, int64_t n, double *sums)
{
	double ties = 0;
	int64_t end;

	for (int64_t i = 0; i < n; i = end)
	{
		double t;

		for (end = i + 1; end < n && records[3 * end + 1] == records[3 * i + 1];
		     end++)
			;
		t = end - i;
		ties += t * t * t - t;
		for (int64_t j = i; j < end; j++)
			sums[(int64_t) records[3 * j + 2]] += (i + end + 1) / 2.0;
		look_around(end);
	}
	return ties;
}

void
ms_kendall_w_of(const ms_ratings *r, double *work, ms_kendall_w *result)
{
	double *records = work;
	double *sums = work + 6 * r->n;
	double m = r->coders;
	double n, cubes, mean;
	double ties = 0;
	bool constant = false;
	ms_sum spread = {0, 0};

	*result = (ms_kendall_w){.w = MS_NULL,
	                         .statistic = MS_NULL,
	                         .df = MS_NULL,
	                         .p_value = MS_NULL,
	                         .note = ratings_note(r)};
	if (result->note != NULL)
		return;
	ms_sort_records(
	    records, keep_complete(r, records, result), 3, 0, work + 3 * r->n);
	n = result->units;
	if (result->units < 2)
	{
		result->note = "fewer than 2 units are rated by all coders";
		return;
	}
	for (int64_t u = 0; u < result->units; u++)
		sums[u] = 0;
	cubes = n * n * n - n;
	for (int64_t coder = 0; coder < r->coders; coder++)
	{
		double own =
		    add_ranks(records + 3 * coder * result->units, result->units, sums);

		constant |= own == cubes;
		ties += own;
	}
	if (ties == m * cubes)
	{
		result->note = "every coder gives all units the same value";
		return;
	}
	mean = m * (n + 1) / 2;
	for (int64_t u = 0; u < result->units; u++)
		ms_sum_add(&spread, (sums[u] - mean) * (sums[u] - mean));
	result->w = 12 * ms_sum_total(&spread) / (m * (m * cubes - ties));
	result->df = n - 1;
	result->statistic = m * (n - 1) * result->w;
	result->p_value = ms_chisq_cdf(result->statistic, result->df, MS_UPPER);
	if (constant)
		result->note = "a coder gives all units the same value";
	else if (result->incomplete > 0)
		result->note = "units that a coder has not rated are left out";
}
