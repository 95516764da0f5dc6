-- Study 1, Suzhou: children of migrant families before and after the policy.
-- Included by generate.sql.
--
-- What is planted, for the methods to find:
--   coverage   rises for migrant children, by district (suzhou_world below); local
--              children are insured all along.  Before the policy the odds of being
--              insured grow by exp(0.15) with every year in the city and by exp(0.8)
--              with a contract of work; the age of the child says nothing.  The
--              policy asks for neither: who gains cover is drawn without them, so
--              both matter less afterwards.  Few lose it: 2 in 100.
--   costs      the logarithm falls by 0.42 with insurance and grows by 0.18 times
--              the logarithm of the visits; wave, age and registration say nothing.
--   answers    six items share what a parent is like (temper), and so make a scale;
--              "worry" is asked the other way round.  The seventh, the way to the
--              hospital, shares next to nothing of it, and stays as it was.
--              The gain of the six differs by item and by district: most in Kunshan,
--              next to nothing in Taicang, and nothing for local families.

CREATE TABLE demo.suzhou_district
(
    district_id smallint PRIMARY KEY,
    district    text NOT NULL UNIQUE,
    part        text NOT NULL CHECK (part IN ('urban districts', 'county-level cities'))
);
COMMENT ON TABLE demo.suzhou_district IS
'The ten districts and county-level cities of Suzhou.';

INSERT INTO demo.suzhou_district VALUES
    (1, 'Gusu', 'urban districts'),
    (2, 'Huqiu', 'urban districts'),
    (3, 'Industrial Park', 'urban districts'),
    (4, 'Wuzhong', 'urban districts'),
    (5, 'Xiangcheng', 'urban districts'),
    (6, 'Wujiang', 'urban districts'),
    (7, 'Kunshan', 'county-level cities'),
    (8, 'Changshu', 'county-level cities'),
    (9, 'Zhangjiagang', 'county-level cities'),
    (10, 'Taicang', 'county-level cities');

-- What the invented world is like: the share of the families who live there,
-- coverage of migrant children before the policy and what it adds, and the
-- points (of 1 to 5) that it adds to the answers of migrant parents.  Families
-- with local registration were insured all along: nothing changes for them.
CREATE TEMPORARY TABLE suzhou_world ON COMMIT DROP AS
SELECT d.district_id, d.district,
       (sum(w.share) OVER (ORDER BY d.district_id) - w.share)::float8 AS from_share,
       sum(w.share) OVER (ORDER BY d.district_id)::float8 AS to_share,
       w.covered::float8, w.covered_more::float8, w.points_more::float8
FROM demo.suzhou_district d
JOIN (VALUES
    (1, 0.08, 0.74, 0.16, 0.46),
    (2, 0.10, 0.68, 0.23, 0.58),
    (3, 0.13, 0.78, 0.17, 0.70),
    (4, 0.11, 0.63, 0.24, 0.49),
    (5, 0.09, 0.57, 0.22, 0.33),
    (6, 0.13, 0.55, 0.29, 0.62),
    (7, 0.16, 0.66, 0.26, 0.80),
    (8, 0.08, 0.60, 0.18, 0.27),
    (9, 0.07, 0.64, 0.20, 0.40),
    (10, 0.05, 0.70, 0.04, 0.04)
) AS w(district_id, share, covered, covered_more, points_more)
USING (district_id);

-- Two independent samples of families, one a wave: coverage and costs.
CREATE TABLE demo.suzhou_family
(
    family_id     bigint PRIMARY KEY,
    wave          text NOT NULL CHECK (wave IN ('before', 'after')),
    district      text NOT NULL REFERENCES demo.suzhou_district (district),
    migrant       boolean NOT NULL,
    child_age     smallint NOT NULL,
    insured       boolean,
    visits        smallint NOT NULL,
    out_of_pocket numeric(10, 2)
);
COMMENT ON TABLE demo.suzhou_family IS
'Coverage survey: two independent samples of families with a child, one before the policy and one after it.';
COMMENT ON COLUMN demo.suzhou_family.migrant IS
'The child has no household registration in Suzhou.';
COMMENT ON COLUMN demo.suzhou_family.insured IS
'The child is insured; NULL where the parents did not know.';
COMMENT ON COLUMN demo.suzhou_family.out_of_pocket IS
'Yuan paid for the child''s care in the year; NULL without a visit or an answer.';

INSERT INTO demo.suzhou_family
SELECT i, wave, district, migrant, child_age,
       CASE WHEN demo.chance(0.99, 107, i) THEN insured END,
       visits,
       -- Lognormal, about 700 yuan for the uninsured, a third less for others.
       CASE WHEN visits > 0 AND demo.chance(0.96, 108, i)
         THEN exp(6.55 + 0.18 * ln(visits) - 0.42 * insured::integer
                  + 0.85 * demo.normal(109, i))
       END
FROM (
    SELECT i, wave, w.district, migrant,
           floor(15 * demo.uniform(104, i)) AS child_age,
           demo.chance(CASE WHEN NOT migrant THEN 0.97
                         WHEN wave = 'before' THEN covered
                         ELSE covered + covered_more
                       END, 105, i) AS insured,
           floor(-2.4 * ln(demo.uniform(106, i))) AS visits
    FROM (
        SELECT i,
               CASE WHEN i <= :size THEN 'before' ELSE 'after' END AS wave,
               demo.chance(0.6, 101, i) AS migrant,
               demo.uniform(102, i) AS place
        FROM generate_series(1::bigint, 2 * :size::bigint) AS i
        OFFSET 0
    ) AS drawn
    JOIN suzhou_world w ON place >= from_share AND place < to_share
    OFFSET 0
) AS family;

-- One panel: the same parents asked twice.
CREATE TABLE demo.suzhou_panel
(
    parent_id            bigint PRIMARY KEY,
    district             text NOT NULL REFERENCES demo.suzhou_district (district),
    migrant              boolean NOT NULL,
    satisfaction_before  smallint CHECK (satisfaction_before BETWEEN 1 AND 5),
    satisfaction_after   smallint CHECK (satisfaction_after BETWEEN 1 AND 5),
    knowledge_before     smallint CHECK (knowledge_before BETWEEN 1 AND 5),
    knowledge_after      smallint CHECK (knowledge_after BETWEEN 1 AND 5),
    access_before        smallint CHECK (access_before BETWEEN 1 AND 5),
    access_after         smallint CHECK (access_after BETWEEN 1 AND 5),
    affordability_before smallint CHECK (affordability_before BETWEEN 1 AND 5),
    affordability_after  smallint CHECK (affordability_after BETWEEN 1 AND 5),
    fairness_before      smallint CHECK (fairness_before BETWEEN 1 AND 5),
    fairness_after       smallint CHECK (fairness_after BETWEEN 1 AND 5),
    worry_before         smallint CHECK (worry_before BETWEEN 1 AND 5),
    worry_after          smallint CHECK (worry_after BETWEEN 1 AND 5),
    distance_before      smallint CHECK (distance_before BETWEEN 1 AND 5),
    distance_after       smallint CHECK (distance_after BETWEEN 1 AND 5),
    child_age            smallint NOT NULL,
    years_in_city        smallint NOT NULL,
    contract             boolean NOT NULL,
    insured_before       boolean,
    insured_after        boolean
);
COMMENT ON TABLE demo.suzhou_panel IS
'Panel: the same parents, asked before the policy and after it; answers from 1 (very bad) to 5 (very good), NULL where none was given.';
COMMENT ON COLUMN demo.suzhou_panel.worry_before IS
'How much a hospital bill would worry the family, 1 (not at all) to 5 (very much): worded against the other items.';
COMMENT ON COLUMN demo.suzhou_panel.distance_before IS
'The way to the hospital, 1 (very bad) to 5 (very good).';
COMMENT ON COLUMN demo.suzhou_panel.contract IS
'A parent has a written contract of work.';
COMMENT ON COLUMN demo.suzhou_panel.insured_before IS
'The child is insured; NULL where the parents did not know.';

-- Every parent leans to one side (temper) in both waves: that is what a paired
-- test takes out.  One in seventeen is not found again: all answers after NULL.
INSERT INTO demo.suzhou_panel
SELECT i, district, migrant,
       CASE WHEN demo.chance(0.99, 211, i)
         THEN demo.answer(3.0 + temper + 0.75 * demo.normal(221, i)) END,
       CASE WHEN found AND demo.chance(0.99, 212, i)
         THEN demo.answer(3.0 + temper + 1.0 * gain + 0.75 * demo.normal(222, i)) END,
       CASE WHEN demo.chance(0.99, 213, i)
         THEN demo.answer(2.4 + temper + 0.85 * demo.normal(223, i)) END,
       CASE WHEN found AND demo.chance(0.99, 214, i)
         THEN demo.answer(2.4 + temper + 1.3 * gain + 0.85 * demo.normal(224, i)) END,
       CASE WHEN demo.chance(0.99, 215, i)
         THEN demo.answer(3.2 + temper + 0.80 * demo.normal(225, i)) END,
       CASE WHEN found AND demo.chance(0.99, 216, i)
         THEN demo.answer(3.2 + temper + 0.6 * gain + 0.80 * demo.normal(226, i)) END,
       CASE WHEN demo.chance(0.99, 217, i)
         THEN demo.answer(2.7 + temper + 0.80 * demo.normal(227, i)) END,
       CASE WHEN found AND demo.chance(0.99, 218, i)
         THEN demo.answer(2.7 + temper + 0.9 * gain + 0.80 * demo.normal(228, i)) END,
       CASE WHEN demo.chance(0.99, 219, i)
         THEN demo.answer(2.8 + temper + 0.90 * demo.normal(229, i)) END,
       CASE WHEN found AND demo.chance(0.99, 220, i)
         THEN demo.answer(2.8 + temper + 0.3 * gain + 0.90 * demo.normal(230, i)) END,
       CASE WHEN demo.chance(0.99, 231, i)
         THEN demo.answer(3.3 - temper + 0.85 * demo.normal(241, i)) END,
       CASE WHEN found AND demo.chance(0.99, 232, i)
         THEN demo.answer(3.3 - temper - 0.8 * gain + 0.85 * demo.normal(242, i)) END,
       CASE WHEN demo.chance(0.99, 233, i)
         THEN demo.answer(3.1 + 0.15 * temper + demo.normal(243, i)) END,
       CASE WHEN found AND demo.chance(0.99, 234, i)
         THEN demo.answer(3.1 + 0.15 * temper + demo.normal(244, i)) END,
       child_age, years, contract,
       CASE WHEN demo.chance(0.99, 251, i) THEN insured END,
       CASE WHEN found AND demo.chance(0.99, 252, i)
         THEN demo.chance(CASE WHEN insured THEN CASE WHEN migrant THEN 0.98 ELSE 0.99 END
                            WHEN migrant THEN covered_more / (1 - covered)
                            ELSE 0.3
                          END, 254, i) END
FROM (
    SELECT i, district, migrant, temper, found, child_age, years, contract,
           covered, covered_more,
           CASE WHEN migrant THEN points_more ELSE 0.02 END AS gain,
           demo.chance(CASE WHEN migrant
                         THEN 1 / (1 + (1 - covered) / covered
                                       * exp(-0.15 * (years - 5.5)
                                             - 0.8 * (contract::integer - 0.4)))
                         ELSE 0.97
                       END, 253, i) AS insured
    FROM (
        SELECT i,
               demo.chance(0.6, 201, i) AS migrant,
               demo.uniform(202, i) AS place,
               0.65 * demo.normal(203, i) AS temper,
               demo.chance(0.94, 204, i) AS found,
               floor(15 * demo.uniform(205, i)) AS child_age,
               ceil(10 * demo.uniform(206, i)) AS years,
               demo.chance(0.4, 207, i) AS contract
        FROM generate_series(1::bigint, :size::bigint) AS i
        OFFSET 0
    ) AS drawn
    JOIN suzhou_world w ON place >= from_share AND place < to_share
    OFFSET 0
) AS parent;
