# moments.R
#		Moments, plain and weighted, and the two normality tests.
#
# Skewness and kurtosis: g1, g2 of the population; G1, G2 of the sample (as SAS
# and SPSS print; Joanes & Gill 1998).  A weight is a frequency: the row that
# many times.  D'Agostino-Pearson: D'Agostino, Belanger & D'Agostino (1990),
# kurtosis by Anscombe & Glynn (1983).

source("test/reference/common.R")
out <- new_reference("moments")
normality <- new_reference("normality")

summary_of <- function(x, w = rep(1, length(x)), conf_level = 0.95)
{
	keep <- !is.na(x) & !is.na(w) & w > 0
	missing <- sum(is.na(x) | is.na(w))
	x <- x[keep]
	w <- w[keep]
	n <- sum(w)
	mean <- sum(w * x) / n
	mean <- mean + sum(w * (x - mean)) / n
	m <- function(k) sum(w * (x - mean)^k) / n
	variance <- n / (n - 1) * m(2)
	se <- sqrt(variance / n)
	limits <- t_limits(mean, se, n - 1, "two-sided", conf_level)
	g1 <- m(3) / m(2)^1.5
	g2 <- m(4) / m(2)^2 - 3
	list(n = length(x), n_missing = missing, sum_weight = n, mean = mean,
		std_error = se, conf_low = limits[1], conf_high = limits[2],
		conf_level = conf_level, variance = variance, stddev = sqrt(variance),
		skewness = g1 * sqrt(n * (n - 1)) / (n - 2),
		kurtosis = ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3)),
		minimum = min(x), maximum = max(x), skewness_population = g1,
		kurtosis_population = g2)
}

dagostino <- function(g1, g2, n)
{
	y <- g1 * sqrt((n + 1) * (n + 3) / (6 * (n - 2)))
	b2 <- 3 * (n^2 + 27 * n - 70) * (n + 1) * (n + 3) /
		((n - 2) * (n + 5) * (n + 7) * (n + 9))
	w2 <- -1 + sqrt(2 * (b2 - 1))
	z1 <- asinh(y / sqrt(2 / (w2 - 1))) / sqrt(log(sqrt(w2)))

	e <- 3 * (n - 1) / (n + 1)
	v <- 24 * n * (n - 2) * (n - 3) / ((n + 1)^2 * (n + 3) * (n + 5))
	x <- (g2 + 3 - e) / sqrt(v)
	b <- 6 * (n^2 - 5 * n + 2) / ((n + 7) * (n + 9)) *
		sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3)))
	a <- 6 + 8 / b * (2 / b + sqrt(1 + 4 / b^2))
	root <- (1 - 2 / a) / (1 + x * sqrt(2 / (a - 4)))
	root <- sign(root) * abs(root)^(1 / 3)
	z2 <- (1 - 2 / (9 * a) - root) / sqrt(2 / (9 * a))
	list(statistic = z1^2 + z2^2, df = 2,
		p_value = exp(-(z1^2 + z2^2) / 2), n = n,
		z_skewness = z1, z_kurtosis = z2)
}

jarque_bera <- function(g1, g2, n)
{
	jb <- n / 6 * (g1^2 + g2^2 / 4)
	list(statistic = jb, df = 2, p_value = exp(-jb / 2), n = n)
}

one <- function(case, x, ...)
{
	for (level in c(0.95, 0.8))
		out$add(case, sprintf("%g", level), summary_of(x, ..., conf_level = level))
	s <- summary_of(x, ...)
	if (s$n_missing == 0 && s$n == s$sum_weight || case == "airquality ozone")
	{
		normality$add(case, "dagostino",
			dagostino(s$skewness_population, s$kurtosis_population, s$n), 1e-10)
		normality$add(case, "jarque_bera",
			jarque_bera(s$skewness_population, s$kurtosis_population, s$n), 1e-10)
	}
}

chickwts <- data_set("chickwts")
airquality <- data_set("airquality")
insectsprays <- data_set("insectsprays")
iris <- data_set("iris")
ratings <- data_set("usjudgeratings")
ucb <- data_set("ucbadmissions")

one("chickwts weight", chickwts$weight)
one("insectsprays count", insectsprays$count)
one("iris petal_length", iris$petal_length)
one("usjudgeratings cont", ratings$cont)
one("airquality ozone", airquality$ozone)

# Weights: counts, fractions, some 0, some NULL.
one("airquality temp by wind", airquality$temp, airquality$wind)
one("airquality wind by ozone", airquality$wind, airquality$ozone)
one("chickwts weight by quarters", chickwts$weight,
	((seq_along(chickwts$weight) - 1) %% 5) / 4)
one("ucbadmissions admitted", as.numeric(ucb$admit == "Admitted"), ucb$freq)

out$write()
normality$write()
