/*
 * indicators.c
 *		The summary `indicators`, and the weights read from it.
 *
 * The weights of entropy need every value, for they begin with the smallest
 * and the largest: the summary keeps the units as they are, 8 bytes a value.
 * It grows by doubling; the aggregate copies it then, so that adding a row is
 * cheap in the long run.
 */
#include "window.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "core/indicator_weights.h"
#include "core/shares.h"
#include "types.h"

#define FIRST_CAPACITY 8
#define MAX_INDICATORS 1600

typedef struct Indicators
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	int32 p; /* indicators; 0 while no row has told */
	int32 capacity; /* units there is room for */
	int64 n; /* units */
	int64 missing; /* units left out for a NULL among their indicators */
	double data[]; /* direction[p] as 0 or 1; then unit by unit */
} Indicators;

static Size
indicators_size(int p, int64 capacity)
{
	return offsetof(Indicators, data) +
	       (Size) p * (capacity + 1) * sizeof(double);
}

static Indicators *
indicators_new(int p, int64 capacity)
{
	Indicators *value;

	if (capacity > PG_INT32_MAX || indicators_size(p, capacity) > MaxAllocSize)
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("too many units for one summary of indicators"),
		         errdetail("A value of 1 GB holds %d units of %d indicators.",
		                   (int) (MaxAllocSize / sizeof(double) / Max(p, 1)),
		                   p)));
	value = value_new(indicators_size(p, capacity));
	value->p = p;
	value->capacity = capacity;
	return value;
}

static double *
unit_at(const Indicators *value, int64 i)
{
	return (double *) value->data + (size_t) value->p * (i + 1);
}

/* The same with another capacity, which holds what is there. */
static Indicators *
indicators_resize(const Indicators *value, int64 capacity)
{
	Indicators *copy = indicators_new(value->p, capacity);

	copy->n = value->n;
	copy->missing = value->missing;
	memcpy(copy->data,
	       value->data,
	       (size_t) value->p * (value->n + 1) * sizeof(double));
	return copy;
}

/* Argument i without room to spare. */
static const Indicators *
indicators_arg(FunctionCallInfo fcinfo, int i)
{
	const Indicators *value = value_arg(fcinfo, i);

	if (VARSIZE(value) < sizeof(Indicators) || value->p < 0 ||
	    value->p > MAX_INDICATORS || value->capacity < 0 || value->n < 0 ||
	    value->n > value->capacity ||
	    VARSIZE(value) != indicators_size(value->p, value->capacity))
		value_refuse();
	return value->capacity == value->n ? value
	                                   : indicators_resize(value, value->n);
}

/* ---- text and binary forms ---- */

static Indicators *
indicators_read(Wire *wire)
{
	int32 p = 0;
	int64 n = 0;
	int64 missing = 0;
	Indicators *value;

	wire_int32(wire, &p);
	wire_int64(wire, &n);
	wire_int64(wire, &missing);
	if (p < 0 || p > MAX_INDICATORS || n < 0 || n > PG_INT32_MAX ||
	    missing < 0 || missing > MS_MAX_COUNT || (p == 0 && n > 0))
		wire_fault(wire, "A count is out of range.");
	if (wire->mode == WIRE_TEXT_IN && (Size) n * Max(p, 1) > strlen(wire->at))
		wire_fault(wire, "The value is cut short.");
	if (wire->mode == WIRE_BINARY_IN &&
	    (Size) n * p * sizeof(double) > (Size) wire->buffer->len)
		wire_fault(wire, "The value is cut short.");
	value = indicators_new(p, n);
	value->n = n;
	value->missing = missing;
	wire_doubles(wire, value->data, (size_t) p * (n + 1));
	wire_end(wire);
	for (size_t i = 0; i < (size_t) p * (n + 1); i++)
	{
		if (!isfinite(value->data[i]) ||
		    (i < (size_t) p && value->data[i] != 0 && value->data[i] != 1))
			wire_fault(wire, "A figure is not finite, or a direction unknown.");
	}
	return value;
}

static Datum
indicators_write(Wire *wire, const Indicators *value)
{
	Indicators *copy = indicators_resize(value, value->n);

	wire_int32(wire, &copy->p);
	wire_int64(wire, &copy->n);
	wire_int64(wire, &copy->missing);
	wire_doubles(wire, copy->data, (size_t) copy->p * (copy->n + 1));
	wire_end(wire);
	return wire_result(wire);
}

PG_FUNCTION_INFO_V1(medsec_indicators_in);
Datum
medsec_indicators_in(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_text(&wire, "indicators", PG_GETARG_CSTRING(0));
	PG_RETURN_POINTER(indicators_read(&wire));
}

PG_FUNCTION_INFO_V1(medsec_indicators_recv);
Datum
medsec_indicators_recv(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_binary(&wire, "indicators", (StringInfo) PG_GETARG_POINTER(0));
	PG_RETURN_POINTER(indicators_read(&wire));
}

PG_FUNCTION_INFO_V1(medsec_indicators_out);
Datum
medsec_indicators_out(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_text(&wire, "indicators");
	return indicators_write(&wire, indicators_arg(fcinfo, 0));
}

PG_FUNCTION_INFO_V1(medsec_indicators_send);
Datum
medsec_indicators_send(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_binary(&wire, "indicators");
	return indicators_write(&wire, indicators_arg(fcinfo, 0));
}

PG_FUNCTION_INFO_V1(medsec_indicators_eq);
Datum
medsec_indicators_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(
	    value_equal(indicators_arg(fcinfo, 0), indicators_arg(fcinfo, 1)));
}

PG_FUNCTION_INFO_V1(medsec_indicators_ne);
Datum
medsec_indicators_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(
	    !value_equal(indicators_arg(fcinfo, 0), indicators_arg(fcinfo, 1)));
}

PG_FUNCTION_INFO_V1(medsec_indicators_hash);
Datum
medsec_indicators_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) value_hash(indicators_arg(fcinfo, 0), 0));
}

PG_FUNCTION_INFO_V1(medsec_indicators_hash_extended);
Datum
medsec_indicators_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(value_hash(indicators_arg(fcinfo, 0), PG_GETARG_INT64(1)));
}

/* ---- aggregates ---- */

static Indicators *
indicators_state(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? indicators_new(0, 0) : value_to_change(fcinfo, 0);
}

/* The state as a transition function returns it, room to spare only inside. */
static Datum
indicators_return(FunctionCallInfo fcinfo, Indicators *state)
{
	if (likely(AggCheckCallContext(fcinfo, NULL)) ||
	    state->capacity == state->n)
		return PointerGetDatum(state);
	return PointerGetDatum(indicators_resize(state, state->n));
}

/* The directions are argument 1, where there is a call to ask. */
static Indicators *
indicators_begin(FunctionCallInfo fcinfo, Indicators *state, int p)
{
	Indicators *begun = indicators_new(p, FIRST_CAPACITY);
	ms_direction *directions;

	begun->missing = state->missing;
	if (fcinfo != NULL && !PG_ARGISNULL(1))
	{
		directions = units_directions(PG_GETARG_ARRAYTYPE_P(1), p);
		for (int j = 0; j < p; j++)
			begun->data[j] = directions[j] == MS_LESS_IS_BETTER;
	}
	return begun;
}

/* The state with room for one more unit of p indicators. */
static Indicators *
indicators_make_room(FunctionCallInfo fcinfo, Indicators *state, int p)
{
	if (state->p == 0)
		state = indicators_begin(fcinfo, state, p);
	if (state->p != p)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
		     errmsg("rows must have the same number of columns"),
		     errdetail("This row has %d, earlier rows have %d.", p, state->p)));
	if (state->n == state->capacity)
		state = indicators_resize(state, 2 * (int64) state->capacity + 1);
	return state;
}

/* The unit written at the end counts. */
static void
indicators_take_unit(Indicators *state)
{
	double *unit = unit_at(state, state->n);

	for (int j = 0; j < state->p; j++)
	{
		if (unlikely(!isfinite(unit[j])))
			medsec_refuse_value(unit[j], psprintf("column %d", j + 1));
		unit[j] += 0.0;
	}
	state->n++;
}

/* (state, directions, indicators...) */
PG_FUNCTION_INFO_V1(medsec_indicators_accum);
Datum
medsec_indicators_accum(PG_FUNCTION_ARGS)
{
	Indicators *state = indicators_state(fcinfo);
	ColumnReader *reader = fcinfo->flinfo->fn_extra;

	if (reader == NULL)
		reader = fcinfo->flinfo->fn_extra = column_reader(fcinfo, 2);
	state = indicators_make_room(fcinfo, state, column_reader_count(reader));
	if (column_reader_read(reader, fcinfo, unit_at(state, state->n)))
		indicators_take_unit(state);
	else
		value_count(&state->missing, 1);
	return indicators_return(fcinfo, state);
}

/* (state, directions, indicators float8[]) */
PG_FUNCTION_INFO_V1(medsec_indicators_accum_array);
Datum
medsec_indicators_accum_array(PG_FUNCTION_ARGS)
{
	Indicators *state = indicators_state(fcinfo);
	double *values;
	int p;

	if (PG_ARGISNULL(2))
	{
		value_count(&state->missing, 1);
		return indicators_return(fcinfo, state);
	}
	values = medsec_vector(PG_GETARG_ARRAYTYPE_P(2), "columns", &p);
	if (p < 1 || p > MAX_INDICATORS)
		ereport(ERROR,
		        (errcode(p < 1 ? ERRCODE_INVALID_PARAMETER_VALUE
		                       : ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("argument \"columns\" must have 1 to %d elements",
		                MAX_INDICATORS),
		         errdetail("It has %d.", p)));
	state = indicators_make_room(fcinfo, state, p);
	memcpy(unit_at(state, state->n), values, p * sizeof(double));
	indicators_take_unit(state);
	return indicators_return(fcinfo, state);
}

/* One more unit of p figures without directions; NULL: one left out. */
Datum
indicators_add(FunctionCallInfo fcinfo, int p, const double *values)
{
	Indicators *state = indicators_state(fcinfo);

	if (values == NULL)
		value_count(&state->missing, 1);
	else
	{
		state = indicators_make_room(NULL, state, p);
		memcpy(unit_at(state, state->n), values, p * sizeof(double));
		indicators_take_unit(state);
	}
	return indicators_return(fcinfo, state);
}

/* The units in argument i, one after the other. */
const double *
indicators_units(
    FunctionCallInfo fcinfo, int i, int64 *n, int *p, int64 *missing)
{
	const Indicators *value = indicators_arg(fcinfo, i);

	*n = value->n;
	*p = value->p;
	*missing = value->missing;
	return unit_at(value, 0);
}

/* the combine function, and the transition function of rollup */
PG_FUNCTION_INFO_V1(medsec_indicators_combine);
Datum
medsec_indicators_combine(PG_FUNCTION_ARGS)
{
	Indicators *state = indicators_state(fcinfo);
	const Indicators *other;

	if (PG_ARGISNULL(1))
		return indicators_return(fcinfo, state);
	other = indicators_arg(fcinfo, 1);
	if (state->p == 0)
	{
		int64 missing = state->missing;

		state = indicators_resize(other, other->n);
		value_count(&state->missing, missing);
		return indicators_return(fcinfo, state);
	}
	value_count(&state->missing, other->missing);
	if (other->p == 0)
		return indicators_return(fcinfo, state);
	if (other->p != state->p ||
	    memcmp(other->data, state->data, state->p * sizeof(double)) != 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("summaries of different indicators cannot be merged"),
		         errdetail("They have %d and %d indicators, or other "
		                   "directions.",
		                   state->p,
		                   other->p)));
	if (state->n + other->n > state->capacity)
		state = indicators_resize(state, 2 * (state->n + other->n));
	memcpy(unit_at(state, state->n),
	       unit_at(other, 0),
	       (size_t) other->p * other->n * sizeof(double));
	state->n += other->n;
	return indicators_return(fcinfo, state);
}

PG_FUNCTION_INFO_V1(medsec_indicators_final);
Datum
medsec_indicators_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(indicators_arg(fcinfo, 0));
}

/* ---- figures ---- */

PG_FUNCTION_INFO_V1(medsec_indicators_n);
Datum
medsec_indicators_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(indicators_arg(fcinfo, 0)->n);
}

PG_FUNCTION_INFO_V1(medsec_indicators_n_missing);
Datum
medsec_indicators_n_missing(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(indicators_arg(fcinfo, 0)->missing);
}

PG_FUNCTION_INFO_V1(medsec_indicators_columns);
Datum
medsec_indicators_columns(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(indicators_arg(fcinfo, 0)->p);
}

/* Column by column, as the core reads it. */
static double *
by_column(const Indicators *value)
{
	double *x = units_alloc(value->n * value->p, sizeof(double));

	for (int64 i = 0; i < value->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int j = 0; j < value->p; j++)
			x[(size_t) j * value->n + i] = unit_at(value, i)[j];
	}
	return x;
}

static Datum
weights(FunctionCallInfo fcinfo, ms_weighting method, double zero_shift)
{
	const Indicators *value = indicators_arg(fcinfo, 0);
	const ms_weighting_options options = {method, zero_shift};
	int p = value->p;
	double *result = palloc(Max(p, 1) * sizeof(double));
	ms_direction *directions = palloc(Max(p, 1) * sizeof(ms_direction));
	ms_status status;

	if (value->n == 0)
		PG_RETURN_NULL();
	for (int j = 0; j < p; j++)
		directions[j] =
		    value->data[j] == 1 ? MS_LESS_IS_BETTER : MS_MORE_IS_BETTER;
	status = ms_indicator_weights_of(
	    &options,
	    value->n,
	    p,
	    by_column(value),
	    directions,
	    result,
	    palloc(ms_indicator_weights_workspace(method, p)));
	medsec_check_status(status, "weights of indicators");
	if (status != MS_OK)
		PG_RETURN_NULL();
	return medsec_array(result, p);
}

PG_FUNCTION_INFO_V1(medsec_entropy_weights);
Datum
medsec_entropy_weights(PG_FUNCTION_ARGS)
{
	double shift =
	    PG_NARGS() > 1 ? medsec_float8_arg(fcinfo, 1, "zero_shift") : 0;

	if (shift < 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"zero_shift\" must not be negative"),
		         errdetail("The value is %g.", shift)));
	return weights(fcinfo, MS_WEIGHTS_ENTROPY, shift);
}

PG_FUNCTION_INFO_V1(medsec_critic_weights);
Datum
medsec_critic_weights(PG_FUNCTION_ARGS)
{
	return weights(fcinfo, MS_WEIGHTS_CRITIC, 0);
}

PG_FUNCTION_INFO_V1(medsec_cv_weights);
Datum
medsec_cv_weights(PG_FUNCTION_ARGS)
{
	return weights(fcinfo, MS_WEIGHTS_CV, 0);
}

PG_FUNCTION_INFO_V1(medsec_pca_weights);
Datum
medsec_pca_weights(PG_FUNCTION_ARGS)
{
	return weights(fcinfo, MS_WEIGHTS_PCA, 0);
}

/* ---- weights by themselves ---- */

static void
refuse_weights(const char *name)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("argument \"%s\" must be weights that are not negative, "
	                "and not all 0",
	                name)));
}

PG_FUNCTION_INFO_V1(medsec_normalized_weights);
Datum
medsec_normalized_weights(PG_FUNCTION_ARGS)
{
	int p;
	double *given = medsec_vector(PG_GETARG_ARRAYTYPE_P(0), "weights", &p);
	double *share = palloc(Max(p, 1) * sizeof(double));

	if (p == 0 || ms_shares_of(p, given, share) != MS_OK)
		refuse_weights("weights");
	return medsec_array(share, p);
}

/* combined_weights(a, b, method, share) */
PG_FUNCTION_INFO_V1(medsec_combined_weights);
Datum
medsec_combined_weights(PG_FUNCTION_ARGS)
{
	static const char *const methods[] = {"product", "linear", NULL};
	int p;
	int q;
	double *a = medsec_vector(PG_GETARG_ARRAYTYPE_P(0), "a", &p);
	double *b = medsec_vector(PG_GETARG_ARRAYTYPE_P(1), "b", &q);
	ms_combination method = medsec_option_arg(fcinfo, 2, "method", methods);
	double share = medsec_float8_arg(fcinfo, 3, "share");
	double *combined = palloc(Max(p, 1) * sizeof(double));
	ms_status status;

	if (p != q || p == 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("\"a\" and \"b\" must have the same number of weights"),
		         errdetail("They have %d and %d.", p, q)));
	if (!(share >= 0 && share <= 1))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"share\" must be from 0 to 1"),
		         errdetail("The value is %g.", share)));
	status = ms_indicator_weights_combine(
	    method, share, p, a, b, combined, palloc(p * sizeof(double)));
	if (status == MS_DOMAIN)
		refuse_weights("a\" or \"b");
	if (status != MS_OK)
		PG_RETURN_NULL();
	return medsec_array(combined, p);
}
