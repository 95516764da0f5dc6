-- Weights of the 16 indicators of a year: judges, entropy, components,
-- and the mean of judges and entropy.
SELECT dimension, position, replace(indicator, '_', ' ') AS indicator,
       method, weight,
       rank() OVER (PARTITION BY method ORDER BY weight DESC)
FROM demo.shantou_layout
WHERE level = 'year'
ORDER BY position, method
