/*
 * test_normalize.c
 *		Scales against published figures, by hand, and what defines them.
 *
 * Schooling of 23 countries and its z-score, min-max and rank are table 15 of
 * the OECD/JRC Handbook on Constructing Composite Indicators (2008), printed
 * with 2 decimals.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "check.h"
#include "core/normalize.h"

#define N 23
#define FINLAND 0
#define UNITED_STATES 1
#define SWEDEN 2
#define MANY 1000

static const double schooling[N] = {
    10,  12,  11.4, 9.5, 10.8, 9.4, 9.4, 11.6, 10.9, 7.1, 10.2, 11.9,
    9.4, 9.3, 11.7, 8.4, 7.9,  9.6, 7.3, 7.2,  9.5,  9.1, 7.1};

static const ms_normalization methods[] = {MS_NORMALIZE_MINMAX,
                                           MS_NORMALIZE_ZSCORE,
                                           MS_NORMALIZE_RANK,
                                           MS_NORMALIZE_PERCENTILE,
                                           MS_NORMALIZE_DISTANCE};
#define METHODS ((int) (sizeof(methods) / sizeof(methods[0])))

static ms_normalize_options
options_of(ms_normalization method, ms_direction direction)
{
	return (ms_normalize_options){method, direction, 0, 1, MS_NULL};
}

/* Normalises a copy of x, with exactly the memory that is asked for. */
static ms_status
run_options(ms_normalize_options options, size_t n, const double *x, double *to)
{
	void *work = malloc(ms_normalize_workspace(options.method, n));
	ms_status status;

	memcpy(to, x, n * sizeof(double));
	status = ms_normalize_column(&options, n, to, work);
	free(work);
	return status;
}

static ms_status
run(ms_normalization method,
    ms_direction direction,
    size_t n,
    const double *x,
    double *to)
{
	return run_options(options_of(method, direction), n, x, to);
}

static void
test_published(void)
{
	double z[N];

	CHECK(run(MS_NORMALIZE_ZSCORE, MS_MORE_IS_BETTER, N, schooling, z) ==
	      MS_OK);
	CHECK_ABS(z[FINLAND], 0.26, 0.005);
	CHECK_ABS(z[UNITED_STATES], 1.52, 0.005);
	run(MS_NORMALIZE_MINMAX, MS_MORE_IS_BETTER, N, schooling, z);
	CHECK_ABS(z[FINLAND], 0.59, 0.005);
	CHECK_ABS(z[SWEDEN], 0.88, 0.005);
	CHECK(z[UNITED_STATES] == 1);
	run(MS_NORMALIZE_RANK, MS_MORE_IS_BETTER, N, schooling, z);
	CHECK(z[FINLAND] == 15);
}

static void
test_by_hand(void)
{
	const double x[] = {4, 1, 2, 2, 5};
	double to[5];

	run(MS_NORMALIZE_MINMAX, MS_MORE_IS_BETTER, 5, x, to);
	CHECK(to[0] == 0.75 && to[1] == 0 && to[2] == 0.25 && to[4] == 1);
	run(MS_NORMALIZE_MINMAX, MS_LESS_IS_BETTER, 5, x, to);
	CHECK(to[0] == 0.25 && to[1] == 1 && to[2] == 0.75 && to[4] == 0);
	run(MS_NORMALIZE_RANK, MS_MORE_IS_BETTER, 5, x, to);
	CHECK(to[0] == 4 && to[1] == 1 && to[2] == 2.5 && to[3] == 2.5 &&
	      to[4] == 5);
	run(MS_NORMALIZE_RANK, MS_LESS_IS_BETTER, 5, x, to);
	CHECK(to[0] == 2 && to[1] == 5 && to[2] == 3.5 && to[3] == 3.5 &&
	      to[4] == 1);
	run(MS_NORMALIZE_PERCENTILE, MS_MORE_IS_BETTER, 5, x, to);
	CHECK(to[0] == 0.7 && to[1] == 0.1 && to[2] == 0.4 && to[4] == 0.9);
	run(MS_NORMALIZE_DISTANCE, MS_MORE_IS_BETTER, 5, x, to);
	CHECK(to[0] == 0.8 && to[1] == 0.2 && to[4] == 1);
	run(MS_NORMALIZE_DISTANCE, MS_LESS_IS_BETTER, 5, x, to);
	CHECK(to[0] == 0.25 && to[1] == 1 && to[4] == 0.2);
}

static void
test_options(void)
{
	const double x[] = {4, 1, 2, 2, 5};
	ms_normalize_options o = options_of(MS_NORMALIZE_MINMAX, MS_MORE_IS_BETTER);
	double to[5];

	o.low = 1;
	o.high = 100;
	CHECK(run_options(o, 5, x, to) == MS_OK);
	CHECK(to[0] == 75.25 && to[1] == 1 && to[4] == 100);
	/* high - low is rounded, and yet the best unit is at high */
	o.low = -0.1;
	o.high = 0.3;
	run_options(o, 5, x, to);
	CHECK(to[1] == -0.1 && to[4] == 0.3);
	o.high = o.low;
	CHECK(run_options(o, 5, x, to) == MS_DOMAIN);
	o.low = MS_NULL;
	CHECK(run_options(o, 5, x, to) == MS_DOMAIN);
	o.low = -1e308;
	o.high = 1e308;
	CHECK(run_options(o, 5, x, to) == MS_DOMAIN);

	o = options_of(MS_NORMALIZE_DISTANCE, MS_MORE_IS_BETTER);
	o.target = 2;
	CHECK(run_options(o, 5, x, to) == MS_OK);
	CHECK(to[0] == 2 && to[1] == 0.5 && to[2] == 1);
	o.direction = MS_LESS_IS_BETTER;
	run_options(o, 5, x, to);
	CHECK(to[0] == 0.5 && to[1] == 2 && to[2] == 1);
	o.target = 0;
	CHECK(run_options(o, 5, x, to) == MS_DOMAIN);
	o.target = INFINITY;
	CHECK(run_options(o, 5, x, to) == MS_DOMAIN);
	o.direction = MS_MORE_IS_BETTER;
	o.target = 1e-308;
	CHECK(run_options(o, 5, (double[]){4, 1, 2, 2, 5e5}, to) == MS_OVERFLOW);
}

/* A figure that is undefined is not told, and nothing else is refused. */
static void
test_undefined(void)
{
	const double constant[] = {7, 7, 7};
	const double none[] = {MS_NULL, MS_NULL};
	double to[3];

	for (int m = 0; m < METHODS; m++)
	{
		bool linear = methods[m] == MS_NORMALIZE_MINMAX ||
		              methods[m] == MS_NORMALIZE_ZSCORE;

		CHECK(run(methods[m], MS_MORE_IS_BETTER, 3, constant, to) ==
		      (linear ? MS_UNDEFINED : MS_OK));
		CHECK(isnan(to[0]) == linear && isnan(to[2]) == linear);
		CHECK(run(methods[m], MS_MORE_IS_BETTER, 1, constant, to) ==
		      (linear ? MS_UNDEFINED : MS_OK));
		CHECK(isnan(to[0]) == linear);
		CHECK(run(methods[m], MS_LESS_IS_BETTER, 2, none, to) == MS_UNDEFINED);
		CHECK(isnan(to[0]) && isnan(to[1]));
		CHECK(run(methods[m], MS_MORE_IS_BETTER, 0, none, to) == MS_UNDEFINED);
		CHECK(run(methods[m],
		          MS_MORE_IS_BETTER,
		          3,
		          (double[]){1, INFINITY, 2},
		          to) == MS_DOMAIN);
	}
	run(MS_NORMALIZE_RANK, MS_LESS_IS_BETTER, 3, constant, to);
	CHECK(to[0] == 2 && to[1] == 2 && to[2] == 2);
	CHECK(run(MS_NORMALIZE_DISTANCE,
	          MS_MORE_IS_BETTER,
	          2,
	          (double[]){0, 1},
	          to) == MS_DOMAIN);
	CHECK(run(MS_NORMALIZE_MINMAX,
	          MS_MORE_IS_BETTER,
	          2,
	          (double[]){-1.7e308, 1.7e308},
	          to) == MS_OVERFLOW);
	CHECK(run(MS_NORMALIZE_RANK,
	          MS_MORE_IS_BETTER,
	          2,
	          (double[]){-1.7e308, 1.7e308},
	          to) == MS_OK);
}

/* Units without a value get none, and do not disturb the others. */
static void
test_missing(void)
{
	double with[2 * N];
	double got[2 * N];
	double want[N];

	for (int i = 0; i < N; i++)
	{
		with[2 * i] = i % 3 == 0 ? MS_NULL : -MS_NULL;
		with[2 * i + 1] = schooling[i];
	}
	for (int m = 0; m < METHODS; m++)
	{
		CHECK(run(methods[m], MS_LESS_IS_BETTER, 2 * N, with, got) == MS_OK);
		run(methods[m], MS_LESS_IS_BETTER, N, schooling, want);
		for (int i = 0; i < N; i++)
			CHECK(isnan(got[2 * i]) && got[2 * i + 1] == want[i]);
	}
}

static void
fill(size_t n, double *x)
{
	uint32_t state = 12345;

	for (size_t i = 0; i < n; i++)
	{
		state = state * 1664525 + 1013904223;
		/* three digits, so that there are ties */
		x[i] = 1 + (double) (state >> 8) / 0x1p24 * 0x1p9;
		x[i] = floor(x[i]);
	}
}

/* Neither the order of the units nor a unit of measurement matters. */
static void
test_invariance(void)
{
	double x[MANY];
	double y[MANY];
	double a[MANY];
	double b[MANY];

	fill(MANY, x);
	for (int m = 0; m < METHODS; m++)
	{
		CHECK(run(methods[m], MS_MORE_IS_BETTER, MANY, x, a) == MS_OK);
		for (int i = 0; i < MANY; i++)
			y[(i * 7 + 3) % MANY] = x[i];
		run(methods[m], MS_MORE_IS_BETTER, MANY, y, b);
		for (int i = 0; i < MANY; i++)
			CHECK_ABS(b[(i * 7 + 3) % MANY], a[i], 1e-15);
		for (int i = 0; i < MANY; i++)
			y[i] = methods[m] == MS_NORMALIZE_DISTANCE ? 4e-300 * x[i]
			                                           : 0x1p900 * (x[i] - 64);
		run(methods[m], MS_MORE_IS_BETTER, MANY, y, b);
		for (int i = 0; i < MANY; i++)
			CHECK_REL(b[i], a[i], 1e-15);
	}
}

/* -x where less is better is the same as x where more is. */
static void
test_direction(void)
{
	double x[MANY];
	double y[MANY];
	double a[MANY];
	double b[MANY];

	fill(MANY, x);
	for (int i = 0; i < MANY; i++)
		y[i] = -x[i];
	for (int m = 0; m < METHODS - 1; m++) /* the last is of ratios */
	{
		run(methods[m], MS_MORE_IS_BETTER, MANY, x, a);
		run(methods[m], MS_LESS_IS_BETTER, MANY, y, b);
		CHECK(memcmp(a, b, sizeof(a)) == 0);
	}
	for (int i = 0; i < MANY; i++)
		y[i] = 1 / x[i];
	run(MS_NORMALIZE_DISTANCE, MS_MORE_IS_BETTER, MANY, x, a);
	run(MS_NORMALIZE_DISTANCE, MS_LESS_IS_BETTER, MANY, y, b);
	for (int i = 0; i < MANY; i++)
		CHECK_REL(b[i], a[i], 1e-15);
}

/* Against the definition, and for every length that merging may meet. */
static void
test_ranks(void)
{
	double x[70];
	double rank[70];

	for (int n = 1; n <= 70; n++)
	{
		double sum = 0;

		fill(n, x);
		for (int i = 0; i < n; i++)
			x[i] = fmod(x[i], 17);
		run(MS_NORMALIZE_RANK, MS_MORE_IS_BETTER, n, x, rank);
		for (int i = 0; i < n; i++)
		{
			int below = 0;
			int same = 0;

			for (int k = 0; k < n; k++)
			{
				below += x[k] < x[i];
				same += x[k] == x[i];
			}
			CHECK(rank[i] == below + (same + 1) / 2.0);
			sum += rank[i];
		}
		CHECK(sum == n * (n + 1) / 2.0);
	}
	run(MS_NORMALIZE_RANK, MS_MORE_IS_BETTER, 2, (double[]){0.0, -0.0}, rank);
	CHECK(rank[0] == 1.5 && rank[1] == 1.5);
}

/* Mean 0 and sd 1, also of values that differ in their last digits only. */
static void
test_spread(void)
{
	double x[MANY];
	double z[MANY];

	for (int i = 0; i < MANY; i++)
		x[i] = 1e15 + i % 4;
	CHECK(run(MS_NORMALIZE_ZSCORE, MS_MORE_IS_BETTER, MANY, x, z) == MS_OK);
	CHECK_ABS(ms_normalize_mean(MANY, z), 0, 1e-16);
	CHECK_REL(ms_normalize_sd(MANY, z, 0), 1, 1e-15);
	CHECK_REL(z[0], -1.5 / sqrt(1.25 * MANY / (MANY - 1)), 1e-15);
	CHECK_REL(ms_normalize_sd(2, (double[]){1, 3}, 2), sqrt(2), 1e-15);
	CHECK(isnan(ms_normalize_sd(1, x, x[0])));
	CHECK(isnan(ms_normalize_mean(0, x)));
	CHECK(isnan(ms_normalize_mean(2, (double[]){1e308, 1e308})));
	CHECK(ms_normalize_mean(3, (double[]){1e16, 1, -1e16}) == 1.0 / 3);
}

static void
test_listwise(void)
{
	double x[] = {1, MS_NULL, 3, 4, 5, 6, 7, 8, 9, 10, 11, MS_NULL};
	double alone[] = {1, MS_NULL};

	ms_normalize_listwise(4, 3, x);
	CHECK(x[0] == 1 && x[4] == 5 && x[8] == 9);
	CHECK(x[2] == 3 && x[6] == 7 && x[10] == 11);
	CHECK(isnan(x[1]) && isnan(x[5]) && isnan(x[9]));
	CHECK(isnan(x[3]) && isnan(x[7]) && isnan(x[11]));
	ms_normalize_listwise(2, 1, alone);
	CHECK(alone[0] == 1 && isnan(alone[1]));
}

int
main(void)
{
	test_published();
	test_by_hand();
	test_options();
	test_undefined();
	test_missing();
	test_invariance();
	test_direction();
	test_ranks();
	test_spread();
	test_listwise();
	return check_summary();
}
