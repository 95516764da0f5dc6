\set ECHO none
\set topic indicators
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
CREATE TEMP TABLE states (state text, income float8, illiteracy float8, life_exp float8, murder float8, hs_grad float8);
\set load '\\copy states' :from 'states' :options
:load
\set ECHO all
\pset null NULL

--
-- The weights are those of another program: of all units, and of the summaries
-- of their groups.
--
CREATE TEMP TABLE summary ("case" text, part text, s indicators);
INSERT INTO summary
SELECT 'airquality', coalesce(month::text, 'all'), indicators('{-, +, -, +}', ozone, solar_r, wind, temp)
FROM airquality GROUP BY ROLLUP (month)
UNION ALL SELECT 'mtcars', coalesce(cyl::text, 'all'), indicators('{+, -, +, +, -, -}', mpg, disp, hp, drat, wt, qsec)
FROM mtcars GROUP BY ROLLUP (cyl)
UNION ALL SELECT 'usjudgeratings', part, indicators('{-, +, +, +, +, +, +, +, +, +, +, +}', cont, intg, dmnr, dilg, cfmg, deci,
	prep, fami, oral, writ, phys, rten) FROM usjudgeratings, (VALUES ('all'), ('0')) AS v(part) GROUP BY part
UNION ALL SELECT 'states', part, indicators('{+, -, +, -, +}', income, illiteracy, life_exp, murder, hs_grad)
FROM states, (VALUES ('all'), ('0')) AS v(part) GROUP BY part
UNION ALL SELECT 'swiss', part, indicators('{+, -, +, +, -, +}', fertility, agriculture, examination, education, catholic,
	infant_mortality) FROM swiss, (VALUES ('all'), ('0')) AS v(part) GROUP BY part;

INSERT INTO got
SELECT "case", format('%s of %s', name, part), j::text, weight::text
FROM summary, LATERAL (SELECT 'entropy ' || shift, entropy_weights(s, shift::float8)
		FROM unnest('{0, 1e-06, 0.0001, 0.01}'::text[]) AS shift
	UNION ALL SELECT 'critic', critic_weights(s)
	UNION ALL SELECT 'cv', cv_weights(s)
	UNION ALL SELECT 'pca', pca_weights(s)) AS v(name, weights),
	LATERAL unnest(weights) WITH ORDINALITY AS u(weight, j)
UNION ALL SELECT "case", 'counts of ' || part, name, value::text
FROM summary, LATERAL (VALUES ('n', n(s)), ('n_missing', n_missing(s)), ('columns', columns(s))) AS v(name, value);
INSERT INTO got
SELECT 'constant', name, j, weight
FROM (SELECT indicators('{+, +, -, +, +}', fertility, agriculture, examination, 7, catholic) AS s FROM swiss) AS c,
	LATERAL (VALUES ('entropy', entropy_weights(s)), ('critic', critic_weights(s)), ('cv', cv_weights(s))) AS v(name, weights),
	LATERAL unnest(weights) WITH ORDINALITY AS u(weight, j);
SELECT * FROM compared;
SELECT * FROM differing;

--
-- The same in one step, and from a rollup of the groups.
--
CREATE FUNCTION pg_temp.apart(a float8[], b float8[]) RETURNS boolean LANGUAGE sql
RETURN (SELECT a IS NULL OR b IS NULL OR bool_or(x IS NULL OR y IS NULL OR abs(x - y) > 1e-12) FROM unnest(a, b) AS u(x, y));
SELECT pg_temp.apart(entropy_weights(s), e) AS entropy, pg_temp.apart(critic_weights(s), c) AS critic,
	pg_temp.apart(cv_weights(s), v) AS cv, pg_temp.apart(pca_weights(s), p) AS pca
FROM summary, (SELECT entropy_weights('{-, +, -, +}', ozone, solar_r, wind, temp) AS e,
		critic_weights('{-, +, -, +}', ozone, solar_r, wind, temp) AS c, cv_weights('{-, +, -, +}', ozone, solar_r, wind, temp) AS v,
		pca_weights('{-, +, -, +}', ozone, solar_r, wind, temp) AS p FROM airquality) AS one_step
WHERE "case" = 'airquality' AND part = 'all';
SELECT "case", bool_or(pg_temp.apart(entropy_weights(s), entropy_weights(r))) AS entropy,
	bool_or(pg_temp.apart(critic_weights(s), critic_weights(r))) AS critic, bool_or(pg_temp.apart(cv_weights(s), cv_weights(r))) AS cv,
	bool_or(pg_temp.apart(pca_weights(s), pca_weights(r))) AS pca, bool_and(n(r) = n(s) AND n_missing(r) = n_missing(s)) AS counts
FROM summary JOIN (SELECT "case", rollup(s ORDER BY part DESC) AS r FROM summary WHERE part <> 'all' GROUP BY 1) AS g USING ("case")
WHERE part = 'all' GROUP BY 1 ORDER BY 1;

--
-- What must hold whatever the data.
--
SELECT "case", name, count(*) AS parts, bool_and(abs(sum - 1) < 1e-12) AS sum_is_1, bool_and(least >= 0) AS not_negative
FROM (SELECT "case", part, name, sum(w), min(w) AS least
	FROM summary, LATERAL (VALUES ('entropy', entropy_weights(s)), ('critic', critic_weights(s)), ('cv', cv_weights(s)),
		('pca', pca_weights(s))) AS v(name, weights), unnest(weights) AS w GROUP BY 1, 2, 3) AS s
GROUP BY 1, 2 ORDER BY 1, 2;
-- a turned indicator is its negative; NULL directions are all +
SELECT critic_weights('{+, -}', mpg, wt) = critic_weights('{+, +}', mpg, -wt) AS critic,
	entropy_weights('{+, -}', mpg, wt) = entropy_weights('{+, +}', mpg, -wt) AS entropy,
	cv_weights('{+, -}', mpg, wt) = cv_weights('{+, +}', mpg, -wt) AS cv,
	entropy_weights(NULL, mpg, wt) = entropy_weights('{+, +}', mpg, wt) AS no_directions,
	entropy_weights('{+, -}', mpg, wt) <> entropy_weights('{+, +}', mpg, wt) AS directions_count
FROM mtcars;
-- an indicator twice shares what it had, in entropy and variation
SELECT abs(twice[1] - twice[3]) < 1e-15 AS alike, abs(twice[1] / twice[2] - once[1] / once[2]) < 1e-12 AS proportion
FROM (SELECT entropy_weights('{+, -}', mpg, wt) AS once, entropy_weights('{+, -, +}', mpg, wt, mpg) AS twice FROM mtcars) AS s;
-- units with a gap are left out, whichever indicator has it
SELECT n(s), n_missing(s), entropy_weights(s) = e AS same
FROM (SELECT indicators('{-, +, -, +}', ozone, solar_r, wind, temp) AS s FROM airquality) AS a,
	(SELECT entropy_weights('{-, +, -, +}', ozone, solar_r, wind, temp) AS e FROM airquality
	WHERE ozone IS NOT NULL AND solar_r IS NOT NULL) AS b;
-- columns of other types
SELECT indicators('{+, -, +, +}', mpg, wt, gear, am)
	= indicators('{+, -, +, +}', mpg::numeric, wt::real::numeric, gear::smallint, am = 1) AS types FROM mtcars;
-- an array a unit; a unit without one is left out
SELECT indicators('{+, -}', mpg, wt) = indicators('{+, -}', ARRAY[mpg, wt]) AS units,
	entropy_weights('{+, -}', mpg, wt) = entropy_weights('{+, -}', ARRAY[mpg, wt]) AS entropy,
	critic_weights('{+, -}', mpg, wt) = critic_weights('{+, -}', ARRAY[mpg, wt]) AS critic,
	cv_weights('{+, -}', mpg, wt) = cv_weights('{+, -}', ARRAY[mpg, wt]) AS cv,
	pca_weights('{+, -}', mpg, wt) = pca_weights('{+, -}', ARRAY[mpg, wt]) AS pca FROM mtcars;
SELECT n(s), n_missing(s), columns(s)
FROM (SELECT indicators('{+, -}', CASE WHEN hp < 100 THEN ARRAY[mpg, wt] END) AS s FROM mtcars) AS a;

--
-- Too little, constant, all alike.
--
CREATE TEMP TABLE small (label text, s indicators);
INSERT INTO small
SELECT '0 no rows', indicators('{+, +}', x, x) FROM (SELECT 1 WHERE false) AS v(x)
UNION ALL SELECT '1 one unit', indicators('{+, -}', 3, 4)
UNION ALL SELECT '2 two units', indicators('{+, -}', x, x * x) FROM generate_series(1, 2) AS x
UNION ALL SELECT '3 nothing but gaps', indicators('{+, +}', x, NULL::float8) FROM generate_series(1, 3) AS x
UNION ALL SELECT '4 all alike', indicators('{+, +}', 5, 7) FROM generate_series(1, 3) AS x
UNION ALL SELECT '5 one is constant', indicators('{+, +}', x, 7) FROM generate_series(1, 4) AS x
UNION ALL SELECT '6 one indicator', indicators('{-}', x) FROM generate_series(1, 4) AS x
UNION ALL SELECT '7 a mean of 0', indicators('{+, +}', x, x * x) FROM generate_series(-2, 2) AS x
UNION ALL SELECT '8 no correlation', indicators('{+, +}', x, y) FROM (VALUES (1, 1), (1, 2), (2, 1), (2, 2)) AS v(x, y);
CREATE FUNCTION pg_temp.rounded(w float8[]) RETURNS numeric[] LANGUAGE sql
RETURN (SELECT array_agg(round(x::numeric, 9) ORDER BY j) FROM unnest(w) WITH ORDINALITY AS u(x, j));
SELECT label, n(s), n_missing(s) AS missing, columns(s), pg_temp.rounded(entropy_weights(s)) AS entropy,
	pg_temp.rounded(critic_weights(s)) AS critic, pg_temp.rounded(cv_weights(s)) AS cv, pg_temp.rounded(pca_weights(s)) AS pca
FROM small ORDER BY 1;
SELECT label, s::jsonb FROM small WHERE label IN ('0 no rows', '1 one unit', '5 one is constant') ORDER BY 1;

--
-- A value: storable, comparable, the same after text.
--
SELECT label, s FROM small WHERE n(s) <= 2 ORDER BY 1;
SELECT count(*) AS not_exact FROM (SELECT s FROM small UNION ALL SELECT s FROM summary) AS a WHERE s::text::indicators IS DISTINCT FROM s;
SELECT count(*) AS groups FROM (SELECT s FROM (
	SELECT s FROM summary UNION ALL SELECT s::text::indicators FROM summary) AS twice GROUP BY s) AS g;
SELECT a.label, b.label FROM small AS a JOIN small AS b ON a.s = b.s AND a.label < b.label;
SELECT rollup(s) = (SELECT s FROM small WHERE label LIKE '1%') AS empty_parts
FROM (SELECT s FROM small WHERE label < '2' UNION ALL SELECT NULL) AS s;
SELECT rollup(s) IS NOT DISTINCT FROM (SELECT s FROM small WHERE label LIKE '0%') AS of_nothing FROM small WHERE false;
SELECT n_missing(rollup(s)) FROM small WHERE label ~ '^[34]';

--
-- Weights by themselves.
--
SELECT normalized_weights('{2, 1, 1}'), normalized_weights('{0, 5}'), normalized_weights('{1e308, 1e308}'),
	normalized_weights('{5e-324}'), normalized_weights(NULL);
SELECT pg_temp.rounded(combined_weights('{0.5, 0.3, 0.2}', '{0.2, 0.2, 0.6}')) AS product,
	pg_temp.rounded(combined_weights('{0.5, 0.3, 0.2}', '{0.2, 0.2, 0.6}', 'linear')) AS linear,
	pg_temp.rounded(combined_weights('{0.5, 0.3, 0.2}', '{0.2, 0.2, 0.6}', 'linear', 0.75)) AS three_quarters,
	pg_temp.rounded(combined_weights('{0.5, 0.3, 0.2}', '{0.2, 0.2, 0.6}', 'linear', 0)) AS b,
	pg_temp.rounded(combined_weights('{5, 3, 2}', '{1, 1, 3}', 'linear', 1)) AS a,
	combined_weights('{1, 0}', '{0, 1}') AS nothing;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT indicators('{+}', mpg, wt) FROM mtcars;
SELECT indicators('{+, -, +}', mpg, wt) FROM mtcars;
SELECT indicators('{+, NULL}', mpg, wt) FROM mtcars;
SELECT indicators('{+, down}', mpg, wt) FROM mtcars;
SELECT indicators('{{+, -}}', mpg, wt) FROM mtcars;
SELECT indicators('{}', mpg, wt) FROM mtcars;
SELECT indicators('{+, -}', mpg, car) FROM mtcars;
SELECT indicators('{+, -}', mpg, CASE car WHEN 'Fiat 128' THEN 'NaN' ELSE wt END) FROM mtcars;
SELECT entropy_weights('{+, -}', mpg, CASE car WHEN 'Fiat 128' THEN '-Infinity' ELSE wt END) FROM mtcars;
SELECT cv_weights('{+, -}', mpg, CASE car WHEN 'Fiat 128' THEN 'NaN'::numeric ELSE wt::numeric END) FROM mtcars;
SELECT critic_weights('{+, x}', mpg, wt) FROM mtcars;
SELECT pca_weights('{+}', mpg, wt) FROM mtcars;
SELECT indicators('{+, -}', ARRAY[mpg, NULL]) FROM mtcars;
SELECT indicators('{+, -}', '{}'::float8[]) FROM mtcars;
SELECT indicators(NULL, ARRAY[[mpg], [wt]]) FROM mtcars;
SELECT indicators(NULL, CASE hp WHEN 110 THEN ARRAY[mpg] ELSE ARRAY[mpg, wt] END) FROM mtcars;
SELECT critic_weights('{+, -}', ARRAY[mpg, 'NaN']) FROM mtcars;
SELECT cv_weights('{+}', ARRAY[mpg, wt]) FROM mtcars;
SELECT entropy_weights(s, -0.01) FROM summary;
SELECT entropy_weights(s, 'NaN') FROM summary;
SELECT entropy_weights(s, 'Infinity') FROM summary;
SELECT rollup(s) FROM summary; -- of other numbers of indicators
SELECT rollup(s) FROM (SELECT indicators('{+, -}', 1, 2) AS s UNION ALL SELECT indicators('{+, +}', 1, 2)) AS s;
SELECT normalized_weights('{}');
SELECT normalized_weights('{0, 0}');
SELECT normalized_weights('{1, -1}');
SELECT normalized_weights('{1, NaN}');
SELECT normalized_weights('{1, Infinity}');
SELECT normalized_weights('{1, NULL}');
SELECT normalized_weights('{{1, 2}, {3, 4}}');
SELECT combined_weights('{0.5, 0.5}', '{1}');
SELECT combined_weights('{}', '{}');
SELECT combined_weights('{0.5, 0.5}', '{0.5, -0.5}');
SELECT combined_weights('{0.5, 0.5}', '{0, 0}');
SELECT combined_weights('{0.5, 0.5}', '{0.5, NULL}');
SELECT combined_weights('{0.5, 0.5}', '{0.5, 0.5}', 'sum');
SELECT combined_weights('{0.5, 0.5}', '{0.5, 0.5}', 'linear', 1.5);
SELECT combined_weights('{0.5, 0.5}', '{0.5, 0.5}', 'linear', -0.1);
SELECT combined_weights('{0.5, 0.5}', '{0.5, 0.5}', 'linear', 'NaN');
SELECT '(1,0,0,0'::indicators;
SELECT '(2,0,0,0)'::indicators;
SELECT '(1,1,2,0,0,1,NaN)'::indicators;
SELECT '(1,1,2,0,0,1,2,3)'::indicators;
SELECT '(1,1,1,0,2,1)'::indicators; -- a direction is 0 or 1
SELECT '(1,0,1,0)'::indicators;
SELECT '(1,1,-1,0,0)'::indicators;
SELECT '(1,1601,0,0)'::indicators;
SELECT '(1,1,2000000000,0,0,1)'::indicators;
\set VERBOSITY default
SELECT indicators('{+}', mpg, wt) FROM mtcars;
SELECT normalized_weights('{1, -1}');
SELECT combined_weights('{0.5, 0.5}', '{0, 0}');
