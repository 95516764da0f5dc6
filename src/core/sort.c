/*
 * sort.c
 *		Records of a few doubles, sorted by all of them.
 *
 * A merge sort: stable, n log n whatever the input, and interruptible.  Two
 * halves that are in order already are left as they are, so sorted input costs
 * one look at each record.  Records that compare equal are equal in every
 * double, so the result depends on what there is and not on how it came: the
 * sum over a sorted sample has the same bits in any plan.
 */
#include <string.h>

#include "port.h"
#include "sort.h"

#define INSERTION 12 /* records that an insertion sort has sorted sooner */
#define QUIET 4096 /* records sorted between two looks for interrupts */

static inline __attribute__((always_inline)) int
is_less(const double *a, const double *b, int stride)
{
	for (int j = 0; j < stride; j++)
	{
		if (a[j] != b[j])
			return a[j] < b[j];
	}
	return 0;
}

static inline __attribute__((always_inline)) void
move(double *to, const double *from, int stride)
{
	for (int j = 0; j < stride; j++)
		to[j] = from[j];
}

static inline __attribute__((always_inline)) void
insert(double *a, size_t n, int stride)
{
	double record[MS_SORT_MAX_STRIDE];

	for (size_t i = 1; i < n; i++)
	{
		double *at = a + i * stride;

		if (!is_less(at, at - stride, stride))
			continue;
		move(record, at, stride);
		do
		{
			move(at, at - stride, stride);
			at -= stride;
		} while (at > a && is_less(record, at - stride, stride));
		move(at, record, stride);
	}
}

/* Merge a[0, half) and a[half, n), both in order. */
static inline __attribute__((always_inline)) void
merge(double *a, size_t half, size_t n, int stride, double *scratch)
{
	const double *left = scratch;
	const double *left_end = scratch + half * stride;
	const double *right = a + half * stride;
	const double *right_end = a + n * stride;
	double *to = a;

	if (half == 0 || half == n || !is_less(right, right - stride, stride))
		return;
	memcpy(scratch, a, half * stride * sizeof(double));
	while (left < left_end && right < right_end)
	{
		int take_right = is_less(right, left, stride);

		move(to, take_right ? right : left, stride);
		right += take_right ? stride : 0;
		left += take_right ? 0 : stride;
		to += stride;
	}
	memcpy(to, left, (left_end - left) * sizeof(double));
}

#define SORT_BY(stride) \
	static void sort_##stride(double *a, size_t n, double *scratch) \
	{ \
		if (n <= INSERTION) \
		{ \
			insert(a, n, stride); \
			return; \
		} \
		if (n > QUIET) \
			ms_check_interrupts(); \
		sort_##stride(a, n / 2, scratch); \
		sort_##stride(a + n / 2 * stride, n - n / 2, scratch); \
		merge(a, n / 2, n, stride, scratch); \
	} \
	static void merge_##stride( \
	    double *a, size_t half, size_t n, double *scratch) \
	{ \
		merge(a, half, n, stride, scratch); \
	}

SORT_BY(1)
SORT_BY(2)
SORT_BY(3)
SORT_BY(4)

typedef void (*sort_function)(double *a, size_t n, double *scratch);
typedef void (*merge_function)(double *a,
                               size_t half,
                               size_t n,
                               double *scratch);

void
ms_sort_records(
    double *records, size_t n, int stride, size_t sorted, double *scratch)
{
	static const sort_function sort[] = {sort_1, sort_2, sort_3, sort_4};
	static const merge_function join[] = {merge_1, merge_2, merge_3, merge_4};

	sort[stride - 1](records + sorted * stride, n - sorted, scratch);
	ms_check_interrupts();
	join[stride - 1](records, sorted, n, scratch);
}
