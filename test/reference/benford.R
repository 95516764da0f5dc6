# benford.R
#		Digits by arithmetic on whole numbers, the law, and chisq.test().

source("test/reference/common.R")
out <- new_reference("benford")

# Digits of cents, whole numbers that doubles hold exactly.
digits_of <- function(cents, kind)
{
	if (kind == -2)
		return(cents %% 100)
	text <- sprintf("%.0f", cents)
	as.integer(substr(paste0(text, "00"), 1, kind))
}

add <- function(args, cents, kind)
{
	cents <- cents[cents >= 100]
	cells <- switch(as.character(kind), "1" = 1:9, "2" = 10:99, "3" = 100:999, "-2" = 0:99)
	expected <- if (kind == -2) rep(0.01, 100) else log10(1 + 1 / cells)
	counts <- as.vector(table(factor(digits_of(cents, kind), levels = cells)))
	n <- sum(counts)
	test <- suppressWarnings(chisq.test(counts, p = expected, rescale.p = TRUE))
	share <- counts / n
	d <- abs(share - expected)
	z <- ifelse(d > 1 / (2 * n), d - 1 / (2 * n), d) / sqrt(expected * (1 - expected) / n)
	out$add("benford", sprintf("%s %d", args, kind), list(n = n,
		chi_square = unname(test$statistic), df = length(cells) - 1,
		p_value = unname(test$p.value), mad = mean(d)), 1e-9)
	for (i in c(1, 2, length(cells)))
		out$add("digit", sprintf("%s %d %d", args, kind, cells[i]), list(n = counts[i],
			share = share[i], expected_share = expected[i], expected = n * expected[i],
			z = z[i], p_value = 2 * pnorm(-z[i])), 1e-9)
}

i <- 1:2000
# powers of 1.013 in cents; a sequence without the law; few amounts
for (kind in c(1, 2, 3, -2))
{
	add("powers", floor(100 * 1.013^(1:1200)), kind)
	add("sequence", i * 37, kind)
}
add("few", c(1999, 2050, 29900, 180000, 420), 1)
out$write()
