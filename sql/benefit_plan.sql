-- The type benefit_plan: what is read, what is refused, what a plan grants.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS medsec;
RESET client_min_messages;
SET search_path = public, medsec;
\pset null NULL

--
-- One way to say a thing: defaults are filled in, equal plans are equal.
--
SELECT '{"layers": [{"layer": "basic", "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "serious", "deductible": 100.50, "bands": [[100.5, 2000, 0.6], [2000, null, 0.725]], "cap": 50000}]}'::benefit_plan;
SELECT '{"name": "all of it", "place": "somewhere \"near\"", "year": 2024, "status": "invented", "source": "a test", "note": "n",
	"valid_from": "2024-01-01", "valid_to": "2024-12-31", "tiers": ["a", "b"], "categories": ["一般", "低保"], "referrals": ["here"], "outpatient": ["b"],
	"layers": [{"layer": "basic", "name": "hospital", "per": "admission", "deductible": 200, "rate": 0.9, "cap": 80000,
		"nth": {"from": 3, "multiply": 0.5, "each": false, "floor": 10}, "valid_from": "2024-02-29", "rules": [
			{"tier": "b", "deductible": 0, "nth": {"amount": 5}},
			{"tier": ["a", "b"], "category": "低保", "rate_points": -0.05, "cap": null},
			{"referral": "here", "rate_factor": 0.8, "deductible_factor": 0.5}, {"nth": {"subtract": 20}}]},
	{"layer": "supplement", "of": "all", "steps": [[5000, 5000], [10000, 7500.5]], "cap": 30000},
	{"layer": "supplement", "of": "all", "per": "admission", "base": "first-yuan", "deductible": 5, "rate": 1},
	{"layer": "tilt", "of": "all", "bands_from": "deductible", "deductible": 7, "bands": [[1, 2, 0]]}]}'::benefit_plan;
SELECT count(*) FILTER (WHERE plan::text::benefit_plan = plan) = count(*) AS text, count(*) FILTER (WHERE plan::jsonb::benefit_plan = plan) = count(*) AS jsonb,
	count(DISTINCT benefit_plan_hash(plan)) = count(*) AS hashes, (SELECT count(*) FROM (SELECT plan FROM example_plans() GROUP BY plan) AS g) = count(*) AS plans FROM example_plans();
WITH same(plan) AS (VALUES ('{"layers": [{"layer": "basic", "rate": 0.50}]}'::benefit_plan), ('{"layers": [{"per": "admission", "bands": [[0, null, 5e-1]], "layer": "basic"}]}'),
	('{"layers": [{"layer": "basic", "of": "scope", "base": "marginal", "bands_from": "zero", "rate": 0.5}]}'))
SELECT count(*) AS same FROM (SELECT plan FROM same GROUP BY plan) AS g;
SELECT a <> b AS ne, a = b AS eq FROM (SELECT example_plan('jiamusi-2018') AS a, example_plan('suqian') AS b) AS p;
-- null is nothing said, as a cap it is said
SELECT '{"layers": [{"layer": "basic", "rate": 1, "cap": null}]}'::benefit_plan = '{"layers": [{"layer": "basic", "rate": 1}]}'::benefit_plan AS same;

--
-- What a plan grants.
--
SELECT * FROM plan_terms(example_plan('jiamusi-2018'), 'tier3', 'dibao', 'local');
SELECT * FROM plan_terms(example_plan('yulin-2026'), 'tier2', referral => 'unfiled');
SELECT layer, deductible, above, up_to, rate FROM plan_terms(example_plan('beijing-2019'), category => 'poor');
SELECT layer, base, above, up_to, rate, step_grant, cap FROM plan_terms(example_plan('child-heart-2024'));
SELECT layer, name, deductible, rate FROM plan_terms(example_plan('suqian'), 'inpatient', 'edge');
SELECT count(*) FROM plan_terms(NULL, 'a', 'b', 'c');
SELECT name, place, year, status FROM example_plans() ORDER BY name;
SELECT example_plan('nowhere') IS NULL AS unknown, example_plan(NULL) IS NULL AS null;
-- rules one after the other
SELECT rate, deductible FROM plan_terms('{"tiers": ["x"], "layers": [{"layer": "basic", "rate": 0.98, "deductible": 101, "rules": [
	{"tier": "x", "rate_points": 0.05}, {"tier": "x", "rate_factor": 0.85}, {"deductible_factor": 0.5}, {"deductible_factor": 0.5}]}]}', 'x');

--
-- What is refused, and by which words.
--
\set VERBOSITY default
SELECT 'no json'::benefit_plan;
SELECT '[]'::benefit_plan;
SELECT '7'::benefit_plan;
SELECT '{}'::benefit_plan;
SELECT '{"layers": []}'::benefit_plan;
SELECT '{"layers": {}}'::benefit_plan;
SELECT '{"layers": [1]}'::benefit_plan;
SELECT '{"layers": [{"rate": 1}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "national", "rate": 1}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rte": 1}]}'::benefit_plan;
SELECT '{"lairs": [], "layers": [{"layer": "basic"}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic"}, {"layer": "serious", "bands": [[0, 100, 0.5], [99, null, 0.6]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "bands": [[0, null, 0.5], [99, null, 0.6]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "bands": [[0, 100]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "bands": []}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "bands": [[100, 100, 0.5]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "bands": [[-1, 100, 0.5]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "bands": [[0, -1, 0.5]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rate": 1.01}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rate": 65}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rate": -0.1}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rate": "0.5"}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rate": 0.1234567891}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rate": 0.5, "bands": [[0, null, 0.5]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rate": 0.5, "steps": [[0, 1]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "base": "marginal", "steps": [[0, 1]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "steps": [[0, 2], [5, 1]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "deductible": 5, "steps": [[0, 2]]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "serious", "deductible": 10000, "rate": 0.5, "cap": 9999.99}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "serious", "deductible": 0.001, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "serious", "deductible": 1e15, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "serious", "deductible": 1e300, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "serious", "deductible": -1, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "serious", "cap": -1, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "serious", "deductible": null, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "serious", "per": "month", "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "serious", "nth": {"multiply": 0.5}, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "nth": {"multiply": 0.5, "amount": 3}, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "nth": {"from": 1, "multiply": 0.5}, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "nth": {"multiply": 1.5}, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "nth": {"each": 1, "multiply": 1}, "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "base": "first-yuan", "bands_from": "deductible", "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "of": "all", "rate": 0.5}, {"layer": "serious", "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "valid_from": "2024-02-30", "rate": 0.5}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "valid_from": "1/2/2024", "rate": 0.5}]}'::benefit_plan;
SELECT '{"valid_from": "2024-02-02", "valid_to": "2024-02-01", "layers": [{"layer": "basic", "rate": 0.5}]}'::benefit_plan;
SELECT '{"year": 24, "layers": [{"layer": "basic", "rate": 0.5}]}'::benefit_plan;
SELECT '{"year": 2024.5, "layers": [{"layer": "basic", "rate": 0.5}]}'::benefit_plan;
SELECT '{"status": "true", "layers": [{"layer": "basic", "rate": 0.5}]}'::benefit_plan;
SELECT '{"name": "", "layers": [{"layer": "basic", "rate": 0.5}]}'::benefit_plan;
SELECT '{"tiers": ["a", "a"], "layers": [{"layer": "basic", "rate": 0.5}]}'::benefit_plan;
SELECT '{"tiers": ["a", "b"], "layers": [{"layer": "basic", "rules": [{"tier": "a", "rate": 0.5}, {"tier": "c", "rate": 0.5}]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rules": [{"category": "poor", "rate": 0.5}]}]}'::benefit_plan;
SELECT '{"tiers": ["a"], "layers": [{"layer": "basic", "rules": [{"tier": [], "rate": 0.5}]}]}'::benefit_plan;
SELECT '{"tiers": ["a"], "outpatient": ["b"], "layers": [{"layer": "basic", "rate": 1}]}'::benefit_plan;
SELECT '{"tiers": ["a"], "layers": [{"layer": "basic", "rules": [{"tier": "a"}]}]}'::benefit_plan;
SELECT '{"tiers": ["a"], "layers": [{"layer": "basic", "deductible_factor": 1}]}'::benefit_plan;
SELECT '{"tiers": ["a", "b"], "categories": ["rich", "poor"], "layers": [{"layer": "basic", "rate": 0.97, "rules": [{"category": "poor", "rate_points": 0.05}]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rate": 0.123456789, "rules": [{"rate_factor": 0.9}]}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rate": 0.5, "rules": [{"rate_factor": 9}]}]}'::benefit_plan;
SELECT format('{"layers": [%s]}', string_agg('{"layer": "basic"}', ','))::benefit_plan FROM generate_series(1, 17);
SELECT format('{"tiers": [%s], "layers": [{"layer": "basic"}]}', string_agg(format('"%s"', i), ','))::benefit_plan FROM generate_series(1, 33) AS i;
SELECT plan_terms(example_plan('jiamusi-2018'), 'tier9', 'dibao', 'local');
SELECT plan_terms(example_plan('jiamusi-2018'), 'tier1', NULL, 'local');
SELECT '[]'::jsonb::benefit_plan;
\set VERBOSITY sqlstate
SELECT '{"layers": [{"layer": "basic", "rate": 2}]}'::benefit_plan;
SELECT '{"layers": [{"layer": "basic", "rates": 2}]}'::benefit_plan;
SELECT 'x'::benefit_plan;
\set VERBOSITY default
