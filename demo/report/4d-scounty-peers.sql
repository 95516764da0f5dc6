-- Cost of a stay against hospitals of the same level: modified z scores of
-- the mean logarithm.
SELECT hospital, level, stays, cost, usual, modified_z, z_of_others
FROM demo.scounty_peer
WHERE modified_z IS NOT NULL
ORDER BY modified_z DESC, hospital
