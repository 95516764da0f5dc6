/*
 * test_benford.c
 *		Digits of decimal text, the law, and figures by their definition.
 */
#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/benford.h"
#include "core/distribution.h"

static const ms_benford_kind kinds[] = {MS_BENFORD_FIRST,
                                        MS_BENFORD_FIRST_TWO,
                                        MS_BENFORD_FIRST_THREE,
                                        MS_BENFORD_LAST_TWO};

/* The digits of a text, or the reason why there are none, below -10. */
static int
digits(ms_benford_kind kind, const char *text)
{
	int bin = -1;
	ms_benford_amount amount = ms_benford_read(kind, text, &bin);

	return amount == MS_BENFORD_COUNTS ? ms_benford_first(kind) + bin
	                                   : -10 - (int) amount;
}

#define SMALL (-10 - MS_BENFORD_SMALL)
#define NEGATIVE (-10 - MS_BENFORD_NEGATIVE)
#define NO_NUMBER (-10 - MS_BENFORD_NO_NUMBER)

static void
test_digits(void)
{
	CHECK(digits(1, "32100.90") == 3 && digits(2, "32100.90") == 32);
	CHECK(digits(3, "32100.90") == 321 && digits(-2, "32100.90") == 90);
	CHECK(digits(2, "5") == 50 && digits(3, "5") == 500);
	CHECK(digits(2, "1.05") == 10 && digits(3, "1.05") == 105);
	CHECK(digits(1, "000123.4") == 1 && digits(-2, "000123.4") == 40);
	CHECK(digits(2, "0.0123e3") == 12 && digits(-2, "0.0123e3") == 30);
	CHECK(digits(2, "1.005E+2") == 10 && digits(-2, "1.005E+2") == 50);
	CHECK(digits(2, "12345e-4") == 12 && digits(-2, "12345e-4") == 23);
	CHECK(digits(1, " +7. ") == 7 && digits(1, ".7e1") == 7);
	/* as written: further decimals are cut, not rounded */
	CHECK(digits(-2, "0.999999e1") == 99 && digits(1, "9.999") == 9);
	CHECK(digits(1, "1e400") == 1 && digits(-2, "1e400") == 0);
	CHECK(digits(1, "1e999999999999999999999") == 1);

	CHECK(digits(1, "0") == SMALL && digits(1, "0.00") == SMALL);
	CHECK(digits(1, "0.99") == SMALL && digits(1, "-0") == SMALL);
	CHECK(digits(1, "5e-1") == SMALL && digits(1, "1e-999999999999") == SMALL);
	{
		int bin = 7;

		/* the digits of a small amount are there for who wants them */
		CHECK(ms_benford_read(2, "0.0314", &bin) == MS_BENFORD_SMALL);
		CHECK(bin == 31 - 10);
		CHECK(ms_benford_read(-2, "0.05", &bin) == MS_BENFORD_SMALL &&
		      bin == 5);
		CHECK(ms_benford_read(1, "0.0", &bin) == MS_BENFORD_SMALL && bin == -1);
	}
	CHECK(digits(1, "-1") == NEGATIVE && digits(1, "-0.5") == NEGATIVE);
	CHECK(digits(1, "") == NO_NUMBER && digits(1, ".") == NO_NUMBER);
	CHECK(digits(1, "1.2.3") == NO_NUMBER && digits(1, "1e") == NO_NUMBER);
	CHECK(digits(1, "1 2") == NO_NUMBER && digits(1, "1,5") == NO_NUMBER);
	CHECK(digits(1, "--1") == NO_NUMBER && digits(1, "e5") == NO_NUMBER);
	CHECK(digits(1, "1e 5") == NO_NUMBER && digits(1, "NaN") == NO_NUMBER);
	CHECK(digits(1, "0x10") == NO_NUMBER && digits(1, "inf") == NO_NUMBER);
}

/* Every number of cents, in three ways of writing it. */
static void
test_all_cents(void)
{
	char text[60];

	for (int cents = 100; cents < 200000; cents += 97)
	{
		int top = cents;

		while (top >= 1000)
			top /= 10;
		for (int way = 0; way < 3; way++)
		{
			if (way == 0)
				snprintf(
				    text, sizeof(text), "%d.%02d", cents / 100, cents % 100);
			else if (way == 1)
				snprintf(text, sizeof(text), "%de-2", cents);
			else
				snprintf(text,
				         sizeof(text),
				         "0.000%d0e%d",
				         cents,
				         cents < 1000     ? 4
				         : cents < 10000  ? 5
				         : cents < 100000 ? 6
				                          : 7);
			CHECK(digits(3, text) == top);
			CHECK(digits(1, text) == top / 100);
			CHECK(digits(-2, text) == cents % 100);
		}
	}
}

static void
test_law(void)
{
	for (int k = 0; k < 4; k++)
	{
		double sum = 0;

		for (int bin = 0; bin < ms_benford_bins(kinds[k]); bin++)
			sum += ms_benford_expected(kinds[k], bin);
		CHECK_REL(sum, 1, 1e-13);
	}
	CHECK_REL(ms_benford_expected(1, 0), 0.30102999566398119521, 1e-15);
	CHECK_REL(ms_benford_expected(1, 8), 0.04575749056067512541, 1e-15);
	/* two digits of a first one add up to it */
	{
		double sum = 0;

		for (int bin = 20; bin < 30; bin++)
			sum += ms_benford_expected(2, bin);
		CHECK_REL(sum, ms_benford_expected(1, 2), 1e-14);
	}
	CHECK(ms_benford_bins(7) == 0);
}

static void
test_figures(void)
{
	int64_t counts[MS_BENFORD_MOST];
	ms_benford_test test;

	for (int k = 0; k < 4; k++)
	{
		int bins = ms_benford_bins(kinds[k]);
		double n = 0;
		double chi = 0;
		double mad = 0;

		for (int bin = 0; bin < bins; bin++)
		{
			counts[bin] = 5 + bin * 7 % 11;
			n += (double) counts[bin];
		}
		for (int bin = 0; bin < bins; bin++)
		{
			double e = ms_benford_expected(kinds[k], bin);
			double o = (double) counts[bin];
			double d = fabs(o / n - e);

			chi += (o - n * e) * (o - n * e) / (n * e);
			mad += d / bins;
			d -= 1 / (2 * n) < d ? 1 / (2 * n) : 0;
			CHECK_ABS(ms_benford_z(kinds[k], bin, o, n),
			          d / sqrt(e * (1 - e) / n),
			          1e-13);
		}
		ms_benford_test_of(kinds[k], counts, &test);
		CHECK(test.n == n && test.df == bins - 1);
		CHECK_REL(test.chi_square, chi, 1e-12);
		CHECK_REL(test.p_value, ms_chisq_cdf(chi, bins - 1, MS_UPPER), 1e-9);
		CHECK_REL(test.mad, mad, 1e-12);
	}
	memset(counts, 0, sizeof(counts));
	ms_benford_test_of(MS_BENFORD_FIRST, counts, &test);
	CHECK(test.n == 0 && ms_is_null(test.chi_square) && test.note != NULL);
	CHECK(ms_is_null(test.mad) && test.conformity == NULL);
	CHECK(ms_is_null(ms_benford_z(1, 0, 0, 0)));
	counts[0] = 1;
	ms_benford_test_of(MS_BENFORD_FIRST, counts, &test);
	CHECK(check_says(test.note, "fewer than 300"));
}

/* Nigrini's words, at and beside his thresholds: move mass from 1 to 9. */
static void
test_conformity(void)
{
	const char *const words[] = {
	    "close", "acceptable", "marginal", "nonconformity"};
	const double mads[] = {0.0059, 0.0061, 0.0119, 0.0121, 0.0149, 0.0151};
	const int word[] = {0, 1, 1, 2, 2, 3};
	int64_t counts[9];
	ms_benford_test test;

	for (int k = 0; k < 6; k++)
	{
		double n = 1e12;

		for (int bin = 0; bin < 9; bin++)
			counts[bin] = (int64_t) (n * ms_benford_expected(1, bin));
		counts[0] -= (int64_t) (n * mads[k] * 9 / 2);
		counts[4] += (int64_t) (n * mads[k] * 9 / 2);
		ms_benford_test_of(MS_BENFORD_FIRST, counts, &test);
		CHECK_ABS(test.mad, mads[k], 1e-9);
		CHECK(strcmp(test.conformity, words[word[k]]) == 0);
	}
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_digits();
	test_all_cents();
	test_law();
	test_figures();
	test_conformity();
	return check_summary();
}
