-- Sixteen indicators of nine years: loadings of the plain components.
SELECT dimension, position, replace(item, '_', ' ') AS item, component,
       loading, communality
FROM demo.shantou_model
CROSS JOIN LATERAL medsec.pca_loadings(model,
    (SELECT array_agg(indicator ORDER BY position)
     FROM demo.shantou_indicator_name)) AS l
JOIN demo.shantou_indicator_name ON indicator = item
WHERE name = 'indicators'
ORDER BY position, component
