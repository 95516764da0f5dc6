# frequency.R
#		Goodness of fit: R's chisq.test, and the likelihood ratio by its formula.

source("test/reference/common.R")
out <- new_reference("frequency")

fit <- function(n, p)
{
	test <- suppressWarnings(chisq.test(n, p = p, rescale.p = TRUE))
	e <- sum(n) * p / sum(p)
	g <- 2 * sum(ifelse(n > 0, n * log(n / e), 0))
	list(statistic = test$statistic, df = test$parameter, p_value = test$p.value,
		likelihood_ratio = g,
		likelihood_ratio_p_value = pchisq(g, length(n) - 1, lower.tail = FALSE),
		cohens_w = sqrt(unname(test$statistic) / sum(n)), min_expected = min(e),
		k = length(n), n = sum(n))
}

mtcars <- data_set("mtcars")
insects <- data_set("insectsprays")
feed <- table(data_set("chickwts")$feed)
out$add("goodness_of_fit", "carb", fit(table(mtcars$carb), rep(1, 6)), 1e-12)
out$add("goodness_of_fit", "carb with 5 and 7",
	fit(c(table(factor(mtcars$carb, 1:8))), c(4, 4, 2, 3, 1, 1, 1, 1)), 1e-12)
out$add("goodness_of_fit", "feed", fit(feed[order(names(feed), method = "radix")], rep(1, 6)), 1e-12)
out$add("goodness_of_fit", "feed, weight", fit(c(10, 20, 0.5), c(0.2, 0.5, 0.3)), 1e-12)
# Mendel's peas
out$add("goodness_of_fit", "peas", fit(c(315, 101, 108, 32), c(9, 3, 3, 1)), 1e-12)

# Quantiles of levels with counts are those of the rows.
for (p in c(0, 0.1, 0.25, 0.5, 0.9, 1))
	for (type in c(2, 7))
		out$add("quantile", sprintf("%g, type %d", p, type),
			list(quantile = quantile(insects$count, p, type = type)), 1e-14)
out$write()
