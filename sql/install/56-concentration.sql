-- concentration: inequality of one thing by the rank of another

CREATE TYPE concentration_result AS (
    kind text, estimate float8, std_error float8, statistic float8, df float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, std_error_method text,
    mean float8, sum_weight float8, n bigint, n_missing bigint, n_zero_weight bigint, note text
);
COMMENT ON TYPE concentration_result IS 'Result of concentration_index: the index, -1 (all with the lowest rank) to 1 for the standard kind, its standard error, t, p-value of no inequality and limits; mean is that of the values.';
CREATE FUNCTION concentration_index(ranked, kind text DEFAULT 'standard', low float8 DEFAULT NULL, high float8 DEFAULT NULL, nu float8 DEFAULT 2, std_error text DEFAULT 'ols', lag integer DEFAULT 1, conf_level float8 DEFAULT 0.95) RETURNS concentration_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_concentration_index';
COMMENT ON FUNCTION concentration_index(ranked, text, float8, float8, float8, text, integer, float8) IS 'Concentration index of the values by the rank of the rank variable: negative where those of low rank have more. Ranks of ties are averaged, so the order of rows does not matter. Kinds: standard; generalized (times the mean); modified (values with the lower limit low); erreygers and wagstaff (values between low and high); extended (nu >= 1 weighs the lowest ranks), symmetric (nu > 1 weighs both ends), and with nu > 1 generalized extended and generalized symmetric, which have no standard error. std_error: ols, hc1, newey-west (with this lag; the mean over all orders of ties), cluster (of ranked with clusters), each of the convenient regression of 2 var(rank) x / mean on the rank, or linearized, which counts the mean and the ranks as estimated too; weights are analytic: only their proportions matter. NULL and a note where it is undefined: no rows, mean 0, all of one rank. Values outside the limits, or limits that a kind needs and has not, are an error (22023). Kakwani, Wagstaff & van Doorslaer (1997); Erreygers (2009); Wagstaff (2002, 2005); kinds and errors as Stata''s conindex, O''Donnell et al. (2016).';
CREATE FUNCTION concentration_index(sample, kind text DEFAULT 'standard', low float8 DEFAULT NULL, high float8 DEFAULT NULL, nu float8 DEFAULT 2, std_error text DEFAULT 'ols', lag integer DEFAULT 1, conf_level float8 DEFAULT 0.95) RETURNS concentration_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_concentration_index';
COMMENT ON FUNCTION concentration_index(sample, text, float8, float8, float8, text, integer, float8) IS 'The same of the values by their own rank: the Gini index, with its standard error and limits. Take std_error linearized: the errors of the regression, which Stata''s conindex reports, can be off by a factor of two for a Gini index. Weights are analytic, so a frequency in the place of the sample has the same index and other errors: those of as many rows as levels.';
CREATE FUNCTION concentration_index_final(ranked) RETURNS concentration_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_concentration_index_final';
COMMENT ON FUNCTION concentration_index_final(ranked) IS 'aggregate final function: the standard index with the standard error of least squares and limits of 95 percent';
CREATE AGGREGATE concentration_index(x float8, rank_variable float8) (
    SFUNC = ranked_accum, STYPE = ranked, SSPACE = 1024,
    FINALFUNC = concentration_index_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE concentration_index(float8, float8) IS 'Standard concentration index in one step, as concentration_index(ranked(x, rank_variable)). Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE concentration_index(x float8, rank_variable float8, weight float8) (
    SFUNC = ranked_accum, STYPE = ranked, SSPACE = 1024,
    FINALFUNC = concentration_index_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE concentration_index(float8, float8, float8) IS 'Standard concentration index with weights in one step. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
CREATE FUNCTION concentration_curve(ranked, points integer DEFAULT 10) RETURNS SETOF lorenz_point
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 11 AS 'MODULE_PATHNAME', 'medsec_lorenz';
COMMENT ON FUNCTION concentration_curve(ranked, integer) IS 'The concentration curve at p = 0, 1/points, ... 1: rows of the share of all values that the lowest p by rank variable has; above the diagonal where those of low rank have more. A straight line within ties. NULL of the empty summary and where the sum of the values is not positive.';
CREATE FUNCTION achievement_index(ranked, nu float8 DEFAULT 2) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_achievement_index';
COMMENT ON FUNCTION achievement_index(ranked, float8) IS 'Achievement: the mean, less its inequality, mean (1 - extended concentration index with nu). NULL where the index is. nu below 1 is an error (22023). Wagstaff (2002).';

CREATE TYPE concentration_difference_result AS (
    kind text, estimate1 float8, estimate2 float8, estimate float8, std_error float8,
    statistic float8, p_value float8, conf_low float8, conf_high float8, conf_level float8, note text
);
COMMENT ON TYPE concentration_difference_result IS 'Result of concentration_difference: estimate = estimate1 - estimate2, statistic is z.';
CREATE FUNCTION concentration_difference(a ranked, b ranked, kind text DEFAULT 'standard', low float8 DEFAULT NULL, high float8 DEFAULT NULL, nu float8 DEFAULT 2, std_error text DEFAULT 'ols', lag integer DEFAULT 1, conf_level float8 DEFAULT 0.95) RETURNS concentration_difference_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_concentration_difference';
COMMENT ON FUNCTION concentration_difference(ranked, ranked, text, float8, float8, float8, text, integer, float8) IS 'Difference of the concentration indices of two independent samples, by z = (C1 - C2) / sqrt(SE1^2 + SE2^2). Options as of concentration_index. NULL and a note where one of the two has no standard error.';

-- progressivity and redistribution

CREATE TYPE kakwani_result AS (
    estimate float8, std_error float8, statistic float8, df float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    concentration float8, gini float8, suits float8, payment_share float8,
    n bigint, n_missing bigint, n_zero_weight bigint, note text
);
COMMENT ON TYPE kakwani_result IS 'Result of kakwani: estimate = concentration of the payments - gini of the incomes, -2 to 1, positive where payments are progressive; suits weighs by income shares; payment_share = sum of payments / sum of incomes.';
CREATE FUNCTION kakwani(ranked, conf_level float8 DEFAULT 0.95) RETURNS kakwani_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_kakwani';
COMMENT ON FUNCTION kakwani(ranked, float8) IS 'Kakwani''s index of progressivity: concentration index of the payments by income, less the Gini index of the incomes before them; positive where the rich pay the larger share of their income. Standard error of one regression of the difference on the rank. NULL and a note where the mean payment is 0 or the mean income not positive. Kakwani (1977); Suits (1977); O''Donnell et al. (2008), chapter 16. Of ranked(payment, income, weight), the incomes before the payments.';
CREATE FUNCTION kakwani_final(ranked) RETURNS kakwani_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_kakwani_final';
COMMENT ON FUNCTION kakwani_final(ranked) IS 'aggregate final function: Kakwani''s index with limits of 95 percent';
CREATE FUNCTION payment_accum(ranked, float8, float8) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_payment_accum';
COMMENT ON FUNCTION payment_accum(ranked, float8, float8) IS 'aggregate transition function: adds a payment and the income it comes from';
CREATE FUNCTION payment_accum(ranked, float8, float8, float8) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_payment_accum';
COMMENT ON FUNCTION payment_accum(ranked, float8, float8, float8) IS 'aggregate transition function: adds a payment and the income it comes from with a weight';
CREATE AGGREGATE kakwani(payment float8, income float8) (
    SFUNC = payment_accum, STYPE = ranked, SSPACE = 1024,
    FINALFUNC = kakwani_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE kakwani(float8, float8) IS 'Kakwani''s index in one step. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE kakwani(payment float8, income float8, weight float8) (
    SFUNC = payment_accum, STYPE = ranked, SSPACE = 1024,
    FINALFUNC = kakwani_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE kakwani(float8, float8, float8) IS 'Kakwani''s index with weights in one step. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';

CREATE TYPE redistributive_effect_result AS (
    gini_before float8, gini_after float8, redistributive_effect float8,
    vertical float8, horizontal float8, reranking float8, kakwani float8, payment_share float8,
    n bigint, n_missing bigint, n_zero_weight bigint, note text
);
COMMENT ON TYPE redistributive_effect_result IS 'Result of redistributive_effect: gini_before - gini_after = vertical - horizontal - reranking.';
CREATE FUNCTION redistributive_effect(ranked) RETURNS redistributive_effect_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_redistributive_effect';
COMMENT ON FUNCTION redistributive_effect(ranked) IS 'What payments do to the inequality of incomes, and why: vertical equity g / (1 - g) Kakwani, less horizontal inequity among those of equal income, less reranking. Equal incomes are exactly equal ones: round them to compare those nearly equal. NULL and a note where the mean income is not positive before or after. Of ranked(payment, income, weight). Aronson, Johnson & Lambert (1994); O''Donnell et al. (2008), chapter 17.';
CREATE AGGREGATE redistributive_effect(payment float8, income float8) (
    SFUNC = payment_accum, STYPE = ranked, SSPACE = 1024,
    FINALFUNC = redistributive_effect, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE redistributive_effect(float8, float8) IS 'Redistributive effect of payments in one step. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE redistributive_effect(payment float8, income float8, weight float8) (
    SFUNC = payment_accum, STYPE = ranked, SSPACE = 1024,
    FINALFUNC = redistributive_effect, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE redistributive_effect(float8, float8, float8) IS 'Redistributive effect of payments with weights in one step. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
