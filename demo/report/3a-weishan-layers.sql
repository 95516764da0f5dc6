-- The same claims under both plans: who pays how much.
SELECT layer, plan, (yuan / 1e6)::float8 AS million,
       (yuan / sum(yuan) OVER (PARTITION BY plan))::float8 AS share,
       (compensation - now)::float8 / 1e6 AS change
FROM demo.weishan_cost
CROSS JOIN LATERAL (VALUES ('in force', now),
                           ('compensation', compensation)) AS v(plan, yuan)
ORDER BY place, plan DESC
