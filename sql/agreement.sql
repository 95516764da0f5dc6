\set ECHO none
\set topic agreement
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of the definitions written down a second time.
--
CREATE TEMP TABLE rating ("case" text, unit int, coder text, value float8);
INSERT INTO rating
SELECT 'book', unit, coder, (values::float8[])[unit]
FROM (VALUES ('A', '{1,2,3,3,2,1,4,1,2,NULL,NULL,NULL}'), ('B', '{1,2,3,3,2,2,4,1,2,5,NULL,NULL}'),
	('C', '{NULL,3,3,3,2,3,4,2,2,5,1,3}'), ('D', '{1,2,3,3,2,4,4,1,2,5,1,NULL}')) AS v(coder, values), generate_series(1, 12) AS unit;
INSERT INTO rating
SELECT name, unit, coder, CASE name WHEN 'judges' THEN value ELSE round(value) END
FROM (SELECT row_number() OVER () AS unit, j.* FROM usjudgeratings AS j) AS j,
	LATERAL (VALUES ('dmnr', dmnr), ('dilg', dilg), ('cfmg', cfmg), ('deci', deci), ('prep', prep)) AS v(coder, value),
	unnest('{judges, rounded}'::text[]) AS name
WHERE unit <= 12;
INSERT INTO rating
SELECT 'counts', unit, row_number() OVER (PARTITION BY unit), category
FROM (VALUES (1, '{0,0,0,0,14}'), (2, '{0,2,6,4,2}'), (3, '{0,0,3,5,6}'), (4, '{0,3,9,2,0}'), (5, '{2,2,8,1,1}'), (6, '{7,7,0,0,0}'),
	(7, '{3,2,6,3,0}'), (8, '{2,5,3,2,2}'), (9, '{6,5,2,1,0}'), (10, '{0,2,2,3,7}')) AS v(unit, counts),
	generate_series(1, 5) AS category, generate_series(1, (counts::int[])[category]);

INSERT INTO got
SELECT "case", format('krippendorff %s', level), figure.*
FROM (SELECT "case", level, krippendorff_alpha(unit, coder, value, level) AS a
	FROM rating, unnest('{nominal, ordinal, interval, ratio}'::text[]) AS level GROUP BY "case", level) AS s,
	json_each_text(to_json(a)) AS figure;
INSERT INTO got
SELECT "case", 'fleiss', figure.*
FROM (SELECT "case", fleiss_kappa(unit, coder, value) AS a FROM rating GROUP BY "case") AS s, json_each_text(to_json(a)) AS figure;
INSERT INTO got
SELECT "case", 'kendall', figure.*
FROM (SELECT "case", kendall_w(unit, coder, value) AS a FROM rating WHERE "case" <> 'counts' GROUP BY "case") AS s,
	json_each_text(to_json(a)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

-- counts and notes
SELECT "case", (f).units, (f).n_incomplete, (f).coders, (f).categories, (f).n, (f).n_missing, (f).note
FROM (SELECT "case", fleiss_kappa(unit, coder, value) AS f FROM rating GROUP BY "case") AS s ORDER BY 1;
SELECT "case", (k).level, (k).units, (k).n_single, (k).coders, (k).n, (k).n_missing, (k).note
FROM (SELECT "case", krippendorff_alpha(unit, coder, value, 'Ordinal') AS k FROM rating GROUP BY "case") AS s ORDER BY 1;
SELECT "case", (w).units, (w).n_incomplete, (w).coders, (w).n, (w).n_missing, (w).note
FROM (SELECT "case", kendall_w(unit, coder, value) AS w FROM rating WHERE "case" <> 'counts' GROUP BY "case") AS s ORDER BY 1;

-- any types, in any order; the forms of plain types; numbers that are equal
CREATE TEMP TABLE typed AS
SELECT unit, unit::text AS unit_text, coder, value, value::int AS whole, value::numeric(6, 2) AS exact,
	'answer ' || value AS name, date '2020-01-01' + unit AS day FROM rating WHERE "case" = 'book';
SELECT fleiss_kappa(unit, coder, value) = fleiss_kappa(day, coder, name) AS any_type,
	fleiss_kappa(unit, coder, value) = fleiss_kappa(unit_text, coder, name) AS text,
	fleiss_kappa(unit, coder, exact) = fleiss_kappa(unit, coder, whole ORDER BY random()) AS numbers,
	krippendorff_alpha(unit, coder, value, 'nominal') = krippendorff_alpha(day, coder, name, 'nominal') AS names,
	krippendorff_alpha(unit, coder, exact, 'ratio') = krippendorff_alpha(unit_text, coder, value, 'ratio') AS ratio,
	kendall_w(unit, coder, exact) = kendall_w(unit_text, coder, value) AS kendall
FROM typed;
-- 1 and 1.00 are one category
SELECT (fleiss_kappa(unit, coder, value)).categories
FROM (VALUES (1, 'a', 1.0), (1, 'b', 1.00), (2, 'a', 2), (2, 'b', 2.000)) AS v(unit, coder, value);
-- an offset takes the digits of the values, no more
SELECT abs((krippendorff_alpha(unit, coder, value + 1e9, 'interval')).estimate / (krippendorff_alpha(unit, coder, value, 'interval')).estimate - 1) < 1e-7 AS offset
FROM rating WHERE "case" = 'judges';

--
-- Too little to say.
--
CREATE TEMP TABLE few (what text, unit int, coder text, value int);
INSERT INTO few VALUES ('one coder', 1, 'a', 1), ('one coder', 2, 'a', 2),
	('single ratings', 1, 'a', 1), ('single ratings', 2, 'b', 2),
	('all the same', 1, 'a', 3), ('all the same', 1, 'b', 3), ('all the same', 2, 'a', 3), ('all the same', 2, 'b', 3),
	('rated twice', 1, 'a', 1), ('rated twice', 1, 'a', 1), ('rated twice', 1, 'b', 1),
	('only missing', 1, 'a', NULL), ('only missing', 1, NULL, 1), ('only missing', NULL, 'a', 1),
	('one coder constant', 1, 'a', 2), ('one coder constant', 2, 'a', 2), ('one coder constant', 3, 'a', 2),
	('one coder constant', 1, 'b', 1), ('one coder constant', 2, 'b', 2), ('one coder constant', 3, 'b', 3),
	('each coder constant', 1, 'a', 2), ('each coder constant', 2, 'a', 2), ('each coder constant', 1, 'b', 1), ('each coder constant', 2, 'b', 1),
	('one unit', 1, 'a', 1), ('one unit', 1, 'b', 2), ('agreed', 1, 'a', 1), ('agreed', 1, 'b', 1), ('agreed', 2, 'a', 2), ('agreed', 2, 'b', 2);
SELECT what, round((f).estimate::numeric, 6) AS kappa, (f).agreement, (f).units, (f).n, (f).n_missing, (f).note
FROM (SELECT what, fleiss_kappa(unit, coder, value) AS f FROM few GROUP BY what) AS s ORDER BY what;
SELECT what, level, round((k).estimate::numeric, 6) AS alpha, (k).units, (k).n_single, (k).n, (k).n_missing, (k).note
FROM (SELECT what, level, krippendorff_alpha(unit, coder, value, level) AS k
	FROM few, unnest('{nominal, ratio}'::text[]) AS level GROUP BY what, level) AS s ORDER BY what, level;
SELECT what, round((w).estimate::numeric, 6) AS w, (w).units, (w).n_incomplete, (w).note
FROM (SELECT what, kendall_w(unit, coder, value) AS w FROM few GROUP BY what) AS s ORDER BY what;
SELECT (krippendorff_alpha(unit, coder, value - 2, 'ratio')).note FROM few WHERE what = 'agreed';
SELECT (fleiss_kappa(unit, coder, value)).note, (krippendorff_alpha(unit, coder, value, 'nominal')).note, (kendall_w(unit, coder, value)).note
FROM few WHERE false;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT krippendorff_alpha(unit, coder, value, 'likert') FROM few;
SELECT krippendorff_alpha(unit, coder, value, NULL) FROM few WHERE what = 'agreed';
SELECT krippendorff_alpha(unit, coder, value, CASE unit WHEN 1 THEN 'ordinal' ELSE 'ratio' END) FROM few WHERE what = 'agreed';
SELECT krippendorff_alpha(unit, coder, coder, 'ordinal') FROM few;
SELECT kendall_w(unit, coder, coder) FROM few;
SELECT kendall_w(unit, coder, 'NaN'::float8) FROM few;
SELECT ratings_combine(ratings_accum(NULL, 'a'::text, 'b'::text, 'c'::text), ratings_accum_rank(NULL, 'a'::text, 'b'::text, 1::float8));
SELECT '(1,0,1,0,0)'::ratings;
SELECT '(1,0,0,0,7)'::ratings;
SELECT '(1,0,1,1,1,1,97,1,98,1,99)'::ratings;
SELECT '(1,0,1,0,0,-1,97,1,98,1,99)'::ratings;
\set VERBOSITY default
SELECT kendall_w(unit, coder, coder) FROM few;
SELECT '(1,0,1,0,0,1,97,1,98,1,99)'::ratings = ratings_accum(NULL, 'a'::text, 'b'::text, 'c'::text) AS same;
