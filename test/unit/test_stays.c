/*
 * test_stays.c
 *		Gaps and overlaps against looking at all pairs.
 */
#include <stdlib.h>

#include "check.h"
#include "core/stays.h"

#define MOST 30

static int
by_admission(const void *a, const void *b)
{
	const ms_stay *x = a;
	const ms_stay *y = b;

	return (x->admitted > y->admitted) - (x->admitted < y->admitted);
}

static bool
share_days(ms_stay a, ms_stay b)
{
	return a.admitted < b.discharged && b.admitted < a.discharged;
}

/* Stays in the order of admission, ties in whatever order. */
static void
check_person(size_t n, const ms_stay *stay)
{
	ms_stays before = {0};
	ms_stay_line line = {0};

	for (size_t i = 0; i < n; i++)
	{
		int64_t days;
		int64_t shared;
		ms_stay other;
		ms_stay_gap gap = ms_stays_gap(&before, stay[i], &days);
		bool overlaps = ms_stay_line_overlaps(&line, stay[i], &other, &shared);
		bool expected = false;
		int32_t latest = INT32_MIN; /* of those closed */

		for (size_t k = 0; k < i; k++)
		{
			expected |= share_days(stay[k], stay[i]);
			if (stay[k].discharged > latest &&
			    stay[k].discharged != MS_STAY_OPEN)
				latest = stay[k].discharged;
		}
		CHECK(overlaps == expected);
		if (overlaps)
			CHECK(share_days(other, stay[i]) && shared >= 0);
		CHECK((gap == MS_GAP_NONE) == (i == 0));
		if (i > 0)
		{
			CHECK((gap == MS_GAP_OPEN) == (latest == INT32_MIN));
			CHECK((gap == MS_GAP_OVERLAP) == (latest > stay[i].admitted));
			if (gap == MS_GAP_KNOWN)
				CHECK(days == (int64_t) stay[i].admitted - latest);
		}
		ms_stays_add(&before, stay[i]);
		ms_stay_line_add(&line, stay[i]);
	}
	CHECK(before.n == (int64_t) n);
}

static void
test_random(void)
{
	ms_stay stay[MOST];
	unsigned seed = 3;

	for (int round = 0; round < 400; round++)
	{
		size_t n = 1 + round % MOST;

		for (size_t i = 0; i < n; i++)
		{
			seed = seed * 1664525u + 1013904223u;
			stay[i].admitted = (int32_t) (seed >> 16) % (20 + round % 100);
			seed = seed * 1664525u + 1013904223u;
			stay[i].discharged =
			    stay[i].admitted + (int32_t) (seed >> 16) % 9 / 2;
			if (seed % 23 == 0)
				stay[i].discharged = MS_STAY_OPEN;
		}
		qsort(stay, n, sizeof(ms_stay), by_admission);
		check_person(n, stay);
	}
}

static void
test_touching(void)
{
	int64_t days;

	/* a transfer touches; a visit overlaps strictly within */
	CHECK(!ms_stay_overlaps((ms_stay){1, 5}, (ms_stay){5, 9}, &days));
	CHECK(ms_stay_overlaps((ms_stay){1, 5}, (ms_stay){4, 9}, &days));
	CHECK(days == 1);
	CHECK(ms_stay_overlaps((ms_stay){1, 5}, (ms_stay){1, 5}, &days));
	CHECK(days == 4);
	CHECK(!ms_stay_overlaps((ms_stay){1, 5}, (ms_stay){1, 1}, &days));
	CHECK(!ms_stay_overlaps((ms_stay){1, 5}, (ms_stay){5, 5}, &days));
	CHECK(ms_stay_overlaps((ms_stay){1, 5}, (ms_stay){3, 3}, &days));
	CHECK(days == 0);
	CHECK(!ms_stay_overlaps((ms_stay){3, 3}, (ms_stay){3, 3}, &days));
	CHECK(ms_stay_overlaps(
	    (ms_stay){1, MS_STAY_OPEN}, (ms_stay){900, 901}, &days));
	CHECK(days == 1);
	/* the ends of the calendar do not run over */
	CHECK(ms_stay_overlaps((ms_stay){INT32_MIN, MS_STAY_OPEN},
	                       (ms_stay){INT32_MIN, MS_STAY_OPEN},
	                       &days));
	CHECK(days == (int64_t) INT32_MAX - INT32_MIN);
}

int
main(void)
{
	test_random();
	test_touching();
	return check_summary();
}
