# A NULL in any place never harms: every function of medsec, support functions
# called by hand included, takes NULL for each argument and for all of them, and
# the aggregates also an empty set, rows of NULL, and one row.  The answer may be
# NULL, a value or a proper error, but the server lives and the error is not an
# internal one.

use strict;
use warnings;
use lib 'test/t/lib';
use MedsecTest;

my $started = sql('SELECT pg_postmaster_start_time()');

# Does this call end well?  All the calls of a function go in one test.
sub ends_well
{
	my ($call) = @_;
	my ($state, $message) = sql_error("SELECT $call");

	return '' if !defined $state || $state =~ /^(?:22|42|0A|54)/;
	return "$call: $state $message";
}

for my $call (calls())
{
	my @types = @{ $call->{types} };
	my @null = map { 'NULL::' . ($_ eq '"any"' ? 'float8' : $_) } @types;
	my @tries = ([@null]);

	for my $i (0 .. $#types)
	{
		my @arguments = map { example($_) } @types;
		$arguments[$i] = $null[$i];
		push @tries, \@arguments;
	}

	my @from = ('', $call->{kind} eq 'a' ? map { " FROM generate_series(1, $_)" } 0, 1, 3 : ());
	my @wrong;
	for my $arguments (@tries)
	{
		my $expression = "$call->{name}(" . join(', ', @$arguments) . ')';
		push @wrong, grep { $_ ne '' } map { ends_well("$expression$_") } @from;
	}
	is(join("\n", @wrong), '', $call->{signature});
}

is(sql('SELECT pg_postmaster_start_time()'), $started, 'the server has not restarted');

done_testing;
