\set ECHO none
\set topic composite
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
CREATE TEMP TABLE states (state text, income float8, illiteracy float8, life_exp float8, murder float8, hs_grad float8);
\set load '\\copy states' :from 'states' :options
:load
\set ECHO all
\pset null NULL

--
-- Every scale and every index, by partition, with gaps where the data have them:
-- the figures of another program.
--
CREATE TEMP TABLE units ("case" text, part float8, unit bigint, x float8[], names text[], directions text[], weights float8[]);
INSERT INTO units
SELECT 'airquality', month, row_number() OVER (), ARRAY[ozone, solar_r, wind, temp], '{ozone, solar_r, wind, temp}'::text[],
	'{-, +, -, +}'::text[], '{0.4, 0.1, 0.3, 0.2}'::float8[] FROM airquality
UNION ALL SELECT 'mtcars', cyl, row_number() OVER (), ARRAY[mpg, disp, hp, drat, wt, qsec], '{mpg, disp, hp, drat, wt, qsec}',
	'{+, -, +, +, -, -}', '{0.25, 0.05, 0.2, 0.1, 0.3, 0.1}' FROM mtcars
UNION ALL SELECT 'usjudgeratings', 0, row_number() OVER (),
	ARRAY[cont, intg, dmnr, dilg, cfmg, deci, prep, fami, oral, writ, phys, rten],
	'{cont, intg, dmnr, dilg, cfmg, deci, prep, fami, oral, writ, phys, rten}', '{-, +, +, +, +, +, +, +, +, +, +, +}',
	normalized_weights('{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}') FROM usjudgeratings
UNION ALL SELECT 'states', 0, row_number() OVER (), ARRAY[income, illiteracy, life_exp, murder, hs_grad],
	'{income, illiteracy, life_exp, murder, hs_grad}', '{+, -, +, -, +}', '{0, 0.5, 0.125, 0.125, 0.25}' FROM states
UNION ALL SELECT 'swiss', 0, row_number() OVER (), ARRAY[fertility, agriculture, examination, education, catholic, infant_mortality],
	'{fertility, agriculture, examination, education, catholic, infant_mortality}', '{+, -, +, +, -, +}',
	normalized_weights('{1, 1, 1, 1, 1, 1}') FROM swiss;

CREATE FUNCTION pg_temp.ask(query text) RETURNS SETOF got LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE query; END $$;
-- one indicator at a time, one where more is better and one where less is
INSERT INTO got
SELECT "case", format('normalize %s %s', names[j], method), unit,
	medsec.normalize(x[j], method, directions[j]) OVER (PARTITION BY "case", j, method)
FROM units, generate_series(1, 2) AS j, unnest('{minmax, zscore, rank, percentile}'::text[]) AS method;
INSERT INTO got
SELECT "case", format('normalize %s distance', names[j]), unit,
	medsec.normalize(x[j], 'distance', directions[j]) OVER (PARTITION BY "case", j)
FROM units, generate_series(1, 2) AS j WHERE (SELECT min(u.x[j]) > 0 FROM units AS u WHERE u."case" = units."case");
INSERT INTO got
SELECT "case", format('normalize %s 1 to 100', names[j]), unit,
	medsec.normalize(x[j], 'minmax', directions[j], 1, 100) OVER (PARTITION BY "case", j)
FROM units, generate_series(1, 2) AS j;
-- all indicators, one argument each
INSERT INTO got
SELECT made.* FROM (SELECT "case", array_length(names, 1) AS p FROM units GROUP BY 1, 2) AS c,
	(VALUES ('arithmetic', 'weighted_score(weights, directions, ''arithmetic'', %s)'),
		('geometric', 'weighted_score(weights, directions, ''geometric'', %s)'),
		('harmonic', 'weighted_score(weights, directions, ''harmonic'', %s)'), ('entropy', 'entropy_score(directions, %s)'),
		('critic', 'critic_score(directions, %s)'), ('cv', 'cv_score(directions, %s)'),
		('topsis', 'topsis(weights, directions, %s)'), ('pca', 'pca_composite(%s)')) AS v(name, call),
	LATERAL (SELECT string_agg(format('x[%s]', j), ', ') AS x FROM generate_series(1, p) AS j) AS a,
	LATERAL pg_temp.ask(format('SELECT "case", %L, unit::text, (%s OVER (PARTITION BY part))::text FROM units WHERE "case" = %L',
		name, format(call, a.x), "case")) AS made;
SELECT * FROM compared;
SELECT * FROM differing;
SELECT count(*) AS not_compared FROM got LEFT JOIN reference AS r USING ("case", args, figure) WHERE r IS NULL;

--
-- What must hold whatever the data.
--
CREATE TEMP VIEW air AS SELECT row_number() OVER () AS unit, * FROM airquality;
\set air '''{-, +, -, +}'', ozone, solar_r, wind, temp'
\set share '''{0.4, 0.1, 0.3, 0.2}'''
\set scores 'ARRAY[entropy_score(' :air ') OVER w, critic_score(' :air ') OVER w, cv_score(' :air ') OVER w, topsis(' :share ', ' :air ') OVER w, weighted_score(' :share ', ''{-, +, -, +}'', ''arithmetic'', ozone, solar_r, wind, temp) OVER w, weighted_score(' :share ', ''{-, +, -, +}'', ''geometric'', ozone, solar_r, wind, temp) OVER w, weighted_score(' :share ', ''{-, +, -, +}'', ''harmonic'', ozone, solar_r, wind, temp) OVER w, pca_composite(-ozone, solar_r, -wind, temp) OVER w, medsec.normalize(ozone) OVER w, medsec.normalize(ozone, ''zscore'', ''-'') OVER w, medsec.normalize(ozone, ''rank'', ''-'') OVER w, medsec.normalize(ozone, ''percentile'') OVER w, medsec.normalize(wind, ''distance'') OVER w, medsec.normalize(ozone, ''minmax'', ''-'', 1, 100) OVER w]'
CREATE TEMP TABLE base AS SELECT unit, month, :scores AS score FROM air WINDOW w AS (PARTITION BY month);
SELECT count(*) AS units, count(score[1]) AS entropy, count(score[4]) AS topsis, count(score[8]) AS pca, count(score[9]) AS ozone FROM base;
SELECT count(*) AS units_with_a_gap, bool_or(b.score[k] IS NOT NULL) AS scored
FROM base AS b JOIN air USING (unit), generate_series(1, 8) AS k
WHERE ozone IS NULL OR solar_r IS NULL;

CREATE FUNCTION pg_temp.apart(a float8[], b float8[]) RETURNS boolean LANGUAGE sql
RETURN (SELECT bool_or(x IS NULL <> (y IS NULL) OR abs(x - y) > 1e-10) FROM unnest(a, b) AS u(x, y));
-- ORDER BY and frames do not matter, nor does the order of the rows
SELECT count(*) AS ordered FROM base JOIN (
	SELECT unit, :scores AS again FROM air WINDOW w AS (PARTITION BY month ORDER BY temp DESC, unit)) AS s USING (unit)
WHERE pg_temp.apart(score, again);
SELECT count(*) AS framed FROM base JOIN (
	SELECT unit, :scores AS again FROM air
	WINDOW w AS (PARTITION BY month ORDER BY unit ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW)) AS s USING (unit)
WHERE pg_temp.apart(score, again);
SELECT count(*) AS shuffled FROM base JOIN (
	SELECT unit, :scores AS again FROM (SELECT * FROM air ORDER BY md5(unit::text)) AS air WINDOW w AS (PARTITION BY month)) AS s USING (unit)
WHERE pg_temp.apart(score, again);
-- units with a gap, wherever they stand, disturb no other
SELECT count(*) AS compared, count(*) FILTER (WHERE pg_temp.apart(score[1:8], again[1:8])) AS disturbed
FROM base JOIN (SELECT unit, :scores AS again FROM air WHERE ozone IS NOT NULL AND solar_r IS NOT NULL
	WINDOW w AS (PARTITION BY month)) AS s USING (unit);
SELECT count(*) AS compared, count(*) FILTER (WHERE pg_temp.apart(score[1:8], again[1:8])) AS disturbed
FROM base JOIN (SELECT unit, :scores AS again FROM (
		SELECT unit, month, ozone, solar_r, wind, temp FROM air
		UNION ALL SELECT -1, m, NULL, 1e9, 1, 1 FROM generate_series(5, 9) AS m
		UNION ALL SELECT -2, m, 1, 1, 1e9, NULL FROM generate_series(5, 9) AS m
		UNION ALL SELECT -3, m, NULL, NULL, NULL, NULL FROM generate_series(5, 9) AS m ORDER BY 1) AS air
	WINDOW w AS (PARTITION BY month)) AS s USING (unit);
-- a partition is scored as it would be alone
SELECT count(*) AS alone FROM base JOIN (SELECT unit, :scores AS again FROM air WHERE month = 7 WINDOW w AS ()) AS s USING (unit)
WHERE pg_temp.apart(score, again);
-- a turned indicator is its negative; what multiplies or moves an indicator does not matter to minmax
SELECT bool_and(abs(entropy_score - turned) < 1e-10) AS turned, bool_and(abs(entropy_score - moved) < 1e-9) AS moved,
	bool_and(abs(topsis - scaled) < 1e-12) AS scaled, bool_and(topsis BETWEEN 0 AND 1 AND entropy_score BETWEEN 0 AND 100) AS bounds
FROM (SELECT entropy_score(:air) OVER w, entropy_score('{+, +, +, +}', -ozone, solar_r, -wind, temp) OVER w AS turned,
		entropy_score('{-, +, -, +}', 5 + 3 * ozone, solar_r / 7, wind - 1e3, 2 * temp) OVER w AS moved,
		topsis(:share, :air) OVER w, topsis(:share, '{-, +, -, +}', 1e-200 * ozone, 1e150 * solar_r, wind / 7, -2 * -temp) OVER w AS scaled
	FROM air WINDOW w AS (PARTITION BY month)) AS s;
-- of the means the arithmetic is the largest; a unit best in all has 100, worst in all 0 or 1
SELECT bool_and(h <= g + 1e-9 AND g <= a + 1e-9) AS means
FROM (SELECT weighted_score(:share, '{-, +, -, +}', 'harmonic', ozone, solar_r, wind, temp) OVER w AS h,
		weighted_score(:share, '{-, +, -, +}', 'geometric', ozone, solar_r, wind, temp) OVER w AS g,
		1 + 0.99 * weighted_score(:share, '{-, +, -, +}', 'arithmetic', ozone, solar_r, wind, temp) OVER w AS a
	FROM air WINDOW w AS (PARTITION BY month)) AS s;
SELECT x, weighted_score('{0.3, 0.7}', '{+, -}', aggregation, x, 10 - x) OVER (PARTITION BY aggregation) AS score, aggregation
FROM generate_series(1, 3) AS x, unnest('{arithmetic, geometric, harmonic}'::text[]) AS aggregation WHERE x <> 2 ORDER BY 3, 1;
SELECT x, topsis('{0.3, 0.7}', '{+, -}', x, 10 - x) OVER () AS closeness FROM generate_series(1, 3) AS x WHERE x <> 2;
-- weights count as they are; pca_composite is that of the summary
SELECT bool_and(abs(given - own) < 1e-10) AS weights
FROM (SELECT weighted_score(weights, '{+, -, +}', 'arithmetic', mpg, wt, hp) OVER () AS given, critic_score('{+, -, +}', mpg, wt, hp) OVER () AS own
	FROM mtcars, (SELECT critic_weights('{+, -, +}', mpg, wt, hp) AS weights FROM mtcars) AS w) AS s;
SELECT bool_and(abs(one - two) < 1e-10) AS components
FROM (SELECT pca_composite(-ozone, solar_r, -wind, temp) OVER () AS one, pca_composite(p, -ozone, solar_r, -wind, temp) AS two
	FROM air, (SELECT pca(comoments(-ozone, solar_r, -wind, temp), retain => 'kaiser') AS p FROM air) AS m) AS s;
-- other types of columns
SELECT bool_and(a = b) AS types
FROM (SELECT entropy_score('{+, -, +, +}', mpg, wt, gear, am) OVER () AS a,
		entropy_score('{+, -, +, +}', mpg::numeric, wt::numeric, gear::smallint, am = 1) OVER () AS b FROM mtcars) AS s;

--
-- Scores and ranks in one statement.
--
SELECT car, rank() OVER (ORDER BY score DESC) FROM (
	SELECT car, topsis('{0.5, 0.25, 0.25}', '{+, -, +}', mpg, wt, hp) OVER () AS score FROM mtcars) AS s ORDER BY 2 LIMIT 3;
SELECT cyl, car, rank FROM (
	SELECT cyl, car, rank() OVER (PARTITION BY cyl ORDER BY score DESC) FROM (
		SELECT cyl, car, entropy_score('{+, -, +}', mpg, wt, hp) OVER (PARTITION BY cyl) AS score FROM mtcars) AS s) AS r
WHERE rank <= 2 ORDER BY 1, 3;
SELECT month, round(avg(score)::numeric, 6) AS mean FROM (SELECT month, entropy_score(:air) OVER (PARTITION BY month) AS score FROM air) AS s
GROUP BY 1 ORDER BY 1;
SELECT count(*) FROM (SELECT unit FROM air GROUP BY unit, ozone, wind
	ORDER BY topsis('{0.5, 0.5}', '{-, -}', ozone, wind) OVER () DESC NULLS LAST LIMIT 10) AS s;

--
-- Too little, constant, all alike.
--
CREATE TEMP TABLE small (label text, i int, a float8, b float8);
INSERT INTO small VALUES ('1 one unit', 1, 5, 7), ('2 two units', 1, 5, 7), ('2 two units', 2, 8, 6),
	('3 b is constant', 1, 5, 7), ('3 b is constant', 2, 8, 7), ('3 b is constant', 3, 6, 7),
	('4 all alike', 1, 5, 7), ('4 all alike', 2, 5, 7), ('5 a gap leaves one', 1, 5, 7), ('5 a gap leaves one', 2, 9, NULL),
	('6 nothing but gaps', 1, NULL, 3), ('6 nothing but gaps', 2, 4, NULL), ('7 zeros', 1, 0, 0), ('7 zeros', 2, 0, 0), ('7 zeros', 3, 0, 1);
SELECT label, i, medsec.normalize(a) OVER w AS minmax, round((medsec.normalize(a, 'zscore') OVER w)::numeric, 9) AS zscore,
	medsec.normalize(a, 'rank') OVER w AS rank, medsec.normalize(a, 'percentile', '-') OVER w AS percentile
FROM small WINDOW w AS (PARTITION BY label) ORDER BY 1, 2;
SELECT label, i, round((weighted_score('{0.5, 0.5}', '{+, +}', 'arithmetic', a, b) OVER w)::numeric, 9) AS arithmetic,
	round((weighted_score('{1, 0}', '{+, +}', 'geometric', a, b) OVER w)::numeric, 9) AS without_b,
	round((entropy_score('{+, +}', a, b) OVER w)::numeric, 9) AS entropy, round((critic_score('{+, +}', a, b) OVER w)::numeric, 9) AS critic,
	round((cv_score('{+, +}', a, b) OVER w)::numeric, 9) AS cv, round((topsis('{0.5, 0.5}', '{+, +}', a, b) OVER w)::numeric, 9) AS topsis,
	round((pca_composite(a, b) OVER w)::numeric, 9) AS pca
FROM small WINDOW w AS (PARTITION BY label) ORDER BY 1, 2;
SELECT x, medsec.normalize(x) OVER () AS minmax, medsec.normalize(x, 'rank', '-') OVER () AS rank
FROM unnest('{3, NULL, 1, 3, NULL, 2}'::float8[]) AS x;
SELECT count(*) FROM (SELECT medsec.normalize(x) OVER (), topsis('{1}', '{+}', x) OVER () FROM generate_series(1, 0) AS x) AS s;
-- the ends are exact, whatever lies between
SELECT min(s), max(s) FROM (SELECT medsec.normalize(x, 'minmax', '+', 1, 100) OVER () AS s FROM generate_series(1, 10) AS x) AS s;
SELECT x, medsec.normalize(x) OVER () AS minmax, round((medsec.normalize(x, 'zscore') OVER ())::numeric, 9) AS zscore
FROM unnest('{1e308, 1e300, 5e307}'::float8[]) AS x;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT medsec.normalize(mpg) FROM mtcars;
SELECT topsis('{1}', '{+}', mpg) FROM mtcars;
SELECT entropy_score('{+}', mpg) FROM mtcars;
SELECT medsec.normalize(mpg, 'z') OVER () FROM mtcars;
SELECT medsec.normalize(mpg, '') OVER () FROM mtcars;
SELECT medsec.normalize(mpg, NULL) OVER () FROM mtcars;
SELECT medsec.normalize(mpg, 'minmax', '*') OVER () FROM mtcars;
SELECT medsec.normalize(mpg, 'minmax', '') OVER () FROM mtcars;
SELECT medsec.normalize(mpg, 'minmax', '++') OVER () FROM mtcars;
SELECT medsec.normalize(mpg, 'minmax', NULL) OVER () FROM mtcars;
SELECT medsec.normalize(mpg, 'minmax', '+', 100, 1) OVER () FROM mtcars;
SELECT medsec.normalize(mpg, 'minmax', '+', 1, 1) OVER () FROM mtcars;
SELECT medsec.normalize(mpg, 'minmax', '+', 'NaN', 1) OVER () FROM mtcars;
SELECT medsec.normalize(mpg, 'minmax', '+', 0, 'Infinity') OVER () FROM mtcars;
SELECT medsec.normalize(mpg, 'minmax', '+', NULL, 1) OVER () FROM mtcars;
SELECT medsec.normalize(vs, 'distance') OVER () FROM mtcars; -- zeros
SELECT medsec.normalize(-mpg, 'distance', '-') OVER () FROM mtcars;
SELECT medsec.normalize(CASE car WHEN 'Fiat 128' THEN 'NaN' ELSE mpg END) OVER () FROM mtcars;
SELECT medsec.normalize(CASE car WHEN 'Fiat 128' THEN '-Infinity' ELSE mpg END, 'rank') OVER () FROM mtcars;
SELECT entropy_score('{+, +}', mpg, CASE car WHEN 'Fiat 128' THEN 'Infinity' ELSE wt END) OVER () FROM mtcars;
SELECT topsis('{0.5, 0.5}', '{+, +}', mpg, CASE car WHEN 'Fiat 128' THEN 'NaN'::numeric ELSE wt::numeric END) OVER () FROM mtcars;
SELECT pca_composite(mpg, CASE car WHEN 'Fiat 128' THEN 'NaN' ELSE wt END) OVER () FROM mtcars;
SELECT weighted_score('{0.5, 0.6}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{0.5, 0.49999}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{-0.5, 1.5}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{NaN, 1}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{Infinity, 1}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{0, 0}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{1}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{0.5, 0.25, 0.25}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{0.5, NULL}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{{0.5, 0.5}}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score(NULL, '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{0.5, 0.5}', '{+, -}', 'median', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{0.5, 0.5}', '{+, -}', NULL, mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{0.5, 0.5}', '{+, x}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT weighted_score('{0.5, 0.5}', '{+}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT topsis('{0.5, 0.5}', '{+, -, +}', mpg, wt) OVER () FROM mtcars;
SELECT topsis('{0.5, 0.5}', '{+, NULL}', mpg, wt) OVER () FROM mtcars;
SELECT topsis('{0.5, 0.5}', '{{+, -}}', mpg, wt) OVER () FROM mtcars;
SELECT topsis('{0.5, 0.5}', '{}', mpg, wt) OVER () FROM mtcars;
SELECT topsis('{0.5, 0.6}', '{+, -}', mpg, wt) OVER () FROM mtcars;
SELECT entropy_score('{+, up}', mpg, wt) OVER () FROM mtcars;
SELECT critic_score('{+}', mpg, wt) OVER () FROM mtcars;
SELECT cv_score('{+, NULL}', mpg, wt) OVER () FROM mtcars;
SELECT entropy_score('{+, -}', mpg, car) OVER () FROM mtcars;
SELECT pca_composite(mpg, now()) OVER () FROM mtcars;
SELECT pca_composite() OVER () FROM mtcars;
\set VERBOSITY default
SELECT weighted_score('{2, 3}', '{+, -}', 'arithmetic', mpg, wt) OVER () FROM mtcars;
SELECT medsec.normalize(mpg, 'z') OVER () FROM mtcars;
SELECT topsis('{0.5, 0.5}', '{+, less}', mpg, wt) OVER () FROM mtcars;
SELECT topsis('{0.5, 0.5}', '{+}', mpg, wt) OVER () FROM mtcars;
