/*
 * stays.h
 *		Hospital stays of a person: how soon after the last, and which overlap.
 *
 * Days are whole numbers on any calendar.  An open stay ends at MS_STAY_OPEN.
 */
#ifndef MEDSEC_CORE_STAYS_H
#define MEDSEC_CORE_STAYS_H

#include "status.h"

#define MS_STAY_OPEN INT32_MAX

typedef struct ms_stay
{
	int32_t admitted;
	int32_t discharged;
} ms_stay;

/* The stays before: how many, the one that ends last, and of those closed. */
typedef struct ms_stays
{
	int64_t n;
	ms_stay last;
	int64_t n_closed;
	ms_stay last_closed;
} ms_stays;

extern void ms_stays_add(ms_stays *before, ms_stay stay);

typedef enum ms_stay_gap
{
	MS_GAP_NONE, /* no stay before */
	MS_GAP_KNOWN, /* days since the discharge before, 0 or more */
	MS_GAP_OPEN, /* no stay before has an end */
	MS_GAP_OVERLAP /* admitted before the discharge */
} ms_stay_gap;

extern ms_stay_gap
ms_stays_gap(const ms_stays *before, ms_stay stay, int64_t *days);

/* Do they share more than the day on which they touch?  For how many days. */
extern bool ms_stay_overlaps(ms_stay a, ms_stay b, int64_t *days);

/* The stays before, for overlaps: those of earlier days, and of the same. */
typedef struct ms_stay_line
{
	ms_stays earlier;
	ms_stays same_day;
	int32_t day; /* the last admission */
} ms_stay_line;

/* Stays are added in the order of admission. */
extern void ms_stay_line_add(ms_stay_line *line, ms_stay stay);
extern bool ms_stay_line_overlaps(const ms_stay_line *line,
                                  ms_stay stay,
                                  ms_stay *other,
                                  int64_t *days);

#endif /* MEDSEC_CORE_STAYS_H */
