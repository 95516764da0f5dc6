/*
 * fund.c
 *		What an insurance fund takes in, pays out and has left.
 *
 * Of a period with income I, expenditure E and cumulative balance C at its end:
 *
 *	balance rate				(I - E) / I
 *	cumulative rate				C / I
 *	cumulative to expenditure	C / E
 *	months payable				C / (E / m)		m months in the period
 *
 * A projection lets each of its parts grow by its own rate, t = 0 for the first
 * year:
 *
 *	insured N (1 + g_N)^t,  a head p (1 + g_p)^t + s (1 + g_s)^t,
 *	expenditure E (1 + g_E)^t,  income = insured * a head,
 *	cumulative = before + income - expenditure
 *
 * and the premium that would have balanced a year is E / N - s of that year.
 * Powers are taken by pow(): no error grows with the years.
 *
 * The elasticity of participation to income is the slope b of ln(rate) on
 * ln(income) by least squares, so that one percent more income goes with b
 * percent more participation:
 *
 *	b = S_xy / S_xx,  s^2 = (S_yy - b S_xy) / (n - 2),  se = s / sqrt(S_xx)
 *
 * with limits by t on n - 2 degrees of freedom.
 *
 * Sources: the statistical bulletins of the National Healthcare Security
 * Administration for the rates and the months payable; Wooldridge,
 * Introductory Econometrics, ch. 2 and 6, for the log-log slope.
 */
#include "fund.h"
#include "distribution.h"

static double
ratio_of(double part, double whole)
{
	return whole > 0 ? ms_known(part / whole) : MS_NULL;
}

void
ms_fund_rates_of(double income,
                 double expenditure,
                 double balance,
                 double cumulative,
                 double months_in_period,
                 ms_fund_rates *rates)
{
	rates->balance_rate = ratio_of(balance, income);
	rates->cumulative_rate = ratio_of(cumulative, income);
	rates->cumulative_to_expenditure = ratio_of(cumulative, expenditure);
	rates->months_payable =
	    ratio_of(cumulative, expenditure / months_in_period);
	rates->note = !(income > 0)        ? "no income: no rates of it"
	              : !(expenditure > 0) ? "no expenditure: no months payable"
	              : cumulative < 0     ? "the cumulative balance is negative"
	                                   : NULL;
}

double
ms_fund_growth(double before, double now)
{
	return ratio_of(now - before, before);
}

double
ms_fund_break_even(double expenditure, double insured, double subsidy)
{
	return insured > 0 ? ms_known(expenditure / insured - subsidy) : MS_NULL;
}

ms_status
ms_fund_project(const ms_fund_plan *plan,
                int years,
                ms_fund_year *year,
                int *first_deficit,
                int *first_exhausted)
{
	double cumulative = plan->opening;

	*first_deficit = 0;
	*first_exhausted = 0;
	for (int t = 0; t < years; t++)
	{
		ms_fund_year *y = &year[t];
		double subsidy = plan->subsidy * pow(1 + plan->subsidy_growth, t);

		y->insured = plan->insured * pow(1 + plan->insured_growth, t);
		y->income =
		    y->insured *
		    (plan->premium * pow(1 + plan->premium_growth, t) + subsidy);
		y->expenditure =
		    plan->expenditure * pow(1 + plan->expenditure_growth, t);
		y->balance = y->income - y->expenditure;
		y->cumulative = cumulative += y->balance;
		if (!isfinite(y->income) || !isfinite(y->expenditure) ||
		    !isfinite(cumulative) || !isfinite(subsidy))
			return MS_OVERFLOW;
		y->months_payable = ratio_of(cumulative, y->expenditure / 12);
		y->break_even_premium =
		    ms_fund_break_even(y->expenditure, y->insured, subsidy);
		if (*first_deficit == 0 && y->balance < 0)
			*first_deficit = t + 1;
		if (*first_exhausted == 0 && cumulative < 0)
			*first_exhausted = t + 1;
	}
	return MS_OK;
}

/* Where there is a slope: the error of it, unless all lies on the line. */
static void
infer_slope(
    double sxx, double syy, double sxy, double level, ms_fund_elasticity *e)
{
	double rest = fmax(syy - e->estimate * sxy, 0);

	e->df = e->n - 2;
	if (!(e->df > 0))
	{
		e->note = "2 rows: a slope, but no error of it";
		return;
	}
	e->std_error = sqrt(rest / e->df / sxx);
	e->limits =
	    ms_limits_t(e->estimate, e->std_error, e->df, MS_TWO_SIDED, level);
	e->r_squared = syy > 0 ? sxy / sxx * (sxy / syy) : MS_NULL;
	if (!(e->std_error > 0))
	{
		e->note = "all rows lie on a line: no test";
		return;
	}
	e->statistic = e->estimate / e->std_error;
	e->p_value = ms_p_value_t(e->statistic, e->df, MS_TWO_SIDED);
}

void
ms_fund_elasticity_of(const ms_comoments *logs,
                      double level,
                      ms_fund_elasticity *e)
{
	*e = (ms_fund_elasticity){(double) logs->n,
	                          MS_NULL,
	                          MS_NULL,
	                          MS_NULL,
	                          MS_NULL,
	                          MS_NULL,
	                          {MS_NULL, MS_NULL},
	                          MS_NULL,
	                          NULL};
	if (logs->n < 2)
		e->note = "fewer than 2 rows";
	else if (ms_comoments_spread_of(logs, 0) != MS_HAS_SPREAD)
		e->note = "income does not vary";
	else
	{
		/* the lower triangle: xx, yx, yy */
		const double *cross = ms_comoments_cross(logs);

		e->estimate = ms_known(cross[1] / cross[0]);
		infer_slope(cross[0], cross[2], cross[1], level, e);
	}
}
