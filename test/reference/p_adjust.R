# p_adjust.R
#		Adjusted p-values: R's p.adjust.  NULL stays NULL and is not counted.

source("test/reference/common.R")
out <- new_reference("p_adjust")

sets <- list(
	plain = c(0.01, 0.02, 0.03, 0.04, 0.05),
	unsorted = c(0.9, 1e-300, 0.04, 0.2, 0.011, 0.5, 1, 0.0299),
	ties = c(0.02, 0.02, 0.5, 0.001, 0.5, 0.02),
	missing = c(NA, 0.03, 0.001, NA, 0.2, 0.03),
	one = 0.04,
	ends = c(0, 1, 0, 1))

for (name in names(sets))
	for (method in c("none", "bonferroni", "holm", "hochberg", "BH", "BY"))
	{
		adjusted <- p.adjust(sets[[name]], method)
		for (i in seq_along(adjusted))
			out$add(name, tolower(method), setNames(list(adjusted[i]), i), 1e-14)
	}

out$write()
