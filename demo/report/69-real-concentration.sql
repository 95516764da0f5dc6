-- Concentration index of visits to doctors, by three standard errors.
SELECT what, method, (c).n, (c).mean, (c).estimate, (c).std_error,
       (c).conf_low, (c).conf_high
FROM (
    SELECT what, method,
           medsec.concentration_index(visits, std_error => method) AS c
    FROM (
        SELECT 'income (NMES)' AS what,
               medsec.ranked(visits, income) AS visits
        FROM demo.nmes
        UNION ALL
        SELECT 'coinsurance (RAND)', medsec.ranked(mdvis, lncoins)
        FROM demo.randhie
        OFFSET 0
    ) AS s
    CROSS JOIN (VALUES ('ols'), ('hc1'), ('newey-west')) AS m(method)
    OFFSET 0
) AS s
ORDER BY what DESC, method DESC
