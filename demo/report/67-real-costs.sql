-- Costs of a person by kind of care (logarithms): rotated loadings.
SELECT item, component, loading, communality
FROM demo.real_model
CROSS JOIN LATERAL medsec.pca_loadings(model, ARRAY['wellness',
    'ambulatory', 'outpatient', 'urgent care', 'emergency', 'inpatient',
    'left to patient'])
WHERE name = 'synthea'
ORDER BY max(loading) FILTER (WHERE component = 1)
         OVER (PARTITION BY item) DESC, component
