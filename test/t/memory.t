# A summary is of constant size: memory does not grow by the row, nor by the
# number of calls, and a million groups need no more than a million summaries.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecTest;

# By how many MB a query raises the most that its backend has used, after the same
# query has run over a hundred rows: what the library and the plan need is there then.
sub peak
{
	my ($query, $settings) = @_;
	my $first = $query =~ s/\bFROM (rows|parts|many)\b/FROM (SELECT * FROM $1 WHERE i <= 100) AS $1/gr;
	my $peak = "SELECT 'peak ' || substring(pg_read_file('/proc/self/status') FROM 'VmHWM:\\s*(\\d+)');";
	my ($before, $after) = sql(<<"END") =~ /peak (\d+).*peak (\d+)/s;
SET max_parallel_workers_per_gather = 0; SET jit = off; @{[$settings // '']}
$first; $peak
$query; $peak
END
	return ($after - $before) / 1024;
}

sub bounded
{
	my ($limit, $name, $query, $settings) = @_;
	my $used = eval { peak($query, $settings) };

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return fail($name) || diag $@ if !defined $used;
	return cmp_ok($used, '<', $limit, sprintf '%s: %.1f MB', $name, $used);
}

sql(<<'END');
CREATE TABLE rows AS
SELECT i, sin(i) AS x, cos(i)::float8 AS y, i % 2 = 0 AS g, CASE WHEN i % 3 > 0 THEN i END AS gap,
	('{idealised_policy,implementing_organisation,target_group,environment}'::text[])[1 + i % 4] AS factor
FROM generate_series(1, 1000000) AS i;
CREATE TABLE parts AS
SELECT i % 20000 AS i, medsec.moments(x) AS m, medsec.comoments(x, y, x + y) AS c, medsec.moments_pair(x, g) AS p,
	medsec.indicators('{+, -, +}', x, y, x * y) FILTER (WHERE i <= 100000) AS u, medsec.smith(factor, x) AS f,
	medsec.sample(x) FILTER (WHERE i <= 400000) AS s, medsec.ranked(x, y, i) FILTER (WHERE i <= 200000) AS r,
	medsec.frequency(factor) AS d, medsec.contingency(factor, g) AS t
FROM rows GROUP BY 1;
CREATE TABLE many AS
SELECT i, medsec.moments(x) AS m, medsec.comoments(x, y) AS c, medsec.moments_pair(x, g) AS p, medsec.smith(factor, x) AS f,
	medsec.frequency(factor) AS d, medsec.contingency(factor, g) AS t
FROM rows WHERE i <= 200000 GROUP BY i;
ANALYZE;
END

my @of_rows = (
	'moments(x)', 'moments(x, y * y)', 'comoments(x, y, gap)', 'comoments(CASE WHEN gap IS NOT NULL THEN ARRAY[x, y, gap] END)',
	'comoments(x::numeric, y::numeric)', 'comoments_weighted(y * y, x, y)', 'comoments_weighted(y * y, ARRAY[x, y])',
	'moments_pair(x, g)', 't_test(x, g)', 't_test_paired(x, y)', 'proportion(g)',
	'smith(factor, x)', 'smith_scores(factor, x, y * y)', 'ahp_group(ARRAY[[1, 1 + y * y], [1 / (1 + y * y), 1]])',
	'fgt(x, 0.5, 1)', 'catastrophic(x, y, 0.1)', 'catastrophic_xu(x, y, 0.1, y * y)', 'impoverishment(x, y, 0.5)', 'targeting(g, x > 0, x, y * y)',
	'frequency(factor)', 'frequency(i % 100)', 'frequency((i % 100)::numeric)', 'frequency(i % 100, y * y)',
	'contingency(factor, i % 100)', 'chi_square_test(factor, g)', 'elasticity(2 + x, 2 + y)', 'friedman_test(x, y, gap)',
	"frequency('2020-01-01'::date + i % 9)", 'frequency(ROW(i % 7, factor))', 'frequency(factor::char(30))');

for my $aggregate (@of_rows)
{
	bounded(2, "$aggregate over a million rows", "SELECT medsec.$aggregate IS NULL FROM rows");
}
# The moments of groups are kept: 104 bytes a group, four times that while the list is copied to grow.
for my $aggregate ('anova(m)', 'bartlett_test(m)')
{
	bounded(90, "$aggregate over 200,000 summaries", "SELECT medsec.$aggregate IS NULL FROM many");
}
for my $aggregate ('rollup(m)', 'rollup(c)', 'rollup(p)', 'rollup(f)', 'rollup(d)', 'rollup(t)')
{
	bounded(2, "$aggregate over 200,000 summaries", "SELECT medsec.$aggregate IS NULL FROM many");
}

# Functions called for many rows leave nothing behind.
for my $call (
	'medsec.describe(m)', 'medsec.t_test(m, m)', 'medsec.dagostino_test(m)', 'm::text::medsec.moments',
	'm::jsonb', 'medsec.t_test(p)', 'medsec.correlation(c)', 'medsec.kmo(c)', 'medsec.ols_summary(c)', 'medsec.partial_correlation(c)',
	'medsec.pca(c)', "medsec.pca(c, rotation => 'varimax', components => 2)", 'c::text::medsec.comoments', 'c::jsonb',
	'medsec.comoments_send(c)', "medsec.p_adjust('{0.1, 0.2, 0.3}', 'holm')", 'medsec.power_t_test(20, 0.5)',
	'medsec.entropy_weights(u)', 'medsec.critic_weights(u)', 'medsec.cv_weights(u)', 'medsec.pca_weights(u)', 'u::text::medsec.indicators',
	'u::jsonb', 'medsec.indicators_send(u)', 'medsec.indicators_combine(u, u)', "medsec.smith_scores(f, '{1, 2, 3, 4}')", 'f::jsonb',
	'f::text::medsec.smith', 'd::text::medsec.frequency', 'd::jsonb', 'medsec.goodness_of_fit(d)', 'medsec.frequency_send(d)',
	't::text::medsec.contingency', 't::jsonb', 'medsec.chi_square_test(t)', 'medsec.fisher_exact_test(t)', 'medsec.contingency_combine(t, t)', "medsec.ahp('{{1, 3, 5}, {0.3333333333, 1, 2}, {0.2, 0.5, 1}}')",
	"medsec.combined_weights('{0.5, 0.5}', '{0.2, 0.8}')", "medsec.ipa_quadrant(i, 3, 4, 5)", 'medsec.inequality(s)', 'medsec.quantile(s, 0.3)',
	's::text::medsec.sample', 's::jsonb', 'medsec.sample_accum(s, 1)', 'medsec.sample_combine(s, s)', 'medsec.concentration_index(r)',
	"medsec.concentration_index(r, std_error => 'newey-west')", 'medsec.kakwani(r)', 'medsec.redistributive_effect(r)', 'medsec.poverty(s, 0.5)', 'medsec.catastrophic(r, 0.1)',
	'medsec.cgh_index(r)', 'medsec.ranked_send(r)', 'medsec.poverty_risk_flags(i, i, i, i, i, 5)', "medsec.poverty_risk_level('{poor}')",
	'medsec.concentration_decomposition(c)')
{
	bounded(2, "$call, 20,000 times", "SELECT count(q) FROM (SELECT $call AS q FROM parts OFFSET 0) AS s");
}
for my $rows ('correlations(c)', 'kmo_items(c)', 'ols(c)', 'pca_components(medsec.pca(c))', 'pca_loadings(medsec.pca(c))', 'smith_factors(f)',
	'levels(d)', 'cells(t)', 'lorenz(s)', 'concentration_curve(r)', 'benefit_incidence(r)', 'pen_parade(r, 0.5, 10)')
{
	bounded(2, "$rows, 20,000 times", "SELECT count(*) FROM parts, LATERAL medsec.$rows");
}
for my $call ('medsec.pca_score(a, 1, x, y, x)', 'medsec.pca_scores(a, x, y, x)', 'medsec.pca_composite(a, ARRAY[x, y, x])')
{
	bounded(2, "$call, 200,000 times", "SELECT count(q) FROM (SELECT $call AS q FROM rows, (SELECT medsec.pca(c) AS a FROM parts LIMIT 1) AS p"
		  . ' WHERE i <= 200000 OFFSET 0) AS s');
}

# Units are kept: 8 bytes a value, twice that while a summary grows, and once more
# while weights are computed.
for my $aggregate ("indicators('{+, -}', x, y)", "indicators('{+, -}', ARRAY[x, y])", "entropy_weights('{+, -}', x, y)", "pca_weights(NULL, x, y)")
{
	bounded(80, "$aggregate over a million rows", "SELECT medsec.$aggregate IS NULL FROM rows");
}

# Values are kept: 8 bytes a figure, twice that while the array grows, once more while
# it is sorted, once more where the summary itself is the answer.
for my $case (['sample(x)', 8], ['sample(x, y * y)', 16], ['ranked(x, y)', 16], ['ranked(x, y, y * y, i)', 32], ['gini(x)', 8], ['theil(abs(x), y * y)', 16],
	['concentration_index(x, y)', 16], ['concentration_index(x, y, y * y)', 24], ['kakwani(x, y)', 16], ['redistributive_effect(x, y)', 16], ['poverty(x, 0.5, y * y)', 16],
	['catastrophic(x, y, 0.1, 1, y)', 24], ['subsistence(x, abs(y), 2)', 24], ['cgh_index(x, y, 1, 0.4)', 24])
{
	my ($aggregate, $bytes) = @$case;
	bounded(4 * $bytes + 4, "$aggregate over a million rows", "SELECT medsec.$aggregate IS NULL FROM rows");
}

# Ratings are kept as words, numbered at the end.
for my $aggregate ('fleiss_kappa(i / 4, i % 4, factor)', "krippendorff_alpha(i / 4, i % 4, y, 'interval')")
{
	bounded(300, "$aggregate over a million rows", "SELECT medsec.$aggregate IS NULL FROM rows");
}

# At the limit of a value: an error that says so, before any memory of a gigabyte is asked for.
sql('CREATE TABLE million AS SELECT medsec.sample(i) AS s, medsec.ranked(i, -i, i, i) AS r FROM generate_series(1, 1000000) AS i');
for my $case (['s', 135], ['r', 34])
{
	my ($summary, $millions) = @$case;
	my ($code, $message) = sql_error("SELECT medsec.n(medsec.rollup($summary)) FROM million, generate_series(1, $millions)");
	is($code, '54000', "$summary of more than a gigabyte");
	like($message, qr/too many rows for one summary/, "and why: $message");
}

# The rows of a regression are kept so too; a logistic one has four more values a
# row at the end, for the area under its curve.
bounded(110, 'ols_robust(y, x, i) over a million rows', 'SELECT medsec.ols_robust(y, x, i) IS NULL FROM rows');
bounded(140, 'logit(g, x, y) over a million rows', 'SELECT medsec.logit(g, x, y) IS NULL FROM rows');
for my $call ('medsec.logit_predict(a, x, y)', 'medsec.logit_predict(a, ARRAY[x, y])', 'medsec.logit_summary(a)', "medsec.ols_summary(b, 'hc3')")
{
	bounded(2, "$call, 200,000 times", "SELECT count(q) FROM (SELECT $call AS q FROM rows, (SELECT medsec.logit(i % 5 < 2, i % 3, i % 7) AS a,"
		  . ' medsec.ols_robust(x, y, i) AS b FROM rows WHERE i <= 1000) AS m WHERE i <= 200000 OFFSET 0) AS s');
}

# A window: 8 bytes a value and 8 a score (a rank: 16 and 32), whatever the number
# of rows, and nothing stays of a partition.
my @scores = (
	["entropy_score('{+, -, +}', x, y, i)", 32], ["critic_score('{+, -, +}', x, y, i)", 32], ["topsis('{0.5, 0.25, 0.25}', '{+, -, +}', x, y, i)", 32],
	["weighted_score('{0.5, 0.25, 0.25}', '{+, -, +}', 'geometric', x, y, i)", 32], ['pca_composite(x, y, i)', 32],
	['normalize(x)', 16], ["normalize(x, 'rank')", 48], ['fractional_rank(x)', 56], ['fractional_rank(x, abs(y))', 64]);
for (@scores)
{
	my ($score, $bytes) = @$_;
	my $windowed = sub { return "SELECT count(s) FROM (SELECT medsec.$score OVER ($_[0]) AS s FROM rows OFFSET 0) AS w" };

	bounded($bytes + 4, "$score of a million units", $windowed->(''), 'SET work_mem = 1024;');
	bounded(2, "$score of partitions of 100", $windowed->('PARTITION BY i / 100'), 'SET work_mem = 64; SET enable_sort = on;');
}

# What an error leaves behind is freed: the same session, again and again.
my $errors = <<'END';
DO $$
BEGIN
	FOR i IN 1 .. 2000 LOOP
		BEGIN
			PERFORM medsec.pca(c, components => 9) FROM parts WHERE parts.i = 1;
		EXCEPTION WHEN OTHERS THEN NULL;
		END;
		BEGIN
			PERFORM medsec.sample(CASE WHEN j = 100 THEN 'NaN' ELSE j END) FROM generate_series(1, 100) AS j;
		EXCEPTION WHEN OTHERS THEN NULL;
		END;
		BEGIN
			PERFORM medsec.moments(CASE WHEN j = 100 THEN 'NaN' ELSE j END) FROM generate_series(1, 100) AS j;
		EXCEPTION WHEN OTHERS THEN NULL;
		END;
	END LOOP;
END $$
END
bounded(4, '6,000 errors', $errors);

# A million groups: the memory of HashAggregate over the memory of a plain sum.
sub group_bytes
{
	my ($aggregate) = @_;
	my ($plan) = sql(<<"END") =~ /Memory Usage: (\d+)kB/;
SET work_mem = '2GB'; SET enable_sort = off; SET max_parallel_workers_per_gather = 0;
EXPLAIN (ANALYZE, TIMING OFF) SELECT i, $aggregate FROM rows GROUP BY i
END
	return $plan * 1024 / 1000000;
}

my $plain = group_bytes('sum(x)');
for my $case (['medsec.moments(x)', 300], ['medsec.t_test(x, g)', 500], ['medsec.frequency(i % 5)', 500], ['medsec.contingency(i % 5, g)', 800])
{
	my ($aggregate, $limit) = @$case;
	my $bytes = group_bytes($aggregate) - $plain;
	cmp_ok($bytes, '<', $limit, sprintf '%s: %d bytes a group above sum(x)', $aggregate, $bytes);
}

# The planner knows the size, so that many groups spill to disk and stay in work_mem.
for my $aggregate ('medsec.moments(x)', 'medsec.comoments(x, y)', 'medsec.moments_pair(x, g)', 'medsec.smith(factor, x)',
	"medsec.indicators('{+, -}', x, y)", 'medsec.sample(x)', 'medsec.ranked(x, y)', 'medsec.fgt(x, 0.5, 1)',
	'medsec.frequency(factor)', 'medsec.contingency(factor, g)')
{
	bounded(64, "$aggregate, a million groups in 8 MB of work_mem",
		"SELECT count(q) FROM (SELECT $aggregate AS q FROM rows GROUP BY i OFFSET 0) AS s",
		"SET work_mem = '8MB'; SET hash_mem_multiplier = 1; SET enable_sort = off;");
}

done_testing();
