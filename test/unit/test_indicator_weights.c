/*
 * test_indicator_weights.c
 *		Weights of five indicators of 50 states, and what defines them.
 *
 * The states are R's state.x77 (US census of 1977: income, illiteracy, life
 * expectancy, murder, graduates), the weights were computed with R from the
 * formulas (CV with 40 digits) and agree with a second program.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "check.h"
#include "core/composite.h"
#include "core/indicator_weights.h"

#define N 50
#define P 5

static const double states[P * N] = {
    3624,  6315,  4530,  3378,  5114,  4884,  5348,  4809,  4815,  4091,  4963,
    4119,  5107,  4458,  4628,  4669,  3712,  3545,  3694,  5299,  4755,  4751,
    4675,  3098,  4254,  4347,  4508,  5149,  4281,  5237,  3601,  4903,  3875,
    5087,  4561,  3983,  4660,  4449,  4558,  3635,  4167,  3821,  4188,  4022,
    3907,  4701,  4864,  3617,  4468,  4566,  2.1,   1.5,   1.8,   1.9,   1.1,
    0.7,   1.1,   0.9,   1.3,   2,     1.9,   0.6,   0.9,   0.7,   0.5,   0.6,
    1.6,   2.8,   0.7,   0.9,   1.1,   0.9,   0.6,   2.4,   0.8,   0.6,   0.6,
    0.5,   0.7,   1.1,   2.2,   1.4,   1.8,   0.8,   0.8,   1.1,   0.6,   1,
    1.3,   2.3,   0.5,   1.7,   2.2,   0.6,   0.6,   1.4,   0.6,   1.4,   0.7,
    0.6,   69.05, 69.31, 70.55, 70.66, 71.71, 72.06, 72.48, 70.06, 70.66, 68.54,
    73.6,  71.87, 70.14, 70.88, 72.56, 72.58, 70.1,  68.76, 70.39, 70.22, 71.83,
    70.63, 72.96, 68.09, 70.69, 70.56, 72.6,  69.03, 71.23, 70.93, 70.32, 70.55,
    69.21, 72.78, 70.82, 71.42, 72.13, 70.43, 71.9,  67.96, 72.08, 70.11, 70.9,
    72.9,  71.64, 70.08, 71.72, 69.48, 72.48, 70.29, 15.1,  11.3,  7.8,   10.1,
    10.3,  6.8,   3.1,   6.2,   10.7,  13.9,  6.2,   5.3,   10.3,  7.1,   2.3,
    4.5,   10.6,  13.2,  2.7,   8.5,   3.3,   11.1,  2.3,   12.5,  9.3,   5,
    2.9,   11.5,  3.3,   5.2,   9.7,   10.9,  11.1,  1.4,   7.4,   6.4,   4.2,
    6.1,   2.4,   11.6,  1.7,   11,    12.2,  4.5,   5.5,   9.5,   4.3,   6.7,
    3,     6.9,   41.3,  66.7,  58.1,  39.9,  62.6,  63.9,  56,    54.6,  52.6,
    40.6,  61.9,  59.5,  52.6,  52.9,  59,    59.9,  38.5,  42.2,  54.7,  52.3,
    58.5,  52.8,  57.6,  41,    48.8,  59.2,  59.3,  65.2,  57.6,  52.5,  55.2,
    52.7,  38.5,  50.3,  53.2,  51.6,  60,    50.2,  46.4,  37.8,  53.3,  41.8,
    47.4,  67.3,  57.1,  47.8,  63.5,  41.6,  54.5,  62.9,
};

static const ms_direction directions[P] = {MS_MORE_IS_BETTER,
                                           MS_LESS_IS_BETTER,
                                           MS_MORE_IS_BETTER,
                                           MS_LESS_IS_BETTER,
                                           MS_MORE_IS_BETTER};

static const ms_weighting methods[] = {
    MS_WEIGHTS_ENTROPY, MS_WEIGHTS_CRITIC, MS_WEIGHTS_CV, MS_WEIGHTS_PCA};
#define METHODS ((int) (sizeof(methods) / sizeof(methods[0])))

/* x is changed; the memory is exactly what is asked for. */
static ms_status
run_options(ms_weighting_options options,
            size_t n,
            int p,
            double *x,
            const ms_direction *direction,
            double *weights)
{
	void *work = malloc(ms_indicator_weights_workspace(options.method, p));
	ms_status status =
	    ms_indicator_weights_of(&options, n, p, x, direction, weights, work);

	free(work);
	return status;
}

static ms_status
run(ms_weighting method, size_t n, int p, double *x, double *weights)
{
	return run_options((ms_weighting_options){method, 0},
	                   n,
	                   p,
	                   x,
	                   p == P ? directions : NULL,
	                   weights);
}

static ms_status
run_states(ms_weighting_options options, double *weights)
{
	double x[P * N];

	memcpy(x, states, sizeof(x));
	return run_options(options, N, P, x, directions, weights);
}

static void
check_weights(const double *got, const double *want, double rel)
{
	double sum = 0;

	for (int j = 0; j < P; j++)
	{
		CHECK_REL(got[j], want[j], rel);
		sum += got[j];
	}
	CHECK_REL(sum, 1, 1e-15);
}

static void
test_states(void)
{
	static const double want[METHODS][P] = {
	    {0.18470308309694838,
	     0.13755987577875636,
	     0.1972413332822464,
	     0.2055786138957838,
	     0.27491709394626507},
	    {0.20372013233441857,
	     0.19230833370548664,
	     0.18276356903341315,
	     0.21779961469583745,
	     0.20340835023084425},
	    {0.10408668559528636,
	     0.39145147579828998,
	     0.014230862470823407,
	     0.37595458568601103,
	     0.11427639044958922},
	    {0.12062741661297127,
	     0.23071866424398685,
	     0.2195412937119825,
	     0.2110529043906102,
	     0.21805972104044913},
	};
	double weights[P];

	for (int m = 0; m < METHODS; m++)
	{
		CHECK(run_states((ms_weighting_options){methods[m], 0}, weights) ==
		      MS_OK);
		check_weights(weights, want[m], 1e-13);
	}
}

/* The shift rule, by the schoolbook formula of the entropy. */
static void
test_shift(void)
{
	static const double shifts[] = {1e-6, 1e-4, 0.01, 1};
	double t[P * N];
	double want[P];
	double got[P];

	memcpy(t, states, sizeof(t));
	run(MS_WEIGHTS_ENTROPY, N, P, t, want);
	for (int s = 0; s < 4; s++)
	{
		double total = 0;

		for (int j = 0; j < P; j++)
		{
			double sum = 0;
			double entropy = 0;

			for (int i = 0; i < N; i++)
				sum += t[j * N + i] + shifts[s];
			for (int i = 0; i < N; i++)
			{
				double share = (t[j * N + i] + shifts[s]) / sum;

				entropy -= share * log(share) / log(N);
			}
			want[j] = 1 - entropy;
			total += want[j];
		}
		for (int j = 0; j < P; j++)
			want[j] /= total;
		CHECK(run_states((ms_weighting_options){MS_WEIGHTS_ENTROPY, shifts[s]},
		                 got) == MS_OK);
		check_weights(got, want, 1e-12);
	}
	CHECK(run_states((ms_weighting_options){MS_WEIGHTS_ENTROPY, -1e-6}, got) ==
	      MS_DOMAIN);
	CHECK(run_states((ms_weighting_options){MS_WEIGHTS_ENTROPY, MS_NULL},
	                 got) == MS_DOMAIN);
}

/*
 * Two units of two are 0 and 1: their entropy is 0.  In four units with one at
 * 1 it is 0, with two at 1 it is ln 2 / ln 4 = 1/2: weights 2/3 and 1/3.
 */
static void
test_by_hand(void)
{
	double x[] = {5, 9, 5, 5, 1, 2, 2, 1};
	double w[2];

	CHECK(run(MS_WEIGHTS_ENTROPY, 4, 2, x, w) == MS_OK);
	CHECK_REL(w[0], 2.0 / 3, 1e-15);
	CHECK_REL(w[1], 1.0 / 3, 1e-15);

	/* sd 1 and 2, means 2 and 10: 1/2 and 1/5 */
	double y[] = {1, 2, 3, -12, -10, -8};

	CHECK(run(MS_WEIGHTS_CV, 3, 2, y, w) == MS_OK);
	CHECK_REL(w[0], 5.0 / 7, 1e-15);
	CHECK_REL(w[1], 2.0 / 7, 1e-15);

	/* of two indicators each conflicts with the other alike: the sd decides */
	double z[] = {0, 1, 0, 1, 0, 0, 0, 1};

	CHECK(run(MS_WEIGHTS_CRITIC, 4, 2, z, w) == MS_OK);
	CHECK_REL(w[0] / w[1], sqrt(4.0 / 3), 1e-15);

	double v[] = {0, 1, 0, 1, 0, 0, 0, 1};

	CHECK(run(MS_WEIGHTS_PCA, 4, 2, v, w) == MS_OK);
	CHECK_REL(w[0], 0.5, 1e-14);
}

/* The matrix that is left gives the score that the raw one gives. */
static void
test_matrix_left(void)
{
	double x[P * N];
	double raw[P * N];
	double weights[P];
	double work[P];
	double from_left[N];
	double from_raw[N];

	for (int m = 0; m < METHODS; m++)
	{
		memcpy(x, states, sizeof(x));
		memcpy(raw, states, sizeof(x));
		run(methods[m], N, P, x, weights);
		CHECK(ms_composite_score(MS_AGGREGATE_ARITHMETIC,
		                         N,
		                         P,
		                         x,
		                         NULL,
		                         weights,
		                         from_left,
		                         work) == MS_OK);
		ms_composite_score(MS_AGGREGATE_ARITHMETIC,
		                   N,
		                   P,
		                   raw,
		                   directions,
		                   weights,
		                   from_raw,
		                   work);
		CHECK(memcmp(from_left, from_raw, sizeof(from_left)) == 0);
	}
}

/* Neither the order of the units nor units of measurement matter. */
static void
test_invariance(void)
{
	double x[P * N];
	double want[P];
	double got[P];

	for (int m = 0; m < METHODS; m++)
	{
		bool moves = methods[m] != MS_WEIGHTS_CV;

		run_states((ms_weighting_options){methods[m], 0}, want);
		for (int j = 0; j < P; j++)
		{
			for (int i = 0; i < N; i++)
				x[j * N + (i * 7 + 3) % N] =
				    0x1p600 * (states[j * N + i] + (moves ? 100 * j : 0));
		}
		CHECK(run(methods[m], N, P, x, got) == MS_OK);
		check_weights(got, want, 1e-12);
	}
}

/* Units with a NULL in any indicator are as if they were not there. */
static void
test_missing(void)
{
	double x[P * (N + 2)];
	double want[P];
	double got[P];

	for (int j = 0; j < P; j++)
	{
		double *column = x + j * (N + 2);

		memcpy(column + 1, states + j * N, N * sizeof(double));
		column[0] = j == 2 ? MS_NULL : 1e5;
		column[N + 1] = j == 0 ? MS_NULL : -1e5;
	}
	for (int m = 0; m < METHODS; m++)
	{
		double copy[P * (N + 2)];

		memcpy(copy, x, sizeof(x));
		run_states((ms_weighting_options){methods[m], 0}, want);
		CHECK(run(methods[m], N + 2, P, copy, got) == MS_OK);
		CHECK(memcmp(got, want, sizeof(got)) == 0);
		CHECK(isnan(copy[0]) && isnan(copy[N + 1]) && !isnan(copy[1]));
	}
}

/* -x where less is better is x where more is; PCA and CV do not look at it. */
static void
test_direction(void)
{
	double x[P * N];
	double want[P];
	double got[P];

	for (int m = 0; m < METHODS; m++)
	{
		run_states((ms_weighting_options){methods[m], 0}, want);
		for (int i = 0; i < P * N; i++)
			x[i] =
			    directions[i / N] == MS_LESS_IS_BETTER ? -states[i] : states[i];
		CHECK(run_options(
		          (ms_weighting_options){methods[m], 0}, N, P, x, NULL, got) ==
		      MS_OK);
		check_weights(got, want, 1e-13);
	}
	memcpy(x, states, sizeof(x));
	run_options((ms_weighting_options){MS_WEIGHTS_PCA, 0}, N, P, x, NULL, got);
	check_weights(got, want, 1e-13);
}

/* A constant indicator has no weight and changes nobody else's. */
static void
test_constant(void)
{
	double x[(P + 1) * N];
	double want[P];
	double got[P + 1];
	ms_direction six[P + 1] = {MS_MORE_IS_BETTER};

	memcpy(six + 1, directions, sizeof(directions));
	for (int m = 0; m < METHODS; m++)
	{
		bool pca = methods[m] == MS_WEIGHTS_PCA;

		for (int i = 0; i < N; i++)
			x[i] = m == 2 ? 0 : 0.1;
		memcpy(x + N, states, sizeof(states));
		run_states((ms_weighting_options){methods[m], 0}, want);
		CHECK(
		    run_options(
		        (ms_weighting_options){methods[m], 0}, N, P + 1, x, six, got) ==
		    (pca ? MS_UNDEFINED : MS_OK));
		CHECK(pca ? isnan(got[0]) && isnan(got[P]) : got[0] == 0);
		if (!pca)
			check_weights(got + 1, want, 1e-15);
		CHECK(x[0] == 0 && x[N - 1] == 0);
	}
}

static void
test_undefined(void)
{
	double w[2];

	for (int m = 0; m < METHODS; m++)
	{
		double one[] = {3, 4};
		double constant[] = {3, 3, 3, 4, 4, 4};
		double left[] = {3, MS_NULL, 5, 4, 5, MS_NULL};
		double infinite[] = {1, 2, 3, INFINITY};
		double wide[] = {1, 2, -1.7e308, 1.7e308};

		CHECK(run(methods[m], 1, 2, one, w) == MS_UNDEFINED);
		CHECK(isnan(w[0]) && isnan(w[1]));
		CHECK(run(methods[m], 0, 2, one, w) == MS_UNDEFINED);
		CHECK(run(methods[m], 3, 2, constant, w) == MS_UNDEFINED);
		CHECK(isnan(w[0]) && isnan(w[1]));
		CHECK(run(methods[m], 3, 2, left, w) == MS_UNDEFINED);
		CHECK(isnan(w[0]) && isnan(w[1]));
		CHECK(run(methods[m], 2, 2, infinite, w) == MS_DOMAIN);
		CHECK(run(methods[m], 2, 2, wide, w) == MS_OVERFLOW);
	}
	/* a mean of 0, also where the sum of the doubles is not */
	double balanced[] = {-0.1, -0.2, 0.3, 1, 2, 3};
	double large[] = {1e308, 1.1e308, 1, 2};

	CHECK(run(MS_WEIGHTS_CV, 3, 2, balanced, w) == MS_UNDEFINED);
	CHECK(isnan(w[0]) && isnan(w[1]));
	CHECK(run(MS_WEIGHTS_CV, 2, 2, large, w) == MS_OVERFLOW);

	/* no conflict, though the correlation is not rounded to 1 */
	double same[] = {0.1, 0.7, 0.3, 0.9, 1.3, 3.1, 1.9, 3.7};

	CHECK(run(MS_WEIGHTS_CRITIC, 4, 2, same, w) == MS_UNDEFINED);
	CHECK(isnan(w[0]) && isnan(w[1]));
	/* a correlation of 0.999999 is conflict, and the same for both */
	double near[] = {0, 1, 2, 3, 0.002, 0.999, 2, 3};

	CHECK(run(MS_WEIGHTS_CRITIC, 4, 2, near, w) == MS_OK);
	CHECK_ABS(w[0], 0.5, 1e-3);
	/* a correlation of 0: no component is the first */
	double cross[] = {0, 0, 1, 1, 0, 1, 0, 1};

	CHECK(run(MS_WEIGHTS_PCA, 4, 2, cross, w) == MS_UNDEFINED);
	CHECK(isnan(w[0]) && isnan(w[1]));
}

/* One indicator has all the weight, except where it takes two to conflict. */
static void
test_single(void)
{
	for (int m = 0; m < METHODS; m++)
	{
		double x[] = {1, 2, 4};
		double w;
		ms_status want = methods[m] == MS_WEIGHTS_CRITIC ? MS_UNDEFINED : MS_OK;

		CHECK(run(methods[m], 3, 1, x, &w) == want);
		CHECK(want == MS_OK ? w == 1 : isnan(w));
	}
}

/*
 * Many units, nearly all the same but for one: 1 - e is 1e-5 at most, and is
 * known by its series to far more digits than 1 - e formed as such.
 */
static void
test_many_units(void)
{
	enum
	{
		MANY = 100000
	};
	double *x = malloc(2 * MANY * sizeof(double));
	double w[2];
	double n = MANY;

	/* t is 1 but for one unit, or for two, at 0: 1 - e = ln(n / (n - k)) / ln n */
	for (int i = 0; i < 2 * MANY; i++)
		x[i] = 1;
	x[0] = 0;
	x[MANY] = x[MANY + 1] = 0;
	CHECK(run(MS_WEIGHTS_ENTROPY, MANY, 2, x, w) == MS_OK);
	CHECK_REL(w[0] / w[1], log1p(-1 / n) / log1p(-2 / n), 1e-13);
	free(x);
}

static void
test_combine(void)
{
	const double a[] = {1, 2, 1};
	const double b[] = {0.2, 0.2, 0.6};
	const double zero[] = {0, 0, 0};
	const double first[] = {1, 0, 0};
	const double second[] = {0, 1, 0};
	const double negative[] = {1, -1, 3};
	double work[3];
	double w[3];

	CHECK(ms_indicator_weights_combine(
	          MS_COMBINE_PRODUCT, 0.5, 3, a, b, w, work) == MS_OK);
	CHECK_REL(w[0], 1.0 / 6, 1e-15);
	CHECK_REL(w[1], 1.0 / 3, 1e-15);
	CHECK_REL(w[2], 1.0 / 2, 1e-15);
	CHECK(ms_indicator_weights_combine(
	          MS_COMBINE_LINEAR, 0.75, 3, a, b, w, work) == MS_OK);
	CHECK_REL(w[0], 0.75 * 0.25 + 0.25 * 0.2, 1e-15);
	CHECK_REL(w[1], 0.75 * 0.5 + 0.25 * 0.2, 1e-15);
	CHECK_REL(w[2], 0.75 * 0.25 + 0.25 * 0.6, 1e-15);
	CHECK(ms_indicator_weights_combine(
	          MS_COMBINE_LINEAR, 0, 3, a, b, w, work) == MS_OK);
	CHECK_REL(w[2], 0.6, 1e-15);
	CHECK(ms_indicator_weights_combine(
	          MS_COMBINE_PRODUCT, 0.5, 3, first, second, w, work) ==
	      MS_UNDEFINED);
	CHECK(isnan(w[0]) && isnan(w[2]));
	CHECK(ms_indicator_weights_combine(
	          MS_COMBINE_LINEAR, 0.5, 3, first, second, w, work) == MS_OK);
	CHECK(w[0] == 0.5 && w[1] == 0.5 && w[2] == 0);
	CHECK(ms_indicator_weights_combine(
	          MS_COMBINE_LINEAR, 0.5, 3, a, zero, w, work) == MS_DOMAIN);
	CHECK(ms_indicator_weights_combine(
	          MS_COMBINE_PRODUCT, 0.5, 3, negative, b, w, work) == MS_DOMAIN);
	CHECK(ms_indicator_weights_combine(
	          MS_COMBINE_LINEAR, 1.5, 3, a, b, w, work) == MS_DOMAIN);
	CHECK(ms_indicator_weights_combine(
	          MS_COMBINE_LINEAR, MS_NULL, 3, a, b, w, work) == MS_DOMAIN);
}

int
main(void)
{
	test_states();
	test_shift();
	test_by_hand();
	test_matrix_left();
	test_invariance();
	test_missing();
	test_direction();
	test_constant();
	test_undefined();
	test_single();
	test_many_units();
	test_combine();
	return check_summary();
}
