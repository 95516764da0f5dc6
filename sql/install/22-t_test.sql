-- the t-test family

CREATE TYPE t_test_result AS (
    method text,
    alternative text,
    estimate float8,
    std_error float8,
    statistic float8,
    df float8,
    p_value float8,
    stars text,
    conf_low float8,
    conf_high float8,
    conf_level float8,
    n1 float8,
    mean1 float8,
    sd1 float8,
    n2 float8,
    mean2 float8,
    sd2 float8,
    cohens_d float8,
    cohens_d_low float8,
    cohens_d_high float8,
    hedges_g float8,
    r_squared float8,
    f_statistic float8,
    f_df1 float8,
    f_df2 float8,
    f_p_value float8,
    log10_p_value float8,
    n_missing bigint,
    note text
);
COMMENT ON TYPE t_test_result IS 'The GraphPad report of a t-test. estimate: mean1 - mean2, or the mean of one sample, with its limits conf_low and conf_high; n1, n2: sums of weights; stars: ns, * (p <= 0.05), ** (0.01), *** (0.001), **** (0.0001); cohens_d: (estimate - mu) / pooled sd, with two-sided limits by the noncentral t; hedges_g: the same with exact small-sample correction; r_squared: t^2 / (t^2 + df); f_*: larger variance over smaller, two-sided p; log10_p_value goes on where p_value ends, at 5e-324; n_missing: rows left out, of both groups and of none; note: why there is no test or, where there is one, what is missing beside it.';
CREATE TYPE t_test_paired_result AS (
    method text,
    alternative text,
    estimate float8,
    std_error float8,
    statistic float8,
    df float8,
    p_value float8,
    stars text,
    conf_low float8,
    conf_high float8,
    conf_level float8,
    n1 float8,
    mean1 float8,
    sd1 float8,
    n2 float8,
    mean2 float8,
    sd2 float8,
    cohens_d float8,
    cohens_d_low float8,
    cohens_d_high float8,
    hedges_g float8,
    r_squared float8,
    f_statistic float8,
    f_df1 float8,
    f_df2 float8,
    f_p_value float8,
    log10_p_value float8,
    correlation float8,
    correlation_p_value float8,
    n_missing bigint,
    note text
);
COMMENT ON TYPE t_test_paired_result IS 'The GraphPad report of a paired t-test: fields of t_test_result, where estimate is the mean of x - y and cohens_d is d_z (by the sd of the differences), and how effective the pairing was: correlation of x and y with its one-sided p-value; n_missing: pairs left out.';

CREATE FUNCTION t_test(a moments, mu float8 DEFAULT 0, alternative text DEFAULT 'two-sided', conf_level float8 DEFAULT 0.95) RETURNS t_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_t_test_one';
COMMENT ON FUNCTION t_test(moments, float8, text, float8) IS 'One-sample t-test: is the mean mu? estimate and limits are the mean''s, as in R; GraphPad''s discrepancy is estimate - mu. NULL and a note with fewer than 2 rows, weights that add up to 1 or less, or constant values.';
CREATE FUNCTION t_test(a moments, b moments, mu float8 DEFAULT 0, alternative text DEFAULT 'two-sided', var_equal boolean DEFAULT false, conf_level float8 DEFAULT 0.95) RETURNS t_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_t_test_two';
COMMENT ON FUNCTION t_test(moments, moments, float8, text, boolean, float8) IS 'Two-sample t-test of mean(a) - mean(b) = mu: Welch''s, or Student''s with pooled variance where var_equal. alternative two-sided, less or greater. From stored summaries, or from printed ones by moments_of. NULL and a note where a group is too small or both are constant. Welch (1947), Satterthwaite (1946).';
CREATE FUNCTION t_test(pair moments_pair, mu float8 DEFAULT 0, alternative text DEFAULT 'two-sided', var_equal boolean DEFAULT false, conf_level float8 DEFAULT 0.95) RETURNS t_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_t_test_pair';
COMMENT ON FUNCTION t_test(moments_pair, float8, text, boolean, float8) IS 'Two-sample t-test of mean(true) - mean(false) = mu from a summary of two groups.';
CREATE FUNCTION t_test_final(moments_pair) RETURNS t_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_t_test_final';
COMMENT ON FUNCTION t_test_final(moments_pair) IS 'aggregate final function: Welch''s test of mean(true) - mean(false) = 0';

CREATE AGGREGATE t_test(x float8, grp boolean) (
    SFUNC = moments_pair_accum, STYPE = moments_pair, SSPACE = 256,
    FINALFUNC = t_test_final, COMBINEFUNC = moments_pair_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE t_test(float8, boolean) IS 'Welch''s t-test from rows in one step: estimate = mean where grp - mean where not grp, two-sided, 95 percent. Rows where x or grp is NULL are left out and counted in n_missing. For other options: t_test(moments_pair(x, grp), ...).';

CREATE FUNCTION t_test_paired(pairs comoments, mu float8 DEFAULT 0, alternative text DEFAULT 'two-sided', conf_level float8 DEFAULT 0.95) RETURNS t_test_paired_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_t_test_paired';
COMMENT ON FUNCTION t_test_paired(comoments, float8, text, float8) IS 'Paired t-test of mean(x - y) = mu from the co-moments of x and y, in this order. Where x and y differ by a constant but for rounding, NULL and a note. Another number of columns is an error (22023).';
CREATE FUNCTION comoments_accum_pair(comoments, float8, float8) RETURNS comoments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_accum_pair';
COMMENT ON FUNCTION comoments_accum_pair(comoments, float8, float8) IS 'aggregate transition function: adds x, y and x - y';
CREATE FUNCTION t_test_paired_final(comoments) RETURNS t_test_paired_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_t_test_paired_final';
COMMENT ON FUNCTION t_test_paired_final(comoments) IS 'aggregate final function: the paired t-test from co-moments of x, y and x - y';
CREATE AGGREGATE t_test_paired(x float8, y float8) (
    SFUNC = comoments_accum_pair, STYPE = comoments, SSPACE = 1024,
    FINALFUNC = t_test_paired_final, COMBINEFUNC = comoments_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE t_test_paired(float8, float8) IS 'Paired t-test of mean(x - y) = 0 from rows in one step, two-sided, 95 percent. Pairs with a NULL are left out and counted in n_missing. The differences are summed themselves, which keeps every digit where x and y nearly agree; differences that vary by rounding only are constant: NULL and a note.';

CREATE TYPE f_test_result AS (
    method text, alternative text, estimate float8, statistic float8,
    df1 float8, df2 float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    n1 float8, sd1 float8, n2 float8, sd2 float8, note text
);
COMMENT ON TYPE f_test_result IS 'Result of f_test_variance: estimate and statistic are variance(a) / variance(b), with limits of that ratio.';
CREATE FUNCTION f_test_variance(a moments, b moments, alternative text DEFAULT 'two-sided', conf_level float8 DEFAULT 0.95) RETURNS f_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_f_test_variance';
COMMENT ON FUNCTION f_test_variance(moments, moments, text, float8) IS 'F test of equal variances, with limits of their ratio. Sensitive to normality. NULL and a note with fewer than 2 rows in a group or constant values.';

CREATE TYPE tost_result AS (
    method text, estimate float8, std_error float8, df float8,
    low float8, high float8,
    statistic_low float8, p_value_low float8,
    statistic_high float8, p_value_high float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, note text
);
COMMENT ON TYPE tost_result IS 'Result of tost: low and high are the bounds of equivalence; p_value is the larger of the two one-sided p-values; conf_low and conf_high lie within the bounds exactly when p_value <= (1 - conf_level) / 2.';
CREATE FUNCTION tost(a moments, b moments, low float8, high float8, var_equal boolean DEFAULT false, conf_level float8 DEFAULT 0.9) RETURNS tost_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_tost_two';
COMMENT ON FUNCTION tost(moments, moments, float8, float8, boolean, float8) IS 'Equivalence of two means by two one-sided tests: is mean(a) - mean(b) between low and high? The default interval of 90 percent belongs to tests at 5 percent. Schuirmann (1987).';
CREATE FUNCTION tost(a moments, low float8, high float8, conf_level float8 DEFAULT 0.9) RETURNS tost_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_tost_one';
COMMENT ON FUNCTION tost(moments, float8, float8, float8) IS 'Equivalence of a mean to a value: is it between low and high?';
CREATE FUNCTION tost_paired(pairs comoments, low float8, high float8, conf_level float8 DEFAULT 0.9) RETURNS tost_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_tost_paired';
COMMENT ON FUNCTION tost_paired(comoments, float8, float8, float8) IS 'Equivalence of paired means: is mean(x - y) between low and high? From the co-moments of x and y.';
