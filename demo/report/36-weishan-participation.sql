-- Income of a person and participation, town by town, in three years.
SELECT town, kind, year::text, income_per_head::float8 AS income,
       (p).rate, (p).uninsured
FROM (
    SELECT town, kind, year, income_per_head,
           medsec.participation(insured, residents) AS p
    FROM demo.weishan_town_year
    JOIN demo.weishan_town USING (town_id)
    WHERE year IN (2014, 2019, 2023)
    OFFSET 0
) AS s
ORDER BY year, income
