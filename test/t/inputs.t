# Arguments that nobody means: too many elements, names for what is not there,
# models made up by hand.  Each has an error of its own class or an answer, never an
# internal error, never memory that is not its own, never NaN.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecTest;

# The operators of the summaries are in the schema of the extension.
sql('ALTER DATABASE ' . database() . ' SET search_path = public, medsec');

sub refused
{
	my ($query, $want, $name) = @_;
	my ($code, $message) = sql_error($query);

	local $Test::Builder::Level = $Test::Builder::Level + 1;
	return is($code // 'no error', $want, $name // $query) || diag $message // '';
}

# Arrays whose elements fit into a value, but not what is made of them.
refused("SELECT anova(array_fill(NULL::moments, ARRAY[20000000]))", '54000');
refused("SELECT levene_test(array_fill(NULL::sample, ARRAY[20000000]))", '54000');
refused("SELECT kruskal_wallis_test(array_fill(NULL::sample, ARRAY[20000000]))", '54000');
refused("SELECT $_(NULL, array_fill(NULL::moments, ARRAY[10000]))", '54000') for qw(tukey_hsd games_howell pairwise_t_test);
refused("SELECT dunn_test(NULL, array_fill(NULL::sample, ARRAY[10000]))", '54000');
refused('SELECT p_adjust(array_fill(0.5::float8, ARRAY[70000000]))', '54000');

# Names of groups that are not there.
refused("SELECT dunn_test('{a,b,c}', '{}')", '22023');
refused("SELECT tukey_hsd('{a,b,c}', '{}')", '22023');
refused("SELECT dunn_test('{a,b,c}', ARRAY[sample(i), sample(i)]) FROM generate_series(1, 9) AS i", '22023');

# Terms that are out of range, with both signs.
sql_ok('SELECT logit_predict(m, 1e308, 1e308) IS NULL AND logit_predict(m, ARRAY[1e308, 1e308]::float8[]) IS NULL AND logit_predict(m, 1, 1) > 0'
	  . " FROM (SELECT ROW(9, 0, 4, 2, 5, true, 'none', -1, -2, 0.5, 0.1, '{0,3,-2}', NULL, NULL, NULL, NULL, NULL, NULL, NULL)::logit_model) AS s(m)",
	'a probability that is not known is NULL');

# Models made up of whatever the types of their fields allow.
my $seed = $ENV{MEDSEC_SEED} // 1;
srand $seed;
note "seed $seed (MEDSEC_SEED)";

sub pick { return $_[rand @_] }

sub figure { return pick(qw(NULL 0 1 -1 2 3 20 0.5 1e15 1e308 -1e308 5e-324 1e-300 'NaN' 'Infinity')) }
sub whole { return pick(qw(NULL 0 1 -1 2 2147483647)) }
sub finite { return pick(qw(NULL 0 1 1 2 3 -1 0.5 1e308 -1e308 1e-300)) }
sub list_of { my ($n, @of) = @_; return "'{" . join(',', map { pick(@of) } 1 .. $n) . "}'" }
sub vector { my ($n) = @_; return pick('NULL', (list_of(pick(($n) x 6, 0, $n + 1), map { finite() } 1 .. 9)) x 9) }

sub matrix
{
	my ($n) = @_;
	return pick('NULL', "'{}'") if $n == 0 || rand() < 0.1;
	return "'{" . join(',', map { list_of($n, map { finite() } 1 .. 9) =~ s/'//gr } 1 .. pick(($n) x 8, $n + 1)) . "}'";
}

sub states { my ($n) = @_; return pick('NULL', (list_of($n, qw(NULL NULL NULL constant combination separates other))) x 4) }

my %models = (
	ols_model => sub {
		my $n = pick(0 .. 4);
		return join ', ', figure(), whole(), whole(), (map { figure() } 1 .. 10), (map { vector($n) } 1 .. 3), states($n),
		  (map { matrix($n) } 1 .. 4), "'note'";
	},
	logit_model => sub {
		my $n = pick(0 .. 4);
		return join ', ', figure(), whole(), figure(), whole(), whole(), 'true', "'none'", (map { figure() } 1 .. 4),
		  (map { vector($n) } 1 .. 5), states($n), matrix($n), "'note'";
	},
);
my %uses = (
	ols_model => ['ARRAY(SELECT t FROM ols(m) AS t)', map { "ols_summary(m, '$_')" } qw(robust ols hc1 hc3 cluster)],
	logit_model => [
		'logit_summary(m)', 'ARRAY(SELECT t FROM logit_terms(m) AS t)', 'ARRAY(SELECT t FROM logit_effects(m) AS t)',
		"ARRAY(SELECT t FROM logit_effects(m, NULL, 'eyex') AS t)", 'logit_predict(m, 1, 2)', "logit_predict(m, '{1,1e308,3}'::float8[])"
	],
);
sql(<<'END');
CREATE TABLE answers (use text, model text, answer text, code text);
CREATE FUNCTION ask(use text, type text, model text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format('SELECT %s::text FROM (SELECT ROW(%s)::%s) AS s(m)', use, model, type) INTO answer;
	INSERT INTO answers VALUES (use, model, answer, 'fine');
EXCEPTION WHEN OTHERS THEN
	INSERT INTO answers VALUES (use, model, sqlerrm, sqlstate);
END $$;
END
for my $type (sort keys %models)
{
	my $script = '';
	for (1 .. 300)
	{
		my $model = $models{$type}->();
		$script .= "SELECT ask(\$u\$$_\$u\$, '$type', \$m\$$model\$m\$);\n" for @{ $uses{$type} };
	}
	sql($script);
}
sql_none("SELECT use, model, answer, code FROM answers WHERE code NOT IN ('fine', '22023') LIMIT 3", 'models made up: answered, or refused as an argument');
sql_none("SELECT use, model, answer FROM answers WHERE code = 'fine' AND answer ~ 'NaN' LIMIT 3", 'models made up: never NaN');
sql_ok("SELECT bool_and(fine > 5 AND refused > 5) FROM (SELECT count(*) FILTER (WHERE code = 'fine') AS fine,"
	  . " count(*) FILTER (WHERE code = '22023') AS refused FROM answers GROUP BY use) AS s", 'models made up: some of both');

done_testing();
