# observed_expected.R
#		Ratios of counts by poisson.test() and ppois().

source("test/reference/common.R")
out <- new_reference("observed_expected")

for (o in c(0, 1, 2, 7, 10, 100, 5000))
	for (e in c(0.01, 0.5, 5.5, 10, 98.7, 6000))
		for (level in c(0.95, 0.998))
		{
			limits <- poisson.test(o, T = e, conf.level = level)$conf.int
			below <- ppois(o, e)
			above <- ppois(o - 1, e, lower.tail = FALSE)
			out$add("ratio", sprintf("%g of %g, %g", o, e, level), list(estimate = o / e,
				std_error = sqrt(o) / e, statistic = (o - e) / sqrt(e),
				p_value = min(1, 2 * min(below, above)), conf_low = limits[1],
				conf_high = limits[2]), 1e-9)
		}
out$write()
