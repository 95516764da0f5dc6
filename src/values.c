/*
 * values.c
 *		What the summaries have in common as PostgreSQL values.
 */
#include "types.h"

#include "common/hashfn.h"

/* Zeroed memory of a value of the current version. */
void *
value_new(Size size)
{
	Summary *value = palloc0(size);

	SET_VARSIZE(value, size);
	value->version = MEDSEC_STORED_VERSION;
	return value;
}

/* Count rows that are left out. */
void
value_count(int64 *count, int64 more)
{
	medsec_check_status(ms_count_add(count, more), "the count of rows");
}

void
value_refuse(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_DATA_CORRUPTED),
	         errmsg("the stored form of a summary is not known"),
	         errhint("Was it written by a newer version of medsec?")));
}

/* ---- equality: equal summaries have equal bytes ---- */

bool
value_equal(const void *a, const void *b)
{
	return VARSIZE(a) == VARSIZE(b) &&
	       memcmp(VARDATA(a), VARDATA(b), VARSIZE(a) - VARHDRSZ) == 0;
}

uint64
value_hash(const void *value, uint64 seed)
{
	return DatumGetUInt64(
	    hash_any_extended((const unsigned char *) VARDATA(value),
	                      VARSIZE(value) - VARHDRSZ,
	                      seed));
}

PG_FUNCTION_INFO_V1(medsec_summary_eq);
Datum
medsec_summary_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(value_equal(value_arg(fcinfo, 0), value_arg(fcinfo, 1)));
}

PG_FUNCTION_INFO_V1(medsec_summary_ne);
Datum
medsec_summary_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!value_equal(value_arg(fcinfo, 0), value_arg(fcinfo, 1)));
}

PG_FUNCTION_INFO_V1(medsec_summary_hash);
Datum
medsec_summary_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) value_hash(value_arg(fcinfo, 0), 0));
}

PG_FUNCTION_INFO_V1(medsec_summary_hash_extended);
Datum
medsec_summary_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(value_hash(value_arg(fcinfo, 0), PG_GETARG_INT64(1)));
}
