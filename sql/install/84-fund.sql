-- the fund: balances, projection, participation

CREATE TYPE fund_balance_result AS (
    balance numeric, balance_rate float8, cumulative numeric, cumulative_rate float8,
    cumulative_to_expenditure float8, months_payable float8,
    income_growth float8, expenditure_growth float8, growth_gap float8, note text
);
COMMENT ON TYPE fund_balance_result IS 'Result of fund_balance: balance = income - expenditure, and over income (balance_rate); cumulative = opening and all balances so far, over the income (cumulative_rate) and over the expenditure of the period; months_payable = cumulative / (expenditure / months); growth since the period before, and that of expenditure less that of income.';
CREATE FUNCTION fund_balance(income numeric, expenditure numeric, opening numeric DEFAULT 0, months float8 DEFAULT 12) RETURNS fund_balance_result
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'medsec_fund_balance';
COMMENT ON FUNCTION fund_balance(numeric, numeric, numeric, float8) IS 'The accounts of a fund, period by period: OVER (ORDER BY period), or PARTITION BY fund. Amounts are exact. opening, what there was before the first period, is read from the first row of the partition; months is the length of the period, 12 for a year. A period with a NULL has no balance, and no cumulative balance is told from there on. Rates are NULL where what they divide by is not above 0, with a note. Frames do not matter. NaN and infinity are an error (22023).';

CREATE TYPE fund_projection_year AS (
    year integer, insured float8, income float8, expenditure float8, balance float8, cumulative float8,
    months_payable float8, break_even_premium float8, first_deficit_year integer, first_exhausted_year integer
);
COMMENT ON TYPE fund_projection_year IS 'Row of fund_projection: year 1 is the first; break_even_premium is the premium a head at which the year would have balanced; the years, the same in every row, in which a deficit and a negative cumulative balance come first, NULL where none does.';
CREATE FUNCTION fund_projection(
    insured float8, premium float8, expenditure float8, opening float8 DEFAULT 0, years integer DEFAULT 10,
    insured_growth float8 DEFAULT 0, premium_growth float8 DEFAULT 0, expenditure_growth float8 DEFAULT 0,
    subsidy float8 DEFAULT 0, subsidy_growth float8 DEFAULT 0
) RETURNS SETOF fund_projection_year
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_fund_projection';
COMMENT ON FUNCTION fund_projection(float8, float8, float8, float8, integer, float8, float8, float8, float8, float8) IS 'A fund in the years to come, each part growing at its own yearly rate: insured heads, premium and subsidy a head, expenditure. 0.05 is 5 percent a year. For a fan of scenarios call it for each growth by LATERAL. Up to 200 years; negative amounts and growth below -1 are an error (22023).';
CREATE FUNCTION break_even_premium(expenditure float8, insured float8, subsidy float8 DEFAULT 0) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5 AS 'MODULE_PATHNAME', 'medsec_break_even_premium';
COMMENT ON FUNCTION break_even_premium(float8, float8, float8) IS 'The premium a head at which income is expenditure: expenditure / insured - subsidy, the subsidy being a head too. Below 0 where the subsidy pays for more than all; NULL for nobody insured.';

CREATE TYPE participation_result AS (
    rate float8, insured float8, eligible float8, uninsured float8, note text
);
COMMENT ON TYPE participation_result IS 'Result of participation: rate = insured / eligible, and how many eligible ones are not insured.';
CREATE FUNCTION participation(insured float8, eligible float8) RETURNS participation_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_participation';
COMMENT ON FUNCTION participation(float8, float8) IS 'Which share of those who should be insured is. Name the population in the column: registered, resident or eligible people give different rates. NULL and a note where nobody is eligible, a note where more are insured than eligible.';

CREATE TYPE participation_elasticity_result AS (
    method text, estimate float8, std_error float8, statistic float8, df float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, r_squared float8, n float8, n_missing bigint, note text
);
COMMENT ON TYPE participation_elasticity_result IS 'Result of participation_elasticity: estimate is the percentage by which participation differs where income is one percent higher.';
CREATE FUNCTION participation_accum(comoments, rate float8, income float8) RETURNS comoments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_participation_accum';
COMMENT ON FUNCTION participation_accum(comoments, float8, float8) IS 'aggregate transition function: adds the logarithms of income and rate';
CREATE FUNCTION participation_final(comoments) RETURNS participation_elasticity_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_participation_final';
COMMENT ON FUNCTION participation_final(comoments) IS 'aggregate final function: the slope with limits of 95 percent';
CREATE AGGREGATE participation_elasticity(rate float8, income float8) (
    SFUNC = participation_accum, STYPE = comoments, SSPACE = 512,
    FINALFUNC = participation_final, COMBINEFUNC = comoments_combine, PARALLEL = SAFE,
    INITCOND = '(1,0,0,0,0)'
);
COMMENT ON AGGREGATE participation_elasticity(float8, float8) IS 'Elasticity of participation to income over villages, groups or years: the slope of ln(rate) on ln(income) by least squares, with limits of 95 percent. Rows with a NULL, and rows whose rate or income is not above 0 and has no logarithm, are left out and counted in n_missing. NULL and a note for fewer than 2 rows or one income. Not for yes and no of persons, whose rate has no logarithm.';
