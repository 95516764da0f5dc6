/*
 * levels.c
 *		The types frequency and contingency: how often each level, or each pair of
 *		levels, occurs.
 *
 * Both are one thing, of one variable (axis) or of two: labels of the levels, and
 * cells with the sum of the weights of their rows.  Of one variable, a cell is a
 * level.  A stored value has levels and cells in order: equal summaries have
 * equal bytes, whatever the order of the rows.  Sums of weights that are not
 * whole may differ in the last bit.
 *
 *	levels.c         a stored value as functions read it
 *	levels_labels.c  categories in an order that an argument gives
 *	levels_gather.c  the aggregates: values of any type become levels
 *	levels_state.c   the state while it grows, and how it is stored
 *	levels_wire.c    text and binary forms
 */
#include "levels_state.h"

#include "core/label.h"

static void
check_flat(const Levels *value, int axes)
{
	if (VARSIZE(value) < sizeof(Levels) || value->axes != axes ||
	    value->cells < 0 || value->cells > (int64) MaxAllocSize ||
	    value->n_levels[0] < 0 || value->n_levels[1] < 0 ||
	    value->bytes[0] < 0 || value->bytes[0] > (int64) MaxAllocSize ||
	    value->bytes[1] < 0 || value->bytes[1] > (int64) MaxAllocSize ||
	    (int64) VARSIZE(value) !=
	        levels_flat_size(axes,
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
	end = levels_flat_ends(value);
	text = levels_flat_text(value);
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
	    .at = axes == 2 ? levels_flat_places(value) : NULL,
	};
}

/* Argument i, to read: levels and cells in order. */
LevelView
levels_arg(FunctionCallInfo fcinfo, int i, int axes)
{
	return view_flat(value_arg(fcinfo, i), axes);
}

char *
level_label(const LevelAxis *axis, int level)
{
	return pnstrdup(level_text(axis, level), level_length(axis, level));
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

/* ---- labels ---- */

/* A label as its axis writes it: numbers in their one form. */
char *
level_form(LevelKind kind, const char *label)
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
	                        level_text(axis, level),
	                        level_length(axis, level),
	                        form,
	                        strlen(form));
}

/* The level of a label; -1 where there is none. */
int
level_find(const LevelAxis *axis, const char *label)
{
	char *form = level_form(axis->kind, label);
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
	    (level_length(axis, low) != (int) strlen(form) ||
	     memcmp(level_text(axis, low), form, level_length(axis, low)) != 0))
		low = axis->n;
	pfree(form);
	return low < axis->n ? low : -1;
}
