/*
 * control_chart.h
 *		Charts that tell a process which has shifted from one that has not.
 */
#ifndef MEDSEC_CORE_CONTROL_CHART_H
#define MEDSEC_CORE_CONTROL_CHART_H

#include "inference.h"
#include "status.h"

/* Two one-sided sums; begin with the head start in both, all else 0. */
typedef struct ms_cusum
{
	double upper;
	double lower;
	int64_t upper_periods; /* since the sum was last 0 */
	int64_t lower_periods;
} ms_cusum;

typedef struct ms_cusum_rule
{
	double target;
	double allowance; /* k */
	double decision; /* h */
} ms_cusum_rule;

extern void ms_cusum_begin(ms_cusum *chart, double head_start);
/* MS_OVERFLOW: a sum is beyond a double */
extern ms_status
ms_cusum_step(ms_cusum *chart, const ms_cusum_rule *rule, double x);
/* 1 above, -1 below, 2 both, 0 within */
extern int ms_cusum_signal(const ms_cusum *chart, const ms_cusum_rule *rule);

typedef struct ms_ewma
{
	double mean;
	int64_t n;
} ms_ewma;

typedef struct ms_ewma_rule
{
	double target;
	double sigma;
	double lambda; /* weight of the newest, in (0, 1] */
	double width; /* limits, in standard errors of the mean */
} ms_ewma_rule;

extern void ms_ewma_begin(ms_ewma *chart, const ms_ewma_rule *rule);
extern void ms_ewma_step(ms_ewma *chart, const ms_ewma_rule *rule, double x);
extern ms_interval
ms_ewma_limits(const ms_ewma *chart, const ms_ewma_rule *rule);

typedef enum ms_funnel
{
	MS_FUNNEL_EXACT,
	MS_FUNNEL_INTERPOLATED,
	MS_FUNNEL_WILSON,
	MS_FUNNEL_NORMAL
} ms_funnel;

/* Limits for the rate of n cases where the rate of all is `rate`. */
extern ms_interval
ms_funnel_limits(ms_funnel method, double n, double rate, double level);

#endif /* MEDSEC_CORE_CONTROL_CHART_H */
