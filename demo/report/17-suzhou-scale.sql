-- Items against the rest of the scale, from the same stored summary.
SELECT i.item, measure, figure, (a).estimate AS alpha, mean, sd,
       corrected_item_total_correlation AS item_rest, alpha_if_deleted,
       loading, msa
FROM (
    SELECT items, medsec.cronbach_alpha(items) AS a,
           ARRAY['satisfaction', 'knowledge', 'access', 'affordability',
                 'fairness', 'worry (turned)', 'distance'] AS names
    FROM (SELECT medsec.rollup(items) AS items
          FROM demo.suzhou_scale WHERE wave = 'before' OFFSET 0) AS m
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.item_analysis(items, names) AS i
JOIN LATERAL medsec.omega_items(items, names) AS o USING (item)
JOIN LATERAL medsec.kmo_items(items, names) AS k USING (item)
CROSS JOIN LATERAL (VALUES
    ('item with the others', corrected_item_total_correlation),
    ('alpha without the item', alpha_if_deleted)) AS v(measure, figure)
ORDER BY item_rest DESC, measure DESC
