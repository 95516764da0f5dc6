/*
 * plan.h
 *		A benefit plan as numbers: layers, rules, bands.
 */
#ifndef MEDSEC_CORE_PLAN_H
#define MEDSEC_CORE_PLAN_H

#include "status.h"

/* Money is whole cents, and below 10^14 yuan, as numeric(16,2) is. */
#define MS_MAX_CENTS INT64_C(9999999999999999)

/* Rates and factors are whole billionths. */
#define MS_RATE_ONE INT64_C(1000000000)
#define MS_MAX_FACTOR (5 * MS_RATE_ONE)

/* no cap, no upper limit, no day */
#define MS_OPEN INT64_C(-1)
#define MS_NO_DAY INT32_MIN

#define MS_PLAN_LAYERS 16
#define MS_PLAN_RULES 512 /* of all layers */
#define MS_PLAN_BANDS 2048 /* of all rules */
#define MS_RULE_BANDS 16 /* of one */
#define MS_PLAN_WORDS 32 /* of each dimension */
#define MS_PLAN_COMBINATIONS 4096

/* what a claim is known by; a plan has a list of words for each */
typedef enum ms_plan_dimension
{
	MS_TIER,
	MS_CATEGORY,
	MS_REFERRAL,
	MS_DIMENSIONS
} ms_plan_dimension;

/* who pays: a layer belongs to one of them, several may belong to the same */
typedef enum ms_plan_payer
{
	MS_BASIC,
	MS_SERIOUS,
	MS_ASSISTANCE,
	MS_TILT,
	MS_SUPPLEMENT,
	MS_PAYERS
} ms_plan_payer;

typedef enum ms_plan_base
{
	MS_MARGINAL, /* what lies above the deductible */
	MS_FIRST_YUAN, /* all of it, once the deductible is reached */
	MS_STEPS /* a constant by interval */
} ms_plan_base;

/* What is above one limit and up to the other.  Of steps, `pays` is cents. */
typedef struct ms_plan_band
{
	int64_t above;
	int64_t up_to; /* MS_OPEN: no limit */
	int64_t pays; /* a rate */
} ms_plan_band;

/* The deductible of further admissions in the year. */
typedef enum ms_plan_again
{
	MS_AGAIN_SAME,
	MS_AGAIN_MULTIPLY,
	MS_AGAIN_SUBTRACT,
	MS_AGAIN_AMOUNT
} ms_plan_again;

typedef struct ms_plan_nth
{
	int32_t how; /* ms_plan_again */
	int32_t from; /* this admission and later ones */
	int32_t each; /* multiply or subtract once more each time */
	int32_t unused;
	int64_t value; /* a factor, or cents */
	int64_t floor; /* no lower than this */
} ms_plan_nth;

/* what a rule says, as bits */
enum
{
	MS_SAYS_DEDUCTIBLE = 1,
	MS_SAYS_DEDUCTIBLE_FACTOR = 2,
	MS_SAYS_BANDS = 4,
	MS_SAYS_RATE_FACTOR = 8,
	MS_SAYS_RATE_POINTS = 16,
	MS_SAYS_CAP = 32,
	MS_SAYS_NTH = 64,
	MS_SAYS_ALL = 127
};

/*
 * A rule of a layer, for the claims whose word is in the set of each dimension.
 * The first rule of a layer is for all claims: its own figures.
 */
typedef struct ms_plan_rule
{
	uint32_t who[MS_DIMENSIONS]; /* a bit a word; 0: whatever the word */
	uint32_t says;
	int64_t deductible;
	int64_t deductible_factor;
	int64_t rate_factor;
	int64_t rate_points; /* may be negative */
	int64_t cap;
	ms_plan_nth nth;
	int32_t first_band;
	int32_t n_bands;
} ms_plan_rule;

typedef struct ms_plan_layer
{
	int32_t payer; /* ms_plan_payer */
	int32_t base; /* ms_plan_base */
	int32_t per_year; /* the deductible and the bands are the year's */
	int32_t of_all; /* works on the whole bill, not on what is in scope */
	int32_t from_deductible; /* bands count from the deductible, not from 0 */
	int32_t valid_from; /* days, both included; MS_NO_DAY: any */
	int32_t valid_to;
	int32_t first_rule;
	int32_t n_rules;
	int32_t unused;
} ms_plan_layer;

/* A plan, wherever its parts are kept. */
typedef struct ms_plan
{
	int32_t n_layers;
	int32_t n_rules;
	int32_t n_bands;
	int32_t n_words[MS_DIMENSIONS]; /* 0: claims are not told apart by it */
	uint32_t outpatient; /* tiers whose claims are no admissions */
	int32_t valid_from;
	int32_t valid_to;
	const ms_plan_layer *layer;
	const ms_plan_rule *rule;
	const ms_plan_band *band;
} ms_plan;

/*
 * What one layer grants to claims of one tier, category and referral: its rules
 * one after the other.
 */
typedef struct ms_plan_terms
{
	int32_t base;
	int32_t from_deductible;
	int32_t n_bands; /* 0: nothing is paid */
	int64_t deductible;
	int64_t cap;
	ms_plan_nth nth;
	ms_plan_band band[MS_RULE_BANDS];
} ms_plan_terms;

/* What is wrong with a plan, and where. */
typedef struct ms_plan_fault
{
	int layer; /* -1: the plan */
	int rule; /* in its layer, 0: the layer itself; -1: of a combination */
	int word[MS_DIMENSIONS]; /* the combination */
	const char *field;
	const char *why;
} ms_plan_fault;

/* MS_DOMAIN and the fault, if the numbers are not those of a plan. */
extern ms_status ms_plan_check(const ms_plan *plan, ms_plan_fault *fault);

/*
 * The terms of a layer for words by their numbers.  MS_DOMAIN, and what is
 * wrong: never for a plan that passed the check.
 */
extern ms_status ms_plan_resolve(const ms_plan *plan,
                                 int layer,
                                 const int word[MS_DIMENSIONS],
                                 ms_plan_terms *terms,
                                 ms_plan_fault *fault);

/* NULL, or what is wrong with bands, steps as they stand. */
extern const char *
ms_plan_band_fault(int n, const ms_plan_band *band, bool steps);

/* How many combinations of words claims can have. */
extern int64_t ms_plan_combinations(const ms_plan *plan);

/* a * rate / MS_RATE_ONE to the next whole, half away from zero; a, rate >= 0 */
extern int64_t ms_plan_share(int64_t a, int64_t rate);

#endif /* MEDSEC_CORE_PLAN_H */
