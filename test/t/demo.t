# What is planted in the invented data of the demo, the methods find; and what is
# not planted, they do not.  The generators say what is planted.
#
# Two worlds: the one that the demo shows, and a larger one with another seed, so
# that nothing here leans on one lucky draw.  Planted values are looked for within
# limits of 99.9 per cent, and nothing is called found by chance above p = 0.001.

use strict;
use warnings;
use lib 'test/t/lib';
use MedsecTest;

my $demo = project() . '/demo';

# The generator's SQL, of one study only.
sub world
{
	my ($study, $size, $seed) = @_;
	my $script = MedsecTest::slurp("$demo/generate.sql");

	$script =~ s/^\\ir (generate-\Q$study\E\.sql)$/\\i $demo\/$1/m or die "no generator of $study";
	$script =~ s/^\\ir .*//mg;
	return "\\set size $size\n\\set seed $seed\n$script";
}

sub suzhou
{
	my ($world) = @_;
	my $found = sub { sql_ok($_[0], "$world: $_[1]") };

	# ---- who is insured ----

	my $terms = "medsec.logit_terms(model, '{contract, years, age}', 0.999) AS t";
	my $planted = "(VALUES ('contract', 0.8), ('years', 0.15), ('age', 0)) AS p(term, planted)";
	$found->("SELECT planted BETWEEN conf_low AND conf_high FROM demo.suzhou_enrolment, $terms JOIN $planted USING (term) WHERE wave = 'before'",
		'odds of being insured before the policy, by contract, years and age');
	$found->('SELECT (f).converged AND (f).auc BETWEEN 0.6 AND 0.75 FROM (SELECT medsec.logit_summary(model) AS f FROM demo.suzhou_enrolment OFFSET 0) AS s',
		'three columns tell some of it, and not much');
	$found->(<<'END', 'the policy asks for no contract: its effect falls to less than 0.7 of what it was');
SELECT a.estimate < 0.7 * b.estimate
FROM (SELECT (e).estimate FROM demo.suzhou_enrolment, medsec.logit_effects(model, '{contract, years, age}') AS e WHERE wave = 'before' AND e.term = 'contract') AS b,
	(SELECT (e).estimate FROM demo.suzhou_enrolment, medsec.logit_effects(model, '{contract, years, age}') AS e WHERE wave = 'after' AND e.term = 'contract') AS a
END
	$found->(<<'END', 'who gains cover in a district, and who loses it');
SELECT planted BETWEEN (p).conf_low AND (p).conf_high
FROM (SELECT planted, medsec.proportion(insured_after <> insured_before, 0.999) AS p
	FROM demo.suzhou_panel JOIN (VALUES ('Kunshan', false, 0.26 / 0.34), ('Taicang', false, 0.04 / 0.30), ('Wujiang', false, 0.29 / 0.45),
		('Kunshan', true, 0.02), ('Wujiang', true, 0.02)) AS w(district, insured_before, planted) USING (district, insured_before)
	WHERE migrant GROUP BY district, insured_before, planted OFFSET 0) AS s
END
	$found->(<<'END', 'McNemar: migrant children gain cover, local children stay as they were');
SELECT CASE WHEN migrant THEN (m).p_value < 1e-20 AND (m).estimate > 10 ELSE (m).exact_p_value > 0.001 END
FROM (SELECT migrant, medsec.mcnemar_test(medsec.contingency(insured_before, insured_after)) AS m FROM demo.suzhou_panel GROUP BY migrant OFFSET 0) AS s
END

	# ---- costs ----

	$found->(<<'END', 'log of costs: insurance, visits, and nothing else');
SELECT planted BETWEEN conf_low AND conf_high
FROM (SELECT medsec.rollup(c) AS c FROM demo.suzhou_cost_columns) AS s,
	medsec.ols(c, '{cost, insured, visits, age, migrant, after}', 0.999) AS t
	JOIN (VALUES ('insured', -0.42), ('visits', 0.18), ('age', 0), ('migrant', 0), ('after', 0)) AS p(term, planted) USING (term)
END

	# ---- the questionnaire ----

	my $items = 'SELECT wave, medsec.rollup(items) AS items FROM demo.suzhou_scale GROUP BY wave OFFSET 0';
	$found->("SELECT count(*) = 1 AND sum(component) = 1 FROM ($items) AS s, medsec.pca_components(medsec.pca(items)) AS c"
			. ' JOIN medsec.parallel_analysis(1500, 7) AS p USING (component) WHERE eigenvalue > percentile_eigenvalue GROUP BY wave',
		'the questionnaire measures one thing');
	$found->("SELECT CASE WHEN item = 'x7' THEN loading < 0.25 ELSE loading BETWEEN 0.45 AND 0.75 END FROM ($items) AS s, medsec.omega_items(items)",
		'six items share it, the seventh does not');
	$found->("SELECT CASE WHEN item = 'x7' THEN alpha_if_deleted > (a).conf_high ELSE alpha_if_deleted < (a).estimate END"
			. " FROM (SELECT items, medsec.cronbach_alpha(items) AS a FROM ($items) AS i OFFSET 0) AS s, medsec.item_analysis(items)",
		'and the scale is better without it');
	is(sql(<<'END'), 'item 6 goes against the others: is it reversed?', "$world: worry is asked the other way round, and alpha says so");
SELECT (medsec.cronbach_alpha(medsec.comoments(satisfaction_before, knowledge_before, access_before, affordability_before, fairness_before, worry_before))).note
FROM demo.suzhou_panel
END

	# ---- before and after ----

	$found->(<<'END', 'signed ranks: six items rise for migrant parents; "distance" and local parents stay');
SELECT CASE WHEN migrant AND item <> 'distance' THEN (w).p_value < 0.001 AND (w).rank_biserial > 0 ELSE (w).p_value > 0.001 END
FROM (SELECT migrant, item, medsec.wilcoxon_test(medsec.sample(medsec.rollup(change))) AS w FROM demo.suzhou_answers GROUP BY migrant, item OFFSET 0) AS s
END
	$found->(<<'END', 'and most in the order that is planted: knowledge, satisfaction, fairness');
SELECT array_agg(item ORDER BY (w).rank_biserial DESC) = '{knowledge, satisfaction, fairness, distance}'
FROM (SELECT item, medsec.wilcoxon_test(medsec.sample(medsec.rollup(change))) AS w FROM demo.suzhou_answers
	WHERE migrant AND item IN ('knowledge', 'satisfaction', 'fairness', 'distance') GROUP BY item OFFSET 0) AS s
END
	$found->(<<'END', 'Mann-Whitney: migrant and local parents answer alike before, and not after');
SELECT (b).p_value > 0.001 AND (a).p_value < 1e-6 AND (a).superiority > 0.55
FROM (SELECT medsec.mann_whitney_test(medsec.sample(medsec.rollup(before) FILTER (WHERE migrant)), medsec.sample(medsec.rollup(before) FILTER (WHERE NOT migrant))) AS b,
		medsec.mann_whitney_test(medsec.sample(medsec.rollup(after) FILTER (WHERE migrant)), medsec.sample(medsec.rollup(after) FILTER (WHERE NOT migrant))) AS a
	FROM demo.suzhou_answers WHERE item = 'satisfaction' OFFSET 0) AS s
END

	# ---- districts ----

	for my $families (['migrant', '< 0.001'], ['NOT migrant', '> 0.001'])
	{
		my ($who, $expected) = @$families;

		$found->(<<"END", "three tests of districts, $who: p $expected");
SELECT (f).p_value $expected AND (w).p_value $expected AND (h).p_value $expected
FROM (SELECT medsec.anova(change_moments) AS f, medsec.welch_anova(change_moments) AS w, medsec.kruskal_wallis_test(medsec.sample(change)) AS h
	FROM demo.suzhou_answers WHERE $who AND item = 'satisfaction' OFFSET 0) AS s
END
	}
	$found->(<<'END', 'Kunshan has gained more than Taicang, among 45 pairs');
WITH listed AS (
	SELECT array_agg(district ORDER BY district) AS names, array_agg(change_moments ORDER BY district) AS groups, array_agg(medsec.sample(change) ORDER BY district) AS samples
	FROM demo.suzhou_answers WHERE migrant AND item = 'satisfaction'
)
SELECT count(*) = 45 AND bool_or(group1 = 'Kunshan' AND group2 = 'Taicang' AND g.conf_low > 0 AND t.conf_low > 0 AND d.p_value < 0.05 AND d.estimate > 0)
FROM listed, medsec.games_howell(names, groups) AS g JOIN LATERAL medsec.tukey_hsd(names, groups) AS t USING (group1, group2)
	JOIN LATERAL medsec.dunn_test(names, samples) AS d USING (group1, group2)
END
	$found->(<<'END', 'answers go by district after the policy, and not before');
SELECT (b).p_value > 0.001 AND (a).p_value < 0.05 FROM (SELECT medsec.chi_square_test(before) AS b, medsec.chi_square_test(after) AS a FROM demo.suzhou_crossed OFFSET 0) AS s
END
	$found->(<<'END', 'in Kunshan more are very content, and fewer discontent, than elsewhere');
SELECT bool_and(CASE column_value WHEN '5' THEN standardized_residual > 2 WHEN '2' THEN standardized_residual < -2 ELSE true END)
FROM demo.suzhou_crossed, medsec.cells(after) WHERE row_value = 'Kunshan'
END
	$found->(<<'END', 'satisfaction rises for migrant parents, whatever their years and contract; errors by district are the larger ones');
SELECT bool_and(CASE WHEN term = 'migrant' THEN c.conf_low > 0 AND c.std_error > o.std_error ELSE 0 BETWEEN c.conf_low AND c.conf_high END)
FROM demo.suzhou_gain, medsec.ols(m, '{migrant, years, contract}', 'cluster', 0.999) AS c
	JOIN LATERAL medsec.ols(m, '{migrant, years, contract}', 'ols', 0.999) AS o USING (term)
END
	return;
}

for my $world ([2000, 1], [6000, 2])
{
	my ($size, $seed) = @$world;

	sql(world('suzhou', $size, $seed));
	sql("\\i $demo/study-1-suzhou.sql");
	suzhou("size $size, seed $seed");
}

done_testing;
