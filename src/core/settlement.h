/*
 * settlement.h
 *		One claim through all layers of a benefit plan, with the year's state.
 */
#ifndef MEDSEC_CORE_SETTLEMENT_H
#define MEDSEC_CORE_SETTLEMENT_H

#include "plan.h"

/* Cents and billionths of a cent, never negative: what bands give exactly. */
typedef struct ms_exact
{
	int64_t whole;
	int64_t rest; /* below MS_RATE_ONE */
} ms_exact;

/*
 * What one layer grants for an amount, its deductible being `deductible`, not
 * rounded and without its cap.
 */
extern ms_exact ms_settlement_grant(const ms_plan_terms *terms,
                                    int64_t deductible,
                                    int64_t amount);

/* To the cent, half away from zero. */
extern int64_t ms_settlement_round(ms_exact exact);

/* The deductible of the nth admission of the year. */
extern int64_t
ms_settlement_deductible(const ms_plan_terms *terms, int64_t admission);

typedef struct ms_claim
{
	int word[MS_DIMENSIONS]; /* numbers of the plan's words, -1: it has none */
	int32_t day; /* MS_NO_DAY: not told */
	int64_t total; /* cents, not negative */
	int64_t excluded; /* of it, out of scope */
} ms_claim;

/* what has come together in one layer, in the year */
typedef struct ms_settlement_layer
{
	int64_t seen; /* what it was asked for */
	int64_t due; /* what it owes by its rates and its cap */
	int64_t paid; /* what it paid of that */
} ms_settlement_layer;

/*
 * The year of one person.  All zero: nothing yet.  Of all figures the state has
 * the sums, so a difference of two states is the settlement of what lies
 * between them.
 */
typedef struct ms_settlement_year
{
	int64_t admissions;
	int64_t total;
	int64_t excluded;
	int64_t deductible;
	int64_t scope_paid; /* of what is in scope, by all layers */
	int64_t payer[MS_PAYERS];
	ms_settlement_layer layer[MS_PLAN_LAYERS];
} ms_settlement_year;

/* which limits held, as bits of ms_settlement.binding */
enum
{
	MS_BINDS_DEDUCTIBLE, /* took all there was, of a basic layer */
	MS_BINDS_CAP,
	MS_BINDS_REMAINING, /* no more was left to pay */
	MS_BINDINGS
};

#define ms_binding_bit(layer, limit) \
	(UINT64_C(1) << ((layer) *MS_BINDINGS + (limit)))

/* A settlement, of one claim or by difference of two states of a year. */
typedef struct ms_settlement
{
	int64_t total;
	int64_t excluded;
	int64_t in_scope;
	int64_t deductible;
	int64_t payer[MS_PAYERS];
	int64_t fund; /* the sum of these */
	int64_t person; /* total - fund */
	int64_t scope_rest; /* of what is in scope, the person's part */
	uint64_t binding;
	double last_rate; /* the funds' share in the last yuan in scope */
	int layers; /* in force on the day of the claim */
} ms_settlement;

/*
 * Settles a claim and takes it into the year; terms has the terms of every
 * layer.  MS_OVERFLOW, with the year as it was: the year is above what money
 * can be.
 */
extern ms_status ms_settlement_add(const ms_plan *plan,
                                   const ms_plan_terms *terms,
                                   const ms_claim *claim,
                                   ms_settlement_year *year,
                                   ms_settlement *result);

/* What lies between two states: after - before. */
extern void ms_settlement_between(const ms_settlement_year *before,
                                  const ms_settlement_year *after,
                                  ms_settlement *result);

extern int64_t ms_settlement_fund(const ms_settlement_year *year);

/* part / whole; MS_NULL where the whole is not above 0. */
extern double ms_settlement_ratio(int64_t part, int64_t whole);

#endif /* MEDSEC_CORE_SETTLEMENT_H */
