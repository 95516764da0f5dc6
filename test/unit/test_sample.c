/*
 * test_sample.c
 *		Quantiles, ranks and shares of sorted values.
 */
#include "check.h"
#include "core/sample.h"

/* R 4.2: quantile(c(3,1,4,1,5,9,2,6,5,3,5), p, type) */
static void
test_quantiles_of_r(void)
{
	const double x[] = {1, 1, 2, 3, 3, 4, 5, 5, 5, 6, 9};
	const double p[] = {0.1, 0.25, 0.5, 0.73, 0.9};
	const double want[9][5] = {
	    {1, 2, 4, 5, 6},
	    {1, 2, 4, 5, 6},
	    {1, 2, 4, 5, 6},
	    {1, 1.75, 3.5, 5, 5.9},
	    {1, 2.25, 4, 5, 7.2},
	    {1, 2, 4, 5, 8.4},
	    {1, 2.5, 4, 5, 6},
	    {1, 2.1666666666666665, 4, 5, 7.6},
	    {1, 2.1875, 4, 5, 7.5},
	};
	const ms_sample s = {11, 0, x};

	for (int type = 1; type <= 9; type++)
	{
		for (int k = 0; k < 5; k++)
			CHECK_REL(
			    ms_sample_quantile(&s, p[k], type), want[type - 1][k], 1e-14);
		CHECK(ms_sample_quantile(&s, 0, type) == 1);
		CHECK(ms_sample_quantile(&s, 1, type) == 9);
	}
	CHECK(ms_is_null(ms_sample_quantile(&s, 1.01, 7)));
	CHECK(ms_is_null(ms_sample_quantile(&s, 0.5, 10)));
	CHECK(ms_is_null(ms_sample_quantile(&(ms_sample){0, 0, x}, 0.5, 7)));
}

/* Hmisc 4.8: wtd.quantile(x, w, p, type = "quantile") */
static void
test_quantiles_of_weights(void)
{
	const double records[] = {1, 0.5, 2, 1.5, 3, 2, 5, 0.75, 8, 1.25};
	const double p[] = {0.1, 0.25, 0.5, 0.75, 0.9};
	const double want[] = {2, 2.25, 3, 6.75, 8};
	const ms_sample s = {5, MS_SAMPLE_WEIGHT, records};

	for (int k = 0; k < 5; k++)
		CHECK_REL(ms_sample_quantile(&s, p[k], 7), want[k], 1e-14);
	/* running sums .5 2 4 4.75 6: a third is reached exactly */
	CHECK(ms_sample_quantile(&s, 1.0 / 3, 1) == 2);
	CHECK(ms_sample_quantile(&s, 1.0 / 3, 2) == 2.5);
	CHECK(ms_sample_quantile(&s, 0.34, 2) == 3);
}

/* A whole weight is the record so many times, whatever the type. */
static void
test_weights_repeat(void)
{
	const double weighted[] = {1, 2, 3, 1, 4, 3, 7, 2};
	const double repeated[] = {1, 1, 3, 4, 4, 4, 7, 7};
	const ms_sample a = {4, MS_SAMPLE_WEIGHT, weighted};
	const ms_sample b = {8, 0, repeated};

	for (int type = 1; type <= 9; type++)
	{
		for (double p = 0; p <= 1; p += 0.0625)
			CHECK_ABS(ms_sample_quantile(&a, p, type),
			          ms_sample_quantile(&b, p, type),
			          1e-14);
	}
	CHECK(ms_sample_total(&a) == 8);
	CHECK_REL(ms_sample_mean(&a), 31.0 / 8, 1e-15);
}

/* Ten weights of a tenth: their rounded sums reach every tenth exactly. */
static void
test_rounded_weights(void)
{
	double records[20];
	const ms_sample s = {10, MS_SAMPLE_WEIGHT, records};

	for (int i = 0; i < 10; i++)
	{
		records[2 * i] = i;
		records[2 * i + 1] = 0.1;
	}
	for (int i = 1; i < 10; i++)
		CHECK(ms_sample_quantile(&s, i / 10.0, 2) == i - 0.5);
}

/* keys 1 1 2 3 3 3, weights 1 2 1 2 1 1: ranks 3/16, 7/16, 12/16 */
static void
test_ties(void)
{
	const double records[] = {
	    1, 5, 1, 1, 6, 2, 2, 0, 1, 3, 1, 2, 3, 2, 1, 3, 3, 1};
	const double rank[] = {3.0 / 16, 7.0 / 16, 12.0 / 16};
	const double p[] = {0, 3.0 / 16, 3.0 / 8, 1};
	const ms_sample s = {6, MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT, records};
	ms_ties ties = ms_ties_of(&s);
	double share[4];
	double mean = 0;
	int groups = 0;

	while (ms_ties_next(&ties))
	{
		CHECK_REL(ties.rank, rank[groups++], 1e-15);
		mean += ties.weight / ties.total * ties.rank;
	}
	CHECK(groups == 3);
	CHECK_REL(mean, 0.5, 1e-15);
	ms_sample_lorenz(&s, 4, p, share);
	CHECK(share[0] == 0 && share[3] == 1);
	CHECK_REL(share[2], 17.0 / 24, 1e-15);
	CHECK_REL(share[1], 8.5 / 24, 1e-15);
	CHECK_REL(ms_sample_key_mean(&s), 17.0 / 8, 1e-15);
	/* quantiles 1 and 2 of the keys: records of keys 1 and 2 */
	CHECK_REL(ms_sample_mean_between_quantiles(&s, 0.1, 0.5), 17.0 / 4, 1e-15);
}

static void
test_offset_and_empty(void)
{
	const double x[] = {1e9 + 0.25, 1e9 + 0.5, 1e9 + 0.75};
	const ms_sample s = {3, 0, x};
	const ms_sample empty = {0, MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT, x};
	const double p[] = {0.5};
	double share[1];

	CHECK(ms_sample_mean(&s) == 1e9 + 0.5);
	CHECK(ms_is_null(ms_sample_mean(&empty)));
	CHECK(ms_sample_total(&empty) == 0);
	CHECK(ms_is_null(ms_sample_mean_between_quantiles(&empty, 0, 1)));
	ms_sample_lorenz(&empty, 1, p, share);
	CHECK(ms_is_null(share[0]));
}

int
main(void)
{
	test_quantiles_of_r();
	test_quantiles_of_weights();
	test_weights_repeat();
	test_rounded_weights();
	test_ties();
	test_offset_and_empty();
	return check_summary();
}
