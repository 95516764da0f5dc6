# The reference cases of tests by ranks kept outside this project; see cases.t.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecCases;
use MedsecTest;
use MedsecCompare;

for my $name (qw(plantgrowth_trt1_trt2 smallexact toothgrowth_ties))
{
	a_case "mann_whitney_$name" => sub
	{
		my ($params, $tolerance, $expected) = @_;
		my ($x, $g) = map { qq("$_") } @$params{qw(value group)};
		my $rel = relative($tolerance->{default_rel});
		my $samples = "(SELECT sample($x) FILTER (WHERE $g = '$params->{group1}') AS a,"
		  . " sample($x) FILTER (WHERE $g = '$params->{group2}') AS b FROM data) AS s";
		my $call = sub { return "mann_whitney_test(a, b, '$_[0]', $_[1], correct => $_[2])" };

		agree(figures(<<"END"), '', $rel);
SET search_path = public, medsec;
SELECT json_build_object('n1', n1, 'n2', n2, 'median1', median1, 'median2', median2,
	'rank_sum1', rank_sum1, 'rank_sum2', rank_sum2, 'mean_rank1', mean_rank1, 'mean_rank2', mean_rank2,
	'u1', statistic, 'u2', n1 * n2 - statistic, 'u_min', least(statistic, n1 * n2 - statistic),
	'hodges_lehmann', estimate, 'rank_biserial', rank_biserial, 'auc_prob_superiority', superiority,
	'p_two_sided_asymptotic_continuity', p_value,
	'p_less_asymptotic_continuity', (@{[ $call->('less', 'false', 'true') ]}).p_value,
	'p_greater_asymptotic_continuity', (@{[ $call->('greater', 'false', 'true') ]}).p_value,
	'p_two_sided_asymptotic_no_continuity', (@{[ $call->('two-sided', 'false', 'false') ]}).p_value,
	'z_no_continuity', (@{[ $call->('two-sided', 'false', 'false') ]}).z,
	'hl_ci95_asymptotic_order_stat', json_build_object('low', conf_low, 'high', conf_high),
	'exact_permutation_with_ties', json_build_object(
		'p_two_sided', (@{[ $call->('two-sided', 'true', 'true') ]}).p_value,
		'p_less', (@{[ $call->('less', 'true', 'true') ]}).p_value,
		'p_greater', (@{[ $call->('greater', 'true', 'true') ]}).p_value),
	'brunner_munzel', (SELECT json_build_object('statistic', b.statistic, 'df', b.df, 'p_two_sided', b.p_value,
		'relative_effect_p_x_less_y', b.estimate) FROM brunner_munzel_test(a, b) AS b))
FROM $samples, @{[ $call->('two-sided', 'false', 'true') ]} AS t
END
		agree(figures(<<"END"), '', $rel) if exists $expected->{exact};
SET search_path = public, medsec;
SELECT json_build_object('exact', json_build_object('p_two_sided', p_value, 'hl', estimate, 'ci95_low', conf_low,
	'ci95_high', conf_high, 'achieved_conf_level', achieved_level,
	'p_less', (mann_whitney_test(a, b, 'less')).p_value, 'p_greater', (mann_whitney_test(a, b, 'greater')).p_value))
FROM $samples, mann_whitney_test(a, b) AS t
END
		sql_ok(<<"END", 'in one step');
SET search_path = public, medsec;
SELECT mann_whitney_test($x, $g = '$params->{group1}') FILTER (WHERE $g IN ('$params->{group1}', '$params->{group2}'))
	= (SELECT mann_whitney_test(a, b) FROM $samples) FROM data
END
	};
}

a_case wilcoxon_paired_sleep => sub
{
	my ($params, $tolerance) = @_;
	my ($x, $y) = map { qq("$_") } @$params{qw(first second)};

	agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
SELECT json_build_object('n_pairs', t.n, 'n_zero', n_zero, 'n_used', t.n - n_zero, 'sum_positive_ranks_v', statistic,
	'sum_negative_ranks', rank_sum_below, 'sum_signed_ranks', statistic - rank_sum_below,
	'median_difference', t.median, 'pseudomedian_hl_nonzero', estimate, 'matched_rank_biserial', rank_biserial,
	'p_two_sided_asymptotic_continuity', p_value,
	'p_two_sided_asymptotic_no_continuity', (wilcoxon_test(d, correct => false)).p_value,
	'z_no_continuity', (wilcoxon_test(d, correct => false)).z,
	'exact_with_ties', json_build_object('p_two_sided', (wilcoxon_test(d, exact => true)).p_value,
		'p_less', (wilcoxon_test(d, 0, 'less', true)).p_value, 'p_greater', (wilcoxon_test(d, 0, 'greater', true)).p_value))
FROM (SELECT sample(round(($x - $y)::numeric, 10)::float8) AS d, wilcoxon_test_paired($x, $y) AS t FROM data OFFSET 0) AS s,
	LATERAL (SELECT (s.t).*) AS t
END
};

a_case friedman_orchard => sub
{
	my ($params, $tolerance) = @_;

	agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
SELECT json_build_object('n_subjects', (f).n, 'k', (f).k, 'friedman', json_build_object('chi2', (f).statistic,
	'df', (f).df, 'p', (f).p_value, 'kendalls_w', (f).kendalls_w,
	'mean_ranks', (SELECT json_object_agg(c, r) FROM unnest(names, (f).mean_ranks) AS u(c, r))))
FROM (SELECT friedman_test(x) AS f, min(names) AS names
	FROM (SELECT array_agg($params->{value} ORDER BY $params->{condition}) AS x,
		array_agg($params->{condition} ORDER BY $params->{condition}) AS names FROM data GROUP BY $params->{subject}) AS b
	OFFSET 0) AS s
END
};

for my $name (qw(cars slid_nulls))
{
	a_case "correlation_$name" => sub
	{
		my ($params, $tolerance) = @_;
		my ($x, $y) = map { qq("$_") } @$params{qw(x y)};

		agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
SELECT json_build_object('n', (s).n, 'spearman_rho', (s).estimate, 'spearman_t', (s).statistic,
	'spearman_p_t_approx', (s).p_value, 'kendall_tau_b', (k).estimate, 'kendall_z', (k).statistic,
	'kendall_p_normal', (k).p_value)
FROM (SELECT spearman($x, $y) AS s, kendall($x, $y) AS k FROM data OFFSET 0) AS c
END
	};
}

done_testing();
