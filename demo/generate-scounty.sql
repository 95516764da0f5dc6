-- Study 4, S County: illness and poverty.  Included by generate.sql.

-- Ten households for every family of the sample, until the county is full: a
-- county of 550,000 people has about 190,000 households.
SELECT least(190000, greatest(4000, 10 * :size)) AS households \gset

CREATE TABLE demo.scounty_village
(
    village_id smallint PRIMARY KEY,
    village    text NOT NULL UNIQUE,
    township   text NOT NULL,
    region     text NOT NULL CHECK (region IN ('town', 'countryside')),
    minutes    smallint NOT NULL
);
COMMENT ON TABLE demo.scounty_village IS
'Eighty invented villages of S County, in eight townships; the lines of poverty differ by region.';
COMMENT ON COLUMN demo.scounty_village.minutes IS 'Way to the county hospital.';

-- What the invented county is like, township by township: how many villages, the
-- income of a person with ordinary health (logarithm of yuan), and the way to the
-- county hospital.
INSERT INTO demo.scounty_village
SELECT village_id,
       (ARRAY['Wang', 'Li', 'Zhang', 'Liu', 'Chen', 'Yang', 'Zhao', 'Huang', 'Zhou', 'Wu',
              'Xu', 'Sun', 'Hu', 'Zhu', 'Gao', 'Lin'])[1 + village_id % 16]
       || (ARRAY['zhuang', 'jia', 'tun', 'gou', 'po'])[1 + village_id % 5],
       township, CASE township WHEN 'Chengguan' THEN 'town' ELSE 'countryside' END,
       greatest(5, round(minutes * exp(0.25 * demo.normal(601, village_id))))
FROM (VALUES
    ('Chengguan', 1, 17, 12), ('Beihe', 18, 26, 25), ('Liulin', 27, 35, 30),
    ('Dongpo', 36, 44, 40), ('Xikou', 45, 53, 45), ('Nanshan', 54, 62, 60),
    ('Qingshi', 63, 71, 75), ('Maling', 72, 80, 90)
) AS t(township, first_village, last_village, minutes)
CROSS JOIN LATERAL generate_series(first_village, last_village) AS village_id;

CREATE TABLE demo.scounty_line
(
    region             text NOT NULL CHECK (region IN ('town', 'countryside')),
    valid_from         date NOT NULL,
    valid_to           date NOT NULL CHECK (valid_to > valid_from),
    poverty_line       float8 NOT NULL CHECK (poverty_line > 0),
    near_poor          float8 NOT NULL,
    reference_income   float8 NOT NULL,
    subsistence        float8,
    share_threshold    float8 NOT NULL,
    capacity_threshold float8 NOT NULL,
    international_line float8 NOT NULL,
    societal_intercept float8 NOT NULL,
    societal_share     float8 NOT NULL,
    at_risk            float8 NOT NULL,
    PRIMARY KEY (region, valid_from),
    -- A region has one line on any day.
    EXCLUDE USING gist (daterange(valid_from, valid_to) WITH &&) WHERE (region = 'town'),
    EXCLUDE USING gist (daterange(valid_from, valid_to) WITH &&) WHERE (region = 'countryside')
);
COMMENT ON TABLE demo.scounty_line IS
'Lines and thresholds of a region, valid from one day to the day before another; yuan a person and year where not said otherwise.';
COMMENT ON COLUMN demo.scounty_line.poverty_line IS
'Income below which a person is poor: the line of the minimum living allowance (dibao).';
COMMENT ON COLUMN demo.scounty_line.near_poor IS
'Up to this many times the line a household counts as on the edge.';
COMMENT ON COLUMN demo.scounty_line.reference_income IS
'Disposable income per person of the year before, what a year''s burden is measured by.';
COMMENT ON COLUMN demo.scounty_line.subsistence IS
'Xu''s subsistence expenditure of an equivalent person; NULL until it has been computed (study 4).';
COMMENT ON COLUMN demo.scounty_line.share_threshold IS
'Share of the budget above which health payments are catastrophic.';
COMMENT ON COLUMN demo.scounty_line.capacity_threshold IS
'Share of the capacity to pay from which on they are catastrophic (Xu, WHO Europe, SDG 3.8.2).';
COMMENT ON COLUMN demo.scounty_line.international_line IS
'International poverty line in yuan of the year.';
COMMENT ON COLUMN demo.scounty_line.societal_intercept IS
'Constant of the societal poverty line; societal_share of the median is added to it.';
COMMENT ON COLUMN demo.scounty_line.at_risk IS
'At risk of impoverishment (WHO Europe): what is left is below this many times the line.';

INSERT INTO demo.scounty_line
SELECT region, make_date(year, 1, 1), make_date(year + 1, 1, 1), poverty_line, 1.5,
       reference_income, NULL, 0.10, 0.40, international_line, societal_intercept, 0.5, 1.2
FROM (VALUES
    ('town',        2022, 6700, 41000, 3500, 1870), ('town',        2023, 7100, 43000, 3600, 1920),
    ('town',        2024, 7500, 45000, 3700, 1980), ('countryside', 2022, 5000, 18000, 3500, 1870),
    ('countryside', 2023, 5400, 19000, 3600, 1920), ('countryside', 2024, 5900, 20500, 3700, 1980)
) AS l(region, year, poverty_line, reference_income, international_line, societal_intercept);

CREATE TABLE demo.scounty_threshold
(
    household_type   text NOT NULL CHECK (household_type IN ('ordinary', 'dibao', 'edge', 'lifted')),
    valid_from       date NOT NULL,
    valid_to         date NOT NULL CHECK (valid_to > valid_from),
    burden_threshold float8 NOT NULL,
    PRIMARY KEY (household_type, valid_from)
);
COMMENT ON TABLE demo.scounty_threshold IS
'The burden that calls the office, by type of household: half the reference income for those who were lifted out of poverty or live close to it, all of it for others.';
COMMENT ON COLUMN demo.scounty_threshold.burden_threshold IS
'Payments of a household in a year, in units of the reference income of a person.';

INSERT INTO demo.scounty_threshold
SELECT household_type, DATE '2022-01-01', DATE '2025-01-01', burden_threshold
FROM (VALUES ('ordinary', 1.0), ('dibao', 0.5), ('edge', 0.5), ('lifted', 0.5))
     AS t(household_type, burden_threshold);

CREATE TABLE demo.scounty_share
(
    share   float8 PRIMARY KEY CHECK (share > 0 AND share < 1),
    meaning text
);
COMMENT ON TABLE demo.scounty_share IS
'Shares of the budget above which health payments are looked at; those with a meaning are customary.';

INSERT INTO demo.scounty_share VALUES
    (0.05, NULL), (0.10, 'catastrophic, first threshold of SDG 3.8.2 until 2025'), (0.15, NULL),
    (0.20, NULL), (0.25, 'catastrophic, second threshold of SDG 3.8.2 until 2025'), (0.30, NULL),
    (0.35, NULL), (0.40, 'two fifths of all that is consumed');

-- Households: wealth is what a household is born with, before anybody falls ill.
CREATE TEMPORARY TABLE scounty_home ON COMMIT DROP AS
SELECT household_id, village_id, region, minutes, wealth, size,
       26 + floor(54 * demo.uniform(613, household_id)) AS head_age,
       CASE region WHEN 'town' THEN 10.10 ELSE 9.70 - 0.003 * minutes END
         + 0.10 * demo.normal(602, village_id) + 0.58 * wealth AS ln_income
FROM (
    SELECT household_id, demo.normal(611, household_id) AS wealth,
           1 + floor(80 * demo.uniform(610, household_id))::smallint AS village_id,
           (ARRAY[1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6])
               [1 + floor(20 * demo.uniform(612, household_id))::integer] AS size
    FROM generate_series(1::bigint, :households) AS household_id
    OFFSET 0
) AS drawn
JOIN demo.scounty_village USING (village_id);

-- Their members: head and spouse, children who may be grown up, grandchildren or
-- the old parents.  The old and the poor are ill more often.
CREATE TEMPORARY TABLE scounty_member ON COMMIT DROP AS
SELECT person_id, household_id, age, female, schooling,
       demo.chance(1 / (1 + exp(1.75 - 0.055 * (age - 50) + 0.55 * wealth
                                - 0.15 * female::integer)), 624, person_id) AS chronic,
       demo.chance(0.97, 625, person_id) AS insured
FROM (
    SELECT person_id, household_id, wealth, age, female,
           CASE WHEN age >= 16
             THEN least(19, greatest(0, round(9.2 + 1.7 * wealth - 0.07 * (age - 40)
                                              + 2.2 * demo.normal(623, person_id))))
           END AS schooling
    FROM (
        SELECT person_id, household_id, wealth,
               CASE
                 WHEN k = 1 THEN head_age
                 WHEN k = 2 THEN greatest(22, head_age - 4 + floor(7 * u))
                 WHEN k <= 4 THEN greatest(0, head_age - 24 - 3 * (k - 3) - floor(6 * u))
                 WHEN head_age < 55 THEN least(95, head_age + 22 + floor(8 * u))
                 ELSE greatest(0, head_age - 50 - 2 * k - floor(6 * u))
               END AS age,
               demo.chance(CASE k WHEN 1 THEN 0.25 WHEN 2 THEN 0.75 ELSE 0.49 END,
                           622, person_id) AS female
        FROM (
            SELECT h.*, k, 10 * household_id + k AS person_id,
                   demo.uniform(621, 10 * household_id + k) AS u
            FROM scounty_home h
            CROSS JOIN LATERAL generate_series(1, size) AS k
            OFFSET 0
        ) AS place
    ) AS aged
    OFFSET 0
) AS member;

-- Illness costs income, as the ill earn less; income and wealth decide who is on
-- which list of the civil affairs office, which knows them but roughly.
CREATE TEMPORARY TABLE scounty_living ON COMMIT DROP AS
SELECT l.*,
       CASE
         WHEN times_line < 1.0 AND lot < 0.46 THEN 'dibao'
         WHEN times_line < 1.5 AND lot < 0.15 THEN 'dibao'
         WHEN lot < 0.012 THEN 'dibao'
         WHEN times_line < 1.0 AND lot < 0.58 THEN 'edge'
         WHEN times_line BETWEEN 1.0 AND 1.5 AND lot < 0.36 THEN 'edge'
         WHEN lot < 0.03 THEN 'edge'
         WHEN wealth < -1.1 AND lot > 0.76 THEN 'lifted'
         WHEN wealth < -0.3 AND lot > 0.90 THEN 'lifted'
         WHEN lot > 0.985 THEN 'lifted'
         ELSE 'ordinary'
       END AS household_type
FROM (
    SELECT h.*, ill, children, exp(ln_income - 0.55 * ill / size) AS income_per_head,
           exp(ln_income - 0.55 * ill / size) / poverty_line AS times_line,
           demo.uniform(631, household_id) AS lot
    FROM scounty_home h
    JOIN (
        SELECT household_id, count(*) FILTER (WHERE chronic) AS ill,
               count(*) FILTER (WHERE age < 16) AS children
        FROM scounty_member
        GROUP BY household_id
    ) AS m USING (household_id)
    JOIN demo.scounty_line USING (region)
    WHERE valid_from = DATE '2023-01-01'
    OFFSET 0
) AS l;

-- The bills of a year: visits, which the well-off afford a little more often and
-- those who live near, and stays, for which the well-off go to the city.
CREATE TEMPORARY TABLE scounty_bill ON COMMIT DROP AS
SELECT 100 * person_id + k AS claim_id, person_id, household_id, household_type, insured,
       'outpatient' AS kind,
       CASE WHEN demo.uniform(643, 100 * person_id + k) < 0.75 THEN 'township'
         ELSE 'county' END AS hospital,
       exp(4.75 + 0.10 * wealth + 0.7 * demo.normal(644, 100 * person_id + k)) AS cost
FROM (
    SELECT m.person_id, household_id, household_type, insured, wealth,
           floor(-ln(demo.uniform(641, m.person_id))
                 * exp(0.012 * (age - 45) + 0.95 * chronic::integer + 0.10 * female::integer
                       + 0.20 * wealth - 0.005 * (minutes - 40)))::integer AS visits
    FROM scounty_member m
    JOIN scounty_living USING (household_id)
    OFFSET 0
) AS care
CROSS JOIN LATERAL generate_series(1, least(visits, 40)) AS k
UNION ALL
SELECT 100 * person_id + 50 + k, person_id, household_id, household_type, insured,
       'inpatient', hospital,
       exp(CASE hospital WHEN 'township' THEN 7.7 WHEN 'county' THEN 8.75 ELSE 9.9 END
           + 0.75 * demo.normal(648, 100 * person_id + 50 + k))
FROM (
    SELECT stay.*,
           CASE
             WHEN place < 0.42 - 0.06 * wealth THEN 'township'
             WHEN place < 0.87 - 0.05 * wealth THEN 'county'
             ELSE 'city'
           END AS hospital
    FROM (
        SELECT care.*, k, demo.uniform(647, 100 * person_id + 50 + k) AS place
        FROM (
            SELECT m.person_id, household_id, household_type, insured, wealth,
                   demo.uniform(646, m.person_id)
                     * (1 + exp(2.9 - 0.022 * (age - 45) - 1.15 * chronic::integer
                                - 0.08 * wealth)) AS lot
            FROM scounty_member m
            JOIN scounty_living USING (household_id)
            OFFSET 0
        ) AS care
        CROSS JOIN LATERAL generate_series(1, 3) AS k
        WHERE lot < (ARRAY[1.0, 0.28, 0.08])[k]
        OFFSET 0
    ) AS stay
) AS inpatient;

CREATE TABLE demo.scounty_household
(
    household_id   bigint PRIMARY KEY,
    village_id     smallint NOT NULL REFERENCES demo.scounty_village,
    year           smallint NOT NULL,
    household_type text NOT NULL CHECK (household_type IN ('ordinary', 'dibao', 'edge', 'lifted')),
    size           smallint NOT NULL CHECK (size > 0),
    income         numeric(12, 2),
    consumption    numeric(12, 2) NOT NULL,
    food           numeric(12, 2) NOT NULL,
    housing        numeric(12, 2) NOT NULL
);
COMMENT ON TABLE demo.scounty_household IS
'Households of S County in one year, with their income and what they consume; yuan.';
COMMENT ON COLUMN demo.scounty_household.household_type IS
'As the civil affairs office has it: dibao (minimum living allowance), edge (close to it), lifted (out of poverty, watched), ordinary.';
COMMENT ON COLUMN demo.scounty_household.income IS
'Disposable income of the year; NULL where it was not told.';
COMMENT ON COLUMN demo.scounty_household.consumption IS
'All that was consumed, with food and with what was paid for health; a few slips of the pen.';
COMMENT ON COLUMN demo.scounty_household.housing IS 'Rent and utilities.';

CREATE TABLE demo.scounty_person
(
    person_id    bigint PRIMARY KEY,
    household_id bigint NOT NULL REFERENCES demo.scounty_household,
    age          smallint NOT NULL,
    female       boolean NOT NULL,
    schooling    smallint,
    chronic      boolean NOT NULL,
    insured      boolean NOT NULL
);
COMMENT ON TABLE demo.scounty_person IS 'The members of the households.';
COMMENT ON COLUMN demo.scounty_person.schooling IS 'Years at school; NULL below the age of 16.';
COMMENT ON COLUMN demo.scounty_person.chronic IS 'Has a chronic illness.';

CREATE TABLE demo.scounty_claim
(
    claim_id       bigint PRIMARY KEY,
    person_id      bigint NOT NULL REFERENCES demo.scounty_person,
    settled_on     date NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('outpatient', 'inpatient')),
    hospital       text NOT NULL CHECK (hospital IN ('township', 'county', 'city')),
    total_cost     numeric(12, 2) NOT NULL CHECK (total_cost >= 0),
    insurance_paid numeric(12, 2) NOT NULL CHECK (insurance_paid BETWEEN 0 AND total_cost)
);
COMMENT ON TABLE demo.scounty_claim IS
'Visits and stays in hospital of one year: what they cost and what insurance paid; yuan.';
COMMENT ON COLUMN demo.scounty_claim.insurance_paid IS
'Basic insurance, serious-illness insurance and medical assistance together; the rest is out of pocket.';

-- Of a visit half is paid, of a stay nine tenths less a deductible at a rate that
-- falls with the rank of the hospital; dibao and edge households get a part of the
-- rest.
CREATE TEMPORARY TABLE scounty_paid ON COMMIT DROP AS
SELECT claim_id, person_id, household_id, kind, hospital, round(cost::numeric, 2) AS cost,
       CASE WHEN insured
         THEN round((basic + (cost - basic)
                     * CASE household_type WHEN 'dibao' THEN 0.55 WHEN 'edge' THEN 0.25
                         WHEN 'lifted' THEN 0.20 ELSE 0 END)::numeric, 2)
         ELSE 0
       END AS paid
FROM (
    SELECT b.*,
           CASE
             WHEN kind = 'outpatient' THEN 0.45 * cost
             WHEN hospital = 'township' THEN 0.90 * greatest(0, 0.9 * cost - 200)
             WHEN hospital = 'county' THEN 0.75 * greatest(0, 0.9 * cost - 500)
             ELSE 0.55 * greatest(0, 0.9 * cost - 1200)
           END AS basic
    FROM scounty_bill b
    OFFSET 0
) AS b;

-- A household that pays for illness saves a little on the rest.  Engel's law sets
-- what goes to food.  One household in five hundred has a slip in what it eats.
INSERT INTO demo.scounty_household
SELECT household_id, village_id, 2023, household_type, size,
       CASE WHEN demo.chance(0.992, 651, household_id)
         THEN round((size * income_per_head)::numeric, 2) END,
       round((other + oop)::numeric, 2),
       round((other * food_share
              * CASE WHEN demo.chance(0.002, 652, household_id) THEN 10 ELSE 1 END)::numeric, 2),
       round((other * 0.17 * exp(0.2 * demo.normal(656, household_id)))::numeric, 2)
FROM (
    SELECT l.*, usual * (1 - 0.25 * oop / (usual + oop)) AS other,
           least(0.65, greatest(0.12, 0.37 - 0.09 * (ln(usual / size) - 9.1)
                                      + 0.05 * demo.normal(655, household_id))) AS food_share
    FROM (
        SELECT l.*, coalesce(oop, 0)::float8 AS oop,
               size ^ 0.9 * exp(3.36 + 0.62 * ln(income_per_head)
                                + 0.22 * demo.normal(653, household_id)) AS usual
        FROM scounty_living l
        LEFT JOIN (
            SELECT household_id, sum(cost - paid) AS oop
            FROM scounty_paid
            GROUP BY household_id
        ) AS p USING (household_id)
        OFFSET 0
    ) AS l
    OFFSET 0
) AS l;

INSERT INTO demo.scounty_person
SELECT person_id, household_id, age, female, schooling, chronic, insured
FROM scounty_member;

INSERT INTO demo.scounty_claim
SELECT claim_id, person_id,
       DATE '2023-01-01' + floor(365 * demo.uniform(657, claim_id))::integer,
       kind, hospital, cost, paid
FROM scounty_paid;

-- The years around: what the households of the two remote townships paid
-- themselves, bill by bill, 2022 to 2024.  The office watches them month by month.
--
-- What is planted here, for the methods to find:
--   warnings   the first six households that are ordinary have a known course: two
--              fall ill, recover and fall ill again (a relapse), two have a burden
--              that trembles about the level, two are warned once and recover; of
--              bills above 5,000 one in 50 is taken back two weeks later
--   poverty    who falls below the line is drawn from the burden, the income and
--              chance; it comes to light from a month before the largest bill to
--              nine months after it, or on any day where illness is not the cause
CREATE TABLE demo.scounty_self_pay
(
    bill_id      bigint PRIMARY KEY,
    household_id bigint NOT NULL REFERENCES demo.scounty_household,
    settled_on   date NOT NULL,
    self_pay     numeric(12, 2) NOT NULL
);
COMMENT ON TABLE demo.scounty_self_pay IS
'What the households of Qingshi and Maling paid for health themselves, 2022 to 2024, bill by bill; those of 2023 are the claims of that year.';
COMMENT ON COLUMN demo.scounty_self_pay.self_pay IS 'Yuan; negative where a bill was taken back.';

CREATE TEMPORARY TABLE scounty_watched ON COMMIT DROP AS
SELECT household_id, l.household_type, income_per_head, size, region, ill, minutes,
       row_number() OVER (PARTITION BY l.household_type ORDER BY household_id) AS place
FROM scounty_living l
JOIN demo.scounty_village USING (village_id, region, minutes)
WHERE township IN ('Qingshi', 'Maling');

INSERT INTO demo.scounty_self_pay
SELECT 100 * claim_id, household_id, settled_on, total_cost - insurance_paid
FROM demo.scounty_claim
JOIN demo.scounty_person USING (person_id)
JOIN scounty_watched USING (household_id)
WHERE NOT (household_type = 'ordinary' AND place <= 6);

-- Another year of the same household: fewer bills and larger ones, more of them
-- where somebody is ill.
INSERT INTO demo.scounty_self_pay
SELECT draw, household_id, make_date(year, 1, 1) + floor(365 * demo.uniform(661, draw))::integer,
       round((CASE WHEN demo.chance(0.16 + 0.04 * ill, 662, draw)
                THEN exp(7.95 + 1.0 * demo.normal(663, draw))
                ELSE exp(4.6 + 0.7 * demo.normal(664, draw)) END
              * CASE household_type WHEN 'dibao' THEN 0.5 WHEN 'ordinary' THEN 1
                  ELSE 0.8 END)::numeric, 2)
FROM (
    SELECT w.*, year, 100 * (1000 * household_id + 100 * (year - 2020) + k) + 1 AS draw
    FROM scounty_watched w
    CROSS JOIN (VALUES (2022), (2024)) AS y(year)
    CROSS JOIN LATERAL generate_series(1, least(9,
        floor(-ln(demo.uniform(665, 10000 * household_id + year)) * (0.9 + 1.6 * ill)))::integer) AS k
    WHERE NOT (household_type = 'ordinary' AND place <= 6)
    OFFSET 0
) AS b;

INSERT INTO demo.scounty_self_pay
SELECT bill_id + 2, household_id, settled_on + 14, -self_pay
FROM demo.scounty_self_pay
WHERE self_pay > 5000 AND demo.chance(0.02, 666, bill_id) AND settled_on < '2024-12-15';

-- The planted courses, in units of the reference income of 2023.
INSERT INTO demo.scounty_self_pay
SELECT 100 * (1000 * household_id + 900)
       + row_number() OVER (PARTITION BY household_id ORDER BY settled_on),
       household_id, settled_on, round((part * reference_income)::numeric, 2)
FROM scounty_watched
JOIN demo.scounty_line USING (region)
JOIN (VALUES
    (1, DATE '2022-03-17', 1.30), (1, DATE '2024-01-22', 1.45), (2, DATE '2022-05-09', 0.70),
    (2, DATE '2022-06-20', 0.55), (2, DATE '2024-02-12', 0.60), (2, DATE '2024-03-28', 0.65),
    (3, DATE '2022-06-10', 0.62), (3, DATE '2022-11-21', 0.50), (3, DATE '2023-06-15', 0.44),
    (3, DATE '2023-11-27', 0.48), (3, DATE '2024-05-20', 0.50), (4, DATE '2022-04-05', 0.55),
    (4, DATE '2022-09-19', 0.58), (4, DATE '2023-03-30', 0.50), (4, DATE '2023-08-24', 0.46),
    (5, DATE '2022-10-13', 1.80), (6, DATE '2023-02-08', 1.15)
) AS c(place, settled_on, part) USING (place)
WHERE household_type = 'ordinary' AND valid_from = DATE '2023-01-01';

CREATE TABLE demo.scounty_verified
(
    household_id bigint PRIMARY KEY REFERENCES demo.scounty_household,
    verified_on  date NOT NULL,
    cause        text NOT NULL CHECK (cause IN ('illness', 'other'))
);
COMMENT ON TABLE demo.scounty_verified IS
'Households of the two townships that village, township and county found to have fallen below the line, 2022 to 2024, and the main cause that was written down.';

INSERT INTO demo.scounty_verified
SELECT household_id, least(DATE '2024-12-30', greatest(DATE '2022-02-01', verified_on)), cause
FROM (
    SELECT household_id, CASE WHEN by_illness THEN 'illness' ELSE 'other' END AS cause,
           CASE WHEN by_illness
             THEN settled_on + floor(300 * demo.uniform(672, household_id))::integer - 30
             ELSE DATE '2022-03-01' + floor(1030 * demo.uniform(673, household_id))::integer
           END AS verified_on,
           by_illness OR by_other AS fell
    FROM (
        SELECT w.household_id, settled_on,
               coalesce(demo.chance(1 / (1 + exp(0.7 - 2.4 * ln(largest / reference_income + 0.05)
                                                 + 1.6 * ln(income_per_head / poverty_line))),
                                    671, w.household_id), false) AS by_illness,
               demo.chance(1 / (1 + exp(4.1 + 2.2 * ln(income_per_head / poverty_line))), 674,
                           w.household_id)
                   AS by_other
        FROM scounty_watched w
        JOIN demo.scounty_line l ON l.region = w.region AND valid_from = DATE '2023-01-01'
        LEFT JOIN (
            SELECT DISTINCT ON (household_id) household_id, settled_on, self_pay::float8 AS largest
            FROM demo.scounty_self_pay
            ORDER BY household_id, self_pay DESC, bill_id
        ) AS b USING (household_id)
        OFFSET 0
    ) AS chances
    OFFSET 0
) AS s
WHERE fell;

-- Stays in hospital of 2023 as the hospitals reported them: hospital, diagnosis,
-- days, and how the stay ended.
--
-- What is planted here:
--   Hekou     cuts long stays in two: the patient leaves, and is admitted again for
--             the same diagnosis one to five days later
--   Shuangta  charges a half more than other township hospitals
--   Jiulong   keeps bills just below 3,000, where an auditor would look
--   Renhe     reports stays of patients who lie in another hospital on these days
--   Taiping   from July on, its stays cost three tenths more than before
--   People's  the county's first hospital gets the hard cases: dear, and more of its
--             patients die, as their diagnoses let expect
CREATE TABLE demo.scounty_hospital
(
    hospital_id smallint PRIMARY KEY,
    hospital    text NOT NULL UNIQUE,
    level       text NOT NULL CHECK (level IN ('township', 'county', 'city'))
);
COMMENT ON TABLE demo.scounty_hospital IS 'Hospitals that treat people of S County; all invented.';

INSERT INTO demo.scounty_hospital
SELECT row_number() OVER (ORDER BY level = 'city', level, place), hospital, level
FROM (VALUES
    ('county', ARRAY['People''s', 'Renhe', 'Taiping', 'Kangfu', 'Jishi', 'Boai']),
    ('township', ARRAY['Hekou', 'Shuangta', 'Jiulong', 'Beihe', 'Liulin', 'Dongpo', 'Xikou',
                       'Nanshan', 'Qingshi',
                       'Maling', 'Chengguan', 'Wanghu', 'Yongan', 'Fuxing']),
    ('city', ARRAY['City First', 'City Second', 'City Central'])
) AS l(level, names)
CROSS JOIN LATERAL unnest(names) WITH ORDINALITY AS h(hospital, place);

CREATE TABLE demo.scounty_stay
(
    stay_id     bigint PRIMARY KEY,
    person_id   bigint NOT NULL REFERENCES demo.scounty_person,
    hospital_id smallint NOT NULL REFERENCES demo.scounty_hospital,
    diagnosis   text NOT NULL,
    admitted    date NOT NULL,
    discharged  date NOT NULL CHECK (discharged >= admitted),
    planned     boolean NOT NULL,
    died        boolean NOT NULL,
    cost        numeric(12, 2) NOT NULL
);
COMMENT ON TABLE demo.scounty_stay IS 'Stays in hospital of 2023 as the hospitals reported them; yuan.';
COMMENT ON COLUMN demo.scounty_stay.planned IS 'A cycle of treatment that was planned, as chemotherapy is.';

-- The diagnosis goes with the cost of the claim, and with chance.  A stay begins
-- after the one before has ended.
CREATE TEMPORARY TABLE scounty_admission ON COMMIT DROP AS
SELECT claim_id, person_id, level, severity, cost, settled_on AS discharged,
       least(settled_on, greatest(settled_on - days,
                                  lag(settled_on) OVER (PARTITION BY person_id
                                                        ORDER BY settled_on, claim_id) + 6))
           AS admitted,
       lead(claim_id) OVER (PARTITION BY person_id
                            ORDER BY settled_on, claim_id) IS NULL AS is_last,
       CASE WHEN severity > 1.25 THEN (ARRAY['I63', 'C34'])[1 + (lot < 0.45)::integer]
         WHEN severity > 0.45 THEN (ARRAY['I25', 'S72', 'C34'])[1 + floor(3 * lot)::integer]
         WHEN severity > -0.45 THEN (ARRAY['J18', 'K35', 'J44'])[1 + floor(3 * lot)::integer]
         ELSE (ARRAY['I10', 'E11', 'M54'])[1 + floor(3 * lot)::integer]
       END AS diagnosis
FROM (
    SELECT claim_id, person_id, settled_on, hospital AS level, total_cost::float8 AS cost,
           0.8 * (ln(total_cost)::float8
                  - CASE hospital WHEN 'township' THEN 7.7 WHEN 'county' THEN 8.75 ELSE 9.9 END)
               / 0.75 + 0.6 * demo.normal(681, claim_id) AS severity,
           demo.uniform(682, claim_id) AS lot,
           greatest(1, round(exp(1.9 + 0.35 * demo.normal(683, claim_id)
                                 + 0.25 * (ln(total_cost)::float8 - 8.0))))::integer AS days
    FROM demo.scounty_claim
    WHERE kind = 'inpatient' AND total_cost > 0
    OFFSET 0
) AS c;

CREATE TEMPORARY TABLE scounty_reported ON COMMIT DROP AS
SELECT a.claim_id, person_id, hospital, hospital_id, diagnosis, admitted, discharged,
       diagnosis = 'C34' AND demo.chance(0.5, 684, a.claim_id) AS planned,
       is_last AND demo.chance(CASE diagnosis WHEN 'I63' THEN 0.10 WHEN 'C34' THEN 0.08
                                 WHEN 'I25' THEN 0.04 WHEN 'J18' THEN 0.015
                                 WHEN 'J44' THEN 0.015 ELSE 0.003 END, 685, a.claim_id) AS died,
       CASE hospital
         WHEN 'Shuangta' THEN 1.5 * cost
         WHEN 'Taiping' THEN CASE WHEN discharged >= '2023-07-01' THEN 1.3 ELSE 1 END * cost
         WHEN 'Jiulong' THEN CASE WHEN cost BETWEEN 2000 AND 6000
                                       AND demo.chance(0.6, 686, a.claim_id)
                                   THEN 2900 + 100 * demo.uniform(687, a.claim_id) ELSE cost END
         ELSE cost
       END AS cost
FROM (
    SELECT *, demo.uniform(688, claim_id) AS place,
           level = 'county' AND severity > 0.45 AND demo.chance(0.6, 689, claim_id) AS to_the_first
    FROM scounty_admission
    OFFSET 0
) AS a
-- Hospitals of a level get more of its patients the further up they stand.
JOIN (
    SELECT hospital_id, hospital, level,
           (sum(weight) OVER h - weight) / sum(weight) OVER (PARTITION BY level) AS from_share,
           sum(weight) OVER h / sum(weight) OVER (PARTITION BY level) AS to_share
    FROM (
        SELECT *, 1 / (2.0::float8
                       + row_number() OVER (PARTITION BY level ORDER BY hospital_id)) AS weight
        FROM demo.scounty_hospital
    ) AS h
    WINDOW h AS (PARTITION BY level ORDER BY hospital_id)
) AS h ON h.level = a.level
    AND CASE WHEN to_the_first THEN hospital = 'People''s'
          ELSE place >= from_share AND place < to_share END;

-- Cut in two: the second half is a stay of its own, moved by some days.
INSERT INTO demo.scounty_stay
SELECT 10 * claim_id + part, person_id, hospital_id, diagnosis,
       CASE part WHEN 2 THEN middle + gap ELSE admitted END,
       CASE WHEN part = 1 AND parts = 2 THEN middle ELSE greatest(discharged, middle + gap) END,
       planned, died AND part = parts,
       CASE WHEN parts = 1 THEN round(cost::numeric, 2)
         WHEN part = 1 THEN round(cost::numeric / 2, 2)
         ELSE round(cost::numeric, 2) - round(cost::numeric / 2, 2) END
FROM (
    SELECT r.*, CASE WHEN cut THEN 2 ELSE 1 END AS parts,
           CASE WHEN cut THEN admitted + (discharged - admitted) / 2 ELSE admitted END AS middle,
           CASE WHEN cut THEN 1 + floor(5 * demo.uniform(692, claim_id))::integer ELSE 0 END AS gap
    FROM (
        SELECT *, hospital = 'Hekou' AND discharged - admitted >= 6 AND NOT died
                  AND demo.chance(0.7, 691, claim_id) AS cut
        FROM scounty_reported
    ) AS r
    OFFSET 0
) AS s
CROSS JOIN LATERAL generate_series(1, parts) AS part;

-- Two beds: Renhe reports a stay within that of a patient of another hospital.
INSERT INTO demo.scounty_stay
SELECT 10 * claim_id + 5, person_id,
       (SELECT hospital_id FROM demo.scounty_hospital WHERE hospital = 'Renhe'), 'I10',
       admitted + 2, discharged - 1, false, false,
       round((1500 + 2000 * demo.uniform(694, claim_id))::numeric, 2)
FROM scounty_reported
WHERE hospital <> 'Renhe' AND discharged - admitted >= 7 AND demo.chance(0.02, 693, claim_id);
