# The reference cases of crossed variables kept outside this project; see cases.t.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecCases;
use MedsecTest;
use MedsecCompare;

# The table as lists, and what is said of it whatever its size.
my $figures = <<'END';
CREATE FUNCTION pg_temp.listed(t contingency, field text) RETURNS json RETURN (
	SELECT json_agg(cells ORDER BY i) FROM (
		SELECT (row_number - 1) / (chi_square_test(t)).columns AS i, json_agg(to_json(c) -> field ORDER BY row_number) AS cells
		FROM (SELECT *, row_number() OVER () FROM cells(t)) AS c GROUP BY 1) AS r);
CREATE FUNCTION pg_temp.named(t contingency, field text) RETURNS json RETURN (
	SELECT json_agg(name ORDER BY first) FROM (
		SELECT to_jsonb(c) ->> field AS name, min(row_number) AS first FROM (SELECT *, row_number() OVER () FROM cells(t)) AS c GROUP BY 1) AS r);
CREATE FUNCTION pg_temp.table_figures(t contingency) RETURNS json RETURN (
	SELECT json_build_object('n', x.n, 'rows', pg_temp.named(t, 'row_value'), 'cols', pg_temp.named(t, 'column_value'),
		'observed', pg_temp.listed(t, 'n'), 'expected', pg_temp.listed(t, 'expected'),
		'min_expected', x.min_expected, 'chi2', x.statistic, 'df', x.df, 'p', x.p_value, 'likelihood_ratio_g', x.likelihood_ratio,
		'p_g', x.likelihood_ratio_p_value, 'cramers_v', x.cramers_v, 'cramers_v_bias_corrected', cramers_v(t, true),
		'contingency_coefficient', x.contingency_coefficient, 'phi', x.phi, 'adjusted_residuals', pg_temp.listed(t, 'standardized_residual'))
	FROM chi_square_test(t, false) AS x);
END

a_case chi_square_haireye_counts => sub
{
	my ($params, $tolerance) = @_;

	agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
$figures
SELECT pg_temp.table_figures(contingency($params->{row}, $params->{col}, $params->{count})) FROM data
END
};

a_case chi_square_mtcars_am_vs_2x2 => sub
{
	my ($params, $tolerance) = @_;

	agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
$figures
SELECT pg_temp.table_figures(contingency($params->{row}, $params->{col})) FROM data
END
	agree(figures(<<"END"), 'two_by_two', relative($tolerance->{default_rel}, 'fisher' => [1e-11]));
SET search_path = public, medsec;
SELECT json_build_object('chi2_yates', x.statistic, 'p_yates', x.p_value,
	'fisher_p_two_sided', f.p_value, 'fisher_p_less', (fisher_exact_test(t, 'less')).p_value,
	'fisher_p_greater', (fisher_exact_test(t, 'greater')).p_value, 'fisher_conditional_or', f.estimate,
	'fisher_or_ci95_low', f.conf_low, 'fisher_or_ci95_high', f.conf_high,
	'odds_ratio', o.estimate, 'or_ci95_low_woolf', o.conf_low, 'or_ci95_high_woolf', o.conf_high,
	'relative_risk', r.estimate, 'rr_ci95_low', r.conf_low, 'rr_ci95_high', r.conf_high,
	'risk_difference', (risk_difference(t)).estimate, 'phi_signed', phi(t),
	'mcnemar_as_if_paired', json_build_object('chi2_continuity', m.statistic, 'p_continuity', m.p_value,
		'chi2', (mcnemar_test(t, false)).statistic, 'p', (mcnemar_test(t, false)).p_value, 'p_exact', m.exact_p_value))
FROM (SELECT contingency($params->{row}, $params->{col}) AS t FROM data) AS s, chi_square_test(t) AS x,
	fisher_exact_test(t) AS f, odds_ratio(t) AS o, risk_ratio(t) AS r, mcnemar_test(t) AS m
END
};

a_case kappa_cohen1968_3x3 => sub
{
	my ($params, $tolerance) = @_;

	agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
$figures
CREATE FUNCTION pg_temp.kappa(t contingency, weights text) RETURNS json RETURN (
	SELECT json_build_object('kappa', k.estimate, 'observed_agreement', k.observed_agreement,
		'expected_agreement', k.expected_agreement, 'se', k.std_error, 'se_null', k.std_error_null,
		'z', k.statistic, 'p', k.p_value, 'ci95_low', k.conf_low, 'ci95_high', k.conf_high)
	FROM cohen_kappa(t, weights) AS k);
SELECT json_build_object('n', n(t), 'categories', pg_temp.named(t, 'row_value'), 'table', pg_temp.listed(t, 'n'),
	'unweighted', pg_temp.kappa(t, 'none'), 'linear', pg_temp.kappa(t, 'linear'), 'quadratic', pg_temp.kappa(t, 'quadratic'),
	'percent_agreement', (cohen_kappa(t)).observed_agreement)
FROM (SELECT contingency($params->{rater1}, $params->{rater2}) AS t FROM data) AS s
END
};

done_testing();
