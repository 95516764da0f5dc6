/*
 * pca_score.c
 *		Scores of rows of data on the components of a solution.
 */
#include "types.h"

#include "core/pca_score.h"
#include "pca.h"

/*
 * What a call site keeps between rows: the solution it read last, to be read
 * again only when another one comes, and where the columns are.
 */
typedef struct Scorer
{
	MemoryContext context; /* of the solution */
	struct varlena *raw; /* copy of the datum that was read, and ... */
	Size raw_size;
	struct varlena *record; /* ... unpacked; sizes are 0 before it is read */
	Size record_size;
	bool defined; /* does it have components? */
	ms_pca_scale scale;
	double *values;
	ColumnReader *columns; /* NULL where columns come as an array */
} Scorer;

/* Read the solution from the scorer's own copy. */
static void
scorer_read(Scorer *scorer)
{
	HeapTupleHeader record = (HeapTupleHeader) scorer->record;
	int p;
	int k;

	scorer->defined = pca_read_size(record, &p, &k);
	if (!scorer->defined)
		return;
	scorer->scale = (ms_pca_scale){
	    p,
	    k,
	    pca_read_vector(record, FIELD_CENTER, "center", p),
	    pca_read_vector(record, FIELD_SCALE, "scale", p),
	    pca_read_matrix(record, FIELD_COEFFICIENTS, "coefficients", p, k),
	    pca_read_vector(record, FIELD_SHARE, "share", k)};
	for (int j = 0; j < p; j++)
	{
		if (scorer->scale.scale[j] <= 0)
			pca_refuse_field("scale");
	}
	scorer->values = palloc(p * sizeof(double));
}

/* A datum as it comes, toasted or not; expanded objects are never the same. */
static bool
is_same(const void *kept, Size size, const struct varlena *raw)
{
	return size == VARSIZE_ANY(raw) && memcmp(kept, raw, size) == 0 &&
	       (!VARATT_IS_EXTERNAL(raw) || VARATT_IS_EXTERNAL_ONDISK(raw));
}

/*
 * Have the solution of argument 0 read.  It is compared as it comes, so that a
 * stored one is not unpacked again for every row, and once more unpacked, so
 * that a variable of PL/pgSQL is not read again for every row.
 */
static void
scorer_load(Scorer *scorer, FunctionCallInfo fcinfo)
{
	const struct varlena *raw = PG_GETARG_RAW_VARLENA_P(0);
	const struct varlena *record;
	MemoryContext old;

	if (is_same(scorer->raw, scorer->raw_size, raw))
		return;
	record = (const struct varlena *) PG_GETARG_HEAPTUPLEHEADER(0);
	if (is_same(scorer->record, scorer->record_size, record))
		return;
	scorer->raw_size = scorer->record_size = 0;
	MemoryContextReset(scorer->context);
	old = MemoryContextSwitchTo(scorer->context);
	scorer->record = memcpy(palloc(VARSIZE(record)), record, VARSIZE(record));
	scorer->raw = memcpy(palloc(VARSIZE_ANY(raw)), raw, VARSIZE_ANY(raw));
	scorer_read(scorer);
	scorer->record_size = VARSIZE(record);
	scorer->raw_size = VARSIZE_ANY(raw);
	MemoryContextSwitchTo(old);
}

/* The scorer of this call site, for the solution of this row. */
static Scorer *
scorer_arg(FunctionCallInfo fcinfo)
{
	Scorer *scorer = fcinfo->flinfo->fn_extra;

	if (scorer == NULL)
	{
		scorer =
		    MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(Scorer));
		scorer->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt,
		                                        "medsec pca solution",
		                                        ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = scorer;
	}
	scorer_load(scorer, fcinfo);
	return scorer;
}

static void
check_columns(const Scorer *scorer, int given)
{
	if (given != scorer->scale.p)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		     errmsg("the solution was made from %d columns", scorer->scale.p),
		     errdetail("Here are %d.", given),
		     errhint("Give the same columns in the same order.")));
}

/*
 * The row's values from argument `first` on, one by one or, in the form that
 * takes an array, as one; false where there is no score.
 */
static bool
scorer_row(FunctionCallInfo fcinfo, Scorer *scorer, int first, bool as_array)
{
	double *values;
	int given;

	if (!scorer->defined)
		return false;
	if (as_array)
	{
		if (PG_ARGISNULL(first) ||
		    array_contains_nulls(PG_GETARG_ARRAYTYPE_P(first)))
			return false;
		values = medsec_vector(PG_GETARG_ARRAYTYPE_P(first), "columns", &given);
		check_columns(scorer, given);
		memcpy(scorer->values, values, given * sizeof(double));
	}
	else
	{
		if (scorer->columns == NULL)
			scorer->columns = column_reader(fcinfo, first);
		check_columns(scorer, column_reader_count(scorer->columns));
		if (!column_reader_read(scorer->columns, fcinfo, scorer->values))
			return false;
	}
	for (int j = 0; j < scorer->scale.p; j++)
	{
		if (unlikely(!isfinite(scorer->values[j])))
			medsec_refuse_value(scorer->values[j],
			                    psprintf("column %d", j + 1));
	}
	return true;
}

/* A score beyond a double is an error, as everywhere in the server. */
static double
finite_score(double score)
{
	if (unlikely(!isfinite(score)))
		medsec_raise_status(MS_OVERFLOW, "pca_score");
	return score;
}

static Datum
score(FunctionCallInfo fcinfo, bool as_array)
{
	Scorer *scorer;
	int component;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	scorer = scorer_arg(fcinfo);
	if (!scorer->defined)
		PG_RETURN_NULL();
	component = medsec_range_arg(fcinfo, 1, "component", 1, scorer->scale.k);
	if (!scorer_row(fcinfo, scorer, 2, as_array))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(finite_score(
	    ms_pca_score_of(&scorer->scale, component - 1, scorer->values)));
}

PG_FUNCTION_INFO_V1(medsec_pca_score);
Datum
medsec_pca_score(PG_FUNCTION_ARGS)
{
	return score(fcinfo, false);
}

PG_FUNCTION_INFO_V1(medsec_pca_score_array);
Datum
medsec_pca_score_array(PG_FUNCTION_ARGS)
{
	return score(fcinfo, true);
}

static Datum
scores(FunctionCallInfo fcinfo, bool as_array)
{
	Scorer *scorer;
	double *result;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	scorer = scorer_arg(fcinfo);
	if (!scorer_row(fcinfo, scorer, 1, as_array))
		PG_RETURN_NULL();
	result = palloc(scorer->scale.k * sizeof(double));
	for (int c = 0; c < scorer->scale.k; c++)
		result[c] =
		    finite_score(ms_pca_score_of(&scorer->scale, c, scorer->values));
	return medsec_array(result, scorer->scale.k);
}

PG_FUNCTION_INFO_V1(medsec_pca_scores);
Datum
medsec_pca_scores(PG_FUNCTION_ARGS)
{
	return scores(fcinfo, false);
}

PG_FUNCTION_INFO_V1(medsec_pca_scores_array);
Datum
medsec_pca_scores_array(PG_FUNCTION_ARGS)
{
	return scores(fcinfo, true);
}

static Datum
composite(FunctionCallInfo fcinfo, bool as_array)
{
	Scorer *scorer;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	scorer = scorer_arg(fcinfo);
	if (!scorer_row(fcinfo, scorer, 1, as_array))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(
	    finite_score(ms_pca_composite_of(&scorer->scale, scorer->values)));
}

PG_FUNCTION_INFO_V1(medsec_pca_composite);
Datum
medsec_pca_composite(PG_FUNCTION_ARGS)
{
	return composite(fcinfo, false);
}

PG_FUNCTION_INFO_V1(medsec_pca_composite_array);
Datum
medsec_pca_composite_array(PG_FUNCTION_ARGS)
{
	return composite(fcinfo, true);
}
