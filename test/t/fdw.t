# Two servers summarise, a third rolls up through postgres_fdw: the figures are
# those of all rows on one machine, and only summaries travel.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecTest;
use MedsecCompare;

# The operators of the summaries are in the schema of the extension.
sql('ALTER DATABASE ' . database() . ' SET search_path = public, medsec');

if (sql("SELECT 1 FROM pg_available_extensions WHERE name = 'postgres_fdw'") eq '')
{
	plan skip_all => 'postgres_fdw is not installed';
}

my $rows = <<'END';
SELECT i, CASE WHEN i % 23 > 0 THEN sin(i) * 10 + i % 7 END AS x, cos(i) + 1e6 AS y, (i * 31 % 47)::float8 AS z,
	CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN true ELSE false END AS g, i % 7 AS month
FROM generate_series(1, 6000) AS i
END
my $summaries = 'medsec.moments(x) AS m, medsec.comoments(x, y, z) AS c, medsec.moments_pair(x, g) AS p, medsec.sample(x, z) AS s, medsec.ranked(z, x) AS r';
my $columns = 'month int, m medsec.moments, c medsec.comoments, p medsec.moments_pair, s medsec.sample, r medsec.ranked';

# The second server is a cluster of its own, the first another database of this one.
my $local = $ENV{PGHOST};
my $remote = another_cluster();
my $shard = database() . '_shard';
my %at = (1 => [$local, $shard], 2 => [$remote, 'postgres']);

for my $number (sort keys %at)
{
	my ($host, $database) = @{ $at{$number} };
	sql("DROP DATABASE IF EXISTS $shard; CREATE DATABASE $shard") if $database eq $shard;
	local $ENV{PGHOST} = $host;
	local $ENV{PGDATABASE} = $database;
	sql(<<"END");
CREATE EXTENSION medsec;
CREATE TABLE rows AS SELECT * FROM ($rows) AS r WHERE i % 2 = $number - 1;
CREATE MATERIALIZED VIEW monthly AS SELECT month, $summaries FROM rows GROUP BY month;
REFRESH MATERIALIZED VIEW monthly;
CREATE TABLE kept AS SELECT * FROM monthly WHERE false;
END
}

sql(<<"END");
CREATE EXTENSION postgres_fdw;
CREATE TABLE rows AS $rows;
END
for my $number (sort keys %at)
{
	my ($host, $database) = @{ $at{$number} };
	sql(<<"END");
CREATE SERVER shard$number FOREIGN DATA WRAPPER postgres_fdw
	OPTIONS (host '$host', dbname '$database', port '$ENV{PGPORT}', extensions 'medsec');
CREATE USER MAPPING FOR CURRENT_USER SERVER shard$number OPTIONS (user '$ENV{PGUSER}');
CREATE FOREIGN TABLE monthly$number ($columns)
	SERVER shard$number OPTIONS (table_name 'monthly');
CREATE FOREIGN TABLE kept$number ($columns)
	SERVER shard$number OPTIONS (table_name 'kept');
CREATE FOREIGN TABLE rows$number (i int, x float8, y float8, z float8, g boolean, month int)
	SERVER shard$number OPTIONS (table_name 'rows');
END
}

my $parts = '(SELECT * FROM monthly1 UNION ALL SELECT * FROM monthly2) AS parts';
my $asked = <<'END';
json_build_object('describe', medsec.describe(m), 'n', medsec.n(c), 'means', medsec.means(c),
	'correlation', medsec.correlation(c), 't_test', medsec.t_test(p), 'kmo', medsec.kmo(c),
	'components', (SELECT json_agg(e) FROM medsec.pca_components(medsec.pca(c)) AS e),
	'exactly', md5(s::text || r::text), 'inequality', medsec.inequality(s)::text, 'index', medsec.concentration_index(r)::text)
END

sub rounding
{
	my ($path) = @_;
	return $path =~ /correlation|explained|cumulative/ ? (0, 1e-11) : (1e-9, 1e-11);
}

for my $month ('', ' WHERE month IN (3, 4)')
{
	same_figures(
		"SELECT $asked FROM (SELECT medsec.rollup(m) AS m, medsec.rollup(c) AS c, medsec.rollup(p) AS p, medsec.rollup(s) AS s, medsec.rollup(r) AS r FROM $parts$month) AS s",
		"SELECT $asked FROM (SELECT $summaries FROM rows$month) AS s",
		\&rounding, "rolled up from two servers = one machine$month");
}

# A summary arrives as it is there, to the bit, and goes there and back.
my $texts = "SELECT md5(string_agg(month || m::text || c::text || p::text || s::text || r::text, ' ' ORDER BY month)) FROM";
for my $number (sort keys %at)
{
	my $here = sql("$texts monthly$number");
	sql("INSERT INTO kept$number SELECT * FROM monthly$number");
	is(sql("$texts kept$number"), $here, "server $number: there and back");

	my ($host, $database) = @{ $at{$number} };
	local $ENV{PGHOST} = $host;
	local $ENV{PGDATABASE} = $database;
	is(sql("$texts monthly"), $here, "server $number: what is there is what arrives");
}

# Functions of the extension are sent to the server, and answer there.
like(sql('EXPLAIN (VERBOSE, COSTS OFF) SELECT month FROM monthly1 WHERE medsec.n(m) > 10 AND medsec.mean(m) < 3'),
	qr/Remote SQL: .*WHERE .*medsec\.mean/, 'a condition on a figure is asked where the summaries are');
is(sql('SELECT count(*) FROM monthly1 WHERE medsec.n(m) > 10'), 7, 'with the right answer');
like(sql('EXPLAIN (VERBOSE, COSTS OFF) SELECT medsec.rollup(m) FROM monthly1'),
	qr/Remote SQL: SELECT medsec\.rollup/, 'a rollup of one server is made there');
like(sql('EXPLAIN (VERBOSE, COSTS OFF) SELECT medsec.moments(x) FROM rows1'),
	qr/Remote SQL: SELECT medsec\.moments\(x\)/, 'a summary of rows, too: no row travels');
sql_ok(<<'END', 'with the right answer');
SELECT medsec.n(medsec.moments(x)) = (SELECT count(x) FROM rows WHERE i % 2 = 0) FROM rows1
END

like(sql('EXPLAIN (VERBOSE, COSTS OFF) SELECT count(*) FROM rows1 WHERE medsec.is_impoverished(x, y, 3)'),
	qr/Remote SQL: .*WHERE .*x - y/, 'a row formula is asked there, too');

# An error over there names the same code here.
my ($code) = sql_error("SELECT medsec.moments(x / nullif(x - x, 0) * 0) FROM rows1 WHERE month < 0");
is($code, undef, 'no rows, no error');
($code) = sql_error("SELECT medsec.describe(m, 95) FROM monthly1");
is($code, '22023', 'an error here');
sql("DROP DATABASE $shard WITH (FORCE)");

done_testing();
