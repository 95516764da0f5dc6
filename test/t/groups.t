# The states of all groups of frequency and contingency share one context of
# memory, and so do those of all such aggregates of a plan node.  None disturbs
# another, however the server groups, spills, sorts, restarts frames or ends groups:
# every answer is the one that the aggregate gives alone.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecTest;

# The operators of the summaries are in the schema of the extension.
sql('ALTER DATABASE ' . database() . ' SET search_path = public, medsec');

sql(<<'END');
CREATE TABLE rows AS
SELECT i, i % 900 AS g, i % 7 AS h, (i * i) % 11 AS x, 'name ' || (i * 3) % 17 || repeat('x', i % 50) AS t, i % 5 > 1 AS b,
	(i % 4)::float8 AS w
FROM generate_series(1, 9000) AS i;
ANALYZE rows;
CREATE TABLE parts AS SELECT g, h, frequency(x) AS f, contingency(t, b) AS c FROM rows GROUP BY g, h;

-- States that others than the aggregates of the extension ask to grow.
CREATE FUNCTION in_sql(f frequency, x int) RETURNS frequency LANGUAGE sql AS 'SELECT frequency_accum($1, $2)';
CREATE FUNCTION in_plpgsql(f frequency, x int) RETURNS frequency LANGUAGE plpgsql AS
	'DECLARE g frequency := f; BEGIN g := frequency_accum(g, x); RETURN g; END';
CREATE AGGREGATE by_sql(int) (SFUNC = in_sql, STYPE = frequency);
CREATE AGGREGATE by_plpgsql(int) (SFUNC = in_plpgsql, STYPE = frequency);
CREATE AGGREGATE one_missing(int) (SFUNC = frequency_accum, STYPE = frequency, FINALFUNC = frequency_accum, FINALFUNC_EXTRA);
CREATE AGGREGATE only_grows(int) (SFUNC = frequency_accum, STYPE = frequency, MSFUNC = frequency_accum,
	MINVFUNC = frequency_accum, MSTYPE = frequency);
END

my @aggregates = (
	'frequency(x)', 'frequency(t)', 'frequency(t, w)', 'contingency(t, b)', 'contingency(x, t, w)', 'frequency(DISTINCT x)',
	'frequency(t ORDER BY t DESC)', 'frequency(x) FILTER (WHERE b)', 'contingency(x, b) FILTER (WHERE i < 0)', 'chi_square_test(x, b)',
	'by_sql(x)', 'by_plpgsql(x)', 'one_missing(x)'
);
my @plain = grep { !/DISTINCT|ORDER/ } @aggregates; # those can be hashed, too

my ($hash, $sort) = ("SET enable_sort = off;\n", "SET enable_hashagg = off;\n");
my $little = "SET work_mem = '64kB'; SET hash_mem_multiplier = 1;\n";

# Every aggregate alone, by sorting: what the others are compared with.
sub table_of
{
	my ($table, $settings, $grouping, @calls) = @_;

	sql($settings . "DROP TABLE IF EXISTS $table; CREATE TABLE $table AS SELECT g, h, "
		  . join(', ', map { "$calls[$_] AS a$_" } 0 .. $#calls)
		  . " FROM rows GROUP BY $grouping");
	return;
}

sub same_as_alone
{
	my ($name, $settings, $grouping, @calls) = @_;

	table_of('together', $settings, $grouping, @calls);
	for my $k (0 .. $#calls)
	{
		table_of('alone', $sort, $grouping, $calls[$k]);
		sql_none(<<"END", "$calls[$k]: $name");
(SELECT g, h, a$k\::text FROM together EXCEPT ALL SELECT g, h, a0::text FROM alone) UNION ALL
(SELECT g, h, a0::text FROM alone EXCEPT ALL SELECT g, h, a$k\::text FROM together) LIMIT 3
END
	}
	return;
}

same_as_alone('all together, by hashing', $hash, 'g, h', @plain);
same_as_alone('all together, by hashing on disk', $hash . $little, 'g, h', @plain);
same_as_alone('all together, by sorting', $sort, 'g, h', @aggregates);
same_as_alone('all together, grouping sets by hashing', $hash, 'GROUPING SETS ((g), (h))', @plain);
same_as_alone('all together, grouping sets both ways', $little, 'GROUPING SETS ((g, h), (g), (h), ())', @aggregates);
same_as_alone('all together, rollup and cube', '', 'ROLLUP (g), CUBE (h)', @aggregates);

like(sql("${hash}${little}EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT frequency(x), contingency(t, b) FROM rows GROUP BY g, h"),
	qr/Disk Usage/, 'hashing does go to disk');

# In windows, the frame of which restarts, beside an aggregate that has a context
# of its own.
for my $frame ('ORDER BY i ROWS BETWEEN 5 PRECEDING AND 2 FOLLOWING', 'ORDER BY i', 'PARTITION BY h ORDER BY i ROWS 9 PRECEDING',
	'ORDER BY i ROWS BETWEEN 9 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW', 'PARTITION BY g')
{
	my @windowed = ('frequency(x)', 'frequency(t, w)', 'contingency(t, b)', 'one_missing(x)', 'only_grows(x)');
	my $from = '(SELECT * FROM rows WHERE i <= 300 ORDER BY i) AS r';
	my $together = join ', ', map { "$windowed[$_] OVER w AS a$_" } 0 .. $#windowed;

	for my $k (0 .. $#windowed)
	{
		sql_none(<<"END", "$windowed[$k] OVER ($frame), beside others");
SELECT i FROM (SELECT i, $together FROM $from WINDOW w AS ($frame)) AS together
	JOIN (SELECT i, $windowed[$k] OVER ($frame) AS a FROM $from) AS alone USING (i)
WHERE a$k IS DISTINCT FROM a
END
	}
}

# Aggregates of aggregates, in one query and in its subqueries.
sql_ok(<<'END', 'stored summaries, summaries of the query and of a subquery');
SELECT rollup(f) = (SELECT frequency(x) FROM rows) AND rollup(c) = (SELECT contingency(t, b) FROM rows)
FROM (SELECT rollup(f) AS f, rollup(c) AS c FROM parts GROUP BY GROUPING SETS ((g), (h)) HAVING g IS NOT NULL) AS s
UNION ALL
SELECT count(*) = 7 AND bool_and(f = (SELECT frequency(r.x) FROM rows AS r WHERE r.h = s.h)) FROM
	(SELECT h, frequency(x) AS f, contingency(t, (SELECT n(frequency(p.h)) > 3 FROM parts AS p WHERE p.g = rows.g)) AS c FROM rows GROUP BY h) AS s
END

# A state that is read while it grows, and one that an error ends.
sql_ok(<<'END', 'states after an error in the midst of others');
DO $$
BEGIN
	FOR attempt IN 1 .. 50 LOOP
		BEGIN
			PERFORM frequency(x), contingency(t, b), frequency(CASE WHEN i = 8000 THEN 'NaN'::float8 ELSE x END) FROM rows GROUP BY g;
			RAISE 'no error';
		EXCEPTION WHEN invalid_parameter_value THEN NULL;
		END;
	END LOOP;
END $$;
SELECT frequency(x) = (SELECT rollup(f) FROM parts) FROM rows
END
sql_ok(<<'END', 'recursion keeps every state it went through');
WITH RECURSIVE r(i, f) AS (SELECT 1, frequency_accum(NULL, 1) UNION ALL SELECT i + 1, frequency_accum(f, i) FROM r WHERE i < 50)
SELECT bool_and(n(f) = i) FROM r
END
sql_ok(<<'END', 'a state that two ask to grow');
WITH s AS MATERIALIZED (SELECT frequency_accum(NULL, 1) AS f)
SELECT frequency_accum(f, 2)::text <> frequency_accum(f, 3)::text AND n(f) = 1 FROM s
UNION ALL
SELECT frequency_accum(f, 2)::text <> frequency_accum(f, 3)::text AND n(f) = 1 AND n(frequency_combine(f, f)) = 2
FROM (SELECT frequency_accum(NULL, 1) AS f OFFSET 0) AS s
END

# One context it is, whatever the number of groups.
is(sql($hash . <<'END'), '900|1', 'one context for 900 groups');
SET max_parallel_workers_per_gather = 0;
SELECT count((f, u, c)), max(contexts) FROM (
	SELECT frequency(x) AS f, frequency(t) AS u, contingency(t, b) AS c,
		(SELECT count(*) FROM pg_backend_memory_contexts WHERE ident = 'all groups') AS contexts
	FROM rows GROUP BY g OFFSET 0) AS s
END

done_testing();
