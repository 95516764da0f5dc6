/*
 * benford.c
 *		Digits of amounts.
 *
 * The state is a bigint[]: which digits, what was left out, and the counts.
 */
#include "medsec.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "core/benford.h"
#include "types.h"

/* places in the state */
enum
{
	DIGITS,
	MISSING,
	SMALL,
	NEGATIVE,
	COUNTS
};

static ms_benford_kind
checked_kind(int64 digits)
{
	if (digits != MS_BENFORD_LAST_TWO && (digits < 1 || digits > 3))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"digits\" must be 1, 2, 3 or -2"),
		         errdetail("The value is " INT64_FORMAT ".", digits),
		         errhint("1, 2 and 3 are the first digits, -2 the last two.")));
	return (ms_benford_kind) digits;
}

static int64 *
state_arg(FunctionCallInfo fcinfo, int i, bool to_change)
{
	int n;
	int64 *state = medsec_counts_arg(fcinfo, i, &n, to_change);

	if (n <= COUNTS ||
	    n != COUNTS + ms_benford_bins(checked_kind(state[DIGITS])))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("this array is not the state of the aggregate")));
	return state;
}

/* The state in argument 0, begun where there is none, of argument 2's digits. */
static int64 *
state_of_digits(FunctionCallInfo fcinfo)
{
	ms_benford_kind kind;
	int64 *state;

	if (PG_ARGISNULL(2))
		ereport(ERROR,
		        (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
		         errmsg("argument \"digits\" must not be NULL")));
	kind = checked_kind(PG_GETARG_INT32(2));
	if (PG_ARGISNULL(0))
	{
		fcinfo->args[0].value =
		    medsec_counts_new(COUNTS + ms_benford_bins(kind));
		fcinfo->args[0].isnull = false;
		state = (int64 *) ARR_DATA_PTR(PG_GETARG_ARRAYTYPE_P(0));
		state[DIGITS] = kind;
		return state;
	}
	state = state_arg(fcinfo, 0, true);
	if (state[DIGITS] != kind)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"digits\" must be the same in all rows")));
	return state;
}

/* small_too: an amount below 1 counts, which the caller has found large enough */
static void
count_amount(int64 *state, const char *text, bool small_too)
{
	int bin;

	switch (ms_benford_read((ms_benford_kind) state[DIGITS], text, &bin))
	{
		case MS_BENFORD_COUNTS:
			value_count(&state[COUNTS + bin], 1);
			break;
		case MS_BENFORD_SMALL:
			value_count(&state[small_too && bin >= 0 ? COUNTS + bin : SMALL],
			            1);
			break;
		case MS_BENFORD_NEGATIVE:
			value_count(&state[NEGATIVE], 1);
			break;
		case MS_BENFORD_NO_NUMBER:
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			         errmsg("argument \"amount\" must be a decimal number"),
			         errdetail("The text is \"%.*s\".",
			                   pg_mbcliplen(text, (int) strlen(text), 100),
			                   text)));
	}
}

/* (state, amount numeric, digits) */
PG_FUNCTION_INFO_V1(medsec_benford_accum);
Datum
medsec_benford_accum(PG_FUNCTION_ARGS)
{
	int64 *state = state_of_digits(fcinfo);

	if (PG_ARGISNULL(1))
		value_count(&state[MISSING], 1);
	else
		count_amount(state,
		             DatumGetCString(DirectFunctionCall1(
		                 numeric_out,
		                 medsec_finite_numeric(PG_GETARG_DATUM(1), "amount"))),
		             false);
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

static int
sign_of(Datum number)
{
	return (int) DatumGetFloat8(DirectFunctionCall1(
	    numeric_float8, DirectFunctionCall1(numeric_sign, number)));
}

/* Is the amount, from 0 on, below the least that counts? */
static bool
is_below(Datum amount, Datum minimum)
{
	return DatumGetBool(DirectFunctionCall2(numeric_lt, amount, minimum)) &&
	       sign_of(amount) >= 0;
}

/* (state, amount numeric, digits, minimum numeric) */
PG_FUNCTION_INFO_V1(medsec_benford_accum_from);
Datum
medsec_benford_accum_from(PG_FUNCTION_ARGS)
{
	int64 *state = state_of_digits(fcinfo);
	Datum amount;
	Datum minimum;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
	{
		value_count(&state[MISSING], 1);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	amount = medsec_finite_numeric(PG_GETARG_DATUM(1), "amount");
	minimum = medsec_finite_numeric(PG_GETARG_DATUM(3), "minimum");
	if (is_below(amount, minimum))
		value_count(&state[SMALL], 1);
	else
		count_amount(state,
		             DatumGetCString(DirectFunctionCall1(numeric_out, amount)),
		             true);
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/* (state, amount text, digits) */
PG_FUNCTION_INFO_V1(medsec_benford_accum_text);
Datum
medsec_benford_accum_text(PG_FUNCTION_ARGS)
{
	int64 *state = state_of_digits(fcinfo);

	if (PG_ARGISNULL(1))
		value_count(&state[MISSING], 1);
	else
		count_amount(state, text_to_cstring(PG_GETARG_TEXT_PP(1)), false);
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

PG_FUNCTION_INFO_V1(medsec_benford_combine);
Datum
medsec_benford_combine(PG_FUNCTION_ARGS)
{
	int64 *state = state_arg(fcinfo, 0, true);
	const int64 *other = state_arg(fcinfo, 1, false);
	int bins = ms_benford_bins((ms_benford_kind) state[DIGITS]);

	if (state[DIGITS] != other[DIGITS])
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("counts of different digits cannot be merged")));
	for (int k = MISSING; k < COUNTS + bins; k++)
		value_count(&state[k], other[k]);
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/* ---- the answer ---- */

/* Counts that anybody may have made up. */
static void
check_counts(const int64 *counts, int n)
{
	for (int k = 0; k < n; k++)
	{
		if (counts[k] < 0 || counts[k] > MS_MAX_COUNT)
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("a count is out of range"),
			         errdetail("It is " INT64_FORMAT ".", counts[k])));
	}
}

static void
row_no_rows(Row *row)
{
	row_null(row);
	row_float8(row, 0);
	for (int k = 0; k < 3; k++)
		row_int64(row, 0);
	for (int k = 0; k < 6; k++)
		row_null(row);
	row_text(row, "no rows");
}

PG_FUNCTION_INFO_V1(medsec_benford_final);
Datum
medsec_benford_final(PG_FUNCTION_ARGS)
{
	ms_benford_test test;
	ms_benford_kind kind;
	const int64 *state;
	Datum counts;
	int bins;
	Row row;

	row_begin(&row, fcinfo);
	if (PG_ARGISNULL(0))
	{
		row_no_rows(&row);
		return row_finish(&row);
	}
	state = state_arg(fcinfo, 0, false);
	kind = (ms_benford_kind) state[DIGITS];
	bins = ms_benford_bins(kind);
	check_counts(state + MISSING, COUNTS - MISSING + bins);
	ms_benford_test_of(kind, state + COUNTS, &test);
	counts = medsec_counts_new(bins);
	memcpy(ARR_DATA_PTR(DatumGetArrayTypeP(counts)),
	       state + COUNTS,
	       bins * sizeof(int64));
	row_int32(&row, kind);
	row_float8(&row, test.n);
	row_int64(&row, state[MISSING]);
	row_int64(&row, state[SMALL]);
	row_int64(&row, state[NEGATIVE]);
	row_float8(&row, test.chi_square);
	row_float8(&row, test.df);
	row_float8(&row, test.p_value);
	row_float8(&row, test.mad);
	row_text(&row, test.conformity);
	row_datum(&row, counts);
	row_text(&row, test.note);
	return row_finish(&row);
}

/* ---- digit by digit ---- */

/* The counts of a result that anybody may have made up; NULL: of no rows. */
static const int64 *
counts_of_result(Datum result, ms_benford_kind *kind)
{
	HeapTupleHeader record = DatumGetHeapTupleHeader(result);
	bool no_digits;
	bool no_counts;
	Datum digits = GetAttributeByNum(record, 1, &no_digits);
	Datum value = GetAttributeByNum(record, 11, &no_counts);
	ArrayType *array;

	if (no_digits || no_counts)
		return NULL;
	*kind = checked_kind(DatumGetInt32(digits));
	array = DatumGetArrayTypeP(value);
	if (ARR_NDIM(array) != 1 || ARR_ELEMTYPE(array) != INT8OID ||
	    array_contains_nulls(array) ||
	    ARR_DIMS(array)[0] != ms_benford_bins(*kind))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("this record is not a result of benford()")));
	check_counts((const int64 *) ARR_DATA_PTR(array), ARR_DIMS(array)[0]);
	return (const int64 *) ARR_DATA_PTR(array);
}

PG_FUNCTION_INFO_V1(medsec_benford_digits);
Datum
medsec_benford_digits(PG_FUNCTION_ARGS)
{
	ms_benford_kind kind;
	const int64 *counts;
	double n = 0;
	Row row;

	row_begin_set(&row, fcinfo);
	counts = counts_of_result(PG_GETARG_DATUM(0), &kind);
	if (counts == NULL)
		return (Datum) 0;
	for (int k = 0; k < ms_benford_bins(kind); k++)
		n += (double) counts[k];
	for (int k = 0; k < ms_benford_bins(kind); k++)
	{
		double expected = ms_benford_expected(kind, k);
		double z = ms_benford_z(kind, k, (double) counts[k], n);

		row_int32(&row, ms_benford_first(kind) + k);
		row_int64(&row, counts[k]);
		row_float8(&row, n > 0 ? (double) counts[k] / n : MS_NULL);
		row_float8(&row, expected);
		row_float8(&row, n * expected);
		row_float8(&row, z);
		row_float8(&row,
		           ms_is_null(z) ? z : ms_p_value_normal(z, MS_TWO_SIDED));
		row_emit(&row);
	}
	return (Datum) 0;
}
