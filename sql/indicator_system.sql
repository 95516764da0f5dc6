\set ECHO none
\set topic indicator_system
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
CREATE TEMP TABLE states (state text, income float8, illiteracy float8,
	life_exp float8, murder float8, hs_grad float8);
\set load '\\copy states' :from 'states' :options
:load
\set ECHO all
\pset null NULL

--
-- The figures are those of another program: all scales and means, with values
-- that are missing, and what becomes of the ranks.
--
CREATE TEMP TABLE layout (system text, dimension text, indicator text, direction text, weight float8, target float8);
INSERT INTO layout VALUES
	('states', 'economy', 'income', '+', 2 / 7.0), ('states', 'education', 'illiteracy', '-', 1 / 7.0),
	('states', 'safety', 'life_exp', '+', 2 / 7.0), ('states', 'safety', 'murder', '-', 1 / 7.0),
	('states', 'education', 'hs_grad', '+', 1 / 7.0);
CREATE TEMP VIEW full_data AS
SELECT row_number() OVER (PARTITION BY v.indicator ORDER BY state COLLATE "C") AS i, state AS unit, v.*
FROM states, LATERAL (VALUES ('income', income), ('illiteracy', illiteracy), ('life_exp', life_exp),
	('murder', murder), ('hs_grad', hs_grad)) AS v(indicator, value);
CREATE TEMP VIEW gaps_data AS
SELECT unit, indicator, CASE WHEN NOT (i % 7 = 3 AND indicator = 'income') THEN value END AS value
FROM full_data WHERE NOT (i % 11 = 5 AND indicator IN ('murder', 'hs_grad'));

INSERT INTO got
SELECT source, format('%s, %s, %s, %s, %s', normalization, aggregation, missing_rule, unit, coalesce(dimension, 'overall')), figure.*
FROM (VALUES ('full', 'full_data'::regclass), ('gaps', 'gaps_data')) AS d(source, data),
	(SELECT n, a FROM unnest('{minmax, zscore, rank, percentile, distance}'::text[]) AS n,
		unnest('{arithmetic, geometric, harmonic}'::text[]) AS a
		WHERE n <> 'zscore' OR a = 'arithmetic' OFFSET 0) AS o(normalization, aggregation),
	unnest('{strict, renormalize}'::text[]) AS missing_rule,
	indicator_scores('layout', data, 'states', normalization, aggregation, missing_rule) AS r,
	LATERAL (VALUES ('score', score::text), ('rank', rank::text), ('missing', missing::text)) AS figure;
INSERT INTO got
SELECT 'sensitivity', scenario || ', ' || unit, figure.*
FROM indicator_sensitivity('layout', 'full_data', 'states') AS r, json_each_text(to_json(r)) AS figure;
INSERT INTO got
SELECT 'rank range', unit, figure.*
FROM indicator_rank_range('layout', 'full_data', 'states') AS r, json_each_text(to_json(r)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;
-- what a window function says of the same columns
SELECT count(*) AS states, max(abs(s.score - w.score)) < 1e-12 AS same
FROM indicator_scores('layout', 'full_data', 'states') AS s
JOIN (SELECT state AS unit, weighted_score(normalized_weights('{2, 1, 2, 1, 1}'), '{+, -, +, -, +}', 'arithmetic',
		income, illiteracy, life_exp, murder, hs_grad) OVER () AS score FROM states) AS w USING (unit)
WHERE s.dimension IS NULL;
-- the whole is the weighted mean of the dimensions
SELECT count(*) AS states, max(abs(whole - parts)) < 1e-12 AS same
FROM (SELECT unit, max(score) FILTER (WHERE dimension IS NULL) AS whole,
		sum(score * CASE dimension WHEN 'safety' THEN 3 ELSE 2 END) FILTER (WHERE dimension IS NOT NULL) / 7 AS parts
	FROM indicator_scores('layout', 'full_data', 'states') GROUP BY unit) AS u;

--
-- By hand: two periods, a target, a dimension that is left open.
--
INSERT INTO layout VALUES
	('small', 'use', 'visits', '+', 0.5, 40), ('small', 'use', 'complaints', '-', 0.2, NULL), ('small', NULL, 'staff', '+', 0.3, 20);
CREATE TEMP TABLE small_data (unit text, period int, indicator varchar(20), value numeric);
INSERT INTO small_data
SELECT v.unit, v.period, i.*
FROM (VALUES ('a', 2020, 10, 4, 5), ('b', 2020, 20, 2, 10), ('c', 2020, 30, 1, 15),
	('a', 2021, 10, 8, 20), ('b', 2021, 50, 1, 25)) AS v(unit, period, visits, complaints, staff),
	LATERAL (VALUES ('visits', visits), ('complaints', complaints), ('staff', staff)) AS i(indicator, value);
-- all: visits 10..50, complaints 8..1, staff 5..25; b 2020: 25, 85.7, 25 -> 37.142857 and, in use, 42.346939
SELECT unit, period, dimension, round(score::numeric, 6) AS score, rank, indicators, missing, note
FROM indicator_scores('layout', 'small_data', 'small');
-- period: 2020 has visits 10..30, complaints 4..1, staff 5..15; b 2020: 50, 66.7, 50 -> 53.333333
SELECT unit, period, round(score::numeric, 6) AS score, rank
FROM indicator_scores('layout', 'small_data', 'small', pool => 'period') WHERE dimension IS NULL;
-- distance: to the targets 40 and 20, and to the fewest complaints, 1; b 2020: .5 * 50 + .2 * 50 + .3 * 50
SELECT unit, period, dimension, round(score::numeric, 6) AS score
FROM indicator_scores('layout', 'small_data', 'small', 'distance') WHERE unit = 'b';
-- strict compares complete units; renormalize what there is
UPDATE small_data SET value = NULL WHERE unit = 'b' AND period = 2021 AND indicator = 'visits';
DELETE FROM small_data WHERE unit = 'a' AND period = 2020 AND indicator = 'staff';
SELECT unit, period, dimension, round(score::numeric, 6) AS score, rank, indicators, missing, note
FROM indicator_scores('layout', 'small_data', 'small');
SELECT unit, period, dimension, round(score::numeric, 6) AS score, rank, indicators, missing, note
FROM indicator_scores('layout', 'small_data', 'small', missing => 'renormalize');
-- rows without a unit or an indicator do not count; an indicator that no system knows is told
INSERT INTO small_data VALUES ('a', 2020, 'saff', 1), ('a', 2020, 'income', 1), (NULL, 2020, 'staff', 999), ('d', 2020, NULL, 1);
SELECT DISTINCT note FROM indicator_scores('layout', 'small_data', 'small', missing => 'renormalize') ORDER BY 1;
DELETE FROM small_data WHERE indicator = 'saff';

--
-- Constant, alone, without weight.
--
CREATE TEMP TABLE even_data AS
SELECT unit, indicator, value FROM (VALUES ('a', 1, 7, 3), ('b', 2, 7, 2), ('c', 5, 7, 1)) AS v(unit, visits, complaints, staff),
	LATERAL (VALUES ('visits', visits), ('complaints', complaints), ('staff', staff)) AS i(indicator, value);
SELECT unit, dimension, score, rank, note FROM indicator_scores('layout', 'even_data', 'small');
SELECT unit, round(score::numeric, 6) AS score, rank, note FROM indicator_scores('layout', 'even_data', 'small', 'rank') WHERE dimension IS NULL;
SELECT unit, scenario, round(score::numeric, 6) AS score, rank, base_rank, shift, note
FROM indicator_sensitivity('layout', 'even_data', 'small') WHERE unit = 'a';
SELECT unit, base_rank, best_rank, worst_rank, scenarios, same_share FROM indicator_rank_range('layout', 'even_data', 'small');
INSERT INTO layout
SELECT 'no weight', dimension, indicator, direction, CASE indicator WHEN 'staff' THEN 1 ELSE 0 END
FROM layout WHERE system = 'small';
SELECT unit, dimension, score, rank, note FROM indicator_scores('layout', 'even_data', 'no weight');
CREATE TEMP VIEW one_data AS SELECT * FROM even_data WHERE unit = 'b';
SELECT score, rank, note FROM indicator_scores('layout', 'one_data', 'small') WHERE dimension IS NULL;
-- values that are not positive have no distance, and their scenario no score
UPDATE even_data SET value = 0 WHERE unit = 'a' AND indicator = 'visits';
SELECT DISTINCT scenario, score, note FROM indicator_sensitivity('layout', 'even_data', 'small') WHERE scenario = 'distance';

--
-- Properties.
--
-- unit, order of the rows, and scale of the values do not matter
CREATE TEMP VIEW other_data AS
SELECT unit, indicator, CASE indicator WHEN 'income' THEN value * 7 - 3 ELSE value END AS value
FROM full_data ORDER BY hashtext(unit || indicator);
SELECT count(*) AS rows, max(abs(a.score - b.score)) < 1e-12 AS same, bool_and(a.rank = b.rank) AS ranks
FROM indicator_scores('layout', 'full_data', 'states') AS a
JOIN indicator_scores('layout', 'other_data', 'states') AS b
	ON a.unit = b.unit AND a.dimension IS NOT DISTINCT FROM b.dimension;
-- harmonic <= geometric on one scale, and no score leaves it
SELECT bool_and(h.score <= g.score) AS ordered, min(h.score) >= 1 AND max(g.score) <= 100 AS within
FROM indicator_scores('layout', 'full_data', 'states', aggregation => 'harmonic') AS h
JOIN indicator_scores('layout', 'full_data', 'states', aggregation => 'geometric') AS g
	ON h.unit = g.unit AND h.dimension IS NOT DISTINCT FROM g.dimension;
-- the base of the scenarios is the score itself
SELECT count(*) AS units, bool_and(a.score = b.score AND a.rank = b.rank AND b.shift = 0) AS same
FROM indicator_scores('layout', 'small_data', 'small', missing => 'renormalize', pool => 'period') AS a
JOIN indicator_sensitivity('layout', 'small_data', 'small', 'renormalize', 'period') AS b
	ON a.unit = b.unit AND a.period = b.period
WHERE dimension IS NULL AND scenario = 'base';
-- equal scores share a rank, also where the last digits of their sums differ
CREATE TEMP VIEW twice_data AS SELECT unit || k AS unit, indicator, value FROM full_data, generate_series(1, 2) AS k;
SELECT bool_and(b.rank = 2 * a.rank - 1) AS shared
FROM indicator_scores('layout', 'full_data', 'states') AS a
JOIN indicator_scores('layout', 'twice_data', 'states') AS b
	ON b.unit IN (a.unit || 1, a.unit || 2) AND a.dimension IS NOT DISTINCT FROM b.dimension;
-- names of any kind are names
CREATE TEMP TABLE "odd ""table"";--" (unit text, "period" "char", indicator text, value real);
INSERT INTO "odd ""table"";--" VALUES ('x''; --', 'p', 'i"''%s', 1), ('y', 'p', 'i"''%s', 2);
INSERT INTO layout VALUES ('s''; --', 'd%s', 'i"''%s', '+', 1);
SELECT * FROM indicator_scores('layout', '"odd ""table"";--"', 's''; --');

--
-- What is refused, each with the name of it.
--
SELECT * FROM indicator_scores('layout', 'full_data', 'state');
SELECT * FROM indicator_scores('full_data', 'layout', 'states');
SELECT * FROM indicator_scores('layout', 'states', 'states');
SELECT * FROM indicator_scores(0, 'full_data', 'states');
SELECT * FROM indicator_scores('layout', 'full_data', 'small');
SELECT * FROM indicator_scores('layout', 'full_data', 'states', 'min-max');
SELECT * FROM indicator_scores('layout', 'full_data', 'states', aggregation => 'mean');
SELECT * FROM indicator_scores('layout', 'full_data', 'states', missing => 'zero');
SELECT * FROM indicator_scores('layout', 'full_data', 'states', pool => 'year');
SELECT * FROM indicator_scores('layout', 'full_data', 'states', 'zscore', 'geometric');
SELECT * FROM indicator_scores('layout', 'even_data', 'small', 'distance');
BEGIN;
INSERT INTO small_data SELECT * FROM small_data WHERE unit = 'a' AND indicator = 'visits' AND period = 2021;
SELECT * FROM indicator_scores('layout', 'small_data', 'small');
ROLLBACK;
BEGIN;
UPDATE small_data SET value = 'NaN' WHERE unit = 'a' AND indicator = 'visits' AND period = 2021;
SELECT * FROM indicator_scores('layout', 'small_data', 'small');
ROLLBACK;
CREATE TEMP VIEW bad_layout AS
SELECT system || ': ' || what AS system, indicator, f.direction, f.weight, f.target
FROM layout, LATERAL (VALUES ('direction', CASE indicator WHEN 'staff' THEN '0' ELSE direction END, weight, target),
	('no direction', CASE WHEN indicator <> 'staff' THEN direction END, weight, target),
	('sum', direction, weight * 2, target),
	('negative', direction, CASE indicator WHEN 'staff' THEN -weight ELSE weight END, target),
	('NaN', direction, CASE indicator WHEN 'staff' THEN 'NaN' ELSE weight END, target),
	('no weight', direction, CASE WHEN indicator <> 'staff' THEN weight END, target),
	('target', direction, weight, 'Infinity')) AS f(what, direction, weight, target)
WHERE system = 'small'
UNION ALL SELECT 'small: no name', nullif(indicator, 'staff'), direction, weight, target FROM layout WHERE system = 'small'
UNION ALL SELECT 'small: twice', indicator, direction, weight / 2, target FROM layout, generate_series(1, 2) WHERE system = 'small';
SELECT * FROM indicator_scores('bad_layout', 'small_data', 'small: direction');
SELECT * FROM indicator_scores('bad_layout', 'small_data', 'small: no direction');
SELECT * FROM indicator_scores('bad_layout', 'small_data', 'small: sum');
SELECT * FROM indicator_scores('bad_layout', 'small_data', 'small: negative');
SELECT * FROM indicator_scores('bad_layout', 'small_data', 'small: NaN');
SELECT * FROM indicator_scores('bad_layout', 'small_data', 'small: no weight');
SELECT * FROM indicator_scores('bad_layout', 'small_data', 'small: target');
SELECT * FROM indicator_scores('bad_layout', 'small_data', 'small: no name');
SELECT * FROM indicator_scores('bad_layout', 'small_data', 'small: twice');
-- without an argument there are no rows; the rights are the caller's
SELECT count(*) AS rows FROM indicator_scores(NULL, 'full_data', 'states');
BEGIN;
CREATE TABLE kept_layout AS SELECT * FROM layout;
CREATE ROLE medsec_stranger;
GRANT USAGE ON SCHEMA medsec TO medsec_stranger;
SET LOCAL ROLE medsec_stranger;
\set VERBOSITY sqlstate
SELECT * FROM indicator_scores('kept_layout', 'kept_layout', 'states');
\set VERBOSITY default
ROLLBACK;
-- a planted operator is not called
CREATE SCHEMA planted;
CREATE FUNCTION planted.never(text, text) RETURNS bool LANGUAGE sql RETURN false;
CREATE OPERATOR planted.= (LEFTARG = text, RIGHTARG = text, FUNCTION = planted.never);
SET search_path = planted, pg_catalog, pg_temp;
SELECT count(*) AS scores FROM medsec.indicator_scores('pg_temp.layout', 'pg_temp.full_data', 'states');
RESET search_path;

