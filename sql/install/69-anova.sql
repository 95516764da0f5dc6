-- anova: means and spreads of several groups

CREATE TYPE moments_list;

CREATE FUNCTION moments_list_in(cstring) RETURNS moments_list
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_list_in';
COMMENT ON FUNCTION moments_list_in(cstring) IS 'I/O: reads and validates the text form of moments_list';
CREATE FUNCTION moments_list_out(moments_list) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_list_out';
COMMENT ON FUNCTION moments_list_out(moments_list) IS 'I/O: exact text form of moments_list';
CREATE FUNCTION moments_list_recv(internal) RETURNS moments_list
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_list_recv';
COMMENT ON FUNCTION moments_list_recv(internal) IS 'I/O: reads and validates the binary form of moments_list';
CREATE FUNCTION moments_list_send(moments_list) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_list_send';
COMMENT ON FUNCTION moments_list_send(moments_list) IS 'I/O: binary form of moments_list';

CREATE TYPE moments_list (
    INPUT = moments_list_in,
    OUTPUT = moments_list_out,
    RECEIVE = moments_list_recv,
    SEND = moments_list_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE moments_list IS 'State of the aggregates that compare groups (anova, levene_test and their kin): the moments of every group, 104 bytes each.';

-- equality

CREATE FUNCTION moments_list_eq(moments_list, moments_list) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION moments_list_eq(moments_list, moments_list) IS 'implementation of = operator';
CREATE FUNCTION moments_list_ne(moments_list, moments_list) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION moments_list_ne(moments_list, moments_list) IS 'implementation of <> operator';
CREATE FUNCTION moments_list_hash(moments_list) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION moments_list_hash(moments_list) IS 'hash';
CREATE FUNCTION moments_list_hash_extended(moments_list, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION moments_list_hash_extended(moments_list, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = moments_list, RIGHTARG = moments_list, FUNCTION = moments_list_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (moments_list, moments_list) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = moments_list, RIGHTARG = moments_list, FUNCTION = moments_list_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (moments_list, moments_list) IS 'not equal';
CREATE OPERATOR CLASS moments_list_ops DEFAULT FOR TYPE moments_list USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 moments_list_hash(moments_list),
    FUNCTION 2 moments_list_hash_extended(moments_list, bigint);
COMMENT ON OPERATOR CLASS moments_list_ops USING hash IS 'equality of moments_list, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY moments_list_ops USING hash IS 'equality of moments_list';

-- gathering

CREATE FUNCTION moments_list_accum(moments_list, moments) RETURNS moments_list
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_list_accum';
COMMENT ON FUNCTION moments_list_accum(moments_list, moments) IS 'aggregate transition function: adds the moments of a group';
CREATE FUNCTION moments_list_accum_mean(moments_list, sample) RETURNS moments_list
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_moments_list_accum_mean';
COMMENT ON FUNCTION moments_list_accum_mean(moments_list, sample) IS 'aggregate transition function: adds the moments of the distances of a sample from its mean';
CREATE FUNCTION moments_list_accum_median(moments_list, sample) RETURNS moments_list
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_moments_list_accum_median';
COMMENT ON FUNCTION moments_list_accum_median(moments_list, sample) IS 'aggregate transition function: adds the moments of the distances of a sample from its median';
CREATE FUNCTION moments_list_combine(moments_list, moments_list) RETURNS moments_list
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_list_combine';
COMMENT ON FUNCTION moments_list_combine(moments_list, moments_list) IS 'aggregate combine function: joins the groups of two states; NULL counts as empty';

-- means

CREATE TYPE anova_result AS (
    method text, statistic float8, df1 float8, df2 float8, p_value float8,
    ss_between float8, ss_within float8, ms_between float8, ms_within float8,
    eta_squared float8, omega_squared float8, epsilon_squared float8, cohens_f float8,
    mean float8, k integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE anova_result IS 'Result of anova, welch_anova and brown_forsythe_anova: statistic is F on df1 and df2 degrees of freedom; sums of squares, mean squares and effect sizes are those of the classic partition, whichever the test; mean is that of all rows, k the number of groups with rows.';

CREATE FUNCTION anova_final(moments_list) RETURNS anova_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_anova_final';
COMMENT ON FUNCTION anova_final(moments_list) IS 'aggregate final function: F of equal variances';
CREATE AGGREGATE anova(summary moments) (
    SFUNC = moments_list_accum, STYPE = moments_list, SSPACE = 1024,
    FINALFUNC = anova_final, COMBINEFUNC = moments_list_combine,
    INITCOND = '(1,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE anova(moments) IS 'One-way analysis of variance: do the means of groups differ? One moments a group; groups without rows, and NULL, count for nothing. GROUP BY makes a group of the rows whose group is NULL: leave them out by WHERE. F of equal variances. NULL and a note for fewer than 2 groups, no group of 2 rows, or values that are constant within every group.';
CREATE FUNCTION anova(groups moments[]) RETURNS anova_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_anova';
COMMENT ON FUNCTION anova(moments[]) IS 'One-way analysis of variance: do the means of groups differ? The groups as an array of moments; groups without rows, and NULLs, count for nothing. F of equal variances. NULL and a note for fewer than 2 groups, no group of 2 rows, or values that are constant within every group.';
CREATE FUNCTION welch_anova_final(moments_list) RETURNS anova_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_welch_anova_final';
COMMENT ON FUNCTION welch_anova_final(moments_list) IS 'aggregate final function: F of unequal variances by Welch';
CREATE AGGREGATE welch_anova(summary moments) (
    SFUNC = moments_list_accum, STYPE = moments_list, SSPACE = 1024,
    FINALFUNC = welch_anova_final, COMBINEFUNC = moments_list_combine,
    INITCOND = '(1,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE welch_anova(moments) IS 'Welch''s analysis of variance: do the means of groups differ, whatever their variances? One moments a group; groups without rows, and NULL, count for nothing. NULL and a note for fewer than 2 groups, or a group with fewer than 2 rows or no spread. Welch (1951).';
CREATE FUNCTION welch_anova(groups moments[]) RETURNS anova_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_welch_anova';
COMMENT ON FUNCTION welch_anova(moments[]) IS 'Welch''s analysis of variance: do the means of groups differ, whatever their variances? The groups as an array of moments; groups without rows, and NULLs, count for nothing. NULL and a note for fewer than 2 groups, or a group with fewer than 2 rows or no spread. Welch (1951).';
CREATE FUNCTION brown_forsythe_anova_final(moments_list) RETURNS anova_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_brown_forsythe_anova_final';
COMMENT ON FUNCTION brown_forsythe_anova_final(moments_list) IS 'aggregate final function: F of unequal variances by Brown and Forsythe';
CREATE AGGREGATE brown_forsythe_anova(summary moments) (
    SFUNC = moments_list_accum, STYPE = moments_list, SSPACE = 1024,
    FINALFUNC = brown_forsythe_anova_final, COMBINEFUNC = moments_list_combine,
    INITCOND = '(1,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brown_forsythe_anova(moments) IS 'Brown and Forsythe''s analysis of variance: do the means of groups differ, whatever their variances? One moments a group; groups without rows, and NULL, count for nothing. Unlike welch_anova it allows groups without spread. NULL and a note for fewer than 2 groups, or a group with fewer than 2 rows. Brown & Forsythe (1974). Their test of spreads is brown_forsythe_test.';
CREATE FUNCTION brown_forsythe_anova(groups moments[]) RETURNS anova_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_brown_forsythe_anova';
COMMENT ON FUNCTION brown_forsythe_anova(moments[]) IS 'Brown and Forsythe''s analysis of variance: do the means of groups differ, whatever their variances? The groups as an array of moments; groups without rows, and NULLs, count for nothing. Unlike welch_anova it allows groups without spread. NULL and a note for fewer than 2 groups, or a group with fewer than 2 rows. Brown & Forsythe (1974). Their test of spreads is brown_forsythe_test.';

-- spreads

CREATE TYPE spread_test_result AS (
    method text, statistic float8, df1 float8, df2 float8, p_value float8,
    k integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE spread_test_result IS 'Result of levene_test, brown_forsythe_test (statistic is F on df1 and df2) and bartlett_test (statistic is chi-square on df1, and df2 is NULL).';

CREATE FUNCTION bartlett_test_final(moments_list) RETURNS spread_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_bartlett_test_final';
COMMENT ON FUNCTION bartlett_test_final(moments_list) IS 'aggregate final function: chi-square of equal variances';
CREATE AGGREGATE bartlett_test(summary moments) (
    SFUNC = moments_list_accum, STYPE = moments_list, SSPACE = 1024,
    FINALFUNC = bartlett_test_final, COMBINEFUNC = moments_list_combine,
    INITCOND = '(1,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE bartlett_test(moments) IS 'Bartlett''s test: do the variances of groups differ? One moments a group; groups without rows, and NULL, count for nothing. Assumes normal values: brown_forsythe_test does not. NULL and a note for fewer than 2 groups, or a group with fewer than 2 rows or no spread. Bartlett (1937).';
CREATE FUNCTION bartlett_test(groups moments[]) RETURNS spread_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_bartlett_test';
COMMENT ON FUNCTION bartlett_test(moments[]) IS 'Bartlett''s test: do the variances of groups differ? The groups as an array of moments; groups without rows, and NULLs, count for nothing. Assumes normal values: brown_forsythe_test does not. NULL and a note for fewer than 2 groups, or a group with fewer than 2 rows or no spread. Bartlett (1937).';
CREATE FUNCTION levene_test_final(moments_list) RETURNS spread_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_levene_test_final';
COMMENT ON FUNCTION levene_test_final(moments_list) IS 'aggregate final function: F of the distances from means';
CREATE AGGREGATE levene_test(summary sample) (
    SFUNC = moments_list_accum_mean, STYPE = moments_list, SSPACE = 1024,
    FINALFUNC = levene_test_final, COMBINEFUNC = moments_list_combine,
    INITCOND = '(1,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE levene_test(sample) IS 'Levene''s test: do the spreads of groups differ? Analysis of variance of the distances from each group''s mean. One sample a group; groups without rows, and NULL, count for nothing. NULL and a note for fewer than 2 groups, or distances that are constant within every group. Levene (1960). With medians: brown_forsythe_test.';
CREATE FUNCTION levene_test(groups sample[]) RETURNS spread_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_levene_test';
COMMENT ON FUNCTION levene_test(sample[]) IS 'Levene''s test: do the spreads of groups differ? Analysis of variance of the distances from each group''s mean. The groups as an array of sample; groups without rows, and NULLs, count for nothing. NULL and a note for fewer than 2 groups, or distances that are constant within every group. Levene (1960). With medians: brown_forsythe_test.';
CREATE FUNCTION brown_forsythe_test_final(moments_list) RETURNS spread_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_brown_forsythe_test_final';
COMMENT ON FUNCTION brown_forsythe_test_final(moments_list) IS 'aggregate final function: F of the distances from medians';
CREATE AGGREGATE brown_forsythe_test(summary sample) (
    SFUNC = moments_list_accum_median, STYPE = moments_list, SSPACE = 1024,
    FINALFUNC = brown_forsythe_test_final, COMBINEFUNC = moments_list_combine,
    INITCOND = '(1,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE brown_forsythe_test(sample) IS 'Brown and Forsythe''s test: do the spreads of groups differ? Levene''s test with distances from each group''s median, which holds its level in skewed data. One sample a group; groups without rows, and NULL, count for nothing. NULL and a note for fewer than 2 groups, or distances that are constant within every group. Brown & Forsythe (1974).';
CREATE FUNCTION brown_forsythe_test(groups sample[]) RETURNS spread_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_brown_forsythe_test';
COMMENT ON FUNCTION brown_forsythe_test(sample[]) IS 'Brown and Forsythe''s test: do the spreads of groups differ? Levene''s test with distances from each group''s median, which holds its level in skewed data. The groups as an array of sample; groups without rows, and NULLs, count for nothing. NULL and a note for fewer than 2 groups, or distances that are constant within every group. Brown & Forsythe (1974).';

-- pairs of groups

CREATE TYPE group_pair AS (
    group1 text, group2 text, estimate float8, std_error float8,
    statistic float8, df float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    n1 float8, mean1 float8, n2 float8, mean2 float8, note text
);
COMMENT ON TYPE group_pair IS 'Row of pairwise_t_test, tukey_hsd, games_howell and scheffe_test: estimate = mean1 - mean2, statistic = estimate / std_error.';
CREATE FUNCTION pairwise_t_test(labels text[], groups moments[], p_adjust text DEFAULT 'holm', var_equal boolean DEFAULT false, conf_level float8 DEFAULT 0.95) RETURNS SETOF group_pair
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_pairwise_t_test';
COMMENT ON FUNCTION pairwise_t_test(text[], moments[], text, boolean, float8) IS 'Two-sided t tests of all pairs of groups, a row each, with p-values adjusted for their number (none, bonferroni, holm, hochberg, bh, by); limits are not adjusted. var_equal pools the variance of all groups, as R''s pairwise.t.test does; otherwise every pair is a Welch test. Labels name the groups in the order of the array (NULL: x1, x2, ...); a group that is NULL or has no rows gives NULLs and a note, as do groups of one row and no spread.';
CREATE FUNCTION tukey_hsd(labels text[], groups moments[], conf_level float8 DEFAULT 0.95) RETURNS SETOF group_pair
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_tukey_hsd';
COMMENT ON FUNCTION tukey_hsd(text[], moments[], float8) IS 'Tukey''s honest significant differences of all pairs of groups, a row each: pooled variance, p-values and simultaneous limits from the studentized range; for groups of unequal size Kramer''s. Labels name the groups in the order of the array (NULL: x1, x2, ...); a group that is NULL or has no rows gives NULLs and a note. Kramer (1956).';
CREATE FUNCTION games_howell(labels text[], groups moments[], conf_level float8 DEFAULT 0.95) RETURNS SETOF group_pair
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_games_howell';
COMMENT ON FUNCTION games_howell(text[], moments[], float8) IS 'Games and Howell''s comparison of all pairs of groups, a row each: Tukey''s for unequal variances, with Welch''s standard errors and degrees of freedom. Labels name the groups in the order of the array (NULL: x1, x2, ...); a group that is NULL or has fewer than 2 rows gives NULLs and a note. Games & Howell (1976).';
CREATE FUNCTION scheffe_test(labels text[], groups moments[], conf_level float8 DEFAULT 0.95) RETURNS SETOF group_pair
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_scheffe_test';
COMMENT ON FUNCTION scheffe_test(text[], moments[], float8) IS 'Scheffe''s comparison of all pairs of groups, a row each: pooled variance, p-values and limits that hold for all contrasts of the means together, so wider than tukey_hsd''s. No pair differs unless anova does. Labels name the groups in the order of the array (NULL: x1, x2, ...); a group that is NULL or has no rows gives NULLs and a note. Scheffe (1953).';
