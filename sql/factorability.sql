\set ECHO none
\set topic factorability
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
UNION ALL SELECT 'usjudgeratings', '{cont, intg, dmnr, dilg, cfmg, deci, prep, fami, oral, writ, phys, rten}',
	comoments(cont, intg, dmnr, dilg, cfmg, deci, prep, fami, oral, writ, phys, rten) FROM usjudgeratings
UNION ALL SELECT 'iris', '{sepal_length, sepal_width, petal_length, petal_width}',
	comoments(sepal_length, sepal_width, petal_length, petal_width) FROM iris;

INSERT INTO got
SELECT "case", 'kmo', figure.* FROM summary, json_each_text(to_json(kmo(c))) AS figure
UNION ALL SELECT "case", 'bartlett', figure.*
FROM summary, json_each_text(to_json(bartlett_sphericity(c))) AS figure
UNION ALL SELECT "case", 'msa', item, msa::text FROM summary, kmo_items(c, labels);
SELECT * FROM compared;
SELECT * FROM differing;
SELECT DISTINCT (kmo(c)).note, (bartlett_sphericity(c)).method, (bartlett_sphericity(c)).note FROM summary;
SELECT string_agg(item, ', ') FROM summary, kmo_items(c) WHERE "case" = 'iris';

--
-- Singular, or too little: NULL and a note that says the rank.
--
CREATE TEMP TABLE small (label text, c comoments);
INSERT INTO small
SELECT '0 no rows', comoments(x, x) FROM (SELECT 1 WHERE false) AS v(x)
UNION ALL SELECT '1 one row', comoments(3, 4)
UNION ALL SELECT '2 fewer rows than columns', comoments(a, b, c, d)
FROM (VALUES (1, 4, 2, 8), (5, 7, 1, 3), (2, 2, 9, 6)) AS v(a, b, c, d)
UNION ALL SELECT '3 a column twice', comoments(x, y, x)
FROM (VALUES (1, 3), (2, 9), (5, 1), (8, 8), (9, 4)) AS v(x, y)
UNION ALL SELECT '4 a sum of others', comoments(x, y, x + y)
FROM (VALUES (1, 3), (2, 9), (5, 1), (8, 8), (9, 4)) AS v(x, y)
UNION ALL SELECT '5 constant', comoments(x, 7, y)
FROM (VALUES (1, 3), (2, 9), (5, 1), (8, 8), (9, 4)) AS v(x, y)
UNION ALL SELECT '6 one column', comoments(x) FROM (VALUES (1), (2), (6)) AS v(x)
UNION ALL SELECT '7 perfect', comoments(x, 3 - 2 * x) FROM (VALUES (1), (2), (6), (9)) AS v(x)
UNION ALL SELECT '8 two columns', comoments(x, y)
FROM (VALUES (1, 3), (2, 9), (5, 1), (8, 8), (9, 4)) AS v(x, y);
SELECT label, round(k.kmo::numeric, 12) AS kmo, k.n, k.p, k.note FROM small, LATERAL kmo(c) AS k ORDER BY 1;
SELECT label, b.statistic IS NULL AS no_chi, b.p_value IS NULL AS no_p, b.df, b.n, b.note
FROM small, LATERAL bartlett_sphericity(c) AS b ORDER BY 1;
SELECT label, i.item, i.msa FROM small, LATERAL kmo_items(c) AS i WHERE label < '8' ORDER BY 1, 2;

-- columns without any correlation
SELECT k.kmo, k.determinant, k.note, b.statistic, b.p_value, b.note
FROM (SELECT comoments(x, y) AS c FROM (VALUES (-1, -1), (-1, 1), (1, -1), (1, 1)) AS v(x, y)) AS s,
	LATERAL kmo(c) AS k, LATERAL bartlett_sphericity(c) AS b;
SELECT item, msa, note
FROM (SELECT comoments(x, y, x + z) AS c FROM (VALUES (-1, -1, 0), (-1, 1, 0), (1, -1, 0), (1, 1, 0), (0, 0, 1), (0, 0, -1))
	AS v(x, y, z)) AS s, kmo_items(c);
-- weights can be too few where rows are not
SELECT sum_weight(c), b.statistic, b.note
FROM (SELECT comoments_weighted(0.6, x, y) AS c FROM (VALUES (1, 3), (2, 9), (5, 1)) AS v(x, y)) AS s, bartlett_sphericity(c) AS b;
SELECT k.kmo, k.note FROM (SELECT comoments_weighted(0.25, x, y) AS c FROM (VALUES (1, 3), (2, 9), (5, 1)) AS v(x, y)) AS s, kmo(c) AS k;
-- the labels say how many items there would be
SELECT item, msa, note FROM small, kmo_items(c, '{a, b, c}') WHERE label = '0 no rows';

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT kmo_items(c, '{a, b}') FROM summary WHERE "case" = 'iris';
SELECT kmo_items(c, '{a, b, c, NULL}') FROM summary WHERE "case" = 'iris';
\set VERBOSITY default
SELECT kmo(NULL) IS NULL AS kmo, bartlett_sphericity(NULL) IS NULL AS bartlett;
SELECT count(*) FROM kmo_items(NULL);
