/*
 * rank.h
 *		What the tests of ranks read: samples as runs, and their options.
 */
#ifndef MEDSEC_RANK_H
#define MEDSEC_RANK_H

#include "types.h"

#include "core/runs.h"

#define RANK_DEFAULTS \
	{ \
		MS_TWO_SIDED, MS_EXACT_AUTO, true, 0.95, 0 \
	}

/* The values of a sample, by their weights. */
static inline ms_runs
rank_runs(const ms_sample *s)
{
	int at = ms_sample_value_at(s->columns);

	return (ms_runs){s->n,
	                 ms_sample_stride(s->columns),
	                 s->records + at,
	                 (s->columns & MS_SAMPLE_WEIGHT) ? s->records + at + 1
	                                                 : NULL};
}

/* Argument i, a boolean: NULL leaves the choice to the function. */
static inline ms_exact
rank_exact_arg(FunctionCallInfo fcinfo, int i)
{
	if (PG_ARGISNULL(i))
		return MS_EXACT_AUTO;
	return PG_GETARG_BOOL(i) ? MS_EXACT_ALWAYS : MS_EXACT_NEVER;
}

#endif /* MEDSEC_RANK_H */
