/*
 * concentration.h
 *		Inequality of one thing by the rank of another: concentration indices,
 *		and how progressive payments are.
 */
#ifndef MEDSEC_CORE_CONCENTRATION_H
#define MEDSEC_CORE_CONCENTRATION_H

#include "concentration_kind.h"
#include "inference.h"
#include "sample.h"

typedef struct ms_concentration
{
	double estimate;
	double std_error; /* MS_NULL for extended and symmetric indices */
	double statistic; /* t */
	double df; /* MS_NULL where the test is by z */
	double p_value;
	ms_interval limits;
	const char *note;
} ms_concentration;

/*
 * The index of the values by the rank of their keys: of a sample with a rank
 * variable a concentration index, of one without the Gini index.  Everything of
 * *result is set whatever the answer.
 *
 * MS_UNDEFINED: there is none, and the note says why: no rows, a mean that is 0
 * (standard), not positive (extended, symmetric) or at a limit (modified,
 * Wagstaff), all of one rank.  Where only the standard error or the test is
 * undefined the answer is MS_OK, with a note too.
 *
 * MS_DOMAIN: a value is outside the limits, or a limit is missing that the kind
 * needs, or low >= high; nu or lag is out of range; no clusters for errors by
 * cluster.  The note says which, in words that follow the name of the function:
 * "needs the limits low and high".
 *
 * `work` is ms_concentration_workspace(errors, n) doubles.
 */
extern size_t
ms_concentration_workspace(ms_concentration_errors errors, int64_t n);
extern ms_status ms_concentration_of(const ms_sample *s,
                                     const ms_concentration_options *options,
                                     double *work,
                                     ms_concentration *result);

/*
 * Achievement: mean (1 - extended index), the mean with more weight on the
 * poorest the larger nu is.  MS_NULL where that index is undefined.
 */
extern double ms_achievement_index(const ms_sample *s, double nu);

/*
 * a - b of two independent samples, by z, from the two indices' estimates and
 * standard errors; std_error, statistic and p_value are MS_NULL where one has
 * none.
 */
extern void ms_concentration_compare(const ms_concentration *a,
                                     const ms_concentration *b,
                                     double level,
                                     ms_concentration *result);

/*
 * Payments (values) by incomes (keys): Kakwani = C(payment) - G(income), with
 * the standard error of one regression; Suits the same weighted by income.
 * Undefined where the mean income is not positive, the mean payment is 0, or
 * all incomes are equal: the note of `kakwani` says which.
 */
typedef struct ms_kakwani
{
	ms_concentration kakwani;
	double concentration; /* C of the payments */
	double gini; /* G of the incomes */
	double suits;
	double payment_share; /* mean payment / mean income */
} ms_kakwani;

extern void ms_kakwani_of(const ms_sample *s, double level, ms_kakwani *result);

#endif /* MEDSEC_CORE_CONCENTRATION_H */
