-- correlations and their tests

CREATE FUNCTION partial_correlation(comoments) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_partial_correlation';
COMMENT ON FUNCTION partial_correlation(comoments) IS 'Matrix of partial correlations, p x p: of each two columns, given all the others. NULL where the correlation matrix is singular or a column is constant; partial_correlations says why.';

CREATE TYPE correlation_pair AS (
    x text, y text, r float8, n float8, df float8, statistic float8,
    p_value float8, conf_low float8, conf_high float8, conf_level float8,
    note text
);
COMMENT ON TYPE correlation_pair IS 'One pair of columns: correlation r, its t statistic, p-value (two-sided, adjusted where asked for) and limits by Fisher''s z.';
CREATE FUNCTION correlations(comoments, labels text[] DEFAULT NULL, p_adjust text DEFAULT 'none', conf_level float8 DEFAULT 0.95) RETURNS SETOF correlation_pair
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 50 AS 'MODULE_PATHNAME', 'medsec_correlations';
COMMENT ON FUNCTION correlations(comoments, text[], text, float8) IS 'Correlations of all pairs of columns, one row a pair, with tests. labels name the columns (x1, x2, ... where NULL), also those of a summary without rows; p_adjust none, bonferroni, holm, hochberg, bh or by counts all pairs.';
CREATE FUNCTION partial_correlations(comoments, labels text[] DEFAULT NULL, p_adjust text DEFAULT 'none', conf_level float8 DEFAULT 0.95) RETURNS SETOF correlation_pair
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 50 AS 'MODULE_PATHNAME', 'medsec_partial_correlations';
COMMENT ON FUNCTION partial_correlations(comoments, text[], text, float8) IS 'Partial correlations of all pairs of columns, each given all the other columns, with tests of n - p degrees of freedom. Where the correlation matrix is singular, r is NULL and note says its rank.';

CREATE TYPE correlation_result AS (
    method text, alternative text, estimate float8, statistic float8,
    df float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, n float8, note text
);
COMMENT ON TYPE correlation_result IS 'Result of correlation_test: Pearson''s r as the estimate, t as the statistic, limits by Fisher''s z.';
CREATE FUNCTION correlation_test(comoments, x integer DEFAULT 1, y integer DEFAULT 2, alternative text DEFAULT 'two-sided', conf_level float8 DEFAULT 0.95) RETURNS correlation_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_correlation_test';
COMMENT ON FUNCTION correlation_test(comoments, integer, integer, text, float8) IS 'Test of the correlation of columns number x and y of a summary. NULL and a note where a column is constant or there are too few rows.';
