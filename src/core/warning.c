/*
 * warning.c
 *		Warnings of a household through the months: states, and how good they
 *		were.
 *
 * A ratio (twelve months' burden over a line) is met period by period:
 *
 *	none, eliminated	-> warned		ratio > enter
 *	warned, monitored	-> eliminated	ratio <= leave in `hold` periods in a row
 *	any					-> monitored	verified by people in this period
 *
 * With leave < enter there is a dead band: a ratio that trembles about one
 * threshold does not switch the warning on and off.  An eliminated household
 * stays on file, and a new entry is a relapse.  A period of which nothing is
 * known changes no state and breaks the row of calm ones: no household is let
 * off for want of data.
 *
 * What happened afterwards tells how good the warnings were:
 *
 *	precision	hits / (hits + false alarms + late)		of those warned
 *	recall		hits / (hits + misses + late)			of those it happened to
 *	specificity	quiet / (quiet + false alarms)			of the others
 *	F1			2 hits / (2 hits + false alarms + misses + 2 late)
 *
 * A warning that comes after what it warns of is in time for nothing: it is no
 * hit.  F1 is the harmonic mean of precision and recall.  Limits are Wilson's.
 *
 * Sources: the dead band is the rule of monitoring households liable to fall
 * back into poverty, which leave only after half a year of stable income
 * (Zongyang county); its levels are arguments.
 */
#include "warning.h"

static bool
is_flagged(ms_warning_state state)
{
	return state == MS_WARNING_WARNED || state == MS_WARNING_MONITORED;
}

static void
change_state(ms_warning *warning, ms_warning_state state)
{
	if (is_flagged(state) && !is_flagged(warning->state))
	{
		warning->entries++;
		warning->relapses += warning->state == MS_WARNING_ELIMINATED;
		warning->calm = 0;
	}
	warning->since = 0;
	warning->state = state;
}

void
ms_warning_step(ms_warning *warning,
                const ms_warning_rule *rule,
                double ratio,
                bool verified)
{
	warning->calm = ratio <= rule->leave ? warning->calm + 1 : 0;
	if (verified && warning->state != MS_WARNING_MONITORED)
		change_state(warning, MS_WARNING_MONITORED);
	else if (is_flagged(warning->state))
	{
		if (warning->calm >= rule->hold && !verified)
			change_state(warning, MS_WARNING_ELIMINATED);
	}
	else if (ratio > rule->enter)
		change_state(warning, MS_WARNING_WARNED);
	warning->since++;
}

/* ---- how good they were ---- */

static double
share_of(double part, double whole)
{
	return whole > 0 ? part / whole : MS_NULL;
}

void
ms_warning_evaluate(const ms_warning_counts *counts,
                    double level,
                    ms_warning_quality *quality)
{
	double hits = (double) counts->hits;
	double late = (double) counts->late;
	double warned = hits + late + (double) counts->false_alarms;
	double happened = hits + late + (double) counts->misses;
	double spared = (double) counts->quiet + (double) counts->false_alarms;

	quality->n = warned + (double) counts->misses + (double) counts->quiet;
	quality->precision = share_of(hits, warned);
	quality->precision_limits =
	    ms_limits_wilson(quality->precision, warned, level);
	quality->recall = share_of(hits, happened);
	quality->recall_limits = ms_limits_wilson(quality->recall, happened, level);
	quality->specificity = share_of((double) counts->quiet, spared);
	quality->f1 = share_of(2 * hits, warned + happened);
	quality->note = quality->n == 0 ? "no rows"
	                : warned == 0   ? "nobody was warned"
	                : happened == 0 ? "it happened to nobody"
	                                : NULL;
}
