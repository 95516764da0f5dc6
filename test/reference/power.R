# power.R
#		Power of the t tests and the sample size for it.
#
# Both tails count in a two-sided test (power.t.test(strict = TRUE)); the size
# is the real number at which the power is met.

source("test/reference/common.R")
out <- new_reference("power")

power <- function(n, delta, sd, sig_level, type, alternative)
{
	samples <- if (type == "two-sample") 2 else 1
	df <- (n - 1) * samples
	ncp <- sqrt(n / samples) * delta / sd
	if (alternative == "less")
		ncp <- -ncp
	if (alternative != "two-sided")
		return(pt(qt(sig_level, df, lower.tail = FALSE), df, ncp,
			lower.tail = FALSE))
	q <- qt(sig_level / 2, df, lower.tail = FALSE)
	pt(q, df, ncp, lower.tail = FALSE) + pt(-q, df, ncp)
}

for (type in c("two-sample", "one-sample", "paired"))
	for (alternative in c("two-sided", "greater", "less"))
	{
		for (n in c(2, 7.5, 20, 150))
			for (effect in c(0, 0.3, 0.8, -0.5))
				out$add("power", sprintf("%s, %s, n %g, delta %g", type,
					alternative, n, effect), list(value = power(n, effect * 2.5,
					2.5, 0.05, type, alternative)), 1e-8, 1e-11)
		sign <- if (alternative == "less") -1 else 1
		for (target in c(0.8, 0.95))
			for (effect in c(0.3, 0.8, 1.5))
				out$add("n", sprintf("%s, %s, power %g, delta %g", type,
					alternative, target, sign * effect), list(value = uniroot(
					function(n) power(n, sign * effect, 1, 0.01, type,
					alternative) - target, c(2, 1e4), tol = 1e-12)$root), 1e-8)
	}

out$write()
