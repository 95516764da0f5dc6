/*
 * inequality.h
 *		How unequally something is distributed: figures of one sample.
 */
#ifndef MEDSEC_CORE_INEQUALITY_H
#define MEDSEC_CORE_INEQUALITY_H

#include "sample.h"

/*
 * All of the sample's own values, which are its keys (a sample without a rank
 * variable).  MS_NULL where undefined: no values, a mean that is not positive;
 * and as said with each.
 */
extern double ms_inequality_gini(const ms_sample *s);

/* GE(a): MS_NULL where a value is negative, or 0 and a <= 0 */
extern double ms_inequality_generalized_entropy(const ms_sample *s, double a);

/* Atkinson's, e >= 0: MS_NULL where a value is negative, or 0 and e >= 1 */
extern double ms_inequality_atkinson(const ms_sample *s, double e);

/* half the relative mean deviation: what would have to be redistributed */
extern double ms_inequality_hoover(const ms_sample *s);

/* top tenth's share over the bottom four tenths'; MS_NULL: theirs is <= 0 */
extern double ms_inequality_palma(const ms_sample *s);

/* sum of the squared shares; MS_NULL where a value is negative or all are 0 */
extern double ms_inequality_herfindahl(const ms_sample *s);

/*
 * S80/S20 as Eurostat and laeken compute it; MS_NULL: the lower sum is not
 * positive, or nobody is above the fourth quintile
 */
extern double ms_inequality_quintile_share_ratio(const ms_sample *s);

/* values that are negative, and that are 0 */
extern void
ms_inequality_signs(const ms_sample *s, int64_t *negative, int64_t *zero);

/* why figures of this sample are undefined or need care; NULL where none */
extern const char *ms_inequality_note(const ms_sample *s);

#endif /* MEDSEC_CORE_INEQUALITY_H */
