-- Who pays the bill, by category of person.
SELECT category, party, (amount / 10000)::float8 AS wan,
       (amount / sum(amount) OVER (PARTITION BY category))::float8 AS share
FROM demo.jtown_party
ORDER BY sum(amount) FILTER (WHERE place <= 4)
             OVER (PARTITION BY category)
         / sum(amount) OVER (PARTITION BY category) DESC, category, place
