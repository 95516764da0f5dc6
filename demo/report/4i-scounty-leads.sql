-- All leads of a hospital side by side, with what they rest on.
SELECT hospital, kind, is_lead, evidence, leads
FROM demo.scounty_lead
CROSS JOIN LATERAL (VALUES
    (1, 'cost', by_cost, 'z ' || round(modified_z::numeric, 1)),
    (2, 'digits', by_digits,
     digit_pair || ': z ' || round(digit_z::numeric, 1)),
    (3, 'again', by_readmission,
     round(100 * readmission_rate::numeric, 1) || ' %'),
    (4, 'beds', by_overlap, overlapping || ' of ' || stays),
    (5, 'shift', by_shift, coalesce(shift_signal, '–')),
    (6, 'deaths', by_deaths,
     'O/E ' || coalesce(round(death_ratio::numeric, 2)::text, '–'))
) AS l(place, kind, is_lead, evidence)
ORDER BY leads DESC, hospital, place
