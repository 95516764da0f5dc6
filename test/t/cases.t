# The reference cases kept outside this project: every figure of theirs that the
# extension has.  A case is a folder with input.csv and expected.json, or a row of
# domain/INDEX.csv.  What stands in a case and is not asked here is listed by
# prove -v: other topics' figures, mostly.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecCases;
use MedsecTest;
use MedsecCompare;

#
# The words of the cases in SQL.
#

sql(<<'END');
SET search_path = public, medsec;

CREATE FUNCTION described(m moments) RETURNS json RETURN (
	SELECT json_build_object('n', n(m), 'mean', mean(m), 'sd', stddev(m), 'variance', variance(m),
		'sem', std_error(m), 'ci95_low', d.conf_low, 'ci95_high', d.conf_high,
		'min', minimum(m), 'max', maximum(m))
	FROM describe(m) AS d);

-- a t test asked for both sides, either side, at three levels
CREATE FUNCTION t_figures(two_sided t_test_result, less t_test_result, greater t_test_result,
	level90 t_test_result, level99 t_test_result) RETURNS json RETURN json_build_object(
	't', (two_sided).statistic, 'df', (two_sided).df, 'p_two_sided', (two_sided).p_value,
	'p_less', (less).p_value, 'p_greater', (greater).p_value, 'std_error', (two_sided).std_error,
	'ci95_low', (two_sided).conf_low, 'ci95_high', (two_sided).conf_high,
	'ci90_low', (level90).conf_low, 'ci90_high', (level90).conf_high,
	'ci99_low', (level99).conf_low, 'ci99_high', (level99).conf_high,
	'ci95_less_upper', (less).conf_high, 'ci95_greater_lower', (greater).conf_low,
	'r_squared', (two_sided).r_squared);

CREATE FUNCTION two_samples(a moments, b moments, mu float8, equal boolean) RETURNS json RETURN t_figures(
	t_test(a, b, mu, 'two-sided', equal), t_test(a, b, mu, 'less', equal), t_test(a, b, mu, 'greater', equal),
	t_test(a, b, mu, 'two-sided', equal, 0.90), t_test(a, b, mu, 'two-sided', equal, 0.99));

CREATE FUNCTION adequacy(c comoments, items text[]) RETURNS json RETURN json_build_object(
	'kmo', (kmo(c)).kmo, 'determinant', (kmo(c)).determinant,
	'msa', (SELECT json_object_agg(item, msa) FROM kmo_items(c, items)),
	'bartlett', (SELECT json_build_object('chi2', statistic, 'df', df, 'p', p_value)
		FROM bartlett_sphericity(c)),
	'correlation', array_to_json(correlation(c)));

-- {"PC1": {"item": value, ...}, ...}
CREATE FUNCTION by_component(p pca, items text[], prefix text, field text) RETURNS json RETURN (
	SELECT json_object_agg(component, by_item) FROM (
		SELECT prefix || component AS component, json_object_agg(item, to_json(l) -> field) AS by_item
		FROM pca_loadings(p, items) AS l GROUP BY l.component) AS c);
END

#
# Univariate: NIST's certified values.
#

for my $name (qw(lew numacc1 numacc3 pidigits))
{
	a_case "nist_$name" => sub
	{
		my ($params, $tolerance) = @_;
		my $figures = figures(
			'SET search_path = public, medsec; SELECT json_build_object(\'n\', n(m), \'mean\', mean(m),'
			  . " 'sd', stddev(m)) FROM (SELECT moments($params->{value}) AS m FROM data) AS s");

		# Digits lost when the decimals became doubles are not asked for.
		my $digits = expected->{max_reachable_lre_sd};
		agree($figures, '', relative($tolerance->{mean_rel},
			'^sd$' => [defined $digits ? 10**-($digits - 0.5) : 1e-14]));

		# The standard deviation of the very doubles has no such excuse.
		agree({ sd_of_the_doubles_exact => $figures->{sd} }, '', relative(1e-14));
	};
}

#
# Normality.
#

for my $name (qw(precip chile_statusquo_nulls))
{
	a_case "normality_$name" => sub
	{
		my ($params, $tolerance) = @_;

		agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
SELECT json_build_object('n', n(m), 'mean', mean(m), 'sd', stddev(m),
	'skewness_g1', skewness(m, 'population'), 'kurtosis_excess_g2', kurtosis(m, 'population'),
	'skewness_G1_sas_spss', skewness(m), 'kurtosis_G2_sas_spss', kurtosis(m),
	'dagostino_pearson', json_build_object('z_skew', d.z_skewness, 'z_kurt', d.z_kurtosis,
		'k2', d.statistic, 'p', d.p_value),
	'jarque_bera', json_build_object('jb', j.statistic, 'p', j.p_value))
FROM (SELECT moments($params->{value}) AS m FROM data) AS s, dagostino_test(m) AS d, jarque_bera_test(m) AS j
END
	};
}

#
# t tests.
#

sub t_tolerance
{
	my ($tolerance) = @_;

	return relative($tolerance->{default_rel},
		'cohens_d.*_ci95' => [0, $tolerance->{noncentral_ci_abs}]);
}

for my $name (qw(mtcars_mpg_am synth_nulls_20k toothgrowth))
{
	a_case "ttest_two_$name" => sub
	{
		my ($params, $tolerance) = @_;
		my ($value, $group) = map { quoted($_) } @$params{qw(value group)};
		my ($low, $high) = @{ expected->{tost} }{qw(bound_low bound_high)};
		my $rule = t_tolerance($tolerance);

		agree(figures(<<"END"), '', $rule);
SET search_path = public, medsec;
SELECT json_build_object('group1', described(a), 'group2', described(b),
	'mean_difference', t.estimate,
	'student', two_samples(a, b, $params->{mu}, true), 'welch', two_samples(a, b, $params->{mu}, false),
	'cohens_d', t.cohens_d, 'cohens_d_ci95_low', t.cohens_d_low, 'cohens_d_ci95_high', t.cohens_d_high,
	'hedges_g', t.hedges_g,
	'f_test', json_build_object('f_larger_over_smaller', t.f_statistic, 'df_numerator', t.f_df1,
		'df_denominator', t.f_df2, 'p_two_sided', t.f_p_value,
		'variance_ratio_1_over_2', f.estimate, 'ratio_ci95_low', f.conf_low, 'ratio_ci95_high', f.conf_high),
	'tost', json_build_object('bound_low', w.low, 'bound_high', w.high,
		'welch_p_lower', w.p_value_low, 'welch_p_upper', w.p_value_high, 'welch_p', w.p_value,
		'student_p_lower', s.p_value_low, 'student_p_upper', s.p_value_high, 'student_p', s.p_value))
FROM (SELECT moments($value) FILTER (WHERE $group\::text = '$params->{group1}') AS a,
		moments($value) FILTER (WHERE $group\::text = '$params->{group2}') AS b FROM data) AS m,
	t_test(a, b) AS t, f_test_variance(a, b) AS f,
	tost(a, b, $low, $high) AS w, tost(a, b, $low, $high, true) AS s
END

		# The same in one step, from rows where value or group may be NULL.
		agree(figures(<<"END"), '', $rule);
SET search_path = public, medsec;
SELECT json_build_object('mean_difference', t.estimate,
	'group1', json_build_object('n', t.n1, 'mean', t.mean1, 'sd', t.sd1),
	'group2', json_build_object('n', t.n2, 'mean', t.mean2, 'sd', t.sd2),
	'welch', json_build_object('t', t.statistic, 'df', t.df, 'p_two_sided', t.p_value))
FROM (SELECT (t_test($value, $group\::text = '$params->{group1}')).* FROM data
	WHERE $group IS NULL OR $group\::text IN ('$params->{group1}', '$params->{group2}')) AS t
END
	};
}

for my $name (qw(sleep synth_nulls_3k))
{
	a_case "ttest_paired_$name" => sub
	{
		my ($params, $tolerance) = @_;
		my ($x, $y) = map { quoted($_) } @$params{qw(first second)};
		my ($low, $high) = @{ expected->{tost} }{qw(bound_low bound_high)};

		agree(figures(<<"END"), '', t_tolerance($tolerance));
SET search_path = public, medsec;
CREATE FUNCTION pg_temp.common(t t_test_paired_result) RETURNS t_test_result RETURN ROW(
	(t).method, (t).alternative, (t).estimate, (t).std_error, (t).statistic, (t).df, (t).p_value, (t).stars,
	(t).conf_low, (t).conf_high, (t).conf_level, (t).n1, (t).mean1, (t).sd1, (t).n2, (t).mean2, (t).sd2,
	(t).cohens_d, (t).cohens_d_low, (t).cohens_d_high, (t).hedges_g, (t).r_squared,
	(t).f_statistic, (t).f_df1, (t).f_df2, (t).f_p_value, (t).log10_p_value, (t).n_missing, (t).note)::t_test_result;
SELECT json_build_object('n_pairs', (t).n1, 'first', described(a), 'second', described(b),
	'difference', described(d), 'mean_difference', (t).estimate, 'sd_difference', stddev(d),
	'sem_difference', (t).std_error,
	't_test', t_figures(pg_temp.common(t), pg_temp.common(t_test_paired(c, alternative => 'less')),
		pg_temp.common(t_test_paired(c, alternative => 'greater')),
		pg_temp.common(t_test_paired(c, conf_level => 0.90)), pg_temp.common(t_test_paired(c, conf_level => 0.99))),
	'pairing', json_build_object('r', (t).correlation, 'p_one_sided', (t).correlation_p_value,
		'p_two_sided', r.p_value, 'r_ci95_low', r.conf_low, 'r_ci95_high', r.conf_high),
	'cohens_dz', (t).cohens_d, 'cohens_dz_ci95_low', (t).cohens_d_low, 'cohens_dz_ci95_high', (t).cohens_d_high,
	'hedges_gz', (t).hedges_g,
	'tost', json_build_object('bound_low', e.low, 'bound_high', e.high, 'p_lower', e.p_value_low,
		'p_upper', e.p_value_high, 'p', e.p_value))
FROM (SELECT t_test_paired($x, $y) AS t, comoments($x, $y) AS c, moments($x - $y) AS d,
		moments($x) FILTER (WHERE $y IS NOT NULL) AS a, moments($y) FILTER (WHERE $x IS NOT NULL) AS b
	FROM data) AS s, correlation_test(c) AS r, tost(d, $low, $high) AS e
END
	};
}

a_case ttest_one_sample_sleep => sub
{
	my ($params, $tolerance) = @_;
	my $mu = $params->{mu};

	agree(figures(<<"END"), '', t_tolerance($tolerance));
SET search_path = public, medsec;
SELECT json_build_object('sample', described(m), 'mu', $mu, 'mean_difference', t.estimate - $mu,
	't_test', t_figures(t_test(m, $mu), t_test(m, $mu, 'less'), t_test(m, $mu, 'greater'),
		t_test(m, $mu, conf_level => 0.90), t_test(m, $mu, conf_level => 0.99)),
	'cohens_d', t.cohens_d, 'cohens_d_ci95_low', t.cohens_d_low, 'cohens_d_ci95_high', t.cohens_d_high,
	'hedges_g', t.hedges_g)
FROM (SELECT moments($params->{value}) AS m FROM data) AS s, t_test(m, $mu) AS t
END
};

# Data made to be nasty.  NaN and infinity are errors here; a test without spread
# has no t.  The mean of the doubles is rounded once, so what is taken from it (t)
# can be right only to eps * mean / distance, whatever the method.
a_case nasty_ttest => sub
{
	my ($params, $tolerance) = @_;
	my $eps = 2.3e-16;

	for my $name (sort keys %{ expected() })
	{
		my $want = expected->{$name};
		my $is = "subcase = '$name'";

		if ($name =~ /^one_(?:nan|infinity|both_infinities)$/)
		{
			my ($code) = sql_error("SELECT medsec.moments(x) FROM data WHERE $is");
			is($code, '22023', "$name is refused");
		}
		elsif ($name eq 'one_overflow_squares')
		{
			my ($code) = sql_error("SELECT medsec.moments(x) FROM data WHERE $is");
			ok(!defined $code || $code eq '22003', "$name: an answer, or out of range");
		}
		elsif ($want->{expected})
		{
			my $got = figures($name =~ /^one/ ? <<"ONE" : <<"TWO");
SET search_path = public, medsec;
SELECT json_build_object('n', n(m), 'mean', mean(m), 'variance', variance(m), 't', t.statistic,
	'p', t.p_value, 'df', coalesce(t.df, n(m) - 1), 'note', t.note)
FROM (SELECT moments(x) AS m FROM data WHERE $is) AS s, t_test(m) AS t
ONE
SET search_path = public, medsec;
SELECT json_build_object('n1', t.n1, 'n2', t.n2, 'mean_difference', t.estimate, 't', t.statistic,
	'p', t.p_value, 'note', t.note)
FROM (SELECT moments(x) FILTER (WHERE grp = 'a') AS a, moments(x) FILTER (WHERE grp = 'b') AS b
	FROM data WHERE $is) AS s, t_test(a, b) AS t
TWO
			ok(defined delete $got->{note}, "$name has a note");
			delete $got->{$_} for grep { !exists $want->{expected}{$_} } keys %$got;
			agree($got, "$name/expected", relative(0));
		}
		elsif ($name =~ /^one/)
		{
			my $mu = sprintf '%.17g', $want->{mu} // 0;
			my $got = figures(<<"END");
SET search_path = public, medsec;
SELECT json_build_object('n', n(m), 'mean', mean(m), 'variance', variance(m), 'sd', stddev(m),
	't', t.statistic, 'df', t.df, 'p_two_sided', t.p_value)
FROM (SELECT moments(x) AS m FROM data WHERE $is) AS s, t_test(m, $mu) AS t
END
			# Squares below the smallest double: no answer, or the right one.
			delete @$got{qw(variance sd t df p_two_sided)}
			  if $name eq 'one_subnormal_squares' && !defined $got->{t};
			my $lost = $eps * abs($want->{mean} / ($want->{mean} - $mu));
			agree($got, $name, relative($tolerance->{default_rel} + $lost,
				'p_two' => [($name =~ /extreme/ ? 1e-7 : 1e-9) + 4 * $lost]));
		}
		else
		{
			my $got = figures(<<"END");
SET search_path = public, medsec;
SELECT json_build_object('n1', t.n1, 'n2', t.n2, 'mean1', t.mean1, 'mean2', t.mean2,
	'variance1', variance(a), 'variance2', variance(b), 'mean_difference', t.estimate,
	'student', json_build_object('t', s.statistic, 'df', s.df, 'p_two_sided', s.p_value),
	'welch', json_build_object('t', t.statistic, 'df', t.df, 'p_two_sided', t.p_value))
FROM (SELECT moments(x) FILTER (WHERE grp = 'a') AS a, moments(x) FILTER (WHERE grp = 'b') AS b
	FROM data WHERE $is) AS d, t_test(a, b) AS t, t_test(a, b, var_equal => true) AS s
END
			if (!defined $want->{welch})
			{
				my $welch = delete $got->{welch};
				is($welch->{t}, undef, "$name: no Welch test");
			}
			agree($got, $name, relative($tolerance->{default_rel}, 'p_two' => [1e-9]));
		}
	}
};

#
# Tails, deep: t by the test of a printed table, F by the ratio of two variances.
#

a_case distribution_tails => sub
{
	my ($params, $tolerance) = @_;
	my $got = figures(<<'END');
SET search_path = public, medsec;
SELECT json_agg(CASE distribution
	WHEN 't_two_sided' THEN (t_test(moments_of(df1 + 1, x, sqrt(df1 + 1)))).p_value
	ELSE (f_test_variance(moments_of(df1 + 1, 0, sqrt(x)), moments_of(df2 + 1, 0, 1), 'greater')).p_value END ORDER BY row)
FROM data WHERE distribution IN ('t_two_sided', 'f_upper')
END
	agree($got, 'p_double', sub
	{
		my ($at) = @_;
		return (expected->{p_double}[$at] < 1e-100 ? $tolerance->{far_tail_rel} : $tolerance->{default_rel}, 5e-324);
	});
};

#
# Correlation, adjusted p-values, power, rates.
#

for my $name (qw(cars slid_nulls))
{
	a_case "correlation_$name" => sub
	{
		my ($params, $tolerance) = @_;
		my ($x, $y) = @$params{qw(x y)};

		agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
SELECT json_build_object('n', n(c), 'covariance', (covariance(c))[1][2], 'pearson_r', t.estimate, 't', t.statistic,
	'df', t.df, 'p_two_sided', t.p_value, 'ci95_low', t.conf_low, 'ci95_high', t.conf_high,
	'p_less', (correlation_test(c, alternative => 'less')).p_value,
	'p_greater', (correlation_test(c, alternative => 'greater')).p_value)
FROM (SELECT comoments($x, $y) AS c FROM data) AS s, correlation_test(c) AS t
END
		agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
SELECT json_build_object('n', r.n, 'pearson_r', r.r, 't', r.statistic, 'df', r.df, 'p_two_sided', r.p_value,
	'ci95_low', r.conf_low, 'ci95_high', r.conf_high)
FROM (SELECT comoments($x, $y) AS c FROM data) AS s, correlations(c) AS r
END
	};
}

a_case p_adjust_15 => sub
{
	my ($params, $tolerance) = @_;

	agree(figures(<<'END'), '', relative($tolerance->{default_rel}));
SELECT json_object_agg(name, medsec.p_adjust(p, lower(name)))
FROM (SELECT array_agg(p ORDER BY id) AS p FROM data) AS s,
	unnest('{bonferroni, holm, hochberg, BH, BY}'::text[]) AS name
END
};

a_case power_t => sub
{
	my ($params, $tolerance) = @_;

	agree(figures(<<'END'), 'rows', relative($tolerance->{default_rel}));
SELECT json_agg(json_build_object('power', medsec.power_t_test(n, d, 1, alpha, replace(type, '.', '-')),
	'n_for_target', medsec.power_t_test_n(target, d, 1, alpha, replace(type, '.', '-'))) ORDER BY row)
FROM data
END
};

a_case proportion_mtcars_am => sub
{
	my ($params, $tolerance) = @_;

	agree(figures($_), '', relative($tolerance->{default_rel})) for <<'FLAG', <<'COUNTS';
SELECT json_build_object('successes', p.successes, 'n', p.n, 'proportion', p.estimate,
	'wilson_low', p.conf_low, 'wilson_high', p.conf_high)
FROM (SELECT (medsec.proportion(am = 1)).* FROM data) AS p
FLAG
SELECT json_build_object('proportion', p.estimate, 'wilson_low', p.conf_low, 'wilson_high', p.conf_high)
FROM (SELECT count(*) FILTER (WHERE am = 1) AS x, count(am) AS n FROM data) AS s, medsec.wilson_ci(x, n) AS p
COUNTS
};

a_case parallel_analysis_n200_p10 => sub
{
	my ($params, $tolerance) = @_;

	agree(figures(<<'END'), '', sub { $_[0] =~ /mean/ ? (0, $tolerance->{mean_abs}) : (0, $tolerance->{p95_abs}) });
SELECT json_build_object('mean_eigenvalues', json_agg(r.mean_eigenvalue ORDER BY component),
	'percentile95', json_agg(r.percentile_eigenvalue ORDER BY component))
FROM data, medsec.parallel_analysis(n::int, p::int, 5000) AS r
END
};

#
# Weights are frequencies.
#

a_case weighted_inequality_eusilc => sub
{
	my ($params, $tolerance) = @_;
	my $summaries = <<"END";
moments("eqIncome", rb050) AS m, sample("eqIncome", rb050) AS s, sample("eqIncome") AS u,
	sample("eqIncome", rb050) FILTER (WHERE "eqIncome" > 0) AS p
END
	my $figures = <<"END";
json_build_object('n', n(m), 'sum_weights', sum_weight(m), 'weighted_mean', mean(m), 'variance_frequency', variance(m),
	'quantile_probs', ARRAY[0.1, 0.25, 0.5, 0.75, 0.9],
	'quantile_laeken', (SELECT json_agg(quantile(s, q, 2) ORDER BY q) FROM unnest('{0.1, 0.25, 0.5, 0.75, 0.9}'::float8[]) AS q),
	'incomes', json_build_object('gini_percent', 100 * gini(s), 'gini_trapezoid', (inequality(s)).gini, 'gini_unweighted_percent', 100 * gini(u),
		'qsr_s80_s20', quintile_share_ratio(s), 'arpr_percent', 100 * (at_risk_of_poverty(s)).rate,
		'arp_threshold_60pct_median', (at_risk_of_poverty(s)).threshold, 'rmpg_percent', 100 * (at_risk_of_poverty(s)).median_gap,
		'n_positive', n(p), 'theil_t', theil(p), 'mld_theil_l', mean_log_deviation(p), 'ge2', (inequality(p)).ge2,
		'atkinson_0.5', atkinson(p, 0.5), 'atkinson_1', (inequality(p)).atkinson_1, 'atkinson_2', atkinson(p, 2), 'cv', sqrt(2 * generalized_entropy(s, 2)),
		'lorenz_interpolated', (SELECT json_build_object('p', json_agg(l.p ORDER BY l.p), 'share', json_agg(share ORDER BY l.p))
			FROM lorenz(s) AS l WHERE l.p NOT IN (0, 1))))
END
	my $rule = relative($tolerance->{default_rel});

	agree(figures(<<"END"), '', $rule);
SET search_path = public, medsec;
SELECT json_build_object('all', (SELECT $figures FROM (SELECT $summaries FROM data) AS s),
	'by', (SELECT json_object_agg(db040, $figures)
		FROM (SELECT db040, $summaries FROM data GROUP BY db040) AS s),
	'weighted_correlation', (SELECT (correlation(comoments_weighted(rb050, "eqIncome", age)))[1][2] FROM data))
END
	agree(figures(<<"END"), 'all', $rule);
SET search_path = public, medsec;
SELECT $figures FROM (SELECT rollup(m) AS m, rollup(s) AS s, rollup(u) AS u, rollup(p) AS p
	FROM (SELECT db040, $summaries FROM data GROUP BY db040) AS s) AS r
END
};

#
# Principal components.
#

sub items_of
{
	my @names = @_;
	return 'ARRAY[' . join(', ', map { "'$_'" } @names) . ']';
}

sub columns_of
{
	my @names = @_;
	return join ', ', map { quoted($_) } @names;
}

# Scores of the rows that a case names.
sub scores
{
	my ($place, $model, $columns, $rule) = @_;
	my $want = expected;

	$want = $want->{$_} for split m{/}, $place;
	my $rows = join ', ', map { $_->{row} } @$want;
	agree(figures(<<"END"), $place, $rule);
SET search_path = public, medsec;
SELECT json_agg(json_build_object('row', row, 'scores', pca_scores(p, $columns)) ORDER BY row)
FROM data, (SELECT $model AS p FROM (SELECT comoments($columns) AS c FROM data) AS s) AS m WHERE row IN ($rows)
END
	return;
}

for my $name (qw(attitude_varimax bfi_AC_nulls_varimax2 mtcars_varimax3 usarrests_corr usarrests_cov))
{
	a_case "pca_$name" => sub
	{
		my ($params, $tolerance) = @_;
		my $items = items_of(@{ $params->{variables} });
		my $columns = columns_of(@{ $params->{variables} });
		my ($matrix, $k) = @$params{qw(matrix components_retained)};
		my $rule = sub { return ($tolerance->{default_rel}, $tolerance->{default_abs}) };
		my $rotated = sub { return (0, $tolerance->{rotation_abs}) };
		my $data = "(SELECT comoments($columns) AS c FROM data) AS s";

		agree(figures(<<"END"), '', $rule);
SET search_path = public, medsec;
SELECT json_build_object('n_used', n(c), 'n_rows', n(c) + n_missing(c), 'n_variables', columns(c),
	'means', (SELECT json_object_agg(item, (means(c))[i])
		FROM unnest($items) WITH ORDINALITY AS u(item, i)),
	'sds', (SELECT json_object_agg(item, sqrt((covariance(c))[i][i]))
		FROM unnest($items) WITH ORDINALITY AS u(item, i)),
	'eigenvalues', (SELECT json_agg(eigenvalue ORDER BY component) FROM pca_components(p)),
	'explained', (SELECT json_agg(explained ORDER BY component) FROM pca_components(p)),
	'cumulative', (SELECT json_agg(cumulative ORDER BY component) FROM pca_components(p)),
	'eigenvectors', by_component(p, $items, 'PC', 'eigenvector'),
	'loadings', by_component(p, $items, 'PC', 'loading'),
	'n_kaiser_gt_mean', (SELECT count(*) FROM pca_components(pca(c, '$matrix', retain => 'kaiser')) WHERE retained),
	'retained', json_build_object('components', (SELECT count(*) FROM pca_components(r) WHERE retained),
		'communalities', (SELECT json_object_agg(item, communality) FROM pca_loadings(r, $items) WHERE component = 1),
		'score_coefficients', by_component(standard, $items, 'PC', 'coefficient')))
FROM $data, LATERAL (SELECT pca(c, '$matrix') AS p, pca(c, '$matrix', $k) AS r,
	pca(c, '$matrix', $k, scores => 'standardized') AS standard) AS m
END
		if ($matrix eq 'correlation')
		{
			agree(figures("SET search_path = public, medsec; SELECT adequacy(c, $items) FROM $data"),
				'adequacy', $rule);
			agree(figures(<<"END"), '', $rotated);
SET search_path = public, medsec;
SELECT json_build_object('varimax_kaiser', json_build_object('loadings', by_component(p, $items, 'RC', 'loading'),
		'ss_loadings', (SELECT json_agg(rotated_ss ORDER BY component) FROM pca_components(p) WHERE retained),
		'explained', (SELECT json_agg(rotated_explained ORDER BY component) FROM pca_components(p) WHERE retained),
		'communalities', (SELECT json_object_agg(item, communality) FROM pca_loadings(p, $items) WHERE component = 1),
		'score_coefficients', by_component(p, $items, 'RC', 'coefficient')),
	'varimax_raw_no_kaiser', json_build_object('loadings', by_component(raw, $items, 'RC', 'loading')),
	'promax_m4', json_build_object('pattern', by_component(oblique, $items, 'RC', 'loading'),
		'structure', by_component(oblique, $items, 'RC', 'structure'),
		'factor_correlation', array_to_json((oblique).component_correlation)))
FROM $data, LATERAL (SELECT pca(c, components => $k, rotation => 'varimax') AS p,
	pca(c, components => $k, rotation => 'varimax', kaiser_normalization => false) AS raw,
	pca(c, components => $k, rotation => 'promax') AS oblique) AS m
END
			scores('varimax_kaiser/scores_standardised', "pca(c, components => $k, rotation => 'varimax')",
				$columns, $rotated);
		}
		else
		{
			agree(figures(<<"END"), 'loadings_rescaled_correlation', $rule);
SET search_path = public, medsec;
SELECT by_component(pca(c, '$matrix'), $items, 'PC', 'structure') FROM $data
END
		}
		scores('scores_unstandardised', "pca(c, '$matrix')", $columns, $rule);
		scores('scores_standardised', "pca(c, '$matrix', scores => 'standardized')", $columns, $rule);
	};
}

# Singular, scaled, tied, tiny.  An eigenvalue is right relative to the largest.
a_case nasty_pca => sub
{
	my ($params, $tolerance) = @_;
	my $abs = $tolerance->{default_abs};

	for my $name (sort keys %{ expected() })
	{
		my $want = expected->{$name};
		my $p = $want->{p} // 3;
		my $columns = join ', ', map { "x$_" } 1 .. $p;
		my $matrix = $want->{matrix} // 'correlation';
		my $data = "(SELECT medsec.comoments($columns) AS c FROM data WHERE subcase = '$name') AS s";

		if (!defined $want->{eigenvalues})
		{
			sql_ok("SELECT (p).note IS NOT NULL AND (p).k IS NULL AND NOT EXISTS (SELECT FROM medsec.pca_components(p))"
				  . " FROM $data, LATERAL (SELECT medsec.pca(c) AS p OFFSET 0) AS m",
				"$name: no components, but a note");
			next;
		}
		my $got = figures(<<"END");
SET search_path = public, medsec;
SELECT json_build_object('n', n(c), 'p', columns(c),
	'eigenvalues', (SELECT json_agg(eigenvalue ORDER BY component) FROM pca_components(p)),
	'eigenvectors', (SELECT json_agg(vector ORDER BY component) FROM (
		SELECT component, json_agg(eigenvector ORDER BY item) AS vector FROM pca_loadings(p)
		WHERE component <= $want->{rank} GROUP BY component) AS v),
	'above_one', (SELECT count(*) FROM pca_components(p) WHERE cumulative > 1 OR eigenvalue < 0))
FROM $data, LATERAL (SELECT pca(c, '$matrix') AS p) AS m
END
		is(delete $got->{above_one}, 0, "$name: nothing negative, nothing above 1");
		my $scale = $want->{eigenvalues}[0] > 1 ? $want->{eigenvalues}[0] : 1;
		agree($got, $name, sub { return (0, $_[0] =~ /values/ ? $abs * $scale : $abs) });
		next if $matrix eq 'covariance';
		my $singular = $want->{rank} < $p;
		my $about = figures("SET search_path = public, medsec; SELECT json_build_object("
			  . "'determinant', k.determinant, 'kmo', k.kmo, 'chi', b.statistic, 'note', coalesce(k.note, b.note))"
			  . " FROM $data, kmo(c) AS k, bartlett_sphericity(c) AS b");
		ok(near($about->{determinant} // 0, $want->{determinant}, 0, $abs), "$name: determinant");
		ok(!defined $about->{kmo} && !defined $about->{chi} && defined $about->{note},
			"$name: singular, so no KMO and no chi-square, but a note")
		  if $singular;
	}
};

# What other topics' cases say of the same matrices.
for my $name (qw(attitude bfi_agreeableness_nulls))
{
	a_case "reliability_$name" => sub
	{
		my ($params, $tolerance) = @_;
		my @items = @{ $params->{items} };
		my %reversed = map { $_ => 1 } @{ $params->{reverse} };
		my $sum = $reversed{ $items[0] } ? $params->{scale_min_max}[0] + $params->{scale_min_max}[1] : 0;
		my $columns = join ', ', map { $reversed{$_} ? "$sum - " . quoted($_) : quoted($_) } @items;

		agree(figures("SET search_path = public, medsec; SELECT adequacy(comoments($columns), "
				  . items_of(@items) . ') FROM data'),
			'adequacy', relative($tolerance->{default_rel}, 'correlation' => [0, 1e-14]));
	};
}

a_case composite_states => sub
{
	my ($params, $tolerance) = @_;
	my @names = @{ $params->{indicators} };
	my $columns = join ', ', map { $params->{direction}[$_] . quoted($names[$_]) } 0 .. $#names;
	my $items = items_of(@names);

	agree(figures(<<"END"), '', relative($tolerance->{default_rel}));
SET search_path = public, medsec;
SELECT json_build_object('pca_first_component_loadings_directed', json_object_agg(item, loading),
	'pca_first_component_weights_squared', json_object_agg(item, loading ^ 2 / ss))
FROM (SELECT *, sum(loading ^ 2) OVER () AS ss
	FROM (SELECT comoments($columns) AS c FROM data) AS s, pca_loadings(pca(c, components => 1), $items)) AS l
END

	# Every scale of every indicator.
	my $by_unit = sub { return "(SELECT json_agg(v ORDER BY row) FROM (SELECT row, $_[0] AS v FROM data) AS s)" };
	my %scales = (
		minmax_0_1 => "'minmax', '%s'",
		minmax_0_100 => "'minmax', '%s', 0, 100",
		minmax_1_100 => "'minmax', '%s', 1, 100",
		zscore => "'zscore', '%s'",
		percentile_midrank => "'percentile', '%s'",
		distance_to_best_ratio => "'distance', '%s'",
	);
	for my $scale (sort keys %scales)
	{
		my @scaled = map {
			"'$names[$_]', "
			  . $by_unit->('medsec.normalize(' . quoted($names[$_]) . ', ' . sprintf($scales{$scale}, $params->{direction}[$_]) . ') OVER ()')
		} 0 .. $#names;
		agree(figures('SELECT json_build_object(' . join(', ', @scaled) . ')'), $scale, relative($tolerance->{default_rel}));
	}

	# The case gives tied units the smallest of their ranks, medsec their mean.
	for my $j (0 .. $#names)
	{
		my $ranks = figures('SELECT ' . $by_unit->('medsec.normalize(' . quoted($names[$j]) . ", 'rank', '$params->{direction}[$j]') OVER ()"));
		my $least = expected->{rank_ascending_min}{ $names[$j] };
		my %ties;
		$ties{$_}++ for @$least;
		is_deeply([ map { $_ + 0 } @$ranks ], [ map { $_ + ($ties{$_} - 1) / 2 } @$least ], "ranks of $names[$j]");
	}

	# Weights, and the scores that come of them.
	my $list = columns_of(@names);
	my $directions = "'{" . join(',', @{ $params->{direction} }) . "}'";
	my $weights = "medsec.normalized_weights('{" . join(',', @{ $params->{weights} }) . "}')";
	my $named = sub { return "(SELECT json_object_agg(item, w) FROM unnest($items, $_[0]) AS u(item, w))" };
	my $score = sub { return $by_unit->("medsec.weighted_score($weights, $directions, '$_[0]', $list) OVER ()") };
	my $place = sub { return "(SELECT json_agg(place ORDER BY row) FROM (SELECT row, rank() OVER (ORDER BY s DESC) AS place FROM"
		  . " (SELECT row, medsec.weighted_score($weights, $directions, '$_[0]', $list) OVER () AS s FROM data) AS s) AS r)" };
	my @figures = (
		n => '(SELECT count(*) FROM data)',
		n_complete => "medsec.n(s)",
		weights_normalised => $named->($weights),
		aggregate_arithmetic_minmax100 => $score->('arithmetic'),
		aggregate_geometric_minmax1_100 => $score->('geometric'),
		aggregate_harmonic_minmax1_100 => $score->('harmonic'),
		rank_arithmetic_desc => $place->('arithmetic'),
		rank_geometric_desc => $place->('geometric'),
		entropy_weights_on_minmax01 => $named->('medsec.entropy_weights(s)'),
		critic_weights_on_minmax01 => $named->('medsec.critic_weights(s)'),
		pca_first_component_weights_squared => $named->('medsec.pca_weights(s)'),
	);
	my @pairs;
	push @pairs, "'" . shift(@figures) . "', " . shift(@figures) while @figures;
	agree(figures('SELECT json_build_object(' . join(', ', @pairs)
			  . ") FROM (SELECT medsec.indicators($directions, $list) AS s FROM data) AS i"), '', relative($tolerance->{default_rel}));
};

a_case topsis_4x4 => sub
{
	my ($params, $tolerance) = @_;
	my $call = "medsec.topsis('{" . join(',', @{ $params->{weights} }) . "}', '{" . join(',', @{ $params->{direction} }) . "}', "
	  . columns_of(@{ $params->{criteria} }) . ') OVER ()';

	agree(figures("SELECT json_build_object('closeness', json_agg(s ORDER BY row), 'rank', json_agg(place ORDER BY row)) FROM"
			  . " (SELECT row, s, rank() OVER (ORDER BY s DESC) AS place FROM (SELECT row, $call AS s FROM data) AS c) AS r"),
		'', relative($tolerance->{default_rel}));
};

a_case ahp_4 => sub
{
	my ($params, $tolerance) = @_;
	my @items = @{ $params->{items} };
	my $named = sub { return "(SELECT json_object_agg(item, w) FROM unnest(" . items_of(@items) . ", $_[0]) AS u(item, w))" };

	agree(figures("SELECT json_build_object('lambda_max', lambda_max, 'consistency_index', consistency_index,"
			  . " 'consistency_ratio', consistency_ratio, 'weights_eigenvector', " . $named->('weights')
			  . ", 'weights_geometric_mean', " . $named->('weights_geometric')
			  . ') FROM (SELECT array_agg(ARRAY[' . columns_of(@items) . '] ORDER BY row) AS m FROM data) AS s, medsec.ahp(m)'),
		'', relative($tolerance->{default_rel}));
};

#
# The domain cases: published numbers, and those computed on the same data.
#

sql("CREATE TABLE published (\"case\" text, file text, statistic text, args text, expected text, tol text,\n"
	  . "kind text, source text);\n\\copy published FROM '" . cases_folder . "/domain/INDEX.csv' CSV HEADER");

# The name of a row among the figures: its statistic, or that with its arguments, or
# with the first of them.
sub known_as
{
	my ($row, $figures) = @_;
	my $arguments = $row->{args} // '';
	my ($first) = $arguments =~ /^([^,;]*)/;
	my ($known) = grep { exists $figures->{$_} } $row->{statistic}, "$row->{statistic} | $arguments", "$row->{statistic} | $first";

	return $known;
}

sub a_domain_case
{
	my ($case, $file, $ask) = @_;

	subtest "$case $file" => sub
	{
		my $rows = figures("SELECT json_agg(p) FROM published AS p WHERE \"case\" = '$case' AND file = '$file'");
		load_csv(cases_folder . "/domain/$file") unless $file =~ /^\(/;
		my $got = $ask->($rows);
		my $key = sub { return known_as($_[0], $got) };
		my @known = grep { defined $key->($_) } @$rows;
		for my $row (@known)
		{
			my $value = $got->{ $key->($row) };
			my @tol = $row->{source} =~ /\[tol: rel\]/ ? ($row->{tol}, 0) : (0, $row->{tol});
			ok(near($value, $row->{expected}, @tol), "$row->{statistic} ($row->{kind})")
			  or diag "got ", $value // 'NULL', ", want $row->{expected} within $row->{tol}";
		}
		note "not asked: $_->{statistic}" for grep { !defined $key->($_) } @$rows;
		cmp_ok(scalar @known, '>', 0, 'there are figures to compare');
	};
	return;
}

# The Technology Achievement Index of the OECD/JRC handbook.
a_domain_case 'C10', 'tai23.csv' => sub
{
	my ($rows) = @_;
	my @items = qw(patents royalties internet exports telephones_log electricity_log schooling university);
	my ($items, $columns) = (items_of(@items), columns_of(@items));
	my $data = "(SELECT comoments($columns) AS c FROM data) AS s";
	my $got = figures(<<"END");
SET search_path = public, medsec;
SELECT json_object_agg(statistic, value) FROM (
	SELECT 'PCA % variance PC' || component, 100 * explained FROM $data, pca_components(pca(c))
	UNION ALL SELECT 'PCA eigenvalue ' || component, eigenvalue FROM $data, pca_components(pca(c))
	UNION ALL SELECT format('r(%s,%s)', x, y), r FROM $data,
		correlations(c, ARRAY['patents', 'royalties', 'internet', 'exports', 'telephones', 'electricity',
			'schooling', 'university'])
	UNION ALL SELECT format('r(%s,%s)', y, x), r FROM $data,
		correlations(c, ARRAY['patents', 'royalties', 'internet', 'exports', 'telephones', 'electricity',
			'schooling', 'university'])
	UNION ALL SELECT 'KMO overall', (kmo(c)).kmo FROM $data
	UNION ALL SELECT 'MSA ' || item, msa FROM $data, kmo_items(c, $items)
	UNION ALL SELECT name, value FROM $data, bartlett_sphericity(c),
		LATERAL (VALUES ('Bartlett chisq', statistic), ('Bartlett df', df), ('Bartlett p', p_value)) AS v(name, value)
	UNION ALL SELECT format('z-score schooling %s (sample SD n-1)', country), medsec.normalize(schooling, 'zscore') OVER () FROM data
	UNION ALL SELECT 'min-max schooling ' || country, medsec.normalize(schooling) OVER () FROM data
	-- the handbook turns each component so that its eigenvector sums to above 0
	UNION ALL SELECT format('PCA composite score (%s PCs) %s', k, country),
		sum(sign(turn) * eigenvalue * score) / sum(eigenvalue)
	FROM (VALUES (2), (4)) AS v(k), $data, data, LATERAL (SELECT pca(c, components => k) AS p) AS m,
		LATERAL unnest(pca_scores(p, $columns)) WITH ORDINALITY AS u(score, component),
		LATERAL (SELECT sum(eigenvector) AS turn FROM pca_loadings(p) AS l
			WHERE l.component = u.component) AS l,
		LATERAL (SELECT eigenvalue FROM pca_components(p) AS e WHERE e.component = u.component) AS e
	GROUP BY k, country) AS f(statistic, value)
END

	# Printed in the handbook's own order and signs: each of its columns must be one
	# of ours, turned or not.
	my $loadings = figures(<<"END");
SET search_path = public, medsec;
SELECT by_component(pca(c, components => 4, rotation => 'varimax'), $items, '', 'loading') FROM $data
END
	my %printed;
	for (@$rows)
	{
		$printed{$2}{$1} = $_->{expected} if $_->{statistic} =~ /^varimax loading (\w+) F(\d)$/;
	}
	for my $factor (sort keys %printed)
	{
		my ($best, $distance) = (undef, 9**9);
		for my $component (1 .. 4)
		{
			for my $sign (1, -1)
			{
				my $d = 0;
				$d += ($sign * $loadings->{$component}{$_} - $printed{$factor}{$_})**2 for @items;
				($best, $distance) = ([$component, $sign], $d) if $d < $distance;
			}
		}
		$got->{"varimax loading $_ F$factor"} = $best->[1] * $loadings->{ $best->[0] }{$_} for @items;
	}
	return $got;
};

# With its own signs, pca_composite() is that sum.
load_csv(cases_folder . '/domain/tai23.csv');
my $tai = columns_of(qw(patents royalties internet exports telephones_log electricity_log schooling university));
sql_none(<<"END", 'C10: pca_composite() is the sum of share * score');
SET search_path = public, medsec;
SELECT country, pca_composite(p, $tai), sum(eigenvalue * score) / sum(eigenvalue)
FROM (SELECT pca(comoments($tai), components => 4) AS p FROM data) AS m, data,
	LATERAL unnest(pca_scores(p, $tai)) WITH ORDINALITY AS u(score, component),
	LATERAL (SELECT eigenvalue FROM pca_components(p) AS e WHERE e.component = u.component) AS e
GROUP BY country, p, $tai
HAVING abs(pca_composite(p, $tai) - sum(eigenvalue * score) / sum(eigenvalue)) > 1e-12
END

# Over a window it keeps the components above 1, which here are the first two; the
# handbook's sign of each is that of its sum.
sql_ok(<<"END", 'C10: pca_composite() over a window is that of two components');
SET search_path = public, medsec;
SELECT bool_and(abs(a - b) < 1e-12), (SELECT count(*) = 2 FROM pca_components(min_p) WHERE retained)
FROM (SELECT pca_composite($tai) OVER () AS a, pca_composite(p, $tai) AS b, p AS min_p
	FROM data, (SELECT pca(comoments($tai), retain => 'kaiser') AS p FROM data) AS m) AS s GROUP BY min_p
END
sql_ok(<<"END", 'C10: its published composite, where the signs agree');
SET search_path = public, medsec;
SELECT count(*) = 5 AND bool_and(abs(s - expected::float8) < 1e-8)
FROM (SELECT country, pca_composite($tai) OVER () AS s FROM data) AS c
	JOIN published ON "case" = 'C10' AND statistic = 'PCA composite score (2 PCs) ' || country
END

# Student's sleep data.
a_domain_case 'C19', 'sleep.csv' => sub
{
	return figures(<<'END');
SET search_path = public, medsec;
SELECT json_object_agg(name, value) FROM (
	SELECT kind || ' ' || field, value
	FROM (SELECT moments(extra) FILTER (WHERE "group" = 1) AS a, moments(extra) FILTER (WHERE "group" = 2) AS b
		FROM data) AS s,
		LATERAL (SELECT 'welch' AS kind, t.* FROM t_test(a, b) AS t
			UNION ALL SELECT 'pooled', t.* FROM t_test(a, b, var_equal => true) AS t) AS t,
		LATERAL (VALUES ('t', statistic), ('df', df), ('p two-sided', p_value), ('CI95 low', conf_low),
			('CI95 high', conf_high)) AS f(field, value)
	UNION ALL SELECT 'paired ' || field, value
	FROM (SELECT (t_test_paired(x.extra, y.extra)).* FROM data AS x JOIN data AS y USING (id)
		WHERE x."group" = 1 AND y."group" = 2) AS t,
		LATERAL (VALUES ('t', statistic), ('df', df), ('p two-sided', p_value), ('CI95 low', conf_low),
			('CI95 high', conf_high)) AS f(field, value)
	UNION ALL SELECT field, value
	FROM (SELECT moments(extra) FILTER (WHERE "group" = 1) AS a, moments(extra) FILTER (WHERE "group" = 2) AS b
		FROM data) AS s, t_test(a, b) AS t, f_test_variance(a, b) AS f,
		LATERAL (VALUES ('Cohen d pooled', t.cohens_d), ('F test variances F', f.statistic),
			('F test p', f.p_value)) AS v(field, value)) AS f(name, value)
END
};

# The case has Hedges' g with the approximate factor 1 - 3 / (4 df - 1); ours is exact.
sql_ok(<<'END', 'C19: Hedges g with the exact factor is near the approximate one');
SET search_path = public, medsec;
SELECT abs((t_test(extra, "group" = 1)).hedges_g - expected::float8) < 1e-2
	AND abs((t_test(extra, "group" = 1)).hedges_g - expected::float8) > 1e-6
FROM data, published WHERE statistic LIKE 'Hedges g%' GROUP BY expected
END

# A printed component matrix L: rows with covariance L L', so that its columns come
# back, as far as three printed digits of each make them orthogonal.
a_domain_case 'C55', 'spss_component_matrix5.csv' => sub
{
	return figures(<<'END');
SET search_path = public, medsec;
WITH wave AS (
	SELECT t, k, sqrt(2 * 15 / 16.0) * CASE WHEN k % 2 = 1 THEN sin(2 * pi() * t * ((k + 1) / 2) / 16)
		ELSE cos(2 * pi() * t * (k / 2) / 16) END AS z
	FROM generate_series(1, 16) AS t, generate_series(1, 5) AS k
), item AS (
	SELECT t, row, sum(z * ("PC1" * (k = 1)::int + "PC2" * (k = 2)::int + "PC3" * (k = 3)::int
		+ "PC4" * (k = 4)::int + "PC5" * (k = 5)::int)) AS x
	FROM wave, data GROUP BY t, row
), made AS (
	SELECT comoments(x) AS c FROM (SELECT array_agg(x ORDER BY row) AS x FROM item GROUP BY t) AS r
)
SELECT json_object_agg('sum of squared loadings = eigenvalue ' || component, eigenvalue)
FROM made, pca_components(pca(c, 'covariance'))
END
};

# NIST/SEMATECH handbook 1.3.5.3, AUTO83B, from its printed summary.
sql_ok(<<'END', 'C20: AUTO83B from n, mean and standard deviation');
SET search_path = public, medsec;
SELECT abs(s.statistic + 12.62059) < 5e-6 AND s.df = 326 AND abs(w.statistic + 12.94627) < 5e-6 AND abs(w.df - 136.8750) < 5e-4
FROM t_test(moments_of(249, 20.14458, 6.41470), moments_of(79, 30.48101, 6.10771), var_equal => true) AS s,
	t_test(moments_of(249, 20.14458, 6.41470), moments_of(79, 30.48101, 6.10771)) AS w
END

#
# Inequality, concentration, poverty, financial protection.
#

a_domain_case 'C01', 'ineq_x10.csv' => sub
{
	return figures(<<'END');
SET search_path = public, medsec;
SELECT json_object_agg(name || ' | ' || variable, value)
FROM (SELECT 'x' AS variable, sample(x) AS s FROM data UNION ALL SELECT 'y', sample(y) FROM data) AS d, inequality(s) AS i, poverty(s, 2000) AS p,
	LATERAL (VALUES ('gini', gini(s)), ('atkinson eps=0.5', atkinson(s, 0.5)), ('watts z=2000', p.watts), ('fgt alpha=0 z=2000', fgt(s, 2000, 0)),
		('gini corrected n/(n-1)', i.gini * n(s) / (n(s) - 1)), ('theil T (GE(1))', theil(s)), ('theil L / MLD (GE(0))', mean_log_deviation(s)), ('GE(2)', generalized_entropy(s, 2)),
		('atkinson eps=1', atkinson(s, 1)), ('atkinson eps=2', i.atkinson_2), ('fgt alpha=1 z=2000', p.gap), ('fgt alpha=2 z=2000', fgt(s, 2000, 2)),
		('herfindahl', herfindahl(s)), ('sen z=2000', p.sen), ('sst z=2000', p.sst)) AS v(name, value)
END
};

a_domain_case 'C05', 'ci_small12.csv' => sub
{
	return figures(<<'END');
SET search_path = public, medsec;
SELECT json_object_agg(name || suffix, value)
FROM (SELECT ranked(visits, income) AS v, ranked(visits, income, wt) AS vw, ranked(visits, income, wt, psu::bigint) AS vc, ranked(ill, income, wt) AS iw, sample(income) AS g, sample(income, wt) AS gw
		FROM data) AS d,
	LATERAL (VALUES ('CI visits~income (ties averaged)', concentration_index(v)), ('CI visits~income robust HC1', concentration_index(v, std_error => 'hc1')),
		('CI visits~income weights=wt', concentration_index(vw)), ('CI visits~income weights=wt cluster=psu', concentration_index(vc, std_error => 'cluster')),
		('generalised CI visits~income weights=wt', concentration_index(vw, 'generalized')), ('extended CI v=3 visits~income weights=wt', concentration_index(vw, 'extended', nu => 3)),
		('extended CI v=1.5 visits~income weights=wt', concentration_index(vw, 'extended', nu => 1.5)), ('symmetric CI beta=3 visits~income weights=wt', concentration_index(vw, 'symmetric', nu => 3)),
		('Erreygers ill~income weights=wt limits 0,1', concentration_index(iw, 'erreygers', 0, 1)), ('Wagstaff ill~income weights=wt limits 0,1', concentration_index(iw, 'wagstaff', 0, 1)),
		('Erreygers visits~income limits 0,10', concentration_index(v, 'erreygers', 0, 10)), ('Wagstaff visits~income limits 0,10', concentration_index(v, 'wagstaff', 0, 10)),
		('Gini income weights=wt', concentration_index(gw)), ('Gini income', concentration_index(g)), ('modified CI visits~income limits(0)', concentration_index(v, 'modified', 0))) AS c(name, index),
	LATERAL (SELECT ' value' AS suffix, (index).estimate AS value UNION ALL SELECT ' se', (index).std_error) AS f
WHERE value IS NOT NULL
END
};
sql_ok(<<'END', 'C05: Kakwani');
SET search_path = public, medsec;
SELECT abs((kakwani(visits, income, wt)).estimate - expected::float8) < tol::float8 FROM data, published WHERE statistic LIKE 'Kakwani index visits%' GROUP BY expected, tol
END

# Households with the weights that are asked for.
my $households = <<'END';
(SELECT data.*, args, w, exp / size AS head FROM data, LATERAL (VALUES ('hh weight wt', wt), ('person weight wt*size', wt * size), ('unweighted', 1)) AS v(args, w)) AS d
END

a_domain_case 'C40', 'fp_households24.csv' => sub
{
	return figures(<<"END");
SET search_path = public, medsec;
SELECT json_object_agg(name || ' | ' || args, value)
FROM (SELECT args, z, catastrophic(oop, exp, z, w, head) AS c, catastrophic(ranked(oop_share(oop, exp), head, w), z) AS r, catastrophic(oop, exp, z, w) AS t,
		sum(w * is_catastrophic(oop, exp, z)::int) / sum(w) AS formula, catastrophic_xu(oop, exp - food, 0.4, w) AS nonfood
	FROM $households, unnest('{0.05, 0.1, 0.25, 0.4}'::float8[]) AS z GROUP BY args, z) AS s,
	LATERAL (VALUES ('headcount oop/exp>' || z, CASE WHEN abs((t).headcount - formula) < 1e-12 THEN (c).headcount END), ('mean overshoot z=' || z, (t).overshoot),
		('mean positive overshoot z=' || z, (r).mean_positive_overshoot), (format('CI of E z=%s ranked by exp/size', z), (c).concentration_headcount),
		('rank-weighted headcount z=' || z, (r).rank_weighted_headcount), ('CI of O z=' || z, (c).concentration_overshoot), ('rank-weighted overshoot z=' || z, (c).rank_weighted_overshoot),
		('headcount oop/nonfood>=0.40', (nonfood).headcount)) AS v(name, value)
WHERE name <> 'headcount oop/nonfood>=0.40' OR z = 0.4
END
};

a_domain_case 'C41', 'fp_households24.csv' => sub
{
	return figures(<<"END");
SET search_path = public, medsec;
WITH xu AS (SELECT args, subsistence(food, exp, size, w) AS line, ranked(food / size ^ 0.56, food / exp, w) AS r FROM $households GROUP BY args)
SELECT json_object_agg(name || ' | ' || args, value) FROM (
	SELECT args, name, value FROM xu, LATERAL (VALUES ('Xu food share p45', quantile(r, 0.45, 2)), ('Xu food share p55', quantile(r, 0.55, 2)),
		('Xu subsistence per equivalent person (pl)', CASE WHEN line = mean_between_quantiles(r, 0.45, 0.55) THEN line END)) AS v(name, value)
	UNION ALL SELECT args, name, value FROM (SELECT args, (catastrophic_xu(oop, capacity_to_pay(exp, food, size, line), 0.4, w)).headcount AS catastrophic,
			sum(w * (exp < line * equivalent_size(size))::int) / sum(w) AS poor, sum(w * is_impoverished(exp, oop, line * equivalent_size(size))::int) / sum(w) AS impoverished
		FROM $households JOIN xu USING (args) GROUP BY args) AS s, LATERAL (VALUES ('Xu CHE headcount oop/ctp>=0.4', catastrophic), ('Xu poor headcount exp<se', poor), ('Xu impoverished headcount', impoverished)) AS v(name, value)
	UNION ALL SELECT args, 'Xu capacity to pay hh ' || hh, capacity_to_pay(exp, food, size, line) FROM $households JOIN xu USING (args)) AS f
END
};
a_domain_case 'C41', '(inline)' => sub
{
	return figures("SELECT json_object_agg('eqsize n=' || n, medsec.equivalent_size(n)) FROM unnest('{1, 2, 4, 6}'::int[]) AS n");
};

a_domain_case 'C42', 'fp_households24.csv' => sub
{
	return figures(<<"END");
SET search_path = public, medsec;
SELECT json_object_agg(name, value)
FROM (SELECT (impoverishment(head, oop / size, 4200, w)).*, poverty(head, 4200, w) AS gross, fgt(head - oop / size, 4200, 2, w) AS net,
		sum(w * (protection_state(head, oop / size, 4200) = 'at risk')::int) / sum(w) AS at_risk,
		sum(w * is_further_impoverished(head, oop / size, 4200)::int) / sum(w) AS further
	FROM $households WHERE args LIKE 'person%') AS i,
	LATERAL (VALUES ('poverty headcount gross', headcount_before), ('poverty gap (currency) gross', gap_before), ('normalised poverty gap gross', normalized_gap_before),
		('squared normalised gap gross', CASE WHEN abs(squared_gap_before - (gross).squared_gap) < 1e-12 THEN squared_gap_before END), ('mean positive (normalised) gap among poor gross', (gross).mean_gap_of_poor),
		('poverty headcount net', headcount_after), ('poverty gap (currency) net', gap_after), ('normalised poverty gap net', normalized_gap_after), ('squared normalised gap net', net),
		('mean positive (normalised) gap among poor net', mean_positive_gap_after / 4200), ('impoverished (not poor gross, poor net)', impoverished),
		('further impoverished (poor gross and oop>0)', CASE WHEN abs(further - further_impoverished) < 1e-12 THEN further END), ('at risk (not poor net, net<1.2z)', at_risk)) AS v(name, value)
END
};

a_domain_case 'C43', 'fp_households24.csv' => sub
{
	return figures(<<"END");
SET search_path = public, medsec;
SELECT json_build_object('SDG3.8.2 median daily per capita consumption', median, 'SPL max(2.15,1.15+0.5 median)', line,
	'SDG3.8.2 financial hardship oop>40% discretionary budget & oop>0', sum(w * hardship(oop / size / 365 / 4, head / 365 / 4, line)::int) / sum(w),
	'of which impoverishing oop>100%', sum(w * hardship(oop / size / 365 / 4, head / 365 / 4, line, 1)::int) / sum(w),
	'of which large (40-100%)', sum(w * (hardship(oop / size / 365 / 4, head / 365 / 4, line) AND NOT hardship(oop / size / 365 / 4, head / 365 / 4, line, 1))::int) / sum(w))
FROM $households, (SELECT quantile(s, 0.5, 2) AS median, societal_poverty_line(s, 2.15, 1.15) AS line FROM (SELECT sample(exp / size / 365 / 4, wt * size) AS s FROM data) AS s) AS l
WHERE args LIKE 'person%' GROUP BY median, line
END
};

a_domain_case 'C44', 'fp_households24.csv' => sub
{
	return figures(<<"END");
SET search_path = public, medsec;
SELECT json_build_object('CI of oop ranked by exp/size (person weights; oop per household)', (concentration_index(oop, head, w)).estimate, 'CI of oop per capita', (kakwani(oop / size, head, w)).concentration,
	'Gini exp per capita', gini(head, w), 'Kakwani index oop', (kakwani(oop / size, head, w)).estimate)
FROM $households WHERE args LIKE 'person%'
END
};

# A printed headcount H and overshoot O with their concentration indices: made again
# from two groups of one half each, the poorer with H (1 - 2 C_E) and O (1 - 2 C_O).
a_domain_case 'C45', 'ahe18_vietnam1998.csv' => sub
{
	return figures(<<'END');
SET search_path = public, medsec;
SELECT json_object_agg(name, value)
FROM (SELECT base, threshold, catastrophic(share, 1, threshold, weight, side) AS c
	FROM data, unnest('{-1, 1}'::float8[]) AS side, LATERAL (SELECT "H" * (1 + 2 * side * "C_E") AS h, "O" * (1 + 2 * side * "C_O") AS o) AS g,
		LATERAL (VALUES (threshold + o / h, h), (0, 1 - h)) AS r(share, weight) GROUP BY base, threshold) AS s,
	LATERAL (VALUES (format('MPO=O/H %s z=%s', base, threshold), (c).mean_positive_overshoot), (format('H_W=H*(1-C_E) %s z=%s', base, threshold), (c).rank_weighted_headcount),
		(format('O_W=O*(1-C_O) %s z=%s', base, threshold), (c).rank_weighted_overshoot)) AS v(name, value)
END
};

# The same of a printed index and mean of what is 0 or 1.
a_domain_case 'C46', '(inline)' => sub
{
	my ($rows) = @_;
	my ($index, $absolute) = $rows->[0]{args} =~ /CI=(\S+), genCI=(\S+)/;

	return figures(<<"END");
SET search_path = public, medsec;
SELECT json_build_object('Erreygers from CI and mean', (concentration_index(h, 'erreygers', 0, 1)).estimate, 'Wagstaff from CI and mean', (concentration_index(h, 'wagstaff', 0, 1)).estimate,
	'mirror: CI of (1-h)', (concentration_index(mirror)).estimate)
FROM (SELECT ranked(h, side, weight) AS h, ranked(1 - h, side, weight) AS mirror
	FROM unnest('{-1, 1}'::float8[]) AS side, LATERAL (SELECT $absolute\::float8 / $index\::float8 * (1 + 2 * side * $index\::float8) AS share) AS g,
		LATERAL (VALUES (1, share), (0, 1 - share)) AS r(h, weight)) AS s
END
};

a_domain_case 'C47', '(inline)' => sub
{
	return figures(<<'END');
SELECT json_build_object('poverty gap index', medsec.fgt(y, 125, 1), 'squared poverty gap index', (medsec.poverty(medsec.sample(y), 125)).squared_gap) FROM unnest('{100, 110, 150, 160}'::float8[]) AS y
END
};

done_testing();
