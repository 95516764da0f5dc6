/*
 * rank_correlation.h
 *		Spearman's and Kendall's correlations of pairs.
 */
#ifndef MEDSEC_CORE_RANK_CORRELATION_H
#define MEDSEC_CORE_RANK_CORRELATION_H

#include "runs.h"
#include "sample.h"

typedef struct ms_rank_correlation
{
	const char *method;
	double estimate;
	double statistic; /* t of Spearman's rho, z of Kendall's tau */
	double df; /* of t */
	double p_value;
	ms_interval limits;
	double n;
	double concordant; /* pairs, of Kendall's */
	double discordant;
	const char *note;
} ms_rank_correlation;

extern size_t ms_rank_correlation_room(const ms_sample *pairs);
extern void ms_spearman(const ms_sample *pairs,
                        const ms_rank_options *options,
                        double *room,
                        ms_rank_correlation *result);
extern void ms_kendall(const ms_sample *pairs,
                       const ms_rank_options *options,
                       double *room,
                       ms_rank_correlation *result);

#endif /* MEDSEC_CORE_RANK_CORRELATION_H */
