/*
 * test_rank.c
 *		Tests by ranks: against R, published cases, and what must hold.
 */
#include <stdlib.h>

#include "check.h"
#include "core/rank.h"
#include "core/signed_rank.h"

static const double permeability_a[] = {
    0.73, 0.8, 0.83, 1.04, 1.38, 1.45, 1.46, 1.64, 1.89, 1.91};
static const double permeability_b[] = {0.74, 0.88, 0.9, 1.15, 1.21};
static const double few_a[] = {1, 2, 2, 3, 3, 3, 4, 5};
static const double few_b[] = {2, 3, 4, 4, 5, 5, 5};

#define RUNS(x) ((ms_runs){sizeof(x) / sizeof(*(x)), 1, (x), NULL})

static ms_rank_options
options_of(ms_alternative alternative, ms_exact exact, bool correct)
{
	return (ms_rank_options){alternative, exact, correct, 0.95, 0};
}

static ms_mann_whitney
mann_whitney(ms_runs a, ms_runs b, ms_rank_options options)
{
	double *room =
	    malloc((ms_mann_whitney_room(&a, &b, &options) + 1) * sizeof(double));
	ms_mann_whitney result;

	ms_mann_whitney_test(&a, &b, &options, room, &result);
	free(room);
	return result;
}

static ms_wilcoxon
wilcoxon(ms_runs r, double mu, ms_rank_options options)
{
	ms_wilcoxon result;
	double *room;

	options.mu = mu;
	room = malloc((ms_wilcoxon_room(&r, &options) + 1) * sizeof(double));
	ms_wilcoxon_test(&r, &options, room, &result);
	free(room);
	return result;
}

static ms_ks
ks(ms_runs a, ms_runs b, ms_exact exact)
{
	double *room = malloc((ms_ks_room(&a, &b, exact) + 1) * sizeof(double));
	ms_ks result;

	ms_ks_test(&a, &b, exact, room, &result);
	free(room);
	return result;
}

/* ---- Mann-Whitney ---- */

/* Hollander & Wolfe (1973), p. 69; R 4.2. */
static void
test_permeability(void)
{
	ms_runs a = RUNS(permeability_a);
	ms_runs b = RUNS(permeability_b);
	ms_rank_options options = options_of(MS_TWO_SIDED, MS_EXACT_AUTO, true);
	ms_mann_whitney t = mann_whitney(a, b, options);

	CHECK(t.note == NULL && t.statistic == 35);
	CHECK(t.group1.n == 10 && t.group1.rank_sum == 90);
	CHECK(t.group2.n == 5 && t.group2.mean_rank == 6);
	CHECK_REL(t.group1.median, 1.415, 1e-15);
	CHECK_REL(t.p_value, 0.2544122544122544, 1e-14);
	CHECK_REL(t.log10_p_value, log10(0.2544122544122544), 1e-13);
	CHECK_REL(t.estimate, 0.305, 1e-14);
	CHECK_REL(t.limits.low, -0.15, 1e-14);
	CHECK_REL(t.limits.high, 0.76, 1e-14);
	CHECK_REL(t.achieved_level, 0.9600399600399601, 1e-13);
	CHECK_REL(t.superiority, 0.7, 1e-15);
	t = mann_whitney(a, b, options_of(MS_GREATER, MS_EXACT_AUTO, true));
	CHECK_REL(t.p_value, 0.1272061272061272, 1e-14);
	CHECK(t.limits.high == INFINITY && t.limits.low < t.estimate);
	t = mann_whitney(b, a, options_of(MS_LESS, MS_EXACT_AUTO, true));
	CHECK_REL(t.p_value, 0.1272061272061272, 1e-14);
	t = mann_whitney(a, b, options_of(MS_TWO_SIDED, MS_EXACT_NEVER, false));
	CHECK_REL(t.z, 1.224744871391589, 1e-14);
	CHECK_REL(t.p_value, 0.2206713619198468, 1e-13);
	CHECK(ms_is_null(t.achieved_level));
}

static void
test_ties(void)
{
	ms_runs a = RUNS(few_a);
	ms_runs b = RUNS(few_b);
	ms_mann_whitney t =
	    mann_whitney(a, b, options_of(MS_TWO_SIDED, MS_EXACT_AUTO, true));

	/* R 4.2: wilcox.test(a, b, exact = FALSE) */
	CHECK(t.statistic == 14);
	CHECK_REL(t.p_value, 0.1089549773063453, 1e-13);
	CHECK(t.estimate == -1);
	CHECK(check_says(t.method, "normal"));
	/* all 6435 ways to draw the ranks of a */
	CHECK_REL(
	    mann_whitney(a, b, options_of(MS_LESS, MS_EXACT_ALWAYS, true)).p_value,
	    0.070551670551670553,
	    1e-13);
	CHECK_REL(mann_whitney(a, b, options_of(MS_GREATER, MS_EXACT_ALWAYS, true))
	              .p_value,
	          0.96907536907536906,
	          1e-13);
	t = mann_whitney(a, b, options_of(MS_TWO_SIDED, MS_EXACT_ALWAYS, true));
	CHECK_REL(t.p_value, 0.1191919191919192, 1e-13);
	CHECK(check_says(t.method, "exact, with ties"));
}

/* A run of three is the row three times, in every test. */
static void
test_runs(void)
{
	const double runs_a[] = {1, 1, 2, 2, 3, 1, 3, 2, 4, 1, 5, 1};
	const double runs_b[] = {2, 1, 3, 1, 4, 2, 5, 3};
	ms_runs a = RUNS(few_a);
	ms_runs b = RUNS(few_b);
	ms_runs wa = {6, 2, runs_a, runs_a + 1};
	ms_runs wb = {4, 2, runs_b, runs_b + 1};
	double room[100];

	for (int exact = MS_EXACT_AUTO; exact <= MS_EXACT_ALWAYS; exact++)
	{
		ms_rank_options options = options_of(MS_TWO_SIDED, exact, true);
		ms_mann_whitney t = mann_whitney(a, b, options);
		ms_mann_whitney w = mann_whitney(wa, wb, options);
		ms_wilcoxon s = wilcoxon(a, 2.5, options);
		ms_wilcoxon ws = wilcoxon(wa, 2.5, options);

		CHECK(t.p_value == w.p_value && t.estimate == w.estimate);
		CHECK(t.limits.low == w.limits.low && t.limits.high == w.limits.high);
		CHECK(t.group1.median == w.group1.median && t.z == w.z);
		CHECK(s.p_value == ws.p_value && s.estimate == ws.estimate);
		CHECK(s.limits.low == ws.limits.low && s.n == ws.n);
		CHECK(ks(a, b, exact).p_value == ks(wa, wb, exact).p_value);
		CHECK(ks(a, wb, exact).statistic == ks(wa, b, exact).statistic);
	}
	CHECK(ms_rank_mad(&a, room) == 1 && ms_rank_mad(&wa, room) == 1);
}

/* An offset shifts nothing but the values. */
static void
test_offset(void)
{
	double a[10];
	double b[5];
	ms_rank_options options = options_of(MS_TWO_SIDED, MS_EXACT_AUTO, true);
	ms_mann_whitney t;

	for (int i = 0; i < 10; i++)
		a[i] = rint(64 * permeability_a[i]) / 64 + 1e9;
	for (int i = 0; i < 5; i++)
		b[i] = rint(64 * permeability_b[i]) / 64 - 1e9;
	t = mann_whitney(RUNS(a), RUNS(b), options);
	for (int i = 0; i < 5; i++)
		b[i] += 2e9;
	CHECK(t.statistic == 50 && t.superiority == 1 && t.rank_biserial == 1);
	CHECK(t.estimate - 2e9 == mann_whitney(RUNS(a), RUNS(b), options).estimate);
}

static void
test_too_little(void)
{
	const double constant[] = {3, 3, 3};
	const double wide[] = {-1.7e308, 1.7e308};
	const double shares[] = {1, 0.5, 2, 1.5};
	ms_runs none = {0, 1, constant, NULL};
	ms_runs halves = {2, 2, shares, shares + 1};
	ms_runs a = RUNS(few_a);
	ms_rank_options options = options_of(MS_TWO_SIDED, MS_EXACT_AUTO, true);
	ms_mann_whitney t = mann_whitney(none, a, options);
	ms_brunner_munzel m;

	CHECK(check_says(t.note, "empty") && ms_is_null(t.p_value));
	t = mann_whitney(RUNS(constant), RUNS(constant), options);
	CHECK(check_says(t.note, "equal") && t.statistic == 4.5);
	CHECK(ms_is_null(t.p_value) && ms_is_null(t.limits.low));
	t = mann_whitney(halves, a, options);
	CHECK(check_says(t.note, "whole") && t.group1.n == 2);
	t = mann_whitney(RUNS(wide), RUNS(wide), options);
	CHECK(check_says(t.note, "beyond double"));
	t = mann_whitney((ms_runs){1, 1, few_a, NULL}, a, options);
	CHECK(check_says(t.note, "extreme") && t.limits.low == -4);
	ms_brunner_munzel_test(&none, &a, MS_TWO_SIDED, 0.95, &m);
	CHECK(check_says(m.note, "empty"));
	CHECK(check_says(ks(none, a, MS_EXACT_AUTO).note, "empty"));
	CHECK(check_says(wilcoxon(none, 0, options).note, "no rows"));
	CHECK(check_says(wilcoxon(RUNS(constant), 3, options).note, "equal mu"));
	CHECK(check_says(wilcoxon(RUNS(wide), 0, options).note, "beyond double"));
	CHECK(check_says(wilcoxon(halves, 0, options).note, "whole"));
	CHECK(ms_is_null(ms_rank_mad(&none, NULL)));
}

/* ---- Brunner-Munzel ---- */

static void
test_brunner_munzel(void)
{
	ms_runs a = RUNS(permeability_a);
	ms_runs b = RUNS(permeability_b);
	const double apart[] = {100, 101};
	ms_runs far = RUNS(apart);
	ms_brunner_munzel t;
	double less;

	ms_brunner_munzel_test(&a, &b, MS_TWO_SIDED, 0.95, &t);
	CHECK_REL(t.statistic, -1.4103014841668053, 1e-13);
	CHECK_REL(t.df, 11.628257333004685, 1e-13);
	CHECK_REL(t.p_value, 0.18463589680367581, 1e-12);
	CHECK_REL(t.estimate, 0.3, 1e-15);
	CHECK(t.limits.low == 0 && t.limits.high > 0.6 && t.limits.high < 0.7);
	/* a is rather higher than b */
	ms_brunner_munzel_test(&a, &b, MS_GREATER, 0.95, &t);
	CHECK_REL(t.p_value, 0.18463589680367581 / 2, 1e-12);
	CHECK(t.limits.low == 0 && t.limits.high < 0.6);
	ms_brunner_munzel_test(&a, &b, MS_LESS, 0.95, &t);
	less = t.p_value;
	CHECK_REL(less, 1 - 0.18463589680367581 / 2, 1e-12);
	CHECK(t.limits.high == 1);
	ms_brunner_munzel_test(&a, &far, MS_TWO_SIDED, 0.95, &t);
	CHECK(check_says(t.note, "overlap") && t.estimate == 1);
	far.n = 1;
	ms_brunner_munzel_test(&a, &far, MS_TWO_SIDED, 0.95, &t);
	CHECK(check_says(t.note, "fewer than 2"));
}

/* ---- signed ranks ---- */

static void
test_wilcoxon(void)
{
	/* Student's sleep, ascending: R 4.2, wilcox.test(); pseudomedian -1.4 */
	const double sleep[] = {
	    -4.6, -2.4, -1.8, -1.4, -1.3, -1.3, -1.2, -1, -0.8, 0};
	ms_runs a = RUNS(few_a);
	ms_wilcoxon t =
	    wilcoxon(a, 2.5, options_of(MS_TWO_SIDED, MS_EXACT_AUTO, true));

	CHECK(t.statistic == 23.5 && t.rest == 12.5 && t.zeros == 0);
	CHECK_REL(t.p_value, 0.4722116840460116, 1e-13);
	t = wilcoxon(RUNS(sleep), 0, options_of(MS_TWO_SIDED, MS_EXACT_AUTO, true));
	CHECK(t.statistic == 0 && t.rest == 45 && t.zeros == 1 && t.n == 10);
	CHECK_REL(t.p_value, 0.009090698015925056, 1e-12);
	CHECK_REL(t.estimate, -1.4, 1e-14);
	CHECK_REL(t.median, -1.3, 1e-14);
	CHECK(t.rank_biserial == -1);
	t = wilcoxon(
	    RUNS(sleep), 0, options_of(MS_TWO_SIDED, MS_EXACT_ALWAYS, true));
	CHECK(t.p_value == 2 / 512.0);
	/* without ties and zeros: 1 + 2 + .. + 5 above, exact limits */
	t = wilcoxon((ms_runs){5, 1, permeability_b, NULL},
	             0,
	             options_of(MS_GREATER, MS_EXACT_AUTO, true));
	CHECK(t.p_value == 1 / 32.0 && t.limits.low == 0.74);
	CHECK(t.achieved_level == 1 - 1 / 32.0);
}

static void
test_decimals(void)
{
	CHECK(ms_decimal_difference(0.3, 0.2) == 0.1);
	CHECK(ms_decimal_difference(0.3, 0.2) == ms_decimal_difference(0.2, 0.1));
	CHECK(ms_decimal_difference(1234.5, 1234.2) == 0.3);
	CHECK(ms_decimal_difference(-0.2, 1.1) == -1.3);
	CHECK(ms_decimal_difference(0.7, 0.7) == 0);
	CHECK(ms_decimal_difference(1e15 + 3, 1e15) == 3);
	CHECK(ms_decimal_difference(4e-300, 1e-300) == 4e-300 - 1e-300);
	CHECK(ms_decimal_difference(1e308, -1e308) == INFINITY);
	for (int i = 1; i < 2000; i++)
		CHECK(ms_decimal_difference(i / 100.0, 0.01) == (i - 1) / 100.0);
}

int
main(void)
{
	test_permeability();
	test_ties();
	test_runs();
	test_offset();
	test_too_little();
	test_brunner_munzel();
	test_wilcoxon();
	test_decimals();
	return check_summary();
}
