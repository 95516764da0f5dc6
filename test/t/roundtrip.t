# A summary written down and read back is the same to the last bit: as text
# whatever extra_float_digits says, in binary, by COPY, and by pg_dump.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use File::Temp;
use MedsecTest;

# The operators of the summaries are in the schema of the extension.
sql('ALTER DATABASE ' . database() . ' SET search_path = public, medsec');

my $folder = File::Temp->newdir;

# Random summaries over the whole range of doubles: x = sign * u * 10^e with one e
# a group, and groups of mixed size.  What overflows is refused, so 10^e stays where
# fourth powers may be anything, but squares are in range.
sql(<<'END');
SELECT setseed(0.5);
CREATE TABLE rows AS
SELECT k, e, sign(random() - 0.5) * random() * power(10::float8, e) AS x, random() * power(10::float8, -e) AS y,
	(floor(random() * 4) / 2)::float8 AS w, random() < 0.5 AS g, ('{idealised_policy,implementing_organisation,target_group,environment}'::text[])[1 + floor(random() * 4)::int] AS factor
FROM (SELECT k, CASE k % 5 WHEN 0 THEN 0 WHEN 1 THEN floor(random() * 290 - 145)
		WHEN 2 THEN 150 WHEN 3 THEN -150 ELSE floor(random() * 20 - 10) END AS e
	FROM generate_series(1, 400) AS k) AS groups, generate_series(1, 1 + k % 37);
INSERT INTO rows SELECT 1000, 0, NULL, NULL, NULL, NULL, NULL FROM generate_series(1, 5);
INSERT INTO rows SELECT 1001, 0, 5e-324 * i, i, 1, true, 'environment' FROM generate_series(1, 9) AS i;
INSERT INTO rows SELECT 1002, 0, 0.1 + 0.2 * i, 1 / i::float8, i / 3::float8, i = 1, 'environment' FROM generate_series(1, 9) AS i;
INSERT INTO rows SELECT 1003, 0, -0.0, 0, 1, false, 'environment' FROM generate_series(1, 9) AS i;

-- What only adds up has no aggregate that shows its state.
CREATE AGGREGATE gaps(y float8, line float8, alpha float8, weight float8) (SFUNC = medsec.fgt_accum, STYPE = medsec.tally, COMBINEFUNC = medsec.tally_combine);

CREATE TABLE summaries (k int, moments medsec.moments, weighted medsec.moments, comoments medsec.comoments,
	wide medsec.comoments, moments_pair medsec.moments_pair, indicators medsec.indicators, smith medsec.smith,
	sample medsec.sample, weighted_sample medsec.sample, ranked medsec.ranked, clusters medsec.ranked, tally medsec.tally,
	frequency medsec.frequency, weighted_frequency medsec.frequency, contingency medsec.contingency);
INSERT INTO summaries
SELECT k, medsec.moments(x), medsec.moments(x, w), medsec.comoments(x, y),
	medsec.comoments(x, y, x * 2, y + 1, w, g), medsec.moments_pair(x, g), medsec.indicators('{+, -, +}', x, y, w),
	medsec.smith(factor, x, w), medsec.sample(x), medsec.sample(x, w), medsec.ranked(x, y), medsec.ranked(y, x, w, k), gaps(x, 1, 1, w),
	medsec.frequency(x), medsec.frequency(factor || '"\' || left(x::text, 2), w), medsec.contingency(x::numeric, factor)
FROM rows GROUP BY k;
INSERT INTO summaries
SELECT 2000, medsec.moments(x), medsec.moments(x, w), medsec.comoments(x, y), medsec.comoments(ARRAY[x]),
	medsec.moments_pair(x, g), medsec.indicators('{+}', x), medsec.smith(factor, x),
	medsec.sample(x), medsec.sample(x, w), medsec.ranked(x, y), medsec.ranked(y, x, w, k), gaps(x, 1, 1, w),
	medsec.frequency(x), medsec.frequency(factor), medsec.contingency(x, factor)
FROM rows WHERE false;
INSERT INTO summaries
SELECT 2000 + k, medsec.moments_of(k, k / 7.0, k / 3.0), medsec.moments_of(k / 2.0, -1e300, 1e-300), NULL, NULL, NULL
FROM generate_series(1, 30) AS k;
END

my %type = (moments => 'moments', weighted => 'moments', comoments => 'comoments', wide => 'comoments',
	moments_pair => 'moments_pair', indicators => 'indicators', smith => 'smith', sample => 'sample', weighted_sample => 'sample',
	ranked => 'ranked', clusters => 'ranked', tally => 'tally',
	frequency => 'frequency', weighted_frequency => 'frequency', contingency => 'contingency');
my @columns = sort keys %type;

for my $column (@columns)
{
	my $type = $type{$column};

	for my $digits (1, 0, -15, 3)
	{
		sql_none(<<"END", "$column as text, extra_float_digits = $digits");
SET extra_float_digits = $digits;
SELECT k, $column FROM summaries
WHERE $column\::text::medsec.$type <> $column
	OR medsec.${type}_send($column\::text::medsec.$type) <> medsec.${type}_send($column)
	OR $column\::text::medsec.$type\::text <> $column\::text LIMIT 3
END
	}
	is(sql("SET extra_float_digits = -15; SELECT md5(string_agg($column\::text, '' ORDER BY k)) FROM summaries"),
		sql("SET extra_float_digits = 3; SELECT md5(string_agg($column\::text, '' ORDER BY k)) FROM summaries"),
		"$column: the text does not depend on extra_float_digits");
	sql_ok("SELECT count(DISTINCT $column\::text) > 30 FROM summaries", "$column: there is variety");

	# Equal values have equal hashes, also after a trip.
	sql_none("SELECT k FROM summaries WHERE medsec.${type}_hash($column)"
		  . " <> medsec.${type}_hash($column\::text::medsec.$type)",
		"$column: equal values hash alike");
}

for my $format ('text', 'csv', 'binary')
{
	for my $digits (1, -15)
	{
		my $file = "$folder/$format.$digits";
		sql("SET extra_float_digits = $digits;\n\\copy summaries TO '$file' (FORMAT $format)\n"
			  . "CREATE TABLE again (LIKE summaries);\n\\copy again FROM '$file' (FORMAT $format)");
		for my $column (@columns)
		{
			sql_none(<<"END", "$column by COPY, $format, extra_float_digits = $digits");
SELECT k, a.$column, s.$column FROM summaries AS s FULL JOIN again AS a USING (k)
WHERE a.$column IS DISTINCT FROM s.$column
	OR medsec.$type{$column}_send(a.$column) IS DISTINCT FROM medsec.$type{$column}_send(s.$column) LIMIT 3
END
		}
		sql('DROP TABLE again');
	}
}

# A dump restores, with the settings pg_dump sets.
my $database = database();
my ($status, undef, $error) = run_program('bash', '-c',
	"pg_dump -t summaries '$database' > '$folder/dump.sql' && psql -Xq -v ON_ERROR_STOP=1 -d '$database'"
	  . " -c 'ALTER TABLE summaries RENAME TO dumped' -f '$folder/dump.sql'");
is($status, 0, 'pg_dump and restore') or diag $error;
for my $column (@columns)
{
	sql_none(
		"SELECT k FROM summaries AS s FULL JOIN dumped AS d USING (k) WHERE s.$column IS DISTINCT FROM d.$column",
		"$column after pg_dump");
}

# What is stored is the same after TOAST has had it.
sql_none(<<'END', 'large summaries out of line, and compressed');
CREATE TABLE large AS SELECT i, medsec.comoments(a) AS c
FROM generate_series(1, 4) AS i, LATERAL (SELECT array_agg(sin(i * j)) AS a FROM generate_series(1, 100 * i) AS j) AS r
GROUP BY i;
ALTER TABLE large ALTER c SET STORAGE EXTENDED;
CREATE TABLE larger AS SELECT i, c FROM large;
INSERT INTO larger SELECT i, c FROM large;
SELECT i FROM larger JOIN large USING (i) WHERE larger.c <> large.c OR larger.c::text::medsec.comoments <> large.c
END

sql_none(<<'END', 'units out of line, and compressed');
CREATE TABLE units AS SELECT i, medsec.indicators('{+, -}', j * i % 7, i) AS u
FROM generate_series(1, 4) AS i, LATERAL generate_series(1, 300 * i) AS j GROUP BY i;
SELECT i FROM units WHERE medsec.n(u) <> 300 * i OR u::text::medsec.indicators <> u OR pg_column_size(u) >= 16 * medsec.n(u)
END

sql_none(<<'END', 'values out of line, and compressed');
CREATE TABLE samples AS SELECT i, medsec.sample(j * i % 7) AS s, medsec.ranked(sin(j), j % 5, i, j) AS r
FROM generate_series(1, 4) AS i, LATERAL generate_series(1, 300 * i) AS j GROUP BY i;
SELECT i FROM samples WHERE medsec.n(s) <> 300 * i OR s::text::medsec.sample <> s OR r::text::medsec.ranked <> r OR pg_column_size(s) >= 8 * medsec.n(s)
END

# pca is a row type: its text is exact with the default, or more, digits.
sql_none(<<'END', 'pca as text and by jsonb');
CREATE TABLE analysis AS
SELECT matrix, medsec.pca(c, matrix, 2, rotation => rotation) AS p
FROM (SELECT medsec.comoments(x, y, w, x * y) AS c FROM rows WHERE e = 0) AS s,
	unnest('{correlation, covariance}'::text[]) AS matrix, unnest('{none, varimax, promax}'::text[]) AS rotation;
SELECT matrix FROM analysis
WHERE p::text::medsec.pca IS DISTINCT FROM p
	OR jsonb_populate_record(NULL::medsec.pca, to_jsonb(p)) IS DISTINCT FROM p
END

done_testing();
