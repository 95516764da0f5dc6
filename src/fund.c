/*
 * fund.c
 *		What an insurance fund takes in, pays out and has left.
 *
 * Amounts are numeric and their sums exact; rates are doubles.
 */
#include "window.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "core/fund.h"
#include "types.h"

#define MAX_YEARS 200

/* ---- the periods of a fund ---- */

/* What is kept from period to period. */
typedef struct FundKept
{
	bool begun;
	bool unknown; /* a period was: what has collected is not known any more */
	Numeric cumulative;
	double income; /* of the period before, MS_NULL where not known */
	double expenditure;
} FundKept;

static double
to_double(Numeric amount)
{
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
	                                          NumericGetDatum(amount)));
}

static Numeric
amount_of_row(FunctionCallInfo fcinfo, int i, const char *name)
{
	bool is_null;
	Datum value = window_value(fcinfo, i, &is_null);

	return is_null ? NULL : DatumGetNumeric(medsec_finite_numeric(value, name));
}

static Numeric
add(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(
	    numeric_add, NumericGetDatum(a), NumericGetDatum(b)));
}

static Numeric
subtract(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(
	    numeric_sub, NumericGetDatum(a), NumericGetDatum(b)));
}

/* Keep a sum as long as the partition. */
static void
keep_cumulative(FundKept *kept, Numeric sum)
{
	Numeric copy =
	    MemoryContextAlloc(GetMemoryChunkContext(kept), VARSIZE_ANY(sum));

	memcpy(copy, sum, VARSIZE_ANY(sum));
	if (kept->cumulative != NULL)
		pfree(kept->cumulative);
	kept->cumulative = copy;
}

/* (income, expenditure, opening, months) at the first row */
static void
begin_fund(FunctionCallInfo fcinfo, FundKept *kept)
{
	bool is_null;
	Datum opening = window_value(fcinfo, 2, &is_null);

	kept->begun = true;
	kept->unknown = is_null;
	kept->income = kept->expenditure = MS_NULL;
	if (!is_null)
		keep_cumulative(
		    kept, DatumGetNumeric(medsec_finite_numeric(opening, "opening")));
}

static void
row_amount(Row *row, Numeric amount)
{
	if (amount == NULL)
		row_null(row);
	else
		row_datum(row, NumericGetDatum(amount));
}

static void
row_growth(Row *row, const FundKept *kept, double income, double expenditure)
{
	double of_income = ms_fund_growth(kept->income, income);
	double of_expenditure = ms_fund_growth(kept->expenditure, expenditure);

	row_float8(row, of_income);
	row_float8(row, of_expenditure);
	row_float8(row, of_expenditure - of_income);
}

static double
months_arg(FunctionCallInfo fcinfo)
{
	double months = window_float8(fcinfo, 3, "months");

	if (!(months > 0))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"months\" must be above 0"),
		         errdetail("The value is %g.", months)));
	return months;
}

/* A period whose income or expenditure is not known. */
static Datum
unknown_period(Row *row, FundKept *kept, Numeric income, Numeric expenditure)
{
	kept->unknown = true;
	kept->income = income == NULL ? MS_NULL : to_double(income);
	kept->expenditure = expenditure == NULL ? MS_NULL : to_double(expenditure);
	for (int k = 0; k < 9; k++)
		row_null(row);
	row_text(row, "income or expenditure of the period is not known");
	return row_finish(row);
}

static Datum
known_period(FunctionCallInfo fcinfo,
             Row *row,
             FundKept *kept,
             Numeric income,
             Numeric expenditure)
{
	Numeric balance = subtract(income, expenditure);
	double i = to_double(income);
	double e = to_double(expenditure);
	ms_fund_rates rates;

	if (!kept->unknown)
		keep_cumulative(kept, add(kept->cumulative, balance));
	ms_fund_rates_of(i,
	                 e,
	                 to_double(balance),
	                 kept->unknown ? MS_NULL : to_double(kept->cumulative),
	                 months_arg(fcinfo),
	                 &rates);
	row_amount(row, balance);
	row_float8(row, rates.balance_rate);
	row_amount(row, kept->unknown ? NULL : kept->cumulative);
	row_float8(row, rates.cumulative_rate);
	row_float8(row, rates.cumulative_to_expenditure);
	row_float8(row, rates.months_payable);
	row_growth(row, kept, i, e);
	row_text(row,
	         kept->unknown
	             ? "what there was before is not known: no cumulative "
	               "balance"
	             : rates.note);
	kept->income = i;
	kept->expenditure = e;
	return row_finish(row);
}

PG_FUNCTION_INFO_V1(medsec_fund_balance);
Datum
medsec_fund_balance(PG_FUNCTION_ARGS)
{
	FundKept *kept = window_memory(fcinfo, sizeof(FundKept));
	Row *row = row_begin_kept(fcinfo);
	Numeric income = amount_of_row(fcinfo, 0, "income");
	Numeric expenditure = amount_of_row(fcinfo, 1, "expenditure");

	if (!kept->begun)
		begin_fund(fcinfo, kept);
	if (income == NULL || expenditure == NULL)
		return unknown_period(row, kept, income, expenditure);
	return known_period(fcinfo, row, kept, income, expenditure);
}

/* ---- years to come ---- */

static double
growth_arg(FunctionCallInfo fcinfo, int i, const char *name)
{
	double growth = medsec_float8_arg(fcinfo, i, name);

	if (growth < -1)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must not be below -1", name),
		         errdetail("The value is %g.", growth),
		         errhint("Write 0.05 for 5 percent a year.")));
	return growth;
}

static double
amount_arg(FunctionCallInfo fcinfo, int i, const char *name)
{
	double amount = medsec_float8_arg(fcinfo, i, name);

	if (amount < 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must not be negative", name),
		         errdetail("The value is %g.", amount)));
	return amount;
}

static void
row_year(Row *row, const ms_fund_year *year)
{
	row_float8(row, year->insured);
	row_float8(row, year->income);
	row_float8(row, year->expenditure);
	row_float8(row, year->balance);
	row_float8(row, year->cumulative);
	row_float8(row, year->months_payable);
	row_float8(row, year->break_even_premium);
}

static void
row_year_or_none(Row *row, int year)
{
	if (year == 0)
		row_null(row);
	else
		row_int32(row, year);
}

/*
 * (insured, premium, expenditure, opening, years, insured_growth,
 * premium_growth, expenditure_growth, subsidy, subsidy_growth)
 */
PG_FUNCTION_INFO_V1(medsec_fund_projection);
Datum
medsec_fund_projection(PG_FUNCTION_ARGS)
{
	ms_fund_plan plan = {
	    .insured = amount_arg(fcinfo, 0, "insured"),
	    .premium = amount_arg(fcinfo, 1, "premium"),
	    .expenditure = amount_arg(fcinfo, 2, "expenditure"),
	    .opening = medsec_float8_arg(fcinfo, 3, "opening"),
	    .insured_growth = growth_arg(fcinfo, 5, "insured_growth"),
	    .premium_growth = growth_arg(fcinfo, 6, "premium_growth"),
	    .expenditure_growth = growth_arg(fcinfo, 7, "expenditure_growth"),
	    .subsidy = amount_arg(fcinfo, 8, "subsidy"),
	    .subsidy_growth = growth_arg(fcinfo, 9, "subsidy_growth"),
	};
	int years = medsec_range_arg(fcinfo, 4, "years", 1, MAX_YEARS);
	ms_fund_year *year = palloc(years * sizeof(ms_fund_year));
	int first_deficit;
	int first_exhausted;
	Row row;

	medsec_check_status(
	    ms_fund_project(&plan, years, year, &first_deficit, &first_exhausted),
	    "fund_projection");
	row_begin_set(&row, fcinfo);
	for (int t = 0; t < years; t++)
	{
		row_int32(&row, t + 1);
		row_year(&row, &year[t]);
		row_year_or_none(&row, first_deficit);
		row_year_or_none(&row, first_exhausted);
		row_emit(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(medsec_break_even_premium);
Datum
medsec_break_even_premium(PG_FUNCTION_ARGS)
{
	double expenditure = amount_arg(fcinfo, 0, "expenditure");
	double insured = amount_arg(fcinfo, 1, "insured");
	double subsidy = amount_arg(fcinfo, 2, "subsidy");

	MEDSEC_RETURN_FLOAT8(ms_fund_break_even(expenditure, insured, subsidy));
}

/* ---- participation ---- */

PG_FUNCTION_INFO_V1(medsec_participation);
Datum
medsec_participation(PG_FUNCTION_ARGS)
{
	double insured = amount_arg(fcinfo, 0, "insured");
	double eligible = amount_arg(fcinfo, 1, "eligible");
	Row row;

	row_begin(&row, fcinfo);
	row_float8(&row, eligible > 0 ? ms_known(insured / eligible) : MS_NULL);
	row_float8(&row, insured);
	row_float8(&row, eligible);
	row_float8(&row, eligible - insured);
	row_text(&row,
	         !(eligible > 0)      ? "nobody is eligible"
	         : insured > eligible ? "more are insured than eligible: another "
	                                "population"
	                              : NULL);
	return row_finish(&row);
}

/* (state, rate, income): logarithms, income first */
PG_FUNCTION_INFO_V1(medsec_participation_accum);
Datum
medsec_participation_accum(PG_FUNCTION_ARGS)
{
	Comoments *state = comoments_state(fcinfo);
	double rate =
	    PG_ARGISNULL(1) ? 0 : medsec_row_value(PG_GETARG_FLOAT8(1), "rate");
	double income =
	    PG_ARGISNULL(2) ? 0 : medsec_row_value(PG_GETARG_FLOAT8(2), "income");
	double *row;

	if (!(rate > 0 && income > 0))
		value_count(&state->c.missing, 1);
	else
	{
		state = comoments_make_room(state, 2);
		row = ms_comoments_next_row(&state->c);
		row[0] = log(income);
		row[1] = log(rate);
		ms_comoments_take_row(&state->c, 1);
	}
	return comoments_return(fcinfo, state);
}

PG_FUNCTION_INFO_V1(medsec_participation_final);
Datum
medsec_participation_final(PG_FUNCTION_ARGS)
{
	const ms_comoments *logs = comoments_arg(fcinfo, 0);
	ms_fund_elasticity e;
	Row row;

	if (logs->n > 0 && logs->p != 2)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("these are not the co-moments of two logarithms")));
	ms_fund_elasticity_of(logs, 0.95, &e);
	row_begin(&row, fcinfo);
	row_text(&row, "Slope of ln(rate) on ln(income), least squares");
	row_float8(&row, e.estimate);
	row_float8(&row, e.std_error);
	row_float8(&row, e.statistic);
	row_float8(&row, e.df);
	row_float8(&row, e.p_value);
	row_interval(&row, e.limits);
	row_float8(&row, 0.95);
	row_float8(&row, e.r_squared);
	row_float8(&row, e.n);
	row_int64(&row, logs->missing);
	row_text(&row, e.note);
	return row_finish(&row);
}
