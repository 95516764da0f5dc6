-- Study 3, Weishan: who takes part in residents' insurance, how long does the fund
-- last, and what would a better plan cost?
--
--   psql -d DATABASE -f demo/generate.sql           (once, makes the tables)
--   psql -d DATABASE -f demo/study-3-weishan.sql
--
-- Sources:
--   demo.weishan_town_year   towns by year, 2014 to 2023: income, residents, insured,
--                            stays in hospital, what the fund spent
--   demo.weishan_fund        premium and subsidy a head by year, opening balance
--   demo.weishan_family      families of 2023: income, consumption, accounts
--   demo.weishan_claim       their stays in hospital in 2023, bill by bill
--   demo.weishan_plan        the benefit plan in force, as a value of a table

\set ON_ERROR_STOP on
\pset null '-'
\pset footer off
-- Six digits are enough to read; the figures themselves keep all of theirs.
SET extra_float_digits = -9;
-- No notice about what a first run has left.
SET client_min_messages = warning;

\echo
\echo '3.1  Who takes part?'
\echo

-- rate = insured of the registered residents; the premium as a share of an income.
SELECT year, (p).insured, (p).uninsured, (p).rate, premium, subsidy, income_per_head,
       premium / income_per_head AS premium_share
FROM (
    SELECT year, premium, subsidy,
           medsec.participation(sum(insured), sum(residents)) AS p,
           (sum(income_per_head * residents) / sum(residents))::float8 AS income_per_head
    FROM demo.weishan_town_year
    JOIN demo.weishan_fund USING (year)
    GROUP BY year, premium, subsidy
    OFFSET 0
) AS s
ORDER BY year;

\echo '3.2  Does income decide?  Elasticity of participation'
\echo

-- By how many per cent participation differs where income is one per cent higher:
-- the slope of the logarithms over the fifteen towns, year by year.
SELECT year::text, (e).estimate AS elasticity, (e).conf_low, (e).conf_high, (e).p_value,
       (e).r_squared, (e).n
FROM (
    SELECT year, medsec.participation_elasticity(insured / residents::float8,
                                                 income_per_head::float8) AS e
    FROM demo.weishan_town_year
    GROUP BY year
    OFFSET 0
) AS s
ORDER BY year;

-- A trap: all years in one sum mix two things.  From year to year incomes rise and
-- premiums rise faster; the slope of all town-years is not the slope between towns.
-- Incomes and rates over the county's of the same year take the years out.
SELECT what, (e).estimate AS elasticity, (e).conf_low, (e).conf_high, (e).n
FROM (
    SELECT what, medsec.participation_elasticity(rate, income) AS e
    FROM (
        SELECT insured / residents::float8 AS plain_rate, income_per_head::float8 AS plain_income,
               insured / residents::float8
                   / (sum(insured) OVER y / sum(residents) OVER y::float8) AS relative_rate,
               (income_per_head / avg(income_per_head) OVER y)::float8 AS relative_income
        FROM demo.weishan_town_year
        WINDOW y AS (PARTITION BY year)
    ) AS t
    CROSS JOIN LATERAL (VALUES ('all town-years', plain_rate, plain_income),
                               ('against the county of the year', relative_rate, relative_income))
        AS v(what, rate, income)
    GROUP BY what
    OFFSET 0
) AS s
ORDER BY what;

\echo '3.3  When incomes fall: the lake towns, 2017 to 2019'
\echo

-- The same towns two years apart, in per cent and in points; lake towns against the
-- others, Welch's t-test.  Four towns are few: read the limits.
WITH change AS (
    SELECT kind, 100 * ln(max(income_per_head) FILTER (WHERE year = 2019)
                          / max(income_per_head) FILTER (WHERE year = 2017))::float8 AS income,
           100 * (max(insured / residents::float8) FILTER (WHERE year = 2019)
                  - max(insured / residents::float8) FILTER (WHERE year = 2017)) AS rate
    FROM demo.weishan_town_year
    JOIN demo.weishan_town USING (town_id)
    GROUP BY town_id, kind
)
SELECT what, (t).n1 AS lake_towns, (t).mean1 AS lake, (t).n2 AS others, (t).mean2 AS other,
       (t).estimate AS difference, (t).conf_low, (t).conf_high, (t).p_value
FROM (
    SELECT what, medsec.t_test(value, kind = 'lake') AS t
    FROM change
    CROSS JOIN LATERAL (VALUES ('income, log per cent', income),
                        ('participation, points', rate)) AS v(what, value)
    GROUP BY what
    OFFSET 0
) AS s
ORDER BY what;

\echo '3.4  The fund'
\echo

-- months_payable = what has collected, over what is spent in a month.  growth_gap =
-- growth of expenditure less that of income.
CREATE OR REPLACE VIEW demo.weishan_account AS
SELECT year, insured, premium, subsidy, income, expenditure,
       medsec.fund_balance(income, expenditure, opening) OVER (ORDER BY year) AS balance
FROM (
    SELECT year, premium, subsidy, opening, sum(insured) AS insured,
           sum(insured) * (premium + subsidy) AS income, sum(expenditure) AS expenditure
    FROM demo.weishan_town_year
    JOIN demo.weishan_fund USING (year)
    GROUP BY year, premium, subsidy, opening
) AS f;

SELECT year, income, expenditure, (balance).balance, (balance).balance_rate, (balance).cumulative,
       (balance).cumulative_rate, (balance).months_payable, (balance).growth_gap
FROM demo.weishan_account
ORDER BY year;

\echo '3.5  What is to come'
\echo

-- Scenarios: heads, premium and subsidy go on as in the last five years; so does
-- expenditure, or it grows by some points faster or slower.
CREATE OR REPLACE VIEW demo.weishan_scenario AS
SELECT points, CASE WHEN points = 0 THEN 'as before'
                 WHEN points < 0 THEN -points || ' points slower'
                 ELSE points || ' points faster'
               END AS expenditure_grows,
       a.insured::float8, a.premium::float8, a.subsidy::float8, a.expenditure::float8,
       (a.balance).cumulative::float8 AS opening,
       (a.insured / b.insured::float8) ^ 0.2 - 1 AS insured_growth,
       (a.premium / b.premium)::float8 ^ 0.2 - 1 AS premium_growth,
       (a.subsidy / b.subsidy)::float8 ^ 0.2 - 1 AS subsidy_growth,
       (a.expenditure / b.expenditure)::float8 ^ 0.2 - 1
           + points / 100.0::float8 AS expenditure_growth
FROM demo.weishan_account a
JOIN demo.weishan_account b ON a.year = 2023 AND b.year = 2018
CROSS JOIN (VALUES (-2), (0), (2), (4)) AS s(points);

SELECT expenditure_grows, expenditure_growth, insured_growth, premium_growth, subsidy_growth
FROM demo.weishan_scenario
ORDER BY points;

-- The first year of the projection is the year after the last of the accounts.
CREATE OR REPLACE VIEW demo.weishan_future AS
SELECT points, expenditure_grows, 2023 + p.year AS year, p.income, p.expenditure, p.balance,
       p.cumulative, p.months_payable, p.break_even_premium,
       s.premium * (1 + premium_growth) ^ p.year AS premium,
       2023 + p.first_deficit_year AS first_deficit, 2023 + p.first_exhausted_year AS exhausted
FROM demo.weishan_scenario s
CROSS JOIN LATERAL medsec.fund_projection(
    s.insured * (1 + insured_growth), s.premium * (1 + premium_growth),
    s.expenditure * (1 + expenditure_growth), opening, 10, insured_growth, premium_growth,
    expenditure_growth, s.subsidy * (1 + subsidy_growth), subsidy_growth) AS p;

-- A dash: not within ten years.  break_even = the premium a head that would have
-- balanced 2028, beside the one that the trend gives.
SELECT expenditure_grows, first_deficit, exhausted, months_payable AS months_in_2028,
       premium AS premium_2028, break_even_premium AS break_even_2028
FROM demo.weishan_future
WHERE year = 2028
ORDER BY points;

\echo '3.6  Another plan'
\echo

-- Compensation: lower deductibles and a little more of the bill in township and
-- county, the serious-illness layer from 7,000 on, and a tilted layer for what is
-- left above 20,000 (for dibao families above 5,000).  In exchange less is paid in
-- the city, and less still without a referral.
INSERT INTO demo.weishan_plan VALUES ('compensation', '2024-01-01', '{
  "tiers": ["township", "county", "city"],
  "categories": ["ordinary", "edge", "dibao"],
  "referrals": ["local", "transfer", "unfiled"],
  "layers": [
    {"layer": "basic", "cap": 150000, "rules": [
      {"tier": "township", "deductible": 100, "rate": 0.87},
      {"tier": "county", "deductible": 400, "rate": 0.74},
      {"tier": "city", "deductible": 1200, "rate": 0.57},
      {"referral": "unfiled", "rate_points": -0.20}]},
    {"layer": "serious", "deductible": 7000,
     "bands": [[7000, 50000, 0.6], [50000, null, 0.7]], "cap": 300000},
    {"layer": "assistance", "cap": 30000, "rules": [
      {"category": "dibao", "rate": 0.75},
      {"category": "edge", "deductible": 3000, "rate": 0.60}]},
    {"layer": "tilt", "cap": 50000, "deductible": 20000, "rate": 0.5, "rules": [
      {"category": "dibao", "deductible": 5000}]}]}')
ON CONFLICT (name) DO UPDATE SET since = excluded.since, plan = excluded.plan;

-- What the two grant to somebody who goes to the city without a referral: read a
-- plan before you trust it.
SELECT p.name AS plan, t.layer, payer, per, deductible, above, up_to, rate, cap
FROM demo.weishan_plan p
CROSS JOIN LATERAL medsec.plan_terms(plan, 'city', 'ordinary', 'unfiled') AS t
ORDER BY p.name DESC, t.layer, above;

\echo '3.7  What if?  The same claims under both'
\echo

-- One query settles every claim twice; a window is a person's year.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.weishan_what_if AS
SELECT claim_id, person_id, family_id, hospital, referral, booked,
       now, compensation
FROM (
    SELECT claim_id, person_id, c.family_id, hospital, referral, booked,
           medsec.settle((SELECT plan FROM demo.weishan_plan WHERE name = 'in force'),
                         hospital, category, referral, total, excluded) OVER w AS now,
           medsec.settle((SELECT plan FROM demo.weishan_plan WHERE name = 'compensation'),
                         hospital, category, referral, total, excluded) OVER w AS compensation
    FROM demo.weishan_claim c
    JOIN demo.weishan_family USING (family_id)
    WINDOW w AS (PARTITION BY person_id ORDER BY settled_on, claim_id)
) AS s;
REFRESH MATERIALIZED VIEW demo.weishan_what_if;
CREATE UNIQUE INDEX IF NOT EXISTS weishan_what_if_claim ON demo.weishan_what_if (claim_id);
ANALYZE demo.weishan_what_if;

-- Is it what the office booked?  To the cent; and the parties add up to the bill.
SELECT count(*) AS claims,
       count(*) FILTER (WHERE (now).basic_paid + (now).serious_paid <> booked)
           AS differ_from_the_books,
       sum(booked) AS booked, sum((now).basic_paid + (now).serious_paid) AS settled,
       count(*) FILTER (WHERE (now).fund_paid + (now).person_paid <> (now).total
                           OR (compensation).fund_paid + (compensation).person_paid
                              <> (compensation).total)
           AS not_adding_up
FROM demo.weishan_what_if;

-- Cost by layer.  Basic and serious-illness insurance are the fund's; assistance and
-- tilt are paid by civil affairs; the rest by the people.
CREATE OR REPLACE VIEW demo.weishan_cost AS
SELECT place, layer, sum(yuan_now) AS now, sum(yuan_then) AS compensation
FROM demo.weishan_what_if w
CROSS JOIN LATERAL (VALUES
    (1, 'basic', (w.now).basic_paid, (w.compensation).basic_paid),
    (2, 'serious illness', (w.now).serious_paid, (w.compensation).serious_paid),
    (3, 'assistance', (w.now).assistance_paid, (w.compensation).assistance_paid),
    (4, 'tilt', (w.now).tilt_paid, (w.compensation).tilt_paid),
    (5, 'people', (w.now).person_paid, (w.compensation).person_paid)
) AS l(place, layer, yuan_now, yuan_then)
GROUP BY place, layer;

SELECT layer, now, compensation, compensation - now AS change,
       (now / sum(now) OVER ())::float8 AS share_now,
       (compensation / sum(compensation) OVER ())::float8 AS share_then
FROM demo.weishan_cost
ORDER BY place;

-- Rates of sums: of the bill, and of what is in scope.
SELECT hospital, referral, (a).n AS claims, (a).actual_ratio AS actual_now,
       (b).actual_ratio AS actual_then,
       (a).scope_ratio AS scope_now, (b).scope_ratio AS scope_then
FROM (
    SELECT hospital, referral,
           medsec.reimbursement((now).fund_paid, (now).total, (now).in_scope) AS a,
           medsec.reimbursement((compensation).fund_paid, (compensation).total,
                                (compensation).in_scope) AS b
    FROM demo.weishan_what_if
    GROUP BY hospital, referral
    OFFSET 0
) AS s
ORDER BY (a).actual_ratio DESC;

\echo '3.8  Who wins, who loses?'
\echo

-- Families with a stay in hospital, by fifth of income per head of all families.
-- gain = what they pay less under the new plan; yuan a family.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.weishan_burden AS
SELECT f.family_id, category, size, account::float8, income_per_head, fifth, consumption::float8,
       coalesce(now, 0)::float8 AS now, coalesce(compensation, 0)::float8 AS compensation,
       coalesce(stays, 0) AS stays
FROM (
    SELECT *, (income / size)::float8 AS income_per_head,
           (1 + floor(5 * medsec.fractional_rank(income / size, size) OVER ()))::smallint AS fifth
    FROM demo.weishan_family
) AS f
LEFT JOIN (
    SELECT family_id, count(*) AS stays, sum((now).person_paid) AS now,
           sum((compensation).person_paid) AS compensation
    FROM demo.weishan_what_if
    GROUP BY family_id
) AS p USING (family_id);
REFRESH MATERIALIZED VIEW demo.weishan_burden;
ANALYZE demo.weishan_burden;

SELECT coalesce(fifth::text, 'all') AS fifth, count(*) AS families,
       count(*) FILTER (WHERE compensation < now) AS winners,
       avg(now - compensation) FILTER (WHERE compensation < now) AS gain,
       count(*) FILTER (WHERE compensation = now) AS same,
       count(*) FILTER (WHERE compensation > now) AS losers,
       avg(compensation - now) FILTER (WHERE compensation > now) AS loss,
       avg(now - compensation) AS on_balance
FROM demo.weishan_burden
WHERE stays > 0
GROUP BY ROLLUP (fifth)
ORDER BY weishan_burden.fifth NULLS LAST;

-- And by where they went: nearly all claims that lose are from the city.
SELECT hospital, referral, count(*) AS stays,
       avg(((compensation).person_paid < (now).person_paid)::integer)::float8 AS winning,
       avg(((compensation).person_paid > (now).person_paid)::integer)::float8 AS losing,
       avg((now).person_paid - (compensation).person_paid)::float8 AS gain
FROM demo.weishan_what_if
GROUP BY hospital, referral
ORDER BY gain DESC;

\echo '3.9  Catastrophic spending before and after'
\echo

-- All families, from the same budget; more than a tenth, more than two fifths of
-- what they consume, by share of people.
CREATE OR REPLACE VIEW demo.weishan_payment AS
SELECT plan, payment, b.*
FROM demo.weishan_burden b
CROSS JOIN LATERAL (VALUES ('in force', now), ('compensation', compensation)) AS p(plan, payment);

SELECT threshold, plan, (c).headcount, (c).conf_low, (c).conf_high,
       (c).mean_positive_overshoot AS mpo, (c).concentration_headcount AS concentration
FROM (
    SELECT threshold, plan,
           medsec.catastrophic(medsec.ranked(medsec.oop_share(payment, consumption),
                                             income_per_head, size),
                               threshold) AS c
    FROM demo.weishan_payment
    CROSS JOIN (VALUES (0.10), (0.40)) AS t(threshold)
    GROUP BY threshold, plan
    OFFSET 0
) AS s
ORDER BY threshold, plan DESC;

\echo '3.10  What it does to the fund'
\echo

-- The fund would have spent so much more in 2023; from there on everything grows as
-- in the last five years.  break_even = the premium that would have balanced 2024.
SELECT plan, extra::numeric AS extra_in_2023, extra / s.insured AS extra_a_head,
       (s.opening - extra) / ((s.expenditure + extra) / 12) AS months_payable_2023,
       2023 + p.first_deficit_year AS first_deficit, 2023 + p.first_exhausted_year AS exhausted,
       s.premium * (1 + premium_growth) AS premium_2024, p.break_even_premium AS break_even_2024
FROM demo.weishan_scenario s
CROSS JOIN (
    SELECT 'in force' AS plan, 0::float8 AS extra
    UNION ALL
    SELECT 'compensation', sum(compensation - now)::float8 FROM demo.weishan_cost WHERE place <= 2
) AS x
CROSS JOIN LATERAL medsec.fund_projection(
    s.insured * (1 + insured_growth), s.premium * (1 + premium_growth),
    (s.expenditure + extra) * (1 + expenditure_growth), opening - extra, 10, insured_growth,
    premium_growth, expenditure_growth, s.subsidy * (1 + subsidy_growth), subsidy_growth) AS p
WHERE points = 0 AND p.year = 1
ORDER BY extra;

\echo '3.11  What could a mutual account of the family have paid?'
\echo

-- An employee's personal account, opened to the family, pays what is left of the
-- people's part until it is empty.  Plain SQL on the settled parts.
CREATE OR REPLACE VIEW demo.weishan_mutual AS
SELECT coalesce(fifth::text, 'all') AS fifth, count(*) AS families,
       avg((account > 0)::integer)::float8 AS with_account,
       round(sum(now)::numeric, 2) AS own_part,
       round(sum(least(account, now))::numeric, 2) AS from_account,
       sum(least(account, now)) / sum(now) AS share,
       avg(medsec.is_catastrophic(now, consumption, 0.10)::integer)::float8 AS catastrophic,
       avg(medsec.is_catastrophic(now - least(account, now), consumption, 0.10)::integer)::float8
           AS catastrophic_with_account
FROM demo.weishan_burden
WHERE stays > 0
GROUP BY ROLLUP (fifth);

SELECT * FROM demo.weishan_mutual ORDER BY fifth;

-- The compensation plan and the accounts side by side: what each takes off the
-- people's part, and how it is spread (concentration below 0: to the poor).
SELECT what, relief, (c).estimate AS concentration, (c).conf_low, (c).conf_high
FROM (
    SELECT what, round(sum(amount)::numeric, 2) AS relief,
           medsec.concentration_index(medsec.ranked(amount / size, income_per_head, size),
                                      std_error => 'hc1') AS c
    FROM demo.weishan_burden
    CROSS JOIN LATERAL (VALUES ('mutual account', least(account, now)),
                        ('compensation plan', now - compensation))
        AS v(what, amount)
    GROUP BY what
    OFFSET 0
) AS s
ORDER BY what;

\pset footer on
RESET client_min_messages;
RESET extra_float_digits;
