/*
 * composite.c
 *		Composite indices over the units of a window.
 */
#include "window.h"
#include "pca.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "core/comoments.h"
#include "core/composite.h"
#include "core/indicator_weights.h"
#include "core/pca.h"
#include "core/pca_score.h"

/* in the order of ms_normalization and ms_aggregation */
const char *const units_normalizations[] = {
    "minmax", "zscore", "rank", "percentile", "distance", NULL};
const char *const units_aggregations[] = {
    "arithmetic", "geometric", "harmonic", NULL};

/* What a core function answers; a domain it left is the values'. */
static ms_status
settled(ms_status status, const char *domain)
{
	if (status == MS_DOMAIN)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%s", domain)));
	medsec_check_status(status, "the index");
	return status;
}

/* ---- normalize ---- */

static ms_direction
direction_of(const char *word)
{
	if (strcmp(word, "+") != 0 && strcmp(word, "-") != 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("unknown direction \"%s\"", word),
		         errhint("Write + where more is better and - where less is.")));
	return word[0] == '+' ? MS_MORE_IS_BETTER : MS_LESS_IS_BETTER;
}

static char *
word_argument(FunctionCallInfo fcinfo, int i, const char *name)
{
	return TextDatumGetCString(window_argument(fcinfo, i, name));
}

/* the index of a word in a list that ends with NULL */
static int
option_argument(FunctionCallInfo fcinfo,
                int i,
                const char *name,
                const char *const *options)
{
	return medsec_option(word_argument(fcinfo, i, name), name, options);
}

/* normalize(x, method, direction [, low, high]) */
static ms_status
compute_normalized(Units *units)
{
	FunctionCallInfo fcinfo = units->fcinfo;
	ms_normalize_options options = {
	    (ms_normalization) option_argument(
	        fcinfo, 1, "method", units_normalizations),
	    direction_of(word_argument(fcinfo, 2, "direction")),
	    0,
	    1,
	    MS_NULL};

	if (PG_NARGS() > 3)
	{
		options.low = medsec_finite(
		    DatumGetFloat8(window_argument(fcinfo, 3, "low")), "low");
		options.high = medsec_finite(
		    DatumGetFloat8(window_argument(fcinfo, 4, "high")), "high");
		if (!(options.low < options.high &&
		      isfinite(options.high - options.low)))
			ereport(
			    ERROR,
			    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			     errmsg("argument \"low\" must be below \"high\", and their "
			            "difference within double precision")));
	}
	memcpy(units->score, units->x, units->n * sizeof(double));
	return settled(
	    ms_normalize_column(
	        &options,
	        units->n,
	        units->score,
	        units_alloc(1, ms_normalize_workspace(options.method, units->n))),
	    "values of a distance must be positive");
}

PG_FUNCTION_INFO_V1(medsec_normalize);
Datum
medsec_normalize(PG_FUNCTION_ARGS)
{
	return window_score_of(fcinfo, 0, 1, compute_normalized);
}

/* ---- weights that are given ---- */

ms_direction *
units_directions(ArrayType *array, int p)
{
	ms_direction *directions = palloc(p * sizeof(ms_direction));
	Datum *words;
	bool *nulls;
	int n;

	deconstruct_array(
	    array, TEXTOID, -1, false, TYPALIGN_INT, &words, &nulls, &n);
	if (ARR_NDIM(array) > 1 || n != p || array_contains_nulls(array))
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		     errmsg("argument \"directions\" must have one of + and - for "
		            "every indicator"),
		     errdetail("There are %d indicators and %d directions.", p, n)));
	for (int j = 0; j < p; j++)
		directions[j] = direction_of(TextDatumGetCString(words[j]));
	return directions;
}

double *
units_weights(ArrayType *array, int p)
{
	double sum = 0;
	int n;
	double *weights = medsec_vector(array, "weights", &n);

	if (n != p)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"weights\" must have a weight for every "
		                "indicator"),
		         errdetail("There are %d indicators and %d weights.", p, n)));
	for (int j = 0; j < p; j++)
		sum += medsec_weight(weights[j]);
	if (!(fabs(sum - 1) <= 1e-6))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"weights\" must add up to 1"),
		         errdetail("They add up to %g.", sum),
		         errhint("medsec.normalized_weights(weights) makes them so.")));
	return weights;
}

static const double *
weights_argument(const Units *units, int i)
{
	return units_weights(
	    DatumGetArrayTypeP(window_argument(units->fcinfo, i, "weights")),
	    units->p);
}

static const ms_direction *
directions_argument(const Units *units, int i)
{
	return units_directions(
	    DatumGetArrayTypeP(window_argument(units->fcinfo, i, "directions")),
	    units->p);
}

/* ---- scores by weights that are given ---- */

/* weighted_score(weights, directions, aggregation, indicators...) */
static ms_status
compute_weighted(Units *units)
{
	const double *weights = weights_argument(units, 0);
	const ms_direction *directions = directions_argument(units, 1);

	return settled(ms_composite_score(
	                   (ms_aggregation) option_argument(
	                       units->fcinfo, 2, "aggregation", units_aggregations),
	                   units->n,
	                   units->p,
	                   units->x,
	                   directions,
	                   weights,
	                   units->score,
	                   palloc(ms_composite_workspace(units->p))),
	               "the weights of the indicators must not all be 0");
}

PG_FUNCTION_INFO_V1(medsec_weighted_score);
Datum
medsec_weighted_score(PG_FUNCTION_ARGS)
{
	return window_score(fcinfo, 3, compute_weighted);
}

/* topsis(weights, directions, indicators...) */
static ms_status
compute_topsis(Units *units)
{
	const double *weights = weights_argument(units, 0);
	const ms_direction *directions = directions_argument(units, 1);

	return settled(
	    ms_composite_topsis(units->n,
	                        units->p,
	                        units->x,
	                        directions,
	                        weights,
	                        units->score,
	                        palloc(ms_composite_workspace(units->p))),
	    "the weights of the indicators must not all be 0");
}

PG_FUNCTION_INFO_V1(medsec_topsis);
Datum
medsec_topsis(PG_FUNCTION_ARGS)
{
	return window_score(fcinfo, 2, compute_topsis);
}

/* ---- scores by weights that the window gives ---- */

/*
 * entropy_score, critic_score, cv_score (directions, indicators...): the
 * matrix that the weights leave is the one to score.
 */
static ms_status
compute_by_data(Units *units, ms_weighting method)
{
	const ms_weighting_options options = {method, 0};
	const ms_direction *directions = directions_argument(units, 0);
	double *weights = palloc(units->p * sizeof(double));
	ms_status status = ms_indicator_weights_of(
	    &options,
	    units->n,
	    units->p,
	    units->x,
	    directions,
	    weights,
	    palloc(ms_indicator_weights_workspace(method, units->p)));

	if (status == MS_OK)
		status = ms_composite_score(MS_AGGREGATE_ARITHMETIC,
		                            units->n,
		                            units->p,
		                            units->x,
		                            NULL,
		                            weights,
		                            units->score,
		                            palloc(ms_composite_workspace(units->p)));
	return settled(status, "an indicator is out of range");
}

static ms_status
compute_entropy(Units *units)
{
	return compute_by_data(units, MS_WEIGHTS_ENTROPY);
}

static ms_status
compute_critic(Units *units)
{
	return compute_by_data(units, MS_WEIGHTS_CRITIC);
}

static ms_status
compute_cv(Units *units)
{
	return compute_by_data(units, MS_WEIGHTS_CV);
}

PG_FUNCTION_INFO_V1(medsec_entropy_score);
Datum
medsec_entropy_score(PG_FUNCTION_ARGS)
{
	return window_score(fcinfo, 1, compute_entropy);
}

PG_FUNCTION_INFO_V1(medsec_critic_score);
Datum
medsec_critic_score(PG_FUNCTION_ARGS)
{
	return window_score(fcinfo, 1, compute_critic);
}

PG_FUNCTION_INFO_V1(medsec_cv_score);
Datum
medsec_cv_score(PG_FUNCTION_ARGS)
{
	return window_score(fcinfo, 1, compute_cv);
}

/* ---- the composite of principal components ---- */

/* Row i of the matrix; false if a value is MS_NULL. */
static bool
unit_row(const Units *units, size_t i, double *row)
{
	for (int j = 0; j < units->p; j++)
	{
		row[j] = units->x[(size_t) j * units->n + i];
		if (ms_is_null(row[j]))
			return false;
	}
	return true;
}

static ms_comoments *
units_comoments(const Units *units)
{
	int p = units->p;
	ms_comoments *c = palloc(ms_comoments_size(p, MS_COMOMENTS_BLOCK));

	ms_comoments_init(c, p, MS_COMOMENTS_BLOCK);
	for (size_t i = 0; i < units->n; i++)
	{
		if (c->rows == c->capacity)
			medsec_check_status(ms_comoments_flush(c), "pca_composite");
		if (unit_row(units, i, ms_comoments_next_row(c)))
			ms_comoments_take_row(c, 1);
	}
	medsec_check_status(ms_comoments_flush(c), "pca_composite");
	return c;
}

/* Correlation, Kaiser's rule, no rotation: the answer to score rows with. */
static ms_status
solve_components(const ms_comoments *c, ms_pca_scale *scale)
{
	const ms_pca_options options = {.retain = MS_PCA_RETAIN_KAISER,
	                                .threshold = MS_NULL};
	int p = c->p;
	double *matrix = medsec_square(p);
	double *vectors = medsec_square(p);
	double *eigenvalues = palloc(p * sizeof(double));
	double *sd = palloc(p * sizeof(double));
	ms_pca f = {.p = p};
	ms_status status;
	int rank;

	if (ms_comoments_covariance(c, matrix) != MS_OK)
		return MS_UNDEFINED;
	for (int j = 0; j < p; j++)
		sd[j] = sqrt(matrix[j * p + j]);
	if (ms_comoments_correlation(c, matrix) != MS_OK)
		return MS_UNDEFINED;
	status = ms_pca_decompose(p,
	                          (double) c->n,
	                          matrix,
	                          eigenvalues,
	                          vectors,
	                          &rank,
	                          palloc(ms_pca_decompose_workspace(p)));
	if (status == MS_OK)
		status = ms_pca_retain(&options, p, eigenvalues, rank, &f.k);
	if (status != MS_OK)
		return status;
	pca_allocate_figures(&f);
	*scale = (ms_pca_scale){
	    p, f.k, ms_comoments_mean(c), sd, f.coefficient, f.share};
	return ms_pca_solve(&options,
	                    matrix,
	                    eigenvalues,
	                    vectors,
	                    &f,
	                    palloc(ms_pca_solve_workspace(p, f.k)));
}

static ms_status
compute_components(Units *units)
{
	double *row = palloc(units->p * sizeof(double));
	ms_pca_scale scale;
	ms_status status = solve_components(units_comoments(units), &scale);

	if (status != MS_OK)
		return settled(status, "an indicator is out of range");
	for (size_t i = 0; i < units->n; i++)
		units->score[i] = unit_row(units, i, row)
		                      ? ms_pca_composite_of(&scale, row)
		                      : MS_NULL;
	return MS_OK;
}

PG_FUNCTION_INFO_V1(medsec_pca_composite_window);
Datum
medsec_pca_composite_window(PG_FUNCTION_ARGS)
{
	return window_score(fcinfo, 0, compute_components);
}
