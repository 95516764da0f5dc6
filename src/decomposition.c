/*
 * decomposition.c
 *		Which determinants make a concentration index, and the rank that it
 *		needs.
 */
#include "window.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"

#include "core/decomposition.h"
#include "types.h"

/* need boolean[], one a determinant; NULL: none */
static bool *
need_arg(FunctionCallInfo fcinfo, int i, int k)
{
	bool *need = palloc0(Max(k, 1) * sizeof(bool));
	Datum *elements;
	bool *nulls;
	int n;

	if (PG_ARGISNULL(i))
		return need;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(i),
	                  BOOLOID,
	                  1,
	                  true,
	                  TYPALIGN_CHAR,
	                  &elements,
	                  &nulls,
	                  &n);
	if (n != k)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
		     errmsg("argument \"need\" must have one element for each "
		            "determinant"),
		     errdetail("There are %d determinants and %d elements.", k, n)));
	for (int j = 0; j < k; j++)
	{
		if (nulls[j])
			ereport(ERROR,
			        (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			         errmsg("argument \"need\" must not have NULL elements")));
		need[j] = DatumGetBool(elements[j]);
	}
	return need;
}

/* a row that sums up: of it only contribution and share are told */
static void
emit_sum(Row *row,
         const char *term,
         double contribution,
         double index,
         const char *note)
{
	row_text(row, term);
	for (int j = 0; j < 4; j++)
		row_null(row);
	row_float8(row, contribution);
	row_float8(row, index == 0 ? MS_NULL : contribution / index);
	row_null(row);
	row_text(row, note);
	row_emit(row);
}

static void
emit_term(Row *row, Datum label, const ms_contribution *term, bool is_need)
{
	row_datum(row, label);
	row_float8(row, term->beta);
	row_float8(row, term->mean);
	row_float8(row, term->elasticity);
	row_float8(row, term->concentration);
	row_float8(row, term->contribution);
	row_float8(row, term->share);
	row_bool(row, is_need);
	row_text(row, NULL);
	row_emit(row);
}

/* concentration_decomposition(comoments, labels, need) */
PG_FUNCTION_INFO_V1(medsec_concentration_decomposition);
Datum
medsec_concentration_decomposition(PG_FUNCTION_ARGS)
{
	const ms_comoments *c;
	int k;
	Datum *labels;
	bool *need;
	ms_contribution *terms;
	ms_decomposition d;
	ms_status status;
	int rank;
	Row row;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	c = comoments_arg(fcinfo, 0);
	if (c->p == 0)
		return (Datum) 0;
	if (c->p < 3)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the summary must have 3 columns or more"),
		         errdetail("It has %d.", c->p),
		         errhint("They are the fractional rank, the health variable, "
		                 "and its determinants.")));
	k = c->p - 2;
	labels = medsec_labels_arg(fcinfo, 1, &k);
	need = need_arg(fcinfo, 2, k);
	terms = palloc(k * sizeof(ms_contribution));
	status = ms_decomposition_of(
	    c, need, terms, &d, &rank, palloc(ms_decomposition_workspace(c->p)));
	medsec_check_status(status, "the decomposition");
	if (status != MS_OK)
	{
		emit_sum(&row,
		         "index",
		         d.index,
		         d.index,
		         status == MS_SINGULAR
		             ? comoments_singular_note("covariance", rank, k)
		             : d.note);
		return (Datum) 0;
	}
	for (int j = 0; j < k; j++)
		emit_term(&row, labels[j], &terms[j], need[j]);
	emit_sum(&row, "residual", d.residual, d.index, NULL);
	emit_sum(&row, "index", d.index, d.index, NULL);
	if (!PG_ARGISNULL(2))
		emit_sum(
		    &row, "horizontal inequity", d.horizontal_inequity, d.index, NULL);
	return (Datum) 0;
}

/* ---- the rank itself ---- */

/*
 * Units without a value or weight have no rank, and take part in none: the
 * others are put together, in place, and remember where they stood.
 */
static size_t
drop_gaps(Units *units, double *weight, size_t *place)
{
	size_t n = 0;

	for (size_t i = 0; i < units->n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (ms_is_null(units->x[i]) ||
		    (weight != NULL && ms_is_null(weight[i])))
			continue;
		units->x[n] = units->x[i];
		if (weight != NULL)
			weight[n] = medsec_weight(weight[i]);
		place[n++] = i;
	}
	return n;
}

static ms_status
rank_units(Units *units)
{
	double *weight = units->p > 1 ? units->x + units->n : NULL;
	size_t *place = units_alloc(units->n, sizeof(size_t));
	size_t n = drop_gaps(units, weight, place);
	double *rank = sample_work(n);
	ms_status status =
	    ms_fractional_rank(n, units->x, weight, rank, sample_work(3 * n));

	for (size_t i = 0; i < units->n; i++)
		units->score[i] = MS_NULL;
	for (size_t i = 0; i < n; i++)
		units->score[place[i]] = rank[i];
	return status;
}

/* fractional_rank(x [, weight]) OVER (...) */
PG_FUNCTION_INFO_V1(medsec_fractional_rank);
Datum
medsec_fractional_rank(PG_FUNCTION_ARGS)
{
	return window_score_of(fcinfo, 0, PG_NARGS(), rank_units);
}
