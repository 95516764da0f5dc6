/*
 * levels_state.c
 *		The state of frequency and contingency while it grows.
 *
 * It is an expanded object with hash tables of words, labels and cells, in the
 * order in which they came; it is put in order when it is stored.
 */
#include "levels_state.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "core/label.h"

#define FIRST_ROOM 4 /* levels, cells; a power of 2 */
#define FIRST_TEXT 16 /* bytes of labels */
#define FEW_LEVELS 8 /* labels that are compared one by one */

pg_attribute_noreturn() static void refuse_size(void)
{
	ereport(
	    ERROR,
	    (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
	     errmsg("too many levels for one summary"),
	     errdetail("Their labels and counts would take more than 1 GB."),
	     errhint("Summarise by groups, or put values into classes first.")));
}

pg_attribute_noreturn() static void refuse_kinds(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("levels that are numbers and levels that are names cannot "
	                "be in one summary"),
	         errhint("Turn the values into text in all parts.")));
}

/* ---- hash tables ---- */

static void
put_slot(int32 *slot, int room, uint32 hash, int32 index)
{
	uint32 mask = slot_mask(room);
	uint32 at = hash & mask;

	while (slot[at] != 0)
		at = (at + 1) & mask;
	slot[at] = index + 1;
}

static int32 *
new_slots(MemoryContext context, int32 *old, int room)
{
	if (old != NULL)
		pfree(old);
	return MemoryContextAllocExtended(context,
	                                  2 * (Size) room * sizeof(int32),
	                                  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* Memory of a size, with what stands in the old one. */
static void *
grow(MemoryContext context, void *old, Size size)
{
	return old == NULL ? MemoryContextAllocHuge(context, size)
	                   : repalloc_huge(old, size);
}

/* ---- the expanded object ---- */

static int64
state_size(const LevelsState *state)
{
	return levels_flat_size(state->axes,
	                        state->cells,
	                        (int64) state->axis[0].n + state->axis[1].n,
	                        (int64) state->axis[0].used + state->axis[1].used);
}

/* Is there room in a value for a label or a cell more? */
static void
check_room(const LevelsState *state, int64 bytes)
{
	if (state_size(state) + bytes + (int64) sizeof(ms_cell) +
	        (int64) sizeof(double) >
	    (int64) MaxAllocSize)
		refuse_size();
}

static const char *
state_label(const AxisState *axis, int level, int *length)
{
	uint32 start = level > 0 ? axis->end[level - 1] : 0;

	*length = axis->end[level] - start;
	return axis->text + start;
}

static uint32
label_hash(const char *label, int length)
{
	return hash_bytes((const unsigned char *) label, length);
}

static void
resize_labels(LevelsState *state, AxisState *axis)
{
	MemoryContext context = state->header.eoh_context;
	int room = Max(FIRST_ROOM, 2 * axis->level_room);

	axis->end = grow(context, axis->end, room * sizeof(uint32));
	axis->level_room = room;
	if (room <= FEW_LEVELS)
		return;
	axis->slot = new_slots(context, axis->slot, room);
	for (int i = 0; i < axis->n; i++)
	{
		int length;
		const char *label = state_label(axis, i, &length);

		put_slot(axis->slot, room, label_hash(label, length), i);
	}
}

static int
add_label(LevelsState *state, AxisState *axis, const char *label, int length)
{
	check_room(state, length);
	if (axis->n == axis->level_room)
		resize_labels(state, axis);
	if (axis->used + length > axis->room)
	{
		axis->room = Max(axis->used + length, Max(2 * axis->room, FIRST_TEXT));
		axis->text = grow(state->header.eoh_context, axis->text, axis->room);
	}
	memcpy(axis->text + axis->used, label, length);
	axis->used += length;
	axis->end[axis->n] = axis->used;
	if (axis->slot != NULL)
		put_slot(
		    axis->slot, axis->level_room, label_hash(label, length), axis->n);
	return axis->n++;
}

static inline bool
has_label(const AxisState *axis, int level, const char *label, int length)
{
	int own_length;
	const char *own = state_label(axis, level, &own_length);

	return own_length == length && memcmp(own, label, length) == 0;
}

/* The level of a label, a new one where there is none. */
int
levels_find_label(LevelsState *state,
                  AxisState *axis,
                  const char *label,
                  int length)
{
	uint32 mask = slot_mask(axis->level_room);

	for (int level = 0; axis->slot == NULL && level < axis->n; level++)
	{
		if (has_label(axis, level, label, length))
			return level;
	}
	if (axis->slot == NULL)
		return add_label(state, axis, label, length);
	for (uint32 at = label_hash(label, length) & mask; axis->slot[at] != 0;
	     at = (at + 1) & mask)
	{
		if (has_label(axis, axis->slot[at] - 1, label, length))
			return axis->slot[at] - 1;
	}
	return add_label(state, axis, label, length);
}

void
levels_adopt_kind(AxisState *axis, LevelKind kind)
{
	if (kind == LEVELS_NONE)
		return;
	if (axis->n == 0)
		axis->kind = kind;
	if (axis->kind != kind)
		refuse_kinds();
}

static void
resize_cells(LevelsState *state)
{
	MemoryContext context = state->header.eoh_context;
	int room = Max(FIRST_ROOM, 2 * state->cell_room);

	state->count = grow(context, state->count, room * sizeof(ms_sum));
	if (state->axes == 2)
		state->at = grow(context, state->at, room * sizeof(ms_cell));
	state->cell_room = room;
	if (state->axes == 1)
		return;
	state->slot = new_slots(context, state->slot, room);
	for (int i = 0; i < state->cells; i++)
		put_slot(state->slot,
		         room,
		         place_hash(state->at[i].row, state->at[i].column),
		         i);
}

int
levels_add_cell(LevelsState *state, uint32 row, uint32 column)
{
	check_room(state, 0);
	if (state->cells == state->cell_room)
		resize_cells(state);
	state->count[state->cells] = (ms_sum){0, 0};
	if (state->axes == 2)
	{
		state->at[state->cells] = (ms_cell){row, column};
		put_slot(state->slot,
		         state->cell_room,
		         place_hash(row, column),
		         state->cells);
	}
	return state->cells++;
}

/* ---- to the flat form ---- */

static int
compare_levels(const void *a, const void *b, void *arg)
{
	const AxisState *axis = arg;
	int a_length;
	int b_length;
	const char *a_label = state_label(axis, *(const int32 *) a, &a_length);
	const char *b_label = state_label(axis, *(const int32 *) b, &b_length);

	CHECK_FOR_INTERRUPTS(); /* nothing of the state is changed by sorting */
	return ms_label_compare(
	    axis->kind == LEVELS_NUMBERS, a_label, a_length, b_label, b_length);
}

/* The levels in order. */
static int32 *
sorted_levels(AxisState *axis)
{
	int32 *order = level_list(axis->n, sizeof(int32));

	for (int i = 0; i < axis->n; i++)
		order[i] = i;
	qsort_arg(order, axis->n, sizeof(int32), compare_levels, axis);
	return order;
}

/* The labels in order; answers the place of each level among them. */
static int32 *
flatten_axis(AxisState *axis, uint32 *end, char *text)
{
	int32 *order = sorted_levels(axis);
	int32 *place = level_list(axis->n, sizeof(int32));
	uint32 used = 0;

	for (int i = 0; i < axis->n; i++)
	{
		int length;
		const char *label = state_label(axis, order[i], &length);

		memcpy(text + used, label, length);
		used += length;
		end[i] = used;
		place[order[i]] = i;
	}
	pfree(order);
	return place;
}

typedef struct SortedCell
{
	uint64 place;
	double count;
} SortedCell;

static int
compare_cells(const void *a, const void *b)
{
	uint64 p = ((const SortedCell *) a)->place;
	uint64 q = ((const SortedCell *) b)->place;

	CHECK_FOR_INTERRUPTS();
	return p < q ? -1 : p > q;
}

/* The sum of all weights must be a double too. */
static void
check_total(double total)
{
	if (!isfinite(total))
		ereport(ERROR,
		        (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
		         errmsg("the sum of the weights is out of range")));
}

static void
flatten_cells(const LevelsState *state,
              const int32 *row_place,
              const int32 *column_place,
              Levels *value)
{
	SortedCell *cell = level_list(state->cells, sizeof(SortedCell));
	ms_cell *at = levels_flat_places(value);
	double total = 0;

	for (int i = 0; i < state->cells; i++)
	{
		uint64 row =
		    row_place[state->axes == 2 ? state->at[i].row : (uint32) i];
		uint64 column =
		    state->axes == 2 ? column_place[state->at[i].column] : 0;

		cell[i] =
		    (SortedCell){row << 32 | column, ms_sum_total(&state->count[i])};
		total += cell[i].count;
	}
	check_total(total);
	qsort(cell, state->cells, sizeof(SortedCell), compare_cells);
	for (int i = 0; i < state->cells; i++)
	{
		value->count[i] = cell[i].count;
		if (state->axes == 2)
			at[i] = (ms_cell){(uint32) (cell[i].place >> 32),
			                  (uint32) cell[i].place};
	}
	pfree(cell);
}

static Size
state_flat_size(ExpandedObjectHeader *header)
{
	return state_size((LevelsState *) header);
}

static void
state_flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	LevelsState *state = (LevelsState *) header;
	Levels *value = result;
	int32 *place[2];

	memset(value, 0, offsetof(Levels, count));
	SET_VARSIZE(value, size);
	value->version = MEDSEC_STORED_VERSION;
	value->axes = state->axes;
	value->n = state->n;
	value->missing = state->missing;
	value->zero_weight = state->zero_weight;
	value->cells = state->cells;
	for (int i = 0; i < 2; i++)
	{
		value->kind[i] =
		    state->axis[i].n > 0 ? state->axis[i].kind : LEVELS_NONE;
		value->n_levels[i] = state->axis[i].n;
		value->bytes[i] = state->axis[i].used;
	}
	place[0] = flatten_axis(
	    &state->axis[0], levels_flat_ends(value), levels_flat_text(value));
	place[1] = flatten_axis(&state->axis[1],
	                        levels_flat_ends(value) + state->axis[0].n,
	                        levels_flat_text(value) + state->axis[0].used);
	flatten_cells(state, place[0], place[1], value);
	pfree(place[0]);
	pfree(place[1]);
}

static const ExpandedObjectMethods state_methods = {
    .get_flat_size = state_flat_size,
    .flatten_into = state_flatten,
};

/* ---- where it lives ---- */

static MemoryContext
new_context(MemoryContext parent)
{
	return AllocSetContextCreate(parent, "levels", ALLOCSET_START_SMALL_SIZES);
}

/*
 * The context of the states of an aggregate, one for all its groups: with one a
 * group, the server, which adds up the memory of all contexts at every new
 * group, would need time of the square of their number.
 *
 * DeleteExpandedObject of one state would delete them all.  The executor does
 * that only to a state that its transition function has replaced by another
 * value; ours return the state that they were given, once it is expanded.  Else
 * states end with the aggregate's context, all at once.  A state never leaves
 * the aggregate but flat or to read only, so nobody can move its context either.
 * What tells the context from others is the address of its identifier.
 */
static MemoryContext
shared_context(MemoryContext parent)
{
	static const char shared[] = "all groups";
	MemoryContext context = parent->firstchild;

	while (context != NULL && context->ident != shared)
		context = context->nextchild;
	if (context == NULL)
	{
		context = new_context(parent);
		MemoryContextSetIdentifier(context, shared);
	}
	return context;
}

static LevelsState *
new_state(MemoryContext context, int axes)
{
	LevelsState *state = MemoryContextAllocZero(context, sizeof(LevelsState));

	EOH_init_header(&state->header, &state_methods, context);
	state->axes = axes;
	return state;
}

/* A state in a context of its own. */
LevelsState *
levels_state_new(int axes)
{
	return new_state(new_context(CurrentMemoryContext), axes);
}

/* The flat form of a state that is needed no more. */
Datum
levels_finish(LevelsState *state)
{
	Size size = EOH_get_flat_size(&state->header);
	Levels *value = palloc(size);

	EOH_flatten_into(&state->header, value, size);
	DeleteExpandedObject(EOHPGetRWDatum(&state->header));
	return PointerGetDatum(value);
}

/* All of a flat form joins. */
void
levels_append(LevelsState *state, const LevelView *view)
{
	int32 *level[2] = {NULL, NULL};

	value_count(&state->n, view->n);
	value_count(&state->missing, view->missing);
	value_count(&state->zero_weight, view->zero_weight);
	for (int i = 0; i < state->axes; i++)
	{
		const LevelAxis *axis = &view->axis[i];

		levels_adopt_kind(&state->axis[i], axis->kind);
		level[i] = level_list(axis->n, sizeof(int32));
		for (int j = 0; j < axis->n; j++)
		{
			CHECK_FOR_INTERRUPTS();
			level[i][j] = levels_find_label(state,
			                                &state->axis[i],
			                                level_text(axis, j),
			                                level_length(axis, j));
		}
	}
	for (int64 i = 0; i < view->cells; i++)
	{
		int row = level[0][view->at == NULL ? i : view->at[i].row];
		int column = view->at == NULL ? 0 : level[1][view->at[i].column];

		CHECK_FOR_INTERRUPTS();
		levels_add_count(state, row, column, view->count[i]);
	}
	for (int i = 0; i < state->axes; i++)
		pfree(level[i]);
}

/*
 * Argument 0, the state of an aggregate, to add to: the object itself where it
 * may be changed, else a copy.
 */
LevelsState *
levels_state(FunctionCallInfo fcinfo, int axes)
{
	MemoryContext aggregate;
	LevelsState *state;
	LevelView view;

	if (!PG_ARGISNULL(0) &&
	    VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0)))
	{
		state = (LevelsState *) DatumGetEOHP(PG_GETARG_DATUM(0));
		if (likely(state->header.eoh_methods == &state_methods &&
		           state->axes == axes))
			return state;
	}
	state = AggCheckCallContext(fcinfo, &aggregate)
	            ? new_state(shared_context(aggregate), axes)
	            : levels_state_new(axes);
	if (!PG_ARGISNULL(0))
	{
		view = levels_arg(fcinfo, 0, axes);
		levels_append(state, &view);
	}
	return state;
}
