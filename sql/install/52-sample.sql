-- sample and ranked: values kept as they are, for what needs ranks

CREATE TYPE sample;

CREATE FUNCTION sample_in(cstring) RETURNS sample
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_in';
COMMENT ON FUNCTION sample_in(cstring) IS 'I/O: reads and validates the text form of sample';
CREATE FUNCTION sample_out(sample) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_out';
COMMENT ON FUNCTION sample_out(sample) IS 'I/O: exact text form of sample';
CREATE FUNCTION sample_recv(internal) RETURNS sample
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_recv';
COMMENT ON FUNCTION sample_recv(internal) IS 'I/O: reads and validates the binary form of sample';
CREATE FUNCTION sample_send(sample) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_send';
COMMENT ON FUNCTION sample_send(sample) IS 'I/O: binary form of sample';

CREATE TYPE sample (
    INPUT = sample_in,
    OUTPUT = sample_out,
    RECEIVE = sample_recv,
    SEND = sample_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE sample IS 'Summary of values kept as they are, in order: 8 bytes a row, and 8 more for its weight. Made by sample(x), merged by rollup; quantiles, inequality and poverty are read from it. At most 1 GB, which is an error (54000) before it is reached. Equality is of the values, in whatever order they came.';

CREATE TYPE ranked;

CREATE FUNCTION ranked_in(cstring) RETURNS ranked
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ranked_in';
COMMENT ON FUNCTION ranked_in(cstring) IS 'I/O: reads and validates the text form of ranked';
CREATE FUNCTION ranked_out(ranked) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_out';
COMMENT ON FUNCTION ranked_out(ranked) IS 'I/O: exact text form of ranked';
CREATE FUNCTION ranked_recv(internal) RETURNS ranked
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ranked_recv';
COMMENT ON FUNCTION ranked_recv(internal) IS 'I/O: reads and validates the binary form of ranked';
CREATE FUNCTION ranked_send(ranked) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_send';
COMMENT ON FUNCTION ranked_send(ranked) IS 'I/O: binary form of ranked';

CREATE TYPE ranked (
    INPUT = ranked_in,
    OUTPUT = ranked_out,
    RECEIVE = ranked_recv,
    SEND = ranked_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE ranked IS 'Summary of values with the variable that ranks them, in its order: 16 bytes a row, 8 more for its weight and 8 more for its cluster. Made by ranked(x, rank_variable), merged by rollup; concentration indices, progressivity and benefit incidence are read from it. At most 1 GB, which is an error (54000) before it is reached.';

-- equality

CREATE FUNCTION sample_eq(sample, sample) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION sample_eq(sample, sample) IS 'implementation of = operator';
CREATE FUNCTION sample_ne(sample, sample) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION sample_ne(sample, sample) IS 'implementation of <> operator';
CREATE FUNCTION sample_hash(sample) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION sample_hash(sample) IS 'hash';
CREATE FUNCTION sample_hash_extended(sample, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION sample_hash_extended(sample, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = sample, RIGHTARG = sample, FUNCTION = sample_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (sample, sample) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = sample, RIGHTARG = sample, FUNCTION = sample_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (sample, sample) IS 'not equal';
CREATE OPERATOR CLASS sample_ops DEFAULT FOR TYPE sample USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 sample_hash(sample),
    FUNCTION 2 sample_hash_extended(sample, bigint);
COMMENT ON OPERATOR CLASS sample_ops USING hash IS 'equality of sample, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY sample_ops USING hash IS 'equality of sample';
CREATE FUNCTION ranked_eq(ranked, ranked) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION ranked_eq(ranked, ranked) IS 'implementation of = operator';
CREATE FUNCTION ranked_ne(ranked, ranked) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION ranked_ne(ranked, ranked) IS 'implementation of <> operator';
CREATE FUNCTION ranked_hash(ranked) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION ranked_hash(ranked) IS 'hash';
CREATE FUNCTION ranked_hash_extended(ranked, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION ranked_hash_extended(ranked, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = ranked, RIGHTARG = ranked, FUNCTION = ranked_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (ranked, ranked) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = ranked, RIGHTARG = ranked, FUNCTION = ranked_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (ranked, ranked) IS 'not equal';
CREATE OPERATOR CLASS ranked_ops DEFAULT FOR TYPE ranked USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 ranked_hash(ranked),
    FUNCTION 2 ranked_hash_extended(ranked, bigint);
COMMENT ON OPERATOR CLASS ranked_ops USING hash IS 'equality of ranked, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY ranked_ops USING hash IS 'equality of ranked';

-- aggregates

CREATE FUNCTION sample_accum(sample, float8) RETURNS sample
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_accum';
COMMENT ON FUNCTION sample_accum(sample, float8) IS 'aggregate transition function: adds a value';
CREATE FUNCTION sample_accum(sample, float8, float8) RETURNS sample
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_accum';
COMMENT ON FUNCTION sample_accum(sample, float8, float8) IS 'aggregate transition function: adds a value with a weight';
CREATE FUNCTION sample_combine(sample, sample) RETURNS sample
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_combine';
COMMENT ON FUNCTION sample_combine(sample, sample) IS 'aggregate combine function: joins the values of two summaries; NULL counts as empty';
CREATE FUNCTION ranked_accum(ranked, float8, float8) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ranked_accum';
COMMENT ON FUNCTION ranked_accum(ranked, float8, float8) IS 'aggregate transition function: adds a value and its rank variable';
CREATE FUNCTION ranked_accum(ranked, float8, float8, float8) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ranked_accum';
COMMENT ON FUNCTION ranked_accum(ranked, float8, float8, float8) IS 'aggregate transition function: adds a value and its rank variable with a weight';
CREATE FUNCTION ranked_accum(ranked, float8, float8, float8, bigint) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ranked_accum';
COMMENT ON FUNCTION ranked_accum(ranked, float8, float8, float8, bigint) IS 'aggregate transition function: adds a value and its rank variable with a weight and a cluster';
CREATE FUNCTION ranked_combine(ranked, ranked) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_combine';
COMMENT ON FUNCTION ranked_combine(ranked, ranked) IS 'aggregate combine function: joins the values of two summaries; NULL counts as empty; with and without clusters is an error (22023)';

CREATE AGGREGATE sample(x float8) (
    SFUNC = sample_accum, STYPE = sample, SSPACE = 4096,
    COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE sample(float8) IS 'Gathers values. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE sample(x float8, weight float8) (
    SFUNC = sample_accum, STYPE = sample, SSPACE = 4096,
    COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE sample(float8, float8) IS 'Gathers values with frequency weights: weight 3 is the row three times, fractions are allowed. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
CREATE AGGREGATE rollup(summary sample) (
    SFUNC = sample_combine, STYPE = sample, SSPACE = 4096,
    COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(sample) IS 'Joins stored samples, weighted and not. NULL counts as empty.';
CREATE AGGREGATE ranked(x float8, rank_variable float8) (
    SFUNC = ranked_accum, STYPE = ranked, SSPACE = 4096,
    COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranked(float8, float8) IS 'Gathers values with the variable that ranks them, such as visits and income. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE ranked(x float8, rank_variable float8, weight float8) (
    SFUNC = ranked_accum, STYPE = ranked, SSPACE = 4096,
    COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranked(float8, float8, float8) IS 'Gathers values with the variable that ranks them, and weights. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
CREATE AGGREGATE ranked(x float8, rank_variable float8, weight float8, cluster bigint) (
    SFUNC = ranked_accum, STYPE = ranked, SSPACE = 4096,
    COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ranked(float8, float8, float8, bigint) IS 'The same with the number of the cluster that a row was drawn in, up to 2^53, for cluster-robust standard errors; number names by dense_rank(). Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
CREATE AGGREGATE rollup(summary ranked) (
    SFUNC = ranked_combine, STYPE = ranked, SSPACE = 4096,
    COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(ranked) IS 'Joins stored samples with rank variables, weighted and not. NULL counts as empty; with and without clusters is an error (22023).';

-- figures

CREATE FUNCTION n(sample) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_n';
COMMENT ON FUNCTION n(sample) IS 'Number of rows, those left out not counted.';
CREATE FUNCTION n_missing(sample) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_n_missing';
COMMENT ON FUNCTION n_missing(sample) IS 'Number of rows left out because something was NULL.';
CREATE FUNCTION n_zero_weight(sample) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_n_zero_weight';
COMMENT ON FUNCTION n_zero_weight(sample) IS 'Number of rows left out because their weight was 0.';
CREATE FUNCTION sum_weight(sample) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_sample_sum_weight';
COMMENT ON FUNCTION sum_weight(sample) IS 'Sum of the weights; the number of rows where there are none.';
CREATE FUNCTION mean(sample) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_sample_mean';
COMMENT ON FUNCTION mean(sample) IS 'Weighted mean of the values; NULL of the empty summary.';
CREATE FUNCTION n(ranked) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_n';
COMMENT ON FUNCTION n(ranked) IS 'Number of rows, those left out not counted.';
CREATE FUNCTION n_missing(ranked) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_n_missing';
COMMENT ON FUNCTION n_missing(ranked) IS 'Number of rows left out because something was NULL.';
CREATE FUNCTION n_zero_weight(ranked) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_n_zero_weight';
COMMENT ON FUNCTION n_zero_weight(ranked) IS 'Number of rows left out because their weight was 0.';
CREATE FUNCTION sum_weight(ranked) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_sample_sum_weight';
COMMENT ON FUNCTION sum_weight(ranked) IS 'Sum of the weights; the number of rows where there are none.';
CREATE FUNCTION mean(ranked) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_sample_mean';
COMMENT ON FUNCTION mean(ranked) IS 'Weighted mean of the values, not of what ranks them; NULL of the empty summary.';
CREATE FUNCTION quantile(sample, p float8, type integer DEFAULT 7) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_sample_quantile';
COMMENT ON FUNCTION quantile(sample, float8, integer) IS 'Quantile p of the values, by one of Hyndman & Fan''s nine types as R numbers them: 7 interpolates (R, Excel, percentile_cont), 2 averages at a jump (Stata, Eurostat). Weights are frequency weights, as in Hmisc''s wtd.quantile. NULL of the empty summary; p outside 0..1 is an error (22023). Hyndman & Fan (1996).';
CREATE FUNCTION quantile(ranked, p float8, type integer DEFAULT 7) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_sample_quantile';
COMMENT ON FUNCTION quantile(ranked, float8, integer) IS 'Quantile p of the rank variable, by one of Hyndman & Fan''s nine types as R numbers them: 7 interpolates (R, Excel, percentile_cont), 2 averages at a jump (Stata, Eurostat). Weights are frequency weights, as in Hmisc''s wtd.quantile. NULL of the empty summary; p outside 0..1 is an error (22023). Hyndman & Fan (1996).';
CREATE FUNCTION median(sample) RETURNS float8
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
    RETURN quantile($1, 0.5, 7);
COMMENT ON FUNCTION median(sample) IS 'Median: the middle value, or the mean of the two in the middle. Weights are frequency weights; with fractional ones quantile(sample, 0.5, 2) is what Stata and Eurostat report.';
CREATE FUNCTION mean_between_quantiles(ranked, low float8, high float8) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_mean_between_quantiles';
COMMENT ON FUNCTION mean_between_quantiles(ranked, float8, float8) IS 'Weighted mean of the values whose rank variable lies between two of its quantiles (type 2), both included. What lines made from the data are: Xu''s subsistence is mean_between_quantiles(ranked(food per equivalent person, food share, weight), 0.45, 0.55). NULL of the empty summary.';

CREATE FUNCTION sample_to_jsonb(sample) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.jsonb_build_object(
        'n', n($1), 'n_missing', n_missing($1), 'n_zero_weight', n_zero_weight($1),
        'sum_weight', sum_weight($1), 'mean', mean($1),
        'quantiles', pg_catalog.jsonb_build_array(
            quantile($1, 0, 7), quantile($1, 0.25, 7), quantile($1, 0.5, 7),
            quantile($1, 0.75, 7), quantile($1, 1, 7)));
COMMENT ON FUNCTION sample_to_jsonb(sample) IS 'Implementation of the cast from sample to jsonb, to read a summary.';
CREATE CAST (sample AS jsonb) WITH FUNCTION sample_to_jsonb(sample);
COMMENT ON CAST (sample AS jsonb) IS 'The figures of a summary by name; quantiles are minimum, quartiles and maximum.';

CREATE FUNCTION ranked_to_jsonb(ranked) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.jsonb_build_object(
        'n', n($1), 'n_missing', n_missing($1), 'n_zero_weight', n_zero_weight($1),
        'sum_weight', sum_weight($1), 'mean', mean($1),
        'quantiles', pg_catalog.jsonb_build_array(
            quantile($1, 0, 7), quantile($1, 0.25, 7), quantile($1, 0.5, 7),
            quantile($1, 0.75, 7), quantile($1, 1, 7)));
COMMENT ON FUNCTION ranked_to_jsonb(ranked) IS 'Implementation of the cast from ranked to jsonb, to read a summary.';
CREATE CAST (ranked AS jsonb) WITH FUNCTION ranked_to_jsonb(ranked);
COMMENT ON CAST (ranked AS jsonb) IS 'The figures of a summary by name; quantiles are minimum, quartiles and maximum of the rank variable.';
