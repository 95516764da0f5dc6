/*
 * levels_wire.c
 *		Text and binary forms of frequency and contingency.
 *
 * What is read grows like any state: each label is looked up among those before
 * it, so that none is there twice, and ends up in order.
 */
#include "levels_state.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "core/label.h"

static const char *const type_names[] = {NULL, "frequency", "contingency"};

typedef struct Head
{
	int64 n;
	int64 missing;
	int64 zero_weight;
	int32 kind[2];
	int32 levels[2];
	int64 cells;
} Head;

static void
wire_head(Wire *wire, Head *head, int axes)
{
	wire_int64(wire, &head->n);
	wire_int64(wire, &head->missing);
	wire_int64(wire, &head->zero_weight);
	for (int i = 0; i < axes; i++)
	{
		wire_int32(wire, &head->kind[i]);
		wire_int32(wire, &head->levels[i]);
	}
	if (axes == 2)
		wire_int64(wire, &head->cells);
}

static bool
is_count(int64 count)
{
	return count >= 0 && count <= MS_MAX_COUNT;
}

static void
check_head(const Wire *wire, const Head *head, int axes)
{
	if (!is_count(head->n) || !is_count(head->missing) ||
	    !is_count(head->zero_weight))
		wire_fault(wire, "A count is out of range.");
	if (head->cells < 0 || head->cells > head->n)
		wire_fault(wire, "There are more cells than rows.");
	for (int i = 0; i < axes; i++)
	{
		if (head->levels[i] < 0 || head->levels[i] > head->cells ||
		    (head->levels[i] == 0) != (head->n == 0))
			wire_fault(wire, "The number of levels is out of range.");
		if (head->kind[i] < LEVELS_NONE || head->kind[i] > LEVELS_NUMBERS ||
		    (head->kind[i] == LEVELS_NONE) != (head->levels[i] == 0))
			wire_fault(wire, "The kind of the levels is not known.");
	}
}

/* A label, in its one form, that is not there yet. */
static void
read_label(Wire *wire, LevelsState *state, AxisState *axis)
{
	int before = axis->n;
	char *label;
	int length;

	wire_label(wire, &label);
	length = strlen(label);
	if (axis->kind == LEVELS_NUMBERS)
	{
		char *form = palloc(length + MS_LABEL_ROOM);

		length = (int) ms_label_number(label, length, form);
		if (length == 0)
			wire_fault(wire, "A level is not a number.");
		pfree(label);
		label = form;
	}
	if (levels_find_label(state, axis, label, length) < before)
		wire_fault(wire, "A level is there twice.");
	pfree(label);
}

static void
read_count(Wire *wire, double *count)
{
	wire_double(wire, count);
	if (!(*count > 0 && isfinite(*count)))
		wire_fault(wire, "A count is not a positive number.");
}

static void
read_cell(Wire *wire, LevelsState *state, int32 *unused)
{
	int before = state->cells;
	int32 row;
	int32 column;
	double count;
	int cell;

	wire_int32(wire, &row);
	wire_int32(wire, &column);
	read_count(wire, &count);
	if (row < 0 || row >= state->axis[0].n || column < 0 ||
	    column >= state->axis[1].n)
		wire_fault(wire, "A cell is outside of the table.");
	cell = levels_find_cell(state, row, column);
	if (cell < before)
		wire_fault(wire, "A cell is there twice.");
	ms_sum_add(&state->count[cell], count);
	unused[row] = 0;
	unused[state->axis[0].n + column] = 0;
}

static void
read_cells(Wire *wire, LevelsState *state, int64 cells)
{
	int levels = state->axis[0].n + state->axis[1].n;
	int32 *unused = level_list(levels, sizeof(int32));

	for (int i = 0; i < levels; i++)
		unused[i] = 1;
	for (int64 i = 0; i < cells; i++)
	{
		CHECK_FOR_INTERRUPTS();
		read_cell(wire, state, unused);
	}
	for (int i = 0; i < levels; i++)
	{
		if (unused[i])
			wire_fault(wire, "A level has no rows.");
	}
	pfree(unused);
}

/* Labels first; of one variable each with its count. */
static void
read_body(Wire *wire, LevelsState *state, const Head *head)
{
	double count;

	for (int i = 0; i < state->axes; i++)
	{
		state->axis[i].kind = head->kind[i];
		for (int j = 0; j < head->levels[i]; j++)
		{
			CHECK_FOR_INTERRUPTS();
			read_label(wire, state, &state->axis[i]);
			if (state->axes == 2)
				continue;
			read_count(wire, &count);
			levels_add_count(state, j, 0, count);
		}
	}
	if (state->axes == 2)
		read_cells(wire, state, head->cells);
}

static Datum
levels_read(Wire *wire, int axes)
{
	LevelsState *state = levels_state_new(axes);
	Head head = {0};

	wire_head(wire, &head, axes);
	if (axes == 1)
		head.cells = head.levels[0];
	check_head(wire, &head, axes);
	read_body(wire, state, &head);
	wire_end(wire);
	state->n = head.n;
	state->missing = head.missing;
	state->zero_weight = head.zero_weight;
	return levels_finish(state);
}

static void
write_body(Wire *wire, const LevelView *view, int axes)
{
	for (int i = 0; i < axes; i++)
	{
		for (int j = 0; j < view->axis[i].n; j++)
		{
			char *label = level_label(&view->axis[i], j);
			double count = view->count[axes == 1 ? j : 0];

			CHECK_FOR_INTERRUPTS();
			wire_label(wire, &label);
			if (axes == 1)
				wire_double(wire, &count);
			pfree(label);
		}
	}
	for (int64 i = 0; axes == 2 && i < view->cells; i++)
	{
		int32 row = view->at[i].row;
		int32 column = view->at[i].column;
		double count = view->count[i];

		CHECK_FOR_INTERRUPTS();
		wire_int32(wire, &row);
		wire_int32(wire, &column);
		wire_double(wire, &count);
	}
}

static Datum
levels_write(Wire *wire, FunctionCallInfo fcinfo, int axes)
{
	LevelView view = levels_arg(fcinfo, 0, axes);
	Head head = {view.n,
	             view.missing,
	             view.zero_weight,
	             {view.axis[0].kind, view.axis[1].kind},
	             {view.axis[0].n, view.axis[1].n},
	             view.cells};

	wire_head(wire, &head, axes);
	write_body(wire, &view, axes);
	wire_end(wire);
	return wire_result(wire);
}

static Datum
levels_in(FunctionCallInfo fcinfo, int axes)
{
	Wire wire;

	wire_read_text(&wire, type_names[axes], PG_GETARG_CSTRING(0));
	return levels_read(&wire, axes);
}

static Datum
levels_recv(FunctionCallInfo fcinfo, int axes)
{
	Wire wire;

	wire_read_binary(
	    &wire, type_names[axes], (StringInfo) PG_GETARG_POINTER(0));
	return levels_read(&wire, axes);
}

static Datum
levels_out(FunctionCallInfo fcinfo, int axes)
{
	Wire wire;

	wire_write_text(&wire, type_names[axes]);
	return levels_write(&wire, fcinfo, axes);
}

static Datum
levels_send(FunctionCallInfo fcinfo, int axes)
{
	Wire wire;

	wire_write_binary(&wire, type_names[axes]);
	return levels_write(&wire, fcinfo, axes);
}

PG_FUNCTION_INFO_V1(medsec_frequency_in);
Datum
medsec_frequency_in(PG_FUNCTION_ARGS)
{
	return levels_in(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(medsec_frequency_recv);
Datum
medsec_frequency_recv(PG_FUNCTION_ARGS)
{
	return levels_recv(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(medsec_frequency_out);
Datum
medsec_frequency_out(PG_FUNCTION_ARGS)
{
	return levels_out(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(medsec_frequency_send);
Datum
medsec_frequency_send(PG_FUNCTION_ARGS)
{
	return levels_send(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(medsec_contingency_in);
Datum
medsec_contingency_in(PG_FUNCTION_ARGS)
{
	return levels_in(fcinfo, 2);
}

PG_FUNCTION_INFO_V1(medsec_contingency_recv);
Datum
medsec_contingency_recv(PG_FUNCTION_ARGS)
{
	return levels_recv(fcinfo, 2);
}

PG_FUNCTION_INFO_V1(medsec_contingency_out);
Datum
medsec_contingency_out(PG_FUNCTION_ARGS)
{
	return levels_out(fcinfo, 2);
}

PG_FUNCTION_INFO_V1(medsec_contingency_send);
Datum
medsec_contingency_send(PG_FUNCTION_ARGS)
{
	return levels_send(fcinfo, 2);
}
