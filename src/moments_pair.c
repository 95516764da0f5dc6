/*
 * moments_pair.c
 *		The summary `moments_pair`: moments of two groups in one pass.
 */
#include "types.h"

static MomentsPair *
pair_new(void)
{
	MomentsPair *pair = value_new(sizeof(MomentsPair));

	ms_moments_init(&pair->m[0]);
	ms_moments_init(&pair->m[1]);
	return pair;
}

const MomentsPair *
moments_pair_arg(FunctionCallInfo fcinfo, int i)
{
	return value_arg(fcinfo, i);
}

/* ---- text and binary forms ---- */

static Datum
pair_read(Wire *wire)
{
	MomentsPair *pair = pair_new();

	wire_int64(wire, &pair->missing);
	moments_wire(wire, &pair->m[0]);
	moments_wire(wire, &pair->m[1]);
	wire_end(wire);
	if (pair->missing < 0 || pair->missing > MS_MAX_COUNT)
		wire_fault(wire, "A count is negative or too large.");
	moments_check(wire, &pair->m[0]);
	moments_check(wire, &pair->m[1]);
	return PointerGetDatum(pair);
}

static Datum
pair_write(Wire *wire, const MomentsPair *value)
{
	MomentsPair pair = *value;

	wire_int64(wire, &pair.missing);
	moments_wire(wire, &pair.m[0]);
	moments_wire(wire, &pair.m[1]);
	wire_end(wire);
	return wire_result(wire);
}

PG_FUNCTION_INFO_V1(medsec_moments_pair_in);
Datum
medsec_moments_pair_in(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_text(&wire, "moments_pair", PG_GETARG_CSTRING(0));
	return pair_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_moments_pair_recv);
Datum
medsec_moments_pair_recv(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_binary(&wire, "moments_pair", (StringInfo) PG_GETARG_POINTER(0));
	return pair_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_moments_pair_out);
Datum
medsec_moments_pair_out(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_text(&wire, "moments_pair");
	return pair_write(&wire, moments_pair_arg(fcinfo, 0));
}

PG_FUNCTION_INFO_V1(medsec_moments_pair_send);
Datum
medsec_moments_pair_send(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_binary(&wire, "moments_pair");
	return pair_write(&wire, moments_pair_arg(fcinfo, 0));
}

/* ---- aggregate ---- */

static inline MomentsPair *
pair_state(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? pair_new() : value_to_change(fcinfo, 0);
}

/* moments_pair(x, grp) and t_test(x, grp) */
PG_FUNCTION_INFO_V1(medsec_moments_pair_accum);
Datum
medsec_moments_pair_accum(PG_FUNCTION_ARGS)
{
	MomentsPair *state = pair_state(fcinfo);
	ms_moments *group;

	if (PG_ARGISNULL(2))
	{
		value_count(&state->missing, 1);
		PG_RETURN_POINTER(state);
	}
	group = &state->m[PG_GETARG_BOOL(2)];
	if (PG_ARGISNULL(1))
		value_count(&group->missing, 1);
	else
		medsec_check_status(
		    ms_moments_add(
		        group, medsec_row_value(PG_GETARG_FLOAT8(1), "x") + 0.0, 1),
		    "moments_pair");
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(medsec_moments_pair_combine);
Datum
medsec_moments_pair_combine(PG_FUNCTION_ARGS)
{
	MomentsPair *state = pair_state(fcinfo);

	if (!PG_ARGISNULL(1))
	{
		const MomentsPair *other = moments_pair_arg(fcinfo, 1);

		value_count(&state->missing, other->missing);
		for (int g = 0; g < 2; g++)
			medsec_check_status(ms_moments_merge(&state->m[g], &other->m[g]),
			                    "rollup");
	}
	PG_RETURN_POINTER(state);
}

/* the moments of one group: false or true */
PG_FUNCTION_INFO_V1(medsec_moments_pair_group);
Datum
medsec_moments_pair_group(PG_FUNCTION_ARGS)
{
	return moments_result(&moments_pair_arg(fcinfo, 0)->m[PG_GETARG_BOOL(1)]);
}
