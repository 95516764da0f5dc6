# A parallel plan answers what a serial one does, to rounding; and it is a
# parallel plan: workers summarise, the leader combines.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecTest;
use MedsecCompare;

sql(<<'END');
CREATE TABLE rows AS
SELECT i, sin(i) * 100 + i % 13 AS x, cos(i * 1.7) * 3 + 1e6 AS y, (i * 7919 % 101)::float8 AS z,
	(i % 5)::float8 AS w, i % 3 = 0 AS g, i % 17 AS kind,
	('{idealised_policy,implementing_organisation,target_group,environment}'::text[])[1 + i % 4] AS factor
FROM generate_series(1, 60000) AS i;
UPDATE rows SET x = NULL WHERE i % 11 = 0;
UPDATE rows SET g = NULL WHERE i % 19 = 0;
ALTER TABLE rows SET (parallel_workers = 2);
CREATE TABLE parts AS
SELECT i / 50 AS part, medsec.moments(x) AS m, medsec.comoments(x, y, z) AS c, medsec.moments_pair(x, g) AS p,
	medsec.indicators('{+, -, +}', x, y, x + z) AS u, medsec.smith(factor, x) AS f, medsec.frequency(kind) AS d, medsec.contingency(factor, kind) AS t,
	medsec.sample(x, w) AS s, medsec.ranked(x, z, w, kind) AS r, medsec.sample(x) AS q
FROM rows GROUP BY 1;
ALTER TABLE parts SET (parallel_workers = 2);
VACUUM ANALYZE;
END

my $parallel = <<'END';
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SET enable_indexscan = off;
END
my $serial = "SET max_parallel_workers_per_gather = 0;\n";

sub described
{
	my ($moments) = @_;
	return "to_json(medsec.describe($moments))";
}

sub matrices
{
	my ($comoments) = @_;
	return "json_build_object('n', medsec.n($comoments), 'missing', medsec.n_missing($comoments),"
	  . " 'weight', medsec.sum_weight($comoments), 'means', medsec.means($comoments),"
	  . " 'covariance', medsec.covariance($comoments), 'correlation', medsec.correlation($comoments))";
}

sub weights
{
	my ($indicators) = @_;
	return "json_build_object('n', medsec.n($indicators), 'missing', medsec.n_missing($indicators),"
	  . join(', ', map { " '$_', medsec.${_}_weights($indicators)" } qw(entropy critic cv pca)) . ')';
}

my %answers = (
	'moments(x)' => described('medsec.moments(x)'),
	'moments(x, weight)' => described('medsec.moments(x, w)'),
	'comoments(columns)' => matrices('medsec.comoments(x, y, z)'),
	'comoments(array)' => matrices('medsec.comoments(CASE WHEN num_nulls(x, y, z) = 0 THEN ARRAY[x, y, z] END)'),
	'comoments_weighted(columns)' => matrices('medsec.comoments_weighted(w, x, y, z)'),
	'comoments_weighted(array)' => matrices('medsec.comoments_weighted(w, CASE WHEN num_nulls(x, y, z) = 0 THEN ARRAY[x, y, z] END)'),
	't_test(moments_pair)' => 'to_json(medsec.t_test(medsec.moments_pair(x, g)))',
	't_test(x, grp)' => 'to_json(medsec.t_test(x, g))',
	't_test_paired(x, y)' => 'to_json(medsec.t_test_paired(x, z))',
	'proportion(flag)' => 'to_json(medsec.proportion(g))',
	'indicators(columns)' => weights("medsec.indicators('{+, -, +}', x, y, x + z)"),
	'indicators(array)' => weights("medsec.indicators('{+, -, +}', CASE WHEN num_nulls(x, y, z) = 0 THEN ARRAY[x, y, x + z] END)"),
	(map { +"${_}_weights(columns)" => "to_json(medsec.${_}_weights('{+, -, +}', x, y, x + z))" } qw(entropy critic cv pca)),
	'smith_scores(factor, score)' => 'to_json(medsec.smith_scores(factor, x))',
	'smith_scores(factor, score, weight)' => 'to_json(medsec.smith_scores(factor, x, w))',
	'smith(factor, score)' => 'to_json(medsec.smith_scores(medsec.smith(factor, x), ARRAY[1, 2, 3, 4]))',
	'ahp_group(matrix)' => 'to_json(medsec.ahp_group(ARRAY[[1, 1 + z], [1 / (1 + z), 1]]))',
	'frequency(value)' => "json_build_object('f', medsec.frequency(kind)::text)",
	'frequency(value, weight)' => "json_build_object('f', medsec.frequency(factor, w)::text)",
	'frequency(text)' => "json_build_object('f', medsec.frequency(kind::text)::text)",
	'contingency(row, column)' => "json_build_object('c', medsec.contingency(g, kind)::text)",
	'contingency(row, column, weight)' => "json_build_object('c', medsec.contingency(factor, x > 0, w)::text)",
	'contingency(text, text)' => "json_build_object('c', medsec.contingency(factor, kind::text)::text)",
	'chi_square_test(row, column)' => 'to_json(medsec.chi_square_test(g, kind))',
	'chi_square_test(text, text)' => 'to_json(medsec.chi_square_test(factor, kind::text))',
	'fleiss_kappa(unit, coder, value)' => 'to_json(medsec.fleiss_kappa(i / 4, i % 4, kind))',
	'krippendorff_alpha(unit, coder, value)' => "to_json(medsec.krippendorff_alpha(i / 4, i % 4, x, 'interval'))",
	'kendall_w(unit, coder, value)' => 'to_json(medsec.kendall_w((i / 4)::text, (i % 4)::text, z))',
	'proportion(flag, weight)' => 'to_json(medsec.proportion(g, w))',
	'catastrophic(oop, budget, threshold)' => 'to_json(medsec.catastrophic(x, z, 0.25))',
	'catastrophic(oop, budget, threshold, weight)' => 'to_json(medsec.catastrophic(x, z, 0.25, w))',
	'catastrophic_xu' => 'to_json(medsec.catastrophic_xu(x, z, 0.4, w))',
	'impoverishment' => 'to_json(medsec.impoverishment(z, x / 9, 30, w))',
	'fgt' => 'to_json(medsec.fgt(x, 30, 1.5, w))',
	'targeting(flags)' => 'to_json(medsec.targeting(g, z > 50))',
	'targeting(flags, amount, weight)' => 'to_json(medsec.targeting(g, z > 50, y, w))',
	'ols(comoments)' => 'to_json(medsec.ols_summary(medsec.comoments(z, x, w)))',
	'ols_robust(y, columns)' => 'to_json(medsec.ols_robust(z, x, w))',
	'ols_robust(y, array)' => 'to_json(medsec.ols_robust(z, ARRAY[y, w]))',
	'ols_robust_weighted(weight, y, columns)' => 'to_json(medsec.ols_robust_weighted(w, z, x, y))',
	'ols_clustered(cluster, y, columns)' => 'to_json(medsec.ols_clustered(kind, z, x, w))',
	'ols_clustered_weighted(cluster, weight, y, columns)' => 'to_json(medsec.ols_clustered_weighted(kind, w, z, x))',
	'elasticity(y, x)' => 'to_json(medsec.elasticity(y, x))',
	'elasticity(y, x, weight)' => 'to_json(medsec.elasticity(y, x, w))',
	'logit(y, columns)' => 'to_json(medsec.logit(g, x, z))',
	'logit(y, array)' => 'to_json(medsec.logit(g, ARRAY[y, z]))',
	'logit_weighted(weight, y, columns)' => 'to_json(medsec.logit_weighted(w, g, x, z))',
	'mann_whitney_test(x, grp)' => 'to_json(medsec.mann_whitney_test(x, g))',
	'wilcoxon_test_paired(x, y)' => 'to_json(medsec.wilcoxon_test_paired(x, z))',
	'friedman_test(columns)' => 'to_json(medsec.friedman_test(x, z, w))',
	'friedman_test(array)' => 'to_json(medsec.friedman_test(CASE WHEN num_nulls(x, z) = 0 THEN ARRAY[x, z] END))',
	'spearman(x, y)' => 'to_json(medsec.spearman(x, z))',
	'kendall(x, y)' => 'to_json(medsec.kendall(x, z))',
	(map { +"$_(x)" => "to_json(medsec.$_(x))" } qw(shapiro_wilk_test anderson_darling_test lilliefors_test)),
);

# Values kept as they are: the same to the last bit, whoever gathered them.
my %exactly = (
	'sample(x)' => 'to_json(md5(medsec.sample(x)::text))',
	'sample(x, weight)' => 'to_json(md5(medsec.sample(x, w)::text))',
	'ranked(x, rank)' => 'to_json(md5(medsec.ranked(x, z)::text))',
	'ranked(x, rank, weight, cluster)' => 'to_json(md5(medsec.ranked(x, z, w, kind)::text))',
	'inequality' => 'to_json(medsec.inequality(medsec.sample(abs(x), w))::text)',
	'gini(x, weight), theil(x)' => 'to_json(medsec.gini(x, w) || \' \' || medsec.theil(z))',
	'concentration_index(x, rank, weight)' => 'to_json(medsec.concentration_index(x, z, w)::text)',
	'kakwani, redistributive_effect' => 'to_json(medsec.kakwani(z, y, w)::text || medsec.redistributive_effect(z, y, w))',
	'poverty(y, line, weight)' => 'to_json(medsec.poverty(y, 1e6 + kind, w)::text)',
	'catastrophic by rank' => 'to_json(medsec.catastrophic(x, z, 0.25, w, y)::text)',
	'subsistence, basic_needs_line' => 'to_json(medsec.subsistence(z, y, w + 1, w) || \' \' || medsec.basic_needs_line(z, y, w))',
	'cgh_index' => 'to_json(medsec.cgh_index(z, y, w, 0.3))',
);
my %rolled_exactly = (
	'rollup(sample)' => 'to_json(md5(medsec.rollup(s)::text))',
	'rollup(ranked)' => 'to_json(md5(medsec.rollup(r)::text))',
);
my %rolled = (
	(map { +"$_(moments)" => "to_json(medsec.$_(m))" } qw(anova welch_anova brown_forsythe_anova bartlett_test)),
	(map { +"$_(sample)" => "to_json(medsec.$_(q))" } qw(levene_test brown_forsythe_test)),
	'rollup(moments)' => described('medsec.rollup(m)'),
	'rollup(comoments)' => matrices('medsec.rollup(c)'),
	'rollup(moments_pair)' => 'to_json(medsec.t_test(medsec.rollup(p)))',
	'rollup(frequency)' => "json_build_object('f', medsec.rollup(d)::text)",
	'rollup(contingency)' => "json_build_object('c', medsec.rollup(t)::text)",
	'rollup(indicators)' => weights('medsec.rollup(u)'),
	'kruskal_wallis_test(sample)' => 'to_json(medsec.kruskal_wallis_test(q))',
	'rollup(smith)' => 'to_json(medsec.smith_scores(medsec.rollup(f), ARRAY[1, 2, 3, 4]))',
);

# Rounding is relative to the scale of what is summed; a covariance near 0 has that
# of its columns.
sub rounding
{
	my ($path) = @_;
	return $path =~ /covariance/ ? (1e-12, 1e-9) : $path =~ /correlation/ ? (0, 1e-12) : (1e-12, 1e-13);
}

# p-values of far tails and limits hang on the statistic more than ten times.
sub derived
{
	my ($path) = @_;
	return $path =~ /p_value|low|high|skewness|kurtosis/ ? (1e-10, 1e-12) : rounding($path);
}

sub to_the_bit
{
	return (0, 0);
}

sub same_answer
{
	my ($answer, $from, $name, $tolerance) = @_;
	my $query = "SELECT $answer FROM $from";

	for my $leader ('on', 'off')
	{
		my $settings = "$parallel SET parallel_leader_participation = $leader;\n";
		same_figures($settings . $query, $serial . $query, $tolerance // \&derived, "$name: parallel = serial, leader $leader");
	}
	like(sql("$parallel EXPLAIN (COSTS OFF) $query"),
		qr/Finalize.*Aggregate.*Gather.*Partial.*Aggregate/s, "$name: workers summarise");
	return;
}

same_answer($answers{$_}, 'rows', $_) for sort keys %answers;
same_answer($rolled{$_}, 'parts', $_) for sort keys %rolled;
same_answer($exactly{$_}, 'rows', $_, \&to_the_bit) for sort keys %exactly;
same_answer($rolled_exactly{$_}, 'parts', $_, \&to_the_bit) for sort keys %rolled_exactly;

# Three rows, though the planner does not know it: some workers see nothing.
same_answer($answers{$_}, "rows WHERE i::text IN ('1', '2', '4')", "$_ of three rows") for sort keys %answers;

# Groups, by hashing and by sorting.
for my $method ('enable_sort', 'enable_hashagg')
{
	my $query = 'SELECT json_agg(a) FROM (SELECT kind, '
	  . join(', ', map { "$answers{$_} AS a" . ($_ =~ s/\W/_/gr) } sort keys %answers)
	  . ' FROM rows GROUP BY kind ORDER BY kind) AS a';
	same_figures("SET $method = off; $parallel $query", "$serial $query", \&derived, "groups, $method = off");
}

# The catalog agrees: everything may run in a worker, every aggregate can be combined.
# A table may be a temporary one, which a worker cannot read.
sql_none(<<'END', 'every function is parallel safe, but those that read a table of the caller');
SELECT oid::regprocedure FROM pg_proc
WHERE pronamespace = 'medsec'::regnamespace AND proparallel <> 's' AND NOT 'regclass'::regtype = ANY (proargtypes)
END
sql_none(<<'END', 'every aggregate has a combine function');
SELECT aggfnoid FROM pg_aggregate AS a JOIN pg_proc AS p ON p.oid = aggfnoid
WHERE pronamespace = 'medsec'::regnamespace AND aggcombinefn = 0
END
sql_none(<<'END', 'every state is a type of its own, which workers and shards can send');
SELECT aggfnoid FROM pg_aggregate AS a JOIN pg_proc AS p ON p.oid = aggfnoid
WHERE pronamespace = 'medsec'::regnamespace AND aggtranstype = 'internal'::regtype
END

# Workers refuse what the leader refuses.
for my $query (
	"SELECT medsec.moments(CASE WHEN i = 59999 THEN 'NaN' ELSE x END) FROM rows",
	'SELECT medsec.moments(x, CASE WHEN i = 59999 THEN -1 ELSE w END) FROM rows',
	"SELECT medsec.comoments(x, CASE WHEN i = 59999 THEN 'Infinity' ELSE y END) FROM rows",
	"SELECT medsec.moments_pair(CASE WHEN i = 59998 THEN 'NaN' ELSE x END, g) FROM rows",
	"SELECT medsec.entropy_weights('{+, -}', y, CASE WHEN i = 59998 THEN 'NaN' ELSE z END) FROM rows",
	"SELECT medsec.sample(CASE WHEN i = 59999 THEN 'NaN' ELSE x END) FROM rows",
	'SELECT medsec.gini(y, CASE WHEN i = 59999 THEN -1 ELSE w END) FROM rows',
	"SELECT medsec.ranked(x, CASE WHEN i = 59998 THEN 'Infinity' ELSE y END) FROM rows",
	'SELECT medsec.poverty(y, CASE WHEN i = 59998 THEN 0 ELSE 5 END) FROM rows',
	"SELECT medsec.catastrophic(CASE WHEN i = 59998 THEN 'NaN' ELSE y END, z, 0.1) FROM rows",
	'SELECT medsec.catastrophic(y, z + 1, CASE WHEN i = 59998 THEN 0.2 ELSE 0.1 END, 1, y) FROM rows',
	"SELECT medsec.smith_scores(CASE WHEN i = 59998 THEN 'other' ELSE factor END, y) FROM rows")
{
	my ($code) = sql_error($parallel . $query);
	is($code, '22023', $query);
}

done_testing();
