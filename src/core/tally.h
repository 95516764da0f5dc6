/*
 * tally.h
 *		Counts of rows and sums over them: the state of what only adds up.
 *
 * One layout serves every such aggregate; each names its counts and sums in
 * its own core file.  Sums are compensated (sum.h), so that a parallel plan
 * and a serial one differ in the last bit at most.
 */
#ifndef MEDSEC_CORE_TALLY_H
#define MEDSEC_CORE_TALLY_H

#include <stdint.h>

#include "status.h"
#include "sum.h"

#define MS_TALLY_COUNTS 8
#define MS_TALLY_SUMS 16

/* whose counts and sums they are */
typedef enum ms_tally_kind
{
	MS_TALLY_EMPTY,
	MS_TALLY_HEADCOUNT,
	MS_TALLY_CATASTROPHIC,
	MS_TALLY_CAPACITY,
	MS_TALLY_IMPOVERISHMENT,
	MS_TALLY_FGT,
	MS_TALLY_TARGETING,
	MS_TALLY_ELASTICITY,
	MS_TALLY_KINDS
} ms_tally_kind;

typedef struct ms_tally
{
	int32_t kind;
	int32_t unused; /* 0 */
	int64_t count[MS_TALLY_COUNTS];
	ms_sum sum[MS_TALLY_SUMS];
} ms_tally;

/* MS_DOMAIN: two kinds; MS_OVERFLOW: more rows than a double counts. */
extern ms_status ms_tally_merge(ms_tally *t, const ms_tally *other);

static inline void
ms_tally_add(ms_tally *t, int sum, double x)
{
	ms_sum_add(&t->sum[sum], x);
}

static inline double
ms_tally_total(const ms_tally *t, int sum)
{
	return ms_sum_total(&t->sum[sum]);
}

/* the places of the counts that every kind has */
#define MS_TALLY_N 0 /* rows used */
#define MS_TALLY_MISSING 1 /* rows left out because something was NULL */
#define MS_TALLY_WEIGHTLESS 2 /* rows left out because their weight is 0 */

#endif /* MEDSEC_CORE_TALLY_H */
