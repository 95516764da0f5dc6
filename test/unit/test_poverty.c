/*
 * test_poverty.c
 *		Poverty below a line: published values, the definitions written down
 *		a second time, and what must hold whatever the numbers are.
 */
#include <float.h>

#include "check.h"
#include "core/poverty.h"
#include "core/sort.h"

#define MOST 64

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

static ms_poverty
poverty(int n, const double *y, const double *w, double line)
{
	ms_sample s = sample_of(n, y, w);
	ms_poverty result;

	ms_poverty_of(&s, line, 0.95, &result);
	return result;
}

static ms_poverty_risk
at_risk(int n, const double *y, const double *w, double share)
{
	ms_sample s = sample_of(n, y, w);
	ms_poverty_risk result;

	ms_poverty_risk_of(&s, share, &result);
	return result;
}

static void
check_same(const ms_poverty *a, const ms_poverty *b, double rel)
{
	CHECK_REL(a->headcount, b->headcount, rel);
	CHECK_REL(a->gap, b->gap, rel);
	CHECK_REL(a->squared_gap, b->squared_gap, rel);
	CHECK_REL(a->mean_gap_of_poor, b->mean_gap_of_poor, rel);
	CHECK_REL(a->watts, b->watts, rel);
	CHECK_REL(a->sen, b->sen, rel);
	CHECK_REL(a->sst, b->sst, rel);
}

/* incomes in the examples of R's package ineq */
static const double incomes[] = {
    541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261};
static const double times[] = {1, 3, 2, 1, 1, 4, 2, 1, 2, 1};

/* ---- values ---- */

static void
test_published(void)
{
	const double handbook[] = {100, 110, 150, 160};
	const double other[] = {
	    841, 2063, 2445, 3438, 4437, 5401, 6392, 8304, 11304, 21961};
	ms_poverty p = poverty(10, incomes, NULL, 2000);

	/* ineq's examples, and what its functions say beside them */
	CHECK(p.headcount == 0.2 && p.poor == 2 && p.note == NULL);
	CHECK_REL(p.watts, 0.1620141, 5e-7);
	CHECK_REL(p.gap, 0.0998, 1e-14);
	CHECK_REL(p.squared_gap, 0.06042625, 1e-14);
	CHECK_REL(p.sen, 0.12285, 1e-14);
	CHECK_REL(p.sst, 0.18425, 1e-14);
	CHECK_REL(p.mean_gap_of_poor, 0.499, 1e-14);
	p = poverty(10, other, NULL, 2000);
	CHECK_REL(p.watts, 0.08663108, 5e-8);
	CHECK(p.headcount == 0.1);

	/* Haughton & Khandker (2009), p. 70 and 72 */
	p = poverty(4, handbook, NULL, 125);
	CHECK_REL(p.headcount, 0.5, 1e-15);
	CHECK_REL(p.gap, 0.08, 1e-14);
	CHECK_REL(p.squared_gap, 0.0136, 1e-14);
}

/* The mean difference of two of n, over two means. */
static long double
gini(int n, const double *x, const double *w)
{
	long double differences = 0;
	long double total = 0;
	long double sum = 0;

	for (int i = 0; i < n; i++)
	{
		total += w[i];
		sum += (long double) w[i] * x[i];
		for (int j = 0; j < n; j++)
			differences +=
			    (long double) w[i] * w[j] * fabsl((long double) x[i] - x[j]);
	}
	return differences / (2 * total * sum);
}

/* Sen and SST of Gini indices, as they were proposed. */
static void
test_definitions(void)
{
	const double lines[] = {600, 1463, 2000, 4437.5, 9000, 1e5};

	for (int k = 0; k < 6; k++)
	{
		double z = lines[k];
		ms_poverty p = poverty(10, incomes, times, z);
		double gaps[10];
		long double total = 0;
		long double poor = 0;
		long double gap = 0;
		long double watts = 0;
		long double squared = 0;
		long double mean;
		int q = 0;

		for (int i = 0; i < 10; i++)
		{
			gaps[i] = incomes[i] < z ? (z - incomes[i]) / z : 0;
			total += times[i];
			gap += times[i] * (long double) gaps[i];
			squared += times[i] * (long double) gaps[i] * gaps[i];
			if (incomes[i] < z)
			{
				poor += times[i];
				watts += times[i] * logl((long double) z / incomes[i]);
				q++;
			}
		}
		mean = gap / poor;
		CHECK_REL(p.headcount, (double) (poor / total), 1e-14);
		CHECK_REL(p.poor, (double) poor, 1e-14);
		CHECK_REL(p.gap, (double) (gap / total), 1e-13);
		CHECK_REL(p.squared_gap, (double) (squared / total), 1e-13);
		CHECK_REL(p.watts, (double) (watts / total), 1e-13);
		CHECK_REL(p.mean_gap_of_poor, (double) mean, 1e-13);
		CHECK_REL(p.sen,
		          (double) (poor / total *
		                    (mean + (1 - mean) * gini(q, incomes, times))),
		          1e-13);
		CHECK_REL(
		    p.sst, (double) (gap / total * (1 + gini(10, gaps, times))), 1e-13);
	}
}

/* Weights count rows; their unit, and that of money, do not matter. */
static void
test_invariance(void)
{
	const double scales[] = {1e-300, 3e-5, 1e300};
	ms_poverty want = poverty(10, incomes, times, 5000);
	ms_poverty p;
	double y[MOST];
	double w[MOST];
	int n = 0;

	for (int i = 0; i < 10; i++)
		for (int k = 0; k < times[i]; k++)
			y[n++] = incomes[i];
	p = poverty(n, y, NULL, 5000);
	check_same(&p, &want, 1e-14);
	CHECK(p.poor == want.poor);
	for (int i = 0; i < n; i++)
		w[i] = 0.5;
	p = poverty(n, y, w, 5000);
	check_same(&p, &want, 1e-14);
	for (int k = 0; k < 3; k++)
	{
		for (int i = 0; i < 10; i++)
		{
			y[i] = incomes[i] * scales[k];
			w[i] = times[i] / scales[k] * 0.7;
		}
		p = poverty(10, y, w, 5000 * scales[k]);
		check_same(&p, &want, 1e-13);
		CHECK_REL(p.std_error, want.std_error, 1e-13);
		CHECK_REL(p.limits.low, want.limits.low, 1e-13);
		CHECK_REL(p.limits.high, want.limits.high, 1e-13);
	}
}

/* ---- standard error and limits ---- */

static void
test_headcount(void)
{
	ms_poverty p = poverty(10, incomes, NULL, 4000);
	double total = 18;
	double squares = 0;
	double sum = 0;
	ms_interval limits = ms_limits_wilson(0.4, 10, 0.95);

	CHECK(p.headcount == 0.4);
	CHECK_REL(p.std_error, sqrt(0.4 * 0.6 / 9), 1e-14);
	CHECK(p.limits.low == limits.low && p.limits.high == limits.high);

	p = poverty(10, incomes, times, 4000);
	CHECK_REL(p.headcount, 7 / total, 1e-15);
	for (int i = 0; i < 10; i++)
	{
		squares += times[i] * times[i];
		sum += pow(times[i] / total * ((i < 4) - 7 / total), 2);
	}
	limits = ms_limits_wilson(7 / total, total * total / squares, 0.95);
	CHECK_REL(p.std_error, sqrt(10.0 / 9 * sum), 1e-14);
	CHECK_REL(p.limits.low, limits.low, 1e-14);
	CHECK_REL(p.limits.high, limits.high, 1e-14);

	/* nobody, everybody, one */
	p = poverty(10, incomes, times, 500);
	CHECK(p.headcount == 0 && p.std_error == 0 && p.limits.low == 0);
	CHECK(p.limits.high > 0.2 && p.gap == 0 && p.sen == 0 && p.sst == 0);
	CHECK(p.squared_gap == 0 && p.watts == 0 && p.poor == 0);
	CHECK(ms_is_null(p.mean_gap_of_poor));
	CHECK(check_says(p.note, "nobody is below"));
	p = poverty(10, incomes, times, 30000);
	CHECK(p.headcount == 1 && p.std_error == 0 && p.limits.high == 1);
	CHECK(p.limits.low < 0.9 && p.note == NULL && p.poor == total);
	p = poverty(1, incomes, NULL, 1000);
	CHECK(p.headcount == 1 && ms_is_null(p.std_error));
	CHECK(check_says(p.note, "one row"));
	CHECK_REL(p.sen, 0.459, 1e-14);
	CHECK_REL(p.sst, 0.459, 1e-14);
	p = poverty(1, incomes, NULL, 100);
	CHECK(check_says(p.note, "nobody") && check_says(p.note, "one row"));
}

/* ---- the line ---- */

static void
test_line(void)
{
	const double y[] = {1, 2, 2, 3};
	const double close[] = {1e9 - 1, 1e9 - 3, 1e9 + 1};
	ms_poverty p = poverty(4, y, NULL, 2);

	/* who is at the line is not poor */
	CHECK(p.headcount == 0.25 && p.gap == 0.125);
	p = poverty(4, y, NULL, nextafter(2, 3));
	CHECK(p.headcount == 0.75);
	CHECK(p.watts > 0.1732 && p.watts < 0.1733);

	/* just below it: 1 and 3 of 1e9 */
	p = poverty(3, close, NULL, 1e9);
	CHECK_REL(p.gap, 4e-9 / 3, 1e-14);
	CHECK_REL(p.squared_gap, 10e-18 / 3, 1e-14);
	CHECK_REL(p.watts, (4e-9 + 5e-18) / 3, 1e-14);
	CHECK_REL(p.sen, 2e-9 / 3 * 2.5, 1e-14);
	CHECK_REL(p.sst, 2e-9 / 9 * (3 * 2.5 + 1.5), 1e-14);

	p = poverty(4, y, NULL, 0);
	CHECK(ms_is_null(p.headcount) && check_says(p.note, "line"));
	p = poverty(4, y, NULL, -1);
	CHECK(ms_is_null(p.gap) && ms_is_null(p.limits.low));
	p = poverty(0, y, NULL, 1);
	CHECK(ms_is_null(p.headcount) && ms_is_null(p.poor));
	CHECK(ms_is_null(p.sen) && ms_is_null(p.limits.high));
	CHECK(check_says(p.note, "no rows"));
}

static void
test_signs(void)
{
	const double zeros[] = {0, 1, 4, 9};
	const double debts[] = {-2, 0, 1, 4, 9};
	const double far[] = {-DBL_MAX, 1, 3};
	const double tiny[] = {5e-324, 3};
	ms_poverty p = poverty(4, zeros, NULL, 2);

	CHECK(p.headcount == 0.5 && p.gap == 0.375 && ms_is_null(p.watts));
	CHECK(check_says(p.note, "a poor value is 0"));
	/* I is 0.75, and G of 0 and 1 is 1/2 */
	CHECK_REL(p.sen, 0.5 * (0.75 + 0.25 * 0.5), 1e-15);
	p = poverty(5, debts, NULL, 2);
	CHECK_REL(p.gap, 3.5 / 5, 1e-15);
	CHECK(p.squared_gap > 1 && ms_is_null(p.watts));
	CHECK(check_says(p.note, "negative"));
	/* the first is the only one who is poor */
	p = poverty(5, debts, NULL, 5e-324);
	CHECK(p.headcount == 0.4);
	p = poverty(3, far, NULL, 2);
	CHECK(ms_is_null(p.squared_gap) && check_says(p.note, "too large"));
	CHECK_REL(p.headcount, 2.0 / 3, 1e-15);
	p = poverty(2, tiny, NULL, 2);
	CHECK_REL(p.watts, (log(2) - log(5e-324)) / 2, 1e-14);
}

/* ---- FGT ---- */

static void
test_fgt(void)
{
	ms_sample s = sample_of(10, incomes, times);
	ms_poverty p;

	ms_poverty_of(&s, 5000, 0.95, &p);
	CHECK_REL(ms_poverty_fgt(&s, 5000, 0), p.headcount, 1e-15);
	CHECK_REL(ms_poverty_fgt(&s, 5000, 1), p.gap, 1e-15);
	CHECK_REL(ms_poverty_fgt(&s, 5000, 2), p.squared_gap, 1e-15);
	for (double alpha = 0; alpha < 7; alpha += 0.7)
	{
		ms_tally parts[2] = {{0}, {0}};
		long double sum = 0;

		for (int i = 0; i < 10; i++)
		{
			if (incomes[i] < 5000)
				sum += times[i] *
				       powl((5000 - (long double) incomes[i]) / 5000, alpha);
			ms_fgt_add(&parts[i % 2], incomes[i], 5000, alpha, times[i]);
		}
		ms_fgt_add(&parts[0], 1, 5000, alpha, 0);
		CHECK_REL(ms_poverty_fgt(&s, 5000, alpha), (double) sum / 18, 1e-14);
		CHECK(ms_tally_merge(&parts[0], &parts[1]) == MS_OK);
		CHECK_REL(ms_fgt_of(&parts[0]), (double) sum / 18, 1e-14);
		CHECK(parts[0].kind == MS_TALLY_FGT);
		CHECK(parts[0].count[MS_TALLY_N] == 10);
		CHECK(parts[0].count[MS_TALLY_WEIGHTLESS] == 1);
	}
	CHECK(ms_is_null(ms_poverty_fgt(&s, 5000, -1)));
	CHECK(ms_is_null(ms_poverty_fgt(&s, 5000, MS_NULL)));
	CHECK(ms_is_null(ms_poverty_fgt(&s, 0, 1)));
	CHECK(ms_poverty_fgt(&s, 541, 0) == 0);
	s = sample_of(0, incomes, NULL);
	CHECK(ms_is_null(ms_poverty_fgt(&s, 5000, 1)));
	CHECK(ms_is_null(ms_fgt_of(&(ms_tally){0})));
}

/* Lines that differ by row, and a line that a row is at. */
static void
test_fgt_lines(void)
{
	ms_tally t = {0};

	ms_fgt_add(&t, 50, 100, 1, 2);
	ms_fgt_add(&t, 150, 200, 1, 1);
	ms_fgt_add(&t, 100, 100, 1, 1);
	CHECK_REL(ms_fgt_of(&t), (2 * 0.5 + 0.25) / 4, 1e-15);
	t = (ms_tally){0};
	ms_fgt_add(&t, 100, 100, 0, 1);
	CHECK(ms_fgt_of(&t) == 0);
	ms_fgt_add(&t, 99, 100, 0, 1);
	CHECK(ms_fgt_of(&t) == 0.5);
	t = (ms_tally){0};
	ms_fgt_add(&t, -DBL_MAX, 1, 2, 1);
	CHECK(ms_is_null(ms_fgt_of(&t)));
}

/* ---- at risk of poverty ---- */

static void
test_risk(void)
{
	const double y[] = {2, 4, 5, 9, 11, 12, 30, 40};
	const double w[] = {1, 1, 2, 1, 1, 1, 1, 1};
	const double even[] = {9, 10, 11};
	const double debts[] = {-9, -5, -2, 7};
	ms_poverty_risk r = at_risk(8, y, NULL, 0.6);

	/* the median is between 9 and 11, that of the poor is 4 */
	CHECK(r.median == 10 && r.threshold == 6 && r.rate == 3.0 / 8);
	CHECK_REL(r.median_gap, 2.0 / 6, 1e-15);
	CHECK(r.note == NULL);
	/* of weights, 9 reaches half of 9; 4.5 = (4 + 5) / 2 reaches half of 4 */
	r = at_risk(8, y, w, 0.6);
	CHECK(r.median == 9);
	CHECK_REL(r.rate, 4.0 / 9, 1e-15);
	CHECK_REL(r.median_gap, (5.4 - 4.5) / 5.4, 1e-14);
	/* weights of the sum 1 are weights, not a count */
	r = at_risk(3, y, (double[]){0.2, 0.5, 0.3}, 0.6);
	CHECK(r.median == 4);
	CHECK_REL(r.rate, 0.2, 1e-15);
	/* who is at the threshold is not at risk */
	r = at_risk(8, y, NULL, 0.5);
	CHECK(r.threshold == 5 && r.rate == 0.25);
	CHECK_REL(r.median_gap, 0.4, 1e-15);
	r = at_risk(3, even, NULL, 0.6);
	CHECK(r.rate == 0 && ms_is_null(r.median_gap));
	CHECK(r.threshold == 6 && check_says(r.note, "nobody"));
	r = at_risk(4, debts, NULL, 0.6);
	CHECK(r.median == -3.5 && ms_is_null(r.threshold) && ms_is_null(r.rate));
	CHECK(check_says(r.note, "not positive"));
	r = at_risk(0, debts, NULL, 0.6);
	CHECK(ms_is_null(r.median) && ms_is_null(r.rate));
	CHECK(check_says(r.note, "no rows"));
}

int
main(void)
{
	test_published();
	test_definitions();
	test_invariance();
	test_headcount();
	test_line();
	test_signs();
	test_fgt();
	test_fgt_lines();
	test_risk();
	return check_summary();
}
