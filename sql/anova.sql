\set ECHO none
\set topic anova
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of another program.
--
CREATE TEMP TABLE rows AS
SELECT 'insectsprays' AS "case", spray AS grp, count AS x FROM insectsprays
UNION ALL SELECT 'chickwts', feed, weight FROM chickwts
UNION ALL SELECT 'iris', species, sepal_width FROM iris
UNION ALL SELECT 'airquality', month::text, ozone FROM airquality;
CREATE TEMP VIEW groups AS
SELECT "case", grp, moments(x) AS m, sample(x) AS s FROM rows GROUP BY "case", grp;
CREATE TEMP VIEW sets AS
SELECT "case", array_agg(grp ORDER BY grp) AS labels, array_agg(m ORDER BY grp) AS ms, array_agg(s ORDER BY grp) AS ss
FROM groups GROUP BY "case";

INSERT INTO got
SELECT "case", test, figure.*
FROM (SELECT "case", to_json(anova(m)) AS anova, to_json(welch_anova(m)) AS welch_anova,
		to_json(brown_forsythe_anova(m)) AS brown_forsythe_anova, to_json(bartlett_test(m)) AS bartlett_test,
		to_json(levene_test(s)) AS levene_test, to_json(brown_forsythe_test(s)) AS brown_forsythe_test
	FROM groups GROUP BY "case") AS tests,
	json_each(to_json(tests)) AS each(test, answer), json_each_text(answer) AS figure
WHERE json_typeof(answer) = 'object';
INSERT INTO got
SELECT "case", format('pairwise %s, %s, %s, %s', adjust, var_equal::text, group1, group2), figure.*
FROM sets, unnest('{none, holm, bh}'::text[]) AS adjust, (VALUES (true), (false)) AS v(var_equal),
	pairwise_t_test(labels, ms, adjust, var_equal) AS t, json_each_text(to_json(t)) AS figure;
INSERT INTO got
SELECT "case", format('tukey_hsd %s, %s, %s', level, group1, group2), figure.*
FROM sets, unnest('{0.95, 0.9}'::float8[]) AS level,
	tukey_hsd(labels, ms, level) AS t, json_each_text(to_json(t)) AS figure;
INSERT INTO got
SELECT "case", format('games_howell %s, %s, %s', level, group1, group2), figure.*
FROM sets, unnest('{0.95, 0.9}'::float8[]) AS level,
	games_howell(labels, ms, level) AS t, json_each_text(to_json(t)) AS figure;
INSERT INTO got
SELECT "case", format('scheffe_test %s, %s, %s', level, group1, group2), figure.*
FROM sets, unnest('{0.95, 0.9}'::float8[]) AS level,
	scheffe_test(labels, ms, level) AS t, json_each_text(to_json(t)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

-- Are two answers the same, but for the last digits of numbers?
CREATE FUNCTION pg_temp.alike(a json, b json) RETURNS boolean RETURN (
	SELECT bool_and(pg_temp.near(x.value, y.value, 1e-12, 1e-14))
	FROM json_each_text(a) AS x JOIN json_each_text(b) AS y USING (key));
-- arrays say what aggregates say; n_missing counts; what is called what
SELECT "case", pg_temp.alike(to_json(anova(ms)), to_json(anova)) AS anova, pg_temp.alike(to_json(welch_anova(ms)), to_json(welch)) AS welch,
	pg_temp.alike(to_json(brown_forsythe_anova(ms)), to_json(bf)) AS brown_forsythe, pg_temp.alike(to_json(bartlett_test(ms)), to_json(bartlett)) AS bartlett,
	pg_temp.alike(to_json(levene_test(ss)), to_json(levene)) AS levene, pg_temp.alike(to_json(brown_forsythe_test(ss)), to_json(spread)) AS spread,
	(anova).n_missing, (levene).n_missing AS of_samples, (anova).note
FROM sets JOIN (SELECT "case", anova(m) AS anova, welch_anova(m) AS welch, brown_forsythe_anova(m) AS bf,
		bartlett_test(m) AS bartlett, levene_test(s) AS levene, brown_forsythe_test(s) AS spread
	FROM groups GROUP BY "case") AS a USING ("case")
ORDER BY "case";
SELECT (anova(ms)).method, (welch_anova(ms)).method, (brown_forsythe_anova(ms)).method, (bartlett_test(ms)).method,
	(levene_test(ss)).method, (brown_forsythe_test(ss)).method
FROM sets WHERE "case" = 'iris' \gx
-- defaults; names where none are given
SELECT count(*) FILTER (WHERE NOT (t = u)) AS pairwise FROM sets, pairwise_t_test(labels, ms) AS t
	JOIN LATERAL pairwise_t_test(labels, ms, 'holm', false, 0.95) AS u USING (group1, group2) WHERE "case" = 'iris';
SELECT group1, group2, n1, n2, conf_level, note FROM sets, tukey_hsd(NULL, ms) WHERE "case" = 'iris';
SELECT group1, group2, n1, n2, conf_level, note FROM sets, games_howell(labels, ms) WHERE "case" = 'iris';

-- weights count rows; printed tables do
SELECT abs((anova(w)).statistic / (anova(r)).statistic - 1) < 1e-12 AS weighted, (anova(w)).n
FROM (SELECT grp, moments(x, 2) AS w FROM rows WHERE "case" = 'iris' GROUP BY grp) AS w
	JOIN (SELECT grp, moments(x) AS r FROM (TABLE rows UNION ALL TABLE rows) AS twice WHERE "case" = 'iris' GROUP BY grp) AS r USING (grp);
SELECT round((f).statistic::numeric, 4) AS f, (f).df1, (f).df2, round((f).p_value::numeric, 5) AS p
FROM (SELECT anova(ARRAY[moments_of(10, 5.032, 0.5830914), moments_of(10, 4.661, 0.7936757), moments_of(10, 5.526, 0.4425733)]) AS f) AS s;

-- thirteen constant leading digits (NIST SmLs07): F of the very doubles is 21.0008118878188
SELECT abs((anova(m)).statistic / 21.000811887818771237 - 1) < 1e-9 AS smls07, (anova(m)).df2
FROM (SELECT j, moments((1000000000000 || '.' || (level + CASE WHEN i = 0 THEN 0 WHEN i % 2 = 1 THEN -1 ELSE 1 END))::float8) AS m
	FROM unnest('{4,3,5,3,5,3,5,3,5}'::int[]) WITH ORDINALITY AS l(level, j), generate_series(0, 20) AS i GROUP BY j) AS s;

--
-- Too little to say.
--
CREATE TEMP TABLE few (what text, grp int, x float8);
INSERT INTO few VALUES ('one group', 1, 1), ('one group', 1, 2),
	('single rows', 1, 1), ('single rows', 2, 2), ('single rows', 3, 4),
	('constant groups', 1, 1), ('constant groups', 1, 1), ('constant groups', 2, 2), ('constant groups', 2, 2),
	('a single row', 1, 1), ('a single row', 2, 2), ('a single row', 2, 3),
	('a constant group', 1, 1), ('a constant group', 1, 1), ('a constant group', 2, 2), ('a constant group', 2, 3),
	('an empty group', 1, NULL), ('an empty group', 2, 2), ('an empty group', 2, 3), ('an empty group', 3, 4), ('an empty group', 3, 4.5),
	('nothing', 1, NULL);
CREATE TEMP VIEW few_groups AS SELECT what, grp, moments(x) AS m, sample(x) AS s FROM few GROUP BY what, grp;
SELECT what, (a).statistic IS NULL AS "null", (a).k, (a).n, (a).n_missing, (a).note
FROM (SELECT what, anova(m) AS a FROM few_groups GROUP BY what) AS s ORDER BY what;
SELECT what, (a).statistic IS NULL AS "null", (a).k, (a).note, (b).statistic IS NULL AS "null", (b).note
FROM (SELECT what, welch_anova(m) AS a, brown_forsythe_anova(m) AS b FROM few_groups GROUP BY what) AS s ORDER BY what;
SELECT what, (a).statistic IS NULL AS "null", (a).k, (a).note, (b).statistic IS NULL AS "null", (b).note
FROM (SELECT what, levene_test(s) AS a, bartlett_test(m) AS b FROM few_groups GROUP BY what) AS s ORDER BY what;
SELECT what, t.group1, t.group2, t.estimate, t.p_value IS NULL AS "null", t.note, g.p_value IS NULL AS "null", g.note
FROM (SELECT what, array_agg(m ORDER BY grp) AS ms FROM few_groups GROUP BY what) AS s,
	tukey_hsd(NULL, ms) AS t JOIN LATERAL games_howell(NULL, ms) AS g USING (group1, group2) ORDER BY what, group1, group2;
SELECT (anova(m)).k, (anova(m)).n, (anova(m)).note FROM (SELECT moments(1) AS m WHERE false) AS s;
SELECT (anova(NULL::moments)).note, (levene_test(NULL::sample)).note, (anova('{}'::moments[])).note, (levene_test('{}'::sample[])).note;
SELECT anova(NULL::moments[]) IS NULL AS anova, levene_test(NULL::sample[]) IS NULL AS levene;
SELECT what, t.group1, t.group2, t.estimate, t.p_value IS NULL AS "null", t.note
FROM (SELECT what, array_agg(m ORDER BY grp) AS ms FROM few_groups GROUP BY what) AS s, scheffe_test(NULL, ms) AS t
ORDER BY what, group1, group2;
SELECT count(*) FROM pairwise_t_test('{}', '{}'), tukey_hsd(NULL, NULL);
SELECT group1, group2, n1, note FROM tukey_hsd('{a,b}', ARRAY[NULL, moments_of(3, 1, 1)]);

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT * FROM pairwise_t_test('{a}', ARRAY[moments_of(3, 1, 1), moments_of(3, 2, 1)]);
SELECT * FROM pairwise_t_test('{a,NULL}', ARRAY[moments_of(3, 1, 1), moments_of(3, 2, 1)]);
SELECT * FROM pairwise_t_test('{a}', '{}');
SELECT * FROM pairwise_t_test('{a,b}', ARRAY[moments_of(3, 1, 1), moments_of(3, 2, 1)], 'scheffe');
SELECT * FROM pairwise_t_test('{a,b}', ARRAY[moments_of(3, 1, 1), moments_of(3, 2, 1)], NULL);
SELECT * FROM pairwise_t_test('{a,b}', ARRAY[moments_of(3, 1, 1), moments_of(3, 2, 1)], 'none', NULL);
SELECT * FROM tukey_hsd('{a,b}', ARRAY[moments_of(3, 1, 1), moments_of(3, 2, 1)], 1);
SELECT * FROM games_howell('{a,b}', ARRAY[moments_of(3, 1, 1), moments_of(3, 2, 1)], 'NaN');
SELECT * FROM scheffe_test('{a,b}', ARRAY[moments_of(3, 1, 1), moments_of(3, 2, 1)], NULL);
SELECT * FROM games_howell(NULL, array_fill(moments_of(3, 1, 1), '{1601}'));
SELECT anova(ARRAY[[moments_of(3, 1, 1)], [moments_of(3, 2, 1)]]);
SELECT levene_test(s) FROM (SELECT sample(x) AS s FROM (VALUES (-1.7e308), (1.7e308), (1.7e308)) AS v(x)) AS s;
SELECT '(1,0,1)'::moments_list;
SELECT '(1,0,0,1)'::moments_list;
SELECT '(1,-1,0)'::moments_list;
SELECT '(1,0,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)'::moments_list;
\set VERBOSITY default
SELECT '(1, 2, 0)'::moments_list;
SELECT moments_list_combine(NULL, moments_list_accum(NULL, moments_of(3, 1, 1)));
