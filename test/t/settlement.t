# What must hold for any plan and any claims: random plans and years of claims,
# settled by the extension and by a slow program that was written from the rules
# alone (test/reference/settlement.py, which makes the plans and claims too).
# Then the reference cases kept outside this project, where they are.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use File::Temp;
use MedsecTest;

sql('ALTER DATABASE ' . database() . ' SET search_path = public, medsec');

my $seed = $ENV{MEDSEC_SEED} // 1;
my $folder = File::Temp->newdir;
my ($plans, $claims) = (200, 100_000);

note "seed $seed (MEDSEC_SEED)";

#
# Random plans and claims.
#
my ($status, undef, $error) =
  run_program('python3', project() . '/test/reference/settlement.py', $seed, $plans, $claims, "$folder");

SKIP:
{
	skip 'python3 is not here', 1 if $status >> 8 == 127;
	is($status, 0, 'the slow settlement') or diag $error;

	sql(<<"END");
CREATE TABLE plan (plan int PRIMARY KEY, jumps int, marginal boolean, p benefit_plan);
CREATE TABLE doc (plan int, person int, i int, tier text, category text, referral text,
	total numeric, excluded numeric, day date, claim text);
CREATE TABLE expected (plan int, person int, i int, note text, basic numeric, serious numeric, assistance numeric,
	tilt numeric, supplement numeric, person_paid numeric, scope_rest numeric, deductible numeric);
\\copy plan FROM '$folder/plans.csv' CSV
\\copy doc FROM '$folder/claims.csv' CSV
\\copy expected FROM '$folder/expected.csv' CSV
ANALYZE;
CREATE TABLE settled AS
SELECT plan, person, i, doc.total AS asked, (s).*
FROM (SELECT plan, person, i, d.total, settle(p, tier, category, referral, d.total, d.excluded, day, claim)
		OVER (PARTITION BY plan, person ORDER BY i) AS s
	FROM doc AS d JOIN plan USING (plan) OFFSET 0) AS doc;
END
	is(sql('SELECT count(DISTINCT plan), count(*) FROM settled'), "$plans|$claims", 'all claims are settled');

	sql_none(<<'END', 'as the slow settlement does, to the cent');
SELECT plan, person, i, s.basic_paid, e.basic, s.serious_paid, e.serious, s.person_paid, e.person_paid, s.note, e.note
FROM settled AS s FULL JOIN expected AS e USING (plan, person, i)
WHERE (s.basic_paid, s.serious_paid, s.assistance_paid, s.tilt_paid, s.supplement_paid, s.person_paid, s.scope_rest, s.deductible)
	IS DISTINCT FROM (e.basic, e.serious, e.assistance, e.tilt, e.supplement, e.person_paid, e.scope_rest, e.deductible)
	OR (s.note IS NULL) <> (e.note IS NULL) LIMIT 5
END
	sql_ok(<<'END', 'there is variety');
SELECT count(*) FILTER (WHERE note LIKE 'takes back%') > 500, count(*) FILTER (WHERE note LIKE 'no claim%') > 50,
	count(*) FILTER (WHERE binding LIKE '%cap%') > 500, count(*) FILTER (WHERE binding LIKE '%remaining%') > 20,
	count(*) FILTER (WHERE binding LIKE '%deductible%') > 500, count(*) FILTER (WHERE tilt_paid > 0) > 500,
	count(*) FILTER (WHERE fund_paid = 0) BETWEEN 500 AND count(*) / 2
FROM settled
END

	sql_none(<<'END', 'the parties add up to the total, to the cent');
SELECT plan, person, i FROM settled
WHERE person_paid IS NOT NULL AND (total <> asked OR fund_paid + person_paid <> total
	OR basic_paid + serious_paid + assistance_paid + tilt_paid + supplement_paid <> fund_paid
	OR total - excluded <> in_scope) LIMIT 5
END
	sql_none(<<'END', 'and over the year');
SELECT plan, person FROM (SELECT plan, person, sum(total) AS t, sum(fund_paid) AS f, sum(person_paid) AS p,
		max(i) AS last FROM settled WHERE person_paid IS NOT NULL GROUP BY 1, 2) AS s
	JOIN (SELECT plan, person, i AS last, year_total, year_fund_paid, year_person_paid FROM settled) AS y USING (plan, person, last)
WHERE (t, f, p) <> (year_total, year_fund_paid, year_person_paid) LIMIT 5
END
	sql_none(<<'END', 'nobody pays less than nothing');
SELECT plan, person, i FROM settled
WHERE asked >= 0 AND least(basic_paid, serious_paid, assistance_paid, tilt_paid, supplement_paid, person_paid, scope_rest,
	deductible) < 0 LIMIT 5
END
	sql_none(<<'END', 'the ratios and the last yuan are shares');
SELECT plan, person, i FROM settled
WHERE asked >= 0 AND NOT (coalesce(actual_ratio, 0) BETWEEN 0 AND 1 AND coalesce(scope_ratio, 0) BETWEEN 0 AND 1
	AND coalesce(last_rate, 0) BETWEEN 0 AND 1 AND (actual_ratio IS NULL) = (total = 0 OR note LIKE 'no claim%')) LIMIT 5
END

	# Two jumps one after the other may take back more than they give.
	sql_none(<<'END', 'a larger claim is never paid less by the funds');
SELECT plan, person, i, s.total, s.fund_paid, m.extra, (m.s).fund_paid
FROM settled AS s JOIN (
	SELECT plan, person, i, extra, settle(p, tier, category, referral, total + extra, excluded, day, claim)
			OVER (PARTITION BY plan, person ORDER BY i) AS s
	FROM (SELECT *, CASE WHEN i = max(i) OVER (PARTITION BY plan, person)
			THEN (hashint8(plan * 1000 + person) & 1023) * 10.01 + 0.01 ELSE 0 END AS extra
		FROM doc JOIN plan USING (plan)
		WHERE jumps <= 1 AND (plan, person) NOT IN (SELECT plan, person FROM doc WHERE total < 0)) AS d
	OFFSET 0) AS m USING (plan, person, i)
WHERE extra > 0 AND ((m.s).total <> s.total + extra OR (m.s).fund_paid < s.fund_paid) LIMIT 5
END

	# The year of plans whose layers are all marginal and by the year.
	my %other = (
		'the claims in another order' => 'SELECT *, row_number() OVER (ORDER BY hashint8(i * 7919 + person)) AS at FROM marginal',
		'each claim in two' => 'SELECT plan, person, i, p, tier, category, referral, half.total, half.excluded, day, 2 * i + half.k AS at FROM marginal AS m,'
		  . ' LATERAL (SELECT round(total / 3, 2) AS t, round(excluded / 3, 2) AS e) AS part,'
		  . ' LATERAL (VALUES (0, t, e), (1, m.total - t, m.excluded - e)) AS half(k, total, excluded)',
		'all claims in one' => 'SELECT plan, person, 0 AS i, p, tier, category, referral, sum(total) AS total, sum(excluded) AS excluded, min(day) AS day, 0 AS at'
		  . ' FROM marginal GROUP BY plan, person, p, tier, category, referral',
	);
	sql('CREATE VIEW marginal AS SELECT * FROM doc JOIN plan USING (plan) WHERE marginal');
	for my $how (sort keys %other)
	{
		sql_none(<<"END", "$how: the year costs each party the same");
SELECT plan, person, a.basic, b.basic, a.own, b.own FROM (
	SELECT plan, person, sum(basic_paid) AS basic, sum(serious_paid) AS serious, sum(assistance_paid) AS assistance,
		sum(tilt_paid) AS tilt, sum(supplement_paid) AS supplement, sum(person_paid) AS own FROM settled
	WHERE plan IN (SELECT plan FROM plan WHERE marginal) GROUP BY 1, 2) AS a
FULL JOIN (
	SELECT plan, person, sum((s).basic_paid) AS basic, sum((s).serious_paid) AS serious, sum((s).assistance_paid) AS assistance,
		sum((s).tilt_paid) AS tilt, sum((s).supplement_paid) AS supplement, sum((s).person_paid) AS own
	FROM (SELECT plan, person, settle(p, tier, category, referral, total, excluded, day)
			OVER (PARTITION BY plan, person ORDER BY at) AS s
		FROM ($other{$how}) AS d OFFSET 0) AS s GROUP BY 1, 2) AS b USING (plan, person)
WHERE (a.basic, a.serious, a.assistance, a.tilt, a.supplement, a.own)
	IS DISTINCT FROM (b.basic, b.serious, b.assistance, b.tilt, b.supplement, b.own) LIMIT 5
END
	}
	sql_ok('SELECT count(DISTINCT plan) > 50, count(*) > 20000 FROM marginal', 'these are not few');

	# A document that takes back whole claims leaves the year without them.
	sql_none(<<'END', 'what was taken back has never been');
WITH gone AS (SELECT * FROM doc WHERE i <= 2 AND (plan, person) NOT IN (SELECT plan, person FROM doc WHERE total < 0)),
all_documents AS (
	SELECT plan, person, i, tier, category, referral, total, excluded, day, claim FROM gone
	UNION ALL SELECT plan, person, 10, tier, category, referral, -total, -excluded, day, claim FROM gone WHERE i = 1 AND total > 0),
years AS (
	SELECT plan, person, true AS again, settle(p, tier, category, referral, total, excluded, day, claim)
		OVER (PARTITION BY plan, person ORDER BY i) AS s FROM all_documents JOIN plan USING (plan)
	UNION ALL
	SELECT plan, person, false, settle(p, tier, category, referral, total, excluded, day)
		OVER (PARTITION BY plan, person ORDER BY i) FROM gone JOIN plan USING (plan) WHERE i <> 1 OR total = 0)
SELECT plan, person FROM years GROUP BY 1, 2
HAVING sum((s).basic_paid) FILTER (WHERE again) <> sum((s).basic_paid) FILTER (WHERE NOT again)
	OR sum((s).person_paid) FILTER (WHERE again) <> sum((s).person_paid) FILTER (WHERE NOT again)
	OR sum((s).tilt_paid) FILTER (WHERE again) <> sum((s).tilt_paid) FILTER (WHERE NOT again) LIMIT 5
END

	# No frame, no plan of the query, no number of windows changes an answer.
	for my $frame ('ROWS CURRENT ROW', 'ROWS BETWEEN 3 FOLLOWING AND UNBOUNDED FOLLOWING', 'RANGE UNBOUNDED PRECEDING', 'GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING')
	{
		sql_none(<<"END", "OVER (... $frame)");
SELECT plan, person, i FROM settled AS s JOIN (
	SELECT plan, person, i, settle(p, tier, category, referral, total, excluded, day, claim)
		OVER (PARTITION BY plan, person ORDER BY i $frame) AS s
	FROM doc JOIN plan USING (plan) WHERE plan < 20) AS w USING (plan, person, i)
WHERE (s.fund_paid, s.year_total, s.note) IS DISTINCT FROM ((w.s).fund_paid, (w.s).year_total, (w.s).note) LIMIT 5
END
	}
	sql_none(<<'END', 'two plans in one query');
SELECT i FROM (
	SELECT d.plan, person, i, settle(p, tier, category, referral, total, excluded, day, claim) OVER w AS a,
		settle((SELECT p FROM plan WHERE plan = 7), tier, category, referral, total, excluded, day, claim) OVER w AS b
	FROM doc AS d JOIN plan USING (plan) WHERE d.plan IN (5, 7) WINDOW w AS (PARTITION BY d.plan, person ORDER BY i)) AS two
JOIN settled AS s USING (plan, person, i)
WHERE (a).fund_paid IS DISTINCT FROM s.fund_paid OR plan = 7 AND a IS DISTINCT FROM b LIMIT 5
END

	# Every plan comes back from its JSON, its bytes, and jsonb.
	sql_none(<<'END', 'a plan written and read back is the same');
SELECT plan FROM plan WHERE p::text::benefit_plan <> p OR p::jsonb::benefit_plan <> p
	OR benefit_plan_hash(p) <> benefit_plan_hash(p::text::benefit_plan) OR p::text::jsonb <> p::jsonb LIMIT 5
END
	sql(<<"END");
\\copy plan TO '$folder/plans.bin' (FORMAT binary)
CREATE TABLE again (LIKE plan);
\\copy again FROM '$folder/plans.bin' (FORMAT binary)
END
	sql_none('SELECT plan FROM plan FULL JOIN again USING (plan) WHERE plan.p IS DISTINCT FROM again.p', 'nor does COPY change it');
	sql_none(<<'END', 'another plan is another value, with another hash');
SELECT a.plan FROM plan AS a JOIN plan AS b ON a.plan < b.plan
WHERE a.p = b.p OR benefit_plan_hash_extended(a.p, 1) = benefit_plan_hash_extended(b.p, 1)
END
}

#
# The reference cases.
#
my $cases = ($ENV{MEDSEC_CASES} // "$FindBin::Bin/../../../shared/cases") . '/domain';

SKIP:
{
	skip 'the folder of reference cases is not here (MEDSEC_CASES)', 1 unless -e "$cases/settle_jiamusi2018.csv";

	sql(<<"END");
CREATE TABLE jiamusi (level text, population text, medfee_sumamt numeric, fulamt_ownpay_amt numeric, preselfpay_amt numeric,
	inscp_scp_amt numeric, act_pay_dedc numeric, hifp_pay numeric, eligible_burden numeric, hifmi_pay numeric, psn_part_amt numeric);
\\copy jiamusi FROM '$cases/settle_jiamusi2018.csv' CSV HEADER
CREATE TABLE case_row ("case" text, file text, statistic text, args text, expected text, tol text, kind text, source text);
\\copy case_row FROM '$cases/INDEX.csv' CSV HEADER
END
	is(sql('SELECT count(*) FROM jiamusi'), 42, 'C51: there are 42 settlements');
	sql_none(<<'END', 'C51: Jiamusi 2018, every column to the cent');
SELECT level, population, medfee_sumamt, s FROM (
	SELECT *, settle(example_plan('jiamusi-2018'), CASE WHEN away THEN 'tier3' ELSE level END, population,
			CASE WHEN away THEN level ELSE 'local' END, medfee_sumamt, fulamt_ownpay_amt + preselfpay_amt)
		OVER (PARTITION BY level, population, medfee_sumamt) AS s
	FROM (SELECT *, level IN ('in_province_referral', 'out_of_province', 'no_referral') AS away FROM jiamusi) AS j) AS j
WHERE ((s).in_scope, (s).deductible, (s).basic_paid, (s).in_scope - (s).basic_paid, (s).serious_paid, (s).person_paid)
	IS DISTINCT FROM (inscp_scp_amt, act_pay_dedc, hifp_pay, eligible_burden, hifmi_pay, psn_part_amt)
END

	# C50: by benefit(), which does not round, and through settle().
	sql_none(<<'END', 'C50: Shandong 2014, the bands and their boundaries');
SELECT statistic, expected, got FROM (
	SELECT *, benefit(substring(statistic FROM 'burden=([0-9.]+)')::numeric, 10000, '{{10000, 100000, 0.5}, {100000, NULL, 0.6}}', 200000) AS got
	FROM case_row WHERE "case" = 'C50' AND statistic LIKE '%boundary%') AS b
WHERE got IS NULL OR abs(got - expected::numeric) > 1e-9
END
	sql_ok(<<'END', 'C50: the worked example');
SELECT (s).serious_paid = 87000, (s).fund_paid = 187000, (s).in_scope - (s).fund_paid = 83000, abs((s).actual_ratio - 187.0 / 300) < 1e-12,
	abs((s).scope_ratio - 187.0 / 270) < 1e-12,
	benefit(170000, 0, '{{0, 10000, 0.17}, {10000, NULL, 0.73}}', 200000) = 118500,
	(SELECT (r).actual_ratio = (s).actual_ratio AND (r).scope_ratio = (s).scope_ratio
		FROM (SELECT reimbursement(187000, 300000, 270000) AS r) AS r)
FROM (SELECT settle((p || jsonb_build_object('layers', '[{"layer": "basic", "rate": 1, "cap": 100000}]' || (p -> 'layers')))::benefit_plan,
		NULL, NULL, NULL, 300000, 30000) OVER () AS s
	FROM (SELECT example_plan('shandong-2014')::jsonb AS p) AS p) AS s
END
	sql_ok('SELECT count(*) = 11 FROM case_row WHERE "case" = \'C50\'', 'C50: nothing is left out');

	sql_none(<<'END', 'C58: grants by steps, and from the first yuan');
SELECT statistic, expected, got, by_plan FROM (
	SELECT *, CASE WHEN statistic LIKE 'CHD%'
			THEN step_grant(x, '{{5000, 5000}, {10000, 10000}, {15000, 15000}, {20000, 20000}, {30000, 30000}}')
			ELSE benefit(x, 5000, '{{0, NULL, 0.5}}', 20000, 'first-yuan') END AS got,
		(settle(example_plan(CASE WHEN statistic LIKE 'CHD%' THEN 'child-heart-2024' ELSE 'child-illness-fund' END),
			NULL, NULL, NULL, x, x) OVER (PARTITION BY statistic)).supplement_paid AS by_plan
	FROM (SELECT *, substring(statistic FROM 'self-pay ([0-9.]+)')::numeric AS x FROM case_row WHERE "case" = 'C58') AS c) AS c
WHERE (got = expected::numeric AND by_plan = got) IS NOT TRUE
END
}

# C57, published by the district: a burden of 60,000 gives 30,000 + 17,500.
sql_ok(<<'END', 'C57: Zichuan 2025, two passes');
SELECT (s).assistance_paid = 47500, (s).person_paid = 12500, (s).binding = 'assistance cap'
FROM (SELECT settle(example_plan('zichuan-2025'), NULL, 'dibao', NULL, 60000) OVER () AS s) AS s
END

done_testing();
