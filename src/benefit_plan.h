/*
 * benefit_plan.h
 *		The type benefit_plan: a plan in one piece of memory.
 */
#ifndef MEDSEC_BENEFIT_PLAN_H
#define MEDSEC_BENEFIT_PLAN_H

#include "medsec.h"

#include "utils/jsonb.h"

#include "core/plan.h"

/*
 * The stored form.  Behind it stand the layers, the rules, the bands, and then
 * the texts one after the other, each ending with a zero byte; one that is not
 * given is empty.
 */
typedef struct BenefitPlan
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	int32 n_layers;
	int32 n_rules;
	int32 n_bands;
	int32 n_words[MS_DIMENSIONS];
	uint32 outpatient;
	int32 valid_from;
	int32 valid_to;
	int32 year; /* 0: not told */
	int32 status; /* of plan_status_names */
	int32 text_size;
} BenefitPlan;

enum
{
	PLAN_NAME,
	PLAN_PLACE,
	PLAN_SOURCE,
	PLAN_NOTE,
	PLAN_TEXTS
};

/* A plan opened: its numbers and its words, where they are stored. */
typedef struct PlanView
{
	ms_plan plan;
	bool has_days; /* does anything depend on the day? */
	int year;
	int status;
	const char *text[PLAN_TEXTS];
	const char *layer_name[MS_PLAN_LAYERS];
	const char *word[MS_DIMENSIONS][MS_PLAN_WORDS];
	int word_length[MS_DIMENSIONS][MS_PLAN_WORDS];
} PlanView;

/* the fields of the JSON form that have words of their own */
extern const char *const plan_payer_names[];
extern const char *const plan_base_names[];
extern const char *const plan_dimension_names[];
extern const char *const plan_dimension_lists[];
extern const char *const plan_period_names[];
extern const char *const plan_scope_names[];
extern const char *const plan_start_names[];
extern const char *const plan_status_names[];
extern const char *const plan_text_names[];

/* The bytes of a stored plan before its texts. */
static inline Size
plan_numbers_size(int n_layers, int n_rules, int n_bands)
{
	return sizeof(BenefitPlan) + n_layers * sizeof(ms_plan_layer) +
	       n_rules * sizeof(ms_plan_rule) + n_bands * sizeof(ms_plan_band);
}

static inline void
plan_set_word(PlanView *view, int d, int k, const char *word)
{
	view->word[d][k] = word;
	view->word_length[d][k] = strlen(word);
}

extern BenefitPlan *plan_read(Jsonb *json);
extern char *plan_write(const BenefitPlan *value);

extern void plan_open(const BenefitPlan *value, PlanView *view);
extern const char *plan_layer_label(const PlanView *view, int layer);
extern int plan_word(const PlanView *view,
                     ms_plan_dimension dimension,
                     const char *word,
                     int length);
extern char *plan_list_words(const char *const *words, int n);
pg_attribute_noreturn() extern void plan_refuse_word(
    const PlanView *view, ms_plan_dimension dimension, const char *word);

#endif /* MEDSEC_BENEFIT_PLAN_H */
