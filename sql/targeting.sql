\set ECHO none
\set topic targeting
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
CREATE TEMP TABLE households (hh int, size float8, exp float8, food float8, oop float8, wt float8);
\set load '\\copy households' :from 'households' :options
:load
\set ECHO all
\pset null NULL

--
-- Errors, leakage, kappa, CGH, incidence by groups: the figures of another program.
--
CREATE TEMP TABLE weighted AS
SELECT h.*, name, w, h.exp / size AS head, CASE WHEN oop > 1000 THEN 0.4 * oop ELSE 0 END AS amount
FROM households AS h, LATERAL (VALUES ('households', wt), ('persons', wt * size), ('unweighted', 1)) AS u(name, w);
INSERT INTO got
SELECT 'targeting', args || ', ' || name, figure.*
FROM (SELECT 'line ' || z AS args, name, targeting(head < z, oop > 1000, amount, w) AS t FROM weighted, unnest('{2800, 4200, 8000}'::int[]) AS z GROUP BY z, name
	UNION ALL SELECT 'no targets', name, targeting(false, oop > 1000, amount, w) FROM weighted GROUP BY name
	UNION ALL SELECT 'no beneficiaries', name, targeting(head < 4200, false, 0, w) FROM weighted GROUP BY name
	UNION ALL SELECT 'all targets', name, targeting(true, oop > 1000, amount, w) FROM weighted GROUP BY name
	UNION ALL SELECT 'perfect', name, targeting(head < 4200, head < 4200, amount, w) FROM weighted GROUP BY name) AS s, json_each_text(to_json(t)) AS figure;
INSERT INTO got
SELECT 'cgh_index', format('share %s, %s', share, name), 'cgh', cgh_index(s, share)
FROM (SELECT name, ranked(amount, head, w) AS s FROM weighted GROUP BY name) AS s, unnest('{0.1, 0.2, 0.4, 0.5}'::float8[]) AS share;
INSERT INTO got
SELECT 'benefit_incidence', format('group %s of %s, %s', quantile, groups, name), figure.*
FROM (SELECT name, ranked(amount, head, w) AS s FROM weighted GROUP BY name) AS s, unnest('{1, 4, 5, 7}'::int[]) AS groups, benefit_incidence(s, groups) AS incidence,
	json_each_text(to_json(incidence)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;
-- without amounts, without weights, in one step, by default
SELECT (a).coverage = (b).coverage AND (a).kappa = (b).kappa AND (a).recall_low = (b).recall_low AS errors, (a).leakage, (a).amount, b = c AS weight, g = h AS cgh,
	cgh_index(s) = cgh_index(s, 0.4) AS share, (SELECT count(*) FROM benefit_incidence(s)) AS groups
FROM (SELECT targeting(exp < 20000, oop > 1000) AS a, targeting(exp < 20000, oop > 1000, oop) AS b, targeting(exp < 20000, oop > 1000, oop, 1) AS c,
	cgh_index(oop, exp, wt, 0.3) AS g, cgh_index(ranked(oop, exp, wt), 0.3) AS h, ranked(oop, exp) AS s FROM households) AS s;

--
-- What must hold whatever the data.
--
SET extra_float_digits = -3;
-- a list that finds 40 of 100 in need, and 20 others, of 300
SELECT sum_weight, target, beneficiaries, reached, coverage, exclusion_error, inclusion_error, false_positive_rate, precision, recall, leakage, f1, kappa, differential, amount, n
FROM (SELECT (targeting(need, listed, 1, w)).* FROM (VALUES (true, true, 40), (true, false, 60), (false, true, 20), (false, false, 180)) AS v(need, listed, w)) AS t;
SELECT abs(a.f1 - 2 * a.precision * a.recall / (a.precision + a.recall)) < 1e-15 AS f1, abs(a.kappa - b.kappa) < 1e-15 AS turned, a.precision = b.recall AND a.inclusion_error = b.exclusion_error AS roles,
	a.coverage_low < a.coverage AND a.coverage < a.coverage_high AND (a.coverage_low, a.coverage_high) = (w.conf_low, w.conf_high) AS limits, (a.recall_low, a.recall_high) = (r.conf_low, r.conf_high) AS of_the_target
FROM (SELECT (targeting(x < 40, x % 3 = 0)).* FROM generate_series(1, 100) AS x) AS a, (SELECT (targeting(x % 3 = 0, x < 40)).* FROM generate_series(1, 100) AS x) AS b, wilson_ci(33, 100) AS w, wilson_ci(13, 39) AS r;
-- money handed out blindly: CGH is 1; all of it to the lowest two fifths: 2.5; none of it: 0
SELECT gift, cgh_index(s, 0.4) AS cgh, (SELECT array_agg(round(share::numeric, 9)) FROM benefit_incidence(s, 5)) AS shares, (SELECT array_agg(round(relative::numeric, 9)) FROM benefit_incidence(s, 2)) AS generosity
FROM (SELECT gift, ranked(CASE gift WHEN 'blind' THEN 7 WHEN 'poorest' THEN (y <= 40)::int ELSE (y > 40)::int END, y) AS s FROM generate_series(1, 100) AS y, unnest('{blind, poorest, richest}'::text[]) AS gift GROUP BY gift) AS s ORDER BY 1;
-- groups divide all there is: weights, benefits and means, whatever the ties
SELECT groups, count(*), abs(sum(i.sum_weight) - min(sum_weight(s))) < 1e-9 AS weight, max(i.sum_weight) - min(i.sum_weight) < 1e-9 AS equal, abs(sum(total) - min(sum_weight(s) * mean(s))) < 1e-6 AS total, max(cumulative_share) AS "all",
	abs(sum(share) - 1) < 1e-12 AS shares, bool_and(coverage BETWEEN 0 AND 1) AS coverage, bool_and(abs(mean - coverage * coalesce(mean_of_beneficiaries, 0)) < 1e-12) AS means
FROM (SELECT ranked(greatest(0, 10 - i % 14), i * 31 % 14, 1 / (1 + i % 9)::float8) AS s FROM generate_series(1, 5190) AS i) AS s, unnest('{1, 2, 5, 10, 14, 100, 1000}'::int[]) AS groups, benefit_incidence(s, groups) AS i GROUP BY 1 ORDER BY 1;
-- rows in three orders: one answer, to the last bit; sums are near
SELECT count(DISTINCT g) AS cgh, count(DISTINCT c) AS in_one_step, count(DISTINCT b) AS incidence, max((t).kappa) - min((t).kappa) < 1e-14 AS errors
FROM (SELECT o, cgh_index(ranked(a, r, w ORDER BY i), 0.3) AS g, cgh_index(a, r, w, 0.3 ORDER BY i) AS c, targeting(r < 5, a > 3, a, w ORDER BY i) AS t,
		(SELECT string_agg(b::text, '') FROM benefit_incidence(ranked(a, r, w ORDER BY i), 10) AS b) AS b
	FROM (SELECT o, CASE o WHEN 1 THEN j WHEN 2 THEN -j ELSE hashint4(j) END AS i, j * 31 % 14 AS r, sin(j) * 5 AS a, 1 / (1 + j % 9)::float8 AS w
		FROM generate_series(1, 5190) AS j, generate_series(1, 3) AS o) AS v GROUP BY o) AS s;

--
-- Too little, or too strange, to say.
--
SELECT name, coverage, exclusion_error AS missed, exclusion_error_high AS high, inclusion_error AS wrong, false_positive_rate AS fpr, leakage, f1, kappa, differential, amount, n, note
FROM (SELECT 'nobody' AS name, (targeting(true, true, 1, x)).* FROM generate_series(1, 0) AS x UNION ALL SELECT 'one, reached', (targeting(true, true, 5)).* UNION ALL SELECT 'one, missed', (targeting(true, false, 0)).*
	UNION ALL SELECT 'one, not meant', (targeting(false, true, 5)).* UNION ALL SELECT 'one, rightly not', (targeting(false, false, 0)).* UNION ALL SELECT 'no money', (targeting(x > 1, true, 0)).* FROM generate_series(1, 3) AS x
	UNION ALL SELECT 'paid back', (targeting(x > 1, true, -x)).* FROM generate_series(1, 3) AS x UNION ALL SELECT 'cancelling', (targeting(x > 1, true, x - 2)).* FROM generate_series(1, 3) AS x
	UNION ALL SELECT 'beyond', (targeting(x > 1, true, 1e308, 1e10)).* FROM generate_series(1, 3) AS x) AS t;
SELECT sum_weight, target, beneficiaries, reached, amount, n, n_missing, n_zero_weight FROM (SELECT (targeting(a, b, m, w)).*
	FROM (VALUES (true, true, 5, 1.5), (NULL, true, 5, 1), (true, NULL, 5, 1), (true, true, NULL, 1), (true, true, 5, NULL), (true, true, 5, 0), (false, false, 0, 0.5)) AS v(a, b, m, w)) AS t;
SELECT cgh_index(ranked(a, r)) AS cgh, name, (SELECT array_agg(round(share::numeric, 9)) FROM benefit_incidence(ranked(a, r), 2)) AS shares, (SELECT array_agg(mean) FROM benefit_incidence(ranked(a, r), 2)) AS means,
	(SELECT array_agg(round(relative::numeric, 9)) FROM benefit_incidence(ranked(a, r), 2)) AS relative
FROM (VALUES ('one', 5, 1), ('tied', 5, 1), ('tied', 1, 1), ('nothing', 0, 1), ('nothing', 0, 2), ('paid back', -1, 1), ('paid back', -3, 2), ('cancelling', -1, 1), ('cancelling', 1, 2), ('some paid back', -1, 1), ('some paid back', 4, 2), ('debts', 1, -1), ('debts', 1, -2)) AS v(name, a, r) GROUP BY name ORDER BY name;
SELECT cgh_index(ranked_accum(NULL, NULL, 1)) AS cgh, cgh_index(a, a, a, 0.4) AS in_one_step, (SELECT count(*) FROM benefit_incidence(ranked_accum(NULL, NULL, 1))) AS groups FROM (SELECT 1::float8 AS a WHERE false) AS v;

--
-- What is refused.
--
SELECT targeting(true, true, 'NaN');
\echo :SQLSTATE
SELECT targeting(true, true, 1, -1);
\echo :SQLSTATE
SELECT targeting(true, true, 1, 'Infinity');
\echo :SQLSTATE
SELECT cgh_index(ranked(1, 2), 0);
\echo :SQLSTATE
SELECT cgh_index(ranked(1, 2), 1);
\echo :SQLSTATE
SELECT cgh_index(ranked(1, 2), 'NaN');
\echo :SQLSTATE
SELECT cgh_index(1, 2, 1, 40);
\echo :SQLSTATE
SELECT cgh_index(1, 2, 1, share) FROM unnest('{0.2, 0.4}'::float8[]) AS share;
\echo :SQLSTATE
SELECT cgh_index('NaN', 2, 1, 0.4);
\echo :SQLSTATE
SELECT cgh_index(1, 'Infinity', 1, 0.4);
\echo :SQLSTATE
SELECT cgh_index(1, 2, -1, 0.4);
\echo :SQLSTATE
SELECT benefit_incidence(ranked(1, 2), 0);
\echo :SQLSTATE
SELECT benefit_incidence(ranked(1, 2), 1001);
\echo :SQLSTATE
SELECT targeting_final(fgt_accum(NULL, 1, 2, 1));
\echo :SQLSTATE
SELECT targeting_final(tally_combine(targeting_accum(NULL, true, false), fgt_accum(NULL, 1, 2, 1)));
\echo :SQLSTATE
SELECT cgh_index(NULL::ranked) IS NULL AS cgh, cgh_index(ranked(1, 2), NULL) IS NULL AS share, (SELECT count(*) FROM benefit_incidence(NULL)) AS groups, targeting(NULL, NULL) IS NULL AS targeting;
