\set ECHO none
\set topic frequency
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- Goodness of fit is R's; quantiles of counted levels are those of the rows.
--
INSERT INTO got SELECT 'goodness_of_fit', name, figure.*
FROM (SELECT 'carb' AS name, goodness_of_fit(frequency(carb)) AS g FROM mtcars
	UNION ALL SELECT 'carb with 5 and 7', goodness_of_fit(frequency(carb), '{4,4,2,3,1,1,1,1}', '{1,2,3,4,5,6,7,8}') FROM mtcars
	UNION ALL SELECT 'feed', goodness_of_fit(frequency(feed)) FROM chickwts
	UNION ALL SELECT 'feed, weight', goodness_of_fit(frequency(v, w), '{20,50,30}')
		FROM (VALUES ('a', 7), ('b', 20), ('c', 0.5), ('a', 3)) AS x(v, w)
	UNION ALL SELECT 'peas', goodness_of_fit(frequency(v, w), '{9,3,3,1}', '{yellow round,green round,yellow wrinkled,green wrinkled}')
		FROM (VALUES ('yellow round', 315), ('green round', 101), ('yellow wrinkled', 108), ('green wrinkled', 32)) AS x(v, w)) AS s,
	json_each_text(to_json(g)) AS figure;
INSERT INTO got SELECT 'quantile', format('%s, type %s', p, type), 'quantile', quantile(sample(f), p, type)
FROM (SELECT frequency(count) AS f FROM insectsprays) AS s,
	unnest('{0, 0.1, 0.25, 0.5, 0.9, 1}'::float8[]) AS p, unnest('{2, 7}'::int[]) AS type;
SELECT * FROM compared;
SELECT * FROM differing;

--
-- Levels of many types: numbers by value, names by their bytes.
--
CREATE TYPE pg_temp.mood AS ENUM ('sad', 'ok', 'happy');
SELECT frequency(x) FROM unnest('{3,1,2,2,NULL,10}'::int[]) AS x;
SELECT frequency(x) = frequency(x::numeric) AND frequency(x) = frequency(x::float8) AND frequency(x) = frequency(x::float4)
	AND frequency(x) = frequency(x::int2) AND frequency(x) = frequency(x::bigint) AND frequency(x) = frequency(x * 1.000) AS same
FROM unnest('{3,1,2,2,NULL,10,-7}'::int[]) AS x;
SELECT frequency(x) FROM unnest('{3.50,3.5,1e30,-1e-400,9223372036854775807,9223372036854775806}'::numeric[]) AS x;
SELECT frequency(x) FROM unnest('{1e-300,-0,0,1e300,0.1}'::float8[]) AS x;
SELECT frequency(x), frequency(x::float8) FROM unnest('{0.1,-0,0}'::float4[]) AS x;
SELECT frequency(x) FROM unnest('{t,f,NULL,t}'::boolean[]) AS x;
SELECT frequency(x) FROM unnest('{sad,happy,sad,ok}'::pg_temp.mood[]) AS x;
SELECT frequency(x) FROM unnest('{"",b,a,B,Z,"quote \"","back \\"}'::text[]) AS x;
SELECT frequency(x) = frequency(x::varchar) AS varchar, frequency((x || '  ')::char(9)) = frequency(x) AS blanks,
	frequency(x::name::text) = frequency(x) AS name
FROM unnest('{b,a,a}'::text[]) AS x;
SET datestyle = 'German'; SET timezone = 'Asia/Shanghai';
SELECT frequency(x::date), frequency(x::timestamp), frequency(x::timestamptz)
FROM unnest('{2024-01-31,2024-01-31,infinity,0044-03-15 BC}'::text[]) AS x;
RESET datestyle; RESET timezone;
SELECT frequency(ARRAY[x, 'b']), frequency(ROW(x, 1)) FROM unnest('{b,a,a}'::text[]) AS x;
-- a long text, and one that is stored out of line
SELECT n(f), length(mode(f)), mode(f) = repeat(md5('x'), 10000) AS same
FROM (SELECT frequency(repeat(md5(x), 10000)) AS f FROM unnest('{y,x,x}'::text[]) AS x) AS s;

--
-- Weights, NULLs, nothing; stored forms.
--
SELECT frequency(x, w), n(frequency(x, w)), n_missing(frequency(x, w)), n_zero_weight(frequency(x, w)), sum_weight(frequency(x, w))
FROM (VALUES ('a', 3), ('b', 0), ('a', 0.5), (NULL, 1), ('c', NULL), ('b', 1)) AS v(x, w);
SELECT frequency(x) = frequency(x, 1) AS ones, sum(w), sum_weight(frequency(x, w)) FROM (VALUES (1, 0.1), (2, 0.2), (1, 0.7)) AS v(x, w);
SELECT frequency(x), mode(frequency(x)), frequency(x)::jsonb FROM (SELECT 1 WHERE false) AS v(x);
SELECT frequency(x)::jsonb FROM unnest('{b,a,NULL,a}'::text[]) AS x;
SELECT f = f::text::frequency AS text, count(*)
FROM (SELECT frequency(x ORDER BY random()) AS f FROM generate_series(1, 20), unnest('{b,a,NULL,a,c,d,e,f,g,h,i}'::text[]) AS x GROUP BY generate_series) AS s
GROUP BY f;
SELECT rollup(f) = (SELECT frequency(feed) FROM chickwts) AS parts FROM (SELECT frequency(feed) AS f FROM chickwts GROUP BY weight::int % 7) AS s;
SELECT rollup(f) FROM (VALUES (NULL::frequency), ('(1,0,4,0,0,0)'), ('(1,1,0,0,2,1,"7",1)')) AS v(f);
-- what is read is put in order, numbers in one form
SELECT '(1,3,0,0,1,2,"b",1,"a",2)'::frequency, '(1,3,0,0,2,2,"1e1",1,"2.50",2)'::frequency, '( 1 ,1,0,0,1,1, "\a\"\\" , 1 )'::frequency;
-- a frame that grows
SELECT x, frequency(x) OVER (ORDER BY i) FROM unnest('{b,a,b}'::text[]) WITH ORDINALITY AS v(x, i);

--
-- Questions.
--
SELECT * FROM levels((SELECT frequency(carb) FROM mtcars));
SELECT * FROM levels((SELECT frequency(x) FROM unnest('{no,yes,yes,no,yes}'::text[]) AS x), '{yes,no,"do not know"}');
SELECT * FROM levels('(1,0,0,0,0,0)'::frequency, '{yes,no}');
SELECT count(*) FROM levels(NULL);
SELECT mode(frequency(x)) FROM unnest('{b,c,b,c,a}'::text[]) AS x;
SELECT f.conf_low = share.conf_low AND f.conf_high = share.conf_high AND f.estimate = share.estimate AS proportion, share.successes, share.n, share.note
FROM (SELECT frequency(feed) AS feeds FROM chickwts) AS s, share(feeds, '{soybean,linseed,none,soybean}'), wilson_ci(26, 71) AS f;
SELECT (top_box(f, 4)).estimate, (top_box(f, 4)).successes, (top_box(f, 9)).estimate AS none, (top_box(f, 4, 0.9)).conf_level,
	n(sample(f)), sum_weight(sample(f)), n_missing(sample(f)), median(sample(f)), mean(sample(f))
FROM (SELECT frequency(x) AS f FROM unnest('{1,5,3,4,4,3,3,2,NULL,4}'::int[]) AS x) AS s;
SELECT (goodness_of_fit(f)).note, (top_box(f, 1)).note, (share(f, '{a}')).note, sample(f)
FROM (VALUES ('(1,0,0,0,0,0)'::frequency)) AS v(f);
SELECT g.statistic, g.p_value, g.k, g.n, g.note FROM goodness_of_fit('(1,4,0,0,1,1,"a",4)') AS g;
SELECT g.statistic, g.p_value < 0.1 AS p, g.n, g.note FROM goodness_of_fit('(1,4,0,0,1,2,"a",4.5,"b",0.5)') AS g;
SELECT g.note FROM goodness_of_fit('(1,40,0,0,1,2,"a",20.5,"b",20)') AS g;
SELECT goodness_of_fit(NULL) IS NULL AS fit, share(NULL, '{a}') IS NULL AS share, top_box(NULL, 1) IS NULL AS top, sample(NULL::frequency) IS NULL AS sample;

-- ranks at the speed of counting: the same answers as from the values, as a frequency is a sample too
SELECT mann_whitney_test(a, b) = mann_whitney_test(x, y) AS mann_whitney, brunner_munzel_test(a, b) = brunner_munzel_test(x, y) AS brunner_munzel,
	ks_test(a, b) = ks_test(x, y) AS ks, wilcoxon_test(a, 10) = wilcoxon_test(x, 10) AS wilcoxon, median(a) = median(x) AS median, iqr(a) = iqr(x) AS iqr,
	mad(a) = mad(x) AS mad, quantile(a, 0.3) = quantile(x, 0.3) AS quantile
FROM (SELECT frequency(count) FILTER (WHERE spray = 'A') AS a, frequency(count) FILTER (WHERE spray = 'B') AS b,
	sample(count) FILTER (WHERE spray = 'A') AS x, sample(count) FILTER (WHERE spray = 'B') AS y FROM insectsprays) AS s;
-- and moments, for t tests and ANOVA
SELECT bool_and(n(m) = n(f) AND n_missing(m) = n_missing(f) AND mean(m) = mean(d) AND abs(variance(m) / variance(d) - 1) < 1e-14 AND abs(kurtosis(m) / kurtosis(d) - 1) < 1e-13) AS moments
FROM (SELECT moments(frequency(count)) AS m, frequency(count) AS f, moments(count) AS d FROM insectsprays GROUP BY spray) AS s;
SELECT kruskal_wallis_test(f) = kruskal_wallis_test(s) AS kruskal_wallis,
	array(SELECT d FROM dunn_test(array_agg(spray), array_agg(f)) AS d) = array(SELECT d FROM dunn_test(array_agg(spray), array_agg(s)) AS d) AS dunn
FROM (SELECT spray, frequency(count) AS f, sample(count) AS s FROM insectsprays GROUP BY spray) AS g;
-- but weights are analytic in the errors of a concentration index: these count levels
SELECT round((concentration_index(f)).estimate::numeric, 12) = round((concentration_index(s)).estimate::numeric, 12) AS index,
	(concentration_index(f)).df AS levels, (concentration_index(s)).df AS rows
FROM (SELECT frequency(count) AS f, sample(count) AS s FROM insectsprays) AS g;

--
-- What is refused.
--
\set VERBOSITY terse
SELECT frequency(x) FROM unnest('{1,NaN}'::float8[]) AS x;
SELECT frequency(x) FROM unnest('{1,-Infinity}'::float4[]) AS x;
SELECT frequency(x) FROM unnest('{1,NaN}'::numeric[]) AS x;
SELECT frequency(x) FROM unnest('{1,Infinity}'::numeric[]) AS x;
SELECT frequency(1, -1);
SELECT frequency(1, 'NaN'::float8);
SELECT frequency(1, 'Infinity'::float8);
SELECT frequency(x::json) FROM unnest('{1}'::text[]) AS x;
SELECT frequency(x, 1e308) FROM generate_series(1, 2) AS x;
SELECT rollup(f) FROM (SELECT frequency(1) AS f UNION ALL SELECT frequency('a'::text)) AS s;
SELECT sample(frequency('a'::text));
SELECT top_box(frequency('a'::text), 1);
SELECT moments(frequency('a'::text));
SELECT share(frequency(1), '{}');
SELECT sample(frequency(1e400));
SELECT levels(frequency(1), '{2}');
SELECT levels(frequency(1), '{1,2,1.0}');
SELECT levels(frequency(1), '{1,NULL}');
SELECT levels(frequency(1), '{{1,2}}');
SELECT goodness_of_fit(frequency(1), '{1,2}');
SELECT goodness_of_fit(frequency(1), '{0}');
SELECT goodness_of_fit(frequency(1), '{-1,2}', '{1,2}');
SELECT goodness_of_fit(frequency(1), '{Infinity,2}', '{1,2}');
SELECT share(frequency(1), '{1}', 1);
SELECT '(1,0,0,0,0,0'::frequency;
SELECT '(2,0,0,0,0,0)'::frequency;
SELECT '(1,1,0,0,0,1,"a",1)'::frequency;
SELECT '(1,1,0,0,3,1,"a",1)'::frequency;
SELECT '(1,1,0,0,2,1,"a",1)'::frequency;
SELECT '(1,2,0,0,1,2,"a",1,"a",1)'::frequency;
SELECT '(1,2,0,0,2,2,"1",1,"1.0",1)'::frequency;
SELECT '(1,1,0,0,1,2,"a",1,"b",1)'::frequency;
SELECT '(1,1,0,0,1,1,"a",0)'::frequency;
SELECT '(1,1,0,0,1,1,"a",NaN)'::frequency;
SELECT '(1,1,0,0,1,1,"a)'::frequency;
SELECT '(1,1,0,0,1,1,a,1)'::frequency;
SELECT '(1,-1,0,0,0,0)'::frequency;
SELECT '(1,1,0,0,0,0)'::frequency;
\set VERBOSITY default
-- a domain over text is read as the form of a summary, which says what to do
SELECT frequency('yes');
