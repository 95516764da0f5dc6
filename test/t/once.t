# Whatever is asked of a summary in one query, and however, its aggregate reads every
# row once; and an accessor of a stored summary fetches it once.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecTest;

# A query that has seen a row has bumped a sequence.  The server is told that this does
# nothing: two aggregates of what is volatile would never be one.
my $rows = 500;
sql(<<"END");
CREATE SEQUENCE seen_rows;
CREATE FUNCTION seen(x float8) RETURNS float8 IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM nextval(''seen_rows''); RETURN x; END';
CREATE FUNCTION seen_again(x float8) RETURNS float8 VOLATILE LANGUAGE plpgsql AS 'BEGIN PERFORM nextval(''seen_rows''); RETURN x; END';
CREATE TABLE rows AS
SELECT i, i % 7 + 0.25 * (i % 3) AS x, i % 5 + 0.5 * (i % 11) AS y, i % 13 + 0.0 AS z, i % 2 = 0 AS g
FROM generate_series(1, $rows) AS i;
ANALYZE;
END

# How often a row was seen, on average.
sub readings
{
	my ($query) = @_;
	my ($before, $after) = sql(<<"END") =~ /before (\d+)\n.*after (\d+)\z/s;
SELECT 'before ' || nextval('seen_rows');
$query;
SELECT 'after ' || nextval('seen_rows');
END

	return ($after - $before - 1) / $rows;
}

sub once
{
	my ($query, $name) = @_;
	my $readings = eval { readings($query) } // $@;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return is($readings, 1, $name);
}

# The counter can tell: what is volatile is not shared, nor what differs.
is(readings('SELECT medsec.mean(medsec.moments(seen_again(x))), medsec.n(medsec.moments(seen_again(x))) FROM rows'), 2, 'two aggregates of what is volatile');
is(readings('SELECT medsec.mean(medsec.moments(seen(x))), medsec.mean(medsec.moments(seen(x + 1))) FROM rows'), 2, 'two aggregates of different arguments');

my %summary = (
	moments => 'medsec.moments(seen(i % 2))',
	moments_pair => 'medsec.moments_pair(seen(x), g)',
	comoments => 'medsec.comoments(seen(x), y)',
	frequency => 'medsec.frequency(seen(x))',
	contingency => 'medsec.contingency(seen(i % 3), i % 4)',
	sample => 'medsec.sample(seen(x))',
	ranked => 'medsec.ranked(seen(x), y)',
	pca => 'medsec.pca(medsec.comoments(seen(x), y, z))',
	ols_model => 'medsec.ols_robust(seen(x), y, z)',
	logit_model => 'medsec.logit(g, seen(x), y)',
);

# The functions of one summary, and those that answer with rows.
sub accessors
{
	my ($type, $is_set) = @_;

	return split /\n/, sql(<<"END");
SELECT proname FROM pg_proc
WHERE pronamespace = 'medsec'::regnamespace AND prokind = 'f' AND proretset = $is_set AND pronargs - pronargdefaults = 1
	AND proargtypes[0] = 'medsec.$type'::regtype AND prorettype NOT IN ('cstring'::regtype, 'medsec.$type'::regtype)
	AND proname !~ '_final\$'
ORDER BY proname
END
}

# Calls of them all, as often as it takes to make so many.
sub questions
{
	my ($summary, $least, @functions) = @_;

	push @functions, @functions while @functions < $least;
	return join ', ', map { "medsec.$_($summary)" } @functions;
}

for my $type (sort keys %summary)
{
	my $aggregate = $summary{$type};
	my @functions = accessors($type, 'false');
	my @sets = accessors($type, 'true');

	if (@functions)
	{
		once('SELECT ' . questions($aggregate, 20, @functions) . ' FROM rows', "$type: twenty accessors of one aggregate");
		once('SELECT ' . questions('s', 20, @functions) . " FROM (SELECT $aggregate AS s FROM rows OFFSET 0) AS q", "$type: of a subquery kept apart");
		once('SELECT ' . questions('s', 20, @functions) . " FROM (SELECT $aggregate AS s FROM rows) AS q", "$type: of a subquery");
		once('SELECT g, ' . questions($aggregate, 20, @functions) . ' FROM rows GROUP BY g', "$type: in groups");
	}
	for my $set (@sets)
	{
		$aggregate =~ s/, y\)/, y, z)/ if $set eq 'concentration_decomposition'; # which needs three columns
		once("SELECT (medsec.$set($aggregate)).* FROM rows", "$type: rows of $set, spread in the list");
		once("SELECT t.* FROM (SELECT $aggregate AS s FROM rows) AS q, LATERAL medsec.$set(s) AS t", "$type: rows of $set beside it");
	}
}

# Records that are spread: of functions, and of aggregates that answer with one.
for my $call (map { "medsec.$_" } 'describe(medsec.moments(seen(x)))', 't_test(seen(x), g)', 'mann_whitney_test(seen(x), g)', 'cronbach_alpha(medsec.comoments(seen(x), y, z))',
	'chi_square_test(seen(x), y)', 'kruskal_wallis_test(ARRAY[medsec.sample(seen(x)), medsec.sample(y)])', 'ols_summary(medsec.comoments(seen(x), y, z))')
{
	once("SELECT ($call).* FROM rows", "($call).*");
	once("SELECT (t).* FROM (SELECT $call AS t FROM rows) AS s", "$call in a subquery, (t).*");
	once("SELECT (t).* FROM (SELECT $call AS t FROM rows OFFSET 0) AS s", "$call in a subquery kept apart, (t).*");
}

# Functions written in SQL, which the server writes out where they are called, and the
# casts among them.
my @sql_functions = split /\n/, sql(<<"END");
SELECT proname, proargtypes[0]::regtype FROM pg_proc
WHERE pronamespace = 'medsec'::regnamespace AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'sql')
	AND pronargs - pronargdefaults = 1 AND 'medsec.' || replace(proargtypes[0]::regtype::text, 'medsec.', '') = ANY ('{@{[join ',', map { "medsec.$_" } sort keys %summary]}}')
ORDER BY 1, 2
END
cmp_ok(scalar @sql_functions, '>=', 6, 'functions of summaries written in SQL');
for (@sql_functions)
{
	my ($function, $type) = /(\w+)\|(?:medsec\.)?(\w+)/;

	once("SELECT medsec.$function($summary{$type}) FROM rows", "$function($type), written out");
	once("SELECT medsec.$function($summary{$type}), medsec.$function($summary{$type})::text FROM rows", "$function($type) twice");
}

# A stored summary of 25 columns stands outside of its row, and each accessor fetches it
# once: the pages that are read beyond those of the row itself.
sql(<<'END');
CREATE TABLE stored AS SELECT medsec.comoments((SELECT array_agg(sin(i * j) + (i % (j + 3)) ORDER BY j) FROM generate_series(1, 25) AS j)) AS c FROM generate_series(1, 200) AS i;
ALTER TABLE stored ALTER c SET STORAGE EXTERNAL;
UPDATE stored SET c = c;
VACUUM ANALYZE stored;
END

sub pages
{
	my ($query) = @_;
	my ($pages) = sql("$query \\g /dev/null\nEXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF) $query;") =~ /^[^\n]*\n\s+Buffers: shared hit=(\d+)/m
	  or die "no pages: $query";
	return $pages;
}

my $row = pages('SELECT c IS NULL FROM stored');
my $fetch = pages('SELECT medsec.cronbach_alpha(c) FROM stored') - $row;
cmp_ok($fetch, '>', 0, 'a summary of 25 columns stands outside of its row');
is(pages('SELECT ' . questions('c', 20, 'n', 'kmo', 'ols_summary', 'covariance', 'correlation') . ' FROM stored') - $row, 20 * $fetch, 'each of 20 accessors fetches it once');
is(pages('SELECT a.* FROM stored, LATERAL medsec.cronbach_alpha(c) AS a') - $row, $fetch, 'a record in FROM fetches it once');
is(pages('SELECT (a).* FROM (SELECT medsec.cronbach_alpha(c) AS a FROM stored OFFSET 0) AS s') - $row, $fetch, 'a record of a subquery kept apart, spread, fetches it once');
is(pages('SELECT a.* FROM stored, LATERAL medsec.item_analysis(c) AS a') - $row, $fetch, 'rows fetch it once, however many');

done_testing();
