/*
 * targeting.h
 *		Whom a benefit reaches: errors of the list, and who gets the money.
 */
#ifndef MEDSEC_CORE_TARGETING_H
#define MEDSEC_CORE_TARGETING_H

#include "inference.h"
#include "sample.h"
#include "tally.h"

/* Adds a person or household; amount is 0 where none is given. */
extern void ms_targeting_add(ms_tally *t,
                             bool is_target,
                             bool is_beneficiary,
                             double amount,
                             double weight);

typedef struct ms_rate
{
	double estimate;
	ms_interval limits; /* Wilson's, of the effective n of its denominator */
} ms_rate;

typedef struct ms_targeting
{
	double
	    weight; /* everybody; the three that follow too are sums of weights */
	double target;
	double beneficiaries;
	double both;
	ms_rate coverage; /* beneficiaries / everybody */
	ms_rate exclusion_error; /* targets without benefit / targets */
	ms_rate inclusion_error; /* beneficiaries outside / beneficiaries */
	ms_rate false_positive_rate; /* beneficiaries outside / all outside */
	ms_rate precision; /* 1 - inclusion error */
	ms_rate recall; /* 1 - exclusion error */
	double leakage; /* money to those outside / all money; MS_NULL: no money */
	double f1;
	double kappa; /* Cohen's, of target and beneficiary */
	double differential; /* coverage of targets - coverage of the others */
	double amount; /* all money */
	const char *note;
} ms_targeting;

extern void
ms_targeting_of(const ms_tally *t, double level, ms_targeting *result);

/*
 * Coady, Grosh and Hoddinott: the share of the benefits (values) that goes to
 * the lowest `share` of the population by key, over `share`.
 */
extern double ms_cgh_index(const ms_sample *s, double share);

/*
 * Benefit incidence by quantile group of the keys; ties at a cut are divided in
 * proportion, so that groups have equal weight whatever the ties.
 */
typedef struct ms_incidence
{
	double weight;
	double mean_key; /* of the rank variable */
	double coverage; /* share of the group with a value above 0 */
	double mean; /* benefit per head of the group */
	double mean_of_beneficiaries; /* MS_NULL: there are none */
	double total;
	double share; /* of all benefits; MS_NULL: there are none */
	double cumulative_share;
	double
	    relative; /* total / sum of the group's keys: generosity; MS_NULL where that is not positive */
} ms_incidence;

extern void
ms_benefit_incidence(const ms_sample *s, int groups, ms_incidence *result);

#endif /* MEDSEC_CORE_TARGETING_H */
