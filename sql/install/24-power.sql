-- power of t-tests

CREATE FUNCTION power_t_test(n float8, delta float8, sd float8 DEFAULT 1, sig_level float8 DEFAULT 0.05, type text DEFAULT 'two-sample', alternative text DEFAULT 'two-sided') RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_power_t_test';
COMMENT ON FUNCTION power_t_test(float8, float8, float8, float8, text, text) IS 'Power of a t-test: the probability to find a true difference delta with n rows a group (type two-sample), n rows (one-sample) or n pairs (paired, sd of the differences). A two-sided test counts rejections on both sides, as R''s power.t.test with strict = TRUE. Cohen (1988).';
CREATE FUNCTION power_t_test_n(power float8, delta float8, sd float8 DEFAULT 1, sig_level float8 DEFAULT 0.05, type text DEFAULT 'two-sample', alternative text DEFAULT 'two-sided') RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_power_t_test_n';
COMMENT ON FUNCTION power_t_test_n(float8, float8, float8, float8, text, text) IS 'Sample size of a t-test for a power: rows a group, rows or pairs, as power_t_test counts them; a real number of at least 2, to be rounded up. NULL where no size up to 1e9 reaches the power.';
