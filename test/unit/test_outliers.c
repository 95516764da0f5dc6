/*
 * test_outliers.c
 *		Peers against a slow second way, the order of rows, offsets, what has
 *		no spread.
 */
#include <stdlib.h>

#include "check.h"
#include "core/outliers.h"

#define MOST 400

static ms_peers
peers_of(size_t n, const double *x)
{
	static double copy[MOST];
	static double work[ms_peers_workspace(MOST)];
	ms_peers peers;

	memcpy(copy, x, n * sizeof(double));
	CHECK(ms_peers_of(n, copy, work, &peers) ==
	      (peers.n == 0 ? MS_UNDEFINED : MS_OK));
	return peers;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x > y) - (x < y);
}

static double
slow_median(size_t n, const double *x)
{
	double *copy = malloc(n * sizeof(double));
	double median;

	memcpy(copy, x, n * sizeof(double));
	qsort(copy, n, sizeof(double), compare);
	median = (copy[(n - 1) / 2] + copy[n / 2]) / 2;
	free(copy);
	return median;
}

/* ten amounts, one of them four times as large as the others */
static void
test_ten(void)
{
	const double x[] = {2.1, 2.3, 2.2, 2.4, 2.2, 9.8, 2.3, 2.1, 2.5, 2.2};
	ms_peers p = peers_of(10, x);

	CHECK(p.n == 10 && ms_peers_scale(&p) == MS_SCALE_MAD);
	CHECK_REL(p.median, 2.25, 1e-15);
	CHECK_REL(p.mad, 0.1, 1e-14);
	CHECK_REL(ms_peers_modified_z(&p, 9.8), 50.92475, 1e-13);
	CHECK_REL(ms_peers_robust_z(&p, 9.8), 50.924052340483016, 1e-13);
	CHECK_REL(p.mean, 3.01, 1e-15);
	/* n - 1 over the root of n is the most that a z of all can be */
	CHECK(ms_peers_z(&p, 9.8) < 9 / sqrt(10));
	CHECK_REL(ms_peers_z_of_others(&p, 9.8), 56.58333333333333, 1e-12);
}

static void
test_random(void)
{
	static double x[MOST];
	static double distance[MOST];
	unsigned seed = 7;

	for (size_t n = 3; n < MOST; n += 1 + n / 9)
	{
		ms_peers p;
		double sum = 0;
		double squares = 0;
		double others = 0;
		double others_squares = 0;

		for (size_t i = 0; i < n; i++)
		{
			seed = seed * 1664525u + 1013904223u;
			x[i] = (seed >> 12) % 1000 / 8.0 - 20;
			sum += x[i];
		}
		for (size_t i = 0; i < n; i++)
			squares += (x[i] - sum / (double) n) * (x[i] - sum / (double) n);
		p = peers_of(n, x);
		CHECK(p.median == slow_median(n, x));
		for (size_t i = 0; i < n; i++)
			distance[i] = fabs(x[i] - p.median);
		CHECK(p.mad == slow_median(n, distance));
		CHECK_REL(p.mean, sum / (double) n, 1e-13);
		CHECK_REL(p.stddev, sqrt(squares / (double) (n - 1)), 1e-12);
		for (size_t i = 1; i < n; i++)
			others += x[i] / (double) (n - 1);
		for (size_t i = 1; i < n; i++)
			others_squares += (x[i] - others) * (x[i] - others);
		CHECK_REL(ms_peers_z_of_others(&p, x[0]),
		          (x[0] - others) / sqrt(others_squares / (double) (n - 2)),
		          1e-9);
	}
}

/* The order of the rows, and an offset, change nothing. */
static void
test_invariance(void)
{
	double x[101];
	double y[101];
	double far[101];
	ms_peers a;
	ms_peers b;
	ms_peers c;

	for (int i = 0; i < 101; i++)
	{
		x[i] = (double) (i * 37 % 101) * (i % 7);
		y[100 - i] = x[i];
		far[i] = x[i] + 1e9;
	}
	a = peers_of(101, x);
	b = peers_of(101, y);
	c = peers_of(101, far);
	CHECK(memcmp(&a, &b, sizeof(a)) == 0);
	CHECK(c.mad == a.mad && c.median == a.median + 1e9);
	CHECK_REL(c.stddev, a.stddev, 1e-13);
	for (int i = 0; i < 101; i++)
	{
		CHECK(ms_peers_modified_z(&c, far[i]) == ms_peers_modified_z(&a, x[i]));
		CHECK_ABS(ms_peers_z(&c, far[i]), ms_peers_z(&a, x[i]), 1e-12);
		CHECK_ABS(ms_peers_z_of_others(&c, far[i]),
		          ms_peers_z_of_others(&a, x[i]),
		          1e-11);
	}
}

static void
test_no_spread(void)
{
	const double half[] = {5, 5, 5, 5, 5, 7, 9, 1};
	const double same[] = {3, 3, 3, 3};
	const double pair[] = {1, 2};
	const double unknown[] = {MS_NULL, MS_NULL};
	const double some[] = {MS_NULL, 4, MS_NULL, 8, 6};
	double huge[] = {1e308, -1e308};
	double work[4];
	ms_peers p = peers_of(8, half);

	/* more than half alike: the mean absolute deviation, 10 / 8 */
	CHECK(p.mad == 0 && ms_peers_scale(&p) == MS_SCALE_MEAN_DEVIATION);
	CHECK_REL(ms_peers_modified_z(&p, 9), 4 / (1.253314 * 10 / 8), 1e-14);
	CHECK(ms_peers_robust_z(&p, 9) == ms_peers_modified_z(&p, 9));
	CHECK(ms_peers_modified_z(&p, 5) == 0);

	p = peers_of(4, same);
	CHECK(ms_peers_scale(&p) == MS_SCALE_NONE);
	CHECK(ms_is_null(ms_peers_modified_z(&p, 3)));
	CHECK(ms_is_null(ms_peers_z(&p, 3)));
	CHECK(ms_is_null(ms_peers_z_of_others(&p, 3)));
	p = peers_of(2, pair);
	CHECK(ms_is_null(ms_peers_z_of_others(&p, 1)));
	CHECK_REL(ms_peers_z(&p, 2), sqrt(0.5), 1e-15);
	p = peers_of(1, pair);
	CHECK(p.n == 1 && p.median == 1 && ms_is_null(p.stddev));
	CHECK(ms_is_null(ms_peers_z(&p, 1)));
	p = peers_of(2, unknown);
	CHECK(p.n == 0 && ms_is_null(p.median) && ms_is_null(p.mad));
	CHECK(ms_peers_scale(&p) == MS_SCALE_NONE);
	p = peers_of(5, some);
	CHECK(p.n == 3 && p.median == 6 && p.mad == 2);

	/* the others are all alike: rounding is no spread */
	{
		double x[] = {0.1, 0.1, 0.1, 0.1, 0.7};

		p = peers_of(5, x);
		CHECK(ms_is_null(ms_peers_z_of_others(&p, 0.7)));
		CHECK(!ms_is_null(ms_peers_z_of_others(&p, 0.1)));
	}
	CHECK(ms_peers_of(2, huge, work, &p) == MS_OVERFLOW);
}

int
main(void)
{
	test_ten();
	test_random();
	test_invariance();
	test_no_spread();
	return check_summary();
}
