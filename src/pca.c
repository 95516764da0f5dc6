/*
 * pca.c
 *		Principal components: the solution, and its rows.
 */
#include "types.h"

#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "core/pca.h"
#include "pca.h"

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
	if (!PG_ARGISNULL(2) && p > 0)
		s->options.components = medsec_range_arg(fcinfo, 2, "components", 1, p);
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
	if (!PG_ARGISNULL(2) && s->options.retain != MS_PCA_RETAIN_ALL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("arguments \"components\" and \"retain\" exclude each "
		                "other"),
		         errhint("Give the number of components, or the rule that "
		                 "finds it.")));
	if (!PG_ARGISNULL(4) && s->options.retain == MS_PCA_RETAIN_ALL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"threshold\" has no meaning where retain is "
		                "\"all\""),
		         errhint("Give retain => 'kaiser' or retain => 'cumulative' "
		                 "with it.")));
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

/* Room for the figures of k components of p items. */
void
pca_allocate_figures(ms_pca *f)
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
	const char *note;

	if (s->rank == s->figures.p)
		return NULL;
	note = comoments_singular_note(
	    matrix_options[s->covariance], s->rank, s->figures.p);
	if (s->options.components > s->figures.k)
		note = psprintf("%s, so only %d components", note, s->figures.k);
	return note;
}

static const char *
retain_note(const Solution *s)
{
	double threshold = s->options.threshold;

	if (!ms_pca_none_above(&s->options, s->figures.p, s->eigenvalues))
		return NULL;
	return psprintf("no eigenvalue is above %sthe mean: 1 component kept",
	                ms_is_null(threshold) || threshold == 1
	                    ? ""
	                    : psprintf("%g times ", threshold));
}

/* Both notes, or the one there is, or NULL. */
static const char *
join_notes(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == NULL ? b : a;
	return psprintf("%s; %s", a, b);
}

/* Why a covariance matrix without rank has none. */
static const char *
no_spread_note(const ms_comoments *c)
{
	for (int j = 0; j < c->p; j++)
	{
		if (ms_comoments_spread_of(c, j) != MS_CONSTANT)
			return "all columns are constant, or their spread too small";
	}
	return "all columns are constant";
}

static void
solve(const ms_comoments *c, Solution *s)
{
	ms_pca *f = &s->figures;
	double *vectors = medsec_square(c->p);
	double *matrix;
	ms_status status;

	/* a covariance matrix bears constant columns */
	if (!s->covariance || !ms_more_than(c->weight, 1))
		s->note = comoments_undefined_note(c);
	if (s->note != NULL)
		return;
	matrix = prepare(c, s);
	s->eigenvalues = palloc(c->p * sizeof(double));
	status = ms_pca_decompose(c->p,
	                          (double) c->n,
	                          matrix,
	                          s->eigenvalues,
	                          vectors,
	                          &s->rank,
	                          palloc(ms_pca_decompose_workspace(c->p)));
	medsec_check_status(status, "pca");
	if (status != MS_OK)
	{
		s->note = no_spread_note(c);
		return;
	}
	medsec_check_status(
	    ms_pca_retain(&s->options, c->p, s->eigenvalues, s->rank, &f->k),
	    "pca");
	pca_allocate_figures(f);
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
	s->note = join_notes(rank_note(s), retain_note(s));
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

void
pca_refuse_field(const char *name)
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
		pca_refuse_field(name);
	return value;
}

/* The size of a solution; false where it has no components. */
bool
pca_read_size(HeapTupleHeader record, int *p, int *k)
{
	bool is_null;

	(void) GetAttributeByNum(record, FIELD_K, &is_null);
	if (is_null)
		return false;
	*p = read_int(record, FIELD_P, "p", MS_COMOMENTS_MAX_COLUMNS);
	*k = read_int(record, FIELD_K, "k", *p);
	return true;
}

static ArrayType *
read_array(HeapTupleHeader record, int field, const char *name)
{
	bool is_null;
	Datum value = GetAttributeByNum(record, field, &is_null);

	if (is_null || ARR_ELEMTYPE(DatumGetArrayTypeP(value)) != FLOAT8OID)
		pca_refuse_field(name);
	return DatumGetArrayTypeP(value);
}

static const double *
finite_elements(ArrayType *array, const char *name, int n)
{
	const double *elements = (const double *) ARR_DATA_PTR(array);

	if (array_contains_nulls(array))
		pca_refuse_field(name);
	for (int i = 0; i < n; i++)
	{
		if (!isfinite(elements[i]))
			pca_refuse_field(name);
	}
	return elements;
}

const double *
pca_read_vector(HeapTupleHeader record, int field, const char *name, int n)
{
	ArrayType *array = read_array(record, field, name);

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != n)
		pca_refuse_field(name);
	return finite_elements(array, name, n);
}

const double *
pca_read_matrix(
    HeapTupleHeader record, int field, const char *name, int rows, int columns)
{
	ArrayType *array = read_array(record, field, name);

	if (ARR_NDIM(array) != 2 || ARR_DIMS(array)[0] != rows ||
	    ARR_DIMS(array)[1] != columns)
		pca_refuse_field(name);
	return finite_elements(array, name, rows * columns);
}

/* The structure has NULLs where an item is constant. */
static const double *
read_structure(HeapTupleHeader record, int rows, int columns)
{
	ArrayType *array = read_array(record, FIELD_STRUCTURE, "structure");
	double *structure;
	Datum *elements;
	bool *nulls;
	int n;

	if (!array_contains_nulls(array))
		return pca_read_matrix(
		    record, FIELD_STRUCTURE, "structure", rows, columns);
	deconstruct_array(array,
	                  FLOAT8OID,
	                  sizeof(float8),
	                  FLOAT8PASSBYVAL,
	                  TYPALIGN_DOUBLE,
	                  &elements,
	                  &nulls,
	                  &n);
	if (n != rows * columns)
		pca_refuse_field("structure");
	structure = palloc(n * sizeof(double));
	for (int i = 0; i < n; i++)
		structure[i] = nulls[i] ? MS_NULL : DatumGetFloat8(elements[i]);
	return structure;
}

/* Is the solution rotated? */
static bool
is_rotated(HeapTupleHeader record)
{
	bool is_null;
	Datum value = GetAttributeByNum(record, FIELD_ROTATION, &is_null);

	if (is_null)
		pca_refuse_field("rotation");
	return strcmp(TextDatumGetCString(value), rotation_options[0]) != 0;
}

/* The solution in argument 0; NULL where there is none. */
static HeapTupleHeader
solution_arg(FunctionCallInfo fcinfo, int *p, int *k)
{
	HeapTupleHeader record;

	if (PG_ARGISNULL(0))
		return NULL;
	record = PG_GETARG_HEAPTUPLEHEADER(0);
	return pca_read_size(record, p, k) ? record : NULL;
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
	Row row;

	row_begin_set(&row, fcinfo);
	if (record == NULL)
		return (Datum) 0;
	eigenvalues = pca_read_vector(record, FIELD_EIGENVALUES, "eigenvalues", p);
	rotated_ss = pca_read_vector(record, FIELD_EXPLAINED, "explained", k);
	explained = palloc(p * sizeof(double));
	cumulative = palloc(p * sizeof(double));
	ms_pca_explain(p, eigenvalues, explained, cumulative);
	for (int i = 0; i < p; i++)
		total += eigenvalues[i];
	for (int i = 0; i < p; i++)
	{
		double ss = i < k && is_rotated(record) ? rotated_ss[i] : MS_NULL;

		row_int32(&row, i + 1);
		row_float8(&row, eigenvalues[i]);
		row_float8(&row, ms_known(explained[i]));
		row_float8(&row, ms_known(cumulative[i]));
		row_bool(&row, i < k);
		row_float8(&row, ss);
		row_float8(&row, ms_known(ss / total));
		row_emit(&row);
	}
	return (Datum) 0;
}

/* The five tables of loadings, item by component but the last. */
typedef struct Loadings
{
	const double *eigenvectors;
	const double *loadings;
	const double *coefficients;
	const double *structure;
	const double *communalities;
} Loadings;

static Loadings
read_loadings(HeapTupleHeader record, int p, int k)
{
	return (Loadings){
	    pca_read_matrix(record, FIELD_EIGENVECTORS, "eigenvectors", p, k),
	    pca_read_matrix(record, FIELD_LOADINGS, "loadings", p, k),
	    pca_read_matrix(record, FIELD_COEFFICIENTS, "coefficients", p, k),
	    read_structure(record, p, k),
	    pca_read_vector(record, FIELD_COMMUNALITIES, "communalities", p)};
}

PG_FUNCTION_INFO_V1(medsec_pca_loadings);
Datum
medsec_pca_loadings(PG_FUNCTION_ARGS)
{
	int p;
	int k;
	HeapTupleHeader record = solution_arg(fcinfo, &p, &k);
	Loadings l;
	Datum *labels;
	Row row;

	row_begin_set(&row, fcinfo);
	if (record == NULL)
		return (Datum) 0;
	labels = medsec_labels_arg(fcinfo, 1, &p);
	l = read_loadings(record, p, k);
	for (int i = 0; i < p * k; i++)
	{
		CHECK_FOR_INTERRUPTS();
		row_datum(&row, labels[i / k]);
		row_int32(&row, i % k + 1);
		row_float8(&row, l.eigenvectors[i]);
		row_float8(&row, l.loadings[i]);
		row_float8(&row, l.coefficients[i]);
		row_float8(&row, l.structure[i]);
		row_float8(&row, l.communalities[i / k]);
		row_emit(&row);
	}
	return (Datum) 0;
}
