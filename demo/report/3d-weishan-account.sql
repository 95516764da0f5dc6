-- What a mutual account of the family could have paid of the people's part,
-- beside what the compensation plan takes off it.
SELECT (ARRAY['poorest', 'second', 'third', 'fourth', 'richest'])[fifth]
           AS fifth,
       what, avg((account > 0)::integer)::float8 AS with_account,
       sum(relief) AS yuan, sum(relief) / sum(now) AS share,
       sum(sum(relief)) OVER (PARTITION BY what)
           / sum(sum(now)) OVER (PARTITION BY what) AS share_of_all
FROM demo.weishan_burden
CROSS JOIN LATERAL (VALUES
    ('mutual account', least(account, now)),
    ('compensation plan', now - compensation)) AS v(what, relief)
WHERE stays > 0
GROUP BY weishan_burden.fifth, what
ORDER BY weishan_burden.fifth, what
