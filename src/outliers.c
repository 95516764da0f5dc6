/*
 * outliers.c
 *		How far a unit is from its peers, the rows of the partition.
 *
 * At the first row of a partition its values are read and summed up; every row
 * is then compared with the same summary.
 */
#include "window.h"

#include "core/outliers.h"

/* What is kept for a partition. */
typedef struct PeersKept
{
	bool begun;
	ms_peers peers;
} PeersKept;

static int
minimum_arg(FunctionCallInfo fcinfo)
{
	int minimum = DatumGetInt32(window_argument(fcinfo, 1, "minimum"));

	if (minimum < 1)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"minimum\" must be at least 1"),
		         errdetail("The value is %d.", minimum)));
	return minimum;
}

static const ms_peers *
peers_of_partition(FunctionCallInfo fcinfo)
{
	PeersKept *kept = window_memory(fcinfo, sizeof(PeersKept));

	if (!kept->begun)
	{
		void *extra = fcinfo->flinfo->fn_extra;
		Units units;
		double *work;
		ms_status status;

		/* the reader of columns and a kept row would share one place */
		fcinfo->flinfo->fn_extra = NULL;
		units = window_units(fcinfo, 0, 1);
		pfree(fcinfo->flinfo->fn_extra);
		fcinfo->flinfo->fn_extra = extra;
		work = units_alloc(ms_peers_workspace(units.n), sizeof(double));
		status = ms_peers_of(units.n, units.x, work, &kept->peers);
		medsec_check_status(status, "the peers");
		pfree(work);
		pfree(units.x);
		kept->begun = true;
	}
	return &kept->peers;
}

/* The value of this row; false where it has none. */
static bool
value_of_row(FunctionCallInfo fcinfo, double *x)
{
	bool is_null;

	*x = DatumGetFloat8(window_value(fcinfo, 0, &is_null));
	return !is_null;
}

/* The peers of this row, or NULL where they are too few or it has no value. */
static const ms_peers *
enough_peers(FunctionCallInfo fcinfo, double *x)
{
	const ms_peers *peers = peers_of_partition(fcinfo);
	int minimum = minimum_arg(fcinfo);

	return value_of_row(fcinfo, x) && peers->n >= minimum ? peers : NULL;
}

PG_FUNCTION_INFO_V1(medsec_modified_z);
Datum
medsec_modified_z(PG_FUNCTION_ARGS)
{
	double x;
	const ms_peers *peers = enough_peers(fcinfo, &x);

	MEDSEC_RETURN_FLOAT8(peers == NULL ? MS_NULL
	                                   : ms_peers_modified_z(peers, x));
}

PG_FUNCTION_INFO_V1(medsec_robust_z);
Datum
medsec_robust_z(PG_FUNCTION_ARGS)
{
	double x;
	const ms_peers *peers = enough_peers(fcinfo, &x);

	MEDSEC_RETURN_FLOAT8(peers == NULL ? MS_NULL : ms_peers_robust_z(peers, x));
}

/* (x, minimum, leave_one_out) */
PG_FUNCTION_INFO_V1(medsec_peer_z);
Datum
medsec_peer_z(PG_FUNCTION_ARGS)
{
	double x;
	const ms_peers *peers = enough_peers(fcinfo, &x);
	bool others = DatumGetBool(window_argument(fcinfo, 2, "leave_one_out"));

	if (peers == NULL)
		PG_RETURN_NULL();
	MEDSEC_RETURN_FLOAT8(others ? ms_peers_z_of_others(peers, x)
	                            : ms_peers_z(peers, x));
}

/* ---- with the evidence ---- */

static const char *
scale_word(const ms_peers *peers)
{
	switch (ms_peers_scale(peers))
	{
		case MS_SCALE_MAD:
			return "MAD";
		case MS_SCALE_MEAN_DEVIATION:
			return "mean absolute deviation";
		case MS_SCALE_NONE:
			break;
	}
	return NULL;
}

static const char *
peers_note(const ms_peers *peers, bool known, int minimum)
{
	if (!known)
		return "the value of this row is not known";
	if (peers->n < minimum)
		return "too few peers: no scores";
	switch (ms_peers_scale(peers))
	{
		case MS_SCALE_NONE:
			return "all peers have one value: no scores";
		case MS_SCALE_MEAN_DEVIATION:
			return "more than half of the peers have one value, the MAD is 0: "
			       "scaled by the mean absolute deviation";
		case MS_SCALE_MAD:
			break;
	}
	return NULL;
}

PG_FUNCTION_INFO_V1(medsec_peer_comparison);
Datum
medsec_peer_comparison(PG_FUNCTION_ARGS)
{
	const ms_peers *peers = peers_of_partition(fcinfo);
	int minimum = minimum_arg(fcinfo);
	Row *row = row_begin_kept(fcinfo);
	double x;
	bool known = value_of_row(fcinfo, &x);
	bool scored = known && peers->n >= minimum;

	row_float8(row, known ? x : MS_NULL);
	row_int64(row, peers->n);
	row_float8(row, peers->median);
	row_float8(row, peers->mad);
	row_float8(row, peers->mean);
	row_float8(row, peers->stddev);
	row_float8(row,
	           known && peers->median != 0 ? ms_known(x / peers->median)
	                                       : MS_NULL);
	row_float8(row, scored ? ms_peers_modified_z(peers, x) : MS_NULL);
	row_float8(row, scored ? ms_peers_robust_z(peers, x) : MS_NULL);
	row_float8(row, scored ? ms_peers_z(peers, x) : MS_NULL);
	row_float8(row, scored ? ms_peers_z_of_others(peers, x) : MS_NULL);
	row_text(row, peers->n > 0 ? scale_word(peers) : NULL);
	row_text(row, peers_note(peers, known, minimum));
	return row_finish(row);
}
