-- contingency: two variables crossed

CREATE TYPE contingency;

CREATE FUNCTION contingency_in(cstring) RETURNS contingency
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_in';
COMMENT ON FUNCTION contingency_in(cstring) IS 'I/O: reads and validates the text form of contingency';
CREATE FUNCTION contingency_out(contingency) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_out';
COMMENT ON FUNCTION contingency_out(contingency) IS 'I/O: exact text form of contingency';
CREATE FUNCTION contingency_recv(internal) RETURNS contingency
    LANGUAGE C STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_recv';
COMMENT ON FUNCTION contingency_recv(internal) IS 'I/O: reads and validates the binary form of contingency';
CREATE FUNCTION contingency_send(contingency) RETURNS bytea
    LANGUAGE C STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_send';
COMMENT ON FUNCTION contingency_send(contingency) IS 'I/O: binary form of contingency';

CREATE TYPE contingency (
    INPUT = contingency_in,
    OUTPUT = contingency_out,
    RECEIVE = contingency_recv,
    SEND = contingency_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE contingency IS 'Summary of two variables: the levels of both, as text, and how often each pair occurs. Made by contingency(row_value, column_value) of any types that have an equality, merged by rollup; its size is that of the pairs that occur, at most 1 GB (54000). Names are in the order of their bytes (the C collation), numbers in that of their values. Equality is of the counts, in whatever order the rows came.';

-- equality

CREATE FUNCTION contingency_eq(contingency, contingency) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION contingency_eq(contingency, contingency) IS 'implementation of = operator';
CREATE FUNCTION contingency_ne(contingency, contingency) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION contingency_ne(contingency, contingency) IS 'implementation of <> operator';
CREATE FUNCTION contingency_hash(contingency) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION contingency_hash(contingency) IS 'hash';
CREATE FUNCTION contingency_hash_extended(contingency, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION contingency_hash_extended(contingency, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = contingency, RIGHTARG = contingency, FUNCTION = contingency_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (contingency, contingency) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = contingency, RIGHTARG = contingency, FUNCTION = contingency_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (contingency, contingency) IS 'not equal';
CREATE OPERATOR CLASS contingency_ops DEFAULT FOR TYPE contingency USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 contingency_hash(contingency),
    FUNCTION 2 contingency_hash_extended(contingency, bigint);
COMMENT ON OPERATOR CLASS contingency_ops USING hash IS 'equality of contingency, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY contingency_ops USING hash IS 'equality of contingency';

-- aggregates

CREATE FUNCTION contingency_accum(contingency, anyelement, anycompatible) RETURNS contingency
    LANGUAGE C STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_accum';
COMMENT ON FUNCTION contingency_accum(contingency, anyelement, anycompatible) IS 'aggregate transition function: adds a pair';
CREATE FUNCTION contingency_accum(contingency, anyelement, anycompatible, float8) RETURNS contingency
    LANGUAGE C STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_accum';
COMMENT ON FUNCTION contingency_accum(contingency, anyelement, anycompatible, float8) IS 'aggregate transition function: adds a pair with a weight';
CREATE FUNCTION contingency_accum(contingency, text, text) RETURNS contingency
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_accum_text';
COMMENT ON FUNCTION contingency_accum(contingency, text, text) IS 'aggregate transition function: adds a pair of texts';
CREATE FUNCTION contingency_accum(contingency, text, text, float8) RETURNS contingency
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_accum_text';
COMMENT ON FUNCTION contingency_accum(contingency, text, text, float8) IS 'aggregate transition function: adds a pair of texts with a weight';
CREATE FUNCTION contingency_combine(contingency, contingency) RETURNS contingency
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_combine';
COMMENT ON FUNCTION contingency_combine(contingency, contingency) IS 'aggregate combine function: adds the counts of two summaries; NULL counts as empty';

CREATE AGGREGATE contingency(row_value anyelement, column_value anycompatible) (
    SFUNC = contingency_accum, STYPE = contingency, SSPACE = 1024,
    COMBINEFUNC = contingency_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE contingency(anyelement, anycompatible) IS 'Counts how often each pair of values occurs. Rows with a NULL are left out and counted. Levels are told apart by their text, numbers by their value whatever their type; NaN and infinity are errors (22023), a type without equality is one (42883).';
CREATE AGGREGATE contingency(row_value anyelement, column_value anycompatible, weight float8) (
    SFUNC = contingency_accum, STYPE = contingency, SSPACE = 1024,
    COMBINEFUNC = contingency_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE contingency(anyelement, anycompatible, float8) IS 'Adds up the weights of each pair of values. Weights are frequency weights: weight 3 is the row three times, fractions are allowed; rows of weight 0 are left out and counted apart, a negative weight is an error (22023). Rows with a NULL are left out and counted. Levels are told apart by their text, numbers by their value whatever their type; NaN and infinity are errors (22023), a type without equality is one (42883).';
CREATE AGGREGATE contingency(row_value text, column_value text) (
    SFUNC = contingency_accum, STYPE = contingency, SSPACE = 1024,
    COMBINEFUNC = contingency_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE contingency(text, text) IS 'The same of two texts: also the form for servers that split an aggregate over shards, as contingency(x::text, y::text). Numbers given as text are names, in the order of their bytes.';
CREATE AGGREGATE contingency(row_value text, column_value text, weight float8) (
    SFUNC = contingency_accum, STYPE = contingency, SSPACE = 1024,
    COMBINEFUNC = contingency_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE contingency(text, text, float8) IS 'The same of two texts with weights. Weights are frequency weights: weight 3 is the row three times, fractions are allowed; rows of weight 0 are left out and counted apart, a negative weight is an error (22023). Rows with a NULL are left out and counted.';
CREATE AGGREGATE rollup(summary contingency) (
    SFUNC = contingency_combine, STYPE = contingency, SSPACE = 1024,
    COMBINEFUNC = contingency_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(contingency) IS 'Adds up stored tables. NULL counts as empty; levels that are numbers and levels that are names in one variable are an error (22023).';

-- figures

CREATE FUNCTION n(contingency) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_n';
COMMENT ON FUNCTION n(contingency) IS 'Number of rows, those left out not counted.';
CREATE FUNCTION n_missing(contingency) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_n_missing';
COMMENT ON FUNCTION n_missing(contingency) IS 'Number of rows left out because something was NULL.';
CREATE FUNCTION n_zero_weight(contingency) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_contingency_n_zero_weight';
COMMENT ON FUNCTION n_zero_weight(contingency) IS 'Number of rows left out because their weight was 0.';
CREATE FUNCTION sum_weight(contingency) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_contingency_sum_weight';
COMMENT ON FUNCTION sum_weight(contingency) IS 'Sum of the weights; the number of rows where there are none.';

CREATE TYPE cell_row AS (
    row_value text, column_value text, n float8,
    row_share float8, column_share float8, share float8,
    expected float8, residual float8, standardized_residual float8
);
COMMENT ON TYPE cell_row IS 'Row of cells: row_share is n of the row''s total, column_share of the column''s, share of all; expected is what independence would give; residual is Pearson''s, (n - expected) / sqrt(expected), and standardized_residual (the adjusted residual of SPSS, stdres of R) is that over its standard deviation: beyond 2 or 3 a cell stands out.';
CREATE FUNCTION cells(contingency) RETURNS SETOF cell_row
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 25 AS 'MODULE_PATHNAME', 'medsec_contingency_cells';
COMMENT ON FUNCTION cells(contingency) IS 'The table as rows, a cell each, by rows and columns in order; pairs that do not occur too, with n = 0; more than ten million cells are an error (54000). standardized_residual is NULL where a variable has one category only. Haberman (1973).';

CREATE FUNCTION contingency_to_jsonb(contingency) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.jsonb_build_object(
        'n', n($1), 'n_missing', n_missing($1), 'n_zero_weight', n_zero_weight($1),
        'sum_weight', sum_weight($1),
        'rows', (SELECT coalesce(pg_catalog.jsonb_object_agg(row_value, columns), '{}')
            FROM (SELECT row_value, pg_catalog.jsonb_object_agg(column_value, c.n) AS columns
                FROM cells($1) AS c GROUP BY row_value) AS r));
COMMENT ON FUNCTION contingency_to_jsonb(contingency) IS 'Implementation of the cast from contingency to jsonb, to read a summary.';
CREATE CAST (contingency AS jsonb) WITH FUNCTION contingency_to_jsonb(contingency);
COMMENT ON CAST (contingency AS jsonb) IS 'The figures of a summary by name; rows is an object of rows, each an object of counts by column.';

-- are the variables independent?

CREATE TYPE chi_square_result AS (
    method text, statistic float8, df float8, p_value float8,
    likelihood_ratio float8, likelihood_ratio_p_value float8,
    phi float8, cramers_v float8, cramers_v_corrected float8, contingency_coefficient float8,
    min_expected float8, rows integer, columns integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE chi_square_result IS 'Result of chi_square_test: statistic is Pearson''s chi-square, likelihood_ratio is G; phi, Cramer''s V, V without bias (Bergsma) and Pearson''s contingency coefficient never have Yates''s correction.';
CREATE FUNCTION chi_square_test(contingency, correct boolean DEFAULT true) RETURNS chi_square_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_chi_square_test';
COMMENT ON FUNCTION chi_square_test(contingency, boolean) IS 'Chi-square test of independence, as R''s chisq.test: Yates''s correction of a 2 x 2 table (only), unless correct is false. NULL and a note where a variable has one category or there are no rows; a note where an expected count is below 5 (see fisher_exact_test), or counts are not whole. Pearson (1900), Yates (1934), Bergsma (2013).';
CREATE FUNCTION chi_square_final(contingency) RETURNS chi_square_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_chi_square_final';
COMMENT ON FUNCTION chi_square_final(contingency) IS 'aggregate final function: the chi-square test of independence';
CREATE AGGREGATE chi_square_test(row_value anyelement, column_value anycompatible) (
    SFUNC = contingency_accum, STYPE = contingency, SSPACE = 1024,
    FINALFUNC = chi_square_final, COMBINEFUNC = contingency_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE chi_square_test(anyelement, anycompatible) IS 'Chi-square test of independence from rows in one step, with Yates''s correction of a 2 x 2 table. Rows with a NULL are left out and counted in n_missing. Without the correction: chi_square_test(contingency(row_value, column_value), false).';
CREATE AGGREGATE chi_square_test(row_value text, column_value text) (
    SFUNC = contingency_accum, STYPE = contingency, SSPACE = 1024,
    FINALFUNC = chi_square_final, COMBINEFUNC = contingency_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE chi_square_test(text, text) IS 'The same of two texts: also the form for servers that split an aggregate over shards.';
CREATE FUNCTION cramers_v(contingency, bias_correction boolean DEFAULT false) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_cramers_v';
COMMENT ON FUNCTION cramers_v(contingency, boolean) IS 'Cramer''s V, from 0 (independent) to 1; with bias_correction as Bergsma (2013) has it, which is near 0 for independent variables in small samples too. NULL where a variable has one category, or of no rows. Cramer (1946).';
CREATE FUNCTION phi(contingency) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_phi';
COMMENT ON FUNCTION phi(contingency) IS 'Phi: of a 2 x 2 table the correlation of the two variables, with a sign (see odds_ratio for which category comes first); of others sqrt(chi-square / n). NULL where a variable has one category, or of no rows.';

CREATE TYPE fisher_result AS (
    method text, alternative text, estimate float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    row1 text, row2 text, column1 text,
    rows integer, columns integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE fisher_result IS 'Result of fisher_exact_test: of 2 x 2 tables estimate is the conditional odds ratio, the odds of column1 in row1 over those in row2, with exact limits; of others there is a p-value only.';
CREATE FUNCTION fisher_exact_test(contingency, alternative text DEFAULT 'two-sided', conf_level float8 DEFAULT 0.95, row_value text DEFAULT NULL, column_value text DEFAULT NULL) RETURNS fisher_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_fisher_exact_test';
COMMENT ON FUNCTION fisher_exact_test(contingency, text, float8, text, text) IS 'Fisher''s exact test of independence. Of 2 x 2 tables with the conditional maximum likelihood odds ratio and exact limits, as R''s fisher.test (conf_high may be infinite, an infinite estimate is NULL with a note), up to 1,000,000,000 rows. Larger tables exactly up to 12 x 100 categories, 10000 rows and 20 million steps, else NULL and a note; a one-sided test of one is an error (22023). NULL and a note where a variable has one category, or counts are not whole. row_value and column_value: see odds_ratio. Fisher (1935), Mehta & Patel (1983).';

-- 2 x 2

CREATE TYPE ratio_result AS (
    method text, estimate float8, std_error float8, statistic float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    row1 text, row2 text, column1 text, n float8, n_missing bigint, note text
);
COMMENT ON TYPE ratio_result IS 'Result of odds_ratio and risk_ratio: of column1 in row1, over that in row2; std_error and the statistic (z) are of the logarithm.';
CREATE FUNCTION odds_ratio(contingency, row_value text DEFAULT NULL, column_value text DEFAULT NULL, conf_level float8 DEFAULT 0.95) RETURNS ratio_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_odds_ratio';
COMMENT ON FUNCTION odds_ratio(contingency, text, text, float8) IS 'Odds ratio of a 2 x 2 table with Woolf''s limits: the odds of column_value in the row row_value, over its odds in the other row. Where they are NULL: true of false and true, else the first in order (of yes and no it is no, of 0 and 1 it is 0); the result says in row1, row2 and column1 which were taken. NULL and a note where the table is not 2 x 2; no limits where a cell is 0 (see fisher_exact_test). Woolf (1955).';
CREATE FUNCTION risk_ratio(contingency, row_value text DEFAULT NULL, column_value text DEFAULT NULL, conf_level float8 DEFAULT 0.95) RETURNS ratio_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_risk_ratio';
COMMENT ON FUNCTION risk_ratio(contingency, text, text, float8) IS 'Risk ratio of a 2 x 2 table with Katz''s limits: the share of column_value in the row row_value, over its share in the other row. Where they are NULL: true of false and true, else the first in order (of yes and no it is no, of 0 and 1 it is 0); the result says in row1, row2 and column1 which were taken. NULL and a note where the table is not 2 x 2; no limits where a share is 0. Katz et al. (1978).';
CREATE TYPE risk_difference_result AS (
    method text, estimate float8, std_error float8, statistic float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, share1 float8, share2 float8,
    row1 text, row2 text, column1 text, n float8, n_missing bigint, note text
);
COMMENT ON TYPE risk_difference_result IS 'Result of risk_difference: estimate = share1 - share2, the shares of column1 in row1 and row2; statistic is z with the pooled share.';
CREATE FUNCTION risk_difference(contingency, row_value text DEFAULT NULL, column_value text DEFAULT NULL, conf_level float8 DEFAULT 0.95) RETURNS risk_difference_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_risk_difference';
COMMENT ON FUNCTION risk_difference(contingency, text, text, float8) IS 'Difference of two shares of a 2 x 2 table with Newcombe''s limits: that of column_value in the row row_value less that in the other row. Where they are NULL: true of false and true, else the first in order (of yes and no it is no, of 0 and 1 it is 0); the result says in row1, row2 and column1 which were taken. NULL and a note where the table is not 2 x 2. The test is that of prop_test. Newcombe (1998), method 10.';

-- the same categories twice

CREATE TYPE mcnemar_result AS (
    method text, estimate float8, statistic float8, df float8, p_value float8, exact_p_value float8,
    discordant float8, category1 text, category2 text, n12 float8, n21 float8,
    k integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE mcnemar_result IS 'Result of mcnemar_test: of two categories estimate is the odds ratio of the pairs, n12 / n21, the rows that go from category1 to category2 over those that go back; discordant: rows whose two categories differ; k: categories.';
CREATE FUNCTION mcnemar_test(contingency, correct boolean DEFAULT true) RETURNS mcnemar_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_mcnemar_test';
COMMENT ON FUNCTION mcnemar_test(contingency, boolean) IS 'McNemar''s test: has a share changed between two answers of the same people? As R''s mcnemar.test, with continuity correction unless correct is false, and the exact p-value beside it; of more than two categories Bowker''s test of symmetry, without pairs of categories that do not occur. The categories are those of both variables. NULL and a note where nobody changed; a note below 25 that did. McNemar (1947), Bowker (1948).';

CREATE TYPE cohen_kappa_result AS (
    method text, estimate float8, std_error float8, std_error_null float8,
    statistic float8, p_value float8, conf_low float8, conf_high float8, conf_level float8,
    observed_agreement float8, expected_agreement float8,
    k integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE cohen_kappa_result IS 'Result of cohen_kappa: statistic = estimate / std_error_null, the standard error where raters agree by chance; limits by std_error; agreements are weighted as kappa is; k: categories.';
CREATE FUNCTION cohen_kappa(contingency, weights text DEFAULT 'none', conf_level float8 DEFAULT 0.95, categories text[] DEFAULT NULL) RETURNS cohen_kappa_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_cohen_kappa';
COMMENT ON FUNCTION cohen_kappa(contingency, text, float8, text[]) IS 'Cohen''s kappa: how far two raters agree beyond chance, contingency(rater1, rater2). Weights none, linear or quadratic by the distance of the categories in their order: numbers by value, names by their bytes, which has a note; or that of categories, which must name all. NULL and a note where both raters use one category only, or of no rows; where one of them does, kappa is 0 whatever the other says, without errors, and a note. At most 1000 categories (54000). Cohen (1960, 1968), Fleiss, Cohen & Everitt (1969).';
