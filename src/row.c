/*
 * row.c
 *		A record, or rows of them, field by field.
 *
 * Results are named composite types.  Fields are given in the order of the
 * type; MS_NULL and a missing text become SQL NULL here and nowhere else.
 */
#include "medsec.h"

#include "miscadmin.h"
#include "utils/builtins.h"

/* The library is newer, or older, than the types of the catalog. */
void
medsec_refuse_type(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
	         errmsg("the result type does not fit the library of medsec"),
	         errhint("Run ALTER EXTENSION medsec UPDATE.")));
}

static TupleDesc
result_type(FunctionCallInfo fcinfo)
{
	TupleDesc desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "function does not return a composite type");
	if (desc->natts > MEDSEC_MAX_FIELDS)
		medsec_refuse_type();
	return desc;
}

/* Start the one record that the function returns. */
void
row_begin(Row *row, FunctionCallInfo fcinfo)
{
	row->desc = BlessTupleDesc(result_type(fcinfo));
	row->store = NULL;
	row->at = 0;
}

/*
 * The same for a function that is called for many rows, and has nothing else to
 * keep: the type is looked up once.
 */
Row *
row_begin_kept(FunctionCallInfo fcinfo)
{
	Row *row = fcinfo->flinfo->fn_extra;

	if (row == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		row = palloc(sizeof(Row));
		row_begin(row, fcinfo);
		MemoryContextSwitchTo(old);
		fcinfo->flinfo->fn_extra = row;
	}
	row->at = 0;
	return row;
}

/* Start rows of a set-returning function: row_emit ends each. */
void
row_begin_set(Row *row, FunctionCallInfo fcinfo)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext old;

	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) ||
	    !(rsinfo->allowedModes & SFRM_Materialize))
		ereport(ERROR,
		        (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
		         errmsg("set-returning function called in a context that "
		                "cannot accept a set")));
	old = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	row->desc = result_type(fcinfo); /* a copy made there, to keep */
	row->store = tuplestore_begin_heap(
	    (rsinfo->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
	row->at = 0;
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = row->store;
	rsinfo->setDesc = row->desc;
	MemoryContextSwitchTo(old);
}

static void
put(Row *row, Datum value, bool is_null)
{
	if (row->at >= row->desc->natts)
		medsec_refuse_type();
	row->values[row->at] = value;
	row->nulls[row->at++] = is_null;
}

void
row_datum(Row *row, Datum value)
{
	put(row, value, false);
}

void
row_null(Row *row)
{
	put(row, (Datum) 0, true);
}

void
row_float8(Row *row, double value)
{
	put(row,
	    ms_is_null(value) ? (Datum) 0 : Float8GetDatum(value),
	    ms_is_null(value));
}

void
row_int64(Row *row, int64 value)
{
	put(row, Int64GetDatum(value), false);
}

void
row_int32(Row *row, int32 value)
{
	put(row, Int32GetDatum(value), false);
}

void
row_bool(Row *row, bool value)
{
	put(row, BoolGetDatum(value), false);
}

void
row_text(Row *row, const char *value)
{
	put(row,
	    value == NULL ? (Datum) 0 : CStringGetTextDatum(value),
	    value == NULL);
}

void
row_interval(Row *row, ms_interval limits)
{
	row_float8(row, limits.low);
	row_float8(row, limits.high);
}

void
row_alternative(Row *row, ms_alternative alternative)
{
	row_text(row,
	         alternative == MS_LESS      ? "less"
	         : alternative == MS_GREATER ? "greater"
	                                     : "two-sided");
}

static void
check_complete(const Row *row)
{
	if (row->at != row->desc->natts)
		medsec_refuse_type();
}

Datum
row_finish(Row *row)
{
	check_complete(row);
	return HeapTupleGetDatum(
	    heap_form_tuple(row->desc, row->values, row->nulls));
}

void
row_emit(Row *row)
{
	check_complete(row);
	tuplestore_putvalues(row->store, row->desc, row->values, row->nulls);
	row->at = 0;
}
