/*
 * rank_law.c
 *		Exact laws of statistics of ranks, when all orders are equally likely.
 *
 * Every law is built by adding positive numbers, so its tails have all their
 * digits.
 *
 * Rank sum (Mann-Whitney).  Of n midranks, ties and all, m are drawn.  The
 * ways to draw j of the first i with sum s are those without the i-th and those
 * with it:  c(i, j, s) = c(i - 1, j, s) + c(i - 1, j - 1, s - r_i).  Streitberg &
 * Roehmel (1986), Stat Software Newsletter 12:10.  Without ties it is the law of
 * Mann & Whitney (1947), Ann Math Stat 18:50.
 *
 * Signed rank (Wilcoxon).  Each midrank is in the sum or not, with probability
 * one half:  p(i, s) = (p(i - 1, s) + p(i - 1, s - r_i)) / 2.
 *
 * Inversions (Kendall).  The i-th value stands before 0 to i - 1 of the others,
 * all as likely:  p(i, s) = (p(i - 1, s) + ... + p(i - 1, s - i + 1)) / i.  The
 * lower half is computed, where the window's sum grows, and mirrored.
 *
 * Squared differences of ranks (Spearman).  All orders up to 9 rows: the law of
 * the sum over the first i places depends on which ranks they used only, so it
 * is built over the 2^n sets of ranks.  For more rows the Edgeworth series of
 * Best & Roberts (1975), Applied Statistics 24:377 (AS 89), which R uses.
 *
 * Largest distance of two distribution functions (Smirnov).  An order of n rows
 * of one and m of the other is a path in a lattice from (0, 0) to (n, m), all
 * equally likely; a(i, j) is the probability that the path up to (i, j) was
 * somewhere at the distance in question:  1 where it is, else
 * (i a(i - 1, j) + j a(i, j - 1)) / (i + j).  Hodges (1957), Ark Mat 3:469.
 * With ties the path is looked at where a value ends: Schroeer & Trenkler (1995),
 * Comput Stat Data Anal 20:185.  In large samples Kolmogorov's limit.
 */
#include <string.h>

#include "distribution.h"
#include "port.h"
#include "rank_law.h"

#define MOST_CELLS 4e6 /* 32 MB */
#define MOST_STEPS 1e9 /* about a second */

static void
clear(double *cells, size_t n)
{
	memset(cells, 0, n * sizeof(double));
}

/* ---- reading a law ---- */

/* From the ends inwards: small numbers first. */
static double
tail_up_to(const ms_law *law, double value)
{
	double sum = 0;

	for (int64_t i = 0; i < law->n && law->first + i * law->step <= value; i++)
		sum += law->p[i];
	return sum;
}

static double
tail_from(const ms_law *law, double value)
{
	double sum = 0;

	for (int64_t i = law->n; i-- > 0 && law->first + i * law->step >= value;)
		sum += law->p[i];
	return sum;
}

/* Two-sided: at least as far from the mean. */
double
ms_law_p_value(const ms_law *law,
               double statistic,
               double mean,
               ms_alternative alternative)
{
	double distance = fabs(statistic - mean);

	if (alternative == MS_LESS)
		return fmin(1, tail_up_to(law, statistic));
	if (alternative == MS_GREATER)
		return fmin(1, tail_from(law, statistic));
	if (distance == 0)
		return 1;
	return fmin(
	    1, tail_up_to(law, mean - distance) + tail_from(law, mean + distance));
}

/*
 * The least value up to which there is the given share, but for rounding, and
 * the share below it.
 */
double
ms_law_quantile(const ms_law *law, double share, double *below)
{
	double sum = 0;
	int64_t i = 0;

	for (*below = 0; i < law->n; i++)
	{
		*below = sum;
		sum += law->p[i];
		if (sum >= share - 2e-15)
			break;
	}
	return law->first + i * law->step;
}

/* ---- rank sum ---- */

/* The largest sum of m of n scores that begin at 0, and are a step apart. */
static double
largest_sum(double m, double n, double step)
{
	return step * m * (2 * n - m - 1) / 2;
}

size_t
ms_law_rank_sum_room(double m, double n, bool halves)
{
	double largest = largest_sum(m, n, halves ? 2 : 1);
	double cells = (m + 1) * (largest + 1);

	if (cells > MOST_CELLS || n * cells > MOST_STEPS)
		return 0;
	return (size_t) cells;
}

/* The ways to draw up to m of the scores seen, and one more. */
static void
admit_score(int64_t drawn, int64_t largest, int64_t score, double *ways)
{
	for (int64_t j = drawn; j > 0; j--)
	{
		double *row = ways + j * (largest + 1) + score;
		const double *before = ways + (j - 1) * (largest + 1);
		/* scores ascend: j of them add up to j times the last at most */
		int64_t reach = (j - 1) * score;
		int64_t end = reach < largest - score ? reach : largest - score;

		for (int64_t s = 0; s <= end; s++)
			row[s] += before[s];
	}
}

static bool
has_halves(int64_t n, const double *ranks)
{
	for (int64_t i = 0; i < n; i++)
	{
		if (ranks[i] != rint(ranks[i]))
			return true;
	}
	return false;
}

/* The law of the sum of m of n ranks, less its least without ties. */
void
ms_law_rank_sum(
    int64_t m, int64_t n, const double *ranks, double *room, ms_law *law)
{
	double scale = has_halves(n, ranks) ? 2 : 1;
	int64_t largest = 0;
	double all = 0;

	for (int64_t i = n - m; i < n; i++)
		largest += (int64_t) (scale * (ranks[i] - ranks[0]));
	clear(room, (m + 1) * (largest + 1));
	room[0] = 1;
	for (int64_t i = 0; i < n; i++)
	{
		ms_check_interrupts();
		admit_score(i < m ? i + 1 : m,
		            largest,
		            (int64_t) (scale * (ranks[i] - ranks[0])),
		            room);
	}
	law->n = largest + 1;
	law->p = room + m * (largest + 1);
	law->step = 1 / scale;
	law->first = m * ranks[0] - (double) m * (m + 1) / 2;
	for (int64_t s = 0; s <= largest; s++)
		all += law->p[s];
	for (int64_t s = 0; s <= largest; s++)
		law->p[s] /= all;
}

/* ---- signed rank ---- */

size_t
ms_law_signed_rank_room(double n)
{
	double cells = n * (n + 1) + 1;

	return n > 1000 || n * cells > MOST_STEPS ? 0 : (size_t) cells;
}

/* The law of the sum of the ranks that are in. */
void
ms_law_signed_rank(int64_t n, const double *ranks, double *room, ms_law *law)
{
	double scale = has_halves(n, ranks) ? 2 : 1;
	int64_t largest = 0;

	clear(room, ms_law_signed_rank_room((double) n));
	room[0] = 1;
	for (int64_t i = 0; i < n; i++)
	{
		int64_t score = (int64_t) (scale * ranks[i]);

		ms_check_interrupts();
		largest += score;
		for (int64_t s = largest; s >= score; s--)
			room[s] = (room[s] + room[s - score]) / 2;
		for (int64_t s = 0; s < score && s <= largest; s++)
			room[s] /= 2;
	}
	*law = (ms_law){largest + 1, room, 0, 1 / scale};
}

/* ---- inversions ---- */

size_t
ms_law_inversions_room(double n)
{
	double cells = n * (n - 1) / 2 + 1;

	return n > 1000 || n * cells > MOST_STEPS ? 0 : 2 * (size_t) cells;
}

/* The law of the number of inversions in an order of n. */
void
ms_law_inversions(int64_t n, double *room, ms_law *law)
{
	int64_t cells = n * (n - 1) / 2 + 1;
	double *p = room;
	double *next = room + cells;

	clear(room, 2 * cells);
	p[0] = 1;
	for (int64_t i = 2; i <= n; i++)
	{
		int64_t largest = i * (i - 1) / 2;
		double window = 0;
		double *swap = p;

		ms_check_interrupts();
		for (int64_t s = 0; s <= largest / 2; s++)
		{
			window += p[s];
			if (s >= i)
				window -= p[s - i];
			next[s] = window / i;
			next[largest - s] = next[s];
		}
		p = next;
		next = swap;
	}
	*law = (ms_law){cells, p, 0, 1};
}

/* ---- squared differences of ranks ---- */

size_t
ms_law_spearman_room(double n)
{
	if (n > MS_LAW_SPEARMAN_MOST)
		return 0;
	/* a row of sums for every set of ranks */
	return ((size_t) 1 << (int) n) * ((size_t) (n * (n * n - 1) / 3) + 1);
}

static int
members(int set)
{
	int n = 0;

	for (; set != 0; set &= set - 1)
		n++;
	return n;
}

/* The law of the sum of (i - r_i)^2 over the orders r of n ranks, n <= 9. */
void
ms_law_spearman(int n, double *room, ms_law *law)
{
	int sums = n * (n * n - 1) / 3 + 1;
	int sets = 1 << n;

	clear(room, (size_t) sets * sums);
	room[0] = 1;
	for (int set = 0; set + 1 < sets; set++)
	{
		int place = members(set);
		const double *from = room + (size_t) set * sums;

		ms_check_interrupts();
		for (int rank = 0; rank < n; rank++)
		{
			int square = (rank - place) * (rank - place);
			double *to = room + (size_t) (set | 1 << rank) * sums + square;

			if (set & 1 << rank)
				continue;
			for (int s = 0; s + square < sums; s++)
				to[s] += from[s] / (n - place);
		}
	}
	*law = (ms_law){sums, room + (size_t) (sets - 1) * sums, 0, 1};
}

/*
 * P(S >= sum), or with `lower` P(S < sum), of an even sum of squares; 0 where
 * the series has gone astray, in the far tails.
 */
double
ms_spearman_edgeworth(double sum, double n, bool lower)
{
	double b = 1 / n;
	double x = (6 * (sum - 1) * b / (n * n - 1) - 1) * sqrt(n - 1);
	double y = x * x;
	double high = 0.0879 + b * 0.0151 -
	              y * (0.0072 - b * 0.0831 + y * b * (0.0131 - y * 4.6e-4));
	double u = x * b *
	           (0.2274 + b * (0.2531 + b * 0.1745) +
	            y * (-0.0758 + b * (0.1033 + b * 0.3932) - y * b * high));
	double series = u / exp(y / 2);

	return lower ? fmin(1, fmax(0, ms_normal_cdf(x, MS_LOWER) - series))
	             : fmin(1, fmax(0, ms_normal_cdf(x, MS_UPPER) + series));
}

/* ---- the largest distance of two distribution functions ---- */

size_t
ms_smirnov_room(double n, double m)
{
	return n * m > MOST_STEPS / 10 ? 0 : (size_t) (n < m ? n : m) + 1;
}

/*
 * The probability that |i / n - j / m| is somewhere `least` / (n m) or more,
 * where `ends` says after how many rows of both a value ends.
 */
double
ms_smirnov_exact(
    int64_t n, int64_t m, double least, const bool *ends, double *room)
{
	if (m > n)
		return ms_smirnov_exact(m, n, least, ends, room);
	for (int64_t i = 0; i <= n; i++)
	{
		if (i % 64 == 0)
			ms_check_interrupts();
		for (int64_t j = 0; j <= m; j++)
		{
			double distance = fabs((double) i * m - (double) j * n);

			if (i + j > 0 && ends[i + j - 1] && distance >= least)
				room[j] = 1;
			else if (i == 0 && j == 0)
				room[j] = 0;
			else if (i == 0)
				room[j] = room[j - 1];
			else if (j > 0)
				room[j] = (i * room[j] + j * room[j - 1]) / (i + j);
		}
	}
	return room[m];
}

/*
 * P(sqrt(n m / (n + m)) D >= x) in large samples: 2 sum (-1)^(k-1) exp(-2 k^2
 * x^2), whose terms fall fast where x is not small; where it is, what the same
 * series is by Jacobi's theta identity.
 */
double
ms_smirnov_limit(double x)
{
	double sum = 0;

	if (x <= 0.04)
		return 1;
	if (x < 1)
	{
		for (int k = 1; k <= 19; k += 2)
			sum += exp(-k * k * M_PI * M_PI / (8 * x * x));
		return fmax(0, 1 - sqrt(2 * M_PI) / x * sum);
	}
	for (int k = 6; k >= 1; k--)
		sum += (k % 2 == 1 ? 2 : -2) * exp(-2.0 * k * k * x * x);
	return sum;
}
