/*
 * arrays.c
 *		Arrays of numbers, and labels of items.
 */
#include "medsec.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "core/comoments.h"

/* A one-dimensional float8[] without NULLs, as it lies in the array. */
double *
medsec_vector(ArrayType *array, const char *name, int *n)
{
	if (ARR_ELEMTYPE(array) != FLOAT8OID)
		elog(ERROR, "array of unexpected element type %u", ARR_ELEMTYPE(array));
	if (ARR_NDIM(array) > 1)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
		     errmsg("argument \"%s\" must be a one-dimensional array", name),
		     errdetail("It has %d dimensions.", ARR_NDIM(array))));
	if (array_contains_nulls(array))
		ereport(
		    ERROR,
		    (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
		     errmsg("argument \"%s\" must not contain NULLs", name),
		     errhint(
		         "Give NULL for the whole array to leave such a row out.")));
	*n = ARR_NDIM(array) == 0 ? 0 : ARR_DIMS(array)[0];
	return (double *) ARR_DATA_PTR(array);
}

/* Room for a p x p matrix; p of 1600 needs 20 MB. */
double *
medsec_square(int p)
{
	return palloc((Size) Max(p, 1) * Max(p, 1) * sizeof(double));
}

static Datum
build(const double *values, int ndim, int *dims)
{
	int lower[2] = {1, 1};
	int n = ndim == 1 ? dims[0] : dims[0] * dims[1];
	Datum *datums = palloc(n * sizeof(Datum));
	bool *nulls = palloc(n * sizeof(bool));
	ArrayType *array;

	for (int i = 0; i < n; i++)
	{
		nulls[i] = ms_is_null(values[i]);
		datums[i] = nulls[i] ? (Datum) 0 : Float8GetDatum(values[i]);
	}
	array = construct_md_array(datums,
	                           nulls,
	                           ndim,
	                           dims,
	                           lower,
	                           FLOAT8OID,
	                           sizeof(float8),
	                           FLOAT8PASSBYVAL,
	                           TYPALIGN_DOUBLE);
	pfree(datums);
	pfree(nulls);
	return PointerGetDatum(array);
}

/* float8[] of n values; MS_NULL becomes NULL */
Datum
medsec_array(const double *values, int n)
{
	return build(values, 1, &n);
}

/* float8[][] of a row-major matrix */
Datum
medsec_matrix(const double *values, int rows, int columns)
{
	int dims[2] = {rows, columns};

	return build(values, 2, dims);
}

static int
compare_texts(const void *a, const void *b)
{
	text *p = DatumGetTextPP(*(const Datum *) a);
	text *q = DatumGetTextPP(*(const Datum *) b);
	int n = VARSIZE_ANY_EXHDR(p);

	if (n != (int) VARSIZE_ANY_EXHDR(q))
		return n < (int) VARSIZE_ANY_EXHDR(q) ? -1 : 1;
	return memcmp(VARDATA_ANY(p), VARDATA_ANY(q), n);
}

/* Two items of one name are mostly arrays that do not go together. */
static void
refuse_twice(const Datum *labels, int n)
{
	Datum *sorted = palloc(Max(n, 1) * sizeof(Datum));

	memcpy(sorted, labels, n * sizeof(Datum));
	qsort(sorted, n, sizeof(Datum), compare_texts);
	for (int k = 1; k < n; k++)
	{
		if (compare_texts(&sorted[k - 1], &sorted[k]) == 0)
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("argument \"labels\" must name every item once"),
			         errdetail("\"%s\" occurs twice.",
			                   TextDatumGetCString(sorted[k]))));
	}
	pfree(sorted);
}

/*
 * Names of n items: the text[] argument, or x1, x2, ... where it is NULL.  The
 * items of a summary without rows are not known, n is 0: then the labels tell
 * how many there are.
 */
Datum *
medsec_labels_arg(FunctionCallInfo fcinfo, int i, int *n)
{
	ArrayType *array;
	Datum *labels;
	bool *nulls;
	int given;

	if (PG_ARGISNULL(i))
	{
		labels = palloc(Max(*n, 1) * sizeof(Datum));
		for (int k = 0; k < *n; k++)
			labels[k] = CStringGetTextDatum(psprintf("x%d", k + 1));
		return labels;
	}
	array = PG_GETARG_ARRAYTYPE_P(i);
	deconstruct_array(
	    array, TEXTOID, -1, false, TYPALIGN_INT, &labels, &nulls, &given);
	if (*n == 0 && given <= MS_COMOMENTS_MAX_COLUMNS)
		*n = given;
	if (ARR_NDIM(array) > 1 || given != *n)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"labels\" must name every item once"),
		         errdetail("There are %d items and %d labels.", *n, given)));
	if (array_contains_nulls(array))
		ereport(
		    ERROR,
		    (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
		     errmsg("argument \"labels\" must not contain NULLs"),
		     errhint("Where array_agg() made them, leave out the group that "
		             "is NULL.")));
	refuse_twice(labels, given);
	return labels;
}

/*
 * A float8[] in a field of a record that anybody may have made up: finite
 * figures, *n of them.
 */
const double *
medsec_record_vector(Datum record, int field, const char *name, int *n)
{
	bool is_null;
	Datum value = GetAttributeByNum(
	    DatumGetHeapTupleHeader(record), (AttrNumber) field, &is_null);
	ArrayType *array = is_null ? NULL : DatumGetArrayTypeP(value);
	const double *elements;

	if (array == NULL || ARR_ELEMTYPE(array) != FLOAT8OID ||
	    ARR_NDIM(array) > 1 || array_contains_nulls(array))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("field \"%s\" of the record is not an array of figures",
		                name)));
	*n = ARR_NDIM(array) == 0 ? 0 : ARR_DIMS(array)[0];
	elements = (const double *) ARR_DATA_PTR(array);
	for (int i = 0; i < *n; i++)
		medsec_finite(elements[i], name);
	return elements;
}

/* ---- counts that are the state of an aggregate ---- */

/* n counts of 0 */
Datum
medsec_counts_new(int n)
{
	Size size = ARR_OVERHEAD_NONULLS(1) + n * sizeof(int64);
	ArrayType *array = palloc0(size);

	SET_VARSIZE(array, size);
	array->ndim = 1;
	array->elemtype = INT8OID;
	ARR_DIMS(array)[0] = n;
	ARR_LBOUND(array)[0] = 1;
	return PointerGetDatum(array);
}

/*
 * The counts in argument i, as they lie in the array.  Called by hand, what
 * is to change is copied: it may be stored somewhere.
 */
int64 *
medsec_counts_arg(FunctionCallInfo fcinfo, int i, int *n, bool to_change)
{
	ArrayType *array = NULL;

	if (!PG_ARGISNULL(i))
		array = to_change && !AggCheckCallContext(fcinfo, NULL)
		            ? PG_GETARG_ARRAYTYPE_P_COPY(i)
		            : PG_GETARG_ARRAYTYPE_P(i);
	if (array == NULL || ARR_NDIM(array) != 1 ||
	    ARR_ELEMTYPE(array) != INT8OID || ARR_HASNULL(array))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("this array is not the state of the aggregate")));
	fcinfo->args[i].value = PointerGetDatum(array);
	*n = ARR_DIMS(array)[0];
	return (int64 *) ARR_DATA_PTR(array);
}
