# rollup() of any grouping is one pass over the rows, in whatever order they come,
# and a rollup of rollups is a rollup.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecTest;
use MedsecCompare;

sql(<<'END');
CREATE TABLE rows AS
SELECT i, CASE WHEN i % 23 = 0 THEN NULL ELSE sin(i) * 10 + i % 7 END AS x, cos(i) + 50 AS y,
	CASE WHEN i % 31 = 0 THEN NULL ELSE (i * 31 % 47)::float8 END AS z, (i % 4)::float8 / 2 AS w,
	CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN true ELSE false END AS g,
	('{idealised_policy,implementing_organisation,target_group,environment}'::text[])[1 + i * i % 7 % 4] AS factor
FROM generate_series(1, 5000) AS i;
END

# What is asked of a summary; n and missing rows must be the same, figures near.
my %kinds = (
	'moments(x)' => ['medsec.moments(x)', 'to_json(medsec.describe(%s))'],
	'moments(x, w)' => ['medsec.moments(x, w)', 'to_json(medsec.describe(%s))'],
	'comoments' => [
		'medsec.comoments(x, y, z)',
		"json_build_object('n', medsec.n(%1\$s), 'missing', medsec.n_missing(%1\$s),"
		  . " 'means', medsec.means(%1\$s), 'covariance', medsec.covariance(%1\$s))"
	],
	'comoments_weighted' => [
		'medsec.comoments_weighted(w, x, y, z)',
		"json_build_object('n', medsec.n(%1\$s), 'missing', medsec.n_missing(%1\$s),"
		  . " 'weight', medsec.sum_weight(%1\$s), 'covariance', medsec.covariance(%1\$s))"
	],
	'moments_pair' => ['medsec.moments_pair(x, g)', 'to_json(medsec.t_test(%s))'],
	'indicators' => [
		"medsec.indicators('{+, -, +}', x, y, z)",
		"json_build_object('n', medsec.n(%1\$s), 'missing', medsec.n_missing(%1\$s), 'entropy', medsec.entropy_weights(%1\$s),"
		  . " 'critic', medsec.critic_weights(%1\$s), 'cv', medsec.cv_weights(%1\$s), 'pca', medsec.pca_weights(%1\$s))"
	],
	'frequency' => ['medsec.frequency(x)', "json_build_object('same', md5(%s::text))"],
	'frequency, weighted' => ['medsec.frequency(factor, w)', "json_build_object('same', md5(%s::text))"],
	'contingency' => ['medsec.contingency(factor, z)', "json_build_object('same', md5(%s::text))"],
	'smith' => ['medsec.smith(factor, x)', '(SELECT json_agg(f) FROM medsec.smith_factors(%s) AS f)'],
	'sample(x)' => ['medsec.sample(x)', "json_build_object('exactly', md5(%1\$s::text), 'inequality', medsec.inequality(%1\$s)::text)"],
	'sample(x, w)' => ['medsec.sample(x, w)', "json_build_object('exactly', md5(%1\$s::text), 'poverty', medsec.poverty(%1\$s, 5)::text)"],
	'ranked(x, y)' => ['medsec.ranked(x, y)', "json_build_object('exactly', md5(%1\$s::text), 'index', medsec.concentration_index(%1\$s)::text)"],
	'ranked(x, y, w, cluster)' =>
		['medsec.ranked(x, z, w, i % 17)', "json_build_object('exactly', md5(%1\$s::text), 'index', medsec.concentration_index(%1\$s, std_error => 'cluster')::text)"],
	'sample(x, w) and sample(x)' => [
		'CASE WHEN min(i) % 2 = 0 THEN medsec.sample(x, 1) ELSE medsec.sample(x) END',
		"json_build_object('n', medsec.n(%1\$s), 'missing', medsec.n_missing(%1\$s), 'weight', medsec.sum_weight(%1\$s), 'inequality', medsec.inequality(%1\$s))"
	],
	'smith, weighted' => ['medsec.smith(factor, x, w)', 'to_json(medsec.smith_scores(%s, ARRAY[1, 2, 3, 4]))'],
);

sub rounding
{
	my ($path) = @_;
	return (0, 0) if $path =~ /^(?:exactly|n|n1|n2|missing|n_missing|minimum|maximum|conf_level)$/;
	return $path =~ /covariance/ ? (1e-12, 1e-11) : $path =~ /p_value|low|high|ness|osis/ ? (1e-9, 1e-11) : (1e-12, 1e-13);
}

sub same
{
	my ($kind, $query, $name) = @_;
	my ($summary, $ask) = @{ $kinds{$kind} };
	my $asked = 'SELECT ' . sprintf($ask, 's');

	same_figures("$asked FROM ($query) AS q(s)", "$asked FROM (SELECT $summary AS s FROM rows) AS q", \&rounding,
		"$kind: $name");
	return;
}

for my $kind (sort keys %kinds)
{
	my $summary = $kinds{$kind}[0];

	# From one row a group to one group in all.
	for my $groups (1, 2, 3, 50, 1000, 5000)
	{
		same($kind, "SELECT medsec.rollup(s) FROM (SELECT $summary AS s FROM rows GROUP BY i % $groups) AS p",
			"$groups groups");
	}

	# Groups by chance, of very unequal size, rows and groups shuffled.
	for my $seed (1 .. 5)
	{
		same($kind, <<"END", "a grouping by chance, seed $seed");
SELECT medsec.rollup(s ORDER BY md5(label::text || $seed))
FROM (SELECT label, $summary AS s
	FROM (SELECT *, floor(40 * power(('x' || left(md5(i || 'g$seed'), 8))::bit(32)::bigint / 4294967296.0, $seed)) AS label
		FROM rows ORDER BY md5(i || 'o$seed')) AS r
	GROUP BY label) AS p
END
	}

	same($kind, <<"END", 'rollup of rollups');
SELECT medsec.rollup(s) FROM (SELECT a / 10, medsec.rollup(s) FROM (
	SELECT i / 20 AS a, $summary AS s FROM rows GROUP BY 1) AS p GROUP BY 1) AS q(b, s)
END

	same($kind, <<"END", 'an empty grouping set is the whole');
SELECT s FROM (SELECT i % 3 AS a, i % 4 AS b, grouping(i % 3, i % 4) AS level, $summary AS s
	FROM rows GROUP BY CUBE (i % 3, i % 4)) AS p WHERE level = 3
END

	# Each level of a cube is the rollup of the level below.
	same($kind, <<"END", "grouping sets, level $_") for 0, 1, 2;
SELECT medsec.rollup(s) FROM (SELECT grouping(i % 3, i % 4) AS level, $summary AS s
	FROM rows GROUP BY CUBE (i % 3, i % 4)) AS p WHERE level = $_
END

	# Stored, read back, and with the empty summary and NULL among the parts.
	sql("DROP TABLE IF EXISTS stored; CREATE TABLE stored AS SELECT i % 9 AS part, $summary AS s FROM rows GROUP BY 1;"
		  . " INSERT INTO stored SELECT 100, $summary FROM rows WHERE false;"
		  . ' INSERT INTO stored VALUES (101, NULL)');
	same($kind, 'SELECT medsec.rollup(s) FROM stored', 'a stored table');
	same($kind, 'SELECT medsec.rollup(s) FROM stored WHERE part < 9', 'without the empty parts');

	# An incremental view: a stored summary and what came after.
	same($kind, <<"END", 'a stored summary and new rows');
SELECT medsec.rollup(s) FROM (SELECT s FROM stored WHERE part <= 4
	UNION ALL SELECT $summary FROM rows WHERE i % 9 > 4) AS p
END
}

# A part of all NULL rows counts what it left out, and nothing else.
sql_ok(<<'END', 'missing rows are counted through rollup');
SELECT medsec.n_missing(medsec.rollup(s)) = (SELECT count(*) FROM rows WHERE x IS NULL)
	AND medsec.n(medsec.rollup(s)) = (SELECT count(x) FROM rows)
FROM (SELECT medsec.moments(x) AS s FROM rows GROUP BY i) AS p
END

done_testing();
