-- Eigenvalues of the 25 items, and what chance would give.
SELECT c.component, eigenvalue, percentile_eigenvalue AS by_chance,
       explained, cumulative, retained
FROM demo.real_model
CROSS JOIN LATERAL medsec.pca_components(model) AS c
JOIN medsec.parallel_analysis(
    (SELECT medsec.n(answers) FROM demo.real_model
     WHERE name = 'bfi')::integer, 25, 100) AS chance
    USING (component)
WHERE name = 'bfi'
ORDER BY component
