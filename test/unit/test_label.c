/*
 * test_label.c
 *		The one form of a number against what printf says, the order of numbers
 *		against that of doubles and of long integers.
 */
#include <stdlib.h>

#include "check.h"
#include "core/label.h"

static const char *
form(const char *text)
{
	static char out[1000];

	out[ms_label_number(text, strlen(text), out)] = '\0';
	return out;
}

static int
order(const char *a, const char *b)
{
	char first[1000];

	strcpy(first, form(a));
	strcpy(first + 500, form(b));
	return ms_label_compare(
	    true, first, strlen(first), first + 500, strlen(first + 500));
}

static void
test_forms(void)
{
	const char *const same[][2] = {
	    {"1", "1"},
	    {"1.50", "1.5"},
	    {"15e-1", "1.5"},
	    {"+0001.5", "1.5"},
	    {".5", "0.5"},
	    {"5.", "5"},
	    {"-0", "0"},
	    {"0.000", "0"},
	    {"0e99", "0"},
	    {"-12.0340", "-12.034"},
	    {"100", "100"},
	    {"1e2", "100"},
	    {"1E+02", "100"},
	    {"123456789012345678901", "123456789012345678901"},
	    {"1234567890123456789012", "1.234567890123456789012e+21"},
	    {"1e+21", "1e+21"},
	    {"1e20", "100000000000000000000"},
	    {"0.00000123", "0.00000123"},
	    {"0.000000123", "1.23e-7"},
	    {"1.23e-7", "1.23e-7"},
	    {"-1e-300", "-1e-300"},
	    {"1000000000000000000000000000000", "1e+30"},
	};
	const char *const none[] = {"",
	                            "-",
	                            ".",
	                            "e5",
	                            "1e",
	                            "1e+",
	                            "1 ",
	                            " 1",
	                            "1.2.3",
	                            "abc",
	                            "0x10",
	                            "NaN",
	                            "inf",
	                            "1e5x",
	                            "--1",
	                            "1e9999999999999"};

	for (size_t k = 0; k < sizeof(same) / sizeof(same[0]); k++)
	{
		if (!CHECK(strcmp(form(same[k][0]), same[k][1]) == 0))
			printf("       %s: %s\n", same[k][0], form(same[k][0]));
		CHECK(strcmp(form(same[k][1]), same[k][1]) == 0);
	}
	for (size_t k = 0; k < sizeof(none) / sizeof(none[0]); k++)
		CHECK(strcmp(form(none[k]), "") == 0);
}

/* Doubles of all sizes: the form reads as the same double, the order is theirs. */
static void
test_doubles(void)
{
	char a[64] = "0";
	double before = 0;

	for (int k = 0; k < 3000; k++)
	{
		double x = (k % 2 ? -1 : 1) * exp(sin(k * 1.7) * (k % 5 ? 30 : 600));
		char b[64];

		snprintf(b, sizeof(b), k % 3 ? "%.17g" : "%.3e", x);
		x = strtod(b, NULL);
		CHECK(strtod(form(b), NULL) == x);
		CHECK((order(a, b) > 0) == (before > x));
		CHECK((order(a, b) < 0) == (before < x));
		CHECK((order(b, a) < 0) == (before > x));
		strcpy(a, b);
		before = x;
	}
}

static void
test_order(void)
{
	/* in order, though doubles could not tell the neighbours */
	const char *const numbers[] = {"-9223372036854775808",
	                               "-9223372036854775807",
	                               "-100",
	                               "-10.5",
	                               "-10",
	                               "-1e-400",
	                               "0",
	                               "1e-401",
	                               "2",
	                               "10",
	                               "10.000000000000000000001",
	                               "10.1",
	                               "9223372036854775806",
	                               "9223372036854775807",
	                               "1e400",
	                               "1.1e400"};
	int n = sizeof(numbers) / sizeof(numbers[0]);

	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
		{
			int got = order(numbers[i], numbers[j]);

			CHECK((got > 0) - (got < 0) == (i > j) - (i < j));
		}
	}
	/* names: by their bytes, what is longer later */
	CHECK(ms_label_compare(false, "10", 2, "9", 1) < 0);
	CHECK(ms_label_compare(false, "ab", 2, "abc", 3) < 0);
	CHECK(ms_label_compare(false, "\xe4", 1, "z", 1) > 0);
	CHECK(ms_label_compare(false, "Z", 1, "a", 1) < 0);
	CHECK(ms_label_compare(false, "", 0, "", 0) == 0);
}

int
main(void)
{
	test_forms();
	test_doubles();
	test_order();
	return check_summary();
}
