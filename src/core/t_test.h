/*
 * t_test.h
 *		Student's and Welch's t-test and their kin, from moments.
 */
#ifndef MEDSEC_CORE_T_TEST_H
#define MEDSEC_CORE_T_TEST_H

#include <stdbool.h>

#include "comoments.h"
#include "inference.h"
#include "moments.h"

typedef struct ms_t_options
{
	double mu; /* the difference, or mean, of the null hypothesis */
	ms_alternative alternative;
	bool var_equal;
	double level; /* of the limits, in (0, 1) */
} ms_t_options;

typedef struct ms_group_summary
{
	double n;
	double mean;
	double sd;
} ms_group_summary;

/* Every figure may be MS_NULL; note says why, or is NULL. */
typedef struct ms_t_test
{
	const char *method;
	double estimate;
	double std_error;
	double statistic;
	double df;
	double p_value;
	double log10_p_value;
	ms_interval limits;
	ms_group_summary group1;
	ms_group_summary group2;
	double cohens_d;
	ms_interval cohens_d_limits;
	double hedges_g;
	double r_squared;
	double f_statistic; /* larger variance over smaller, as GraphPad */
	double f_df1;
	double f_df2;
	double f_p_value;
	double correlation; /* of pairs */
	double correlation_p_value;
	const char *note;
	const char *absent; /* what the report lacks beside the test, and ... */
	const char *absent_note; /* ... why; NULL where it lacks nothing */
} ms_t_test;

typedef struct ms_variance_test
{
	double ratio;
	double df1;
	double df2;
	double p_value;
	ms_interval limits;
	ms_group_summary group1;
	ms_group_summary group2;
	const char *note;
} ms_variance_test;

typedef struct ms_tost
{
	ms_t_test test;
	double statistic_low;
	double p_value_low;
	double statistic_high;
	double p_value_high;
	double p_value;
} ms_tost;

extern void ms_t_test_one(const ms_moments *a,
                          const ms_t_options *options,
                          ms_t_test *result);
extern void ms_t_test_two(const ms_moments *a,
                          const ms_moments *b,
                          const ms_t_options *options,
                          ms_t_test *result);
extern void ms_t_test_paired(const ms_comoments *pairs,
                             const ms_t_options *options,
                             ms_t_test *result);
extern void ms_f_test_variance(const ms_moments *a,
                               const ms_moments *b,
                               ms_alternative alternative,
                               double level,
                               ms_variance_test *result);
extern void ms_t_test_equivalence(double low, double high, ms_tost *result);

#endif /* MEDSEC_CORE_T_TEST_H */
