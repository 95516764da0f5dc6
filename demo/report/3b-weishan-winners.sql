-- Winners and losers: families with a stay, by fifth of income and by what
-- they would pay less or more in the year.
SELECT (ARRAY['poorest', 'second', 'third', 'fourth', 'richest'])[fifth]
           AS fifth,
       change, count(*) AS families,
       count(*)::float8 / sum(count(*)) OVER (PARTITION BY b.fifth)
           AS share,
       sum(sum(now - compensation)) OVER (PARTITION BY b.fifth)
           / sum(count(*)) OVER (PARTITION BY b.fifth) AS gain
FROM (
    SELECT fifth, now, compensation,
           CASE WHEN now - compensation > 1000 THEN 'over 1,000 less'
                WHEN now - compensation > 200 THEN '200 to 1,000 less'
                WHEN now - compensation >= 0 THEN 'up to 200 less'
                WHEN now - compensation >= -200 THEN 'up to 200 more'
                ELSE 'over 200 more' END AS change
    FROM demo.weishan_burden
    WHERE stays > 0
) AS b
GROUP BY b.fifth, change
ORDER BY b.fifth, min(compensation - now)
