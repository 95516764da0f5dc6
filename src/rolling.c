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

PG_FUNCTION_INFO_V1(medsec_rolling_add);
Datum
medsec_rolling_add(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall2(
	    numeric_add,
	    PG_GETARG_DATUM(0),
	    medsec_finite_numeric(PG_GETARG_DATUM(1), "amount"));
}

PG_FUNCTION_INFO_V1(medsec_rolling_subtract);
Datum
medsec_rolling_subtract(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall2(
	    numeric_sub,
	    PG_GETARG_DATUM(0),
	    medsec_finite_numeric(PG_GETARG_DATUM(1), "amount"));
}
