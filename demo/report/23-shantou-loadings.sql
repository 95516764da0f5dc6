-- Loadings of the items on the retained components, after varimax.
SELECT i.dimension, i.position, upper(i.item) || '  ' || i.wording AS item,
       component, loading, communality
FROM demo.shantou_model
CROSS JOIN LATERAL medsec.pca_loadings(model,
    (SELECT array_agg(item ORDER BY position)
     FROM demo.shantou_item)) AS l
JOIN demo.shantou_item AS i USING (item)
WHERE name = 'questionnaire'
ORDER BY i.position, component
