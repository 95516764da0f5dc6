/*
 * rank_law.h
 *		Exact laws of statistics of ranks, when all orders are equally likely.
 */
#ifndef MEDSEC_CORE_RANK_LAW_H
#define MEDSEC_CORE_RANK_LAW_H

#include "inference.h"
#include "runs.h"

/* Probabilities of the values first, first + step, ... */
typedef struct ms_law
{
	int64_t n;
	double *p;
	double first;
	double step;
} ms_law;

extern double ms_law_p_value(const ms_law *law,
                             double statistic,
                             double mean,
                             ms_alternative alternative);
extern double ms_law_quantile(const ms_law *law, double share, double *below);

/*
 * Each law takes so many doubles of work, from the number of rows; 0 where that
 * is more than is computed in a moment.  Scores are midranks, ascending, in
 * halves where `halves`.
 */
extern size_t ms_law_rank_sum_room(double m, double n, bool halves);
extern void ms_law_rank_sum(
    int64_t m, int64_t n, const double *ranks, double *room, ms_law *law);

extern size_t ms_law_signed_rank_room(double n);
extern void
ms_law_signed_rank(int64_t n, const double *ranks, double *room, ms_law *law);

extern size_t ms_law_inversions_room(double n);
extern void ms_law_inversions(int64_t n, double *room, ms_law *law);

#define MS_LAW_SPEARMAN_MOST 9
extern size_t ms_law_spearman_room(double n);
extern void ms_law_spearman(int n, double *room, ms_law *law);
extern double ms_spearman_edgeworth(double sum, double n, bool lower);

extern size_t ms_smirnov_room(double n, double m);
extern double ms_smirnov_exact(
    int64_t n, int64_t m, double least, const bool *ends, double *room);
extern double ms_smirnov_limit(double x);

#endif /* MEDSEC_CORE_RANK_LAW_H */
