-- how far a unit is from its peers

CREATE FUNCTION modified_z(x float8, minimum integer DEFAULT 5) RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'medsec_modified_z';
COMMENT ON FUNCTION modified_z(float8, integer) IS 'The modified z score among the peers, the rows of the partition: 0.6745 (x - median) / MAD, far above 3.5 in absolute value. The median and the MAD withstand outliers, which mean and standard deviation do not. Where the MAD is 0, more than half of the peers having one value, (x - median) / (1.253314 mean absolute deviation); NULL where all have one value. NULL too for groups of fewer than minimum values and for rows without a value, which count in nothing. Frames do not matter. NaN and infinity are an error (22023). Money is better compared as its logarithm. A high score is a lead for people, no verdict. Iglewicz & Hoaglin (1993).';
CREATE FUNCTION robust_z(x float8, minimum integer DEFAULT 5) RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'medsec_robust_z';
COMMENT ON FUNCTION robust_z(float8, integer) IS 'The same with the other constant in use, (x - median) / (1.4826 MAD).';
CREATE FUNCTION peer_z(x float8, minimum integer DEFAULT 5, leave_one_out boolean DEFAULT false) RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'medsec_peer_z';
COMMENT ON FUNCTION peer_z(float8, integer, boolean) IS 'The z score among the peers, (x - mean) / standard deviation with n - 1. With leave_one_out mean and standard deviation are those of the others, so that a far unit does not hide itself. NULL where there is no spread, for groups of fewer than minimum values, and for rows without a value.';

CREATE TYPE peer_result AS (
    x float8, n bigint, median float8, mad float8, mean float8, stddev float8, ratio float8,
    modified_z float8, robust_z float8, z float8, z_of_others float8, scale text, note text
);
COMMENT ON TYPE peer_result IS 'Result of peer_comparison: the value, how many peers have one, their median, median absolute deviation, mean and standard deviation; ratio = x / median; the scores of modified_z, robust_z and peer_z, the last also among the others; scale says what the robust ones are divided by.';
CREATE FUNCTION peer_comparison(x float8, minimum integer DEFAULT 5) RETURNS peer_result
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_peer_comparison';
COMMENT ON FUNCTION peer_comparison(float8, integer) IS 'A unit among its peers, with all the evidence in one record: see modified_z and peer_z.';
