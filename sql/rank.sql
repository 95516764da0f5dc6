\set ECHO none
\set topic rank
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- R's own tests, and formulas written down a second time.
--
CREATE TEMP TABLE pair AS
SELECT 'chickwts' AS name, sample(weight + 0.25) FILTER (WHERE feed = 'linseed') AS a,
	sample(weight) FILTER (WHERE feed = 'sunflower') AS b FROM chickwts
UNION ALL SELECT 'airquality', sample(ozone) FILTER (WHERE month = 5), sample(ozone) FILTER (WHERE month = 8) FROM airquality
UNION ALL SELECT 'insectsprays', sample(count) FILTER (WHERE spray = 'A'), sample(count) FILTER (WHERE spray = 'C') FROM insectsprays
UNION ALL SELECT 'iris', sample(sepal_length) FILTER (WHERE species = 'setosa'),
	sample(sepal_length) FILTER (WHERE species <> 'setosa') FROM iris;
CREATE TEMP VIEW alternative AS SELECT unnest('{two-sided, less, greater}'::text[]) AS alternative;
INSERT INTO got SELECT 'mann_whitney', name, figure.*
FROM pair, json_each_text(to_json(mann_whitney_test(a, b))) AS figure;
INSERT INTO got SELECT 'mann_whitney', format('%s, %s', name, alternative), figure.*
FROM pair, alternative, json_each_text(to_json(mann_whitney_test(a, b, alternative))) AS figure;
INSERT INTO got SELECT 'mann_whitney normal', format('%s, %s, %s', name, alternative, correct::text), figure.*
FROM pair, alternative, unnest('{true, false}'::boolean[]) AS correct,
	json_each_text(to_json(mann_whitney_test(a, b, alternative, false, correct => correct))) AS figure;
INSERT INTO got SELECT 'mann_whitney limits', format('%s, %s, %s', name, alternative, level), figure.*
FROM pair, alternative, unnest('{0.95, 0.8}'::float8[]) AS level,
	json_each_text(to_json(mann_whitney_test(a, b, alternative, NULL, level))) AS figure;
INSERT INTO got SELECT 'mann_whitney normal limits', format('%s, %s, %s', name, alternative, level), figure.*
FROM pair, alternative, unnest('{0.95, 0.8}'::float8[]) AS level,
	json_each_text(to_json(mann_whitney_test(a, b, alternative, false, level))) AS figure;
INSERT INTO got SELECT 'brunner_munzel', format('%s, %s', name, alternative), figure.*
FROM pair, alternative, json_each_text(to_json(brunner_munzel_test(a, b, alternative))) AS figure;
INSERT INTO got SELECT 'ks', name, figure.*
FROM pair, json_each_text(to_json(ks_test(a, b, true))) AS figure;
INSERT INTO got SELECT 'ks asymptotic', name, figure.*
FROM pair, json_each_text(to_json(ks_test(a, b, false))) AS figure;

CREATE TEMP TABLE differences AS
SELECT 'swiss' AS name, 0 AS mu, sample(education - examination / 7) AS d FROM swiss
UNION ALL SELECT 'mtcars', 0, sample(qsec - 18.3) FROM mtcars
UNION ALL SELECT 'airquality', 0, sample(temp - 79) FROM airquality
UNION ALL SELECT 'sprays', 8, sample(count) FROM insectsprays
UNION ALL SELECT 'few', 0.2, sample(x) FROM unnest('{1.5, -0.4, 2.2, 3.1, -1.3, 0.7, 4.9}'::float8[]) AS x;
INSERT INTO got SELECT 'wilcoxon', name, figure.*
FROM differences, json_each_text(to_json(wilcoxon_test(d, mu))) AS figure;
INSERT INTO got SELECT 'wilcoxon', format('%s, %s', name, alternative), figure.*
FROM differences, alternative, json_each_text(to_json(wilcoxon_test(d, mu, alternative))) AS figure;
INSERT INTO got SELECT 'wilcoxon normal', format('%s, %s, %s', name, alternative, correct::text), figure.*
FROM differences, alternative, unnest('{true, false}'::boolean[]) AS correct,
	json_each_text(to_json(wilcoxon_test(d, mu, alternative, false, correct => correct))) AS figure;

CREATE TEMP TABLE groups AS
SELECT 'chickwts' AS name, feed AS label, sample(weight) AS s FROM chickwts GROUP BY feed
UNION ALL SELECT 'airquality', month::text, sample(ozone) FROM airquality GROUP BY month
UNION ALL SELECT 'insectsprays', spray, sample(count) FROM insectsprays GROUP BY spray;
INSERT INTO got SELECT 'kruskal_wallis', name, figure.*
FROM (SELECT name, kruskal_wallis_test(s) AS k FROM groups GROUP BY name) AS g, json_each_text(to_json(k)) AS figure;
INSERT INTO got SELECT 'dunn', format('%s, %s, %s - %s', name, method, group1, group2), figure.*
FROM (SELECT name, array_agg(label ORDER BY label) AS labels, array_agg(s ORDER BY label) AS samples FROM groups GROUP BY name) AS g,
	unnest('{none, holm, bh}'::text[]) AS method, dunn_test(labels, samples, method) AS d, json_each_text(to_json(d)) AS figure;

INSERT INTO got SELECT 'friedman', 'iris', figure.*
FROM (SELECT friedman_test(sepal_length, sepal_width, petal_length, petal_width) AS f FROM iris) AS s, json_each_text(to_json(f)) AS figure
UNION ALL SELECT 'friedman', 'swiss', figure.*
FROM (SELECT friedman_test(ARRAY[fertility, agriculture, examination, education, catholic, infant_mortality]) AS f FROM swiss) AS s,
	json_each_text(to_json(f)) AS figure
UNION ALL SELECT 'friedman', 'mtcars', figure.*
FROM (SELECT friedman_test(cyl::int, gear::numeric, carb) AS f FROM mtcars) AS s, json_each_text(to_json(f)) AS figure;

CREATE TEMP TABLE pairs AS
SELECT 'mtcars' AS name, mpg AS x, wt AS y FROM mtcars
UNION ALL SELECT 'swiss', fertility, agriculture FROM swiss
UNION ALL SELECT 'airquality', ozone, temp FROM airquality
UNION ALL SELECT 'nine', x, y FROM unnest('{2, 5, 1, 9, 7, 3, 8, 6, 4}'::int[], '{3, 4, 2, 7, 9, 1, 6, 8, 5}'::int[]) AS v(x, y)
UNION ALL SELECT 'six', x, y FROM unnest('{1, 2, 3, 4, 5, 6}'::int[], '{2, 1, 4, 6, 3, 5}'::int[]) AS v(x, y)
UNION ALL SELECT 'thirty', i, i * 17 % 31 FROM generate_series(1, 30) AS i
UNION ALL SELECT 'forty', i, i * 13 % 41 + i / 2.0 FROM generate_series(1, 40) AS i;
INSERT INTO got SELECT 'spearman', name, figure.*
FROM (SELECT name, spearman(x, y) AS r FROM pairs GROUP BY name) AS s, json_each_text(to_json(r)) AS figure;
INSERT INTO got SELECT 'kendall', name, figure.*
FROM (SELECT name, kendall(x, y) AS r FROM pairs GROUP BY name) AS s, json_each_text(to_json(r)) AS figure;
CREATE TEMP TABLE stored AS SELECT name, ranked(x, y) AS p FROM pairs GROUP BY name;
INSERT INTO got SELECT 'spearman', format('%s, %s', name, alternative), figure.*
FROM stored, alternative, json_each_text(to_json(spearman(p, alternative))) AS figure;
INSERT INTO got SELECT 'spearman t', format('%s, %s', name, alternative), figure.*
FROM stored, alternative, json_each_text(to_json(spearman(p, alternative, false))) AS figure;
INSERT INTO got SELECT 'kendall', format('%s, %s', name, alternative), figure.*
FROM stored, alternative, json_each_text(to_json(kendall(p, alternative))) AS figure;
INSERT INTO got SELECT 'kendall normal', format('%s, %s', name, alternative), figure.*
FROM stored, alternative, json_each_text(to_json(kendall(p, alternative, false))) AS figure;

INSERT INTO got SELECT 'spread', name, v.*
FROM (SELECT 'mpg' AS name, sample(mpg) AS s FROM mtcars UNION ALL SELECT 'hp', sample(hp) FROM mtcars
	UNION ALL SELECT 'carb', sample(carb) FROM mtcars) AS c,
	LATERAL (VALUES ('iqr', iqr(s)::text), ('iqr6', iqr(s, 6)::text), ('mad', mad(s)::text), ('mad1', mad(s, 1)::text)) AS v;
SELECT * FROM compared;
SELECT * FROM differing;

-- in one step, and stored samples rolled up
SELECT mann_whitney_test(ozone, month = 5) = mann_whitney_test(sample(ozone) FILTER (WHERE month = 5), sample(ozone) FILTER (WHERE month <> 5)) AS mann_whitney,
	spearman(ozone, temp) = spearman(ranked(ozone, temp)) AS spearman, kendall(ozone, temp) = kendall(ranked(ozone, temp)) AS kendall,
	(kendall(ozone, temp)).n_missing, friedman_test(wind, temp) = friedman_test(ARRAY[wind, temp]) AS friedman
FROM airquality;
SELECT (mann_whitney_test(ozone, month = 5)).n_missing, (mann_whitney_test(ozone, NULL)).n_missing AS all_missing FROM airquality;
SELECT mann_whitney_test(rollup(s) FILTER (WHERE month < 7), rollup(s) FILTER (WHERE month >= 7))
	= (SELECT mann_whitney_test(ozone, month < 7) FROM airquality) AS rolled_up
FROM (SELECT month, sample(ozone) AS s FROM airquality GROUP BY month) AS m;
SELECT kruskal_wallis_test(s) = kruskal_wallis_test(array_agg(s)) AS kruskal_wallis FROM groups WHERE name = 'airquality';
SELECT mann_whitney_test(a, b) = mann_whitney_test(a, b, 'two-sided', NULL, 0.95, true) AS mann_whitney,
	brunner_munzel_test(a, b) = brunner_munzel_test(a, b, 'two-sided', 0.95) AS brunner_munzel,
	ks_test(a, b) = ks_test(a, b, NULL) AS ks, wilcoxon_test(a) = wilcoxon_test(a, 0, 'two-sided', NULL, 0.95, true) AS wilcoxon
FROM pair WHERE name = 'iris';
-- what turns round with the groups
SELECT x.estimate = -y.estimate AS estimate, x.conf_low = -y.conf_high AS limits, x.p_value = y.p_value AS p, x.statistic = x.n1 * x.n2 - y.statistic AS u,
	(mann_whitney_test(a, b, 'less')).p_value = (mann_whitney_test(b, a, 'greater')).p_value AS side,
	(mann_whitney_test(a, b, 'less', true)).p_value = (mann_whitney_test(b, a, 'greater', true)).p_value AS exact_side
FROM pair, mann_whitney_test(a, b) AS x, mann_whitney_test(b, a) AS y ORDER BY name;

-- a weight is the row so many times: answers of five levels, and counts of each
CREATE TEMP TABLE answer AS
SELECT i % 3 = 0 AS grp, 1 + (i * i % 7 + i % 3) % 5 AS x, 1 + i % 5 AS y FROM generate_series(1, 300) AS i;
CREATE TEMP TABLE answer_count AS SELECT grp, x, y, count(*) AS n FROM answer GROUP BY grp, x, y;
SELECT mann_whitney_test(r.a, r.b) = mann_whitney_test(w.a, w.b) AS mann_whitney,
	brunner_munzel_test(r.a, r.b) = brunner_munzel_test(w.a, w.b) AS brunner_munzel, ks_test(r.a, r.b) = ks_test(w.a, w.b) AS ks,
	ks_test(r.a, r.b, true) = ks_test(w.a, w.b, true) AS ks_exact, wilcoxon_test(r.a, 3) = wilcoxon_test(w.a, 3) AS wilcoxon,
	wilcoxon_test(r.a, 2.5, exact => true) = wilcoxon_test(w.a, 2.5, exact => true) AS wilcoxon_exact,
	mad(r.a) = mad(w.a) AS mad, iqr(r.a) = iqr(w.a) AS iqr,
	kruskal_wallis_test(ARRAY[r.a, r.b]) = kruskal_wallis_test(ARRAY[w.a, w.b]) AS kruskal_wallis, spearman(r.p) = spearman(w.p) AS spearman, kendall(r.p) = kendall(w.p) AS kendall
FROM (SELECT sample(x) FILTER (WHERE grp) AS a, sample(x) FILTER (WHERE NOT grp) AS b, ranked(x, y) AS p FROM answer) AS r,
	(SELECT sample(x, n) FILTER (WHERE grp) AS a, sample(x, n) FILTER (WHERE NOT grp) AS b, ranked(x, y, n) AS p FROM answer_count) AS w;
-- differences of decimals tie
SELECT (wilcoxon_test_paired(x, y)).statistic, (wilcoxon_test_paired(x, y)).n_zero, (wilcoxon_test_paired(x, y)).n_missing,
	wilcoxon_test_paired(x, y) = wilcoxon_test(sample(round((x - y)::numeric, 10))) AS as_decimals
FROM (VALUES (0.3::float8, 0.2::float8), (0.2, 0.1), (0.5, 0.5), (0.1, 0.2)) AS v(x, y);
-- exact on demand, and where it cannot be
SELECT n, (mann_whitney_test(a, b, exact => true)).method, (mann_whitney_test(a, b, exact => true)).note,
	(wilcoxon_test(d, exact => true)).method AS wilcoxon, (wilcoxon_test(d, exact => true)).note, (ks_test(a, b, true)).method AS ks
FROM (SELECT n, sample(i % 40) FILTER (WHERE i % 2 = 0) AS a, sample(i % 37) FILTER (WHERE i % 2 = 1) AS b, sample(i % 37 - 11.5) AS d
	FROM (VALUES (20), (200), (1200)) AS v(n), generate_series(1, n) AS i GROUP BY n) AS s ORDER BY n;
-- tails beyond a double
SELECT p_value = 0 AS zero, log10_p_value < -3000 AS log FROM (SELECT (mann_whitney_test(i, i > 20000)).* FROM generate_series(1, 40000) AS i) AS t;

--
-- Nothing to test, or too little.
--
CREATE TEMP TABLE odd AS SELECT sample(x) FILTER (WHERE false) AS none, sample(x) FILTER (WHERE x = 1) AS one, sample(1) AS ties,
	sample(x) AS few, sample(x + 100) AS apart, sample(x, 0.5) AS halves, sample(x * 1.5e308) FILTER (WHERE x = 1) AS huge,
	sample(x * -1.5e308) FILTER (WHERE x = 1) AS huge_too FROM generate_series(1, 4) AS x;
SELECT a, method, estimate, statistic, round(p_value::numeric, 10) AS p_value, conf_low, conf_high, n1, n2, note
FROM odd, LATERAL (VALUES ('none', none, few), ('both none', none, none), ('ties', ties, ties), ('one', one, few), ('apart', few, apart), ('halves', halves, few),
	('huge', huge, huge_too)) AS v(a, x, y), mann_whitney_test(x, y) AS t;
SELECT a, estimate, round(statistic::numeric, 10) AS statistic, round(p_value::numeric, 10) AS p_value, n1, n2, note
FROM odd, LATERAL (VALUES ('none', none, few), ('ties', ties, ties), ('one', one, few), ('apart', few, apart), ('halves', halves, few)) AS v(a, x, y),
	brunner_munzel_test(x, y) AS t;
SELECT a, method, statistic, round(p_value::numeric, 10) AS p_value, note
FROM odd, LATERAL (VALUES ('none', none, few), ('ties', ties, ties), ('one', one, few), ('apart', few, apart), ('halves', halves, few)) AS v(a, x, y),
	ks_test(x, y) AS t;
SELECT a, estimate, statistic, round(p_value::numeric, 10) AS p_value, conf_low, conf_high, n, n_zero, note
FROM odd, LATERAL (VALUES ('none', none), ('ties', ties), ('one', one), ('few', few), ('halves', halves), ('huge', huge)) AS v(a, x),
	wilcoxon_test(x, CASE a WHEN 'ties' THEN 1 ELSE 0 END) AS t;
SELECT a, round(statistic::numeric, 10) AS statistic, round(p_value::numeric, 10) AS p_value, round(eta_squared::numeric, 10) AS eta_squared, k, n, note
FROM odd, LATERAL (VALUES ('none', '{}'::sample[]), ('empty', ARRAY[none, NULL]), ('one group', ARRAY[few, none]), ('ties', ARRAY[ties, ties]), ('one row each', ARRAY[one, apart]),
	('halves', ARRAY[halves, few]), ('one more', ARRAY[few, none, apart])) AS v(a, x), kruskal_wallis_test(x) AS t;
SELECT group1, group2, round(d.estimate::numeric, 10) AS estimate, round(d.p_value::numeric, 10) AS p_value, n1, mean_rank1, n2, mean_rank2, note
FROM odd, LATERAL (SELECT * FROM dunn_test('{none, few, ties}', ARRAY[none, few, ties]) UNION ALL SELECT * FROM dunn_test(NULL, ARRAY[ties, ties])
	UNION ALL SELECT * FROM dunn_test('{}', '{}')) AS d;
SELECT a, round((f).statistic::numeric, 10) AS statistic, round((f).p_value::numeric, 10) AS p_value, round((f).kendalls_w::numeric, 10) AS w, round((f).f_p_value::numeric, 10) AS f_p_value, (f).mean_ranks, (f).k, (f).n, (f).n_missing, (f).note
FROM (SELECT a, friedman_test(x) AS f FROM (VALUES ('none', NULL::float8[]), ('one row', '{1, 2, 3}'), ('one column', '{1}'), ('one column', '{2}'), ('ties', '{1, 1}'), ('ties', '{5, 5}'),
	('agree', '{1, 2, 3}'), ('agree', '{4, 5, 9}'), ('agree', NULL), ('some', '{1, 2, 2}'), ('some', '{3, 2, 1}')) AS v(a, x) GROUP BY a) AS s ORDER BY a;
SELECT a, (s).method, (s).estimate, round((s).p_value::numeric, 10) AS p_value, (s).conf_low, (s).n, (s).note, (k).estimate AS tau, round((k).p_value::numeric, 10) AS p_value, (k).concordant, (k).discordant, (k).note
FROM (SELECT a, spearman(x, y) AS s, kendall(x, y) AS k FROM (VALUES ('none', NULL, 1), ('two', 1, 2), ('two', 2, 3), ('x constant', 1, 1), ('x constant', 1, 2), ('x constant', 1, 3),
	('y constant', 1, 1), ('y constant', 2, 1), ('y constant', 3, 1), ('agree', 1, 1), ('agree', 2, 2), ('agree', 3, 3), ('agree', 4, 8), ('agree', 5, 9),
	('ties agree', 1, 1), ('ties agree', 1, 1), ('ties agree', 2, 2), ('ties agree', 2, 2), ('turned', 1, 3), ('turned', 2, 2), ('turned', 3, 1)) AS v(a, x, y) GROUP BY a OFFSET 0) AS s ORDER BY a;
SELECT (spearman(ranked(x, x, 0.5))).note, (kendall(ranked(x, x, 0.5))).note AS kendall, mad(sample(x, 0.5)) AS mad, mad(sample(x) FILTER (WHERE false)) AS mad_none,
	iqr(sample(x) FILTER (WHERE false)) AS iqr_none FROM generate_series(1, 4) AS x;
SELECT mann_whitney_test(NULL, few) IS NULL AS a, mann_whitney_test(few, NULL) IS NULL AS b, wilcoxon_test(NULL) IS NULL AS c, ks_test(few, NULL) IS NULL AS d,
	brunner_munzel_test(NULL, few) IS NULL AS e, spearman(NULL::ranked) IS NULL AS f, kendall(NULL::ranked) IS NULL AS g, kruskal_wallis_test(NULL::sample[]) IS NULL AS h,
	(SELECT count(*) FROM dunn_test('{a}', NULL)) AS i FROM odd;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT mann_whitney_test('NaN', true);
SELECT spearman('NaN', 1);
SELECT kendall(1, 'Infinity');
SELECT wilcoxon_test_paired(1e308, -1e308);
SELECT wilcoxon_test_paired('NaN', 1);
SELECT friedman_test('NaN'::float8, 1);
SELECT friedman_test(ARRAY[1, NULL]::float8[]);
SELECT friedman_test('{}'::float8[]);
SELECT friedman_test(x) FROM (VALUES ('{1,2}'::float8[]), ('{1,2,3}')) AS v(x);
SELECT mann_whitney_test(few, few, 'smaller') FROM odd;
SELECT mann_whitney_test(few, few, NULL) FROM odd;
SELECT mann_whitney_test(few, few, conf_level => 1) FROM odd;
SELECT mann_whitney_test(few, few, correct => NULL) FROM odd;
SELECT wilcoxon_test(few, 'NaN') FROM odd;
SELECT brunner_munzel_test(few, few, 'both') FROM odd;
SELECT mad(few, 0) FROM odd;
SELECT iqr(few, 10) FROM odd;
SELECT * FROM odd, dunn_test('{a}', ARRAY[few, few]);
SELECT * FROM odd, dunn_test('{a,b}', ARRAY[few, few], 'tukey');
SELECT * FROM dunn_test('{a,b}', '{}');
SELECT count(*) FROM odd, dunn_test(NULL, array_fill(few, '{1601}'));
SELECT kruskal_wallis_test(ARRAY[ARRAY[few], ARRAY[few]]) FROM odd;
