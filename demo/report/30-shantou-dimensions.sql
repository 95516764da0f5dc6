-- Scores of the years by dimension and overall.
SELECT period AS year, coalesce(dimension, 'overall') AS dimension,
       score, rank
FROM medsec.indicator_scores('demo.shantou_layout',
                             'demo.shantou_value_of_year',
                             'year, combined')
ORDER BY period, indicator_scores.dimension
