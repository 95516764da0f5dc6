# Whatever runs long stops soon after it is told to.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Time::HiRes qw(time);
use MedsecTest;

my $timeout = 0.3;
my $patience = 3;

sql(<<'END');
-- co-moments of many columns, as if many rows had been seen
CREATE TABLE wide AS
SELECT n, medsec.comoments(a) AS c
FROM (VALUES (200), (1500)) AS v(n), generate_series(1, 40) AS i,
	LATERAL (SELECT array_agg(sin(i * j * 1.7) + cos(i * i * j)) AS a FROM generate_series(1, n) AS j) AS r
GROUP BY n;
CREATE TABLE outcomes AS
SELECT medsec.indicators(NULL, i % 3 = 0, sin(i), cos(i)) AS u FROM generate_series(1, 200000) AS i;
CREATE TABLE ranks AS
SELECT medsec.sample(sin(i)) AS a, medsec.sample(cos(i) + 0.1) AS b, medsec.sample(i % 50) FILTER (WHERE i <= 200) AS c,
	medsec.sample(i % 51) FILTER (WHERE i % 2000 = 1) AS d, medsec.ranked(sin(i), cos(i)) AS e FROM generate_series(1, 200000) AS i;
END

my %long = (
	'moments of many rows' => 'SELECT medsec.moments(sin(i)) FROM generate_series(1, 2000000000::bigint) AS i',
	'comoments of many rows' => 'SELECT medsec.comoments(i, i, i, i) FROM generate_series(1, 2000000000::bigint) AS i',
	'comoments of many columns' => 'SELECT medsec.comoments(a) FROM generate_series(1, 100000000) AS i,'
	  . ' (SELECT array_agg(sin(j)) AS a FROM generate_series(1, 1500) AS j) AS r',
	'rollup of many columns' => 'SELECT medsec.rollup(c) FROM wide, generate_series(1, 1000000) WHERE n = 1500',
	'components of many columns' => 'SELECT medsec.pca(c) FROM wide WHERE n = 1500',
	'rotation of many components' => "SELECT medsec.pca(c, 'covariance', 150, rotation => 'varimax')"
	  . ' FROM wide, generate_series(1, 1000) WHERE n = 200',
	'partial correlations of many columns' => 'SELECT medsec.partial_correlation(c) FROM wide, generate_series(1, 1000)',
	'KMO of many columns' => 'SELECT medsec.kmo(c) FROM wide, generate_series(1, 1000)',
	'parallel analysis' => 'SELECT * FROM medsec.parallel_analysis(1000, 100, 400000)',
	'parallel analysis, many columns' => 'SELECT * FROM medsec.parallel_analysis(100000, 500, 10)',
	'sample sizes' => 'SELECT sum(medsec.power_t_test_n(0.8, 0.01 + i / 1e9)) FROM generate_series(1, 100000000) AS i',
	'power of large samples' => 'SELECT sum(medsec.power_t_test(1e8 + i, 1e-5)) FROM generate_series(1, 1000000000) AS i',
	'adjusting many p-values' => 'SELECT medsec.p_adjust(array_agg(abs(sin(i))), \'by\') FROM generate_series(1, 20000000) AS i',
	'units of many rows' => 'SELECT medsec.entropy_weights(NULL, i, i) FROM generate_series(1, 2000000000::bigint) AS i',
	'policy answers of many rows' => "SELECT medsec.smith_scores('environment', i) FROM generate_series(1, 2000000000::bigint) AS i",
	'judges of many criteria' => 'SELECT medsec.ahp_group(a) FROM generate_series(1, 100000000) AS i, (SELECT array_agg(r) AS a FROM'
	  . ' (SELECT array_agg(1::float8) AS r FROM generate_series(1, 40) AS j, generate_series(1, 40) AS k GROUP BY j) AS q) AS m',
	'values of many rows' => 'SELECT medsec.gini(i) FROM generate_series(1, 2000000000::bigint) AS i',
	'sums of many rows' => 'SELECT medsec.catastrophic(i, 5, 0.1) FROM generate_series(1, 2000000000::bigint) AS i',
	'a growing window of values' => 'SELECT count(s) FROM (SELECT medsec.gini(i) OVER (ORDER BY i) AS s FROM generate_series(1, 1000000) AS i) AS w',
	'differences of many rows' => 'SELECT medsec.mann_whitney_test(a, b) FROM ranks, generate_series(1, 10000)',
	'averages of many rows' => 'SELECT medsec.wilcoxon_test(a) FROM ranks, generate_series(1, 10000)',
	'exact rank sums' => 'SELECT medsec.mann_whitney_test(c, d, exact => true) FROM ranks, generate_series(1, 10000)',
	'exact signed ranks' => 'SELECT medsec.wilcoxon_test(c, i, exact => true) FROM ranks, generate_series(1, 100000) AS i',
	'exact distances' => 'SELECT medsec.ks_test(c, d, true) FROM ranks, generate_series(1, 100000)',
	'ranks of groups' => 'SELECT medsec.kruskal_wallis_test(ARRAY[a, b]) FROM ranks, generate_series(1, 10000)',
	'inversions' => 'SELECT medsec.kendall(e) FROM ranks, generate_series(1, 10000)',
	'regression on many columns' => 'SELECT medsec.ols_summary(c) FROM wide, generate_series(1, 10000) WHERE n = 1500',
	'rows of a regression' => 'SELECT medsec.ols_robust(i, i % 7) FROM generate_series(1, 2000000000::bigint) AS i',
	'residuals of many rows' => 'SELECT medsec.ols_robust(u) FROM outcomes, generate_series(1, 10000)',
	'clusters of many rows' => 'SELECT medsec.ols_clustered(i, i % 7, i % 11) FROM generate_series(1, 8000000) AS i',
	'odds of many rows' => 'SELECT medsec.logit(u) FROM outcomes, generate_series(1, 10000)',
	'ranks of rows' => 'SELECT medsec.friedman_test(i, i % 2, i % 3) FROM generate_series(1, 2000000000::bigint) AS i',
	'normality of many rows' => 'SELECT medsec.anderson_darling_test(a) FROM ranks, generate_series(1, 10000)',
	'levels of many rows' => 'SELECT medsec.frequency(i % 1000) FROM generate_series(1, 2000000000::bigint) AS i',
	'names of many rows' => 'SELECT medsec.contingency((i % 1000)::text, i % 7) FROM generate_series(1, 2000000000::bigint) AS i',
	'ratings of many rows' => 'SELECT medsec.fleiss_kappa(i / 5, i % 5, i % 3) FROM generate_series(1, 2000000000::bigint) AS i',
	'groups without end' => 'SELECT medsec.anova(m) FROM generate_series(1, 2000000000::bigint), (SELECT medsec.moments_of(9, 1, 2) AS m) AS s',
	'a window over many rows' => 'SELECT count(t) FROM (SELECT medsec.t_test(i, i % 2 = 0)'
	  . ' OVER (ORDER BY i ROWS 10000 PRECEDING) AS t FROM generate_series(1, 1000000) AS i) AS w',
);

sub stops
{
	my ($name, $query, $after, $most) = @_;
	my $start = time;
	my ($code, $message) = sql_error('SET statement_timeout = ' . 1000 * $after . ";\n$query");
	my $seconds = time - $start;

	# Quicker than its time is fine too, but then the test is of no use.
	is($code, '57014', "$name: cancelled") or diag $message // 'it ended before';
	cmp_ok($seconds, '<', $after + ($most // $patience), sprintf '%s: stopped after %.1f s', $name, $seconds);
	return;
}

stops($_, $long{$_}, $timeout) for sort keys %long;

# Two million units of 16 indicators: while they are gathered, read and scored.
sql("CREATE UNLOGGED TABLE units AS SELECT i, "
	  . join(', ', map { "(i * $_ % 1009)::real AS x$_" } 1 .. 16)
	  . ' FROM generate_series(1, 2000000) AS i');
my $indicators = join ', ', map { "x$_" } 1 .. 16;
my $plus = '{' . join(',', ('+') x 16) . '}';
my $weights = '{' . join(',', (0.0625) x 16) . '}';
my %scores = (
	"entropy_score('$plus', $indicators)" => 'entropy',
	"critic_score('$plus', $indicators)" => 'CRITIC',
	"topsis('$weights', '$plus', $indicators)" => 'TOPSIS',
	"pca_composite($indicators)" => 'components',
);
for my $score (sort keys %scores)
{
	stops("$scores{$score} of two million units, after $_ s",
		"SELECT count(s) FROM (SELECT medsec.$score OVER () AS s FROM units) AS w", $_)
	  for 0.3, 1, 2.5;
}
stops('ranks of two million units', 'SELECT count(greatest(' . join(', ', map { "s$_" } 1 .. 16) . ')) FROM (SELECT '
	  . join(', ', map { "medsec.normalize(x$_, 'rank') OVER () AS s$_" } 1 .. 16)
	  . ' FROM units) AS w', $_)
  for 1, 3;

# Ten million p-values, while they are sorted; and those of rows.
sql('CREATE UNLOGGED TABLE tests AS SELECT array_agg(abs(sin(i))) AS p FROM generate_series(1, 10000000) AS i');
stops('sorting p-values', "SELECT medsec.p_adjust(p, 'by') FROM tests", 0.5, 0.7);
stops("adjusting the p-values of rows, after $_ s", 'SELECT count(q) FROM (SELECT medsec.p_adjusted(u) OVER () AS q FROM tests, unnest(p) AS u) AS s', $_)
  for 0.5, 2;
sql('DROP TABLE tests');

# Two million values, a dozen times: while they are gathered, sorted and read.
my $values = join ', ', map { "medsec.gini(abs(sin(i * $_)), 1 + i % 5)" } 1 .. 12;
stops("values of two million units, after $_ s", "SELECT $values FROM units", $_) for 0.5, 1, 2;

# A million levels: stored, written, named.
sql('CREATE UNLOGGED TABLE levels AS SELECT medsec.frequency(i) AS f, array_agg(i::text ORDER BY i::bigint * 7919 % 1000003) AS c FROM generate_series(1, 1000000) AS i');
my %levels = (
	'ordering' => 'medsec.frequency_combine(f, f)',
	'the text' => 'length(f::text)',
	'naming' => '(SELECT count(*) FROM medsec.levels(f, c))',
	'a union' => 'medsec.mcnemar_test(t)',
	'a sample' => 'medsec.sample(f)',
);
sql('ALTER TABLE levels ADD COLUMN t medsec.contingency; UPDATE levels SET t = (SELECT medsec.contingency(i, i + 1) FROM generate_series(1, 1000000) AS i)');
stops("$_ of a million levels", "SELECT count(q) FROM (SELECT $levels{$_} AS q FROM levels, generate_series(1, 100) OFFSET 0) AS s", 0.6) for sort keys %levels;

# One summary of four million values, asked for what takes long.
sql('CREATE UNLOGGED TABLE kept AS SELECT medsec.sample(sin(i)) AS s, medsec.ranked(cos(i), sin(i), 1 + i % 3, i % 1000) AS r FROM generate_series(1, 4000000) AS i');
my %asked = (
	'indices' => 'medsec.inequality(s)',
	'a weighted quantile' => 'medsec.quantile(r, i / 1001.0)',
	'a concentration index' => 'medsec.concentration_index(r)',
	'its error by clusters' => "medsec.concentration_index(r, std_error => 'cluster')",
	'its error by neighbours' => "medsec.concentration_index(r, std_error => 'newey-west', lag => 1000)",
	'redistribution' => 'medsec.redistributive_effect(r)',
	'poverty' => 'medsec.poverty(s, 0.5)',
	'catastrophic spending' => 'medsec.catastrophic(r, i / 1000.0)',
	'the text' => 'length(s::text)',
	'a rollup' => 'medsec.n(medsec.sample_combine(s, s))',
	'incidence' => '(SELECT count(*) FROM medsec.benefit_incidence(r, 1000))',
);
stops("$_ of four million values", "SELECT count(q) FROM (SELECT $asked{$_} AS q FROM kept, generate_series(1, 1000) AS i OFFSET 0) AS s", 1) for sort keys %asked;
stops('ranks of two million units, ties averaged', 'SELECT count(r) FROM (SELECT greatest(' . join(', ', map { "medsec.fractional_rank(x$_) OVER ()" } 1 .. 16)
	  . ') AS r FROM units) AS w', $_)
  for 1, 3;

# By another session, too.
my $session = background($long{'components of many columns'});
$session->wait_until_running;
sql('SELECT pg_cancel_backend(' . $session->backend . ')');
my ($code, undef, $seconds) = $session->finish;
is($code, '57014', 'pg_cancel_backend()');
cmp_ok($seconds // 99, '<', $patience, 'and it is gone at once');

done_testing();
