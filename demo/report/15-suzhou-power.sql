-- Power of the next round, with the spread of the change seen in this one.
SELECT points, pairs,
       medsec.power_t_test(pairs, points, medsec.stddev(change),
                           type => 'paired') AS power,
       ceil(medsec.power_t_test_n(0.8, points, medsec.stddev(change),
                                  type => 'paired')) AS pairs_for_80,
       ceil(medsec.power_t_test_n(0.9, points, medsec.stddev(change),
                                  type => 'paired')) AS pairs_for_90
FROM (
    SELECT medsec.moments(satisfaction_after - satisfaction_before)
           AS change
    FROM demo.suzhou_panel
    WHERE migrant
    OFFSET 0
) AS s
CROSS JOIN unnest(ARRAY[0.1, 0.2, 0.3, 0.5]) AS points
CROSS JOIN generate_series(10, 400, 10) AS pairs
ORDER BY points, pairs
