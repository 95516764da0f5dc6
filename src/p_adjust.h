/*
 * p_adjust.h
 *		How p-values of several tests are adjusted, and what tests of all pairs
 *		of groups share.
 */
#ifndef MEDSEC_P_ADJUST_H
#define MEDSEC_P_ADJUST_H

#include "core/p_adjust.h"

extern ms_p_adjust
p_adjust_arg(FunctionCallInfo fcinfo, int i, const char *name);

extern Datum *pair_labels_arg(FunctionCallInfo fcinfo, int i, int groups);

/* The p-values of n tests in an array of records, `stride` bytes each. */
extern void p_adjust_records(int n, double *p, Size stride, ms_p_adjust method);

#endif /* MEDSEC_P_ADJUST_H */
