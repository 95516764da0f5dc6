/*
 * comoments.c
 *		The summary `comoments`, and the figures read from it.
 *
 * While an aggregate runs, its state has an open block of rows that wait
 * (core/comoments.h); the block grows once, so that many small groups stay
 * small.  Whatever leaves the aggregate is closed.
 */
#include "types.h"

#define FIRST_CAPACITY 4

static Comoments *
comoments_new(int p, int capacity)
{
	Comoments *value =
	    value_new(offsetof(Comoments, c) + ms_comoments_size(p, capacity));

	ms_comoments_init(&value->c, p, capacity);
	return value;
}

/* The same summary with another capacity. */
static Comoments *
comoments_resize(const ms_comoments *c, int capacity)
{
	Comoments *value = comoments_new(c->p, capacity);

	ms_comoments_copy(&value->c, c);
	return value;
}

/* Flush the block; this is where a value that is not finite is met. */
static void
comoments_flush(ms_comoments *c)
{
	ms_status status = ms_comoments_flush(c);
	int column;
	double value;

	if (unlikely(status == MS_DOMAIN))
	{
		if (ms_comoments_find_nonfinite(c, &column, &value))
			medsec_refuse_value(value, psprintf("column %d", column + 1));
		status = MS_OVERFLOW;
	}
	medsec_check_status(status, "comoments");
}

/* The value closed: itself, or a copy without a block. */
static const Comoments *
comoments_close(const Comoments *value)
{
	Comoments *open;

	if (value->c.capacity == 0)
		return value;
	open = comoments_resize(&value->c, value->c.capacity);
	comoments_flush(&open->c);
	return comoments_resize(&open->c, 0);
}

/* Argument i, closed; what is stored says how large it is. */
static const Comoments *
comoments_value(FunctionCallInfo fcinfo, int i)
{
	const Comoments *value = value_arg(fcinfo, i);
	const ms_comoments *c = &value->c;

	if (VARSIZE(value) < sizeof(Comoments) || c->p < 0 ||
	    c->p > MS_COMOMENTS_MAX_COLUMNS || c->capacity < 0 ||
	    c->capacity > MS_COMOMENTS_BLOCK || c->rows < 0 ||
	    c->rows > c->capacity ||
	    VARSIZE(value) !=
	        offsetof(Comoments, c) + ms_comoments_size(c->p, c->capacity))
		value_refuse();
	return comoments_close(value);
}

const ms_comoments *
comoments_arg(FunctionCallInfo fcinfo, int i)
{
	return &comoments_value(fcinfo, i)->c;
}

/* ---- text and binary forms ---- */

static void
comoments_wire_head(Wire *wire, ms_comoments *c)
{
	wire_int32(wire, &c->p);
	wire_int64(wire, &c->n);
	wire_int64(wire, &c->missing);
	wire_double(wire, &c->weight);
}

static void
comoments_wire_data(Wire *wire, ms_comoments *c)
{
	wire_doubles(wire, c->data, 2 * c->p + ms_triangle_size(c->p));
	wire_end(wire);
}

static Datum
comoments_read(Wire *wire)
{
	ms_comoments head = {0};
	Comoments *value;
	const char *fault;

	comoments_wire_head(wire, &head);
	if (head.p < 0 || head.p > MS_COMOMENTS_MAX_COLUMNS)
		wire_fault(wire, "The number of columns is out of range.");
	value = comoments_new(head.p, 0);
	value->c = head;
	comoments_wire_data(wire, &value->c);
	fault = ms_comoments_fault(&value->c);
	if (fault != NULL)
		wire_fault(wire, psprintf("In the summary, %s.", fault));
	return PointerGetDatum(value);
}

static Datum
comoments_write(Wire *wire, const ms_comoments *c)
{
	Comoments *copy = comoments_resize(c, 0);

	comoments_wire_head(wire, &copy->c);
	comoments_wire_data(wire, &copy->c);
	return wire_result(wire);
}

PG_FUNCTION_INFO_V1(medsec_comoments_in);
Datum
medsec_comoments_in(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_text(&wire, "comoments", PG_GETARG_CSTRING(0));
	return comoments_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_comoments_recv);
Datum
medsec_comoments_recv(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_binary(&wire, "comoments", (StringInfo) PG_GETARG_POINTER(0));
	return comoments_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_comoments_out);
Datum
medsec_comoments_out(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_text(&wire, "comoments");
	return comoments_write(&wire, comoments_arg(fcinfo, 0));
}

PG_FUNCTION_INFO_V1(medsec_comoments_send);
Datum
medsec_comoments_send(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_binary(&wire, "comoments");
	return comoments_write(&wire, comoments_arg(fcinfo, 0));
}

/* ---- equality ---- */

static bool
comoments_equal(FunctionCallInfo fcinfo)
{
	return value_equal(comoments_value(fcinfo, 0), comoments_value(fcinfo, 1));
}

PG_FUNCTION_INFO_V1(medsec_comoments_eq);
Datum
medsec_comoments_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(comoments_equal(fcinfo));
}

PG_FUNCTION_INFO_V1(medsec_comoments_ne);
Datum
medsec_comoments_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!comoments_equal(fcinfo));
}

PG_FUNCTION_INFO_V1(medsec_comoments_hash);
Datum
medsec_comoments_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) value_hash(comoments_value(fcinfo, 0), 0));
}

PG_FUNCTION_INFO_V1(medsec_comoments_hash_extended);
Datum
medsec_comoments_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(value_hash(comoments_value(fcinfo, 0), PG_GETARG_INT64(1)));
}

/* ---- aggregates ---- */

/* The state to change; a missing one is empty. */
Comoments *
comoments_state(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? comoments_new(0, 0) : value_to_change(fcinfo, 0);
}

/* The state with room for one more row of p columns. */
Comoments *
comoments_make_room(Comoments *state, int p)
{
	ms_comoments *c = &state->c;

	if (c->p == 0)
	{
		int64 missing = c->missing;

		state = comoments_new(p, FIRST_CAPACITY);
		state->c.missing = missing;
		return state;
	}
	if (unlikely(c->p != p))
		ereport(ERROR,
		        (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
		         errmsg("rows must have the same number of columns"),
		         errdetail("This row has %d, earlier rows have %d.", p, c->p)));
	if (c->rows < c->capacity)
		return state;
	if (c->capacity < MS_COMOMENTS_BLOCK)
		return comoments_resize(
		    c, c->capacity == 0 ? FIRST_CAPACITY : MS_COMOMENTS_BLOCK);
	comoments_flush(c);
	return state;
}

/* What a transition function returns: an open state only to an aggregate. */
Datum
comoments_return(FunctionCallInfo fcinfo, Comoments *state)
{
	if (likely(AggCheckCallContext(fcinfo, NULL)))
		return PointerGetDatum(state);
	return PointerGetDatum(comoments_close(state));
}

/* columns from argument `first` on; the argument before may be the weight */
static Datum
accumulate_columns(FunctionCallInfo fcinfo, int first)
{
	Comoments *state = comoments_state(fcinfo);
	ColumnReader *reader = fcinfo->flinfo->fn_extra;
	bool missing = first == 2 && PG_ARGISNULL(1);
	double weight = 1;

	if (unlikely(reader == NULL))
		reader = fcinfo->flinfo->fn_extra = column_reader(fcinfo, first);
	if (first == 2 && !missing)
		weight = medsec_weight(PG_GETARG_FLOAT8(1));
	if (weight == 0)
		return comoments_return(fcinfo, state);
	if (!missing)
	{
		state = comoments_make_room(state, column_reader_count(reader));
		missing = !column_reader_read(
		    reader, fcinfo, ms_comoments_next_row(&state->c));
	}
	if (missing)
		value_count(&state->c.missing, 1);
	else
		ms_comoments_take_row(&state->c, weight);
	return comoments_return(fcinfo, state);
}

PG_FUNCTION_INFO_V1(medsec_comoments_accum);
Datum
medsec_comoments_accum(PG_FUNCTION_ARGS)
{
	return accumulate_columns(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(medsec_comoments_accum_weighted);
Datum
medsec_comoments_accum_weighted(PG_FUNCTION_ARGS)
{
	return accumulate_columns(fcinfo, 2);
}

/* (state, columns float8[]) or (state, weight, columns float8[]) */
PG_FUNCTION_INFO_V1(medsec_comoments_accum_array);
Datum
medsec_comoments_accum_array(PG_FUNCTION_ARGS)
{
	Comoments *state = comoments_state(fcinfo);
	int last = PG_NARGS() - 1;
	double weight = 1;
	double *values;
	int p;

	if (last == 2 && !PG_ARGISNULL(1))
		weight = medsec_weight(PG_GETARG_FLOAT8(1));
	if (weight == 0)
		return comoments_return(fcinfo, state);
	if (PG_ARGISNULL(last) || (last == 2 && PG_ARGISNULL(1)))
	{
		value_count(&state->c.missing, 1);
		return comoments_return(fcinfo, state);
	}
	values = medsec_vector(PG_GETARG_ARRAYTYPE_P(last), "columns", &p);
	if (p < 1 || p > MS_COMOMENTS_MAX_COLUMNS)
		ereport(ERROR,
		        (errcode(p < 1 ? ERRCODE_INVALID_PARAMETER_VALUE
		                       : ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("argument \"columns\" must have 1 to %d elements",
		                MS_COMOMENTS_MAX_COLUMNS),
		         errdetail("It has %d.", p)));
	state = comoments_make_room(state, p);
	memcpy(ms_comoments_next_row(&state->c), values, p * sizeof(double));
	ms_comoments_take_row(&state->c, weight);
	return comoments_return(fcinfo, state);
}

/* pairs as three columns: x, y and, exact where it matters, x - y */
PG_FUNCTION_INFO_V1(medsec_comoments_accum_pair);
Datum
medsec_comoments_accum_pair(PG_FUNCTION_ARGS)
{
	Comoments *state = comoments_state(fcinfo);
	double *row;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		value_count(&state->c.missing, 1);
	else
	{
		double x = medsec_row_value(PG_GETARG_FLOAT8(1), "x");
		double y = medsec_row_value(PG_GETARG_FLOAT8(2), "y");

		if (!isfinite(x - y))
			medsec_raise_status(MS_OVERFLOW, "t_test_paired");
		state = comoments_make_room(state, 3);
		row = ms_comoments_next_row(&state->c);
		row[0] = x;
		row[1] = y;
		row[2] = x - y;
		ms_comoments_take_row(&state->c, 1);
	}
	return comoments_return(fcinfo, state);
}

/* the combine function, and the transition function of rollup */
PG_FUNCTION_INFO_V1(medsec_comoments_combine);
Datum
medsec_comoments_combine(PG_FUNCTION_ARGS)
{
	Comoments *state = comoments_state(fcinfo);
	const ms_comoments *other;

	if (PG_ARGISNULL(1))
		return comoments_return(fcinfo, state);
	other = comoments_arg(fcinfo, 1);
	if (state->c.p == 0)
	{
		int64 missing = state->c.missing;

		state = comoments_resize(other, 0);
		value_count(&state->c.missing, missing);
	}
	else if (other->p == 0)
		value_count(&state->c.missing, other->missing);
	else if (other->p != state->c.p)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("summaries of different columns cannot be merged"),
		         errdetail("One has %d columns, the other %d.",
		                   state->c.p,
		                   other->p)));
	else
	{
		double *work = palloc(other->p * sizeof(double));

		comoments_flush(&state->c);
		medsec_check_status(ms_comoments_merge(&state->c, other, work),
		                    "rollup");
		pfree(work);
	}
	return comoments_return(fcinfo, state);
}

/* the final function: closes the state, and leaves it as it is */
PG_FUNCTION_INFO_V1(medsec_comoments_final);
Datum
medsec_comoments_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(comoments_value(fcinfo, 0));
}

/* ---- notes ---- */

/* Why a column has no correlations, or NULL if it has. */
const char *
comoments_column_note(const ms_comoments *c, int column)
{
	switch (ms_comoments_spread_of(c, column))
	{
		case MS_HAS_SPREAD:
			break;
		case MS_CONSTANT:
			return psprintf("column %d is constant", column + 1);
		case MS_NARROW:
			return psprintf("column %d has too little spread for double "
			                "precision",
			                column + 1);
		case MS_CONSTANT_OR_NARROW:
			return psprintf("column %d is constant, or its spread too small",
			                column + 1);
	}
	return NULL;
}

/* Why the columns have no correlations at all, or NULL. */
const char *
comoments_undefined_note(const ms_comoments *c)
{
	int constant = ms_comoments_constant_column(c);

	if (ms_too_few_rows(c->n, c->weight) != NULL)
		return ms_too_few_rows(c->n, c->weight);
	return constant < 0 ? NULL : comoments_column_note(c, constant);
}

const char *
comoments_singular_note(const char *matrix, int rank, int p)
{
	return psprintf("%s matrix is singular: rank %d of %d", matrix, rank, p);
}

/* ---- figures ---- */

PG_FUNCTION_INFO_V1(medsec_comoments_n);
Datum
medsec_comoments_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(comoments_arg(fcinfo, 0)->n);
}

PG_FUNCTION_INFO_V1(medsec_comoments_n_missing);
Datum
medsec_comoments_n_missing(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(comoments_arg(fcinfo, 0)->missing);
}

PG_FUNCTION_INFO_V1(medsec_comoments_sum_weight);
Datum
medsec_comoments_sum_weight(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(comoments_arg(fcinfo, 0)->weight);
}

PG_FUNCTION_INFO_V1(medsec_comoments_columns);
Datum
medsec_comoments_columns(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(comoments_arg(fcinfo, 0)->p);
}

/* Column numbers in argument i: each of 1 to p once, negative or not. */
static const int32 *
column_numbers_arg(FunctionCallInfo fcinfo, int i, int p, int *n)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(i);
	const int32 *numbers = (const int32 *) ARR_DATA_PTR(array);
	bool *taken = palloc0(p + 1);

	*n = ARR_NDIM(array) == 1 ? ARR_DIMS(array)[0] : 0;
	if (*n == 0 || array_contains_nulls(array))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"columns\" must be a list of numbers of "
		                "columns")));
	for (int k = 0; k < *n; k++)
	{
		int64 column = Abs((int64) numbers[k]);

		if (column < 1 || column > p)
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("argument \"columns\" must have numbers from 1 to "
			                "%d",
			                p),
			         errdetail("The number is %d.", numbers[k]),
			         errhint("A negative number is a column reversed.")));
		if (taken[column])
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("argument \"columns\" has a column twice"),
			         errdetail("It is column %d.", (int) column)));
		taken[column] = true;
	}
	pfree(taken);
	return numbers;
}

/* select_columns(comoments, columns, ends) */
PG_FUNCTION_INFO_V1(medsec_comoments_select_columns);
Datum
medsec_comoments_select_columns(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	double ends = medsec_float8_arg(fcinfo, 2, "ends");
	const int32 *numbers;
	Comoments *part;
	int n;

	if (c->p == 0) /* no row has told how many there are */
		PG_RETURN_POINTER(comoments_resize(c, 0));
	numbers = column_numbers_arg(fcinfo, 1, c->p, &n);
	part = comoments_new(n, 0);
	medsec_check_status(ms_comoments_select(c, numbers, ends, &part->c),
	                    "comoments");
	PG_RETURN_POINTER(part);
}

/* moments_of(comoments, column) */
PG_FUNCTION_INFO_V1(medsec_comoments_moments_of);
Datum
medsec_comoments_moments_of(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);

	/* while no row has told how many there are, any column will do */
	int column = medsec_range_arg(
	    fcinfo, 1, "column", 1, c->p > 0 ? c->p : MS_COMOMENTS_MAX_COLUMNS);
	ms_moments m = ms_comoments_column(c, column - 1);

	return moments_result(&m);
}

PG_FUNCTION_INFO_V1(medsec_comoments_means);
Datum
medsec_comoments_means(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);

	if (c->n == 0)
		PG_RETURN_NULL();
	return medsec_array(ms_comoments_mean(c), c->p);
}

PG_FUNCTION_INFO_V1(medsec_comoments_covariance);
Datum
medsec_comoments_covariance(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	double *matrix = medsec_square(c->p);

	if (c->n == 0 || ms_comoments_covariance(c, matrix) != MS_OK)
		PG_RETURN_NULL();
	return medsec_matrix(matrix, c->p, c->p);
}

PG_FUNCTION_INFO_V1(medsec_comoments_correlation);
Datum
medsec_comoments_correlation(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	double *matrix = medsec_square(c->p);

	if (!ms_more_than(c->weight, 1))
		PG_RETURN_NULL();
	ms_comoments_correlation(c, matrix);
	return medsec_matrix(matrix, c->p, c->p);
}
