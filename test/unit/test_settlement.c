/*
 * test_settlement.c
 *		Claims through layers: published figures, figures by hand, and what
 *		must hold for any.
 */
#include "check.h"
#include "core/settlement.h"

#define YUAN(x) ((int64_t) ((x) *100 + 0.5))
#define RATE(x) ((int64_t) ((x) *1000000 + 0.5) * 1000)

static ms_plan_terms
one_rate(int64_t deductible, double rate, int64_t cap)
{
	return (ms_plan_terms){.n_bands = 1,
	                       .deductible = deductible,
	                       .cap = cap,
	                       .band = {{0, MS_OPEN, RATE(rate)}}};
}

/* Shandong 2014: half from 10,000 to 100,000 and 0.6 of what is above. */
static const ms_plan_terms shandong = {
    .n_bands = 2,
    .deductible = YUAN(10000),
    .cap = YUAN(200000),
    .band = {{YUAN(10000), YUAN(100000), RATE(0.5)},
             {YUAN(100000), MS_OPEN, RATE(0.6)}}};

static void
check_grant(const ms_plan_terms *terms,
            double amount,
            int64_t whole,
            int64_t rest)
{
	ms_exact grant =
	    ms_settlement_grant(terms, terms->deductible, YUAN(amount));

	CHECK(grant.whole == whole);
	CHECK(grant.rest == rest);
}

static void
test_bands(void)
{
	ms_plan_terms terms = shandong;

	check_grant(&terms, 170000, YUAN(87000), 0);
	check_grant(&terms, 0, 0, 0);
	check_grant(&terms, 10000, 0, 0);
	check_grant(&terms, 10000.01, 0, MS_RATE_ONE / 2);
	check_grant(&terms, 100000, YUAN(45000), 0);
	check_grant(&terms, 100000.01, YUAN(45000), RATE(0.6));
	check_grant(&terms, 475000, YUAN(270000), 0); /* the cap is not here */
	CHECK(ms_settlement_round(ms_settlement_grant(
	          &terms, terms.deductible, YUAN(10000.01))) == 1);
	/* a deductible inside the first band */
	terms.deductible = YUAN(20000);
	check_grant(&terms, 30000, YUAN(5000), 0);
	/* bands that begin at the deductible */
	terms = (ms_plan_terms){.from_deductible = 1,
	                        .n_bands = 2,
	                        .deductible = YUAN(30404),
	                        .cap = MS_OPEN,
	                        .band = {{0, YUAN(50000), RATE(0.6)},
	                                 {YUAN(50000), MS_OPEN, RATE(0.7)}}};
	check_grant(&terms, 80404, YUAN(30000), 0);
	check_grant(&terms, 90404, YUAN(37000), 0);
	/* as large as money can be */
	terms = one_rate(0, 1, MS_OPEN);
	CHECK(ms_settlement_grant(&terms, 0, MS_MAX_CENTS).whole == MS_MAX_CENTS);
	terms = one_rate(0, 0.999999, MS_OPEN);
	CHECK(ms_settlement_grant(&terms, 0, MS_MAX_CENTS + 1).whole ==
	      (MS_MAX_CENTS + 1) / 1000000 * 999999);
}

static void
test_other_bases(void)
{
	ms_plan_terms terms = one_rate(YUAN(5000), 0.5, YUAN(20000));
	const ms_plan_terms steps = {
	    .base = MS_STEPS,
	    .n_bands = 3,
	    .cap = MS_OPEN,
	    .band = {{YUAN(5000), YUAN(10000), YUAN(5000)},
	             {YUAN(10000), YUAN(20000), YUAN(10000)},
	             {YUAN(20000), MS_OPEN, YUAN(30000)}}};

	terms.base = MS_FIRST_YUAN;
	check_grant(&terms, 4999.99, 0, 0);
	check_grant(&terms, 5000, YUAN(2500), 0);
	check_grant(&terms, 12000, YUAN(6000), 0);
	check_grant(&steps, 5000, 0, 0);
	check_grant(&steps, 5000.01, YUAN(5000), 0);
	check_grant(&steps, 10000, YUAN(5000), 0);
	check_grant(&steps, 20000, YUAN(10000), 0);
	check_grant(&steps, 20000.01, YUAN(30000), 0);
	check_grant(&steps, 90000, YUAN(30000), 0);
}

static void
test_deductible(void)
{
	ms_plan_terms terms = one_rate(YUAN(800), 0.7, MS_OPEN);

	CHECK(ms_settlement_deductible(&terms, 7) == YUAN(800));
	terms.nth = (ms_plan_nth){
	    .how = MS_AGAIN_MULTIPLY, .from = 2, .each = 1, .value = RATE(0.5)};
	CHECK(ms_settlement_deductible(&terms, 1) == YUAN(800));
	CHECK(ms_settlement_deductible(&terms, 2) == YUAN(400));
	CHECK(ms_settlement_deductible(&terms, 4) == YUAN(100));
	CHECK(ms_settlement_deductible(&terms, 1000000) == 1); /* 0.5 rounds up */
	terms.nth.floor = YUAN(150);
	CHECK(ms_settlement_deductible(&terms, 4) == YUAN(150));
	terms.nth.floor = YUAN(2000);
	CHECK(ms_settlement_deductible(&terms, 4) == YUAN(800));
	terms.nth.floor = 0;
	terms.nth.each = 0;
	CHECK(ms_settlement_deductible(&terms, 4) == YUAN(400));
	terms.nth = (ms_plan_nth){
	    .how = MS_AGAIN_SUBTRACT, .from = 2, .each = 1, .value = YUAN(300)};
	CHECK(ms_settlement_deductible(&terms, 3) == YUAN(200));
	CHECK(ms_settlement_deductible(&terms, 4) == 0);
	CHECK(ms_settlement_deductible(&terms, INT64_MAX) == 0);
	terms.nth.value = 0;
	CHECK(ms_settlement_deductible(&terms, INT64_MAX) == YUAN(800));
	terms.nth =
	    (ms_plan_nth){.how = MS_AGAIN_AMOUNT, .from = 3, .value = YUAN(200)};
	CHECK(ms_settlement_deductible(&terms, 2) == YUAN(800));
	CHECK(ms_settlement_deductible(&terms, 3) == YUAN(200));
}

/* ---- claims ---- */

#define NO_DAYS .valid_from = MS_NO_DAY, .valid_to = MS_NO_DAY

static ms_settlement
settle(const ms_plan *plan,
       const ms_plan_terms *terms,
       double total,
       double excluded,
       ms_settlement_year *year)
{
	const ms_claim claim = {
	    {-1, -1, -1}, MS_NO_DAY, YUAN(total), YUAN(excluded)};
	ms_settlement result;
	int64_t sum = 0;

	CHECK(ms_settlement_add(plan, terms, &claim, year, &result) == MS_OK);
	for (int k = 0; k < MS_PAYERS; k++)
		sum += result.payer[k];
	CHECK(sum == result.fund && sum + result.person == result.total);
	return result;
}

/* Jiamusi 2018, tier 3: published figures of 20,000 and 200,000. */
static void
test_two_layers(void)
{
	const ms_plan_layer layers[] = {
	    {.payer = MS_BASIC, NO_DAYS},
	    {.payer = MS_SERIOUS, .per_year = 1, NO_DAYS}};
	const ms_plan plan = {.n_layers = 2, NO_DAYS, .layer = layers};
	ms_plan_terms terms[] = {one_rate(YUAN(700), 0.65, YUAN(80000)),
	                         one_rate(YUAN(10000), 0.5, YUAN(200000))};
	ms_settlement_year year = {0};
	ms_settlement s = settle(&plan, terms, 20000, 2800, &year);

	CHECK(s.in_scope == YUAN(17200) && s.deductible == YUAN(700));
	CHECK(s.payer[MS_BASIC] == YUAN(10725) && s.payer[MS_SERIOUS] == 0);
	CHECK(s.person == YUAN(9275) && s.scope_rest == YUAN(6475));
	CHECK(s.binding == 0 && s.last_rate == 0.65);
	/* the second claim meets what the first has left */
	s = settle(&plan, terms, 200000, 40000, &year);
	CHECK(s.payer[MS_BASIC] == YUAN(80000 - 10725));
	CHECK(s.payer[MS_SERIOUS] == YUAN((6475 + 160000 - 69275 - 10000) / 2.0));
	CHECK(s.binding == ms_binding_bit(0, MS_BINDS_CAP));
	CHECK(s.last_rate == 0.5);
	CHECK(year.admissions == 2 && year.total == YUAN(220000));
	CHECK(ms_settlement_fund(&year) == YUAN(80000) + s.payer[MS_SERIOUS]);
	/* a claim that the deductible takes whole, and one of nothing */
	s = settle(&plan, terms, 500, 0, &year);
	CHECK(s.binding == ms_binding_bit(0, MS_BINDS_DEDUCTIBLE));
	CHECK(s.deductible == YUAN(500) && s.last_rate == 0.5);
	s = settle(&plan, terms, 0, 0, &year);
	CHECK(s.binding == 0 && isnan(s.last_rate) && s.person == 0);
	s = settle(&plan, terms, 300, 300, &year);
	CHECK(s.person == YUAN(300) && s.fund == 0 && s.in_scope == 0);
}

/* Zichuan: 0.75 up to 30,000, then 0.7 of what is above 5,000. */
static void
test_second_pass(void)
{
	const ms_plan_layer layers[] = {
	    {.payer = MS_ASSISTANCE, .per_year = 1, NO_DAYS},
	    {.payer = MS_ASSISTANCE, .per_year = 1, NO_DAYS}};
	const ms_plan plan = {.n_layers = 2, NO_DAYS, .layer = layers};
	const ms_plan_terms terms[] = {one_rate(0, 0.75, YUAN(30000)),
	                               one_rate(YUAN(5000), 0.7, YUAN(20000))};
	ms_settlement_year year = {0};
	ms_settlement s = settle(&plan, terms, 60000, 0, &year);

	CHECK(s.payer[MS_ASSISTANCE] == YUAN(47500));
	CHECK(year.layer[0].paid == YUAN(30000));
	CHECK(s.binding == ms_binding_bit(0, MS_BINDS_CAP));
	CHECK(s.deductible == 0); /* not of the basic layer */
}

/*
 * A threshold that a small claim meets: it cannot pay more than is left of the
 * claim, and the rest comes with the next.
 */
static void
test_remaining(void)
{
	const ms_plan_layer layers[] = {{.payer = MS_SUPPLEMENT,
	                                 .base = MS_FIRST_YUAN,
	                                 .per_year = 1,
	                                 .of_all = 1,
	                                 NO_DAYS}};
	const ms_plan plan = {.n_layers = 1, NO_DAYS, .layer = layers};
	ms_plan_terms terms[] = {one_rate(YUAN(5000), 0.5, YUAN(20000))};
	ms_settlement_year year = {0};
	ms_settlement s;

	terms[0].base = MS_FIRST_YUAN;
	s = settle(&plan, terms, 4999, 1000, &year);
	CHECK(s.fund == 0 && s.binding == 0);
	s = settle(&plan, terms, 101, 101, &year);
	CHECK(s.payer[MS_SUPPLEMENT] == YUAN(101) && s.person == 0);
	CHECK(s.binding == ms_binding_bit(0, MS_BINDS_REMAINING));
	s = settle(&plan, terms, 10000, 0, &year);
	CHECK(s.fund == YUAN((5100 + 10000) / 2 - 101) && s.binding == 0);
	s = settle(&plan, terms, 90000, 0, &year);
	CHECK(year.payer[MS_SUPPLEMENT] == YUAN(20000));
	CHECK(s.binding == ms_binding_bit(0, MS_BINDS_CAP));
}

static void
test_days_and_admissions(void)
{
	const ms_plan_layer layers[] = {
	    {.payer = MS_BASIC, NO_DAYS},
	    {.payer = MS_TILT, .valid_from = 100, .valid_to = 200}};
	const ms_plan plan = {.n_layers = 2,
	                      .n_words = {2, 0, 0},
	                      .outpatient = 1,
	                      .valid_from = 50,
	                      .valid_to = MS_NO_DAY,
	                      .layer = layers};
	ms_plan_terms terms[] = {one_rate(YUAN(100), 0.5, MS_OPEN),
	                         one_rate(0, 0.1, MS_OPEN)};
	static const struct
	{
		int tier;
		int32_t day;
		int64_t basic;
		int64_t tilt;
		int64_t admissions;
	} want[] = {{1, 49, 0, 0, 1},
	            {1, 50, YUAN(475), 0, 2},
	            {1, 100, YUAN(475), YUAN(52.50), 3},
	            {0, 200, YUAN(450), YUAN(55), 3},
	            {1, 201, YUAN(475), 0, 4}};
	ms_settlement_year year = {0};

	terms[0].nth =
	    (ms_plan_nth){.how = MS_AGAIN_AMOUNT, .from = 2, .value = YUAN(50)};
	for (int i = 0; i < 5; i++)
	{
		const ms_claim claim = {
		    {want[i].tier, -1, -1}, want[i].day, YUAN(1000), 0};
		ms_settlement s;

		CHECK(ms_settlement_add(&plan, terms, &claim, &year, &s) == MS_OK);
		CHECK(s.payer[MS_BASIC] == want[i].basic);
		CHECK(s.payer[MS_TILT] == want[i].tilt);
		CHECK(year.admissions == want[i].admissions);
	}
}

static void
test_ends(void)
{
	const ms_plan_layer layers[] = {{.payer = MS_BASIC, NO_DAYS}};
	const ms_plan plan = {.n_layers = 1, NO_DAYS, .layer = layers};
	const ms_plan_terms terms[] = {one_rate(0, 0.5, MS_OPEN)};
	const ms_claim claim = {{-1, -1, -1}, MS_NO_DAY, MS_MAX_CENTS, 0};
	const ms_claim cent = {{-1, -1, -1}, MS_NO_DAY, 1, 0};
	ms_settlement_year year = {0};
	ms_settlement_year before;
	ms_settlement s;

	CHECK(ms_settlement_add(&plan, terms, &claim, &year, &s) == MS_OK);
	CHECK(s.fund == (MS_MAX_CENTS + 1) / 2); /* half a cent rounds up */
	before = year;
	CHECK(ms_settlement_add(&plan, terms, &cent, &year, &s) == MS_OVERFLOW);
	CHECK(memcmp(&before, &year, sizeof(year)) == 0);
	CHECK(isnan(ms_settlement_ratio(1, 0)) &&
	      isnan(ms_settlement_ratio(1, -1)));
	CHECK(ms_settlement_ratio(187000, 300000) == 187000.0 / 300000);
}

/* The difference of two states is the settlement of what lies between. */
static void
test_between(void)
{
	const ms_plan_layer layers[] = {
	    {.payer = MS_BASIC, NO_DAYS},
	    {.payer = MS_SERIOUS, .per_year = 1, NO_DAYS}};
	const ms_plan plan = {.n_layers = 2, NO_DAYS, .layer = layers};
	const ms_plan_terms terms[] = {one_rate(YUAN(100), 0.65, MS_OPEN),
	                               one_rate(YUAN(1000), 0.5, MS_OPEN)};
	ms_settlement_year year = {0};
	ms_settlement_year before;
	ms_settlement s;
	ms_settlement back;

	settle(&plan, terms, 5000, 700, &year);
	before = year;
	s = settle(&plan, terms, 3333.33, 111.11, &year);
	ms_settlement_between(&year, &before, &back);
	CHECK(back.total == -s.total && back.excluded == -s.excluded);
	CHECK(back.in_scope == -s.in_scope && back.deductible == -s.deductible);
	CHECK(back.fund == -s.fund && back.person == -s.person);
	CHECK(back.payer[MS_SERIOUS] == -s.payer[MS_SERIOUS]);
	CHECK(back.scope_rest == -s.scope_rest && back.binding == 0);
}

/* By the year the total does not depend on how it is split, to the cent. */
static void
test_split(void)
{
	const ms_plan_layer layers[] = {
	    {.payer = MS_BASIC, .per_year = 1, NO_DAYS},
	    {.payer = MS_SERIOUS, .per_year = 1, NO_DAYS}};
	const ms_plan plan = {.n_layers = 2, NO_DAYS, .layer = layers};
	const ms_plan_terms terms[] = {one_rate(YUAN(123.45), 0.333333, YUAN(900)),
	                               shandong};
	ms_settlement_year whole = {0};
	ms_settlement_year parts = {0};
	int64_t total = 0;

	for (int i = 1; i <= 500; i++)
	{
		int64_t cents = i * 7919 % 100003;

		settle(&plan, terms, cents / 100.0, 0, &parts);
		total += cents;
	}
	settle(&plan, terms, total / 100.0, 0, &whole);
	CHECK(whole.total == parts.total && whole.total == total);
	CHECK(memcmp(whole.payer, parts.payer, sizeof(whole.payer)) == 0);
	CHECK(whole.payer[MS_BASIC] == YUAN(900) && whole.payer[MS_SERIOUS] > 0);
}

int
main(void)
{
	test_bands();
	test_other_bases();
	test_deductible();
	test_two_layers();
	test_second_pass();
	test_remaining();
	test_days_and_admissions();
	test_ends();
	test_between();
	test_split();
	return check_summary();
}
