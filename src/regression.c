/*
 * regression.c
 *		Least squares: from summaries, and from rows with robust errors.
 */
#include "regression.h"

#include "access/htup_details.h"
#include "executor/executor.h"
#include "utils/memutils.h"

#include "core/elasticity.h"
#include "core/ols_robust.h"
#include "core/regression.h"

/* ---- rows and records that both ways share ---- */

typedef struct TermRow
{
	const ms_term *t;
	double df;
	double level;
	double beta;
	double vif;
	const char *note;
} TermRow;

static void
emit_term(Row *row, const Datum *label, const TermRow *term)
{
	if (label == NULL)
		row_text(row, "(Intercept)");
	else
		row_datum(row, *label);
	row_term(row,
	         term->t,
	         ms_is_null(term->t->estimate) ? MS_NULL : term->df,
	         term->level);
	row_float8(row, term->beta);
	row_float8(row, term->vif);
	row_text(row, term->note);
	row_emit(row);
}

/* What is to say of a term: why it is left out, or what all terms share. */
static const char *
note_of(ms_term_state state, const char *shared)
{
	return state != MS_TERM_KEPT ? ms_term_note(state) : shared;
}

static Datum
report_fit(FunctionCallInfo fcinfo,
           const ms_linear_fit *fit,
           double df2,
           int64 missing,
           const char *note)
{
	Row row;

	row_begin(&row, fcinfo);
	row_float8(&row, fit->r_squared);
	row_float8(&row, fit->adj_r_squared);
	row_float8(&row, fit->sigma);
	row_float8(&row, fit->f);
	row_float8(&row, ms_is_null(fit->df) ? MS_NULL : fit->rank);
	row_float8(&row, df2);
	row_float8(&row, fit->p_value);
	row_float8(&row, fit->n);
	row_int64(&row, missing);
	row_float8(&row, fit->log_likelihood);
	row_float8(&row, fit->aic);
	row_float8(&row, fit->bic);
	row_text(&row, note);
	return row_finish(&row);
}

/* ---- from co-moments ---- */

typedef struct OlsFit
{
	const ms_comoments *c;
	int k;
	ms_linear_fit fit;
	ms_ols_term *terms; /* k + 1 */
	ms_term_state *states; /* k */
} OlsFit;

static OlsFit
fit_comoments(FunctionCallInfo fcinfo, double level)
{
	OlsFit o = {.c = comoments_arg(fcinfo, 0)};

	o.k = o.c->p - 1;
	o.terms = palloc((Size) Max(o.c->p, 1) * sizeof(ms_ols_term));
	o.states = palloc((Size) Max(o.c->p, 1) * sizeof(ms_term_state));
	if (o.c->p == 0)
	{
		ms_linear_fit_of(0, 0, 0, 0, 0, 0, 0, &o.fit);
		return o;
	}
	ms_ols_of(
	    o.c,
	    level,
	    &o.fit,
	    o.terms,
	    MemoryContextAllocHuge(CurrentMemoryContext, ms_ols_workspace(o.c->p)));
	for (int j = 0; j < o.k; j++)
		o.states[j] = o.terms[j + 1].state;
	return o;
}

/* The rows of a summary that has none: labels, and why there are no figures. */
static void
emit_nothing(Row *row, const Datum *labels, int k, double level)
{
	const ms_term none = ms_term_of(MS_NULL, MS_NULL, MS_NULL, level);
	TermRow term = {&none, MS_NULL, level, MS_NULL, MS_NULL, "no rows"};

	for (int j = 0; j <= k; j++)
		emit_term(row, j == 0 ? NULL : &labels[j - 1], &term);
}

/* (comoments, labels, conf_level) */
PG_FUNCTION_INFO_V1(medsec_ols);
Datum
medsec_ols(PG_FUNCTION_ARGS)
{
	double level;
	const char *note;
	Datum *labels;
	OlsFit o;
	Row row;
	int k;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	level = medsec_level_arg(fcinfo, 2);
	o = fit_comoments(fcinfo, level);
	labels = regression_labels(fcinfo, 1, o.k, true, &k);
	if (o.k < 0)
	{
		emit_nothing(&row, labels, k, level);
		return (Datum) 0;
	}
	note = regression_note(
	    o.fit.note, regression_rank_note(labels, o.states, o.k, o.fit.rank));
	for (int j = 0; j <= o.k; j++)
	{
		TermRow term = {&o.terms[j].t,
		                o.fit.df,
		                level,
		                o.terms[j].beta,
		                o.terms[j].vif,
		                note_of(o.terms[j].state, note)};

		emit_term(&row, j == 0 ? NULL : &labels[j - 1], &term);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(medsec_ols_summary);
Datum
medsec_ols_summary(PG_FUNCTION_ARGS)
{
	OlsFit o = fit_comoments(fcinfo, 0.95);

	return report_fit(
	    fcinfo,
	    &o.fit,
	    o.fit.df,
	    o.c->missing,
	    regression_note(
	        o.fit.note,
	        regression_rank_note(NULL, o.states, Max(o.k, 0), o.fit.rank)));
}

/* ---- from rows: the aggregates ---- */

static const RegressionForm plain = {.y = 1};
static const RegressionForm weighted = {.weight = 1, .y = 2};
static const RegressionForm clustered = {.cluster = 1, .y = 2};
static const RegressionForm clustered_weighted = {
    .cluster = 1, .weight = 2, .y = 3};

static Datum
accum_array(FunctionCallInfo fcinfo, RegressionForm form)
{
	form.is_array = true;
	return regression_accum(fcinfo, &form);
}

PG_FUNCTION_INFO_V1(medsec_ols_accum);
Datum
medsec_ols_accum(PG_FUNCTION_ARGS)
{
	return regression_accum(fcinfo, &plain);
}

PG_FUNCTION_INFO_V1(medsec_ols_accum_array);
Datum
medsec_ols_accum_array(PG_FUNCTION_ARGS)
{
	return accum_array(fcinfo, plain);
}

PG_FUNCTION_INFO_V1(medsec_ols_accum_weighted);
Datum
medsec_ols_accum_weighted(PG_FUNCTION_ARGS)
{
	return regression_accum(fcinfo, &weighted);
}

PG_FUNCTION_INFO_V1(medsec_ols_accum_weighted_array);
Datum
medsec_ols_accum_weighted_array(PG_FUNCTION_ARGS)
{
	return accum_array(fcinfo, weighted);
}

PG_FUNCTION_INFO_V1(medsec_ols_accum_clustered);
Datum
medsec_ols_accum_clustered(PG_FUNCTION_ARGS)
{
	return regression_accum(fcinfo, &clustered);
}

PG_FUNCTION_INFO_V1(medsec_ols_accum_clustered_array);
Datum
medsec_ols_accum_clustered_array(PG_FUNCTION_ARGS)
{
	return accum_array(fcinfo, clustered);
}

PG_FUNCTION_INFO_V1(medsec_ols_accum_clustered_weighted);
Datum
medsec_ols_accum_clustered_weighted(PG_FUNCTION_ARGS)
{
	return regression_accum(fcinfo, &clustered_weighted);
}

PG_FUNCTION_INFO_V1(medsec_ols_accum_clustered_weighted_array);
Datum
medsec_ols_accum_clustered_weighted_array(PG_FUNCTION_ARGS)
{
	return accum_array(fcinfo, clustered_weighted);
}

/* the fields of ols_model that are read back */
enum
{
	MODEL_N = 1,
	MODEL_MISSING,
	MODEL_RANK,
	MODEL_DF,
	MODEL_CLUSTERS,
	MODEL_R_SQUARED,
	MODEL_ADJ_R_SQUARED,
	MODEL_SIGMA,
	MODEL_F,
	MODEL_P_VALUE,
	MODEL_LOG_LIKELIHOOD,
	MODEL_AIC,
	MODEL_BIC,
	MODEL_COEFFICIENTS,
	MODEL_BETA,
	MODEL_VIF,
	MODEL_LEFT_OUT,
	MODEL_COVARIANCE, /* four of them, in the order of ms_ols_errors */
	MODEL_NOTE = MODEL_COVARIANCE + MS_OLS_ERRORS
};

static void
alloc_model(ms_ols_model *model, int k)
{
	Size size = (Size) k + 1;

	model->coefficients = palloc(size * sizeof(double));
	model->beta = palloc(size * sizeof(double));
	model->vif = palloc(size * sizeof(double));
	model->states = palloc(size * sizeof(ms_term_state));
	for (int which = 0; which < MS_OLS_ERRORS; which++)
		model->covariance[which] = medsec_square(k + 1);
}

static Datum
report_model(FunctionCallInfo fcinfo, const ms_ols_model *model, int64 missing)
{
	const ms_linear_fit *fit = &model->fit;
	int n = fit->k + 1;
	Row row;

	row_begin(&row, fcinfo);
	row_float8(&row, fit->n);
	row_int64(&row, missing);
	row_int32(&row, fit->rank);
	row_float8(&row, fit->df);
	row_float8(&row, model->clusters);
	row_float8(&row, fit->r_squared);
	row_float8(&row, fit->adj_r_squared);
	row_float8(&row, fit->sigma);
	row_float8(&row, fit->f);
	row_float8(&row, fit->p_value);
	row_float8(&row, fit->log_likelihood);
	row_float8(&row, fit->aic);
	row_float8(&row, fit->bic);
	row_datum(&row, medsec_array(model->coefficients, n));
	row_datum(&row, medsec_array(model->beta, n));
	row_datum(&row, medsec_array(model->vif, n));
	row_datum(&row, regression_states_array(model->states, n));
	for (int which = 0; which < MS_OLS_ERRORS; which++)
		regression_row_matrix(&row, model->covariance[which], n);
	row_text(&row, fit->note);
	return row_finish(&row);
}

static Datum
ols_final(FunctionCallInfo fcinfo, const RegressionForm *form)
{
	int cluster_at = form->cluster > 0 ? 0 : -1;
	int64 missing;
	ms_rows rows = regression_rows(fcinfo, form, &missing);
	ms_ols_model model;

	alloc_model(&model, rows.k);
	medsec_check_status(
	    ms_ols_robust_of(
	        &rows,
	        cluster_at,
	        &model,
	        MemoryContextAllocHuge(
	            CurrentMemoryContext,
	            ms_ols_robust_workspace(rows.n, rows.k, cluster_at >= 0))),
	    "the regression");
	return report_model(fcinfo, &model, missing);
}

PG_FUNCTION_INFO_V1(medsec_ols_final);
Datum
medsec_ols_final(PG_FUNCTION_ARGS)
{
	return ols_final(fcinfo, &plain);
}

PG_FUNCTION_INFO_V1(medsec_ols_final_weighted);
Datum
medsec_ols_final_weighted(PG_FUNCTION_ARGS)
{
	return ols_final(fcinfo, &weighted);
}

PG_FUNCTION_INFO_V1(medsec_ols_final_clustered);
Datum
medsec_ols_final_clustered(PG_FUNCTION_ARGS)
{
	return ols_final(fcinfo, &clustered);
}

PG_FUNCTION_INFO_V1(medsec_ols_final_clustered_weighted);
Datum
medsec_ols_final_clustered_weighted(PG_FUNCTION_ARGS)
{
	return ols_final(fcinfo, &clustered_weighted);
}

/* ---- from rows: what a model says ---- */

enum
{
	ERRORS_ROBUST,
	ERRORS_OLS,
	ERRORS_HC0,
	ERRORS_HC1,
	ERRORS_HC3,
	ERRORS_CLUSTER
};

/* A model with the covariances asked for. */
typedef struct ModelView
{
	Datum record;
	int k;
	double n;
	int rank;
	double df; /* of residuals */
	double test_df; /* of the tests */
	double *coefficients;
	ms_term_state *states; /* k + 1 */
	double *covariance;
	const char *note;
} ModelView;

static int
errors_arg(FunctionCallInfo fcinfo, int i, double clusters)
{
	static const char *const kinds[] = {
	    "robust", "ols", "hc0", "hc1", "hc3", "cluster", NULL};
	int errors = medsec_option_arg(fcinfo, i, "std_error", kinds);

	if (errors == ERRORS_ROBUST)
		return ms_is_null(clusters) ? ERRORS_HC1 : ERRORS_CLUSTER;
	if (errors == ERRORS_CLUSTER && ms_is_null(clusters))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the model knows no clusters"),
		         errhint("Make it by ols_clustered(cluster, y, ...).")));
	return errors;
}

static int
field_of_errors(int errors)
{
	switch (errors)
	{
		case ERRORS_OLS:
			return MODEL_COVARIANCE + MS_OLS_CLASSICAL;
		case ERRORS_HC3:
			return MODEL_COVARIANCE + MS_OLS_HC3;
		case ERRORS_CLUSTER:
			return MODEL_COVARIANCE + MS_OLS_CLUSTERED;
		default:
			return MODEL_COVARIANCE + MS_OLS_HC0;
	}
}

/* Why there are no errors of this kind where there are others. */
static const char *
errors_note(const ModelView *view, int errors)
{
	if (view->note != NULL || !ms_is_null(view->covariance[0]))
		return view->note;
	return errors == ERRORS_HC3 ? "a row is met whatever it says: no HC3"
	                            : "a single cluster: no errors";
}

static ModelView
model_view(FunctionCallInfo fcinfo, int i)
{
	ModelView view = {.record = PG_GETARG_DATUM(0)};
	double clusters =
	    regression_figure(view.record, MODEL_CLUSTERS, "clusters");
	double factor;
	int errors;
	int n;

	view.n = regression_figure(view.record, MODEL_N, "n");
	errors = errors_arg(fcinfo, i, clusters);
	view.coefficients =
	    regression_vector(view.record, MODEL_COEFFICIENTS, "coefficients", &n);
	if (n < 1 || n > MS_COMOMENTS_MAX_COLUMNS)
	{
		view.coefficients = palloc(sizeof(double));
		view.coefficients[0] = MS_NULL;
		n = 1;
	}
	view.k = n - 1;
	view.df = regression_figure(view.record, MODEL_DF, "df");
	view.test_df = errors != ERRORS_CLUSTER ? view.df
	               : clusters > 1           ? clusters - 1
	                                        : MS_NULL;
	view.states = regression_states(view.record, MODEL_LEFT_OUT, n);
	view.rank = regression_rank(view.states + 1, n - 1);
	view.covariance = regression_figures(
	    view.record, field_of_errors(errors), "covariance", n * n);
	factor = errors == ERRORS_HC1 ? ms_ols_hc1_factor(view.n, view.df) : 1;
	for (int j = 0; j < n * n; j++)
		view.covariance[j] *= factor;
	view.note = regression_text(view.record, MODEL_NOTE);
	view.note = errors_note(&view, errors);
	return view;
}

/* (model, labels, std_error, conf_level) */
PG_FUNCTION_INFO_V1(medsec_ols_model_terms);
Datum
medsec_ols_model_terms(PG_FUNCTION_ARGS)
{
	double level;
	double *beta;
	double *vif;
	const char *note;
	Datum *labels;
	ModelView view;
	Row row;
	int k;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	level = medsec_level_arg(fcinfo, 3);
	view = model_view(fcinfo, 2);
	labels = regression_labels(fcinfo, 1, view.k > 0 ? view.k : -1, false, &k);
	if (ms_is_null(view.coefficients[0]))
	{
		emit_nothing(&row, labels, k, level);
		return (Datum) 0;
	}
	beta = regression_figures(view.record, MODEL_BETA, "beta", view.k + 1);
	vif = regression_figures(view.record, MODEL_VIF, "vif", view.k + 1);
	note = regression_note(
	    view.note,
	    regression_rank_note(labels, view.states + 1, view.k, view.rank));
	for (int j = 0; j <= view.k; j++)
	{
		ms_term t =
		    ms_term_of(view.coefficients[j],
		               ms_root(view.covariance[(Size) j * (view.k + 1) + j]),
		               view.test_df,
		               level);
		TermRow term = {&t,
		                view.test_df,
		                level,
		                beta[j],
		                vif[j],
		                note_of(view.states[j], note)};

		emit_term(&row, j == 0 ? NULL : &labels[j - 1], &term);
	}
	return (Datum) 0;
}

/* F of all slopes by the covariances in view */
static double
wald_of(const ModelView *view)
{
	double *b = palloc((Size) Max(view->rank, 1) * sizeof(double));
	double *v = medsec_square(view->rank);
	int at = 0;

	for (int j = 1; j <= view->k; j++)
	{
		int column = 0;

		if (view->states[j] != MS_TERM_KEPT)
			continue;
		b[at] = view->coefficients[j];
		for (int l = 1; l <= view->k; l++)
		{
			double covariance = view->covariance[(Size) j * (view->k + 1) + l];

			if (view->states[l] != MS_TERM_KEPT)
				continue;
			if (ms_is_null(covariance) || ms_is_null(b[at]))
				return MS_NULL;
			v[at * view->rank + column++] = covariance;
		}
		at++;
	}
	return ms_wald_f(view->rank, b, v, palloc(ms_wald_workspace(view->rank)));
}

/* (model, std_error) */
PG_FUNCTION_INFO_V1(medsec_ols_model_summary);
Datum
medsec_ols_model_summary(PG_FUNCTION_ARGS)
{
	ModelView view = model_view(fcinfo, 1);
	Datum record = view.record;
	bool is_null;
	int64 missing = DatumGetInt64(GetAttributeByNum(
	    DatumGetHeapTupleHeader(record), MODEL_MISSING, &is_null));
	ms_linear_fit fit = {
	    .n = view.n,
	    .k = view.k,
	    .rank = view.rank,
	    .df = view.df,
	    .r_squared = regression_figure(record, MODEL_R_SQUARED, "r_squared"),
	    .adj_r_squared =
	        regression_figure(record, MODEL_ADJ_R_SQUARED, "adj_r_squared"),
	    .sigma = regression_figure(record, MODEL_SIGMA, "sigma"),
	    .log_likelihood =
	        regression_figure(record, MODEL_LOG_LIKELIHOOD, "log_likelihood"),
	    .aic = regression_figure(record, MODEL_AIC, "aic"),
	    .bic = regression_figure(record, MODEL_BIC, "bic")};

	fit.f = wald_of(&view);
	fit.p_value = ms_wald_p_value(fit.f, fit.rank, view.test_df);
	if (view.note == NULL && view.rank > 0 && ms_is_null(fit.f))
		view.note = "the covariances have no inverse: no F";
	return report_fit(
	    fcinfo,
	    &fit,
	    view.test_df,
	    is_null ? 0 : missing,
	    regression_note(
	        view.note,
	        regression_rank_note(NULL, view.states + 1, view.k, view.rank)));
}

/* ---- elasticity ---- */

/* (state, y, x [, weight]) */
PG_FUNCTION_INFO_V1(medsec_elasticity_accum);
Datum
medsec_elasticity_accum(PG_FUNCTION_ARGS)
{
	ms_tally *t = tally_state(fcinfo, MS_TALLY_ELASTICITY);

	if (medsec_any_null(fcinfo, 1))
		value_count(&t->count[MS_TALLY_MISSING], 1);
	else
		medsec_check_status(
		    ms_elasticity_add(t,
		                      medsec_row_value(PG_GETARG_FLOAT8(1), "y"),
		                      medsec_row_value(PG_GETARG_FLOAT8(2), "x"),
		                      tally_weight(fcinfo, 3)),
		    "the count of rows");
	return tally_return(t);
}

PG_FUNCTION_INFO_V1(medsec_elasticity_final);
Datum
medsec_elasticity_final(PG_FUNCTION_ARGS)
{
	const double level = 0.95;
	const ms_tally nothing = {.kind = MS_TALLY_ELASTICITY};
	const ms_tally *t = PG_ARGISNULL(0) ? &nothing : tally_arg(fcinfo, 0);
	ms_elasticity e;
	Row row;

	if (t->kind != MS_TALLY_EMPTY && t->kind != MS_TALLY_ELASTICITY)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the sums are those of another aggregate")));
	ms_elasticity_of(t, level, &e);
	row_begin(&row, fcinfo);
	row_term(&row, &e.t, e.df, level);
	row_float8(&row, e.intercept);
	row_float8(&row, e.r_squared);
	row_float8(&row, e.n);
	row_int64(&row, t->count[MS_TALLY_MISSING]);
	row_int64(&row, t->count[MS_ELASTICITY_NOT_POSITIVE]);
	row_text(&row, e.note);
	return row_finish(&row);
}
