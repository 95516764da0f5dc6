/*
 * rolling.c
 *		Sums over a window that moves, exact in decimal numbers.
 *
 * What leaves the frame is subtracted, what enters is added: numeric does both
 * without rounding, so that the sum of a frame does not depend on what passed
 * through the window before.  NaN and infinity could not be subtracted again,
 * and are refused.
 */
#include "medsec.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

static Datum
finite_amount(FunctionCallInfo fcinfo, int i)
{
	Numeric amount = PG_GETARG_NUMERIC(i);

	if (unlikely(numeric_is_nan(amount) || numeric_is_inf(amount)))
		medsec_row_value(DatumGetFloat8(DirectFunctionCall1(
		                     numeric_float8, NumericGetDatum(amount))),
		                 "amount");
	return NumericGetDatum(amount);
}

PG_FUNCTION_INFO_V1(medsec_rolling_add);
Datum
medsec_rolling_add(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall2(
	    numeric_add, PG_GETARG_DATUM(0), finite_amount(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(medsec_rolling_subtract);
Datum
medsec_rolling_subtract(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall2(
	    numeric_sub, PG_GETARG_DATUM(0), finite_amount(fcinfo, 1));
}
