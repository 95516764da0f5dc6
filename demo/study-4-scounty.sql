-- Study 4, S County: illness makes poor, and the poor fall ill.  Whom do the bills
-- push below the line, what does insurance keep from it, and which household should
-- somebody visit before it is too late?  Were the warnings any good?  And which bills
-- of the hospitals should somebody ask about?
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
--   demo.scounty_self_pay    what two townships paid themselves, 2022 to 2024
--   demo.scounty_verified    who was found to have fallen below the line, and when
--   demo.scounty_stay, demo.scounty_hospital
--                            stays as the hospitals reported them
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
-- who do.  All thresholds are asked of one summary.  concentration is negative where
-- those low in the order are hit, and rank_weighted counts these more.  The usual
-- order is that of consumption per head before payments; as it contains the bill, a
-- large bill lifts its household.  In the order of income the same spending falls
-- on the poor, for a year of illness costs income: by_income, which leaves out
-- no_income households.  above_budget: a bill larger than all that they consume.
SELECT insurance, threshold, (c).headcount, (c).conf_low, (c).conf_high, (c).overshoot,
       (c).mean_positive_overshoot AS mpo, (c).concentration_headcount AS concentration,
       (c).rank_weighted_headcount AS rank_weighted,
       (i).concentration_headcount AS by_income, (i).n_missing AS no_income,
       (c).n_above_budget AS above_budget
FROM (
    SELECT insurance, threshold, medsec.catastrophic(by_consumption, threshold) AS c,
           medsec.catastrophic(by_income, threshold) AS i
    FROM (
        SELECT insurance,
               medsec.ranked(medsec.oop_share(payment, consumption),
                             consumption / size, size) AS by_consumption,
               medsec.ranked(medsec.oop_share(payment, consumption),
                             income_per_head, size) AS by_income
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
-- households each, as the test wants it; with and without insurance are not.  The
-- order is that of income, and the errors those of whole villages.
SELECT insurance, (d).estimate1 AS town, (d).estimate2 AS countryside, (d).estimate AS difference,
       (d).conf_low, (d).conf_high, (d).p_value
FROM (
    SELECT insurance,
           medsec.concentration_difference(
               medsec.ranked(hit, income_per_head, size, village_id)
                   FILTER (WHERE region = 'town'),
               medsec.ranked(hit, income_per_head, size, village_id)
                   FILTER (WHERE region = 'countryside'),
               'erreygers', 0, 1, std_error => 'cluster') AS d
    FROM (
        SELECT insurance, region, income_per_head, size, village_id,
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

\echo '4.13  The burden of twelve months'
\echo

-- Two townships are watched month by month.  A month without a bill is a month of 0;
-- what leaves the window of twelve months is subtracted again, exactly.  ratio = the
-- burden over the reference income in force; level = the ratio that calls the office.
CREATE OR REPLACE VIEW demo.scounty_burden AS
SELECT household_id, household_type, township, month, burden,
       (burden / reference_income::numeric)::float8 AS ratio, burden_threshold AS level,
       verified_on, cause, coalesce(month = date_trunc('month', verified_on), false) AS verified
FROM (
    SELECT h.household_id, household_type, township, v.region, month::date,
           medsec.rolling_sum(self_pay)
               OVER (PARTITION BY h.household_id
                     ORDER BY month RANGE '11 months' PRECEDING) AS burden
    FROM demo.scounty_household h
    JOIN demo.scounty_village v USING (village_id)
    CROSS JOIN generate_series(DATE '2022-01-01', DATE '2024-12-01', '1 month') AS month
    LEFT JOIN (
        SELECT household_id, date_trunc('month', settled_on) AS month, sum(self_pay) AS self_pay
        FROM demo.scounty_self_pay
        GROUP BY household_id, date_trunc('month', settled_on)
    ) AS m USING (household_id, month)
    WHERE township IN ('Qingshi', 'Maling')
) AS rolled
JOIN demo.scounty_line l ON l.region = rolled.region AND month >= l.valid_from
    AND month < l.valid_to
JOIN demo.scounty_threshold t USING (household_type)
LEFT JOIN demo.scounty_verified USING (household_id)
WHERE month >= t.valid_from AND month < t.valid_to;

SELECT to_char(month, 'YYYY-MM') AS month, count(*) AS households,
       avg(burden)::float8 AS mean_burden,
       count(*) FILTER (WHERE ratio > level) AS above_the_level
FROM demo.scounty_burden
WHERE extract(month FROM month) IN (6, 12)
GROUP BY month
ORDER BY month;

\echo '4.14  Warned, calm for half a year, warned again'
\echo

-- Warned above the level; off the list after six months in a row at four fifths of it
-- or below; monitored once people have verified it.  The first eleven months know
-- less than twelve: a warning then is a warning all the same, as bills only add up.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.scounty_warning AS
SELECT household_id, household_type, township, month, burden, level, (e).ratio, (e).state,
       (e).periods_in_state, (e).calm_periods, (e).entries, (e).relapses, verified_on, cause
FROM (
    SELECT *, medsec.warning_evidence(ratio, level, 0.8 * level, 6, verified)
                  OVER (PARTITION BY household_id ORDER BY month) AS e
    FROM demo.scounty_burden
    OFFSET 0
) AS s;
CREATE UNIQUE INDEX IF NOT EXISTS scounty_warning_month
    ON demo.scounty_warning (household_id, month);
ANALYZE demo.scounty_warning;

-- As a schedule refreshes it.  With pg_cron, every night at three:
--   SELECT cron.schedule('warnings', '0 3 * * *',
--                        'REFRESH MATERIALIZED VIEW CONCURRENTLY demo.scounty_warning');
SET search_path = pg_catalog, pg_temp;
REFRESH MATERIALIZED VIEW CONCURRENTLY demo.scounty_warning;
RESET search_path;

SELECT to_char(month, 'YYYY-MM') AS month, count(*) FILTER (WHERE state = 'none') AS none,
       count(*) FILTER (WHERE state = 'warned') AS warned,
       count(*) FILTER (WHERE state = 'monitored') AS monitored,
       count(*) FILTER (WHERE state = 'eliminated') AS eliminated,
       sum(relapses) AS relapses_so_far
FROM demo.scounty_warning
WHERE extract(month FROM month) IN (6, 12)
GROUP BY month
ORDER BY month;

-- A household that fell back, with the evidence: when its state changed, and why.
SELECT household_id, to_char(month, 'YYYY-MM') AS month, burden, ratio, level, state,
       calm_periods, entries, relapses
FROM demo.scounty_warning
WHERE household_id = (SELECT min(household_id) FROM demo.scounty_warning WHERE relapses > 0)
  AND periods_in_state = 1
ORDER BY month;

-- A late bill and one that is taken back: the view follows at its next refresh.
-- Nothing of it is kept.
BEGIN;
CREATE TEMPORARY TABLE state_before ON COMMIT DROP AS
SELECT household_id, month, state FROM demo.scounty_warning;

INSERT INTO demo.scounty_self_pay
SELECT -household_id, household_id, DATE '2024-09-20', 30000
FROM demo.scounty_warning
WHERE month = '2024-12-01' AND state = 'none'
ORDER BY household_id
LIMIT 3;

INSERT INTO demo.scounty_self_pay
SELECT -bill_id, household_id, settled_on, -self_pay
FROM demo.scounty_self_pay
JOIN (SELECT household_id FROM demo.scounty_warning WHERE month = '2024-12-01' AND state = 'warned'
      ORDER BY household_id LIMIT 1) AS one USING (household_id)
WHERE self_pay > 0;

REFRESH MATERIALIZED VIEW CONCURRENTLY demo.scounty_warning;

SELECT b.state AS before, w.state AS now, count(DISTINCT household_id) AS households,
       count(*) AS months
FROM state_before b
JOIN demo.scounty_warning w USING (household_id, month)
WHERE b.state <> w.state
GROUP BY b.state, w.state
ORDER BY b.state, w.state;
ROLLBACK;

\echo '4.15  Were the warnings any good?'
\echo

-- A household was warned on the last day of the month in which its burden first went
-- above the level; what happened later is what people verified.  late: verified
-- before the warning.  lead in months, over the hits.
CREATE OR REPLACE VIEW demo.scounty_warned AS
SELECT household_id, household_type, cause, verified_on,
       (min(month) FILTER (WHERE ratio > level) + interval '1 month - 1 day')::date AS warned_on
FROM demo.scounty_warning
GROUP BY household_id, household_type, cause, verified_on;

SELECT coalesce(household_type, 'all') AS household_type, (e).n AS households, (e).hits, (e).late,
       (e).misses, (e).false_alarms, (e)."precision", (e).precision_low, (e).precision_high,
       (e).recall, (e).recall_low, (e).recall_high, (e).lead_months_mean AS lead
FROM (
    SELECT household_type, medsec.warning_evaluation(warned_on, verified_on) AS e
    FROM demo.scounty_warned
    GROUP BY ROLLUP (household_type)
    OFFSET 0
) AS s
ORDER BY s.household_type NULLS LAST;

-- Bills can warn of illness, not of what else makes poor.
SELECT cause, (p).n AS verified, (p).successes AS warned_in_time, (p).estimate AS share,
       (p).conf_low, (p).conf_high
FROM (
    SELECT cause, medsec.proportion(coalesce(warned_on <= verified_on, false)) AS p
    FROM demo.scounty_warned
    WHERE verified_on IS NOT NULL
    GROUP BY cause
    OFFSET 0
) AS s
ORDER BY cause;

\echo '4.16  Who is likely to be poor next?  Vulnerability, and what a score can tell'
\echo

-- Mean and variance of the logarithm of what a person lives on (consumption less
-- payments for health), by what is known of a household, from the whole county.
CREATE OR REPLACE VIEW demo.scounty_trait AS
SELECT household_id, (consumption - out_of_pocket) / size AS living, poverty_line, income_per_head,
       size, ill, schooling, elderly, minutes, (b.region = 'town') AS town
FROM demo.scounty_budget b
JOIN demo.scounty_village USING (village_id)
JOIN (
    SELECT household_id, count(*) FILTER (WHERE chronic) AS ill,
           count(*) FILTER (WHERE age >= 65) AS elderly,
           coalesce(avg(schooling), 0)::float8 AS schooling
    FROM demo.scounty_person
    GROUP BY household_id
) AS p USING (household_id);

CREATE MATERIALIZED VIEW IF NOT EXISTS demo.scounty_model AS
SELECT medsec.vulnerability_model(living, size, ill, elderly, schooling, minutes, town) AS model
FROM demo.scounty_trait;
REFRESH MATERIALIZED VIEW demo.scounty_model;

SELECT t.term, t.estimate, t.std_error, t.p_value, t.variance_estimate AS of_variance
FROM demo.scounty_model
CROSS JOIN LATERAL medsec.vulnerability_terms(model,
    ARRAY['size', 'chronically ill', 'aged 65 and more', 'schooling', 'way to hospital',
          'town']) AS t;

-- Scores as they stood at the end of 2023, and who was found poor in 2024, of those
-- who had not been found before.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.scounty_score AS
SELECT household_id, ratio / level AS burden,
       medsec.vulnerability(model, poverty_line, size, ill, elderly, schooling, minutes,
                            town) AS vulnerability,
       -income_per_head / poverty_line AS income,
       coalesce(verified_on >= '2024-01-01', false) AS fell
FROM demo.scounty_warning
JOIN demo.scounty_trait USING (household_id)
CROSS JOIN demo.scounty_model
WHERE month = '2023-12-01' AND (verified_on IS NULL OR verified_on >= '2024-01-01');
REFRESH MATERIALIZED VIEW demo.scounty_score;

-- burden = of twelve months, in units of its level.  auc = the chance that one who
-- fell had a higher score than one who did not.  The best threshold by Youden's index
-- weighs a miss like a false alarm: read the points.
CREATE OR REPLACE VIEW demo.scounty_roc AS
SELECT score, medsec.roc(value, fell) AS curve
FROM demo.scounty_score
CROSS JOIN LATERAL (VALUES ('burden', burden), ('vulnerability', vulnerability),
                           ('low income', income)) AS v(score, value)
GROUP BY score;

SELECT score, (a).n_positive AS fell, (a).n_negative AS others, (a).n_missing, (a).estimate AS auc,
       (a).conf_low, (a).conf_high, (y).threshold, (y).sensitivity AS recall, (y).specificity,
       (y)."precision"
FROM (
    SELECT score, medsec.auc(curve) AS a, medsec.youden(curve) AS y FROM demo.scounty_roc OFFSET 0
) AS s
ORDER BY (a).estimate DESC;

\echo '4.17  Leads in the bills: hospitals among their peers'
\echo

-- From here on: leads, with what they rest on.  A lead is a question to ask; whoever
-- asks may find a ward for hard cases, a late night, or a fraud.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.scounty_hospital_stay AS
SELECT stay_id, person_id, hospital_id, hospital, h.level, diagnosis, admitted, discharged,
       planned, died, cost, discharged - admitted AS days, age,
       (medsec.readmission(admitted, discharged, diagnosis, 7, planned)
        OVER hospital).readmitted AS again_in_7,
       (medsec.readmission(admitted, discharged, 30, planned)
        OVER person).readmitted AS again_in_30,
       (medsec.overlapping_stay(admitted, discharged) OVER person).overlapping
FROM demo.scounty_stay
JOIN demo.scounty_hospital h USING (hospital_id)
JOIN demo.scounty_person USING (person_id)
WINDOW person AS (PARTITION BY person_id ORDER BY admitted, discharged),
       hospital AS (PARTITION BY person_id, hospital_id ORDER BY admitted, discharged);
REFRESH MATERIALIZED VIEW demo.scounty_hospital_stay;
ANALYZE demo.scounty_hospital_stay;

-- Cost of a stay, as the mean of logarithms, against hospitals of the same level:
-- 0.6745 (x - median) / MAD, far above 3.5.  usual and cost: yuan (geometric means).
CREATE OR REPLACE VIEW demo.scounty_peer AS
SELECT hospital, level, stays, exp((p).x) AS cost, exp((p).median) AS usual, (p).modified_z,
       (p).z_of_others, (p).n AS peers, (p).note
FROM (
    SELECT hospital, level, count(*) AS stays,
           medsec.peer_comparison(avg(ln(cost))::float8) OVER (PARTITION BY level) AS p
    FROM demo.scounty_hospital_stay
    WHERE cost > 0
    GROUP BY hospital, level
    OFFSET 0
) AS s;

SELECT * FROM demo.scounty_peer ORDER BY level, modified_z DESC, hospital;

\echo '4.18  Leads in the digits'
\echo

-- First two digits of the bills of every hospital: the pair that is furthest above
-- what Benford's law expects.  p_holm is corrected for 90 pairs and all hospitals;
-- where few are expected, z is rough.  Costs of one level spread over little more than
-- a power of ten: with thousands of bills small departures show that mean nothing.
CREATE OR REPLACE VIEW demo.scounty_digit AS
SELECT hospital, level, d.*
FROM (
    SELECT hospital, level, medsec.benford(cost, 2, 10) AS b
    FROM demo.scounty_hospital_stay
    GROUP BY hospital, level
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.benford_digits(b) AS d;

SELECT hospital, level, digits, n, expected, z,
       medsec.p_adjusted(p_value, 'holm') OVER () AS p_holm
FROM demo.scounty_digit
ORDER BY z DESC, hospital, digits
LIMIT 5;

\echo '4.19  Leads in the days: admissions cut in two, beds that overlap'
\echo

-- again_in_7: the same person, hospital and diagnosis, within seven days of the
-- discharge; planned cycles are left out.
SELECT hospital, level, count(*) AS stays, count(*) FILTER (WHERE again_in_7) AS again_in_7_days,
       count(*) FILTER (WHERE overlapping) AS overlapping, avg(days)::float8 AS days
FROM demo.scounty_hospital_stay
GROUP BY hospital, level
ORDER BY again_in_7_days DESC, overlapping DESC, hospital
LIMIT 6;

-- The evidence, stay by stay: who lies in two beds.
SELECT person_id, hospital, admitted, discharged, diagnosis, (o).overlap_days, (o).other_admitted,
       (o).other_discharged
FROM (
    SELECT person_id, hospital_id, admitted, discharged, diagnosis,
           medsec.overlapping_stay(admitted, discharged)
               OVER (PARTITION BY person_id ORDER BY admitted, discharged) AS o
    FROM demo.scounty_stay
    OFFSET 0
) AS s
JOIN demo.scounty_hospital USING (hospital_id)
WHERE (o).overlapping
ORDER BY person_id, admitted
LIMIT 6;

\echo '4.20  Readmission in a funnel'
\echo

-- A small hospital's rate jumps, so the limits depend on the number of stays: 99.8
-- per cent around the rate of all hospitals of the county, which one far hospital
-- pulls up: what lies below the limits is low against that.
CREATE OR REPLACE VIEW demo.scounty_funnel AS
SELECT hospital, level, stays, again, again / stays::float8 AS rate, overall, conf_low, conf_high,
       again / stays::float8 NOT BETWEEN conf_low AND conf_high AS outside
FROM (
    SELECT hospital, level, count(*) AS stays, count(*) FILTER (WHERE again_in_30) AS again,
           sum(count(*) FILTER (WHERE again_in_30)) OVER ()
               / sum(count(*)) OVER ()::float8 AS overall
    FROM demo.scounty_hospital_stay
    WHERE level <> 'city'
    GROUP BY hospital, level
    OFFSET 0
) AS h
CROSS JOIN LATERAL medsec.funnel_limits(stays, overall, 0.998) AS f;

SELECT hospital, level, stays, again, rate, conf_low, conf_high, outside
FROM demo.scounty_funnel
ORDER BY outside DESC, rate DESC, hospital
LIMIT 6;

\echo '4.21  Has something shifted?  CUSUM of the cost of a stay'
\echo

-- Hospitals of the county level, month by month: the mean logarithm of the cost, less
-- that of the hospital's own first half-year, in standard errors of the month.  The
-- sum of what is above half a standard error; a sum above 4 is a signal.
CREATE OR REPLACE VIEW demo.scounty_shift AS
SELECT hospital, month, stays, deviation, (c).upper, (c).lower, (c).upper_periods, (c).signal
FROM (
    SELECT hospital, month, stays, deviation,
           medsec.cusum(deviation, 0, 0.5, 4) OVER (PARTITION BY hospital ORDER BY month) AS c
    FROM (
        SELECT hospital, month, stays, (mean - first_half) / (spread / sqrt(stays)) AS deviation
        FROM (
            SELECT hospital, date_trunc('month', discharged)::date AS month, count(*) AS stays,
                   avg(ln(cost))::float8 AS mean
            FROM demo.scounty_hospital_stay
            WHERE level = 'county' AND cost > 0
            GROUP BY hospital, date_trunc('month', discharged)
        ) AS m
        JOIN (
            SELECT hospital, avg(ln(cost))::float8 AS first_half, stddev(ln(cost))::float8 AS spread
            FROM demo.scounty_hospital_stay
            WHERE level = 'county' AND cost > 0 AND discharged < '2023-07-01'
            GROUP BY hospital
        ) AS h USING (hospital)
        OFFSET 0
    ) AS d
    OFFSET 0
) AS s;

-- upper_periods, counted back from the signal, says when it began.
SELECT DISTINCT ON (hospital) hospital, to_char(month, 'YYYY-MM') AS signal_in, stays, deviation,
       upper, to_char(month - make_interval(months => upper_periods::integer - 1), 'YYYY-MM')
           AS began_in, signal
FROM demo.scounty_shift
WHERE signal IS NOT NULL
ORDER BY hospital, month;

\echo '4.22  Deaths, with the case mix in mind'
\echo

-- A hospital that gets the hard cases loses more of them.  Expected: what patients of
-- the same diagnosis and age died of in all hospitals of the county.  99.8 per cent
-- limits, as there are twenty hospitals.
CREATE OR REPLACE VIEW demo.scounty_death AS
SELECT hospital, level, stays, died, h.expected, died / stays::float8 AS rate, died_of_all,
       o.estimate, o.conf_low, o.conf_high, o.p_value
FROM (
    SELECT hospital, level, count(*) AS stays, count(*) FILTER (WHERE died) AS died,
           sum(risk) AS expected,
           sum(count(*) FILTER (WHERE died)) OVER ()
               / sum(count(*)) OVER ()::float8 AS died_of_all
    FROM (
        SELECT hospital, s.level, died,
               avg(died::integer) OVER (PARTITION BY diagnosis, age >= 65)::float8 AS risk
        FROM demo.scounty_hospital_stay s
        WHERE s.level <> 'city'
    ) AS stay
    GROUP BY hospital, level
    OFFSET 0
) AS h
CROSS JOIN LATERAL medsec.observed_expected(died, h.expected, 0.998) AS o;

SELECT hospital, stays, died, rate, rate / died_of_all AS crude_ratio, expected,
       estimate AS ratio, conf_low, conf_high, p_value
FROM demo.scounty_death
ORDER BY died DESC, stays DESC, hospital
LIMIT 6;

\echo '4.23  All leads of a hospital side by side'
\echo

-- What each method says, not what is true.  Both hospitals of an overlap are counted,
-- so a share of overlapping stays is a lead above its funnel limit alone; a pair of
-- digits is one where it stands twice as often as expected.  One lead of many tests
-- may be chance; several of different kinds at one hospital are a reason to go there
-- first.
CREATE OR REPLACE VIEW demo.scounty_lead AS
SELECT hospital, level, stays, modified_z, digits AS digit_pair, digit_z, readmission_rate,
       limit_30, again_in_7, overlapping, shift_signal, death_ratio,
       by_cost::integer + by_digits::integer + by_readmission::integer + by_overlap::integer
       + by_shift::integer + by_deaths::integer AS leads,
       by_cost, by_digits, by_readmission, by_overlap, by_shift, by_deaths
FROM (
    SELECT p.hospital, p.level, p.stays, modified_z, digits, digit_z, f.rate AS readmission_rate,
           f.conf_high AS limit_30, again_in_7, overlapping, shift_signal,
           d.estimate AS death_ratio,
           coalesce(abs(modified_z) > 3.5, false) AS by_cost,
           coalesce(twice AND digit_p < 0.05, false) AS by_digits,
           f.rate > f.conf_high AS by_readmission,
           overlapping / p.stays::float8 > o.conf_high AS by_overlap,
           shift_signal IS NOT NULL AS by_shift,
           coalesce(d.conf_low > 1, false) AS by_deaths
    FROM demo.scounty_peer p
    JOIN demo.scounty_funnel f USING (hospital)
    JOIN demo.scounty_death d USING (hospital)
    JOIN (
        SELECT hospital, count(*) FILTER (WHERE again_in_7) AS again_in_7,
               count(*) FILTER (WHERE overlapping) AS overlapping,
               sum(count(*) FILTER (WHERE overlapping)) OVER ()
                   / sum(count(*)) OVER ()::float8 AS overlapping_of_all
        FROM demo.scounty_hospital_stay
        WHERE level <> 'city'
        GROUP BY hospital
    ) AS s USING (hospital)
    CROSS JOIN LATERAL medsec.funnel_limits(p.stays, overlapping_of_all, 0.998) AS o
    LEFT JOIN (
        -- 90 pairs in each of twenty hospitals: Bonferroni.
        SELECT DISTINCT ON (hospital) hospital, digits, z AS digit_z, p_value * 1800 AS digit_p,
               share > 2 * expected_share AS twice
        FROM demo.scounty_digit
        WHERE share > expected_share
        ORDER BY hospital, z DESC
    ) AS b USING (hospital)
    LEFT JOIN (
        SELECT hospital, min(to_char(month, 'YYYY-MM') || ' ' || signal) AS shift_signal
        FROM demo.scounty_shift
        WHERE signal IS NOT NULL
        GROUP BY hospital
    ) AS c USING (hospital)
) AS l;

SELECT hospital, leads, modified_z AS cost_z, digit_pair, digit_z, readmission_rate, limit_30,
       again_in_7, overlapping, shift_signal, death_ratio
FROM demo.scounty_lead
ORDER BY leads DESC, hospital
LIMIT 8;

\pset footer on
RESET client_min_messages;
RESET extra_float_digits;
