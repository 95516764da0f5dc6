-- Study 4, S County: illness makes poor, and the poor fall ill.  Whom do the bills
-- push below the line, what does insurance keep from it, and which household should
-- somebody visit before it is too late?
--
--   psql -d DATABASE -f demo/generate.sql           (once, makes the tables)
--   psql -d DATABASE -f demo/study-4-scounty.sql
--
-- Sources:
--   demo.scounty_household   income, consumption, food and housing of a year
--   demo.scounty_person      the members: age, schooling, chronic illness
--   demo.scounty_claim       visits and stays of the year: cost, paid by insurance
--   demo.scounty_line, demo.scounty_threshold, demo.scounty_share
--                            lines of poverty and thresholds by region and type of
--                            household, with the days from and to which they hold:
--                            no query below knows a line by heart
--
-- "Without insurance" is the same care at its full price, from the same budget.  It
-- is an upper limit: who has to pay all will do without some of it.

\set ON_ERROR_STOP on
\pset null '-'
\pset footer off
-- Six digits are enough to read; the figures themselves keep all of theirs.
SET extra_float_digits = -9;
-- No notice about what a first run has left.
SET client_min_messages = warning;

-- One of the lines is made from the data: Xu's subsistence, the food of households
-- that spend a usual share on it (45th to 55th percentile), for an equivalent
-- person.  It goes where the other lines are.
UPDATE demo.scounty_line
SET subsistence = (SELECT medsec.subsistence(food, consumption, size)
                   FROM demo.scounty_household
                   WHERE make_date(year, 12, 31) BETWEEN valid_from AND valid_to - 1);

-- One row a household: its living, its bills, and the lines in force at the end of
-- its year.  Fifths are fifths of people, ranked by income per head; those of equal
-- income stay together.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.scounty_budget AS
SELECT h.household_id, v.village_id, village, township, l.region, household_type,
       h.year, size, adults, children,
       income::float8, consumption::float8, food::float8, housing::float8,
       (income / size)::float8 AS income_per_head,
       (1 + floor(5 * medsec.fractional_rank(income / size, size) OVER ()))::smallint AS fifth,
       coalesce(cost, 0)::float8 AS cost, coalesce(paid, 0)::float8 AS paid,
       coalesce(cost - paid, 0)::float8 AS out_of_pocket,
       poverty_line, near_poor, subsistence, reference_income, share_threshold,
       capacity_threshold, burden_threshold, at_risk
FROM demo.scounty_household h
JOIN demo.scounty_village v USING (village_id)
JOIN demo.scounty_line l
    ON l.region = v.region
    AND make_date(h.year, 12, 31) BETWEEN l.valid_from AND l.valid_to - 1
JOIN demo.scounty_threshold t USING (household_type)
JOIN (
    SELECT household_id, count(*) FILTER (WHERE age >= 16) AS adults,
           count(*) FILTER (WHERE age < 16) AS children
    FROM demo.scounty_person
    GROUP BY household_id
) AS m USING (household_id)
LEFT JOIN (
    SELECT household_id, sum(total_cost) AS cost, sum(insurance_paid) AS paid
    FROM demo.scounty_claim
    JOIN demo.scounty_person USING (person_id)
    GROUP BY household_id
) AS c USING (household_id)
WHERE make_date(h.year, 12, 31) BETWEEN t.valid_from AND t.valid_to - 1;
REFRESH MATERIALIZED VIEW demo.scounty_budget;
CREATE UNIQUE INDEX IF NOT EXISTS scounty_budget_household ON demo.scounty_budget (household_id);
ANALYZE demo.scounty_budget;

-- The same household twice: what it pays with its insurance, and what it would have
-- to pay without.  What is asked of one is asked of the other by GROUP BY insurance.
CREATE OR REPLACE VIEW demo.scounty_payment AS
SELECT insurance, payment, b.*
FROM demo.scounty_budget b
CROSS JOIN LATERAL (VALUES ('without', cost), ('with', out_of_pocket))
    AS p(insurance, payment);

\echo
\echo '4.1  Who is ill, and who sees a doctor?'
\echo

-- Fifths from poor to rich.  share_ill with Wilson's limits; visits and stays are
-- per person.
CREATE OR REPLACE VIEW demo.scounty_care AS
SELECT person_id, household_id, age, female, schooling, chronic, insured,
       coalesce(visits, 0) AS visits, coalesce(stays, 0) AS stays
FROM demo.scounty_person
LEFT JOIN (
    SELECT person_id, count(*) FILTER (WHERE kind = 'outpatient') AS visits,
           count(*) FILTER (WHERE kind = 'inpatient') AS stays
    FROM demo.scounty_claim
    GROUP BY person_id
) AS c USING (person_id);

SELECT fifth, (p).n AS people, (p).estimate AS share_ill, (p).conf_low, (p).conf_high,
       visits, stays
FROM (
    SELECT fifth, medsec.proportion(chronic) AS p, avg(visits)::float8 AS visits,
           avg(stays)::float8 AS stays
    FROM demo.scounty_care
    JOIN demo.scounty_budget USING (household_id)
    WHERE fifth IS NOT NULL
    GROUP BY fifth
    OFFSET 0
) AS s
ORDER BY fifth;

-- One number for each: the concentration index, negative where it is the poor who
-- have more.  Illness is yes or no, so Erreygers' index, which does not change its
-- size when "healthy" is asked instead of "ill".  People of a village are alike:
-- the standard error is robust to that.
SELECT what, (c).kind, (c).estimate, (c).std_error, (c).conf_low, (c).conf_high,
       (c).n, (c).n_missing
FROM (
    SELECT what,
           CASE what WHEN 'chronic illness'
             THEN medsec.concentration_index(r, 'erreygers', 0, 1, std_error => 'cluster')
             ELSE medsec.concentration_index(r, std_error => 'cluster')
           END AS c
    FROM (
        SELECT what, medsec.ranked(value, income_per_head, 1, village_id) AS r
        FROM demo.scounty_care
        JOIN demo.scounty_budget USING (household_id)
        CROSS JOIN LATERAL (VALUES ('chronic illness', chronic::integer),
                                   ('visits', visits), ('stays', stays)) AS w(what, value)
        GROUP BY what
        OFFSET 0
    ) AS summary
    OFFSET 0
) AS s
ORDER BY what;

\echo '4.2  The bill, and who pays it'
\echo

-- Yuan a household.  insured_share = what insurance pays of the bill; burden = what
-- is left over what the household consumes.
SELECT coalesce(fifth::text, 'all') AS fifth, count(*) AS households,
       avg(income_per_head) AS income_per_head, avg(cost) AS bill,
       avg(out_of_pocket) AS out_of_pocket, sum(paid) / sum(cost) AS insured_share,
       sum(out_of_pocket) / sum(consumption) AS burden
FROM demo.scounty_budget
WHERE fifth IS NOT NULL
GROUP BY ROLLUP (fifth)
ORDER BY scounty_budget.fifth NULLS LAST;

\echo '4.3  How unequal are incomes?'
\echo

-- Incomes per head, each household as often as it has members.  A household that
-- did not tell its income is left out and counted (n_missing).
SELECT coalesce(region, 'S County') AS region, (i).n AS households, (i).n_missing,
       (i).sum_weight AS people, (i).mean, (i).median, (i).gini, (i).theil, (i).palma,
       (i).quintile_share_ratio AS s80_s20
FROM (
    SELECT region, medsec.inequality(medsec.sample(income_per_head, size)) AS i
    FROM demo.scounty_budget
    GROUP BY ROLLUP (region)
    OFFSET 0
) AS s
ORDER BY s.region NULLS LAST;

\echo '4.4  Catastrophic: more than a tenth, a quarter, two fifths of the budget'
\echo

-- headcount = share of people in households that pay more than the threshold;
-- overshoot = by how much of the budget on average; mpo = by how much, of those
-- who do.  concentration is negative where it is the poor who are hit, and
-- rank_weighted counts these more.  All thresholds are asked of one summary.
-- above_budget: households whose bill is larger than all that they consume.
SELECT insurance, threshold, (c).headcount, (c).conf_low, (c).conf_high, (c).overshoot,
       (c).mean_positive_overshoot AS mpo, (c).concentration_headcount AS concentration,
       (c).rank_weighted_headcount AS rank_weighted, above_budget
FROM (
    SELECT insurance, above_budget, threshold, medsec.catastrophic(shares, threshold) AS c
    FROM (
        SELECT insurance, count(*) FILTER (WHERE payment > consumption) AS above_budget,
               medsec.ranked(medsec.oop_share(payment, consumption), income_per_head,
                             size) AS shares
        FROM demo.scounty_payment
        GROUP BY insurance
        OFFSET 0
    ) AS summary
    CROSS JOIN (SELECT share AS threshold FROM demo.scounty_share
                WHERE meaning IS NOT NULL) AS t
    OFFSET 0
) AS s
ORDER BY threshold, insurance DESC;

\echo '4.5  What a household can pay (Xu)'
\echo

-- The rich can give a tenth without going hungry, the poor cannot.  Xu counts what
-- is left after subsistence, here with the line that was made above.
SELECT region, valid_from, valid_to, poverty_line, subsistence, reference_income
FROM demo.scounty_line
ORDER BY region, valid_from;

-- Households that pay two fifths or more of their capacity to pay.
-- n_inconsistent: no capacity left, and a payment all the same.
SELECT insurance, coalesce(household_type, 'all') AS household_type, (c).n AS households,
       (c).headcount, (c).conf_low, (c).conf_high, (c).n_inconsistent
FROM (
    SELECT insurance, household_type,
           medsec.catastrophic_xu(
               payment, medsec.capacity_to_pay(consumption, food, size, subsistence),
               capacity_threshold) AS c
    FROM demo.scounty_payment
    GROUP BY insurance, ROLLUP (household_type)
    OFFSET 0
) AS s
ORDER BY s.household_type NULLS LAST, insurance DESC;

\echo '4.6  Hardship (SDG indicator 3.8.2 of 2025), and the five states of WHO Europe'
\echo

-- The societal poverty line rises with the median; hardship is to pay more than
-- 40 per cent of what is left above it.  Those who live below the line are in
-- hardship by any payment.  OFFSET 0 makes the line once, not once a household.
CREATE OR REPLACE VIEW demo.scounty_societal_line AS
SELECT region, medsec.societal_poverty_line(consumed, international_line,
                                            societal_intercept, societal_share) AS line
FROM (
    SELECT year, medsec.sample(consumption / size, size) AS consumed
    FROM demo.scounty_budget
    GROUP BY year
    OFFSET 0
) AS s
JOIN demo.scounty_line ON make_date(year, 12, 31) BETWEEN valid_from AND valid_to - 1
OFFSET 0;

SELECT insurance, avg(line) AS societal_line,
       sum(size) FILTER (WHERE hardship) / sum(size)::float8 AS hardship,
       sum(size) FILTER (WHERE impoverishing) / sum(size)::float8 AS of_which_impoverishing
FROM (
    SELECT insurance, size, line,
           medsec.hardship(payment / size, consumption / size, line, capacity_threshold)
               AS hardship,
           medsec.hardship(payment / size, consumption / size, line, 1) AS impoverishing
    FROM demo.scounty_payment
    JOIN demo.scounty_societal_line USING (region)
) AS h
GROUP BY insurance
ORDER BY insurance DESC;

-- Basic needs are what households between the 25th and the 35th percentile of
-- consumption spend on food and housing, for an equivalent adult.
CREATE OR REPLACE VIEW demo.scounty_state AS
SELECT insurance, household_id, size, fifth, household_type,
       medsec.protection_state(consumption / equivalents, payment / equivalents, basic_needs,
                               at_risk) AS state
FROM (
    SELECT *, medsec.oecd_size(adults, children) AS equivalents FROM demo.scounty_payment
) AS p
CROSS JOIN (
    SELECT medsec.basic_needs_line((food + housing) / equivalents,
                                   consumption / equivalents) AS basic_needs
    FROM (
        SELECT *, medsec.oecd_size(adults, children) AS equivalents FROM demo.scounty_budget
    ) AS b
) AS n;

SELECT state, max(share) FILTER (WHERE insurance = 'without') AS without,
       max(share) FILTER (WHERE insurance = 'with') AS with_insurance
FROM (
    SELECT insurance, state,
           sum(size)::float8 / sum(sum(size)) OVER (PARTITION BY insurance) AS share
    FROM demo.scounty_state
    GROUP BY insurance, state
) AS s
GROUP BY state
ORDER BY state;

\echo '4.7  Who is pushed below the line?'
\echo

-- Income per head against the line of the region, before and after paying for
-- health.  The line is 1: incomes are in units of it, as lines differ.  change is
-- those who are pushed below; gap is how far below on average, in lines;
-- further = the poor who paid, deepening = what they paid on average.
SELECT insurance, (i).headcount_before AS before, (i).headcount_after AS after,
       (i).headcount_change AS change, (i).std_error_change, (i).gap_before, (i).gap_after,
       (i).impoverished, (i).further_impoverished AS further, (i).deepening
FROM (
    SELECT insurance,
           medsec.impoverishment(income_per_head / poverty_line,
                                 payment / size / poverty_line, 1, size) AS i
    FROM demo.scounty_payment
    GROUP BY insurance
    OFFSET 0
) AS s
ORDER BY insurance DESC;

-- The cycle: households with a member who is chronically ill are poor more often
-- before they pay anything, and are pushed below the line more often by paying.
SELECT CASE WHEN ill THEN 'with a chronic illness' ELSE 'without' END AS households,
       (i).n, (i).headcount_before AS poor_before, (i).headcount_after AS poor_after,
       (i).impoverished, (i).normalized_gap_after AS gap_after
FROM (
    SELECT ill,
           medsec.impoverishment(income_per_head, out_of_pocket / size, poverty_line,
                                 size) AS i
    FROM demo.scounty_budget
    JOIN (
        SELECT household_id, bool_or(chronic) AS ill FROM demo.scounty_person GROUP BY household_id
    ) AS c USING (household_id)
    GROUP BY ill
    OFFSET 0
) AS s
ORDER BY ill;

\echo '4.8  Do payments follow means?  Kakwani, and what they do to inequality'
\echo

-- kakwani < 0: the poor pay a larger part of their income (regressive).  What
-- insurance pays is a benefit: below 0 it favours the poor.
SELECT what, (k).gini, (k).concentration, (k).estimate AS kakwani, (k).conf_low, (k).conf_high,
       (k).suits, (k).payment_share
FROM (
    SELECT what, medsec.kakwani(amount / size, income_per_head, size) AS k
    FROM demo.scounty_budget
    CROSS JOIN LATERAL (VALUES ('the bill', cost), ('paid by insurance', paid),
                               ('out of pocket', out_of_pocket)) AS p(what, amount)
    GROUP BY what
    OFFSET 0
) AS s
ORDER BY what;

-- Gini index of incomes before and after payment.  The change is what payments
-- redistribute: vertical (unequal burdens of unequal incomes) less horizontal
-- (unequal burdens of equal incomes) less re-ranking.
SELECT insurance, (r).gini_before, (r).gini_after, (r).redistributive_effect AS effect,
       (r).vertical, (r).horizontal, (r).reranking
FROM (
    SELECT insurance,
           medsec.redistributive_effect(payment / size, income_per_head, size) AS r
    FROM demo.scounty_payment
    GROUP BY insurance
    OFFSET 0
) AS s
ORDER BY insurance DESC;

\echo '4.9  Is catastrophe a matter of the poor, in town as in the countryside?'
\echo

-- Concentration of people above the first threshold, Erreygers' index, in the two
-- regions, and the difference of the two with its limits.  Regions are other
-- households each, as the test wants it; with and without insurance are not.
SELECT insurance, (d).estimate1 AS town, (d).estimate2 AS countryside, (d).estimate AS difference,
       (d).conf_low, (d).conf_high, (d).p_value
FROM (
    SELECT insurance,
           medsec.concentration_difference(
               medsec.ranked(hit, income_per_head, size) FILTER (WHERE region = 'town'),
               medsec.ranked(hit, income_per_head, size) FILTER (WHERE region = 'countryside'),
               'erreygers', 0, 1) AS d
    FROM (
        SELECT insurance, region, income_per_head, size,
               medsec.is_catastrophic(payment, consumption, share_threshold)::integer AS hit
        FROM demo.scounty_payment
    ) AS h
    GROUP BY insurance
    OFFSET 0
) AS s
ORDER BY insurance DESC;

\echo '4.10  Equal visits for equal need?  Decomposition of the index of visits'
\echo

-- Adults.  contribution = elasticity times concentration of a cause; the rows add
-- up to "index".  Age, sex and illness are need; what is left of the index without
-- them is horizontal inequity: above 0, the better-off see a doctor more often than
-- the poor of the same need.
SELECT term, is_need, beta, elasticity, concentration, contribution, share
FROM (
    SELECT medsec.comoments(income_rank, visits, age, female, chronic, ln_income, schooling,
                            minutes, insured) AS c
    FROM (
        SELECT medsec.fractional_rank(income_per_head) OVER () AS income_rank,
               visits, age, female, chronic, ln(income_per_head) AS ln_income, schooling,
               minutes, insured
        FROM demo.scounty_care
        JOIN demo.scounty_budget USING (household_id)
        JOIN demo.scounty_village USING (village_id)
        WHERE age >= 16 AND income_per_head > 0
    ) AS person
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.concentration_decomposition(c,
    ARRAY['age', 'female', 'chronic illness', 'ln income', 'schooling', 'way to hospital',
          'insured'],
    ARRAY[true, true, true, false, false, false, false]);

\echo '4.11  Which household should somebody visit?'
\echo

-- One call a household says which thresholds it has crossed, one more how severe
-- that is.  The view has a unique index, so it can be refreshed while it is read,
-- and its refresh runs under any search_path.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.scounty_risk AS
SELECT household_id, flags, medsec.poverty_risk_level(flags) AS level
FROM (
    SELECT household_id,
           medsec.poverty_risk_flags(
               income, consumption, food, out_of_pocket, size, poverty_line,
               subsistence => subsistence,
               reference_income => reference_income,
               share_threshold => share_threshold,
               capacity_threshold => capacity_threshold,
               near_poor => near_poor,
               burden_threshold => burden_threshold) AS flags
    FROM demo.scounty_budget
    OFFSET 0
) AS f;
CREATE UNIQUE INDEX IF NOT EXISTS scounty_risk_household ON demo.scounty_risk (household_id);
-- Without its statistics a concurrent refresh is slow.
ANALYZE demo.scounty_risk;

SET search_path = pg_catalog, pg_temp;
REFRESH MATERIALIZED VIEW CONCURRENTLY demo.scounty_risk;
RESET search_path;

-- Households by level, and how many of them are on a list of the office.  A
-- household of unknown income has no flags.
SELECT level, count(*) AS households, count(*)::float8 / sum(count(*)) OVER () AS share,
       count(*) FILTER (WHERE household_type = 'dibao') AS dibao,
       count(*) FILTER (WHERE household_type = 'edge') AS edge,
       count(*) FILTER (WHERE household_type = 'lifted') AS lifted,
       count(*) FILTER (WHERE household_type = 'ordinary') AS ordinary
FROM demo.scounty_risk
JOIN demo.scounty_budget USING (household_id)
GROUP BY level
ORDER BY level;

-- And by flag.  Enums sort in the order of severity.
SELECT flag, count(*) AS households,
       count(*) FILTER (WHERE household_type = 'ordinary') AS ordinary
FROM demo.scounty_risk
JOIN demo.scounty_budget USING (household_id)
CROSS JOIN LATERAL unnest(flags) AS flag
GROUP BY flag
ORDER BY flag DESC;

-- The first on the list: critical, on no list of the office, the heaviest bills.
SELECT household_id, village, size, income_per_head, out_of_pocket, flags
FROM demo.scounty_risk
JOIN demo.scounty_budget USING (household_id)
WHERE level = 'critical' AND household_type = 'ordinary'
ORDER BY out_of_pocket DESC
LIMIT 5;

\echo '4.12  A late bill: the list keeps up with the claims'
\echo

-- Ten people of ordinary households without a flag come home from the city with a
-- bill; both views are refreshed, and the levels of before and after compared.
-- Nothing of it is kept.
BEGIN;
CREATE TEMPORARY TABLE level_before ON COMMIT DROP AS
SELECT household_id, level FROM demo.scounty_risk;

INSERT INTO demo.scounty_claim
SELECT 100 * person_id + 99, person_id, make_date(year, 12, 30), 'inpatient', 'city', 60000, 24000
FROM (
    SELECT min(person_id) AS person_id, year
    FROM demo.scounty_risk
    JOIN demo.scounty_budget USING (household_id)
    JOIN demo.scounty_person USING (household_id)
    WHERE level = 'none' AND household_type = 'ordinary'
    GROUP BY household_id, year
    ORDER BY household_id
    LIMIT 10
) AS late;

REFRESH MATERIALIZED VIEW CONCURRENTLY demo.scounty_budget;
REFRESH MATERIALIZED VIEW CONCURRENTLY demo.scounty_risk;

SELECT b.level AS before, r.level AS now, count(*) AS households
FROM level_before b
JOIN demo.scounty_risk r USING (household_id)
WHERE b.level IS DISTINCT FROM r.level
GROUP BY b.level, r.level
ORDER BY r.level DESC;
ROLLBACK;

\pset footer on
RESET client_min_messages;
RESET extra_float_digits;
