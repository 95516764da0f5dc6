# Every function of the extension called directly, with NULL in every place, with
# empty summaries, with values at the ends of their types: an answer or an error
# that has its own class, never an internal error, never a crash.  The calls are
# made from the catalog, so a new function is tried the day it appears.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecTest;

my $started = sql('SELECT pg_postmaster_start_time()');

# Other values of a type than the example: empty, extreme, malformed.
my $nothing = '(SELECT 1::float8 AS x, 2::float8 AS y, 3::float8 AS z, true AS g WHERE false) AS rows';
my $one = '(SELECT 1::float8 AS x, 2::float8 AS y, 3::float8 AS z, true AS g) AS rows';
my $constant = '(SELECT 5::float8 AS x, 5::float8 AS y, 5::float8 AS z, i > 2 AS g FROM generate_series(1, 5) i) AS rows';
my $extreme = '(VALUES (1e308::float8, 1e308::float8), (-1e308, 1e-320), (5e-324, 1)) AS rows(x, w)';
my %strange = (
	'bigint' => ['0', '-1', '9223372036854775807', '-9223372036854775808'],
	'integer' => ['0', '-1', '7', '2147483647', '-2147483648'],
	'boolean' => ['false'],
	'boolean[]' => ["'{}'::boolean[]", "'{NULL}'::boolean[]", "'{t,f}'::boolean[]"],
	'bigint[]' => [
		"'{}'::bigint[]", "'{NULL}'::bigint[]", "'{1,2}'::bigint[]", "'{{1,2},{3,4}}'::bigint[]", "'{2,0,0,0,1}'::bigint[]",
		"'{0,0,0,0,0,0,0,9223372036854775807,9223372036854775807,-9223372036854775808}'::bigint[]",
		"'{9223372036854775807,9223372036854775807,9007199254740992,1,1,1,9007199254740992,1,1,1}'::bigint[]",
		"'{0,0,0,0,NULL}'::bigint[]", "'{1,1,9223372036854775807,-9223372036854775808,0}'::bigint[]", "'{{1,2,3,4,5}}'::bigint[]"
	],
	'date' => ["'infinity'::date", "'-infinity'::date", "'4713-01-01 BC'::date", "'4714-11-24 BC'::date", "'5874897-12-31'::date"],
	'double precision' => ['0', '-1', '1', '1e308', '-1e308', '1e-320', "'NaN'", "'Infinity'", "'-Infinity'"],
	'double precision[]' => [
		"'{}'::float8[]", "'{NULL}'::float8[]", "'{NaN}'::float8[]", "'{{1,2},{3,4}}'::float8[]", "'{1,2,3,4,5,6}'::float8[]",
		"'{Infinity,1,2}'::float8[]", "'[5:7]={0.1,0.2,0.3}'::float8[]"
	],
	'text' => ["''", "'none'", "'two-sided'", "'less'", "'covariance'", "'varimax'", "'kaiser'", "repeat('x', 100000)"],
	'text[]' => ["'{}'::text[]", "'{+}'::text[]", "'{+,-}'::text[]", "'{a,NULL,c}'::text[]", "'{{a,b,c}}'::text[]", "'{a,a,a}'::text[]", "'[0:2]={a,b,c}'::text[]"],
	'cstring' => ["''::cstring", "'('::cstring", "'(1)'::cstring"],
	'jsonb' => ["'null'::jsonb", "'[]'::jsonb"],
	'"any"' => ["'x'::text", 'NULL::float8', "'NaN'::float8", 'ARRAY[1, 2]', 'now()', '1::numeric', 'true', "'NaN'::numeric"],
	'numeric' => ['0', '-1', '1', '0.001', '1e20', '1e-1000', '99999999999999.99', "'NaN'", "'Infinity'", "'-Infinity'", '1e131000', '-1e-16000'],
	'numeric[]' => [
		"'{}'::numeric[]", "'{1,2,3}'::numeric[]", "'{{NULL,NULL,NULL}}'::numeric[]", "'{{0,1,NaN}}'::numeric[]", "'{{1,2},{3,4}}'::numeric[]",
		"'{{0,NULL,1e20}}'::numeric[]", "'{{{0,1,1}}}'::numeric[]"
	],
	'benefit_plan' => [
		(map { "medsec.example_plan('$_')" } 'shandong-2014', 'child-heart-2024'),
		q('{"valid_from": "2024-05-01", "layers": [{"layer": "basic", "rate": 1}]}'::medsec.benefit_plan)
	],
	'moments' => [
		(map { "(SELECT medsec.moments(x) FROM $_)" } $nothing, $one, $constant), 'medsec.moments_of(0, 0, 0)',
		'medsec.moments_of(1e300, 1e300, 1e150)', 'medsec.moments_of(0.5, 1, 1)'
	],
	'comoments' => [
		(map { "(SELECT medsec.comoments(ARRAY[x, y, z]) FROM $_)" } $nothing, $one, $constant),
		"(SELECT medsec.comoments(x) FROM $one)", "(SELECT medsec.comoments(x, y, z, x, y, z) FROM $one)"
	],
	'indicators' => [
		(map { "(SELECT medsec.indicators('{+,-,+}', x, y, z) FROM $_)" } $nothing, $one, $constant),
		"(SELECT medsec.indicators('{+}', x) FROM $constant)", "(SELECT medsec.indicators(NULL, x, NULL::int) FROM $one)",
		"(SELECT medsec.indicators('{-}', x) FROM unnest('{-1e308,1e308}'::float8[]) AS x)"
	],
	'smith' => [
		(map { "(SELECT medsec.smith('environment', x) FROM $_)" } $nothing, $one, $constant),
		"(SELECT medsec.smith('target_group', x, 0.5) FROM unnest('{-1e308,1e308}'::float8[]) AS x)"
	],
	'sample' => [
		(map { "(SELECT medsec.sample(x) FROM $_)" } $nothing, $one, $constant), "(SELECT medsec.sample(x, w) FROM $extreme)",
		"(SELECT medsec.sample(-x) FROM $one)", "'(1,0,0,7,0,0,0)'::medsec.sample"
	],
	'ranked' => [
		(map { "(SELECT medsec.ranked(x, y, z) FROM $_)" } $nothing, $one, $constant), "(SELECT medsec.ranked(x, w) FROM $extreme)",
		"(SELECT medsec.ranked(w, x, w, 1) FROM $extreme)", "(SELECT medsec.ranked(-i, i) FROM generate_series(1, 5) i)"
	],
	'tally' => [
		'medsec.catastrophic_accum(NULL, 5, 10, 0.1, 2)', 'medsec.catastrophic_xu_accum(NULL, 5, 0, 0.1)', 'medsec.impoverishment_accum(NULL, 5, 3, 4)',
		'medsec.fgt_accum(NULL, 5, 7, 0.5)', 'medsec.targeting_accum(NULL, true, false, 3, 4)', 'medsec.catastrophic_accum(NULL, 1e308, 1, 0.1, 1e308)'
	],
	'risk_flag[]' => ["'{}'::medsec.risk_flag[]", "'{NULL}'::medsec.risk_flag[]", "'{{poor,poor},{check data,near poor}}'::medsec.risk_flag[]"],
	'anyelement' => ["'x'::text", "'NaN'::float8", "'-Infinity'::numeric", 'ARRAY[1, 2]', 'now()', 'true', 'ROW(1, 2)', "'1'::json", "'x'::cstring"],
	'anycompatible' => ["'NaN'::numeric", "'Infinity'::float4", '1e-300::numeric', "'1 day'::interval", "'x'::cstring", "'{}'::xml"],
	'frequency' => [
		(map { "(SELECT medsec.frequency(x) FROM $_)" } $nothing, $one, $constant), "(SELECT medsec.frequency(g) FROM $one)",
		"(SELECT medsec.frequency(x, w) FROM (VALUES (1e308, 1e308), (-1e-320, 5e-324), (1e308, 0)) AS v(x, w))",
		"(SELECT medsec.frequency(x) FROM (VALUES (1e400::numeric), (1e-400)) AS v(x))"
	],
	'contingency' => [
		(map { "(SELECT medsec.contingency(x, y) FROM $_)" } $nothing, $one, $constant),
		"(SELECT medsec.contingency(x, y) FROM $constant, generate_series(1, 4) AS y)",
		"(SELECT medsec.contingency(i, i % 3) FROM generate_series(1, 40) AS i)",
		"(SELECT medsec.contingency(a, b, w) FROM (VALUES (1, true, 1e308), (2, false, 5e-324), (1, false, 0.5)) AS v(a, b, w))",
		"(SELECT medsec.contingency(i % 2, i % 2 = 0, 1e15) FROM generate_series(1, 40) AS i)"
	],
	'sample[]' => ["'{}'::medsec.sample[]", "'{NULL,NULL}'::medsec.sample[]", "(SELECT ARRAY[medsec.sample(x), NULL, medsec.sample(x)] FROM $constant)"],
	'moments[]' => ["'{}'::medsec.moments[]", "'{NULL,NULL}'::medsec.moments[]", "(SELECT ARRAY[medsec.moments(x), NULL, medsec.moments(x)] FROM $constant)"],
	'moments_pair' => [map { "(SELECT medsec.moments_pair(x, g) FROM $_)" } $nothing, $one, $constant],
	'pca' => [
		"(SELECT medsec.pca(medsec.comoments(ARRAY[x, y, z])) FROM $one)",
		"(SELECT medsec.pca(medsec.comoments(i, i * i, -i), 'covariance', 1) FROM generate_series(1, 5) i)"
	],
);

# A literal of the type, so that the planner finds the function meant.
sub typed
{
	my ($value, $type) = @_;
	return $value if $type =~ /^(?:"any"|anyelement|anycompatible)$/ || $value =~ /::/ || $value =~ /^\(|^medsec/;
	return "$value\::$type";
}

sub null_of
{
	my ($type) = @_;
	return 'NULL::float8' if $type =~ /^(?:"any"|anyelement|anycompatible)$/;
	return $type =~ /^(?:bigint|boolean|bytea|character|character varying|cstring|date|double precision|integer|jsonb|numeric|text|timestamp|timestamp with time zone|interval|smallint|real|any\w+|internal)(?:\[\])?$/ ? "NULL::$type" : "NULL::medsec.$type";
}

sub statement
{
	my ($call, @arguments) = @_;

	return 'SELECT ' . called($call, @arguments) . ($call->{kind} eq 'f' ? '' : ' FROM generate_series(1, 3)');
}

my (@statements, %of);
for my $call (calls())
{
	my @types = @{ $call->{types} };
	my @arguments = map { typed($call->{arguments}[$_], $types[$_]) } 0 .. $#types;
	my @calls = (statement($call, @arguments), statement($call, map { null_of($_) } @types));

	for my $at (0 .. $#types)
	{
		for my $value (null_of($types[$at]), map { typed($_, $types[$at]) } @{ $strange{ $types[$at] } // [] })
		{
			push @calls, statement($call, map { $_ == $at ? $value : $arguments[$_] } 0 .. $#types);
		}
	}

	# Two strange values at once: what one check lets pass meets the next.
	for my $first (@types ? (null_of($types[0]), map { typed($_, $types[0]) } @{ $strange{ $types[0] } // [] }) : ())
	{
		for my $at (1 .. $#types)
		{
			for my $value (null_of($types[$at]), map { typed($_, $types[$at]) } @{ $strange{ $types[$at] } // [] })
			{
				push @calls, statement($call, $first, map { $_ == $at ? $value : $arguments[$_] } 1 .. $#types);
			}
		}
	}

	# Fewer arguments, as far as there are defaults; more columns, where there may be any.
	push @calls, statement($call, @arguments[0 .. $#types - $call->{optional}]) if $call->{optional};
	push @calls, statement($call, @arguments, ('1::int') x 3), statement($call, @arguments, ('1::float8') x 90)
	  if @types && $types[-1] eq '"any"';

	$of{$_} = $call->{signature} for @calls;
	push @statements, @calls;
}
cmp_ok(scalar(keys %of), '>', 500, 'there are calls to make: ' . scalar(keys %of));

# All in one session.  Transition and combine functions outside an aggregate, too:
# they are in the catalog like the others.
my $script = <<'END';
CREATE TABLE tried (statement text, code text, message text);
CREATE FUNCTION try(statement text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	INSERT INTO tried VALUES (statement, 'fine');
EXCEPTION WHEN OTHERS THEN
	INSERT INTO tried VALUES (statement, sqlstate, sqlerrm);
END $$;
SET statement_timeout = '120s';
END
my %seen;
$script .= "SELECT try(\$try\$$_\$try\$);\n" for grep { !$seen{$_}++ } @statements;
my $end = eval { sql($script); 1 };
ok($end, 'all calls come back') or diag substr $@, 0, 2000;
is(sql('SELECT count(*) FROM tried'), scalar keys %seen, 'each has an answer');

note sql('SELECT code, count(*) FROM tried GROUP BY 1 ORDER BY 2 DESC');

# 22: data; 42: no such function, wrong type; 39P03 and 0A000: called by hand what only an
# aggregate may call; 54: too much; 21 never.
my @wrong = split /\n/, sql(<<'END');
SELECT left(statement, 300), code, message FROM tried
WHERE code <> 'fine' AND code !~ '^(22|42|39P0|0A000|54)' ORDER BY 2, 1 LIMIT 40
END
is(scalar @wrong, 0, 'no internal error') or diag join "\n", @wrong;

# The tests of the tests: the examples do work, most functions give an answer.  Scores
# want directions and weights that fit: sql/composite.sql has them.
my @never = split /\n/, sql(<<'END');
SELECT f FROM (SELECT substring(statement FROM 'SELECT medsec\."(\w+)"') AS f, bool_or(code = 'fine') AS answered
	FROM tried GROUP BY 1) AS s
WHERE NOT answered
END
is(join(' ', grep { !/_(?:accum|in|score)$|^topsis$/ } @never), '', 'every function answers something');

# search_path of a refreshed materialized view: nothing but pg_catalog.
my @path = split /\n/, sql(<<'END');
CREATE TABLE again AS SELECT statement FROM tried WHERE code = 'fine';
CREATE TABLE searched (statement text, message text);
CREATE FUNCTION try_again(statement text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	EXECUTE statement;
EXCEPTION WHEN OTHERS THEN
	INSERT INTO public.searched VALUES (statement, sqlerrm);
END $$;
DO $$ BEGIN PERFORM try_again(statement) FROM again; END $$;
SELECT left(statement, 200), message FROM searched LIMIT 10
END
is(scalar @path, 0, 'nothing needs a search_path') or diag join "\n", @path;

# A support function called by hand copies its state: the value it was given, which
# may be a row of a table or a variable, stays what it was.
my @changed = split /\n/, sql(<<'END');
CREATE TABLE given AS
SELECT medsec.moments(i) AS m, medsec.comoments(i, i * i) AS c, medsec.comoments(i, i * i, i - i * i) AS pairs,
	medsec.moments_pair(i, i > 2) AS p, medsec.indicators('{+, -}', i, i * i) AS units,
	medsec.smith('environment', i) AS factors, medsec.comoments(i, i, i, i) AS judges,
	medsec.sample(6 - i) AS s, medsec.ranked(i, -i) AS r, medsec.ranked(i, -i, i, i) AS clusters, medsec.sample_accum(NULL, NULL) AS none,
	medsec.fgt_accum(NULL, 1, 2, 1) AS poor, medsec.targeting_accum(NULL, true, true) AS reached,
	medsec.frequency(i) AS levels, medsec.contingency(i, 'x'::text) AS pairs_of,
	medsec.moments_list_accum(NULL, medsec.moments(i)) AS groups, medsec.ratings_accum(NULL, 1, 2, 'x'::text) AS ratings
FROM generate_series(1, 5) AS i;
CREATE FUNCTION changed() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	given given;
	before text;
	call text;
BEGIN
	FOREACH call IN ARRAY ARRAY['moments_accum(m, 9)', 'moments_accum(m, 9, 2)', 'moments_accum(m, true)', 'moments_accum(m, true, 2)',
		'moments_combine(m, m)', 'comoments_accum(c, 3, 4)', 'comoments_accum(c, ARRAY[3, 4]::float8[])',
		'comoments_accum_weighted(c, 2, 3, 4)', 'comoments_accum_weighted(c, 2, ARRAY[3, 4]::float8[])',
		'comoments_combine(c, c)', 'comoments_final(c)', 'moments_pair_accum(p, 9, true)', 'moments_pair_combine(p, p)',
		'comoments_accum_pair(pairs, 3, 4)', 'indicators_accum(units, NULL, 3, 4)', 'indicators_accum(units, NULL, 3, NULL::int)',
		'indicators_combine(units, units)', 'indicators_final(units)', 'smith_accum(factors, ''environment'', 9)',
		'smith_accum(factors, ''target_group'', 9, 2)', 'smith_combine(factors, factors)',
		'ahp_group_accum(judges, ARRAY[[1, 2], [0.5, 1]]::float8[])', 'sample_accum(s, 3)', 'sample_accum(s, NULL)', 'sample_accum(s, 3, 2)',
		'sample_accum(none, 3)', 'sample_combine(s, s)', 'sample_combine(none, s)', 'ranked_accum(r, 3, 4)', 'ranked_accum(r, 3, 4, 5)', 'ranked_accum(clusters, 3, 4, 5, 6)',
		'ranked_combine(r, r)', 'ranked_combine(clusters, clusters)', 'gini(s)', 'concentration_index_final(r)', 'poverty_accum(s, 1, 2)', 'poverty_final(s)',
		'catastrophic_accum(r, 5, 9, 0, 1, 1)', 'subsistence_accum(r, 1, 2, 3)', 'cgh_index_accum(r, 1, 2, 3, 0.5)', 'redistributive_effect(r)',
		'fgt_accum(poor, 1, 3, 1)', 'fgt_accum(poor, 1, 3, 1, 2)', 'tally_combine(poor, poor)', 'fgt_final(poor)', 'targeting_accum(reached, true, false)', 'targeting_final(reached)',
		'frequency_accum(levels, 9)', 'frequency_accum(levels, 9, 2)', 'frequency_combine(levels, levels)',
		'contingency_accum(pairs_of, 9, ''x''::text)', 'contingency_combine(pairs_of, pairs_of)',
		'moments_list_accum(groups, m)', 'moments_list_combine(groups, groups)', 'ratings_accum(ratings, 3, 4, ''y''::text)',
		'ratings_combine(ratings, ratings)', 'friedman_accum(c, 3, 4)', 'ranked_accum_pair(r, 3, 4)', 'sample_accum_difference(s, 3, 4)',
		'ranked_accum_group(r, 3, true)']
	LOOP
		SELECT * INTO given FROM given;
		before := given::text;
		BEGIN
			EXECUTE 'SELECT medsec.' || call || '::text FROM (SELECT ($1).*) AS s' USING given;
			EXECUTE 'SELECT medsec.' || call || '::text FROM given';
		EXCEPTION WHEN invalid_parameter_value OR object_not_in_prerequisite_state THEN NULL;
		END;
		IF given::text <> before OR before <> (SELECT g::text FROM given AS g) THEN
			RETURN NEXT call;
		END IF;
	END LOOP;
END $$;
SELECT changed()
END
is(join(' ', @changed), '', 'no support function changes what it is given');

is(sql('SELECT pg_postmaster_start_time()'), $started, 'the server has lived through it');

done_testing();
