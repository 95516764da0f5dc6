/*
 * values.c
 *		What the summaries have in common as PostgreSQL values.
 */
#include "types.h"

#include "common/hashfn.h"

/* Zeroed memory of a value of the current version, in the context given. */
void *
value_new(MemoryContext context, Size size)
{
	Moments *value = MemoryContextAllocZero(context, size);

	SET_VARSIZE(value, size);
	value->version = MEDSEC_STORED_VERSION;
	return value;
}

void
value_refuse(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_DATA_CORRUPTED),
	         errmsg("the stored form of a summary is not known"),
	         errhint("Was it written by a newer version of medsec?")));
}

/* ---- equality of any summary: equal summaries have equal bytes ---- */

static bool
value_equal(FunctionCallInfo fcinfo)
{
	void *a = value_arg(fcinfo, 0);
	void *b = value_arg(fcinfo, 1);

	return VARSIZE(a) == VARSIZE(b) &&
	       memcmp(VARDATA(a), VARDATA(b), VARSIZE(a) - VARHDRSZ) == 0;
}

PG_FUNCTION_INFO_V1(medsec_summary_eq);
Datum
medsec_summary_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(value_equal(fcinfo));
}

PG_FUNCTION_INFO_V1(medsec_summary_ne);
Datum
medsec_summary_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!value_equal(fcinfo));
}

PG_FUNCTION_INFO_V1(medsec_summary_hash);
Datum
medsec_summary_hash(PG_FUNCTION_ARGS)
{
	void *value = value_arg(fcinfo, 0);

	return hash_any((const unsigned char *) VARDATA(value),
	                VARSIZE(value) - VARHDRSZ);
}
