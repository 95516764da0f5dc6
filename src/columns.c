/*
 * columns.c
 *		VARIADIC "any" numeric columns, read without building an array.
 *
 * The types are looked up once a query and kept with the call site, so that a
 * row costs one conversion a column.
 */
#include "medsec.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

struct ColumnReader
{
	int first; /* the argument that is the first column */
	int n;
	bool all_float8; /* the common case has a loop of its own */
	Oid types[FUNC_MAX_ARGS];
};

/* The reader of n columns from argument `first` on. */
ColumnReader *
column_reader_of(FunctionCallInfo fcinfo, int first, int n)
{
	ColumnReader *reader =
	    MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(ColumnReader));

	reader->first = first;
	reader->n = n;
	reader->all_float8 = FLOAT8PASSBYVAL;
	for (int j = 0; j < reader->n; j++)
	{
		Oid type = get_fn_expr_argtype(fcinfo->flinfo, first + j);

		if (OidIsValid(type))
			type = getBaseType(type);
		switch (type)
		{
			case FLOAT8OID:
			case FLOAT4OID:
			case INT2OID:
			case INT4OID:
			case INT8OID:
			case NUMERICOID:
			case BOOLOID:
				break;
			default:
				ereport(ERROR,
				        (errcode(ERRCODE_DATATYPE_MISMATCH),
				         errmsg("column %d is not numeric", j + 1),
				         errdetail("Its type is %s.",
				                   OidIsValid(type) ? format_type_be(type)
				                                    : "not known"),
				         errhint("Columns may be smallint, integer, bigint, "
				                 "numeric, real, double precision or "
				                 "boolean; cast the column to one of them.")));
		}
		reader->types[j] = type;
		reader->all_float8 &= type == FLOAT8OID;
	}
	return reader;
}

/* The reader of all columns from argument `first` on. */
ColumnReader *
column_reader(FunctionCallInfo fcinfo, int first)
{
	int n = PG_NARGS() - first;

	if (n < 1 || get_fn_expr_variadic(fcinfo->flinfo))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("columns must be given one by one"),
		         errhint("To give them as one array, use the form with a "
		                 "double precision[] argument, without VARIADIC.")));
	return column_reader_of(fcinfo, first, n);
}

int
column_reader_count(const ColumnReader *reader)
{
	return reader->n;
}

static inline double
to_double(Datum value, Oid type)
{
	switch (type)
	{
		case FLOAT8OID:
			return DatumGetFloat8(value);
		case FLOAT4OID:
			return DatumGetFloat4(value);
		case INT2OID:
			return DatumGetInt16(value);
		case INT4OID:
			return DatumGetInt32(value);
		case INT8OID:
			return DatumGetInt64(value);
		case BOOLOID:
			return DatumGetBool(value);
		default:
			return DatumGetFloat8(DirectFunctionCall1(numeric_float8, value));
	}
}

/* A value of column j, which is not NULL. */
double
column_reader_convert(const ColumnReader *reader, int j, Datum value)
{
	return to_double(value, reader->types[j]);
}

/*
 * The row's values; false, and nothing certain in values, if one is NULL.
 * Whether they are finite is the caller's to ask.
 */
bool
column_reader_read(const ColumnReader *reader,
                   FunctionCallInfo fcinfo,
                   double *values)
{
	const NullableDatum *args = fcinfo->args + reader->first;

	if (reader->all_float8)
	{
		bool any_null = false;

		for (int j = 0; j < reader->n; j++)
		{
			any_null |= args[j].isnull;
			values[j] = DatumGetFloat8(args[j].value);
		}
		return !any_null;
	}
	for (int j = 0; j < reader->n; j++)
	{
		if (args[j].isnull)
			return false;
		values[j] = to_double(args[j].value, reader->types[j]);
	}
	return true;
}
