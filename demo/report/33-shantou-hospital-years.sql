-- Ranks of the hospitals within each year.
SELECT unit AS hospital, period AS year, score, rank, missing
FROM medsec.indicator_scores('demo.shantou_layout',
                             'demo.shantou_value_of_hospital_and_year',
                             'hospital, combined', pool => 'period')
WHERE dimension IS NULL AND rank IS NOT NULL
ORDER BY unit, period
