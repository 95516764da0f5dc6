-- From the bill down to what people pay: each party begins where the one
-- before has left off.
SELECT party, who, wan, share, high - wan AS low, high
FROM (
    SELECT place, party, wan, wan / sum(wan) OVER () AS share,
           sum(wan) OVER (ORDER BY place DESC) AS high,
           CASE WHEN place <= 4 THEN 'a layer pays' ELSE 'people pay' END
               AS who
    FROM (
        SELECT place, party, (sum(amount) / 10000)::float8 AS wan
        FROM demo.jtown_party
        GROUP BY place, party
    ) AS p
    UNION ALL
    SELECT 0, 'the bill', sum(amount)::float8 / 10000, 1,
           sum(amount)::float8 / 10000, 'the bill'
    FROM demo.jtown_party
) AS s
ORDER BY place
