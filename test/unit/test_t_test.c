/*
 * test_t_test.c
 *		t-tests against published data, and what defines their figures.
 *
 * sleep is Student's (1908) data, tooth growth Crampton's (1947), both as R
 * has them.  Expected figures were computed from the data with 40 digits, and
 * agree with R and, for effect sizes, its package effectsize (limits to 1e-7).
 */
#include <float.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>

#include "check.h"
#include "core/distribution.h"
#include "core/t_test.h"

static const double drug1[] = {
    0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2};
static const double drug2[] = {
    1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

static const double orange_juice[] = {
    15.2, 21.5, 17.6, 9.7,  14.5, 10,   8.2,  9.4,  16.5, 9.7,
    19.7, 23.3, 23.6, 26.4, 20,   25.2, 25.8, 21.2, 14.5, 27.3,
    25.5, 26.4, 22.4, 24.5, 24.8, 30.9, 26.4, 27.3, 29.4, 23};
static const double ascorbic_acid[] = {
    4.2,  11.5, 7.3,  5.8,  6.4,  10,   11.2, 11.2, 5.2,  7,
    16.5, 16.5, 15.2, 17.3, 22.5, 17.3, 13.6, 14.5, 18.8, 15.5,
    23.6, 18.5, 33.9, 25.5, 26.4, 32.5, 26.7, 21.5, 23.3, 29.5};

static gsl_rng *rng;

static const ms_t_options plain = {0, MS_TWO_SIDED, false, 0.95};

static ms_t_options
options_of(double mu, ms_alternative alternative, bool var_equal, double level)
{
	return (ms_t_options){mu, alternative, var_equal, level};
}

static ms_moments
moments_of(int n, const double *values)
{
	ms_moments m;

	ms_moments_init(&m);
	for (int i = 0; i < n; i++)
		ms_moments_add(&m, values[i], 1);
	return m;
}

static ms_moments
printed(double n, double mean, double sd)
{
	ms_moments m;

	CHECK(ms_moments_from_print(&m, n, mean, sd) == MS_OK);
	return m;
}

static ms_t_test
test_one(const ms_moments *a, ms_t_options options)
{
	ms_t_test test;

	ms_t_test_one(a, &options, &test);
	return test;
}

static ms_t_test
test_two(const ms_moments *a, const ms_moments *b, ms_t_options options)
{
	ms_t_test test;

	ms_t_test_two(a, b, &options, &test);
	return test;
}

/* Pairs as co-moments of x, y or, with columns = 3, of x, y, x - y. */
static ms_t_test
test_pairs(
    int n, const double *x, const double *y, int columns, ms_t_options options)
{
	char memory[1024];
	ms_comoments *pairs = (ms_comoments *) memory;
	ms_t_test test;

	ms_comoments_init(pairs, columns, 8);
	for (int i = 0; i < n; i++)
	{
		double *row = ms_comoments_next_row(pairs);

		row[0] = x[i];
		row[1] = y[i];
		if (columns == 3)
			row[2] = x[i] - y[i];
		ms_comoments_take_row(pairs, 1);
		if (pairs->rows == pairs->capacity)
			CHECK(ms_comoments_flush(pairs) == MS_OK);
	}
	CHECK(ms_comoments_flush(pairs) == MS_OK);
	ms_t_test_paired(pairs, &options, &test);
	return test;
}

static void
check_group(const ms_group_summary *got, double n, double mean, double sd)
{
	CHECK(got->n == n);
	CHECK_REL(got->mean, mean, 1e-14);
	CHECK_REL(got->sd, sd, 1e-14);
}

static void
check_limits(ms_interval got, double low, double high, double tolerance)
{
	CHECK_REL(got.low, low, tolerance);
	CHECK_REL(got.high, high, tolerance);
}

/* The test and all that follows from it are not there, and a note says why. */
static void
check_no_test(const ms_t_test *test)
{
	CHECK(test->note != NULL);
	CHECK(ms_is_null(test->statistic));
	CHECK(ms_is_null(test->p_value));
	CHECK(ms_is_null(test->limits.low) && ms_is_null(test->limits.high));
	CHECK(ms_is_null(test->r_squared));
}

/* ---- one sample ---- */

static void
test_sleep(void)
{
	ms_moments m = moments_of(10, drug1);
	ms_moments second = moments_of(10, drug2);
	ms_t_test test;

	ms_moments_merge(&m, &second);
	test = test_one(&m, plain);
	CHECK(test.note == NULL);
	CHECK_REL(test.estimate, 1.54, 1e-15);
	CHECK_REL(test.std_error, 0.45122056690713913, 1e-14);
	CHECK_REL(test.statistic, 3.412964995270109, 1e-14);
	CHECK(test.df == 19);
	CHECK_REL(test.p_value, 0.0029176204041541174, 1e-13);
	check_limits(test.limits, 0.5955844996196037, 2.4844155003803965, 1e-13);
	check_group(&test.group1, 20, 1.54, 2.0179197209007103);
	CHECK(ms_is_null(test.group2.n) && ms_is_null(test.f_statistic));
	CHECK(ms_is_null(test.correlation));
	CHECK_REL(test.cohens_d, 0.7631621734251213, 1e-14);
	check_limits(
	    test.cohens_d_limits, 0.2553156580700932, 1.2556046520138544, 1e-7);
	CHECK_REL(test.hedges_g, 0.7325672712309486, 1e-13);
	CHECK_REL(test.r_squared, 0.38006410256410256, 1e-14);

	test = test_one(&m, options_of(0, MS_LESS, false, 0.95));
	CHECK_REL(test.p_value, 0.998541189797923, 1e-13);
	check_limits(test.limits, -INFINITY, 2.3202202874724076, 1e-13);
	test = test_one(&m, options_of(0, MS_GREATER, false, 0.95));
	CHECK_REL(test.p_value, 0.0014588102020770587, 1e-13);
	check_limits(test.limits, 0.7597797125275924, INFINITY, 1e-13);
	test = test_one(&m, options_of(0, MS_TWO_SIDED, false, 0.99));
	check_limits(test.limits, 0.24908746498661916, 2.830912535013381, 1e-13);

	/* mu moves the statistic and d; estimate and limits stay */
	test = test_one(&m, options_of(1.54, MS_TWO_SIDED, false, 0.95));
	CHECK_ABS(test.statistic, 0, 1e-15);
	CHECK_REL(test.p_value, 1, 1e-14);
	CHECK_ABS(test.cohens_d, 0, 1e-15);
	CHECK_REL(test.estimate, 1.54, 1e-15);
	check_limits(test.limits, 0.5955844996196037, 2.4844155003803965, 1e-13);
	CHECK_REL(test.cohens_d_limits.low, -test.cohens_d_limits.high, 1e-10);
}

/* Nothing is lost to the offset, not even where the mean has no decimals. */
static void
test_offset(void)
{
	const double offsets[] = {0, 1e6, 1e9, 1e12, 1e15};

	for (int k = 0; k < 5; k++)
	{
		double values[] = {4, 7, 13, 16};
		ms_moments m;
		ms_t_test test;

		for (int i = 0; i < 4; i++)
			values[i] += offsets[k];
		m = moments_of(4, values);
		test =
		    test_one(&m, options_of(offsets[k] + 5, MS_TWO_SIDED, false, 0.95));
		CHECK_REL(test.statistic, 1.8257418583505538, 1e-14);
		CHECK_REL(test.p_value, 0.16537039580601642, 1e-14);
		CHECK_REL(test.cohens_d, 1.8257418583505538 / 2, 1e-14);

		/* 0, 0, 1: the third, which is t = 1, is in no double at 1e15 */
		values[0] = values[1] = offsets[k];
		values[2] = offsets[k] + 1;
		m = moments_of(3, values);
		test = test_one(&m, options_of(offsets[k], MS_LESS, false, 0.95));
		CHECK_REL(test.statistic, 1, 1e-14);
	}
}

/* Tails down to where a double ends. */
static void
test_tails(void)
{
	const struct
	{
		double t;
		double df;
		double p;
	} tails[] = {{30, 100, 8.3803325586882921694e-52},
	             {40, 945, 1.6545238939873560692e-205},
	             {55, 1000, 1.2043874589519255208e-304},
	             {60, 1000, 0},
	             {3, 1e15 - 1, 0.002699796063260255531}};

	for (int k = 0; k < 5; k++)
	{
		double n = tails[k].df + 1;
		ms_moments m = printed(n, 7 * tails[k].t, 7 * sqrt(n));
		ms_t_test test = test_one(&m, plain);
		double p = tails[k].p;

		CHECK(test.note == NULL);
		CHECK_REL(test.statistic, tails[k].t, 1e-15);
		CHECK_REL(test.p_value, p, 1e-12);
		test = test_one(&m, options_of(0, MS_GREATER, false, 0.95));
		CHECK_REL(test.p_value, p / 2, 1e-12);
		test = test_one(&m, options_of(0, MS_LESS, false, 0.95));
		CHECK_REL(test.p_value, 1 - p / 2, 1e-15);
	}
}

static void
test_many_rows(void)
{
	ms_moments m = printed(1e15, 3 * 7, 7 * sqrt(1e15));
	ms_t_test test = test_one(&m, plain);

	CHECK(test.group1.n == 1e15);
	check_limits(test.limits,
	             7 * (3 - 1.959963984540054),
	             7 * (3 + 1.959963984540054),
	             1e-12);
	check_limits(test.cohens_d_limits,
	             (3 - 1.959963984540054) / sqrt(1e15),
	             (3 + 1.959963984540054) / sqrt(1e15),
	             1e-9);
}

/* J(df) = 1 - 3 / (4 df) - 7 / (32 df^2) + ..., and nothing but noise less */
static void
test_hedges(void)
{
	for (double df = 1e4; df < 1e15; df *= 10)
	{
		ms_moments m = printed(df + 1, 1, 2);
		ms_t_test test = test_one(&m, plain);

		CHECK_REL(test.hedges_g / test.cohens_d,
		          1 - 3 / (4 * df) - 7 / (32 * df * df),
		          1e-12);
	}
}

/* 1, 2, 4, 7 with weights 0.5, 1.25, 0.75, 2.5: 5 rows in all */
static void
test_fractional_weights(void)
{
	ms_moments m;
	ms_t_test test;

	ms_moments_init(&m);
	ms_moments_add(&m, 1, 0.5);
	ms_moments_add(&m, 2, 1.25);
	ms_moments_add(&m, 4, 0.75);
	ms_moments_add(&m, 7, 2.5);
	test = test_one(&m, options_of(3, MS_TWO_SIDED, false, 0.95));
	check_group(&test.group1, 5, 4.7, 2.7179955849853766825);
	CHECK(test.df == 4);
	CHECK_REL(test.statistic, 1.3985731186425360815, 1e-14);
	CHECK_REL(test.p_value, 0.23449585502646600963, 1e-14);
	ms_moments_add(&m, 4.7, 0.5);
	test = test_one(&m, options_of(3, MS_TWO_SIDED, false, 0.95));
	CHECK(test.df == 4.5);
	CHECK_REL(test.p_value, ms_t_two_sided(test.statistic, 4.5), 1e-15);
}

static void
test_few_rows(void)
{
	const double values[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
	ms_moments none = moments_of(0, values);
	ms_moments one = moments_of(1, values);
	ms_moments constant = moments_of(7, values);
	ms_t_test test = test_one(&none, plain);

	check_no_test(&test);
	CHECK(test.group1.n == 0 && ms_is_null(test.estimate));
	test = test_one(&one, plain);
	check_no_test(&test);
	CHECK(test.estimate == 0.1 && ms_is_null(test.std_error));
	CHECK(ms_is_null(test.cohens_d) && ms_is_null(test.df));
	test = test_one(&constant, plain);
	check_no_test(&test);
	CHECK(test.estimate == 0.1 && test.std_error == 0 && test.df == 6);
	CHECK(test.group1.sd == 0 && ms_is_null(test.cohens_d));
}

/* ---- two samples ---- */

static void
test_tooth_growth(void)
{
	ms_moments a = moments_of(30, orange_juice);
	ms_moments b = moments_of(30, ascorbic_acid);
	ms_t_test test = test_two(&a, &b, plain);

	CHECK(test.note == NULL);
	CHECK_REL(test.estimate, 3.7, 1e-14);
	CHECK_REL(test.std_error, 1.9318442541318444, 1e-14);
	CHECK_REL(test.statistic, 1.9152682686952684, 1e-14);
	CHECK_REL(test.df, 55.309432682640576, 1e-14);
	CHECK_REL(test.p_value, 0.06063450788093404, 1e-13);
	check_limits(test.limits, -0.17101561836716409, 7.571015618367164, 1e-12);
	check_group(&test.group1, 30, 20.663333333333334, 6.605561049722362);
	check_group(&test.group2, 30, 16.963333333333335, 8.266028664664638);
	CHECK_REL(test.cohens_d, 0.4945201405450858, 1e-14);
	CHECK_REL(test.cohens_d_limits.low, -0.02151009775134701, 1e-6);
	CHECK_REL(test.cohens_d_limits.high, 1.006420976088551, 1e-7);
	CHECK_REL(test.hedges_g, 0.48809314960845834, 1e-13);
	CHECK_REL(test.r_squared, 0.06219729592907416, 1e-14);
	CHECK_REL(test.f_statistic, 1.5659373848327327, 1e-14);
	CHECK(test.f_df1 == 29 && test.f_df2 == 29);
	CHECK_REL(test.f_p_value, 0.2331432511975209, 1e-13);

	test = test_two(&a, &b, options_of(0, MS_TWO_SIDED, true, 0.95));
	CHECK_REL(test.statistic, 1.9152682686952684, 1e-14);
	CHECK(test.df == 58);
	CHECK_REL(test.p_value, 0.060393371224128675, 1e-13);
	check_limits(test.limits, -0.16700642014122585, 7.567006420141226, 1e-12);
	CHECK_REL(test.r_squared, 0.05948364660775688, 1e-14);
	CHECK_REL(test.cohens_d, 0.4945201405450858, 1e-14);

	test = test_two(&a, &b, options_of(0, MS_LESS, false, 0.95));
	CHECK_REL(test.p_value, 0.969682746059533, 1e-13);
	check_limits(test.limits, -INFINITY, 6.931731310144616, 1e-13);
	test = test_two(&a, &b, options_of(0, MS_GREATER, true, 0.95));
	CHECK_REL(test.p_value, 0.030196685612064338, 1e-13);
	check_limits(test.limits, 0.47082040037336825, INFINITY, 1e-12);
}

/* The other way round everything is mirrored. */
static void
test_swapped(void)
{
	ms_moments a = moments_of(10, drug1);
	ms_moments b = moments_of(30, orange_juice);

	for (int equal = 0; equal < 2; equal++)
	{
		ms_t_test ab =
		    test_two(&a, &b, options_of(2, MS_TWO_SIDED, equal, 0.9));
		ms_t_test ba =
		    test_two(&b, &a, options_of(-2, MS_TWO_SIDED, equal, 0.9));

		CHECK(ab.estimate == -ba.estimate && ab.statistic == -ba.statistic);
		CHECK_REL(ab.df, ba.df, 1e-15);
		CHECK_REL(ab.p_value, ba.p_value, 1e-14);
		CHECK(ab.f_statistic == ba.f_statistic && ab.f_df1 == ba.f_df1);
		CHECK_REL(ab.limits.low, -ba.limits.high, 1e-14);
		CHECK_REL(ab.cohens_d_limits.low, -ba.cohens_d_limits.high, 1e-10);
		ab = test_two(&a, &b, options_of(2, MS_LESS, equal, 0.9));
		ba = test_two(&b, &a, options_of(-2, MS_GREATER, equal, 0.9));
		CHECK_REL(ab.p_value, ba.p_value, 1e-14);
		CHECK_REL(ab.limits.high, -ba.limits.low, 1e-14);
	}
}

/* With one row or none in a group, or no spread in one or both. */
static void
test_poor_groups(void)
{
	const ms_t_options student = options_of(0, MS_TWO_SIDED, true, 0.95);
	const double fives[] = {5, 5, 5, 5, 5, 5};
	const double one_row[] = {12.5};
	const double nine[] = {9.029583908320857,
	                       9.580492503527351,
	                       6.380962576323993,
	                       8.54821970805117,
	                       8.81979479424951,
	                       9.24493035166446,
	                       11.805168873967018,
	                       8.702504753342327,
	                       11.899301746624332};
	const double eight[] = {4.217625635304078,
	                        6.261867840001518,
	                        4.628049507679123,
	                        6.65040522718222,
	                        6.155817332932486,
	                        7.060665988422677,
	                        6.760738796357508,
	                        7.065195888182522};
	ms_moments none = moments_of(0, nine);
	ms_moments one = moments_of(1, one_row);
	ms_moments two = moments_of(2, nine);
	ms_moments many = moments_of(9, nine);
	ms_moments constant = moments_of(6, fives);
	ms_moments other = moments_of(3, fives);
	ms_moments varied = moments_of(8, eight);
	ms_t_test test = test_two(&one, &many, plain);

	/* one row: no Welch, but Student's test has its df from the others */
	check_no_test(&test);
	CHECK_REL(test.estimate, 3.1654489759921094, 1e-14);
	CHECK(ms_is_null(test.f_statistic) && ms_is_null(test.df));
	test = test_two(&one, &many, student);
	CHECK(test.note == NULL && test.df == 8);
	CHECK_REL(test.statistic, 1.7768861190742662, 1e-14);
	CHECK_REL(test.p_value, 0.1134882664611508, 1e-13);
	CHECK(ms_is_null(test.group1.sd));
	test = test_two(&one, &one, student);
	check_no_test(&test);
	test = test_two(&two, &one, student);
	CHECK(test.df == 1 && test.p_value < 1 && !ms_is_null(test.cohens_d));
	test = test_two(&one, &two, student);
	CHECK(test.df == 1 && test.p_value < 1 && !ms_is_null(test.cohens_d));

	test = test_two(&constant, &varied, plain);
	CHECK(test.note == NULL && test.df == 7);
	CHECK_REL(test.statistic, -2.8516516176747615, 1e-14);
	CHECK_REL(test.p_value, 0.02463012899497487, 1e-13);
	CHECK(ms_is_null(test.f_statistic) && ms_is_null(test.f_p_value));
	test = test_two(&constant, &varied, student);
	CHECK_REL(test.statistic, -2.444272815149796, 1e-14);
	CHECK_REL(test.p_value, 0.030915352248012624, 1e-13);

	test = test_two(&constant, &other, plain);
	check_no_test(&test);
	CHECK(test.estimate == 0 && ms_is_null(test.cohens_d));
	test = test_two(&constant, &other, student);
	check_no_test(&test);

	for (int equal = 0; equal < 2; equal++)
	{
		ms_t_options options = options_of(0, MS_TWO_SIDED, equal, 0.95);

		test = test_two(&none, &many, options);
		check_no_test(&test);
		CHECK(test.group1.n == 0 && test.group2.n == 9);
		CHECK(ms_is_null(test.estimate) && ms_is_null(test.cohens_d));
		test = test_two(&many, &none, options);
		check_no_test(&test);
		test = test_two(&none, &none, options);
		check_no_test(&test);
	}
}

/* Sums of squares whose sum overflows leave no test, and a note. */
static void
test_large(void)
{
	const double huge[] = {1e154, -1e154};
	ms_moments a = moments_of(2, huge);
	ms_t_test test = test_two(&a, &a, options_of(0, MS_TWO_SIDED, true, 0.95));

	check_no_test(&test);
	CHECK(ms_is_null(test.cohens_d));
}

/* ---- effect sizes ---- */

/* d's limits: the deltas that leave half of 1 - level beyond the t observed */
static void
check_effect(const ms_t_test *test, double size, double df, double level)
{
	double t = test->cohens_d * sqrt(size);
	double low = test->cohens_d_limits.low * sqrt(size);
	double high = test->cohens_d_limits.high * sqrt(size);
	double j = exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2);

	CHECK_REL(ms_noncentral_t_cdf(t, df, low, MS_UPPER), (1 - level) / 2, 1e-9);
	CHECK_REL(
	    ms_noncentral_t_cdf(t, df, high, MS_LOWER), (1 - level) / 2, 1e-9);
	CHECK_REL(test->hedges_g, j * test->cohens_d, 1e-11);
}

static void
test_effect_sizes(void)
{
	const double levels[] = {0.5, 0.9, 0.95, 0.999};

	for (int k = 0; k < 60; k++)
	{
		double level = levels[k % 4];
		double n1 = 2 + gsl_rng_uniform_int(rng, 60);
		double n2 = 2 + gsl_ran_exponential(rng, 20);
		ms_moments a = printed(n1, gsl_ran_gaussian(rng, 2), 1);
		ms_moments b = printed(n2, gsl_ran_gaussian(rng, 2), 2);
		double df = n1 + n2 - 2;
		double size = 1 / (1 / n1 + 1 / n2);
		/* the same whatever the test */
		ms_t_test test = test_two(
		    &a, &b, options_of(0.5, (ms_alternative) (k % 3), k % 2, level));

		CHECK_REL(test.cohens_d,
		          (a.mean - b.mean - 0.5) / sqrt((n1 - 1 + 4 * (n2 - 1)) / df),
		          1e-13);
		check_effect(&test, size, df, level);
		if (n1 > 2)
		{
			test = test_one(&a, options_of(0.5, MS_LESS, false, level));
			check_effect(&test, n1, n1 - 1, level);
		}
	}
}

/*
 * Where t is enormous or there is hardly a degree of freedom, figures are
 * right or not told, and what is not told has a note.
 */
static void
test_extreme(void)
{
	ms_moments tight = printed(3, 1e10, 1e-14);
	ms_moments far = printed(5, 1e307, 1e-3);
	ms_moments wide = printed(9, 0, 4e153);
	ms_moments light;
	ms_t_test test = test_one(&tight, plain);

	CHECK(test.p_value > 0 && test.p_value < 1e-20);
	if (ms_is_null(test.cohens_d_limits.low))
		CHECK(test.note != NULL);
	else
		check_effect(&test, 3, 2, 0.95);
	test = test_one(&far, plain);
	CHECK(test.p_value == 0 && test.note != NULL);
	CHECK(!isinf(test.statistic) && !isinf(test.cohens_d));
	test = test_two(&wide, &wide, plain);
	CHECK(test.p_value == 1);
	CHECK(test.cohens_d == 0 || (ms_is_null(test.cohens_d) && test.note));

	ms_moments_init(&light);
	ms_moments_add(&light, 1, 0.5);
	ms_moments_add(&light, 3, 0.5 + DBL_EPSILON);
	test = test_two(&light, &light, plain);
	CHECK(test.note != NULL || (test.p_value >= 0 && test.p_value <= 1));
	CHECK(!(test.cohens_d_limits.low > test.cohens_d_limits.high));
}

/* ---- pairs ---- */

static void
test_paired(void)
{
	for (int columns = 2; columns <= 3; columns++)
	{
		ms_t_test test = test_pairs(10, drug1, drug2, columns, plain);

		CHECK(test.note == NULL);
		CHECK_REL(test.estimate, -1.58, 1e-14);
		CHECK_REL(test.std_error, 0.3889587238883952, 1e-14);
		CHECK_REL(test.statistic, -4.062127683382037, 1e-14);
		CHECK(test.df == 9);
		CHECK_REL(test.p_value, 0.002832890197384271, 1e-13);
		check_limits(
		    test.limits, -2.459885763276983, -0.7001142367230173, 1e-13);
		check_group(&test.group1, 10, 0.75, 1.7890096577591625);
		check_group(&test.group2, 10, 2.33, 2.002248735796829);
		CHECK_REL(test.cohens_d, -1.2845575625910546, 1e-14);
		check_limits(test.cohens_d_limits,
		             -2.1180165139770675,
		             -0.4146277563801442,
		             1e-7);
		CHECK_REL(test.hedges_g, -1.1739249035142048, 1e-13);
		CHECK_REL(test.r_squared, 0.6470710212545361, 1e-14);
		CHECK_REL(test.correlation, 0.7951702058335779, 1e-14);
		CHECK_REL(test.correlation_p_value, 0.0029824978984592295, 1e-13);
	}
}

/* x and y alone tell what x, y and x - y do. */
static void
test_two_columns(void)
{
	const double means[] = {0, 100, 1e9};

	for (int k = 0; k < 3; k++)
	{
		double x[200];
		double y[200];
		ms_t_test two;
		ms_t_test three;

		for (int i = 0; i < 200; i++)
		{
			x[i] = means[k] + gsl_ran_ugaussian(rng);
			y[i] = means[k] + gsl_ran_ugaussian(rng);
		}
		two = test_pairs(200, x, y, 2, plain);
		three = test_pairs(200, x, y, 3, plain);
		CHECK_REL(two.statistic, three.statistic, 1e-12);
		CHECK_REL(two.p_value, three.p_value, 1e-11);
		CHECK_REL(two.cohens_d, three.cohens_d, 1e-12);
		CHECK(two.correlation == three.correlation);
	}
}

static void
test_poor_pairs(void)
{
	const double x[] = {1, 2, 4, 8, 16.5};
	const double y[] = {4, 5, 7, 11, 19.5};
	const double zero[] = {0, 0, 0, 0, 0};
	const double zigzag[] = {1, 3, 2};
	const double mirrored[] = {-1, -2, -4, -8, -16.5};

	for (int columns = 2; columns <= 3; columns++)
	{
		ms_t_test test = test_pairs(5, x, y, columns, plain);

		check_no_test(&test);
		CHECK(test.estimate == -3 && test.std_error == 0);
		CHECK(test.correlation == 1 && ms_is_null(test.correlation_p_value));
		test = test_pairs(5, x, mirrored, columns, plain);
		CHECK(test.note == NULL && test.correlation == -1);
		test = test_pairs(5, x, zero, columns, plain);
		CHECK(test.note == NULL && ms_is_null(test.correlation));
		CHECK_REL(test.statistic, 6.3 / sqrt(39.7 / 5), 1e-14);
		test = test_pairs(1, x, y, columns, plain);
		check_no_test(&test);
		CHECK(test.group1.n == 1 && test.group1.mean == 1);
		test = test_pairs(0, x, y, columns, plain);
		check_no_test(&test);
		CHECK(test.group1.n == 0 && test.group2.n == 0);
		test = test_pairs(3, x, zigzag, columns, plain);
		CHECK_REL(test.correlation, sqrt(3.0 / 28), 1e-14);
		CHECK(test.correlation_p_value > 0 && test.correlation_p_value < 0.5);
		test = test_pairs(2, x, zero, columns, plain);
		CHECK(test.note == NULL && ms_is_null(test.correlation_p_value));
	}
}

/* ---- equality of variances ---- */

static ms_variance_test
compare(const ms_moments *a,
        const ms_moments *b,
        ms_alternative alternative,
        double level)
{
	ms_variance_test test;

	ms_f_test_variance(a, b, alternative, level, &test);
	return test;
}

static void
test_variances(void)
{
	ms_moments a = moments_of(30, orange_juice);
	ms_moments b = moments_of(30, ascorbic_acid);
	ms_moments wide = printed(30, 0, sqrt(50));
	ms_moments narrow = printed(30, 9, 1);
	ms_moments constant = printed(30, 9, 0);
	ms_moments tiny = printed(30, 9, 2e-162);
	ms_moments one = printed(1, 9, 0);
	ms_variance_test test = compare(&a, &b, MS_TWO_SIDED, 0.95);

	CHECK(test.note == NULL && test.df1 == 29 && test.df2 == 29);
	CHECK_REL(test.ratio, 0.6385951377658795, 1e-14);
	CHECK_REL(test.p_value, 0.2331432511975209, 1e-13);
	check_limits(test.limits, 0.30394879062222013, 1.3416857133841478, 1e-12);
	test = compare(&a, &b, MS_LESS, 0.95);
	CHECK_REL(test.p_value, 0.2331432511975209 / 2, 1e-13);
	CHECK(test.limits.low == 0);
	CHECK_REL(
	    ms_f_cdf(test.ratio / test.limits.high, 29, 29, MS_LOWER), 0.05, 1e-12);
	test = compare(&a, &b, MS_GREATER, 0.9);
	CHECK_REL(test.p_value, 1 - 0.2331432511975209 / 2, 1e-13);
	CHECK(test.limits.high == INFINITY);
	CHECK_REL(
	    ms_f_cdf(test.ratio / test.limits.low, 29, 29, MS_UPPER), 0.1, 1e-12);

	/* deep tails, on either side */
	test = compare(&wide, &narrow, MS_GREATER, 0.95);
	CHECK_REL(test.p_value, 5.3405013648161304199e-18, 1e-12);
	test = compare(&narrow, &wide, MS_LESS, 0.95);
	CHECK_REL(test.p_value, 5.3405013648161304199e-18, 1e-12);
	test = compare(&narrow, &wide, MS_TWO_SIDED, 0.95);
	CHECK_REL(test.p_value, 2 * 5.3405013648161304199e-18, 1e-12);

	test = compare(&constant, &narrow, MS_TWO_SIDED, 0.95);
	CHECK(test.note != NULL && test.df1 == 29 && ms_is_null(test.ratio));
	CHECK(ms_is_null(test.p_value) && ms_is_null(test.limits.low));
	test = compare(&narrow, &constant, MS_TWO_SIDED, 0.95);
	CHECK(test.note != NULL && ms_is_null(test.ratio));
	test = compare(&tiny, &narrow, MS_TWO_SIDED, 0.95);
	CHECK(test.note != NULL && ms_is_null(test.p_value));
	test = compare(&narrow, &tiny, MS_TWO_SIDED, 0.95);
	CHECK(test.note != NULL && ms_is_null(test.p_value));
	test = compare(&one, &narrow, MS_TWO_SIDED, 0.95);
	CHECK(test.note != NULL && ms_is_null(test.df1));
	CHECK(test.group1.n == 1 && test.group2.n == 30);
}

/* Equal variances are as equal as can be, and p is a probability. */
static void
test_equal_variances(void)
{
	for (int n = 2; n < 3000; n += 1 + n / 8)
	{
		ms_moments m = printed(n, 0, 3);
		ms_variance_test test = compare(&m, &m, MS_TWO_SIDED, 0.95);

		CHECK(test.p_value == 1);
		CHECK(compare(&m, &m, MS_LESS, 0.95).p_value == 0.5);
		CHECK_REL(test.limits.low * test.limits.high, 1, 1e-12);
	}
}

/* ---- notes ---- */

/*
 * Differences that vary by rounding only are constant, whichever summary they
 * come from; those that vary by more are not.
 */
static void
test_rounded_pairs(void)
{
	const double offsets[] = {0, 1, 1e6, -1e12};

	for (int k = 0; k < 4 * 2; k++)
	{
		int columns = 2 + k % 2;
		double x[50];
		double y[50];
		ms_t_test test;

		for (int i = 0; i < 50; i++)
		{
			x[i] = offsets[k / 2] + i / 7.0;
			y[i] = x[i] + 0.1;
		}
		test = test_pairs(50, x, y, columns, plain);
		check_no_test(&test);
		CHECK(check_says(test.note, "the differences are constant"));
		CHECK(test.std_error == 0 && ms_is_null(test.cohens_d));
		for (int i = 0; i < 50; i += 2)
			y[i] += 1e-2;
		test = test_pairs(50, x, y, columns, plain);
		CHECK(test.note == NULL && test.p_value < 1e-40);
	}
}

/* What the report lacks beside a test that is there has a note of its own. */
static void
test_absent(void)
{
	const double fives[] = {5, 5, 5};
	const double some[] = {1, 2, 4};
	const double triple[] = {3, 6, 12};
	ms_moments constant = moments_of(3, fives);
	ms_moments one = moments_of(1, some);
	ms_moments two = moments_of(2, some);
	ms_moments three = moments_of(3, some);
	ms_t_test test = test_one(&three, plain);

	CHECK(test.absent == NULL && !ms_is_null(test.hedges_g));
	test = test_one(&two, plain);
	CHECK(test.note == NULL && ms_is_null(test.hedges_g));
	CHECK(check_says(test.absent, "Hedges' g"));
	test = test_two(&constant, &three, plain);
	CHECK(test.note == NULL && ms_is_null(test.f_p_value));
	CHECK(check_says(test.absent, "F test"));
	CHECK(check_says(test.absent_note, "a group is constant"));
	test = test_two(&one, &three, options_of(0, MS_TWO_SIDED, true, 0.95));
	CHECK(test.note == NULL && check_says(test.absent, "F test"));
	CHECK(check_says(test.absent_note, "fewer than 2 rows in a group"));
	test = test_two(&three, &three, plain);
	CHECK(test.absent == NULL);
	test = test_pairs(3, some, fives, 3, plain);
	CHECK(check_says(test.absent, "correlation"));
	test = test_pairs(3, some, triple, 3, plain);
	CHECK(check_says(test.absent, "p-value of the correlation"));
	CHECK(test.correlation == 1 && ms_is_null(test.correlation_p_value));
}

/* Weights that add up to 1, but for rounding, are one row. */
static void
test_light(void)
{
	const ms_t_options student = options_of(0, MS_TWO_SIDED, true, 0.95);
	ms_moments light;
	ms_moments heavy = printed(9, 2, 1);
	ms_variance_test variances;
	ms_t_test test;

	ms_moments_init(&light);
	ms_moments_add(&light, 1, 0.5);
	ms_moments_add(&light, 3, 0.5 + 1e-12);
	CHECK(light.weight > 1);
	test = test_one(&light, plain);
	check_no_test(&test);
	CHECK(check_says(test.note, "weights") && ms_is_null(test.df));
	test = test_two(&light, &heavy, plain);
	check_no_test(&test);
	CHECK(check_says(test.note, "weights") && ms_is_null(test.f_df1));
	test = test_two(&light, &light, student);
	check_no_test(&test);
	CHECK(check_says(test.note, "weights") && ms_is_null(test.cohens_d));
	variances = compare(&heavy, &light, MS_TWO_SIDED, 0.95);
	CHECK(check_says(variances.note, "weights"));
	CHECK(ms_is_null(variances.df1) && ms_is_null(variances.p_value));

	/* one row is fewer than 2 rows */
	light = moments_of(1, drug1);
	CHECK(!check_says(test_one(&light, plain).note, "weights"));
	CHECK(!check_says(test_two(&light, &heavy, plain).note, "weights"));
}

/* Values that differ, by less than squares of doubles can tell. */
static void
test_narrow(void)
{
	const double values[] = {1e-170, 2e-170, 4e-170};
	ms_moments narrow = moments_of(3, values);
	ms_moments heavy = printed(9, 2, 1);
	ms_t_test test = test_one(&narrow, plain);

	check_no_test(&test);
	CHECK(check_says(test.note, MS_TOO_NARROW));
	CHECK(ms_is_null(test.std_error) && ms_is_null(test.group1.sd));
	for (int equal = 0; equal < 2; equal++)
	{
		ms_t_options options = options_of(0, MS_TWO_SIDED, equal, 0.95);

		test = test_two(&heavy, &narrow, options);
		check_no_test(&test);
		CHECK(check_says(test.note, MS_TOO_NARROW));
		CHECK(test.estimate == 2 && ms_is_null(test.cohens_d));
	}
	CHECK(check_says(compare(&narrow, &heavy, MS_LESS, 0.95).note,
	                 MS_TOO_NARROW));
}

/* ---- equivalence ---- */

static void
check_tost(ms_t_test test, double low, double high, double p_low, double p_high)
{
	ms_tost tost;

	tost.test = test;
	ms_t_test_equivalence(low, high, &tost);
	CHECK_REL(
	    tost.statistic_low, (test.estimate - low) / test.std_error, 1e-15);
	CHECK_REL(
	    tost.statistic_high, (test.estimate - high) / test.std_error, 1e-15);
	CHECK_REL(tost.p_value_low, p_low, 1e-12);
	CHECK_REL(tost.p_value_high, p_high, 1e-12);
	CHECK(tost.p_value == fmax(tost.p_value_low, tost.p_value_high));
}

static void
test_equivalence(void)
{
	ms_moments a = moments_of(30, orange_juice);
	ms_moments b = moments_of(30, ascorbic_acid);
	ms_moments one = moments_of(1, orange_juice);
	ms_tost tost;

	check_tost(test_two(&a, &b, plain),
	           -4,
	           4,
	           9.93975204820819e-05,
	           0.43857823005049856);
	check_tost(test_two(&a, &b, options_of(0, MS_TWO_SIDED, true, 0.95)),
	           -4,
	           4,
	           9.521507820891194e-05,
	           0.4385651469225981);
	check_tost(test_pairs(10, drug1, drug2, 3, plain),
	           -1,
	           1,
	           0.9149441145512885,
	           4.778595695546836e-05);

	tost.test = test_one(&one, plain);
	ms_t_test_equivalence(-1, 1, &tost);
	CHECK(tost.test.note != NULL);
	CHECK(ms_is_null(tost.statistic_low) && ms_is_null(tost.statistic_high));
	CHECK(ms_is_null(tost.p_value_low) && ms_is_null(tost.p_value_high));
	CHECK(ms_is_null(tost.p_value));
}

int
main(void)
{
	gsl_set_error_handler_off();
	rng = gsl_rng_alloc(gsl_rng_taus2);
	test_sleep();
	test_offset();
	test_tails();
	test_many_rows();
	test_hedges();
	test_fractional_weights();
	test_few_rows();
	test_tooth_growth();
	test_swapped();
	test_poor_groups();
	test_large();
	test_effect_sizes();
	test_extreme();
	test_paired();
	test_two_columns();
	test_poor_pairs();
	test_variances();
	test_equal_variances();
	test_rounded_pairs();
	test_absent();
	test_light();
	test_narrow();
	test_equivalence();
	gsl_rng_free(rng);
	return check_summary();
}
