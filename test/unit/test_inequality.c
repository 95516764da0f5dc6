/*
 * test_inequality.c
 *		Inequality of samples against values to 17 digits (mpmath, 60 digits),
 *		published ones, and what must hold whatever the numbers are.
 */
#include <float.h>

#include "check.h"
#include "core/inequality.h"
#include "core/sort.h"

#define MOST 4096

/* ---- samples ---- */

/* Values and, where given, weights as a sorted sample; the one made last. */
static ms_sample
sample_of(int n, const double *y, const double *w)
{
	static double records[2 * MOST];
	static double scratch[2 * MOST];
	int columns = w ? MS_SAMPLE_WEIGHT : 0;
	int stride = ms_sample_stride(columns);

	for (int i = 0; i < n; i++)
	{
		records[i * stride] = y[i];
		if (w)
			records[i * stride + 1] = w[i];
	}
	ms_sort_records(records, (size_t) n, stride, 0, scratch);
	return (ms_sample){n, columns, records};
}

#define FIGURES 18

/* Every figure there is, in one row. */
static void
all_figures(const ms_sample *s, double *f)
{
	const double a[] = {-1.5, 0, 0.25, 1, 2, 3.5};
	const double e[] = {0, 0.5, 1, 2, 4.5};
	int k = 0;

	for (int i = 0; i < 6; i++)
		f[k++] = ms_inequality_generalized_entropy(s, a[i]);
	for (int i = 0; i < 5; i++)
		f[k++] = ms_inequality_atkinson(s, e[i]);
	f[k++] = ms_inequality_gini(s);
	f[k++] = ms_inequality_hoover(s);
	f[k++] = ms_inequality_palma(s);
	f[k++] = ms_inequality_quintile_share_ratio(s);
	f[k++] = ms_inequality_atkinson(s, 1e-7) / 1e-7;
	f[k++] = ms_inequality_generalized_entropy(s, 1e-7);
	f[k++] = ms_inequality_generalized_entropy(s, 1 - 1e-7);
	CHECK(k == FIGURES);
}

static void
check_same(const double *got, const double *want, double rel)
{
	for (int k = 0; k < FIGURES; k++)
		CHECK_REL(got[k], want[k], rel);
}

/* incomes in the examples of R's package ineq */
static const double incomes[] = {
    541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261};

/* ---- values ---- */

/* GE(a) and Atkinson's index for e, to 17 digits */
typedef struct exact_values
{
	int n;
	double y[10];
	double w[10];
	double gini;
	double hoover;
	double entropy[9];
	double atkinson[8];
} exact_values;

static const double powers[] = {-2, -0.5, 0, 0.5, 0.999999999, 1, 2, 3.5, 20};
static const double aversions[] = {
    1e-9, 0.5, 0.999999999, 1, 1.000000001, 2, 7, 120};

static const exact_values exact[] = {
    /* ineq's incomes */
    {10,
     {541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261},
     {1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
     0.46209113026762382,
     0.33780674616285706,
     {2.9878403541154609,
      0.56398358315443048,
      0.433594649520446,
      0.37709309652338265,
      0.36234124234164472,
      0.36234124234389501,
      0.42040615457742646,
      0.79830514670736672,
      8006687.0905733575},
     {3.6234124234164474e-10,
      0.17965909804634175,
      0.35182505940412755,
      0.3518250597350756,
      0.35182506006602369,
      0.62901105451175808,
      0.88079725567092776,
      0.91716427073615969}},
    /* small differences of large values */
    {7,
     {1e9, 1e9 + 1, 1e9 + 4, 1e9 + 9, 1e9 + 16, 1e9 + 25, 1e9 + 36},
     {1, 2, 3, 1, 5, 1, 2},
     6.1955554729481492e-9,
     4.6888888263703712e-9,
     {6.537777530854331e-17,
      6.5377775580728464e-17,
      6.537777567145685e-17,
      6.5377775762185238e-17,
      6.5377775852913626e-17,
      6.5377775852913626e-17,
      6.5377776034370405e-17,
      6.5377776306555581e-17,
      6.5377779300593047e-17},
     {6.537777585291363e-26,
      3.2688887881092619e-17,
      6.5377775606079075e-17,
      6.5377775671456848e-17,
      6.5377775736834629e-17,
      1.3075555098000014e-16,
      4.5764442207901317e-16,
      7.8453304893714556e-15}},
    /* next to nothing, and nearly all */
    {5,
     {1e-12, 1e-3, 1, 7, 5000},
     {0.5, 2, 3, 0.25, 0.01},
     0.96337798669960622,
     0.91147253880121252,
     {1.3072278127858036e+24,
      356887.22775574559,
      6.9496840005628529,
      3.0017760310145418,
      5.5880415003234087,
      5.588041512800955,
      239.69226185930422,
      662282.28632708324,
      1.2012790908528881e+49},
     {5.5880415003234087e-9,
      0.93772180673393243,
      0.99904106184099153,
      0.99904106187026938,
      0.99904106189954722,
      0.99999999999878808,
      0.9999999999998419,
      0.99999999999989262}},
    /* equal but for the last digits */
    {3,
     {1, 1 + 0x1p-40, 1 + 0x3p-41},
     {1, 1, 1},
     3.0316490059074631e-13,
     2.5263741715895526e-13,
     {1.6084067466289135e-25,
      1.6084067466287393e-25,
      1.6084067466286813e-25,
      1.6084067466286232e-25,
      1.6084067466285652e-25,
      1.6084067466285652e-25,
      1.6084067466284491e-25,
      1.6084067466282749e-25,
      1.6084067466263593e-25},
     {1.6084067466285653e-34,
      8.0420337331431162e-26,
      1.6084067450202746e-25,
      1.6084067466286813e-25,
      1.6084067482370882e-25,
      3.2168134932575948e-25,
      1.1258847226405645e-24,
      1.9300880959709964e-23}}};

static void
test_exact(void)
{
	for (int i = 0; i < 4; i++)
	{
		ms_sample s = sample_of(exact[i].n, exact[i].y, exact[i].w);

		CHECK_REL(ms_inequality_gini(&s), exact[i].gini, 1e-13);
		CHECK_REL(ms_inequality_hoover(&s), exact[i].hoover, 1e-13);
		for (int k = 0; k < 9; k++)
			CHECK_REL(ms_inequality_generalized_entropy(&s, powers[k]),
			          exact[i].entropy[k],
			          1e-13);
		for (int k = 0; k < 8; k++)
			CHECK_REL(ms_inequality_atkinson(&s, aversions[k]),
			          exact[i].atkinson[k],
			          1e-13);
	}
}

/* Two people, and one who has all, by hand. */
static void
test_by_hand(void)
{
	const double two[] = {3, 1};
	double one[1000] = {0};
	ms_sample s = sample_of(2, two, NULL);

	CHECK_REL(ms_inequality_gini(&s), 0.25, 1e-15);
	CHECK_REL(ms_inequality_hoover(&s), 0.25, 1e-15);
	CHECK_REL(ms_inequality_generalized_entropy(&s, 1),
	          (0.5 * log(0.5) + 1.5 * log(1.5)) / 2,
	          1e-15);
	CHECK_REL(ms_inequality_generalized_entropy(&s, 0),
	          -(log(0.5) + log(1.5)) / 2,
	          1e-15);
	CHECK_REL(ms_inequality_generalized_entropy(&s, 2), 0.125, 1e-15);
	CHECK_REL(ms_inequality_atkinson(&s, 1), 1 - sqrt(3) / 2, 1e-14);
	CHECK_REL(ms_inequality_atkinson(&s, 2), 0.25, 1e-15);
	CHECK(ms_inequality_atkinson(&s, 0) == 0);

	for (int n = 2; n <= 1000; n = n * 3 + 1)
	{
		one[0] = 8;
		s = sample_of(n, one, NULL);
		CHECK_REL(ms_inequality_gini(&s), (n - 1.0) / n, 1e-14);
		CHECK_REL(ms_inequality_hoover(&s), (n - 1.0) / n, 1e-14);
		CHECK_REL(ms_inequality_generalized_entropy(&s, 1), log(n), 1e-14);
		for (double a = 0.25; a < 5; a += 0.5)
			CHECK_REL(ms_inequality_generalized_entropy(&s, a),
			          (pow(n, a - 1) - 1) / (a * (a - 1)),
			          1e-13);
		CHECK_REL(ms_inequality_atkinson(&s, 0.5), 1 - 1.0 / n, 1e-14);
		CHECK(ms_is_null(ms_inequality_palma(&s)));
		CHECK(ms_is_null(ms_inequality_quintile_share_ratio(&s)));
	}
}

/* Groups that a quantile cuts. */
static void
test_shares(void)
{
	const double ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
	const double tied[] = {1, 1, 1, 2, 2, 3, 3, 3, 4, 5};
	const double top[] = {1, 2, 3, 4, 5, 6, 6, 6};
	const double y[] = {1, 2, 3};
	const double w[] = {3, 4, 3};
	ms_sample s = sample_of(10, ten, NULL);

	CHECK_REL(ms_inequality_palma(&s), 1, 1e-15);
	CHECK_REL(ms_inequality_herfindahl(&s), 385.0 / (55 * 55), 1e-15);
	CHECK_REL(ms_inequality_quintile_share_ratio(&s), 19.0 / 3, 1e-15);
	/* the first quintile is 1, which three have; the fourth 3, two are above */
	s = sample_of(10, tied, NULL);
	CHECK_REL(ms_inequality_quintile_share_ratio(&s), 9.0 / 3, 1e-15);
	CHECK_REL(ms_inequality_palma(&s), 5.0 / 5, 1e-15);
	/* of three tied, one is in the top tenth of ten; of four, two in the low */
	s = sample_of(3, y, w);
	CHECK_REL(ms_inequality_palma(&s), 3.0 / 5, 1e-14);
	/* nobody has more than the fourth quintile, which is 2.5 or 3 */
	CHECK(ms_is_null(ms_inequality_quintile_share_ratio(&s)));
	CHECK(check_says(ms_inequality_note(&s), "fourth quintile"));
	s = sample_of(8, top, NULL);
	CHECK(ms_is_null(ms_inequality_quintile_share_ratio(&s)));
	s = sample_of(5, ten, NULL);
	CHECK_REL(ms_inequality_quintile_share_ratio(&s), 5, 1e-15);
	CHECK(ms_inequality_note(&s) == NULL);
	s = sample_of(4, ten, NULL);
	CHECK(ms_is_null(ms_inequality_quintile_share_ratio(&s)));
	CHECK(check_says(ms_inequality_note(&s), "fourth quintile"));
}

/* ---- what must hold ---- */

/* Weights of one; another currency; other weights; rows twice. */
static void
test_invariance(void)
{
	const double times[] = {1, 3, 2, 1, 1, 4, 2, 1, 2, 1};
	const double scales[] = {1e-300, 3e-5, 1e9, 1e303};
	double f[FIGURES];
	double g[FIGURES];
	double y[36];
	double w[10];
	ms_sample s = sample_of(10, incomes, times);
	int n = 0;

	all_figures(&s, f);
	for (int i = 0; i < 10; i++)
		for (int k = 0; k < times[i]; k++)
			y[n++] = incomes[i];
	s = sample_of(n, y, NULL);
	all_figures(&s, g);
	check_same(g, f, 2e-13);
	for (int i = 0; i < n; i++)
		y[n + i] = y[i];
	s = sample_of(2 * n, y, NULL);
	all_figures(&s, g);
	check_same(g, f, 2e-13);
	for (int k = 0; k < 4; k++)
	{
		for (int i = 0; i < 10; i++)
		{
			y[i] = incomes[i] * scales[k];
			w[i] = times[i] / 3 / sqrt(scales[k]);
		}
		s = sample_of(10, y, w);
		all_figures(&s, g);
		check_same(g, f, 2e-13);
	}
}

/* Equal values have no inequality at all; nearly equal ones none below 0. */
static void
test_equal(void)
{
	const double values[] = {0.1, 1, 1e9 / 3, 5e-324, DBL_MAX};
	double y[50];
	double w[50];
	double f[FIGURES];

	for (int k = 0; k < 5; k++)
	{
		ms_sample s;

		for (int i = 0; i < 50; i++)
		{
			y[i] = values[k];
			w[i] = 0.1 + i / 7.0;
		}
		for (int n = 1; n <= 50; n += 7)
		{
			s = sample_of(n, y, k % 2 ? w : NULL);
			all_figures(&s, f);
			for (int i = 0; i < FIGURES; i++)
				if (i != 13 && i != 14)
					CHECK(f[i] == 0);
			CHECK(ms_is_null(f[14]));
			if (k < 3)
				CHECK_REL(f[13], 0.25, 1e-12);
			CHECK(ms_inequality_generalized_entropy(&s, 1e300) == 0);
			CHECK(ms_inequality_generalized_entropy(&s, -1e300) == 0);
			CHECK(ms_inequality_atkinson(&s, 1e300) == 0);
		}
		if (k == 3)
			continue;
		for (int i = 0; i < 50; i++)
			y[i] = values[k] * (1 - i % 3 * DBL_EPSILON);
		s = sample_of(50, y, w);
		all_figures(&s, f);
		for (int i = 0; i < 13; i++)
			CHECK(f[i] >= 0 && f[i] < 1e-15);
	}
}

/* The index grows with the aversion, and ends at the poorest. */
static void
test_aversion(void)
{
	const double y[] = {0.5, 1, 1.5};
	ms_sample s = sample_of(3, y, NULL);
	double before = -1;

	for (double e = 0; e < 3000; e = e * 1.25 + 0.01)
	{
		double index = ms_inequality_atkinson(&s, e);

		CHECK(index > before && index < 0.5);
		before = index;
	}
	/* 2^1999 is beyond a double, the index is not */
	CHECK(ms_is_null(ms_inequality_generalized_entropy(&s, -1999)));
	CHECK_REL(
	    ms_inequality_atkinson(&s, 2000), 1 - 0.5 * pow(3, 1.0 / 1999), 1e-14);
	CHECK_REL(ms_inequality_atkinson(&s, 1e300), 0.5, 1e-15);
	/* on both sides of where the power leaves the double */
	CHECK_REL(
	    ms_inequality_atkinson(&s, 1020), 1 - 0.5 * pow(3, 1.0 / 1019), 1e-14);
	CHECK(ms_is_null(ms_inequality_generalized_entropy(&s, 1e4)));
	CHECK(ms_is_null(ms_inequality_generalized_entropy(&s, MS_NULL)));
	CHECK(ms_is_null(ms_inequality_generalized_entropy(&s, INFINITY)));
	CHECK(ms_is_null(ms_inequality_atkinson(&s, -0.1)));
	CHECK(ms_is_null(ms_inequality_atkinson(&s, MS_NULL)));
	CHECK(ms_is_null(ms_inequality_atkinson(&s, INFINITY)));
}

/* GE(a) is one curve, whichever of its three forms is taken. */
static void
test_curve(void)
{
	double y[41];

	for (double spread = 1e-6; spread < 0.2; spread *= 1.7)
	{
		ms_sample s;

		for (int i = 0; i < 41; i++)
			y[i] = 1 + spread * (i - 20) / 20.5;
		s = sample_of(41, y, NULL);
		for (double a = -3; a < 4; a += 0.25)
		{
			double here = ms_inequality_generalized_entropy(&s, a);
			double there = ms_inequality_generalized_entropy(&s, a + 1e-12);
			double shares = 0;

			/* the second moment leads; the third is 0 of these */
			CHECK_REL(there, here, 1e-11);
			for (int i = 0; i < 41; i++)
				shares += pow(y[i] - 1, 2) / 82;
			CHECK_REL(here, shares, 6 * spread * spread + 1e-9);
		}
		CHECK_REL(ms_inequality_generalized_entropy(&s, 2),
		          ms_inequality_generalized_entropy(&s, 2 + 1e-13),
		          1e-12);
	}
}

/* ---- what is undefined ---- */

static void
test_signs(void)
{
	const double zeros[] = {0, 4, 0, 1, 7, 0.0 * -1, 2, 9};
	const double debts[] = {-2, 5, 0, 1, -1, 30, 9};
	const double losses[] = {-2, 1, -1, 2};
	int64_t negative;
	int64_t zero;
	ms_sample s = sample_of(8, zeros, NULL);

	ms_inequality_signs(&s, &negative, &zero);
	CHECK(negative == 0 && zero == 3);
	CHECK(check_says(ms_inequality_note(&s), "values are 0"));
	CHECK(ms_is_null(ms_inequality_generalized_entropy(&s, 0)));
	CHECK(ms_is_null(ms_inequality_generalized_entropy(&s, -1)));
	CHECK(ms_is_null(ms_inequality_atkinson(&s, 1)));
	CHECK(ms_is_null(ms_inequality_atkinson(&s, 2)));
	CHECK(ms_inequality_generalized_entropy(&s, 1) > 0);
	CHECK_REL(ms_inequality_generalized_entropy(&s, 2),
	          (151.0 / 8 / pow(23.0 / 8, 2) - 1) / 2,
	          1e-14);
	CHECK(ms_inequality_atkinson(&s, 0.9) < 1);
	CHECK_REL(ms_inequality_palma(&s), 9 * 0.8 / 0.2, 1e-13);
	CHECK(ms_is_null(ms_inequality_quintile_share_ratio(&s)));

	s = sample_of(7, debts, NULL);
	ms_inequality_signs(&s, &negative, &zero);
	CHECK(negative == 2 && zero == 1);
	CHECK(check_says(ms_inequality_note(&s), "negative"));
	CHECK(ms_is_null(ms_inequality_generalized_entropy(&s, 2)));
	CHECK(ms_is_null(ms_inequality_atkinson(&s, 0.5)));
	CHECK(ms_is_null(ms_inequality_palma(&s)));
	CHECK(ms_is_null(ms_inequality_quintile_share_ratio(&s)));
	/* 2 sum i y / (n sum y) - (n + 1) / n */
	CHECK_REL(ms_inequality_gini(&s), 2 * 289.0 / (7 * 42) - 8.0 / 7, 1e-14);
	CHECK_REL(ms_inequality_hoover(&s), (24 + 3) / 42.0, 1e-14);

	s = sample_of(4, losses, NULL);
	CHECK(check_says(ms_inequality_note(&s), "not positive"));
	CHECK(ms_is_null(ms_inequality_gini(&s)));
	CHECK(ms_is_null(ms_inequality_hoover(&s)));
	CHECK(ms_is_null(ms_inequality_palma(&s)));
	CHECK(ms_is_null(ms_inequality_quintile_share_ratio(&s)));
	s = sample_of(4, (double[]){0, 0, 0, 0}, NULL);
	CHECK(ms_is_null(ms_inequality_gini(&s)));
	CHECK(ms_is_null(ms_inequality_generalized_entropy(&s, 1)));
	CHECK(check_says(ms_inequality_note(&s), "not positive"));
}

static void
test_ends(void)
{
	const double large[] = {1e308, 1.1e308, 1.7e308, 1.6e308};
	const double opposite[] = {-DBL_MAX, DBL_MAX, DBL_MAX};
	double f[FIGURES];
	ms_sample s = sample_of(0, NULL, NULL);
	int64_t negative;
	int64_t zero;

	all_figures(&s, f);
	for (int k = 0; k < FIGURES; k++)
		CHECK(ms_is_null(f[k]));
	ms_inequality_signs(&s, &negative, &zero);
	CHECK(negative == 0 && zero == 0);
	CHECK(check_says(ms_inequality_note(&s), "no rows"));
	/* the sum is beyond a double, the figures are not */
	s = sample_of(4, large, NULL);
	CHECK_REL(ms_inequality_gini(&s), 2 * 14.8 / (4 * 5.4) - 1.25, 1e-14);
	CHECK_REL(ms_inequality_hoover(&s), 0.6 / 5.4, 1e-14);
	/* a ratio that no double holds has a logarithm */
	s = sample_of(2, (double[]){5e-324, 2e16}, NULL);
	CHECK_REL(ms_inequality_generalized_entropy(&s, 0),
	          (log(1e16) - log(5e-324) - M_LN2) / 2,
	          1e-14);
	s = sample_of(3, opposite, NULL);
	CHECK(ms_is_null(ms_inequality_gini(&s)));
	CHECK(check_says(ms_inequality_note(&s), "too large"));
}

int
main(void)
{
	test_exact();
	test_by_hand();
	test_shares();
	test_invariance();
	test_equal();
	test_aversion();
	test_curve();
	test_signs();
	test_ends();
	return check_summary();
}
