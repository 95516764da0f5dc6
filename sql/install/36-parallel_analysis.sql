-- how large eigenvalues are that mean nothing

CREATE TYPE parallel_eigenvalue AS (
    component integer, mean_eigenvalue float8, percentile_eigenvalue float8
);
COMMENT ON TYPE parallel_eigenvalue IS 'Mean and percentile of one eigenvalue of random data.';
CREATE FUNCTION parallel_analysis(n float8, p integer, replicates integer DEFAULT 1000, percentile float8 DEFAULT 0.95, seed bigint DEFAULT 1) RETURNS SETOF parallel_eigenvalue
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_parallel_analysis';
COMMENT ON FUNCTION parallel_analysis(float8, integer, integer, float8, bigint) IS 'Horn''s parallel analysis: eigenvalues of correlation matrices of n rows of p independent normal columns, simulated with a seed, so that the same call gives the same figures. Keep the components whose eigenvalue is above the percentile. n, a whole number larger than p, may be n(comoments) or the n of kmo. Horn (1965).';
