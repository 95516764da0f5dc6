\set ECHO none
\set topic reliability
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of another program.
--
CREATE TEMP TABLE scale ("case" text, labels text[], items comoments);
INSERT INTO scale
SELECT 'judges', '{dmnr,dilg,cfmg,deci,prep}'::text[], comoments(dmnr, dilg, cfmg, deci, prep) FROM usjudgeratings
UNION ALL SELECT 'swiss', '{agriculture,examination,education}', comoments(100 - agriculture, examination, education) FROM swiss
UNION ALL SELECT 'cars', '{mpg,drat,wt,disp,hp,cyl}', comoments((mpg - m[1]) / s[1], (drat - m[2]) / s[2], (m[3] - wt) / s[3],
		(m[4] - disp) / s[4], (m[5] - hp) / s[5], (m[6] - cyl) / s[6])
	FROM mtcars, (SELECT ARRAY[avg(mpg), avg(drat), avg(wt), avg(disp), avg(hp), avg(cyl)] AS m,
		ARRAY[stddev(mpg), stddev(drat), stddev(wt), stddev(disp), stddev(hp), stddev(cyl)] AS s FROM mtcars) AS z
UNION ALL SELECT 'iris', '{sepal_length,sepal_width,petal_length,petal_width}',
	comoments(sepal_length, sepal_width, petal_length, petal_width) FROM iris;

INSERT INTO got SELECT "case", 'alpha', figure.* FROM scale, json_each_text(to_json(cronbach_alpha(items))) AS figure;
INSERT INTO got SELECT "case", format('alpha %s', level), figure.*
FROM scale, unnest('{0.95, 0.9}'::float8[]) AS level, json_each_text(to_json(cronbach_alpha(items, level))) AS figure;
INSERT INTO got SELECT "case", format('item %s', item), figure.*
FROM scale, item_analysis(items, labels) AS i, json_each_text(to_json(i)) AS figure;
INSERT INTO got SELECT "case", 'omega', figure.* FROM scale, json_each_text(to_json(mcdonald_omega(items))) AS figure;
INSERT INTO got SELECT "case", format('loading %s', item), figure.*
FROM scale, omega_items(items, labels) AS i, json_each_text(to_json(i)) AS figure;
INSERT INTO got SELECT "case", split, figure.*
FROM scale, unnest('{odd-even, first-second}'::text[]) AS split, json_each_text(to_json(split_half(items, split))) AS figure;
INSERT INTO got SELECT "case", format('icc %s, %s', model, level), figure.*
FROM scale, unnest(ARRAY['1,1', '2,1', '3,1', '1,k', '2,k', '3,k']) AS model, unnest('{0.95, 0.9}'::float8[]) AS level,
	json_each_text(to_json(icc(items, model, level))) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

-- what is noted
SELECT "case", (cronbach_alpha(items)).note FROM scale ORDER BY 1;
SELECT "case", item, note FROM scale, item_analysis(items, labels) WHERE note IS NOT NULL ORDER BY 1, 2;
SELECT "case", (mcdonald_omega(items)).note FROM scale ORDER BY 1;
-- defaults, other spellings, words
SELECT cronbach_alpha(items) = cronbach_alpha(items, 0.95) AS alpha, split_half(items) = split_half(items, 'odd-even') AS split,
	icc(items) = icc(items, 'ICC2', 0.95) AS icc, icc(items, 'icc(3,k)') = icc(items, 'ICC3k') AS psych
FROM scale WHERE "case" = 'judges';
SELECT (icc(items, model)).method FROM scale, unnest(ARRAY['1,1', '2,1', '3,1', '1,k', '2,k', '3,k']) AS model WHERE "case" = 'judges';
SELECT item FROM scale, item_analysis(items) WHERE "case" = 'swiss';
SELECT item FROM scale, omega_items(items) WHERE "case" = 'swiss';
-- KR-20: zeros and ones
SELECT round((a).estimate::numeric, 9) AS kr20, (a).k, (a).n
FROM (SELECT cronbach_alpha(comoments(q1, q2, q3, q4, q5, q6, q7, q8)) AS a
	FROM (VALUES (1,0,0,0,0,0,1,1), (1,0,0,1,0,0,0,1), (0,0,0,0,1,1,1,0), (1,1,1,0,0,0,1,0), (0,1,0,0,1,1,0,1),
		(1,1,1,0,0,0,1,1), (1,1,1,0,1,0,1,1), (1,1,1,1,0,1,1,1), (1,1,1,1,1,1,1,1), (1,1,1,1,1,1,1,1))
		AS v(q1, q2, q3, q4, q5, q6, q7, q8)) AS s;
-- many answers from one pass over the rows; weights count rows; an offset changes nothing
SELECT abs((cronbach_alpha(w)).estimate / (cronbach_alpha(r)).estimate - 1) < 1e-12 AS weighted, (cronbach_alpha(w)).n
FROM (SELECT comoments_weighted(2, dmnr, dilg, cfmg) AS w FROM usjudgeratings) AS w,
	(SELECT comoments(dmnr, dilg, cfmg) AS r FROM (TABLE usjudgeratings UNION ALL TABLE usjudgeratings) AS twice) AS r;
SELECT abs((cronbach_alpha(far)).estimate / (cronbach_alpha(near)).estimate - 1) < 1e-12 AS alpha,
	abs((icc(far, '3,1')).estimate / (icc(near, '3,1')).estimate - 1) < 1e-12 AS icc
FROM (SELECT comoments(i % 7, i * i % 11, i % 5) AS near, comoments(1e9 + i % 7, 1e9 + i * i % 11, 1e9 + i % 5) AS far
	FROM generate_series(1, 50) AS i) AS s;

--
-- Too little to say.
--
CREATE TEMP TABLE few (what text, items comoments);
INSERT INTO few
SELECT 'nothing', comoments(i, i) FILTER (WHERE false) FROM generate_series(1, 3) AS i
UNION ALL SELECT 'one row', comoments(i, i, i) FROM generate_series(1, 1) AS i
UNION ALL SELECT 'one item', comoments(i) FROM generate_series(1, 5) AS i
UNION ALL SELECT 'two items', comoments(i, i * i % 7) FROM generate_series(1, 9) AS i
UNION ALL SELECT 'a constant item', comoments(i, 4, i * i % 7) FROM generate_series(1, 9) AS i
UNION ALL SELECT 'two constant items', comoments(i, 4, 5) FROM generate_series(1, 9) AS i
UNION ALL SELECT 'equal items', comoments(i, i, i) FROM generate_series(1, 9) AS i
UNION ALL SELECT 'items apart by constants', comoments(i, i + 1, i + 2) FROM generate_series(1, 9) AS i
UNION ALL SELECT 'opposite items', comoments(i, -i) FROM generate_series(1, 9) AS i
UNION ALL SELECT 'a reversed item', comoments(i, 20 - i + i % 2, i + i % 3) FROM generate_series(1, 9) AS i
UNION ALL SELECT 'all the same', comoments(3, 3, 3) FROM generate_series(1, 9) AS i
UNION ALL SELECT 'missing', comoments(i, NULL::int, 3) FROM generate_series(1, 9) AS i;
SELECT what, round((a).estimate::numeric, 6) AS alpha, round((a).conf_low::numeric, 6) AS low, (a).k, (a).n, (a).n_missing, (a).note
FROM (SELECT what, cronbach_alpha(items) AS a FROM few) AS s ORDER BY what;
SELECT what, item, round(alpha_if_deleted::numeric, 4) AS alpha, round(corrected_item_total_correlation::numeric, 4) AS r, note
FROM few, item_analysis(items) ORDER BY what, item;
SELECT what, round((a).estimate::numeric, 4) AS omega, (a).note FROM (SELECT what, mcdonald_omega(items) AS a FROM few) AS s ORDER BY what;
SELECT what, round((a).spearman_brown::numeric, 4) AS split, (a).k1, (a).k2, (a).note
FROM (SELECT what, split_half(items) AS a FROM few) AS s ORDER BY what;
SELECT what, model, round((a).estimate::numeric, 4) AS icc, (a).p_value IS NULL AS "null", (a).note
FROM (SELECT what, model, icc(items, model) AS a FROM few, unnest(ARRAY['1,1', '2,k', '3,1']) AS model) AS s ORDER BY what, model;
-- a Heywood case: one item is the factor itself
SELECT round((o).standardized::numeric, 4) AS omega, (o).note
FROM (SELECT mcdonald_omega(comoments(f, f + 3 * a, f + 3 * b)) AS o
	FROM (SELECT sin(i) AS f, cos(i * 1.7) AS a, CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END * cos(i * 0.3) AS b FROM generate_series(1, 200) AS i) AS s) AS s;
SELECT cronbach_alpha(NULL) IS NULL AS alpha, mcdonald_omega(NULL) IS NULL AS omega, split_half(NULL) IS NULL AS split,
	icc(NULL) IS NULL AS icc, (SELECT count(*) FROM item_analysis(NULL)) AS items, (SELECT count(*) FROM omega_items(NULL)) AS loadings;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT cronbach_alpha(items, 1) FROM scale;
SELECT split_half(items, 'random') FROM scale;
SELECT icc(items, '4,1') FROM scale;
SELECT icc(items, '2,1', 0) FROM scale;
SELECT item_analysis(items, '{a}') FROM scale;
SELECT omega_items(items, '{a}') FROM scale;
\set VERBOSITY default
SELECT icc(items, 'ICC4') FROM scale;
