-- digits of amounts

CREATE TYPE benford_result AS (
    digits integer, n float8, n_missing bigint, n_small bigint, n_negative bigint,
    chi_square float8, df float8, p_value float8, mad float8, conformity text, counts bigint[], note text
);
COMMENT ON TYPE benford_result IS 'Result of benford: which digits; amounts counted, and left out because they are NULL, below 1 (or the minimum) or negative; chi-square test against the law; mad, the mean absolute difference of the shares, and Nigrini''s word for it (close, acceptable, marginal, nonconformity; NULL for the last digits, and where there are so few amounts that chance alone makes half of his bound); the counts, the smallest digits first.';
CREATE FUNCTION benford_accum(bigint[], amount numeric, digits integer) RETURNS bigint[]
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_benford_accum';
COMMENT ON FUNCTION benford_accum(bigint[], numeric, integer) IS 'aggregate transition function: counts the digits of an amount';
CREATE FUNCTION benford_accum(bigint[], amount text, digits integer) RETURNS bigint[]
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_benford_accum_text';
COMMENT ON FUNCTION benford_accum(bigint[], text, integer) IS 'aggregate transition function: counts the digits of an amount written down';
CREATE FUNCTION benford_accum(bigint[], amount numeric, digits integer, minimum numeric) RETURNS bigint[]
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_benford_accum_from';
COMMENT ON FUNCTION benford_accum(bigint[], numeric, integer, numeric) IS 'aggregate transition function: counts the digits of an amount that is large enough';
CREATE FUNCTION benford_combine(bigint[], bigint[]) RETURNS bigint[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_benford_combine';
COMMENT ON FUNCTION benford_combine(bigint[], bigint[]) IS 'aggregate combine function';
CREATE FUNCTION benford_final(bigint[]) RETURNS benford_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'medsec_benford_final';
COMMENT ON FUNCTION benford_final(bigint[]) IS 'aggregate final function: the counts against the law';
CREATE AGGREGATE benford(amount numeric, digits integer) (
    SFUNC = benford_accum, STYPE = bigint[], SSPACE = 1024,
    FINALFUNC = benford_final, COMBINEFUNC = benford_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE benford(numeric, integer) IS 'The digits of amounts against Benford''s law: digits 1, 2 or 3 for the first one, two or three, -2 for the last two of the amount in hundredths, which are uniform. Digits are those of the decimal number; a double must be cast to numeric, which shows the digits that people see. Amounts below 1 and negative ones are left out and counted: give -amount for a look at refunds. NaN and infinity are an error (22023). Amounts that are bounded (caps, prices by diagnosis) and few amounts do not follow the law: what differs is a lead to look into, no verdict. Nigrini (2012).';
CREATE AGGREGATE benford(amount numeric, digits integer, minimum numeric) (
    SFUNC = benford_accum, STYPE = bigint[], SSPACE = 1024,
    FINALFUNC = benford_final, COMBINEFUNC = benford_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE benford(numeric, integer, numeric) IS 'The same of the amounts from minimum on, instead of those from 1 on: 10 is usual for the first two digits, and 0 takes all that are above 0.';
CREATE AGGREGATE benford(amount text, digits integer) (
    SFUNC = benford_accum, STYPE = bigint[], SSPACE = 1024,
    FINALFUNC = benford_final, COMBINEFUNC = benford_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE benford(text, integer) IS 'The same of amounts written down as decimal text, 1234.50 or 1.2345e3. Other text is an error (22P02).';

CREATE TYPE benford_digit AS (
    digits integer, n bigint, share float8, expected_share float8, expected float8, z float8, p_value float8
);
COMMENT ON TYPE benford_digit IS 'Row of benford_digits: how many amounts have these digits, their share, the share and the number that the law expects, and the z test of the difference, with continuity correction.';
CREATE FUNCTION benford_digits(result benford_result) RETURNS SETOF benford_digit
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 9 AS 'MODULE_PATHNAME', 'medsec_benford_digits';
COMMENT ON FUNCTION benford_digits(benford_result) IS 'A result of benford digit by digit, the evidence for it. No rows where there were no amounts to read.';
