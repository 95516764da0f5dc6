/*
 * shares.h
 *		Weights as shares of their sum.
 */
#ifndef MEDSEC_SHARES_H
#define MEDSEC_SHARES_H

#include "status.h"

/*
 * share[j] = weight[j] / sum; share may be weight.  MS_DOMAIN: a weight is
 * negative or not finite, or none is positive.
 */
extern ms_status ms_shares_of(int p, const double *weight, double *share);

#endif /* MEDSEC_SHARES_H */
