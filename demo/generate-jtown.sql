-- Study 5, J Town: contracts with family doctors, and help with medical bills.
-- Included by generate.sql.

-- What the invented town is like, village by village: its part of the people, the
-- chance that a resident has signed and that a signed one was served, and what
-- interviews say of the four factors of Smith's model, in points of 1 to 5.
CREATE TEMPORARY TABLE jtown_world ON COMMIT DROP AS
SELECT w.*,
       sum(people) OVER (ORDER BY village_id) / sum(people) OVER () - people / sum(people) OVER () AS from_share,
       sum(people) OVER (ORDER BY village_id) / sum(people) OVER () AS to_share
FROM (VALUES
    (1, 'Dongqiao', 0.24::float8, 0.91::float8, 0.62::float8, 3.9::float8, 3.3::float8, 3.4::float8, 3.3::float8),
    (2, 'Nanbang',  0.20, 0.94, 0.48, 4.0, 2.8, 3.1, 3.0),
    (3, 'Xihe',     0.18, 0.89, 0.41, 3.8, 2.5, 3.0, 2.7),
    (4, 'Beitang',  0.15, 0.95, 0.33, 4.1, 2.1, 2.7, 2.8),
    (5, 'Liujia',   0.13, 0.86, 0.57, 3.6, 3.0, 3.3, 2.9),
    (6, 'Shiyan',   0.10, 0.93, 0.28, 3.9, 1.9, 2.4, 2.3)
) AS w(village_id, village, people, signed, served,
       idealised_policy, implementing_organisation, target_group, environment);

CREATE TABLE demo.jtown_village
(
    village_id smallint PRIMARY KEY,
    village    text NOT NULL UNIQUE
);
COMMENT ON TABLE demo.jtown_village IS 'Six invented villages of J Town.';
INSERT INTO demo.jtown_village SELECT village_id, village FROM jtown_world;

CREATE TABLE demo.jtown_person
(
    person_id  bigint PRIMARY KEY,
    village_id smallint NOT NULL REFERENCES demo.jtown_village,
    role       text NOT NULL CHECK (role IN ('resident', 'family doctor', 'official')),
    signed     boolean,
    served     boolean
);
COMMENT ON TABLE demo.jtown_person IS
'People interviewed on contracts with family doctors.';
COMMENT ON COLUMN demo.jtown_person.signed IS
'A resident has a contract; NULL for doctors and officials.';
COMMENT ON COLUMN demo.jtown_person.served IS
'A resident with a contract was served under it this year; NULL without one.';

INSERT INTO demo.jtown_person
SELECT i, village_id, role,
       CASE WHEN role = 'resident' THEN has_signed END,
       CASE WHEN role = 'resident' AND has_signed
         THEN demo.chance(served, 503, i) END
FROM (
    -- Of ten people asked, seven are residents, two doctors, one an official.
    SELECT i, demo.uniform(501, i) AS place,
           (ARRAY['resident', 'resident', 'family doctor', 'resident', 'resident',
                  'official', 'resident', 'resident', 'family doctor',
                  'resident'])[1 + i % 10] AS role
    FROM generate_series(1::bigint, greatest(240, :size / 10)) AS i
    OFFSET 0
) AS drawn
JOIN jtown_world ON place >= from_share AND place < to_share
CROSS JOIN LATERAL (SELECT demo.chance(signed, 502, i) AS has_signed OFFSET 0) AS s;

-- The guide of the interviews: sixteen statements, four of each factor of Smith's
-- model.  Two are worded against the policy: there a 5 is bad.
CREATE TABLE demo.jtown_item
(
    item     text PRIMARY KEY,
    position smallint NOT NULL UNIQUE,
    factor   text NOT NULL,
    against  boolean NOT NULL,
    wording  text NOT NULL
);
COMMENT ON TABLE demo.jtown_item IS
'The statements of the interview guide, coded to the four factors of Smith''s model.';
COMMENT ON COLUMN demo.jtown_item.against IS
'Worded against the policy: agreement counts the other way.';

INSERT INTO demo.jtown_item VALUES
    ('s1', 1, 'idealised_policy', false, 'The goal of the contracts is clear'),
    ('s2', 2, 'idealised_policy', false, 'The services promised fit our needs'),
    ('s3', 3, 'idealised_policy', false, 'The rules can be carried out'),
    ('s4', 4, 'idealised_policy', true, 'What counts is the number of signatures'),
    ('s5', 5, 'implementing_organisation', false, 'There are enough family doctors'),
    ('s6', 6, 'implementing_organisation', false, 'The doctors are trained for the task'),
    ('s7', 7, 'implementing_organisation', false, 'Work under the contracts is paid'),
    ('s8', 8, 'implementing_organisation', false, 'Clinic, village and insurance work together'),
    ('s9', 9, 'target_group', false, 'People know what they have signed'),
    ('s10', 10, 'target_group', false, 'People trust the family doctor'),
    ('s11', 11, 'target_group', false, 'People go to the family doctor first'),
    ('s12', 12, 'target_group', true, 'People sign because they are told to'),
    ('s13', 13, 'environment', false, 'The insurance pays for care in the village'),
    ('s14', 14, 'environment', false, 'Medicines are at hand in the village'),
    ('s15', 15, 'environment', false, 'Records can be seen by clinic and hospital'),
    ('s16', 16, 'environment', false, 'The hospital sends patients back');

CREATE TABLE demo.jtown_answer
(
    person_id bigint NOT NULL REFERENCES demo.jtown_person,
    item      text NOT NULL REFERENCES demo.jtown_item,
    answer    smallint CHECK (answer BETWEEN 1 AND 5),
    PRIMARY KEY (person_id, item)
);
COMMENT ON TABLE demo.jtown_answer IS
'How far somebody agrees with a statement, from 1 (not at all) to 5 (fully); NULL where no answer was given.';

-- Officials see the organisation in a better light than doctors do, and residents
-- themselves in a better light than others do.  An opinion of everything and one of
-- the factor make the answers of a person alike.
INSERT INTO demo.jtown_answer
SELECT person_id, item,
       CASE WHEN demo.chance(0.97, 511, draw)
         THEN CASE WHEN against THEN 6 - demo.answer(opinion)
                ELSE demo.answer(opinion) END
       END
FROM (
    SELECT person_id, item, against, 100 * person_id + position AS draw,
           CASE factor
             WHEN 'idealised_policy' THEN idealised_policy
             WHEN 'implementing_organisation' THEN implementing_organisation
               + CASE role WHEN 'official' THEN 0.6 WHEN 'family doctor' THEN -0.5 ELSE 0 END
             WHEN 'target_group' THEN target_group
               + CASE role WHEN 'resident' THEN 0.15 ELSE -0.4 END
             ELSE environment
               + CASE role WHEN 'official' THEN 0.3 WHEN 'family doctor' THEN -0.2 ELSE 0 END
           END
           + 0.5 * sin(2.4 * position)
           + 0.35 * demo.normal(512, person_id)
           + 0.45 * demo.normal(513, 10 * person_id + (position - 1) / 4)
           + 0.75 * demo.normal(514, 100 * person_id + position) AS opinion
    FROM demo.jtown_person
    JOIN jtown_world USING (village_id)
    CROSS JOIN demo.jtown_item
    OFFSET 0
) AS s;

-- What people said freely, coded by factor and by whether it speaks for the policy.
CREATE TABLE demo.jtown_mention
(
    mention_id bigint PRIMARY KEY,
    person_id  bigint NOT NULL REFERENCES demo.jtown_person,
    factor     text NOT NULL,
    speaks_for boolean NOT NULL
);
COMMENT ON TABLE demo.jtown_mention IS
'Passages of the interviews, coded to a factor of Smith''s model; speaks_for: in favour of the policy.';

INSERT INTO demo.jtown_mention
SELECT 100 * person_id + k, person_id, factor, demo.chance(speaks_for, 523, 100 * person_id + k)
FROM (
    SELECT person_id, k, demo.uniform(522, 100 * person_id + k) AS place
    FROM demo.jtown_person
    CROSS JOIN LATERAL generate_series(1, 2 + floor(5 * demo.uniform(521, person_id))::integer) AS k
    OFFSET 0
) AS passage
JOIN (VALUES
    ('idealised_policy',          0.00::float8, 0.18::float8, 0.74::float8),
    ('implementing_organisation', 0.18, 0.54, 0.27),
    ('target_group',              0.54, 0.78, 0.44),
    ('environment',               0.78, 1.00, 0.33)
) AS f(factor, from_share, to_share, speaks_for)
    ON place >= from_share AND place < to_share;

-- What a contract promises, and what residents who signed one think of it.
CREATE TABLE demo.jtown_service
(
    service  text PRIMARY KEY,
    position smallint NOT NULL UNIQUE
);
COMMENT ON TABLE demo.jtown_service IS 'The services of a contract.';

CREATE TABLE demo.jtown_rating
(
    person_id    bigint NOT NULL REFERENCES demo.jtown_person,
    service      text NOT NULL REFERENCES demo.jtown_service,
    importance   smallint CHECK (importance BETWEEN 1 AND 5),
    satisfaction smallint CHECK (satisfaction BETWEEN 1 AND 5),
    PRIMARY KEY (person_id, service)
);
COMMENT ON TABLE demo.jtown_rating IS
'How important a service is to a resident with a contract, and how content he or she is with it, from 1 to 5; NULL where no answer was given.';

CREATE TEMPORARY TABLE jtown_service_world ON COMMIT DROP AS
SELECT *
FROM (VALUES
    ('Blood pressure and sugar', 1, 4.6::float8, 3.9::float8),
    ('Repeat prescriptions', 2, 4.2, 3.6),
    ('Referral to hospital', 3, 4.05, 2.5),
    ('Home visits', 4, 3.85, 2.2),
    ('Doctor on the phone', 5, 3.6, 2.7),
    ('Yearly check-up', 6, 3.75, 4.0),
    ('Health record', 7, 2.7, 3.8),
    ('Talks on health', 8, 2.5, 3.5),
    ('Traditional medicine', 9, 2.9, 2.8),
    ('Help with diet', 10, 2.6, 2.6)
) AS s(service, position, importance, satisfaction);

INSERT INTO demo.jtown_service SELECT service, position FROM jtown_service_world;

INSERT INTO demo.jtown_rating
SELECT person_id, service,
       CASE WHEN demo.chance(0.97, 531, draw)
         THEN demo.answer(importance + 0.3 * demo.normal(532, person_id)
                          + 0.8 * demo.normal(533, draw)) END,
       CASE WHEN demo.chance(0.96, 534, draw)
         THEN demo.answer(satisfaction + village_mood
                          + CASE WHEN served THEN 0.35 ELSE -0.30 END
                          + 0.4 * demo.normal(535, person_id)
                          + 0.8 * demo.normal(536, draw)) END
FROM (
    SELECT person_id, p.served, service, importance, satisfaction,
           100 * person_id + position AS draw,
           0.6 * (w.served - 0.45) AS village_mood
    FROM demo.jtown_person p
    JOIN jtown_world w USING (village_id)
    CROSS JOIN jtown_service_world
    WHERE p.signed
    OFFSET 0
) AS s;

-- The other promise: help with medical bills for families on a list.  A team went
-- from door to door and took down the income of every family and what it had paid
-- for health; the list says whom the town helps.
CREATE TABLE demo.jtown_line
(
    valid_from   date PRIMARY KEY,
    valid_to     date NOT NULL CHECK (valid_to > valid_from),
    poverty_line float8 NOT NULL CHECK (poverty_line > 0),
    EXCLUDE USING gist (daterange(valid_from, valid_to) WITH &&)
);
COMMENT ON TABLE demo.jtown_line IS
'The line of poverty of J Town, yuan a person and year, valid from one day to the day before another.';
INSERT INTO demo.jtown_line VALUES
    ('2022-01-01', '2023-01-01', 5600), ('2023-01-01', '2024-01-01', 6000),
    ('2024-01-01', '2025-01-01', 6500);

CREATE TABLE demo.jtown_family
(
    family_id     bigint PRIMARY KEY,
    village_id    smallint NOT NULL REFERENCES demo.jtown_village,
    year          smallint NOT NULL,
    category      text NOT NULL CHECK (category IN ('dibao', 'edge', 'lifted', 'ordinary')),
    size          smallint NOT NULL CHECK (size > 0),
    income        numeric(12, 2) NOT NULL,
    out_of_pocket numeric(12, 2) NOT NULL,
    listed        boolean NOT NULL,
    grant_paid    numeric(12, 2) NOT NULL
);
COMMENT ON TABLE demo.jtown_family IS
'Families of J Town as a team found them from door to door, and whether they are on the list of those who are helped with medical bills; yuan a year.';
COMMENT ON COLUMN demo.jtown_family.category IS
'As the civil affairs office has it: dibao (minimum living allowance), edge (close to it), lifted (out of poverty, watched), ordinary.';
COMMENT ON COLUMN demo.jtown_family.out_of_pocket IS
'Paid for health, less what insurance paid and before the town''s help.';
COMMENT ON COLUMN demo.jtown_family.grant_paid IS
'What the town paid to the family; 0 for those who are not on the list.';

-- The office knows old poverty better than new illness, and a village that serves
-- its contracts knows its families better.
INSERT INTO demo.jtown_family
SELECT family_id, village_id, 2023, category, size, round(income::numeric, 2),
       round(out_of_pocket::numeric, 2), listed,
       CASE WHEN listed
         THEN round((300 + 220 * size * exp(0.35 * demo.normal(548, family_id))
                     + 0.20 * out_of_pocket)::numeric, 2)
         ELSE 0
       END
FROM (
    SELECT f.*,
           lot < CASE
               WHEN in_need THEN
                 CASE category WHEN 'dibao' THEN 0.92 WHEN 'edge' THEN 0.55
                   WHEN 'lifted' THEN 0.66 ELSE 0.14 END * (0.40 + 1.20 * served)
               ELSE CASE category WHEN 'dibao' THEN 0.72 WHEN 'edge' THEN 0.16
                   WHEN 'lifted' THEN 0.42 ELSE 0.018 END
             END AS listed
    FROM (
        SELECT f.*, (income - out_of_pocket) / size < poverty_line AS in_need,
               demo.uniform(547, family_id) AS lot,
               CASE
                 WHEN kind < 0.45 AND income / size < poverty_line THEN 'dibao'
                 WHEN kind < 0.16 AND income / size < 1.5 * poverty_line THEN 'dibao'
                 WHEN kind < 0.015 THEN 'dibao'
                 WHEN kind < 0.42 AND income / size < 1.5 * poverty_line THEN 'edge'
                 WHEN kind > 0.72 AND income / size < 1.6 * poverty_line THEN 'lifted'
                 WHEN kind > 0.975 THEN 'lifted'
                 ELSE 'ordinary'
               END AS category
        FROM (
            SELECT d.*, village_id, served,
                   size * exp(9.45 + 0.25 * (served - 0.45)
                              + 0.52 * demo.normal(543, family_id)) AS income,
                   CASE WHEN demo.chance(0.68, 544, family_id)
                     THEN exp(6.75 + 1.25 * demo.normal(545, family_id)) ELSE 0
                   END AS out_of_pocket,
                   demo.uniform(546, family_id) AS kind
            FROM (
                SELECT family_id, demo.uniform(541, family_id) AS place,
                       (ARRAY[1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 6])
                           [1 + floor(17 * demo.uniform(542, family_id))::integer] AS size
                FROM generate_series(1::bigint, greatest(1200, 2 * :size)) AS family_id
                OFFSET 0
            ) AS d
            JOIN jtown_world ON place >= from_share AND place < to_share
            OFFSET 0
        ) AS f
        JOIN demo.jtown_line ON valid_from = DATE '2023-01-01'
        OFFSET 0
    ) AS f
    OFFSET 0
) AS f;

-- The bills of the year after, as they come to the one-stop window.
--
-- What is planted here: one family in 120 has a bill so large that caps hold; one
-- bill in 150 is taken back by a document of its own; of one in 400 nobody wrote
-- down the tier of the hospital; half of those who go to the city have no referral,
-- more where few contracts are served.
CREATE TABLE demo.jtown_claim
(
    claim_id   bigint PRIMARY KEY,
    family_id  bigint NOT NULL REFERENCES demo.jtown_family,
    person_id  bigint NOT NULL,
    settled_on date NOT NULL,
    tier       text CHECK (tier IN ('clinic', 'township', 'county', 'city')),
    referral   text NOT NULL CHECK (referral IN ('local', 'transfer', 'unfiled')),
    total      numeric(12, 2) NOT NULL,
    excluded   numeric(12, 2) NOT NULL,
    takes_back bigint REFERENCES demo.jtown_claim
);
COMMENT ON TABLE demo.jtown_claim IS
'Visits and stays of the families of J Town in 2024, as they are settled; yuan.';
COMMENT ON COLUMN demo.jtown_claim.tier IS 'Of the hospital; NULL where it was not written down.';
COMMENT ON COLUMN demo.jtown_claim.excluded IS
'Outside the catalogue, above price limits, first-pay part: what no layer pays.';
COMMENT ON COLUMN demo.jtown_claim.takes_back IS
'The claim that this document takes back; its amounts are negative.';

INSERT INTO demo.jtown_claim
SELECT claim_id, family_id, 10 * family_id + 1 + floor(size * demo.uniform(551, claim_id))::integer,
       DATE '2024-01-01' + floor(350 * demo.uniform(552, claim_id))::integer,
       CASE WHEN demo.chance(0.0025, 553, claim_id) THEN NULL ELSE tier END,
       CASE WHEN tier <> 'city' THEN 'local'
         WHEN demo.chance(0.25 + 0.55 * served, 554, claim_id) THEN 'transfer' ELSE 'unfiled' END,
       total, round(total * (share * (0.4 + 1.2 * demo.uniform(555, claim_id)))::numeric, 2)
FROM (
    SELECT *, CASE tier WHEN 'clinic' THEN 0.05 WHEN 'township' THEN 0.06 WHEN 'county' THEN 0.10
                ELSE 0.15 END AS share,
           round(CASE WHEN huge THEN 150000 + 350000 * demo.uniform(556, claim_id)
                   ELSE exp(CASE tier WHEN 'clinic' THEN 4.7 WHEN 'township' THEN 7.8
                              WHEN 'county' THEN 8.8 ELSE 9.9 END
                            + CASE tier WHEN 'clinic' THEN 0.6 ELSE 0.75 END
                              * demo.normal(557, claim_id))
                 END::numeric, 2) AS total
    FROM (
        SELECT *, CASE WHEN huge THEN 'city' WHEN place < 0.70 THEN 'clinic'
                    WHEN place < 0.83 THEN 'township' WHEN place < 0.95 THEN 'county'
                    ELSE 'city' END AS tier
        FROM (
            SELECT 100 * f.family_id + k AS claim_id, family_id, size, served,
                   demo.uniform(558, 100 * f.family_id + k) AS place,
                   k = 1 AND demo.chance(1 / 120.0, 559, family_id) AS huge
            FROM demo.jtown_family f
            JOIN jtown_world USING (village_id)
            CROSS JOIN LATERAL generate_series(1, least(12, floor(-ln(demo.uniform(560, family_id))
                * CASE category WHEN 'ordinary' THEN 2.2 ELSE 3.4 END + 0.4)::integer)) AS k
            OFFSET 0
        ) AS c
    ) AS c
    OFFSET 0
) AS c;

INSERT INTO demo.jtown_claim
SELECT claim_id + 50, family_id, person_id, settled_on + 14, tier, referral, -total, -excluded,
       claim_id
FROM demo.jtown_claim
WHERE demo.chance(1 / 150.0, 561, claim_id) AND tier IS NOT NULL;
