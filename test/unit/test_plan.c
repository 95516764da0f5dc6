/*
 * test_plan.c
 *		What a plan grants to whom, and what is no plan.
 */
#include "check.h"
#include "core/plan.h"

#define YUAN(x) ((int64_t) (x) *100)
#define RATE(x) ((int64_t) ((x) *1000000) * 1000)

/* Two layers; tiers a b, categories rich poor. */
static ms_plan_layer layers[2];
static ms_plan_rule rules[8];
static ms_plan_band bands[8];
static ms_plan plan;

static void
reset(void)
{
	memset(rules, 0, sizeof(rules));
	layers[0] = (ms_plan_layer){.payer = MS_BASIC,
	                            .n_rules = 4,
	                            .valid_from = MS_NO_DAY,
	                            .valid_to = MS_NO_DAY};
	layers[1] = (ms_plan_layer){.payer = MS_SERIOUS,
	                            .per_year = 1,
	                            .first_rule = 4,
	                            .n_rules = 2,
	                            .valid_from = MS_NO_DAY,
	                            .valid_to = MS_NO_DAY};
	bands[0] = (ms_plan_band){0, MS_OPEN, RATE(0.9)};
	bands[1] = (ms_plan_band){0, MS_OPEN, RATE(0.65)};
	bands[2] = (ms_plan_band){YUAN(10000), YUAN(100000), RATE(0.5)};
	bands[3] = (ms_plan_band){YUAN(100000), MS_OPEN, RATE(0.6)};

	rules[0].says = MS_SAYS_CAP;
	rules[0].cap = YUAN(80000);
	rules[1].who[MS_TIER] = 1; /* a */
	rules[1].says = MS_SAYS_DEDUCTIBLE | MS_SAYS_BANDS;
	rules[1].deductible = YUAN(200);
	rules[1].n_bands = 1;
	rules[2] = rules[1];
	rules[2].who[MS_TIER] = 2; /* b */
	rules[2].deductible = YUAN(700);
	rules[2].first_band = 1;
	rules[3].who[MS_CATEGORY] = 2; /* poor */
	rules[3].says = MS_SAYS_RATE_POINTS;
	rules[3].rate_points = RATE(0.05);

	rules[4].says = MS_SAYS_DEDUCTIBLE | MS_SAYS_BANDS | MS_SAYS_CAP;
	rules[4].deductible = YUAN(10000);
	rules[4].cap = YUAN(200000);
	rules[4].first_band = 2;
	rules[4].n_bands = 2;
	rules[5].who[MS_CATEGORY] = 2;
	rules[5].says = MS_SAYS_DEDUCTIBLE_FACTOR | MS_SAYS_CAP;
	rules[5].deductible_factor = RATE(0.5);
	rules[5].cap = MS_OPEN;

	plan = (ms_plan){.n_layers = 2,
	                 .n_rules = 6,
	                 .n_bands = 4,
	                 .n_words = {2, 2, 0},
	                 .valid_from = MS_NO_DAY,
	                 .valid_to = MS_NO_DAY,
	                 .layer = layers,
	                 .rule = rules,
	                 .band = bands};
}

static ms_plan_terms
terms_of(int layer, int tier, int category)
{
	const int word[MS_DIMENSIONS] = {tier, category, -1};
	ms_plan_terms terms;
	ms_plan_fault fault;

	CHECK(ms_plan_resolve(&plan, layer, word, &terms, &fault) == MS_OK);
	return terms;
}

static void
test_rules(void)
{
	ms_plan_terms terms;

	reset();
	terms = terms_of(0, 0, 0);
	CHECK(terms.deductible == YUAN(200) && terms.cap == YUAN(80000));
	CHECK(terms.n_bands == 1 && terms.band[0].pays == RATE(0.9));
	terms = terms_of(0, 1, 1);
	CHECK(terms.deductible == YUAN(700) && terms.band[0].pays == RATE(0.7));
	terms = terms_of(1, 0, 0);
	CHECK(terms.deductible == YUAN(10000) && terms.cap == YUAN(200000));
	CHECK(terms.n_bands == 2 && terms.band[1].pays == RATE(0.6));
	terms = terms_of(1, 0, 1);
	CHECK(terms.deductible == YUAN(5000) && terms.cap == MS_OPEN);
	/* factors multiply what stands, points add to it, in their order */
	rules[3].says = MS_SAYS_RATE_POINTS | MS_SAYS_RATE_FACTOR;
	rules[3].rate_factor = RATE(0.8);
	terms = terms_of(0, 1, 1);
	CHECK(terms.band[0].pays == RATE(0.57));
	/* a rule for nobody's word is for nobody */
	rules[3].who[MS_REFERRAL] = 1;
	CHECK(terms_of(0, 1, 1).band[0].pays == RATE(0.65));
	/* no rule that pays: nothing is paid */
	reset();
	rules[1].who[MS_TIER] = 2;
	CHECK(terms_of(0, 0, 0).n_bands == 0);
}

/* half away from zero, and no overflow where money and rates end */
static void
test_share(void)
{
	CHECK(ms_plan_share(YUAN(200), RATE(0.5)) == YUAN(100));
	CHECK(ms_plan_share(1, RATE(0.5)) == 1);
	CHECK(ms_plan_share(1, RATE(0.5) - 1) == 0);
	CHECK(ms_plan_share(3, RATE(0.5)) == 2);
	CHECK(ms_plan_share(0, MS_MAX_FACTOR) == 0);
	CHECK(ms_plan_share(MS_MAX_CENTS, MS_MAX_FACTOR) == 5 * MS_MAX_CENTS);
	CHECK(ms_plan_share(MS_MAX_CENTS - 1, MS_MAX_FACTOR) ==
	      5 * MS_MAX_CENTS - 5);
	/* 9999999999.99 * 0.123456789 = 1234567889.9987654321... */
	CHECK(ms_plan_share(INT64_C(999999999999), 123456789) ==
	      INT64_C(123456789000));
}

static void
expect_fault(int layer, int rule, const char *field, const char *words)
{
	ms_plan_fault fault = {0};

	CHECK(ms_plan_check(&plan, &fault) == MS_DOMAIN);
	CHECK(fault.layer == layer);
	CHECK(fault.rule == rule);
	CHECK(fault.field && strcmp(fault.field, field) == 0);
	if (!CHECK(check_says(fault.why, words)))
		printf("       it says: %s\n", fault.why);
	reset();
}

static void
test_bands(void)
{
	ms_plan_fault fault;

	reset();
	CHECK(ms_plan_check(&plan, &fault) == MS_OK);
	bands[3].above = YUAN(100000) - 1;
	expect_fault(1, 0, "bands", "overlap");
	bands[2].up_to = MS_OPEN;
	expect_fault(1, 0, "bands", "overlap");
	bands[2].up_to = bands[2].above;
	expect_fault(1, 0, "bands", "ends where it begins");
	bands[0].above = -1;
	expect_fault(0, 1, "bands", "negative");
	bands[3].up_to = MS_MAX_CENTS + 1;
	expect_fault(1, 0, "bands", "too large");
	bands[3].pays = MS_RATE_ONE + 1;
	expect_fault(1, 0, "bands", "outside 0 to 1");
	bands[3].pays = -1;
	expect_fault(1, 0, "bands", "outside 0 to 1");
	rules[1].n_bands = 0;
	expect_fault(0, 1, "bands", "none");
	rules[1].first_band = 4;
	expect_fault(0, 1, "bands", "none");
	rules[1].first_band = INT32_MAX;
	expect_fault(0, 1, "bands", "none");
	/* a gap between bands pays nothing, and is allowed */
	bands[3].above = YUAN(150000);
	CHECK(ms_plan_check(&plan, &fault) == MS_OK);
	/* steps may not fall */
	CHECK(ms_plan_band_fault(
	          2, (ms_plan_band[]){{0, 5, 9}, {5, MS_OPEN, 9}}, true) == NULL);
	CHECK(check_says(ms_plan_band_fault(
	                     2, (ms_plan_band[]){{0, 5, 9}, {5, MS_OPEN, 8}}, true),
	                 "later step"));
	CHECK(check_says(ms_plan_band_fault(
	                     2, (ms_plan_band[]){{0, 5, 9}, {6, MS_OPEN, 9}}, true),
	                 "before the next"));
	CHECK(check_says(ms_plan_band_fault(1, (ms_plan_band[]){{0, 5, 9}}, true),
	                 "before the next"));
}

static void
test_figures(void)
{
	reset();
	rules[3].rate_points = RATE(0.1) + 1;
	expect_fault(0, -1, "rules", "outside 0 to 1");
	rules[3].rate_points = -RATE(0.65) - 1;
	expect_fault(0, -1, "rules", "outside 0 to 1");
	rules[4].cap = YUAN(10000) - 1;
	expect_fault(1, -1, "cap", "below the deductible");
	/* on the way, a rate may be what none can be in the end */
	rules[2].says |= MS_SAYS_RATE_POINTS;
	rules[2].rate_points = RATE(0.9);
	rules[3].rate_points = -RATE(0.7);
	CHECK(terms_of(0, 0, 1).band[0].pays == RATE(0.2));
	CHECK(terms_of(0, 1, 1).band[0].pays == RATE(0.85));
	expect_fault(0, -1, "rules", "outside 0 to 1");
	rules[1].deductible = -1;
	expect_fault(0, 1, "deductible", "negative");
	rules[4].cap = -2;
	expect_fault(1, 0, "cap", "negative");
	rules[5].deductible_factor = MS_MAX_FACTOR + 1;
	expect_fault(1, 1, "deductible_factor", "0 to 5");
	rules[3].rate_factor = -1;
	expect_fault(0, 3, "rate_factor", "0 to 5");
	rules[3].rate_points = 2 * MS_RATE_ONE;
	expect_fault(0, 3, "rate_points", "-1 to 1");
	rules[3].says = MS_SAYS_RATE_FACTOR;
	rules[3].rate_factor = 1;
	expect_fault(0, -1, "rules", "more than 9 decimals");
	rules[4].deductible = MS_MAX_CENTS;
	rules[4].cap = MS_OPEN;
	rules[5].deductible_factor = MS_MAX_FACTOR;
	expect_fault(1, -1, "rules", "too large");
	rules[0].says |= 128;
	expect_fault(0, 0, "rules", "not known");
	rules[1].who[MS_TIER] = 4;
	expect_fault(0, 1, "tier", "not in the plan's list");
	rules[1].who[MS_REFERRAL] = 1;
	expect_fault(0, 1, "referral", "not in the plan's list");
}

static void
test_nth(void)
{
	ms_plan_fault fault;

	reset();
	rules[0].says |= MS_SAYS_NTH;
	rules[0].nth = (ms_plan_nth){
	    .how = MS_AGAIN_MULTIPLY, .from = 2, .each = 1, .value = RATE(0.5)};
	CHECK(ms_plan_check(&plan, &fault) == MS_OK);
	rules[0].nth.value = MS_RATE_ONE + 1;
	expect_fault(0, 0, "nth", "outside 0 to 1");
	rules[0].nth = (ms_plan_nth){.how = MS_AGAIN_SUBTRACT, .from = 1};
	expect_fault(0, 0, "nth", "first admission");
	rules[0].nth =
	    (ms_plan_nth){.how = MS_AGAIN_AMOUNT, .from = 2, .value = -1};
	expect_fault(0, 0, "nth", "negative");
	rules[0].nth =
	    (ms_plan_nth){.how = MS_AGAIN_AMOUNT, .from = 2, .floor = -1};
	expect_fault(0, 0, "nth", "floor");
	rules[0].nth = (ms_plan_nth){.how = 9, .from = 2};
	expect_fault(0, 0, "nth", "not known");
	rules[4].says |= MS_SAYS_NTH;
	rules[4].nth = (ms_plan_nth){.how = MS_AGAIN_AMOUNT, .from = 2};
	expect_fault(1, 0, "nth", "the year's");
}

static void
test_shape(void)
{
	ms_plan_fault fault;

	reset();
	layers[1].payer = MS_PAYERS;
	expect_fault(1, 0, "layer", "not known");
	layers[1].base = 3;
	expect_fault(1, 0, "base", "not known");
	layers[1].per_year = 2;
	expect_fault(1, 0, "per", "not known");
	layers[0].of_all = 1;
	expect_fault(1, 0, "of", "whole bill");
	layers[1].valid_from = 10;
	layers[1].valid_to = 9;
	expect_fault(1, 0, "valid_to", "before");
	layers[1].base = MS_FIRST_YUAN;
	layers[1].from_deductible = 1;
	expect_fault(1, 0, "bands_from", "only marginal");
	layers[1].base = MS_STEPS;
	expect_fault(1, 0, "deductible", "no deductible");
	layers[0].n_rules = 0;
	expect_fault(0, 0, "rules", "none");
	layers[0].first_rule = 3;
	expect_fault(0, 0, "rules", "none");
	plan.n_layers = 0;
	expect_fault(-1, 0, "layers", "none");
	plan.n_layers = 17;
	expect_fault(-1, 0, "layers", "more than 16");
	plan.n_words[MS_REFERRAL] = 33;
	expect_fault(-1, 0, "referrals", "more than 32");
	plan.n_words[MS_TIER] = 32;
	plan.n_words[MS_CATEGORY] = 32;
	plan.n_words[MS_REFERRAL] = 5;
	expect_fault(-1, 0, "tiers", "above 4096");
	plan.outpatient = 4;
	expect_fault(-1, 0, "outpatient", "not in the plan's list");
	plan.valid_from = 1;
	plan.valid_to = 0;
	expect_fault(-1, 0, "valid_to", "before");
	plan.n_words[MS_TIER] = 32;
	plan.n_words[MS_CATEGORY] = 32;
	plan.n_words[MS_REFERRAL] = 4;
	plan.outpatient = UINT32_MAX;
	rules[1].who[MS_TIER] = UINT32_MAX;
	CHECK(ms_plan_check(&plan, &fault) == MS_OK);
	CHECK(ms_plan_combinations(&plan) == 4096);
}

int
main(void)
{
	test_rules();
	test_share();
	test_bands();
	test_figures();
	test_nth();
	test_shape();
	return check_summary();
}
