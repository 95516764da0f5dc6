-- Study 2, Shantou: insurance of children's critical illness, 2012 to 2020.
-- Included by generate.sql.

CREATE TABLE demo.shantou_hospital
(
    hospital_id smallint PRIMARY KEY,
    hospital    text NOT NULL UNIQUE,
    tier        text NOT NULL CHECK (tier IN ('tertiary', 'secondary'))
);
COMMENT ON TABLE demo.shantou_hospital IS
'Eight invented hospitals that treat critically ill children.';

INSERT INTO demo.shantou_hospital VALUES
    (1, 'Hospital A', 'tertiary'), (2, 'Hospital B', 'tertiary'),
    (3, 'Hospital C', 'tertiary'), (4, 'Hospital D', 'tertiary'),
    (5, 'Hospital E', 'secondary'), (6, 'Hospital F', 'secondary'),
    (7, 'Hospital G', 'secondary'), (8, 'Hospital H', 'secondary');

-- What the invented world is like, year by year: cases (relative), the share of
-- costs within the scope of the insurance and what of these the fund pays, the
-- shares settled on the spot and paid by charity, the balance of the fund in
-- per cent of its spending, the public part of its income, the children insured
-- per family of the sample and all children, and the mood of the three
-- dimensions (efficiency, fairness, sustainability) of the questionnaire.
CREATE TEMPORARY TABLE shantou_world ON COMMIT DROP AS
SELECT y.*,
       ((sum(cases) OVER (ORDER BY year) - cases) / sum(cases) OVER ())::float8 AS from_share,
       (sum(cases) OVER (ORDER BY year) / sum(cases) OVER ())::float8 AS to_share
FROM (VALUES
    (2012,  7.0, 0.905, 0.838, 0.35, 0.010, 0.14, 0.70, 24.0, 27.5, -0.42, -0.20,  0.16),
    (2013,  8.2, 0.912, 0.846, 0.39, 0.012, 0.11, 0.71, 25.1, 27.6, -0.33, -0.16,  0.18),
    (2014,  9.1, 0.909, 0.864, 0.47, 0.016, 0.07, 0.74, 25.9, 27.9, -0.16, -0.14,  0.07),
    (2015, 10.4, 0.921, 0.859, 0.55, 0.019, 0.03, 0.73, 26.4, 28.2, -0.06,  0.02, -0.04),
    (2016, 11.6, 0.930, 0.872, 0.60, 0.017, -0.02, 0.76, 26.9, 28.4,  0.02,  0.12, -0.18),
    (2017, 12.3, 0.926, 0.868, 0.68, 0.022, -0.04, 0.78, 27.3, 28.6,  0.08,  0.09, -0.24),
    (2018, 13.5, 0.938, 0.871, 0.74, 0.028, 0.01, 0.77, 27.8, 28.9,  0.21,  0.14, -0.12),
    (2019, 14.6, 0.941, 0.879, 0.83, 0.026, 0.05, 0.79, 28.2, 29.1,  0.31,  0.24,  0.02),
    (2020, 13.3, 0.939, 0.884, 0.88, 0.035, 0.09, 0.82, 28.5, 29.2,  0.38,  0.18,  0.14)
) AS y(year, cases, in_scope, rate, on_the_spot, charity, balance, public_part,
       insured, children, efficiency, fairness, sustainability);

-- And hospital by hospital: cases, cost level, and mood of the dimensions, which
-- its claims bear out.
CREATE TEMPORARY TABLE shantou_ward ON COMMIT DROP AS
SELECT h.*,
       ((sum(cases) OVER (ORDER BY hospital_id) - cases)
        / sum(cases) OVER ())::float8 AS from_share,
       (sum(cases) OVER (ORDER BY hospital_id)
        / sum(cases) OVER ())::float8 AS to_share
FROM (VALUES
    (1, 22.0, 1.25,  0.30,  0.05, -0.05), (2, 18, 1.15,  0.12, -0.22,  0.10),
    (3, 15, 1.10, -0.10,  0.16,  0.18), (4, 13, 1.00,  0.22,  0.20,  0.02),
    (5, 10, 0.80, -0.25,  0.10, -0.08), (6,  9, 0.75, -0.05, -0.12, -0.16),
    (7,  7, 0.70,  0.05,  0.28,  0.10), (8,  6, 0.65, -0.36, -0.30, -0.20)
) AS h(hospital_id, cases, cost_level, efficiency, fairness, sustainability);

CREATE TABLE demo.shantou_claim
(
    claim_id         bigint PRIMARY KEY,
    child_id         bigint NOT NULL,
    year             smallint NOT NULL,
    hospital_id      smallint NOT NULL REFERENCES demo.shantou_hospital,
    diagnosis        text NOT NULL,
    rural            boolean NOT NULL,
    low_income       boolean NOT NULL,
    days_in_hospital smallint NOT NULL,
    hospital_cost    numeric(12, 2) NOT NULL,
    in_scope         numeric(12, 2) NOT NULL,
    compensation     numeric(12, 2),
    charity          numeric(12, 2) NOT NULL,
    on_the_spot      boolean NOT NULL,
    days_to_settle   smallint
);
COMMENT ON TABLE demo.shantou_claim IS
'Claims: one hospital stay of one critically ill child; yuan.';
COMMENT ON COLUMN demo.shantou_claim.in_scope IS
'Part of the hospital cost within the scope of the insurance.';
COMMENT ON COLUMN demo.shantou_claim.compensation IS
'What the fund paid; NULL while the claim is open.';
COMMENT ON COLUMN demo.shantou_claim.on_the_spot IS
'Settled at the hospital on discharge, without an application by the family.';

INSERT INTO demo.shantou_claim
SELECT i, child_id, year, hospital_id, diagnosis, rural, low_income,
       days_in_hospital, hospital_cost, in_scope,
       CASE WHEN settled THEN round(in_scope * fund_rate::numeric, 2) END,
       round(hospital_cost * least(charity, 0.1)::numeric, 2),
       on_the_spot,
       CASE WHEN settled THEN
         CASE WHEN on_the_spot THEN 0
           ELSE 5 - 30 * ln(demo.uniform(316, i)) END
       END
FROM (
    SELECT i, child_id, year, hospital_id, diagnosis, rural, low_income,
           days_in_hospital, hospital_cost, charity,
           round(hospital_cost * least(0.995, y_in_scope - 0.01 * rural::integer
               + 0.03 * demo.normal(311, i))::numeric, 2) AS in_scope,
           least(0.98, rate + low_income_more * low_income::integer
               - (0.002 * (2020 - year)) * rural::integer
               + 0.04 * demo.normal(312, i)) AS fund_rate,
           demo.chance(0.995, 313, i) AS settled,
           demo.chance(y_on_the_spot, 314, i) AS on_the_spot
    FROM (
        SELECT i, y.year, h.hospital_id, d.diagnosis,
               -- A child comes back to the hospital: three stays on average.
               1 + floor(:size * demo.uniform(301, i))::bigint AS child_id,
               demo.chance(0.55 + 0.012 * (y.year - 2012), 302, i) AS rural,
               demo.chance(0.22, 303, i) AS low_income,
               y.in_scope + 0.03 * h.efficiency AS y_in_scope, y.rate,
               y.on_the_spot + 0.30 * h.efficiency AS y_on_the_spot,
               0.03 + 0.08 * h.fairness AS low_income_more,
               y.charity * exp(0.5 * demo.normal(304, i)) AS charity,
               1 + round(d.days * exp(0.45 * demo.normal(305, i))
                         * (1 - 0.02 * (y.year - 2012)
                            - 0.10 * h.efficiency)) AS days_in_hospital,
               round((d.cost * h.cost_level * exp(0.035 * (y.year - 2012)
                      + 0.55 * demo.normal(306, i)))::numeric, 2) AS hospital_cost
        FROM (
            SELECT i, demo.uniform(307, i) AS year_place,
                   demo.uniform(308, i) AS hospital_place,
                   demo.uniform(309, i) AS diagnosis_place
            FROM generate_series(1::bigint, 3 * :size::bigint) AS i
            OFFSET 0
        ) AS drawn
        JOIN shantou_world y
            ON year_place >= y.from_share AND year_place < y.to_share
        JOIN shantou_ward h
            ON hospital_place >= h.from_share AND hospital_place < h.to_share
        JOIN (VALUES
            ('leukaemia',                0.00::float8, 0.34::float8, 36000, 17),
            ('congenital heart disease', 0.34, 0.62, 41000, 13),
            ('solid tumour',             0.62, 0.80, 33000, 14),
            ('haemophilia',              0.80, 0.90, 18000,  7),
            ('aplastic anaemia',         0.90, 1.00, 29000, 15)
        ) AS d(diagnosis, from_share, to_share, cost, days)
            ON diagnosis_place >= d.from_share AND diagnosis_place < d.to_share
        OFFSET 0
    ) AS stay
    OFFSET 0
) AS claim;

CREATE TABLE demo.shantou_fund
(
    year           smallint PRIMARY KEY,
    children       bigint NOT NULL,
    insured        bigint NOT NULL,
    premiums       numeric(16, 2) NOT NULL,
    public_subsidy numeric(16, 2) NOT NULL,
    spending       numeric(16, 2) NOT NULL
);
COMMENT ON TABLE demo.shantou_fund IS
'The fund by year: children in the city and insured, income and spending in yuan.';

INSERT INTO demo.shantou_fund
SELECT y.year, round(y.children * :size), round(y.insured * :size),
       round(spent * (1 + y.balance) * (1 - y.public_part), 2),
       round(spent * (1 + y.balance) * y.public_part, 2),
       spent
FROM shantou_world y
JOIN (SELECT year, sum(compensation) AS spent
      FROM demo.shantou_claim GROUP BY year) AS c USING (year);

-- 16 items, answers from 1 to 5: q1 to q6 ask for efficiency, q7 to q11 for
-- fairness, q12 to q16 for sustainability.  An answer leans on its own dimension
-- (weight) and has a rest of its own; the dimensions are a little correlated
-- through what a family thinks of everything.
CREATE TABLE demo.shantou_questionnaire
(
    family_id   bigint PRIMARY KEY,
    year        smallint NOT NULL,
    hospital_id smallint NOT NULL REFERENCES demo.shantou_hospital,
    q1 smallint, q2 smallint, q3 smallint, q4 smallint, q5 smallint, q6 smallint,
    q7 smallint, q8 smallint, q9 smallint, q10 smallint, q11 smallint,
    q12 smallint, q13 smallint, q14 smallint, q15 smallint, q16 smallint
);
COMMENT ON TABLE demo.shantou_questionnaire IS
'Questionnaire of families after discharge: 16 items from 1 to 5, NULL where no answer was given.';

CREATE TABLE demo.shantou_item
(
    item      text PRIMARY KEY,
    position  smallint NOT NULL UNIQUE,
    dimension text NOT NULL,
    wording   text NOT NULL
);
COMMENT ON TABLE demo.shantou_item IS 'The items of the questionnaire.';

INSERT INTO demo.shantou_item VALUES
    ('q1', 1, 'efficiency', 'The application was simple'),
    ('q2', 2, 'efficiency', 'The money came quickly'),
    ('q3', 3, 'efficiency', 'The hospital settled the bill on the spot'),
    ('q4', 4, 'efficiency', 'The staff knew the rules'),
    ('q5', 5, 'efficiency', 'The compensation covered the treatment'),
    ('q6', 6, 'efficiency', 'No paper was asked for twice'),
    ('q7', 7, 'fairness', 'Families like ours are treated alike'),
    ('q8', 8, 'fairness', 'Poor families get enough help'),
    ('q9', 9, 'fairness', 'Village and town have the same access'),
    ('q10', 10, 'fairness', 'The list of illnesses is fair'),
    ('q11', 11, 'fairness', 'The rules are open to everyone'),
    ('q12', 12, 'sustainability', 'The premium stays affordable'),
    ('q13', 13, 'sustainability', 'The fund will be there in ten years'),
    ('q14', 14, 'sustainability', 'Government keeps up its part'),
    ('q15', 15, 'sustainability', 'Hospitals do not waste money'),
    ('q16', 16, 'sustainability', 'Our family will stay insured');

INSERT INTO demo.shantou_questionnaire
SELECT i, year, hospital_id,
       CASE WHEN demo.chance(0.994, 421, i) THEN demo.answer(3.6 + 0.80 * efficiency + 0.62 * demo.normal(441, i)) END,
       CASE WHEN demo.chance(0.994, 422, i) THEN demo.answer(3.2 + 0.85 * efficiency + 0.66 * demo.normal(442, i)) END,
       CASE WHEN demo.chance(0.994, 423, i) THEN demo.answer(3.3 + 0.78 * efficiency + 0.72 * demo.normal(443, i)) END,
       CASE WHEN demo.chance(0.994, 424, i) THEN demo.answer(3.5 + 0.68 * efficiency + 0.70 * demo.normal(444, i)) END,
       CASE WHEN demo.chance(0.994, 425, i) THEN demo.answer(3.4 + 0.72 * efficiency + 0.25 * sustainability + 0.68 * demo.normal(445, i)) END,
       CASE WHEN demo.chance(0.994, 426, i) THEN demo.answer(3.1 + 0.66 * efficiency + 0.80 * demo.normal(446, i)) END,
       CASE WHEN demo.chance(0.994, 427, i) THEN demo.answer(3.4 + 0.80 * fairness + 0.64 * demo.normal(447, i)) END,
       CASE WHEN demo.chance(0.994, 428, i) THEN demo.answer(3.0 + 0.82 * fairness + 0.68 * demo.normal(448, i)) END,
       CASE WHEN demo.chance(0.994, 429, i) THEN demo.answer(2.9 + 0.76 * fairness + 0.74 * demo.normal(449, i)) END,
       CASE WHEN demo.chance(0.994, 430, i) THEN demo.answer(3.3 + 0.68 * fairness + 0.74 * demo.normal(450, i)) END,
       CASE WHEN demo.chance(0.994, 431, i) THEN demo.answer(3.2 + 0.66 * fairness + 0.22 * efficiency + 0.74 * demo.normal(451, i)) END,
       CASE WHEN demo.chance(0.994, 432, i) THEN demo.answer(3.3 + 0.76 * sustainability + 0.66 * demo.normal(452, i)) END,
       CASE WHEN demo.chance(0.994, 433, i) THEN demo.answer(3.1 + 0.84 * sustainability + 0.64 * demo.normal(453, i)) END,
       CASE WHEN demo.chance(0.994, 434, i) THEN demo.answer(3.5 + 0.74 * sustainability + 0.70 * demo.normal(454, i)) END,
       CASE WHEN demo.chance(0.994, 435, i) THEN demo.answer(2.8 + 0.64 * sustainability + 0.80 * demo.normal(455, i)) END,
       CASE WHEN demo.chance(0.994, 436, i) THEN demo.answer(3.7 + 0.70 * sustainability + 0.70 * demo.normal(456, i)) END
FROM (
    SELECT i, y.year, h.hospital_id,
           y.efficiency + h.efficiency
           + 0.45 * overall + 0.85 * demo.normal(401, i) AS efficiency,
           y.fairness + h.fairness
           + 0.45 * overall + 0.85 * demo.normal(402, i) AS fairness,
           y.sustainability + h.sustainability
           + 0.45 * overall + 0.85 * demo.normal(403, i) AS sustainability
    FROM (
        SELECT i, demo.uniform(404, i) AS year_place,
               demo.uniform(405, i) AS hospital_place,
               demo.normal(406, i) AS overall
        FROM generate_series(1::bigint, :size::bigint) AS i
        OFFSET 0
    ) AS drawn
    JOIN shantou_world y
        ON year_place >= y.from_share AND year_place < y.to_share
    JOIN shantou_ward h
        ON hospital_place >= h.from_share AND hospital_place < h.to_share
    OFFSET 0
) AS family;

-- The evaluation system of study 2: sixteen indicators in three dimensions.
CREATE TABLE demo.shantou_indicator_name
(
    indicator   text PRIMARY KEY,
    position    smallint NOT NULL UNIQUE,
    dimension   text NOT NULL,
    direction   text NOT NULL CHECK (direction IN ('+', '-')),
    target      float8 NOT NULL,
    by_hospital boolean NOT NULL,
    meaning     text NOT NULL
);
COMMENT ON TABLE demo.shantou_indicator_name IS
'The indicators of the evaluation system.';
COMMENT ON COLUMN demo.shantou_indicator_name.direction IS
'+ if more is better, - if less is.';
COMMENT ON COLUMN demo.shantou_indicator_name.target IS
'What the city wants to reach.';
COMMENT ON COLUMN demo.shantou_indicator_name.by_hospital IS
'A hospital has a figure of its own; false for those of the fund.';

INSERT INTO demo.shantou_indicator_name VALUES
    ('compensation_ratio', 1, 'efficiency', '+', 0.80, true, 'fund payment per yuan of hospital cost'),
    ('in_scope_share', 2, 'efficiency', '+', 0.95, true, 'share of the cost within the scope of the insurance'),
    ('on_the_spot_share', 3, 'efficiency', '+', 0.90, true, 'share of stays settled on discharge'),
    ('days_to_settle', 4, 'efficiency', '-', 7, true, 'days until the fund has paid'),
    ('days_in_hospital', 5, 'efficiency', '-', 14, true, 'days of a stay'),
    ('simple_application', 6, 'efficiency', '+', 0.60, true, 'share of families who found the application simple'),
    ('insured_share', 7, 'fairness', '+', 0.98, false, 'share of the children who are insured'),
    ('rural_to_urban_ratio', 8, 'fairness', '+', 1, true, 'compensation ratio in villages over that in town'),
    ('low_income_ratio', 9, 'fairness', '+', 0.85, true, 'compensation ratio of families of low income'),
    ('own_payment', 10, 'fairness', '-', 6000, true, 'yuan of a stay left to the family'),
    ('charity_share', 11, 'fairness', '+', 0.03, true, 'share of the cost paid by charity'),
    ('cost_per_stay', 12, 'sustainability', '-', 40000, true, 'hospital cost of a stay, yuan'),
    ('trust_in_fund', 13, 'sustainability', '+', 0.50, true, 'share of families who expect the fund to last'),
    ('loyalty', 14, 'sustainability', '+', 0.70, true, 'share of families who will stay insured'),
    ('public_share', 15, 'sustainability', '+', 0.80, false, 'public share of the income of the fund'),
    ('balance_rate', 16, 'sustainability', '+', 0.05, false, 'income of the fund left after spending');

-- Five judges compare in pairs: the dimensions with each other, and the indicators
-- of each dimension, on Saaty's scale from 1 (as important) to 9 (far more), below
-- the diagonal the other way round.  They agree but for a rest of their own; the
-- last one answers without care.
CREATE TABLE demo.shantou_judgement
(
    judge    text NOT NULL,
    compared text NOT NULL,
    matrix   float8[] NOT NULL,
    PRIMARY KEY (judge, compared)
);
COMMENT ON TABLE demo.shantou_judgement IS
'Judges'' matrices of pairwise comparison: entry i, j says how many times as important i is as j.';
COMMENT ON COLUMN demo.shantou_judgement.compared IS
'"dimensions", in the order of the alphabet, or the dimension whose indicators are compared, in the order of their positions.';

INSERT INTO demo.shantou_judgement
WITH judge AS (
    SELECT *
    FROM (VALUES
        (1, 'paediatrician', 0.18::float8), (2, 'insurance office', 0.22),
        (3, 'finance office', 0.20), (4, 'parents'' council', 0.25),
        (5, 'guest from outside', 1.10)
    ) AS j(judge_id, judge, rest)
), thing AS (
    -- importance: what the judges' answers scatter about
    SELECT compared, importance,
           row_number() OVER (PARTITION BY compared ORDER BY place) AS place,
           row_number() OVER (ORDER BY compared, place) AS thing_id
    FROM (VALUES
        ('dimensions', 1, 4.0::float8), ('dimensions', 2, 6.5), ('dimensions', 3, 2.0),
        ('efficiency', 1, 6.0), ('efficiency', 2, 3.0), ('efficiency', 3, 2.8),
        ('efficiency', 4, 2.2), ('efficiency', 5, 1.1), ('efficiency', 6, 1.4),
        ('fairness', 7, 3.5), ('fairness', 8, 3.0), ('fairness', 9, 4.5),
        ('fairness', 10, 5.0), ('fairness', 11, 1.0),
        ('sustainability', 12, 3.0), ('sustainability', 13, 1.4),
        ('sustainability', 14, 1.6), ('sustainability', 15, 3.2),
        ('sustainability', 16, 5.2)
    ) AS t(compared, place, importance)
), pair AS (
    SELECT judge, a.compared, a.place AS i, b.place AS j,
           ln(a.importance / b.importance)
           + sign(b.place - a.place) * rest
             * demo.normal(471, 10000 * judge_id
                                + 100 * least(a.thing_id, b.thing_id)
                                + greatest(a.thing_id, b.thing_id)) AS opinion
    FROM judge CROSS JOIN thing a JOIN thing b USING (compared)
), answer AS (
    SELECT judge, compared, i, j,
           CASE WHEN i = j THEN 1
             WHEN opinion > 0 THEN least(9, round(exp(opinion)))
             ELSE 1 / least(9, round(exp(-opinion)))
           END AS times
    FROM pair
)
SELECT judge, compared, array_agg(line ORDER BY i)
FROM (
    SELECT judge, compared, i, array_agg(times ORDER BY j) AS line
    FROM answer
    GROUP BY judge, compared, i
) AS lines
GROUP BY judge, compared;
