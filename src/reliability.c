/*
 * reliability.c
 *		Reliability of scales, and agreement of raters, from co-moments.
 */
#include "types.h"

#include "core/linalg.h"
#include "core/reliability.h"

/* ---- what all have in common ---- */

/* The scale of argument 0, once it is known to have two rows. */
static void
scale_of(const ms_comoments *c, ms_scale *s)
{
	ms_scale_init(s, c, medsec_square(c->p), medsec_square(c->p));
}

/* Why the rows or, if they must vary, the items say nothing; or NULL. */
static const char *
scale_note(const ms_comoments *c, bool must_vary)
{
	const char *few = ms_too_few_rows(c->n, c->weight);

	return few == NULL && must_vary ? comoments_undefined_note(c) : few;
}

/* The first of two notes that is there. */
static const char *
first_note(const char *one, const char *other)
{
	return one != NULL ? one : other;
}

/* room for the core: doubles, and what linear algebra needs behind them */
static double *
work_for(int k)
{
	return MemoryContextAllocHuge(CurrentMemoryContext,
	                              2 * (Size) k * k * sizeof(double) +
	                                  ms_linalg_factor_workspace(k));
}

/* k, n and n_missing, which end every record before its note */
static void
row_rows(Row *row, const ms_comoments *c)
{
	row_int32(row, c->p);
	row_float8(row, c->weight);
	row_int64(row, c->missing);
}

/* ---- alpha ---- */

static const char *
alpha_note(const ms_comoments *c, const ms_alpha *r)
{
	if (r->note != NULL)
		return r->note;
	if (r->reversed > 0)
		return psprintf("item %d goes against the others: is it reversed?",
		                r->reversed);
	if (r->alpha < 0)
		return "alpha is negative: do items go against one another?";
	if (r->rank < c->p)
		return comoments_singular_note(
		    "no lambda6: correlation", r->rank, c->p);
	return NULL;
}

PG_FUNCTION_INFO_V1(medsec_cronbach_alpha);
Datum
medsec_cronbach_alpha(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	double level = medsec_level_arg(fcinfo, 1);
	const char *note = scale_note(c, true);
	ms_alpha r = ms_alpha_unknown;
	ms_scale s;
	Row row;

	if (note == NULL)
	{
		scale_of(c, &s);
		ms_alpha_of(&s, level, work_for(c->p), &r);
		note = alpha_note(c, &r);
	}
	row_begin(&row, fcinfo);
	row_float8(&row, r.alpha);
	row_interval(&row, r.limits);
	row_float8(&row, level);
	row_float8(&row, r.alpha);
	row_float8(&row, r.standardized);
	row_float8(&row, r.average_r);
	row_float8(&row, r.median_r);
	row_float8(&row, r.lambda2);
	row_float8(&row, r.lambda6);
	row_float8(&row, r.mean);
	row_float8(&row, r.sd);
	row_float8(&row, r.std_error);
	row_rows(&row, c);
	row_text(&row, note);
	return row_finish(&row);
}

/* ---- items ---- */

static void
row_item(Row *row, Datum label, const ms_comoments *c, const ms_item *item)
{
	row_datum(row, label);
	row_float8(row, c->weight);
	row_float8(row, item->mean);
	row_float8(row, item->sd);
	row_float8(row, item->total_correlation);
	row_float8(row, item->rest_correlation);
	row_float8(row, item->alpha_if_deleted);
	row_float8(row, item->standardized_if_deleted);
	row_float8(row, item->mean_if_deleted);
	row_float8(row, item->variance_if_deleted);
	row_float8(row, item->smc);
}

/* An item of a summary with too few rows: its mean at most. */
static ms_item
unknown_item(const ms_comoments *c, int i)
{
	return (ms_item){.mean = c->n > 0 ? ms_comoments_mean(c)[i] : MS_NULL,
	                 .sd = MS_NULL,
	                 .total_correlation = MS_NULL,
	                 .rest_correlation = MS_NULL,
	                 .alpha_if_deleted = MS_NULL,
	                 .standardized_if_deleted = MS_NULL,
	                 .mean_if_deleted = MS_NULL,
	                 .variance_if_deleted = MS_NULL,
	                 .smc = MS_NULL};
}

PG_FUNCTION_INFO_V1(medsec_item_analysis);
Datum
medsec_item_analysis(PG_FUNCTION_ARGS)
{
	const ms_comoments *c;
	const char *note;
	Datum *labels;
	ms_item *items;
	ms_scale s;
	Row row;
	int k;
	int rank;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	c = comoments_arg(fcinfo, 0);
	k = c->p;
	labels = medsec_labels_arg(fcinfo, 1, &k);
	items = palloc(Max(k, 1) * sizeof(ms_item));
	note = scale_note(c, false);
	rank = k;
	if (note == NULL)
	{
		scale_of(c, &s);
		ms_items_of(&s, work_for(k), items, &rank);
	}
	for (int i = 0; i < k; i++)
	{
		if (note != NULL)
			items[i] = unknown_item(c, i);
		row_item(&row, labels[i], c, &items[i]);
		if (note == NULL && items[i].note == NULL && rank < k)
			row_text(&row,
			         comoments_singular_note(
			             "no multiple correlation: correlation", rank, k));
		else
			row_text(&row, first_note(note, items[i].note));
		row_emit(&row);
	}
	return (Datum) 0;
}

/* ---- omega ---- */

static const char *
omega_note(const ms_comoments *c, ms_status status, const ms_omega *r)
{
	if (status == MS_SINGULAR)
		return comoments_singular_note("correlation", r->rank, c->p);
	if (r->note != NULL)
		return r->note;
	if (r->bound > 0)
		return psprintf("the uniqueness of item %d is at its lower bound "
		                "(Heywood case)",
		                r->bound);
	if (r->negative > 0)
		return psprintf("item %d goes against the others: is it reversed?",
		                r->negative);
	return NULL;
}

/* The one-factor solution of argument 0; why there is none, or NULL. */
static const char *
solve_omega(const ms_comoments *c,
            ms_omega *r,
            double *loadings,
            double *uniqueness)
{
	const char *note = scale_note(c, true);
	ms_scale s;
	ms_status status;

	*r = (ms_omega){
	    .omega = MS_NULL, .standardized = MS_NULL, .average_variance = MS_NULL};
	if (note != NULL)
	{
		for (int i = 0; i < c->p; i++)
			loadings[i] = uniqueness[i] = MS_NULL;
		return note;
	}
	scale_of(c, &s);
	status = ms_omega_of(
	    &s,
	    MemoryContextAllocHuge(CurrentMemoryContext, ms_omega_workspace(c->p)),
	    loadings,
	    uniqueness,
	    r);
	return omega_note(c, status, r);
}

PG_FUNCTION_INFO_V1(medsec_mcdonald_omega);
Datum
medsec_mcdonald_omega(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	double *loadings = sample_work(2 * (Size) c->p);
	ms_omega r;
	const char *note = solve_omega(c, &r, loadings, loadings + c->p);
	Row row;

	row_begin(&row, fcinfo);
	row_text(&row, "one factor, maximum likelihood");
	row_float8(&row, r.omega);
	row_float8(&row, r.standardized);
	row_float8(&row, r.average_variance);
	row_rows(&row, c);
	row_text(&row, note);
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_omega_items);
Datum
medsec_omega_items(PG_FUNCTION_ARGS)
{
	const ms_comoments *c;
	const char *note;
	Datum *labels;
	double *loadings;
	double *uniqueness;
	ms_omega r;
	Row row;
	int k;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	c = comoments_arg(fcinfo, 0);
	k = c->p;
	labels = medsec_labels_arg(fcinfo, 1, &k);
	loadings = sample_work(2 * (Size) k);
	uniqueness = loadings + k;
	for (int i = 0; i < 2 * k; i++)
		loadings[i] = MS_NULL;
	note = solve_omega(c, &r, loadings, uniqueness);
	for (int i = 0; i < k; i++)
	{
		row_datum(&row, labels[i]);
		row_float8(&row, loadings[i]);
		row_float8(&row, uniqueness[i]);
		row_text(&row, note);
		row_emit(&row);
	}
	return (Datum) 0;
}

/* ---- two halves ---- */

PG_FUNCTION_INFO_V1(medsec_split_half);
Datum
medsec_split_half(PG_FUNCTION_ARGS)
{
	static const char *const options[] = {"odd-even", "first-second", NULL};
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	ms_split split = medsec_option_arg(fcinfo, 1, "split", options);
	const char *note = scale_note(c, false);
	ms_split_half r = ms_split_half_unknown;
	ms_scale s;
	Row row;

	if (note == NULL)
	{
		scale_of(c, &s);
		ms_split_half_of(&s, split, &r);
	}
	row_begin(&row, fcinfo);
	row_text(&row,
	         split == MS_ODD_EVEN ? "odd against even items"
	                              : "first against second half");
	row_float8(&row, r.correlation);
	row_float8(&row, r.spearman_brown);
	row_float8(&row, r.unequal);
	row_float8(&row, r.guttman);
	row_int32(&row, r.k1);
	row_float8(&row, r.alpha1);
	row_int32(&row, r.k2);
	row_float8(&row, r.alpha2);
	row_rows(&row, c);
	row_text(&row, first_note(note, r.note));
	return row_finish(&row);
}

/* ---- intraclass correlation ---- */

/* Names of Shrout and Fleiss; psych's are understood too. */
static ms_icc_model
model_arg(FunctionCallInfo fcinfo, int i)
{
	static const char *const options[] = {"1,1",
	                                      "2,1",
	                                      "3,1",
	                                      "1,k",
	                                      "2,k",
	                                      "3,k",
	                                      "=ICC1",
	                                      "=ICC2",
	                                      "=ICC3",
	                                      "=ICC1k",
	                                      "=ICC2k",
	                                      "=ICC3k",
	                                      "=ICC(1,1)",
	                                      "=ICC(2,1)",
	                                      "=ICC(3,1)",
	                                      "=ICC(1,k)",
	                                      "=ICC(2,k)",
	                                      "=ICC(3,k)",
	                                      NULL};

	return medsec_option_arg(fcinfo, i, "model", options) % 6;
}

static const char *
model_words(ms_icc_model model)
{
	static const char *const words[] = {
	    "one-way random, single rater",
	    "two-way random, single rater, absolute agreement",
	    "two-way mixed, single rater, consistency",
	    "one-way random, mean of the raters",
	    "two-way random, mean of the raters, absolute agreement",
	    "two-way mixed, mean of the raters, consistency"};

	return words[model];
}

PG_FUNCTION_INFO_V1(medsec_icc);
Datum
medsec_icc(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	ms_icc_model model = model_arg(fcinfo, 1);
	double level = medsec_level_arg(fcinfo, 2);
	const char *note = scale_note(c, false);
	ms_icc r = ms_icc_unknown;
	ms_scale s;
	Row row;

	if (note == NULL)
	{
		scale_of(c, &s);
		ms_icc_of(&s, model, level, &r);
	}
	row_begin(&row, fcinfo);
	row_text(&row,
	         psprintf("ICC(%d,%c), %s",
	                  model % 3 + 1,
	                  model < MS_ICC_1_K ? '1' : 'k',
	                  model_words(model)));
	row_float8(&row, r.icc);
	row_interval(&row, r.limits);
	row_float8(&row, level);
	row_float8(&row, r.statistic);
	row_float8(&row, r.df1);
	row_float8(&row, r.df2);
	row_float8(&row, r.p_value);
	row_float8(&row, r.ms_subjects);
	row_float8(&row, r.ms_raters);
	row_float8(&row, r.ms_error);
	row_float8(&row, r.ms_within);
	row_float8(&row, r.std_error);
	row_float8(&row, r.detectable);
	row_rows(&row, c);
	row_text(&row, first_note(note, r.note));
	return row_finish(&row);
}
