/*
 * stays.c
 *		Hospital stays of a person: how soon after the last, and which overlap.
 *
 * The gap of a stay is the days from the latest discharge before it to its
 * admission; 0 is a transfer, or out and in again on one day.  The stay that
 * ended last need not be the one that began last: a short stay may lie within a
 * long one.  A person is readmitted within N days when 0 <= gap <= N.
 *
 * Two stays overlap when each begins before the other ends,
 *
 *	a.admitted < b.discharged  and  b.admitted < a.discharged
 *
 * so that discharge and admission on one day touch and do not overlap, and a
 * visit, a stay of no days, overlaps only strictly within another.  In the
 * order of admission, a stay overlaps one of an earlier day just when it
 * overlaps that of them which ends last, and the same holds of those admitted
 * on its own day; of both together it does not, for a visit.
 *
 * An open stay has no end yet: gaps are counted from those that have, and where
 * there are none no gap is known; and it overlaps whatever comes later.
 *
 * Source: State Council Order 735 (2021), articles 15 and 38, on decomposed and
 * false admissions; the number of days is the caller's.
 */
#include "stays.h"

void
ms_stays_add(ms_stays *before, ms_stay stay)
{
	if (before->n == 0 || stay.discharged > before->last.discharged)
		before->last = stay;
	before->n++;
	if (stay.discharged == MS_STAY_OPEN)
		return;
	if (before->n_closed == 0 ||
	    stay.discharged > before->last_closed.discharged)
		before->last_closed = stay;
	before->n_closed++;
}

ms_stay_gap
ms_stays_gap(const ms_stays *before, ms_stay stay, int64_t *days)
{
	*days = 0;
	if (before->n == 0)
		return MS_GAP_NONE;
	if (before->n_closed == 0)
		return MS_GAP_OPEN;
	*days = (int64_t) stay.admitted - before->last_closed.discharged;
	return *days < 0 ? MS_GAP_OVERLAP : MS_GAP_KNOWN;
}

bool
ms_stay_overlaps(ms_stay a, ms_stay b, int64_t *days)
{
	int32_t from = a.admitted > b.admitted ? a.admitted : b.admitted;
	int32_t to = a.discharged < b.discharged ? a.discharged : b.discharged;

	*days = (int64_t) to - from;
	return a.admitted < b.discharged && b.admitted < a.discharged;
}

void
ms_stay_line_add(ms_stay_line *line, ms_stay stay)
{
	if (line->same_day.n > 0 && stay.admitted > line->day)
	{
		ms_stays_add(&line->earlier, line->same_day.last);
		line->same_day.n = 0;
	}
	line->day = stay.admitted;
	ms_stays_add(&line->same_day, stay);
}

static bool
overlaps_last(const ms_stays *stays,
              ms_stay stay,
              ms_stay *other,
              int64_t *days)
{
	*other = stays->last;
	return stays->n > 0 && ms_stay_overlaps(stays->last, stay, days);
}

bool
ms_stay_line_overlaps(const ms_stay_line *line,
                      ms_stay stay,
                      ms_stay *other,
                      int64_t *days)
{
	return overlaps_last(&line->same_day, stay, other, days) ||
	       overlaps_last(&line->earlier, stay, other, days);
}
