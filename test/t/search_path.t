# Nothing depends on search_path: what a function answers under
# pg_catalog, pg_temp, as in the refresh of a materialized view, is what it
# answers anywhere.

use strict;
use warnings;
use lib 'test/t/lib';
use MedsecTest;

#
# Every function, called with examples, in both settings.
#
my %path = (usual => 'public, medsec', bare => 'pg_catalog, pg_temp');
my $answered = 0;

for my $call (calls())
{
	my $query = 'SELECT ' . called($call, @{ $call->{arguments} });
	my %answer;

	for my $path (sort keys %path)
	{
		my $script = "SET search_path = $path{$path}; $query";
		$answer{$path} = eval { sql($script) } // (sql_error($script))[0];
	}
	$answered++ if $answer{usual} ne '' && $answer{usual} !~ /\A[0-9A-Z]{5}\z/;
	is($answer{bare}, $answer{usual}, $call->{signature});
}
cmp_ok($answered, '>', 30, 'and most of them did answer');

#
# A planted function or operator earlier in the path is not called.
#
sql(<<'END');
CREATE SCHEMA trap;
CREATE FUNCTION trap.mean(medsec.moments) RETURNS float8 LANGUAGE SQL RETURN -1;
CREATE FUNCTION trap.equal(medsec.moments, medsec.moments) RETURNS bool LANGUAGE SQL RETURN false;
CREATE OPERATOR trap.= (LEFTARG = medsec.moments, RIGHTARG = medsec.moments, FUNCTION = trap.equal);
END
sql_ok(<<'END', 'a planted function is not called');
SET search_path = trap, pg_catalog;
SELECT (medsec.describe(medsec.moments(x))).mean = 2 FROM generate_series(1, 3) x
END

#
# A materialized view of summaries, refreshed in both ways.
#
sql(<<'END');
CREATE TABLE visit AS SELECT i % 10 AS clinic, (i * 7919 % 1000)::float8 AS cost, (i % 97)::float8 AS age
FROM generate_series(1, 5000) i;
CREATE MATERIALIZED VIEW by_clinic AS
SELECT clinic, medsec.moments(cost) AS cost, medsec.comoments(cost, age) AS both,
       medsec.moments_pair(cost, age > 50) AS old
FROM visit GROUP BY clinic;
CREATE UNIQUE INDEX ON by_clinic (clinic);
CREATE VIEW expected AS
SELECT medsec.moments(cost) AS cost, medsec.comoments(cost, age) AS both FROM visit;
INSERT INTO visit SELECT 3, i, i FROM generate_series(1, 100) i;
END

for my $how ('', 'CONCURRENTLY')
{
	sql("SET search_path = pg_catalog, pg_temp; REFRESH MATERIALIZED VIEW $how public.by_clinic");
	sql_ok(<<'END', "materialized view: REFRESH $how brings it up to date");
SELECT medsec.n(medsec.rollup(b.cost)) = min(medsec.n(e.cost))
   AND abs(medsec.mean(medsec.rollup(b.cost)) - min(medsec.mean(e.cost))) < 1e-9
   AND medsec.n(medsec.rollup(b.both)) = min(medsec.n(e.both))
FROM by_clinic b, expected e
END
	sql("INSERT INTO visit SELECT i % 10, i, i FROM generate_series(1, 77) i");
}

done_testing;
