-- Out-of-pocket costs, insured over uninsured: ratio of geometric means.
SELECT coalesce(district, 'Suzhou') AS place,
       district IS NULL AS city, (t).n1 AS insured, (t).n2 AS uninsured,
       exp((t).mean1) AS yuan_insured, exp((t).mean2) AS yuan_uninsured,
       exp((t).estimate) AS ratio,
       exp((t).conf_low) AS conf_low, exp((t).conf_high) AS conf_high,
       (t).p_value, (t).stars
FROM (
    SELECT district,
           medsec.t_test(
               medsec.rollup(log_cost) FILTER (WHERE insured),
               medsec.rollup(log_cost) FILTER (WHERE NOT insured)) AS t
    FROM demo.suzhou_cost
    GROUP BY ROLLUP (district)
    OFFSET 0
) AS s
ORDER BY district IS NULL, (t).estimate
