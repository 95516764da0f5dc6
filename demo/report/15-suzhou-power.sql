-- Power of the next round, with the spread of the change seen in this one,
-- up to the number of pairs that gives the smallest change its 80 per cent.
SELECT points, pairs,
       medsec.power_t_test(pairs, points, sd, type => 'paired') AS power,
       ceil(medsec.power_t_test_n(0.8, points, sd, type => 'paired'))
           AS pairs_for_80,
       ceil(medsec.power_t_test_n(0.9, points, sd, type => 'paired'))
           AS pairs_for_90
FROM (
    SELECT medsec.stddev(medsec.moments(
               satisfaction_after - satisfaction_before)) AS sd
    FROM demo.suzhou_panel
    WHERE migrant
    OFFSET 0
) AS s
CROSS JOIN unnest(ARRAY[0.1, 0.2, 0.3, 0.5]) AS points
CROSS JOIN generate_series(10, 20 + medsec.power_t_test_n(
    0.8, 0.1, sd, type => 'paired')::integer, 10) AS pairs
ORDER BY points, pairs
