-- tests of normality from moments

CREATE TYPE dagostino_result AS (
    method text, statistic float8, df float8, p_value float8, n float8,
    z_skewness float8, z_kurtosis float8, note text
);
COMMENT ON TYPE dagostino_result IS 'Result of dagostino_test: K2 = z_skewness^2 + z_kurtosis^2, chi-square with df = 2.';
CREATE FUNCTION dagostino_test(moments) RETURNS dagostino_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_dagostino_test';
COMMENT ON FUNCTION dagostino_test(moments) IS 'D''Agostino-Pearson test of normality (K2), which GraphPad recommends. NULL and a note with fewer than 8 rows, constant values or an unknown shape. D''Agostino, Belanger & D''Agostino (1990).';

CREATE TYPE normality_result AS (
    method text, statistic float8, df float8, p_value float8, n float8, note text
);
COMMENT ON TYPE normality_result IS 'Result of a test of normality.';
CREATE FUNCTION jarque_bera_test(moments) RETURNS normality_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_jarque_bera_test';
COMMENT ON FUNCTION jarque_bera_test(moments) IS 'Jarque-Bera test of normality: n/6 (g1^2 + g2^2/4), chi-square with 2 degrees of freedom in large samples. A note below 100 rows; NULL and a note for constant values or an unknown shape. Jarque & Bera (1987).';
