-- Study 5, J Town: nine in ten residents have signed a contract with a family
-- doctor.  Are they served, and if not: where does the policy stick?  And does the
-- town's help with medical bills reach the families that need it?  What do the
-- layers of insurance and assistance leave to people, settled in one stop?
--
--   psql -d DATABASE -f demo/generate.sql           (once, makes the tables)
--   psql -d DATABASE -f demo/study-5-jtown.sql
--
-- Six sources:
--   demo.jtown_person    residents, family doctors and officials interviewed
--   demo.jtown_answer    their answers, 1 to 5, to statements that are coded to
--                        the four factors of Smith's model: the idealised policy,
--                        the implementing organisation, the target group, and
--                        the environment
--   demo.jtown_mention   passages of the interviews, coded to the same factors
--   demo.jtown_rating    services of the contract: how important, how content
--   demo.jtown_family    families as found from door to door, and whether they are
--                        on the list of those who are helped with medical bills
--   demo.jtown_claim     their visits and stays of the year after

\set ON_ERROR_STOP on
\pset null '-'
\pset footer off
-- Six digits are enough to read; the figures themselves keep all of theirs.
SET extra_float_digits = -9;
-- No notice about what a first run has left.
SET client_min_messages = warning;

\echo
\echo '5.1  Signed is not served'
\echo

-- signed: of the residents; served: of those who signed.  Wilson's limits, which
-- hold for a village of few residents too.
SELECT coalesce(village, 'J Town') AS village, (s).n AS residents,
       (s).estimate AS signed, (v).estimate AS served,
       (v).conf_low AS served_low, (v).conf_high AS served_high
FROM (
    SELECT village, medsec.proportion(signed) AS s, medsec.proportion(served) AS v
    FROM demo.jtown_person
    JOIN demo.jtown_village USING (village_id)
    WHERE role = 'resident'
    GROUP BY ROLLUP (village)
    OFFSET 0
) AS p
ORDER BY p.village NULLS LAST;

\echo '5.2  Smith''s four factors'
\echo

-- An answer becomes a score from 0 to 100; a statement worded against the policy
-- is turned.  One score a person and factor: the answers of one person are no
-- independent witnesses, and counted as such they would make limits too narrow.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.jtown_score AS
SELECT person_id, village, role, factor,
       avg(CASE WHEN against THEN 100 - medsec.likert_score(answer, 1, 5)
             ELSE medsec.likert_score(answer, 1, 5) END) AS score
FROM demo.jtown_answer
JOIN demo.jtown_item USING (item)
JOIN demo.jtown_person USING (person_id)
JOIN demo.jtown_village USING (village_id)
GROUP BY person_id, village, role, factor;
REFRESH MATERIALIZED VIEW demo.jtown_score;

-- Summaries of each village and role are kept; questions are asked of these.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.jtown_smith AS
SELECT village, role, medsec.smith(factor, score) AS scores
FROM demo.jtown_score
GROUP BY village, role;
REFRESH MATERIALIZED VIEW demo.jtown_smith;

-- A factor far below the others is where the policy sticks.  n counts people.
SELECT f.*
FROM (SELECT medsec.rollup(scores) AS scores FROM demo.jtown_smith OFFSET 0) AS s
CROSS JOIN LATERAL medsec.smith_factors(scores) AS f
ORDER BY mean DESC;

\echo '5.3  By role and by village: overall, and tension'
\echo

-- Tension is the distance of the highest factor from the lowest: Smith's word for
-- what stands between the factors and must be worked off.
SELECT CASE WHEN village IS NOT NULL THEN 'village' WHEN role IS NOT NULL THEN 'role'
         ELSE 'all' END AS by, coalesce(village, role, 'J Town') AS who,
       (s).idealised_policy AS policy, (s).implementing_organisation AS organisation,
       (s).target_group, (s).environment, (s).overall, (s).tension
FROM (
    SELECT village, role, medsec.smith_scores(medsec.rollup(scores), ARRAY[1, 1, 1, 1]) AS s
    FROM demo.jtown_smith
    GROUP BY GROUPING SETS ((), (role), (village))
    OFFSET 0
) AS m
ORDER BY by, (s).overall DESC;

\echo '5.4  Do doctors and officials see the same organisation?'
\echo

-- Few were asked, and their scores need not spread alike: Welch's t-test.  Read
-- the limits; p_holm is corrected for four tests.
SELECT factor, (t).mean1 AS officials, (t).mean2 AS doctors, (t).estimate,
       (t).conf_low, (t).conf_high, (t).p_value,
       medsec.p_adjusted((t).p_value, 'holm') OVER () AS p_holm, (t).hedges_g
FROM (
    SELECT factor, medsec.t_test(score, role = 'official') AS t
    FROM demo.jtown_score
    WHERE role <> 'resident'
    GROUP BY factor
    OFFSET 0
) AS s
ORDER BY (t).estimate DESC;

\echo '5.5  What do people speak of, and how?'
\echo

-- share = part of all passages; in_favour with Wilson's limits; net = those in
-- favour less those against, of all passages of the factor: -1 to 1.
SELECT factor, (p).n AS passages, (p).n / sum((p).n) OVER () AS share,
       (p).estimate AS in_favour, (p).conf_low, (p).conf_high,
       2 * (p).estimate - 1 AS net
FROM (
    SELECT factor, medsec.proportion(speaks_for) AS p
    FROM demo.jtown_mention
    GROUP BY factor
    OFFSET 0
) AS s
ORDER BY share DESC;

\echo '5.6  How content are those who signed?'
\echo

-- A person's index is the mean of the scores of the services, weighted by how
-- important they are to the person; then limits and a test over people.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.jtown_satisfaction AS
SELECT person_id, village, served,
       sum(importance * medsec.likert_score(satisfaction, 1, 5))
       / sum(importance) FILTER (WHERE satisfaction IS NOT NULL) AS index
FROM demo.jtown_rating
JOIN demo.jtown_person USING (person_id)
JOIN demo.jtown_village USING (village_id)
GROUP BY person_id, village, served;
REFRESH MATERIALIZED VIEW demo.jtown_satisfaction;

SELECT coalesce(village, 'J Town') AS village, (d).n AS people, (d).mean AS index,
       (d).conf_low, (d).conf_high
FROM (
    SELECT village, medsec.describe(medsec.moments(index)) AS d
    FROM demo.jtown_satisfaction
    GROUP BY ROLLUP (village)
    OFFSET 0
) AS s
ORDER BY s.village IS NULL, (d).mean DESC;

-- Those who were served against those who only signed.
SELECT (t).n1 AS served, (t).mean1, (t).n2 AS only_signed, (t).mean2,
       (t).estimate, (t).conf_low, (t).conf_high, (t).p_value, (t).hedges_g
FROM (
    SELECT medsec.t_test(index, served) AS t FROM demo.jtown_satisfaction OFFSET 0
) AS s;

\echo '5.7  Which service first?  Importance and performance'
\echo

-- The plane of importance and satisfaction, cut at the means of all services:
-- "concentrate" is important and bad, "keep up" important and good, "overkill"
-- good but unimportant, "low priority" neither.
CREATE OR REPLACE VIEW demo.jtown_quadrant AS
SELECT service, position, people, importance, satisfaction,
       avg(importance) OVER () AS cut_importance,
       avg(satisfaction) OVER () AS cut_satisfaction,
       medsec.ipa_quadrant(importance, satisfaction, avg(importance) OVER (),
                           avg(satisfaction) OVER ()) AS quadrant
FROM (
    SELECT service, position, count(*) AS people,
           avg(medsec.likert_score(importance, 1, 5)) AS importance,
           avg(medsec.likert_score(satisfaction, 1, 5)) AS satisfaction
    FROM demo.jtown_rating
    JOIN demo.jtown_service USING (service)
    WHERE importance IS NOT NULL AND satisfaction IS NOT NULL
    GROUP BY service, position
) AS s;

SELECT quadrant, service, people, importance, satisfaction,
       importance - satisfaction AS gap
FROM demo.jtown_quadrant
ORDER BY quadrant, gap DESC;

\echo '5.8  Who is in need, and who is on the list?'
\echo

-- In need: what is left of the income after paying for health is below the line of
-- the year, whether the family was poor before or became so by the bill.
CREATE OR REPLACE VIEW demo.jtown_need AS
SELECT family_id, village, category, size, listed,
       (income / size)::float8 AS income_per_head,
       (grant_paid / size)::float8 AS grant_per_head,
       (income - out_of_pocket) / size < poverty_line AS in_need,
       medsec.is_impoverished((income / size)::float8, (out_of_pocket / size)::float8,
                              poverty_line) AS by_illness
FROM demo.jtown_family
JOIN demo.jtown_village USING (village_id)
JOIN demo.jtown_line ON make_date(year, 12, 31) BETWEEN valid_from AND valid_to - 1;

-- exclusion_error = part of the families in need that the list misses;
-- inclusion_error = part of the list that is not in need; leakage = part of the
-- money that goes to these.  Two errors, two denominators.  Wilson's limits.
SELECT (t).target AS in_need, (t).beneficiaries AS listed, (t).reached,
       (t).exclusion_error, (t).exclusion_error_low AS low, (t).exclusion_error_high AS high,
       (t).inclusion_error, (t).inclusion_error_low AS low, (t).inclusion_error_high AS high,
       (t).leakage, (t).kappa
FROM (
    SELECT medsec.targeting(in_need, listed, size * grant_per_head) AS t
    FROM demo.jtown_need
    OFFSET 0
) AS s;

\echo '5.9  Whom does the list miss?  By category and by village'
\echo

-- share_of_missed: where the missed families are.  A category that is missed often
-- and one where many are missed need not be the same.
SELECT CASE WHEN village IS NOT NULL THEN 'village' ELSE 'category' END AS by,
       coalesce(village, category) AS who, (t).target AS in_need, (t).target - (t).reached AS missed,
       (t).exclusion_error, (t).exclusion_error_low AS low, (t).exclusion_error_high AS high,
       ((t).target - (t).reached)
       / sum((t).target - (t).reached) OVER (PARTITION BY village IS NULL) AS share_of_missed,
       (t).inclusion_error
FROM (
    SELECT village, category, medsec.targeting(in_need, listed) AS t
    FROM demo.jtown_need
    GROUP BY GROUPING SETS ((village), (category))
    OFFSET 0
) AS s
ORDER BY by, (t).exclusion_error DESC;

-- The office knows the poor of long standing; those made poor by a bill it has to
-- be told of.
SELECT CASE WHEN by_illness THEN 'made poor by the bill' ELSE 'poor before it' END AS need,
       (p).n AS families, (p).estimate AS missed, (p).conf_low, (p).conf_high
FROM (
    SELECT by_illness, medsec.proportion(NOT listed) AS p
    FROM demo.jtown_need
    WHERE in_need
    GROUP BY by_illness
    OFFSET 0
) AS s
ORDER BY need;

\echo '5.10  Who gets the money?'
\echo

-- Fifths of people, ranked by income per head; coverage = part of them who live in
-- a family on the list; share and cumulative_share of the money.
SELECT quantile AS fifth, mean_rank_variable AS income_per_head, coverage,
       mean_of_beneficiaries AS grant_of_listed, share, cumulative_share
FROM (
    SELECT medsec.ranked(grant_per_head, income_per_head, size) AS grants
    FROM demo.jtown_need
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.benefit_incidence(grants, 5)
ORDER BY quantile;

-- The index of Coady, Grosh and Hoddinott: what the poorest 40 per cent get, in
-- units of what they would get of equal shares: above 1 the grants favour them.
-- The concentration index says the same of all ranks: negative in favour of the
-- poor; its standard error is a robust one.
SELECT medsec.cgh_index(grants, 0.4) AS cgh_40, medsec.cgh_index(grants, 0.2) AS cgh_20,
       (c).estimate AS concentration, (c).std_error, (c).conf_low, (c).conf_high
FROM (
    SELECT grants, medsec.concentration_index(grants, std_error => 'hc1') AS c
    FROM (
        SELECT medsec.ranked(grant_per_head, income_per_head, size) AS grants
        FROM demo.jtown_need
        OFFSET 0
    ) AS s
    OFFSET 0
) AS s;

\echo '5.11  The plan, as a value'
\echo

-- Four layers pay one after the other, each of what is left: basic insurance by the
-- admission, serious-illness insurance, medical assistance and a tilted layer by the
-- year.  The deductible of a second admission is half the first.  A plan is checked
-- when it is read, and an error names the layer and the field.
CREATE TABLE IF NOT EXISTS demo.jtown_plan (name text PRIMARY KEY,
                                            plan medsec.benefit_plan NOT NULL);
INSERT INTO demo.jtown_plan VALUES ('one stop', '{
  "tiers": ["clinic", "township", "county", "city"],
  "categories": ["ordinary", "lifted", "edge", "dibao"],
  "referrals": ["local", "transfer", "unfiled"],
  "outpatient": ["clinic"],
  "layers": [
    {"layer": "basic", "cap": 100000, "nth": {"from": 2, "multiply": 0.5, "floor": 100}, "rules": [
      {"tier": "clinic", "rate": 0.5},
      {"tier": "township", "deductible": 200, "rate": 0.88},
      {"tier": "county", "deductible": 500, "rate": 0.76},
      {"tier": "city", "deductible": 1000, "rate": 0.62},
      {"referral": "transfer", "rate_points": -0.05},
      {"referral": "unfiled", "rate_points": -0.20}]},
    {"layer": "serious", "deductible": 14000,
     "bands": [[14000, 50000, 0.6], [50000, 100000, 0.65], [100000, null, 0.7]], "cap": 200000, "rules": [
      {"category": ["dibao", "lifted"], "deductible_factor": 0.5, "cap": null,
       "bands": [[7000, 50000, 0.65], [50000, 100000, 0.7], [100000, null, 0.75]]}]},
    {"layer": "assistance", "cap": 10000, "rules": [
      {"category": "dibao", "rate": 0.75},
      {"category": "lifted", "deductible": 2000, "rate": 0.6},
      {"category": "edge", "deductible": 3000, "rate": 0.6}]},
    {"layer": "tilt", "cap": 5000, "rules": [
      {"category": ["dibao", "lifted", "edge"], "deductible": 5000, "rate": 0.7}]}]}')
ON CONFLICT (name) DO UPDATE SET plan = excluded.plan;

-- What the rules come to for two people who go to the city with a referral.
SELECT category, t.layer, payer, per, deductible, above, up_to, rate, cap
FROM demo.jtown_plan
CROSS JOIN (VALUES ('ordinary'), ('dibao')) AS c(category)
CROSS JOIN LATERAL medsec.plan_terms(plan, 'city', category, 'transfer') AS t
ORDER BY category DESC, t.layer, above;

\echo '5.12  Settled in one stop'
\echo

-- A window is a person's year; a document that takes back names its claim, and the
-- year is settled anew without it.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.jtown_settled AS
SELECT claim_id, family_id, person_id, category, settled_on, tier, referral, s
FROM (
    SELECT claim_id, c.family_id, person_id, category, settled_on, tier, referral,
           medsec.settle((SELECT plan FROM demo.jtown_plan WHERE name = 'one stop'),
                         tier, category, referral, total, excluded, settled_on, coalesce(takes_back, claim_id)::text)
               OVER (PARTITION BY person_id ORDER BY settled_on, claim_id) AS s
    FROM demo.jtown_claim c
    JOIN demo.jtown_family USING (family_id)
) AS c;
REFRESH MATERIALIZED VIEW demo.jtown_settled;

-- The year of the person of a listed category with the largest bill, claim by claim.
SELECT settled_on, category, tier, referral, (s).total, (s).in_scope, (s).deductible,
       (s).basic_paid,
       (s).serious_paid, (s).assistance_paid, (s).tilt_paid, (s).person_paid, (s).binding
FROM demo.jtown_settled
WHERE person_id = (SELECT person_id FROM demo.jtown_settled WHERE category <> 'ordinary'
                   ORDER BY (s).total DESC NULLS LAST, claim_id LIMIT 1)
ORDER BY settled_on, claim_id;

-- Do the parties add up to the bill, in each claim and in all that were settled?
SELECT count(*) AS claims, count((s).person_paid) AS settled,
       count(*) FILTER (WHERE (s).fund_paid + (s).person_paid <> (s).total) AS not_adding_up,
       count(*) FILTER (WHERE (s).total > 0
                          AND least((s).basic_paid, (s).serious_paid, (s).assistance_paid,
                                    (s).tilt_paid, (s).person_paid) < 0) AS negative,
       sum((s).total) FILTER (WHERE (s).person_paid IS NOT NULL) AS total,
       sum((s).fund_paid) + sum((s).person_paid) AS parties
FROM demo.jtown_settled;

-- What was not settled, or is special, says so.
SELECT (s).note, count(*) AS claims, sum((s).total) AS total
FROM demo.jtown_settled
WHERE (s).note IS NOT NULL
GROUP BY (s).note
ORDER BY claims DESC;

\echo '5.13  Who pays?  From the bill down to the person'
\echo

-- Ten thousands of yuan; share of the bill.
CREATE OR REPLACE VIEW demo.jtown_party AS
SELECT category, place, party, sum(amount) AS amount
FROM demo.jtown_settled
CROSS JOIN LATERAL (VALUES
    (1, 'basic', (s).basic_paid), (2, 'serious illness', (s).serious_paid),
    (3, 'assistance', (s).assistance_paid), (4, 'tilt', (s).tilt_paid),
    (5, 'people, in scope', (s).scope_rest), (6, 'people, out of scope', (s).excluded)
) AS p(place, party, amount)
GROUP BY category, place, party;

SELECT party, (sum(amount) / 10000)::float8 AS wan,
       (sum(amount) / sum(sum(amount)) OVER ())::float8 AS share
FROM demo.jtown_party
GROUP BY place, party
ORDER BY place;

-- Rates of sums, by category of person: of the bill, and of what is in scope; and
-- what is left to a family with a bill.
SELECT category, (r).n AS claims, (r).n_missing, (r).total, (r).actual_ratio, (r).scope_ratio,
       left_to_a_family
FROM (
    SELECT category, medsec.reimbursement((s).fund_paid, (s).total, (s).in_scope) AS r,
           (sum((s).person_paid) / count(DISTINCT family_id))::float8 AS left_to_a_family
    FROM demo.jtown_settled
    GROUP BY category
    OFFSET 0
) AS c
ORDER BY (r).actual_ratio DESC;

\echo '5.14  Which limit held?'
\echo

-- A claim may meet several limits; none where the rates alone decided.  left = what
-- these claims left to the people, in scope.
CREATE OR REPLACE VIEW demo.jtown_binding AS
SELECT category, coalesce(held, 'none') AS held, count(*) AS claims,
       sum((s).scope_rest) AS left_in_scope
FROM demo.jtown_settled
LEFT JOIN LATERAL regexp_split_to_table((s).binding, ', ') AS held ON true
WHERE (s).total > 0 AND (s).person_paid IS NOT NULL
GROUP BY category, coalesce(held, 'none');

SELECT held, sum(claims) AS claims, sum(claims) FILTER (WHERE category = 'ordinary') AS ordinary,
       sum(claims) FILTER (WHERE category = 'lifted') AS lifted,
       sum(claims) FILTER (WHERE category = 'edge') AS edge,
       sum(claims) FILTER (WHERE category = 'dibao') AS dibao,
       sum(left_in_scope) AS left_in_scope
FROM demo.jtown_binding
GROUP BY held
ORDER BY sum(claims) DESC, held;

\echo '5.15  What is a referral worth?'
\echo

-- Those who went to the city without one, as if their family doctor had sent them:
-- the same claims, one word changed.
CREATE OR REPLACE VIEW demo.jtown_referred AS
SELECT claim_id, category, tier, referral,
       medsec.settle((SELECT plan FROM demo.jtown_plan WHERE name = 'one stop'),
                     tier, category, referral, total, excluded, settled_on, bill) OVER year AS a,
       medsec.settle((SELECT plan FROM demo.jtown_plan WHERE name = 'one stop'), tier, category,
                     CASE referral WHEN 'unfiled' THEN 'transfer' ELSE referral END,
                     total, excluded, settled_on, bill) OVER year AS b
FROM (SELECT *, coalesce(takes_back, claim_id)::text AS bill FROM demo.jtown_claim) AS c
JOIN demo.jtown_family USING (family_id)
WINDOW year AS (PARTITION BY person_id ORDER BY settled_on, claim_id);

SELECT category, count(*) AS claims, sum((a).person_paid) AS paid,
       sum((b).person_paid) AS with_referral,
       (avg((a).person_paid - (b).person_paid))::float8 AS saved_a_claim
FROM demo.jtown_referred
WHERE referral = 'unfiled'
GROUP BY category
ORDER BY category;

\pset footer on
RESET client_min_messages;
RESET extra_float_digits;
