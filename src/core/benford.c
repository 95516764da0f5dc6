/*
 * benford.c
 *		Digits of amounts against the law that numbers of many sizes follow.
 *
 * The first digits d (one, two or three of them) of amounts that spread over
 * several powers of ten have shares log10(1 + 1/d); the last two digits are
 * uniform.  Four figures tell how far n amounts are from that:
 *
 *	chi-square	sum (o - e)^2 / e, with one degree of freedom less than cells
 *	z			(|p - p0| - 1 / (2 n)) / sqrt(p0 (1 - p0) / n), the correction
 *				only where it is smaller than the difference
 *	MAD			mean |p - p0|, free of n
 *	conformity	Nigrini's word for the MAD:
 *					close		acceptable	marginal	nonconformity
 *		first		< 0.006		< 0.012		< 0.015		above
 *		first two	< 0.0012	< 0.0018	< 0.0022	above
 *		first three	< 0.00036	< 0.00044	< 0.00050	above
 *
 * Digits are read from the decimal text of an amount.  A binary double is
 * never asked for its digits: 0.29 * 100 would be 28.999999999999996.  The last
 * two digits are those of the amount in hundredths, further decimals cut off.
 * Amounts below 1 are left out unless the caller wants them: near zero the
 * digits are those of the rounding.
 *
 * Of n amounts that follow the law, chance makes a MAD of about the mean of
 * sqrt(2 p0 (1 - p0) / (pi n)).  Where that is above half of the bound of
 * nonconformity the bounds say nothing, and no word is given.
 *
 * Bounded amounts (a cap, a fixed price) and small n do not follow the law:
 * a difference is a question to ask, not an answer.
 *
 * Sources: Benford (1938), Proc Am Philos Soc 78:551; Nigrini (2012), Benford's
 * Law, Wiley, ch. 5 and 7 (tests, thresholds); Fleiss (1981) for the correction.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "benford.h"
#include "distribution.h"
#include "sum.h"

int
ms_benford_bins(ms_benford_kind kind)
{
	switch (kind)
	{
		case MS_BENFORD_LAST_TWO:
			return 100;
		case MS_BENFORD_FIRST:
			return 9;
		case MS_BENFORD_FIRST_TWO:
			return 90;
		case MS_BENFORD_FIRST_THREE:
			return 900;
	}
	return 0;
}

int
ms_benford_first(ms_benford_kind kind)
{
	return kind == MS_BENFORD_LAST_TWO ? 0 : ms_benford_bins(kind) / 9;
}

double
ms_benford_expected(ms_benford_kind kind, int bin)
{
	if (kind == MS_BENFORD_LAST_TWO)
		return 0.01;
	return log1p(1.0 / (ms_benford_first(kind) + bin)) / log(10);
}

/* ---- the digits of a decimal number ---- */

/* A number in pieces: digits with a point among them, times a power of ten. */
typedef struct decimal
{
	const char *digits; /* from the first that is not 0 */
	size_t length; /* of what is there from it on, point included */
	long point; /* digits before the point, counted from the first */
	bool negative;
} decimal;

static long
exponent_of(const char **at)
{
	const char *start = *at + 1;
	char *end;
	long exponent = strtol(start, &end, 10);

	/* strtol would take spaces, and nothing at all */
	if (end == start || isspace((unsigned char) *start))
		return 0;
	*at = end;
	return exponent;
}

/* false: no number */
static bool
parse_decimal(const char *text, decimal *number)
{
	const char *at = text;
	const char *first = NULL;
	size_t before = 0;
	size_t seen = 0;
	bool point = false;

	while (isspace((unsigned char) *at))
		at++;
	number->negative = *at == '-';
	at += *at == '-' || *at == '+';
	number->digits = at;
	number->point = 0;
	for (; isdigit((unsigned char) *at) || (*at == '.' && !point); at++)
	{
		if (*at == '.')
		{
			point = true;
			continue;
		}
		seen++;
		if (first == NULL && *at != '0')
			first = at;
		if (first != NULL && !point)
			before++;
		if (first == NULL && point)
			number->point--;
	}
	if (first != NULL)
		number->digits = first;
	number->point += (long) before;
	number->length = (size_t) (at - number->digits);
	if (*at == 'e' || *at == 'E')
	{
		long exponent = exponent_of(&at);

		/* beyond any amount, and far from where a long ends */
		number->point += exponent > 1000000    ? 1000000
		                 : exponent < -1000000 ? -1000000
		                                       : exponent;
	}
	if (first == NULL)
		number->length = 0;
	while (isspace((unsigned char) *at))
		at++;
	return seen > 0 && *at == '\0';
}

/* Digit i from the first that is not 0; nothing is written after the last. */
static int
digit_at(const decimal *number, long i)
{
	if (i < 0)
		return 0;
	for (size_t k = 0; k < number->length; k++)
	{
		if (number->digits[k] == '.')
			continue;
		if (i-- == 0)
			return number->digits[k] - '0';
	}
	return 0;
}

ms_benford_amount
ms_benford_read(ms_benford_kind kind, const char *text, int *bin)
{
	decimal number;
	long first = kind == MS_BENFORD_LAST_TWO ? 0 : kind;
	int value = 0;

	if (!parse_decimal(text, &number))
		return MS_BENFORD_NO_NUMBER;
	if (number.length > 0 && number.negative)
		return MS_BENFORD_NEGATIVE;
	if (number.length == 0)
	{
		*bin = -1;
		return MS_BENFORD_SMALL;
	}
	if (kind == MS_BENFORD_LAST_TWO)
		value = 10 * digit_at(&number, number.point) +
		        digit_at(&number, number.point + 1);
	for (long i = 0; i < first; i++)
		value = 10 * value + digit_at(&number, i);
	*bin = value - ms_benford_first(kind);
	return number.point < 1 ? MS_BENFORD_SMALL : MS_BENFORD_COUNTS;
}

/* ---- figures ---- */

double
ms_benford_z(ms_benford_kind kind, int bin, double count, double n)
{
	double expected = ms_benford_expected(kind, bin);
	double difference = fabs(count / n - expected);
	double correction = 1 / (2 * n);

	if (!(n > 0))
		return MS_NULL;
	if (correction < difference)
		difference -= correction;
	return difference / sqrt(expected * (1 - expected) / n);
}

static const char *
conformity_of(ms_benford_kind kind, double mad, double by_chance)
{
	static const double thresholds[][3] = {{0.006, 0.012, 0.015},
	                                       {0.0012, 0.0018, 0.0022},
	                                       {0.00036, 0.00044, 0.00050}};
	static const char *const words[] = {
	    "close", "acceptable", "marginal", "nonconformity"};
	int k = 0;

	if (kind == MS_BENFORD_LAST_TWO || by_chance > thresholds[kind - 1][2] / 2)
		return NULL;
	while (k < 3 && mad >= thresholds[kind - 1][k])
		k++;
	return words[k];
}

void
ms_benford_test_of(ms_benford_kind kind,
                   const int64_t *counts,
                   ms_benford_test *test)
{
	int bins = ms_benford_bins(kind);
	ms_sum chi_square = {0, 0};
	ms_sum distance = {0, 0};
	ms_sum chance = {0, 0};

	*test = (ms_benford_test){
	    0, MS_NULL, bins - 1, MS_NULL, MS_NULL, NULL, "no amounts"};
	for (int k = 0; k < bins; k++)
		test->n += (double) counts[k];
	if (!(test->n > 0))
		return;
	for (int k = 0; k < bins; k++)
	{
		double expected = ms_benford_expected(kind, k);
		double difference = (double) counts[k] / test->n - expected;

		ms_sum_add(&chi_square, test->n * difference * (difference / expected));
		ms_sum_add(&distance, fabs(difference));
		ms_sum_add(&chance,
		           sqrt(2 * expected * (1 - expected) /
		                (3.14159265358979323846 * test->n)));
	}
	test->chi_square = ms_sum_total(&chi_square);
	test->p_value = ms_chisq_cdf(test->chi_square, test->df, MS_UPPER);
	test->mad = ms_sum_total(&distance) / bins;
	test->conformity =
	    conformity_of(kind, test->mad, ms_sum_total(&chance) / bins);
	test->note =
	    test->n < 300 ? "fewer than 300 amounts: the law need not show"
	    : kind != MS_BENFORD_LAST_TWO && test->conformity == NULL
	        ? "too few amounts: chance alone makes half of Nigrini's bound"
	        : NULL;
}
