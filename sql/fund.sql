\set ECHO none
\set topic fund
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- Figures of the bulletin; the projection as a loop has it; R's lm().
--
INSERT INTO got
SELECT 'balance', 'nhsa 2022', figure.*
FROM (SELECT fund_balance(10128.90, 9353.44, 7534.13 - 775.46) OVER () AS b) AS s, json_each_text(to_json(b)) AS figure;
INSERT INTO got
SELECT 'projection', format('910 0 year %s', year), figure.*
FROM fund_projection(55, 910, 46000, 21000, 5, -0.01, 0.06, 0.09) AS p, json_each_text(to_json(p)) AS figure
UNION ALL
SELECT 'projection', format('350 640 year %s', year), figure.*
FROM fund_projection(1000, 350, 900000, opening => 100000, years => 12, insured_growth => -0.02, premium_growth => 0.03,
	expenditure_growth => 0.07, subsidy => 640, subsidy_growth => 0.05) AS p, json_each_text(to_json(p)) AS figure;
INSERT INTO got
SELECT 'elasticity', args, figure.*
FROM (SELECT 'education of agriculture' AS args, participation_elasticity(education, agriculture) AS e FROM swiss
	UNION ALL SELECT 'employed of gnp', participation_elasticity(employed, gnp) FROM longley) AS s, json_each_text(to_json(e)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

--
-- Years of a fund, exact to the cent; growth; partitions.
--
CREATE TEMP TABLE year AS
SELECT * FROM (VALUES ('a', 2019, 100.10, 90.07), ('a', 2020, 110.20, 105.55), ('a', 2021, 115.00, 130.99), ('a', 2022, 118.00, 171.00),
	('b', 2021, 0, 5), ('b', 2022, 7.5, 0), ('c', 2020, 5, 4), ('c', 2021, NULL, 4), ('c', 2022, 6, 5)) AS v(fund, year, income, expenditure);
SELECT fund, year, (b).balance, round((b).balance_rate::numeric, 4) AS rate, (b).cumulative, round((b).cumulative_rate::numeric, 4) AS cumulative_rate,
	round((b).months_payable::numeric, 4) AS months, round((b).income_growth::numeric, 4) AS income_growth,
	round((b).growth_gap::numeric, 4) AS gap, (b).note
FROM (SELECT fund, year, fund_balance(income, expenditure, 20) OVER (PARTITION BY fund ORDER BY year) AS b FROM year) AS s ORDER BY fund, year;
-- months are payable by the length of a period; frames do not matter; nothing is known of what there was before
SELECT (q).months_payable AS quarter, (y).months_payable AS year, q = framed AS framed, (u).balance, (u).cumulative, (u).months_payable, (u).note
FROM (SELECT fund_balance(50, 40, 110, 3) OVER w AS q, fund_balance(50, 40, 110) OVER w AS y, fund_balance(50, 40, 110, 3) OVER (ROWS 1 PRECEDING) AS framed,
	fund_balance(50, 40, NULL) OVER w AS u FROM generate_series(1, 1) WINDOW w AS ()) AS s;
-- a million cents that doubles would lose
SELECT (b).cumulative FROM (SELECT i, fund_balance(0.10, 0.03, 1e15) OVER (ORDER BY i) AS b FROM generate_series(1, 1000) AS i) AS s WHERE i = 1000;
SELECT fund_balance(1, 2) OVER () FROM generate_series(1, 0);

--
-- Projections: no growth, nobody, a fund that never falls.
--
SELECT year, insured, income, expenditure, balance, cumulative, months_payable, break_even_premium, first_deficit_year, first_exhausted_year
FROM fund_projection(10, 5, 50, years => 2);
SELECT year, income, break_even_premium, first_deficit_year, first_exhausted_year FROM fund_projection(0, 5, 50, 60, 2);
SELECT break_even_premium(46000, 50) AS alone, break_even_premium(46000, 50, 600) AS with_subsidy, break_even_premium(10, 0) AS nobody;
-- a fan of scenarios
SELECT growth, max(first_deficit_year) AS deficit, max(first_exhausted_year) AS exhausted
FROM unnest('{0.05, 0.07, 0.09, 0.2}'::float8[]) AS growth, fund_projection(55, 910, 46000, 21000, 15, -0.01, 0.06, growth) GROUP BY growth ORDER BY growth;

--
-- Participation.
--
SELECT i, e, p.* FROM (VALUES (983, 1000), (1010, 1000), (5, 0)) AS v(i, e), participation(i, e) AS p;
SELECT k, (e).estimate, (e).std_error, (e).p_value, (e).n, (e).n_missing, (e).note
FROM (SELECT 'no rows' AS k, participation_elasticity(0.5, 10) AS e FROM generate_series(1, 0)
	UNION ALL SELECT 'one row', participation_elasticity(0.5, 10) FROM generate_series(1, 1)
	UNION ALL SELECT 'two rows', participation_elasticity(x, x * x) FROM generate_series(1, 2) AS x
	UNION ALL SELECT 'one income', participation_elasticity(x, 10) FROM generate_series(1, 5) AS x
	UNION ALL SELECT 'no logarithms', participation_elasticity(x, 10 - x) FROM generate_series(-2, 0) AS x
	UNION ALL SELECT 'unknown', participation_elasticity(NULL, x) FROM generate_series(1, 3) AS x) AS s;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT fund_balance(1, 2);
SELECT fund_balance('NaN', 2) OVER ();
SELECT fund_balance(1, 'Infinity') OVER ();
SELECT fund_balance(1, 2, 'NaN') OVER ();
SELECT fund_balance(1, 2, 0, 0) OVER ();
SELECT fund_projection(-1, 1, 1);
SELECT fund_projection(1, 1, 'NaN');
SELECT fund_projection(1, 1, 1, years => 0);
SELECT fund_projection(1, 1, 1, years => 201);
SELECT fund_projection(1, 1, 1, expenditure_growth => -1.5);
SELECT fund_projection(1, 1, 1e300, years => 200, expenditure_growth => 5);
SELECT break_even_premium(-1, 1);
SELECT participation(-1, 1);
SELECT participation_elasticity('NaN', 1);
SELECT participation_final((SELECT comoments(1, 2, 3)));
\set VERBOSITY default
SELECT fund_projection(1, 1, 1, expenditure_growth => -1.5);
