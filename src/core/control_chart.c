/*
 * control_chart.c
 *		Charts that tell a process which has shifted from one that has not.
 *
 * The tabular CUSUM adds what is beyond the target and an allowance K, half the
 * shift that one wants to see, and forgets what is not:
 *
 *	C+ = max(0, C+ + x - target - K),  C- = max(0, C- + target - K - x)
 *
 * with an alarm above H, 4 or 5 standard deviations.  The number of periods
 * since a sum was 0 says when the shift began.  A head start (fast initial
 * response), H / 2 by custom, is what both begin with.
 *
 * The EWMA is z = lambda x + (1 - lambda) z, from the target on, with limits
 *
 *	target -+ L sigma sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2 i)))
 *
 * A funnel has limits for the rate of n cases where all have the rate p; a
 * share a = (1 - level) / 2 lies beyond each:
 *
 *	exact			r / n with the binomial quantiles r of a and 1 - a
 *	interpolated	(r - (P(R <= r) - a) / P(R = r)) / n, the same smoothed
 *	wilson			the score limits of p and n
 *	normal			p -+ z sqrt(p (1 - p) / n)
 *
 * Sources: Page (1954), Biometrika 41:100; Lucas & Crosier (1982),
 * Technometrics 24:199 (head start); Roberts (1959), Technometrics 1:239;
 * Montgomery, Introduction to Statistical Quality Control, ch. 9; Spiegelhalter
 * (2005), Statist Med 24:1185, appendix A.1; inference.c for Wilson's.
 */
#include "control_chart.h"
#include "distribution.h"

/* ---- CUSUM ---- */

void
ms_cusum_begin(ms_cusum *chart, double head_start)
{
	*chart = (ms_cusum){head_start, head_start, 0, 0};
}

static void
add_beyond(double *sum, int64_t *periods, double beyond)
{
	*sum = fmax(0, *sum + beyond);
	*periods = *sum > 0 ? *periods + 1 : 0;
}

ms_status
ms_cusum_step(ms_cusum *chart, const ms_cusum_rule *rule, double x)
{
	double difference = x - rule->target;

	add_beyond(
	    &chart->upper, &chart->upper_periods, difference - rule->allowance);
	add_beyond(
	    &chart->lower, &chart->lower_periods, -difference - rule->allowance);
	return isfinite(chart->upper) && isfinite(chart->lower) ? MS_OK
	                                                        : MS_OVERFLOW;
}

int
ms_cusum_signal(const ms_cusum *chart, const ms_cusum_rule *rule)
{
	bool above = chart->upper > rule->decision;
	bool below = chart->lower > rule->decision;

	return above && below ? 2 : above ? 1 : below ? -1 : 0;
}

/* ---- EWMA ---- */

void
ms_ewma_begin(ms_ewma *chart, const ms_ewma_rule *rule)
{
	*chart = (ms_ewma){rule->target, 0};
}

void
ms_ewma_step(ms_ewma *chart, const ms_ewma_rule *rule, double x)
{
	chart->mean = rule->lambda * x + (1 - rule->lambda) * chart->mean;
	chart->n++;
}

/* 1 - (1 - lambda)^(2 n), right for a small lambda too */
static double
grown(double lambda, int64_t n)
{
	return lambda < 1 ? -expm1(2 * (double) n * log1p(-lambda)) : 1;
}

ms_interval
ms_ewma_limits(const ms_ewma *chart, const ms_ewma_rule *rule)
{
	double lambda = rule->lambda;
	double half = rule->width * rule->sigma *
	              sqrt(lambda / (2 - lambda) * grown(lambda, chart->n));

	return (ms_interval){ms_known(rule->target - half),
	                     ms_known(rule->target + half)};
}

/* ---- funnel ---- */

/*
 * The least r with P(R <= r) >= share of the tail, and r less the part of its
 * own probability that is above the share.
 */
static double
interpolated_count(double share, double n, double rate, ms_tail tail)
{
	double r = ms_binomial_quantile(share, n, rate, tail);
	double at = ms_binomial_cdf(r, n, rate, tail);
	double before = r > 0 ? ms_binomial_cdf(r - 1, n, rate, tail)
	                      : (tail == MS_LOWER ? 0 : 1);
	double mass = fabs(at - before);
	double excess = tail == MS_LOWER ? at - share : share - at;

	/* of a rate of 0 or 1 there is one outcome, and nothing to smooth */
	if (rate == 0 || rate == 1)
		return r;
	return mass > 0 ? r - excess / mass : r;
}

static double
within_scale(double rate)
{
	return fmin(fmax(rate, 0), 1);
}

static ms_interval
normal_limits(double n, double rate, double z)
{
	double half = z * sqrt(rate * (1 - rate) / n);

	return (ms_interval){within_scale(rate - half), within_scale(rate + half)};
}

ms_interval
ms_funnel_limits(ms_funnel method, double n, double rate, double level)
{
	double share = (1 - level) / 2;
	ms_interval limits = {MS_NULL, MS_NULL};

	if (!(n > 0))
		return limits;
	switch (method)
	{
		case MS_FUNNEL_EXACT:
			limits.low = ms_binomial_quantile(share, n, rate, MS_LOWER) / n;
			limits.high = ms_binomial_quantile(share, n, rate, MS_UPPER) / n;
			break;
		case MS_FUNNEL_INTERPOLATED:
			limits.low =
			    within_scale(interpolated_count(share, n, rate, MS_LOWER) / n);
			limits.high =
			    within_scale(interpolated_count(share, n, rate, MS_UPPER) / n);
			break;
		case MS_FUNNEL_WILSON:
			return ms_limits_wilson(rate, n, level);
		case MS_FUNNEL_NORMAL:
			return normal_limits(n, rate, ms_normal_quantile(share, MS_UPPER));
	}
	return limits;
}
