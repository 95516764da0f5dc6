# The reference cases of ANOVA kept outside this project; see cases.t.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecCases;
use MedsecTest;
use MedsecCompare;

# NIST's certified values.  Where decimals have become doubles, F can be as right
# as those; the F of the very doubles has no such excuse.
for my $name (qw(sirstv smls01 smls04 smls05 smls07))
{
	a_case "nist_anova_$name" => sub
	{
		my ($params, $tolerance, $expected) = @_;
		my $figures = figures(<<"END");
SET search_path = public, medsec;
SELECT json_build_object('df_between', (a).df1, 'df_within', (a).df2, 'ss_between', (a).ss_between,
	'ss_within', (a).ss_within, 'ms_between', (a).ms_between, 'ms_within', (a).ms_within, 'f', (a).statistic,
	'r_squared', (a).eta_squared, 'residual_sd', sqrt((a).ms_within))
FROM (SELECT anova(m) AS a FROM (SELECT $params->{group}, moments($params->{value}) AS m FROM data GROUP BY 1) AS g
	OFFSET 0) AS s
END
		my $lost = 10**-($expected->{max_reachable_lre_f} - 0.5);
		agree($figures, '', relative($lost > 1e-13 ? $lost : 1e-13, '^df' => [0]));
		agree({ f_of_the_doubles_exact => $figures->{f} }, '', relative($name eq 'smls07' ? 1e-10 : 1e-12));
	};
}

for my $name (qw(plantgrowth insectsprays))
{
	a_case "anova_$name" => sub
	{
		my ($params, $tolerance) = @_;
		my ($x, $g) = map { qq("$_") } @$params{qw(value group)};

		agree(figures(<<"END"), '', relative($tolerance->{default_rel}, 'tukey_ci|howell_ci' => [$tolerance->{tukey_ci_rel}, 1e-5], '(p_tukey|p_games)' => [0, $tolerance->{tukey_p_abs}]));
SET search_path = public, medsec;
CREATE TEMP VIEW groups AS SELECT $g AS grp, moments($x) AS m, sample($x) AS s FROM data GROUP BY $g;
CREATE FUNCTION pg_temp.short(a anova_result) RETURNS json RETURN json_build_object('f', (a).statistic,
	'df1', (a).df1, 'df2', (a).df2, 'p', (a).p_value);
CREATE FUNCTION pg_temp.spread(a spread_test_result) RETURNS json RETURN json_build_object('f', (a).statistic, 'p', (a).p_value);
CREATE FUNCTION pg_temp.pairs(names text[], ms moments[]) RETURNS json RETURN (
	SELECT json_agg(json_build_object('group_a', group1, 'group_b', group2, 'difference_b_minus_a', -p.estimate,
		'std_error', p.std_error, 't', -p.statistic, 'p_unadjusted', p.p_value, 'p_holm', h.p_value,
		'p_bonferroni', b.p_value, 'p_tukey', t.p_value, 'tukey_ci95_low', -t.conf_high, 'tukey_ci95_high', -t.conf_low,
		'games_howell_se', g.std_error, 'games_howell_t', -g.statistic, 'games_howell_df', g.df, 'p_games_howell', g.p_value,
		'games_howell_ci95_low', -g.conf_high, 'games_howell_ci95_high', -g.conf_low) ORDER BY group1, group2)
	FROM pairwise_t_test(names, ms, 'none', true) AS p
		JOIN pairwise_t_test(names, ms, 'holm', true) AS h USING (group1, group2)
		JOIN pairwise_t_test(names, ms, 'bonferroni', true) AS b USING (group1, group2)
		JOIN tukey_hsd(names, ms) AS t USING (group1, group2)
		JOIN games_howell(names, ms) AS g USING (group1, group2));
SELECT json_build_object('n', (a).n, 'k', (a).k, 'groups', groups, 'ss_between', (a).ss_between, 'df_between', (a).df1,
	'ms_between', (a).ms_between, 'ss_within', (a).ss_within, 'df_within', (a).df2, 'ms_within', (a).ms_within,
	'f', (a).statistic, 'p', (a).p_value, 'eta_squared', (a).eta_squared, 'omega_squared', (a).omega_squared,
	'epsilon_squared', (a).epsilon_squared, 'cohens_f', (a).cohens_f,
	'welch', pg_temp.short(w), 'brown_forsythe_equality_of_means', pg_temp.short(bf),
	'levene_mean', pg_temp.spread(l), 'levene_median', pg_temp.spread(lm),
	'bartlett', json_build_object('chi2', (b).statistic, 'df', (b).df1, 'p', (b).p_value),
	'pairwise', pg_temp.pairs(names, ms))
FROM (SELECT anova(m) AS a, welch_anova(m) AS w, brown_forsythe_anova(m) AS bf, bartlett_test(m) AS b,
		levene_test(s) AS l, brown_forsythe_test(s) AS lm, array_agg(grp ORDER BY grp) AS names, array_agg(m ORDER BY grp) AS ms,
		json_agg(json_build_object('group', grp, 'n', n(m), 'mean', mean(m), 'sd', stddev(m)) ORDER BY grp) AS groups
	FROM groups OFFSET 0) AS s
END
	};
}

done_testing();
