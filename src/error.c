/*
 * error.c
 *		The core's status as an SQL error.
 */
#include "medsec.h"

/*
 * Raise what is not a result.  What is undefined or singular is no error: the
 * caller returns NULL with a note.
 */
void
medsec_raise_status(ms_status status, const char *what)
{
	switch (status)
	{
		case MS_OK:
		case MS_UNDEFINED:
		case MS_SINGULAR:
			return;
		case MS_DOMAIN:
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("argument of %s is outside its domain", what)));
			break;
		case MS_OVERFLOW:
			ereport(
			    ERROR,
			    (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			     errmsg("value out of range: overflow in %s", what),
			     errdetail("The squares of the values, or the sum of the "
			               "weights, are larger than double precision "
			               "holds."),
			     errhint("Divide the values or the weights by a constant.")));
			break;
		case MS_NOT_CONVERGED:
			ereport(ERROR,
			        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			         errmsg("%s did not converge", what)));
			break;
	}
}
