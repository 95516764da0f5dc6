/*
 * anova.h
 *		Comparison of the means, or of the spreads, of several groups.
 */
#ifndef MEDSEC_CORE_ANOVA_H
#define MEDSEC_CORE_ANOVA_H

#include "inference.h"
#include "moments.h"
#include "sample.h"
#include "studentized_range.h"

typedef struct ms_anova
{
	double statistic;
	double df1;
	double df2;
	double p_value;
	double ss_between;
	double ss_within;
	double ms_between;
	double ms_within;
	double eta_squared;
	double omega_squared;
	double epsilon_squared;
	double cohens_f;
	double mean; /* of all rows */
	double n;
	int k; /* groups with rows */
	const char *note;
} ms_anova;

/* Groups without rows count for nothing. */
extern void ms_anova_classic(int groups, const ms_moments *m, ms_anova *result);
extern void ms_anova_welch(int groups, const ms_moments *m, ms_anova *result);
extern void
ms_anova_brown_forsythe(int groups, const ms_moments *m, ms_anova *result);

/* Bartlett's test of equal variances; df1 alone is set */
extern void
ms_anova_bartlett(int groups, const ms_moments *m, ms_anova *result);

/*
 * The moments of the distances of a sample from its mean or its median: what
 * the tests of equal spread compare.  `work` has room for the records.
 */
typedef enum ms_centre
{
	MS_CENTRE_MEAN,
	MS_CENTRE_MEDIAN
} ms_centre;

extern ms_status ms_anova_distances(const ms_sample *s,
                                    ms_centre centre,
                                    double *work,
                                    ms_moments *distances);

/* The classic test of such distances. */
extern void ms_anova_spread(int groups, const ms_moments *m, ms_anova *result);

/* ---- pairs of groups ---- */

typedef struct ms_anova_pair
{
	double estimate; /* mean of the first minus mean of the second */
	double std_error;
	double statistic;
	double df;
	double p_value;
	ms_interval limits;
	const char *note;
} ms_anova_pair;

/* What the statistic of a pair is referred to. */
typedef enum ms_pair_law
{
	MS_PAIR_STUDENT, /* t of the pair alone */
	MS_PAIR_RANGE, /* the studentized range of all means */
	MS_PAIR_SCHEFFE /* F of all contrasts; pooled only */
} ms_pair_law;

/* What the pairs of one set of groups have in common. */
typedef struct ms_anova_pairs
{
	ms_pair_law law;
	int k; /* groups with rows */
	double variance; /* pooled over all groups; MS_NULL: of each pair */
	double df; /* of the pooled variance */
	double critical; /* half width of limits in standard errors, pooled */
	double level;
	ms_studentized_range *range; /* of MS_PAIR_RANGE */
	const char *note; /* why there is no pooled variance */
} ms_anova_pairs;

/* `range` is the caller's memory; NULL where the law is another */
extern void ms_anova_pairs_init(int groups,
                                const ms_moments *m,
                                bool pooled,
                                double level,
                                ms_pair_law law,
                                ms_studentized_range *range,
                                ms_anova_pairs *pairs);
extern void ms_anova_pair_of(ms_anova_pairs *pairs,
                             const ms_moments *a,
                             const ms_moments *b,
                             ms_anova_pair *result);

#endif /* MEDSEC_CORE_ANOVA_H */
