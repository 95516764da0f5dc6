-- Study 3, Weishan: who takes part in residents' insurance, and how long the fund
-- lasts.  Included by generate.sql.

-- The people of a county of 550,000, or a part of them: 27.5 for every family of the
-- sample.  What is planted: incomes of the lake towns fall in 2018 to 2020, when the
-- fish cages are taken off the lake, and fewer people pay the premium there;
-- expenditure grows faster than income, but for 2020; those who go to the city
-- without a referral have the largest bills; and it is the better-off who have an
-- employee with an account in the family.
SELECT least(190000, greatest(4000, 95 * :size / 10)) AS families \gset

-- What the invented county is like, town by town: its part of the people, the income
-- of a person in 2014 and its growth in a year, and how willing people are to insure
-- themselves beyond what income explains.
CREATE TEMPORARY TABLE weishan_world ON COMMIT DROP AS
SELECT w.*, sum(people) OVER (ORDER BY town_id) - people AS from_share,
       sum(people) OVER (ORDER BY town_id) AS to_share
FROM (VALUES
    (1, 'Chengguan', 'seat', 0.17::float8, 15800::float8, 0.082::float8, 0.006::float8),
    (2, 'Heyan', 'plain', 0.08, 12900, 0.081, -0.004),
    (3, 'Fulin', 'plain', 0.07, 11800, 0.079, 0.010),
    (4, 'Liuji', 'plain', 0.06, 11200, 0.078, -0.012),
    (5, 'Zhaoying', 'plain', 0.07, 10900, 0.080, 0.003),
    (6, 'Mapo', 'plain', 0.06, 10400, 0.077, -0.007),
    (7, 'Huangshan', 'coal', 0.08, 14100, 0.072, 0.004),
    (8, 'Xigang', 'coal', 0.06, 13600, 0.070, -0.009),
    (9, 'Nanhu', 'lake', 0.06, 12200, 0.079, 0.008),
    (10, 'Beitan', 'lake', 0.05, 11900, 0.080, -0.003),
    (11, 'Gaozhuang', 'lake', 0.05, 11500, 0.078, 0.005),
    (12, 'Lianhua', 'lake', 0.06, 11000, 0.077, -0.006),
    (13, 'Liangjia', 'hills', 0.05, 9700, 0.080, 0.011),
    (14, 'Shankou', 'hills', 0.04, 9300, 0.079, -0.010),
    (15, 'Dongling', 'hills', 0.04, 9000, 0.081, 0.002)
) AS w(town_id, town, kind, people, income_2014, growth, willing);

CREATE TABLE demo.weishan_town
(
    town_id smallint PRIMARY KEY,
    town    text NOT NULL UNIQUE,
    kind    text NOT NULL CHECK (kind IN ('seat', 'plain', 'coal', 'lake', 'hills'))
);
COMMENT ON TABLE demo.weishan_town IS 'Fifteen invented towns of Weishan County.';
INSERT INTO demo.weishan_town SELECT town_id, town, kind FROM weishan_world;

CREATE TABLE demo.weishan_fund
(
    year    smallint PRIMARY KEY,
    premium numeric(8, 2) NOT NULL,
    subsidy numeric(8, 2) NOT NULL,
    opening numeric(16, 2)
);
COMMENT ON TABLE demo.weishan_fund IS
'What residents'' insurance takes in for an insured person, by year: premium and subsidy, after the national standards.';
COMMENT ON COLUMN demo.weishan_fund.opening IS
'What the fund had when the first year began; NULL in the others.';

INSERT INTO demo.weishan_fund VALUES
    (2014, 90, 320), (2015, 120, 380), (2016, 150, 420), (2017, 180, 450), (2018, 220, 490),
    (2019, 250, 520), (2020, 280, 550), (2021, 320, 580), (2022, 350, 610), (2023, 380, 640);

-- Income and participation of every town and year.
CREATE TEMPORARY TABLE weishan_course ON COMMIT DROP AS
SELECT town_id, year, income,
       least(0.995, 0.93 * (income / county_income) ^ 0.17 * (1 - 0.006 * greatest(0, year - 2018))
                    * exp(willing + 0.006 * demo.normal(702, 10000 * town_id + year))) AS rate
FROM (
    SELECT c.*, sum(people * income) OVER (PARTITION BY year) AS county_income
    FROM (
        SELECT w.*, year,
               income_2014 * (1 + growth) ^ (year - 2014)
               * CASE WHEN kind = 'lake' AND year BETWEEN 2018 AND 2020
                   THEN (ARRAY[0.87, 0.80, 0.88])[year - 2017] ELSE 1 END
               * exp(0.012 * demo.normal(701, 10000 * town_id + year)) AS income
        FROM weishan_world w
        CROSS JOIN generate_series(2014, 2023) AS year
        OFFSET 0
    ) AS c
) AS c;

-- Families of 2023, and who of them is insured.
CREATE TABLE demo.weishan_family
(
    family_id   bigint PRIMARY KEY,
    town_id     smallint NOT NULL REFERENCES demo.weishan_town,
    category    text NOT NULL CHECK (category IN ('ordinary', 'edge', 'dibao')),
    size        smallint NOT NULL CHECK (size > 0),
    insured     smallint NOT NULL,
    income      numeric(12, 2) NOT NULL,
    consumption numeric(12, 2) NOT NULL,
    account     numeric(12, 2) NOT NULL
);
COMMENT ON TABLE demo.weishan_family IS
'Families of Weishan County in 2023: income, what they consume, with what they paid for health themselves; yuan a year.';
COMMENT ON COLUMN demo.weishan_family.category IS
'As the civil affairs office has it: dibao (minimum living allowance), edge (close to it), ordinary.';
COMMENT ON COLUMN demo.weishan_family.insured IS 'Members insured as residents.';
COMMENT ON COLUMN demo.weishan_family.account IS
'Personal accounts of employees in the family, which a mutual account could open to the others; 0 where nobody is an employee.';

CREATE TEMPORARY TABLE weishan_home ON COMMIT DROP AS
SELECT f.*, CASE
         WHEN income_per_head < 9000 AND lot < 0.50 THEN 'dibao'
         WHEN income_per_head < 13500 AND lot < 0.12 THEN 'dibao'
         WHEN income_per_head < 13500 AND lot > 0.72 THEN 'edge'
         ELSE 'ordinary'
       END AS category
FROM (
    SELECT d.*, c.town_id, rate, demo.uniform(713, family_id) AS lot,
           exp(ln(income) - 0.14 + 0.52 * wealth) AS income_per_head
    FROM (
        SELECT family_id, demo.uniform(710, family_id) AS place,
               demo.normal(711, family_id) AS wealth,
               (ARRAY[1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6])
                   [1 + floor(20 * demo.uniform(712, family_id))::integer] AS size
        FROM generate_series(1::bigint, :families) AS family_id
        OFFSET 0
    ) AS d
    JOIN weishan_world w ON place >= from_share AND place < to_share
    JOIN weishan_course c ON c.town_id = w.town_id AND year = 2023
    OFFSET 0
) AS f;

CREATE TEMPORARY TABLE weishan_person ON COMMIT DROP AS
SELECT 10 * family_id + k AS person_id, family_id, wealth,
       category = 'dibao' OR demo.chance(rate, 721, 10 * family_id + k) AS insured
FROM weishan_home
CROSS JOIN LATERAL generate_series(1, size) AS k;

-- Their stays in hospital in 2023.
CREATE TEMPORARY TABLE weishan_bill ON COMMIT DROP AS
SELECT claim_id, person_id, family_id,
       DATE '2023-01-01' + floor(365 * demo.uniform(731, claim_id))::integer AS settled_on,
       hospital,
       CASE WHEN hospital <> 'city' THEN 'local'
         WHEN demo.chance(0.62, 732, claim_id) THEN 'transfer' ELSE 'unfiled' END AS referral,
       total, round(total * (share * (0.4 + 1.2 * demo.uniform(733, claim_id)))::numeric,
                    2) AS excluded
FROM (
    SELECT c.*,
           round(exp(CASE hospital WHEN 'township' THEN 7.80 WHEN 'county' THEN 8.72 ELSE 9.80 END
                     + 0.75 * demo.normal(734, claim_id)
                     + CASE WHEN demo.chance(0.02, 735, claim_id) THEN 1.5 ELSE 0 END)::numeric,
                     2) AS total,
           CASE hospital WHEN 'township' THEN 0.06 WHEN 'county' THEN 0.10 ELSE 0.16 END AS share
    FROM (
        SELECT 10 * person_id + k AS claim_id, person_id, family_id,
               CASE
                 WHEN place < 0.42 - 0.05 * wealth THEN 'township'
                 WHEN place < 0.85 - 0.05 * wealth THEN 'county'
                 ELSE 'city'
               END AS hospital
        FROM (
            SELECT p.*, k, demo.uniform(737, 10 * person_id + k) AS place
            FROM weishan_person p
            CROSS JOIN LATERAL generate_series(1, 3) AS k
            WHERE insured
              AND demo.uniform(736, person_id)
                  < (ARRAY[0.130, 0.040, 0.012])[k] * exp(-0.10 * wealth)
            OFFSET 0
        ) AS stay
        OFFSET 0
    ) AS c
    OFFSET 0
) AS c;

CREATE TABLE demo.weishan_plan
(
    name  text PRIMARY KEY,
    since date NOT NULL,
    plan  medsec.benefit_plan NOT NULL
);
COMMENT ON TABLE demo.weishan_plan IS
'Plans of Weishan County.  The serious-illness layer of the one in force is that of Shandong in 2014, the others are invented.';

INSERT INTO demo.weishan_plan VALUES ('in force', '2014-01-01', '{
  "tiers": ["township", "county", "city"],
  "categories": ["ordinary", "edge", "dibao"],
  "referrals": ["local", "transfer", "unfiled"],
  "layers": [
    {"layer": "basic", "cap": 150000, "rules": [
      {"tier": "township", "deductible": 200, "rate": 0.85},
      {"tier": "county", "deductible": 600, "rate": 0.72},
      {"tier": "city", "deductible": 1200, "rate": 0.60},
      {"referral": "unfiled", "rate_points": -0.10}]},
    {"layer": "serious", "deductible": 10000,
     "bands": [[10000, 100000, 0.5], [100000, null, 0.6]], "cap": 200000},
    {"layer": "assistance", "cap": 30000, "rules": [
      {"category": "dibao", "rate": 0.70},
      {"category": "edge", "deductible": 3000, "rate": 0.50}]}]}');

-- The fund's part of them is settled by that plan, and booked.
CREATE TEMPORARY TABLE weishan_settled ON COMMIT DROP AS
SELECT claim_id, family_id, (s).basic_paid + (s).serious_paid AS booked, (s).person_paid
FROM (
    SELECT claim_id, c.family_id,
           medsec.settle((SELECT plan FROM demo.weishan_plan WHERE name = 'in force'),
                         hospital, category, referral, total, excluded)
               OVER (PARTITION BY person_id ORDER BY settled_on, claim_id) AS s
    FROM weishan_bill c
    JOIN weishan_home USING (family_id)
    OFFSET 0
) AS s;

INSERT INTO demo.weishan_family
SELECT family_id, town_id, category, size, insured, round((size * income_per_head)::numeric, 2),
       round((usual * (1 - 0.25 * paid / (usual + paid)) + paid)::numeric, 2),
       CASE WHEN demo.chance(1 / (1 + exp(1.5 - 1.1 * wealth)), 742, family_id)
         THEN round(exp(7.2 + 0.25 * wealth + 0.8 * demo.normal(743, family_id))::numeric, 2)
             ELSE 0 END
FROM (
    SELECT h.*, p.insured, coalesce(paid, 0)::float8 AS paid,
           size ^ 0.9 * exp(3.36 + 0.62 * ln(income_per_head)
                            + 0.22 * demo.normal(741, family_id)) AS usual
    FROM weishan_home h
    JOIN (
        SELECT family_id, count(*) FILTER (WHERE insured) AS insured
        FROM weishan_person
        GROUP BY family_id
    ) AS p USING (family_id)
    LEFT JOIN (
        SELECT family_id, sum(person_paid) AS paid FROM weishan_settled GROUP BY family_id
    ) AS s USING (family_id)
    OFFSET 0
) AS f;

CREATE TABLE demo.weishan_claim
(
    claim_id   bigint PRIMARY KEY,
    person_id  bigint NOT NULL,
    family_id  bigint NOT NULL REFERENCES demo.weishan_family,
    settled_on date NOT NULL,
    hospital   text NOT NULL CHECK (hospital IN ('township', 'county', 'city')),
    referral   text NOT NULL CHECK (referral IN ('local', 'transfer', 'unfiled')),
    total      numeric(12, 2) NOT NULL,
    excluded   numeric(12, 2) NOT NULL CHECK (excluded BETWEEN 0 AND total),
    booked     numeric(12, 2) NOT NULL
);
COMMENT ON TABLE demo.weishan_claim IS 'Stays in hospital of residents of Weishan County who are insured, 2023; yuan.';
COMMENT ON COLUMN demo.weishan_claim.excluded IS
'Outside the catalogue, above price limits, first-pay part: what no layer pays.';
COMMENT ON COLUMN demo.weishan_claim.booked IS
'What the fund booked for it: basic and serious-illness insurance.';

INSERT INTO demo.weishan_claim
SELECT claim_id, person_id, b.family_id, settled_on, hospital, referral, total, excluded, booked
FROM weishan_bill b
JOIN weishan_settled USING (claim_id);

-- Towns by year.  2023 is counted from the families and their claims; in the years
-- before, the fund spent a part of its income that has grown since.
CREATE TABLE demo.weishan_town_year
(
    town_id         smallint NOT NULL REFERENCES demo.weishan_town,
    year            smallint NOT NULL REFERENCES demo.weishan_fund,
    income_per_head numeric(10, 2) NOT NULL,
    residents       integer NOT NULL,
    insured         integer NOT NULL,
    stays           integer NOT NULL,
    expenditure     numeric(16, 2) NOT NULL,
    PRIMARY KEY (town_id, year)
);
COMMENT ON TABLE demo.weishan_town_year IS
'Towns of Weishan County, 2014 to 2023: registered residents, those insured, their stays in hospital, and what the fund spent on them.';
COMMENT ON COLUMN demo.weishan_town_year.expenditure IS
'Stays, and the flat sum for visits, 40 yuan an insured person in 2023.';

INSERT INTO demo.weishan_town_year
SELECT town_id, year, round(income::numeric, 2), people,
       CASE year WHEN 2023 THEN insured_2023 ELSE insured END,
       CASE year WHEN 2023 THEN stays_2023
         ELSE round(insured * stays_2023 / insured_2023 * stays_share
                    * exp(0.03 * demo.normal(751, draw))) END,
       CASE year WHEN 2023 THEN spent_2023
         ELSE round((insured * (premium + subsidy)::float8 * spent_share
                     * (spent_2023 / insured_2023)
                     / (sum(spent_2023) OVER y / sum(insured_2023) OVER y)::float8
                     * exp(0.02 * demo.normal(752, draw)))::numeric, 2) END
FROM (
    SELECT town_id, year, income, 10000 * town_id + year AS draw, insured_2023, stays_2023,
           spent_2023,
           people, round(people * rate) AS insured,
           (ARRAY[0.92, 0.92, 0.93, 0.935, 0.93, 0.95, 0.89, 0.95, 0.955, 1])
               [year - 2013] AS spent_share,
           (ARRAY[0.72, 0.76, 0.80, 0.84, 0.88, 0.92, 0.80, 0.93, 0.95, 1])
               [year - 2013] AS stays_share
    FROM weishan_course
    JOIN (
        SELECT town_id, sum(size) AS residents, sum(insured) AS insured_2023,
               coalesce(sum(stays), 0)::float8 AS stays_2023,
               coalesce(sum(booked), 0) + 40 * sum(insured) AS spent_2023
        FROM demo.weishan_family
        LEFT JOIN (SELECT family_id, count(*) AS stays, sum(booked) AS booked
                   FROM demo.weishan_claim GROUP BY family_id) AS c USING (family_id)
        GROUP BY town_id
    ) AS f USING (town_id)
    CROSS JOIN LATERAL (SELECT round(residents * (1 + 0.002 * (2023 - year))) AS people) AS p
    OFFSET 0
) AS c
JOIN demo.weishan_fund USING (year)
WINDOW y AS (PARTITION BY year);

UPDATE demo.weishan_fund
SET opening = (SELECT round(0.15 * sum(insured) * 410, 2)
               FROM demo.weishan_town_year WHERE year = 2014)
WHERE year = 2014;
