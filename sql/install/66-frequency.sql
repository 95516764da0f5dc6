-- frequency: how often each level occurs

CREATE TYPE frequency;

CREATE FUNCTION frequency_in(cstring) RETURNS frequency
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_in';
COMMENT ON FUNCTION frequency_in(cstring) IS 'I/O: reads and validates the text form of frequency';
CREATE FUNCTION frequency_out(frequency) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_out';
COMMENT ON FUNCTION frequency_out(frequency) IS 'I/O: exact text form of frequency';
CREATE FUNCTION frequency_recv(internal) RETURNS frequency
    LANGUAGE C STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_recv';
COMMENT ON FUNCTION frequency_recv(internal) IS 'I/O: reads and validates the binary form of frequency';
CREATE FUNCTION frequency_send(frequency) RETURNS bytea
    LANGUAGE C STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_send';
COMMENT ON FUNCTION frequency_send(frequency) IS 'I/O: binary form of frequency';

CREATE TYPE frequency (
    INPUT = frequency_in,
    OUTPUT = frequency_out,
    RECEIVE = frequency_recv,
    SEND = frequency_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE frequency IS 'Summary of one variable: its levels, as text, and how often each occurs. Made by frequency(value) of any type that has an equality, merged by rollup; its size is that of the levels, at most 1 GB (54000). Names are in the order of their bytes (the C collation), numbers in that of their values. Equality is of the counts, in whatever order the rows came.';

-- equality

CREATE FUNCTION frequency_eq(frequency, frequency) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION frequency_eq(frequency, frequency) IS 'implementation of = operator';
CREATE FUNCTION frequency_ne(frequency, frequency) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION frequency_ne(frequency, frequency) IS 'implementation of <> operator';
CREATE FUNCTION frequency_hash(frequency) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION frequency_hash(frequency) IS 'hash';
CREATE FUNCTION frequency_hash_extended(frequency, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION frequency_hash_extended(frequency, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = frequency, RIGHTARG = frequency, FUNCTION = frequency_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (frequency, frequency) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = frequency, RIGHTARG = frequency, FUNCTION = frequency_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (frequency, frequency) IS 'not equal';
CREATE OPERATOR CLASS frequency_ops DEFAULT FOR TYPE frequency USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 frequency_hash(frequency),
    FUNCTION 2 frequency_hash_extended(frequency, bigint);
COMMENT ON OPERATOR CLASS frequency_ops USING hash IS 'equality of frequency, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY frequency_ops USING hash IS 'equality of frequency';

-- aggregates

CREATE FUNCTION frequency_accum(frequency, anyelement) RETURNS frequency
    LANGUAGE C STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_accum';
COMMENT ON FUNCTION frequency_accum(frequency, anyelement) IS 'aggregate transition function: adds a value';
CREATE FUNCTION frequency_accum(frequency, anyelement, float8) RETURNS frequency
    LANGUAGE C STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_accum';
COMMENT ON FUNCTION frequency_accum(frequency, anyelement, float8) IS 'aggregate transition function: adds a value with a weight';
CREATE FUNCTION frequency_accum(frequency, text) RETURNS frequency
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_accum_text';
COMMENT ON FUNCTION frequency_accum(frequency, text) IS 'aggregate transition function: adds a text';
CREATE FUNCTION frequency_accum(frequency, character) RETURNS frequency
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_accum';
COMMENT ON FUNCTION frequency_accum(frequency, character) IS 'aggregate transition function: adds a text without the blanks at its end';
CREATE FUNCTION frequency_accum(frequency, text, float8) RETURNS frequency
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_accum_text';
COMMENT ON FUNCTION frequency_accum(frequency, text, float8) IS 'aggregate transition function: adds a text with a weight';
CREATE FUNCTION frequency_combine(frequency, frequency) RETURNS frequency
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_combine';
COMMENT ON FUNCTION frequency_combine(frequency, frequency) IS 'aggregate combine function: adds the counts of two summaries; NULL counts as empty';

CREATE AGGREGATE frequency(value anyelement) (
    SFUNC = frequency_accum, STYPE = frequency, SSPACE = 512,
    COMBINEFUNC = frequency_combine,
    INITCOND = '(1,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE frequency(anyelement) IS 'Counts how often each value occurs. Rows with a NULL are left out and counted. Levels are told apart by their text, numbers by their value whatever their type; NaN and infinity are errors (22023), a type without equality is one (42883). So values that are equal but written in two ways are two levels: ''1 month'' and ''30 days'', names that differ in what a collation or citext overlooks. Dates, timestamps, numbers, booleans and enums are written in one way always; what else has settings of a session (interval, bytea, arrays and rows of dates) is written as they say.';
CREATE AGGREGATE frequency(value anyelement, weight float8) (
    SFUNC = frequency_accum, STYPE = frequency, SSPACE = 512,
    COMBINEFUNC = frequency_combine,
    INITCOND = '(1,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE frequency(anyelement, float8) IS 'Adds up the weights of each value. Weights are frequency weights: weight 3 is the row three times, fractions are allowed; rows of weight 0 are left out and counted apart, a negative weight is an error (22023). Rows with a NULL are left out and counted. Levels are told apart by their text, numbers by their value whatever their type; NaN and infinity are errors (22023), a type without equality is one (42883).';
CREATE AGGREGATE frequency(value text) (
    SFUNC = frequency_accum, STYPE = frequency, SSPACE = 512,
    COMBINEFUNC = frequency_combine,
    INITCOND = '(1,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE frequency(text) IS 'The same of text: also the form for servers that split an aggregate over shards, as frequency(x::text). Numbers given as text are names, in the order of their bytes.';
CREATE AGGREGATE frequency(value varchar) (
    SFUNC = frequency_accum, STYPE = frequency, SSPACE = 512,
    COMBINEFUNC = frequency_combine,
    INITCOND = '(1,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE frequency(varchar) IS 'The same of varchar, which would else be read as the text form of a frequency. Columns of a domain over text, or of citext, must be cast: frequency(x::text).';
CREATE AGGREGATE frequency(value character) (
    SFUNC = frequency_accum, STYPE = frequency, SSPACE = 512,
    COMBINEFUNC = frequency_combine,
    INITCOND = '(1,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE frequency(character) IS 'The same of character(n): blanks at the end do not count.';
CREATE AGGREGATE frequency(value text, weight float8) (
    SFUNC = frequency_accum, STYPE = frequency, SSPACE = 512,
    COMBINEFUNC = frequency_combine,
    INITCOND = '(1,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE frequency(text, float8) IS 'The same of text with weights. Weights are frequency weights: weight 3 is the row three times, fractions are allowed; rows of weight 0 are left out and counted apart, a negative weight is an error (22023). Rows with a NULL are left out and counted.';
CREATE AGGREGATE rollup(summary frequency) (
    SFUNC = frequency_combine, STYPE = frequency, SSPACE = 512,
    COMBINEFUNC = frequency_combine,
    INITCOND = '(1,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(frequency) IS 'Adds up stored frequencies. NULL counts as empty; levels that are numbers and levels that are names together are an error (22023).';

-- figures

CREATE FUNCTION n(frequency) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_n';
COMMENT ON FUNCTION n(frequency) IS 'Number of rows, those left out not counted.';
CREATE FUNCTION n_missing(frequency) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_n_missing';
COMMENT ON FUNCTION n_missing(frequency) IS 'Number of rows left out because something was NULL.';
CREATE FUNCTION n_zero_weight(frequency) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_frequency_n_zero_weight';
COMMENT ON FUNCTION n_zero_weight(frequency) IS 'Number of rows left out because their weight was 0.';
CREATE FUNCTION sum_weight(frequency) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_frequency_sum_weight';
COMMENT ON FUNCTION sum_weight(frequency) IS 'Sum of the weights; the number of rows where there are none.';
CREATE FUNCTION mode(frequency) RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_frequency_mode';
COMMENT ON FUNCTION mode(frequency) IS 'The level that occurs most often, the first in order of several; NULL of the empty summary.';

CREATE TYPE level_row AS (value text, n float8, share float8, cumulative float8);
COMMENT ON TYPE level_row IS 'Row of levels: share is of all rows, cumulative the share of this level and those before it.';
CREATE FUNCTION levels(frequency, categories text[] DEFAULT NULL) RETURNS SETOF level_row
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_frequency_levels';
COMMENT ON FUNCTION levels(frequency, text[]) IS 'The levels in order, a row each: names by their bytes (the C collation), numbers by their values; or in the order of categories, which must name every level and may name others (n = 0).';
CREATE FUNCTION share(frequency, categories text[], conf_level float8 DEFAULT 0.95) RETURNS wilson_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_frequency_share';
COMMENT ON FUNCTION share(frequency, text[], float8) IS 'The share of the rows whose level is one of the categories, with Wilson''s limits. Categories are written as levels() has them (true and false); one without rows counts 0, and the note names it. NULL and a note of the empty summary; a note where counts are not whole. Wilson (1927).';
CREATE FUNCTION top_box(frequency, lowest float8, conf_level float8 DEFAULT 0.95) RETURNS wilson_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_frequency_top_box';
COMMENT ON FUNCTION top_box(frequency, float8, float8) IS 'The share of answers of `lowest` and more, with Wilson''s limits: top_box(f, 4) is the top-2-box of a scale from 1 to 5, whether or not somebody answered 5. NULL and a note of the empty summary; a level that is no number is an error (22023).';
CREATE FUNCTION moments(frequency) RETURNS moments
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_frequency_moments';
COMMENT ON FUNCTION moments(frequency) IS 'The moments of counted numbers, for t tests, ANOVA and means with limits from the same summary. They differ from moments(x) of the rows by rounding only. A level that is no number is an error (22023).';
CREATE FUNCTION sample(frequency) RETURNS sample
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_frequency_sample';
COMMENT ON FUNCTION sample(frequency) IS 'The levels as numbers, each with its count as a weight: what quantiles and the tests of ranks read, in the memory of the levels instead of the rows. n() of it counts levels, sum_weight() rows. A level that is no number is an error (22023).';
CREATE CAST (frequency AS sample) WITH FUNCTION sample(frequency) AS IMPLICIT;
COMMENT ON CAST (frequency AS sample) IS 'Whatever a sample answers, counted answers do too: median(frequency(x)), mann_whitney_test(frequency(x) FILTER (...), ...). What counts rows has weights instead: n() is of levels, and the errors of concentration_index(), where weights are analytic, are those of so few rows.';

CREATE TYPE goodness_of_fit_result AS (
    method text, statistic float8, df float8, p_value float8,
    likelihood_ratio float8, likelihood_ratio_p_value float8, cohens_w float8,
    min_expected float8, k integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE goodness_of_fit_result IS 'Result of goodness_of_fit: statistic is Pearson''s chi-square, likelihood_ratio is G, cohens_w = sqrt(statistic / n); k: categories.';
CREATE FUNCTION goodness_of_fit(frequency, shares float8[] DEFAULT NULL, categories text[] DEFAULT NULL) RETURNS goodness_of_fit_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_goodness_of_fit';
COMMENT ON FUNCTION goodness_of_fit(frequency, float8[], text[]) IS 'Chi-square test: do the levels occur in these shares (NULL: equal ones)? Shares are in the order of categories, which must name every level and may name some without rows; NULL: of levels(). They need not add up to 1: 9:3:3:1 may be given so. NULL and a note of fewer than 2 categories or no rows; a note where an expected count is below 5, or counts are not whole. Pearson (1900).';

CREATE FUNCTION frequency_to_jsonb(frequency) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.jsonb_build_object(
        'n', n($1), 'n_missing', n_missing($1), 'n_zero_weight', n_zero_weight($1),
        'sum_weight', sum_weight($1),
        'levels', (SELECT coalesce(pg_catalog.jsonb_object_agg(value, l.n), '{}') FROM levels($1) AS l));
COMMENT ON FUNCTION frequency_to_jsonb(frequency) IS 'Implementation of the cast from frequency to jsonb, to read a summary.';
CREATE CAST (frequency AS jsonb) WITH FUNCTION frequency_to_jsonb(frequency);
COMMENT ON CAST (frequency AS jsonb) IS 'The figures of a summary by name; levels is an object of counts.';
