-- Ranks of the hospitals when one choice at a time is made otherwise.
SELECT unit AS hospital, base_rank, best_rank, worst_rank, mean_rank,
       scenarios, same_share
FROM medsec.indicator_rank_range('demo.shantou_layout',
                                 'demo.shantou_value_of_hospital',
                                 'hospital, combined')
ORDER BY base_rank, unit
