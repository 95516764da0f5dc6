/*
 * moments.c
 *		The summary `moments`, and the figures read from it.
 */
#include "types.h"

#include "core/describe.h"

static Moments *
moments_new(void)
{
	Moments *value = value_new(sizeof(Moments));

	ms_moments_init(&value->m);
	return value;
}

const ms_moments *
moments_arg(FunctionCallInfo fcinfo, int i)
{
	return &((Moments *) value_arg(fcinfo, i))->m;
}

Datum
moments_result(const ms_moments *m)
{
	Moments *value = value_new(sizeof(Moments));

	value->m = *m;
	return PointerGetDatum(value);
}

/* ---- text and binary forms ---- */

void
moments_wire(Wire *wire, ms_moments *m)
{
	wire_int64(wire, &m->n);
	wire_int64(wire, &m->missing);
	wire_double(wire, &m->weight);
	wire_double(wire, &m->sum);
	wire_double(wire, &m->sum_low);
	wire_double(wire, &m->mean);
	wire_double(wire, &m->mean_low);
	wire_double(wire, &m->m2);
	wire_double(wire, &m->m3);
	wire_double(wire, &m->m4);
	wire_double(wire, &m->min);
	wire_double(wire, &m->max);
	wire_flag(wire, &m->has_shape);
	wire_flag(wire, &m->has_range);
}

/* The one gate for moments from outside. */
void
moments_check(const Wire *wire, const ms_moments *m)
{
	const char *fault = ms_moments_fault(m);

	if (fault != NULL)
		wire_fault(wire, psprintf("In the summary, %s.", fault));
}

static Datum
moments_read(Wire *wire)
{
	Moments *value = moments_new();

	moments_wire(wire, &value->m);
	wire_end(wire);
	moments_check(wire, &value->m);
	return PointerGetDatum(value);
}

static Datum
moments_write(Wire *wire, const Moments *value)
{
	ms_moments m = value->m;

	moments_wire(wire, &m);
	wire_end(wire);
	return wire_result(wire);
}

PG_FUNCTION_INFO_V1(medsec_moments_in);
Datum
medsec_moments_in(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_text(&wire, "moments", PG_GETARG_CSTRING(0));
	return moments_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_moments_recv);
Datum
medsec_moments_recv(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_binary(&wire, "moments", (StringInfo) PG_GETARG_POINTER(0));
	return moments_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_moments_out);
Datum
medsec_moments_out(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_text(&wire, "moments");
	return moments_write(&wire, value_arg(fcinfo, 0));
}

PG_FUNCTION_INFO_V1(medsec_moments_send);
Datum
medsec_moments_send(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_binary(&wire, "moments");
	return moments_write(&wire, value_arg(fcinfo, 0));
}

/* ---- aggregates ---- */

/* The state to change; a missing one is empty. */
static Moments *
moments_state(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? moments_new() : value_to_change(fcinfo, 0);
}

/*
 * Adds the value x of argument 1, which may be NULL, with the weight that may
 * be argument 2.
 */
static inline Datum
accumulate(FunctionCallInfo fcinfo, double x, const char *what)
{
	Moments *state = moments_state(fcinfo);
	double weight = 1;
	bool missing = PG_ARGISNULL(1);

	if (PG_NARGS() > 2)
	{
		missing |= PG_ARGISNULL(2);
		weight = PG_ARGISNULL(2) ? 1 : medsec_weight(PG_GETARG_FLOAT8(2));
	}
	if (weight == 0)
		PG_RETURN_POINTER(state);
	if (missing)
		value_count(&state->m.missing, 1);
	else
		medsec_check_status(
		    ms_moments_add(&state->m, medsec_row_value(x, "x") + 0.0, weight),
		    what);
	PG_RETURN_POINTER(state);
}

/* moments(x [, weight]) */
PG_FUNCTION_INFO_V1(medsec_moments_accum);
Datum
medsec_moments_accum(PG_FUNCTION_ARGS)
{
	return accumulate(
	    fcinfo, PG_ARGISNULL(1) ? 0 : PG_GETARG_FLOAT8(1), "moments");
}

/* proportion(flag [, weight]) */
PG_FUNCTION_INFO_V1(medsec_moments_accum_boolean);
Datum
medsec_moments_accum_boolean(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, PG_GETARG_BOOL(1), "proportion");
}

/* the combine function, and the transition function of rollup */
PG_FUNCTION_INFO_V1(medsec_moments_combine);
Datum
medsec_moments_combine(PG_FUNCTION_ARGS)
{
	Moments *state = moments_state(fcinfo);

	if (!PG_ARGISNULL(1))
		medsec_check_status(ms_moments_merge(&state->m, moments_arg(fcinfo, 1)),
		                    "rollup");
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(medsec_moments_of);
Datum
medsec_moments_of(PG_FUNCTION_ARGS)
{
	double n = medsec_finite(PG_GETARG_FLOAT8(0), "n");
	double mean = medsec_finite(PG_GETARG_FLOAT8(1), "mean");
	double sd = medsec_finite(PG_GETARG_FLOAT8(2), "sd");
	ms_moments m;

	if (n < 0 || sd < 0)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		     errmsg("argument \"%s\" must not be negative", n < 0 ? "n" : "sd"),
		     errdetail("The value is %g.", n < 0 ? n : sd)));
	medsec_check_status(ms_moments_from_print(&m, n, mean, sd), "moments_of");
	return moments_result(&m);
}

/* ---- figures ---- */

PG_FUNCTION_INFO_V1(medsec_moments_n);
Datum
medsec_moments_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(moments_arg(fcinfo, 0)->n);
}

PG_FUNCTION_INFO_V1(medsec_moments_n_missing);
Datum
medsec_moments_n_missing(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(moments_arg(fcinfo, 0)->missing);
}

PG_FUNCTION_INFO_V1(medsec_moments_sum_weight);
Datum
medsec_moments_sum_weight(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(moments_arg(fcinfo, 0)->weight);
}

PG_FUNCTION_INFO_V1(medsec_moments_mean);
Datum
medsec_moments_mean(PG_FUNCTION_ARGS)
{
	MEDSEC_RETURN_FLOAT8(ms_moments_mean(moments_arg(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(medsec_moments_variance);
Datum
medsec_moments_variance(PG_FUNCTION_ARGS)
{
	MEDSEC_RETURN_FLOAT8(ms_moments_variance(moments_arg(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(medsec_moments_stddev);
Datum
medsec_moments_stddev(PG_FUNCTION_ARGS)
{
	MEDSEC_RETURN_FLOAT8(ms_moments_stddev(moments_arg(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(medsec_moments_std_error);
Datum
medsec_moments_std_error(PG_FUNCTION_ARGS)
{
	MEDSEC_RETURN_FLOAT8(ms_moments_std_error(moments_arg(fcinfo, 0)));
}

/* is the estimator that of the population itself? */
static bool
population_arg(FunctionCallInfo fcinfo, int i)
{
	static const char *const options[] = {"sample", "population", NULL};

	return medsec_option_arg(fcinfo, i, "estimator", options) == 1;
}

PG_FUNCTION_INFO_V1(medsec_moments_skewness);
Datum
medsec_moments_skewness(PG_FUNCTION_ARGS)
{
	MEDSEC_RETURN_FLOAT8(
	    ms_moments_skewness(moments_arg(fcinfo, 0), population_arg(fcinfo, 1)));
}

PG_FUNCTION_INFO_V1(medsec_moments_kurtosis);
Datum
medsec_moments_kurtosis(PG_FUNCTION_ARGS)
{
	MEDSEC_RETURN_FLOAT8(
	    ms_moments_kurtosis(moments_arg(fcinfo, 0), population_arg(fcinfo, 1)));
}

PG_FUNCTION_INFO_V1(medsec_moments_minimum);
Datum
medsec_moments_minimum(PG_FUNCTION_ARGS)
{
	MEDSEC_RETURN_FLOAT8(ms_moments_minimum(moments_arg(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(medsec_moments_maximum);
Datum
medsec_moments_maximum(PG_FUNCTION_ARGS)
{
	MEDSEC_RETURN_FLOAT8(ms_moments_maximum(moments_arg(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(medsec_describe);
Datum
medsec_describe(PG_FUNCTION_ARGS)
{
	const ms_moments *m = moments_arg(fcinfo, 0);
	double level = medsec_level_arg(fcinfo, 1);
	Row row;

	row_begin(&row, fcinfo);
	row_int64(&row, m->n);
	row_int64(&row, m->missing);
	row_float8(&row, m->weight);
	row_float8(&row, ms_moments_mean(m));
	row_float8(&row, ms_moments_std_error(m));
	row_interval(&row, ms_describe_limits(m, level));
	row_float8(&row, level);
	row_float8(&row, ms_moments_variance(m));
	row_float8(&row, ms_moments_stddev(m));
	row_float8(&row, ms_moments_skewness(m, false));
	row_float8(&row, ms_moments_kurtosis(m, false));
	row_float8(&row, ms_moments_minimum(m));
	row_float8(&row, ms_moments_maximum(m));
	row_text(&row, ms_describe_note(m));
	return row_finish(&row);
}
