-- composite indices over the units of a window

CREATE FUNCTION "normalize"(x float8, method text DEFAULT 'minmax', direction text DEFAULT '+') RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_normalize';
COMMENT ON FUNCTION "normalize"(float8, text, text) IS 'An indicator on a common scale, over the units of the partition. Methods: minmax (0 worst to 1 best), zscore (n - 1), rank (1 worst to n best, ties averaged), percentile ((rank - 0.5) / n), distance (x / largest, or smallest / x where less is better; positive values only). direction + where more is better, - where less is. NULL values stay NULL and count in nothing; NULL for all where minmax or zscore has no spread. Frames do not matter; method and direction are read from the first row of the partition. Write it with its schema, for NORMALIZE alone is a word of SQL.';
CREATE FUNCTION "normalize"(x float8, method text, direction text, low float8, high float8) RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_normalize';
COMMENT ON FUNCTION "normalize"(float8, text, text, float8, float8) IS 'The same with minmax from low (worst) to high (best), 1 and 100 for a geometric mean.';
CREATE FUNCTION weighted_score(weights float8[], directions text[], aggregation text, VARIADIC "any") RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_weighted_score';
COMMENT ON FUNCTION weighted_score(float8[], text[], text, "any") IS 'Composite index of the units of the partition: weighted mean of the indicators by minmax, 0 to 100. aggregation arithmetic, or geometric or harmonic on a scale of 1 to 100, which do not let one indicator make up for another. weights must add up to 1 (22023 otherwise; normalized_weights makes them so). Weights, directions and aggregation are read from the first row of the partition. A unit with a NULL indicator has a NULL score and disturbs no other; an indicator with weight that is constant makes all scores NULL.';
CREATE FUNCTION entropy_score(directions text[], VARIADIC "any") RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_entropy_score';
COMMENT ON FUNCTION entropy_score(text[], "any") IS 'Composite index 0 to 100 with the entropy weights of the same window (entropy_weights).';
CREATE FUNCTION critic_score(directions text[], VARIADIC "any") RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_critic_score';
COMMENT ON FUNCTION critic_score(text[], "any") IS 'Composite index 0 to 100 with the CRITIC weights of the same window (critic_weights).';
CREATE FUNCTION cv_score(directions text[], VARIADIC "any") RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_cv_score';
COMMENT ON FUNCTION cv_score(text[], "any") IS 'Composite index 0 to 100 with the weights by variation of the same window (cv_weights).';
CREATE FUNCTION topsis(weights float8[], directions text[], VARIADIC "any") RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_topsis';
COMMENT ON FUNCTION topsis(float8[], text[], "any") IS 'TOPSIS closeness of each unit to the ideal, 0 to 1: vector normalisation, weighted, D- / (D+ + D-). weights must add up to 1. A unit with a NULL indicator has a NULL score; NULL for all where no indicator varies. Hwang & Yoon (1981).';
CREATE FUNCTION pca_composite(VARIADIC "any") RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_pca_composite_window';
COMMENT ON FUNCTION pca_composite("any") IS 'Composite score by principal components over the window: correlation matrix, components with eigenvalue above 1, unrotated, weighted by what they explain. Give every indicator the direction you mean (minus where less is better) and read the loadings by pca() first. NULL for all where an indicator is constant.';
