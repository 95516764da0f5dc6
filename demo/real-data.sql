-- The same statements on real, public data.
--
--   psql -d DATABASE -v data=DIRECTORY -f demo/real-data.sql
--
-- DIRECTORY holds CSV files with a header, NULL as an empty field:
--   bfi.csv                 2,800 people answer 25 items from 1 to 6 (R: psych)
--   nmes1988.csv            visits to doctors of 4,406 people over 65 (R: AER)
--   randhie.csv             RAND Health Insurance Experiment (statsmodels)
--   synthea_persons.csv, synthea_encounters.csv
--                           claims from a generator of patients (Synthea)
--   eusilc.csv              incomes of 14,827 people in 6,000 households (R: laeken)

\set ON_ERROR_STOP on
\pset null '-'
\pset footer off
\cd :data

SET client_min_messages TO warning;
CREATE SCHEMA IF NOT EXISTS demo;
DROP TABLE IF EXISTS demo.bfi, demo.nmes, demo.randhie, demo.synthea_person,
    demo.synthea_encounter, demo.eusilc, demo.real_model CASCADE;
RESET client_min_messages;

BEGIN;

CREATE TABLE demo.bfi
(
    id integer PRIMARY KEY,
    a1 smallint, a2 smallint, a3 smallint, a4 smallint, a5 smallint,
    c1 smallint, c2 smallint, c3 smallint, c4 smallint, c5 smallint,
    e1 smallint, e2 smallint, e3 smallint, e4 smallint, e5 smallint,
    n1 smallint, n2 smallint, n3 smallint, n4 smallint, n5 smallint,
    o1 smallint, o2 smallint, o3 smallint, o4 smallint, o5 smallint,
    gender smallint, education smallint, age smallint
);
COMMENT ON TABLE demo.bfi IS
'Big Five Inventory: 25 items from 1 to 6; gender 1 male, 2 female.';
\copy demo.bfi FROM 'bfi.csv' WITH (FORMAT csv, HEADER)

CREATE TABLE demo.nmes
(
    id integer PRIMARY KEY,
    visits integer, nvisits integer, ovisits integer, novisits integer,
    emergency integer, hospital integer, health text, chronic integer,
    adl text, region text, age float8, afam boolean, gender text,
    married boolean, school integer, income float8, employed boolean,
    insurance boolean, medicaid boolean
);
COMMENT ON TABLE demo.nmes IS
'National Medical Expenditure Survey 1987-88: people of 66 years and more.';
\copy demo.nmes FROM 'nmes1988.csv' WITH (FORMAT csv, HEADER)

CREATE TABLE demo.randhie
(
    mdvis integer, lncoins float8, idp integer, lpi float8, fmde float8,
    physlm float8, disea float8, hlthg integer, hlthf integer, hlthp integer
);
COMMENT ON TABLE demo.randhie IS
'RAND Health Insurance Experiment, a row a person and year; lncoins = ln(coinsurance in per cent + 1).';
\copy demo.randhie FROM 'randhie.csv' WITH (FORMAT csv, HEADER)

CREATE TABLE demo.synthea_person
(
    person_id integer PRIMARY KEY,
    birth_date date, death_date date, sex text, race text, county text,
    income numeric
);
COMMENT ON TABLE demo.synthea_person IS 'Invented patients of the Synthea generator.';
\copy demo.synthea_person FROM 'synthea_persons.csv' WITH (FORMAT csv, HEADER)

CREATE TABLE demo.synthea_encounter
(
    encounter_id integer PRIMARY KEY,
    person_id integer REFERENCES demo.synthea_person,
    started_at timestamptz, stopped_at timestamptz, provider_id integer,
    payer text, encounter_class text, code text, description text,
    base_cost numeric, total_cost numeric, payer_paid numeric
);
COMMENT ON TABLE demo.synthea_encounter IS
'Encounters of these patients: total cost and what the payer paid, dollars.';
\copy demo.synthea_encounter FROM 'synthea_encounters.csv' WITH (FORMAT csv, HEADER)

CREATE TABLE demo.eusilc
(
    person_id integer PRIMARY KEY, household_id integer, household_size integer,
    region text, age integer, sex text, activity text, equivalised_size float8,
    equivalised_income float8, household_weight float8, person_weight float8
);
COMMENT ON TABLE demo.eusilc IS
'Synthetic data of the Austrian survey of incomes (EU-SILC): euros a year, by person; the income is that of the household by equivalent adult.';
\copy demo.eusilc FROM 'eusilc.csv' WITH (FORMAT csv, HEADER)

COMMIT;
ANALYZE demo.bfi, demo.nmes, demo.randhie, demo.synthea_person, demo.synthea_encounter,
    demo.eusilc;

SET extra_float_digits = -9;
SET client_min_messages = warning;

\echo
\echo 'R.1  Questionnaire: do the five scales differ between women and men?'
\echo

-- A scale is the mean of its items, items of the other direction turned (7 - x).
-- estimate = mean of women - mean of men.
CREATE OR REPLACE VIEW demo.bfi_scale AS
SELECT id, gender = 2 AS woman, scale, score
FROM demo.bfi
CROSS JOIN LATERAL (VALUES
    ('agreeableness', (7 - a1 + a2 + a3 + a4 + a5) / 5.0),
    ('conscientiousness', (c1 + c2 + c3 + 7 - c4 + 7 - c5) / 5.0),
    ('extraversion', (7 - e1 + 7 - e2 + e3 + e4 + e5) / 5.0),
    ('neuroticism', (n1 + n2 + n3 + n4 + n5) / 5.0),
    ('openness', (o1 + 7 - o2 + o3 + o4 + 7 - o5) / 5.0)
) AS s(scale, score);

SELECT scale, (t).n1 AS women, (t).mean1, (t).n2 AS men, (t).mean2,
       (t).estimate, (t).conf_low, (t).conf_high, (t).p_value, (t).stars,
       (t).cohens_d
FROM (
    SELECT scale, medsec.t_test(score, woman) AS t
    FROM demo.bfi_scale
    GROUP BY scale
    OFFSET 0
) AS s
ORDER BY abs((t).cohens_d) DESC;

\echo 'R.2  Do the 25 items show the five scales?'
\echo

-- One pass over the table, then everything is asked of the stored summary and
-- the stored analysis.  People with a gap in the 25 items are left out (n_missing).
CREATE TABLE demo.real_model AS
SELECT 'bfi' AS name, answers,
       medsec.pca(answers, components => 5, rotation => 'varimax') AS model
FROM (
    SELECT medsec.comoments(a1, a2, a3, a4, a5, c1, c2, c3, c4, c5, e1, e2, e3,
                            e4, e5, n1, n2, n3, n4, n5, o1, o2, o3, o4, o5) AS answers
    FROM demo.bfi
    OFFSET 0
) AS s;

SELECT (k).n, medsec.n_missing(answers), (k).p AS items, (k).kmo,
       (b).statistic AS bartlett_chi_square, (b).df, (b).p_value
FROM (
    SELECT answers, medsec.kmo(answers) AS k,
           medsec.bartlett_sphericity(answers) AS b
    FROM demo.real_model
    WHERE name = 'bfi'
    OFFSET 0
) AS s;

SELECT component, eigenvalue, explained, cumulative, rotated_ss, rotated_explained
FROM demo.real_model
CROSS JOIN LATERAL medsec.pca_components(model)
WHERE name = 'bfi' AND component <= 8
ORDER BY component;

SELECT item,
       max(loading) FILTER (WHERE component = 1) AS component_1,
       max(loading) FILTER (WHERE component = 2) AS component_2,
       max(loading) FILTER (WHERE component = 3) AS component_3,
       max(loading) FILTER (WHERE component = 4) AS component_4,
       max(loading) FILTER (WHERE component = 5) AS component_5,
       max(communality) AS communality
FROM demo.real_model
CROSS JOIN LATERAL medsec.pca_loadings(model, ARRAY[
    'a1', 'a2', 'a3', 'a4', 'a5', 'c1', 'c2', 'c3', 'c4', 'c5',
    'e1', 'e2', 'e3', 'e4', 'e5', 'n1', 'n2', 'n3', 'n4', 'n5',
    'o1', 'o2', 'o3', 'o4', 'o5'])
WHERE name = 'bfi'
GROUP BY item
ORDER BY item;

\echo 'R.3  Visits to doctors: private insurance and Medicaid, yes against no'
\echo

-- estimate = visits with - visits without.  No experiment: who has insurance
-- differs in other ways too.
SELECT cover, (t).n1 AS with_it, (t).mean1, (t).n2 AS without, (t).mean2,
       (t).estimate, (t).conf_low, (t).conf_high, (t).statistic AS t, (t).df,
       (t).p_value, (t).stars, (t).cohens_d
FROM (
    SELECT cover, medsec.t_test(visits, covered) AS t
    FROM demo.nmes
    CROSS JOIN LATERAL (VALUES ('private insurance', insurance),
                               ('Medicaid', medicaid)) AS c(cover, covered)
    GROUP BY cover
    OFFSET 0
) AS s
ORDER BY cover;

\echo 'R.4  RAND experiment: does free care lead to more visits?'
\echo

-- Families were assigned by lot to a share of the bill (coinsurance).  The rows
-- are years of the same people, so the limits are a little too narrow.
SELECT round(exp(lncoins) - 1) AS coinsurance, (d).n, (d).mean AS visits,
       (d).conf_low, (d).conf_high
FROM (
    SELECT lncoins, medsec.describe(medsec.moments(mdvis)) AS d
    FROM demo.randhie
    GROUP BY lncoins
    OFFSET 0
) AS s
ORDER BY coinsurance;

SELECT (t).n1 AS free, (t).mean1, (t).n2 AS paying, (t).mean2, (t).estimate,
       (t).conf_low, (t).conf_high, (t).p_value, (t).hedges_g
FROM (SELECT medsec.t_test(mdvis, lncoins = 0) AS t FROM demo.randhie OFFSET 0) AS s;

\echo 'R.5  Claims: what share of the costs does each payer pay?'
\echo

SELECT payer, count(*) AS encounters, sum(total_cost) AS total_cost,
       round(sum(payer_paid) / sum(total_cost), 4) AS paid_share,
       (medsec.describe(medsec.moments((payer_paid / total_cost)::float8))).mean
           AS mean_share_of_an_encounter
FROM demo.synthea_encounter
GROUP BY payer
ORDER BY paid_share DESC;

-- By person, who is the unit here: costs of women and men, on the log scale.
SELECT (t).n1 AS women, (t).n2 AS men, exp((t).estimate) AS ratio,
       exp((t).conf_low) AS conf_low, exp((t).conf_high) AS conf_high,
       (t).p_value, (t).stars
FROM (
    SELECT medsec.t_test(ln(cost), sex = 'F') AS t
    FROM (
        SELECT person_id, sum(total_cost)::float8 AS cost
        FROM demo.synthea_encounter
        GROUP BY person_id
    ) AS c
    JOIN demo.synthea_person USING (person_id)
    OFFSET 0
) AS s;

\echo 'R.6  Costs of a person: which of them go together?'
\echo

-- Logarithms of costs by kind of care, one row a person.
CREATE OR REPLACE VIEW demo.synthea_cost AS
SELECT person_id,
       ln(1 + coalesce(sum(total_cost) FILTER (WHERE encounter_class = 'wellness'), 0))::float8 AS wellness,
       ln(1 + coalesce(sum(total_cost) FILTER (WHERE encounter_class = 'ambulatory'), 0))::float8 AS ambulatory,
       ln(1 + coalesce(sum(total_cost) FILTER (WHERE encounter_class = 'outpatient'), 0))::float8 AS outpatient,
       ln(1 + coalesce(sum(total_cost) FILTER (WHERE encounter_class = 'urgentcare'), 0))::float8 AS urgent_care,
       ln(1 + coalesce(sum(total_cost) FILTER (WHERE encounter_class = 'emergency'), 0))::float8 AS emergency,
       ln(1 + coalesce(sum(total_cost) FILTER (WHERE encounter_class = 'inpatient'), 0))::float8 AS inpatient,
       ln(1 + sum(total_cost - payer_paid))::float8 AS left_to_patient
FROM demo.synthea_encounter
GROUP BY person_id;

INSERT INTO demo.real_model
SELECT 'synthea', costs, medsec.pca(costs, retain => 'kaiser', rotation => 'varimax')
FROM (
    SELECT medsec.comoments(wellness, ambulatory, outpatient, urgent_care,
                            emergency, inpatient, left_to_patient) AS costs
    FROM demo.synthea_cost
    OFFSET 0
) AS s;

SELECT (medsec.kmo(answers)).kmo, (medsec.kmo(answers)).n AS persons
FROM demo.real_model
WHERE name = 'synthea';

SELECT item,
       max(loading) FILTER (WHERE component = 1) AS component_1,
       max(loading) FILTER (WHERE component = 2) AS component_2,
       max(loading) FILTER (WHERE component = 3) AS component_3,
       max(communality) AS communality
FROM demo.real_model
CROSS JOIN LATERAL medsec.pca_loadings(model, ARRAY['wellness', 'ambulatory',
    'outpatient', 'urgent care', 'emergency', 'inpatient', 'left to patient'])
WHERE name = 'synthea'
GROUP BY item
ORDER BY item;

\echo 'R.7  How unequal are incomes?'
\echo

-- Equivalised incomes with the weights of the people.  mean_log_deviation is
-- undefined as some incomes are 0, and note says so.  at_risk = share of people
-- below 60 per cent of the median, by the rules of Eurostat.
\pset expanded on
SELECT (i).n, (i).n_zero, (i).mean, (i).median, (i).gini, (i).theil, (i).mean_log_deviation,
       (i).atkinson_half, (i).hoover, (i).palma, (i).quintile_share_ratio AS s80_s20, (i).note,
       (a).threshold, (a).rate AS at_risk, (a).median_gap
FROM (
    SELECT medsec.inequality(incomes) AS i, medsec.at_risk_of_poverty(incomes) AS a
    FROM (
        SELECT medsec.sample(equivalised_income, person_weight) AS incomes FROM demo.eusilc OFFSET 0
    ) AS s
    OFFSET 0
) AS s;
\pset expanded off

-- One summary a region; the country is their rollup.
SELECT coalesce(region, 'Austria') AS region, medsec.n(incomes), medsec.median(incomes),
       medsec.gini(incomes), medsec.quintile_share_ratio(incomes) AS s80_s20,
       (medsec.at_risk_of_poverty(incomes)).rate AS at_risk
FROM (
    SELECT region, medsec.rollup(incomes) AS incomes
    FROM (
        SELECT region, medsec.sample(equivalised_income, person_weight) AS incomes
        FROM demo.eusilc
        GROUP BY region
        OFFSET 0
    ) AS s
    GROUP BY ROLLUP (region)
    OFFSET 0
) AS s
ORDER BY s.region NULLS LAST;

\echo 'R.8  Who visits doctors?  Concentration of visits, and how firm it is'
\echo

-- Above 0 it is those with the higher income (NMES) or coinsurance (RAND, whose
-- file has no income) who have the more visits.  Both rank variables have ties,
-- which are averaged: the answer does not depend on the order of the rows.
SELECT what, method, (c).n, (c).estimate, (c).std_error, (c).conf_low, (c).conf_high, (c).p_value
FROM (
    SELECT what, method, medsec.concentration_index(visits, std_error => method) AS c
    FROM (
        SELECT 'by income (NMES)' AS what, medsec.ranked(visits, income) AS visits FROM demo.nmes
        UNION ALL
        SELECT 'by coinsurance (RAND)', medsec.ranked(mdvis, lncoins) FROM demo.randhie
        OFFSET 0
    ) AS s
    CROSS JOIN (VALUES ('ols'), ('hc1'), ('newey-west')) AS m(method)
    OFFSET 0
) AS s
ORDER BY what DESC, method DESC;

\echo 'R.9  Claims against income: what is catastrophic, before and after the payer?'
\echo

-- A row a patient and year since 2012 with a bill; the budget is the income that
-- the generator gave the patient.
CREATE OR REPLACE VIEW demo.synthea_year AS
SELECT person_id, date_part('year', started_at AT TIME ZONE 'UTC') AS year, income::float8,
       sum(total_cost)::float8 AS cost, sum(total_cost - payer_paid)::float8 AS left_to_patient
FROM demo.synthea_encounter
JOIN demo.synthea_person USING (person_id)
WHERE started_at >= '2012-01-01 00:00+00'
GROUP BY person_id, year, income;

SELECT threshold, payer, (c).n AS years, (c).headcount, (c).conf_low, (c).conf_high,
       (c).overshoot, (c).mean_positive_overshoot AS mpo,
       (c).concentration_headcount AS concentration, above_income
FROM (
    SELECT share AS threshold, payer, above_income, medsec.catastrophic(shares, share) AS c
    FROM (
        SELECT payer, count(*) FILTER (WHERE payment > income) AS above_income,
               medsec.ranked(medsec.oop_share(payment, income), income) AS shares
        FROM demo.synthea_year
        CROSS JOIN LATERAL (VALUES ('without', cost), ('with', left_to_patient)) AS p(payer, payment)
        GROUP BY payer
        OFFSET 0
    ) AS summary
    CROSS JOIN (VALUES (0.10), (0.25), (0.40)) AS t(share)
    OFFSET 0
) AS s
ORDER BY threshold, payer DESC;

\pset footer on
RESET client_min_messages;
RESET extra_float_digits;
