-- Makes the tables that are measured:
--
--   psql -d DATABASE -v rows=2000000 -f tables.sql
--
-- narrow    a number x, a group of two, a group of which there are rows / 2
-- wide      16 numbers c1 .. c16, three factors and noise, as money: two decimals
-- arrays    the same numbers, one float8[] a row
-- summary   the co-moments of 200 columns, one row
-- solution  a PCA of wide, one row: the components with eigenvalues above 1
-- stored    the moments of x in 100,000 groups
-- units     the first 100,000 rows of wide
-- burden    rows / 60 households by 60 months: what they paid, over their line
-- household what households have, spend and pay in a year, of 1 to 6 persons, with
--           a weight; money with two decimals, some pay nothing
-- answers   two answers of five levels that depend on each other, as numbers, text
--           and enum, a group of two, a cost that is never the same twice
-- scale     rows / 4 persons by 25 items of five levels, q1 .. q25
-- claims    five or so claims a person and year, with what a plan of four layers asks
--
-- The same rows on every run: random() is seeded, and the plans are serial.

\set ON_ERROR_STOP on
SET jit = off;
SELECT setseed(0.5) \g /dev/null

CREATE TABLE narrow AS
SELECT round(1e4 * (random() + random() + random())) / 100 AS x,
       random() < 0.5 AS grp,
       i % (:rows / 2) AS g
FROM generate_series(1, :rows) AS i;

SELECT format('CREATE TABLE wide AS SELECT %s FROM (SELECT random() AS f0, random() AS f1, random() AS f2
                                                    FROM generate_series(1, %s)) AS factors',
              string_agg(format('round(1e4 * (f%s + random())) / 100 AS c%s', j % 3, j), ', ' ORDER BY j),
              :rows)
FROM generate_series(1, 16) AS j
\gexec

SELECT string_agg('c' || j, ', ' ORDER BY j) AS columns FROM generate_series(1, 16) AS j \gset
CREATE TABLE arrays AS SELECT ARRAY[:columns] AS c FROM wide;
CREATE TABLE solution AS SELECT pca(comoments(:columns), retain => 'kaiser') AS p FROM wide;
CREATE TABLE units AS SELECT * FROM wide LIMIT 100000;
CREATE TABLE burden AS
SELECT i / 60 AS household, i % 60 AS month, round((2e4 * random())::numeric, 2) AS paid, random() * 1.6 AS ratio
FROM generate_series(0, :rows - 1) AS i;
CREATE TABLE stored AS SELECT moments(x) AS m FROM narrow GROUP BY g % 100000;

SELECT format('CREATE TABLE summary AS
               SELECT comoments(ARRAY[%s]) AS c
               FROM (SELECT random() AS f0, random() AS f1, random() AS f2 FROM generate_series(1, 2000)) AS factors',
              string_agg(format('f%s + random()', j % 3), ', '))
FROM generate_series(1, 200) AS j
\gexec

CREATE TABLE household AS
SELECT round(100 * income) / 100 AS income, consumption, round(40 * consumption * (0.7 + u)) / 100 AS food,
       CASE WHEN v < 0.25 THEN 0 ELSE round(3 * consumption * (v - 0.2) / (1.02 - v)) / 100 END AS oop, size, 0.5 + w AS weight
FROM (SELECT *, round(100 * (0.5 * income + 4000 * size)) / 100 AS consumption
      FROM (SELECT *, 3000 * size * exp(2 * (u + w)) AS income
            FROM (SELECT random() AS u, random() AS v, random() AS w, 1 + floor(6 * random()) AS size
                  FROM generate_series(1, :rows)) AS draws) AS incomes) AS budgets;

CREATE TYPE grade AS ENUM ('poor', 'fair', 'good', 'very good', 'excellent');
CREATE TABLE answers AS
SELECT a, b, names[a] AS a_text, names[b] AS b_text, names[a]::grade AS a_enum, names[b]::grade AS b_enum, grp, cost
FROM (SELECT 1 + floor(5 * u)::int AS a, 1 + floor(5 * CASE WHEN v < 0.7 THEN v / 0.7 ELSE u END)::int AS b, w < 0.5 AS grp, exp(8 + 2 * w + x) AS cost
      FROM (SELECT random() AS u, random() AS v, random() AS w, random() AS x FROM generate_series(1, :rows)) AS draws) AS numbers,
     (SELECT '{poor,fair,good,very good,excellent}'::text[] AS names) AS names;

SELECT format('CREATE TABLE scale AS SELECT %s FROM (SELECT random() AS factor FROM generate_series(1, %s)) AS factors',
              string_agg(format('(1 + floor(5 * (factor + random()) / 2))::smallint AS q%s', j), ', ' ORDER BY j),
              :rows / 4)
FROM generate_series(1, 25) AS j
\gexec

CREATE TABLE claims AS
SELECT i % (:rows / 10) AS person, 2023 + (i / (:rows / 10)) % 2 AS year, date '2023-01-01' + (random() * 364)::int AS day, i AS id,
       ('{outpatient,township,county,city}'::text[])[1 + floor(random() * 4)::int] AS tier,
       ('{general,general,general,edge,dibao,tekun}'::text[])[1 + floor(random() * 6)::int] AS category,
       ('{local,local,transfer,unfiled}'::text[])[1 + floor(random() * 4)::int] AS referral,
       total, round(total * 0.12, 2) AS excluded
FROM generate_series(1, :rows) AS i, LATERAL (SELECT round(exp(4 + 6 * random() + 0 * i)::numeric, 2)) AS t (total);

-- Two workers whatever the number of rows.
ALTER TABLE narrow SET (parallel_workers = 2, autovacuum_enabled = false);
ALTER TABLE wide SET (parallel_workers = 2, autovacuum_enabled = false);
ALTER TABLE household SET (parallel_workers = 2, autovacuum_enabled = false);
VACUUM (FREEZE, ANALYZE) narrow, wide, arrays, summary, solution, stored, units, household, burden, answers, scale, claims;
