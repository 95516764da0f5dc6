/*
 * test_protection.c
 *		Catastrophic spending, impoverishment and Pen's parade: 24 households
 *		against figures computed elsewhere, figures row by row in long double,
 *		and what happens at the very threshold.
 */
#include <float.h>

#include "check.h"
#include "core/protection.h"
#include "core/sort.h"

#define ROWS 24

typedef struct household
{
	double size;
	double consumption;
	double food;
	double oop;
	double weight;
} household;

/* sql/data/households.csv: made up for tests */
static const household households[ROWS] = {
    {3, 9000, 5800, 300, 1.0},     {4, 12000, 7600, 0, 1.2},
    {2, 8000, 4700, 2600, 0.8},    {5, 15000, 9200, 900, 1.0},
    {1, 5000, 2900, 100, 1.5},     {4, 18000, 9600, 4800, 1.0},
    {3, 16000, 8300, 700, 1.0},    {6, 24000, 13000, 1500, 0.9},
    {2, 14000, 6500, 6200, 1.1},   {4, 26000, 11500, 800, 1.0},
    {3, 22000, 9400, 0, 1.0},      {5, 32000, 14200, 6100, 0.7},
    {2, 20000, 7900, 1200, 1.3},   {4, 36000, 14000, 2500, 1.0},
    {3, 30000, 11300, 11800, 1.0}, {1, 15000, 5200, 400, 1.6},
    {4, 42000, 15200, 3900, 1.0},  {3, 40000, 13200, 1000, 1.0},
    {2, 34000, 10400, 9000, 0.9},  {5, 60000, 19500, 2200, 1.0},
    {4, 70000, 20500, 26000, 1.0}, {3, 66000, 17800, 4000, 1.1},
    {2, 64000, 15300, 1500, 1.0},  {6, 120000, 30000, 15000, 0.5},
};

/* households or persons are counted */
static double
weight_of(const household *h, bool persons)
{
	return persons ? h->weight * h->size : h->weight;
}

/* ---- samples ---- */

#define MOST 64

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
	double scratch[4 * MOST];

	sample->s.columns = MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT;
	sample->s.records = sample->records;
	ms_sort_records(sample->records, (size_t) sample->s.n, 3, 0, scratch);
	return &sample->s;
}

/* ---- catastrophic spending: households ---- */

static ms_catastrophic
by_rank(double threshold, bool persons)
{
	test_sample sample = {0};
	ms_catastrophic c;

	for (int i = 0; i < ROWS; i++)
	{
		const household *h = &households[i];

		sample_add(&sample,
		           h->consumption / h->size,
		           h->oop / h->consumption,
		           weight_of(h, persons));
	}
	ms_catastrophic_of_sample(sorted(&sample), threshold, 0.95, &c);
	return c;
}

static ms_catastrophic
row_by_row(double threshold, bool persons, ms_tally *t)
{
	ms_catastrophic c;

	*t = (ms_tally){0};
	for (int i = 0; i < ROWS; i++)
	{
		const household *h = &households[i];

		ms_catastrophic_add(
		    t, false, h->oop, h->consumption, threshold, weight_of(h, persons));
	}
	ms_catastrophic_of(t, 0.95, &c);
	return c;
}

/* the rank-weighted figures are H (1 - C): an identity of the method */
static void
check_identities(const ms_catastrophic *c)
{
	CHECK_REL(c->mean_positive_overshoot * c->headcount, c->overshoot, 1e-14);
	CHECK_REL(c->rank_weighted_headcount,
	          c->headcount * (1 - c->concentration_headcount),
	          1e-14);
	CHECK_REL(c->rank_weighted_overshoot,
	          c->overshoot * (1 - c->concentration_overshoot),
	          1e-14);
}

static void
test_households(void)
{
	/* threshold; households or persons; H, O, O / H, C_E, H_W, C_O, O_W */
	const double want[8][9] = {
	    {0.05,
	     0,
	     0.540650406504065,
	     0.08012042588037925,
	     0.14819266741784431,
	     0.03860260407115349,
	     0.5197798929208804,
	     0.05669331595725063,
	     0.07557813326131343},
	    {0.1,
	     0,
	     0.2845528455284553,
	     0.06149366758898681,
	     0.21610631752701082,
	     0.06794425087108008,
	     0.2652191156057902,
	     0.05177171315400972,
	     0.05831003506978176},
	    {0.25,
	     0,
	     0.23577235772357724,
	     0.02304092368654779,
	     0.09772529701535786,
	     0.047098402018502884,
	     0.22466785643466192,
	     0.08034336384876073,
	     0.02118973837138795},
	    {0.4,
	     0,
	     0.044715447154471545,
	     0.0019163763066202073,
	     0.042857142857142816,
	     -0.13414634146341475,
	     0.050713860797144565,
	     -0.1341463414634147,
	     0.0021734511770204793},
	    {0.05,
	     1,
	     0.6053639846743295,
	     0.0768586347906553,
	     0.12696268152127235,
	     0.03451509125887127,
	     0.584469791498461,
	     0.13874221487912605,
	     0.06619509756721392},
	    {0.1,
	     1,
	     0.29501915708812265,
	     0.056645271454686605,
	     0.19200540064510652,
	     0.1574032608515367,
	     0.2485821797487804,
	     0.14212095061800695,
	     0.04859479162753149},
	    {0.25,
	     1,
	     0.21200510855683272,
	     0.019835724839105503,
	     0.09356248523505788,
	     0.11871239748265085,
	     0.18683747384148144,
	     0.2231047973487321,
	     0.015410279468611657},
	    {0.4,
	     1,
	     0.028097062579821204,
	     0.001204159824849479,
	     0.042857142857142816,
	     -0.05747126436781617,
	     0.029711836291305183,
	     -0.057471264367816195,
	     0.0012733644124845068},
	};

	for (int k = 0; k < 8; k++)
	{
		const double *w = want[k];
		ms_tally t;
		ms_catastrophic c = by_rank(w[0], w[1] != 0);
		ms_catastrophic plain = row_by_row(w[0], w[1] != 0, &t);

		CHECK_REL(c.headcount, w[2], 1e-13);
		CHECK_REL(c.overshoot, w[3], 1e-13);
		CHECK_REL(c.mean_positive_overshoot, w[4], 1e-13);
		CHECK_REL(c.concentration_headcount, w[5], 1e-12);
		CHECK_REL(c.rank_weighted_headcount, w[6], 1e-13);
		CHECK_REL(c.concentration_overshoot, w[7], 1e-12);
		CHECK_REL(c.rank_weighted_overshoot, w[8], 1e-13);
		check_identities(&c);
		CHECK(c.note == NULL && plain.note == NULL);
		CHECK(plain.headcount == c.headcount && plain.weight == c.weight);
		CHECK(plain.overshoot == c.overshoot);
		CHECK(plain.std_error == c.std_error);
		CHECK(plain.overshoot_std_error == c.overshoot_std_error);
		CHECK(plain.limits.low == c.limits.low);
		CHECK(plain.limits.high == c.limits.high);
		CHECK(ms_is_null(plain.concentration_headcount) &&
		      ms_is_null(plain.concentration_overshoot) &&
		      ms_is_null(plain.rank_weighted_headcount) &&
		      ms_is_null(plain.rank_weighted_overshoot));
		CHECK(t.count[MS_TALLY_N] == ROWS);
	}
}

/* Xu (2005): subsistence, capacity to pay, and who falls under subsistence. */
static void
test_capacity(void)
{
	const int which[5] = {1, 3, 6, 9, 21};
	const double want[5] = {3200, 3300, 8400, 7500, 57980.48616780887};
	test_sample sample = {0};
	const ms_sample *s;
	double subsistence;
	double capacity[ROWS];
	ms_tally t = {0};
	ms_tally all = {0};
	ms_tally poor = {0};
	ms_catastrophic c;
	ms_impoverishment p;

	for (int i = 0; i < ROWS; i++)
	{
		const household *h = &households[i];
		double record[2];

		CHECK(ms_subsistence_record(
		    &(ms_household){h->food, h->consumption, h->size, MS_XU_BETA},
		    record));
		sample_add(&sample, record[0], record[1], h->weight);
	}
	s = sorted(&sample);
	subsistence = ms_sample_mean_between_quantiles(s, MS_XU_LOW, MS_XU_HIGH);
	CHECK_REL(ms_sample_quantile(s, MS_XU_LOW, MS_QUANTILE_STATA),
	          0.3888888888888889,
	          1e-15);
	CHECK_REL(ms_sample_quantile(s, MS_XU_HIGH, MS_QUANTILE_STATA),
	          0.4423076923076923,
	          1e-15);
	CHECK_REL(subsistence, 5530.104097448571, 1e-13);

	for (int i = 0; i < ROWS; i++)
	{
		const household *h = &households[i];
		double line = subsistence * pow(h->size, MS_XU_BETA);

		capacity[i] = h->consumption - fmin(line, h->food);
		ms_catastrophic_add(&t, true, h->oop, capacity[i], 0.4, h->weight);
		/* out of what is not food, households and persons */
		ms_catastrophic_add(
		    &all, true, h->oop, h->consumption - h->food, 0.4, h->weight);
		ms_impoverishment_add(&poor, h->consumption, h->oop, line, h->weight);
	}
	for (int k = 0; k < 5; k++)
		CHECK_REL(capacity[which[k] - 1], want[k], 1e-13);
	ms_catastrophic_of(&t, 0.95, &c);
	CHECK_REL(c.headcount, 0.1991869918699187, 1e-14);
	ms_catastrophic_of(&all, 0.95, &c);
	CHECK_REL(c.headcount, 0.1991869918699187, 1e-14);
	ms_impoverishment_of(&poor, &p);
	CHECK_REL(p.headcount[0], 0.18292682926829268, 1e-14);
	CHECK_REL(p.impoverished, 0.044715447154471545, 1e-14);

	all = (ms_tally){0};
	for (int i = 0; i < ROWS; i++)
		ms_catastrophic_add(&all,
		                    true,
		                    households[i].oop,
		                    households[i].consumption - households[i].food,
		                    0.4,
		                    weight_of(&households[i], true));
	ms_catastrophic_of(&all, 0.95, &c);
	CHECK_REL(c.headcount, 0.18901660280970628, 1e-14);
}

/* What a food share and an equivalent person cannot be made of. */
static void
test_undefined_households(void)
{
	const ms_household wrong[] = {
	    {1, 0, 1, 0.56}, {1, -3, 1, 0.56}, {1, 5, 0, 0.56}, {1, 5, -1, 0.56}};
	double record[2];

	for (int k = 0; k < 4; k++)
		CHECK(!ms_subsistence_record(&wrong[k], record));
	CHECK(ms_subsistence_record(&(ms_household){6, 8, 4, 0.5}, record));
	CHECK(record[0] == 0.75 && record[1] == 3);
	CHECK(ms_budget_share(3, 4) == 0.75);
	CHECK(ms_is_null(ms_budget_share(3, 0)));
	CHECK(ms_is_null(ms_budget_share(3, -4)));
	CHECK(ms_is_null(ms_budget_share(1e300, 1e-300)));
}

/* ---- the societal poverty line ---- */

static void
test_societal_line(void)
{
	test_sample sample = {0};
	const ms_sample *s = sorted(&sample);

	CHECK(ms_is_null(ms_societal_poverty_line(s, 2.15, 1.15, 0.5)));
	for (int i = 0; i < ROWS; i++)
	{
		const household *h = &households[i];

		sample_add(
		    &sample, h->consumption / h->size / 365 / 4, 0, weight_of(h, true));
	}
	s = sorted(&sample);
	CHECK_REL(ms_sample_quantile(s, 0.5, MS_QUANTILE_STATA),
	          5.0228310502283104,
	          1e-14);
	CHECK_REL(
	    ms_societal_poverty_line(s, 2.15, 1.15, 0.5), 3.661415525114155, 1e-14);
	CHECK(ms_societal_poverty_line(s, 4, 1.15, 0.5) == 4);
	CHECK(ms_is_null(ms_societal_poverty_line(s, 4, 1.15, DBL_MAX)));
}

/* ---- catastrophic spending: boundaries ---- */

static ms_tally
one_row(bool capacity, double oop, double budget, double threshold)
{
	ms_tally t = {0};

	ms_catastrophic_add(&t, capacity, oop, budget, threshold, 1);
	return t;
}

static double
headcount_of(const ms_tally *t)
{
	ms_catastrophic c;

	ms_catastrophic_of(t, 0.95, &c);
	return c.headcount;
}

/* A share at the threshold: not catastrophic, but of capacity to pay it is. */
static void
test_threshold(void)
{
	for (int part = 1; part < 1000; part++)
	{
		double threshold = part / 1000.0;
		double above = nextafter(part * 7.0, DBL_MAX);
		double below = nextafter(part * 7.0, 0);
		ms_tally t = one_row(false, part * 7.0, 7000, threshold);

		CHECK(headcount_of(&t) == 0);
		t = one_row(true, part * 7.0, 7000, threshold);
		CHECK(headcount_of(&t) == 1);
		/* the next double may round to the same share, the one after not */
		t = one_row(false, nextafter(above, DBL_MAX), 7000, threshold);
		CHECK(headcount_of(&t) == 1);
		t = one_row(true, nextafter(below, 0), 7000, threshold);
		CHECK(headcount_of(&t) == 0);
	}
}

typedef struct boundary
{
	bool capacity;
	double oop;
	double budget;
	double threshold;
	double headcount; /* -1: the row is left out */
	double overshoot;
	int count; /* the one that is 1; 0: none */
} boundary;

static void
test_boundaries(void)
{
	const boundary rows[] = {
	    {false, 5, 0, 0.1, -1, 0, MS_PROTECTION_INVALID},
	    {false, 5, -10, 0.1, -1, 0, MS_PROTECTION_INVALID},
	    {false, 0, 0, 0, -1, 0, MS_PROTECTION_INVALID},
	    {false, 1e300, 1e-300, 0.1, -1, 0, MS_PROTECTION_INVALID},
	    {false, 0, 10, 0, 0, 0, 0},
	    {false, -2, 10, 0, 0, 0, MS_PROTECTION_REFUND},
	    {false, 10, 10, 0.5, 1, 0.5, 0},
	    {false, 20, 10, 0.5, 1, 1.5, MS_PROTECTION_ABOVE},
	    {false, 4, 8, 0.25, 1, 0.25, 0},
	    {true, 4, 8, 0.25, 1, 0.25, 0},
	    {true, 20, 10, 0.5, 1, 1.5, MS_PROTECTION_ABOVE},
	    {true, -2, 10, 0.4, 0, 0, MS_PROTECTION_REFUND},
	    {true, 1, 0, 0.4, 1, 0, MS_PROTECTION_INCONSISTENT},
	    {true, 1, -3, 0.4, 1, 0, MS_PROTECTION_INCONSISTENT},
	    {true, 1e300, 1e-300, 0.4, 1, 0, MS_PROTECTION_INCONSISTENT},
	    {true, 0, 0, 0.4, 0, 0, 0},
	    {true, 0, -3, 0.4, 0, 0, 0},
	    {true, -1, -3, 0.4, 0, 0, MS_PROTECTION_REFUND},
	    {true, -1e300, 1e-300, 0.4, 0, 0, MS_PROTECTION_REFUND},
	};

	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
	{
		const boundary *b = &rows[k];
		ms_tally t = one_row(b->capacity, b->oop, b->budget, b->threshold);
		ms_catastrophic c;

		ms_catastrophic_of(&t, 0.95, &c);
		CHECK(t.count[MS_TALLY_N] == (b->headcount >= 0));
		for (int i = MS_TALLY_N + 1; i < MS_TALLY_COUNTS; i++)
			CHECK(t.count[i] == (i == b->count));
		if (b->headcount < 0)
		{
			CHECK(ms_is_null(c.headcount) && check_says(c.note, "no rows"));
			continue;
		}
		CHECK(c.headcount == b->headcount && c.overshoot == b->overshoot);
		CHECK(ms_is_null(c.mean_positive_overshoot) == (b->headcount == 0));
		CHECK(check_says(c.note, "one row"));
	}
}

static void
test_no_weight(void)
{
	ms_tally t = {0};
	ms_tally untouched = {0};

	ms_catastrophic_add(&t, false, -5, 10, 0.1, 0);
	ms_catastrophic_add(&t, false, 50, 10, 0.1, 0);
	ms_catastrophic_add(&t, false, 5, 0, 0.1, 0);
	ms_catastrophic_add(&t, true, 5, 0, 0.1, 0);
	ms_impoverishment_add(&t, 10, 20, 15, 0);
	ms_impoverishment_add(&t, 10, -20, 15, 0);
	CHECK(t.count[MS_TALLY_WEIGHTLESS] == 6);
	t.count[MS_TALLY_WEIGHTLESS] = 0;
	CHECK(memcmp(&t, &untouched, sizeof t) == 0);
}

static void
test_too_little(void)
{
	ms_tally t = {0};
	test_sample sample = {0};
	ms_catastrophic c;

	ms_catastrophic_of(&t, 0.95, &c);
	CHECK(c.weight == 0 && check_says(c.note, "no rows"));
	CHECK(ms_is_null(c.headcount) && ms_is_null(c.std_error));
	CHECK(ms_is_null(c.limits.low) && ms_is_null(c.limits.high));
	CHECK(ms_is_null(c.overshoot) && ms_is_null(c.overshoot_std_error));
	CHECK(ms_is_null(c.mean_positive_overshoot));
	ms_catastrophic_of_sample(sorted(&sample), 0.1, 0.95, &c);
	CHECK(ms_is_null(c.concentration_headcount) &&
	      ms_is_null(c.concentration_overshoot) &&
	      ms_is_null(c.rank_weighted_headcount) &&
	      ms_is_null(c.rank_weighted_overshoot));

	/* one row has limits, but no error; rank 1/2, so no concentration */
	sample_add(&sample, 3, 0.7, 2);
	ms_catastrophic_of_sample(sorted(&sample), 0.5, 0.95, &c);
	CHECK(c.headcount == 1 && c.weight == 2 && check_says(c.note, "one row"));
	CHECK(ms_is_null(c.std_error) && ms_is_null(c.overshoot_std_error));
	CHECK_REL(c.limits.low, 1 / (1 + pow(1.959963984540054, 2)), 1e-13);
	CHECK(c.limits.high == 1);
	CHECK(c.concentration_headcount == 0 && c.rank_weighted_headcount == 1);
	CHECK(c.concentration_overshoot == 0);
	CHECK(c.rank_weighted_overshoot == c.overshoot);

	/* nobody: no concentration of nothing, but its weight by rank is 0 */
	sample_add(&sample, 4, 0.6, 1);
	ms_catastrophic_of_sample(sorted(&sample), 0.7, 0.95, &c);
	CHECK(c.headcount == 0 && c.overshoot == 0 && c.std_error == 0);
	CHECK(c.overshoot_std_error == 0 && c.limits.low == 0);
	CHECK(check_says(c.note, "no spending is catastrophic"));
	CHECK(ms_is_null(c.concentration_headcount) &&
	      ms_is_null(c.concentration_overshoot) &&
	      ms_is_null(c.mean_positive_overshoot));
	CHECK(c.rank_weighted_headcount == 0 && c.rank_weighted_overshoot == 0);

	/* everybody: the error and the concentration of a constant */
	ms_catastrophic_of_sample(sorted(&sample), 0, 0.95, &c);
	CHECK(c.headcount == 1 && c.std_error == 0 && c.limits.high == 1);
	CHECK(c.concentration_headcount == 0 && c.note == NULL);
}

/* A sample without a rank variable has no order of living standards. */
static void
test_no_rank(void)
{
	const double shares[3] = {0.1, 0.2, 0.4};
	const ms_sample s = {3, 0, shares};
	ms_catastrophic c;

	ms_catastrophic_of_sample(&s, 0.15, 0.95, &c);
	CHECK_REL(c.headcount, 2.0 / 3, 1e-15);
	CHECK_REL(c.overshoot, 0.1, 1e-15);
	CHECK(ms_is_null(c.concentration_headcount) &&
	      ms_is_null(c.rank_weighted_overshoot) && c.note == NULL);
}

/* ---- catastrophic spending: row by row in long double ---- */

static double
wide_error(int n, const double *figure, const double *weight)
{
	long double total = 0;
	long double mean = 0;
	long double squares = 0;

	for (int i = 0; i < n; i++)
	{
		total += weight[i];
		mean += (long double) weight[i] * figure[i];
	}
	mean /= total;
	for (int i = 0; i < n; i++)
	{
		long double part = weight[i] * (figure[i] - mean);

		squares += part * part;
	}
	return (double) (sqrtl(squares * n / (n - 1)) / total);
}

/* sum_ij w_i w_j h_i sign(r_i - r_j) / (W^2 mean(h)): no ranks are formed */
static double
wide_concentration(int n, const double *h, const double *r, const double *w)
{
	long double total = 0;
	long double sum = 0;
	long double signs = 0;

	for (int i = 0; i < n; i++)
	{
		total += w[i];
		sum += (long double) w[i] * h[i];
		for (int j = 0; j < n; j++)
			signs += ((r[i] > r[j]) - (r[i] < r[j])) *
			         ((long double) w[i] * w[j] * h[i]);
	}
	return (double) (signs / total / sum);
}

static unsigned
next_random(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

static void
test_wide(void)
{
	unsigned state = 20;

	for (int round = 0; round < 60; round++)
	{
		int n = 2 + (int) (next_random(&state) % 40);
		double threshold = (round % 5) * 0.2;
		double share[MOST];
		double excess[MOST];
		double is_above[MOST];
		double rank[MOST];
		double weight[MOST];
		test_sample sample = {0};
		ms_catastrophic c;

		for (int i = 0; i < n; i++)
		{
			share[i] = next_random(&state) % 1000 / 600.0;
			rank[i] = next_random(&state) % 12; /* ties */
			weight[i] = round % 2 ? 1 : 0.1 + next_random(&state) % 100 / 10.0;
			is_above[i] = share[i] > threshold;
			excess[i] = is_above[i] > 0 ? share[i] - threshold : 0;
			sample_add(&sample, rank[i], share[i], weight[i]);
		}
		ms_catastrophic_of_sample(sorted(&sample), threshold, 0.95, &c);
		CHECK_ABS(c.std_error, wide_error(n, is_above, weight), 1e-15);
		CHECK_REL(c.overshoot_std_error, wide_error(n, excess, weight), 1e-13);
		if (!(c.headcount > 0))
			continue;
		CHECK_ABS(c.concentration_headcount,
		          wide_concentration(n, is_above, rank, weight),
		          1e-14);
		CHECK_ABS(c.concentration_overshoot,
		          wide_concentration(n, excess, rank, weight),
		          1e-14);
		check_identities(&c);
	}
}

/* Shares that are large and close together: 1e9, and 1e9 + 1, and 1e9 + 2. */
static void
test_offset(void)
{
	for (int weighted = 0; weighted <= 1; weighted++)
	{
		ms_tally t = {0};
		ms_catastrophic c;
		double figure[MOST];
		double weight[MOST];

		for (int i = 0; i < MOST; i++)
		{
			figure[i] = 1e9 + i % 3;
			weight[i] = weighted ? 1 + i % 5 : 1;
			ms_catastrophic_add(&t, false, figure[i], 1, 0, weight[i]);
			figure[i] = i % 3; /* of the error, the offset takes nothing away */
		}
		ms_catastrophic_of(&t, 0.95, &c);
		CHECK_REL(
		    c.overshoot_std_error, wide_error(MOST, figure, weight), 1e-12);
	}
}

/* Everybody pays a tenth: no spread, whatever a tenth and the weights are. */
static void
test_constant(void)
{
	ms_tally t = {0};
	ms_catastrophic c;

	for (int i = 0; i < 1000; i++)
		ms_catastrophic_add(&t, false, 0.1, 1, 0, 0.1 * (1 + i % 7));
	ms_catastrophic_of(&t, 0.95, &c);
	CHECK_REL(c.overshoot, 0.1, 1e-15);
	CHECK(c.std_error == 0);
	CHECK_ABS(c.overshoot_std_error, 0, 1e-17);
}

static void
test_beyond(void)
{
	ms_tally t = {0};
	ms_catastrophic c;

	/* squares of weights */
	ms_catastrophic_add(&t, false, 1, 2, 0.1, 1e200);
	ms_catastrophic_add(&t, false, 1, 20, 0.1, 1e200);
	ms_catastrophic_of(&t, 0.95, &c);
	CHECK(c.headcount == 0.5 && ms_is_null(c.std_error));
	CHECK(ms_is_null(c.limits.low) && check_says(c.note, "beyond"));
	t = (ms_tally){0};
	ms_catastrophic_add(&t, false, 1, 2, 0.1, 1e-200);
	ms_catastrophic_add(&t, false, 1, 20, 0.1, 1e-200);
	ms_catastrophic_of(&t, 0.95, &c);
	CHECK(c.headcount == 0.5 && ms_is_null(c.std_error));
	CHECK(ms_is_null(c.limits.low) && check_says(c.note, "beyond"));
	/* squares of shares */
	t = (ms_tally){0};
	ms_catastrophic_add(&t, false, 1e200, 1, 0.1, 1);
	ms_catastrophic_add(&t, false, 0, 1, 0.1, 1);
	ms_catastrophic_of(&t, 0.95, &c);
	CHECK(c.headcount == 0.5 && c.overshoot == 0.5e200);
	CHECK_REL(c.std_error, 0.5, 1e-15);
	CHECK(ms_is_null(c.overshoot_std_error) && check_says(c.note, "beyond"));
	t = (ms_tally){0};
	ms_catastrophic_add(&t, false, 1e200, 1, 0.1, 1);
	ms_catastrophic_add(&t, false, 3e200, 1, 0.1, 1);
	ms_catastrophic_of(&t, 0.95, &c);
	CHECK(c.headcount == 1 && c.overshoot == 2e200 && c.std_error == 0);
	CHECK(ms_is_null(c.overshoot_std_error) && check_says(c.note, "beyond"));
	/* sums */
	t = (ms_tally){0};
	ms_catastrophic_add(&t, false, 1e308, 1, 0.1, 1);
	ms_catastrophic_add(&t, false, 1e308, 1, 0.1, 1);
	ms_catastrophic_of(&t, 0.95, &c);
	CHECK(c.headcount == 1 && ms_is_null(c.overshoot));
	CHECK(ms_is_null(c.overshoot_std_error) &&
	      ms_is_null(c.mean_positive_overshoot) &&
	      check_says(c.note, "beyond"));
}

/* ---- impoverishment ---- */

static void
check_three(const double *got, double before, double after, double rel)
{
	CHECK_REL(got[0], before, rel);
	CHECK_REL(got[1], after, rel);
	CHECK_ABS(got[2], after - before, rel * fabs(after) + 1e-17);
}

static void
test_impoverishment(void)
{
	ms_tally t = {0};
	ms_tally parts[3] = {{0}};
	ms_impoverishment p;
	double before[ROWS];
	double after[ROWS];
	double change[ROWS];
	double weight[ROWS];
	double deepening = 0;
	double total = 0;

	for (int i = 0; i < ROWS; i++)
	{
		const household *h = &households[i];
		double gross = h->consumption / h->size;
		double oop = h->oop / h->size;

		weight[i] = weight_of(h, true);
		before[i] = gross < 4200;
		after[i] = gross - oop < 4200;
		change[i] = after[i] - before[i];
		total += weight[i];
		deepening += before[i] * weight[i] * oop / 4200;
		ms_impoverishment_add(&t, gross, oop, 4200, weight[i]);
		parts[i % 3].kind = MS_TALLY_IMPOVERISHMENT;
		ms_impoverishment_add(&parts[i % 3], gross, oop, 4200, weight[i]);
	}
	ms_impoverishment_of(&t, &p);
	CHECK(p.note == NULL && t.count[MS_TALLY_N] == ROWS);
	CHECK_REL(p.weight, total, 1e-15);
	check_three(p.headcount, 0.2528735632183908, 0.33205619412515963, 1e-14);
	check_three(p.gap, 214.0485312899106, 327.58620689655174, 1e-13);
	check_three(
	    p.normalized_gap, 0.05096393602140728, 0.07799671592775043, 1e-13);
	check_three(
	    p.squared_gap, 0.013547522031375341, 0.021456155897863614, 1e-13);
	check_three(p.mean_positive_gap,
	            0.20153920153920155 * 4200,
	            0.23489010989010994 * 4200,
	            1e-13);
	CHECK_REL(p.impoverished, 0.07918263090676884, 1e-14);
	CHECK_REL(p.further_impoverished, 0.19157088122605365, 1e-14);
	CHECK_REL(p.deepening, deepening / total, 1e-14);
	CHECK_REL(p.std_error[0], wide_error(ROWS, before, weight), 1e-14);
	CHECK_REL(p.std_error[1], wide_error(ROWS, after, weight), 1e-14);
	CHECK_REL(p.std_error[2], wide_error(ROWS, change, weight), 1e-14);

	/* three parts, merged */
	CHECK(ms_tally_merge(&parts[0], &parts[1]) == MS_OK);
	CHECK(ms_tally_merge(&parts[0], &parts[2]) == MS_OK);
	for (int k = 0; k < MS_TALLY_SUMS; k++)
		CHECK_REL(ms_tally_total(&parts[0], k), ms_tally_total(&t, k), 1e-15);
}

/* FGT(1) and FGT(2) of 100, 110, 150, 160 below 125: Haughton & Khandker (2009) */
static void
test_published_gaps(void)
{
	const double values[4] = {100, 110, 150, 160};
	ms_tally t = {0};
	ms_impoverishment p;

	for (int i = 0; i < 4; i++)
		ms_impoverishment_add(&t, values[i] + 7, 7, 125, 1);
	ms_impoverishment_of(&t, &p);
	CHECK_REL(p.normalized_gap[1], 0.08, 1e-15);
	CHECK_REL(p.squared_gap[1], 0.0136, 1e-15);
	CHECK(p.headcount[1] == 0.5 && p.gap[1] == 10);
	CHECK(p.gap[0] == 6.5 && p.gap[2] == 3.5 && p.mean_positive_gap[2] == 7);
	CHECK(p.further_impoverished == 0.5 && p.impoverished == 0);
	CHECK_REL(p.deepening, 7 / 125.0 / 2, 1e-15);
}

typedef struct fall
{
	double gross;
	double oop;
	double before; /* poor */
	double after;
	double further;
	int count; /* the one that is 1; 0: none */
} fall;

static void
test_line(void)
{
	const fall falls[] = {
	    {100, 0, 0, 0, 0, 0},
	    {120, 20, 0, 0, 0, 0},
	    {120, 21, 0, 1, 0, 0},
	    {99, 0, 1, 1, 0, 0},
	    {99, 1, 1, 1, 1, 0},
	    {99, -1, 1, 0, 0, MS_PROTECTION_REFUND},
	    {98, -1, 1, 1, 0, MS_PROTECTION_REFUND},
	    {100, -5, 0, 0, 0, MS_PROTECTION_REFUND},
	    {150, 200, 0, 1, 0, MS_PROTECTION_ABOVE},
	    {50, 51, 1, 1, 1, MS_PROTECTION_ABOVE},
	    {0, 0, 1, 1, 0, 0},
	    {-5, 0, 1, 1, 0, 0},
	    {0, 1, 1, 1, 1, MS_PROTECTION_ABOVE},
	};

	for (size_t k = 0; k < sizeof falls / sizeof *falls; k++)
	{
		const fall *f = &falls[k];
		double gap[2] = {fmax(0, 100 - f->gross),
		                 fmax(0, 100 - (f->gross - f->oop))};
		ms_tally t = {0};
		ms_impoverishment p;

		ms_impoverishment_add(&t, f->gross, f->oop, 100, 2);
		ms_impoverishment_of(&t, &p);
		CHECK(t.count[MS_TALLY_N] == 1);
		for (int i = MS_TALLY_N + 1; i < MS_TALLY_COUNTS; i++)
			CHECK(t.count[i] == (i == f->count));
		CHECK(p.weight == 2 && check_says(p.note, "one row"));
		CHECK(p.headcount[0] == f->before && p.headcount[1] == f->after);
		CHECK(p.headcount[2] == f->after - f->before);
		CHECK(p.impoverished == (f->after > f->before));
		CHECK(p.further_impoverished == f->further);
		check_three(p.gap, gap[0], gap[1], 1e-15);
		check_three(p.normalized_gap, gap[0] / 100, gap[1] / 100, 1e-15);
		check_three(
		    p.squared_gap, gap[0] * gap[0] / 1e4, gap[1] * gap[1] / 1e4, 1e-15);
		CHECK_REL(p.deepening, f->before > 0 ? f->oop / 100 : 0, 1e-15);
		CHECK(ms_is_null(p.mean_positive_gap[0]) == (f->before == 0));
		CHECK(ms_is_null(p.mean_positive_gap[1]) == (f->after == 0));
		CHECK(ms_is_null(p.std_error[0]) && ms_is_null(p.std_error[2]));
	}
}

/* Refunds can lift more people out than payments push in. */
static void
test_lifted(void)
{
	ms_tally t = {0};
	ms_impoverishment p;
	const double change[5] = {-1, -1, 1, 0, 0};
	const double weight[5] = {1, 2, 1, 3, 1};

	ms_impoverishment_add(&t, 90, -20, 100, 1);
	ms_impoverishment_add(&t, 80, -30, 100, 2);
	ms_impoverishment_add(&t, 110, 30, 100, 1);
	ms_impoverishment_add(&t, 200, 10, 100, 3);
	ms_impoverishment_add(&t, 50, 0, 100, 1);
	ms_impoverishment_of(&t, &p);
	CHECK(p.headcount[0] == 0.5 && p.headcount[1] == 0.25);
	CHECK(p.headcount[2] == -0.25 && p.impoverished == 0.125);
	CHECK_REL(p.std_error[2], wide_error(5, change, weight), 1e-15);
	CHECK(p.gap[0] == 12.5 && p.gap[1] == 70 / 8.0 && p.gap[2] == -3.75);
	CHECK_REL(p.deepening, (-0.2 - 2 * 0.3) / 8, 1e-15);
	CHECK(p.further_impoverished == 0);
	CHECK(t.count[MS_PROTECTION_REFUND] == 2);
}

static void
test_nobody_poor(void)
{
	/* incomes before and after, and what the note says */
	const double rows[3][2] = {{200, 150}, {200, 50}, {50, 150}};
	const char *const note[3] = {
	    "nobody is poor", "nobody is poor before", "nobody is poor after"};
	ms_tally t = {0};
	ms_impoverishment p;

	ms_impoverishment_of(&t, &p);
	CHECK(check_says(p.note, "no rows") && p.weight == 0);
	for (int k = 0; k < 3; k++)
	{
		CHECK(ms_is_null(p.headcount[k]) && ms_is_null(p.std_error[k]));
		CHECK(ms_is_null(p.gap[k]) && ms_is_null(p.normalized_gap[k]));
		CHECK(ms_is_null(p.squared_gap[k]));
		CHECK(ms_is_null(p.mean_positive_gap[k]));
	}
	CHECK(ms_is_null(p.impoverished) && ms_is_null(p.further_impoverished) &&
	      ms_is_null(p.deepening));
	for (int k = 0; k < 3; k++)
	{
		t = (ms_tally){0};
		for (int i = 0; i < 2; i++)
			ms_impoverishment_add(
			    &t, rows[k][0], rows[k][0] - rows[k][1], 100, 1);
		ms_impoverishment_of(&t, &p);
		CHECK(check_says(p.note, note[k]));
		CHECK(ms_is_null(p.mean_positive_gap[0]) == (k != 2));
		CHECK(ms_is_null(p.mean_positive_gap[1]) == (k != 1));
		CHECK(ms_is_null(p.mean_positive_gap[2]));
		CHECK(p.std_error[0] == 0 && p.std_error[1] == 0);
	}
	t = (ms_tally){0};
	ms_impoverishment_add(&t, -1e308, 1e308, 1e308, 1);
	ms_impoverishment_add(&t, 1e308, -1e308, 1e308, 1);
	ms_impoverishment_of(&t, &p);
	CHECK(p.headcount[0] == 0.5 && ms_is_null(p.gap[1]));
	CHECK(check_says(p.note, "beyond"));
}

/* ---- Pen's parade ---- */

static void
check_step(const ms_parade_step *got, const double want[5])
{
	CHECK_REL(got->p, want[0], 1e-15);
	CHECK_REL(got->gross, want[1], 1e-14);
	CHECK_REL(got->net, want[2], 1e-14);
	CHECK_REL(got->drip, want[3], 1e-14);
	CHECK_REL(got->lowest_net, want[4], 1e-14);
}

static void
test_parade(void)
{
	test_sample sample = {0};
	ms_parade_step step[8];

	/* three at 20 of which the middle one is cut in two */
	sample_add(&sample, 10, 1, 1);
	sample_add(&sample, 20, 2, 1);
	sample_add(&sample, 20, 30, 1);
	sample_add(&sample, 20, 4, 1);
	sample_add(&sample, 40, 0, 1);
	ms_pen_parade(sorted(&sample), 10, 2, step);
	check_step(
	    &step[0],
	    (double[5]){
	        0.25, 4.0 / 2.5, (9 + 24 / 2.0) / 25, (1 + 36 / 2.0) / 25, -1});
	check_step(&step[1],
	           (double[5]){
	               0.75, 7.0 / 2.5, (24 / 2.0 + 40) / 25, (36 / 2.0) / 25, -1});
	ms_pen_parade(sorted(&sample), 10, 5, step);
	check_step(&step[0], (double[5]){0.1, 1, 0.9, 0.1, 0.9});
	for (int k = 1; k <= 3; k++)
		check_step(&step[k], (double[5]){0.1 + 0.2 * k, 2, 0.8, 1.2, -1});
	check_step(&step[4], (double[5]){0.9, 4, 4, 0, 4});
	/* more steps than people */
	ms_pen_parade(sorted(&sample), 20, 8, step);
	check_step(&step[0], (double[5]){0.0625, 0.5, 0.45, 0.05, 0.45});
	check_step(&step[1],
	           (double[5]){0.1875,
	                       (0.6 * 10 + 0.4 * 20) / 20,
	                       (0.6 * 9 + 0.4 * 8) / 20,
	                       (0.6 * 1 + 0.4 * 12) / 20,
	                       -0.5});
	check_step(&step[7], (double[5]){0.9375, 2, 2, 0, 2});
}

/* Tenths add up to a cut only nearly: nobody is in the group next door. */
static void
test_parade_cuts(void)
{
	for (int n = 2; n <= 60; n++)
	{
		for (int steps = 1; steps <= n; steps++)
		{
			test_sample sample = {0};
			ms_parade_step step[MOST];
			int each = n / steps;

			if (n % steps > 0)
				continue;
			for (int i = 0; i < n; i++)
				sample_add(&sample, i + 1, -i, 0.1);
			ms_pen_parade(sorted(&sample), 1, steps, step);
			for (int k = 0; k < steps; k++)
			{
				double mean = k * each + (each + 1) / 2.0;

				CHECK_REL(step[k].gross, mean, 1e-13);
				CHECK_REL(step[k].net, 2 * mean - 1, 1e-13);
				CHECK(step[k].lowest_net == 2 * k * each + 1);
			}
		}
	}
}

/* Steps of equal weight: their means are the means of everybody. */
static void
test_parade_households(void)
{
	test_sample sample = {0};
	const ms_sample *s;

	for (int i = 0; i < ROWS; i++)
	{
		const household *h = &households[i];

		sample_add(&sample,
		           h->consumption / h->size,
		           h->oop / h->size,
		           weight_of(h, true));
	}
	s = sorted(&sample);
	for (int steps = 1; steps <= MOST; steps++)
	{
		ms_parade_step step[MOST];
		double gross = 0;
		double drip = 0;

		ms_pen_parade(s, 4200, steps, step);
		for (int k = 0; k < steps; k++)
		{
			CHECK_REL(step[k].p, (k + 0.5) / steps, 1e-15);
			CHECK(k == 0 || step[k].gross >= step[k - 1].gross);
			CHECK(step[k].lowest_net <= step[k].net * (1 + 1e-15));
			CHECK_ABS(step[k].net, step[k].gross - step[k].drip, 1e-13);
			gross += step[k].gross / steps;
			drip += step[k].drip / steps;
		}
		CHECK_REL(gross, ms_sample_key_mean(s) / 4200, 1e-13);
		CHECK_REL(drip, ms_sample_mean(s) / 4200, 1e-13);
	}
}

static void
test_parade_of_nobody(void)
{
	test_sample sample = {0};
	ms_parade_step step[4];

	ms_pen_parade(sorted(&sample), 10, 4, step);
	for (int k = 0; k < 4; k++)
	{
		CHECK(step[k].p == (k + 0.5) / 4);
		CHECK(ms_is_null(step[k].gross) && ms_is_null(step[k].net) &&
		      ms_is_null(step[k].drip) && ms_is_null(step[k].lowest_net));
	}
}

int
main(void)
{
	test_households();
	test_capacity();
	test_undefined_households();
	test_societal_line();
	test_threshold();
	test_boundaries();
	test_no_weight();
	test_too_little();
	test_no_rank();
	test_wide();
	test_offset();
	test_constant();
	test_beyond();
	test_impoverishment();
	test_published_gaps();
	test_line();
	test_lifted();
	test_nobody_poor();
	test_parade();
	test_parade_cuts();
	test_parade_households();
	test_parade_of_nobody();
	return check_summary();
}
