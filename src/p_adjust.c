/*
 * p_adjust.c
 *		p-values of several tests, adjusted for their number.
 */
#include "window.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "p_adjust.h"

#define MOST_PAIRED 1600 /* groups of which all pairs are compared */
#define WORK_SIZE (MS_P_ADJUST_WORK * sizeof(double)) /* bytes a value */

/* R's "fdr" is understood too. */
static const char *const methods[] = {
    "none", "bonferroni", "holm", "hochberg", "bh", "by", "=fdr", NULL};

static ms_p_adjust
method_of(int option)
{
	return option == 6 ? MS_ADJUST_BH : (ms_p_adjust) option;
}

ms_p_adjust
p_adjust_arg(FunctionCallInfo fcinfo, int i, const char *name)
{
	return method_of(medsec_option_arg(fcinfo, i, name, methods));
}

/* One name a group, of few enough groups to compare all pairs. */
Datum *
pair_labels_arg(FunctionCallInfo fcinfo, int i, int groups)
{
	int n = groups;
	Datum *labels;

	if (groups > MOST_PAIRED)
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("too many groups to compare all pairs"),
		         errdetail("There are %d groups; the limit is %d.",
		                   groups,
		                   MOST_PAIRED)));
	labels = medsec_labels_arg(fcinfo, i, &n);
	if (n != groups)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"labels\" must name every group once"),
		         errdetail("There are %d groups and %d labels.", groups, n)));
	return labels;
}

void
p_adjust_records(int n, double *p, Size stride, ms_p_adjust method)
{
	double *adjusted = palloc(Max(n, 1) * sizeof(double));
	double *work = palloc(Max(n, 1) * WORK_SIZE);

	for (int i = 0; i < n; i++)
		adjusted[i] = *(double *) ((char *) p + i * stride);
	ms_p_adjust_values(n, adjusted, work, method);
	for (int i = 0; i < n; i++)
		*(double *) ((char *) p + i * stride) = adjusted[i];
	pfree(work);
	pfree(adjusted);
}

static double
check_p(double p)
{
	if (!(p >= 0 && p <= 1))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"p\" must hold values from 0 to 1"),
		         errdetail("One of them is %g.", p)));
	return p;
}

PG_FUNCTION_INFO_V1(medsec_p_adjust);
Datum
medsec_p_adjust(PG_FUNCTION_ARGS)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(0);
	ms_p_adjust method = p_adjust_arg(fcinfo, 1, "method");
	const int most = MaxAllocSize / WORK_SIZE;
	Datum *elements;
	bool *nulls;
	double *p;
	int n;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
		        (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
		         errmsg("argument \"p\" must be a one-dimensional array")));
	deconstruct_array(array,
	                  FLOAT8OID,
	                  sizeof(float8),
	                  FLOAT8PASSBYVAL,
	                  TYPALIGN_DOUBLE,
	                  &elements,
	                  &nulls,
	                  &n);
	if (n == 0)
		PG_RETURN_ARRAYTYPE_P(array);
	if (n > most)
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("too many p-values"),
		         errdetail("There are %d; the limit is %d.", n, most)));
	p = palloc(n * sizeof(double));
	for (int i = 0; i < n; i++)
		p[i] = nulls[i] ? MS_NULL : check_p(DatumGetFloat8(elements[i]));
	ms_p_adjust_values(n, p, palloc(n * WORK_SIZE), method);
	return medsec_array(p, n);
}

static ms_status
compute_adjusted(Units *units)
{
	Datum word = window_argument(units->fcinfo, 1, "method");
	ms_p_adjust method =
	    method_of(medsec_option(TextDatumGetCString(word), "method", methods));

	for (size_t i = 0; i < units->n; i++)
		units->score[i] =
		    ms_is_null(units->x[i]) ? MS_NULL : check_p(units->x[i]);
	ms_p_adjust_values(
	    (int) units->n, units->score, units_alloc(units->n, WORK_SIZE), method);
	return MS_OK;
}

/* p_adjusted(p, method) OVER (...) */
PG_FUNCTION_INFO_V1(medsec_p_adjusted);
Datum
medsec_p_adjusted(PG_FUNCTION_ARGS)
{
	return window_score_of(fcinfo, 0, 1, compute_adjusted);
}
