# Warnings, the fund and supervision: what must hold whatever the numbers are.
# Aggregates answer alike in one pass, in parallel and in every frame; window
# functions do not look at frames; what runs long can be cancelled; nothing is left
# behind.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Time::HiRes qw(time);
use MedsecTest;
use MedsecCompare;

sql('ALTER DATABASE ' . database() . ' SET search_path = public, medsec');
sql(<<'END');
CREATE TABLE rows AS
SELECT i, CASE WHEN i % 11 <> 0 THEN sin(i) * 100 + 120 END AS x, (cos(i * 1.7) * 3)::float8 AS y, (i * 7919 % 101)::float8 AS z,
	CASE WHEN i % 19 <> 0 THEN i % 3 = 0 END AS g, CASE WHEN i % 13 <> 0 THEN ((i::bigint * 7919 * i) % 1000003) / 100.0 END AS amount,
	i % 17 AS kind, date '2024-01-01' + i / 20 AS day, CASE WHEN i % 4 = 0 THEN date '2024-02-01' + i % 90 END AS later
FROM generate_series(1, 30000) AS i;
ALTER TABLE rows SET (parallel_workers = 2);
VACUUM ANALYZE rows;
END

my @aggregates = (
	'rolling_sum(amount)', 'warning_evaluation(g, z > 50)', 'warning_evaluation(later, day)', 'benford(amount, 1)', 'benford(amount, -2)', 'benford(amount, 2, 10)',
	'benford(amount::text, 2)', 'auc(x, g)', 'roc(z, g)', 'vulnerability_model(x, y, z)', 'vulnerability_model(x, ARRAY[y, z])',
	'participation_elasticity(z / 101, x)');

# ---- workers ----

my $parallel = <<'END';
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;
END
for my $aggregate (@aggregates)
{
	my $query = "SELECT to_json($aggregate) FROM rows";
	same_figures("$parallel $query", "SET max_parallel_workers_per_gather = 0; $query", sub { (1e-9, 1e-12) }, "$aggregate: parallel = serial");
	like(sql("$parallel EXPLAIN (COSTS OFF) $query"), qr/Finalize.*Aggregate.*Gather.*Partial.*Aggregate/s, "$aggregate: workers summarise");
	same_figures("$parallel SELECT json_agg(a ORDER BY kind) FROM (SELECT kind, $aggregate AS a FROM rows GROUP BY kind) AS s",
		"SET max_parallel_workers_per_gather = 0; SELECT json_agg(a ORDER BY kind) FROM (SELECT kind, $aggregate AS a FROM rows GROUP BY kind) AS s",
		sub { (1e-9, 1e-12) }, "$aggregate: groups");
}

# ---- frames ----

my @frames = (
	['ROWS UNBOUNDED PRECEDING', 'r.i <= o.i'],
	['ROWS BETWEEN 40 PRECEDING AND 3 FOLLOWING', 'r.i BETWEEN o.i - 40 AND o.i + 3'],
	['ROWS BETWEEN 60 PRECEDING AND 30 PRECEDING', 'r.i BETWEEN o.i - 60 AND o.i - 30'],
	['RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING EXCLUDE CURRENT ROW', 'r.i BETWEEN o.i - 5 AND o.i + 5 AND r.i <> o.i'],
);
for my $frame (@frames)
{
	my ($words, $where) = @$frame;
	for my $aggregate (@aggregates)
	{
		# amounts that left the frame may leave zeros behind the point
		my $text = $aggregate =~ /rolling/ ? 'trim_scale(%s)::text' : '(%s)::text';
		my $windowed = sprintf $text, "$aggregate OVER (ORDER BY i $words)";
		my $fresh = sprintf $text, $aggregate;
		sql_none(<<"END", "$aggregate over $words");
SELECT o.i, windowed, answer FROM (SELECT i, $windowed AS windowed FROM rows WHERE i <= 150) AS o,
	LATERAL (SELECT $fresh FROM (SELECT * FROM rows WHERE i <= 150 ORDER BY i) AS r WHERE $where) AS fresh(answer)
WHERE windowed IS DISTINCT FROM answer LIMIT 3
END
	}
}

my @windows = (
	'warning_state(z, 60, 40, 2)', 'warning_relapses(z, 60, 40, 2)', 'warning_evidence(x, 60, 40, 2)', 'fund_balance(amount, 5000)', 'modified_z(x)', 'robust_z(x)',
	'peer_z(x)', 'peer_comparison(x)', 'cusum(x, 120, 5, 100)', 'ewma(x, 120, 70)', 'readmission(day, day + 3, 7)', 'readmission(day, day + 3, kind::text, 7)',
	'overlapping_stay(day, day + kind)');
for my $window (@windows)
{
	for my $frame (@frames)
	{
		sql_none(<<"END", "$window: no frame is asked, $frame->[0]");
SELECT i FROM (SELECT i, $window OVER (PARTITION BY kind ORDER BY i $frame->[0]) AS a, $window OVER (PARTITION BY kind ORDER BY i) AS b FROM rows WHERE i <= 2000) AS s
WHERE a IS DISTINCT FROM b LIMIT 3
END
	}
	sql_none(<<"END", "$window: a partition is as if it were alone");
SELECT i FROM (SELECT i, kind, $window OVER (PARTITION BY kind ORDER BY i) AS a FROM rows) AS whole
	JOIN (SELECT i, $window OVER (ORDER BY i) AS b FROM rows WHERE kind = 5) AS alone USING (i) WHERE a IS DISTINCT FROM b LIMIT 3
END
	sql_ok("SELECT count(DISTINCT w::text) > 1 FROM (SELECT $window OVER (PARTITION BY kind ORDER BY i) AS w FROM rows) AS s", "$window: answers differ");
}

# The order of the rows does not matter where it must not.
sql_none(<<"END", "$_: whatever the order of the rows") for 'modified_z(x)', 'peer_z(x)', 'peer_comparison(x)';
SELECT i FROM (SELECT i, $_ OVER (PARTITION BY kind ORDER BY i) AS a, $_ OVER (PARTITION BY kind ORDER BY z, i DESC) AS b FROM rows) AS s WHERE a IS DISTINCT FROM b LIMIT 3
END
for my $aggregate (grep { !/vulnerability|elasticity/ } @aggregates)
{
	my $backwards = $aggregate =~ s/\)$/ ORDER BY z, i DESC)/r;
	sql_ok("SELECT $aggregate = $backwards FROM rows", "$aggregate: whatever the order of the rows");
}

# ---- a view that a refresh keeps ----

sql(<<'END');
CREATE MATERIALIZED VIEW peers AS SELECT i, modified_z(x) OVER (PARTITION BY kind) AS score, rolling_sum(amount) OVER (PARTITION BY kind ORDER BY i ROWS 11 PRECEDING) AS rolled,
	warning_state(z, 60, 40, 2) OVER (PARTITION BY kind ORDER BY i) AS state FROM rows;
CREATE UNIQUE INDEX ON peers (i);
INSERT INTO rows (i, x, z, amount, kind) VALUES (30001, 1e6, 90, 12.34, 3);
SET search_path = pg_catalog, pg_temp;
REFRESH MATERIALIZED VIEW CONCURRENTLY public.peers;
END
sql_ok('SELECT score > 1000, rolled IS NOT NULL, state IS NOT NULL FROM peers WHERE i = 30001', 'a refresh CONCURRENTLY under the search_path of a refresh');

# ---- states handed in by hand ----

sql_ok(<<'END', 'support functions copy what they are given');
WITH given AS MATERIALIZED (SELECT '{1,0,0,0,1,1,1,1,1,1,1,1,1}'::bigint[] AS b, '{0,0,0,0,0,0,0,0,0,0}'::bigint[] AS e)
SELECT b = '{1,0,0,0,1,1,1,1,1,1,1,1,1}' AND e = '{0,0,0,0,0,0,0,0,0,0}' FROM given,
	LATERAL (SELECT benford_accum(b, 5.0, 1), benford_combine(b, b), warning_evaluation_accum(e, true, true), warning_evaluation_combine(e, e) OFFSET 0) AS called
END

# ---- cancel ----

sql("CREATE UNLOGGED TABLE many AS SELECT i, sin(i)::float8 AS x, i % 2 = 0 AS g FROM generate_series(1, 2000000) AS i");
my %long = (
	'peers' => 'SELECT count(p) FROM (SELECT modified_z(x) OVER () AS p FROM many, generate_series(1, 3)) AS s',
	'states' => 'SELECT count(p) FROM (SELECT warning_state(x, 1, 0.5, 2) OVER (ORDER BY i) AS p FROM many, generate_series(1, 4)) AS s',
	'roc' => 'SELECT auc(x, g) FROM many, generate_series(1, 5)',
	'digits' => 'SELECT benford(i::numeric, 1) FROM generate_series(1, 2000000000::bigint) AS i',
	'households' => 'SELECT vulnerability_model(exp(x), i, sin(i * 0.1)) FROM many, generate_series(1, 3)',
	'diagnoses of one person' => "SELECT count(r) FROM (SELECT readmission('2024-01-01', '2024-01-02', i::text, 7) OVER () AS r FROM many) AS s",
);
for my $name (sort keys %long)
{
	for my $after (0.3, 2)
	{
		my $start = time;
		my ($code, $message) = sql_error("SET statement_timeout = " . 1000 * $after . "; $long{$name}");
		my $seconds = time - $start;
		is($code, '57014', "$name: cancelled after $after s") or diag $message // 'it ended before';
		cmp_ok($seconds, '<', $after + 3, sprintf '%s: stopped after %.1f s', $name, $seconds);
	}
}

# ---- memory ----

sub peak
{
	my ($query) = @_;
	my $peak = "SELECT 'peak ' || substring(pg_read_file('/proc/self/status') FROM 'VmHWM:\\s*(\\d+)');";
	my $first = $query =~ s/\bFROM many\b/FROM (SELECT * FROM many WHERE i <= 100) AS many/r;
	my ($before, $after) = sql("SET max_parallel_workers_per_gather = 0; SET jit = off; SET work_mem = '1MB'; $first; $peak $query; $peak") =~ /peak (\d+).*peak (\d+)/s;
	return ($after - $before) / 1024;
}
my %memory = (
	"SELECT count(s) FROM (SELECT warning_state(x, 1, 0.5, 2) OVER (PARTITION BY i / 100 ORDER BY i) AS s FROM many) AS w" => 4,
	"SELECT count(s) FROM (SELECT warning_evidence(x, 1, 0.5, 2) OVER (PARTITION BY i / 100 ORDER BY i) AS s FROM many) AS w" => 4,
	"SELECT count(s) FROM (SELECT peer_comparison(x) OVER (PARTITION BY i / 100) AS s FROM many) AS w" => 4,
	"SELECT count(s) FROM (SELECT fund_balance(i, 5) OVER (ORDER BY i) AS s FROM many) AS w" => 4,
	"SELECT count(s) FROM (SELECT rolling_sum(i) OVER (ORDER BY i ROWS 11 PRECEDING) AS s FROM many) AS w" => 4,
	"SELECT count(s) FROM (SELECT readmission(date '2024-01-01' + i % 100 - i % 100, NULL, (i % 3)::text, 7) OVER (PARTITION BY i / 100) AS s FROM many) AS w" => 4,
	"SELECT benford(i::numeric, 2) FROM many" => 2,
	"SELECT warning_evaluation(g, x > 0) FROM many" => 2,
	"SELECT participation_elasticity(2 + x, i) FROM many" => 2,
	# 16 bytes a row, three times while they are sorted, and the levels
	"SELECT auc(round(x::numeric, 2)::float8, g) FROM many" => 220,
);
for my $query (sort keys %memory)
{
	my $used = eval { peak($query) } // 1e9;
	cmp_ok($used, '<', $memory{$query}, sprintf '%.1f MB: %s', $used, $query);
}

done_testing();
