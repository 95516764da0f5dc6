/*
 * test_warning.c
 *		States of a household step by step, by a slow second way over random
 *		ratios, and rates against counts.
 */
#include "check.h"
#include "core/warning.h"

static const ms_warning_rule usual = {1, 0.8, 2};

/* The states of a row of ratios as letters. */
static void
path_of(const ms_warning_rule *rule, int n, const double *ratio, char *path)
{
	ms_warning w = {0};

	for (int i = 0; i < n; i++)
	{
		ms_warning_step(&w, rule, ratio[i], false);
		path[i] = "nwme"[w.state];
	}
	path[n] = '\0';
}

static void
test_path(void)
{
	const double ratio[] = {
	    0.5, 1, 1.01, 0.9, 0.8, 0.81, 0.8, 0.1, 0.9, 1, 1.2, 0.7, 0.7, 5};
	char path[20];
	ms_warning w = {0};

	/* entry is strict, leaving is not; the band changes nothing */
	path_of(&usual, 14, ratio, path);
	CHECK(strcmp(path, "nnwwwwweeewwew") == 0);
	for (int i = 0; i < 14; i++)
		ms_warning_step(&w, &usual, ratio[i], false);
	CHECK(w.entries == 3 && w.relapses == 2 && w.since == 1 && w.calm == 0);

	/* hold of 1: off at once */
	path_of(&(ms_warning_rule){1, 1, 1}, 14, ratio, path);
	CHECK(strcmp(path,
	             "nnweeeeeeewee"
	             "w") == 0);
}

static void
test_unknown(void)
{
	const double ratio[] = {2, 0.1, MS_NULL, 0.1, MS_NULL, 0.1, 0.1, MS_NULL};
	char path[20];

	path_of(&usual, 8, ratio, path);
	CHECK(strcmp(path, "wwwwwwee") == 0);
	path_of(&usual, 1, ratio + 2, path);
	CHECK(strcmp(path, "n") == 0);
}

static void
test_verified(void)
{
	ms_warning w = {0};

	ms_warning_step(&w, &usual, 0, true);
	CHECK(w.state == MS_WARNING_MONITORED && w.entries == 1);
	ms_warning_step(&w, &usual, 2, false);
	CHECK(w.state == MS_WARNING_MONITORED && w.since == 2 && w.calm == 0);
	ms_warning_step(&w, &usual, 0, false);
	ms_warning_step(&w, &usual, 0, true);
	CHECK(w.state == MS_WARNING_MONITORED && w.calm == 2);
	ms_warning_step(&w, &usual, 0, false);
	CHECK(w.state == MS_WARNING_ELIMINATED && w.since == 1);
	ms_warning_step(&w, &usual, 0, true);
	CHECK(w.state == MS_WARNING_MONITORED && w.relapses == 1);

	/* a warned one that is verified is no new entry */
	w = (ms_warning){0};
	ms_warning_step(&w, &usual, 2, false);
	ms_warning_step(&w, &usual, 2, true);
	CHECK(w.state == MS_WARNING_MONITORED && w.entries == 1);
	CHECK(w.since == 1 && w.relapses == 0);
}

/* The last change of flag, looked for backwards from each period. */
static bool
flagged_at(const double *ratio, int i, int hold)
{
	bool flagged = false;
	int calm = 0;

	for (int k = 0; k <= i; k++)
	{
		calm = ratio[k] <= 0.8 ? calm + 1 : 0;
		if (!flagged && ratio[k] > 1)
			flagged = true, calm = 0;
		else if (flagged && calm >= hold)
			flagged = false;
	}
	return flagged;
}

static void
test_random(void)
{
	double ratio[60];
	char path[61];
	unsigned seed = 1;

	for (int round = 0; round < 40; round++)
	{
		ms_warning_rule rule = {1, 0.8, 1 + round % 7};

		for (int i = 0; i < 60; i++)
		{
			seed = seed * 1664525u + 1013904223u;
			ratio[i] = (seed >> 16) % 150 / 100.0;
		}
		path_of(&rule, 60, ratio, path);
		for (int i = 0; i < 60; i++)
			CHECK((path[i] == 'w') == flagged_at(ratio, i, rule.hold));
	}
}

static void
test_rates(void)
{
	ms_warning_counts c = {91, 4790, 0, 9, 100000};
	ms_warning_quality q;

	ms_warning_evaluate(&c, 0.95, &q);
	CHECK_REL(q.precision, 0.018643720549067815, 1e-15);
	CHECK(q.recall == 0.91 && q.n == 104890 && q.note == NULL);
	CHECK_REL(q.f1, 2 / (1 / q.precision + 1 / q.recall), 1e-14);
	CHECK_REL(q.specificity, 100000.0 / 104790, 1e-15);
	/* R, prop.test(91, 4881, correct = FALSE) */
	CHECK_REL(q.precision_limits.low, 0.0152102478893771, 1e-12);
	CHECK_REL(q.precision_limits.high, 0.0228342742076738, 1e-12);

	/* late warnings are no hits, and hurt both rates */
	c = (ms_warning_counts){6, 2, 2, 2, 0};
	ms_warning_evaluate(&c, 0.95, &q);
	CHECK(q.precision == 0.6 && q.recall == 0.6);
	CHECK_REL(q.f1, 0.6, 1e-15);

	c = (ms_warning_counts){0, 0, 0, 0, 0};
	ms_warning_evaluate(&c, 0.95, &q);
	CHECK(check_says(q.note, "no rows") && ms_is_null(q.precision));
	CHECK(ms_is_null(q.f1) && ms_is_null(q.recall_limits.low));
	c = (ms_warning_counts){0, 0, 0, 3, 4};
	ms_warning_evaluate(&c, 0.95, &q);
	CHECK(check_says(q.note, "nobody was warned") && q.recall == 0);
	c = (ms_warning_counts){0, 5, 0, 0, 4};
	ms_warning_evaluate(&c, 0.95, &q);
	CHECK(check_says(q.note, "happened to nobody") && q.precision == 0);
	CHECK(q.precision_limits.low == 0 && q.precision_limits.high > 0);
}

int
main(void)
{
	test_path();
	test_unknown();
	test_verified();
	test_random();
	test_rates();
	return check_summary();
}
