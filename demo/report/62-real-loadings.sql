-- Loadings of the 25 items on five components, after varimax.
SELECT CASE left(item, 1) WHEN 'a' THEN 'agreeableness'
                          WHEN 'c' THEN 'conscientiousness'
                          WHEN 'e' THEN 'extraversion'
                          WHEN 'n' THEN 'neuroticism'
                          ELSE 'openness' END AS scale,
       upper(item) AS item, component, loading, communality
FROM demo.real_model
CROSS JOIN LATERAL medsec.pca_loadings(model, ARRAY[
    'a1', 'a2', 'a3', 'a4', 'a5', 'c1', 'c2', 'c3', 'c4', 'c5',
    'e1', 'e2', 'e3', 'e4', 'e5', 'n1', 'n2', 'n3', 'n4', 'n5',
    'o1', 'o2', 'o3', 'o4', 'o5'])
WHERE name = 'bfi'
ORDER BY scale, item, component
