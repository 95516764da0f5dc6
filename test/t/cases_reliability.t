# The reference cases of reliability and agreement kept outside this project; see
# cases.t.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecCases;
use MedsecTest;
use MedsecCompare;

for my $name (qw(attitude bfi_agreeableness_nulls))
{
	a_case "reliability_$name" => sub
	{
		my ($params, $tolerance, $expected) = @_;
		my %reversed = map { $_ => 1 } @{ $params->{reverse} };
		my ($low, $high) = @{ $params->{scale_min_max} // [] };
		my $columns = join ', ', map { $reversed{$_} ? ($low + $high) . " - \"$_\"" : "\"$_\"" } @{ $params->{items} };
		my $labels = join ',', @{ $params->{items} };

		agree(figures(<<"END"), '', relative($tolerance->{default_rel} // 1e-9, 'omega' => [ 1e-5 ]));
SET search_path = public, medsec;
SELECT json_build_object('n', (a).n, 'n_items', (a).k, 'cronbach_alpha', (a).estimate, 'standardized_alpha', (a).standardized,
	'average_interitem_r', (a).average_r, 'median_interitem_r', (a).median_r,
	'alpha_ci95_feldt_low', (a).conf_low, 'alpha_ci95_feldt_high', (a).conf_high,
	'guttman_lambda2', (a).lambda2, 'guttman_lambda6_smc_raw', (a).lambda6,
	'scale_mean', (a).mean, 'scale_sd', (a).sd, 'sem_measurement', (a).std_error_measurement,
	'items', (SELECT json_agg(json_build_object('item', item, 'n', n, 'mean', mean, 'sd', sd,
			'item_total_correlation', item_total_correlation,
			'corrected_item_total_correlation', corrected_item_total_correlation,
			'alpha_if_deleted', alpha_if_deleted, 'std_alpha_if_deleted', standardized_alpha_if_deleted,
			'scale_mean_if_deleted', scale_mean_if_deleted, 'scale_variance_if_deleted', scale_variance_if_deleted,
			'squared_multiple_correlation', squared_multiple_correlation))
		FROM item_analysis(c, '{$labels}')),
	'split_half_odd_even', json_build_object('r', (o).correlation, 'spearman_brown', (o).spearman_brown, 'guttman_lambda4', (o).guttman),
	'split_half_first_second', json_build_object('n_first', (f).k1, 'r', (f).correlation,
		'spearman_brown_equal_length', (f).spearman_brown, 'guttman_lambda4', (f).guttman),
	'omega_total_1factor_ml_standardised', (w).standardized, 'omega_total_1factor_ml_raw', (w).estimate)
FROM (SELECT c, cronbach_alpha(c) AS a, split_half(c) AS o, split_half(c, 'first-second') AS f, mcdonald_omega(c) AS w
	FROM (SELECT comoments($columns) AS c FROM data) AS s OFFSET 0) AS s
END
	};
}

a_case icc_shrout_fleiss => sub
{
	my ($params, $tolerance) = @_;

	agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
SELECT json_build_object('n_subjects', (any_of).n, 'n_raters', (any_of).k, 'ms_subjects', (any_of).ms_subjects,
	'ms_raters', (any_of).ms_raters, 'ms_error', (any_of).ms_error, 'ms_within', (any_of).ms_within,
	'sem_agreement', (any_of).std_error_measurement, 'sdc95', (any_of).smallest_detectable_change, 'icc', all_of)
FROM (SELECT icc(c) AS any_of, (SELECT json_object_agg(model, json_build_object('icc', i.estimate, 'f', i.statistic,
			'df1', i.df1, 'df2', i.df2, 'p', i.p_value, 'ci95_low', i.conf_low, 'ci95_high', i.conf_high))
		FROM unnest('{ICC1,ICC2,ICC3,ICC1k,ICC2k,ICC3k}'::text[]) AS model, icc(c, model) AS i) AS all_of
	FROM (SELECT comoments(scores) AS c
		FROM (SELECT array_agg($params->{value} ORDER BY $params->{rater}) AS scores FROM data GROUP BY $params->{subject}) AS s) AS s
	OFFSET 0) AS s
END
};

#
# The cases of the domain: rows of an index.
#

my $folder = cases_folder() . '/domain';

sub check_rows
{
	my ($pattern, $got, $rows) = @_;

	for my $row (split /\n/, slurp("$folder/INDEX.csv"))
	{
		my ($case, $file, $statistic, $args, $expected, $tol) =
		  map { s/^"|"$//gr } $row =~ /("[^"]*"|[^,]*)(?:,|$)/g;
		next unless "$case $file $statistic" =~ $pattern;
		my $value = $got->($statistic);
		ok(near($value, $expected, $tol =~ /^rel *([0-9.e-]+)/ ? $1 : 0, $tol =~ /^rel/ ? 0 : $tol), "$case $statistic")
		  or diag "got $value, want $expected";
		$rows++;
	}
	return $rows // 0;
}

subtest 'Krippendorff' => sub
{
	load_csv("$folder/krippendorff12.csv");
	my $alpha = figures(<<'END');
SELECT json_object_agg(level, (alpha).estimate) FROM (SELECT level, medsec.krippendorff_alpha(unit, coder, value, level) AS alpha
FROM data, unnest('{nominal,ordinal,interval,ratio}'::text[]) AS level GROUP BY level OFFSET 0) AS s
END
	cmp_ok(check_rows(qr/^C17 .*krippendorff/, sub { return $alpha->{ $_[0] =~ s/.* //r } }), '>', 0, 'there are figures');
};

subtest 'KR-20 and Likert items' => sub
{
	for my $file (qw(kr20_10x8.csv likert10x8.csv))
	{
		load_csv("$folder/$file");
		my $figures = figures(<<'END');
SET search_path = public, medsec;
SELECT json_build_object('alpha', (a).estimate, 'standardised', (a).standardized, 'items',
	(SELECT json_object_agg(item, json_build_object('CITC', corrected_item_total_correlation, 'deleted', alpha_if_deleted))
	FROM item_analysis(c, '{q1,q2,q3,q4,q5,q6,q7,q8}')))
FROM (SELECT c, cronbach_alpha(c) AS a FROM (SELECT comoments(q1, q2, q3, q4, q5, q6, q7, q8) AS c FROM data) AS s OFFSET 0) AS s
END
		cmp_ok(check_rows(qr/^C15 \Q$file\E/, sub
		{
			my ($statistic) = @_;
			return $figures->{standardised} if $statistic =~ /standardised/;
			return $figures->{items}{$1}{CITC} if $statistic =~ /CITC (q\d)/;
			return $figures->{items}{$1}{deleted} if $statistic =~ /deleted (q\d)/;
			return $figures->{alpha};
		}), '>', 0, "$file: there are figures");
	}
};

done_testing();
