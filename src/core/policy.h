/*
 * policy.h
 *		Figures of policy models: questionnaire scores, factors, quadrants.
 */
#ifndef MEDSEC_CORE_POLICY_H
#define MEDSEC_CORE_POLICY_H

#include <stdint.h>

#include "inference.h"
#include "moments.h"

/*
 * An answer from low to high as a score from 0 to 100.  MS_DOMAIN: not
 * low < high, or an answer outside.
 */
extern ms_status
ms_policy_likert(double answer, double low, double high, double *score);

/* One factor of a model.  Every figure but n may be MS_NULL. */
typedef struct ms_policy_factor
{
	int64_t n;
	double mean;
	double sd;
	ms_interval limits; /* of the mean */
} ms_policy_factor;

typedef struct ms_policy_model
{
	double overall; /* the weighted mean of the factors' means */
	double tension; /* the largest of these less the smallest */
	const char *note; /* NULL if there is nothing to say */
} ms_policy_model;

/*
 * The factors of a model, each from the moments of its scores; `importance` has
 * a weight for each, NULL: all are equal; `share` is room for k doubles, and
 * gets the weights as shares.
 *
 * MS_UNDEFINED, with overall and tension MS_NULL: a factor has no scores, or
 * there is none.  A model of one factor has no tension.  MS_DOMAIN: a weight is
 * negative or not finite, or all are 0.
 */
extern ms_status ms_policy_model_of(int k,
                                    const ms_moments *scores,
                                    const double *importance,
                                    double level,
                                    ms_policy_factor *factors,
                                    double *share,
                                    ms_policy_model *model);

/*
 * The quadrant of importance-performance analysis: "keep up", "concentrate",
 * "low priority" or "overkill"; NULL if a figure is MS_NULL.  What lies on a
 * line is high.
 */
extern const char *ms_policy_quadrant(double importance,
                                      double performance,
                                      double cut_importance,
                                      double cut_performance);

#endif /* MEDSEC_CORE_POLICY_H */
