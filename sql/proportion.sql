\set ECHO none
\set topic proportion
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of the formulas written down a second time.
--
INSERT INTO got
SELECT 'wilson', format('%s of %s, level %s', x, replace(n::text, '1000000', '1e+06'), level), figure.*
FROM (VALUES (0, 10), (10, 10), (1, 1), (81, 263), (15, 148), (3, 1000000)) AS v(x, n),
	unnest('{0.95, 0.9}'::float8[]) AS level,
	json_each_text(to_json(wilson_ci(x, n, level))) AS figure;
INSERT INTO got
SELECT 'prop_test', format('%s of %s, %s of %s, %s, level %s', x1, n1, x2, n2, alternative, level),
	figure.*
FROM (VALUES (56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (10, 10, 0, 20),
		(1198, 2691, 557, 1835)) AS v(x1, n1, x2, n2),
	unnest('{0.95, 0.9}'::float8[]) AS level,
	unnest('{two-sided, less, greater}'::text[]) AS alternative,
	json_each_text(to_json(prop_test(x1, n1, x2, n2, alternative, level))) AS figure;
INSERT INTO got
SELECT 'prop_test', 'berkeley', figure.*
FROM (SELECT sum(freq) FILTER (WHERE gender = 'Male' AND admit = 'Admitted') AS x1,
		sum(freq) FILTER (WHERE gender = 'Male') AS n1,
		sum(freq) FILTER (WHERE gender = 'Female' AND admit = 'Admitted') AS x2,
		sum(freq) FILTER (WHERE gender = 'Female') AS n2 FROM ucbadmissions) AS b,
	json_each_text(to_json(prop_test(x1, n1, x2, n2))) AS figure;
INSERT INTO got
SELECT 'proportion', format('level %s', level), figure.*
FROM (SELECT moments((ozone > 40)::int) AS m FROM airquality) AS s,
	unnest('{0.95, 0.99}'::float8[]) AS level,
	json_each_text(to_json(proportion(m, level))) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

-- in one step; weights; defaults
SELECT proportion(ozone > 40) = proportion(moments((ozone > 40)::int)) AS in_one_step,
	proportion(moments((ozone > 40)::int)) = proportion(moments((ozone > 40)::int), 0.95) AS level
FROM airquality;
SELECT (proportion(moments((admit = 'Admitted')::int, freq))).successes,
	(proportion(moments((admit = 'Admitted')::int, freq))).n,
	wilson_ci(5, 9) = wilson_ci(5, 9, 0.95) AS wilson,
	prop_test(5, 9, 1, 8) = prop_test(5, 9, 1, 8, 'two-sided', 0.95) AS prop_test
FROM ucbadmissions;
SELECT DISTINCT (prop_test(5, 9, 1, 8)).method, (prop_test(5, 9, 1, 8)).note, (wilson_ci(1, 2)).note;
-- weights that are no whole numbers
SELECT estimate, conf_low < estimate AND estimate < conf_high AS inside, note FROM wilson_ci(2.5, 10);
SELECT v.x, v.n, w.note FROM (VALUES (2, 10), (2 + 1e-8, 10), (2, 10.5), (2, 10 + 1e-10)) AS v(x, n), wilson_ci(x, n) AS w;
-- small counts, counts that are none, and both
SELECT v.*, t.note
FROM (VALUES (5, 10, 5, 10), (5, 10, 4, 10), (90, 100, 85, 100), (97, 100, 96, 100), (50.5, 100, 40, 100), (5, 9.5, 4, 10))
	AS v(x1, n1, x2, n2), prop_test(x1, n1, x2, n2) AS t;
-- weights in one step: 3 is the row three times, 0 no row, NULL a row left out
SELECT (p).estimate, (p).successes, (p).n, (p).n_missing, (p).note, p = by_moments AS same,
	(p).conf_low = (wilson_ci(5, 8)).conf_low AND (p).conf_high = (wilson_ci(5, 8)).conf_high AS limits
FROM (SELECT proportion(flag, w) AS p, proportion(moments(flag::int, w)) AS by_moments
	FROM (VALUES (true, 3), (false, 2), (true, 2), (NULL, 4), (false, NULL), (true, 0), (false, 1)) AS v(flag, w)) AS s;
SELECT (proportion(flag, w)).n, (proportion(flag, w)).note FROM (VALUES (true, 0.75), (false, 1.5)) AS v(flag, w);

--
-- Too little to say.
--
SELECT * FROM wilson_ci(0, 0);
SELECT estimate, std_error, conf_low, conf_high, successes, n, n_missing, note
FROM (SELECT (proportion(flag)).* FROM (SELECT true WHERE false) AS v(flag)) AS p
UNION ALL SELECT estimate, std_error, conf_low, conf_high, successes, n, n_missing, note
FROM (SELECT (proportion(NULL::boolean)).* FROM generate_series(1, 3)) AS p;
SELECT estimate, std_error, statistic, p_value, conf_low, conf_high, n1, n2, note FROM prop_test(0, 0, 1, 4);
SELECT estimate, statistic, p_value, conf_low IS NOT NULL AS low, note
FROM (VALUES (0, 5, 0, 9), (5, 5, 9, 9)) AS v(x1, n1, x2, n2), prop_test(x1, n1, x2, n2);

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT wilson_ci(-1, 10);
SELECT wilson_ci(11, 10);
SELECT wilson_ci(1, -1);
SELECT wilson_ci('NaN', 10);
SELECT wilson_ci(1, 'NaN');
SELECT wilson_ci(1, 'Infinity');
SELECT wilson_ci(1, 10, 1);
SELECT wilson_ci(0.4, 0.9);
SELECT prop_test(1, 10, 0.2, 0.5);
SELECT prop_test(0.2, 0.5, 1, 10);
SELECT proportion(true, -1);
SELECT proportion(true, 'NaN');
SELECT prop_test(1, 10, 11, 10);
SELECT prop_test(-1, 10, 1, 10);
SELECT prop_test(1, 10, 'NaN', 10);
SELECT prop_test(1, 'Infinity', 1, 10);
SELECT prop_test(1, 10, 1, 10, 'smaller');
SELECT prop_test(1, 10, 1, 10, conf_level => 0);
SELECT proportion(moments(x)) FROM (VALUES (0), (2)) AS v(x);
SELECT proportion(moments(x)) FROM (VALUES (0), (0.5), (1)) AS v(x);
SELECT proportion(moments_of(10, 0.5, 0.5));
SELECT proportion(moments(1), 0);
\set VERBOSITY default
-- a share in the place of counts
SELECT wilson_ci(0.4, 0.9);
SELECT wilson_ci(NULL, 3) IS NULL AS wilson, prop_test(NULL, 1, 1, 1) IS NULL AS prop_test,
	proportion(NULL::moments) IS NULL AS proportion;
