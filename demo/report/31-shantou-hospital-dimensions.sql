-- Scores of the hospitals by dimension, best overall first.
SELECT hospital, dimension, score, rank, overall, overall_rank
FROM (
    SELECT unit AS hospital, dimension, score, rank,
           max(score) FILTER (WHERE dimension IS NULL) OVER hospital
               AS overall,
           max(rank) FILTER (WHERE dimension IS NULL) OVER hospital
               AS overall_rank
    FROM medsec.indicator_scores('demo.shantou_layout',
                                 'demo.shantou_value_of_hospital',
                                 'hospital, combined')
    WINDOW hospital AS (PARTITION BY unit)
) AS s
WHERE dimension IS NOT NULL
ORDER BY overall_rank, hospital, dimension
