-- Composite score of the years from the 16 indicators, with rank.
SELECT year, medsec.pca_score(model, 1, indicators) AS score_1,
       medsec.pca_score(model, 2, indicators) AS score_2,
       composite, rank() OVER (ORDER BY composite DESC)
FROM (
    SELECT year, indicators, model,
           medsec.pca_composite(model, indicators) AS composite
    FROM demo.shantou_year
    CROSS JOIN demo.shantou_model
    WHERE name = 'indicators'
    OFFSET 0
) AS s
ORDER BY year
