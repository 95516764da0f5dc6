-- CUSUM of the cost of a stay, hospitals of the county level.
SELECT hospital, month, to_char(month, 'MM') AS label, stays, deviation,
       upper, signal
FROM demo.scounty_shift
ORDER BY hospital, month
