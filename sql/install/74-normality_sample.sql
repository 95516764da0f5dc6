-- tests of normality that need the values

CREATE TYPE normality_sample_result AS (
    method text, statistic float8, adjusted_statistic float8, p_value float8,
    n float8, n_missing bigint, note text
);
COMMENT ON TYPE normality_sample_result IS 'Result of a test of normality of values: statistic is W, A2 or D; adjusted_statistic is A2 for any n, A2 (1 + 0.75 / n + 2.25 / n^2), of Anderson-Darling''s only.';

CREATE FUNCTION shapiro_wilk_test(sample) RETURNS normality_sample_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_shapiro_wilk_test';
COMMENT ON FUNCTION shapiro_wilk_test(sample) IS 'Shapiro-Wilk test of normality for 3 to 5000 rows. NULL and a note with fewer or more, for constant values and where weights are not whole numbers. Royston (1995), AS R94.';
CREATE AGGREGATE shapiro_wilk_test(x float8) (
    SFUNC = sample_accum, STYPE = sample, SSPACE = 4096,
    FINALFUNC = shapiro_wilk_test, COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE shapiro_wilk_test(float8) IS 'Shapiro-Wilk test of normality from rows in one step. NULLs are left out and counted in n_missing.';

CREATE FUNCTION anderson_darling_test(sample) RETURNS normality_sample_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_anderson_darling_test';
COMMENT ON FUNCTION anderson_darling_test(sample) IS 'Anderson-Darling test of normality, mean and variance unknown, for 8 rows or more. The p-value ends at 3.7e-24, with a note. NULL and a note with fewer rows, for constant values and where weights are not whole numbers. Stephens, in D''Agostino & Stephens (1986).';
CREATE AGGREGATE anderson_darling_test(x float8) (
    SFUNC = sample_accum, STYPE = sample, SSPACE = 4096,
    FINALFUNC = anderson_darling_test, COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE anderson_darling_test(float8) IS 'Anderson-Darling test of normality from rows in one step. NULLs are left out and counted in n_missing.';

CREATE FUNCTION lilliefors_test(sample) RETURNS normality_sample_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_lilliefors_test';
COMMENT ON FUNCTION lilliefors_test(sample) IS 'Lilliefors'' test of normality: Kolmogorov-Smirnov''s D with mean and variance from the data, for 5 rows or more. p-value by Dallal & Wilkinson (1986) below 0.1, else by Stephens (1974), as R''s nortest. NULL and a note with fewer rows, for constant values and where weights are not whole numbers.';
CREATE AGGREGATE lilliefors_test(x float8) (
    SFUNC = sample_accum, STYPE = sample, SSPACE = 4096,
    FINALFUNC = lilliefors_test, COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE lilliefors_test(float8) IS 'Lilliefors'' test of normality from rows in one step. NULLs are left out and counted in n_missing.';
