/*
 * test_sort.c
 *		Sorted records against the C library's sort.
 */
#include <stdlib.h>

#include "check.h"
#include "core/sort.h"

#define MOST 5000

static int stride_of_compare;

static int
compare(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;

	for (int j = 0; j < stride_of_compare; j++)
	{
		if (x[j] != y[j])
			return x[j] < y[j] ? -1 : 1;
	}
	return 0;
}

/* a few values only, so that ties go deep */
static double
draw(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (double) (*seed >> 24) / 8 - 10;
}

static void
check_sorted(size_t n, int stride, size_t sorted, unsigned seed)
{
	static double got[MOST * MS_SORT_MAX_STRIDE];
	static double want[MOST * MS_SORT_MAX_STRIDE];
	static double scratch[MOST * MS_SORT_MAX_STRIDE];
	size_t size = stride * sizeof(double);

	for (size_t i = 0; i < n * stride; i++)
		got[i] = draw(&seed);
	stride_of_compare = stride;
	qsort(got, sorted, size, compare);
	memcpy(want, got, n * size);
	qsort(want, n, size, compare);
	ms_sort_records(got, n, stride, sorted, scratch);
	CHECK(memcmp(got, want, n * size) == 0);
}

int
main(void)
{
	const size_t sizes[] = {0, 1, 2, 11, 12, 13, 100, 4097, MOST};

	for (int stride = 1; stride <= MS_SORT_MAX_STRIDE; stride++)
	{
		for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++)
		{
			check_sorted(sizes[k], stride, 0, 1 + k);
			check_sorted(sizes[k], stride, sizes[k] / 3, 2 + k);
			check_sorted(sizes[k], stride, sizes[k], 3 + k);
		}
	}
	return check_summary();
}
