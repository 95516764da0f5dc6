/*
 * regression_rows.c
 *		What the regressions share: their rows, their labels, their records.
 *
 * A regression that goes over its rows more than once keeps them in the summary
 * `indicators`.  Its result is a record of arrays, to store and to read later;
 * columns that are left out have NULLs there, and a word that says why.
 */
#include "regression.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

#define MOST_COLUMNS 1600 /* of a summary of indicators */

/* ---- rows ---- */

/* What a call site keeps between rows. */
typedef struct RowBuffer
{
	ColumnReader *columns; /* NULL where they come as an array */
	bool is_boolean; /* y */
	int capacity;
	double *values;
} RowBuffer;

/* How many numbers stand before the columns. */
int
regression_lead(const RegressionForm *form)
{
	return (form->cluster > 0 ? 2 : 0) + (form->weight > 0) + 1;
}

static RowBuffer *
row_buffer(FunctionCallInfo fcinfo, const RegressionForm *form)
{
	RowBuffer *buffer = fcinfo->flinfo->fn_extra;

	if (likely(buffer != NULL))
		return buffer;
	buffer = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(RowBuffer));
	buffer->capacity = FUNC_MAX_ARGS;
	buffer->values = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt,
	                                    buffer->capacity * sizeof(double));
	buffer->is_boolean =
	    get_fn_expr_argtype(fcinfo->flinfo, form->y) == BOOLOID;
	if (!form->is_array)
		buffer->columns = column_reader(fcinfo, form->y + 1);
	fcinfo->flinfo->fn_extra = buffer;
	return buffer;
}

static int
read_array(FunctionCallInfo fcinfo, int i, RowBuffer *buffer, int lead)
{
	int k;
	const double *x = medsec_vector(PG_GETARG_ARRAYTYPE_P(i), "columns", &k);

	if (k < 1 || k > MOST_COLUMNS - lead)
		ereport(ERROR,
		        (errcode(k < 1 ? ERRCODE_INVALID_PARAMETER_VALUE
		                       : ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("argument \"columns\" must have 1 to %d elements",
		                MOST_COLUMNS - lead),
		         errdetail("It has %d.", k)));
	if (k + lead > buffer->capacity)
	{
		buffer->capacity = k + lead;
		buffer->values =
		    repalloc(buffer->values, buffer->capacity * sizeof(double));
	}
	memcpy(buffer->values + lead, x, k * sizeof(double));
	return k;
}

/* The columns into the buffer; how many, or 0 where one is NULL. */
static int
read_columns(FunctionCallInfo fcinfo,
             const RegressionForm *form,
             RowBuffer *buffer,
             int lead)
{
	const double *x;
	int k;

	if (form->is_array)
		k = PG_ARGISNULL(form->y + 1)
		        ? 0
		        : read_array(fcinfo, form->y + 1, buffer, lead);
	else
		k = column_reader_read(buffer->columns, fcinfo, buffer->values + lead)
		        ? column_reader_count(buffer->columns)
		        : 0;
	x = buffer->values + lead;
	for (int j = 0; j < k; j++)
	{
		if (unlikely(!isfinite(x[j])))
			medsec_refuse_value(x[j], psprintf("column %d", j + 1));
	}
	return k;
}

static double
read_y(FunctionCallInfo fcinfo,
       const RegressionForm *form,
       const RowBuffer *buffer)
{
	if (buffer->is_boolean)
		return PG_GETARG_BOOL(form->y);
	return medsec_row_value(PG_GETARG_FLOAT8(form->y), "y");
}

/* Is one of the arguments before the columns NULL? */
static bool
lead_is_null(FunctionCallInfo fcinfo, const RegressionForm *form)
{
	for (int i = 1; i <= form->y; i++)
	{
		if (PG_ARGISNULL(i))
			return true;
	}
	return false;
}

/* The transition function: one more row. */
Datum
regression_accum(FunctionCallInfo fcinfo, const RegressionForm *form)
{
	RowBuffer *buffer = row_buffer(fcinfo, form);
	int lead = regression_lead(form);
	double *values = buffer->values;
	double weight = 1;
	int k;

	if (form->weight > 0 && !PG_ARGISNULL(form->weight))
		weight = medsec_weight(PG_GETARG_FLOAT8(form->weight));
	if (weight == 0)
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	if (lead_is_null(fcinfo, form))
		return indicators_add(fcinfo, 1, NULL);
	k = read_columns(fcinfo, form, buffer, lead);
	if (k == 0)
		return indicators_add(fcinfo, 1, NULL);
	values = buffer->values;
	if (form->cluster > 0)
	{
		/* all 64 bits, in two numbers that a double holds */
		uint64 cluster = (uint64) PG_GETARG_INT64(form->cluster);

		*values++ = (double) (cluster >> 32);
		*values++ = (double) (cluster & 0xffffffff);
	}
	if (form->weight > 0)
		*values++ = weight;
	*values = read_y(fcinfo, form, buffer);
	return indicators_add(fcinfo, lead + k, buffer->values);
}

/* The rows that the summary in argument 0 keeps; NULL: none. */
ms_rows
regression_rows(FunctionCallInfo fcinfo,
                const RegressionForm *form,
                int64 *missing)
{
	int lead = regression_lead(form);
	const double *values = NULL;
	int64 n = 0;
	int p = 0;

	*missing = 0;
	if (!PG_ARGISNULL(0))
		values = indicators_units(fcinfo, 0, &n, &p, missing);
	if (n > 0 && p < lead)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the summary has too few columns for a regression"),
		         errdetail("It has %d.", p)));
	return (ms_rows){
	    .values = values,
	    .n = n,
	    .stride = p,
	    .weight_at = form->weight > 0 ? lead - 2 : -1,
	    .y_at = lead - 1,
	    .x_at = lead,
	    .k = n > 0 ? p - lead : 0,
	};
}

/* ---- labels and notes ---- */

/*
 * Names of k columns, from a list that may begin with the response's; x1, x2,
 * ... where there is no list.  k < 0: a summary without rows, of which only a
 * list can tell.
 */
Datum *
regression_labels(
    FunctionCallInfo fcinfo, int i, int k, bool with_response, int *count)
{
	int first = with_response && !PG_ARGISNULL(i) ? 1 : 0;
	int n = k >= 0 ? k + first : 0;
	Datum *labels = medsec_labels_arg(fcinfo, i, &n);

	*count = Max(n - first, 0);
	return labels + first;
}

/* How many of k columns are in use, with or without a finite estimate. */
int
regression_rank(const ms_term_state *states, int k)
{
	int rank = k;

	for (int j = 0; j < k; j++)
		rank -=
		    states[j] == MS_TERM_CONSTANT || states[j] == MS_TERM_COMBINATION;
	return rank;
}

/* The columns in these states, one after the other; NULL: there are none. */
const char *
regression_names(const Datum *labels,
                 const ms_term_state *states,
                 int k,
                 ms_term_state from,
                 ms_term_state to)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int j = 0; j < k; j++)
	{
		if (states[j] < from || states[j] > to)
			continue;
		if (names.len > 0)
			appendStringInfoString(&names, ", ");
		if (labels == NULL)
			appendStringInfo(&names, "x%d", j + 1);
		else
			appendStringInfoString(&names, TextDatumGetCString(labels[j]));
	}
	return names.len > 0 ? names.data : NULL;
}

/* What is left out, and the rank; NULL where nothing is. */
const char *
regression_rank_note(const Datum *labels,
                     const ms_term_state *states,
                     int k,
                     int rank)
{
	const char *names = regression_names(
	    labels, states, k, MS_TERM_CONSTANT, MS_TERM_COMBINATION);

	return names == NULL
	           ? NULL
	           : psprintf("rank %d of %d: %s left out", rank, k, names);
}

const char *
regression_note(const char *first, const char *second)
{
	if (first != NULL && second != NULL)
		return psprintf("%s; %s", first, second);
	return first != NULL ? first : second;
}

/* A matrix, or NULL where it is not there. */
void
regression_row_matrix(Row *row, const double *matrix, int n)
{
	if (ms_is_null(matrix[0]))
		row_null(row);
	else
		row_datum(row, medsec_matrix(matrix, n, n));
}

/* ---- records ---- */

/* what the states are called in a record; NULL: the column is used */
static const char *const state_words[] = {
    NULL, "constant", "combination", "separates"};

Datum
regression_states_array(const ms_term_state *states, int n)
{
	Datum *words = palloc(n * sizeof(Datum));
	bool *nulls = palloc(n * sizeof(bool));
	int lower = 1;

	for (int j = 0; j < n; j++)
	{
		nulls[j] = states[j] == MS_TERM_KEPT;
		words[j] =
		    nulls[j] ? (Datum) 0 : CStringGetTextDatum(state_words[states[j]]);
	}
	return PointerGetDatum(construct_md_array(
	    words, nulls, 1, &n, &lower, TEXTOID, -1, false, TYPALIGN_INT));
}

pg_attribute_noreturn() static void refuse_field(const char *name)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("field \"%s\" of the model is not what a fit gives", name),
	         errhint("Models are made by ols_robust, ols_clustered and "
	                 "logit.")));
}

static Datum
field_of(Datum record, int field, bool *is_null)
{
	return GetAttributeByNum(
	    DatumGetHeapTupleHeader(record), (AttrNumber) field, is_null);
}

ms_term_state *
regression_states(Datum record, int field, int n)
{
	ms_term_state *states = palloc0(n * sizeof(ms_term_state));
	bool is_null;
	Datum value = field_of(record, field, &is_null);
	Datum *words;
	bool *nulls;
	int count;

	if (is_null)
		return states;
	deconstruct_array(DatumGetArrayTypeP(value),
	                  TEXTOID,
	                  -1,
	                  false,
	                  TYPALIGN_INT,
	                  &words,
	                  &nulls,
	                  &count);
	if (count != n)
		refuse_field("left_out");
	for (int j = 0; j < n; j++)
	{
		for (int state = MS_TERM_CONSTANT;
		     !nulls[j] && state <= MS_TERM_SEPARATES;
		     state++)
		{
			if (strcmp(TextDatumGetCString(words[j]), state_words[state]) == 0)
				states[j] = state;
		}
	}
	return states;
}

/* The figures of an array, MS_NULL where one is NULL; NULL: there is none. */
double *
regression_vector(Datum record, int field, const char *name, int *n)
{
	bool is_null;
	Datum value = field_of(record, field, &is_null);
	Datum *figures;
	bool *nulls;
	double *vector;

	*n = 0;
	if (is_null)
		return NULL;
	deconstruct_array(DatumGetArrayTypeP(value),
	                  FLOAT8OID,
	                  sizeof(float8),
	                  FLOAT8PASSBYVAL,
	                  TYPALIGN_DOUBLE,
	                  &figures,
	                  &nulls,
	                  n);
	vector = palloc(Max(*n, 1) * sizeof(double));
	for (int j = 0; j < *n; j++)
	{
		vector[j] = nulls[j] ? MS_NULL : DatumGetFloat8(figures[j]);
		if (!nulls[j] && !isfinite(vector[j]))
			refuse_field(name);
	}
	return vector;
}

/* The same of n figures; n NULLs where there is no array. */
double *
regression_figures(Datum record, int field, const char *name, int n)
{
	int given;
	double *vector = regression_vector(record, field, name, &given);

	if (vector == NULL)
	{
		vector = palloc(Max(n, 1) * sizeof(double));
		for (int j = 0; j < n; j++)
			vector[j] = MS_NULL;
	}
	else if (given != n)
		refuse_field(name);
	return vector;
}

double
regression_figure(Datum record, int field, const char *name)
{
	bool is_null;
	Datum value = field_of(record, field, &is_null);

	if (is_null)
		return MS_NULL;
	if (!isfinite(DatumGetFloat8(value)))
		refuse_field(name);
	return DatumGetFloat8(value);
}

const char *
regression_text(Datum record, int field)
{
	bool is_null;
	Datum value = field_of(record, field, &is_null);

	return is_null ? NULL : TextDatumGetCString(value);
}

/* estimate, std_error, statistic, [df,] p_value, limits, conf_level */
void
row_term(Row *row, const ms_term *term, double df, double level)
{
	row_float8(row, term->estimate);
	row_float8(row, term->std_error);
	row_float8(row, term->statistic);
	if (!isinf(df))
		row_float8(row, df);
	row_float8(row, term->p_value);
	row_interval(row, term->limits);
	row_float8(row, level);
}
