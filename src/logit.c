/*
 * logit.c
 *		Logistic regression: the model, its rows, and its predictions.
 */
#include "regression.h"

#include "access/htup_details.h"
#include "executor/executor.h"
#include "utils/memutils.h"

#include "core/auc.h"
#include "core/logit.h"

/* the fields of logit_model, in its order */
enum
{
	MODEL_N = 1,
	MODEL_MISSING,
	MODEL_POSITIVES,
	MODEL_RANK,
	MODEL_ITERATIONS,
	MODEL_CONVERGED,
	MODEL_SEPARATION,
	MODEL_LOG_LIKELIHOOD,
	MODEL_LOG_LIKELIHOOD_NULL,
	MODEL_AUC,
	MODEL_AUC_ERROR,
	MODEL_COEFFICIENTS,
	MODEL_EFFECTS,
	MODEL_EFFECT_ERRORS,
	MODEL_ELASTICITIES,
	MODEL_ELASTICITY_ERRORS,
	MODEL_LEFT_OUT,
	MODEL_COVARIANCE,
	MODEL_NOTE
};

/* ---- the aggregates: their rows are gathered as those of ols_robust ---- */

static const RegressionForm plain = {.y = 1};
static const RegressionForm weighted = {.weight = 1, .y = 2};

static void
alloc_model(ms_logit *model, int k)
{
	Size size = (Size) k + 1;

	model->coefficients = palloc(size * sizeof(double));
	model->effects = palloc(size * sizeof(double));
	model->effect_errors = palloc(size * sizeof(double));
	model->elasticities = palloc(size * sizeof(double));
	model->elasticity_errors = palloc(size * sizeof(double));
	model->states = palloc(size * sizeof(ms_term_state));
	model->covariance = medsec_square(k + 1);
}

static Datum
report_model(FunctionCallInfo fcinfo, const ms_logit *model, int64 missing)
{
	static const char *const separations[] = {
	    "none", "quasi-complete", "complete"};
	int n = model->k + 1;
	Row row;

	row_begin(&row, fcinfo);
	row_float8(&row, model->n);
	row_int64(&row, missing);
	row_float8(&row, model->positives);
	row_int32(&row, model->rank);
	row_int32(&row, model->iterations);
	row_bool(&row, model->converged);
	row_text(&row, separations[model->separation]);
	row_float8(&row, model->log_likelihood);
	row_float8(&row, model->log_likelihood_null);
	row_float8(&row, model->auc);
	row_float8(&row, model->auc_std_error);
	row_datum(&row, medsec_array(model->coefficients, n));
	row_datum(&row, medsec_array(model->effects, n));
	row_datum(&row, medsec_array(model->effect_errors, n));
	row_datum(&row, medsec_array(model->elasticities, n));
	row_datum(&row, medsec_array(model->elasticity_errors, n));
	row_datum(&row, regression_states_array(model->states, n));
	regression_row_matrix(&row, model->covariance, n);
	row_text(&row, model->note);
	return row_finish(&row);
}

/* Outcomes that are numbers are seen together, at the end. */
static void
check_outcomes(const ms_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
	{
		double y = rows->values[i * rows->stride + rows->y_at];

		if (y != 0 && y != 1)
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("the outcome must be 0 or 1"),
			         errdetail("The value is %g.", y),
			         errhint("Write it as a condition: logit(y = 2, ...).")));
	}
}

static Datum
logit_final(FunctionCallInfo fcinfo, const RegressionForm *form)
{
	int64 missing;
	ms_rows rows = regression_rows(fcinfo, form, &missing);
	ms_logit model;

	check_outcomes(&rows);
	alloc_model(&model, rows.k);
	medsec_check_status(
	    ms_logit_of(&rows,
	                &model,
	                MemoryContextAllocHuge(CurrentMemoryContext,
	                                       ms_logit_workspace(rows.n, rows.k))),
	    "the regression");
	return report_model(fcinfo, &model, missing);
}

PG_FUNCTION_INFO_V1(medsec_logit_final);
Datum
medsec_logit_final(PG_FUNCTION_ARGS)
{
	return logit_final(fcinfo, &plain);
}

PG_FUNCTION_INFO_V1(medsec_logit_final_weighted);
Datum
medsec_logit_final_weighted(PG_FUNCTION_ARGS)
{
	return logit_final(fcinfo, &weighted);
}

/* ---- what a model says ---- */

typedef struct LogitView
{
	Datum record;
	int k;
	int rank;
	double *coefficients; /* k + 1 */
	ms_term_state *states; /* k + 1 */
	const char *note;
} LogitView;

static LogitView
logit_view(Datum record)
{
	LogitView view = {.record = record};
	int n;

	view.coefficients =
	    regression_vector(record, MODEL_COEFFICIENTS, "coefficients", &n);
	if (n < 1 || n > MS_COMOMENTS_MAX_COLUMNS)
	{
		view.coefficients = palloc(sizeof(double));
		view.coefficients[0] = MS_NULL;
		n = 1;
	}
	view.k = n - 1;
	view.states = regression_states(record, MODEL_LEFT_OUT, n);
	view.rank = regression_rank(view.states + 1, n - 1);
	view.note = regression_text(record, MODEL_NOTE);
	return view;
}

/* What is to say of the whole model, with the columns it is about. */
static const char *
shared_note(const LogitView *view, const Datum *labels)
{
	const ms_term_state *states = view->states + 1;
	const char *separating = regression_names(
	    labels, states, view->k, MS_TERM_SEPARATES, MS_TERM_SEPARATES);
	const char *note = view->note;

	if (note != NULL && separating != NULL)
		note = psprintf("%s (%s)", note, separating);
	return regression_note(
	    note, regression_rank_note(labels, states, view->k, view->rank));
}

static const char *
note_of_term(const LogitView *view, const Datum *labels, int j)
{
	return view->states[j] != MS_TERM_KEPT ? ms_term_note(view->states[j])
	                                       : shared_note(view, labels);
}

static void
label_term(Row *row, const Datum *labels, int j)
{
	if (j == 0)
		row_text(row, "(Intercept)");
	else
		row_datum(row, labels[j - 1]);
}

static void
emit_coefficient(Row *row,
                 const Datum *labels,
                 int j,
                 const ms_term *t,
                 double level,
                 const char *note)
{
	label_term(row, labels, j);
	row_term(row, t, INFINITY, level);
	row_float8(row, ms_logit_odds_ratio(t->estimate));
	row_float8(row, ms_logit_odds_ratio(t->limits.low));
	row_float8(row, ms_logit_odds_ratio(t->limits.high));
	row_text(row, note);
	row_emit(row);
}

/* (model, labels, conf_level) */
PG_FUNCTION_INFO_V1(medsec_logit_terms);
Datum
medsec_logit_terms(PG_FUNCTION_ARGS)
{
	double *covariance;
	double level;
	Datum *labels;
	LogitView view;
	Row row;
	int k;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	level = medsec_level_arg(fcinfo, 2);
	view = logit_view(PG_GETARG_DATUM(0));
	labels = regression_labels(fcinfo, 1, view.k > 0 ? view.k : -1, false, &k);
	covariance = regression_figures(view.record,
	                                MODEL_COVARIANCE,
	                                "covariance",
	                                (view.k + 1) * (view.k + 1));
	for (int j = 0; j <= k; j++)
	{
		bool known = j <= view.k;
		ms_term t = ms_term_of(
		    known ? view.coefficients[j] : MS_NULL,
		    known ? ms_root(covariance[(Size) j * (view.k + 1) + j]) : MS_NULL,
		    INFINITY,
		    level);

		emit_coefficient(&row,
		                 labels,
		                 j,
		                 &t,
		                 level,
		                 known ? note_of_term(&view, labels, j) : view.note);
	}
	return (Datum) 0;
}

/* (model, labels, kind, conf_level) */
PG_FUNCTION_INFO_V1(medsec_logit_effects);
Datum
medsec_logit_effects(PG_FUNCTION_ARGS)
{
	static const char *const kinds[] = {"dydx", "eyex", NULL};
	double *effects;
	double *errors;
	double level;
	bool is_elasticity;
	Datum *labels;
	LogitView view;
	Row row;
	int k;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	is_elasticity = medsec_option_arg(fcinfo, 2, "kind", kinds) == 1;
	level = medsec_level_arg(fcinfo, 3);
	view = logit_view(PG_GETARG_DATUM(0));
	labels = regression_labels(fcinfo, 1, view.k > 0 ? view.k : -1, false, &k);
	effects =
	    regression_figures(view.record,
	                       is_elasticity ? MODEL_ELASTICITIES : MODEL_EFFECTS,
	                       is_elasticity ? "elasticities" : "effects",
	                       view.k + 1);
	errors = regression_figures(
	    view.record,
	    is_elasticity ? MODEL_ELASTICITY_ERRORS : MODEL_EFFECT_ERRORS,
	    is_elasticity ? "elasticity_errors" : "effect_errors",
	    view.k + 1);
	for (int j = 1; j <= k; j++)
	{
		bool known = j <= view.k;
		ms_term t = ms_term_of(known ? effects[j] : MS_NULL,
		                       known ? errors[j] : MS_NULL,
		                       INFINITY,
		                       level);

		label_term(&row, labels, j);
		row_term(&row, &t, INFINITY, level);
		row_text(&row, known ? note_of_term(&view, labels, j) : view.note);
		row_emit(&row);
	}
	return (Datum) 0;
}

/* Field by field as it stands in the model. */
static void
row_field(Row *row, Datum record, int field)
{
	bool is_null;
	Datum value = GetAttributeByNum(
	    DatumGetHeapTupleHeader(record), (AttrNumber) field, &is_null);

	if (is_null)
		row_null(row);
	else
		row_datum(row, value);
}

/* (model, conf_level) */
PG_FUNCTION_INFO_V1(medsec_logit_summary);
Datum
medsec_logit_summary(PG_FUNCTION_ARGS)
{
	double level = medsec_level_arg(fcinfo, 1);
	LogitView view = logit_view(PG_GETARG_DATUM(0));
	Datum record = view.record;
	double log_likelihood =
	    regression_figure(record, MODEL_LOG_LIKELIHOOD, "log_likelihood");
	double log_likelihood_null = regression_figure(
	    record, MODEL_LOG_LIKELIHOOD_NULL, "log_likelihood_null");
	double auc = regression_figure(record, MODEL_AUC, "auc");
	double auc_error =
	    regression_figure(record, MODEL_AUC_ERROR, "auc_std_error");
	ms_logit_fit fit = ms_logit_fit_of(log_likelihood,
	                                   log_likelihood_null,
	                                   view.rank,
	                                   regression_figure(record, MODEL_N, "n"));
	Row row;

	row_begin(&row, fcinfo);
	row_field(&row, record, MODEL_N);
	row_field(&row, record, MODEL_MISSING);
	row_float8(&row, regression_figure(record, MODEL_POSITIVES, "positives"));
	row_float8(&row, log_likelihood);
	row_float8(&row, log_likelihood_null);
	row_float8(&row, fit.lr);
	row_float8(&row, ms_is_null(fit.lr) ? MS_NULL : view.rank);
	row_float8(&row, fit.p_value);
	row_float8(&row, fit.mcfadden_r2);
	row_float8(&row, fit.cox_snell_r2);
	row_float8(&row, fit.nagelkerke_r2);
	row_float8(&row, fit.aic);
	row_float8(&row, fit.bic);
	row_float8(&row, auc);
	row_float8(&row, auc_error);
	row_interval(&row, ms_auc_limits(auc, auc_error, level));
	row_float8(&row, level);
	row_field(&row, record, MODEL_ITERATIONS);
	row_field(&row, record, MODEL_CONVERGED);
	row_field(&row, record, MODEL_SEPARATION);
	row_text(&row,
	         regression_note(view.note,
	                         regression_rank_note(
	                             NULL, view.states + 1, view.k, view.rank)));
	return row_finish(&row);
}

/* ---- predictions ---- */

/* What a call site keeps between rows: the model it read last. */
typedef struct Predictor
{
	ColumnReader *columns; /* NULL where they come as an array */
	MemoryContext context; /* of the model */
	struct varlena *raw; /* the datum as it came; NULL: none yet */
	int k;
	double *coefficients;
	double *values;
} Predictor;

static Predictor *
predictor(FunctionCallInfo fcinfo, bool is_array)
{
	Predictor *p = fcinfo->flinfo->fn_extra;

	if (likely(p != NULL))
		return p;
	p = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(Predictor));
	if (!is_array)
		p->columns = column_reader(fcinfo, 1);
	p->context = AllocSetContextCreate(
	    fcinfo->flinfo->fn_mcxt, "medsec model", ALLOCSET_SMALL_SIZES);
	fcinfo->flinfo->fn_extra = p;
	return p;
}

/* Have the model of argument 0 read, unless it is the one of the last row. */
static void
load_model(Predictor *p, FunctionCallInfo fcinfo)
{
	struct varlena *raw = PG_GETARG_RAW_VARLENA_P(0);
	Size size = VARSIZE_ANY(raw);
	MemoryContext old;
	LogitView view;

	if (p->raw != NULL && VARSIZE_ANY(p->raw) == size &&
	    memcmp(p->raw, raw, size) == 0 &&
	    (!VARATT_IS_EXTERNAL(raw) || VARATT_IS_EXTERNAL_ONDISK(raw)))
		return;
	p->raw = NULL;
	MemoryContextReset(p->context);
	old = MemoryContextSwitchTo(p->context);
	view = logit_view(PG_GETARG_DATUM(0));
	p->k = view.k;
	p->coefficients = view.coefficients;
	p->values = palloc((Size) Max(view.k, FUNC_MAX_ARGS) * sizeof(double));
	p->raw = memcpy(palloc(size), raw, size);
	MemoryContextSwitchTo(old);
}

static Datum
predict(FunctionCallInfo fcinfo, const Predictor *p, const double *x, int k)
{
	for (int j = 0; j < k; j++)
	{
		if (unlikely(!isfinite(x[j])))
			medsec_refuse_value(x[j], psprintf("column %d", j + 1));
	}
	if (ms_is_null(p->coefficients[0]))
		PG_RETURN_NULL();
	if (k != p->k)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the model has other columns"),
		         errdetail("It has %d and there are %d.", p->k, k),
		         errhint("Give the columns of logit(y, ...) in their order, "
		                 "without y.")));
	/* terms of both signs that are out of range say nothing */
	MEDSEC_RETURN_FLOAT8(ms_known(ms_logit_probability(k, p->coefficients, x)));
}

/* (model, columns...) */
PG_FUNCTION_INFO_V1(medsec_logit_predict);
Datum
medsec_logit_predict(PG_FUNCTION_ARGS)
{
	Predictor *p = predictor(fcinfo, false);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	load_model(p, fcinfo);
	if (!column_reader_read(p->columns, fcinfo, p->values))
		PG_RETURN_NULL();
	return predict(fcinfo, p, p->values, column_reader_count(p->columns));
}

/* (model, columns float8[]) */
PG_FUNCTION_INFO_V1(medsec_logit_predict_array);
Datum
medsec_logit_predict_array(PG_FUNCTION_ARGS)
{
	Predictor *p = predictor(fcinfo, true);
	int k;
	const double *x = medsec_vector(PG_GETARG_ARRAYTYPE_P(1), "columns", &k);

	load_model(p, fcinfo);
	return predict(fcinfo, p, x, k);
}
