# agreement.R
#		Agreement of coders, by the definitions written down a second time:
#		Krippendorff's coincidence matrix and distances of his text, Fleiss'
#		table of counts, Kendall's ranks.

source("test/reference/common.R")
out <- new_reference("agreement")

# Krippendorff (2011): 4 coders, 12 units, gaps.
book <- rbind(A = c(1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA), B = c(1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, NA),
	C = c(NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3), D = c(1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA))

# Lawyers' ratings of the first 12 judges: five aspects as coders, numbers with ties.
judges <- t(data_set("usjudgeratings")[1:12, c("dmnr", "dilg", "cfmg", "deci", "prep")])
rounded <- round(judges)

coincidences <- function(x)
{
	values <- sort(unique(as.vector(x[, colSums(!is.na(x)) > 1])))
	o <- matrix(0, length(values), length(values))
	for (u in which(colSums(!is.na(x)) > 1))
	{
		v <- match(x[!is.na(x[, u]), u], values)
		for (i in seq_along(v))
			for (j in seq_along(v))
				if (i != j)
					o[v[i], v[j]] <- o[v[i], v[j]] + 1 / (length(v) - 1)
	}
	list(values = values, o = o)
}

krippendorff <- function(x, level)
{
	m <- coincidences(x)
	nc <- rowSums(m$o)
	n <- sum(nc)
	distance <- function(c, k)
		switch(level, nominal = c != k, interval = (m$values[c] - m$values[k])^2,
			ratio = if (c == k) 0 else ((m$values[c] - m$values[k]) / (m$values[c] + m$values[k]))^2,
			ordinal = (sum(nc[c:k]) - (nc[c] + nc[k]) / 2)^2)
	d <- outer(seq_along(nc), seq_along(nc), Vectorize(distance))
	observed <- sum(m$o * d) / n
	expected <- sum(outer(nc, nc) * d) / (n * (n - 1))
	many <- colSums(!is.na(x)) > 1
	list(estimate = 1 - observed / expected, observed_disagreement = observed, expected_disagreement = expected,
		agreement = sum(diag(m$o)) / n, units = sum(many), n_single = sum(colSums(!is.na(x)) == 1),
		coders = nrow(x), n = n)
}

fleiss <- function(x)
{
	x <- x[, colSums(is.na(x)) == 0, drop = FALSE]
	values <- sort(unique(as.vector(x)))
	counts <- t(apply(x, 2, function(v) table(factor(v, values))))
	N <- nrow(counts)
	m <- nrow(x)
	p <- colSums(counts) / (N * m)
	agreement <- mean((rowSums(counts^2) - m) / (m * (m - 1)))
	chance <- sum(p^2)
	kappa <- (agreement - chance) / (1 - chance)
	se <- sqrt(2 / (N * m * (m - 1)) * (sum(p * (1 - p))^2 - sum(p * (1 - p) * (1 - 2 * p))) / sum(p * (1 - p))^2)
	list(estimate = kappa, std_error = se, statistic = kappa / se, p_value = 2 * pnorm(-abs(kappa / se)),
		agreement = agreement, expected_agreement = chance, units = N, coders = m, categories = length(values))
}

kendall <- function(x)
{
	x <- x[, colSums(is.na(x)) == 0, drop = FALSE]
	n <- ncol(x)
	m <- nrow(x)
	ranks <- apply(x, 1, rank)
	s <- sum((rowSums(ranks) - mean(rowSums(ranks)))^2)
	ties <- sum(apply(x, 1, function(v) sum(table(v)^3 - table(v))))
	chisq <- unname(friedman.test(x)$statistic)
	w <- 12 * s / (m^2 * (n^3 - n) - m * ties)
	stopifnot(abs(m * (n - 1) * w - chisq) < 1e-10)
	list(estimate = w, statistic = chisq, df = n - 1, p_value = pchisq(chisq, n - 1, lower.tail = FALSE), units = n, coders = m)
}

for (set in list(list("book", book), list("judges", judges), list("rounded", rounded)))
{
	for (level in c("nominal", "ordinal", "interval", "ratio"))
		out$add(set[[1]], paste("krippendorff", level), krippendorff(set[[2]], level), 1e-11, 1e-14)
	out$add(set[[1]], "fleiss", fleiss(set[[2]]), 1e-10, 1e-14)
	out$add(set[[1]], "kendall", kendall(set[[2]]), 1e-11)
}

# Fleiss (1971) as Wikipedia has it: 10 units, 14 coders, 5 categories; kappa .210
counts <- rbind(c(0, 0, 0, 0, 14), c(0, 2, 6, 4, 2), c(0, 0, 3, 5, 6), c(0, 3, 9, 2, 0), c(2, 2, 8, 1, 1),
	c(7, 7, 0, 0, 0), c(3, 2, 6, 3, 0), c(2, 5, 3, 2, 2), c(6, 5, 2, 1, 0), c(0, 2, 2, 3, 7))
table <- apply(counts, 1, function(row) rep(1:5, row))
stopifnot(abs(fleiss(table)$estimate - 0.210) < 5e-4)
out$add("counts", "fleiss", fleiss(table), 1e-11)

# The published figures of the book's example, to their print.
published <- c(nominal = 0.743, ordinal = 0.815, interval = 0.849, ratio = 0.797)
stopifnot(all(abs(vapply(names(published), function(l) krippendorff(book, l)$estimate, 0) - published) < 6e-4))
out$write()
