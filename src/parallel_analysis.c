/*
 * parallel_analysis.c
 *		How large eigenvalues are that mean nothing.
 */
#include "medsec.h"

#include "core/comoments.h"
#include "core/parallel_analysis.h"

#define MAX_REPLICATES 1000000

/* every eigenvalue of every replicate is kept, 8 bytes each */
#define MAX_EIGENVALUES 50000000

PG_FUNCTION_INFO_V1(medsec_parallel_analysis);
Datum
medsec_parallel_analysis(PG_FUNCTION_ARGS)
{
	int p = medsec_range_arg(fcinfo, 1, "p", 1, MS_COMOMENTS_MAX_COLUMNS);
	int64 n = medsec_whole_arg(fcinfo, 0, "n", p + 1, MS_MAX_COUNT);
	int replicates =
	    medsec_range_arg(fcinfo, 2, "replicates", 1, MAX_REPLICATES);
	double percentile = medsec_share_arg(fcinfo, 3, "percentile");
	double *mean = palloc(p * sizeof(double));
	double *quantile = palloc(p * sizeof(double));
	ms_status status;
	Row row;

	if ((int64) p * replicates > MAX_EIGENVALUES)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		     errmsg("p times replicates must not be above %d", MAX_EIGENVALUES),
		     errdetail("They are %d and %d.", p, replicates)));
	status = ms_parallel_analysis_simulate(
	    n,
	    p,
	    replicates,
	    percentile,
	    (uint64) PG_GETARG_INT64(4),
	    mean,
	    quantile,
	    MemoryContextAllocHuge(CurrentMemoryContext,
	                           ms_parallel_analysis_workspace(p, replicates)));
	medsec_check_status(status, "parallel_analysis");
	row_begin_set(&row, fcinfo);
	for (int i = 0; i < p; i++)
	{
		row_int32(&row, i + 1);
		row_float8(&row, mean[i]);
		row_float8(&row, quantile[i]);
		row_emit(&row);
	}
	return (Datum) 0;
}
