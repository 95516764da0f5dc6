/*
 * outliers.h
 *		How far a unit is from its peers.
 */
#ifndef MEDSEC_CORE_OUTLIERS_H
#define MEDSEC_CORE_OUTLIERS_H

#include "status.h"

/* What the peers have in common; MS_NULL where there is none of it. */
typedef struct ms_peers
{
	int64_t n;
	double median;
	double mad; /* median |x - median| */
	double mean_deviation; /* mean |x - median| */
	double mean;
	double mean_offset; /* mean - median, with the digits of a small number */
	double squares; /* sum of (x - mean)^2 */
	double stddev;
} ms_peers;

/* doubles at `work` */
#define ms_peers_workspace(n) (2 * (n))

/* Of n values; MS_NULL among them counts in nothing.  `x` is put in order. */
extern ms_status
ms_peers_of(size_t n, double *x, double *work, ms_peers *peers);

/* how a robust score was scaled */
typedef enum ms_peer_scale
{
	MS_SCALE_NONE, /* the peers are all the same */
	MS_SCALE_MAD,
	MS_SCALE_MEAN_DEVIATION /* the MAD is 0 */
} ms_peer_scale;

extern ms_peer_scale ms_peers_scale(const ms_peers *peers);

/* 0.6745 (x - median) / MAD, and (x - median) / (1.4826 MAD) */
extern double ms_peers_modified_z(const ms_peers *peers, double x);
extern double ms_peers_robust_z(const ms_peers *peers, double x);

/* (x - mean) / sd of all, or of the others */
extern double ms_peers_z(const ms_peers *peers, double x);
extern double ms_peers_z_of_others(const ms_peers *peers, double x);

#endif /* MEDSEC_CORE_OUTLIERS_H */
