/*
 * auc.h
 *		How well a score parts two groups: the area under the ROC curve.
 */
#ifndef MEDSEC_AUC_H
#define MEDSEC_AUC_H

#include <stddef.h>

#include "inference.h"

/*
 * Pairs (score, weight), the weight of a positive above 0 and of a negative
 * below; they are sorted here.  scratch: room for n pairs.  Weights count rows.
 * MS_NULL where a group is empty; no error where one has no more than one row.
 */
extern void ms_auc_of(
    size_t n, double *pairs, double *scratch, double *auc, double *std_error);

/* Normal limits, cut to 0 and 1. */
extern ms_interval ms_auc_limits(double auc, double std_error, double level);

#endif /* MEDSEC_AUC_H */
