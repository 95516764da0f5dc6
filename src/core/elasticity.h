/*
 * elasticity.h
 *		Per cent of y for a per cent of x: the slope between logarithms.
 */
#ifndef MEDSEC_CORE_ELASTICITY_H
#define MEDSEC_CORE_ELASTICITY_H

#include "linear_model.h"
#include "tally.h"

/* one more than the counts that every kind has */
#define MS_ELASTICITY_NOT_POSITIVE 3 /* rows left out: x or y not above 0 */

typedef struct ms_elasticity
{
	ms_term t;
	double df;
	double intercept; /* ln y where ln x is 0 */
	double r_squared;
	double n; /* sum of weights */
	const char *note;
} ms_elasticity;

/* weight >= 0 */
extern ms_status
ms_elasticity_add(ms_tally *t, double y, double x, double weight);
extern void
ms_elasticity_of(const ms_tally *t, double level, ms_elasticity *result);

#endif /* MEDSEC_CORE_ELASTICITY_H */
