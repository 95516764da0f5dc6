/*
 * test_moments.c
 *		Moments of one column against certified values and long double.
 *
 * Then what holds whatever the rows are: parts merge to the whole, a constant
 * has no spread, and no summary that rows can make is refused.
 *
 * The univariate sets of NIST StRD (https://www.itl.nist.gov/div898/strd,
 * public domain) are sql/data/nist_*.csv; NumAcc1 to 4 are made by their rules.
 */
#include <float.h>
#include <stdlib.h>

#include <gsl/gsl_randist.h>

#include "check.h"
#include "core/moments.h"

#define MOST 5000 /* rows of the largest sample here */

static gsl_rng *rng;
static double x[MOST];
static double w[MOST];

static ms_moments
moments_of(int n, const double *values, const double *weights)
{
	ms_moments m;
	int added = 0;

	ms_moments_init(&m);
	for (int i = 0; i < n; i++)
		added += ms_moments_add(
		             &m, values[i], weights != NULL ? weights[i] : 1) == MS_OK;
	CHECK(added == n);
	return m;
}

static bool
same(const ms_moments *a, const ms_moments *b)
{
	return memcmp(a, b, sizeof(ms_moments)) == 0;
}

/* ---- two passes in long double ---- */

typedef struct reference
{
	double weight;
	double mean;
	double first; /* a value */
	double step; /* from there to the mean */
	double m2;
	double m3;
	double m4;
} reference;

static reference
reference_of(int n, const double *values, const double *weights)
{
	long double weight = 0;
	long double mean = 0;
	long double m[5] = {0};

	for (int i = 0; i < n; i++)
	{
		long double share = weights != NULL ? weights[i] : 1;

		weight += share;
		mean += share * ((long double) values[i] - values[0]);
	}
	mean /= weight;
	for (int i = 0; i < n; i++)
	{
		long double d = ((long double) values[i] - values[0]) - mean;
		long double power = weights != NULL ? weights[i] : 1;

		for (int k = 0; k < 5; k++, power *= d)
			m[k] += power;
	}
	return (reference){
	    weight, values[0] + mean, values[0], mean, m[2], m[3], m[4]};
}

/* Relative, the mean to the deviation and M3 to what M2 and M4 allow. */
static void
check_moments(const ms_moments *m, const reference *want, double tolerance)
{
	double sd = sqrt(want->m2 / want->weight);

	CHECK_REL(m->weight, want->weight, tolerance);
	CHECK_ABS(
	    (m->mean - want->first) + m->mean_low, want->step, tolerance * sd);
	CHECK_ABS(
	    ms_moments_mean(m), want->mean, DBL_EPSILON * (fabs(want->mean) + sd));
	CHECK_REL(m->m2, want->m2, tolerance);
	CHECK_ABS(m->m3, want->m3, tolerance * sqrt(want->m2) * sqrt(want->m4));
	CHECK_REL(m->m4, want->m4, tolerance);
	CHECK(ms_moments_fault(m) == NULL);
}

/* ---- certified values ---- */

/* The number of right digits; 15 at most are certified. */
static double
right_digits(double got, double want)
{
	return got == want ? 15 : fmin(15, -log10(fabs(got / want - 1)));
}

/* digits: what is left of those of sd after rounding the data to doubles */
static void
check_certified(int n, double mean, double sd, double digits)
{
	ms_moments m = moments_of(n, x, NULL);
	reference want = reference_of(n, x, NULL);

	check_moments(&m, &want, 1e-14);
	CHECK(right_digits(ms_moments_mean(&m), mean) >= 15);
	CHECK(right_digits(ms_moments_stddev(&m), sd) >= digits);
}

static void
check_nist(const char *name, int n, double mean, double sd, double digits)
{
	char path[64];
	FILE *file;
	int rows = 0;

	snprintf(path, sizeof(path), "sql/data/nist_%s.csv", name);
	file = fopen(path, "r");
	if (!CHECK(file != NULL))
		return;
	CHECK(fscanf(file, "y") == 0);
	while (rows < MOST && fscanf(file, "%lf", &x[rows]) == 1)
		rows++;
	fclose(file);
	if (CHECK(rows == n))
		check_certified(n, mean, sd, digits);
}

/* middle, then 500 times a bit less and a bit more */
static void
check_numacc(double middle, double less, double more, double digits)
{
	x[0] = middle;
	for (int i = 1; i <= 1000; i++)
		x[i] = i % 2 == 1 ? less : more;
	check_certified(1001, middle, 0.1, digits);
}

static void
test_certified(void)
{
	check_nist("pidigits", 5000, 4.5348, 2.86733906028871, 14.5);
	check_nist("lottery", 218, 518.958715596330, 291.699727470969, 15);
	check_nist("lew", 200, -177.435, 277.332168044316, 15);
	check_nist("mavro", 50, 2.001856, 0.000429123454003053, 13.1);
	check_nist("michelson", 100, 299.8524, 0.0790105478190518, 13.8);

	x[0] = 10000001;
	x[1] = 10000003;
	x[2] = 10000002;
	check_certified(3, 10000002, 1, 15);
	check_numacc(1.2, 1.1, 1.3, 15);
	check_numacc(1000000.2, 1000000.1, 1000000.3, 9.4);
	check_numacc(10000000.2, 10000000.1, 10000000.3, 8.2);
}

/* 1 2 2 3 5 8 13, computed with 40 digits */
static void
test_shape(void)
{
	const double values[] = {1, 2, 2, 3, 5, 8, 13};
	ms_moments m = moments_of(7, values, NULL);

	CHECK_REL(ms_moments_mean(&m), 34.0 / 7, 1e-15);
	CHECK_REL(ms_moments_variance(&m), 776.0 / 42, 1e-15);
	CHECK_REL(ms_moments_stddev(&m), sqrt(776.0 / 42), 1e-15);
	CHECK_REL(ms_moments_std_error(&m), sqrt(776.0 / 42 / 7), 1e-15);
	CHECK_REL(ms_moments_skewness(&m, true), 1.043907461814940605, 1e-14);
	CHECK_REL(ms_moments_kurtosis(&m, true), -34837.0 / 150544, 1e-14);
	CHECK_REL(ms_moments_skewness(&m, false), 1.353058714631146973, 1e-14);
	CHECK_REL(ms_moments_kurtosis(&m, false), 1.2446221702625146, 1e-14);
	CHECK(ms_moments_minimum(&m) == 1 && ms_moments_maximum(&m) == 13);
}

/* ---- few rows, constants ---- */

static void
test_few_rows(void)
{
	const double values[] = {7, 9, 8};
	ms_moments none = moments_of(0, values, NULL);
	ms_moments one = moments_of(1, values, NULL);
	ms_moments two = moments_of(2, values, NULL);
	ms_moments three = moments_of(3, values, NULL);

	CHECK(ms_moments_fault(&none) == NULL);
	CHECK(ms_is_null(ms_moments_mean(&none)));
	CHECK(ms_is_null(ms_moments_minimum(&none)));
	CHECK(ms_is_null(ms_moments_maximum(&none)));
	CHECK(ms_is_null(ms_moments_variance(&none)));
	CHECK(ms_is_null(ms_moments_std_error(&none)));
	CHECK(ms_is_null(ms_moments_skewness(&none, true)));
	CHECK(ms_is_null(ms_moments_kurtosis(&none, true)));

	CHECK(ms_moments_fault(&one) == NULL);
	CHECK(one.n == 1 && one.weight == 1);
	CHECK(ms_moments_mean(&one) == 7);
	CHECK(ms_moments_minimum(&one) == 7 && ms_moments_maximum(&one) == 7);
	CHECK(ms_is_null(ms_moments_variance(&one)));
	CHECK(ms_is_null(ms_moments_stddev(&one)));
	CHECK(ms_is_null(ms_moments_std_error(&one)));
	CHECK(ms_is_null(ms_moments_skewness(&one, true)));

	CHECK(ms_moments_variance(&two) == 2);
	CHECK(ms_moments_skewness(&two, true) == 0);
	CHECK(ms_is_null(ms_moments_skewness(&two, false)));
	CHECK(ms_moments_skewness(&three, false) == 0);
	CHECK(ms_is_null(ms_moments_kurtosis(&three, false)));
	CHECK_REL(ms_moments_kurtosis(&three, true), -1.5, 1e-15);
}

/* Not one unit in the last place of spread, however weighted or divided. */
static void
test_constant(void)
{
	const double constants[] = {0.1, -1e9 / 3, 1e300, 4.9e-324, 0};
	ms_moments all;

	for (int k = 0; k < 5; k++)
	{
		ms_moments_init(&all);
		for (int part = 1; part < 12; part++)
		{
			ms_moments m;

			for (int i = 0; i < 10 * part; i++)
			{
				x[i] = constants[k];
				w[i] = gsl_ran_exponential(rng, 3);
			}
			m = moments_of(10 * part, x, part % 2 == 0 ? w : NULL);
			CHECK(m.mean == constants[k] && m.mean_low == 0);
			CHECK(m.m2 == 0 && m.m3 == 0 && m.m4 == 0);
			CHECK(ms_moments_merge(&all, &m) == MS_OK);
		}
		CHECK(ms_moments_mean(&all) == constants[k]);
		CHECK(ms_moments_variance(&all) == 0);
		CHECK(ms_moments_std_error(&all) == 0);
		CHECK(ms_is_null(ms_moments_skewness(&all, true)));
		CHECK(ms_is_null(ms_moments_kurtosis(&all, false)));
		CHECK(ms_moments_fault(&all) == NULL);
	}
}

/* Values that differ, by less than squares of doubles can tell. */
static void
test_narrow(void)
{
	const double scales[] = {1e-170, 1e-155, 5e-324};
	ms_moments m;

	for (int k = 0; k < 3; k++)
	{
		x[0] = scales[k];
		x[1] = 2 * scales[k];
		m = moments_of(2, x, NULL);
		CHECK(ms_moments_too_narrow(&m));
		CHECK(check_says(ms_moments_no_spread(&m), MS_TOO_NARROW));
		CHECK(ms_is_null(ms_moments_variance(&m)));
		CHECK(ms_is_null(ms_moments_stddev(&m)));
		CHECK(ms_is_null(ms_moments_std_error(&m)));
	}
	/* a spread that has all its digits, or none */
	x[0] = 1e-153;
	x[1] = 2e-153;
	m = moments_of(2, x, NULL);
	CHECK(ms_moments_no_spread(&m) == NULL);
	CHECK_REL(ms_moments_stddev(&m), 1e-153 * M_SQRT1_2, 1e-15);
	x[1] = x[0];
	m = moments_of(2, x, NULL);
	CHECK(check_says(ms_moments_no_spread(&m), "the values are constant"));
	CHECK(ms_moments_variance(&m) == 0);

	/* in a printed table */
	CHECK(ms_moments_from_print(&m, 10, 3, 1e-170) == MS_OK);
	CHECK(ms_moments_too_narrow(&m) && ms_moments_fault(&m) == NULL);
	CHECK(ms_moments_from_print(&m, 10, 3, 0) == MS_OK);
	CHECK(!ms_moments_too_narrow(&m) && ms_moments_variance(&m) == 0);
}

/* Weights that add up to a whole number, but for rounding, are that many rows. */
static void
test_light(void)
{
	ms_moments m;

	for (int rows = 1; rows <= 3; rows++)
	{
		for (int i = 0; i < 6; i++)
		{
			x[i] = i * i;
			w[i] = rows / 6.0;
		}
		w[5] += 1e-12;
		m = moments_of(6, x, w);
		CHECK(m.weight > rows &&
		      (ms_moments_too_few(&m) != NULL) == (rows < 2));
		CHECK(ms_is_null(ms_moments_variance(&m)) == (rows < 2));
		CHECK(ms_is_null(ms_moments_std_error(&m)) == (rows < 2));
		CHECK(ms_is_null(ms_moments_skewness(&m, false)) == (rows < 3));
		CHECK(ms_is_null(ms_moments_kurtosis(&m, false)));
		w[5] += 1e-8;
		m = moments_of(6, x, w);
		CHECK(ms_moments_too_few(&m) == NULL);
		CHECK(!ms_is_null(ms_moments_variance(&m)));
	}
	CHECK(check_says(ms_too_few_rows(2, 1), "weights"));
	CHECK(!check_says(ms_too_few_rows(1, 0.5), "weights"));
	CHECK(check_says(ms_too_few_rows(0, 0), "no rows"));
}

/* ---- sizes ---- */

static void
fill(int n, double mean, double sd)
{
	for (int i = 0; i < n; i++)
	{
		x[i] = mean + sd * (gsl_ran_exponential(rng, 1) - 0.8);
		w[i] = gsl_ran_exponential(rng, 2);
	}
}

static void
test_offsets(void)
{
	const double means[] = {0, 1, -1e6, 1e9, -1e12, 1e15};

	for (int k = 0; k < 6; k++)
	{
		ms_moments plain;
		ms_moments weighted;
		reference want;

		fill(1000, means[k], 10);
		plain = moments_of(1000, x, NULL);
		want = reference_of(1000, x, NULL);
		check_moments(&plain, &want, 2e-13);
		weighted = moments_of(1000, x, w);
		want = reference_of(1000, x, w);
		check_moments(&weighted, &want, 2e-13);
	}
}

/* Squares fit up to 1e154, fourth powers up to 1e77. */
static void
test_large(void)
{
	const double huge[] = {1e300, -1e300};
	const double large[] = {1e151, 2e151, 3e151, 6e151};
	const double after[] = {1, 2, 3};
	ms_moments m = moments_of(1, huge, NULL);
	ms_moments other = moments_of(3, after, NULL);

	CHECK(ms_moments_mean(&m) == 1e300);
	CHECK(ms_moments_add(&m, huge[1], 1) == MS_OVERFLOW);
	m = moments_of(1, huge, NULL);
	CHECK(ms_moments_merge(&other, &m) == MS_OVERFLOW);

	m = moments_of(4, large, NULL);
	CHECK(!m.has_shape);
	CHECK_REL(ms_moments_mean(&m), 3e151, 1e-15);
	CHECK_REL(ms_moments_variance(&m), 14e302 / 3, 1e-15);
	CHECK(ms_moments_minimum(&m) == 1e151);
	CHECK(ms_moments_maximum(&m) == 6e151);
	CHECK(ms_is_null(ms_moments_skewness(&m, true)));
	CHECK(ms_is_null(ms_moments_kurtosis(&m, true)));
	CHECK(ms_moments_fault(&m) == NULL);

	/* the shape stays unknown, the rest stays right */
	other = moments_of(3, after, NULL);
	CHECK(ms_moments_add(&m, 3e151, 1) == MS_OK);
	CHECK(!m.has_shape && m.m3 == 0 && m.m4 == 0);
	CHECK(ms_moments_merge(&other, &m) == MS_OK);
	CHECK(!other.has_shape && other.m3 == 0 && other.m4 == 0);
	CHECK_REL(ms_moments_mean(&other), 15e151 / 8, 1e-15);
	CHECK_REL(other.m2, 59e302 - 225e302 / 8, 1e-14);
	CHECK(ms_moments_fault(&other) == NULL);
}

/* Squares are there down to 1e-154; digits of fourth powers, down to 1e-73. */
static void
test_small(void)
{
	const double small[] = {1e-149, 2e-149, 3e-149, 6e-149};
	ms_moments m = moments_of(4, small, NULL);

	CHECK_REL(ms_moments_mean(&m), 3e-149, 1e-15);
	CHECK_REL(ms_moments_variance(&m), 14e-298 / 3, 1e-15);
	CHECK(ms_is_null(ms_moments_skewness(&m, true)));
	CHECK(ms_is_null(ms_moments_kurtosis(&m, true)));
	CHECK(ms_moments_fault(&m) == NULL);
	for (int i = 0; i < 4; i++)
		x[i] = 1e77 * small[i];
	m = moments_of(4, x, NULL);
	CHECK_REL(ms_moments_skewness(&m, true), 36 / pow(14, 1.5), 1e-13);
}

/* ---- weights ---- */

static void
test_weights(void)
{
	ms_moments weighted;
	ms_moments repeated;
	reference want;
	int n = 0;

	fill(300, 100, 15);
	for (int i = 0; i < 300; i++)
		w[i] = (double) gsl_rng_uniform_int(rng, 7);
	ms_moments_init(&repeated);
	for (int i = 0; i < 300; i++)
	{
		n += w[i] > 0;
		for (int k = 0; k < w[i]; k++)
			ms_moments_add(&repeated, x[i], 1);
	}
	weighted = moments_of(300, x, w);
	want = reference_of(300, x, w);
	check_moments(&weighted, &want, 1e-13);
	check_moments(&repeated, &want, 1e-13);
	CHECK(weighted.n == n && repeated.n == (int64_t) weighted.weight);

	/* a weight of 0 is no row, not even for the range */
	repeated = weighted;
	CHECK(ms_moments_add(&weighted, 1e9, 0) == MS_OK);
	CHECK(same(&weighted, &repeated));
}

/* ---- parts ---- */

/* Rows are dealt to the parts at random, and the parts merged as they come. */
static void
check_merge(int n, int parts, bool weighted)
{
	ms_moments part[40];
	ms_moments all = moments_of(n, x, weighted ? w : NULL);
	reference want = reference_of(n, x, weighted ? w : NULL);

	for (int k = 0; k < parts; k++)
	{
		ms_moments_init(&part[k]);
		part[k].missing = k;
	}
	for (int i = 0; i < n; i++)
		ms_moments_add(
		    &part[gsl_rng_uniform_int(rng, parts)], x[i], weighted ? w[i] : 1);
	for (int left = parts; left > 1; left--)
	{
		unsigned to = gsl_rng_uniform_int(rng, left - 1);

		CHECK(ms_moments_merge(&part[to], &part[left - 1]) == MS_OK);
	}
	check_moments(&all, &want, 1e-12);
	check_moments(&part[0], &want, 1e-12);
	CHECK(part[0].n == all.n);
	CHECK(part[0].missing == parts * (parts - 1) / 2);
	CHECK(part[0].min == all.min && part[0].max == all.max);
}

static void
test_merge(void)
{
	const double means[] = {0, 1e9, -1e12};

	for (int k = 0; k < 3; k++)
	{
		for (int parts = 2; parts < 40; parts += 3)
		{
			fill(700, means[k], 1);
			check_merge(700, parts, parts % 2 == 0);
		}
	}
}

static void
test_merge_with_empty(void)
{
	ms_moments empty;
	ms_moments m;
	ms_moments copy;

	fill(20, 5, 1);
	copy = m = moments_of(20, x, w);
	ms_moments_init(&empty);
	CHECK(ms_moments_merge(&m, &empty) == MS_OK && same(&m, &copy));
	CHECK(ms_moments_merge(&empty, &m) == MS_OK && same(&empty, &copy));

	ms_moments_init(&empty);
	empty.missing = 3;
	m.missing = 4;
	CHECK(ms_moments_merge(&empty, &m) == MS_OK);
	CHECK(empty.missing == 7 && empty.n == 20 && empty.m4 == m.m4);

	ms_moments_init(&empty);
	copy = empty;
	CHECK(ms_moments_merge(&empty, &copy) == MS_OK && same(&empty, &copy));
}

/* Any order, the same to the last digits. */
static void
test_order(void)
{
	reference want;

	fill(2000, 1e9, 1);
	want = reference_of(2000, x, NULL);
	for (int k = 0; k < 10; k++)
	{
		ms_moments m;

		gsl_ran_shuffle(rng, x, 2000, sizeof(double));
		m = moments_of(2000, x, NULL);
		want.step += want.first - x[0];
		want.first = x[0];
		check_moments(&m, &want, 2e-13);
	}
}

/*
 * More rows, or a larger sum of weights, than a double counts are refused, and
 * nothing is changed.
 */
static void
test_counts(void)
{
	ms_moments m;
	ms_moments one;
	ms_moments copy;

	x[0] = 1;
	one = moments_of(1, x, NULL);
	copy = m = one;
	m.n = copy.n = MS_MAX_COUNT;
	CHECK(ms_moments_merge(&m, &one) == MS_OVERFLOW && same(&m, &copy));
	CHECK(ms_moments_add(&m, 1, 1) == MS_OVERFLOW && same(&m, &copy));
	copy = m = one;
	CHECK(ms_moments_add(&m, 1, 0x1.1p53) == MS_OVERFLOW && same(&m, &copy));
	m.weight = copy.weight = 0x1p53 - 1;
	one.weight = 4;
	CHECK(ms_moments_merge(&m, &one) == MS_OVERFLOW && same(&m, &copy));
	m = one;
	m.missing = MS_MAX_COUNT;
	copy = m;
	one.missing = 1;
	CHECK(ms_moments_merge(&m, &one) == MS_OVERFLOW && same(&m, &copy));
}

/* ---- printed tables ---- */

static void
test_print(void)
{
	ms_moments m;
	ms_moments printed;
	ms_moments rows;
	reference want;

	CHECK(ms_moments_from_print(&m, 0, 5, 2) == MS_OK);
	ms_moments_init(&rows);
	CHECK(same(&m, &rows));
	CHECK(ms_moments_from_print(&m, 1, 5, 2) == MS_OK);
	CHECK(m.n == 1 && m.m2 == 0 && ms_is_null(ms_moments_variance(&m)));
	CHECK(ms_moments_from_print(&m, 2.5, 5, 2) == MS_OK);
	CHECK(m.n == 3 && m.weight == 2.5 && ms_moments_variance(&m) == 4);
	CHECK(ms_moments_fault(&m) == NULL);
	CHECK(ms_moments_from_print(&m, 1e15, 5, 2) == MS_OK);
	CHECK(m.n == 1000000000000000 && ms_moments_stddev(&m) == 2);
	CHECK(ms_is_null(ms_moments_minimum(&m)));
	CHECK(ms_is_null(ms_moments_maximum(&m)));
	CHECK(ms_is_null(ms_moments_skewness(&m, true)));
	CHECK(ms_is_null(ms_moments_kurtosis(&m, true)));

	CHECK(ms_moments_from_print(&m, -1, 5, 2) == MS_DOMAIN);
	CHECK(ms_moments_from_print(&m, 1e16, 5, 2) == MS_DOMAIN);
	CHECK(ms_moments_from_print(&m, NAN, 5, 2) == MS_DOMAIN);
	CHECK(ms_moments_from_print(&m, 10, INFINITY, 2) == MS_DOMAIN);
	CHECK(ms_moments_from_print(&m, 10, NAN, 2) == MS_DOMAIN);
	CHECK(ms_moments_from_print(&m, 10, 5, -2) == MS_DOMAIN);
	CHECK(ms_moments_from_print(&m, 10, 5, NAN) == MS_DOMAIN);
	CHECK(ms_moments_from_print(&m, 10, 5, INFINITY) == MS_DOMAIN);
	CHECK(ms_moments_from_print(&m, 10, 5, 1e160) == MS_OVERFLOW);

	/* means that cancel */
	ms_moments_from_print(&m, 3, 0.1, 1);
	ms_moments_from_print(&printed, 9, -0.1 / 3, 1);
	CHECK(ms_moments_merge(&m, &printed) == MS_OK);
	CHECK_ABS(ms_moments_mean(&m), 0, 1e-17);
	CHECK(ms_moments_fault(&m) == NULL);

	/* a row after a printed group */
	ms_moments_from_print(&m, 3, 5, 1);
	CHECK(ms_moments_add(&m, 9, 1) == MS_OK);
	CHECK(ms_moments_mean(&m) == 6 && ms_is_null(ms_moments_maximum(&m)));
	CHECK(ms_moments_fault(&m) == NULL);

	/* a printed half and the other half as rows */
	fill(60, 50, 8);
	want = reference_of(60, x, NULL);
	m = moments_of(25, x, NULL);
	rows = moments_of(35, x + 25, NULL);
	CHECK(ms_moments_from_print(
	          &printed, 25, ms_moments_mean(&m), ms_moments_stddev(&m)) ==
	      MS_OK);
	CHECK(ms_moments_merge(&rows, &printed) == MS_OK);
	CHECK(rows.n == 60 && !rows.has_shape && !rows.has_range);
	CHECK_REL(ms_moments_mean(&rows), want.mean, 1e-15);
	CHECK_REL(rows.m2, want.m2, 1e-14);
	CHECK(ms_is_null(ms_moments_minimum(&rows)));
	CHECK(ms_is_null(ms_moments_skewness(&rows, true)));
	CHECK(ms_moments_fault(&rows) == NULL);
}

/* ---- faults ---- */

/* Values, one kind a stream. */
static double
draw_value(int kind)
{
	double sign = gsl_rng_uniform(rng) < 0.5 ? -1 : 1;

	switch (kind)
	{
		case 0: /* everyday */
			return 100 + 15 * gsl_ran_ugaussian(rng);
		case 1: /* far from 0 */
			return 1e12 + gsl_ran_ugaussian(rng);
		case 2: /* few different ones */
			return ((double) gsl_rng_uniform_int(rng, 3) - 1) / 3;
		case 3: /* any size */
			return sign * ldexp(1 + gsl_rng_uniform(rng),
			                    (int) gsl_rng_uniform_int(rng, 2098) - 1074);
		case 4: /* sizes whose squares fit */
			return sign * ldexp(1 + gsl_rng_uniform(rng),
			                    (int) gsl_rng_uniform_int(rng, 1000) - 500);
		case 5: /* fourth powers vanish */
			return 1e-81 * gsl_ran_ugaussian(rng);
		case 6: /* squares vanish */
			return 1e-162 * gsl_ran_ugaussian(rng);
		case 7: /* the least there are */
			return sign * ldexp((double) gsl_rng_uniform_int(rng, 20), -1074);
		default: /* fourth powers overflow, or nearly */
			return 3e76 * gsl_ran_ugaussian(rng);
	}
}

#define VALUE_KINDS 9

static double
draw_weight(int kind)
{
	switch (kind)
	{
		case 0:
			return 1;
		case 1: /* of a survey */
			return gsl_ran_exponential(rng, 100);
		case 2: /* repeated rows, at times none */
			return (double) gsl_rng_uniform_int(rng, 10);
		case 3: /* below 1 */
			return gsl_rng_uniform_pos(rng) / 50;
		default: /* any size */
			return ldexp(1 + gsl_rng_uniform(rng),
			             (int) gsl_rng_uniform_int(rng, 2000) - 1000);
	}
}

#define WEIGHT_KINDS 5

static void
print_moments(const ms_moments *m)
{
	printf("       n %lld, weight %a, sum %a %a, mean %a %a, m2 %a, m3 %a,"
	       " m4 %a, range %a %a, shape %d\n",
	       (long long) m->n,
	       m->weight,
	       m->sum,
	       m->sum_low,
	       m->mean,
	       m->mean_low,
	       m->m2,
	       m->m3,
	       m->m4,
	       m->min,
	       m->max,
	       m->has_shape);
}

/* A row, another part or, in some streams, a printed group joins m. */
static ms_status
change(ms_moments *m,
       const ms_moments *other,
       bool printed,
       int value_kind,
       int weight_kind)
{
	double value = draw_value(value_kind);
	double weight = draw_weight(weight_kind);
	ms_moments print;
	ms_status status;

	if (gsl_rng_uniform_int(rng, 8) == 0)
		return ms_moments_merge(m, other);
	if (!printed || gsl_rng_uniform_int(rng, 2) == 0)
		return ms_moments_add(m, value, weight);
	status = ms_moments_from_print(
	    &print, weight, value, fabs(draw_value(value_kind)));
	return status == MS_OK ? ms_moments_merge(m, &print) : status;
}

/* Is an outcome of a stream refused? */
static bool
is_refused(bool printed, int value_kind, int weight_kind)
{
	ms_moments part[3];

	for (int k = 0; k < 3; k++)
		ms_moments_init(&part[k]);
	for (int step = 0; step < 40; step++)
	{
		unsigned k = gsl_rng_uniform_int(rng, 3);
		ms_moments *m = &part[k];
		ms_status status =
		    change(m, &part[(k + 1) % 3], printed, value_kind, weight_kind);
		const char *fault = ms_moments_fault(m);

		if (status != MS_OK)
			ms_moments_init(m);
		else if (fault != NULL)
		{
			printf("       refused: %s\n", fault);
			print_moments(m);
			return true;
		}
	}
	return false;
}

static void
test_no_fault(void)
{
	for (int value = 0; value < VALUE_KINDS; value++)
	{
		for (int weight = 0; weight < WEIGHT_KINDS; weight++)
		{
			bool refused = false;

			for (int stream = 0; stream < 400 && !refused; stream++)
				refused = is_refused(stream % 2 == 0, value, weight);
			if (!CHECK(!refused))
				printf("       values of kind %d, weights of kind %d\n",
				       value,
				       weight);
		}
	}
}

/* Everything that can be wrong, one thing at a time. */
static void
test_fault(void)
{
	const double values[] = {1, 2, 4, 8};
	ms_moments good = moments_of(4, values, NULL);
	ms_moments empty = moments_of(0, values, NULL);
	ms_moments print;
	ms_moments m;

	ms_moments_from_print(&print, 10, 5, 2);
	CHECK(ms_moments_fault(&good) == NULL);
	CHECK(ms_moments_fault(&empty) == NULL);
	CHECK(ms_moments_fault(&print) == NULL);

#define REFUSED(from, change) \
	(m = (from), (change), CHECK(ms_moments_fault(&m) != NULL))
#define REFUSED_UNLESS_FINITE(figure) \
	(REFUSED(good, m.figure = NAN), \
	 REFUSED(good, m.figure = INFINITY), \
	 REFUSED(good, m.figure = -INFINITY))

	REFUSED(good, m.n = -1);
	REFUSED(good, m.n = MS_MAX_COUNT + 1);
	REFUSED(good, m.missing = -1);
	REFUSED(good, m.missing = MS_MAX_COUNT + 1);
	REFUSED_UNLESS_FINITE(weight);
	REFUSED_UNLESS_FINITE(sum);
	REFUSED_UNLESS_FINITE(sum_low);
	REFUSED_UNLESS_FINITE(mean);
	REFUSED_UNLESS_FINITE(mean_low);
	REFUSED_UNLESS_FINITE(m2);
	REFUSED_UNLESS_FINITE(m3);
	REFUSED_UNLESS_FINITE(m4);
	REFUSED_UNLESS_FINITE(min);
	REFUSED_UNLESS_FINITE(max);
	REFUSED(good, m.sum *= 1.00001);
	REFUSED(good, m.mean_low = 1e-15);
	REFUSED(good, m.m2 = -1);
	REFUSED(good, m.m4 = -1);
	REFUSED(good, m.weight = 0);
	REFUSED(good, m.weight = -1);
	REFUSED(good, m.weight = 0x1.1p53);
	REFUSED(good, m.min = 9);
	REFUSED(good, m.max = 0);
	REFUSED(good, m.min = m.max = 8);
	REFUSED(good, m.min = m.max = 1);
	REFUSED(good, m.has_shape = false);
	REFUSED(good, m.has_range = false);
	REFUSED(good, m.n = 0);
	REFUSED(print, m.m3 = 1);
	REFUSED(print, m.m4 = 1);
	REFUSED(print, m.min = -1);
	REFUSED(print, m.max = 1);
	REFUSED(empty, m.n = 1);
	REFUSED(empty, m.weight = 1);
	REFUSED(empty, m.sum = 1);
	REFUSED(empty, m.sum_low = 1);
	REFUSED(empty, m.mean = 1);
	REFUSED(empty, m.mean_low = 1);
	REFUSED(empty, m.m2 = 1);
	REFUSED(empty, m.m3 = 1);
	REFUSED(empty, m.m4 = 1);
	REFUSED(empty, m.min = 0);
	REFUSED(empty, m.max = 0);
	REFUSED(empty, m.has_shape = false);
	REFUSED(empty, m.has_range = false);
}

int
main(void)
{
	rng = gsl_rng_alloc(gsl_rng_taus2);
	test_certified();
	test_shape();
	test_few_rows();
	test_constant();
	test_narrow();
	test_light();
	test_offsets();
	test_large();
	test_small();
	test_weights();
	test_merge();
	test_merge_with_empty();
	test_order();
	test_counts();
	test_print();
	test_no_fault();
	test_fault();
	gsl_rng_free(rng);
	return check_summary();
}
