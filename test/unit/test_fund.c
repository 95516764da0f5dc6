/*
 * test_fund.c
 *		Rates of the printed bulletin, a projection against its own recursion,
 *		an elasticity against R.
 */
#include <gsl/gsl_errno.h>
#include <stdlib.h>

#include "check.h"
#include "core/fund.h"

static void
test_rates(void)
{
	ms_fund_rates r;

	/* resident fund of 2022, in 100 million yuan */
	ms_fund_rates_of(10128.90, 9353.44, 775.46, 7534.13, 12, &r);
	CHECK_REL(r.balance_rate, 0.07655915252396608, 1e-14);
	CHECK_REL(r.months_payable, 9.665915427906738, 1e-14);
	CHECK_REL(r.cumulative_rate, 0.7438250945314892, 1e-14);
	CHECK_REL(r.cumulative_to_expenditure, 7534.13 / 9353.44, 1e-15);
	CHECK(r.note == NULL);
	ms_fund_rates_of(10, 30, -20, 60, 3, &r);
	CHECK_REL(r.months_payable, 6, 1e-15);

	ms_fund_rates_of(0, 5, -5, 10, 12, &r);
	CHECK(ms_is_null(r.balance_rate) && ms_is_null(r.cumulative_rate));
	CHECK(r.months_payable == 24 && check_says(r.note, "no income"));
	ms_fund_rates_of(5, 0, 5, 10, 12, &r);
	CHECK(ms_is_null(r.months_payable) && check_says(r.note, "no exp"));
	ms_fund_rates_of(5, 6, -1, -10, 12, &r);
	CHECK(r.months_payable < 0 && check_says(r.note, "negative"));
	ms_fund_rates_of(5, 6, -1, MS_NULL, 12, &r);
	CHECK(ms_is_null(r.months_payable) && ms_is_null(r.cumulative_rate));
	ms_fund_rates_of(1e-300, 1e-300, 1e300, 1e300, 12, &r);
	CHECK(ms_is_null(r.balance_rate) && ms_is_null(r.months_payable));
	CHECK(ms_fund_growth(100, 109) == 0.09);
	CHECK(ms_is_null(ms_fund_growth(0, 5)) &&
	      ms_is_null(ms_fund_growth(MS_NULL, 5)));
}

static void
test_projection(void)
{
	const ms_fund_plan plan = {
	    55, 910, 100, 48000, 21000, -0.01, 0.06, 0.02, 0.09};
	ms_fund_year year[40];
	double n = 55;
	double p = 910;
	double s = 100;
	double e = 48000;
	double c = 21000;
	int deficit;
	int exhausted;
	int seen_deficit = 0;
	int seen_exhausted = 0;

	CHECK(ms_fund_project(&plan, 40, year, &deficit, &exhausted) == MS_OK);
	for (int t = 0; t < 40; t++)
	{
		c += n * (p + s) - e;
		if (seen_deficit == 0 && n * (p + s) < e)
			seen_deficit = t + 1;
		if (seen_exhausted == 0 && c < 0)
			seen_exhausted = t + 1;
		CHECK_REL(year[t].insured, n, 1e-13);
		CHECK_REL(year[t].income, n * (p + s), 1e-13);
		CHECK_REL(year[t].expenditure, e, 1e-13);
		CHECK_ABS(year[t].cumulative, c, 1e-10 * e);
		CHECK_REL(year[t].break_even_premium, e / n - s, 1e-12);
		/* at that premium the year balances */
		CHECK_REL(n * (year[t].break_even_premium + s), e, 1e-12);
		CHECK_REL(year[t].months_payable, 12 * c / e, 1e-9);
		n *= 0.99;
		p *= 1.06;
		s *= 1.02;
		e *= 1.09;
	}
	CHECK(deficit == seen_deficit && deficit > 1);
	CHECK(exhausted == seen_exhausted && exhausted > deficit);
}

static void
test_ends(void)
{
	ms_fund_plan plan = {.insured = 10, .premium = 5, .expenditure = 50};
	ms_fund_year year[200];
	int deficit;
	int exhausted;

	CHECK(ms_fund_project(&plan, 3, year, &deficit, &exhausted) == MS_OK);
	CHECK(deficit == 0 && exhausted == 0 && year[2].cumulative == 0);
	plan.insured = 0;
	CHECK(ms_fund_project(&plan, 1, year, &deficit, &exhausted) == MS_OK);
	CHECK(deficit == 1 && exhausted == 1);
	CHECK(ms_is_null(year[0].break_even_premium));
	plan.expenditure = 1e300;
	plan.expenditure_growth = 10;
	CHECK(ms_fund_project(&plan, 200, year, &deficit, &exhausted) ==
	      MS_OVERFLOW);
	plan = (ms_fund_plan){.insured = 1, .subsidy = 1e308, .subsidy_growth = 1};
	CHECK(ms_fund_project(&plan, 9, year, &deficit, &exhausted) == MS_OVERFLOW);
	CHECK(ms_fund_break_even(100, 10, 4) == 6);
	CHECK(ms_is_null(ms_fund_break_even(100, 0, 4)));
	CHECK(ms_is_null(ms_fund_break_even(1e300, 1e-300, 0)));
}

/* ---- elasticity ---- */

static ms_fund_elasticity
elasticity(int n, const double *x, const double *y)
{
	ms_comoments *c = malloc(ms_comoments_size(2, MS_COMOMENTS_BLOCK));
	ms_fund_elasticity e;

	ms_comoments_init(c, 2, MS_COMOMENTS_BLOCK);
	for (int i = 0; i < n; i++)
	{
		double *row = ms_comoments_next_row(c);

		row[0] = log(x[i]);
		row[1] = log(y[i]);
		ms_comoments_take_row(c, 1);
	}
	CHECK(ms_comoments_flush(c) == MS_OK);
	ms_fund_elasticity_of(c, 0.95, &e);
	free(c);
	return e;
}

static void
test_elasticity(void)
{
	const double income[] = {100, 150, 170, 220, 300};
	const double rate[] = {0.5, 0.6, 0.58, 0.7, 0.69};
	const double power[] = {10,
	                        12.247448713915890,
	                        13.038404810405298,
	                        14.832396974191326,
	                        17.320508075688775};
	const double same[] = {7, 7, 7, 7, 7};
	ms_fund_elasticity e = elasticity(5, income, rate);

	/* R, summary(lm(log(rate) ~ log(income))) and confint() */
	CHECK(e.n == 5 && e.df == 3 && e.note == NULL);
	CHECK_REL(e.estimate, 0.3133286161692917, 1e-12);
	CHECK_REL(e.std_error, 0.0688150984514771, 1e-11);
	CHECK_REL(e.p_value, 0.0198525355113672, 1e-10);
	CHECK_REL(e.limits.low, 0.0943282603546538, 1e-10);
	CHECK_REL(e.limits.high, 0.5323289719839296, 1e-10);
	CHECK_REL(e.r_squared, 0.873586229744859, 1e-12);

	e = elasticity(5, income, power);
	CHECK_REL(e.estimate, 0.5, 1e-13);
	CHECK(e.std_error < 1e-7);
	e = elasticity(5, same, rate);
	CHECK(ms_is_null(e.estimate) && check_says(e.note, "does not vary"));
	e = elasticity(5, income, same);
	CHECK(e.estimate == 0 && ms_is_null(e.r_squared));
	e = elasticity(2, income, rate);
	CHECK(!ms_is_null(e.estimate) && ms_is_null(e.std_error));
	CHECK(check_says(e.note, "no error"));
	e = elasticity(1, income, rate);
	CHECK(ms_is_null(e.estimate) && check_says(e.note, "fewer than 2"));
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_rates();
	test_projection();
	test_ends();
	test_elasticity();
	return check_summary();
}
