/*
 * sort.h
 *		Records of a few doubles, sorted by all of them.
 */
#ifndef MEDSEC_SORT_H
#define MEDSEC_SORT_H

#include <stddef.h>

#define MS_SORT_MAX_STRIDE 4

/*
 * Sort n records of `stride` doubles by the first, ties by the second, and so
 * on.  The first `sorted` records are in order already.  `scratch` has room for
 * max(sorted, (n - sorted) / 2) records.  No value is NaN.  Calls ms_check_interrupts().
 */
extern void ms_sort_records(
    double *records, size_t n, int stride, size_t sorted, double *scratch);

#endif /* MEDSEC_SORT_H */
