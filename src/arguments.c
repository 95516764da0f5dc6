/*
 * arguments.c
 *		One check an argument, its error text written once.
 */
#include "medsec.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

pg_attribute_noreturn() static void refuse_nonfinite(double x,
                                                     const char *what,
                                                     bool of_row)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("%s must be a finite number", what),
	         errdetail("The value is %s.",
	                   isnan(x) ? "NaN"
	                   : x > 0  ? "Infinity"
	                            : "-Infinity"),
	         of_row
	             ? errhint("Leave such rows out, or turn the value into NULL.")
	             : 0));
}

void
medsec_refuse_value(double x, const char *what)
{
	refuse_nonfinite(x, what, true);
}

double
medsec_finite(double x, const char *name)
{
	if (!isfinite(x))
		refuse_nonfinite(x, psprintf("argument \"%s\"", name), false);
	return x;
}

/* The same of a numeric that a row brings. */
Datum
medsec_finite_numeric(Datum number, const char *name)
{
	Numeric value = DatumGetNumeric(number);

	if (unlikely(numeric_is_nan(value) || numeric_is_inf(value)))
		medsec_row_value(
		    DatumGetFloat8(DirectFunctionCall1(numeric_float8, number)), name);
	return NumericGetDatum(value); /* in full, so that nobody detoasts again */
}

double
medsec_weight(double weight)
{
	medsec_row_value(weight, "weight");
	if (unlikely(weight < 0))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"weight\" must not be negative"),
		         errdetail("The value is %g.", weight)));
	return weight;
}

static void
check_not_null(FunctionCallInfo fcinfo, int i, const char *name)
{
	if (PG_ARGISNULL(i))
		ereport(ERROR,
		        (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
		         errmsg("argument \"%s\" must not be NULL", name)));
}

double
medsec_float8_arg(FunctionCallInfo fcinfo, int i, const char *name)
{
	check_not_null(fcinfo, i, name);
	return medsec_finite(PG_GETARG_FLOAT8(i), name);
}

bool
medsec_bool_arg(FunctionCallInfo fcinfo, int i, const char *name)
{
	check_not_null(fcinfo, i, name);
	return PG_GETARG_BOOL(i);
}

/* A whole number from low to high. */
int
medsec_range_arg(
    FunctionCallInfo fcinfo, int i, const char *name, int low, int high)
{
	int value;

	check_not_null(fcinfo, i, name);
	value = PG_GETARG_INT32(i);
	if (value < low || value > high)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		     errmsg("argument \"%s\" must be from %d to %d", name, low, high),
		     errdetail("The value is %d.", value)));
	return value;
}

/* The same of a number that may come as a figure: a count, a sum of weights. */
int64
medsec_whole_arg(
    FunctionCallInfo fcinfo, int i, const char *name, int64 low, int64 high)
{
	double value = medsec_float8_arg(fcinfo, i, name);

	if (value != rint(value) || value < low || value > high)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		     errmsg("argument \"%s\" must be a whole number from " INT64_FORMAT
		            " to " INT64_FORMAT,
		            name,
		            low,
		            high),
		     errdetail("The value is %.17g.", value)));
	return (int64) value;
}

double
medsec_positive_arg(FunctionCallInfo fcinfo, int i, const char *name)
{
	double value = medsec_float8_arg(fcinfo, i, name);

	if (!(value > 0))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must be positive", name),
		         errdetail("The value is %g.", value)));
	return value;
}

double
medsec_at_least_arg(FunctionCallInfo fcinfo,
                    int i,
                    const char *name,
                    double least)
{
	double value = medsec_float8_arg(fcinfo, i, name);

	if (value < least)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must be %g or more", name, least),
		         errdetail("The value is %g.", value)));
	return value;
}

/* A share, strictly between 0 and 1. */
double
medsec_share_arg(FunctionCallInfo fcinfo, int i, const char *name)
{
	double share = medsec_float8_arg(fcinfo, i, name);

	if (!(share > 0 && share < 1))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must be between 0 and 1", name),
		         errdetail("The value is %g.", share),
		         errhint("Write 0.95 for 95 percent.")));
	return share;
}

/* A share, 0 and 1 included. */
double
medsec_fraction_arg(FunctionCallInfo fcinfo, int i, const char *name)
{
	double share = medsec_float8_arg(fcinfo, i, name);

	if (!(share >= 0 && share <= 1))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must be from 0 to 1", name),
		         errdetail("The value is %g.", share),
		         share > 1
		             ? errhint("Write %g for %g percent.", share / 100, share)
		             : 0));
	return share;
}

double
medsec_level_arg(FunctionCallInfo fcinfo, int i)
{
	return medsec_share_arg(fcinfo, i, "conf_level");
}

/* An option that begins with "=" is another spelling, understood, not told. */
static bool
is_hidden(const char *option)
{
	return option[0] == '=';
}

/*
 * The index of a text option in a list that ends with NULL; the case of letters
 * does not matter.
 */
int
medsec_option(const char *word, const char *name, const char *const *options)
{
	StringInfoData list;

	for (int k = 0; options[k] != NULL; k++)
	{
		if (pg_strcasecmp(word, options[k] + is_hidden(options[k])) == 0)
			return k;
	}
	initStringInfo(&list);
	for (int k = 0; options[k] != NULL; k++)
	{
		const char *quote = strchr(options[k], ',') != NULL ? "\"" : "";

		if (!is_hidden(options[k]))
			appendStringInfo(
			    &list, "%s%s%s%s", k > 0 ? ", " : "", quote, options[k], quote);
	}
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("unknown value \"%s\" of argument \"%s\"", word, name),
	         errhint("Options are: %s.", list.data)));
}

int
medsec_option_arg(FunctionCallInfo fcinfo,
                  int i,
                  const char *name,
                  const char *const *options)
{
	check_not_null(fcinfo, i, name);
	return medsec_option(text_to_cstring(PG_GETARG_TEXT_PP(i)), name, options);
}

/* R's spelling with a dot is understood too. */
ms_alternative
medsec_alternative_arg(FunctionCallInfo fcinfo, int i)
{
	static const char *const options[] = {
	    "two-sided", "less", "greater", "=two.sided", NULL};
	int option = medsec_option_arg(fcinfo, i, "alternative", options);

	return option == 3 ? MS_TWO_SIDED : (ms_alternative) option;
}
