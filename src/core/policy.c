/*
 * policy.c
 *		Figures of policy models: questionnaire scores, factors, quadrants.
 *
 * An answer on a scale from low to high scores 100 (x - low) / (high - low).
 *
 * Smith's model of how a policy is carried out has four factors: the idealised
 * policy, the implementing organisation, the target group, the environment.  It
 * has no standard score; here a factor is the mean of its items' scores, with
 * limits mean -+ t sd / sqrt(n),
 *
 *	overall		sum w_f mean_f / sum w_f	w equal, or given (as from AHP)
 *	tension		max mean_f - min mean_f
 *
 * Tension is Smith's word for what is between the factors and drives change.  A
 * factor without scores leaves both unknown: the mean of the others would be
 * another model's.  Nothing here depends on there being four.
 *
 * Importance-performance analysis cuts the plane of two means in four:
 *
 *						performance low		performance high
 *	importance high		concentrate			keep up
 *	importance low		low priority		overkill
 *
 * Sources: Smith, The policy implementation process, Policy Sci. 4 (1973) 197;
 * Martilla & James, Importance-performance analysis, J. Mark. 41 (1977) 77.
 */
#include <stdbool.h>

#include "policy.h"
#include "shares.h"

ms_status
ms_policy_likert(double answer, double low, double high, double *score)
{
	*score = MS_NULL;
	if (!(low < high && answer >= low && answer <= high))
		return MS_DOMAIN;
	if (!isfinite(high - low))
		return MS_DOMAIN;
	*score = 100 * ((answer - low) / (high - low));
	return MS_OK;
}

/* ---- Smith's model ---- */

static void
describe_factor(const ms_moments *m, double level, ms_policy_factor *factor)
{
	factor->n = m->n;
	factor->mean = ms_moments_mean(m);
	factor->sd = ms_moments_stddev(m);
	factor->limits = (ms_interval){MS_NULL, MS_NULL};
	if (m->weight > 1)
		factor->limits = ms_limits_t(factor->mean,
		                             ms_moments_std_error(m),
		                             m->weight - 1,
		                             MS_TWO_SIDED,
		                             level);
}

static ms_status
find_shares(int k, const double *importance, double *share)
{
	for (int f = 0; f < k; f++)
		share[f] = importance ? importance[f] : 1;
	return k > 0 ? ms_shares_of(k, share, share) : MS_OK;
}

ms_status
ms_policy_model_of(int k,
                   const ms_moments *scores,
                   const double *importance,
                   double level,
                   ms_policy_factor *factors,
                   double *share,
                   ms_policy_model *model)
{
	double low = INFINITY;
	double high = -INFINITY;
	double overall = 0;
	bool known = k > 0;

	*model = (ms_policy_model){MS_NULL, MS_NULL, NULL};
	if (find_shares(k, importance, share) != MS_OK)
		return MS_DOMAIN;
	for (int f = 0; f < k; f++)
	{
		describe_factor(scores + f, level, factors + f);
		known = known && !ms_is_null(factors[f].mean);
		low = fmin(low, factors[f].mean);
		high = fmax(high, factors[f].mean);
		overall += share[f] * factors[f].mean;
	}
	if (!known)
	{
		model->note = "a factor has no scores";
		return MS_UNDEFINED;
	}
	model->overall = fmax(low, fmin(high, overall));
	if (k > 1)
		model->tension = high - low;
	return MS_OK;
}

/* ---- importance and performance ---- */

const char *
ms_policy_quadrant(double importance,
                   double performance,
                   double cut_importance,
                   double cut_performance)
{
	bool performs = performance >= cut_performance;

	if (ms_is_null(importance) || ms_is_null(performance) ||
	    ms_is_null(cut_importance) || ms_is_null(cut_performance))
		return NULL;
	if (importance >= cut_importance)
		return performs ? "keep up" : "concentrate";
	return performs ? "overkill" : "low priority";
}
