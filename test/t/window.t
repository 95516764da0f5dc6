# As a window function an aggregate is asked again and again while its state
# grows: every answer is that of a fresh aggregate over the same frame.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecTest;

# The operators of the summaries are in the schema of the extension.
sql('ALTER DATABASE ' . database() . ' SET search_path = public, medsec');

sql(<<'END');
CREATE TABLE rows AS
SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE sin(i) * 10 + 1000 END AS x, cos(i) AS y, (i % 4)::float8 AS w,
	CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN true ELSE false END AS g, i % 3 AS part,
	('{idealised_policy,implementing_organisation,target_group,environment}'::text[])[1 + i % 4] AS factor
FROM generate_series(1, 400) AS i;
CREATE TABLE parts AS
SELECT i / 4 AS i, medsec.moments(x) AS m, medsec.comoments(x, y) AS c, medsec.moments_pair(x, g) AS p,
	medsec.indicators('{+, -}', x, y) AS u, medsec.smith(factor, x) AS f,
	medsec.sample(x, w) AS s, medsec.ranked(x, y, w, part) AS r, medsec.frequency(factor, w) AS d, medsec.contingency(factor, g) AS t
FROM rows GROUP BY 1;
END

my %of_rows = map { $_ => "medsec.$_" } 'moments(x)', 'moments(x, w)', 'comoments(x, y)', 'comoments(CASE WHEN x IS NOT NULL THEN ARRAY[x, y] END)',
  'comoments_weighted(w, x, y)', 'comoments_weighted(w, CASE WHEN x IS NOT NULL THEN ARRAY[x, y] END)', 'moments_pair(x, g)', 't_test(x, g)',
  't_test_paired(x, y)', 'proportion(g)', 'proportion(g, w)', "indicators('{+, -}', x, y)", "entropy_weights('{+, -}', x, y)",
  "indicators('{+, -}', CASE WHEN x IS NOT NULL THEN ARRAY[x, y] END)", 'smith(factor, x)', 'smith_scores(factor, x, w)',
  'ahp_group(ARRAY[[1, 1 + w], [1 / (1 + w), 1]])', 'sample(x)', 'sample(x, w)', 'ranked(x, y)', 'ranked(x, y, w)', 'ranked(x, y, w, part)',
  'gini(x)', 'theil(x, w)', 'concentration_index(x, y, w)', 'kakwani(w, x)', 'redistributive_effect(w, x)', 'poverty(x, 1000)', 'poverty(x, 1000 + part, w)',
  'fgt(x, 1000, 1)', 'fgt(x, 1000, 0.5, w)', 'catastrophic(y, w, 0.2)', 'catastrophic(y, w, 0.2, w, x)', 'catastrophic_xu(y, w, 0.4, w)', 'impoverishment(x, y, 1000, w)',
  'subsistence(y + 1, x, part + 1, w)', 'basic_needs_line(y, x)', 'targeting(g, y > 0)', 'targeting(g, y > 0, x, w)', 'cgh_index(y + 1, x, w, 0.4)',
  'ols_robust(y, x)', 'ols_clustered(part, y, x, w)', 'logit(g, x, y)', 'logit_weighted(w, g, x)', 'elasticity(x, y)',
  'frequency(factor)', 'frequency(part, w)', 'contingency(factor, g)', 'contingency(part, g, w)', 'chi_square_test(part, g)',
  'fleiss_kappa(i / 3, part, factor)', "krippendorff_alpha(i / 3, part, w, 'interval')", 'kendall_w(part, i / 3, x)', 'friedman_test(x, y, w)',
  'friedman_test(CASE WHEN x IS NOT NULL THEN ARRAY[x, y, w] END)', 'spearman(x, y)', 'kendall(x, y)', 'mann_whitney_test(x, g)', 'wilcoxon_test_paired(x, y)';
my %of_parts = map { $_ => "medsec.$_" } 'rollup(m)', 'rollup(c)', 'rollup(p)', 'rollup(u)', 'rollup(f)', 'rollup(s)', 'rollup(r)', 'rollup(d)', 'rollup(t)',
  'anova(m)', 'welch_anova(m)', 'brown_forsythe_anova(m)', 'bartlett_test(m)', 'levene_test(s)', 'brown_forsythe_test(s)', 'kruskal_wallis_test(s)';

# Frames, and the same rows in the words of WHERE.
my @frames = (
	['ROWS UNBOUNDED PRECEDING', 'r.i <= o.i'],
	['ROWS BETWEEN 9 PRECEDING AND CURRENT ROW', 'r.i BETWEEN o.i - 9 AND o.i'],
	['ROWS BETWEEN 40 PRECEDING AND 3 FOLLOWING', 'r.i BETWEEN o.i - 40 AND o.i + 3'],
	['ROWS BETWEEN 60 PRECEDING AND 30 PRECEDING', 'r.i BETWEEN o.i - 60 AND o.i - 30'],
	['ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING', 'r.i >= o.i'],
	['RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING', 'r.i BETWEEN o.i - 5 AND o.i + 5'],
);

sub same
{
	my ($table, $aggregate, $frame, $where, $name) = @_;

	sql_none(<<"END", $name);
SELECT o.i, o.windowed, fresh.answer
FROM (SELECT i, ($aggregate OVER (ORDER BY i $frame))::text AS windowed FROM $table) AS o,
	LATERAL (SELECT $aggregate\::text FROM (SELECT * FROM $table ORDER BY i) AS r WHERE $where) AS fresh(answer)
WHERE windowed IS DISTINCT FROM answer LIMIT 3
END
	return;
}

for my $frame (@frames)
{
	same('rows', $of_rows{$_}, @$frame, "$_ over $frame->[0]") for sort keys %of_rows;
	same('parts', $of_parts{$_}, @$frame, "$_ over $frame->[0]") for sort keys %of_parts;
}

# Several at once over the same input share a state; none disturbs another.
sql_none(<<'END', 'twins in one window');
SELECT i FROM (SELECT i, medsec.moments(x) OVER w AS a, medsec.moments(x) OVER w AS b,
		medsec.mean(medsec.moments(x) OVER w) AS c, medsec.t_test(x, g) OVER w AS t,
		medsec.t_test(medsec.moments_pair(x, g) OVER w) AS u
	FROM rows WINDOW w AS (ORDER BY i)) AS s
WHERE a <> b OR c <> medsec.mean(a) OR t IS DISTINCT FROM u
END

sql_none(<<'END', 'twins that gather values');
SELECT i FROM (SELECT i, medsec.sample(x) OVER w AS a, medsec.gini(x) OVER w AS g, medsec.median(medsec.sample(x) OVER w) AS m, medsec.theil(x) OVER w AS t,
		medsec.ranked(y, x) OVER w AS r, medsec.concentration_index(y, x) OVER w AS c
	FROM rows WINDOW w AS (ORDER BY i ROWS BETWEEN 20 PRECEDING AND CURRENT ROW)) AS s
WHERE g IS DISTINCT FROM medsec.gini(a) OR t IS DISTINCT FROM medsec.theil(a) OR m IS DISTINCT FROM medsec.median(a) OR c IS DISTINCT FROM medsec.concentration_index(r)
END

# A value taken from a window stays what it was while the window moves on.
sql_none(<<'END', 'kept values do not change');
WITH kept AS MATERIALIZED (
	SELECT i, medsec.comoments(x, y) OVER w AS c, medsec.moments(x) OVER w AS m, medsec.sample(x) OVER w AS s, medsec.ranked(x, y) OVER w AS r
	FROM rows WINDOW w AS (ORDER BY i)
)
SELECT i FROM kept WHERE medsec.n(s) + medsec.n_missing(s) <> i OR medsec.n(r) + medsec.n_missing(r) <> i OR medsec.n(c) + medsec.n_missing(c) <> i OR medsec.n(m) + medsec.n_missing(m) <> i
END
sql_none(<<'END', 'nor when handed on by lag()');
SELECT i FROM (SELECT i, before, m FROM (
	SELECT i, m, lag(m) OVER (ORDER BY i) AS before FROM (
		SELECT i, medsec.moments(y) OVER (ORDER BY i) AS m FROM rows) AS s) AS l) AS k
WHERE medsec.n(m) <> i OR coalesce(medsec.n(before), 0) <> i - 1
END

# Partitions start anew.
sql_none(<<'END', 'partitions');
SELECT part FROM (SELECT part, i, medsec.moments(x) OVER (PARTITION BY part) AS m FROM rows) AS w
	JOIN (SELECT part, medsec.moments(x ORDER BY i) AS f FROM rows GROUP BY part) AS g USING (part)
WHERE medsec.n(m) <> medsec.n(f) OR abs(medsec.variance(m) / medsec.variance(f) - 1) > 1e-12
END

# A window function that scores the units of a partition: no frame is asked, the
# partitions are as if each were alone, and a window that is asked twice agrees.
for my $score ('medsec.normalize(x)', "medsec.normalize(x, 'rank', '-')", "medsec.entropy_score('{+, -}', x, y)",
	"medsec.critic_score('{+, -}', x, y)", "medsec.cv_score('{+, -}', x, y)", "medsec.topsis('{0.5, 0.5}', '{+, -}', x, y)",
	"medsec.weighted_score('{0.5, 0.5}', '{+, -}', 'geometric', x, y)", 'medsec.pca_composite(x, y)', 'medsec.fractional_rank(x)',
	'medsec.fractional_rank(x, w + 1)')
{
	sql_ok(<<"END", "$score: some scores, and none where a value is missing");
SELECT count(s) > 300 AND bool_and((s IS NULL) = (x IS NULL)) FROM (SELECT x, $score OVER (PARTITION BY part) AS s FROM rows) AS w
END
	sql_none(<<"END", "$score OVER $_->[0]") for @frames;
SELECT i, a, b FROM (SELECT i, $score OVER (PARTITION BY part ORDER BY i $_->[0]) AS a,
		$score OVER (PARTITION BY part ORDER BY i) AS b FROM rows) AS s
WHERE a IS DISTINCT FROM b LIMIT 3
END
	sql_none(<<"END", "$score: a partition alone");
SELECT i, a, b FROM (SELECT i, $score OVER (PARTITION BY part ORDER BY i) AS a FROM rows) AS whole
	JOIN (SELECT i, $score OVER (ORDER BY i) AS b FROM rows WHERE part = 1) AS alone USING (i)
WHERE a IS DISTINCT FROM b LIMIT 3
END
}

done_testing();
