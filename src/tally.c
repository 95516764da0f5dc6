/*
 * tally.c
 *		The type `tally`: counts and sums, the state of what only adds up.
 */
#include "types.h"

const ms_tally *
tally_arg(FunctionCallInfo fcinfo, int i)
{
	const Tally *value = value_arg(fcinfo, i);

	if (VARSIZE(value) != sizeof(Tally))
		value_refuse();
	return &value->t;
}

/* ---- text and binary forms ---- */

static void
tally_wire(Wire *wire, ms_tally *t)
{
	wire_int32(wire, &t->kind);
	for (int i = 0; i < MS_TALLY_COUNTS; i++)
		wire_int64(wire, &t->count[i]);
	for (int i = 0; i < MS_TALLY_SUMS; i++)
	{
		wire_double(wire, &t->sum[i].high);
		wire_double(wire, &t->sum[i].low);
	}
	wire_end(wire);
}

static Datum
tally_read(Wire *wire)
{
	Tally *value = value_new(sizeof(Tally));

	tally_wire(wire, &value->t);
	if (value->t.kind < 0 || value->t.kind >= MS_TALLY_KINDS)
		wire_fault(wire, "The kind of the sums is not known.");
	for (int i = 0; i < MS_TALLY_COUNTS; i++)
	{
		if (value->t.count[i] < 0 || value->t.count[i] > MS_MAX_COUNT)
			wire_fault(wire, "A count is negative or too large.");
	}
	for (int i = 0; i < MS_TALLY_SUMS; i++)
	{
		if (!isfinite(value->t.sum[i].high) || !isfinite(value->t.sum[i].low))
			wire_fault(wire, "A sum is not finite.");
	}
	return PointerGetDatum(value);
}

static Datum
tally_write(Wire *wire, const ms_tally *t)
{
	ms_tally copy = *t;

	tally_wire(wire, &copy);
	return wire_result(wire);
}

PG_FUNCTION_INFO_V1(medsec_tally_in);
Datum
medsec_tally_in(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_text(&wire, "tally", PG_GETARG_CSTRING(0));
	return tally_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_tally_recv);
Datum
medsec_tally_recv(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_binary(&wire, "tally", (StringInfo) PG_GETARG_POINTER(0));
	return tally_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_tally_out);
Datum
medsec_tally_out(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_text(&wire, "tally");
	return tally_write(&wire, tally_arg(fcinfo, 0));
}

PG_FUNCTION_INFO_V1(medsec_tally_send);
Datum
medsec_tally_send(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_binary(&wire, "tally");
	return tally_write(&wire, tally_arg(fcinfo, 0));
}

/* ---- aggregates ---- */

static void
refuse_kind(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("sums of different aggregates cannot be merged")));
}

/* Argument 0 of a final function: sums of one of two kinds, or of none yet. */
const ms_tally *
tally_final_arg(FunctionCallInfo fcinfo,
                ms_tally_kind kind,
                ms_tally_kind other)
{
	const ms_tally *t = tally_arg(fcinfo, 0);

	if (t->kind != MS_TALLY_EMPTY && t->kind != (int32) kind &&
	    t->kind != (int32) other)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the sums are those of another aggregate")));
	return t;
}

/* The state of an aggregate, argument 0, to add a row of this kind to. */
ms_tally *
tally_state(FunctionCallInfo fcinfo, ms_tally_kind kind)
{
	Tally *state =
	    PG_ARGISNULL(0) ? value_new(sizeof(Tally)) : value_to_change(fcinfo, 0);

	if (unlikely(state->t.kind != (int32) kind))
	{
		if (state->t.kind != MS_TALLY_EMPTY)
			refuse_kind();
		state->t.kind = kind;
	}
	return &state->t;
}

/* Argument i of a row, 1 where there is no such argument. */
double
tally_weight(FunctionCallInfo fcinfo, int i)
{
	return i < PG_NARGS() ? medsec_weight(PG_GETARG_FLOAT8(i)) : 1;
}

Datum
tally_return(ms_tally *t)
{
	return PointerGetDatum((char *) t - offsetof(Tally, t));
}

PG_FUNCTION_INFO_V1(medsec_tally_combine);
Datum
medsec_tally_combine(PG_FUNCTION_ARGS)
{
	Tally *state =
	    PG_ARGISNULL(0) ? value_new(sizeof(Tally)) : value_to_change(fcinfo, 0);
	ms_status status;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	status = ms_tally_merge(&state->t, tally_arg(fcinfo, 1));
	if (status == MS_DOMAIN)
		refuse_kind();
	medsec_check_status(status, "the count of rows");
	PG_RETURN_POINTER(state);
}
