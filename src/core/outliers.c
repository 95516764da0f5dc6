/*
 * outliers.c
 *		How far a unit is from its peers.
 *
 * One far value moves the mean and widens the standard deviation until it no
 * longer looks far.  The median and the median absolute deviation from it (MAD)
 * withstand that until half of the values are wrong:
 *
 *	modified z	0.6745 (x - median) / MAD	far above 3.5
 *	robust z	(x - median) / (1.4826 MAD)
 *
 * the same but for the rounding of the normal distribution's third quartile,
 * 0.67449.  Where more than half of the values are equal the MAD is 0, and the
 * mean absolute deviation d takes its place: (x - median) / (1.253314 d), with
 * 1.253314 = sqrt(pi / 2).  Where all are equal there is no score.
 *
 * The z score of all is (x - mean) / s with n - 1 in s, and at most (n - 1) /
 * sqrt(n).  That of the others leaves x out of both: with d = x - mean,
 *
 *	mean - d / (n - 1),  M2 - n / (n - 1) d^2,  n - 2 in the variance
 *
 * The median of an even number of values is the mean of the two in the middle.
 * Means are of differences from the median, in sorted order: a large offset
 * takes no digits, and the order of the rows changes no bit.
 *
 * Sources: Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers, ASQC,
 * with its rule for a MAD of 0; Leys et al. (2013), J Exp Soc Psychol 49:764.
 */
#include "outliers.h"
#include "port.h"
#include "sort.h"
#include "sum.h"

#define NORMAL_MEAN_DEVIATION 1.253314

static double
median_of(const double *sorted, size_t n)
{
	double low = sorted[(n - 1) / 2];
	double high = sorted[n / 2];

	return low / 2 + high / 2 == low ? low : low + (high - low) / 2;
}

/* The values that are known, at the front; how many. */
static size_t
compact(size_t n, double *x)
{
	size_t known = 0;

	for (size_t i = 0; i < n; i++)
	{
		if (!ms_is_null(x[i]))
			x[known++] = x[i];
	}
	return known;
}

static ms_status
describe_spread(size_t n, const double *x, double *deviation, ms_peers *peers)
{
	ms_sum offset = {0, 0};
	ms_sum distance = {0, 0};
	ms_sum squares = {0, 0};

	for (size_t i = 0; i < n; i++)
	{
		double difference = x[i] - peers->median;

		ms_check_interrupts();
		deviation[i] = fabs(difference);
		ms_sum_add(&offset, difference);
		ms_sum_add(&distance, deviation[i]);
	}
	peers->mean_offset = ms_sum_total(&offset) / (double) n;
	for (size_t i = 0; i < n; i++)
	{
		double difference = x[i] - peers->median - peers->mean_offset;

		ms_sum_add(&squares, difference * difference);
	}
	peers->mean = peers->median + peers->mean_offset;
	peers->squares = ms_sum_total(&squares);
	peers->mean_deviation = ms_sum_total(&distance) / (double) n;
	if (n > 1)
		peers->stddev = sqrt(peers->squares / (double) (n - 1));
	return isfinite(peers->squares) && isfinite(peers->mean_deviation)
	           ? MS_OK
	           : MS_OVERFLOW;
}

ms_status
ms_peers_of(size_t n, double *x, double *work, ms_peers *peers)
{
	ms_status status;

	*peers = (ms_peers){
	    0, MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL};
	n = compact(n, x);
	peers->n = (int64_t) n;
	if (n == 0)
		return MS_UNDEFINED;
	ms_sort_records(x, n, 1, 0, work);
	peers->median = median_of(x, n);
	status = describe_spread(n, x, work, peers);
	if (status != MS_OK)
		return status;
	ms_sort_records(work, n, 1, 0, work + n);
	peers->mad = median_of(work, n);
	return MS_OK;
}

ms_peer_scale
ms_peers_scale(const ms_peers *peers)
{
	return peers->mad > 0              ? MS_SCALE_MAD
	       : peers->mean_deviation > 0 ? MS_SCALE_MEAN_DEVIATION
	                                   : MS_SCALE_NONE;
}

static double
scaled(const ms_peers *peers, double x, double of_mad)
{
	double difference = x - peers->median;

	switch (ms_peers_scale(peers))
	{
		case MS_SCALE_MAD:
			return ms_known(difference / peers->mad * of_mad);
		case MS_SCALE_MEAN_DEVIATION:
			return ms_known(difference / NORMAL_MEAN_DEVIATION /
			                peers->mean_deviation);
		case MS_SCALE_NONE:
			break;
	}
	return MS_NULL;
}

double
ms_peers_modified_z(const ms_peers *peers, double x)
{
	return scaled(peers, x, 0.6745);
}

double
ms_peers_robust_z(const ms_peers *peers, double x)
{
	return scaled(peers, x, 1 / 1.4826);
}

static double
from_mean(const ms_peers *peers, double x)
{
	return x - peers->median - peers->mean_offset;
}

double
ms_peers_z(const ms_peers *peers, double x)
{
	return peers->stddev > 0 ? ms_known(from_mean(peers, x) / peers->stddev)
	                         : MS_NULL;
}

double
ms_peers_z_of_others(const ms_peers *peers, double x)
{
	double n = (double) peers->n;
	double d = from_mean(peers, x);
	double rest = peers->squares - n / (n - 1) * d * d;

	/* what is left of the squares may be rounding alone */
	if (!(n > 2) || !(rest > 1e-12 * peers->squares))
		return MS_NULL;
	return ms_known(n / (n - 1) * d / sqrt(rest / (n - 2)));
}
