# The reference cases of early warning, fund and supervision that are kept outside
# this project: C36, C53, C54, C56, C59, C64, and the printed tables of C32.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use MedsecCases 'cases_folder';
use MedsecTest;

my $cases = cases_folder;

sql('ALTER DATABASE ' . database() . ' SET search_path = public, medsec');
sql(<<"END");
CREATE TABLE published ("case" text, file text, statistic text, args text, expected text, tol text, kind text, source text);
\\copy published FROM '$cases/domain/INDEX.csv' CSV HEADER
CREATE TABLE panel (household text, month date, self_pay numeric, rolling12 numeric, ratio numeric, enter float8, state int);
\\copy panel FROM '$cases/domain/warn12_panel.csv' CSV HEADER
CREATE TABLE mad10 (i int, x float8);
\\copy mad10 FROM '$cases/domain/mad10.csv' CSV HEADER
CREATE TABLE got ("case" text, statistic text, value text);
END

# Every figure of a case must be as expected, to its tolerance; which, are listed.
sub agree
{
	my ($case, $query) = @_;

	sql("INSERT INTO got SELECT '$case', * FROM ($query) AS q(statistic, value)");
	my $compared = sql("SELECT count(*) FROM published JOIN got USING (\"case\", statistic) WHERE \"case\" = '$case'");
	cmp_ok($compared, '>', 0, "$case: there are figures to compare");
	sql_none(<<"END", "$case: $compared figures agree");
SELECT statistic, value, expected, tol FROM got LEFT JOIN published USING ("case", statistic)
WHERE "case" = '$case' AND (expected IS NULL OR NOT CASE WHEN tol = '0' AND expected !~ '^-?[0-9.e-]+\$' THEN value = expected
	WHEN tol LIKE 'rel%' THEN abs(value::float8 - expected::float8) <= substring(tol FROM '[0-9.e-]+')::float8 * abs(expected::float8)
	ELSE abs(value::float8 - expected::float8) <= tol::float8 END)
END
	note "$case: not asked: $_" for split /\n/, sql(<<"END");
SELECT statistic FROM published WHERE "case" = '$case' AND statistic NOT IN (SELECT statistic FROM got WHERE "case" = '$case')
END
	return;
}

# C36: a mean of 50, a standard deviation of 12 and a line of 40 give 0.202.
sql_ok('SELECT round(poverty_probability(50, 12, 40)::numeric, 3) = 0.202', 'C36: the published probability');

agree('C53', <<'END');
SELECT f.* FROM (SELECT fund_balance(10128.90, 9353.44, 7534.13 - 775.46) OVER () AS r, fund_balance(30922.17, 24597.24) OVER () AS a) AS s,
	LATERAL (VALUES ('resident fund 2022 current balance', (r).balance::text), ('all basic insurance 2022 current balance', (a).balance::text),
		('current balance rate', (r).balance_rate::text), ('months payable', (r).months_payable::text),
		('cumulative balance rate (cum/annual income)', (r).cumulative_rate::text)) AS f
END

agree('C54', <<'END');
SELECT f.* FROM (SELECT warning_evaluation(true, i <= 91) AS e FROM generate_series(1, 2399 + 2482) AS i) AS s,
	LATERAL (VALUES ('Yangyuan warnings total', (e).n::text), ('precision of warnings (91 put on monitoring)', (e)."precision"::text)) AS f
END

agree('C56', <<'END');
SELECT f.* FROM (SELECT x, peer_comparison(x) OVER () AS p FROM mad10) AS s,
	LATERAL (VALUES ('median', (p).median::text), ('MAD raw', (p).mad::text), ('modified z of 9.8', (p).modified_z::text),
		('robust z of 9.8 with 1.4826', (p).robust_z::text)) AS f WHERE x = 9.8
END

# C59: the windows of identification, the rolling sums, ratios and states of a panel.
agree('C59', <<'END');
SELECT format('12-month income window for identification on %s', d), format('%s %s', lower(rolling_window(d)), upper(rolling_window(d)) - 1)
FROM unnest('{2020-06-15, 2020-03-01, 2020-02-29, 2021-01-31}'::date[]) AS d
UNION ALL
SELECT 'state path household ' || household, string_agg(format('%sx%s', state, n), ' ' ORDER BY first)
FROM (SELECT household, array_position('{none,warned,eliminated}'::text[], state::text) - 1 AS state, count(*) AS n, min(month) AS first
	FROM (SELECT household, month, state, row_number() OVER (PARTITION BY household ORDER BY month) - row_number() OVER (PARTITION BY household, state ORDER BY month) AS run
		FROM (SELECT household, month, warning_state(ratio, enter, 0.8 * enter, 6) OVER (PARTITION BY household ORDER BY month) AS state FROM panel) AS s) AS r
	GROUP BY household, state, run) AS runs GROUP BY household
END
sql_none(<<'END', 'C59: 108 months, to the cent');
SELECT household, month FROM (SELECT *, warning_state(rolled / 20000, enter, 0.8 * enter, 6) OVER (PARTITION BY household ORDER BY month) AS s
	FROM (SELECT *, rolling_sum(self_pay) OVER (PARTITION BY household ORDER BY month RANGE '11 months' PRECEDING) AS rolled FROM panel) AS r) AS p
WHERE rolled <> rolling12 OR round(rolled / 20000, 6) <> ratio OR s::text <> (ARRAY['none', 'warned', 'eliminated'])[state + 1]
END
is(sql('SELECT count(*) FROM panel'), 108, 'C59: the whole panel');

# C64: five years of five figures, as they are printed.
sql_none(<<'END', 'C64: the projection');
SELECT year, got, expected FROM (SELECT p.year, expected, ARRAY[p.income, p.expenditure, p.balance, p.cumulative, p.months_payable] AS got,
		string_to_array(expected, ' ')::float8[] AS want, tol::float8
	FROM fund_projection(55, 910, 46000, 21000, 5, -0.01, 0.06, 0.09) AS p LEFT JOIN published ON "case" = 'C64' AND statistic = 'fund projection year ' || p.year) AS s
WHERE expected IS NULL OR EXISTS (SELECT FROM unnest(got, want) AS u(g, w) WHERE g IS NULL OR w IS NULL OR abs(g - w) > tol)
END
agree('C64', <<'END');
SELECT 'first deficit year; first year of negative cumulative balance', format('%s %s', first_deficit_year, coalesce(first_exhausted_year::text, 'None'))
FROM fund_projection(55, 910, 46000, 21000, 5, -0.01, 0.06, 0.09) WHERE year = 1
END

# C63: 0 <= gap <= N, planned stays excluded, another hospital flagged, a transfer a gap of 0.
is(sql(<<'END'), '0010110', 'C63: decomposed admissions');
SELECT string_agg((r).readmitted::int::text, '' ORDER BY i)
FROM (SELECT i, readmission(a, d, dx, 7, planned) OVER (PARTITION BY person ORDER BY a, d) AS r
	FROM (VALUES (1, 1, date '2024-01-01', date '2024-01-10', 'I10', false), (2, 1, '2024-01-12', '2024-01-15', 'E11', false), (3, 1, '2024-01-17', '2024-01-20', 'I10', false),
		(4, 1, '2024-01-28', '2024-01-30', 'I10', false), (5, 1, '2024-01-30', '2024-02-02', 'I10', false), (6, 1, '2024-02-08', '2024-02-09', 'I10', false),
		(7, 1, '2024-02-10', '2024-02-11', 'I10', true)) AS v(i, person, a, d, dx, planned)) AS s
END

done_testing();
