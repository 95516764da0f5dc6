# correlation.R
#		Correlations, partial correlations, and whether factoring makes sense.
#
# p from the tail of t; limits by Fisher's z.  A partial correlation holds all
# other columns fixed: q = p - 2 of them cost q degrees of freedom.  KMO and MSA:
# Kaiser & Rice (1974); Bartlett (1950).  psych::KMO and psych::cortest.bartlett
# say the same to the digits they keep.

source("test/reference/common.R")
out <- new_reference("correlation")
factorability <- new_reference("factorability")
comoments <- new_reference("comoments")

test_of <- function(r, n, held, alternative, conf_level)
{
	df <- n - 2 - held
	t <- r * sqrt(df / (1 - r^2))
	tail <- if (alternative == "two-sided") (1 - conf_level) / 2 else
		1 - conf_level
	half <- qnorm(tail, lower.tail = FALSE) / sqrt(n - 3 - held)
	limits <- tanh(atanh(r) + c(-half, half))
	if (alternative == "less")
		limits[1] <- -1
	if (alternative == "greater")
		limits[2] <- 1
	list(r = r, n = n, df = df, statistic = t,
		p_value = p_of_t(t, df, alternative),
		conf_low = limits[1], conf_high = limits[2])
}

rows_of <- function(case, args, r, n, held, method, conf_level)
{
	pairs <- which(upper.tri(r), arr.ind = TRUE)
	pairs <- pairs[order(pairs[, 1], pairs[, 2]), , drop = FALSE]
	tests <- lapply(seq_len(nrow(pairs)), function(i)
		test_of(r[pairs[i, 1], pairs[i, 2]], n, held, "two-sided", conf_level))
	p <- p.adjust(vapply(tests, function(t) t$p_value, 0), method)
	for (i in seq_along(tests))
	{
		tests[[i]]$p_value <- p[i]
		out$add(case, sprintf("%s %s %s", args, colnames(r)[pairs[i, 1]],
			colnames(r)[pairs[i, 2]]), tests[[i]], 1e-10, 1e-14)
	}
}

# A weight is a frequency: the row that many times.
weighted_cov <- function(x, w)
{
	centred <- sweep(x, 2, colSums(w * x) / sum(w))
	crossprod(as.matrix(centred * sqrt(w))) / (sum(w) - 1)
}

matrices <- function(case, x, w = rep(1, nrow(x)))
{
	s <- weighted_cov(x, w)
	r <- cov2cor(s)
	p <- ncol(x)
	inverse <- solve(r)
	q <- -cov2cor(inverse)
	diag(q) <- 1
	add_matrix <- function(figure, m, rel, abs)
		for (i in seq_len(p))
			comoments$add(case, figure, setNames(as.list(m[i, ]),
				sprintf("%d,%d", i, seq_len(p))), rel, abs)
	comoments$add(case, "means", setNames(
		as.list(colSums(w * x) / sum(w)), seq_len(p)), 1e-13)
	add_matrix("covariance", s, 1e-12, 0)
	add_matrix("correlation", r, 1e-13, 1e-14)
	add_matrix("partial_correlation", q, 0, 1e-9)
	list(r = r, q = q)
}

whole <- function(case, x)
{
	x <- x[complete.cases(x), ]
	n <- nrow(x)
	p <- ncol(x)
	m <- matrices(case, x)
	if (p <= 6)
	{
		rows_of(case, "pearson", m$r, n, 0, "none", 0.95)
		rows_of(case, "pearson holm", m$r, n, 0, "holm", 0.9)
		rows_of(case, "partial", m$q, n, p - 2, "none", 0.95)
		rows_of(case, "partial by", m$q, n, p - 2, "BY", 0.99)
	}
	for (alternative in c("two-sided", "less", "greater"))
	{
		test <- test_of(m$r[1, 2], n, 0, alternative, 0.9)
		names(test)[1] <- "estimate"
		out$add(case, alternative, c(test, alternative = alternative,
			conf_level = 0.9), 1e-10)
	}

	off <- row(m$r) != col(m$r)
	r2 <- m$r^2 * off
	q2 <- m$q^2 * off
	determinant <- det(m$r)
	factorability$add(case, "kmo", list(kmo = sum(r2) / (sum(r2) + sum(q2)),
		n = n, p = p, determinant = determinant), 1e-9)
	factorability$add(case, "msa", setNames(as.list(
		rowSums(r2) / (rowSums(r2) + rowSums(q2))), colnames(x)), 1e-9)
	chi <- -(n - 1 - (2 * p + 5) / 6) * log(determinant)
	df <- p * (p - 1) / 2
	factorability$add(case, "bartlett", list(statistic = chi, df = df,
		p_value = pchisq(chi, df, lower.tail = FALSE), n = n,
		determinant = determinant), 1e-9)
}

airquality <- data_set("airquality")
whole("airquality", airquality[c("ozone", "solar_r", "wind", "temp")])
whole("swiss", data_set("swiss"))
whole("usjudgeratings", data_set("usjudgeratings"))
whole("iris", data_set("iris")[1:4])

some <- airquality[complete.cases(airquality), ]
invisible(matrices("airquality by day", some[c("ozone", "wind", "temp")], some$day))
invisible(matrices("airquality by quarters", some[c("ozone", "wind", "temp")],
	some$day %% 4 / 4))

out$write()
factorability$write()
comoments$write()
