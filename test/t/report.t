# The report of the demo, opened in a browser: every chart is drawn from its
# rows, nothing is cut off, nothing complains, and nothing is fetched.

use strict;
use warnings;
use lib 'test/t/lib';
use File::Temp;
use JSON::PP;
use MedsecTest;

sub trimmed
{
	my ($text) = @_;

	return $text =~ s/\s+\z//r;
}

my ($browser) = grep { -x } map { ("/usr/bin/$_", "/usr/local/bin/$_") } qw(chromium chromium-browser google-chrome);
my $report = project() . '/demo/report';

plan skip_all => 'no chromium here (script/bootstrap demo installs it)' unless $browser;
plan skip_all => 'no JavaScript packages here (script/bootstrap demo installs them)'
  unless -e "$report/node_modules/playwright-core" && -e "$report/node_modules/vega";

my $folder = File::Temp->newdir;
my $page = "$folder/report.html";
my $demo = database() . '_demo';

# Twice, so that the second run finds what the first has left; the second one
# with real data, where there are any.
my $data = $ENV{MEDSEC_DATA} // project() . '/../shared/data';
my @real = -d $data ? ('--data', $data) : ();
note("without real data: no folder $data") unless @real;

for my $real ([], \@real)
{
	my @arguments = ('--size', 400, '--database', $demo, '--out', $page, @$real);
	my ($status, $out, $err) = run_program(project() . '/demo/run', @arguments);

	is($status, 0, 'demo/run') or diag($err);
	is($err, '', 'complains of nothing');
	like($out, qr/^Report +\Q$page\E$/m, 'says where the report is');
	like($out, @$real ? qr/^Real data +from /m : qr/^Real data +not asked for/m, 'and whether it used real data');
}
{
	local $ENV{PGDATABASE} = 'postgres';
	sql("DROP DATABASE IF EXISTS $demo WITH (FORCE)");
}
ok(-s $page, 'the report is there');

my ($status, $out, $err) = run_program('node', "$report/check.js", $page, $browser);
is($status, 0, 'the browser opens it') or diag($err);
my $found = $status == 0 ? JSON::PP->new->decode($out) : {};

is_deeply($found->{errors}, [], 'no error and no warning on the console');
is_deeply($found->{requests}, [], 'nothing is fetched');
cmp_ok($found->{specs}, '>', 0, 'there are charts');
is($found->{drawn}, $found->{specs}, 'every specification is drawn');

# Every SQL file of the report has its figure, and is what stands beside it.
my @files = map { /([^\/]+)\.sql$/ } glob "$report/*.sql";
@files = grep { !/-real-/ } @files unless @real;
is_deeply([sort map { $_->{name} } @{ $found->{figures} }], [sort @files], 'a figure for every SQL file');
for my $figure (@{ $found->{figures} })
{
	my $file = "$report/$figure->{name}.sql";

	is(trimmed($figure->{sql}), trimmed(-e $file ? MedsecTest::slurp($file) : ''), "$figure->{name}: its SQL stands beside it");
}

# What the studies compare, whatever the size: seven items, five answers, ten districts;
# nine years, eight hospitals, 16
# indicators (13 of a hospital), three dimensions; fifteen towns, ten years, four
# scenarios; twenty hospitals with six kinds of leads; four factors, three roles, six
# villages, ten services, six parties to a bill.
my %rows = (
	'13-suzhou-items' => 7 * 2,
	'17-suzhou-scale' => 7 * 2,
	'18-suzhou-likert' => 7 * 2 * 5,
	'19-suzhou-pairs' => 45,
	'1a-suzhou-odds' => 3 * 2,
	'25-shantou-years' => 9,
	'27-shantou-indicator-score' => 9,
	'28-shantou-judges' => 5 * 4,
	'29-shantou-weights' => 16 * 4,
	'30-shantou-dimensions' => 9 * 4,
	'31-shantou-hospital-dimensions' => 8 * 3,
	'32-shantou-hospital-methods' => 8 * 5,
	'34-shantou-rank-range' => 8,
	'36-weishan-participation' => 15 * 3,
	'37-weishan-elasticity' => 10,
	'38-weishan-fund' => 10 * 2,
	'39-weishan-fan' => 10 + 4 * 11,
	'3a-weishan-layers' => 5 * 2,
	'3c-weishan-catastrophic' => 10,
	'3d-weishan-account' => 10,
	'43-scounty-fifths' => 10,
	'44-scounty-thresholds' => 16,
	'45-scounty-measures' => 12,
	'49-scounty-townships' => 16,
	'4d-scounty-peers' => 20,
	'4e-scounty-digits' => 90,
	'4h-scounty-deaths' => 8 * 2,
	'4i-scounty-leads' => 20 * 6,
	'51-jtown-served' => 6 * 2,
	'52-jtown-factors' => 4 * 3,
	'53-jtown-tension' => 6 * 4,
	'54-jtown-mentions' => 4 * 2,
	'55-jtown-quadrants' => 10,
	'57-jtown-list' => 12,
	'58-jtown-categories' => 4,
	'59-jtown-incidence' => 5,
	'5a-jtown-waterfall' => 7,
	'5b-jtown-parties' => 4 * 6,
);
my %count = map { $_->{figure} => $_->{rows} } @{ $found->{wide}{charts} };
is($count{$_}, $rows{$_}, "$_: compares all there are") for sort keys %rows;

for my $window (qw(wide narrow))
{
	my $charts = $found->{$window}{charts};

	is($found->{$window}{overhang}, 0, "the page is no wider than a $window window");
	is(scalar @$charts, $found->{specs}, "every specification has its place in a $window window");
	for my $chart (@$charts)
	{
		my $name = "$chart->{figure}, $window";

		cmp_ok($chart->{rows}, '>', 0, "$name: has rows");
		cmp_ok($chart->{items}, '>=', $chart->{rows}, "$name: draws all of them");
		cmp_ok($chart->{shapes}, '>', 0, "$name: in shapes that can be seen");
		is($chart->{lost}, 0, "$name: each at its place");
		is_deeply($chart->{unused}, [], "$name: every colour of the legend is drawn");
		is_deeply($chart->{$_}, [], "$name: no label is $_") for qw(cut shortened overlapping);
		isnt($chart->{description}, '', "$name: is described for those who do not see it");
	}
}

done_testing();
