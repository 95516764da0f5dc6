package MedsecCompare;

# Numbers that should be near each other, alone or in nested lists and names.
#
#   figures($query)                      the one JSON value that a query answers
#   near($got, $want, $rel, $abs)        |got - want| <= rel * |want| + abs
#   differences($got, $want, $tolerance) what is not near, as lines of text
#   same_figures($got, $want, $tolerance, $name)  a test: two queries answer the same
#
# A tolerance is a function of a figure's path, for example "welch/p_two_sided",
# that answers (rel, abs).  Only the figures of got are compared: each must be in
# want too.

use strict;
use warnings;
use Exporter 'import';
use JSON::PP ();
use Test::More;
use MedsecTest ();

our @EXPORT = qw(figures near differences same_figures leaves);

sub figures
{
	my ($query) = @_;

	return JSON::PP->new->allow_nonref->decode(MedsecTest::sql($query));
}

sub is_number
{
	my ($value) = @_;

	return !ref $value && $value =~ /\A-?[0-9.]+(?:[eE][-+]?[0-9]+)?\z/;
}

sub near
{
	my ($got, $want, $rel, $abs) = @_;

	return !defined $got && !defined $want if !defined $got || !defined $want;
	return "$got" eq "$want" unless is_number($got) && is_number($want);
	return abs($got - $want) <= ($rel // 0) * abs($want) + ($abs // 0);
}

sub shown
{
	my ($value) = @_;

	return 'NULL' if !defined $value;
	return is_number($value) ? sprintf('%.17g', $value) : $value;
}

# path => value of everything that is no list and has no names.
sub leaves
{
	my ($value, $path) = @_;
	my $below = defined $path ? "$path/" : '';

	return map { leaves($value->{$_}, "$below$_") } sort keys %$value if ref $value eq 'HASH';
	return map { leaves($value->[$_], "$below$_") } 0 .. $#$value if ref $value eq 'ARRAY';
	return ($path // '' => JSON::PP::is_bool($value) ? ($value ? 'true' : 'false') : $value);
}

sub differences
{
	my ($got, $want, $tolerance) = @_;
	my %got = leaves($got);
	my %want = leaves($want);
	my @lines;

	for my $path (sort keys %got)
	{
		if (!exists $want{$path})
		{
			push @lines, "$path: not expected";
			next;
		}
		my ($rel, $abs) = $tolerance->($path);
		next if near($got{$path}, $want{$path}, $rel, $abs);
		push @lines, sprintf '%s: got %s, want %s', $path, shown($got{$path}), shown($want{$path});
	}
	return @lines;
}

sub same_figures
{
	my ($got, $want, $tolerance, $name) = @_;
	my @wrong = eval { differences(figures($got), figures($want), $tolerance) };
	push @wrong, $@ if $@;

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return ok(!@wrong, $name) || diag join "\n", @wrong[0 .. ($#wrong < 20 ? $#wrong : 20)];
}

1;
