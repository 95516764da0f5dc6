/*
 * ahp.c
 *		Weights from pairwise judgements.
 */
#include "types.h"

#include "catalog/pg_type.h"

#include "core/ahp.h"

#define MAX_CRITERIA 40

/* A square matrix of judgements without a fault. */
static const double *
judgements_arg(FunctionCallInfo fcinfo, int i, int *n)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(i);
	const double *matrix = (const double *) ARR_DATA_PTR(array);
	const char *fault;

	if (ARR_NDIM(array) != 2 || ARR_DIMS(array)[0] != ARR_DIMS(array)[1] ||
	    ARR_DIMS(array)[0] > MAX_CRITERIA || array_contains_nulls(array))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"matrix\" must be a square array of 1 to %d "
		                "criteria, without NULLs",
		                MAX_CRITERIA)));
	*n = ARR_DIMS(array)[0];
	fault = ms_ahp_fault(*n, matrix);
	if (fault != NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"matrix\" is not a matrix of pairwise "
		                "judgements"),
		         errdetail("%s", fault),
		         errhint("Entry i, j says how many times as important i is as "
		                 "j; entry j, i is its reciprocal.")));
	return matrix;
}

PG_FUNCTION_INFO_V1(medsec_ahp);
Datum
medsec_ahp(PG_FUNCTION_ARGS)
{
	int n;
	const double *matrix = judgements_arg(fcinfo, 0, &n);
	double *weights = palloc(n * sizeof(double));
	double *geometric = palloc(n * sizeof(double));
	ms_ahp result;
	Row row;

	medsec_check_status(ms_ahp_solve(n,
	                                 matrix,
	                                 weights,
	                                 geometric,
	                                 &result,
	                                 palloc(ms_ahp_workspace(n))),
	                    "ahp");
	row_begin(&row, fcinfo);
	row_datum(&row, medsec_array(weights, n));
	row_datum(&row, medsec_array(geometric, n));
	row_float8(&row, result.lambda_max);
	row_float8(&row, result.consistency_index);
	row_float8(&row, result.consistency_ratio);
	row_int32(&row, n);
	row_text(&row, result.note);
	return row_finish(&row);
}

/* ---- a group of judges: their logarithms are rows of co-moments ---- */

PG_FUNCTION_INFO_V1(medsec_ahp_group_accum);
Datum
medsec_ahp_group_accum(PG_FUNCTION_ARGS)
{
	Comoments *state = comoments_state(fcinfo);
	const double *matrix;
	double *logarithms;
	int n;

	if (PG_ARGISNULL(1))
	{
		value_count(&state->c.missing, 1);
		return comoments_return(fcinfo, state);
	}
	matrix = judgements_arg(fcinfo, 1, &n);
	state = comoments_make_room(state, n * n);
	logarithms = ms_comoments_next_row(&state->c);
	memset(logarithms, 0, n * n * sizeof(double));
	medsec_check_status(ms_ahp_group_add(n, matrix, logarithms), "ahp_group");
	ms_comoments_take_row(&state->c, 1);
	return comoments_return(fcinfo, state);
}

PG_FUNCTION_INFO_V1(medsec_ahp_group_final);
Datum
medsec_ahp_group_final(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	int n = (int) sqrt(c->p);
	double *matrix;

	if (c->n == 0)
		PG_RETURN_NULL();
	if (n * n != c->p)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("co-moments of a square number of columns are "
		                "expected")));
	matrix = medsec_square(n);
	medsec_check_status(ms_ahp_group_matrix(n, 1, ms_comoments_mean(c), matrix),
	                    "ahp_group");
	return medsec_matrix(matrix, n, n);
}
