-- principal components

CREATE TYPE pca AS (
    n float8,
    n_missing bigint,
    p integer,
    k integer,
    rank integer,
    matrix text,
    rotation text,
    scores text,
    center float8[],
    scale float8[],
    eigenvalues float8[],
    explained float8[],
    share float8[],
    eigenvectors float8[],
    loadings float8[],
    coefficients float8[],
    structure float8[],
    communalities float8[],
    component_correlation float8[],
    note text
);
COMMENT ON TYPE pca IS 'A solution of pca(): n rows (sum of weights), p columns, k components kept, rank of the matrix; center and scale of the columns (p; scale is 1 for a covariance matrix); eigenvalues (all p); explained (k): variance each kept component explains, after rotation; share (k): of what they explain together, the weights of the composite; eigenvectors, loadings (promax: the pattern), coefficients (of the scores) and structure (correlation of item and component), each p x k; communalities (p); component_correlation (k x k). Storable; note says what is undefined and why.';

CREATE FUNCTION pca(
    comoments,
    matrix text DEFAULT 'correlation',
    components integer DEFAULT NULL,
    retain text DEFAULT 'all',
    threshold float8 DEFAULT NULL,
    rotation text DEFAULT 'none',
    kaiser_normalization boolean DEFAULT true,
    scores text DEFAULT 'principal'
) RETURNS pca
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_pca';
COMMENT ON FUNCTION pca(comoments, text, integer, text, float8, text, boolean, text) IS 'Principal components of the correlation or covariance matrix (n - 1 below). Kept are `components`, or by `retain`: all, kaiser (eigenvalue above threshold, 1, times their mean), cumulative (the fewest that explain threshold, 0.85); never more than the rank, and 1 with a note where kaiser finds none. components with a rule, or a threshold without one, is an error (22023). rotation none, varimax, quartimax or promax (m = 4), run to convergence, with Kaiser normalization as in SPSS. Signs: the largest absolute loading of a component is positive, near ties (1e-8) go to the first item; rotated components are ordered by what they explain. Scores are principal (coefficient = loading / sqrt(eigenvalue), variance = eigenvalue) or standardized (variance 1, as SPSS and psych); of rotated components always standardized. A constant column (in a correlation matrix), or fewer than 2 rows, gives NULLs and a note; a singular matrix a solution and a note.';

CREATE TYPE pca_component AS (
    component integer, eigenvalue float8, explained float8, cumulative float8,
    retained boolean, rotated_ss float8, rotated_explained float8
);
COMMENT ON TYPE pca_component IS 'One component: eigenvalue, its share of the total variance and the cumulative share; whether it is kept; after rotation the sum of squared loadings and its share, NULL without.';
CREATE FUNCTION pca_components(pca) RETURNS SETOF pca_component
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_pca_components';
COMMENT ON FUNCTION pca_components(pca) IS 'The components of a solution, one row each, in descending order of eigenvalue: the scree table. No rows where nothing is defined.';

CREATE TYPE pca_loading AS (
    item text, component integer, eigenvector float8, loading float8,
    coefficient float8, structure float8, communality float8
);
COMMENT ON TYPE pca_loading IS 'One item on one kept component: entry of the eigenvector (before rotation), loading (after; promax: pattern), score coefficient, correlation of item and component, and the item''s communality.';
CREATE FUNCTION pca_loadings(pca, labels text[] DEFAULT NULL) RETURNS SETOF pca_loading
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 50 AS 'MODULE_PATHNAME', 'medsec_pca_loadings';
COMMENT ON FUNCTION pca_loadings(pca, text[]) IS 'Loadings of a solution in long form, one row an item and kept component. labels name the items (x1, x2, ... where NULL).';

-- scores of rows of data

CREATE FUNCTION pca_score(pca, component integer, VARIADIC "any") RETURNS float8
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_pca_score';
COMMENT ON FUNCTION pca_score(pca, integer, "any") IS 'Score of a row on one component: sum of coefficient (x - center) / scale. Columns as in comoments; NULL where one of them is NULL. Another number of columns or no such component is an error (22023).';
CREATE FUNCTION pca_score(pca, component integer, columns float8[]) RETURNS float8
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_pca_score_array';
COMMENT ON FUNCTION pca_score(pca, integer, float8[]) IS 'Score of a row, given as one array, on one component.';
CREATE FUNCTION pca_scores(pca, VARIADIC "any") RETURNS float8[]
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'medsec_pca_scores';
COMMENT ON FUNCTION pca_scores(pca, "any") IS 'Scores of a row on all kept components, an array of k.';
CREATE FUNCTION pca_scores(pca, columns float8[]) RETURNS float8[]
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'medsec_pca_scores_array';
COMMENT ON FUNCTION pca_scores(pca, float8[]) IS 'Scores of a row, given as one array, on all kept components.';
CREATE FUNCTION pca_composite(pca, VARIADIC "any") RETURNS float8
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_pca_composite';
COMMENT ON FUNCTION pca_composite(pca, "any") IS 'Composite (comprehensive) score of a row: the scores on the kept components, each weighted by its share of what they explain. Read the loadings first: a composite is good only where high scores mean the same on every component.';
CREATE FUNCTION pca_composite(pca, columns float8[]) RETURNS float8
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_pca_composite_array';
COMMENT ON FUNCTION pca_composite(pca, float8[]) IS 'Composite score of a row given as one array.';
