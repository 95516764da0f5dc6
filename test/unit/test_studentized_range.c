/*
 * test_studentized_range.c
 *		Tails of the studentized range against 30 digits, and its quantiles
 *		against the tails.
 */
#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/studentized_range.h"

static ms_studentized_range range;

static double
tail_of(int k, double df, double q, ms_tail tail)
{
	ms_studentized_range_init(&range, k, tail);
	return ms_studentized_range_cdf(&range, q, df);
}

/* The double integral by the trapezoidal rule in mpmath, 30 digits. */
static void
test_tails(void)
{
	static const struct
	{
		int k;
		double df, q;
		ms_tail tail;
		double p;
	} known[] = {
	    {3, INFINITY, 3.5, MS_UPPER, 0.035557041863160375},
	    {10, INFINITY, 15, MS_UPPER, 1.2494922168886301e-24},
	    {10, INFINITY, 0.5, MS_LOWER, 1.4133805157342373e-6},
	    {3, 27, 3.5, MS_UPPER, 0.050490680599995692},
	    {6, 66, 11.5, MS_UPPER, 2.2972485984470032e-10},
	    {20, 2, 40, MS_UPPER, 0.0090033891023726983},
	    {6, 14.75, 30, MS_UPPER, 2.4098528241126228e-11},
	    {5, 10, 1, MS_LOWER, 0.049826003309343605},
	    {100, 1000, 6, MS_UPPER, 0.066025461832997523},
	    {4, 3, 0.125, MS_LOWER, 0.00030289933034912593},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		CHECK_REL(tail_of(known[i].k, known[i].df, known[i].q, known[i].tail),
		          known[i].p,
		          1e-11);
}

/* Pearson & Hartley's table, upper 5 and 1 percent. */
static void
test_table(void)
{
	static const struct
	{
		int k;
		double df, five, one;
	} known[] = {
	    {3, 10, 3.88, 5.27},
	    {5, 20, 4.23, 5.29},
	    {10, 60, 4.65, 5.45},
	    {4, INFINITY, 3.63, 4.40},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		ms_studentized_range_init(&range, known[i].k, MS_UPPER);
		CHECK_ABS(ms_studentized_range_quantile(&range, 0.05, known[i].df),
		          known[i].five,
		          5.1e-3);
		CHECK_ABS(ms_studentized_range_quantile(&range, 0.01, known[i].df),
		          known[i].one,
		          5.1e-3);
	}
}

/* Two values are a t; both tails make 1; quantiles undo tails. */
static void
test_identities(void)
{
	static const int k[] = {2, 3, 8, 9, 40, 600};
	static const double df[] = {1, 2.5, 14.7, 300, 1e6, 1e12, INFINITY};
	static const double q[] = {0.2, 1, 3.5, 7, 20};

	for (int i = 0; i < 6; i++)
	{
		static ms_studentized_range lower;

		ms_studentized_range_init(&range, k[i], MS_UPPER);
		ms_studentized_range_init(&lower, k[i], MS_LOWER);
		for (int j = 0; j < 7; j++)
		{
			for (int l = 0; l < 5; l++)
			{
				double up = ms_studentized_range_cdf(&range, q[l], df[j]);
				double down = ms_studentized_range_cdf(&lower, q[l], df[j]);

				CHECK_ABS(up + down, 1, 1e-11);
				if (k[i] == 2)
					CHECK_REL(up, ms_t_two_sided(q[l] / sqrt(2), df[j]), 1e-12);
				if (up > 1e-300 && up < 0.99)
					CHECK_REL(ms_studentized_range_quantile(&range, up, df[j]),
					          q[l],
					          1e-10);
				if (down > 1e-300 && down < 0.99)
					CHECK_REL(
					    ms_studentized_range_quantile(&lower, down, df[j]),
					    q[l],
					    1e-10);
			}
		}
	}
	/* large degrees of freedom lead to infinite ones */
	CHECK_REL(tail_of(5, 1e14, 6, MS_UPPER),
	          tail_of(5, INFINITY, 6, MS_UPPER),
	          1e-11);
	/* the far tail of many: k (k - 1) / 2 pairs, each with the tail of a t */
	CHECK_REL(tail_of(12, INFINITY, 45, MS_UPPER) / 66,
	          tail_of(2, INFINITY, 45, MS_UPPER),
	          1e-11);
}

static void
test_edges(void)
{
	CHECK(tail_of(3, 10, 0, MS_UPPER) == 1);
	CHECK(tail_of(3, 10, -1, MS_LOWER) == 0);
	CHECK(tail_of(3, 10, INFINITY, MS_UPPER) == 0);
	CHECK(tail_of(3, INFINITY, 1e6, MS_UPPER) == 0);
	CHECK(tail_of(3, INFINITY, 1e6, MS_LOWER) == 1);
	CHECK(tail_of(3, 1000, 1e-300, MS_UPPER) == 1);
	CHECK(tail_of(7, 0.5, 1e9, MS_UPPER) > 0);
	CHECK(ms_is_null(tail_of(3, 0, 1, MS_UPPER)));
	CHECK(ms_is_null(tail_of(3, 10, MS_NULL, MS_UPPER)));
	CHECK(ms_is_null(tail_of(1, 10, 1, MS_UPPER)));

	ms_studentized_range_init(&range, 4, MS_UPPER);
	CHECK(ms_studentized_range_quantile(&range, 1, 9) == 0);
	CHECK(isinf(ms_studentized_range_quantile(&range, 0, 9)));
	CHECK(ms_is_null(ms_studentized_range_quantile(&range, -0.1, 9)));
	CHECK(ms_is_null(ms_studentized_range_quantile(&range, 0.5, MS_NULL)));
	CHECK(ms_studentized_range_quantile(&range, 1e-300, 9) > 1e20);
	CHECK(ms_studentized_range_quantile(&range, 1 - 1e-15, 9) < 1e-3);
	ms_studentized_range_init(&range, 4, MS_LOWER);
	CHECK(ms_studentized_range_quantile(&range, 0, 9) == 0);
	CHECK(isinf(ms_studentized_range_quantile(&range, 1, 9)));
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_tails();
	test_table();
	test_identities();
	test_edges();
	return check_summary();
}
