# Text and bytes that are not what a summary wrote: each is read as a valid value,
# with which every function copes, or refused with an error of its own class.
# Never an internal error, never a crash.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use File::Temp;
use MedsecTest;

# The operators of the summaries are in the schema of the extension.
sql('ALTER DATABASE ' . database() . ' SET search_path = public, medsec');

my $folder = File::Temp->newdir;
my $seed = $ENV{MEDSEC_SEED} // 1;
my $mutations = 400;

srand $seed;
note "seed $seed (MEDSEC_SEED)";

my $started = sql('SELECT pg_postmaster_start_time()');

sql(<<'END');
CREATE TABLE rows AS
SELECT i, sin(i) * 10 AS x, cos(i)::float8 AS y, (i % 4)::float8 AS w, i % 2 = 0 AS g,
	('{idealised_policy,implementing_organisation,target_group,environment}'::text[])[1 + i % 4] AS factor FROM generate_series(1, 40) AS i;

-- What the functions say of a value: nothing, or an error of class 22.
CREATE FUNCTION asked(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN 'fine';
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate || ' ' || sqlerrm;
END $$;
-- What only adds up has no aggregate that shows its state.
CREATE AGGREGATE gaps(y float8, line float8, alpha float8) (SFUNC = medsec.fgt_accum, STYPE = medsec.tally);
CREATE AGGREGATE lists(is_target boolean, is_beneficiary boolean) (SFUNC = medsec.targeting_accum, STYPE = medsec.tally);
CREATE TABLE attempts (line int GENERATED ALWAYS AS IDENTITY, value text);
END

my %valid = (
	benefit_plan => [ map { "medsec.example_plan('$_')" } 'four-layers', 'suzhou-2023', 'beijing-2019', 'child-heart-2024' ],
	moments => [
		'medsec.moments(x)',
		'medsec.moments(x, w)',
		'medsec.moments(x) FILTER (WHERE false)',
		'medsec.moments_of(10, 5, 2)'
	],
	comoments => [
		'medsec.comoments(x, y, w)',
		'medsec.comoments(x)',
		'medsec.comoments(x, y) FILTER (WHERE false)',
		'medsec.comoments_weighted(w, x, y)'
	],
	moments_list => [
		'(array_agg(medsec.moments_list_accum(medsec.moments_list_accum(NULL, medsec.moments_of(i, x, 2)), medsec.moments_of(7, y, 1))))[1]',
		'(array_agg(medsec.moments_list_combine(NULL, NULL)))[1]'
	],
	moments_pair => ['medsec.moments_pair(x, g)', 'medsec.moments_pair(x, g) FILTER (WHERE false)'],
	ratings => [
		"(array_agg(medsec.ratings_accum(medsec.ratings_accum(medsec.ratings_accum(NULL, 'a long name'::text, 'b'::text, factor),"
		  . " 'a long name'::text, 'c'::text, factor), 'd'::text, 'b'::text, ''::text)))[1]",
		"(array_agg(medsec.ratings_accum_level(medsec.ratings_accum_level(medsec.ratings_accum_level(NULL, 'u'::text, 'b'::text, w, 'ratio'),"
		  . " 'u'::text, 'c'::text, w + 1, 'ratio'), 'v'::text, 'b'::text, 2.5, 'ratio')))[1]",
		'(array_agg(medsec.ratings_combine(NULL, NULL)))[1]'
	],
	frequency => [
		'medsec.frequency(i % 5)', 'medsec.frequency(i % 5, w + 0.5)', 'medsec.frequency(factor)', 'medsec.frequency(g) FILTER (WHERE false)',
		"medsec.frequency('a\"b\\c,d'::text || i % 2)"
	],
	contingency => [
		'medsec.contingency(i % 3, g)', 'medsec.contingency(factor, i % 5, w + 0.5)', 'medsec.contingency(g, i > 20)',
		'medsec.contingency(i % 3, i / 15)', 'medsec.contingency(g, i) FILTER (WHERE false)'
	],
	indicators => [
		"medsec.indicators('{+, -, +}', x, y, w) FILTER (WHERE i < 4)",
		"medsec.indicators('{-}', x)",
		"medsec.indicators('{+, -}', x, y) FILTER (WHERE false)",
		"medsec.indicators('{+, -}', 7, y) FILTER (WHERE i < 7)"
	],
	sample => ['medsec.sample(x)', 'medsec.sample(x, w)', 'medsec.sample(x) FILTER (WHERE i < 4)', 'medsec.sample(x) FILTER (WHERE false)'],
	ranked => ['medsec.ranked(x, y)', 'medsec.ranked(x, y, w)', 'medsec.ranked(x, y, w, i)', 'medsec.ranked(x, y, w + 1, i) FILTER (WHERE i < 4)'],
	tally => ['gaps(x, 5, 1)', "lists(g, w > 1)", 'gaps(x, 5, 1) FILTER (WHERE false)'],
	smith => ['medsec.smith(factor, x)', 'medsec.smith(factor, x, w)', 'medsec.smith(factor, x) FILTER (WHERE i % 4 < 2)'],
);

# Whatever is done with a value that was read.
my %uses = (
	benefit_plan => [
		"(SELECT count(*) FROM medsec.plan_terms(v, 'city', 'dibao', 'local'))",
		"medsec.settle(v, 'tier2', 'poor', 'transfer', 123456.78, 0.01, '2024-01-01') OVER ()",
		"medsec.settle(v, 'county', 'general', 'unfiled', 99999999999999.99) OVER ()",
		'v::jsonb', 'v::jsonb::medsec.benefit_plan',
		'v::text', 'medsec.benefit_plan_send(v)',
		'v = v', 'medsec.benefit_plan_hash(v)'
	],
	moments => [
		'medsec.describe(v)', 'medsec.t_test(v)',
		'medsec.t_test(v, v)', 'medsec.t_test(v, v, var_equal => true)',
		'medsec.dagostino_test(v)', 'medsec.jarque_bera_test(v)',
		'medsec.proportion(v)', 'medsec.f_test_variance(v, v)',
		'medsec.tost(v, -1::float8, 1::float8)', 'v::jsonb',
		'medsec.rollup(v)', 'medsec.skewness(v)',
		'v::text', 'medsec.moments_send(v)',
		'v = v'
	],
	comoments => [
		'medsec.means(v)', 'medsec.covariance(v)',
		'medsec.correlation(v)', 'medsec.partial_correlation(v)',
		'(SELECT count(*) FROM medsec.correlations(v))', '(SELECT count(*) FROM medsec.partial_correlations(v))',
		'medsec.correlation_test(v)', 'medsec.t_test_paired(v)',
		'medsec.kmo(v)', 'medsec.bartlett_sphericity(v)',
		'(SELECT count(*) FROM medsec.kmo_items(v))', 'medsec.pca(v)',
		"medsec.pca(v, 'covariance')", "medsec.pca(v, components => 1, rotation => 'varimax')",
		'v::jsonb', 'medsec.rollup(v)',
		'v::text', 'medsec.comoments_send(v)',
		'v = v'
	],
	indicators => [
		'medsec.n(v) + medsec.n_missing(v) + medsec.columns(v)', 'medsec.entropy_weights(v)',
		'medsec.entropy_weights(v, 0.01)', 'medsec.critic_weights(v)',
		'medsec.cv_weights(v)', 'medsec.pca_weights(v)',
		'medsec.indicators_final(v)', 'v::jsonb',
		'medsec.rollup(v)', 'medsec.indicators_combine(v, v)',
		'v::text', 'medsec.indicators_send(v)',
		'v = v'
	],
	frequency => [
		'medsec.n(v) + medsec.n_missing(v) + medsec.n_zero_weight(v) + medsec.sum_weight(v)', 'medsec.mode(v)',
		'(SELECT count(*) FROM medsec.levels(v))', 'medsec.goodness_of_fit(v)',
		"medsec.share(v, '{1,a}')", 'medsec.top_box(v, 3)',
		'medsec.median(medsec.sample(v))', 'v::jsonb',
		'medsec.rollup(v)', 'medsec.frequency_combine(v, v)',
		'v::text', 'medsec.frequency_send(v)',
		'v = v'
	],
	contingency => [
		'medsec.n(v) + medsec.n_missing(v) + medsec.n_zero_weight(v) + medsec.sum_weight(v)', 'medsec.chi_square_test(v)',
		'(SELECT count(*) FROM medsec.cells(v))', 'medsec.cramers_v(v, true) + medsec.phi(v)',
		'medsec.fisher_exact_test(v)', 'medsec.odds_ratio(v)',
		'medsec.risk_ratio(v)', 'medsec.risk_difference(v)',
		'medsec.mcnemar_test(v)', "medsec.cohen_kappa(v, 'linear')",
		'v::jsonb', 'medsec.rollup(v)',
		'medsec.contingency_combine(v, v)', 'v::text',
		'medsec.contingency_send(v)', 'v = v'
	],
	smith => [
		"medsec.smith_scores(v, '{1, 2, 3, 4}')", '(SELECT count(*) FROM medsec.smith_factors(v))',
		'v::jsonb', 'medsec.rollup(v)',
		'medsec.smith_combine(v, v)', 'v::text',
		'medsec.smith_send(v)', 'v = v'
	],
	sample => [
		'medsec.inequality(v)', '(SELECT count(*) FROM medsec.lorenz(v))',
		'medsec.theil(v)', 'medsec.atkinson(v, 2)',
		'medsec.generalized_entropy(v, -1)', 'medsec.palma(v)',
		'medsec.concentration_index(v)', 'medsec.poverty(v, 3)',
		'medsec.fgt(v, 3, 0.5)', 'medsec.at_risk_of_poverty(v)',
		'(SELECT array_agg(medsec.quantile(v, 0.37, t)) FROM generate_series(1, 9) AS t)', 'medsec.societal_poverty_line(v, 2, 1)',
		'medsec.poverty_final(v)', 'v::jsonb',
		'medsec.rollup(v)', 'medsec.sample_combine(v, v)',
		'medsec.sample_accum(v, 1, 2)', 'medsec.n(v) + medsec.n_missing(v) + medsec.n_zero_weight(v)',
		'v::text', 'medsec.sample_send(v)',
		'v = v'
	],
	ranked => [
		(map { "medsec.concentration_index(v, '$_', -1e9, 1e9)" } qw(standard erreygers wagstaff extended symmetric)),
		(map { "medsec.concentration_index(v, std_error => '$_')" } qw(hc1 newey-west cluster)),
		'medsec.concentration_difference(v, v)', 'medsec.achievement_index(v, 3)',
		'(SELECT count(*) FROM medsec.concentration_curve(v))', 'medsec.kakwani(v)',
		'medsec.redistributive_effect(v)', 'medsec.catastrophic(v, 0.1)',
		'medsec.catastrophic_final(v)', 'medsec.cgh_index(v)',
		'medsec.cgh_index_final(v)', '(SELECT count(*) FROM medsec.benefit_incidence(v, 7))',
		'(SELECT count(*) FROM medsec.pen_parade(v, 2, 7))', 'medsec.mean_between_quantiles(v, 0.4, 0.6)',
		'medsec.subsistence_final(v)', 'medsec.quantile(v, 0.37)',
		'v::jsonb', 'medsec.rollup(v)',
		'medsec.ranked_combine(v, v)', 'medsec.ranked_accum(v, 1, 2, 3, 4)',
		'medsec.ranked_accum(v, 1, 2)', 'v::text',
		'medsec.ranked_send(v)', 'v = v'
	],
	tally => [
		'medsec.fgt_final(v)', 'medsec.targeting_final(v)',
		'medsec.catastrophic_final(v)', 'medsec.impoverishment_final(v)',
		'medsec.tally_combine(v, v)', 'medsec.fgt_accum(v, 1, 2, 3)',
		'medsec.targeting_accum(v, true, true)', 'v::text',
		'medsec.tally_send(v)', 'v = v'
	],
	moments_list => [
		'medsec.anova_final(v)', 'medsec.welch_anova_final(v)',
		'medsec.brown_forsythe_anova_final(v)', 'medsec.bartlett_test_final(v)',
		'medsec.levene_test_final(v)', 'medsec.brown_forsythe_test_final(v)',
		'medsec.moments_list_combine(v, v)', 'v::text',
		'medsec.moments_list_send(v)', 'v = v'
	],
	ratings => [
		'medsec.fleiss_kappa_final(v)', 'medsec.krippendorff_alpha_final(v)',
		'medsec.kendall_w_final(v)', 'medsec.ratings_combine(v, v)',
		'v::text', 'medsec.ratings_send(v)',
		'v = v'
	],
	moments_pair => [
		'medsec.t_test(v)', 'medsec.t_test(v, var_equal => true)',
		'v::jsonb', 'medsec.rollup(v)',
		'v::text', 'medsec.moments_pair_send(v)',
		'v = v'
	],
);

sub pick { return $_[rand @_] }

my @pieces = (
	'nan', 'NaN', 'inf', '-Infinity', 'Infinity', '1e308', '-1e308', '1e-320', '9223372036854775807',
	'-9223372036854775808', '18446744073709551616', '2147483648', '-1', '0', '-0', '0x1p1023', '1e999', '', ',',
	',,', '(', ')', '()', '{}', '[1]', ' ', "\\n", 'null', '1600', '1601', '65536', '99999999', '1.5',
	"\x{4e2d}", '"', "'", '1e', '+', '++1', '.', '0x'
);

sub mutate_text
{
	my ($text) = @_;

	for (1 .. pick(1, 1, 1, 2, 3))
	{
		my $at = int rand(length($text) + 1);
		my $how = int rand 6;
		if ($how == 0) { substr($text, $at, pick(1, 1, 2, 8)) = '' if $at < length $text }
		elsif ($how == 1) { substr($text, $at, 0) = pick(@pieces) }
		elsif ($how == 2) { $text = substr($text, 0, $at) }
		elsif ($how == 3) { substr($text, $at, 1) = chr(33 + int rand 94) if $at < length $text }
		else
		{
			# another number in the place of one
			my @numbers;
			push @numbers, [$-[0], $+[0] - $-[0]] while $text =~ /[-+.0-9eE]+|Infinity/g;
			next unless @numbers;
			my $number = pick(@numbers);
			substr($text, $number->[0], $number->[1]) = pick(@pieces);
		}
	}
	return $text;
}

sub mutate_bytes
{
	my ($bytes) = @_;

	for (1 .. pick(1, 1, 1, 2, 4))
	{
		my $at = int rand(length($bytes) + 1);
		my $how = int rand 6;
		if ($how == 0) { substr($bytes, $at, pick(1, 4, 8)) = '' if $at < length $bytes }
		elsif ($how == 1) { substr($bytes, $at, 0) = pack 'C*', map { int rand 256 } 1 .. pick(1, 4, 8) }
		elsif ($how == 2) { $bytes = substr($bytes, 0, $at) }
		elsif ($how == 3) { substr($bytes, $at, 1) = chr int rand 256 if $at < length $bytes }
		else
		{
			# a word in its place: infinities, extremes, small counts
			my $word = pick(
				pack('d>', 9**9**9), pack('d>', -9**9**9), pack('d>', -sin(9**9**9)), pack('q>', -1),
				pack('q>', 9223372036854775807), pack('q>', 1600), pack('q>', 2), pack('d>', 1e308),
				pack('d>', -1), pack('q>', 0), pack('q>', 1 << 31), pack('q>', 99999999));
			my $place = 8 * int rand(length($bytes) / 8 || 1);
			substr($bytes, $place, 8) = $word if $place + 8 <= length $bytes;
		}
	}
	return $bytes;
}

# Every value in the table "values" is used in every way.
sub all_uses_cope
{
	my ($type, $name) = @_;

	for my $use (@{ $uses{$type} })
	{
		my $statement = "SELECT $use FROM (SELECT \$v\$%s\$v\$::medsec.$type AS v OFFSET 0) AS s";
		my $wrong = sql(<<"END");
SELECT line, answer FROM (SELECT line, asked(format(\$s\$$statement\$s\$, v)) AS answer FROM values) AS a
WHERE answer <> 'fine' AND answer !~ '^(22|54)' LIMIT 5
END
		is($wrong, '', "$name: $use");
	}
	sql_none("SELECT v FROM values WHERE v::text::medsec.$type <> v LIMIT 3", "$name: round trip");
	return;
}

# Text.
for my $type (sort keys %valid)
{
	my @texts = map { sql("SELECT $_\::text FROM rows GROUP BY ()") } @{ $valid{$type} };
	open my $handle, '>:encoding(UTF-8)', "$folder/text" or die $!;
	print $handle mutate_text(pick(@texts)) =~ s/([\\\n])/\\$1/gr, "\n" for 1 .. $mutations;
	close $handle;

	sql("TRUNCATE attempts; \\copy attempts (value) FROM '$folder/text'");
	sql("DROP TABLE IF EXISTS values, read; CREATE TABLE read AS SELECT line, value,"
		  . " asked(format('SELECT %L::medsec.$type', value)) AS answer FROM attempts;"
		  . " CREATE TABLE values AS SELECT line, value::medsec.$type AS v FROM read WHERE answer = 'fine'");
	sql_none("SELECT value, answer FROM read WHERE answer <> 'fine' AND answer !~ '^(22|54)' LIMIT 5",
		"$type as text: refused in class 22, or read");
	sql_ok("SELECT count(*) FILTER (WHERE answer = 'fine') > 5 AND count(*) FILTER (WHERE answer <> 'fine') > $mutations / 4"
		  . ' FROM read', "$type as text: some of both");
	all_uses_cope($type, "$type as text");
}

# Binary: files of COPY, each of one mutated value.
for my $type (sort keys %valid)
{
	my @values = map { pack 'H*', sql("SELECT encode(medsec.${type}_send($_), 'hex') FROM rows GROUP BY ()") }
	  @{ $valid{$type} };
	my $script = 'CREATE TABLE IF NOT EXISTS nothing (); DROP TABLE IF EXISTS values;'
	  . " CREATE TABLE values (v medsec.$type, line int GENERATED ALWAYS AS IDENTITY);\n";

	for my $i (1 .. $mutations)
	{
		my $bytes = mutate_bytes(pick(@values));
		open my $handle, '>:raw', "$folder/$i" or die $!;
		print $handle "PGCOPY\n\377\r\n\0", pack('N N', 0, 0), pack('n N', 1, length $bytes), $bytes, pack('n', 65535);
		close $handle;
		$script .= "\\copy values (v) FROM '$folder/$i' (FORMAT binary)\n";
	}
	open my $handle, '>', "$folder/script" or die $!;
	print $handle $script;
	close $handle;
	my ($status, undef, $said) = run_program('psql', '-XAtq', '-v', 'VERBOSITY=verbose', '-f', "$folder/script");

	my %codes;
	$codes{$1}++ while $said =~ /ERROR:\s+([0-9A-Z]{5}):/g;
	is(join(' ', grep { !/^(?:22|54|08P01)/ } sort keys %codes), '', "$type in binary: refused in class 22, or read")
	  or diag $said =~ s/(.{3000}).*/$1/sr;
	unlike($said, qr/server closed the connection|FATAL|PANIC/, "$type in binary: no crash");
	my $refused = 0;
	$refused += $_ for values %codes;
	is($refused + sql('SELECT count(*) FROM values'), $mutations, "$type in binary: all tried");
	cmp_ok($refused, '>', $mutations / 4, "$type in binary: some are refused");
	cmp_ok($mutations - $refused, '>', 5, "$type in binary: some are read");
	all_uses_cope($type, "$type in binary");
}

is(sql('SELECT pg_postmaster_start_time()'), $started, 'the server has lived through it');

done_testing();
