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
CREATE FUNCTION trap.greater(float8, float8) RETURNS bool LANGUAGE SQL RETURN false;
CREATE OPERATOR trap.> (LEFTARG = float8, RIGHTARG = float8, FUNCTION = trap.greater);
CREATE FUNCTION trap.power(float8, float8) RETURNS float8 LANGUAGE SQL RETURN -1;
CREATE FUNCTION trap.quantile(medsec.sample, float8, integer) RETURNS float8 LANGUAGE SQL RETURN -1;
CREATE OPERATOR trap.= (LEFTARG = medsec.moments, RIGHTARG = medsec.moments, FUNCTION = trap.equal);
END
sql_ok(<<'END', 'a planted function is not called');
SET search_path = trap, pg_catalog;
SELECT (medsec.describe(medsec.moments(x))).mean = 2, medsec.median(medsec.sample(x)) = 2, bool_and(medsec.is_catastrophic(x, 3, 0.1)), max(medsec.equivalent_size(x)) = 3 ^ 0.56::float8
FROM generate_series(1, 3) x
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

#
# A materialized view of flagged households, with lines and thresholds by year.
#
sql(<<'END');
CREATE TABLE threshold (year int PRIMARY KEY, line float8, subsistence float8, reference_income float8, share float8);
INSERT INTO threshold VALUES (2023, 4000, 2500, 20000, 0.10), (2024, 4200, 2600, 21000, 0.25);
CREATE TABLE household AS
SELECT i AS id, 2023 + i % 2 AS year, 5000 + i * 7919 % 40000 AS income, 4000 + i * 31 % 30000 AS consumption,
       1000 + i * 17 % 9000 AS food, i * 97 % 9000 AS oop, 1 + i % 5 AS size FROM generate_series(1, 3000) i;
CREATE VIEW flagged_now AS
SELECT id, year, medsec.poverty_risk_flags(income, consumption, food, oop, size, line, subsistence, reference_income, share) AS flags,
       medsec.protection_state(income::float8 / size, oop::float8 / size, line) AS state,
       medsec.is_catastrophic(oop, consumption, share) AS catastrophic,
       medsec.capacity_to_pay(consumption, food, size, subsistence) AS capacity
FROM household JOIN threshold USING (year);
CREATE MATERIALIZED VIEW flagged AS SELECT *, medsec.poverty_risk_level(flags) AS level FROM flagged_now;
CREATE UNIQUE INDEX ON flagged (id);
CREATE INDEX ON flagged USING gin (flags);
CREATE INDEX ON flagged (medsec.poverty_risk_level(flags));
CREATE MATERIALIZED VIEW by_year AS
SELECT year, medsec.sample(income, size) AS income, medsec.ranked(oop, income, size) AS payment, medsec.gini(income) AS gini,
       medsec.catastrophic(oop, consumption, 0.1) AS catastrophic, medsec.poverty(income, 9000) AS poverty FROM household GROUP BY year;
CREATE UNIQUE INDEX ON by_year (year);
END
for my $how ('', 'CONCURRENTLY', 'CONCURRENTLY')
{
	sql('UPDATE household SET oop = oop + 500, size = 1 + (size + 2) % 5 WHERE id % 7 = 3; UPDATE threshold SET line = line + 100 WHERE year = 2024;'
		  . " DELETE FROM household WHERE id = (SELECT max(id) FROM household); INSERT INTO household SELECT max(id) + 10, 2023, 1, 2, 1, 2, 1 FROM household");
	sql_ok('SELECT EXISTS (SELECT FROM flagged FULL JOIN flagged_now AS n USING (id) WHERE n.flags IS DISTINCT FROM flagged.flags)', 'flags have changed');
	sql("SET search_path = pg_catalog, pg_temp; REFRESH MATERIALIZED VIEW $how public.flagged; REFRESH MATERIALIZED VIEW $how public.by_year");
	sql_none(<<'END', "flagged households: REFRESH $how brings them up to date");
SELECT id FROM flagged AS f FULL JOIN flagged_now AS n USING (id)
WHERE (f.flags, f.state, f.catastrophic, f.capacity, f.level) IS DISTINCT FROM (n.flags, n.state, n.catastrophic, n.capacity, medsec.poverty_risk_level(n.flags)) LIMIT 3
END
	sql_none(<<'END', "samples: REFRESH $how brings them up to date");
SELECT year FROM by_year AS b, LATERAL (SELECT medsec.sample(income, size) AS income, medsec.ranked(oop, income, size) AS payment FROM household AS h WHERE h.year = b.year) AS n
WHERE b.income OPERATOR(medsec.<>) n.income OR b.payment OPERATOR(medsec.<>) n.payment
END
}
is(sql("SELECT count(DISTINCT level) FROM flagged"), 4, 'there are households of every level');
sql('ANALYZE flagged');
like(sql("SET enable_seqscan = off; EXPLAIN SELECT id FROM flagged WHERE flags @> '{heavy burden}'"), qr/flagged_flags_idx/, 'one flag is found by an index');
like(sql("SET enable_seqscan = off; EXPLAIN SELECT id FROM flagged WHERE medsec.poverty_risk_level(flags) = 'critical'"), qr/poverty_risk_level/, 'as is a level');

done_testing;
