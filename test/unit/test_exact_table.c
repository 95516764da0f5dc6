/*
 * test_exact_table.c
 *		Fisher's exact test against R, against the law summed from logarithms of
 *		factorials, and larger tables against all tables one by one.
 */
#include <stdlib.h>

#include "check.h"
#include "core/exact_table.h"

/* ---- 2 x 2 ---- */

static ms_exact_2x2
exact(double a, double b, double c, double d, ms_alternative alternative)
{
	ms_exact_2x2 result;

	ms_exact_table_2x2((double[]){a, b, c, d}, alternative, 0.95, &result);
	return result;
}

static void
test_published(void)
{
	/* R 4.2.2's fisher.test; odds ratio and limits solved anew with 40 digits */
	ms_exact_2x2 two = exact(12, 6, 7, 7, MS_TWO_SIDED);
	ms_exact_2x2 less = exact(12, 6, 7, 7, MS_LESS);
	ms_exact_2x2 greater = exact(12, 6, 7, 7, MS_GREATER);

	CHECK_REL(two.p_value, 0.4726974416017796, 1e-13);
	CHECK_REL(less.p_value, 0.9057787235414552, 1e-13);
	CHECK_REL(greater.p_value, 0.27763086198836046, 1e-13);
	CHECK_REL(two.estimate, 1.9560385634446742, 1e-12);
	CHECK_REL(two.limits.low, 0.38253400855175945, 1e-12);
	CHECK_REL(two.limits.high, 10.591000764074865, 1e-12);
	CHECK(less.limits.low == 0 && less.limits.high < two.limits.high);
	CHECK(isinf(greater.limits.high) && greater.limits.low > two.limits.low);

	/* Fisher's lady tasting tea */
	two = exact(3, 1, 1, 3, MS_TWO_SIDED);
	CHECK_REL(two.p_value, 34.0 / 70, 1e-14);
	CHECK_REL(exact(3, 1, 1, 3, MS_GREATER).p_value, 17.0 / 70, 1e-14);
	CHECK_REL(two.estimate, 6.408308867005789, 1e-4);
	/* R's uniroot stops at 621.93 */
	CHECK_REL(two.limits.high, 626.24353, 1e-7);

	/* at the end: 0 and 1 / 0, one limit */
	two = exact(0, 7, 5, 3, MS_TWO_SIDED);
	CHECK_REL(two.p_value, 0.02564102564102563, 1e-13);
	CHECK(two.at_end && two.estimate == 0 && two.limits.low == 0);
	CHECK_REL(two.limits.high, 0.879174554325, 1e-4);
	two = exact(7, 0, 3, 5, MS_TWO_SIDED);
	CHECK(two.at_end && isinf(two.estimate) && isinf(two.limits.high));
	CHECK_REL(two.limits.low, 1 / 0.879174554325, 1e-4);
}

static double
log_choose(double n, double k)
{
	return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

/* P(X <= x) or P(X >= x), and the mean, term by term. */
static double
tail(const double n[4], double omega, bool lower, double *mean)
{
	double m = n[0] + n[2];
	double rest = n[1] + n[3];
	double k = n[0] + n[1];
	double base =
	    log_choose(m, n[0]) + log_choose(rest, k - n[0]) + n[0] * log(omega);
	double all = 0;
	double some = 0;

	*mean = 0;
	for (double x = fmax(0, k - rest); x <= fmin(k, m); x++)
	{
		double w = exp(log_choose(m, x) + log_choose(rest, k - x) +
		               x * log(omega) - base);

		all += w;
		*mean += x * w;
		if (lower ? x <= n[0] : x >= n[0])
			some += w;
	}
	*mean /= all;
	return some / all;
}

static void
test_roots(void)
{
	for (int k = 0; k < 200; k++)
	{
		double n[4] = {1 + k % 7, 1 + k % 11, 1 + k % 13, 1 + k % 5};
		double scale = k % 10 == 9 ? 60 : 1;
		ms_exact_2x2 r;
		double mean;

		for (int i = 0; i < 4; i++)
			n[i] = n[i] * scale + k % (i + 2);
		r = exact(n[0], n[1], n[2], n[3], MS_TWO_SIDED);
		CHECK_REL(tail(n, r.limits.low, false, &mean), 0.025, 1e-8);
		CHECK_REL(tail(n, r.limits.high, true, &mean), 0.025, 1e-8);
		tail(n, r.estimate, true, &mean);
		CHECK_REL(mean, n[0], 1e-9);
		CHECK_REL(exact(n[0], n[1], n[2], n[3], MS_LESS).p_value,
		          tail(n, 1, true, &mean),
		          1e-9);
		CHECK_REL(exact(n[0], n[1], n[2], n[3], MS_GREATER).p_value,
		          tail(n, 1, false, &mean),
		          1e-9);
		/* turned over, the odds ratio is 1 / omega */
		CHECK_REL(exact(n[1], n[0], n[3], n[2], MS_TWO_SIDED).estimate,
		          1 / r.estimate,
		          1e-11);
		CHECK_REL(exact(n[0], n[2], n[1], n[3], MS_TWO_SIDED).p_value,
		          r.p_value,
		          1e-11);
	}
}

/* Deep tails keep their digits. */
static void
test_tails(void)
{
	ms_exact_2x2 r;

	/* one table alone: 1 / C(2n, n) */
	for (double n = 10; n <= 500; n += 49)
	{
		r = exact(n, 0, 0, n, MS_GREATER);
		CHECK_REL(log(r.p_value), -log_choose(2 * n, n), 1e-13);
		CHECK_REL(log(exact(n, 0, 0, n, MS_TWO_SIDED).p_value),
		          M_LN2 - log_choose(2 * n, n),
		          1e-13);
		CHECK_REL(exact(n, 0, 0, n, MS_LESS).p_value, 1, 1e-14);
	}
	/* a million rows */
	CHECK(exact(250200, 249800, 249800, 250200, MS_TWO_SIDED).p_value < 0.5);
	CHECK_REL(exact(250200, 249800, 249800, 250200, MS_TWO_SIDED).estimate,
	          250200.0 / 249800 * (250200.0 / 249800),
	          1e-5);

	/* a thousand million at most; none of the steps is lost to rounding */
	CHECK(ms_exact_table_2x2((double[]){1e15, 1, 1, 1e16}, MS_LESS, 0.9, &r) ==
	      MS_NOT_CONVERGED);
	CHECK(ms_is_null(r.p_value) && ms_is_null(r.estimate));
	CHECK(ms_is_null(r.limits.low) && !r.at_end);
	/* b = c = 1 of many: a d / omega is the z with sqrt(z) I1(2 sqrt(z)) /
	 * I0(2 sqrt(z)) = 1 */
	CHECK_REL(25e12 / exact(5e6, 1, 1, 5e6, MS_TWO_SIDED).estimate,
	          1.6697803565643019,
	          1e-6);
}

/* ---- R x C ---- */

static double
p_of(const double *n, int rows, int columns, ms_status *status)
{
	double p = MS_NULL;

	*status = MS_OVERFLOW;
	for (int nodes = 64; nodes <= 1 << 20 && *status == MS_OVERFLOW; nodes *= 4)
	{
		double total = 0;
		double *work;

		for (int i = 0; i < rows * columns; i++)
			total += n[i];
		work = malloc(ms_exact_table_room(rows, columns, total, nodes) *
		              sizeof(double));
		*status = ms_exact_table(n, rows, columns, nodes, work, &p);
		free(work);
	}
	return p;
}

/* All tables with the margins of n, cell by cell. */
typedef struct search
{
	int rows;
	int columns;
	int row[8];
	int column[8];
	long double observed;
	long double all;
	long double some;
} search;

static void
try_cell(search *s, int cell, long double weight)
{
	int i = cell / s->columns;
	int j = cell % s->columns;
	int most;

	if (cell == s->rows * s->columns)
	{
		s->all += weight;
		if (weight <= s->observed * (1 + 1e-7L))
			s->some += weight;
		return;
	}
	most = s->row[i] < s->column[j] ? s->row[i] : s->column[j];
	for (int n = 0; n <= most; n++)
	{
		if ((j == s->columns - 1 && n != s->row[i]) ||
		    (i == s->rows - 1 && n != s->column[j]))
			continue;
		s->row[i] -= n;
		s->column[j] -= n;
		try_cell(s, cell + 1, weight * expl(-lgammal(n + 1.0L)));
		s->row[i] += n;
		s->column[j] += n;
	}
}

static double
by_search(const double *n, int rows, int columns)
{
	search s = {rows, columns, {0}, {0}, 1, 0, 0};

	for (int i = 0; i < rows * columns; i++)
	{
		s.row[i / columns] += (int) n[i];
		s.column[i % columns] += (int) n[i];
		s.observed *= expl(-lgammal(n[i] + 1.0L));
	}
	try_cell(&s, 0, 1);
	return (double) (s.some / s.all);
}

static void
test_all_tables(void)
{
	for (int k = 0; k < 60; k++)
	{
		int rows = 2 + k % 3;
		int columns = 2 + k / 3 % 3;
		double n[16];
		ms_status status;

		for (int i = 0; i < rows * columns; i++)
			n[i] = (i * 7 + k * 5 + i * k) % (rows * columns > 9 ? 3 : 5);
		for (int i = 0; i < rows && i < columns; i++)
			n[i * columns + i] += 1;
		n[columns - 1] += 1;
		n[(rows - 1) * columns] += 1;
		CHECK_REL(p_of(n, rows, columns, &status),
		          by_search(n, rows, columns),
		          1e-10);
		CHECK(status == MS_OK);
	}
}

static void
test_r(void)
{
	const double job[] = {1, 3, 10, 6, 2, 3, 10, 7, 1, 6, 14, 12, 0, 1, 9, 11};
	const double wide[] = {5, 2, 1, 0, 3, 4, 2, 1, 0, 6,
	                       3, 2, 2, 1, 7, 1, 0, 2, 3, 8};
	double large[36];
	double big[4] = {1, 2, 3, 1e9};
	double three[6] = {40, 10, 20, 15, 30, 12};
	ms_status status;
	ms_exact_2x2 two;

	/* R, fisher.test, the example of its help page and another */
	CHECK_REL(p_of(job, 4, 4, &status), 0.78268493896563884, 1e-10);
	CHECK_REL(p_of(wide, 4, 5, &status), 0.38517834821634545, 1e-10);
	/* turned over it is the same */
	CHECK_REL(p_of((double[]){40, 15, 10, 30, 20, 12}, 3, 2, &status),
	          p_of(three, 2, 3, &status),
	          1e-12);
	/* 2 x 2 both ways */
	two = exact(12, 6, 7, 7, MS_TWO_SIDED);
	CHECK_REL(p_of((double[]){12, 6, 7, 7}, 2, 2, &status), two.p_value, 1e-12);

	/* beyond the limits: no answer, and not for ever */
	for (int i = 0; i < 36; i++)
		large[i] = 20 + i % 7;
	CHECK(ms_is_null(p_of(large, 6, 6, &status)) && status != MS_OK);
	CHECK(ms_is_null(p_of(big, 2, 2, &status)) && status == MS_NOT_CONVERGED);
}

int
main(void)
{
	test_published();
	test_roots();
	test_tails();
	test_all_tables();
	test_r();
	return check_summary();
}
