-- Five states of financial protection (WHO Europe), by fifth of income:
-- shares of people with their insurance.
SELECT (ARRAY['poorest', 'second', 'third', 'fourth', 'richest'])[fifth]
           AS fifth,
       state::text, sum(size) AS people,
       sum(size) / sum(sum(size)) OVER (PARTITION BY s.fifth) AS share
FROM demo.scounty_state s
WHERE insurance = 'with' AND fifth IS NOT NULL AND state IS NOT NULL
GROUP BY s.fifth, s.state
ORDER BY s.fifth, s.state DESC
