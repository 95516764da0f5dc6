\set ECHO none
\set topic correlation
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of another program.
--
CREATE TEMP TABLE summary ("case" text, labels text[], c comoments);
INSERT INTO summary
SELECT 'airquality', '{ozone, solar_r, wind, temp}'::text[],
	comoments(ozone, solar_r, wind, temp) FROM airquality
UNION ALL SELECT 'swiss', '{fertility, agriculture, examination, education, catholic, infant_mortality}',
	comoments(fertility, agriculture, examination, education, catholic, infant_mortality) FROM swiss
UNION ALL SELECT 'usjudgeratings', NULL, comoments(cont, intg, dmnr, dilg, cfmg, deci, prep, fami,
	oral, writ, phys, rten) FROM usjudgeratings
UNION ALL SELECT 'iris', '{sepal_length, sepal_width, petal_length, petal_width}',
	comoments(sepal_length, sepal_width, petal_length, petal_width) FROM iris;

INSERT INTO got
SELECT "case", format('%s %s %s', kind, pair.x, pair.y), figure.*
FROM summary, LATERAL (
	SELECT 'pearson' AS kind, t.* FROM correlations(c, labels) AS t
	UNION ALL SELECT 'pearson holm', t.* FROM correlations(c, labels, 'holm', 0.9) AS t
	UNION ALL SELECT 'partial', t.* FROM partial_correlations(c, labels) AS t
	UNION ALL SELECT 'partial by', t.* FROM partial_correlations(c, labels, 'by', 0.99) AS t) AS pair,
	json_each_text(to_json(pair)) AS figure;
INSERT INTO got
SELECT "case", alternative, figure.*
FROM summary, unnest('{two-sided, less, greater}'::text[]) AS alternative,
	json_each_text(to_json(correlation_test(c, 1, 2, alternative, 0.9))) AS figure;
-- the test calls the coefficient an estimate; the reference has it once
SELECT * FROM compared;
SELECT * FROM differing;

-- the order of the rows, and names where there are none
SELECT string_agg(r.x || ' ' || r.y, ', ') FROM summary, correlations(c) AS r WHERE "case" = 'swiss';
SELECT count(*), count(DISTINCT (x, y)) AS distinct, bool_and(x < y OR length(x) < length(y)) AS x_first
FROM summary, correlations(c) WHERE "case" = 'usjudgeratings';
-- correlation_test says the same as a row of correlations()
SELECT count(*) AS pairs, bool_and(t.estimate = r.r AND t.p_value = r.p_value AND t.conf_low = r.conf_low
	AND t.conf_high = r.conf_high AND t.statistic = r.statistic AND t.df = r.df) AS same
FROM summary, LATERAL correlations(c) AS r,
	LATERAL correlation_test(c, substr(r.x, 2)::int, substr(r.y, 2)::int) AS t;
SELECT correlation_test(c) = correlation_test(c, 1, 2, 'two-sided', 0.95) AS defaults,
	(correlation_test(c, 2, 1)).estimate = (correlation_test(c, 1, 2)).estimate AS symmetric,
	(correlation_test(c)).method, (correlation_test(c)).note
FROM summary WHERE "case" = 'iris';

--
-- Too little to say: NULL and a note.
--
CREATE TEMP TABLE small (label text, c comoments);
INSERT INTO small
SELECT '0 no rows', comoments(x, x) FROM (SELECT 1 WHERE false) AS v(x)
UNION ALL SELECT '1 one row', comoments(3, 4)
UNION ALL SELECT '2 two rows', comoments(x, -x) FROM (VALUES (1), (2)) AS v(x)
UNION ALL SELECT '3 three rows', comoments(x, x * x) FROM (VALUES (1), (2), (3)) AS v(x)
UNION ALL SELECT '4 constant', comoments(x, 0.1) FROM (VALUES (1), (2), (6), (9), (11)) AS v(x)
UNION ALL SELECT '5 perfect', comoments(x, 3 - 2 * x) FROM (VALUES (1), (2), (6), (9), (11)) AS v(x);
SELECT label, round(t.estimate::numeric, 12) AS r, t.n, t.df, t.statistic IS NULL AS no_t,
	t.p_value IS NULL AS no_p, t.conf_low IS NULL AS no_limits, t.note
FROM small, LATERAL correlation_test(c) AS t WHERE label > '1' ORDER BY 1;
SELECT label, r.x, r.y, round(r.r::numeric, 12) AS r, r.n, r.p_value IS NULL AS no_p, r.note
FROM small, LATERAL correlations(c) AS r WHERE label > '1' ORDER BY 1;
-- a constant column hurts only its own pairs
SELECT x, y, r IS NULL AS undefined, p_value IS NULL AS no_p, note
FROM (SELECT comoments(x, 7, y) AS c FROM (VALUES (1, 3), (2, 9), (5, 1), (8, 8)) AS v(x, y)) AS s,
	correlations(c, '{a, flat, b}', 'holm') ORDER BY 1, 2;
-- collinear columns: correlations are there, partial ones are not
SELECT x, y, r IS NULL AS undefined, note
FROM (SELECT comoments(x, y, x + y) AS c FROM (VALUES (1, 3), (2, 9), (5, 1), (8, 8), (9, 4)) AS v(x, y)) AS s,
	partial_correlations(c) ORDER BY 1, 2;
-- a correlation of 1 in far tails: p is 0, not NULL
SELECT t.estimate > 0.999999 AS high, t.p_value < 1e-50 AS small
FROM (SELECT comoments(i, i + sin(i) / 1000) AS c FROM generate_series(1, 30) AS i) AS s, correlation_test(c) AS t;

-- a spread too small for squares of doubles is not said to be none
SELECT label, r.r, r.note, t.note
FROM (SELECT '1 some', comoments(x, x * 1e-150) FROM generate_series(1, 5) AS x
	UNION ALL SELECT '2 none or some', comoments(x, x * 1e-170) FROM generate_series(1, 5) AS x
	UNION ALL SELECT '3 zeros', comoments(0 * x, x) FROM generate_series(1, 5) AS x
	UNION ALL SELECT '4 none', comoments(x, 1e-100) FROM generate_series(1, 5) AS x) AS s(label, c),
	LATERAL correlations(c) AS r, LATERAL correlation_test(c) AS t ORDER BY 1;
-- weights that add up to 1, but for rounding
SELECT sum_weight(c) > 1 AS above, covariance(c), correlation(c), r.r, r.note, t.note, p.note
FROM (SELECT comoments_weighted(CASE WHEN x < 6 THEN 1 / 6::float8 ELSE 1 / 6::float8 + 1e-15 END, x, x * x) AS c
	FROM generate_series(1, 6) AS x) AS s,
	LATERAL correlations(c) AS r, LATERAL partial_correlations(c) AS p, LATERAL correlation_test(c) AS t;
-- the labels of a summary without rows say how many columns there would be
SELECT r.x, r.y, r.r, r.n, r.p_value, r.note FROM small, LATERAL correlations(c, '{a, b, c}', 'holm') AS r WHERE label = '0 no rows';
SELECT r.x, r.y, r.r, r.n, r.p_value, r.note FROM small, LATERAL partial_correlations(c, '{a, b}') AS r WHERE label = '0 no rows';
SELECT (SELECT count(*) FROM correlations(c)) AS unnamed, (SELECT count(*) FROM correlations(c, '{}')) AS none,
	(SELECT count(*) FROM correlations(c, '{a}')) AS one
FROM small WHERE label = '0 no rows';
-- the case of an option does not matter, and R's name is known
SELECT "case", (SELECT array_agg(r) FROM correlations(c, NULL, 'bh') AS r) = (SELECT array_agg(r) FROM correlations(c, NULL, 'FDR') AS r)
	AS fdr, (SELECT array_agg(r) FROM correlations(c, NULL, 'bh') AS r) = (SELECT array_agg(r) FROM correlations(c, NULL, 'Bh') AS r) AS bh
FROM summary ORDER BY 1;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT correlations(c, '{a, b}') FROM summary WHERE "case" = 'iris';
SELECT correlations(c, '{a, b, c, d, e}') FROM summary WHERE "case" = 'iris';
SELECT correlations(c, '{a, b, NULL, d}') FROM summary WHERE "case" = 'iris';
SELECT correlations(c, '{a, b, a, d}') FROM summary WHERE "case" = 'iris';
SELECT correlations(c, '{{a, b}, {c, d}}') FROM summary WHERE "case" = 'iris';
SELECT correlations(c, '{{a, b}, {c, d}}') FROM small WHERE label = '0 no rows';
SELECT correlations(c, '{a, NULL}') FROM small WHERE label = '0 no rows';
SELECT count(*) FROM small, LATERAL correlations(c, array_fill('a'::text, ARRAY[1601])) WHERE label = '0 no rows';
SELECT correlations(c, NULL, 'tukey') FROM summary WHERE "case" = 'iris';
SELECT correlations(c, NULL, 'none', 1) FROM summary WHERE "case" = 'iris';
SELECT partial_correlations(c, '{a}') FROM summary WHERE "case" = 'iris';
SELECT partial_correlations(c, NULL, 'sidak') FROM summary WHERE "case" = 'iris';
SELECT correlation_test(c, 0, 1) FROM summary WHERE "case" = 'iris';
SELECT correlation_test(c, 1, 5) FROM summary WHERE "case" = 'iris';
SELECT correlation_test(c, -2147483648, 2147483647) FROM summary WHERE "case" = 'iris';
SELECT correlation_test(c, 1, 2, 'not equal') FROM summary WHERE "case" = 'iris';
SELECT correlation_test(c, 1, 2, conf_level => 'NaN') FROM summary WHERE "case" = 'iris';
\set VERBOSITY default
SELECT correlations(c, '{a, b}') FROM summary WHERE "case" = 'iris';
SELECT correlations(c, NULL, 'tukey') FROM summary WHERE "case" = 'iris';
SELECT count(*) FROM correlations(NULL);
SELECT correlation_test(NULL) IS NULL AS test;
