package MedsecCases;

# The reference cases kept outside this project, one at a time.  A case is a
# folder with input.csv and expected.json.
#
#   a_case $name => sub { my ($params, $tolerance, $expected) = @_; ... }
#                                a subtest; its table is "data", its rows counted by "row"
#   agree($got, $place, $tolerance)  are these figures, at this place, as expected?
#   relative($rel, $pattern => [$rel, $abs], ...)  a tolerance, others where the path says so
#   load_csv($file)              the table "data" alone
#
#   expected()                   all that the case expects
#   quoted($name)                a column's name in SQL
#
# What stands in a case and is not asked is listed by prove -v.  Where the folder is
# not, all is skipped; so this module comes before those that want a server.

use strict;
use warnings;
use Exporter 'import';
use FindBin;
use JSON::PP ();
use Test::More;

my $cases;

BEGIN
{
	$cases = $ENV{MEDSEC_CASES} // "$FindBin::Bin/../../../shared/cases";
	plan skip_all => 'the folder of reference cases is not here (MEDSEC_CASES)'
	  unless -e "$cases/stats" && -e "$cases/domain";
}

use MedsecTest;
use MedsecCompare;

our @EXPORT = qw(a_case agree expected relative load_csv quoted slurp cases_folder);

my (%compared, $expected, @wrong);

sub cases_folder { return $cases }
sub expected { return $expected }
sub slurp { return MedsecTest::slurp(@_) }

sub quoted
{
	my ($name) = @_;
	return '"' . $name =~ s/"/""/gr . '"';
}

sub load_csv
{
	my ($file) = @_;
	my ($head, @lines) = split /\r?\n/, slurp($file);
	my @names = split /,/, $head;
	my @cells = map { [split /,/, $_, -1] } @lines;
	my @columns;

	for my $j (0 .. $#names)
	{
		my $words = grep { ($_->[$j] // '') !~ /\A(?:-?[0-9.]+(?:[eE][-+]?[0-9]+)?|-?Infinity|NaN|)\z/ } @cells;
		push @columns, quoted($names[$j]) . ($words ? ' text' : ' float8');
	}
	sql('DROP TABLE IF EXISTS data; CREATE TABLE data ('
		  . join(', ', @columns)
		  . ', row int GENERATED ALWAYS AS IDENTITY);'
		  . "\n\\copy data ("
		  . join(', ', map { quoted($_) } @names)
		  . ") FROM '$file' CSV HEADER");
	return;
}

sub agree
{
	my ($got, $place, $tolerance) = @_;
	my $want = $expected;

	$want = $want->{$_} for grep { $_ ne '' } split m{/}, $place;
	my %found = leaves($got, $place eq '' ? undef : $place);
	@compared{ keys %found } = ();
	push @wrong, map { $place eq '' ? $_ : "$place/$_" } differences($got, $want, $tolerance);
	return;
}

sub a_case
{
	my ($name, $ask) = @_;

	subtest $name => sub
	{
		my $case = JSON::PP->new->decode(
			slurp("$cases/stats/$name/expected.json") =~ s/:\s*(-?Infinity|NaN)/: "$1"/gr);
		%compared = ();
		@wrong = ();
		$expected = $case->{expected};
		load_csv("$cases/stats/$name/input.csv");
		$ask->($case->{params}, $case->{tolerance}, $expected);

		my %all = leaves($expected);
		my $figures = keys %compared;
		note "not asked: $_" for grep { !exists $compared{$_} } sort keys %all;
		cmp_ok($figures, '>', 0, 'there are figures to compare');
		ok(!@wrong, "$figures figures") or diag join "\n", @wrong;
	};
	return;
}

sub relative
{
	my ($rel, %others) = @_;

	return sub
	{
		my ($path) = @_;
		for my $pattern (sort keys %others)
		{
			return @{ $others{$pattern} } if $path =~ /$pattern/;
		}
		return ($rel, 0);
	};
}

1;
