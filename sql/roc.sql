\set ECHO none
\set topic roc
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- Areas, errors and best points are those of pROC.
--
CREATE TEMP TABLE curve AS
SELECT 'mpg of am' AS args, roc(mpg, am = 1) AS c, auc(mpg, am = 1) AS a FROM mtcars
UNION ALL SELECT 'gear of am, ties', roc(gear, am = 1), auc(gear, am = 1) FROM mtcars
UNION ALL SELECT 'temp of ozone', roc(temp, ozone > 40), auc(temp, ozone > 40) FROM airquality
UNION ALL SELECT 'wind of ozone, the wrong way', roc(wind, ozone > 40), auc(wind, ozone > 40) FROM airquality
UNION ALL SELECT 'sepal width of versicolor', roc(sepal_width, species = 'versicolor'), auc(sepal_width, species = 'versicolor') FROM iris;
INSERT INTO got
SELECT 'auc', format('%s level %s', args, level), figure.*
FROM curve, unnest('{0.95, 0.9}'::float8[]) AS level, json_each_text(to_json(auc(c, level))) AS figure;
INSERT INTO got SELECT 'youden', args, figure.* FROM curve, json_each_text(to_json(youden(c))) AS figure;
INSERT INTO got
SELECT 'points', args, f.*
FROM (SELECT args, count(*) AS n, sum(true_positives) AS tp, sum(false_positives) AS fp, sum(youden) AS j FROM curve, roc_points(c) GROUP BY args) AS s,
	LATERAL (VALUES ('n', n::text), ('sum_tp', tp::text), ('sum_fp', fp::text), ('sum_youden', j::text)) AS f;
SELECT * FROM compared;
SELECT * FROM differing;

-- in one step; whatever the order of rows; a summary that is stored
SELECT bool_and(a = auc(c)) AS in_one_step, bool_and((c::text)::roc_curve = c) AS stored FROM curve;
SELECT roc(mpg, am = 1 ORDER BY mpg) = roc(mpg, am = 1 ORDER BY mpg DESC) AS same FROM mtcars;
SELECT (roc(ozone, temp > 80)).n_missing, (auc(ozone, temp > 80)).n_missing, (auc(roc(ozone, temp > 80))).n_missing, (auc(ozone, temp > 80)).n FROM airquality;
-- the area is the share of pairs that the score has in order
SELECT abs((a).estimate - (SELECT avg(CASE WHEN p.mpg > q.mpg THEN 1 WHEN p.mpg = q.mpg THEN 0.5 ELSE 0 END)
	FROM mtcars AS p, mtcars AS q WHERE p.am = 1 AND q.am = 0)) < 1e-14 AS pairs FROM curve WHERE args = 'mpg of am';
SELECT p.* FROM (SELECT roc(s, t) AS c FROM (VALUES (0.1, false), (0.4, false), (0.35, true), (0.8, true), (0.4, true)) AS v(s, t)) AS r, roc_points(c) AS p;

--
-- Too little to say.
--
SELECT k, (a).estimate, (a).std_error, (a).conf_low, (a).n_positive, (a).n_negative, (a).note, y IS NULL AS no_best, p
FROM (SELECT k, auc(c) AS a, youden(c) AS y, (SELECT count(*) FROM roc_points(c)) AS p
	FROM (SELECT 'no rows' AS k, roc(x, true) AS c FROM generate_series(1, 0) AS x
		UNION ALL SELECT 'unknown', roc(NULL, true) FROM generate_series(1, 3)
		UNION ALL SELECT 'all true', roc(x, true) FROM generate_series(1, 3) AS x
		UNION ALL SELECT 'none true', roc(x, false) FROM generate_series(1, 3) AS x
		UNION ALL SELECT 'one of each', roc(x, x = 2) FROM generate_series(1, 2) AS x
		UNION ALL SELECT 'parted', roc(x, x > 2) FROM generate_series(1, 4) AS x
		UNION ALL SELECT 'constant', roc(1, x > 2) FROM generate_series(1, 4) AS x) AS r) AS s;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT auc('NaN', true);
SELECT roc('Infinity', true);
SELECT auc(c, 1) FROM curve;
SELECT auc(ROW(1, 1, 0, '{1,2}', '{1,1}', '{0,0}')::roc_curve);
SELECT auc(ROW(1, 1, 0, '{2,1}', '{1,-1}', '{0,0}')::roc_curve);
SELECT auc(ROW(1, 1, 0, '{2,1}', '{1}', '{0,0}')::roc_curve);
SELECT auc(ROW(1, 1, 0, '{2,NULL}', '{1,1}', '{0,0}')::roc_curve);
SELECT youden(ROW(1, 1, 0, NULL, '{1,1}', '{0,0}')::roc_curve);
SELECT roc_final((SELECT indicators(NULL, 1, 2, 3)));
\set VERBOSITY default
SELECT auc(ROW(1, 1, 0, '{1,2}', '{1,1}', '{0,0}')::roc_curve);
