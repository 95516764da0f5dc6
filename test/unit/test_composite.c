/*
 * test_composite.c
 *		Scores and TOPSIS against references, by hand, and what defines them.
 *
 * The phones are four made-up offers (price, storage, camera, looks); their
 * closeness was computed with R from the definition and agrees with a second
 * program.  The states are the first six of R's state.x77; their scores were
 * computed with R.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "check.h"
#include "core/composite.h"

#define PHONES 4
#define MANY 500
#define P 3

static const double phones[4 * PHONES] = {
    250, 200, 300, 275, 16, 16, 32, 32, 12, 8, 16, 8, 5, 3, 4, 4};
static const ms_direction phone_directions[4] = {
    MS_LESS_IS_BETTER, MS_MORE_IS_BETTER, MS_MORE_IS_BETTER, MS_MORE_IS_BETTER};
static const double equal[4] = {1, 1, 1, 1};

static const ms_aggregation aggregations[] = {
    MS_AGGREGATE_ARITHMETIC, MS_AGGREGATE_GEOMETRIC, MS_AGGREGATE_HARMONIC};

static const ms_direction directions[P] = {
    MS_MORE_IS_BETTER, MS_LESS_IS_BETTER, MS_MORE_IS_BETTER};
static const double weights[P] = {2, 1, 0.5};

/* Each on a copy of x, with exactly the memory that is asked for. */
static ms_status
run_score(ms_aggregation aggregation,
          size_t n,
          int p,
          const double *x,
          const ms_direction *direction,
          const double *weight,
          double *score)
{
	double *copy = malloc(n * p * sizeof(double));
	void *work = malloc(ms_composite_workspace(p));
	ms_status status;

	memcpy(copy, x, n * p * sizeof(double));
	status = ms_composite_score(
	    aggregation, n, p, copy, direction, weight, score, work);
	free(copy);
	free(work);
	return status;
}

static ms_status
run_topsis(size_t n,
           int p,
           const double *x,
           const ms_direction *direction,
           const double *weight,
           double *closeness)
{
	double *copy = malloc(n * p * sizeof(double));
	void *work = malloc(ms_composite_workspace(p));
	ms_status status;

	memcpy(copy, x, n * p * sizeof(double));
	status =
	    ms_composite_topsis(n, p, copy, direction, weight, closeness, work);
	free(copy);
	free(work);
	return status;
}

static ms_status
run_mean(ms_aggregation aggregation,
         size_t n,
         int p,
         const double *x,
         const double *weight,
         double *mean)
{
	void *work = malloc(ms_composite_workspace(p));
	ms_status status =
	    ms_composite_aggregate(aggregation, n, p, x, weight, mean, work);

	free(work);
	return status;
}

/* One of the scores: 0 to 2 the means, 3 is TOPSIS. */
#define KINDS 4

static ms_status
run(int kind,
    size_t n,
    int p,
    const double *x,
    const ms_direction *direction,
    const double *weight,
    double *figure)
{
	return kind == 3
	           ? run_topsis(n, p, x, direction, weight, figure)
	           : run_score(
	                 aggregations[kind], n, p, x, direction, weight, figure);
}

static void
fill(double *x)
{
	uint32_t state = 54321;

	for (int i = 0; i < P * MANY; i++)
	{
		state = state * 1664525 + 1013904223;
		x[i] = 3 + (i / MANY + 1) * (double) (state >> 8) / 0x1p24;
	}
}

static void
test_topsis_reference(void)
{
	static const double want[PHONES] = {0.4586600391552112,
	                                    0.2667475159551103,
	                                    0.67978390387488,
	                                    0.4635477360041369};
	double got[PHONES];

	CHECK(run_topsis(PHONES, 4, phones, phone_directions, equal, got) == MS_OK);
	for (int i = 0; i < PHONES; i++)
		CHECK_REL(got[i], want[i], 1e-14);
}

static void
test_score_reference(void)
{
	/* income, illiteracy, life expectancy of the first six states */
	static const double states[3 * 6] = {3624,
	                                     6315,
	                                     4530,
	                                     3378,
	                                     5114,
	                                     4884,
	                                     2.1,
	                                     1.5,
	                                     1.8,
	                                     1.9,
	                                     1.1,
	                                     0.7,
	                                     69.05,
	                                     69.31,
	                                     70.55,
	                                     70.66,
	                                     71.71,
	                                     72.06};
	static const double want[3][6] = {
	    {4.7862250109441113,
	     70.621737066919806,
	     35.655117214712554,
	     11.722828666350249,
	     66.808709848763556,
	     72.158178899751931},
	    {3.5744469740098159,
	     56.338230951767642,
	     34.857165061199929,
	     3.8426744886293194,
	     66.432352530894278,
	     68.641623379921114},
	    {2.0405357772294681,
	     36.697577887880165,
	     33.282306647553277,
	     1.6864991114098118,
	     65.79119293704602,
	     65.253637117824411},
	};
	double got[6];

	for (int a = 0; a < 3; a++)
	{
		CHECK(run_score(
		          aggregations[a], 6, 3, states, directions, weights, got) ==
		      MS_OK);
		for (int i = 0; i < 6; i++)
			CHECK_REL(got[i], want[a][i], 1e-13);
	}
}

static void
test_means_by_hand(void)
{
	/* units 1, 4, 16 and 3, 3, 3 of three indicators */
	const double x[] = {1, 3, 4, 3, 16, 3};
	const double halves[] = {1, 1, 2};
	const double first[] = {3, 0, 0};
	const double huge[] = {1e308, 1e308, 1e308};
	double mean[2];
	double equal_mean[2];

	CHECK(run_mean(MS_AGGREGATE_ARITHMETIC, 2, 3, x, equal, mean) == MS_OK);
	CHECK(mean[0] == 7 && mean[1] == 3);
	run_mean(MS_AGGREGATE_GEOMETRIC, 2, 3, x, equal, mean);
	CHECK_REL(mean[0], 4, 1e-15);
	CHECK(mean[1] == 3);
	run_mean(MS_AGGREGATE_HARMONIC, 2, 3, x, equal, mean);
	CHECK_REL(mean[0], 16 / 7.0, 1e-15);
	CHECK(mean[1] == 3);
	run_mean(MS_AGGREGATE_ARITHMETIC, 2, 3, x, halves, mean);
	CHECK(mean[0] == 9.25);
	run_mean(MS_AGGREGATE_GEOMETRIC, 2, 3, x, halves, mean);
	CHECK_REL(mean[0], pow(2, 2.5), 1e-15);
	run_mean(MS_AGGREGATE_HARMONIC, 2, 3, x, halves, mean);
	CHECK_REL(mean[0], 4 / (1 + 0.25 + 2 / 16.0), 1e-15);
	for (int a = 0; a < 3; a++)
	{
		run_mean(aggregations[a], 2, 3, x, first, mean);
		CHECK(mean[0] == 1 && mean[1] == 3);
		run_mean(aggregations[a], 2, 3, x, huge, mean);
		run_mean(aggregations[a], 2, 3, x, equal, equal_mean);
		CHECK_REL(mean[0], equal_mean[0], 1e-15);
	}
}

static void
test_domain(void)
{
	const double x[] = {1, 2, 0, 3};
	const double below[] = {1, 2, -1, 3};
	const double infinite[] = {1, 2, INFINITY, 3};
	const double first[] = {1, 0};
	const double bad[][2] = {{-1, 2}, {MS_NULL, 1}, {INFINITY, 1}, {0, 0}};
	double figure[2];

	for (int a = 0; a < 3; a++)
	{
		bool arithmetic = aggregations[a] == MS_AGGREGATE_ARITHMETIC;

		CHECK(run_mean(aggregations[a], 2, 2, x, equal, figure) ==
		      (arithmetic ? MS_OK : MS_DOMAIN));
		CHECK(run_mean(aggregations[a], 2, 2, below, equal, figure) ==
		      (arithmetic ? MS_OK : MS_DOMAIN));
		CHECK(run_mean(aggregations[a], 2, 2, infinite, equal, figure) ==
		      MS_DOMAIN);
		CHECK(run_mean(aggregations[a], 2, 2, x, first, figure) == MS_OK);
	}
	for (int kind = 0; kind < KINDS; kind++)
	{
		for (int b = 0; b < 4; b++)
			CHECK(run(kind, 2, 2, x, NULL, bad[b], figure) == MS_DOMAIN);
		CHECK(run(kind, 2, 2, infinite, NULL, equal, figure) == MS_DOMAIN);
	}
}

/* Constant indicators: without weight they are nothing. */
static void
test_undefined(void)
{
	const double x[] = {7, 7, 7, 1, 2, 4};
	const double nothing[] = {MS_NULL, 1, 2, MS_NULL};
	const double zeros[] = {0, 0, 0, 1, 2, 4};
	const double second[] = {0, 1};
	double figure[3];
	double alone[3];

	for (int kind = 0; kind < KINDS; kind++)
	{
		bool topsis = kind == 3;

		CHECK(run(kind, 1, 2, x, NULL, equal, figure) == MS_UNDEFINED);
		CHECK(isnan(figure[0]));
		CHECK(run(kind, 2, 2, nothing, NULL, equal, figure) == MS_UNDEFINED);
		CHECK(isnan(figure[0]) && isnan(figure[1]));
		CHECK(run(kind, 3, 1, x, NULL, equal, figure) == MS_UNDEFINED);
		CHECK(isnan(figure[0]) && isnan(figure[2]));

		CHECK(run(kind, 3, 1, x + 3, NULL, equal, alone) == MS_OK);
		CHECK(run(kind, 3, 2, x, NULL, second, figure) == MS_OK);
		CHECK(memcmp(figure, alone, sizeof(figure)) == 0);
		CHECK(run(kind, 3, 2, zeros, NULL, equal, figure) ==
		      (topsis ? MS_OK : MS_UNDEFINED));
		CHECK(topsis ? memcmp(figure, alone, sizeof(figure)) == 0
		             : isnan(figure[0]) && isnan(figure[2]));
	}
}

/* The best in everything is at the top, the worst at the bottom. */
static void
test_ends(void)
{
	const double x[] = {1, 9, 5, 0.3, 0.1, 0.2, -4, -1, -2};
	const double top[] = {100, 100, 100, 1};
	const double bottom[] = {0, 1, 1, 0};
	double figure[3];

	for (int kind = 0; kind < KINDS; kind++)
	{
		CHECK(run(kind, 3, 3, x, directions, weights, figure) == MS_OK);
		CHECK(figure[0] == bottom[kind] && figure[1] == top[kind]);
		CHECK(figure[2] > bottom[kind] && figure[2] < top[kind]);
	}
}

/* The order of the units, units of measurement, and the sum of the weights. */
static void
test_invariance(void)
{
	static double x[P * MANY];
	static double y[P * MANY];
	double a[MANY];
	double b[MANY];
	double tenfold[P];

	fill(x);
	for (int j = 0; j < P; j++)
		tenfold[j] = 10 * weights[j];
	for (int kind = 0; kind < KINDS; kind++)
	{
		double offset = kind == 3 ? 0 : 5; /* a length changes with it */

		run(kind, MANY, P, x, directions, weights, a);
		for (int j = 0; j < P; j++)
		{
			for (int i = 0; i < MANY; i++)
				y[j * MANY + (i * 7 + 3) % MANY] =
				    ldexp(x[j * MANY + i] - offset, 900 - 800 * j);
		}
		CHECK(run(kind, MANY, P, y, directions, tenfold, b) == MS_OK);
		for (int i = 0; i < MANY; i++)
			CHECK_REL(b[(i * 7 + 3) % MANY], a[i], 1e-13);
	}
}

/* All directions turned round: the arithmetic score and closeness mirror. */
static void
test_mirror(void)
{
	static double x[P * MANY];
	double a[MANY];
	double b[MANY];
	ms_direction turned[P];

	fill(x);
	for (int j = 0; j < P; j++)
		turned[j] = directions[j] == MS_MORE_IS_BETTER ? MS_LESS_IS_BETTER
		                                               : MS_MORE_IS_BETTER;
	for (int kind = 0; kind < KINDS; kind += 3)
	{
		run(kind, MANY, P, x, directions, weights, a);
		run(kind, MANY, P, x, turned, weights, b);
		for (int i = 0; i < MANY; i++)
			CHECK_REL(a[i] + b[i], kind == 3 ? 1 : 100, 1e-14);
	}
}

/* A unit with a NULL gets NULL, and the others what they get without it. */
static void
test_missing(void)
{
	static double x[P * MANY];
	static double with[P * (MANY + 2)];
	double a[MANY];
	double b[MANY + 2];

	fill(x);
	for (int j = 0; j < P; j++)
	{
		double *column = with + j * (MANY + 2);

		memcpy(column + 1, x + j * MANY, MANY * sizeof(double));
		column[0] = j == 1 ? MS_NULL : 1e6;
		column[MANY + 1] = j == 2 ? MS_NULL : -1e6;
	}
	for (int kind = 0; kind < KINDS; kind++)
	{
		run(kind, MANY, P, x, directions, weights, a);
		CHECK(run(kind, MANY + 2, P, with, directions, weights, b) == MS_OK);
		CHECK(isnan(b[0]) && isnan(b[MANY + 1]));
		CHECK(memcmp(a, b + 1, sizeof(a)) == 0);
	}
}

/* An indicator that stands twice counts twice; a unit that does counts alike. */
static void
test_duplicates(void)
{
	static double x[P * MANY];
	static double twice[(P + 1) * MANY];
	const double split[P + 1] = {1, 1, 1, 0.5};
	const ms_direction split_directions[P + 1] = {MS_MORE_IS_BETTER,
	                                              MS_MORE_IS_BETTER,
	                                              MS_LESS_IS_BETTER,
	                                              MS_MORE_IS_BETTER};
	double a[MANY];
	double b[MANY];

	fill(x);
	for (int j = 0; j < P; j++)
		x[j * MANY + 9] = x[j * MANY + 4];
	memcpy(twice, x, MANY * sizeof(double));
	memcpy(twice + MANY, x, sizeof(x));
	for (int kind = 0; kind < KINDS; kind++)
	{
		run(kind, MANY, P, x, directions, weights, a);
		CHECK(a[4] == a[9]);
		if (kind == 3)
			continue;
		run(kind, MANY, P + 1, twice, split_directions, split, b);
		for (int i = 0; i < MANY; i++)
			CHECK_REL(b[i], a[i], 1e-13);
	}
}

/* Weights and values far apart: no square underflows that counts. */
static void
test_topsis_range(void)
{
	const double x[] = {7, 7, 7, 1e-200, 2e-200, 4e-200};
	const double tiny[] = {1, 1e-200};
	double figure[3];

	CHECK(run_topsis(3, 2, x, NULL, tiny, figure) == MS_OK);
	CHECK(figure[0] == 0 && figure[2] == 1);
	CHECK_REL(figure[1], 1.0 / 3, 1e-15);
	CHECK(run_topsis(2, 1, (double[]){-1e308, 1e308}, NULL, equal, figure) ==
	      MS_OVERFLOW);
}

int
main(void)
{
	test_topsis_reference();
	test_score_reference();
	test_means_by_hand();
	test_domain();
	test_undefined();
	test_ends();
	test_invariance();
	test_mirror();
	test_missing();
	test_duplicates();
	test_topsis_range();
	return check_summary();
}
