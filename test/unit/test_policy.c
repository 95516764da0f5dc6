/*
 * test_policy.c
 *		Scores of answers, factors of a model, quadrants: by hand.
 */
#include "check.h"
#include "core/policy.h"

static ms_moments
moments_of(int n, const double *values)
{
	ms_moments m;

	ms_moments_init(&m);
	for (int i = 0; i < n; i++)
		ms_moments_add(&m, values[i], 1);
	return m;
}

static double
likert(double answer, double low, double high)
{
	double score;

	return ms_policy_likert(answer, low, high, &score) == MS_OK ? score : -1;
}

static void
test_likert(void)
{
	double score = 0;

	CHECK(likert(1, 1, 5) == 0);
	CHECK(likert(2, 1, 5) == 25);
	CHECK(likert(5, 1, 5) == 100);
	CHECK(likert(0, -3, 3) == 50);
	CHECK_REL(likert(4.2, 1, 7), 100 * 3.2 / 6, 1e-15);
	CHECK(ms_policy_likert(6, 1, 5, &score) == MS_DOMAIN && isnan(score));
	CHECK(ms_policy_likert(0, 1, 5, &score) == MS_DOMAIN);
	CHECK(ms_policy_likert(3, 5, 1, &score) == MS_DOMAIN);
	CHECK(ms_policy_likert(3, 3, 3, &score) == MS_DOMAIN);
	CHECK(ms_policy_likert(MS_NULL, 1, 5, &score) == MS_DOMAIN);
	CHECK(ms_policy_likert(3, MS_NULL, 5, &score) == MS_DOMAIN);
	CHECK(ms_policy_likert(3, 1, INFINITY, &score) == MS_DOMAIN);
}

/*
 * Means 75, 50, 20 and 60, sd 5 sqrt(10/3) for the first; t(0.975, 3) is
 * 3.182446305283710, t(0.95, 3) 2.353363434801824.
 */
static void
test_model(void)
{
	const ms_moments scores[4] = {moments_of(4, (double[]){70, 70, 75, 85}),
	                              moments_of(2, (double[]){25, 75}),
	                              moments_of(1, (double[]){20}),
	                              moments_of(3, (double[]){60, 60, 60})};
	const double importance[4] = {4, 3, 2, 1};
	double share[4];
	ms_policy_factor factor[4];
	ms_policy_model model;

	CHECK(ms_policy_model_of(4, scores, NULL, 0.95, factor, share, &model) ==
	      MS_OK);
	CHECK(model.overall == 51.25 && model.tension == 55);
	CHECK(model.note == NULL && share[0] == 0.25 && share[3] == 0.25);
	CHECK(factor[0].n == 4 && factor[0].mean == 75);
	CHECK_REL(factor[0].sd, sqrt(150 / 3.0), 1e-15);
	CHECK_REL(
	    factor[0].limits.low, 75 - 3.182446305283710 * sqrt(50 / 4.0), 1e-14);
	CHECK_REL(
	    factor[0].limits.high, 75 + 3.182446305283710 * sqrt(50 / 4.0), 1e-14);
	CHECK(factor[2].n == 1 && factor[2].mean == 20 && isnan(factor[2].sd));
	CHECK(isnan(factor[2].limits.low) && isnan(factor[2].limits.high));
	CHECK(factor[3].sd == 0 && factor[3].limits.low == 60);

	CHECK(ms_policy_model_of(
	          4, scores, importance, 0.9, factor, share, &model) == MS_OK);
	CHECK_REL(model.overall, 30 + 15 + 4 + 6, 1e-15);
	CHECK(model.tension == 55);
	CHECK_REL(share[1], 0.3, 1e-15);
	CHECK_REL(
	    factor[0].limits.low, 75 - 2.353363434801824 * sqrt(50 / 4.0), 1e-14);
}

/* Sampling weights are in the moments: degrees of freedom are their sum - 1. */
static void
test_weighted_rows(void)
{
	double share[1];
	ms_policy_factor factor[1];
	ms_policy_model model;
	ms_moments m;

	ms_moments_init(&m);
	ms_moments_add(&m, 40, 1);
	ms_moments_add(&m, 80, 3);
	CHECK(ms_policy_model_of(1, &m, NULL, 0.95, factor, share, &model) ==
	      MS_OK);
	CHECK(factor[0].n == 2 && factor[0].mean == 70 && factor[0].sd == 20);
	CHECK_REL(factor[0].limits.high, 70 + 3.182446305283710 * 10, 1e-14);
	CHECK(model.overall == 70 && isnan(model.tension));
	ms_moments_init(&m);
	ms_moments_add(&m, 40, 3);
	ms_policy_model_of(1, &m, NULL, 0.95, factor, share, &model);
	CHECK(factor[0].n == 1 && factor[0].sd == 0 && factor[0].limits.low == 40);
}

static void
test_undefined(void)
{
	const ms_moments scores[2] = {moments_of(2, (double[]){30, 40}),
	                              moments_of(0, NULL)};
	const double bad[][2] = {{0, 0}, {-1, 2}, {MS_NULL, 1}};
	double share[2];
	ms_policy_factor factor[2];
	ms_policy_model model;

	CHECK(ms_policy_model_of(2, scores, NULL, 0.95, factor, share, &model) ==
	      MS_UNDEFINED);
	CHECK(isnan(model.overall) && isnan(model.tension) && model.note);
	CHECK(factor[0].mean == 35 && factor[1].n == 0 && isnan(factor[1].mean));
	CHECK(ms_policy_model_of(0, scores, NULL, 0.95, factor, share, &model) ==
	      MS_UNDEFINED);
	CHECK(isnan(model.overall));
	for (int b = 0; b < 3; b++)
		CHECK(ms_policy_model_of(
		          2, scores, bad[b], 0.95, factor, share, &model) == MS_DOMAIN);
}

static void
check_quadrant(double importance, double performance, const char *want)
{
	const char *got = ms_policy_quadrant(importance, performance, 4, 3);

	CHECK(got && strcmp(got, want) == 0);
}

static void
test_quadrants(void)
{
	check_quadrant(4.5, 3.5, "keep up");
	check_quadrant(4.5, 2.5, "concentrate");
	check_quadrant(3.5, 2.5, "low priority");
	check_quadrant(3.5, 3.5, "overkill");
	/* on a line is high */
	check_quadrant(4, 3, "keep up");
	check_quadrant(4, 2.5, "concentrate");
	check_quadrant(3.5, 3, "overkill");
	check_quadrant(nextafter(4, 0), nextafter(3, 0), "low priority");
	CHECK(ms_policy_quadrant(MS_NULL, 1, 4, 3) == NULL);
	CHECK(ms_policy_quadrant(1, MS_NULL, 4, 3) == NULL);
	CHECK(ms_policy_quadrant(1, 1, MS_NULL, 3) == NULL);
	CHECK(ms_policy_quadrant(1, 1, 4, MS_NULL) == NULL);
}

int
main(void)
{
	test_likert();
	test_model();
	test_weighted_rows();
	test_undefined();
	test_quadrants();
	return check_summary();
}
