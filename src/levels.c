/*
 * levels.c
 *		The types frequency and contingency: how often each level, or each pair of
 *		levels, occurs.
 *
 * Both are one thing, of one variable (axis) or of two: labels of the levels, and
 * cells with the sum of the weights of their rows.  Of one variable, a cell is a
 * level.
 *
 * Levels are told apart by their labels: the text of a value, whatever collation
 * says of it.  Numbers of all types have one form (core/label.c), so that 1, 1.0
 * and 1e0 are one level; dates and times are written as ISO has them, whatever
 * DateStyle says; booleans are false and true.  Values that are a machine word
 * (integers, floats, booleans, enums, dates) are looked up as such, and their
 * label is made only once a level; text is looked up as its bytes; others are
 * turned into text row by row.
 *
 * While an aggregate gathers, its state is an expanded object with hash tables of
 * words, labels and cells.  The flat form has levels and cells in order: equal
 * summaries have equal bytes, whatever the order of the rows.  Sums of weights
 * that are not whole may differ in the last bit.
 */
#include "levels.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "common/shortest_dec.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/expandeddatum.h"
#include "utils/json.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/typcache.h"

#include "core/label.h"

#define FIRST_SLOTS 16 /* of a table of words; a power of 2 */
#define FIRST_ROOM 4 /* levels, cells; a power of 2 */
#define FIRST_TEXT 16 /* bytes of labels */
#define FEW_LEVELS 8 /* labels that are compared one by one */
#define FEW_ROWS 16 /* whose words are not remembered */
#define NO_WEIGHT (-1)

static const char *const type_names[] = {NULL, "frequency", "contingency"};

/* the flat form */
typedef struct Levels
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	int32 axes;
	int32 kind[2];
	int32 n_levels[2];
	int32 unused; /* 0 */
	int64 n;
	int64 missing;
	int64 zero_weight;
	int64 cells;
	int64 bytes[2]; /* of the labels */
	/* counts, places (of two axes), ends of the labels, labels */
	double count[];
} Levels;

typedef struct WordSlot
{
	int64 word;
	int32 level; /* + 1; 0: the slot is free */
} WordSlot;

typedef struct AxisState
{
	LevelKind kind;
	int n;
	char *text;
	uint32 used;
	uint32 room;
	uint32 *end;
	int32 *slot; /* by label: level + 1; NULL of few levels */
	int level_room; /* half of the slots */
	Oid word_type; /* words of one type, that labels have been made of */
	WordSlot *word;
	int words;
	int word_slots;
} AxisState;

/* the expanded form */
typedef struct LevelsState
{
	ExpandedObjectHeader header;
	int axes;
	AxisState axis[2];
	int64 n;
	int64 missing;
	int64 zero_weight;
	int cells;
	int cell_room; /* half of the slots */
	ms_sum *count;
	ms_cell *at; /* of two axes */
	int32 *slot; /* by place: cell + 1 */
} LevelsState;

/* There may be one a group: memory comes in powers of 2. */
StaticAssertDecl(sizeof(LevelsState) <= 256, "a state is small");

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

/* ---- the flat form ---- */

static int64
flat_size(int axes, int64 cells, int64 levels, int64 bytes)
{
	return offsetof(Levels, count) +
	       cells * (sizeof(double) + (axes == 2 ? sizeof(ms_cell) : 0)) +
	       levels * sizeof(uint32) + bytes;
}

static ms_cell *
flat_places(const Levels *value)
{
	return (ms_cell *) (value->count + value->cells);
}

static uint32 *
flat_ends(const Levels *value)
{
	return (uint32 *) (flat_places(value) +
	                   (value->axes == 2 ? value->cells : 0));
}

static char *
flat_text(const Levels *value)
{
	return (char *) (flat_ends(value) + value->n_levels[0] +
	                 value->n_levels[1]);
}

static void
check_flat(const Levels *value, int axes)
{
	if (VARSIZE(value) < sizeof(Levels) || value->axes != axes ||
	    value->cells < 0 || value->cells > (int64) MaxAllocSize ||
	    value->n_levels[0] < 0 || value->n_levels[1] < 0 ||
	    value->bytes[0] < 0 || value->bytes[0] > (int64) MaxAllocSize ||
	    value->bytes[1] < 0 || value->bytes[1] > (int64) MaxAllocSize ||
	    (int64) VARSIZE(value) !=
	        flat_size(axes,
	                  value->cells,
	                  (int64) value->n_levels[0] + value->n_levels[1],
	                  value->bytes[0] + value->bytes[1]))
		value_refuse();
}

static LevelView
view_flat(const Levels *value, int axes)
{
	const uint32 *end;
	const char *text;

	check_flat(value, axes);
	end = flat_ends(value);
	text = flat_text(value);
	return (LevelView){
	    .axis = {{value->kind[0], value->n_levels[0], end, text},
	             {value->kind[1],
	              value->n_levels[1],
	              end + value->n_levels[0],
	              text + value->bytes[0]}},
	    .n = value->n,
	    .missing = value->missing,
	    .zero_weight = value->zero_weight,
	    .cells = value->cells,
	    .count = value->count,
	    .at = axes == 2 ? flat_places(value) : NULL,
	};
}

/* Argument i, to read: levels and cells in order. */
LevelView
levels_arg(FunctionCallInfo fcinfo, int i, int axes)
{
	return view_flat(value_arg(fcinfo, i), axes);
}

static int
label_length(const LevelAxis *axis, int level)
{
	return axis->end[level] - (level > 0 ? axis->end[level - 1] : 0);
}

static const char *
label_text(const LevelAxis *axis, int level)
{
	return axis->text + (level > 0 ? axis->end[level - 1] : 0);
}

char *
level_label(const LevelAxis *axis, int level)
{
	return pnstrdup(label_text(axis, level), label_length(axis, level));
}

/* The number that a label is; MS_NULL where it is none that a double holds. */
double
level_number(const LevelAxis *axis, int level)
{
	char *label = level_label(axis, level);
	char *form = palloc(strlen(label) + MS_LABEL_ROOM + 1);
	double number = MS_NULL;

	if (ms_label_number(label, strlen(label), form) > 0)
		number = ms_known(strtod(label, NULL) + 0.0);
	pfree(form);
	pfree(label);
	return number;
}

/* ---- hash tables ---- */

/* A word with all its bits stirred; the slot is in the upper ones. */
static inline uint32
word_hash(uint64 word)
{
	word *= UINT64CONST(0x9E3779B97F4A7C15);
	return (uint32) (word >> 32) ^ (uint32) (word >> 47);
}

static inline uint32
place_hash(uint32 row, uint32 column)
{
	return word_hash((uint64) row << 32 | column);
}

/* Is a table of so many slots too full for one more? */
static inline bool
is_full(int used, int slots)
{
	return 2 * (int64) (used + 1) > slots;
}

static int
more_slots(int slots)
{
	return slots == 0 ? FIRST_SLOTS : 2 * slots;
}

/* Labels and cells have twice the slots that there is room for. */
static inline uint32
slot_mask(int room)
{
	return 2 * (uint32) room - 1;
}

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

/* Room for `n` elements, where there is some for `room`. */
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
	return flat_size(state->axes,
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
static int
find_label(LevelsState *state, AxisState *axis, const char *label, int length)
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

static void
adopt_kind(AxisState *axis, LevelKind kind)
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

static int
add_cell(LevelsState *state, uint32 row, uint32 column)
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

/* The cell of a place, a new one where there is none. */
static inline int
find_cell(LevelsState *state, uint32 row, uint32 column)
{
	uint32 mask = slot_mask(state->cell_room);

	if (state->axes == 1)
		return likely((int) row < state->cells) ? (int) row
		                                        : add_cell(state, row, 0);
	if (state->slot == NULL)
		return add_cell(state, row, column);
	for (uint32 at = place_hash(row, column) & mask; state->slot[at] != 0;
	     at = (at + 1) & mask)
	{
		int cell = state->slot[at] - 1;

		if (state->at[cell].row == row && state->at[cell].column == column)
			return cell;
	}
	return add_cell(state, row, column);
}

static inline void
add_count(LevelsState *state, uint32 row, uint32 column, double count)
{
	int cell = find_cell(state, row, column); /* may move the counts */

	ms_sum_add(&state->count[cell], count);
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

static Size
list_size(int n, Size size)
{
	return Max(n, 1) * size;
}

static void *
list_of(int n, Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, list_size(n, size));
}

/* The levels in order. */
static int32 *
sorted_levels(AxisState *axis)
{
	int32 *order = list_of(axis->n, sizeof(int32));

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
	int32 *place = list_of(axis->n, sizeof(int32));
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
	SortedCell *cell = list_of(state->cells, sizeof(SortedCell));
	ms_cell *at = flat_places(value);
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
	place[0] =
	    flatten_axis(&state->axis[0], flat_ends(value), flat_text(value));
	place[1] = flatten_axis(&state->axis[1],
	                        flat_ends(value) + state->axis[0].n,
	                        flat_text(value) + state->axis[0].used);
	flatten_cells(state, place[0], place[1], value);
	pfree(place[0]);
	pfree(place[1]);
}

static const ExpandedObjectMethods state_methods = {
    .get_flat_size = state_flat_size,
    .flatten_into = state_flatten,
};

static MemoryContext
new_context(MemoryContext parent)
{
	return AllocSetContextCreate(parent, "levels", ALLOCSET_START_SMALL_SIZES);
}

/*
 * The context of the states of an aggregate: one for all its groups, as the
 * server counts all contexts again for every new group.  It never deletes one
 * state without the others.
 */
static MemoryContext
shared_context(MemoryContext parent)
{
	MemoryContext context = parent->firstchild;

	while (context != NULL && strcmp(context->name, "levels") != 0)
		context = context->nextchild;
	return context != NULL ? context : new_context(parent);
}

static LevelsState *
state_new(MemoryContext context, int axes)
{
	LevelsState *state = MemoryContextAllocZero(context, sizeof(LevelsState));

	EOH_init_header(&state->header, &state_methods, context);
	state->axes = axes;
	return state;
}

/* The flat form of a state that is needed no more. */
static Datum
state_finish(LevelsState *state)
{
	Size size = EOH_get_flat_size(&state->header);
	Levels *value = palloc(size);

	EOH_flatten_into(&state->header, value, size);
	DeleteExpandedObject(EOHPGetRWDatum(&state->header));
	return PointerGetDatum(value);
}

/* All of a flat form joins. */
static void
state_append(LevelsState *state, const LevelView *view)
{
	int32 *level[2] = {NULL, NULL};

	value_count(&state->n, view->n);
	value_count(&state->missing, view->missing);
	value_count(&state->zero_weight, view->zero_weight);
	for (int i = 0; i < state->axes; i++)
	{
		const LevelAxis *axis = &view->axis[i];

		adopt_kind(&state->axis[i], axis->kind);
		level[i] = list_of(axis->n, sizeof(int32));
		for (int j = 0; j < axis->n; j++)
			level[i][j] = find_label(state,
			                         &state->axis[i],
			                         label_text(axis, j),
			                         label_length(axis, j));
	}
	for (int64 i = 0; i < view->cells; i++)
	{
		int row = level[0][view->at == NULL ? i : view->at[i].row];
		int column = view->at == NULL ? 0 : level[1][view->at[i].column];

		CHECK_FOR_INTERRUPTS();
		add_count(state, row, column, view->count[i]);
	}
	for (int i = 0; i < state->axes; i++)
		pfree(level[i]);
}

/*
 * Argument 0, the state of an aggregate, to add to: the object itself where it
 * may be changed, else a copy.
 */
static LevelsState *
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
	state = state_new(AggCheckCallContext(fcinfo, &aggregate)
	                      ? shared_context(aggregate)
	                      : new_context(CurrentMemoryContext),
	                  axes);
	if (!PG_ARGISNULL(0))
	{
		view = levels_arg(fcinfo, 0, axes);
		state_append(state, &view);
	}
	return state;
}

static Datum
levels_return(LevelsState *state)
{
	return EOHPGetRWDatum(&state->header);
}

/* ---- values of any type ---- */

typedef enum ReaderMode
{
	READ_WORD, /* a value that is its own key; its label is made once */
	READ_TEXT, /* text and varchar */
	READ_PADDED, /* char(n): blanks at the end do not count */
	READ_NUMERIC,
	READ_OUTPUT /* the type's output function */
} ReaderMode;

typedef struct Reader
{
	Oid type; /* a domain's base type */
	ReaderMode mode;
	LevelKind kind;
	FmgrInfo output;
} Reader;

static LevelKind
kind_of(Oid type)
{
	switch (type)
	{
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case FLOAT4OID:
		case FLOAT8OID:
		case NUMERICOID:
			return LEVELS_NUMBERS;
		default:
			return LEVELS_NAMES;
	}
}

static ReaderMode
mode_of(Oid type)
{
	switch (type)
	{
		case TEXTOID:
		case VARCHAROID:
			return READ_TEXT;
		case BPCHAROID:
			return READ_PADDED;
		case NUMERICOID:
			return READ_NUMERIC;
		case BOOLOID:
		case CHAROID:
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case FLOAT4OID:
		case FLOAT8OID:
		case DATEOID:
		case TIMEOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
		case OIDOID:
			return get_typbyval(type) ? READ_WORD : READ_OUTPUT;
		default:
			return type_is_enum(type) ? READ_WORD : READ_OUTPUT;
	}
}

/* Without an equality there are no levels: json, point, xml. */
static void
require_equality(Oid type)
{
	TypeCacheEntry *entry = lookup_type_cache(type, TYPECACHE_EQ_OPR);

	if (!OidIsValid(entry->eq_opr))
		ereport(ERROR,
		        (errcode(ERRCODE_UNDEFINED_FUNCTION),
		         errmsg("could not identify an equality operator for type %s",
		                format_type_be(type)),
		         errhint("Turn the values into text.")));
}

static void
set_reader(Reader *reader, Oid type, MemoryContext context)
{
	Oid output;
	bool is_varlena;

	if (!OidIsValid(type))
		ereport(ERROR,
		        (errcode(ERRCODE_INDETERMINATE_DATATYPE),
		         errmsg("could not determine the type of the values"),
		         errhint("Turn the values into text.")));
	type = getBaseType(type);
	require_equality(type);
	reader->type = type;
	reader->mode = mode_of(type);
	reader->kind = kind_of(type);
	getTypeOutputInfo(type, &output, &is_varlena);
	fmgr_info_cxt(output, &reader->output, context);
}

/* Readers of the arguments from 1 on, made in the first call. */
static Reader *
readers(FunctionCallInfo fcinfo, int axes)
{
	FmgrInfo *info = fcinfo->flinfo;
	Reader *reader;

	if (likely(info->fn_extra != NULL))
		return info->fn_extra;
	reader = MemoryContextAllocZero(info->fn_mcxt, axes * sizeof(Reader));
	for (int i = 0; i < axes; i++)
		set_reader(&reader[i], get_fn_expr_argtype(info, i + 1), info->fn_mcxt);
	info->fn_extra = reader;
	return reader;
}

/* The one form of a number in decimals. */
static char *
number_label(const char *decimals, int *length)
{
	size_t given = strlen(decimals);
	char *label = palloc(given + MS_LABEL_ROOM);

	*length = (int) ms_label_number(decimals, given, label);
	if (*length == 0)
		elog(ERROR, "\"%s\" is not a number", decimals);
	return label;
}

/* Dates and times do not hang on DateStyle and the zone of the session. */
static char *
iso_label(const Reader *reader, Datum value)
{
	int utc = 0;

	return JsonEncodeDateTime(
	    palloc(MAXDATELEN + 1), value, reader->type, &utc);
}

static char *
word_label(Reader *reader, Datum value, int *length)
{
	char digits[DOUBLE_SHORTEST_DECIMAL_LEN];
	char *label;

	switch (reader->type)
	{
		case BOOLOID:
			label = DatumGetBool(value) ? "true" : "false";
			break;
		case FLOAT4OID:
			float_to_shortest_decimal_buf(DatumGetFloat4(value), digits);
			return number_label(digits, length);
		case FLOAT8OID:
			double_to_shortest_decimal_buf(DatumGetFloat8(value), digits);
			return number_label(digits, length);
		case DATEOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
			label = iso_label(reader, value);
			break;
		default:
			label = OutputFunctionCall(&reader->output, value);
			break;
	}
	*length = strlen(label);
	return label;
}

/* The word that a value is; finite, and without -0, which equals 0. */
static inline int64
word_of(const Reader *reader, Datum *value, const char *name)
{
	if (reader->type == FLOAT8OID)
		*value = Float8GetDatum(medsec_row_value(DatumGetFloat8(*value), name) +
		                        0.0);
	else if (reader->type == FLOAT4OID)
		*value = Float4GetDatum(
		    (float4) medsec_row_value(DatumGetFloat4(*value), name) + 0.0f);
	return (int64) *value;
}

static void
put_word(AxisState *axis, int64 word, int32 level)
{
	uint32 mask = (uint32) axis->word_slots - 1;
	uint32 at = word_hash(word) & mask;

	while (axis->word[at].level != 0)
		at = (at + 1) & mask;
	axis->word[at] = (WordSlot){word, level};
	axis->words++;
}

static void
resize_words(LevelsState *state, AxisState *axis)
{
	WordSlot *old = axis->word;
	int old_slots = axis->word_slots;

	axis->word_slots = more_slots(old_slots);
	axis->words = 0;
	axis->word =
	    MemoryContextAllocExtended(state->header.eoh_context,
	                               (Size) axis->word_slots * sizeof(WordSlot),
	                               MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int i = 0; i < old_slots; i++)
	{
		if (old[i].level != 0)
			put_word(axis, old[i].word, old[i].level);
	}
	if (old != NULL)
		pfree(old);
}

/*
 * A word that is not remembered: its level has this label.  A group of a few
 * rows is done before remembering pays, and takes less memory without it.
 */
static int
add_word(LevelsState *state,
         AxisState *axis,
         Reader *reader,
         Datum value,
         int64 word)
{
	int length;
	const char *label = word_label(reader, value, &length);
	int level = find_label(state, axis, label, length);

	if (state->n < FEW_ROWS)
		return level;
	if (is_full(axis->words, axis->word_slots))
		resize_words(state, axis);
	put_word(axis, word, level + 1);
	return level;
}

static inline int
find_word(LevelsState *state,
          AxisState *axis,
          Reader *reader,
          Datum value,
          int64 word)
{
	uint32 mask = (uint32) axis->word_slots - 1;

	if (unlikely(axis->word_type != reader->type))
	{
		if (axis->word != NULL)
			pfree(axis->word);
		axis->word = NULL;
		axis->words = axis->word_slots = 0;
		axis->word_type = reader->type;
	}
	for (uint32 at = word_hash(word) & mask;
	     axis->word_slots > 0 && axis->word[at].level != 0;
	     at = (at + 1) & mask)
	{
		if (axis->word[at].word == word)
			return axis->word[at].level - 1;
	}
	return add_word(state, axis, reader, value, word);
}

static int
find_text(LevelsState *state, AxisState *axis, Datum value, bool padded)
{
	struct varlena *given = (struct varlena *) DatumGetPointer(value);
	struct varlena *text = pg_detoast_datum_packed(given);
	int length = VARSIZE_ANY_EXHDR(text);
	int level;

	if (padded)
		length = bpchartruelen(VARDATA_ANY(text), length);
	level = find_label(state, axis, VARDATA_ANY(text), length);
	if (text != given)
		pfree(text);
	return level;
}

static int
find_numeric(LevelsState *state, AxisState *axis, Datum value, const char *name)
{
	Numeric number = DatumGetNumeric(value);
	int length;
	const char *label;

	if (numeric_is_nan(number))
		medsec_refuse_value(NAN, psprintf("argument \"%s\"", name));
	if (numeric_is_inf(number))
		medsec_refuse_value(INFINITY, psprintf("argument \"%s\"", name));
	label = number_label(numeric_normalize(number), &length);
	return find_label(state, axis, label, length);
}

static inline int
find_level(LevelsState *state,
           AxisState *axis,
           Reader *reader,
           Datum value,
           const char *name)
{
	char *label;
	int64 word;

	if (unlikely(axis->kind != reader->kind || axis->n == 0))
		adopt_kind(axis, reader->kind);
	switch (reader->mode)
	{
		case READ_WORD:
			word = word_of(reader, &value, name);
			return find_word(state, axis, reader, value, word);
		case READ_TEXT:
			return find_text(state, axis, value, false);
		case READ_PADDED:
			return find_text(state, axis, value, true);
		case READ_NUMERIC:
			return find_numeric(state, axis, value, name);
		default:
			label = OutputFunctionCall(&reader->output, value);
			return find_label(state, axis, label, strlen(label));
	}
}

/* ---- gathering ---- */

/* The state to which a row is added, or NULL: it was counted and left out. */
static inline bool
is_row(FunctionCallInfo fcinfo,
       LevelsState *state,
       int weight_at,
       double *weight)
{
	if (medsec_any_null(fcinfo, 1))
	{
		value_count(&state->missing, 1);
		return false;
	}
	*weight =
	    weight_at < PG_NARGS() ? medsec_weight(PG_GETARG_FLOAT8(weight_at)) : 1;
	if (*weight > 0)
		return true;
	value_count(&state->zero_weight, 1);
	return false;
}

static inline void
add_row(LevelsState *state, int row, int column, double weight)
{
	value_count(&state->n, 1);
	add_count(state, row, column, weight);
}

/* frequency(value [, weight]) */
PG_FUNCTION_INFO_V1(medsec_frequency_accum);
Datum
medsec_frequency_accum(PG_FUNCTION_ARGS)
{
	LevelsState *state = levels_state(fcinfo, 1);
	Reader *reader = readers(fcinfo, 1);
	double weight;

	if (is_row(fcinfo, state, 2, &weight))
		add_row(
		    state,
		    find_level(
		        state, &state->axis[0], reader, PG_GETARG_DATUM(1), "value"),
		    0,
		    weight);
	return levels_return(state);
}

/* The same of text, which needs to know nothing of the call. */
PG_FUNCTION_INFO_V1(medsec_frequency_accum_text);
Datum
medsec_frequency_accum_text(PG_FUNCTION_ARGS)
{
	LevelsState *state = levels_state(fcinfo, 1);
	double weight;

	if (is_row(fcinfo, state, 2, &weight))
	{
		adopt_kind(&state->axis[0], LEVELS_NAMES);
		add_row(state,
		        find_text(state, &state->axis[0], PG_GETARG_DATUM(1), false),
		        0,
		        weight);
	}
	return levels_return(state);
}

/* contingency(row_value, column_value [, weight]) */
PG_FUNCTION_INFO_V1(medsec_contingency_accum);
Datum
medsec_contingency_accum(PG_FUNCTION_ARGS)
{
	LevelsState *state = levels_state(fcinfo, 2);
	Reader *reader = readers(fcinfo, 2);
	double weight;
	int row;
	int column;

	if (!is_row(fcinfo, state, 3, &weight))
		return levels_return(state);
	row = find_level(
	    state, &state->axis[0], &reader[0], PG_GETARG_DATUM(1), "row_value");
	column = find_level(
	    state, &state->axis[1], &reader[1], PG_GETARG_DATUM(2), "column_value");
	add_row(state, row, column, weight);
	return levels_return(state);
}

PG_FUNCTION_INFO_V1(medsec_contingency_accum_text);
Datum
medsec_contingency_accum_text(PG_FUNCTION_ARGS)
{
	LevelsState *state = levels_state(fcinfo, 2);
	int level[2];
	double weight;

	if (!is_row(fcinfo, state, 3, &weight))
		return levels_return(state);
	for (int i = 0; i < 2; i++)
	{
		adopt_kind(&state->axis[i], LEVELS_NAMES);
		level[i] =
		    find_text(state, &state->axis[i], PG_GETARG_DATUM(i + 1), false);
	}
	add_row(state, level[0], level[1], weight);
	return levels_return(state);
}

static Datum
combine(FunctionCallInfo fcinfo, int axes)
{
	LevelsState *state = levels_state(fcinfo, axes);
	LevelView other;

	if (!PG_ARGISNULL(1))
	{
		other = levels_arg(fcinfo, 1, axes);
		state_append(state, &other);
	}
	return levels_return(state);
}

PG_FUNCTION_INFO_V1(medsec_frequency_combine);
Datum
medsec_frequency_combine(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(medsec_contingency_combine);
Datum
medsec_contingency_combine(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, 2);
}

/* ---- text and binary forms ---- */

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
	if (find_label(state, axis, label, length) < before)
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
	cell = find_cell(state, row, column);
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
	int32 *unused =
	    palloc_extended(list_size(levels, sizeof(int32)), MCXT_ALLOC_HUGE);

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
			add_count(state, j, 0, count);
		}
	}
	if (state->axes == 2)
		read_cells(wire, state, head->cells);
}

static Datum
levels_read(Wire *wire, int axes)
{
	LevelsState *state = state_new(new_context(CurrentMemoryContext), axes);
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
	return state_finish(state);
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

/* ---- labels as arguments ---- */

/* A label as its axis writes it: numbers in their one form. */
static char *
form_of(LevelKind kind, const char *label)
{
	size_t length = strlen(label);
	char *form;

	if (kind != LEVELS_NUMBERS)
		return pstrdup(label);
	form = palloc(length + MS_LABEL_ROOM + 1);
	length = ms_label_number(label, length, form);
	form[length] = '\0';
	return length > 0 ? form : pstrdup(label);
}

static int
compare_to_level(const LevelAxis *axis, int level, const char *form)
{
	return ms_label_compare(axis->kind == LEVELS_NUMBERS,
	                        label_text(axis, level),
	                        label_length(axis, level),
	                        form,
	                        strlen(form));
}

/* The level of a label; -1 where there is none. */
int
level_find(const LevelAxis *axis, const char *label)
{
	char *form = form_of(axis->kind, label);
	int low = 0;
	int high = axis->n;

	while (low < high)
	{
		int middle = low + (high - low) / 2;

		if (compare_to_level(axis, middle, form) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < axis->n &&
	    (label_length(axis, low) != (int) strlen(form) ||
	     memcmp(label_text(axis, low), form, label_length(axis, low)) != 0))
		low = axis->n;
	pfree(form);
	return low < axis->n ? low : -1;
}

/* ---- categories in an order that an argument gives ---- */

/* The labels of argument i, a text[] without NULLs. */
char **
level_labels_arg(FunctionCallInfo fcinfo, int i, const char *name, int *n)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(i);
	Datum *elements;
	char **labels;

	if (ARR_NDIM(array) > 1)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
		     errmsg("argument \"%s\" must be a one-dimensional array", name),
		     errdetail("It has %d dimensions.", ARR_NDIM(array))));
	if (array_contains_nulls(array))
		ereport(ERROR,
		        (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
		         errmsg("argument \"%s\" must not contain NULLs", name)));
	deconstruct_array(
	    array, TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, n);
	labels = palloc(list_size(*n, sizeof(char *)));
	for (int j = 0; j < *n; j++)
		labels[j] = TextDatumGetCString(elements[j]);
	return labels;
}

/* Those of the levels themselves. */
char **
level_labels(const LevelAxis *axis, int *n)
{
	char **labels = list_of(axis->n, sizeof(char *));

	*n = axis->n;
	for (int j = 0; j < axis->n; j++)
		labels[j] = level_label(axis, j);
	return labels;
}

/* Those of both axes, each once, in order. */
char **
level_union(const LevelAxis *a, const LevelAxis *b, int *n)
{
	char **labels = list_of(a->n + b->n, sizeof(char *));
	int i = 0;
	int j = 0;

	if (a->n > 0 && b->n > 0 && a->kind != b->kind)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("rows and columns must have the same categories"),
		         errdetail("One variable is of numbers, the other of names.")));
	for (*n = 0; i < a->n || j < b->n; ++*n)
	{
		int order = 0;

		if (i < a->n && j < b->n)
			order = ms_label_compare(a->kind == LEVELS_NUMBERS,
			                         label_text(a, i),
			                         label_length(a, i),
			                         label_text(b, j),
			                         label_length(b, j));
		else
			order = i < a->n ? -1 : 1;
		labels[*n] = order <= 0 ? level_label(a, i) : level_label(b, j);
		i += order <= 0;
		j += order >= 0;
	}
	return labels;
}

static int
compare_strings(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

static void
refuse_twice(LevelKind kind, char *const *labels, int n, const char *name)
{
	char **forms = list_of(n, sizeof(char *));

	for (int j = 0; j < n; j++)
		forms[j] = form_of(kind, labels[j]);
	qsort(forms, n, sizeof(char *), compare_strings);
	for (int j = 1; j < n; j++)
	{
		if (strcmp(forms[j], forms[j - 1]) == 0)
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("argument \"%s\" has a category twice", name),
			         errdetail("The category is \"%s\".", forms[j])));
	}
}

/*
 * For each label its level, -1 where no row has it.  All levels must be among
 * the labels, none twice.
 */
int *
level_order(const LevelAxis *axis, char *const *labels, int n, const char *name)
{
	int *order = list_of(n, sizeof(int));
	bool *named = palloc0(list_size(axis->n, sizeof(bool)));

	refuse_twice(axis->kind, labels, n, name);
	for (int j = 0; j < n; j++)
	{
		order[j] = level_find(axis, labels[j]);
		if (order[j] >= 0)
			named[order[j]] = true;
	}
	for (int level = 0; level < axis->n; level++)
	{
		if (!named[level])
			ereport(
			    ERROR,
			    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			     errmsg("argument \"%s\" must name every category", name),
			     errdetail("\"%s\" is missing.", level_label(axis, level))));
	}
	pfree(named);
	return order;
}
