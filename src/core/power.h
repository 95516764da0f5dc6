/*
 * power.h
 *		Power of t-tests, and the sample size for a power.
 */
#ifndef MEDSEC_CORE_POWER_H
#define MEDSEC_CORE_POWER_H

#include "inference.h"
#include "status.h"

typedef enum ms_power_design
{
	MS_TWO_SAMPLE, /* n rows in each of two groups */
	MS_ONE_SAMPLE, /* n rows */
	MS_PAIRED /* n pairs; sd is that of the differences */
} ms_power_design;

typedef struct ms_power_plan
{
	double effect; /* delta / sd */
	double sig_level;
	ms_power_design design;
	ms_alternative alternative;
} ms_power_plan;

extern double ms_power_of(const ms_power_plan *plan, double n);
extern ms_status
ms_power_sample_size(const ms_power_plan *plan, double power, double *n);

#endif /* MEDSEC_CORE_POWER_H */
