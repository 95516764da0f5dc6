-- Claims settled through the layers of plans.  Random plans and claims are in
-- test/t/settlement.t.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS medsec;
RESET client_min_messages;
SET search_path = public, medsec;
\pset null NULL

CREATE TEMP TABLE claim (person int, year int, day date, id text, tier text, category text, referral text, total numeric, excluded numeric);
INSERT INTO claim VALUES
	(1, 2024, '2024-01-10', 'a1', 'county', 'general', 'local', 20000, 2800),
	(1, 2024, '2024-03-01', 'a2', 'city', 'general', 'transfer', 200000, 40000),
	(1, 2024, '2024-05-05', 'a3', 'outpatient', 'general', 'local', 300.55, 0),
	(1, 2024, '2024-09-09', 'a4', 'city', 'general', 'unfiled', 90000.01, 0.01),
	(1, 2025, '2025-01-02', 'a5', 'county', 'general', 'local', 20000, 2800),
	(2, 2024, '2024-02-02', 'b1', 'township', 'dibao', 'local', 150, 0),
	(2, 2024, '2024-04-02', 'b2', 'city', 'dibao', 'transfer', 500000, 0),
	(2, 2024, '2024-06-02', 'b3', 'city', 'tekun', 'transfer', 0, 0),
	(2, 2024, '2024-06-03', 'b4', 'city', 'tekun', 'transfer', 77, 77),
	(3, 2024, '2024-06-03', 'c1', 'county', 'edge', 'local', 33333.33, 3333.33);

--
-- A year of each: four layers, deductibles that halve, caps.
--
CREATE TEMP VIEW settled AS
SELECT id, settle(example_plan('four-layers'), tier, category, referral, total, excluded) OVER (PARTITION BY person, year ORDER BY day, id) AS s FROM claim;
SELECT id, (s).total, (s).excluded, (s).in_scope, (s).deductible, (s).basic_paid, (s).serious_paid, (s).assistance_paid, (s).tilt_paid, (s).fund_paid, (s).person_paid, (s).scope_rest
FROM settled ORDER BY id;
SELECT id, round((s).actual_ratio::numeric, 9) AS actual, round((s).scope_ratio::numeric, 9) AS scope, round((s).last_rate::numeric, 9) AS last, (s).binding,
	(s).year_admissions AS n, (s).year_total, (s).year_in_scope, (s).year_fund_paid, (s).year_person_paid, (s).note FROM settled ORDER BY id;

-- a record is a row like any: it can be stored, written and read, compared
CREATE TEMP TABLE stored AS SELECT id, s FROM settled;
SELECT count(*) FILTER (WHERE s::text::settlement = s) AS text, count(*) FILTER (WHERE row((s).*)::settlement = s) AS fields, count(*) AS n FROM stored;
SELECT count(*) AS equal FROM stored JOIN settled USING (id) WHERE stored.s = settled.s;
SELECT bool_and((s).total = c.total AND numeric_send((s).total) = numeric_send(c.total::numeric(16, 2)) AND scale((s).person_paid) = 2) FROM stored JOIN claim AS c USING (id);

--
-- Amounts of every size go in and come out as the server's own.
--
CREATE TEMP TABLE amount AS
SELECT trunc(m * power(10::numeric, e)) / 100 AS x FROM generate_series(0, 15) AS e, unnest('{0, 1, 9.9999999999999999, 2.5, 1.0001, 7.00000001, 1.00010001, 4.0302}'::numeric[]) AS m
UNION ALL SELECT unnest('{0.00, 0.01, 0.10, 1, 1.00, 99.99, 100, 9999.99, 10000, 10000.01, 100000000, 100010000.50, 99999999999999.99, 1e13, 5000.500000}'::numeric[]);
SELECT count(*) AS different FROM (SELECT x, settle('{"layers": [{"layer": "basic", "rate": 1}]}', NULL, NULL, NULL, x) OVER (PARTITION BY x, n) AS s
	FROM (SELECT x, row_number() OVER () AS n FROM amount) AS a) AS s
WHERE numeric_send((s).total) <> numeric_send(x::numeric(16, 2)) OR (s).fund_paid <> x OR hash_numeric((s).basic_paid) <> hash_numeric(x) OR (s).total::text <> x::numeric(16, 2)::text;
SELECT count(*) AS different FROM (SELECT x, settle('{"layers": [{"layer": "basic", "rate": 1}]}', NULL, NULL, NULL, d, 0, NULL, 'c') OVER (PARTITION BY n ORDER BY k) AS s, k
	FROM (SELECT x, row_number() OVER () AS n FROM amount) AS a, LATERAL (VALUES (1, x), (2, -x)) AS v(k, d) WHERE x > 0) AS s
WHERE k = 2 AND (numeric_send((s).total) <> numeric_send((-x)::numeric(16, 2)) OR (s).fund_paid <> -x OR (s).year_total <> 0);

--
-- Limits that hold.
--
SELECT (s).payer, (s).n FROM (SELECT (settle(example_plan('shandong-2014'), NULL, NULL, NULL, x) OVER (PARTITION BY x)).serious_paid AS payer, x AS n
	FROM unnest('{10000, 10000.01, 10000.03, 100000, 100000.01, 100000.03, 170000, 356666.67, 356666.68, 475000, 99999999999999}'::numeric[]) AS x) AS s;
-- a threshold that a small claim meets pays with the next claims what is left
SELECT i, (s).supplement_paid, (s).person_paid, (s).binding FROM (SELECT i, settle(example_plan('child-illness-fund'), NULL, NULL, NULL, x, 0) OVER (ORDER BY i) AS s
	FROM unnest('{4999, 101, 1000, 500, 3000, 90000, 5}'::numeric[]) WITH ORDINALITY AS v(x, i)) AS s;
SELECT i, (s).supplement_paid, (s).binding FROM (SELECT i, settle(example_plan('child-heart-2024'), NULL, NULL, NULL, x, x / 2) OVER (ORDER BY i) AS s
	FROM unnest('{5000, 0.02, 10000, 40000}'::numeric[]) WITH ORDINALITY AS v(x, i)) AS s;
-- deductibles of further admissions
SELECT i, (s).deductible FROM (SELECT i, settle(example_plan('suzhou-2023'), 'tier3', NULL, 'local', 10000) OVER (ORDER BY i) AS s FROM generate_series(1, 5) AS i) AS s;
SELECT i, (s).deductible FROM (SELECT i, settle(example_plan('longyan-2024'), 'tier2', NULL, 'local', 10000) OVER (ORDER BY i) AS s FROM generate_series(1, 5) AS i) AS s;
-- days of validity, of the plan and of a layer
SELECT day, (s).basic_paid, (s).serious_paid, (s).person_paid, (s).note FROM (SELECT day, settle('{"valid_to": "2024-06-30", "layers": [{"layer": "basic", "rate": 0.5},
	{"layer": "serious", "rate": 0.5, "valid_from": "2024-03-01"}]}', NULL, NULL, NULL, 1000, 0, day) OVER (ORDER BY day) AS s
	FROM unnest('{2024-02-29, 2024-03-01, 2024-06-30, 2024-07-01, NULL, infinity, -infinity}'::date[]) AS day) AS s;

--
-- Documents that take back: whole, in part, more than there is, unknown.
--
CREATE TEMP TABLE document (i int, id text, total numeric, excluded numeric);
INSERT INTO document VALUES (1, 'a', 10000, 1000), (2, 'b', 30000, 0), (3, 'a', -10000, -1000), (4, 'c', 30000, 500), (5, 'b', -10000, 0),
	(6, 'a', -1, 0), (7, 'b', -20001, 0), (8, 'zz', -5, 0), (9, NULL, 100, 0), (10, 'b', -20000, 0), (11, 'c', -29500, 0), (12, 'c', -500, -500), (13, 'd', 700, 0);
SELECT i, id, (s).total, (s).deductible, (s).basic_paid, (s).serious_paid, (s).person_paid, (s).year_admissions AS n, (s).year_total, (s).year_fund_paid, (s).note
FROM (SELECT i, id, settle(example_plan('suzhou-2023'), 'tier1', NULL, 'local', total, excluded, NULL, id) OVER (ORDER BY i) AS s FROM document) AS s;
-- the year is that of the claims that stand
SELECT (settle(example_plan('suzhou-2023'), 'tier1', NULL, 'local', total, excluded) OVER (ORDER BY i)).year_fund_paid FROM (VALUES (9, 100, 0), (13, 700, 0)) AS v(i, total, excluded);

--
-- NULLs leave the year as it was.
--
SELECT i, (s).total, (s).in_scope, (s).fund_paid, (s).year_total, (s).note FROM (SELECT i, settle(CASE WHEN i <> 2 THEN example_plan('four-layers') END,
	CASE WHEN i <> 3 THEN 'city' END, CASE WHEN i <> 4 THEN 'general' END, CASE WHEN i <> 5 THEN 'local' END, CASE WHEN i <> 6 THEN 5000 END,
	CASE WHEN i <> 7 THEN 100 END) OVER (ORDER BY i) AS s FROM generate_series(1, 8) AS i) AS s;

-- a document that takes back needs its amounts and the id, and nothing else
SELECT i, (s).fund_paid, (s).year_total, (s).note FROM (SELECT i, settle(CASE WHEN i < 2 THEN example_plan('four-layers') END, CASE WHEN i < 2 THEN 'city' END,
	CASE WHEN i < 2 THEN 'general' ELSE 'unknown' END, CASE WHEN i < 2 THEN 'local' END, CASE WHEN i < 2 THEN 5000 WHEN i = 3 THEN -5000 END, 0, NULL, 'a') OVER (ORDER BY i) AS s
	FROM generate_series(1, 3) AS i) AS s;

--
-- Plans by row: a plan that changes within the year, and plans side by side.
--
SELECT i, (s).basic_paid, (s).binding FROM (SELECT i, settle(format('{"layers": [{"layer": "basic", "per": "year", "deductible": 100, "rate": %s, "cap": 1000}]}',
	CASE WHEN i < 3 THEN 0.5 ELSE 0.9 END)::benefit_plan, NULL, NULL, NULL, 400) OVER (ORDER BY i) AS s FROM generate_series(1, 5) AS i) AS s;
SELECT count(*), sum((s).basic_paid) FROM (SELECT settle(format('{"layers": [{"layer": "basic", "rate": 0.5, "deductible": %s}]}', i % 200)::benefit_plan,
	NULL, NULL, NULL, 1000) OVER (PARTITION BY i % 7 ORDER BY i) AS s FROM generate_series(1, 1400) AS i) AS s;
SELECT sum((a).fund_paid) AS jiamusi, sum((b).fund_paid) AS with_less, sum((a).fund_paid - (b).fund_paid) AS difference FROM (
	SELECT settle(plan, 'tier2', 'general', 'local', total, excluded) OVER w AS a,
		settle(jsonb_set(plan::jsonb, '{layers, 0, cap}', '10000')::benefit_plan, 'tier2', 'general', 'local', total, excluded) OVER w AS b
	FROM claim, example_plan('jiamusi-2018') AS plan WINDOW w AS (PARTITION BY person, year ORDER BY day)) AS s;

-- a plan in a table: compressed, out of line, with every row
CREATE TEMP TABLE kept (how text, plan benefit_plan);
ALTER TABLE kept ALTER plan SET STORAGE EXTERNAL;
INSERT INTO kept SELECT 'external', (plan::jsonb || jsonb_build_object('note', repeat('x', 3999)))::benefit_plan FROM example_plan('four-layers') AS plan;
ALTER TABLE kept ALTER plan SET STORAGE EXTENDED;
INSERT INTO kept SELECT 'extended', (plan::jsonb || jsonb_build_object('note', repeat('x', 3999)))::benefit_plan FROM example_plan('four-layers') AS plan;
SELECT how, pg_column_size(plan) < 2000 AS compressed, count(*) FILTER (WHERE (a).fund_paid = (s).fund_paid AND (b).fund_paid = (s).fund_paid) AS same, count(*) FROM (
	SELECT how, plan, id, settle(plan, tier, category, referral, total, excluded) OVER w AS a,
		settle((SELECT plan FROM kept AS k WHERE k.how = o.how), tier, category, referral, total, excluded) OVER w AS b
	FROM kept AS o, claim WINDOW w AS (PARTITION BY how, person, year ORDER BY day, id)) AS s JOIN settled USING (id) GROUP BY how, plan ORDER BY how;
-- run again by the plan of the query, and ended before its partitions do
SELECT p.deductible, f FROM (VALUES (100), (700), (100)) AS p (deductible), LATERAL (SELECT sum((s).fund_paid) AS f FROM (
	SELECT settle(format('{"layers": [{"layer": "basic", "rate": 0.5, "deductible": %s}]}', p.deductible)::benefit_plan, NULL, NULL, NULL, total) OVER (PARTITION BY person, year ORDER BY day, id) AS s
	FROM claim OFFSET 0) AS s) AS x;
SELECT id, (s).year_total FROM (SELECT id, person, settle(example_plan('four-layers'), tier, category, referral, total, excluded) OVER w AS s, row_number() OVER w AS n
	FROM claim WINDOW w AS (PARTITION BY person ORDER BY day, id)) AS s WHERE n <= 2 ORDER BY id;

--
-- One layer by hand.
--
SELECT benefit(170000, 10000, '{{10000, 100000, 0.5}, {100000, NULL, 0.6}}', 200000) AS shandong, benefit(10000.01, 10000, '{{10000, NULL, 0.5}}') AS not_rounded,
	benefit(475000, 10000, '{{10000, NULL, 0.5}}', cap => 200000) AS capped, benefit(0, 0, '{{0, NULL, 1}}') AS nothing, benefit(100, 200, '{{0, NULL, 1}}') AS below,
	benefit(33.33, 0, '{{0, NULL, 0.123456789}}') AS all_decimals, benefit(1000, 100, '{{0, 200, 0.5}, {500, 600, 0.1}}') AS gaps,
	benefit(99999999999999.99, 0, '{{0, NULL, 0.999999999}}') AS large;
SELECT x, benefit(x, 5000, '{{0, NULL, 0.5}}', 20000, 'first-yuan') FROM unnest('{4999.99, 5000, 12000, 40000, 60000}'::numeric[]) AS x;
SELECT benefit(NULL, 0, '{{0, NULL, 1}}') AS amount, benefit(1, NULL, '{{0, NULL, 1}}') AS deductible, benefit(1, 0, NULL) AS bands;
SELECT x, step_grant(x, '{{5000, 5000}, {10000, 10000}, {15000, 15000}, {20000, 20000}, {30000, 30000}}')
FROM unnest('{0, 5000, 5000.01, 10000, 10000.01, 15000, 20000, 20000.01, 30000, 30000.01, 90000}'::numeric[]) AS x;

--
-- Rates of reimbursement.
--
SELECT (r).n, (r).n_missing, (r).fund, (r).total, (r).scope, round((r).actual_ratio::numeric, 9) AS actual, round((r).scope_ratio::numeric, 9) AS scope, (r).note FROM (
	SELECT reimbursement((s).fund_paid, (s).total, (s).in_scope) AS r FROM settled
	UNION ALL SELECT reimbursement(187000, 300000, 270000) UNION ALL SELECT reimbursement(f, t, c) FROM (VALUES (1, 2, NULL), (NULL, 2, 1), (1, NULL, 1), (0.5, 2, 1)) AS v(f, t, c)
	UNION ALL SELECT reimbursement(1, 2, 3) WHERE false UNION ALL SELECT reimbursement(0, 0, 0) UNION ALL SELECT reimbursement(0, 5, 0)
	UNION ALL SELECT reimbursement(f, t, t) FROM (VALUES (5, 10), (-5, -10)) AS v(f, t)) AS r;

--
-- What is refused.
--
\set VERBOSITY default
SELECT settle(example_plan('jiamusi-2018'), 'tier9', 'general', 'local', 100) OVER ();
SELECT settle(example_plan('jiamusi-2018'), 'tier1', 'rich', 'local', 100) OVER ();
SELECT settle(example_plan('jiamusi-2018'), 'tier1', 'general', '', 100) OVER ();
SELECT settle(example_plan('shandong-2014'), NULL, NULL, NULL, -100) OVER ();
SELECT settle(example_plan('shandong-2014'), NULL, NULL, NULL, 100, 101) OVER ();
SELECT settle(example_plan('shandong-2014'), NULL, NULL, NULL, 100, -1) OVER ();
SELECT settle(example_plan('shandong-2014'), NULL, NULL, NULL, -100, 1, NULL, 'a') OVER ();
SELECT settle(example_plan('shandong-2014'), NULL, NULL, NULL, 100.001) OVER ();
SELECT settle(example_plan('shandong-2014'), NULL, NULL, NULL, 'NaN') OVER ();
SELECT settle(example_plan('shandong-2014'), NULL, NULL, NULL, 'Infinity') OVER ();
SELECT settle(example_plan('shandong-2014'), NULL, NULL, NULL, 1e15) OVER ();
SELECT settle(example_plan('shandong-2014'), NULL, NULL, NULL, 9e13) OVER () FROM generate_series(1, 2);
SELECT settle(plan, NULL, NULL, NULL, 5) OVER () FROM example_plans() WHERE name IN ('shandong-2014', 'child-heart-2024');
SELECT settle(example_plan('shandong-2014'), NULL, NULL, NULL, 5);
SELECT benefit(-1, 0, '{{0, NULL, 1}}');
SELECT benefit(1.001, 0, '{{0, NULL, 1}}');
SELECT benefit(1, 0, '{{0, NULL, 1.1}}');
SELECT benefit(1, 0, '{{0, 5, 0.1}, {4, NULL, 0.5}}');
SELECT benefit(1, 0, '{0, NULL, 1}');
SELECT benefit(1, 0, '{}');
SELECT benefit(1, 0, '{{0, 1}}');
SELECT benefit(1, 0, '{{NULL, 1, 1}}');
SELECT benefit(1, 0, '{{0, 1, 0.1234567891}}');
SELECT benefit(1, 0, '{{0, 1, NaN}}');
SELECT benefit(1, 0, '{{0, 1, 1}}', -1);
SELECT benefit(1, 0, '{{0, 1, 1}}', 1, 'last-yuan');
SELECT benefit(1, 0, '{{0, 1, 1}}', 1, NULL);
SELECT step_grant(1, '{{0, 5}, {0, 6}}');
SELECT step_grant(1, '{{0, 5}, {1, 4}}');
SELECT step_grant(1, '{{0, 5, 6}}');
SELECT reimbursement(0.001, 1, 1);
SELECT reimbursement(9e13, 9e13, 9e13) FROM generate_series(1, 20);
SELECT reimbursement_accum('{1}', 1, 1, 1);
SELECT reimbursement_combine('{0, 0, 0, 0, NULL}', NULL);
SELECT reimbursement_final('{0, 0, 0, 0, 9223372036854775807}');

-- no yuan is granted twice when the category changes, by whole amounts or by steps
SELECT n, (s).serious_paid, (s).year_fund_paid
FROM (SELECT n, settle('{"categories":["g","p"],"layers":[{"layer":"serious","base":"first-yuan","deductible":10000,"rate":0.5,"rules":[{"category":"p","deductible":5000}]}]}',
	NULL, category, NULL, total) OVER (ORDER BY n) AS s FROM (VALUES (1, 'p', 6000), (2, 'g', 6000)) AS claim (n, category, total) OFFSET 0) AS c;
SELECT n, (s).serious_paid
FROM (SELECT n, settle('{"categories":["g","p"],"layers":[{"layer":"serious","steps":[[5000,2000]],"rules":[{"category":"p","steps":[[8000,2000]]}]}]}',
	NULL, category, NULL, total) OVER (ORDER BY n) AS s FROM (VALUES (1, 'g', 6000), (2, 'p', 3000)) AS claim (n, category, total) OFFSET 0) AS c;

-- a claim that a layer has no benefit for is nothing to it: neither its deductible nor its debt
SELECT n, tier, (s).fund_paid
FROM (SELECT n, tier, settle('{"tiers":["a","b"],"layers":[{"layer":"basic","per":"year","cap":1000,"rules":[{"tier":"a","deductible":500,"rate":0.5}]}]}',
	tier, NULL, NULL, total) OVER (ORDER BY n) AS s FROM (VALUES (1, 'b', 10000), (2, 'a', 100), (3, 'a', 600)) AS claim (n, tier, total) OFFSET 0) AS c;
SELECT n, tier, (s).assistance_paid
FROM (SELECT n, tier, settle('{"tiers":["in","out"],"layers":[{"layer":"assistance","base":"first-yuan","rules":[{"tier":"in","deductible":5000,"rate":0.5}]}]}',
	tier, NULL, NULL, total) OVER (ORDER BY n) AS s FROM (VALUES (1, 'in', 4900), (2, 'in', 200), (3, 'out', 9000), (4, 'in', 9000)) AS claim (n, tier, total) OFFSET 0) AS c;

-- layers of one payer that change places within the year are other layers
SELECT (settle(CASE n WHEN 1 THEN a ELSE b END, NULL, NULL, NULL, 4000) OVER (ORDER BY n)).assistance_paid
FROM (VALUES ('{"layers":[{"layer":"assistance","name":"first","rate":0.5,"cap":1000},{"layer":"assistance","name":"second","deductible":5000,"rate":0.7,"cap":20000}]}'::benefit_plan,
	'{"layers":[{"layer":"assistance","name":"second","deductible":5000,"rate":0.7,"cap":20000},{"layer":"assistance","name":"first","rate":0.5,"cap":1000}]}'::benefit_plan)) AS p (a, b), generate_series(1, 2) AS n;
\echo :LAST_ERROR_SQLSTATE
SELECT reimbursement_final('{-5,0,0,0,0}');
