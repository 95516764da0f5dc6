# A view of warnings that pg_cron keeps: a claim that comes late, and a month that
# begins, change the states at the next run of the job, without anybody asking.
#
# pg_cron runs a job at the full minute, so this takes one or two.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Time::HiRes qw(sleep time);
use MedsecTest;

if (sql("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_cron'") == 0)
{
	plan skip_all => 'pg_cron is not installed (Debian: postgresql-15-cron)';
}

# Jobs run in background workers: there is no server to connect to by a network.
my $folder = another_cluster("shared_preload_libraries = 'pg_cron'", 'cron.use_background_workers = on', "cron.database_name = 'postgres'");
local $ENV{PGHOST} = $folder;
local $ENV{PGDATABASE} = 'postgres';

sql(<<'END');
CREATE EXTENSION medsec;
CREATE EXTENSION pg_cron;
CREATE TABLE household (household int PRIMARY KEY, line numeric);
INSERT INTO household VALUES (1, 20000), (2, 20000), (3, 20000);
CREATE TABLE claim (household int, settled_on date, self_pay numeric(16, 2));
INSERT INTO claim
SELECT household, date '2024-01-15' + make_interval(months => m), CASE WHEN household = 1 AND m = 5 THEN 21000 ELSE 300.25 END
FROM household, generate_series(0, 11) AS m;

-- every household has every month, also one without a claim
CREATE VIEW household_month AS
SELECT household, month::date, coalesce(sum(self_pay), 0) AS self_pay, line
FROM household, generate_series(date '2024-01-01', date '2024-12-01', '1 month') AS month LEFT JOIN LATERAL (
	SELECT self_pay FROM claim WHERE claim.household = household.household AND settled_on >= month AND settled_on < month + interval '1 month') AS c ON true
GROUP BY household, month, line;

CREATE MATERIALIZED VIEW warning AS
SELECT household, month, burden, medsec.warning_state(burden / line, 1, 0.8, 6) OVER (PARTITION BY household ORDER BY month) AS state
FROM (SELECT household, month, line, medsec.rolling_sum(self_pay) OVER (PARTITION BY household ORDER BY month RANGE '11 months' PRECEDING) AS burden
	FROM household_month) AS rolled;
CREATE UNIQUE INDEX ON warning (household, month);
END

sub warned
{
	return sql("SELECT string_agg(household::text || ' since ' || since, ', ' ORDER BY household)"
		  . " FROM (SELECT household, min(month) AS since FROM warning WHERE state = 'warned' GROUP BY household) AS s");
}

is(warned(), '1 since 2024-06-01', 'one household is warned');

# ---- the job ----

sql("SELECT cron.schedule('warnings', '* * * * *', 'REFRESH MATERIALIZED VIEW CONCURRENTLY public.warning')");
sql("INSERT INTO claim VALUES (2, '2024-03-20', 25000), (1, '2024-06-20', -20500)");
is(warned(), '1 since 2024-06-01', 'a late claim and a reversal are not seen before the job runs');

my $limit = time + 150;
sleep 0.5 until sql("SELECT count(*) FROM cron.job_run_details WHERE status IN ('succeeded', 'failed')") > 0 || time > $limit;

is(sql("SELECT string_agg(DISTINCT status || coalesce(': ' || nullif(return_message, 'REFRESH MATERIALIZED VIEW'), ''), ', ') FROM cron.job_run_details WHERE status <> 'running'"),
	'succeeded', 'the job ran, and succeeded');
is(warned(), '2 since 2024-03-01', 'the view says what the claims say now');
sql_none(<<'END', 'what the job keeps is what a fresh query says');
SELECT household, month FROM warning AS kept FULL JOIN (
	SELECT household, month, burden, medsec.warning_state(burden / line, 1, 0.8, 6) OVER (PARTITION BY household ORDER BY month) AS state
	FROM (SELECT household, month, line, medsec.rolling_sum(self_pay) OVER (PARTITION BY household ORDER BY month RANGE '11 months' PRECEDING) AS burden
		FROM household_month) AS rolled) AS fresh USING (household, month)
WHERE kept.state IS DISTINCT FROM fresh.state OR kept.burden IS DISTINCT FROM fresh.burden
END

done_testing();
