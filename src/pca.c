/*
 * pca.c
 *		Principal components: the solution, its rows, scores of data.
 *
 * The solution is a record of the composite type `pca`, so that it can be
 * stored and read by anybody, and so anybody can also make one up: whatever
 * is read from it here is checked first.
 */
#include "types.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "core/pca.h"
#include "core/pca_score.h"

/* the fields of the composite type, in its order */
enum
{
	FIELD_N = 1,
	FIELD_N_MISSING,
	FIELD_P,
	FIELD_K,
	FIELD_RANK,
	FIELD_MATRIX,
	FIELD_ROTATION,
	FIELD_SCORES,
	FIELD_CENTER,
	FIELD_SCALE,
	FIELD_EIGENVALUES,
	FIELD_EXPLAINED,
	FIELD_SHARE,
	FIELD_EIGENVECTORS,
	FIELD_LOADINGS,
	FIELD_COEFFICIENTS,
	FIELD_STRUCTURE,
	FIELD_COMMUNALITIES,
	FIELD_COMPONENT_CORRELATION,
	FIELD_NOTE
};

static const char *const matrix_options[] = {"correlation", "covariance", NULL};
static const char *const retain_options[] = {
    "all", "kaiser", "cumulative", NULL};
static const char *const rotation_options[] = {
    "none", "varimax", "quartimax", "promax", NULL};
static const char *const scores_options[] = {"principal", "standardized", NULL};

/* ---- pca(comoments, ...): the solution ---- */

typedef struct Solution
{
	bool covariance;
	ms_pca_options options;
	double *scale;
	double *eigenvalues;
	int rank;
	ms_pca figures; /* k = 0 where nothing is defined */
	const char *note;
} Solution;

static void
read_options(FunctionCallInfo fcinfo, int p, Solution *s)
{
	s->covariance = medsec_option_arg(fcinfo, 1, "matrix", matrix_options) == 1;
	s->options.components =
	    PG_ARGISNULL(2) ? 0 : medsec_int_arg(fcinfo, 2, "components");
	s->options.retain =
	    (ms_pca_rule) medsec_option_arg(fcinfo, 3, "retain", retain_options);
	s->options.threshold =
	    PG_ARGISNULL(4) ? MS_NULL : medsec_float8_arg(fcinfo, 4, "threshold");
	s->options.rotation = (ms_rotation) medsec_option_arg(
	    fcinfo, 5, "rotation", rotation_options);
	s->options.kaiser_normalization =
	    medsec_bool_arg(fcinfo, 6, "kaiser_normalization");
	s->options.scores =
	    (ms_pca_scores) medsec_option_arg(fcinfo, 7, "scores", scores_options);
	if (!PG_ARGISNULL(2) && p > 0 &&
	    (s->options.components < 1 || s->options.components > p))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"components\" must be from 1 to %d", p),
		         errdetail("The value is %d.", s->options.components)));
	if (s->options.threshold < 0 ||
	    (s->options.retain == MS_PCA_RETAIN_CUMULATIVE &&
	     (s->options.threshold == 0 || s->options.threshold > 1)))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"threshold\" is out of range"),
		         errdetail("The value is %g.", s->options.threshold),
		         errhint("For cumulative it is a share above 0 and up to 1, "
		                 "for kaiser a multiple of the mean eigenvalue.")));
}

/* Why there is no solution at all, or NULL. */
static const char *
undefined_note(const ms_comoments *c, bool covariance)
{
	int constant = ms_comoments_constant_column(c);

	if (c->n == 0)
		return "no rows";
	if (!(c->weight > 1))
		return "fewer than 2 rows";
	if (!covariance && constant >= 0)
		return psprintf("column %d is constant", constant + 1);
	return NULL;
}

/* The matrix to decompose, and what its items are divided by. */
static double *
prepare(const ms_comoments *c, Solution *s)
{
	double *matrix = medsec_square(c->p);

	s->scale = palloc(c->p * sizeof(double));
	ms_comoments_covariance(c, matrix);
	for (int j = 0; j < c->p; j++)
		s->scale[j] = s->covariance ? 1 : sqrt(matrix[j * c->p + j]);
	if (!s->covariance)
		ms_comoments_correlation(c, matrix);
	return matrix;
}

static void
allocate_figures(ms_pca *f)
{
	Size items = (Size) f->p * f->k;

	f->eigenvector = palloc(items * sizeof(double));
	f->loading = palloc(items * sizeof(double));
	f->coefficient = palloc(items * sizeof(double));
	f->structure = palloc(items * sizeof(double));
	f->communality = palloc(f->p * sizeof(double));
	f->correlation = medsec_square(f->k);
	f->explained = palloc(f->k * sizeof(double));
	f->share = palloc(f->k * sizeof(double));
}

static const char *
rank_note(const Solution *s)
{
	const char *name = s->covariance ? "covariance" : "correlation";
	int p = s->figures.p;

	if (s->options.components > s->figures.k)
		return psprintf("%s matrix is singular: rank %d of %d, so only %d "
		                "components",
		                name,
		                s->rank,
		                p,
		                s->figures.k);
	if (s->rank < p)
		return psprintf(
		    "%s matrix is singular: rank %d of %d", name, s->rank, p);
	return NULL;
}

static void
solve(const ms_comoments *c, Solution *s)
{
	ms_pca *f = &s->figures;
	double *vectors = medsec_square(c->p);
	double *matrix;
	ms_status status;

	s->note = undefined_note(c, s->covariance);
	if (s->note != NULL)
		return;
	matrix = prepare(c, s);
	s->eigenvalues = palloc(c->p * sizeof(double));
	status = ms_pca_decompose(c->p,
	                          c->weight,
	                          matrix,
	                          s->eigenvalues,
	                          vectors,
	                          &s->rank,
	                          palloc(ms_pca_decompose_workspace(c->p)));
	medsec_check_status(status, "pca");
	if (status != MS_OK)
	{
		s->note = "all columns are constant";
		return;
	}
	medsec_check_status(
	    ms_pca_retain(&s->options, c->p, s->eigenvalues, s->rank, &f->k),
	    "pca");
	allocate_figures(f);
	status = ms_pca_solve(&s->options,
	                      matrix,
	                      s->eigenvalues,
	                      vectors,
	                      f,
	                      palloc(ms_pca_solve_workspace(c->p, f->k)));
	medsec_check_status(status, "pca");
	if (status != MS_OK)
	{
		f->k = 0;
		s->note = "the rotation has no solution";
		return;
	}
	s->note = rank_note(s);
}

static Datum
report(FunctionCallInfo fcinfo, const ms_comoments *c, const Solution *s)
{
	const ms_pca *f = &s->figures;
	Row row;

	row_begin(&row, fcinfo);
	row_float8(&row, c->weight);
	row_int64(&row, c->missing);
	row_int32(&row, c->p);
	if (f->k == 0)
	{
		for (int field = FIELD_K; field < FIELD_NOTE; field++)
			row_null(&row);
		row_text(&row, s->note);
		return row_finish(&row);
	}
	row_int32(&row, f->k);
	row_int32(&row, s->rank);
	row_text(&row, matrix_options[s->covariance]);
	row_text(&row, rotation_options[s->options.rotation]);
	row_text(&row,
	         scores_options[s->options.rotation != MS_ROTATION_NONE
	                            ? MS_PCA_SCORES_STANDARDIZED
	                            : s->options.scores]);
	row_datum(&row, medsec_array(ms_comoments_mean(c), f->p));
	row_datum(&row, medsec_array(s->scale, f->p));
	row_datum(&row, medsec_array(s->eigenvalues, f->p));
	row_datum(&row, medsec_array(f->explained, f->k));
	row_datum(&row, medsec_array(f->share, f->k));
	row_datum(&row, medsec_matrix(f->eigenvector, f->p, f->k));
	row_datum(&row, medsec_matrix(f->loading, f->p, f->k));
	row_datum(&row, medsec_matrix(f->coefficient, f->p, f->k));
	row_datum(&row, medsec_matrix(f->structure, f->p, f->k));
	row_datum(&row, medsec_array(f->communality, f->p));
	row_datum(&row, medsec_matrix(f->correlation, f->k, f->k));
	row_text(&row, s->note);
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_pca);
Datum
medsec_pca(PG_FUNCTION_ARGS)
{
	const ms_comoments *c;
	Solution s = {.rank = 0};

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	c = comoments_arg(fcinfo, 0);
	s.figures.p = c->p;
	read_options(fcinfo, c->p, &s);
	solve(c, &s);
	return report(fcinfo, c, &s);
}

/* ---- reading a solution back ---- */

static void
refuse_field(const char *name)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("argument \"pca\" is not a solution of pca()"),
	         errdetail("Its field \"%s\" is missing or malformed.", name)));
}

static int
read_int(HeapTupleHeader record, int field, const char *name, int max)
{
	bool is_null;
	int value = DatumGetInt32(GetAttributeByNum(record, field, &is_null));

	if (is_null || value < 1 || value > max)
		refuse_field(name);
	return value;
}

static char *
read_text(HeapTupleHeader record, int field, const char *name)
{
	bool is_null;
	Datum value = GetAttributeByNum(record, field, &is_null);

	if (is_null)
		refuse_field(name);
	return TextDatumGetCString(value);
}

/* An array of rows x columns finite numbers; columns = 0 asks for a vector. */
static const double *
read_array(
    HeapTupleHeader record, int field, const char *name, int rows, int columns)
{
	bool is_null;
	Datum value = GetAttributeByNum(record, field, &is_null);
	ArrayType *array = is_null ? NULL : DatumGetArrayTypeP(value);
	const double *numbers;

	if (array == NULL || ARR_ELEMTYPE(array) != FLOAT8OID ||
	    ARR_NDIM(array) != (columns > 0 ? 2 : 1) ||
	    ARR_DIMS(array)[0] != rows ||
	    (columns > 0 && ARR_DIMS(array)[1] != columns) ||
	    array_contains_nulls(array))
		refuse_field(name);
	numbers = (const double *) ARR_DATA_PTR(array);
	for (int i = 0; i < rows * Max(columns, 1); i++)
	{
		if (!isfinite(numbers[i]))
			refuse_field(name);
	}
	return numbers;
}

/* The size of a solution; false where it has no components. */
static bool
read_size(HeapTupleHeader record, int *p, int *k)
{
	bool is_null;

	(void) GetAttributeByNum(record, FIELD_K, &is_null);
	if (is_null)
		return false;
	*p = read_int(record, FIELD_P, "p", MS_COMOMENTS_MAX_COLUMNS);
	*k = read_int(record, FIELD_K, "k", *p);
	return true;
}

/* The solution in argument 0; NULL where there is none. */
static HeapTupleHeader
solution_arg(FunctionCallInfo fcinfo, int *p, int *k)
{
	HeapTupleHeader record;

	if (PG_ARGISNULL(0))
		return NULL;
	record = PG_GETARG_HEAPTUPLEHEADER(0);
	return read_size(record, p, k) ? record : NULL;
}

PG_FUNCTION_INFO_V1(medsec_pca_components);
Datum
medsec_pca_components(PG_FUNCTION_ARGS)
{
	int p;
	int k;
	HeapTupleHeader record = solution_arg(fcinfo, &p, &k);
	const double *eigenvalues;
	const double *rotated_ss;
	double *explained;
	double *cumulative;
	double total = 0;
	bool rotated;
	Row row;

	row_begin_set(&row, fcinfo);
	if (record == NULL)
		return (Datum) 0;
	eigenvalues = read_array(record, FIELD_EIGENVALUES, "eigenvalues", p, 0);
	rotated_ss = read_array(record, FIELD_EXPLAINED, "explained", k, 0);
	rotated =
	    strcmp(read_text(record, FIELD_ROTATION, "rotation"), "none") != 0;
	explained = palloc(p * sizeof(double));
	cumulative = palloc(p * sizeof(double));
	ms_pca_explain(p, eigenvalues, explained, cumulative);
	for (int i = 0; i < p; i++)
		total += eigenvalues[i];
	for (int i = 0; i < p; i++)
	{
		bool shown = rotated && i < k;

		row_int32(&row, i + 1);
		row_float8(&row, eigenvalues[i]);
		row_float8(&row, explained[i]);
		row_float8(&row, cumulative[i]);
		row_bool(&row, i < k);
		row_float8(&row, shown ? rotated_ss[i] : MS_NULL);
		row_float8(&row, shown ? rotated_ss[i] / total : MS_NULL);
		row_emit(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(medsec_pca_loadings);
Datum
medsec_pca_loadings(PG_FUNCTION_ARGS)
{
	int p;
	int k;
	HeapTupleHeader record = solution_arg(fcinfo, &p, &k);
	const double *eigenvectors;
	const double *loadings;
	const double *coefficients;
	const double *structure;
	const double *communalities;
	char **labels;
	Row row;

	row_begin_set(&row, fcinfo);
	if (record == NULL)
		return (Datum) 0;
	labels = medsec_labels_arg(fcinfo, 1, p);
	eigenvectors = read_array(record, FIELD_EIGENVECTORS, "eigenvectors", p, k);
	loadings = read_array(record, FIELD_LOADINGS, "loadings", p, k);
	coefficients = read_array(record, FIELD_COEFFICIENTS, "coefficients", p, k);
	structure = read_array(record, FIELD_STRUCTURE, "structure", p, k);
	communalities =
	    read_array(record, FIELD_COMMUNALITIES, "communalities", p, 0);
	for (int j = 0; j < p; j++)
	{
		CHECK_FOR_INTERRUPTS();
		for (int c = 0; c < k; c++)
		{
			row_text(&row, labels[j]);
			row_int32(&row, c + 1);
			row_float8(&row, eigenvectors[j * k + c]);
			row_float8(&row, loadings[j * k + c]);
			row_float8(&row, coefficients[j * k + c]);
			row_float8(&row, structure[j * k + c]);
			row_float8(&row, communalities[j]);
			row_emit(&row);
		}
	}
	return (Datum) 0;
}

/* ---- scores of rows of data ---- */

/*
 * What a call site keeps between rows: the solution it read last, to be read
 * again only when another one comes, and where the columns are.
 */
typedef struct Scorer
{
	MemoryContext context; /* of the solution */
	struct varlena *raw; /* copy of the datum that was read ... */
	Size size; /* ... and its size; 0 before it is read */
	HeapTupleHeader record; /* the same, unpacked */
	bool defined; /* does it have components? */
	ms_pca_scale scale;
	double *values;
	ColumnReader *columns; /* NULL where columns come as an array */
} Scorer;

/* Read the solution from the scorer's own copy. */
static void
scorer_read(Scorer *scorer)
{
	HeapTupleHeader record = scorer->record;
	int p;
	int k;

	scorer->defined = read_size(record, &p, &k);
	if (!scorer->defined)
		return;
	scorer->scale = (ms_pca_scale){
	    p,
	    k,
	    read_array(record, FIELD_CENTER, "center", p, 0),
	    read_array(record, FIELD_SCALE, "scale", p, 0),
	    read_array(record, FIELD_COEFFICIENTS, "coefficients", p, k),
	    read_array(record, FIELD_SHARE, "share", k, 0)};
	for (int j = 0; j < p; j++)
	{
		if (scorer->scale.scale[j] <= 0)
			refuse_field("scale");
	}
	scorer->values = palloc(p * sizeof(double));
}

/*
 * The solution is compared as it comes, toasted or not, so that one that is
 * stored is not unpacked again for every row.
 */
static bool
scorer_has(const Scorer *scorer, const struct varlena *raw)
{
	return scorer->size == VARSIZE_ANY(raw) &&
	       memcmp(scorer->raw, raw, scorer->size) == 0 &&
	       (!VARATT_IS_EXTERNAL(raw) || VARATT_IS_EXTERNAL_ONDISK(raw));
}

static void
scorer_load(Scorer *scorer, FunctionCallInfo fcinfo, const struct varlena *raw)
{
	HeapTupleHeader record = PG_GETARG_HEAPTUPLEHEADER(0);
	Size size = HeapTupleHeaderGetDatumLength(record);
	MemoryContext old;

	scorer->size = 0;
	MemoryContextReset(scorer->context);
	old = MemoryContextSwitchTo(scorer->context);
	scorer->record = memcpy(palloc(size), record, size);
	scorer_read(scorer);
	scorer->raw = memcpy(palloc(VARSIZE_ANY(raw)), raw, VARSIZE_ANY(raw));
	scorer->size = VARSIZE_ANY(raw);
	MemoryContextSwitchTo(old);
}

/* The scorer of this call site, for the solution of this row. */
static Scorer *
scorer_arg(FunctionCallInfo fcinfo)
{
	Scorer *scorer = fcinfo->flinfo->fn_extra;
	const struct varlena *raw = PG_GETARG_RAW_VARLENA_P(0);

	if (scorer == NULL)
	{
		scorer =
		    MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(Scorer));
		scorer->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt,
		                                        "medsec pca solution",
		                                        ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = scorer;
	}
	if (!scorer_has(scorer, raw))
		scorer_load(scorer, fcinfo, raw);
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
			medsec_refuse_nonfinite(scorer->values[j],
			                        psprintf("column %d", j + 1));
	}
	return true;
}

static Datum
score(FunctionCallInfo fcinfo, bool as_array)
{
	Scorer *scorer;
	int component;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	scorer = scorer_arg(fcinfo);
	component = PG_GETARG_INT32(1);
	if (!scorer_row(fcinfo, scorer, 2, as_array))
		PG_RETURN_NULL();
	if (component < 1 || component > scorer->scale.k)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"component\" must be from 1 to %d",
		                scorer->scale.k),
		         errdetail("The value is %d.", component)));
	PG_RETURN_FLOAT8(
	    ms_pca_score_of(&scorer->scale, component - 1, scorer->values));
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
		result[c] = ms_pca_score_of(&scorer->scale, c, scorer->values);
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
	PG_RETURN_FLOAT8(ms_pca_composite_of(&scorer->scale, scorer->values));
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
