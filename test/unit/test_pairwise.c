/*
 * test_pairwise.c
 *		Order statistics of sums of two, against all sums sorted.
 */
#include <stdlib.h>

#include "check.h"
#include "core/pairwise.h"

static uint64_t state = 1;

static double
uniform(void)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (double) (state >> 11) / 9007199254740992.0;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x > y) - (x < y);
}

/* Values in order: scattered, of few levels, or with long tails. */
static double *
new_values(int64_t n, int kind)
{
	double *x = malloc(n * sizeof(double));

	for (int64_t i = 0; i < n; i++)
	{
		double u = uniform();

		x[i] = kind == 0   ? u
		       : kind == 1 ? floor(5 * u)
		       : kind == 2 ? rint(1000 * u) / 10
		                   : 1e9 + tan(3.1 * (u - 0.5));
	}
	qsort(x, n, sizeof(double), compare);
	return x;
}

static double *
new_weights(int64_t n)
{
	double *w = malloc(n * sizeof(double));

	for (int64_t i = 0; i < n; i++)
		w[i] = 1 + floor(5 * uniform());
	return w;
}

/* All differences, or averages of two, in order; *n of them. */
static double *
all_sums(const ms_runs *a, const ms_runs *b, int64_t *n)
{
	double rows_a;
	double rows_b;
	double *sums;

	(void) ms_runs_count(a, &rows_a);
	(void) ms_runs_count(b, &rows_b);
	sums = malloc((size_t) (rows_a * (rows_b + 1)) * sizeof(double));
	*n = 0;
	for (int64_t i = 0; i < a->n; i++)
	{
		double w = ms_runs_weight(a, i);

		for (int64_t j = a == b ? i : 0; j < b->n; j++)
		{
			double x = ms_runs_value(a, i);
			double y = ms_runs_value(b, j);
			double times = w * ms_runs_weight(b, j);

			if (a == b && i == j)
				times = w * (w + 1) / 2;
			for (int64_t k = 0; k < (int64_t) times; k++)
				sums[(*n)++] = a == b ? x + y : x - y;
		}
	}
	qsort(sums, *n, sizeof(double), compare);
	return sums;
}

static void
check_against_all(const ms_runs *a, const ms_runs *b)
{
	ms_pairwise p;
	int64_t n;
	double *room = malloc(ms_pairwise_room(a, b) * sizeof(double));
	double *sums = all_sums(a, b, &n);

	if (a == b)
		ms_pairwise_averages(&p, a, room);
	else
		ms_pairwise_differences(&p, a, b, room);
	CHECK(p.sums == (double) n);
	CHECK(ms_pairwise_median(&p) == sums[(n - 1) / 2] / 2 + sums[n / 2] / 2);
	CHECK(ms_pairwise_at(&p, 1) == sums[0]);
	CHECK(ms_pairwise_at(&p, n) == sums[n - 1]);
	for (int k = 0; k < 8; k++)
	{
		int64_t at = (int64_t) ((double) n * uniform());

		CHECK(ms_pairwise_at(&p, (double) at + 1) == sums[at]);
	}
	free(sums);
	free(room);
}

static void
test_all_sums(void)
{
	const int64_t sizes[][2] = {
	    {1, 1}, {1, 2}, {3, 1}, {7, 12}, {300, 200}, {1, 5000}, {900, 500}};

	for (int k = 0; k < 7 * 4 * 2; k++)
	{
		int64_t n = sizes[k % 7][0];
		int64_t m = sizes[k % 7][1];
		int kind = k / 7 % 4;
		bool weighted = k >= 7 * 4 && n <= 300;
		double *x = new_values(n, kind);
		double *y = new_values(m, kind);
		double *w = weighted ? new_weights(n) : NULL;
		ms_runs a = {n, 1, x, w};
		ms_runs b = {m, 1, y, NULL};

		check_against_all(&a, &b);
		check_against_all(&b, &a);
		check_against_all(&a, &a);
		free(x);
		free(y);
		free(w);
	}
}

/* A distribution far from what a sample of rows tells: blocks and outliers. */
static void
test_uneven(void)
{
	double *x = new_values(1000, 0);
	double *y = new_values(1000, 0);
	ms_runs a = {1000, 1, x, NULL};
	ms_runs b = {1000, 1, y, NULL};

	for (int i = 0; i < 1000; i++)
	{
		x[i] = i % 8 == 4 ? x[i] : (i > 400) * 1e6;
		y[i] = i > 990 ? 1e300 : ldexp(1, i / 3);
	}
	qsort(x, 1000, sizeof(double), compare);
	check_against_all(&a, &b);
	check_against_all(&a, &a);
	check_against_all(&b, &b);
	for (int i = 0; i < 1000; i++)
		x[i] = y[i] = 7;
	check_against_all(&a, &b);
	free(x);
	free(y);
}

/* Of 1 .. n less 1 .. n, n - |d| differences are d. */
static void
test_many(void)
{
	int64_t n = 200000;
	double *x = malloc(n * sizeof(double));
	ms_runs a = {n, 1, x, NULL};
	double *room = malloc(ms_pairwise_room(&a, &a) * sizeof(double));
	ms_pairwise p;

	for (int64_t i = 0; i < n; i++)
		x[i] = (double) (i + 1);
	ms_pairwise_differences(&p, &a, &a, room);
	CHECK(p.sums == 4e10);
	CHECK(ms_pairwise_median(&p) == 0);
	/* 1 + 2 + ... + k differences are up to k - n */
	for (double k = 1; k < 200000; k *= 23)
	{
		CHECK(ms_pairwise_at(&p, k * (k + 1) / 2) == k - (double) n);
		CHECK(ms_pairwise_at(&p, k * (k + 1) / 2 + 1) == k + 1 - (double) n);
		CHECK(ms_pairwise_at(&p, 4e10 - k * (k + 1) / 2) == (double) n - k - 1);
	}
	ms_pairwise_averages(&p, &a, room);
	CHECK(ms_pairwise_median(&p) == (double) n + 1);
	free(x);
	free(room);
}

static void
test_limits(void)
{
	const double x[] = {1, 2, 4};
	ms_runs a = {3, 1, x, NULL};
	double *room = malloc(ms_pairwise_room(&a, &a) * sizeof(double));
	ms_interval limits;
	ms_pairwise p;

	/* differences -3 -2 -1 0 0 0 1 2 3 */
	ms_pairwise_differences(&p, &a, &a, room);
	limits = ms_pairwise_limits(&p, 2, MS_TWO_SIDED);
	CHECK(limits.low == -2 && limits.high == 2);
	limits = ms_pairwise_limits(&p, 1, MS_LESS);
	CHECK(limits.low == -INFINITY && limits.high == 3);
	limits = ms_pairwise_limits(&p, 7, MS_GREATER);
	CHECK(limits.low == 1 && limits.high == INFINITY);
	free(room);
}

int
main(void)
{
	test_all_sums();
	test_uneven();
	test_many();
	test_limits();
	return check_summary();
}
