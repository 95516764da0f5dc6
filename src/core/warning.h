/*
 * warning.h
 *		Warnings of a household through the months: states, and how good they
 *		were.
 */
#ifndef MEDSEC_CORE_WARNING_H
#define MEDSEC_CORE_WARNING_H

#include "inference.h"
#include "status.h"

typedef enum ms_warning_state
{
	MS_WARNING_NONE,
	MS_WARNING_WARNED,
	MS_WARNING_MONITORED, /* warned, and verified by people */
	MS_WARNING_ELIMINATED /* calm again; stays on file */
} ms_warning_state;

#define MS_WARNING_STATES 4

/* A household on its way; all zero at the start. */
typedef struct ms_warning
{
	ms_warning_state state;
	int64_t calm; /* periods in a row at or below the level to leave at */
	int64_t since; /* periods in the state, this one included */
	int64_t entries; /* how often it was warned */
	int64_t relapses; /* how often after it had been calm */
} ms_warning;

typedef struct ms_warning_rule
{
	double enter; /* warned when the ratio is above */
	double leave; /* calm when the ratio is not above; leave <= enter */
	int hold; /* calm for so many periods: eliminated */
} ms_warning_rule;

/* One more period; a ratio of MS_NULL is one that nothing is known of. */
extern void ms_warning_step(ms_warning *warning,
                            const ms_warning_rule *rule,
                            double ratio,
                            bool verified);

/* What became of the households that were, and were not, warned. */
typedef struct ms_warning_counts
{
	int64_t hits; /* warned, and it happened, not before the warning */
	int64_t false_alarms; /* warned, and it did not happen */
	int64_t late; /* it happened before the warning */
	int64_t misses; /* it happened without a warning */
	int64_t quiet; /* neither */
} ms_warning_counts;

typedef struct ms_warning_quality
{
	double n;
	double precision;
	ms_interval precision_limits;
	double recall;
	ms_interval recall_limits;
	double specificity;
	double f1;
	const char *note;
} ms_warning_quality;

extern void ms_warning_evaluate(const ms_warning_counts *counts,
                                double level,
                                ms_warning_quality *quality);

#endif /* MEDSEC_CORE_WARNING_H */
