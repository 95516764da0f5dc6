/*
 * test_frequency.c
 *		Goodness of fit: Mendel's peas, sums written down a second time in long
 *		doubles, counts far larger than what sets them apart.
 */
#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/deviance.h"
#include "core/frequency.h"

static ms_goodness
fit(int k, const double *count, const double *share)
{
	ms_goodness result;

	ms_frequency_goodness(k, count, share, &result);
	return result;
}

static void
test_mendel(void)
{
	const double peas[] = {315, 101, 108, 32};
	const double shares[] = {9, 3, 3, 1};
	const double halves[] = {0.5625, 0.1875, 0.1875, 0.0625};
	ms_goodness g = fit(4, peas, shares);

	/* R, chisq.test(peas, p = shares / 16) */
	CHECK_REL(g.statistic, 0.47002398081534774, 1e-13);
	CHECK_REL(g.p_value, 0.92542589510361584, 1e-13);
	CHECK(g.df == 3 && g.total == 556 && g.small == 0 && g.note == NULL);
	CHECK_REL(g.min_expected, 34.75, 1e-15);
	CHECK_REL(g.effect, sqrt(0.47002398081534774 / 556), 1e-13);
	CHECK(fit(4, peas, halves).statistic == g.statistic);
}

static void
test_sums(void)
{
	for (int k = 2; k < 40; k++)
	{
		double count[40];
		double share[40];
		long double total = 0;
		long double shares = 0;
		long double chi_square = 0;
		long double likelihood = 0;
		ms_goodness g;

		for (int j = 0; j < k; j++)
		{
			count[j] = (j * 31 + k * 7) % 23 * (k % 3 ? 1 : 1e6);
			share[j] = 1 + (j * 5 + k) % 7 / 3.0;
			total += count[j];
			shares += share[j];
		}
		for (int j = 0; j < k; j++)
		{
			long double e = total * share[j] / shares;

			chi_square += (count[j] - e) * (count[j] - e) / e;
			if (count[j] > 0)
				likelihood += 2 * count[j] * logl(count[j] / e);
		}
		g = fit(k, count, share);
		CHECK_REL(g.statistic, (double) chi_square, 1e-13);
		CHECK_REL(g.likelihood_ratio, (double) likelihood, 1e-11);
	}
}

/* 1e15 rows, of which 20 decide: (10^2 + 10^2) / 5e14 = 4e-13 */
static void
test_large(void)
{
	const double count[] = {500000000000010, 499999999999990};
	ms_goodness g = fit(2, count, NULL);

	CHECK_REL(g.statistic, 4e-13, 1e-13);
	CHECK_REL(g.likelihood_ratio, 4e-13, 1e-13);

	/* both halves of the term agree where they meet */
	for (double n = 1; n < 1e12; n *= 7)
	{
		for (double e = n * 0.5; e < n * 2; e *= 1.01)
		{
			long double t =
			    n * logl((long double) n / e) - (n - (long double) e);

			CHECK_ABS(ms_deviance_term(n, e, n - e), (double) t, 2e-15 * n);
		}
	}
}

static void
test_nothing(void)
{
	const double zero[] = {0, 0};
	const double one[] = {7};
	const double half[] = {2.5, 3};
	const double empty[] = {12, 0, 0};
	ms_goodness g = fit(0, NULL, NULL);

	CHECK(ms_is_null(g.statistic) && check_says(g.note, "no rows"));
	g = fit(2, zero, NULL);
	CHECK(ms_is_null(g.p_value) && check_says(g.note, "no rows"));
	g = fit(1, one, NULL);
	CHECK(ms_is_null(g.statistic) && check_says(g.note, "one level"));
	CHECK(g.total == 7);
	g = fit(2, half, NULL);
	CHECK(g.p_value < 1 && check_says(g.note, "whole"));
	CHECK(g.small == 2);
	g = fit(3, empty, NULL);
	CHECK_REL(g.statistic, 24, 1e-14);
	CHECK_REL(g.likelihood_ratio, 24 * log(3), 1e-14);
	CHECK(g.small == 3);
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_mendel();
	test_sums();
	test_large();
	test_nothing();
	return check_summary();
}
