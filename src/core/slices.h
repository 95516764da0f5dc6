/*
 * slices.h
 *		What is in order, cut into groups of equal weight.
 *
 * Of the whole, from 0 to 1, a piece from `low` to `high` belongs to one or
 * several of `groups` equal groups:
 *
 *	ms_slices slices = ms_slices_of(low, high, groups);
 *	while (ms_slices_next(&slices))
 *		... slices.fraction of the piece is in group slices.group, from 0 on ...
 *
 * Where the pieces are groups of ties, each is divided in proportion: no group
 * depends on the order of equals.  The fractions of a piece add up to 1.
 *
 * Bounds are sums of weights over their total, so a piece that ends at a cut
 * may seem to reach over it: 1e-12 of the whole, and 1e-6 of a group, is
 * rounding and belongs to nobody else.
 */
#ifndef MEDSEC_SLICES_H
#define MEDSEC_SLICES_H

#include <math.h>
#include <stdbool.h>

typedef struct ms_slices
{
	double low; /* of the piece, in groups */
	double high;
	int last; /* group */
	int group;
	double fraction; /* of the piece */
} ms_slices;

static inline ms_slices
ms_slices_of(double low, double high, int groups)
{
	double slack = fmin(1e-12 * groups, 1e-6);
	double first = floor(low * groups + slack);
	double last = ceil(high * groups - slack) - 1;

	first = fmax(0, fmin(first, groups - 1));
	last = fmax(first, fmin(last, groups - 1));
	return (ms_slices){.low = low * groups,
	                   .high = high * groups,
	                   .last = (int) last,
	                   .group = (int) first - 1};
}

static inline bool
ms_slices_next(ms_slices *slices)
{
	double from = slices->low;
	double to;

	if (slices->group == slices->last)
		return false;
	/* the end of the slice before is the begin of this one */
	if (slices->fraction > 0)
		from = slices->group + 1;
	slices->group++;
	to = slices->group == slices->last ? slices->high : slices->group + 1;
	slices->fraction = slices->high > slices->low
	                       ? (to - from) / (slices->high - slices->low)
	                       : 1;
	return true;
}

#endif /* MEDSEC_SLICES_H */
