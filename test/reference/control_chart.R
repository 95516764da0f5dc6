# control_chart.R
#		Control charts by loops; funnels by qbinom() and its relatives.

source("test/reference/common.R")
out <- new_reference("control_chart")

# Montgomery & Runger, Applied Statistics and Probability for Engineers, table 16-7.
x <- c(102, 94.8, 98.3, 98.4, 102, 98.5, 99, 97.7, 100, 98.1, 101.3, 98.7, 101.1, 98.4, 97,
	96.7, 100.3, 101.4, 97.2, 101)

cusum <- function(args, x, target, k, h, start)
{
	up <- low <- start
	n_up <- n_low <- 0
	for (i in seq_along(x))
	{
		up <- max(0, up + x[i] - (target + k))
		low <- max(0, low + (target - k) - x[i])
		# what is left of a sum of tenths is rounding
		up <- if (up < 1e-9) 0 else up
		low <- if (low < 1e-9) 0 else low
		n_up <- if (up > 0) n_up + 1 else 0
		n_low <- if (low > 0) n_low + 1 else 0
		signal <- if (up > h && low > h) "both" else if (up > h) "above" else
			if (low > h) "below" else NA
		out$add("cusum", sprintf("%s %d", args, i), list(upper = up, lower = low,
			signal = signal), 1e-10, 1e-9)
	}
}
cusum("concentration", x, 99, 1, 10, 0)
cusum("shifted", x + 1.5, 99, 1, 8, 4)
cusum("fallen", x - 2, 99, 1, 8, 0)

z <- 99
for (i in seq_along(x))
{
	z <- 0.2 * x[i] + 0.8 * z
	half <- 2.7 * 2 * sqrt(0.2 / 1.8 * (1 - 0.8^(2 * i)))
	out$add("ewma", sprintf("concentration %d", i), list(estimate = z, low = 99 - half,
		high = 99 + half), 1e-12)
}

for (n in c(1, 10, 100, 1234))
	for (rate in c(0.02, 0.2, 0.5, 0.93))
		for (level in c(0.95, 0.998))
		{
			a <- (1 - level) / 2
			q <- qbinom(c(a, 1 - a), n, rate)
			p <- pbinom(q, n, rate)
			r <- q - (p - c(a, 1 - a)) / dbinom(q, n, rate)
			zz <- qnorm(1 - a)
			centre <- (rate + zz^2 / (2 * n)) / (1 + zz^2 / n)
			half <- zz / (1 + zz^2 / n) * sqrt(rate * (1 - rate) / n + zz^2 / (4 * n^2))
			normal <- rate + c(-1, 1) * zz * sqrt(rate * (1 - rate) / n)
			limits <- list(exact = q / n, interpolated = pmin(pmax(r / n, 0), 1),
				wilson = centre + c(-1, 1) * half, normal = pmin(pmax(normal, 0), 1))
			for (method in names(limits))
				out$add("funnel", sprintf("%s %g %g %g", method, n, rate, level),
					list(conf_low = limits[[method]][1], conf_high = limits[[method]][2]),
					1e-8, 1e-11)
		}
out$write()
