/*
 * test_distribution.c
 *		Tails and quantiles against 40-digit references, and their rules.
 *
 * sql/data/distribution.csv is made by test/reference/distribution.py.
 */
#include <float.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/distribution.h"

typedef struct reference
{
	char function[32];
	double x, a, b; /* NaN where the function has fewer arguments */
	ms_tail tail;
	double value;
} reference;

static double
ncp_of(double t, double df, double p, ms_tail tail)
{
	double ncp;

	return ms_noncentral_t_ncp(t, df, p, tail, &ncp) == MS_OK ? ncp : MS_NULL;
}

static double
two_sided(double t, double df, ms_tail tail)
{
	return tail == MS_UPPER ? ms_t_two_sided(t, df) : MS_NULL;
}

static const struct
{
	const char *name;
	double (*of_1)(double, ms_tail);
	double (*of_2)(double, double, ms_tail);
	double (*of_3)(double, double, double, ms_tail);
} functions[] = {
    {"normal_cdf", .of_1 = ms_normal_cdf},
    {"normal_quantile", .of_1 = ms_normal_quantile},
    {"t_cdf", .of_2 = ms_t_cdf},
    {"t_two_sided", .of_2 = two_sided},
    {"t_quantile", .of_2 = ms_t_quantile},
    {"chisq_cdf", .of_2 = ms_chisq_cdf},
    {"chisq_quantile", .of_2 = ms_chisq_quantile},
    {"f_cdf", .of_3 = ms_f_cdf},
    {"f_quantile", .of_3 = ms_f_quantile},
    {"beta_cdf", .of_3 = ms_beta_cdf},
    {"beta_quantile", .of_3 = ms_beta_quantile},
    {"binomial_cdf", .of_3 = ms_binomial_cdf},
    {"binomial_quantile", .of_3 = ms_binomial_quantile},
    {"noncentral_t_cdf", .of_3 = ms_noncentral_t_cdf},
    {"noncentral_t_ncp", .of_3 = ncp_of},
};

#define N_FUNCTIONS ((int) (sizeof(functions) / sizeof(functions[0])))

static double
call(int i, double x, double a, double b, ms_tail tail)
{
	if (functions[i].of_1)
		return functions[i].of_1(x, tail);
	if (functions[i].of_2)
		return functions[i].of_2(x, a, tail);
	return functions[i].of_3(x, a, b, tail);
}

/* A number, or NaN for an empty field; *text moves behind the comma. */
static double
read_number(char **text)
{
	char *end;
	double number = strtod(*text, &end);

	if (end == *text)
		number = MS_NULL;
	*text = *end == ',' ? end + 1 : end;
	return number;
}

static int
read_reference(char *line, reference *r)
{
	char *text = strchr(line, ',');

	if (!text || (size_t) (text - line) >= sizeof(r->function))
		return 0;
	memcpy(r->function, line, (size_t) (text - line));
	r->function[text - line] = '\0';
	text++;
	r->x = read_number(&text);
	r->a = read_number(&text);
	r->b = read_number(&text);
	r->tail = *text == 'l' ? MS_LOWER : MS_UPPER;
	if (strncmp(text, "lower,", 6) != 0 && strncmp(text, "upper,", 6) != 0)
		return 0;
	text += 6;
	r->value = read_number(&text);
	return !isnan(r->x) && !isnan(r->value);
}

/*
 * A figure exp(L), tail or quantile, carries the rounding of L: a unit of the
 * last place of |L| or four, 8e-13 at 1e-300.  A tail below DBL_MIN has fewer
 * digits in it than that: there, 2 steps of the denormal grid.
 */
static void
check_reference(const reference *r, int i)
{
	double got = call(i, r->x, r->a, r->b, r->tail);
	double rel = 1e-13;
	double abs = 0;
	char what[160];

	if (r->value != 0)
		rel += 1e-15 * fabs(log(fabs(r->value)));
	if (fabs(r->value) < DBL_MIN)
		abs = 2 * DBL_TRUE_MIN;
	snprintf(what,
	         sizeof(what),
	         "%s(%.17g, %.17g, %.17g, %s)",
	         r->function,
	         r->x,
	         r->a,
	         r->b,
	         r->tail == MS_LOWER ? "lower" : "upper");
	check_close(got, r->value, rel, abs, what, __FILE__, __LINE__);
}

static void
test_references(const char *path)
{
	FILE *file = fopen(path, "r");
	int seen[N_FUNCTIONS] = {0};
	char line[256];

	if (!CHECK(file != NULL))
		return;
	CHECK(fgets(line, sizeof(line), file) &&
	      strcmp(line, "function,x,a,b,tail,value\n") == 0);
	while (fgets(line, sizeof(line), file))
	{
		reference r;
		int i = 0;

		if (!CHECK(read_reference(line, &r)))
			continue;
		while (i < N_FUNCTIONS && strcmp(functions[i].name, r.function) != 0)
			i++;
		if (CHECK(i < N_FUNCTIONS))
		{
			check_reference(&r, i);
			seen[i]++;
		}
	}
	fclose(file);
	for (int i = 0; i < N_FUNCTIONS; i++)
		CHECK(seen[i] >= 10 || functions[i].of_3 == ms_binomial_quantile);
}

/* NaN, no degrees of freedom, p outside [0, 1]: undefined, in both tails. */
static void
test_domain(void)
{
	for (int i = 0; i < N_FUNCTIONS; i++)
	{
		for (ms_tail tail = MS_LOWER; tail <= MS_UPPER; tail++)
		{
			double x = strstr(functions[i].name, "t_ncp") ? 2 : 0.5;

			CHECK(isnan(call(i, NAN, 3, 0.5, tail)));
			if (functions[i].of_2 != two_sided || tail == MS_UPPER)
				CHECK(!isnan(call(i, x, 3, 0.5, tail)));
			if (!functions[i].of_1)
				CHECK(isnan(call(i, x, NAN, 0.5, tail)));
			if (!functions[i].of_1)
				CHECK(isnan(call(i, x, -1, 0.5, tail)));
			if (functions[i].of_3)
				CHECK(isnan(call(i, x, 3, NAN, tail)));
			if (functions[i].of_3 && functions[i].of_3 != ms_noncentral_t_cdf)
				CHECK(isnan(call(i, x, 3, -1, tail)));
			if (strstr(functions[i].name, "quantile"))
				CHECK(isnan(call(i, -0.1, 3, 0.5, tail)) &&
				      isnan(call(i, 1.1, 3, 0.5, tail)));
		}
	}
	CHECK(isnan(ms_t_cdf(1, 0, MS_UPPER)));
	CHECK(isnan(ms_chisq_cdf(1, INFINITY, MS_UPPER)));
	CHECK(isnan(ms_beta_cdf(0.5, INFINITY, 1, MS_UPPER)));
	CHECK(isnan(ms_binomial_cdf(1, 2.5, 0.5, MS_UPPER)));
	CHECK(isnan(ms_binomial_cdf(1, 3, 1.5, MS_UPPER)));
	CHECK(isnan(ms_noncentral_t_cdf(1, 3, INFINITY, MS_UPPER)));
}

/* At and beyond the ends of the support the tails are 0 and 1. */
static void
test_ends(void)
{
	CHECK(ms_normal_cdf(-INFINITY, MS_LOWER) == 0);
	CHECK(ms_normal_cdf(-INFINITY, MS_UPPER) == 1);
	CHECK(ms_t_cdf(INFINITY, 3, MS_LOWER) == 1);
	CHECK(ms_t_cdf(INFINITY, 3, MS_UPPER) == 0);
	CHECK(ms_t_cdf(0, 3, MS_UPPER) == 0.5);
	CHECK(ms_t_two_sided(0, 3) == 1);
	CHECK(ms_t_two_sided(-INFINITY, 3) == 0);
	CHECK(ms_chisq_cdf(-1, 3, MS_LOWER) == 0);
	CHECK(ms_chisq_cdf(0, 3, MS_UPPER) == 1);
	CHECK(ms_chisq_cdf(INFINITY, 3, MS_UPPER) == 0);
	CHECK(ms_f_cdf(0, 3, 2, MS_LOWER) == 0);
	CHECK(ms_f_cdf(INFINITY, 3, 2, MS_LOWER) == 1);
	CHECK(ms_beta_cdf(-1, 3, 2, MS_UPPER) == 1);
	CHECK(ms_beta_cdf(1, 3, 2, MS_UPPER) == 0);
	CHECK(ms_binomial_cdf(-1, 3, 0.5, MS_LOWER) == 0);
	CHECK(ms_binomial_cdf(3, 3, 0.5, MS_LOWER) == 1);
	CHECK(ms_binomial_cdf(0, 3, 0, MS_LOWER) == 1);
	CHECK(ms_binomial_cdf(2, 3, 1, MS_UPPER) == 1);
	CHECK(ms_noncentral_t_cdf(-INFINITY, 3, 1, MS_UPPER) == 1);
	/* u, 1 / u or b / a beyond the range of a double */
	CHECK_REL(ms_f_cdf(1e-310, 1, 0.5, MS_LOWER),
	          ms_f_cdf(1e-300, 1, 0.5, MS_LOWER) * 1e-5,
	          1e-12);
	CHECK(ms_f_cdf(1e-160, INFINITY, 3, MS_LOWER) == 0);
	CHECK(ms_normal_quantile(0, MS_UPPER) == INFINITY);
	CHECK(ms_t_quantile(0, 3, MS_LOWER) == -INFINITY);
	CHECK(ms_t_quantile(0.5, 3, MS_LOWER) == 0);
	CHECK(!signbit(ms_t_quantile(0.5, 3, MS_LOWER)));
	CHECK(ms_t_quantile(1e-300, 0.5, MS_UPPER) == INFINITY);
	CHECK(ms_chisq_quantile(1, 3, MS_UPPER) == 0);
	CHECK(ms_chisq_quantile(1e-300, 0.5, MS_LOWER) == 0);
	CHECK(ms_f_quantile(1, 3, 2, MS_LOWER) == INFINITY);
	CHECK(ms_beta_quantile(1, 3, 2, MS_LOWER) == 1);
	CHECK(ms_binomial_quantile(1, 10, 0.5, MS_LOWER) == 10);
	CHECK(ms_binomial_quantile(1, 10, 0.5, MS_UPPER) == 0);
}

/* Infinite degrees of freedom are the limit; all tails are of one family. */
static void
test_relations(void)
{
	for (double x = 0.25; x < 30; x += 1.75)
	{
		double normal = ms_normal_cdf(x, MS_UPPER);
		double chisq = ms_chisq_cdf(x, 7.5, MS_UPPER);
		double f = ms_f_cdf(x, 3.5, 12, MS_UPPER);
		double t = ms_t_cdf(x, 12, MS_UPPER);

		CHECK_REL(ms_t_cdf(x, INFINITY, MS_UPPER), normal, 4e-13);
		CHECK_REL(ms_chisq_cdf(x * x, 1, MS_UPPER), 2 * normal, 4e-13);
		CHECK_REL(ms_f_cdf(x / 7.5, 7.5, INFINITY, MS_UPPER), chisq, 1e-14);
		CHECK_REL(ms_f_cdf(7.5 / x, INFINITY, 7.5, MS_LOWER), chisq, 1e-13);
		CHECK_REL(ms_f_cdf(1 / x, 12, 3.5, MS_LOWER), f, 1e-13);
		CHECK_REL(ms_t_cdf(-x, 12, MS_LOWER), t, 0);
		CHECK_REL(ms_t_two_sided(-x, 12), 2 * t, 0);
		CHECK_REL(ms_f_cdf(x * x, 1, 12, MS_UPPER), 2 * t, 1e-13);
		CHECK_REL(ms_noncentral_t_cdf(x, INFINITY, 1.5, MS_UPPER),
		          ms_normal_cdf(x - 1.5, MS_UPPER),
		          1e-12);
		CHECK_REL(ms_noncentral_t_cdf(x, 12, 1e-300, MS_UPPER), t, 1e-12);
		CHECK_REL(ms_noncentral_t_cdf(x, 12, 0, MS_UPPER), t, 0);
	}
}

/* No fall where the method changes: at the mean, at either end of z. */
static void
test_monotone(void)
{
	double last[4] = {0, 0, 0, 0};

	for (int i = -2000; i <= 2000; i++)
	{
		double z = i / 500.0;
		double next[4] = {ms_f_cdf(1 + z * 1e-3, 1.9e6, 1.9e6, MS_LOWER),
		                  ms_chisq_cdf(1e12 + z * 1e6, 1e12, MS_LOWER),
		                  ms_t_cdf(z, 2.5, MS_LOWER),
		                  ms_noncentral_t_cdf(z * 5, 9, 3, MS_LOWER)};

		for (int k = 0; k < 4; k++)
		{
			CHECK(next[k] > last[k] && next[k] < 1);
			last[k] = next[k];
		}
	}
}

/* A tail of a fair coin is a whole number over 2^n: its quantile is k. */
static void
check_exact_tails(void)
{
	for (int n = 1; n <= 50; n++)
	{
		double ways = 1; /* n over k */
		double sum = 0;

		for (int k = 0; k < n; k++)
		{
			sum += ways;
			ways = ways * (n - k) / (k + 1);
			CHECK(ms_binomial_quantile(ldexp(sum, -n), n, 0.5, MS_LOWER) == k);
			CHECK(ms_binomial_quantile(1 - ldexp(sum, -n), n, 0.5, MS_UPPER) ==
			      k);
		}
	}
}

/* k is the least whose lower tail reaches p, whose upper tail falls to p. */
static void
test_binomial_quantile(void)
{
	static const double n[] = {1, 7, 1000, 1e9};
	static const double prob[] = {1e-5, 0.3, 0.5, 0.999};
	static const double p[] = {1e-20, 0.025, 0.5, 0.975};

	for (int i = 0; i < 64; i++)
	{
		double N = n[i % 4], P = prob[i / 4 % 4], q = p[i / 16];
		double low = ms_binomial_quantile(q, N, P, MS_LOWER);
		double high = ms_binomial_quantile(q, N, P, MS_UPPER);

		CHECK(ms_binomial_cdf(low, N, P, MS_LOWER) >= q * (1 - 1e-13));
		CHECK(ms_binomial_cdf(low - 1, N, P, MS_LOWER) < q);
		CHECK(ms_binomial_cdf(high, N, P, MS_UPPER) <= q * (1 + 1e-13));
		CHECK(ms_binomial_cdf(high - 1, N, P, MS_UPPER) > q);
	}
	check_exact_tails();
	CHECK_REL(ms_binomial_cdf(2.9, 4, 0.5, MS_LOWER), 0.6875, 1e-15);
}

/* The limits of an effect size, up to absurd t and next to no df. */
static void
test_ncp(void)
{
	static const double t[] = {0, 1e-3, -2.2, 40, -3036.2, 1e4};
	static const double df[] = {0.1, 0.5, 1.5, 9, 1e7, INFINITY};
	static const double p[] = {0.025, 0.975, 0.5, 1e-9};
	double ncp;

	for (int i = 0; i < 144; i++)
	{
		double T = t[i % 6], DF = df[i / 6 % 6], P = p[i / 36];

		CHECK(ms_noncentral_t_ncp(T, DF, P, MS_UPPER, &ncp) == MS_OK);
		CHECK_REL(ms_noncentral_t_cdf(T, DF, ncp, MS_UPPER), P, 2e-11);
	}
	CHECK(ms_noncentral_t_ncp(1, 3, 0, MS_UPPER, &ncp) == MS_DOMAIN);
	CHECK(ms_noncentral_t_ncp(1, 3, 1, MS_UPPER, &ncp) == MS_DOMAIN);
	CHECK(ms_noncentral_t_ncp(1, -3, 0.5, MS_UPPER, &ncp) == MS_DOMAIN);
	CHECK(ms_noncentral_t_ncp(INFINITY, 3, 0.5, MS_UPPER, &ncp) == MS_DOMAIN);
	CHECK(isnan(ncp));
}

int
main(int argc, char **argv)
{
	gsl_set_error_handler_off();
	test_references(argc > 1 ? argv[1] : "sql/data/distribution.csv");
	test_domain();
	test_ends();
	test_relations();
	test_monotone();
	test_binomial_quantile();
	test_ncp();
	return check_summary();
}
