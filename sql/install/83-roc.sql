-- how well a score tells those whom it happens to from the others

CREATE TYPE roc_curve AS (
    n_positive bigint, n_negative bigint, n_missing bigint,
    scores float8[], positives float8[], negatives float8[]
);
COMMENT ON TYPE roc_curve IS 'Result of roc: the distinct scores in descending order, with the numbers of rows that are true and not true at each. The area, the points and the best threshold are read from it.';
CREATE FUNCTION roc_accum(indicators, score float8, truth boolean) RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_roc_accum';
COMMENT ON FUNCTION roc_accum(indicators, float8, boolean) IS 'aggregate transition function: keeps a score and a truth';
CREATE FUNCTION roc_final(indicators) RETURNS roc_curve
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_roc_final';
COMMENT ON FUNCTION roc_final(indicators) IS 'aggregate final function: sorts the scores and counts';
CREATE AGGREGATE roc(score float8, truth boolean) (
    SFUNC = roc_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = roc_final, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE roc(float8, boolean) IS 'The receiver operating characteristic of a score: a high score is meant to say true. Rows with a NULL are left out and counted; NaN and infinity are an error (22023). Keeps 16 bytes a row while it runs.';

CREATE TYPE auc_result AS (
    method text, estimate float8, std_error float8, statistic float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    n float8, n_positive float8, n_negative float8, n_missing bigint, note text
);
COMMENT ON TYPE auc_result IS 'Result of auc: the probability that a true row scores above one that is not, ties counted half, with DeLong''s standard error, normal limits within 0 and 1, and a test against 1/2.';
CREATE FUNCTION auc(curve roc_curve, conf_level float8 DEFAULT 0.95) RETURNS auc_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_auc';
COMMENT ON FUNCTION auc(roc_curve, float8) IS 'The area under a curve of roc. NULL and a note where no row is true, or all are. DeLong, DeLong & Clarke-Pearson (1988).';
CREATE FUNCTION auc_final(indicators) RETURNS auc_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_auc_final';
COMMENT ON FUNCTION auc_final(indicators) IS 'aggregate final function: the area with limits of 95 percent';
CREATE AGGREGATE auc(score float8, truth boolean) (
    SFUNC = roc_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = auc_final, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE auc(float8, boolean) IS 'The area under the curve of a score, with limits of 95 percent, in one step. Rows with a NULL are left out and counted; NaN and infinity are an error (22023).';

CREATE TYPE roc_point AS (
    threshold float8, true_positives bigint, false_positives bigint,
    sensitivity float8, specificity float8, "precision" float8, youden float8
);
COMMENT ON TYPE roc_point IS 'Row of roc_points, result of youden: what calling every row at or above the threshold true would give; youden = sensitivity + specificity - 1.';
CREATE FUNCTION roc_points(curve roc_curve) RETURNS SETOF roc_point
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 100 AS 'MODULE_PATHNAME', 'medsec_roc_points';
COMMENT ON FUNCTION roc_points(roc_curve) IS 'The points of a curve, one for each distinct score as the threshold, the highest first.';
CREATE FUNCTION youden(curve roc_curve) RETURNS roc_point
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_youden';
COMMENT ON FUNCTION youden(roc_curve) IS 'The point of a curve with the largest sensitivity + specificity - 1; of equal ones that with the highest threshold. NULL where no row is true, or all are. Youden (1950).';
