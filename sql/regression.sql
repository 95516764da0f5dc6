\set ECHO none
\set topic regression
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of other programs.
--
CREATE TEMP TABLE fits AS
SELECT 'longley' AS "case", '{gnp_deflator,gnp,unemployed,armed_forces,population,year}'::text[] AS labels,
	comoments(employed, gnp_deflator, gnp, unemployed, armed_forces, population, year) AS c,
	ols_robust(employed, gnp_deflator, gnp, unemployed, armed_forces, population, year) AS m FROM longley
UNION ALL SELECT 'swiss', '{agriculture,examination,education,catholic,infant_mortality}',
	comoments(fertility, agriculture, examination, education, catholic, infant_mortality),
	ols_robust(fertility, ARRAY[agriculture, examination, education, catholic, infant_mortality]) FROM swiss
UNION ALL SELECT 'airquality', '{temp,wind}', comoments(ozone, temp, wind), ols_robust(ozone, temp, wind) FROM airquality
UNION ALL SELECT 'mtcars', '{wt,hp,am}', comoments(mpg, wt, hp, am), ols_robust(mpg, wt, hp, am) FROM mtcars;
CREATE FUNCTION pg_temp.args(prefix text, term text) RETURNS text RETURN prefix || ', ' || term;

INSERT INTO got
SELECT "case", pg_temp.args('ols ' || level, term), figure.*
FROM fits, unnest('{0.95, 0.9}'::float8[]) AS level, ols(c, array_prepend('y', labels), level) AS t, json_each_text(to_json(t)) AS figure;
INSERT INTO got
SELECT "case", 'ols_summary', figure.* FROM fits, json_each_text(to_json(ols_summary(c))) AS figure;
INSERT INTO got
SELECT "case", pg_temp.args('robust ' || errors, term), figure.*
FROM fits, unnest('{ols,hc0,hc1,hc3}'::text[]) AS errors, ols(m, labels, errors) AS t, json_each_text(to_json(t)) AS figure;
INSERT INTO got
SELECT "case", 'robust_summary ' || errors, figure.*
FROM fits, unnest('{ols,hc0,hc1,hc3}'::text[]) AS errors, json_each_text(to_json(ols_summary(m, errors))) AS figure;

-- clusters, and weights that count rows
CREATE TEMP TABLE others AS
SELECT comoments_weighted(gear, mpg, wt, hp, am) AS c, ols_robust_weighted(gear, mpg, wt, hp, am) AS m,
	ols_clustered(carb::bigint, mpg, wt, hp, am) AS clustered,
	ols_clustered_weighted(carb::bigint, gear, mpg, wt, hp, am) AS cw,
	ols_robust_weighted(gear, mpg, ARRAY[wt, hp, am]) AS m_array,
	ols_clustered(carb::bigint, mpg, ARRAY[wt, hp, am]) AS clustered_array,
	ols_clustered_weighted(carb::bigint, gear, mpg, ARRAY[wt, hp, am]) AS cw_array
FROM mtcars;
INSERT INTO got
SELECT 'mtcars', pg_temp.args(what, term), figure.*
FROM (SELECT 'weighted' AS what, t FROM others, ols(c, '{mpg,wt,hp,am}') AS t
	UNION ALL SELECT 'robust_weighted ' || e, t FROM others, unnest('{hc1,hc3}'::text[]) AS e, ols(m, '{wt,hp,am}', e) AS t
	UNION ALL SELECT 'clustered', t FROM others, ols(clustered, '{wt,hp,am}') AS t
	UNION ALL SELECT 'clustered_weighted', t FROM others, ols(cw, '{wt,hp,am}', 'cluster') AS t) AS s,
	json_each_text(to_json(t)) AS figure, LATERAL (SELECT (t).term) AS name;
SELECT m = m_array AS weighted, clustered = clustered_array AS clustered, cw = cw_array AS clustered_weighted, (clustered).clusters FROM others;

INSERT INTO got
SELECT 'airquality', 'elasticity', figure.* FROM (SELECT elasticity(ozone, wind) AS e FROM airquality) AS s, json_each_text(to_json(e)) AS figure
UNION ALL SELECT 'mtcars', 'elasticity', figure.* FROM (SELECT elasticity(mpg, hp) AS e FROM mtcars) AS s, json_each_text(to_json(e)) AS figure
UNION ALL SELECT 'mtcars', 'elasticity weighted', figure.* FROM (SELECT elasticity(mpg, hp, gear) AS e FROM mtcars) AS s, json_each_text(to_json(e)) AS figure;

CREATE TEMP TABLE logits AS
SELECT 'mtcars' AS "case", '{mpg,am}'::text[] AS labels, logit(vs = 1, mpg, am) AS m FROM mtcars
UNION ALL SELECT 'airquality', '{temp,wind}', logit(ozone > 50, ARRAY[temp, wind]) FROM airquality
UNION ALL SELECT 'swiss', '{agriculture,education,infant_mortality}', logit(catholic > 50, agriculture, education, infant_mortality) FROM swiss
UNION ALL SELECT 'weighted', '{mpg,am}', logit_weighted(gear, vs = 1, mpg, am) FROM mtcars
UNION ALL SELECT 'ucbadmissions', ARRAY['I(gender == "Female")TRUE', 'I(dept == "A")TRUE', 'I(dept == "B")TRUE'],
	logit_weighted(freq, admit = 'Admitted', ARRAY[(gender = 'Female')::int, (dept = 'A')::int, (dept = 'B')::int]::float8[]) FROM ucbadmissions;
INSERT INTO got
SELECT "case", pg_temp.args('logit ' || level, term), figure.*
FROM logits, unnest('{0.95, 0.9}'::float8[]) AS level, logit_terms(m, labels, level) AS t, json_each_text(to_json(t)) AS figure;
INSERT INTO got
SELECT "case", pg_temp.args(kind, term), figure.*
FROM logits, unnest('{dydx, eyex}'::text[]) AS kind, logit_effects(m, labels, kind) AS t, json_each_text(to_json(t)) AS figure;
INSERT INTO got
SELECT "case", 'logit_summary', figure.* FROM logits, json_each_text(to_json(logit_summary(m))) AS figure;
INSERT INTO got
SELECT "case", 'predict', figure.*
FROM (SELECT "case", sum(p), sum(p * p) AS of_squares
	FROM (SELECT "case", logit_predict(m, mpg, am) AS p FROM logits, mtcars WHERE "case" = 'mtcars'
		UNION ALL SELECT "case", logit_predict(m, mpg, am) FROM logits, mtcars, generate_series(1, gear::int) WHERE "case" = 'weighted'
		UNION ALL SELECT "case", logit_predict(m, ARRAY[temp, wind]) FROM logits, airquality WHERE "case" = 'airquality' AND ozone IS NOT NULL
		UNION ALL SELECT "case", logit_predict(m, agriculture, education, infant_mortality) FROM logits, swiss WHERE "case" = 'swiss'
		UNION ALL SELECT "case", logit_predict(m, gender = 'Female', dept = 'A', dept = 'B') FROM logits, ucbadmissions, generate_series(1, freq) WHERE "case" = 'ucbadmissions') AS p
	GROUP BY "case") AS s, json_each_text(to_json(s)) AS figure WHERE key <> 'case';
SELECT * FROM compared;
SELECT * FROM differing;

-- rows with a NULL are counted
SELECT (m).n, (m).n_missing, (ols_summary(c)).n_missing AS of_sums, (l).n_missing AS of_logit
FROM fits JOIN (SELECT logit(ozone > 50, solar_r, wind) AS l FROM airquality) AS s ON true WHERE "case" = 'airquality';
SELECT "case", (m).iterations BETWEEN 3 AND 10 AS quick, (m).converged, (m).separation, (m).left_out FROM logits ORDER BY 1;

-- what is stored is what was computed
CREATE TEMP TABLE stored AS TABLE logits;
SELECT count(*) FROM stored JOIN logits USING ("case") WHERE stored.m = logits.m;
SELECT m::text::ols_model = m AS linear FROM others;
SELECT bool_and(m::text::logit_model = m) AS logistic FROM logits;

-- rows kept and rolled up
CREATE TEMP TABLE kept AS
SELECT gear, indicators(NULL, vs, mpg, am) AS outcomes, indicators(NULL, mpg, wt, hp, am) AS rows,
	indicators(NULL, gear, vs, mpg, am) AS weighted, indicators(NULL, gear, mpg, wt, hp, am) AS weighted_rows
FROM mtcars GROUP BY gear;
SELECT abs((logit(rollup(outcomes))).log_likelihood / (SELECT (m).log_likelihood FROM logits WHERE "case" = 'mtcars') - 1) < 1e-12 AS logit,
	abs((ols_robust(rollup(rows))).sigma / (SELECT (m).sigma FROM fits WHERE "case" = 'mtcars') - 1) < 1e-12 AS ols,
	abs((logit_weighted(rollup(weighted))).auc / (SELECT (m).auc FROM logits WHERE "case" = 'weighted') - 1) < 1e-12 AS logit_weighted,
	abs((ols_robust_weighted(rollup(weighted_rows))).sigma / (SELECT (m).sigma FROM others) - 1) < 1e-12 AS ols_weighted
FROM kept;
SELECT logit(indicators(NULL, gear, mpg)) FROM mtcars;
SELECT ols_robust_weighted(indicators(NULL, gear)) FROM mtcars;

-- twenty figures of one model: the aggregate reads each row once
CREATE SEQUENCE pg_temp.rows_read;
CREATE FUNCTION pg_temp.counted(x float8) RETURNS float8 LANGUAGE plpgsql IMMUTABLE AS
	$$BEGIN PERFORM nextval('pg_temp.rows_read'); RETURN x; END$$;
SELECT round(((l).coefficients)[1]::numeric, 4) AS a, round((l).log_likelihood::numeric, 4) AS b, round((l).auc::numeric, 4) AS c, (l).n,
	(l).positives, (l).rank, (l).converged, (l).separation, (l).n_missing, round((s).mcfadden_r2::numeric, 4) AS d, (s).df
FROM (SELECT logit(vs = 1, pg_temp.counted(mpg)) AS l, logit_summary(logit(vs = 1, pg_temp.counted(mpg))) AS s FROM mtcars OFFSET 0) AS m \gx
SELECT currval('pg_temp.rows_read') AS rows_read;

--
-- What is left out is said.
--
CREATE TEMP TABLE odd AS SELECT mpg, wt, hp, 2 * wt - hp AS mix, 7.0 AS seven, vs, am, carb FROM mtcars;
SELECT term, estimate IS NULL AS left_out, vif IS NULL AS no_vif, df, note
FROM ols((SELECT comoments(mpg, wt, seven, hp, mix) FROM odd), '{mpg,weight,seven,power,mix}');
SELECT df1, df2, note FROM ols_summary((SELECT comoments(mpg, wt, seven, hp, mix) FROM odd));
SELECT term, estimate IS NULL AS left_out, df, note
FROM ols((SELECT ols_clustered(carb::bigint, mpg, wt, seven, hp, mix) FROM odd), '{weight,seven,power,mix}');
SELECT df1, df2, note FROM ols_summary((SELECT ols_robust(mpg, wt, seven, hp, mix) FROM odd));
SELECT t.term, t.estimate IS NULL AS left_out, t.note, e.estimate IS NULL AS no_effect, e.note
FROM (SELECT logit(vs = 1, wt, seven, hp, mix) AS m FROM odd OFFSET 0) AS s, logit_terms(m, '{weight,seven,power,mix}') AS t
	LEFT JOIN logit_effects(m, '{weight,seven,power,mix}') AS e USING (term);
SELECT df, note, (m).left_out FROM (SELECT logit(vs = 1, wt, seven, hp, mix) AS m FROM odd OFFSET 0) AS s, logit_summary(m);
-- what is left out is not needed to predict
SELECT abs(sum(logit_predict(m, wt, seven, hp, mix)) - sum(logit_predict(m, wt, 0, hp, 0))) < 1e-12 AS same
FROM odd, (SELECT logit(vs = 1, wt, seven, hp, mix) AS m FROM odd OFFSET 0) AS s;

-- separation: complete, by one column, by two, of some rows only
SELECT what, (m).separation, (m).converged, (m).left_out, ((m).coefficients)[1] IS NULL AS no_estimate, (m).log_likelihood, (m).note
FROM (SELECT 'one' AS what, logit(vs = 1, mpg, vs * 10 + wt) AS m FROM odd
	UNION ALL SELECT 'two', logit(i % 2 = 0, x, (CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END) * (1 + i % 3) - x)
		FROM (SELECT i, ((i * 7) % 20 - 10)::float8 AS x FROM generate_series(1, 20) AS i) AS s
	UNION ALL SELECT 'some', logit(vs = 1, mpg, (vs = 1 AND am = 1)::int) FROM odd) AS s ORDER BY what;
SELECT term, estimate, odds_ratio, note FROM logit_terms((SELECT logit(vs = 1, mpg, (vs = 1 AND am = 1)::int) FROM odd), '{mpg,both}');
SELECT logit_predict((SELECT logit(vs = 1, mpg, (vs = 1 AND am = 1)::int) FROM odd), 20, 1);

--
-- Too little to say.
--
CREATE TEMP TABLE few (y float8, x float8, z float8);
SELECT * FROM ols((SELECT comoments(y, x, z) FROM few), '{y,x,z}');
SELECT * FROM ols_summary((SELECT comoments(y, x, z) FROM few)) \gx
SELECT * FROM ols((SELECT ols_robust(y, x, z) FROM few), '{x,z}');
SELECT * FROM ols_summary((SELECT ols_robust(y, x, z) FROM few)) \gx
SELECT ols_clustered(1, y, x) FROM few;
SELECT elasticity(y, x) FROM few;
SELECT logit(y > 0, x, z) FROM few;
SELECT term, estimate, note FROM logit_terms((SELECT logit(y > 0, x, z) FROM few), '{x,z}');
SELECT * FROM logit_effects((SELECT logit(y > 0, x, z) FROM few), '{x,z}');
SELECT * FROM logit_summary((SELECT logit(y > 0, x, z) FROM few)) \gx
INSERT INTO few VALUES (1, 1, 5), (2, 4, 2), (4, 3, 4), (NULL, 1, 1);
SELECT term, estimate IS NOT NULL AS estimate, std_error, df, note FROM ols((SELECT comoments(y, x, z) FROM few));
SELECT term, estimate IS NOT NULL AS estimate, std_error, df, note FROM ols((SELECT ols_robust(y, x, z) FROM few));
SELECT r_squared, sigma, df2, n, n_missing, note FROM ols_summary((SELECT ols_robust(y, x, z) FROM few));
SELECT term, estimate, std_error, note FROM ols((SELECT comoments(2, x) FROM few));
SELECT round(r_squared::numeric, 12) AS r_squared, sigma, note FROM ols_summary((SELECT comoments(2 * x + 1, x) FROM mtcars, LATERAL (SELECT hp AS x) AS s));
SELECT term, std_error, df, note FROM ols((SELECT ols_clustered(1, mpg, wt) FROM mtcars));
SELECT f, df2, note FROM ols_summary((SELECT ols_clustered((am = 1)::int, mpg, wt, hp, qsec) FROM mtcars));
SELECT term, std_error IS NULL AS no_error, note FROM ols((SELECT ols_robust(mpg, wt, (car = 'Fiat 128')::int) FROM mtcars), NULL, 'hc3');
SELECT n, positives, log_likelihood, note FROM logit_summary((SELECT logit(true, x) FROM few));
SELECT (elasticity(y, 3)).note, (elasticity(y, x - 1)).n_not_positive, (elasticity(y, x)).n_missing, (elasticity(x * x, x)).note AS exact,
	round((elasticity(x * x, x)).estimate::numeric, 12) AS two FROM few;
SELECT ols(NULL::comoments);
SELECT ols_summary(NULL::comoments), ols_summary(NULL::ols_model), logit_summary(NULL), logit_predict(NULL, 1);
SELECT ols(NULL::ols_model), logit_terms(NULL), logit_effects(NULL);
SELECT logit_predict(m, NULL::float8, 1) AS null_column, logit_predict(m, NULL::float8[]) AS null_array FROM logits WHERE "case" = 'mtcars';

--
-- Wrong arguments.
--
SELECT ols(c, '{a,b}') FROM fits WHERE "case" = 'mtcars';
SELECT ols(c, NULL, 1) FROM fits WHERE "case" = 'mtcars';
SELECT ols(m, NULL, 'hc9') FROM fits WHERE "case" = 'mtcars';
SELECT ols(m, NULL, 'cluster') FROM fits WHERE "case" = 'mtcars';
SELECT logit_effects(m, NULL, 'eydx') FROM logits WHERE "case" = 'mtcars';
SELECT logit_predict(m, 1, 2, 3) FROM logits WHERE "case" = 'mtcars';
SELECT logit_predict(m, 1, 'NaN'::float8) FROM logits WHERE "case" = 'mtcars';
SELECT logit(vs = 1, mpg, 'Infinity'::float8) FROM mtcars;
SELECT logit(vs = 1, car) FROM mtcars;
SELECT logit(vs = 1, '{}'::float8[]) FROM mtcars;
SELECT logit(vs = 1, CASE WHEN vs = 1 THEN ARRAY[mpg] ELSE ARRAY[mpg, wt] END) FROM mtcars;
SELECT logit(vs = 1, ARRAY[mpg, NULL]) FROM mtcars;
SELECT logit_weighted(-1, vs = 1, mpg) FROM mtcars;
SELECT ols_robust('NaN', mpg) FROM mtcars;
SELECT ols_robust(mpg, 1e200 * wt) FROM mtcars;
SELECT elasticity('NaN', mpg) FROM mtcars;
SELECT elasticity(mpg, wt, -1) FROM mtcars;
SELECT elasticity_final('(1,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)');
-- records that no fit made
SELECT ols(ROW(3, 0, 1, 1, NULL, 1, 1, 1, 1, 1, 1, 1, 1, '{1,2}', '{1,2,3}', NULL, NULL, NULL, NULL, NULL, NULL, NULL)::ols_model);
SELECT term, estimate, std_error FROM ols(ROW(3, 0, 1, 1, NULL, 1, 1, 1, 1, 1, 1, 1, 1, '{1,2}', NULL, NULL, NULL, '{{1,0},{0,-1}}', NULL, NULL, NULL, NULL)::ols_model, NULL, 'ols');
SELECT ols_summary(ROW(3, 0, 1, 1, NULL, 1, 1, 1, 1, 1, 1, 1, 1, '{1,Infinity}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::ols_model);
SELECT logit_predict(ROW(3, 0, 1, 1, 1, true, 'none', -1, -1, 1, 1, '{1,NULL,2}', NULL, NULL, NULL, NULL, '{a}', NULL, NULL)::logit_model, 1, 2);

-- a clustered model of too few rows knows its clusters, and has no errors
SELECT term, estimate, std_error, df, note FROM ols((SELECT ols_clustered(7, 1, 2) FROM generate_series(1, 1)), NULL, 'cluster');

-- outcomes of 0 and 1 are conditions too
SELECT logit(vs, mpg, am) = logit(vs = 1, mpg, am) AS number, logit(vs, ARRAY[mpg, am]) = logit(vs = 1, mpg, am) AS array,
	logit_weighted(gear, vs, mpg, am) = logit_weighted(gear, vs = 1, mpg, am) AS weighted, logit_weighted(gear, vs::numeric, ARRAY[mpg, am]) = logit_weighted(gear, vs = 1, mpg, am) AS weighted_array
FROM mtcars;
SELECT logit(gear, mpg) FROM mtcars;
