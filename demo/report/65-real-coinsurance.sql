-- Visits by the share of the bill that families paid (RAND experiment).
SELECT round(exp(lncoins) - 1) AS coinsurance, (d).n AS person_years,
       (d).mean AS visits, (d).conf_low, (d).conf_high, (d).stddev
FROM (
    SELECT lncoins, medsec.describe(medsec.moments(mdvis)) AS d
    FROM demo.randhie
    GROUP BY lncoins
    OFFSET 0
) AS s
ORDER BY coinsurance
