/*
 * runs.h
 *		Values in order, and how often each stands there.
 *
 * What every statistic of ranks reads: a sorted sample, where each row is a run
 * of one, or a table of frequencies, where a run is an answer and its count.
 * So a test on five answers takes the memory of five runs, whatever the rows.
 *
 * Ranks count rows, so weights must be whole.  Runs of one value may follow
 * each other.
 */
#ifndef MEDSEC_CORE_RUNS_H
#define MEDSEC_CORE_RUNS_H

#include "inference.h"
#include "port.h"
#include "status.h"

typedef struct ms_runs
{
	int64_t n; /* runs */
	int stride; /* doubles from one to the next */
	const double *value; /* ascending */
	const double *weight; /* above 0; NULL: 1 each */
} ms_runs;

#define MS_RUNS_QUIET 65536 /* runs passed between two looks for interrupts */

static inline double
ms_runs_value(const ms_runs *r, int64_t i)
{
	return r->value[i * r->stride];
}

static inline double
ms_runs_weight(const ms_runs *r, int64_t i)
{
	return r->weight != NULL ? r->weight[i * r->stride] : 1;
}

static inline void
ms_runs_look_around(int64_t i)
{
	if (i % MS_RUNS_QUIET == MS_RUNS_QUIET - 1)
		ms_check_interrupts();
}

/* The weight of the runs from *i on that have a value; *i goes behind them. */
static inline double
ms_runs_take(const ms_runs *r, int64_t *i, double value)
{
	double weight = 0;

	for (; *i < r->n && ms_runs_value(r, *i) == value; (*i)++)
	{
		ms_runs_look_around(*i);
		weight += ms_runs_weight(r, *i);
	}
	return weight;
}

/*
 * The values of two samples, from the lowest on, each once:
 *
 *	ms_runs_pair walk = {.a = a, .b = b};
 *	while (ms_runs_next(&walk))
 *		... walk.value, at_a rows of a and at_b of b have it, below_a and below_b
 *		are below it ...
 */
typedef struct ms_runs_pair
{
	const ms_runs *a;
	const ms_runs *b;
	int64_t i; /* runs of a passed */
	int64_t j; /* runs of b passed */
	double value;
	double at_a;
	double at_b;
	double below_a;
	double below_b;
} ms_runs_pair;

static inline bool
ms_runs_next(ms_runs_pair *walk)
{
	const ms_runs *a = walk->a;
	const ms_runs *b = walk->b;

	walk->below_a += walk->at_a;
	walk->below_b += walk->at_b;
	if (walk->i == a->n && walk->j == b->n)
		return false;
	if (walk->j == b->n)
		walk->value = ms_runs_value(a, walk->i);
	else if (walk->i == a->n)
		walk->value = ms_runs_value(b, walk->j);
	else
		walk->value =
		    fmin(ms_runs_value(a, walk->i), ms_runs_value(b, walk->j));
	walk->at_a = ms_runs_take(a, &walk->i, walk->value);
	walk->at_b = ms_runs_take(b, &walk->j, walk->value);
	return true;
}

/* Is the exact law asked for? */
typedef enum ms_exact
{
	MS_EXACT_AUTO, /* where it is usual: few rows without ties */
	MS_EXACT_NEVER,
	MS_EXACT_ALWAYS /* with ties too, wherever it can be computed */
} ms_exact;

typedef struct ms_rank_options
{
	ms_alternative alternative;
	ms_exact exact;
	bool correct; /* for continuity, in the normal approximation */
	double level;
	double mu; /* of differences: where they are centred */
} ms_rank_options;

extern const char *ms_runs_count(const ms_runs *r, double *n);
extern double ms_runs_at(const ms_runs *r, double rank);
extern double ms_runs_median(const ms_runs *r, double n);
extern double ms_runs_ties(double t, double n);
extern int64_t
ms_runs_midranks(const ms_runs *a, const ms_runs *b, double *ranks);

/* What the tests of signed and of unsigned ranks share. */
extern double
ms_rank_z(double distance, double sd, const ms_rank_options *options);
extern double
ms_rank_order(double pairs, double sd, const ms_rank_options *options);

#endif /* MEDSEC_CORE_RUNS_H */
