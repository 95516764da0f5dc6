/*
 * stays.c
 *		Hospital stays of a person, in the order of admission.
 */
#include "window.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/date.h"

#include "core/stays.h"

/* The days of a row; false where the person was not admitted. */
static bool
stay_of_row(FunctionCallInfo fcinfo, ms_stay *stay)
{
	bool no_admission;
	bool no_discharge;
	DateADT admitted = DatumGetDateADT(window_value(fcinfo, 0, &no_admission));
	DateADT discharged =
	    DatumGetDateADT(window_value(fcinfo, 1, &no_discharge));

	if (no_admission)
		return false;
	no_discharge |= !no_discharge && DATE_IS_NOEND(discharged);
	if (DATE_NOT_FINITE(admitted) ||
	    (!no_discharge && DATE_NOT_FINITE(discharged)))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("arguments \"admitted\" and \"discharged\" must be "
		                "finite dates"),
		         errhint("Write NULL for a discharge that is to come.")));
	if (!no_discharge && discharged < admitted)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"discharged\" must not be before "
		                "\"admitted\""),
		         errdetail("It is %d days before.", admitted - discharged)));
	stay->admitted = admitted;
	stay->discharged = no_discharge ? MS_STAY_OPEN : discharged;
	return true;
}

static void
check_order(ms_stay stay, int32 last_admitted, bool has_last)
{
	if (has_last && stay.admitted < last_admitted)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the stays of a person must come in the order of "
		                "admission"),
		         errhint("Write OVER (PARTITION BY person ORDER BY "
		                 "admitted).")));
}

static void
row_stay(Row *row, const ms_stay *stay)
{
	if (stay == NULL)
	{
		row_null(row);
		row_null(row);
		return;
	}
	row_datum(row, DateADTGetDatum(stay->admitted));
	if (stay->discharged == MS_STAY_OPEN)
		row_null(row);
	else
		row_datum(row, DateADTGetDatum(stay->discharged));
}

/* ---- readmission ---- */

/* The stays of one diagnosis, or of any. */
typedef struct Diagnosis
{
	uint64 hash;
	text *name; /* NULL: any */
	ms_stays stays;
} Diagnosis;

typedef struct StaysKept
{
	bool has_last;
	int32 last_admitted;
	int count;
	int capacity;
	Diagnosis *diagnoses;
} StaysKept;

static bool
is_same(const Diagnosis *diagnosis, uint64 hash, const text *name)
{
	if (name == NULL || diagnosis->name == NULL)
		return name == diagnosis->name;
	return diagnosis->hash == hash &&
	       VARSIZE_ANY_EXHDR(name) == VARSIZE_ANY_EXHDR(diagnosis->name) &&
	       memcmp(VARDATA_ANY(name),
	              VARDATA_ANY(diagnosis->name),
	              VARSIZE_ANY_EXHDR(name)) == 0;
}

static Diagnosis *
add_diagnosis(StaysKept *kept, uint64 hash, const text *name)
{
	MemoryContext old = MemoryContextSwitchTo(GetMemoryChunkContext(kept));
	Diagnosis *added;

	if (kept->count == kept->capacity)
	{
		int capacity = kept->capacity == 0 ? 4 : 2 * kept->capacity;

		kept->diagnoses =
		    kept->capacity == 0
		        ? palloc(capacity * sizeof(Diagnosis))
		        : repalloc(kept->diagnoses, capacity * sizeof(Diagnosis));
		kept->capacity = capacity;
	}
	added = &kept->diagnoses[kept->count++];
	memset(added, 0, sizeof(Diagnosis));
	added->hash = hash;
	if (name != NULL)
	{
		added->name = palloc(VARSIZE_ANY(name));
		memcpy(added->name, name, VARSIZE_ANY(name));
	}
	MemoryContextSwitchTo(old);
	return added;
}

/* A person has few diagnoses: they are looked through. */
static Diagnosis *
find_diagnosis(StaysKept *kept, const text *name)
{
	uint64 hash = name == NULL ? 0
	                           : DatumGetUInt64(hash_any_extended(
	                                 (const unsigned char *) VARDATA_ANY(name),
	                                 VARSIZE_ANY_EXHDR(name),
	                                 0));

	for (int k = 0; k < kept->count; k++)
	{
		if ((k & 1023) == 1023)
			CHECK_FOR_INTERRUPTS();
		if (is_same(&kept->diagnoses[k], hash, name))
			return &kept->diagnoses[k];
	}
	return add_diagnosis(kept, hash, name);
}

static const char *
gap_note(ms_stay_gap gap)
{
	switch (gap)
	{
		case MS_GAP_OPEN:
			return "no stay before has a discharge";
		case MS_GAP_OVERLAP:
			return "admitted before the discharge of the stay before: see "
			       "overlapping_stay";
		case MS_GAP_NONE:
		case MS_GAP_KNOWN:
			break;
	}
	return NULL;
}

static int
gap_days_arg(FunctionCallInfo fcinfo, int i)
{
	int days = DatumGetInt32(window_argument(fcinfo, i, "gap_days"));

	if (days < 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"gap_days\" must not be negative"),
		         errdetail("The value is %d.", days)));
	return days;
}

static Datum
no_stay(Row *row, const char *note)
{
	for (int k = 0; k < 5; k++)
		row_null(row);
	row_text(row, note);
	return row_finish(row);
}

/* The stay against those before of the same list, which it then joins. */
static Datum
compare_with_last(
    Row *row, ms_stays *before, ms_stay stay, int gap_days, bool planned)
{
	int64 days;
	ms_stay_gap gap = ms_stays_gap(before, stay, &days);
	bool within = gap == MS_GAP_KNOWN && days <= gap_days;

	if (gap == MS_GAP_OPEN)
		row_null(row);
	else
		row_bool(row, within && !planned);
	if (gap == MS_GAP_KNOWN)
		row_int32(row, (int32) days);
	else
		row_null(row);
	row_stay(row,
	         gap == MS_GAP_NONE   ? NULL
	         : gap == MS_GAP_OPEN ? &before->last
	                              : &before->last_closed);
	row_int64(row, before->n);
	row_text(row,
	         within && planned              ? "planned: left out of the leads"
	         : gap_note(gap) != NULL        ? gap_note(gap)
	         : before->n > before->n_closed ? "an earlier stay has no discharge"
	                                        : NULL);
	ms_stays_add(before, stay);
	return row_finish(row);
}

static Datum
readmission(FunctionCallInfo fcinfo, int diagnosis_at)
{
	StaysKept *kept = window_memory(fcinfo, sizeof(StaysKept));
	Row *row = row_begin_kept(fcinfo);
	int next = diagnosis_at > 0 ? diagnosis_at + 1 : 2;
	int gap_days = gap_days_arg(fcinfo, next);
	bool is_null;
	bool planned = DatumGetBool(window_value(fcinfo, next + 1, &is_null));
	text *name = NULL;
	ms_stay stay;

	planned &= !is_null;
	if (!stay_of_row(fcinfo, &stay))
		return no_stay(row, "no admission");
	check_order(stay, kept->last_admitted, kept->has_last);
	kept->has_last = true;
	kept->last_admitted = stay.admitted;
	if (diagnosis_at > 0)
	{
		Datum diagnosis = window_value(fcinfo, diagnosis_at, &is_null);

		if (is_null)
			return no_stay(row, "no diagnosis");
		name = DatumGetTextPP(diagnosis);
	}
	return compare_with_last(
	    row, &find_diagnosis(kept, name)->stays, stay, gap_days, planned);
}

/* (admitted, discharged, gap_days, planned) */
PG_FUNCTION_INFO_V1(medsec_readmission);
Datum
medsec_readmission(PG_FUNCTION_ARGS)
{
	return readmission(fcinfo, 0);
}

/* (admitted, discharged, diagnosis, gap_days, planned) */
PG_FUNCTION_INFO_V1(medsec_readmission_diagnosis);
Datum
medsec_readmission_diagnosis(PG_FUNCTION_ARGS)
{
	return readmission(fcinfo, 2);
}

/* ---- overlapping stays ---- */

typedef struct OverlapKept
{
	bool has_last;
	ms_stay_line line;
} OverlapKept;

/* The stay some rows further on: false at the end of the partition. */
static bool
stay_after(FunctionCallInfo fcinfo, int rows, bool *known, ms_stay *stay)
{
	bool no_admission;
	bool no_discharge;
	bool is_out;
	Datum admitted =
	    window_value_after(fcinfo, 0, rows, &no_admission, &is_out);
	DateADT discharged;

	if (is_out)
		return false;
	*known = !no_admission;
	discharged = DatumGetDateADT(
	    window_value_after(fcinfo, 1, rows, &no_discharge, &is_out));
	stay->admitted = DatumGetDateADT(admitted);
	stay->discharged =
	    no_discharge || DATE_IS_NOEND(discharged) ? MS_STAY_OPEN : discharged;
	return true;
}

/* Does a later stay overlap?  Those that begin before the end are asked. */
static bool
overlaps_later(FunctionCallInfo fcinfo,
               ms_stay stay,
               ms_stay *other,
               int64 *days)
{
	bool known;

	for (int rows = 1; stay_after(fcinfo, rows, &known, other); rows++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!known)
			continue;
		if (other->admitted >= stay.discharged)
			return false;
		if (ms_stay_overlaps(stay, *other, days))
			return true;
	}
	return false;
}

static Datum
overlap_with(
    Row *row, const ms_stay *other, bool overlaps, ms_stay stay, int64 days)
{
	row_bool(row, overlaps);
	if (overlaps && days < MS_STAY_OPEN / 2)
		row_int64(row, days);
	else
		row_null(row);
	row_stay(row, overlaps ? other : NULL);
	row_text(row,
	         stay.discharged == MS_STAY_OPEN ? "this stay has no discharge"
	         : overlaps && other->discharged == MS_STAY_OPEN
	             ? "the other stay has no discharge"
	             : NULL);
	return row_finish(row);
}

/* (admitted, discharged) */
PG_FUNCTION_INFO_V1(medsec_overlapping_stay);
Datum
medsec_overlapping_stay(PG_FUNCTION_ARGS)
{
	OverlapKept *kept = window_memory(fcinfo, sizeof(OverlapKept));
	Row *row = row_begin_kept(fcinfo);
	int64 days = 0;
	bool overlaps;
	ms_stay other;
	ms_stay stay;

	if (!stay_of_row(fcinfo, &stay))
	{
		row_bool(row, false);
		for (int k = 0; k < 3; k++)
			row_null(row);
		row_text(row, "no admission");
		return row_finish(row);
	}
	check_order(stay, kept->line.day, kept->has_last);
	overlaps = ms_stay_line_overlaps(&kept->line, stay, &other, &days) ||
	           overlaps_later(fcinfo, stay, &other, &days);
	kept->has_last = true;
	ms_stay_line_add(&kept->line, stay);
	return overlap_with(row, &other, overlaps, stay, days);
}
