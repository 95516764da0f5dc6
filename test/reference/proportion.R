# proportion.R
#		Rates: Wilson (1927) limits, two rates by Newcombe (1998, method 10).

source("test/reference/common.R")
out <- new_reference("proportion")

wilson <- function(x, n, conf_level, tail = (1 - conf_level) / 2)
{
	z <- qnorm(tail, lower.tail = FALSE)
	p <- x / n
	centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
	half <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
	high <- if (x == n) 1 else centre + half
	# the other root from the product of both, for centre - half loses digits
	limits <- c(p^2 / ((1 + z^2 / n) * (centre + half)), high)
	list(estimate = p, std_error = sqrt(p * (1 - p) / n), conf_low = limits[1], conf_high = limits[2],
		conf_level = conf_level, successes = x, n = n)
}

for (level in c(0.95, 0.9))
{
	for (pair in list(c(0, 10), c(10, 10), c(1, 1), c(81, 263), c(15, 148),
		c(3, 1e6)))
		out$add("wilson", sprintf("%g of %g, level %g", pair[1], pair[2], level),
			within(wilson(pair[1], pair[2], level), rm(std_error)), 1e-10)

	# Newcombe's examples among them: 56/70 - 48/80, 9/10 - 3/10, 10/10 - 0/20.
	for (pair in list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7),
		c(5, 56, 0, 29), c(10, 10, 0, 20), c(1198, 2691, 557, 1835)))
		for (alternative in c("two-sided", "less", "greater"))
		{
			x1 <- pair[1]
			n1 <- pair[2]
			x2 <- pair[3]
			n2 <- pair[4]
			p1 <- x1 / n1
			p2 <- x2 / n2
			p <- (x1 + x2) / (n1 + n2)
			z <- (p1 - p2) / sqrt(p * (1 - p) * (1 / n1 + 1 / n2))
			args <- sprintf("%g of %g, %g of %g, %s, level %g", x1, n1, x2, n2,
				alternative, level)
			out$add("prop_test", args, list(alternative = alternative,
				estimate = p1 - p2, statistic = z,
				p_value = switch(alternative, "two-sided" = 2 * pnorm(-abs(z)),
					less = pnorm(z), greater = pnorm(z, lower.tail = FALSE)),
				conf_level = level, estimate1 = p1, n1 = n1, estimate2 = p2,
				n2 = n2, chi_square = z^2), 1e-11)
			tail <- if (alternative == "two-sided") (1 - level) / 2 else 1 - level
			w1 <- wilson(x1, n1, level, tail)
			w2 <- wilson(x2, n2, level, tail)
			low <- sqrt((p1 - w1$conf_low)^2 + (w2$conf_high - p2)^2)
			high <- sqrt((w1$conf_high - p1)^2 + (p2 - w2$conf_low)^2)
			out$add("prop_test", args, list(
				std_error = sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2),
				low1 = w1$conf_low, high1 = w1$conf_high,
				low2 = w2$conf_low, high2 = w2$conf_high,
				conf_low = if (alternative == "less") -1 else p1 - p2 - low,
				conf_high = if (alternative == "greater") 1 else p1 - p2 + high),
				1e-10, 1e-14)
		}
}

# The same counts as prop.test's chi-square.
check <- suppressWarnings(prop.test(c(1198, 557), c(2691, 1835), correct = FALSE))
out$add("prop_test", "berkeley", list(chi_square = unname(check$statistic),
	p_value = unname(check$p.value)), 1e-10)

# As moments of a flag: airquality, is the day hotter than 80; ozone above 40.
airquality <- data_set("airquality")
flag <- airquality$ozone > 40
for (level in c(0.95, 0.99))
	out$add("proportion", sprintf("level %g", level), c(
		wilson(sum(flag, na.rm = TRUE), sum(!is.na(flag)), level),
		list(n_missing = sum(is.na(flag)))), 1e-11)

out$write()
