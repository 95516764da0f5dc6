/*
 * levels.h
 *		The types frequency and contingency: how often each level, or each pair of
 *		levels, occurs.
 */
#ifndef MEDSEC_LEVELS_H
#define MEDSEC_LEVELS_H

#include "types.h"

#include "utils/memutils.h"

#include "core/contingency.h"

typedef enum LevelKind
{
	LEVELS_NONE, /* there are none yet */
	LEVELS_NAMES, /* in the order of their bytes */
	LEVELS_NUMBERS /* in the order of their values */
} LevelKind;

/* The levels of one variable, in order. */
typedef struct LevelAxis
{
	LevelKind kind;
	int n;
	const uint32 *end; /* where each label ends in text */
	const char *text;
} LevelAxis;

/* A summary as a function reads it. */
typedef struct LevelView
{
	LevelAxis axis[2]; /* a frequency has the first only */
	int64 n; /* rows */
	int64 missing; /* rows left out because something was NULL */
	int64 zero_weight; /* rows left out because their weight is 0 */
	int64 cells;
	const double *count; /* of the cells; of a frequency: of its levels */
	const ms_cell *at; /* in order; NULL of a frequency */
} LevelView;

/* Room for n elements, one at least. */
static inline void *
level_list(int n, Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(n, 1) * size);
}

static inline int
level_length(const LevelAxis *axis, int level)
{
	return axis->end[level] - (level > 0 ? axis->end[level - 1] : 0);
}

static inline const char *
level_text(const LevelAxis *axis, int level)
{
	return axis->text + (level > 0 ? axis->end[level - 1] : 0);
}

/* ---- levels.c ---- */

extern LevelView levels_arg(FunctionCallInfo fcinfo, int i, int axes);
extern char *level_label(const LevelAxis *axis, int level);
extern double level_number(const LevelAxis *axis, int level);
extern char *level_form(LevelKind kind, const char *label);
extern int level_find(const LevelAxis *axis, const char *label);

/* ---- levels_labels.c: categories in an order that an argument gives ---- */

extern char **
level_labels_arg(FunctionCallInfo fcinfo, int i, const char *name, int *n);
extern char **level_labels(const LevelAxis *axis, int *n);
extern char **level_union(const LevelAxis *a, const LevelAxis *b, int *n);
extern int *level_order(const LevelAxis *axis,
                        char *const *labels,
                        int n,
                        const char *name);

#endif /* MEDSEC_LEVELS_H */
