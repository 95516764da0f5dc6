/*
 * fund.h
 *		What an insurance fund takes in, pays out and has left.
 */
#ifndef MEDSEC_CORE_FUND_H
#define MEDSEC_CORE_FUND_H

#include "comoments.h"
#include "inference.h"
#include "status.h"

/* A period's rates; the amounts are exact sums of the caller. */
typedef struct ms_fund_rates
{
	double balance_rate; /* balance / income */
	double cumulative_rate; /* cumulative / income */
	double cumulative_to_expenditure;
	double months_payable;
	const char *note;
} ms_fund_rates;

extern void ms_fund_rates_of(double income,
                             double expenditure,
                             double balance,
                             double cumulative,
                             double months_in_period,
                             ms_fund_rates *rates);

/* now / before - 1 */
extern double ms_fund_growth(double before, double now);

/* What a projection starts from, each with its growth a year. */
typedef struct ms_fund_plan
{
	double insured;
	double premium; /* a head */
	double subsidy; /* a head */
	double expenditure;
	double opening; /* cumulative balance before the first year */
	double insured_growth;
	double premium_growth;
	double subsidy_growth;
	double expenditure_growth;
} ms_fund_plan;

typedef struct ms_fund_year
{
	double insured;
	double income;
	double expenditure;
	double balance;
	double cumulative;
	double months_payable;
	double break_even_premium;
} ms_fund_year;

/*
 * `years` rows; the number, from 1, of the first year with a deficit, and of
 * the first whose cumulative balance is negative, 0 where there is none.
 * MS_OVERFLOW: an amount is beyond a double.
 */
extern ms_status ms_fund_project(const ms_fund_plan *plan,
                                 int years,
                                 ms_fund_year *year,
                                 int *first_deficit,
                                 int *first_exhausted);

/* The premium a head at which income is expenditure; MS_NULL for nobody. */
extern double
ms_fund_break_even(double expenditure, double insured, double subsidy);

typedef struct ms_fund_elasticity
{
	double n;
	double estimate;
	double std_error;
	double statistic;
	double df;
	double p_value;
	ms_interval limits;
	double r_squared;
	const char *note;
} ms_fund_elasticity;

/* The slope of the second column, a logarithm, on the first, another. */
extern void ms_fund_elasticity_of(const ms_comoments *logs,
                                  double level,
                                  ms_fund_elasticity *e);

#endif /* MEDSEC_CORE_FUND_H */
