-- targeting: whom a benefit reaches

CREATE TYPE targeting_result AS (
    sum_weight float8, target float8, beneficiaries float8, reached float8,
    coverage float8, coverage_low float8, coverage_high float8,
    exclusion_error float8, exclusion_error_low float8, exclusion_error_high float8,
    inclusion_error float8, inclusion_error_low float8, inclusion_error_high float8,
    false_positive_rate float8, false_positive_rate_low float8, false_positive_rate_high float8,
    precision float8, precision_low float8, precision_high float8,
    recall float8, recall_low float8, recall_high float8,
    leakage float8, f1 float8, kappa float8, differential float8, amount float8,
    conf_level float8, n bigint, n_missing bigint, n_zero_weight bigint, note text
);
COMMENT ON TYPE targeting_result IS 'Result of targeting. Rates name their denominator: coverage, beneficiaries of everybody; exclusion_error, those missed of the target; inclusion_error, those outside the target of the beneficiaries; false_positive_rate, beneficiaries of those outside; precision and recall, 1 less the two errors; leakage, money to those outside of all money; f1; kappa, Cohen''s agreement of target and benefit; differential, coverage of the target less that of the others. Limits are Wilson''s, of the effective n of the denominator. reached is the weight of those in the target who benefit.';
CREATE FUNCTION targeting_accum(tally, boolean, boolean) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_targeting_accum';
COMMENT ON FUNCTION targeting_accum(tally, boolean, boolean) IS 'aggregate transition function: adds a person or household';
CREATE FUNCTION targeting_accum(tally, boolean, boolean, float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_targeting_accum';
COMMENT ON FUNCTION targeting_accum(tally, boolean, boolean, float8) IS 'aggregate transition function: adds a person or household with an amount';
CREATE FUNCTION targeting_accum(tally, boolean, boolean, float8, float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_targeting_accum';
COMMENT ON FUNCTION targeting_accum(tally, boolean, boolean, float8, float8) IS 'aggregate transition function: adds a person or household with an amount and a weight';
CREATE FUNCTION targeting_final(tally) RETURNS targeting_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_targeting_final';
COMMENT ON FUNCTION targeting_final(tally) IS 'aggregate final function: errors of targeting with limits of 95 percent';
CREATE AGGREGATE targeting(is_target boolean, is_beneficiary boolean) (
    SFUNC = targeting_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = targeting_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE targeting(boolean, boolean) IS 'Whom a list or benefit reaches, and whom it misses. NULL where a denominator is 0. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE targeting(is_target boolean, is_beneficiary boolean, amount float8) (
    SFUNC = targeting_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = targeting_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE targeting(boolean, boolean, float8) IS 'Whom a benefit reaches, and where its money goes; amount is 0 for who gets none. NULL where a denominator is 0. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE targeting(is_target boolean, is_beneficiary boolean, amount float8, weight float8) (
    SFUNC = targeting_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = targeting_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE targeting(boolean, boolean, float8, float8) IS 'The same with weights. NULL where a denominator is 0. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Weights are sampling weights: errors and limits count rows. Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';

CREATE FUNCTION cgh_index(ranked, share float8 DEFAULT 0.4) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_cgh_index';
COMMENT ON FUNCTION cgh_index(ranked, float8) IS 'Coady, Grosh and Hoddinott''s index: the share of the benefits that goes to the lowest share of the population, over that share; 1 is no targeting, above is progressive. Ties at the cut are divided in proportion. NULL where there are no benefits. Coady, Grosh & Hoddinott (2004). Of ranked(amount, income, weight).';
CREATE FUNCTION cgh_index_accum(ranked, float8, float8, float8, float8) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_cgh_index_accum';
COMMENT ON FUNCTION cgh_index_accum(ranked, float8, float8, float8, float8) IS 'aggregate transition function: adds an amount by its rank variable with a weight and the share asked for';
CREATE FUNCTION cgh_index_final(ranked) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_cgh_index_final';
COMMENT ON FUNCTION cgh_index_final(ranked) IS 'aggregate final function: the index for the share asked for';
CREATE AGGREGATE cgh_index(amount float8, rank_variable float8, weight float8, share float8) (
    SFUNC = cgh_index_accum, STYPE = ranked, SSPACE = 4096,
    FINALFUNC = cgh_index_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE cgh_index(float8, float8, float8, float8) IS 'Coady, Grosh and Hoddinott''s index: the share of the benefits that goes to the lowest share of the population, over that share; 1 is no targeting, above is progressive. Ties at the cut are divided in proportion. NULL where there are no benefits. Coady, Grosh & Hoddinott (2004). share must be the same in all rows. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';

CREATE TYPE incidence_group AS (
    quantile integer, sum_weight float8, mean_rank_variable float8, coverage float8,
    mean float8, mean_of_beneficiaries float8, total float8, share float8, cumulative_share float8, relative float8
);
COMMENT ON TYPE incidence_group IS 'Row of benefit_incidence: a quantile group, 1 the lowest, its weight and mean of the rank variable, the share of it with a benefit, the mean benefit over all and over those who have one, the sum, its share of all benefits and that of the groups so far, and the sum relative to that of the rank variable (generosity).';
CREATE FUNCTION benefit_incidence(ranked, groups integer DEFAULT 5) RETURNS SETOF incidence_group
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 5 AS 'MODULE_PATHNAME', 'medsec_benefit_incidence';
COMMENT ON FUNCTION benefit_incidence(ranked, integer) IS 'Who gets the benefits: rows by groups of equal weight in the order of the rank variable, 5 for quintiles. Ties at a cut are divided in proportion, so the order of rows does not matter. No rows of the empty summary. Of ranked(amount, income, weight). Demery (2003).';
