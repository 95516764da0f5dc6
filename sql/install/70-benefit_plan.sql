-- benefit plans

CREATE TYPE benefit_plan;

CREATE FUNCTION benefit_plan_in(cstring) RETURNS benefit_plan
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_benefit_plan_in';
COMMENT ON FUNCTION benefit_plan_in(cstring) IS 'I/O: reads and validates the JSON form of benefit_plan';
CREATE FUNCTION benefit_plan_out(benefit_plan) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_benefit_plan_out';
COMMENT ON FUNCTION benefit_plan_out(benefit_plan) IS 'I/O: JSON form of benefit_plan';
CREATE FUNCTION benefit_plan_recv(internal) RETURNS benefit_plan
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_benefit_plan_recv';
COMMENT ON FUNCTION benefit_plan_recv(internal) IS 'I/O: reads and validates the binary form of benefit_plan';
CREATE FUNCTION benefit_plan_send(benefit_plan) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_benefit_plan_send';
COMMENT ON FUNCTION benefit_plan_send(benefit_plan) IS 'I/O: binary form of benefit_plan, a version byte and the JSON';

CREATE TYPE benefit_plan (
    INPUT = benefit_plan_in,
    OUTPUT = benefit_plan_out,
    RECEIVE = benefit_plan_recv,
    SEND = benefit_plan_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE benefit_plan IS 'Rules of a layered health-insurance benefit: which layers pay, above which deductible, at which rates, up to which cap, for which hospital tier, category of person and referral. Written as JSON, checked as a whole when it is read, stored compact. Read by settle and plan_terms.';

-- equality

CREATE FUNCTION benefit_plan_eq(benefit_plan, benefit_plan) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION benefit_plan_eq(benefit_plan, benefit_plan) IS 'implementation of = operator';
CREATE FUNCTION benefit_plan_ne(benefit_plan, benefit_plan) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION benefit_plan_ne(benefit_plan, benefit_plan) IS 'implementation of <> operator';
CREATE FUNCTION benefit_plan_hash(benefit_plan) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION benefit_plan_hash(benefit_plan) IS 'hash';
CREATE FUNCTION benefit_plan_hash_extended(benefit_plan, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION benefit_plan_hash_extended(benefit_plan, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = benefit_plan, RIGHTARG = benefit_plan, FUNCTION = benefit_plan_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (benefit_plan, benefit_plan) IS 'the same words, layers, rules and figures, in the same order';
CREATE OPERATOR <> (
    LEFTARG = benefit_plan, RIGHTARG = benefit_plan, FUNCTION = benefit_plan_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (benefit_plan, benefit_plan) IS 'not equal';
CREATE OPERATOR CLASS benefit_plan_ops DEFAULT FOR TYPE benefit_plan USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 benefit_plan_hash(benefit_plan),
    FUNCTION 2 benefit_plan_hash_extended(benefit_plan, bigint);
COMMENT ON OPERATOR CLASS benefit_plan_ops USING hash IS 'equality of benefit_plan, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY benefit_plan_ops USING hash IS 'equality of benefit_plan';

-- jsonb

CREATE FUNCTION to_benefit_plan(plan jsonb) RETURNS benefit_plan
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_benefit_plan_of_jsonb';
COMMENT ON FUNCTION to_benefit_plan(jsonb) IS 'The plan that a JSON object describes, checked as a whole. What is not a plan is an error that names the layer, the rule and the field: 22P02 where the shape is wrong, 22023 where a value is.';
CREATE CAST (jsonb AS benefit_plan) WITH FUNCTION to_benefit_plan(jsonb);
COMMENT ON CAST (jsonb AS benefit_plan) IS 'reads and validates the plan';
CREATE FUNCTION description(plan benefit_plan) RETURNS jsonb
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_benefit_plan_to_jsonb';
COMMENT ON FUNCTION description(benefit_plan) IS 'The plan as JSON to read and to change: the cast back checks it again.';
CREATE CAST (benefit_plan AS jsonb) WITH FUNCTION description(benefit_plan);
COMMENT ON CAST (benefit_plan AS jsonb) IS 'the JSON form';

-- what a plan grants

CREATE TYPE plan_term AS (
    layer integer, payer text, name text, per text, base text,
    deductible numeric, above numeric, up_to numeric, rate numeric,
    step_grant numeric, cap numeric
);
COMMENT ON TYPE plan_term IS 'One band of one layer as it holds for a claim: rate of what lies above one limit (and above the deductible) and up to the other, or the constant grant of a step; up_to NULL: no end, cap NULL: none. cap is of what the layer pays in the year.';
CREATE FUNCTION plan_terms(plan benefit_plan, tier text DEFAULT NULL, category text DEFAULT NULL, referral text DEFAULT NULL) RETURNS SETOF plan_term
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 8 AS 'MODULE_PATHNAME', 'medsec_plan_terms';
COMMENT ON FUNCTION plan_terms(benefit_plan, text, text, text) IS 'What a plan grants to claims of one tier, category and referral, after all its rules: a row for each band of each layer, in order; none for a layer that pays nothing. A word that the plan does not know is an error (22023), as is NULL where it has a list (22004); of a NULL plan there are no rows. The deductible is that of the first admission.';

-- plans of real places, as examples

CREATE TYPE example_plan AS (
    name text, place text, year integer, status text, source text, note text,
    plan benefit_plan
);
COMMENT ON TYPE example_plan IS 'A plan that ships with the extension. status: verified (read in the source named), secondary (read in a text about it, not in the official paper) or invented.';

CREATE FUNCTION example_plans() RETURNS SETOF example_plan
    LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 ROWS 12
BEGIN ATOMIC
    SELECT d OPERATOR(pg_catalog.->>) 'name', d OPERATOR(pg_catalog.->>) 'place',
           (d OPERATOR(pg_catalog.->>) 'year')::pg_catalog.int4, d OPERATOR(pg_catalog.->>) 'status',
           d OPERATOR(pg_catalog.->>) 'source', d OPERATOR(pg_catalog.->>) 'note', p.plan
    FROM (VALUES
        ('{"name": "jiamusi-2018", "place": "Jiamusi, Heilongjiang", "year": 2018, "status": "verified",
           "source": "interview with a vice-director of the medical insurance bureau, site of the city government",
           "note": "residents, inpatient care; referral local is care in the city; the five points of the poor are within the city",
           "tiers": ["township", "tier1", "tier2", "tier3"],
           "categories": ["general", "dibao"],
           "referrals": ["local", "in_province_referral", "out_of_province", "no_referral"],
           "layers": [
             {"layer": "basic", "cap": 80000, "rules": [
               {"tier": "township", "deductible": 200, "rate": 0.9},
               {"tier": "tier1", "deductible": 300, "rate": 0.8},
               {"tier": "tier2", "deductible": 400, "rate": 0.75},
               {"tier": "tier3", "deductible": 700, "rate": 0.65},
               {"referral": "in_province_referral", "deductible": 1000, "rate": 0.6},
               {"referral": "out_of_province", "deductible": 1500, "rate": 0.5},
               {"referral": "no_referral", "deductible": 1500, "rate": 0.4},
               {"category": "dibao", "referral": "local", "rate_points": 0.05}]},
             {"layer": "serious", "deductible": 10000, "rate": 0.5, "cap": 200000, "rules": [
               {"category": "dibao", "deductible_factor": 0.5, "cap": null}]}]}'::medsec.benefit_plan),
        ('{"name": "shandong-2014", "place": "Shandong (Jining and Weishan among it)", "year": 2014, "status": "verified",
           "source": "press conference of the provincial department of human resources and social security",
           "note": "the serious-illness layer only: what is in scope is what the basic insurance has left",
           "layers": [
             {"layer": "serious", "deductible": 10000, "bands": [[10000, 100000, 0.5], [100000, null, 0.6]], "cap": 200000}]}'::medsec.benefit_plan),
        ('{"name": "beijing-2019", "place": "Beijing", "year": 2019, "status": "secondary",
           "source": "collection of policy rules",
           "note": "residents, the serious-illness layer only; the 50000 are read as counting from the deductible",
           "categories": ["general", "poor"],
           "layers": [
             {"layer": "serious", "deductible": 30404, "bands_from": "deductible", "bands": [[0, 50000, 0.6], [50000, null, 0.7]], "rules": [
               {"category": "poor", "deductible": 15202, "rate_points": 0.05}]}]}'::medsec.benefit_plan),
        ('{"name": "yulin-2026", "place": "Yulin, Shaanxi", "year": 2026, "status": "secondary",
           "source": "policy library quoting 榆医保发〔2025〕49号",
           "note": "residents; the second pass is taken to have no cap of its own",
           "tiers": ["tier1", "tier2", "tier3"],
           "referrals": ["local", "transfer", "unfiled"],
           "layers": [
             {"layer": "basic", "cap": 150000, "rules": [
               {"tier": "tier1", "deductible": 200, "rate": 0.85},
               {"tier": "tier2", "deductible": 600, "rate": 0.75},
               {"tier": "tier3", "deductible": 1500, "rate": 0.65},
               {"referral": "transfer", "rate_factor": 0.9},
               {"referral": "unfiled", "rate_factor": 0.8}]},
             {"layer": "serious", "deductible": 13500,
              "bands": [[13500, 30000, 0.6], [30000, 100000, 0.7], [100000, null, 0.8]], "cap": 300000},
             {"layer": "serious", "name": "second pass", "deductible": 30000, "rate": 0.5}]}'::medsec.benefit_plan),
        ('{"name": "suzhou-2023", "place": "Suzhou, Jiangsu", "year": 2023, "status": "secondary",
           "source": "policy library quoting 苏府规〔2022〕8号, not checked",
           "note": "residents",
           "tiers": ["tier1", "tier2", "tier3"],
           "referrals": ["local", "transfer", "unfiled"],
           "layers": [
             {"layer": "basic", "cap": 250000, "nth": {"from": 2, "multiply": 0.5}, "rules": [
               {"tier": "tier1", "deductible": 400, "rate": 0.85},
               {"tier": "tier2", "deductible": 600, "rate": 0.8},
               {"tier": "tier3", "deductible": 800, "rate": 0.7},
               {"referral": "transfer", "rate_factor": 0.9},
               {"referral": "unfiled", "rate_factor": 0.7}]},
             {"layer": "serious", "deductible": 15000,
              "bands": [[15000, 50000, 0.6], [50000, 100000, 0.7], [100000, null, 0.8]], "cap": 350000}]}'::medsec.benefit_plan),
        ('{"name": "shantou-2024", "place": "Shantou, Guangdong", "year": 2024, "status": "secondary",
           "source": "policy library quoting 汕府规〔2023〕12号, not checked",
           "note": "residents",
           "tiers": ["tier1", "tier2", "tier3"],
           "referrals": ["local", "transfer", "unfiled"],
           "layers": [
             {"layer": "basic", "cap": 350000, "rules": [
               {"tier": "tier1", "deductible": 200, "rate": 0.88},
               {"tier": "tier2", "deductible": 400, "rate": 0.8},
               {"tier": "tier3", "deductible": 1000, "rate": 0.7},
               {"referral": "transfer", "rate_factor": 0.85},
               {"referral": "unfiled", "rate_factor": 0.6}]},
             {"layer": "serious", "deductible": 12000,
              "bands": [[12000, 50000, 0.6], [50000, 100000, 0.7], [100000, null, 0.8]], "cap": 400000}]}'::medsec.benefit_plan),
        ('{"name": "longyan-2024", "place": "Longyan, Fujian", "year": 2024, "status": "secondary",
           "source": "policy library quoting 龙医保〔2023〕25号, not checked",
           "note": "residents, inpatient care; the 200 yuan less at every further admission are quoted as the rule of employees",
           "tiers": ["community", "tier1", "tier2", "tier3"],
           "referrals": ["local", "transfer", "unfiled"],
           "layers": [
             {"layer": "basic", "cap": 100000, "nth": {"from": 2, "subtract": 200}, "rules": [
               {"tier": "community", "deductible": 100, "rate": 0.9},
               {"tier": "tier1", "deductible": 300, "rate": 0.85},
               {"tier": "tier2", "deductible": 500, "rate": 0.75},
               {"tier": "tier3", "deductible": 800, "rate": 0.6},
               {"referral": "transfer", "rate_factor": 0.85},
               {"referral": "unfiled", "rate_factor": 0.65}]},
             {"layer": "serious", "deductible": 15000,
              "bands": [[15000, 50000, 0.6], [50000, 100000, 0.65], [100000, null, 0.75]], "cap": 350000}]}'::medsec.benefit_plan),
        ('{"name": "zichuan-2025", "place": "Zichuan, Zibo, Shandong", "year": 2025, "status": "verified",
           "source": "notice of medical assistance of the district, November 2025",
           "note": "assistance only: what is in scope is what the insurances have left; families by rigid expenditure, whose deductible is a quarter of the income per head, are not in it",
           "categories": ["dibao", "edge", "monitored"],
           "layers": [
             {"layer": "assistance", "rules": [
               {"category": "dibao", "rate": 0.75, "cap": 30000},
               {"category": ["edge", "monitored"], "deductible": 3000, "rate": 0.5, "cap": 20000}]},
             {"layer": "assistance", "name": "second pass", "rate": 0.7, "cap": 20000, "rules": [
               {"category": "dibao", "deductible": 5000},
               {"category": ["edge", "monitored"], "deductible": 10000}]}]}'::medsec.benefit_plan),
        ('{"name": "suqian", "place": "Suqian, Jiangsu", "status": "verified",
           "source": "notice of medical assistance of the city",
           "note": "assistance only; the source has the three rates in this order, the names of the categories are ours",
           "tiers": ["outpatient", "inpatient"], "categories": ["tekun", "dibao", "edge"], "outpatient": ["outpatient"],
           "layers": [
             {"layer": "assistance", "name": "outpatient", "per": "year", "cap": 10000, "rules": [
               {"tier": "outpatient", "category": "tekun", "rate": 1},
               {"tier": "outpatient", "category": "dibao", "rate": 0.8},
               {"tier": "outpatient", "category": "edge", "deductible": 3000, "rate": 0.7}]},
             {"layer": "assistance", "name": "inpatient", "per": "year", "cap": 90000, "rules": [
               {"tier": "inpatient", "category": "tekun", "rate": 1},
               {"tier": "inpatient", "category": "dibao", "rate": 0.8},
               {"tier": "inpatient", "category": "edge", "deductible": 3000, "rate": 0.7}]}]}'::medsec.benefit_plan),
        ('{"name": "child-heart-2024", "place": "China", "year": 2024, "status": "verified",
           "source": "Red Cross notice of grants for congenital heart disease, 2024-08-30",
           "note": "a step grant by what the family has paid; cumulative cap 30000",
           "layers": [
             {"layer": "supplement", "of": "all", "cap": 30000,
              "steps": [[5000, 5000], [10000, 10000], [15000, 15000], [20000, 20000], [30000, 30000]]}]}'::medsec.benefit_plan),
        ('{"name": "child-illness-fund", "place": "Shenzhen, Wenchuan", "status": "verified",
           "source": "notices of the child funds",
           "note": "from 5000 yuan of own payment on, half of all of it",
           "layers": [
             {"layer": "supplement", "of": "all", "base": "first-yuan", "deductible": 5000, "rate": 0.5, "cap": 20000}]}'::medsec.benefit_plan),
        ('{"name": "four-layers", "place": "a county", "status": "invented",
           "source": "made up for the documentation, in the manner of a county of Shandong",
           "tiers": ["outpatient", "township", "county", "city"],
           "categories": ["general", "edge", "dibao", "tekun"],
           "referrals": ["local", "transfer", "unfiled"],
           "outpatient": ["outpatient"],
           "layers": [
             {"layer": "basic", "cap": 150000, "nth": {"from": 2, "multiply": 0.5, "floor": 100}, "rules": [
               {"tier": "outpatient", "rate": 0.5},
               {"tier": "township", "deductible": 200, "rate": 0.9},
               {"tier": "county", "deductible": 500, "rate": 0.8},
               {"tier": "city", "deductible": 1000, "rate": 0.65},
               {"referral": "transfer", "rate_points": -0.05},
               {"referral": "unfiled", "rate_factor": 0.8},
               {"category": "tekun", "deductible": 0}]},
             {"layer": "serious", "deductible": 14000,
              "bands": [[14000, 100000, 0.6], [100000, 200000, 0.65], [200000, null, 0.7]], "cap": 400000, "rules": [
               {"category": ["dibao", "tekun"], "deductible_factor": 0.5, "cap": null,
                "bands": [[7000, 100000, 0.65], [100000, 200000, 0.7], [200000, null, 0.75]]}]},
             {"layer": "assistance", "cap": 50000, "rules": [
               {"category": "edge", "deductible": 3000, "rate": 0.6},
               {"category": "dibao", "rate": 0.75},
               {"category": "tekun", "rate": 0.9}]},
             {"layer": "tilt", "cap": 30000, "rules": [
               {"category": ["edge", "dibao", "tekun"], "deductible": 10000, "rate": 0.7}]}]}'::medsec.benefit_plan)
    ) AS p(plan), LATERAL medsec.description(p.plan) AS d;
END;
COMMENT ON FUNCTION example_plans() IS 'The plans that ship as examples, each with its place, its year, its source and whether it was verified there. Check a plan against the paper in force before you use it for a decision.';
CREATE FUNCTION example_plan(name text) RETURNS benefit_plan
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
    RETURN (SELECT e.plan FROM medsec.example_plans() AS e WHERE e.name OPERATOR(pg_catalog.=) example_plan.name);
COMMENT ON FUNCTION example_plan(text) IS 'The example plan of this name, NULL if there is none: example_plans() lists them.';
