-- Elasticity of participation to income over the towns, year by year.
SELECT year::text, (e).estimate AS elasticity, (e).conf_low,
       (e).conf_high, (e).r_squared, (e).n AS towns
FROM (
    SELECT year,
           medsec.participation_elasticity(insured / residents::float8,
                                           income_per_head::float8) AS e
    FROM demo.weishan_town_year
    GROUP BY year
    OFFSET 0
) AS s
ORDER BY year
