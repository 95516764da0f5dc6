/*
 * test_tally.c
 *		Counts and sums that are merged.
 */
#include "check.h"
#include "core/tally.h"

/* 1e16 + 1 - 1e16: what rounding takes from a sum is kept, in any order */
static void
test_merge_keeps_digits(void)
{
	ms_tally a = {.kind = MS_TALLY_FGT, .count = {1}};
	ms_tally b = {.kind = MS_TALLY_FGT, .count = {2}};
	ms_tally sum = {0};

	ms_tally_add(&a, 3, 1e16);
	ms_tally_add(&a, 3, 1);
	ms_tally_add(&b, 3, -1e16);
	CHECK(ms_tally_merge(&sum, &a) == MS_OK);
	CHECK(ms_tally_merge(&sum, &b) == MS_OK);
	CHECK(ms_tally_merge(&sum, &(ms_tally){0}) == MS_OK);
	CHECK(sum.kind == MS_TALLY_FGT);
	CHECK(sum.count[0] == 3);
	CHECK(ms_tally_total(&sum, 3) == 1);
	CHECK(ms_tally_total(&sum, 2) == 0);
}

static void
test_refusals(void)
{
	ms_tally a = {.kind = MS_TALLY_FGT, .count = {MS_MAX_COUNT}};
	ms_tally b = {.kind = MS_TALLY_FGT, .count = {1}};
	ms_tally c = {.kind = MS_TALLY_TARGETING};

	CHECK(ms_tally_merge(&a, &c) == MS_DOMAIN);
	CHECK(ms_tally_merge(&a, &b) == MS_OVERFLOW);
}

int
main(void)
{
	test_merge_keeps_digits();
	test_refusals();
	return check_summary();
}
