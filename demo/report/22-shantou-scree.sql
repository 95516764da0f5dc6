-- Eigenvalues of the 16 items, and what chance would give (parallel
-- analysis of as many families).
SELECT c.component, eigenvalue, percentile_eigenvalue AS by_chance,
       explained, cumulative, retained
FROM demo.shantou_model
CROSS JOIN LATERAL medsec.pca_components(model) AS c
JOIN medsec.parallel_analysis(
    (SELECT medsec.n(medsec.rollup(answers))
     FROM demo.shantou_answers)::integer, 16, 200) AS chance
    USING (component)
WHERE name = 'questionnaire'
ORDER BY component
