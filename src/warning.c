/*
 * warning.c
 *		Warnings of a household through the months, and how good they were.
 */
#include "window.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "utils/date.h"
#include "utils/syscache.h"

#include "core/warning.h"
#include "types.h"

/* ---- states, period by period ---- */

/* (ratio, enter, leave, hold [, verified]) */
static ms_warning_rule
read_rule(FunctionCallInfo fcinfo)
{
	ms_warning_rule rule = {
	    window_float8(fcinfo, 1, "enter"),
	    window_float8(fcinfo, 2, "leave"),
	    DatumGetInt32(window_argument(fcinfo, 3, "hold")),
	};

	if (unlikely(rule.leave > rule.enter))
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		     errmsg("argument \"leave\" must not be above \"enter\""),
		     errdetail("They are %g and %g.", rule.leave, rule.enter),
		     errhint("A ratio between them changes nothing: the dead band.")));
	if (unlikely(rule.hold < 1))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"hold\" must be at least 1"),
		         errdetail("The value is %d.", rule.hold)));
	return rule;
}

/* The household after the current row. */
static const ms_warning *
next_period(FunctionCallInfo fcinfo)
{
	ms_warning *warning = window_memory(fcinfo, sizeof(ms_warning));
	ms_warning_rule rule = read_rule(fcinfo);
	bool is_null;
	bool verified = false;
	double ratio = DatumGetFloat8(window_value(fcinfo, 0, &is_null));

	ratio = is_null ? MS_NULL : medsec_row_value(ratio, "ratio");
	if (PG_NARGS() > 4)
	{
		verified = DatumGetBool(window_value(fcinfo, 4, &is_null));
		verified &= !is_null;
	}
	ms_warning_step(warning, &rule, ratio, verified);
	return warning;
}

/* The words of the enum in the order of ms_warning_state, looked up once. */
typedef struct StateWords
{
	Oid oids[MS_WARNING_STATES];
} StateWords;

static void
look_up_words(StateWords *words, Oid type)
{
	static const char *const labels[] = {
	    "none", "warned", "monitored", "eliminated"};

	for (int k = 0; k < MS_WARNING_STATES; k++)
	{
		HeapTuple tuple = SearchSysCache2(
		    ENUMTYPOIDNAME, ObjectIdGetDatum(type), CStringGetDatum(labels[k]));

		if (!HeapTupleIsValid(tuple))
			elog(ERROR, "no state \"%s\" in type %u", labels[k], type);
		words->oids[k] = ((Form_pg_enum) GETSTRUCT(tuple))->oid;
		ReleaseSysCache(tuple);
	}
}

PG_FUNCTION_INFO_V1(medsec_warning_state);
Datum
medsec_warning_state(PG_FUNCTION_ARGS)
{
	const ms_warning *warning = next_period(fcinfo);
	StateWords *words = fcinfo->flinfo->fn_extra;

	if (words == NULL)
	{
		words = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(StateWords));
		look_up_words(words, get_fn_expr_rettype(fcinfo->flinfo));
		fcinfo->flinfo->fn_extra = words;
	}
	PG_RETURN_OID(words->oids[warning->state]);
}

PG_FUNCTION_INFO_V1(medsec_warning_relapses);
Datum
medsec_warning_relapses(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) next_period(fcinfo)->relapses);
}

/* What the evidence keeps with the call. */
typedef struct EvidenceKept
{
	Row row;
	StateWords words;
} EvidenceKept;

static EvidenceKept *
evidence_kept(FunctionCallInfo fcinfo)
{
	EvidenceKept *kept = fcinfo->flinfo->fn_extra;

	if (kept == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		kept = palloc(sizeof(EvidenceKept));
		row_begin(&kept->row, fcinfo);
		look_up_words(&kept->words, TupleDescAttr(kept->row.desc, 0)->atttypid);
		MemoryContextSwitchTo(old);
		fcinfo->flinfo->fn_extra = kept;
	}
	kept->row.at = 0;
	return kept;
}

PG_FUNCTION_INFO_V1(medsec_warning_evidence);
Datum
medsec_warning_evidence(PG_FUNCTION_ARGS)
{
	const ms_warning *warning = next_period(fcinfo);
	EvidenceKept *kept = evidence_kept(fcinfo);
	Row *row = &kept->row;
	bool is_null;
	Datum ratio = window_value(fcinfo, 0, &is_null);

	row_datum(row, ObjectIdGetDatum(kept->words.oids[warning->state]));
	if (is_null)
		row_null(row);
	else
		row_datum(row, ratio);
	row_int64(row, warning->since);
	row_int64(row, warning->calm);
	row_int64(row, warning->entries);
	row_int64(row, warning->relapses);
	row_text(row, is_null ? "the ratio of this period is not known" : NULL);
	return row_finish(row);
}

/* ---- what became of the warned ---- */

/* places in the state, a bigint[] */
enum
{
	MISSING,
	HITS,
	FALSE_ALARMS,
	LATE,
	MISSES,
	QUIET,
	LEAD_SUM, /* days from the warning on, of hits by date */
	LEADS,
	LEAD_MIN,
	LEAD_MAX,
	EVALUATION_PLACES
};

static int64 *
evaluation_arg(FunctionCallInfo fcinfo, int i, bool to_change)
{
	int n;
	int64 *counts = medsec_counts_arg(fcinfo, i, &n, to_change);

	if (n != EVALUATION_PLACES)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("this array is not the state of the aggregate")));
	return counts;
}

/* (state, warned boolean, happened boolean) */
PG_FUNCTION_INFO_V1(medsec_warning_evaluation_accum);
Datum
medsec_warning_evaluation_accum(PG_FUNCTION_ARGS)
{
	int64 *counts = evaluation_arg(fcinfo, 0, true);

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		value_count(&counts[MISSING], 1);
	else if (PG_GETARG_BOOL(1))
		value_count(&counts[PG_GETARG_BOOL(2) ? HITS : FALSE_ALARMS], 1);
	else
		value_count(&counts[PG_GETARG_BOOL(2) ? MISSES : QUIET], 1);
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

static void
count_lead(int64 *counts, int64 days)
{
	counts[LEAD_MIN] = counts[LEADS] == 0 ? days : Min(counts[LEAD_MIN], days);
	counts[LEAD_MAX] = counts[LEADS] == 0 ? days : Max(counts[LEAD_MAX], days);
	value_count(&counts[LEADS], 1);
	value_count(&counts[LEAD_SUM], days);
	value_count(&counts[HITS], 1);
}

static DateADT
finite_date(FunctionCallInfo fcinfo, int i, const char *name)
{
	DateADT date = PG_GETARG_DATEADT(i);

	if (DATE_NOT_FINITE(date))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must be a finite date", name),
		         errhint("Write NULL for what did not happen.")));
	return date;
}

/* (state, warned_at date, happened_at date) */
PG_FUNCTION_INFO_V1(medsec_warning_evaluation_accum_dates);
Datum
medsec_warning_evaluation_accum_dates(PG_FUNCTION_ARGS)
{
	int64 *counts = evaluation_arg(fcinfo, 0, true);
	bool warned = !PG_ARGISNULL(1);
	bool happened = !PG_ARGISNULL(2);
	int64 warned_at = warned ? finite_date(fcinfo, 1, "warned_at") : 0;
	int64 happened_at = happened ? finite_date(fcinfo, 2, "happened_at") : 0;

	if (!warned || !happened)
		value_count(&counts[warned     ? FALSE_ALARMS
		                    : happened ? MISSES
		                               : QUIET],
		            1);
	else if (happened_at < warned_at)
		value_count(&counts[LATE], 1);
	else
		count_lead(counts, happened_at - warned_at);
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

PG_FUNCTION_INFO_V1(medsec_warning_evaluation_combine);
Datum
medsec_warning_evaluation_combine(PG_FUNCTION_ARGS)
{
	int64 *counts = evaluation_arg(fcinfo, 0, true);
	const int64 *other = evaluation_arg(fcinfo, 1, false);

	if (other[LEADS] > 0)
	{
		bool none = counts[LEADS] == 0;

		counts[LEAD_MIN] =
		    none ? other[LEAD_MIN] : Min(counts[LEAD_MIN], other[LEAD_MIN]);
		counts[LEAD_MAX] =
		    none ? other[LEAD_MAX] : Max(counts[LEAD_MAX], other[LEAD_MAX]);
	}
	for (int k = 0; k <= LEADS; k++)
		value_count(&counts[k], other[k]);
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/* A state that somebody made up may count below nothing. */
static void
check_counts(const int64 *counts)
{
	for (int k = 0; k < EVALUATION_PLACES; k++)
	{
		if (counts[k] < 0 || counts[k] > MS_MAX_COUNT)
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("a count of the state is out of range"),
			         errdetail("It is " INT64_FORMAT ".", counts[k])));
	}
}

static void
row_leads(Row *row, const int64 *counts)
{
	double leads = (double) counts[LEADS];
	double mean = leads > 0 ? (double) counts[LEAD_SUM] / leads : MS_NULL;

	row_float8(row, mean);
	row_float8(row, leads > 0 ? (double) counts[LEAD_MIN] : MS_NULL);
	row_float8(row, leads > 0 ? (double) counts[LEAD_MAX] : MS_NULL);
	/* of the mean Gregorian month */
	row_float8(row, ms_is_null(mean) ? mean : mean * 12 / 365.2425);
}

PG_FUNCTION_INFO_V1(medsec_warning_evaluation_final);
Datum
medsec_warning_evaluation_final(PG_FUNCTION_ARGS)
{
	const int64 *counts = evaluation_arg(fcinfo, 0, false);
	ms_warning_counts c = {counts[HITS],
	                       counts[FALSE_ALARMS],
	                       counts[LATE],
	                       counts[MISSES],
	                       counts[QUIET]};
	ms_warning_quality quality;
	Row row;

	check_counts(counts);
	ms_warning_evaluate(&c, 0.95, &quality);
	row_begin(&row, fcinfo);
	row_float8(&row, quality.n);
	row_int64(&row, counts[MISSING]);
	row_int64(&row, c.hits);
	row_int64(&row, c.false_alarms);
	row_int64(&row, c.late);
	row_int64(&row, c.misses);
	row_int64(&row, c.quiet);
	row_float8(&row, quality.precision);
	row_interval(&row, quality.precision_limits);
	row_float8(&row, quality.recall);
	row_interval(&row, quality.recall_limits);
	row_float8(&row, quality.specificity);
	row_float8(&row, quality.f1);
	row_leads(&row, counts);
	row_float8(&row, 0.95);
	row_text(&row, quality.note);
	return row_finish(&row);
}
