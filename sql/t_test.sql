\set ECHO none
\set topic t_test
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- Two samples.  The figures are those of another program.
--
CREATE TEMP TABLE pair ("case" text, low float8, high float8, a moments, b moments);
INSERT INTO pair
SELECT 'chickwts casein linseed', -50, 50,
	moments(weight) FILTER (WHERE feed = 'casein'),
	moments(weight) FILTER (WHERE feed = 'linseed') FROM chickwts
UNION ALL SELECT 'chickwts soybean sunflower', -100, 100,
	moments(weight) FILTER (WHERE feed = 'soybean'),
	moments(weight) FILTER (WHERE feed = 'sunflower') FROM chickwts
UNION ALL SELECT 'insectsprays A B', -5, 5,
	moments(count) FILTER (WHERE spray = 'A'),
	moments(count) FILTER (WHERE spray = 'B') FROM insectsprays
UNION ALL SELECT 'insectsprays C F', -5, 5,
	moments(count) FILTER (WHERE spray = 'C'),
	moments(count) FILTER (WHERE spray = 'F') FROM insectsprays
UNION ALL SELECT 'airquality ozone 5 8', -10, 10,
	moments(ozone) FILTER (WHERE month = 5),
	moments(ozone) FILTER (WHERE month = 8) FROM airquality
UNION ALL SELECT 'iris sepal_width setosa virginica', -1, 1,
	moments(sepal_width) FILTER (WHERE species = 'setosa'),
	moments(sepal_width) FILTER (WHERE species = 'virginica') FROM iris;

CREATE TEMP TABLE alternatives AS
SELECT unnest('{two-sided, less, greater}'::text[]) AS alternative;

INSERT INTO got
SELECT "case", format('%s, %s, mu %s, level %s',
	CASE WHEN var_equal THEN 'student' ELSE 'welch' END, alternative, mu, level), figure.*
FROM pair, (VALUES (false), (true)) AS v(var_equal), alternatives,
	LATERAL (VALUES (0, 0.95::float8), (low, 0.99)) AS o(mu, level),
	json_each_text(to_json(t_test(a, b, mu, alternative, var_equal, level))) AS figure;
INSERT INTO got
SELECT "case", format('tost %s, level %s',
	CASE WHEN var_equal THEN 'student' ELSE 'welch' END, level), figure.*
FROM pair, (VALUES (false), (true)) AS v(var_equal),
	unnest('{0.95, 0.9}'::float8[]) AS level,
	json_each_text(to_json(tost(a, b, low, high, var_equal, level))) AS figure;
INSERT INTO got
SELECT "case", format('variance %s, level %s', alternative, level), figure.*
FROM pair, alternatives, unnest('{0.95, 0.9}'::float8[]) AS level,
	json_each_text(to_json(f_test_variance(a, b, alternative, level))) AS figure;

--
-- One sample, and pairs.
--
INSERT INTO got
SELECT "case", format('one sample, %s, mu %s, level %s', alternative, mu, level), figure.*
FROM (SELECT 'chickwts weight', 250, moments(weight) FROM chickwts
	UNION ALL SELECT 'airquality ozone', 40, moments(ozone) FROM airquality
	UNION ALL SELECT 'iris petal_length setosa', 1.5, moments(petal_length)
	FROM iris WHERE species = 'setosa') AS sample("case", mu, m),
	alternatives, unnest('{0.95, 0.99}'::float8[]) AS level,
	json_each_text(to_json(t_test(m, mu, alternative, level))) AS figure;

CREATE TEMP TABLE pairs ("case" text, mu float8, c comoments, in_one_step t_test_paired_result);
INSERT INTO pairs
SELECT 'iris sepal_length petal_length', 0, comoments(sepal_length, petal_length),
	t_test_paired(sepal_length, petal_length) FROM iris
UNION ALL SELECT 'airquality ozone solar_r', -100, comoments(ozone, solar_r),
	t_test_paired(ozone, solar_r) FROM airquality
UNION ALL SELECT 'airquality solar_r temp', 100, comoments(solar_r, temp),
	t_test_paired(solar_r, temp) FROM airquality;
INSERT INTO got
SELECT "case", format('paired, %s, mu %s, level %s', alternative, mu, level), figure.*
FROM pairs, alternatives, unnest('{0.95, 0.99}'::float8[]) AS level,
	json_each_text(to_json(t_test_paired(c, mu, alternative, level))) AS figure;

--
-- Summary values of a handbook.
--
INSERT INTO got
SELECT 'auto83b', CASE WHEN var_equal THEN 'student' ELSE 'welch' END, figure.*
FROM (VALUES (false), (true)) AS v(var_equal), json_each_text(to_json(t_test(
	moments_of(249, 20.14458, 6.41470), moments_of(79, 30.48101, 6.10771),
	var_equal => var_equal))) AS figure;

SELECT * FROM compared;
SELECT * FROM differing;

--
-- The tails are right far out: 40 digits say so.
--
TRUNCATE reference, got;
\set load '\\copy reference' :from 'reference_tails' :options
:load
INSERT INTO got
SELECT 't', args, figure, (t_test(moments_of(df + 1, x, sqrt(df + 1)),
	alternative => replace(figure, '_', '-'))).p_value
FROM (SELECT args, figure, split_part(args, ' ', 2)::float8, split_part(args, ' ', 4)::float8
	FROM (SELECT replace(args, ',', ''), figure FROM reference WHERE "case" = 't')
	AS r(args, figure)) AS v(args, figure, x, df);
UPDATE got SET args = replace(args, ' df', ', df');
INSERT INTO got
SELECT 'F', args, figure, (f_test_variance(moments_of(df1 + 1, 0, sqrt(x)),
	moments_of(df2 + 1, 0, 1), figure)).p_value
FROM (SELECT args, figure, split_part(split_part(args, ',', 1), ' ', 2)::float8,
		split_part(args, ' ', 4)::float8, split_part(args, ' ', 5)::float8
	FROM reference WHERE "case" = 'F') AS v(args, figure, x, df1, df2);
SELECT * FROM compared;
SELECT * FROM differing;

--
-- One step, options by name, and their defaults.
--
SELECT "case", t_test(a, b) = t_test(a, b, 0, 'two-sided', false, 0.95) AS defaults,
	(t_test(a, b)).method AS welch, (t_test(a, b, var_equal => true)).method AS student,
	(t_test(a, b)).note, (t_test(b, a)).estimate = -(t_test(a, b)).estimate AS turned
FROM pair ORDER BY 1;
SELECT "case", t_test_paired(c) = in_one_step AS same, (in_one_step).p_value IS NOT NULL
	AND (in_one_step).note IS NULL AS complete, (in_one_step).method
FROM pairs ORDER BY 1;
SELECT t_test(a) = t_test(a, 0, 'two-sided', 0.95) AS one_sample,
	f_test_variance(a, b) = f_test_variance(a, b, 'two-sided', 0.95) AS variances,
	tost(a, b, -1, 1) = tost(a, b, -1, 1, false, 0.9) AS two_one_sided,
	(tost(a, 300, 400)).method, (f_test_variance(a, b)).method
FROM pair WHERE "case" = 'chickwts casein linseed';
-- one sample, equivalence: the two one-sided tests
SELECT (t).statistic_low = (t_test(a, low)).statistic AND (t).statistic_high = (t_test(a, high)).statistic
	AS statistics, (t).p_value_low = (t_test(a, low, 'greater')).p_value
	AND (t).p_value_high = (t_test(a, high, 'less')).p_value AS p_values,
	(t).p_value = greatest((t).p_value_low, (t).p_value_high) AS the_larger
FROM (SELECT "case", a FROM pair) AS p, (VALUES (300, 350)) AS v(low, high),
	LATERAL (SELECT tost(a, low, high) AS t OFFSET 0) AS s
WHERE "case" = 'chickwts casein linseed';

--
-- Too little to say: NULL and a note.
--
CREATE TEMP TABLE groups (label text, m moments);
INSERT INTO groups
SELECT '0 no rows', moments(x) FROM (SELECT 1::float8 WHERE false) AS v(x)
UNION ALL SELECT '1 one row', moments(12.5)
UNION ALL SELECT '2 constant', moments(5) FROM generate_series(1, 6)
UNION ALL SELECT '3 ten times 0.1', moments(0.1) FROM generate_series(1, 10)
UNION ALL SELECT '4 some', moments(x) FROM (VALUES (1), (5), (9)) AS v(x);
SELECT a.label, b.label, w.estimate, round(w.df::numeric, 6) AS welch_df,
	w.p_value IS NULL AS welch_null, w.note AS welch_note,
	s.df AS student_df, s.p_value IS NULL AS student_null, s.note AS student_note
FROM groups AS a, groups AS b, LATERAL (SELECT (t_test(a.m, b.m)).* OFFSET 0) AS w,
	LATERAL (SELECT (t_test(a.m, b.m, var_equal => true)).* OFFSET 0) AS s
WHERE a.label <= b.label ORDER BY 1, 2;
SELECT label, t.n1, t.mean1, t.sd1, t.estimate, t.df, t.statistic IS NULL AND t.p_value IS NULL
	AND t.stars IS NULL AND t.conf_low IS NULL AND t.conf_high IS NULL AND t.cohens_d IS NULL
	AND t.hedges_g IS NULL AND t.r_squared IS NULL AS undefined, t.note
FROM groups, LATERAL (SELECT (t_test(m, 3)).* OFFSET 0) AS t ORDER BY 1;
SELECT label, f.estimate IS NULL AS undefined, f.p_value IS NULL AS no_p, f.note
FROM groups, LATERAL (SELECT (f_test_variance(m, moments_of(10, 1, 1))).* OFFSET 0) AS f ORDER BY 1;
SELECT label, e.statistic_low IS NULL AS low, e.p_value IS NULL AS p, e.conf_low IS NULL AS conf, e.note
FROM groups, LATERAL (SELECT (tost(m, 0, 1)).* OFFSET 0) AS e ORDER BY 1;
SELECT t.n1, t.n2, t.estimate, t.p_value, round(t.correlation::numeric, 12) AS correlation, t.note
FROM (VALUES ('{}'::float8[], '{}'::float8[]), ('{1}', '{2}'), ('{1, 2}', '{2, 3}'),
		('{1, 2, NULL}', '{4, NULL, 6}'), ('{1, 1, 1}', '{2, 2, 2}')) AS v(x, y),
	LATERAL (SELECT t_test_paired(xi, yi) AS r FROM unnest(x, y) AS u(xi, yi)) AS s,
	LATERAL (SELECT (r).* OFFSET 0) AS t;
-- one group constant, the other not: Welch has the other's degrees of freedom
SELECT t.df, t.p_value IS NOT NULL AS known
FROM (SELECT (t_test(moments(x) FILTER (WHERE g), moments(x) FILTER (WHERE NOT g))).*
	FROM (VALUES (5, true), (5, true), (1, false), (2, false), (6, false)) AS v(x, g)) AS t;

-- differences that vary by rounding only are constant, in one step or from co-moments
SELECT "offset", t.estimate = c.estimate AS same, round(t.estimate::numeric, 6) AS estimate, t.std_error, t.p_value,
	t.note, c.std_error, c.p_value, c.note
FROM unnest('{0, 1, 1e3, -1e9}'::float8[]) AS "offset",
	LATERAL (SELECT (t_test_paired("offset" + i / 7::float8, ("offset" + i / 7::float8) + 0.1)).*,
		t_test_paired(comoments("offset" + i / 7::float8, ("offset" + i / 7::float8) + 0.1)) AS by_comoments
		FROM generate_series(1, 50) AS i) AS t, LATERAL (SELECT (t.by_comoments).* OFFSET 0) AS c;
-- what varies by more is a difference
SELECT t.p_value IS NOT NULL AS t, c.p_value IS NOT NULL AS c, abs(t.std_error / c.std_error - 1) < 1e-6 AS near, t.note, c.note
FROM (SELECT (t_test_paired(i, i + 0.1 + sin(i) * 1e-3)).*,
	t_test_paired(comoments(i, i + 0.1 + sin(i) * 1e-3)) AS by_comoments FROM generate_series(1, 50) AS i) AS t,
	LATERAL (SELECT (t.by_comoments).* OFFSET 0) AS c;

-- weights that add up to 1, but for rounding, are one row
CREATE TEMP TABLE light AS
SELECT moments(x, w) AS m, comoments_weighted(w, x, x * x) AS c
FROM (SELECT x, CASE WHEN x < 6 THEN 1 / 6::float8 ELSE 1 / 6::float8 + 1e-15 END AS w FROM generate_series(1, 6) AS x) AS v;
SELECT sum_weight(m) > 1 AS above, one.df, one.p_value, one.note,
	two.df, two.p_value, two.cohens_d, two.f_statistic, two.note
FROM light, LATERAL (SELECT (t_test(m)).* OFFSET 0) AS one, LATERAL (SELECT (t_test(m, m)).* OFFSET 0) AS two;
SELECT two.df, two.p_value, two.cohens_d, two.note, f.df1, f.p_value, f.note, paired.df, paired.correlation, paired.note
FROM light, LATERAL (SELECT (t_test(m, m, var_equal => true)).* OFFSET 0) AS two,
	LATERAL (SELECT (f_test_variance(m, m)).* OFFSET 0) AS f, LATERAL (SELECT (t_test_paired(c)).* OFFSET 0) AS paired;

-- values that differ by less than a double's squares reach are not constant
CREATE TEMP TABLE narrow AS
SELECT moments(x * 1e-170) AS m, moments(x) AS n FROM generate_series(1, 2) AS x;
SELECT one.sd1, one.std_error, one.p_value, one.note, two.p_value, two.note, f.p_value, f.note
FROM narrow, LATERAL (SELECT (t_test(m)).* OFFSET 0) AS one, LATERAL (SELECT (t_test(n, m)).* OFFSET 0) AS two,
	LATERAL (SELECT (f_test_variance(m, n)).* OFFSET 0) AS f;
SELECT (t_test(moments_of(10, 3, 1e-170))).note;

-- figures that are missing beside a test that is there; equivalence lacks none of them
SELECT t.p_value IS NOT NULL AS test, t.hedges_g, t.note, e.p_value IS NOT NULL AS tost, e.note
FROM (SELECT moments(x) AS m FROM (VALUES (1), (4)) AS v(x)) AS s,
	LATERAL (SELECT (t_test(m)).* OFFSET 0) AS t, LATERAL (SELECT (tost(m, 0, 9)).* OFFSET 0) AS e;
SELECT label, t.p_value IS NOT NULL AS test, round(t.correlation::numeric, 9) AS r, t.correlation_p_value, t.note
FROM (SELECT 'constant', t_test_paired(x, 3) FROM generate_series(1, 4) AS x
	UNION ALL SELECT 'dependent', t_test_paired(x, 3 * x) FROM generate_series(1, 4) AS x
	UNION ALL SELECT 'all there', t_test_paired(x, x * x) FROM generate_series(1, 4) AS x) AS v(label, r),
	LATERAL (SELECT (r).* OFFSET 0) AS t ORDER BY 1;

-- how many rows were left out
SELECT (t_test(x, g)).n_missing AS one_step, (t_test(moments_pair(x, g))).n_missing AS pair,
	(t_test(moments(x) FILTER (WHERE g), moments(x) FILTER (WHERE NOT g))).n_missing AS groups,
	(t_test(moments(x))).n_missing AS one_sample, (t_test_paired(x, y)).n_missing AS paired,
	(t_test_paired(comoments(x, y))).n_missing AS comoments
FROM (VALUES (1, 2, true), (NULL, 3, true), (4, 1, true), (5, NULL, false), (NULL, NULL, false), (9, 4, false),
	(7, 1, NULL)) AS v(x, y, g);

-- far from zero: a small difference of large numbers
SELECT t.statistic = near.statistic AND t.p_value = near.p_value AS same
FROM (SELECT (t_test(x + 1e9, g)).* FROM (VALUES (4, true), (7, true), (13, true), (5, false),
		(6, false), (8, false)) AS v(x, g)) AS t,
	(SELECT (t_test(x, g)).* FROM (VALUES (4, true), (7, true), (13, true), (5, false),
		(6, false), (8, false)) AS v(x, g)) AS near;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT t_test(a, b, 'NaN') FROM pair LIMIT 1;
SELECT t_test(a, b, 'Infinity') FROM pair LIMIT 1;
SELECT t_test(a, b, alternative => 'both') FROM pair LIMIT 1;
SELECT t_test(a, b, conf_level => 0) FROM pair LIMIT 1;
SELECT t_test(a, b, conf_level => 1) FROM pair LIMIT 1;
SELECT t_test(a, b, conf_level => 95) FROM pair LIMIT 1;
SELECT t_test(a, b, conf_level => 'NaN') FROM pair LIMIT 1;
SELECT t_test(a, 'Infinity'::float8) FROM pair LIMIT 1;
SELECT t_test(a, 0, 'upper') FROM pair LIMIT 1;
SELECT f_test_variance(a, b, 'bigger') FROM pair LIMIT 1;
SELECT f_test_variance(a, b, conf_level => 2) FROM pair LIMIT 1;
SELECT tost(a, b, 1, -1) FROM pair LIMIT 1;
SELECT tost(a, b, 1, 1) FROM pair LIMIT 1;
SELECT tost(a, b, 'NaN', 1) FROM pair LIMIT 1;
SELECT tost(a, 0, 'Infinity') FROM pair LIMIT 1;
SELECT t_test_paired(comoments(x)) FROM (VALUES (1), (2)) AS v(x);
SELECT t_test_paired(x, 'NaN') FROM (VALUES (1), (2)) AS v(x);
SELECT t_test_paired(comoments(x, y), alternative => 'no') FROM (VALUES (1, 2), (2, 5)) AS v(x, y);
\set VERBOSITY default
-- the hint lists the options, whose case does not matter
SELECT t_test(a, b, alternative => 'both') FROM pair LIMIT 1;
SELECT "case", t_test(a, b, alternative => 'LESS') = t_test(a, b, alternative => 'less') AS upper,
	t_test(a, b, alternative => 'Two.Sided') = t_test(a, b) AS of_r
FROM pair ORDER BY 1;
-- the hint on rows is for rows
SELECT t_test(a, b, 'NaN') FROM pair LIMIT 1;
SELECT tost(a, '-Infinity', 1) FROM pair LIMIT 1;
SELECT t_test('NaN'::float8, true);
SELECT t_test_paired(x, 'Infinity') FROM (VALUES (1), (2)) AS v(x);
SELECT t_test(a, b, conf_level => 95) FROM pair LIMIT 1;

-- NULL asked, NULL answered
SELECT t_test(NULL::moments, NULL::moments) IS NULL AS two, t_test(NULL::moments) IS NULL AS one,
	t_test(NULL::moments_pair) IS NULL AS pair, t_test_paired(NULL::comoments) IS NULL AS paired,
	f_test_variance(NULL, NULL) IS NULL AS variances, tost(NULL::moments, 0, 1) IS NULL AS tost;

--
-- log10_p_value agrees with p_value and goes on below it; log10 of the tail of
-- t = 60 with 1000 degrees of freedom is -332.92397700088106 (mpmath).
--
SELECT count(*) AS figures,
	count(*) FILTER (WHERE abs((t).log10_p_value - log((t).p_value)) > 1e-12 * (1 + abs(log((t).p_value)))) AS differ
FROM (SELECT t_test(moments_of(n, x, 1), alternative => a) AS t
	FROM unnest('{3, 30, 3000}'::float8[]) AS n, unnest('{-2, -0.01, 0.3, 1.5}'::float8[]) AS x,
		unnest('{two-sided, less, greater}'::text[]) AS a OFFSET 0) AS s
WHERE (t).p_value > 1e-300;
SELECT (t).p_value, abs((t).log10_p_value + 332.92397700088106) < 1e-10 AS log10_p_value
FROM (SELECT t_test(moments_of(1001, 60, sqrt(1001))) AS t OFFSET 0) AS s;
