/*
 * concentration_kind.h
 *		The kinds of concentration index: what each makes of the same ranks.
 */
#ifndef MEDSEC_CORE_CONCENTRATION_KIND_H
#define MEDSEC_CORE_CONCENTRATION_KIND_H

#include "status.h"

typedef enum ms_concentration_kind
{
	MS_CONCENTRATION_STANDARD,
	MS_CONCENTRATION_GENERALIZED,
	MS_CONCENTRATION_MODIFIED, /* of what has a lower limit */
	MS_CONCENTRATION_ERREYGERS, /* of what has two limits */
	MS_CONCENTRATION_WAGSTAFF,
	MS_CONCENTRATION_EXTENDED,
	MS_CONCENTRATION_SYMMETRIC
} ms_concentration_kind;

typedef enum ms_concentration_errors
{
	MS_ERRORS_OLS,
	MS_ERRORS_HC1,
	MS_ERRORS_NEWEY_WEST,
	MS_ERRORS_CLUSTER
} ms_concentration_errors;

typedef struct ms_concentration_options
{
	ms_concentration_kind kind;
	double low; /* limits of the values; MS_NULL where not given */
	double high;
	double nu; /* extended: >= 1; symmetric: > 1 */
	ms_concentration_errors errors;
	int lag; /* Newey-West: >= 0 */
	double level; /* of the limits */
} ms_concentration_options;

/* extended and symmetric: by a curve, not by a factor */
extern bool ms_concentration_is_curved(ms_concentration_kind kind);

/*
 * What is wrong with the options, whatever the values are, in words that follow
 * a name: "needs the limit low".  NULL: nothing.
 */
extern const char *ms_concentration_fault(const ms_concentration_options *o);

/* Why values of this mean have no index; NULL: they have. */
extern const char *
ms_concentration_lack(const ms_concentration_options *o, double mean);

/* what the generalized index is multiplied by */
extern double
ms_concentration_factor(const ms_concentration_options *o, double mean);

/* F(p) of a curved kind, up to a constant */
extern double
ms_concentration_curve(const ms_concentration_options *o, double p);

#endif /* MEDSEC_CORE_CONCENTRATION_KIND_H */
