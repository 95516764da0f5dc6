/*
 * test_targeting.c
 *		Errors of targeting by hand and by their identities; who gets the money
 *		by hand, and against samples whose records are repeated.
 */
#include "check.h"
#include "core/sort.h"
#include "core/targeting.h"

#define NEAR 1e-14

static ms_targeting
targeting_of(const ms_tally *t)
{
	ms_targeting r;

	ms_targeting_of(t, 0.95, &r);
	return r;
}

/* both, missed, leaked, neither: so many rows of weight 1, a unit for each */
static ms_targeting
counts(int both, int missed, int leaked, int neither)
{
	ms_tally t = {0};

	for (int i = 0; i < both; i++)
		ms_targeting_add(&t, true, true, 1, 1);
	for (int i = 0; i < missed; i++)
		ms_targeting_add(&t, true, false, 0, 1);
	for (int i = 0; i < leaked; i++)
		ms_targeting_add(&t, false, true, 1, 1);
	for (int i = 0; i < neither; i++)
		ms_targeting_add(&t, false, false, 0, 1);
	return targeting_of(&t);
}

/* ---- errors ---- */

static void
check_rate(const ms_rate *rate, double part, double whole)
{
	ms_interval limits = ms_limits_wilson(part / whole, whole, 0.95);

	CHECK_REL(rate->estimate, part / whole, NEAR);
	CHECK_REL(rate->limits.low, limits.low, NEAR);
	CHECK_REL(rate->limits.high, limits.high, NEAR);
}

/* 1 - rate has 1 - limits */
static void
check_mirror(const ms_rate *a, const ms_rate *b)
{
	CHECK_REL(a->estimate, 1 - b->estimate, NEAR);
	CHECK_REL(a->limits.low, 1 - b->limits.high, 1e-13);
	CHECK_REL(a->limits.high, 1 - b->limits.low, 1e-13);
}

static void
test_counts(void)
{
	ms_targeting r = counts(45, 15, 25, 15);

	CHECK(r.weight == 100 && r.target == 60 && r.beneficiaries == 70);
	CHECK(r.both == 45 && r.note == NULL && r.amount == 70);
	check_rate(&r.coverage, 70, 100);
	check_rate(&r.exclusion_error, 15, 60);
	check_rate(&r.inclusion_error, 25, 70);
	check_rate(&r.false_positive_rate, 25, 40);
	check_rate(&r.precision, 45, 70);
	check_rate(&r.recall, 45, 60);
	check_mirror(&r.precision, &r.inclusion_error);
	check_mirror(&r.recall, &r.exclusion_error);
	CHECK_REL(r.leakage, 25.0 / 70, NEAR);
	CHECK_REL(r.differential, 0.75 - 0.625, NEAR);
	CHECK_REL(r.f1, 90.0 / 130, NEAR);
	/* observed agreement 0.60, expected 0.6 * 0.7 + 0.4 * 0.3 = 0.54 */
	CHECK_REL(r.kappa, 0.06 / 0.46, NEAR);

	/* R, prop.test(15, 60, correct = FALSE) */
	CHECK_REL(r.exclusion_error.limits.low, 0.15776522530056675, 1e-13);
	CHECK_REL(r.exclusion_error.limits.high, 0.37232070077047807, 1e-13);

	/* Cohen's extremes: perfect, by chance, the wrong way round */
	CHECK(counts(3, 0, 0, 9).kappa == 1 && counts(3, 0, 0, 9).f1 == 1);
	CHECK(counts(2, 4, 3, 6).kappa == 0);
	CHECK_REL(counts(0, 5, 5, 0).kappa, -1, NEAR);
	CHECK(counts(0, 5, 5, 0).f1 == 0 && counts(0, 5, 5, 0).leakage == 1);
	CHECK(counts(0, 5, 5, 0).differential == -1);
}

/* A weight of 3 is not three rows, but shares are the same. */
static void
test_weights(void)
{
	const double weight[5] = {0.5, 3, 1, 2, 0.25};
	ms_tally t = {0};
	ms_targeting r;

	ms_targeting_add(&t, true, true, 10, weight[0]);
	ms_targeting_add(&t, true, true, 20, weight[1]);
	ms_targeting_add(&t, true, false, 0, weight[2]);
	ms_targeting_add(&t, false, true, 7, weight[3]);
	ms_targeting_add(&t, false, false, 1, weight[4]); /* money, and no list */
	r = targeting_of(&t);
	CHECK(r.weight == 6.75 && r.target == 4.5 && r.beneficiaries == 5.5);
	CHECK(r.both == 3.5 && r.amount == 79.25);
	CHECK_REL(r.leakage, 14.25 / 79.25, NEAR);
	CHECK_REL(r.coverage.estimate, 5.5 / 6.75, NEAR);
	CHECK_REL(r.exclusion_error.estimate, 1 / 4.5, NEAR);
	CHECK_REL(r.inclusion_error.estimate, 2 / 5.5, NEAR);
	CHECK_REL(r.false_positive_rate.estimate, 2 / 2.25, NEAR);
	CHECK_REL(r.f1, 7 / (7 + 3.0), NEAR);
	/* effective rows: (0.5 + 3 + 1)^2 / (0.25 + 9 + 1) */
	CHECK_REL(r.recall.limits.low,
	          ms_limits_wilson(3.5 / 4.5, 20.25 / 10.25, 0.95).low,
	          NEAR);
	CHECK_REL(r.precision.limits.high,
	          ms_limits_wilson(3.5 / 5.5, 30.25 / 13.25, 0.95).high,
	          NEAR);
	CHECK_REL(r.false_positive_rate.limits.low,
	          ms_limits_wilson(2 / 2.25, 5.0625 / 4.0625, 0.95).low,
	          NEAR);

	/* nobody counts who has no weight */
	for (int k = 0; k < 4; k++)
		ms_targeting_add(&t, k % 2 == 1, k / 2 == 1, 99, 0);
	CHECK(t.count[MS_TALLY_N] == 5 && t.count[MS_TALLY_WEIGHTLESS] == 4);
	CHECK(targeting_of(&t).amount == 79.25 && targeting_of(&t).both == 3.5);
}

/* Of whatever size weights are: figures of shares do not overflow. */
static void
test_sizes(void)
{
	for (int power = -150; power <= 150; power += 50)
	{
		ms_tally t = {0};
		ms_targeting r;
		double unit = pow(10, power);

		ms_targeting_add(&t, true, true, 1, 3 * unit);
		ms_targeting_add(&t, true, false, 0, unit);
		ms_targeting_add(&t, false, true, 1, unit);
		ms_targeting_add(&t, false, false, 0, 2 * unit);
		r = targeting_of(&t);
		CHECK_REL(r.kappa, 2 * (6 - 1) / (4 * 3 + 4 * 3.0), NEAR);
		CHECK_REL(r.f1, 0.75, NEAR);
		CHECK_REL(r.coverage.limits.low,
		          ms_limits_wilson(4 / 7.0, 49 / 15.0, 0.95).low,
		          1e-13);
		CHECK(r.note == NULL);
	}
}

static void
test_undefined(void)
{
	ms_targeting r = counts(0, 0, 0, 0);

	CHECK(check_says(r.note, "no rows") && r.weight == 0 && r.amount == 0);
	CHECK(ms_is_null(r.coverage.estimate) && ms_is_null(r.coverage.limits.low));
	CHECK(ms_is_null(r.precision.estimate) && ms_is_null(r.recall.estimate));
	CHECK(ms_is_null(r.leakage) && ms_is_null(r.f1) && ms_is_null(r.kappa) &&
	      ms_is_null(r.differential));

	/* nobody has a benefit: nobody gets it wrongly either */
	r = counts(0, 4, 0, 6);
	CHECK(check_says(r.note, "nobody is a beneficiary"));
	CHECK(ms_is_null(r.inclusion_error.estimate) &&
	      ms_is_null(r.inclusion_error.limits.high) &&
	      ms_is_null(r.precision.estimate) && ms_is_null(r.leakage));
	CHECK(r.exclusion_error.estimate == 1 && r.recall.estimate == 0);
	CHECK(r.coverage.estimate == 0 && r.kappa == 0 && r.f1 == 0);
	CHECK(r.differential == 0 && r.false_positive_rate.estimate == 0);

	/* nobody is to have one */
	r = counts(0, 0, 4, 6);
	CHECK(check_says(r.note, "nobody is a target"));
	CHECK(ms_is_null(r.exclusion_error.estimate) &&
	      ms_is_null(r.recall.limits.low) && ms_is_null(r.differential));
	CHECK(r.inclusion_error.estimate == 1 && r.leakage == 1 && r.kappa == 0);

	/* everybody is */
	r = counts(4, 6, 0, 0);
	CHECK(check_says(r.note, "everybody is a target"));
	CHECK(ms_is_null(r.false_positive_rate.estimate) &&
	      ms_is_null(r.differential));
	CHECK(r.leakage == 0 && r.inclusion_error.estimate == 0 && r.kappa == 0);

	/* one cell only: all agree, and could not but */
	CHECK(ms_is_null(counts(5, 0, 0, 0).kappa) && counts(5, 0, 0, 0).f1 == 1);
	r = counts(0, 0, 0, 5);
	CHECK(ms_is_null(r.kappa) && ms_is_null(r.f1));
	CHECK(check_says(r.note, "nobody is a target or a beneficiary"));
}

static void
test_money(void)
{
	ms_tally t = {0};

	/* beneficiaries whose amounts are 0, then money that is taken back */
	ms_targeting_add(&t, true, true, 0, 1);
	ms_targeting_add(&t, false, true, 0, 1);
	CHECK(targeting_of(&t).amount == 0 && ms_is_null(targeting_of(&t).leakage));
	ms_targeting_add(&t, false, true, -5, 1);
	CHECK(targeting_of(&t).amount == -5);
	CHECK(ms_is_null(targeting_of(&t).leakage));
	ms_targeting_add(&t, true, true, 25, 1);
	CHECK_REL(targeting_of(&t).leakage, -0.25, NEAR);
	ms_targeting_add(&t, true, true, 1e308, 10);
	CHECK(ms_is_null(targeting_of(&t).amount));
	CHECK(check_says(targeting_of(&t).note, "beyond"));
}

static void
test_merge(void)
{
	ms_tally whole = {.kind = MS_TALLY_TARGETING};
	ms_tally part[2] = {{.kind = MS_TALLY_TARGETING},
	                    {.kind = MS_TALLY_TARGETING}};
	ms_targeting a;
	ms_targeting b;

	for (int i = 0; i < 1000; i++)
	{
		double weight = 0.1 * (i % 13);

		ms_targeting_add(&whole, i % 3 == 0, i % 5 < 3, i % 7, weight);
		ms_targeting_add(&part[i % 2], i % 3 == 0, i % 5 < 3, i % 7, weight);
	}
	CHECK(ms_tally_merge(&part[0], &part[1]) == MS_OK);
	a = targeting_of(&whole);
	b = targeting_of(&part[0]);
	CHECK(part[0].count[MS_TALLY_N] == whole.count[MS_TALLY_N]);
	CHECK(part[0].count[MS_TALLY_WEIGHTLESS] == 77);
	CHECK_REL(a.kappa, b.kappa, NEAR);
	CHECK_REL(a.leakage, b.leakage, NEAR);
	CHECK_REL(a.recall.limits.low, b.recall.limits.low, NEAR);
}

/* ---- samples ---- */

#define MOST 900

typedef struct test_sample
{
	double records[4 * MOST];
	ms_sample s;
} test_sample;

static void
sample_add(test_sample *sample, double rank, double value, double weight)
{
	double *record = sample->records + 3 * sample->s.n++;

	record[0] = rank;
	record[1] = value;
	record[2] = weight;
}

static const ms_sample *
sorted(test_sample *sample)
{
	static double scratch[4 * MOST];

	sample->s.columns = MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT;
	sample->s.records = sample->records;
	ms_sort_records(sample->records, (size_t) sample->s.n, 3, 0, scratch);
	return &sample->s;
}

/* ---- Coady, Grosh and Hoddinott ---- */

static void
test_cgh(void)
{
	test_sample sample = {0};

	CHECK(ms_is_null(ms_cgh_index(sorted(&sample), 0.4)));
	/* 60 of 100 to the lowest 40 %: 1.5, the example of the book */
	sample_add(&sample, 1, 30, 2);
	sample_add(&sample, 2, 0, 2);
	sample_add(&sample, 3, 20, 1);
	sample_add(&sample, 4, 4, 5);
	CHECK_REL(ms_cgh_index(sorted(&sample), 0.4), 1.5, NEAR);
	CHECK_REL(ms_cgh_index(sorted(&sample), 1), 1, NEAR);
	CHECK_REL(ms_cgh_index(sorted(&sample), 0.1), 3, NEAR);
	CHECK_REL(ms_cgh_index(sorted(&sample), 0.3), 2, NEAR);

	/* the cut falls into a group of ties: in whatever order they came */
	for (int turn = 0; turn < 2; turn++)
	{
		sample = (test_sample){0};
		sample_add(&sample, 1, 10, 1);
		sample_add(&sample, 2, turn ? 5 : 85, 1);
		sample_add(&sample, 2, turn ? 85 : 5, 1);
		sample_add(&sample, 2, 0, 1);
		sample_add(&sample, 3, 0, 1);
		CHECK_REL(
		    ms_cgh_index(sorted(&sample), 0.4), (0.1 + 0.9 / 3) / 0.4, NEAR);
	}
	/* the same for everybody */
	sample = (test_sample){0};
	for (int i = 0; i < 10; i++)
		sample_add(&sample, i / 3, 0.1, 0.1);
	for (int i = 1; i <= 10; i++)
		CHECK_REL(ms_cgh_index(sorted(&sample), i / 10.0), 1, 1e-13);
	/* no benefits, or less */
	sample = (test_sample){0};
	sample_add(&sample, 1, 0, 1);
	CHECK(ms_is_null(ms_cgh_index(sorted(&sample), 0.4)));
	sample_add(&sample, 2, -3, 1);
	CHECK(ms_is_null(ms_cgh_index(sorted(&sample), 0.4)));
}

/* ---- incidence ---- */

static void
check_group(const ms_incidence *got, const double want[9])
{
	CHECK_REL(got->weight, want[0], NEAR);
	CHECK_REL(got->mean_key, want[1], NEAR);
	CHECK_REL(got->coverage, want[2], NEAR);
	CHECK_REL(got->mean, want[3], NEAR);
	CHECK_REL(got->mean_of_beneficiaries, want[4], NEAR);
	CHECK_REL(got->total, want[5], NEAR);
	CHECK_REL(got->share, want[6], NEAR);
	CHECK_REL(got->cumulative_share, want[7], NEAR);
	CHECK_REL(got->relative, want[8], NEAR);
}

static void
test_incidence(void)
{
	test_sample sample = {0};
	ms_incidence group[4];

	/* six persons in four groups: the ties at 20 are cut at 1.5 and at 3 */
	sample_add(&sample, 10, 4, 1);
	sample_add(&sample, 20, 0, 1);
	sample_add(&sample, 20, 6, 1);
	sample_add(&sample, 30, 0, 1);
	sample_add(&sample, 40, 2, 2);
	ms_benefit_incidence(sorted(&sample), 4, group);
	check_group(&group[0],
	            (double[9]){1.5,
	                        20 / 1.5,
	                        1.25 / 1.5,
	                        5.5 / 1.5,
	                        5.5 / 1.25,
	                        5.5,
	                        5.5 / 14,
	                        5.5 / 14,
	                        5.5 / 20});
	check_group(
	    &group[1],
	    (double[9]){1.5, 20, 0.5, 3, 6, 4.5, 4.5 / 14, 10 / 14.0, 4.5 / 30});
	check_group(&group[2],
	            (double[9]){1.5,
	                        50 / 1.5,
	                        0.5 / 1.5,
	                        1 / 1.5,
	                        2,
	                        1,
	                        1 / 14.0,
	                        11 / 14.0,
	                        1 / 50.0});
	check_group(&group[3],
	            (double[9]){1.5, 40, 1, 2, 2, 3, 3 / 14.0, 1, 3 / 60.0});
}

static void
test_incidence_undefined(void)
{
	test_sample sample = {0};
	ms_incidence group[3];

	ms_benefit_incidence(sorted(&sample), 3, group);
	for (int k = 0; k < 3; k++)
	{
		CHECK(group[k].weight == 0 && group[k].total == 0);
		CHECK(ms_is_null(group[k].mean_key) && ms_is_null(group[k].coverage) &&
		      ms_is_null(group[k].mean) &&
		      ms_is_null(group[k].mean_of_beneficiaries) &&
		      ms_is_null(group[k].share) &&
		      ms_is_null(group[k].cumulative_share) &&
		      ms_is_null(group[k].relative));
	}
	/* nobody has a benefit; the keys of the first group are not positive */
	sample_add(&sample, -2, 0, 1);
	sample_add(&sample, 2, 0, 1);
	sample_add(&sample, 3, 0, 1);
	ms_benefit_incidence(sorted(&sample), 3, group);
	for (int k = 0; k < 3; k++)
	{
		CHECK(group[k].coverage == 0 && group[k].mean == 0);
		CHECK(ms_is_null(group[k].mean_of_beneficiaries));
		CHECK(ms_is_null(group[k].share) &&
		      ms_is_null(group[k].cumulative_share));
		CHECK(ms_is_null(group[k].relative) == (k == 0));
	}
	/* taken back: no share of money that nobody has in all */
	sample_add(&sample, 4, -3, 3);
	ms_benefit_incidence(sorted(&sample), 3, group);
	CHECK(group[2].total == -6 && ms_is_null(group[2].share));
	CHECK(group[2].coverage == 0 && ms_is_null(group[2].mean_of_beneficiaries));
}

/* Tenths that add up to a cut only nearly leave no trace in the next group. */
static void
test_incidence_cuts(void)
{
	for (int n = 2; n <= 60; n++)
	{
		for (int groups = 2; groups <= n; groups++)
		{
			test_sample sample = {0};
			ms_incidence group[60];

			if (n % groups > 0)
				continue;
			for (int i = 0; i < n; i++)
				sample_add(&sample, i, i < n / groups ? 7 : 0, 0.1);
			ms_benefit_incidence(sorted(&sample), groups, group);
			CHECK_REL(group[0].coverage, 1, NEAR);
			CHECK_REL(group[0].mean_of_beneficiaries, 7, NEAR);
			for (int k = 1; k < groups; k++)
			{
				CHECK(group[k].coverage == 0 && group[k].total == 0);
				CHECK(ms_is_null(group[k].mean_of_beneficiaries));
				CHECK_REL(group[k].cumulative_share, 1, NEAR);
			}
		}
	}
}

static unsigned
next_random(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

/*
 * Whole weights: each record weight * groups times, with the means of its ties.
 * Of these, a group is so many in a row, and nothing is cut.
 */
static void
check_repeated(const ms_sample *s, int groups, const ms_incidence *got)
{
	static double key[9 * MOST];
	static double value[9 * MOST];
	static double reached[9 * MOST];
	int each = (int) ms_sample_total(s);
	int n = 0;

	for (int64_t i = 0; i < s->n; i++)
	{
		double weight = 0;
		double sum = 0;
		double above = 0;

		for (int64_t j = 0; j < s->n; j++)
		{
			if (ms_sample_key(s, j) != ms_sample_key(s, i))
				continue;
			weight += ms_sample_weight(s, j);
			sum += ms_sample_weight(s, j) * ms_sample_value(s, j);
			above += ms_sample_weight(s, j) * (ms_sample_value(s, j) > 0);
		}
		for (int j = 0; j < groups * (int) ms_sample_weight(s, i); j++)
		{
			key[n] = ms_sample_key(s, i);
			value[n] = sum / weight;
			reached[n++] = above / weight;
		}
	}
	CHECK(n == each * groups);
	for (int k = 0; k < groups; k++)
	{
		double keys = 0;
		double values = 0;
		double reach = 0;

		for (int j = k * each; j < (k + 1) * each; j++)
		{
			keys += key[j];
			values += value[j];
			reach += reached[j];
		}
		CHECK_REL(got[k].weight, each / (double) groups, 1e-13);
		CHECK_REL(got[k].mean_key, keys / each, 1e-12);
		CHECK_REL(got[k].mean, values / each, 1e-12);
		CHECK_REL(got[k].coverage, reach / each, 1e-12);
		CHECK_REL(got[k].total, values / groups, 1e-12);
	}
}

static void
test_incidence_repeated(void)
{
	unsigned state = 7;

	for (int round = 0; round < 40; round++)
	{
		test_sample sample = {0};
		ms_incidence group[9];
		int n = 1 + (int) (next_random(&state) % 60);

		for (int i = 0; i < n; i++)
		{
			double rank = 1 + next_random(&state) % 15;
			double benefit = next_random(&state) % 4 * 2.5;

			sample_add(&sample, rank, benefit, 1 + next_random(&state) % 6);
		}
		for (int groups = 1; groups <= 9; groups++)
		{
			double total = 0;

			ms_benefit_incidence(sorted(&sample), groups, group);
			check_repeated(&sample.s, groups, group);
			for (int k = 0; k < groups; k++)
			{
				total += group[k].total;
				if (group[k].share > 0)
					CHECK_REL(group[k].share * ms_sample_mean(&sample.s),
					          group[k].total / ms_sample_total(&sample.s),
					          1e-12);
			}
			/* what the lowest fifths get is what the other index says */
			for (int k = 0; k < groups && total > 0; k++)
				CHECK_REL(group[k].cumulative_share,
				          ms_cgh_index(&sample.s, (k + 1.0) / groups) *
				              (k + 1.0) / groups,
				          1e-12);
		}
	}
}

int
main(void)
{
	test_counts();
	test_weights();
	test_sizes();
	test_undefined();
	test_money();
	test_merge();
	test_cgh();
	test_incidence();
	test_incidence_undefined();
	test_incidence_cuts();
	test_incidence_repeated();
	return check_summary();
}
