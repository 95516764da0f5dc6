/*
 * test_rank_law.c
 *		Exact laws of ranks against R, and against all orders counted.
 */
#include <stdlib.h>

#include "check.h"
#include "core/rank_law.h"

static double *
new_room(size_t n)
{
	return malloc((n + 1) * sizeof(double));
}

static double *
ranks_to(int n)
{
	double *ranks = new_room(n);

	for (int i = 0; i < n; i++)
		ranks[i] = i + 1;
	return ranks;
}

/* ---- rank sums ---- */

static void
test_rank_sum_of_r(void)
{
	/* R 4.2: pwilcox(c(0, 3, 10, 25), 7, 9), qwilcox(c(.025, .05, .2), 7, 9) */
	const double at[] = {0, 3, 10, 25};
	const double want[] = {8.7412587412587413e-05,
	                       0.00061188811188811194,
	                       0.011451048951048953,
	                       0.26800699300699304};
	const double shares[] = {0.025, 0.05, 0.2};
	const double quantiles[] = {13, 16, 23};
	double *ranks = ranks_to(98);
	double *room = new_room(ms_law_rank_sum_room(49, 98, false));
	double below;
	ms_law law;

	ms_law_rank_sum(7, 16, ranks, room, &law);
	for (int k = 0; k < 4; k++)
	{
		CHECK_REL(ms_law_p_value(&law, at[k], 31.5, MS_LESS), want[k], 1e-14);
		CHECK_REL(
		    ms_law_p_value(&law, 63 - at[k], 31.5, MS_GREATER), want[k], 1e-14);
		CHECK_REL(ms_law_p_value(&law, at[k], 31.5, MS_TWO_SIDED),
		          2 * want[k],
		          1e-14);
	}
	for (int k = 0; k < 3; k++)
	{
		double quantile = ms_law_quantile(&law, shares[k], &below);

		CHECK(quantile == quantiles[k]);
		CHECK_REL(
		    below, ms_law_p_value(&law, quantile - 1, 31.5, MS_LESS), 1e-14);
		CHECK(below < shares[k]);
	}
	CHECK(ms_law_p_value(&law, 31.5, 31.5, MS_TWO_SIDED) == 1);
	/* pwilcox(0, 49, 49), pwilcox(500, 49, 49) */
	ms_law_rank_sum(49, 98, ranks, room, &law);
	CHECK_REL(ms_law_p_value(&law, 0, 1200.5, MS_LESS),
	          3.9250145964816453e-29,
	          1e-13);
	CHECK_REL(ms_law_p_value(&law, 500, 1200.5, MS_LESS),
	          1.1758623308988588e-07,
	          1e-12);
	free(ranks);
	free(room);
}

/* Every way to draw m of n ranks with ties. */
static void
test_rank_sum_with_ties(void)
{
	const double ranks[] = {1.5, 1.5, 3, 5, 5, 5, 7, 8.5, 8.5};
	double *room = new_room(ms_law_rank_sum_room(4, 9, true));
	ms_law law;

	for (int m = 1; m <= 4; m++)
	{
		int ways[200] = {0};
		int all = 0;

		for (int set = 0; set < 1 << 9; set++)
		{
			double u = -m * (m + 1) / 2.0;

			if (__builtin_popcount(set) != m)
				continue;
			for (int i = 0; i < 9; i++)
				u += set & 1 << i ? ranks[i] : 0;
			ways[(int) (2 * u)]++;
			all++;
		}
		ms_law_rank_sum(m, 9, ranks, room, &law);
		for (int u = 0, up_to = 0; u <= 2 * m * (9 - m); u++)
		{
			up_to += ways[u];
			CHECK_ABS(ms_law_p_value(&law, u / 2.0, 0, MS_LESS),
			          (double) up_to / all,
			          1e-14);
		}
	}
	free(room);
	CHECK(ms_law_rank_sum_room(100, 200, true) > 0);
	CHECK(ms_law_rank_sum_room(1000, 2000, false) == 0);
	CHECK(ms_law_rank_sum_room(10, 1e9, false) == 0);
}

/* ---- signed ranks ---- */

static void
test_signed_rank(void)
{
	const double tied[] = {1, 2.5, 2.5, 4};
	/* R 4.2: psignrank(c(0, 5, 17), 10), psignrank(200, 45) */
	const double at[] = {0, 5, 17};
	const double want[] = {0.0009765625, 0.009765625, 0.1611328125};
	double *ranks = ranks_to(1000);
	double *room = new_room(ms_law_signed_rank_room(500));
	double below;
	ms_law law;

	ms_law_signed_rank(10, ranks, room, &law);
	for (int k = 0; k < 3; k++)
	{
		CHECK_REL(ms_law_p_value(&law, at[k], 27.5, MS_LESS), want[k], 1e-15);
		CHECK_REL(
		    ms_law_p_value(&law, 55 - at[k], 27.5, MS_GREATER), want[k], 1e-15);
	}
	ms_law_signed_rank(45, ranks, room, &law);
	CHECK_REL(ms_law_p_value(&law, 200, 517.5, MS_LESS),
	          0.00010069558990721825,
	          1e-14);
	ms_law_signed_rank(20, ranks, room, &law);
	CHECK(ms_law_quantile(&law, 0.025, &below) == 53);
	/* far out: one order of 2^500 */
	ms_law_signed_rank(500, ranks, room, &law);
	CHECK_REL(ms_law_p_value(&law, 0, 62625, MS_LESS), ldexp(1, -500), 1e-13);
	/* 0 1 2.5 2.5 3.5 3.5 4 5 5 6.5 6.5 7.5 7.5 9 10 5: sixteen sums */
	ms_law_signed_rank(4, tied, room, &law);
	CHECK(law.step == 0.5 && law.n == 21);
	CHECK(ms_law_p_value(&law, 2.5, 5, MS_LESS) == 4 / 16.0);
	CHECK(ms_law_p_value(&law, 7.5, 5, MS_TWO_SIDED) == 8 / 16.0);
	free(ranks);
	free(room);
	CHECK(ms_law_signed_rank_room(1001) == 0);
}

/* ---- inversions, and squared differences ---- */

/* Count the orders of n by their inversions and by their squared differences. */
static void
count_orders(int n, int *inversions, int *squares)
{
	int order[9];
	int digits[9] = {0};
	int done = 0;

	while (!done)
	{
		int used = 0;
		int inverted = 0;
		int sum = 0;

		for (int i = 0; i < n; i++)
		{
			int skip = digits[i];
			int rank = 0;

			for (;; rank++)
			{
				if (!(used & 1 << rank) && skip-- == 0)
					break;
			}
			used |= 1 << rank;
			order[i] = rank;
			inverted += digits[i];
			sum += (order[i] - i) * (order[i] - i);
		}
		inversions[inverted]++;
		squares[sum]++;
		done = 1;
		for (int i = 0; i < n && done; i++)
		{
			if (++digits[i] < n - i)
				done = 0;
			else
				digits[i] = 0;
		}
	}
}

static void
test_orders(void)
{
	double *room = new_room(ms_law_spearman_room(9));
	ms_law law;

	for (int n = 2, all = 2; n <= 7; all *= ++n)
	{
		int inversions[30] = {0};
		int squares[120] = {0};

		count_orders(n, inversions, squares);
		ms_law_inversions(n, room, &law);
		CHECK(law.n == n * (n - 1) / 2 + 1);
		for (int s = 0; s < law.n; s++)
			CHECK_REL(law.p[s], (double) inversions[s] / all, 1e-14);
		ms_law_spearman(n, room, &law);
		CHECK(law.n == n * (n * n - 1) / 3 + 1);
		for (int s = 0; s < law.n; s++)
			CHECK_REL(law.p[s], (double) squares[s] / all, 1e-14);
	}
	/* R 4.2: cor.test(x, y, method = "spearman"), rho = 0.8, n = 9 */
	ms_law_spearman(9, room, &law);
	CHECK_REL(ms_law_p_value(&law, 24, 120, MS_TWO_SIDED),
	          0.013828262786596121,
	          1e-12);
	free(room);
	CHECK(ms_law_spearman_room(10) == 0);
	/* the lower tail keeps its digits: 1 of 50! orders has no inversion */
	room = new_room(ms_law_inversions_room(50));
	ms_law_inversions(50, room, &law);
	CHECK_REL(law.p[0], exp(-lgamma(51)), 1e-12);
	CHECK_REL(law.p[1], 49 * exp(-lgamma(51)), 1e-12);
	CHECK(law.p[law.n - 1] == law.p[0]);
	free(room);
}

/* R's own prho(), 12 rows. */
static void
test_edgeworth(void)
{
	CHECK_REL(
	    ms_spearman_edgeworth(100, 12, false), 0.98800945841426902, 1e-13);
	CHECK_REL(
	    ms_spearman_edgeworth(100, 12, true), 0.011990541585731075, 1e-12);
	CHECK_REL(
	    ms_spearman_edgeworth(500, 12, false), 0.0036766036309640745, 1e-12);
	CHECK(ms_spearman_edgeworth(0, 200, true) == 0);
}

/* ---- Smirnov ---- */

static void
test_smirnov(void)
{
	/* R 4.2: ks.test(a, b, exact = TRUE) of ties, D = 26 / 56 */
	const bool ends[] = {1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1};
	bool all[2000];
	double *room = new_room(1000);

	CHECK_REL(
	    ms_smirnov_exact(8, 7, 26, ends, room), 0.22051282051282017, 1e-13);
	CHECK_REL(
	    ms_smirnov_exact(7, 8, 26, ends, room), 0.22051282051282017, 1e-13);
	memset(all, 1, sizeof(all));
	/* psmirnov(3 / 7, c(7, 9), lower.tail = FALSE) */
	CHECK_REL(ms_smirnov_exact(7, 9, 27, all, room), 0.3680069930069928, 1e-13);
	CHECK(ms_smirnov_exact(5, 5, 0, all, room) == 1);
	/* apart: two of the (2n)! / n!^2 paths */
	for (double n = 1; n <= 1000; n = n * 10)
		CHECK_REL(ms_smirnov_exact((int64_t) n, (int64_t) n, n * n, all, room),
		          fmin(1, 2 * exp(2 * lgamma(n + 1) - lgamma(2 * n + 1))),
		          1e-10);
	free(room);
	CHECK(ms_smirnov_room(1e5, 1e5) == 0);
}

/* Kolmogorov's limit: its table, and both of its series where they meet. */
static void
test_smirnov_limit(void)
{
	CHECK_ABS(ms_smirnov_limit(1.3580986), 0.05, 1e-7);
	CHECK_ABS(ms_smirnov_limit(1.6276236), 0.01, 1e-7);
	CHECK_ABS(ms_smirnov_limit(0.8275736), 0.5, 1e-7);
	CHECK_REL(ms_smirnov_limit(20), 2 * exp(-800), 1e-13);
	CHECK_REL(ms_smirnov_limit(1), ms_smirnov_limit(nextafter(1, 0)), 1e-14);
	CHECK(ms_smirnov_limit(0) == 1 && ms_smirnov_limit(0.05) == 1);
}

int
main(void)
{
	test_rank_sum_of_r();
	test_rank_sum_with_ties();
	test_signed_rank();
	test_orders();
	test_edgeworth();
	test_smirnov();
	test_smirnov_limit();
	return check_summary();
}
