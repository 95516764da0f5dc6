package MedsecTest;

# What the property tests share: Test::More, a fresh database with medsec in it
# for every file, and psql to speak with it.  The server is the one that PGHOST
# names; script/test starts one:
#
#   script/test test/t/NAME.t
#
#   sql($query)             the answer as text, columns by |, rows by newline
#   sql_error($query)       (SQLSTATE, message), or nothing when it succeeds
#   sql_ok($query, $name)   a test: every value in the answer is t
#   sql_none($query, $name) a test: no rows, for they would be what is wrong
#   background($query)      starts it in a session of its own, see below
#   another_cluster(@settings)   the folder of a second server, while the test runs
#   calls()                 every function of medsec with arguments to try
#   called($call, @arguments)  one of them as an expression
#
# Queries may be scripts; each call is a session of its own.

use strict;
use warnings;
use POSIX ();
use utf8;
use Exporter 'import';
use File::Basename qw(basename dirname);
use File::Temp;
use Cwd qw(abs_path);
use Test::More;

our @EXPORT = (
	@Test::More::EXPORT, qw(sql sql_error sql_ok sql_none background another_cluster calls called
	  run_program database project));

binmode $_, ':encoding(UTF-8)' for *STDOUT, *STDERR, map { Test::More->builder->$_ }
  qw(output failure_output todo_output);

my $test = basename($0, '.t') =~ s/\W/_/gr;
my $project = abs_path(dirname(__FILE__) . '/../../..');
my $database = "medsec_$test";
my $scratch = File::Temp->newdir;
my $started = 0;

die "no server: run this by script/test test/t/$test.t\n" unless $ENV{PGHOST};

END
{
	my $status = $?;
	if ($ENV{PGHOST})
	{
		local $ENV{PGDATABASE} = 'postgres';
		run_program('psql', '-Xq', '-c', "DROP DATABASE IF EXISTS $database WITH (FORCE)");
	}
	$? = $status;
}

# The database of this file, and the folder of the project.
sub database { return $database }
sub project { return $project }

sub slurp
{
	my ($file) = @_;
	open my $handle, '<:encoding(UTF-8)', $file or die "$file: $!";
	local $/;
	return scalar <$handle> // '';
}

sub spew
{
	my ($file, $text) = @_;
	open my $handle, '>:encoding(UTF-8)', $file or die "$file: $!";
	print $handle $text;
	close $handle or die "$file: $!";
	return $file;
}

# Starts a program, its output going to files; answers its process and the files.
sub start_program
{
	my @command = @_;
	my $files = "$scratch/" . $started++;
	my $child = fork // die "fork: $!";

	if ($child == 0)
	{
		open STDIN, '<', '/dev/null';
		open STDOUT, '>', "$files.out";
		open STDERR, '>', "$files.err";
		exec { $command[0] } @command or POSIX::_exit(127);
	}
	return ($child, $files);
}

# Runs a program to its end: (status, standard output, standard error).
sub run_program
{
	my ($child, $files) = start_program(@_);

	waitpid $child, 0;
	return ($?, slurp("$files.out"), slurp("$files.err"));
}

sub psql_command
{
	my ($query) = @_;
	my $script = spew("$scratch/" . $started . '.sql', $query);

	return ('psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose', '-f', $script);
}

# The first error in what psql said: (SQLSTATE, message).
sub first_error
{
	my ($text) = @_;

	return $text =~ /(?:ERROR|FATAL|PANIC):\s+([0-9A-Z]{5}): (.*)/ ? ($1, $2) : ('?????', $text);
}

sub sql
{
	my ($query) = @_;
	my ($status, $out, $err) = run_program(psql_command($query));

	die "$err\nin: $query\n" if $status != 0;
	return $out =~ s/\n\z//r;
}

sub sql_error
{
	my ($query) = @_;
	my ($status, undef, $err) = run_program(psql_command($query));

	return $status == 0 ? () : first_error($err);
}

sub sql_ok
{
	my ($query, $name) = @_;
	my $answer = eval { sql($query) } // $@;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return like($answer, qr/\At([|\n]t)*\z/, $name);
}

sub sql_none
{
	my ($query, $name) = @_;
	my $answer = eval { sql($query) } // $@;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return is($answer, '', $name);
}

# A query in a session of its own, to be cancelled or watched:
#
#   my $session = background('SELECT ...');
#   $session->wait_until_running;
#   sql('SELECT pg_cancel_backend(' . $session->backend . ')');
#   my ($state, $message, $seconds) = $session->finish;      nothing after success
sub background
{
	my ($query) = @_;
	my $name = "background_$started";

	local $ENV{PGAPPNAME} = $name;
	my ($child, $files) = start_program(psql_command($query));
	return bless { child => $child, files => $files, name => $name }, 'MedsecTest::Session';
}

# A second throwaway server.  It ends with this test: its script waits for the
# pipe to close.
my $other;

sub another_cluster
{
	my @settings = @_;
	my $keeper = 'cd "$1" && . script/lib/cluster.sh && cluster_start "${@:2}" && echo "$PGHOST" && cat >&2';

	pipe(my $from, my $answer) or die "pipe: $!";
	pipe(my $wait, $other) or die "pipe: $!";
	my $child = fork // die "fork: $!";
	if ($child == 0)
	{
		open STDIN, '<&', $wait;
		open STDOUT, '>&', $answer;
		close $_ for $from, $answer, $wait, $other;
		exec 'bash', '-euo', 'pipefail', '-c', $keeper, 'cluster', $project, @settings
		  or POSIX::_exit(127);
	}
	close $_ for $answer, $wait;
	chomp(my $folder = <$from> // die 'no second cluster');
	return $folder;
}

# Something of each type to call functions with, as an SQL expression.
my %example = (
	'"any"' => '0.25::float8',
	'benefit_plan' => "medsec.example_plan('four-layers')",
	anyelement => '3::int',
	anycompatible => "'b'::text",
	'bigint' => '5',
	'bigint[]' => "'{0,0,0,0,0,0,0,0,0,0}'::bigint[]",
	'boolean' => 'true',
	'boolean[]' => "'{true}'::boolean[]",
	'character' => "'a'::bpchar",
	'character varying' => "'a'::varchar",
	'bytea' => "'\\x00'::bytea",
	'cstring' => "'1'::cstring",
	'date' => "'2024-02-29'::date",
	'double precision' => '0.5',
	'double precision[]' => "'{0.01,0.02,0.3}'::float8[]",
	'integer' => '2',
	'risk_flag[]' => "'{near poor,impoverished}'::medsec.risk_flag[]",
	'tally' => 'medsec.tally_combine(NULL, NULL)',
	'numeric' => '12.5',
	'numeric[]' => "'{{0,10000,0.5},{10000,NULL,0.6}}'::numeric[]",
	'text' => "'holm'",
	'text[]' => "'{a,b,c}'::text[]",
);

# By the name of an argument, where its type does not say enough.
my %example_named = (
	aggregation => "'arithmetic'::text",
	'auc_final.' => "(SELECT medsec.indicators(NULL, i, i % 2) FROM generate_series(1, 9) AS i)",
	'benford.amount' => '12.5',
	'benford_combine.' => "'{1,0,0,0,1,1,1,1,1,1,1,1,1}'::bigint[]",
	'benford_final.' => "'{1,0,0,0,1,1,1,1,1,1,1,1,1}'::bigint[]",
	category => "'dibao'::text",
	directions => "'{-}'::text[]",
	'example_plan.name' => "'suqian'::text",
	factor => "'environment'::text",
	'funnel_limits.n' => '20',
	importance => "'{1,2,3,4}'::float8[]",
	(map { ("$_.low" => '-1000', "$_.high" => '1000') } qw(concentration_index concentration_difference)),
	'concentration_decomposition.labels' => "'{a}'::text[]",
	'participation_final.' => '(SELECT medsec.comoments(i, i * i) FROM generate_series(1, 9) AS i)',
	'reimbursement_combine.' => "'{1,0,50,100,80}'::bigint[]",
	'reimbursement_final.' => "'{1,0,50,100,80}'::bigint[]",
	'roc_final.' => "(SELECT medsec.indicators(NULL, i, i % 2) FROM generate_series(1, 9) AS i)",
	matrix => "'{{1,4},{0.25,1}}'::float8[]",
	'normalize.method' => "'minmax'::text",
	'normalize.high' => '9.5',
	'likert_score.high' => '9.5',
	referral => "'transfer'::text",
	steps => "'{{5000,5000},{10000,10000}}'::numeric[]",
	tier => "'city'::text",
	'to_benefit_plan.plan' => q('{"layers": [{"layer": "basic", "rate": 0.5}]}'::jsonb),
	level => "'ordinal'::text",
	model => "'3,1'::text",
	split => "'odd-even'::text",
	weights => "'{1}'::float8[]",
	row_value => "'true'::text",
	column_value => "'true'::text",
	'goodness_of_fit.shares' => "'{1,2,3,4}'::float8[]",
	'goodness_of_fit.categories' => "'{4,2,1,0}'::text[]",
	'levels.categories' => "'{4,2,1,0,7}'::text[]",
	'cohen_kappa.categories' => "'{true,false}'::text[]",
);
my %summary = (
	benford_result => 'medsec.benford(x::numeric, 1)',
	roc_curve => 'medsec.roc(x, g)',
	vulnerability_result => 'medsec.vulnerability_model(x, y)',
	comoments => 'medsec.comoments(ARRAY[x, y, z])',
	contingency => 'medsec.contingency(g, x > 7)',
	frequency => 'medsec.frequency(y)',
	indicators => "medsec.indicators('{+,-,+}', x, y, z)",
	moments => 'medsec.moments(x)',
	moments_list => 'medsec.moments_list_accum(NULL, medsec.moments(x))',
	'moments[]' => 'ARRAY[medsec.moments(x), medsec.moments(y), medsec.moments(z)]',
	moments_pair => 'medsec.moments_pair(x, g)',
	logit_model => 'medsec.logit(g, x, y, z)',
	ols_model => 'medsec.ols_clustered((x::int % 5)::bigint, z, x, y)',
	pca => 'medsec.pca(medsec.comoments(ARRAY[x, y, z]))',
	ranked => 'medsec.ranked(x, y, z + 1, (x::int % 5)::bigint)',
	sample => 'medsec.sample(x, z + 1)',
	ratings => '(array_agg(medsec.ratings_accum_rank(NULL, x::text, y::text, z)))[1]',
	'sample[]' => 'ARRAY[medsec.sample(x), medsec.sample(y), medsec.sample(z)]',
	smith => "medsec.smith(('{idealised_policy,implementing_organisation,target_group,environment}'::text[])[1 + y::int % 4], x)",
);
my $rows = '(SELECT i::float8 AS x, (i * i % 7)::float8 AS y, (i * i * i % 11)::float8 AS z, i % 2 = 0 AS g'
  . ' FROM generate_series(1, 20) i) AS rows';

sub example
{
	my ($function, $type, $default, $name) = @_;

	return $default if $default && $default !~ /^NULL/;
	for my $known ("$function.$name", $name)
	{
		return $example_named{$known} if defined $example_named{$known};
	}
	return $example{$type} if defined $example{$type};
	return "(SELECT $summary{$type} FROM $rows)" if defined $summary{$type};
	return "NULL::$type";
}

# Every function that SQL can call:
#
#   signature   as regprocedure writes it
#   name        without the schema, as are the types of medsec in
#   types       of its arguments, and
#   arguments   an SQL expression of each type: its default, or an example
#   optional    how many of them have a default
#   kind        a for an aggregate, w for a window function, f for another
sub calls
{
	my @calls = split /\n/, sql(<<'END');
SELECT p.oid::regprocedure, proname, prokind, pronargdefaults,
       array_to_string(ARRAY(
           SELECT concat_ws('=', format_type(t, NULL), coalesce(proargnames[i], ''),
               coalesce(pg_get_function_arg_default(p.oid, i::int), ''))
           FROM unnest(proargtypes) WITH ORDINALITY AS a(t, i) ORDER BY i), ';')
FROM pg_proc p
WHERE pronamespace = 'medsec'::regnamespace AND 'internal'::regtype <> ALL (proargtypes)
ORDER BY p.oid::regprocedure::text
END

	for (@calls)
	{
		my ($signature, $name, $kind, $optional, $arguments) = split /\|/;
		my @inputs = map { [ split /=/, s/^medsec\.//r, 3 ] } split /;/, $arguments // '';

		$_ = {
			signature => $signature,
			name => $name,
			kind => $kind,
			optional => $optional,
			types => [ map { $_->[0] } @inputs ],
			arguments => [ map { example($name, @$_[0, 2, 1]) } @inputs ],
		};
	}
	return @calls;
}

# A call as an expression; over a window where it must be.  Quoted, for some names
# are words of SQL.
sub called
{
	my ($call, @arguments) = @_;

	return "medsec.\"$call->{name}\"(" . join(', ', @arguments) . ')' . ($call->{kind} eq 'w' ? ' OVER ()' : '');
}

$ENV{PGDATABASE} = 'postgres';
sql("DROP DATABASE IF EXISTS $database WITH (FORCE)");
sql("CREATE DATABASE $database");
$ENV{PGDATABASE} = $database;
sql('CREATE EXTENSION medsec');


package MedsecTest::Session;

use strict;
use warnings;
use Time::HiRes qw(sleep time);

sub backend
{
	my ($self) = @_;

	return MedsecTest::sql(
		"SELECT pid FROM pg_stat_activity WHERE application_name = '$self->{name}'");
}

# Until its query runs; gives up after ten seconds.
sub wait_until_running
{
	my ($self) = @_;
	my $limit = time + 10;

	until (
		MedsecTest::sql(
			"SELECT 1 FROM pg_stat_activity WHERE application_name = '$self->{name}' AND state = 'active'"))
	{
		die "query did not start" if time > $limit;
		sleep 0.05;
	}
	return;
}

sub finish
{
	my ($self) = @_;
	my $start = time;

	waitpid $self->{child}, 0;
	my $status = $?;
	my $seconds = time - $start;
	return $status == 0 ? () : (MedsecTest::first_error(MedsecTest::slurp("$self->{files}.err")), $seconds);
}

1;
