/*
 * levels_state.h
 *		What the files of the types frequency and contingency share: the stored
 *		form, and the state while it grows.
 */
#ifndef MEDSEC_LEVELS_STATE_H
#define MEDSEC_LEVELS_STATE_H

#include "levels.h"

#include "utils/expandeddatum.h"

/* ---- the stored form ---- */

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

static inline int64
levels_flat_size(int axes, int64 cells, int64 levels, int64 bytes)
{
	return offsetof(Levels, count) +
	       cells * (sizeof(double) + (axes == 2 ? sizeof(ms_cell) : 0)) +
	       levels * sizeof(uint32) + bytes;
}

static inline ms_cell *
levels_flat_places(const Levels *value)
{
	return (ms_cell *) (value->count + value->cells);
}

static inline uint32 *
levels_flat_ends(const Levels *value)
{
	return (uint32 *) (levels_flat_places(value) +
	                   (value->axes == 2 ? value->cells : 0));
}

static inline char *
levels_flat_text(const Levels *value)
{
	return (char *) (levels_flat_ends(value) + value->n_levels[0] +
	                 value->n_levels[1]);
}

/* ---- the state, an expanded object ---- */

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

/* ---- levels_state.c ---- */

extern LevelsState *levels_state_new(int axes);
extern LevelsState *levels_state(FunctionCallInfo fcinfo, int axes);
extern void levels_adopt_kind(AxisState *axis, LevelKind kind);
extern int levels_find_label(LevelsState *state,
                             AxisState *axis,
                             const char *label,
                             int length);
extern int levels_add_cell(LevelsState *state, uint32 row, uint32 column);
extern void levels_append(LevelsState *state, const LevelView *view);
extern Datum levels_finish(LevelsState *state);

static inline Datum
levels_return(LevelsState *state)
{
	return EOHPGetRWDatum(&state->header);
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

/* Labels and cells have twice the slots that there is room for. */
static inline uint32
slot_mask(int room)
{
	return 2 * (uint32) room - 1;
}

/* The cell of a place, a new one where there is none. */
static inline int
levels_find_cell(LevelsState *state, uint32 row, uint32 column)
{
	uint32 mask = slot_mask(state->cell_room);

	if (state->axes == 1)
		return likely((int) row < state->cells)
		           ? (int) row
		           : levels_add_cell(state, row, 0);
	if (state->slot == NULL)
		return levels_add_cell(state, row, column);
	for (uint32 at = place_hash(row, column) & mask; state->slot[at] != 0;
	     at = (at + 1) & mask)
	{
		int cell = state->slot[at] - 1;

		if (state->at[cell].row == row && state->at[cell].column == column)
			return cell;
	}
	return levels_add_cell(state, row, column);
}

static inline void
levels_add_count(LevelsState *state, uint32 row, uint32 column, double count)
{
	int cell = levels_find_cell(state, row, column); /* may move the counts */

	ms_sum_add(&state->count[cell], count);
}

#endif /* MEDSEC_LEVELS_STATE_H */
