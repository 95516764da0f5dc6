-- protection: catastrophic spending, capacity to pay, impoverishment

-- Row formulas: the planner puts them in place of the call.  Both sides of every
-- operator are float8, so that no operator of another schema is a better match.

CREATE FUNCTION oop_share(oop float8, budget float8) RETURNS float8
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN budget > 0::float8 AND budget < 'Infinity'::float8 THEN oop / budget END;
COMMENT ON FUNCTION oop_share(float8, float8) IS 'Out-of-pocket payments as a share of the budget (total or non-food consumption, or income). NULL where the budget is 0 or negative. A refund makes it negative; above the budget it is above 1.';
CREATE FUNCTION is_catastrophic(oop float8, budget float8, threshold float8) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN budget > 0::float8 THEN oop / budget > threshold AND NULLIF(oop < 'Infinity'::float8 AND budget < 'Infinity'::float8, false) END;
COMMENT ON FUNCTION is_catastrophic(float8, float8, float8) IS 'Is spending catastrophic: oop / budget above the threshold (strictly; 0.10 and 0.25 in SDG 3.8.2 of 2017). NULL where the budget is 0 or negative, or something is not a number. Wagstaff & van Doorslaer (2003).';
CREATE FUNCTION equivalent_size(size float8, beta float8 DEFAULT 0.56) RETURNS float8
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN size > 0::float8 THEN pg_catalog.power(size, beta) END;
COMMENT ON FUNCTION equivalent_size(float8, float8) IS 'Equivalent persons of a household: size^beta. NULL where size is not positive. Beta 0.56 is Xu''s, from 59 countries. Xu (2005).';
CREATE FUNCTION oecd_size(adults float8, children float8) RETURNS float8
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN adults > 0::float8 AND children >= 0::float8 THEN 1::float8 + 0.7::float8 * (adults - 1::float8) + 0.5::float8 * children END;
COMMENT ON FUNCTION oecd_size(float8, float8) IS 'Equivalent adults of a household by the OECD scale: 1 for the first adult, 0.7 for each other, 0.5 for each child. NULL without adults. It is the scale of WHO Europe''s basic needs line.';
CREATE FUNCTION capacity_to_pay(consumption float8, food float8, size float8, subsistence float8, beta float8 DEFAULT 0.56) RETURNS float8
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN food IS NOT NULL AND size > 0::float8 AND subsistence IS NOT NULL
        THEN consumption - LEAST(subsistence * pg_catalog.power(size, beta), food) END;
COMMENT ON FUNCTION capacity_to_pay(float8, float8, float8, float8, float8) IS 'Capacity to pay of a household: consumption less its subsistence spending, subsistence size^beta, or less its food where that is lower. It is 0 or negative where food takes all or more. NULL where an argument is, or size is not positive. subsistence is per equivalent person, as the aggregate subsistence gives it. Xu (2005).';
CREATE FUNCTION is_catastrophic_xu(oop float8, capacity float8, threshold float8 DEFAULT 0.40) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN capacity > 0::float8 THEN oop / capacity >= threshold WHEN capacity IS NOT NULL THEN oop > 0::float8 END;
COMMENT ON FUNCTION is_catastrophic_xu(float8, float8, float8) IS 'Is spending catastrophic by capacity to pay: oop / capacity at or above the threshold. Where the capacity is 0 or negative any payment is, and none is not. NULL where an argument is. Xu (2005).';
CREATE FUNCTION hardship(oop float8, budget float8, societal_poverty_line float8, threshold float8 DEFAULT 0.40) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN oop > 0::float8 AND oop > threshold * (budget - societal_poverty_line);
COMMENT ON FUNCTION hardship(float8, float8, float8, float8) IS 'Financial hardship, SDG 3.8.2 as revised in 2025: oop is positive and above the threshold times the discretionary budget, that is consumption (or income) with payments included less the societal poverty line, all per person and day in one currency. Whoever is below the line before is in hardship with any payment. threshold 1 tells impoverishing payments. NULL where it cannot be told. WHO & World Bank (2025).';
CREATE FUNCTION is_impoverished(gross float8, oop float8, line float8) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN gross >= line AND gross - oop < line;
COMMENT ON FUNCTION is_impoverished(float8, float8, float8) IS 'Do payments push below the line: gross of payments at or above it, net of them below it (strictly). Amounts are doubles: give cents, or whole units, where being at the line must be exact. NULL where it cannot be told. O''Donnell et al. (2008), chapter 19.';
CREATE FUNCTION is_further_impoverished(gross float8, oop float8, line float8) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN gross < line AND oop > 0::float8;
COMMENT ON FUNCTION is_further_impoverished(float8, float8, float8) IS 'Do payments push deeper below the line: gross of payments already below it, and something is paid. NULL where it cannot be told.';

CREATE TYPE financial_protection AS ENUM ('none', 'not at risk', 'at risk', 'impoverished', 'further impoverished');
COMMENT ON TYPE financial_protection IS 'What out-of-pocket payments do to a household, by WHO Europe: none paid; not at risk, at risk, impoverished, further impoverished. Ordered by severity.';
CREATE FUNCTION protection_state(gross float8, oop float8, line float8, at_risk float8 DEFAULT 1.2) RETURNS financial_protection
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN gross IS NULL OR line IS NULL OR at_risk IS NULL OR oop IS NULL THEN NULL
        WHEN oop <= 0::float8 THEN 'none'::financial_protection
        WHEN gross < line THEN 'further impoverished'::financial_protection
        WHEN gross - oop < line THEN 'impoverished'::financial_protection
        WHEN gross - oop < at_risk * line THEN 'at risk'::financial_protection
        ELSE 'not at risk'::financial_protection
    END;
COMMENT ON FUNCTION protection_state(float8, float8, float8, float8) IS 'What out-of-pocket payments do to a household: none paid; below the line before (further impoverished) or after (impoverished); left with less than at_risk times the line (at risk); or not at risk. NULL where an argument is. Cylus, Thomson & Evetovits (2018).';

-- catastrophic spending

CREATE TYPE catastrophic_result AS (
    headcount float8, std_error float8, conf_low float8, conf_high float8, conf_level float8,
    overshoot float8, overshoot_std_error float8, mean_positive_overshoot float8,
    concentration_headcount float8, concentration_overshoot float8,
    rank_weighted_headcount float8, rank_weighted_overshoot float8,
    sum_weight float8, n bigint, n_missing bigint, n_zero_weight bigint,
    n_invalid bigint, n_refund bigint, n_above_budget bigint, n_inconsistent bigint, note text
);
COMMENT ON TYPE catastrophic_result IS 'Result of catastrophic: headcount (share of weight), overshoot (mean excess over the threshold, as a share of the budget, over everybody) and over those concerned, the concentration indices of both by rank and the rank-weighted figures, NULL where no rank is given. n_invalid rows are left out for a budget not above 0; n_refund (negative payments) and n_above_budget are kept; n_inconsistent paid out of a capacity of 0 or less. std_error is that of rows drawn independently, limits are Wilson''s of the effective n.';
CREATE FUNCTION catastrophic_accum(tally, float8, float8, float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_catastrophic_accum';
COMMENT ON FUNCTION catastrophic_accum(tally, float8, float8, float8) IS 'aggregate transition function: adds a household';
CREATE FUNCTION catastrophic_accum(tally, float8, float8, float8, float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_catastrophic_accum';
COMMENT ON FUNCTION catastrophic_accum(tally, float8, float8, float8, float8) IS 'aggregate transition function: adds a household with a weight';
CREATE FUNCTION catastrophic_accum(ranked, float8, float8, float8, float8, float8) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_catastrophic_ranked_accum';
COMMENT ON FUNCTION catastrophic_accum(ranked, float8, float8, float8, float8, float8) IS 'aggregate transition function: adds a household with a weight and a rank';
CREATE FUNCTION catastrophic_final(tally) RETURNS catastrophic_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_catastrophic_final';
COMMENT ON FUNCTION catastrophic_final(tally) IS 'aggregate final function: the figures of catastrophic spending';
CREATE FUNCTION catastrophic_final(ranked) RETURNS catastrophic_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_catastrophic_ranked_final';
COMMENT ON FUNCTION catastrophic_final(ranked) IS 'aggregate final function: the figures of catastrophic spending with those by rank';
CREATE AGGREGATE catastrophic(oop float8, budget float8, threshold float8) (
    SFUNC = catastrophic_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = catastrophic_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE catastrophic(float8, float8, float8) IS 'Catastrophic spending of a population. Spending is catastrophic where oop / budget is above the threshold (strictly). Rows with a budget of 0 or less are left out and counted; refunds count as not catastrophic. A negative threshold is an error (22023). O''Donnell et al. (2008), chapter 18. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE catastrophic(oop float8, budget float8, threshold float8, weight float8) (
    SFUNC = catastrophic_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = catastrophic_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE catastrophic(float8, float8, float8, float8) IS 'Catastrophic spending with weights: those of households, or households times their size to count persons. Spending is catastrophic where oop / budget is above the threshold (strictly). Rows with a budget of 0 or less are left out and counted; refunds count as not catastrophic. A negative threshold is an error (22023). O''Donnell et al. (2008), chapter 18. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Weights are sampling weights: errors and limits count rows. Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
CREATE AGGREGATE catastrophic(oop float8, budget float8, threshold float8, weight float8, rank_variable float8) (
    SFUNC = catastrophic_accum, STYPE = ranked, SSPACE = 4096,
    FINALFUNC = catastrophic_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE catastrophic(float8, float8, float8, float8, float8) IS 'Catastrophic spending with weights and its concentration by rank_variable, such as consumption per head before payments. The threshold must be the same in all rows; for several use catastrophic(ranked, threshold). Spending is catastrophic where oop / budget is above the threshold (strictly). Rows with a budget of 0 or less are left out and counted; refunds count as not catastrophic. A negative threshold is an error (22023). O''Donnell et al. (2008), chapter 18. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Weights are sampling weights: errors and limits count rows. Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
CREATE FUNCTION catastrophic(ranked, threshold float8, conf_level float8 DEFAULT 0.95) RETURNS catastrophic_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_catastrophic';
COMMENT ON FUNCTION catastrophic(ranked, float8, float8) IS 'Catastrophic spending at any threshold from one summary, ranked(oop_share(oop, budget), rank_variable, weight), whose values are shares. A budget of 0 or less has no share, so such rows count in n_missing. Spending is catastrophic where the share is above the threshold (strictly). A negative threshold is an error (22023). O''Donnell et al. (2008), chapter 18.';

CREATE FUNCTION catastrophic_xu_accum(tally, float8, float8, float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_catastrophic_xu_accum';
COMMENT ON FUNCTION catastrophic_xu_accum(tally, float8, float8, float8) IS 'aggregate transition function: adds a household by its capacity to pay';
CREATE FUNCTION catastrophic_xu_accum(tally, float8, float8, float8, float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_catastrophic_xu_accum';
COMMENT ON FUNCTION catastrophic_xu_accum(tally, float8, float8, float8, float8) IS 'aggregate transition function: adds a household by its capacity to pay with a weight';
CREATE AGGREGATE catastrophic_xu(oop float8, capacity float8, threshold float8) (
    SFUNC = catastrophic_xu_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = catastrophic_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE catastrophic_xu(float8, float8, float8) IS 'Catastrophic spending by capacity to pay. Spending is catastrophic where oop / capacity is at or above the threshold, 0.40 in most studies; paying anything out of a capacity of 0 or less is too, with no overshoot, and is counted in n_inconsistent. Xu (2005). Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE catastrophic_xu(oop float8, capacity float8, threshold float8, weight float8) (
    SFUNC = catastrophic_xu_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = catastrophic_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE catastrophic_xu(float8, float8, float8, float8) IS 'Catastrophic spending by capacity to pay with weights. Spending is catastrophic where oop / capacity is at or above the threshold, 0.40 in most studies; paying anything out of a capacity of 0 or less is too, with no overshoot, and is counted in n_inconsistent. Xu (2005). Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Weights are sampling weights: errors and limits count rows. Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';

-- lines made from the data

CREATE FUNCTION subsistence_accum(ranked, float8, float8, float8) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_subsistence_accum';
COMMENT ON FUNCTION subsistence_accum(ranked, float8, float8, float8) IS 'aggregate transition function: adds food per equivalent person by food share';
CREATE FUNCTION subsistence_accum(ranked, float8, float8, float8, float8) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_subsistence_accum';
COMMENT ON FUNCTION subsistence_accum(ranked, float8, float8, float8, float8) IS 'aggregate transition function: adds food per equivalent person by food share with a weight';
CREATE FUNCTION subsistence_accum(ranked, float8, float8, float8, float8, float8) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_subsistence_accum';
COMMENT ON FUNCTION subsistence_accum(ranked, float8, float8, float8, float8, float8) IS 'aggregate transition function: adds food per equivalent person by food share with a weight and beta';
CREATE FUNCTION subsistence_final(ranked) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_subsistence_final';
COMMENT ON FUNCTION subsistence_final(ranked) IS 'aggregate final function: the mean between the 45th and 55th percentile';
CREATE AGGREGATE subsistence(food float8, consumption float8, size float8) (
    SFUNC = subsistence_accum, STYPE = ranked, SSPACE = 4096,
    FINALFUNC = subsistence_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE subsistence(float8, float8, float8) IS 'Subsistence spending per equivalent person, with beta 0.56: food / size^beta, averaged over the households whose food / consumption is from its 45th to its 55th percentile (weighted, type 2, both included). Food excludes alcohol, tobacco and meals out. Rows where consumption or size is not positive are left out. NULL without rows. Xu (2005). Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE subsistence(food float8, consumption float8, size float8, weight float8) (
    SFUNC = subsistence_accum, STYPE = ranked, SSPACE = 4096,
    FINALFUNC = subsistence_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE subsistence(float8, float8, float8, float8) IS 'Subsistence spending per equivalent person with household weights and beta 0.56: food / size^beta, averaged over the households whose food / consumption is from its 45th to its 55th percentile (weighted, type 2, both included). Food excludes alcohol, tobacco and meals out. Rows where consumption or size is not positive are left out. NULL without rows. Xu (2005). Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
CREATE AGGREGATE subsistence(food float8, consumption float8, size float8, weight float8, beta float8) (
    SFUNC = subsistence_accum, STYPE = ranked, SSPACE = 4096,
    FINALFUNC = subsistence_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE subsistence(float8, float8, float8, float8, float8) IS 'Subsistence spending per equivalent person with household weights and a beta of one''s own: food / size^beta, averaged over the households whose food / consumption is from its 45th to its 55th percentile (weighted, type 2, both included). Food excludes alcohol, tobacco and meals out. Rows where consumption or size is not positive are left out. NULL without rows. Xu (2005). Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
CREATE FUNCTION basic_needs_line_final(ranked) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_basic_needs_line_final';
COMMENT ON FUNCTION basic_needs_line_final(ranked) IS 'aggregate final function: the mean between the 25th and 35th percentile';
CREATE AGGREGATE basic_needs_line(needs float8, consumption float8) (
    SFUNC = ranked_accum, STYPE = ranked, SSPACE = 4096,
    FINALFUNC = basic_needs_line_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE basic_needs_line(float8, float8) IS 'Basic needs line of WHO Europe: the mean of needs (food, rent and utilities, per equivalent adult) over the households from the 25th to the 35th percentile of consumption (per equivalent adult). NULL without rows. Cylus, Thomson & Evetovits (2018). Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE basic_needs_line(needs float8, consumption float8, weight float8) (
    SFUNC = ranked_accum, STYPE = ranked, SSPACE = 4096,
    FINALFUNC = basic_needs_line_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE basic_needs_line(float8, float8, float8) IS 'Basic needs line of WHO Europe: the mean of needs (food, rent and utilities, per equivalent adult) over the households from the 25th to the 35th percentile of consumption (per equivalent adult). NULL without rows. Cylus, Thomson & Evetovits (2018). Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
CREATE FUNCTION societal_poverty_line(sample, international_line float8, intercept float8, share float8 DEFAULT 0.5) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_societal_poverty_line';
COMMENT ON FUNCTION societal_poverty_line(sample, float8, float8, float8) IS 'Societal poverty line: the larger of the international line and intercept + share times the median (type 2) of consumption or income per person, weighted by persons. With 2017 purchasing powers the lines are 2.15 and 1.15 dollars a day; they are arguments because they change. NULL of the empty summary. World Bank (2018); SDG 3.8.2 (2025).';

-- impoverishment

CREATE TYPE impoverishment_result AS (
    headcount_before float8, headcount_after float8, headcount_change float8,
    std_error_before float8, std_error_after float8, std_error_change float8,
    gap_before float8, gap_after float8, gap_change float8,
    normalized_gap_before float8, normalized_gap_after float8, normalized_gap_change float8,
    squared_gap_before float8, squared_gap_after float8, squared_gap_change float8,
    mean_positive_gap_before float8, mean_positive_gap_after float8, mean_positive_gap_change float8,
    impoverished float8, further_impoverished float8, deepening float8,
    sum_weight float8, n bigint, n_missing bigint, n_zero_weight bigint,
    n_refund bigint, n_above_budget bigint, note text
);
COMMENT ON TYPE impoverishment_result IS 'Result of impoverishment: poverty before payments, after them, and the change. Headcounts are shares of weight with standard errors of rows drawn independently; gaps are in money, normalized and squared ones as shares of the line, all over everybody but for mean_positive_gap. impoverished: pushed below the line; further_impoverished: below before and paying; deepening: what those below before pay, as a share of the line, over everybody.';
CREATE FUNCTION impoverishment_accum(tally, float8, float8, float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_impoverishment_accum';
COMMENT ON FUNCTION impoverishment_accum(tally, float8, float8, float8) IS 'aggregate transition function: adds a person or household';
CREATE FUNCTION impoverishment_accum(tally, float8, float8, float8, float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_impoverishment_accum';
COMMENT ON FUNCTION impoverishment_accum(tally, float8, float8, float8, float8) IS 'aggregate transition function: adds a person or household with a weight';
CREATE FUNCTION impoverishment_final(tally) RETURNS impoverishment_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_impoverishment_final';
COMMENT ON FUNCTION impoverishment_final(tally) IS 'aggregate final function: poverty before and after payments';
CREATE AGGREGATE impoverishment(gross float8, oop float8, line float8) (
    SFUNC = impoverishment_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = impoverishment_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE impoverishment(float8, float8, float8) IS 'Poverty before and after out-of-pocket payments. Poor is who has less than the line (strictly), gross and net of oop per person (or equivalent). Payments above gross are kept, as are refunds, and counted. A line that is not positive is an error (22023). Wagstaff & van Doorslaer (2003); O''Donnell et al. (2008), chapter 19. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE impoverishment(gross float8, oop float8, line float8, weight float8) (
    SFUNC = impoverishment_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = impoverishment_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE impoverishment(float8, float8, float8, float8) IS 'Poverty before and after out-of-pocket payments with weights, such as household weight times size to count persons. Poor is who has less than the line (strictly), gross and net of oop per person (or equivalent). Payments above gross are kept, as are refunds, and counted. A line that is not positive is an error (22023). Wagstaff & van Doorslaer (2003); O''Donnell et al. (2008), chapter 19. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Weights are sampling weights: errors and limits count rows. Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';

CREATE TYPE parade_step AS (step integer, p float8, gross float8, net float8, drip float8, lowest_net float8);
COMMENT ON TYPE parade_step IS 'Step of Pen''s parade: the middle of the group as a share p of the population, its mean gross and net of payments in units of the line, their difference the paint drip, and the lowest net in the group.';
CREATE FUNCTION pen_parade(ranked, line float8, steps integer DEFAULT 100) RETURNS SETOF parade_step
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100 AS 'MODULE_PATHNAME', 'medsec_pen_parade';
COMMENT ON FUNCTION pen_parade(ranked, float8, integer) IS 'Pen''s parade with paint drips: the population in the order of gross consumption in groups of equal weight, with what payments leave of it, in units of the line. Of ranked(oop, gross, weight). Ties at a cut are divided in proportion. No rows of the empty summary. O''Donnell et al. (2008), chapter 19.';
