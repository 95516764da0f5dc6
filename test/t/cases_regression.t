
# The reference cases of regressions kept outside this project, as rows of
# domain/INDEX.csv: NIST's Norris, Greene's logit and its marginal effects.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Text::ParseWords 'parse_line';
use MedsecCases;
use MedsecTest;

# statistic => [[expected, tolerance], ...] of one case; a tolerance may be relative
sub index_of
{
	my ($case) = @_;
	my %rows;

	for (split /\r?\n/, slurp(cases_folder() . '/domain/INDEX.csv'))
	{
		my ($name, undef, $statistic, undef, $expected, $tolerance, undef, $source) = parse_line(',', 0, $_);
		next unless defined $source && $name eq $case;
		push @{ $rows{$statistic} }, [ $expected, $source =~ /\[tol: rel\]/ ? $tolerance * abs($expected) : $tolerance ];
	}
	return %rows;
}

# The figures of the query, a name and a value a row, against those of the case.
# What a case asks that has no answer here is named in $skipped.
sub a_domain_case
{
	my ($case, $file, $query, $skipped) = @_;

	subtest $case => sub
	{
		my %expected = index_of($case);
		load_csv(cases_folder() . "/domain/$file");
		my %got = map { split /\|/ } split /\n/, sql("SET search_path = public, medsec; $query");

		for my $statistic (sort keys %expected)
		{
			next if $skipped && $statistic =~ $skipped;
			for my $row (@{ $expected{$statistic} })
			{
				my $value = $got{$statistic};
				ok(defined $value && abs($value - $row->[0]) <= $row->[1], $statistic)
				  or diag 'got ' . ($value // 'nothing') . ", expected $row->[0] within $row->[1]";
			}
		}
	};
	return;
}

# from sums and from rows; sums lose what 1 - R2 loses, R2 being 0.99999
a_domain_case 'C34', 'nist_norris.csv', <<'END';
SELECT f.* FROM (SELECT ols_robust(y, x) AS m FROM data OFFSET 0) AS s,
	LATERAL (SELECT CASE term WHEN '(Intercept)' THEN 'intercept' ELSE 'slope' END, estimate FROM ols(m)
		UNION ALL SELECT CASE term WHEN '(Intercept)' THEN 'se intercept' ELSE 'se slope' END, std_error FROM ols(m, NULL, 'ols')
		UNION ALL SELECT 'R2', (m).r_squared
		UNION ALL SELECT 'residual SD', (m).sigma) AS f
END
is(sql(<<'END'), "t|t|t|t|t", 'Norris from sums, to 10 digits');
SET search_path = public, medsec;
SELECT abs(a.estimate / -0.262323073774029 - 1) < 1e-10, abs(a.std_error / 0.232818234301152 - 1) < 1e-10,
	abs(b.estimate / 1.00211681802045 - 1) < 1e-13, abs(b.std_error / 0.429796848199937e-3 - 1) < 1e-10,
	abs((ols_summary(c)).sigma / 0.884796396144373 - 1) < 1e-10
FROM (SELECT comoments(y, x) AS c FROM data OFFSET 0) AS s, ols(c) AS a, ols(c) AS b
WHERE a.term = '(Intercept)' AND b.term = 'x1'
END

a_domain_case 'C33', 'spector.csv', <<'END';
SELECT f.* FROM (SELECT logit("GRADE" = 1, "GPA", "TUCE", "PSI") AS m FROM data OFFSET 0) AS s,
	LATERAL (SELECT 'logit coef ' || term, estimate FROM logit_terms(m, '{GPA,TUCE,PSI}')
		UNION ALL SELECT 'logit se ' || term, std_error FROM logit_terms(m, '{GPA,TUCE,PSI}')
		UNION ALL SELECT 'log-likelihood', (m).log_likelihood
		UNION ALL SELECT 'AUC of fitted logit', (m).auc) AS f
END

a_domain_case 'C39', 'spector.csv', <<'END', qr/at means/;
SELECT f.* FROM (SELECT logit("GRADE" = 1, "GPA", "TUCE", "PSI") AS m FROM data OFFSET 0) AS s,
	unnest('{dydx,eyex}'::text[]) AS kind, logit_effects(m, '{GPA,TUCE,PSI}', kind) AS e,
	LATERAL (VALUES (format('logit average %s %s', kind, term), estimate),
		(format('logit average %s %s delta SE', kind, term), std_error)) AS f
END

done_testing();
