# The reference cases of normality kept outside this project; see cases.t.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecCases;
use MedsecTest;
use MedsecCompare;

for my $name (qw(precip chile_statusquo_nulls))
{
	a_case "normality_$name" => sub
	{
		my ($params, $tolerance) = @_;

		agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
SELECT json_build_object('n', (w).n,
	'shapiro_wilk', json_build_object('w', (w).statistic, 'p', (w).p_value),
	'anderson_darling', json_build_object('a2', (a).statistic, 'a2_star', (a).adjusted_statistic, 'p', (a).p_value),
	'ks_lilliefors', json_build_object('d', (l).statistic, 'p_dallal_wilkinson', (l).p_value))
FROM (SELECT shapiro_wilk_test("$params->{value}") AS w, anderson_darling_test("$params->{value}") AS a,
	lilliefors_test("$params->{value}") AS l FROM data OFFSET 0) AS s
END
	};
}

done_testing();
