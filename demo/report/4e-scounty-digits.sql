-- First two digits of the bills of one hospital, the one with the pair that
-- is furthest above Benford's law.
SELECT hospital, digits, n, share, expected_share, expected, z, p_value
FROM demo.scounty_digit
WHERE hospital = (SELECT hospital FROM demo.scounty_digit
                  WHERE share > expected_share
                  ORDER BY z DESC, hospital LIMIT 1)
ORDER BY digits
