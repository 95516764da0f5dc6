# t_test.R
#		The t tests, the comparison of variances, equivalence.
#
# t and F: R's t.test and var.test, but p from the tail itself.  Cohen's d:
# pooled standard deviation, limits by inverting the noncentral t
# (Steiger & Fouladi 1997); g = d J with the exact J.  NIST: the summary values
# of AUTO83B in the NIST/SEMATECH handbook 1.3.5.3, as printed there.

source("test/reference/common.R")
out <- new_reference("t_test")
alternatives <- c("two-sided", "less", "greater")

effect <- function(d, t, df, scale, conf_level)
{
	limits <- noncentral_limits(t, df, conf_level) / scale
	list(cohens_d = d, hedges_g = d * hedges_j(df),
		cohens_d_low = limits[1], cohens_d_high = limits[2])
}

f_test <- function(x, y, alternative, conf_level)
{
	ratio <- var(x) / var(y)
	df1 <- length(x) - 1
	df2 <- length(y) - 1
	lower <- pf(ratio, df1, df2)
	upper <- pf(ratio, df1, df2, lower.tail = FALSE)
	limits <- var.test(x, y, alternative = r_alternative(alternative),
		conf.level = conf_level)$conf.int
	list(estimate = ratio, statistic = ratio, df1 = df1, df2 = df2,
		p_value = switch(alternative, "two-sided" = 2 * min(lower, upper),
			less = lower, greater = upper),
		conf_low = limits[1], conf_high = limits[2], conf_level = conf_level,
		n1 = df1 + 1, sd1 = sd(x), n2 = df2 + 1, sd2 = sd(y))
}

two_sample <- function(case, x, y, low, high)
{
	x <- x[!is.na(x)]
	y <- y[!is.na(y)]
	n1 <- length(x)
	n2 <- length(y)
	estimate <- mean(x) - mean(y)
	pooled_sd <- sqrt(((n1 - 1) * var(x) + (n2 - 1) * var(y)) / (n1 + n2 - 2))
	harmonic <- sqrt(n1 * n2 / (n1 + n2))
	d <- effect(estimate / pooled_sd, estimate / pooled_sd * harmonic,
		n1 + n2 - 2, harmonic, 0.95)
	larger <- if (var(x) >= var(y)) f_test(x, y, "two-sided", 0.95) else
		f_test(y, x, "two-sided", 0.95)

	for (var_equal in c(FALSE, TRUE))
	{
		t <- t.test(x, y, var.equal = var_equal)
		df <- unname(t$parameter)
		se <- t$stderr
		word <- if (var_equal) "student" else "welch"
		for (alternative in alternatives)
			for (option in list(c(0, 0.95), c(low, 0.99)))
			{
				mu <- option[1]
				level <- option[2]
				statistic <- (estimate - mu) / se
				p <- p_of_t(statistic, df, alternative)
				limits <- t_limits(estimate, se, df, alternative, level)
				out$add(case, sprintf("%s, %s, mu %g, level %g", word,
					alternative, mu, level), list(alternative = alternative,
					estimate = estimate, std_error = se,
					statistic = statistic, df = df, p_value = p,
					stars = stars(p), conf_low = limits[1],
					conf_high = limits[2], conf_level = level,
					r_squared = statistic^2 / (statistic^2 + df)), 1e-11)
			}
		out$add(case, sprintf("%s, two-sided, mu 0, level 0.95", word), list(
			n1 = n1, mean1 = mean(x), sd1 = sd(x), n2 = n2, mean2 = mean(y),
			sd2 = sd(y), f_statistic = larger$statistic, f_df1 = larger$df1,
			f_df2 = larger$df2, f_p_value = larger$p_value), 1e-12)
		for (level in c(0.95, 0.9))
		{
			s1 <- (estimate - low) / se
			s2 <- (estimate - high) / se
			p1 <- pt(s1, df, lower.tail = FALSE)
			p2 <- pt(s2, df)
			limits <- t_limits(estimate, se, df, "two-sided", level)
			out$add(case, sprintf("tost %s, level %g", word, level), list(
				estimate = estimate, std_error = se, df = df, low = low,
				high = high, statistic_low = s1, p_value_low = p1,
				statistic_high = s2, p_value_high = p2,
				p_value = max(p1, p2), conf_low = limits[1],
				conf_high = limits[2], conf_level = level), 1e-11)
		}
	}
	for (figure in names(d))
		out$add(case, "student, two-sided, mu 0, level 0.95", d[figure],
			if (figure %in% c("cohens_d", "hedges_g")) 1e-12 else 1e-9)
	for (alternative in alternatives)
		for (level in c(0.95, 0.9))
			out$add(case, sprintf("variance %s, level %g", alternative, level),
				f_test(x, y, alternative, level), 1e-9)
}

one_sample <- function(case, x, mu, prefix = "one sample")
{
	x <- x[!is.na(x)]
	n <- length(x)
	se <- sd(x) / sqrt(n)
	for (alternative in alternatives)
		for (level in c(0.95, 0.99))
		{
			t <- (mean(x) - mu) / se
			p <- p_of_t(t, n - 1, alternative)
			limits <- t_limits(mean(x), se, n - 1, alternative, level)
			out$add(case, sprintf("%s, %s, mu %g, level %g", prefix, alternative,
				mu, level), list(alternative = alternative, estimate = mean(x),
				std_error = se, statistic = t, df = n - 1, p_value = p,
				stars = stars(p), conf_low = limits[1], conf_high = limits[2],
				conf_level = level, r_squared = t^2 / (t^2 + n - 1)), 1e-11)
		}
	d <- effect((mean(x) - mu) / sd(x), (mean(x) - mu) / se, n - 1, sqrt(n), 0.95)
	for (figure in names(d))
		out$add(case, sprintf("%s, two-sided, mu %g, level 0.95", prefix, mu),
			d[figure], if (figure %in% c("cohens_d", "hedges_g")) 1e-12 else 1e-9)
}

paired <- function(case, x, y, mu)
{
	keep <- !is.na(x) & !is.na(y)
	x <- x[keep]
	y <- y[keep]
	n <- length(x)
	one_sample(case, x - y, mu, "paired")
	r <- cor(x, y)
	t <- r * sqrt((n - 2) / (1 - r^2))
	out$add(case, sprintf("paired, two-sided, mu %g, level 0.95", mu), list(
		n1 = n, mean1 = mean(x), sd1 = sd(x), n2 = n, mean2 = mean(y),
		sd2 = sd(y), correlation = r,
		correlation_p_value = pt(t, n - 2, lower.tail = FALSE)), 1e-11)
}

chickwts <- data_set("chickwts")
airquality <- data_set("airquality")
sprays <- data_set("insectsprays")
iris <- data_set("iris")
feed <- function(name) chickwts$weight[chickwts$feed == name]
spray <- function(name) sprays$count[sprays$spray == name]

two_sample("chickwts casein linseed", feed("casein"), feed("linseed"), -50, 50)
two_sample("chickwts soybean sunflower", feed("soybean"), feed("sunflower"),
	-100, 100)
two_sample("insectsprays A B", spray("A"), spray("B"), -5, 5)
two_sample("insectsprays C F", spray("C"), spray("F"), -5, 5)
two_sample("airquality ozone 5 8", airquality$ozone[airquality$month == 5],
	airquality$ozone[airquality$month == 8], -10, 10)
two_sample("iris sepal_width setosa virginica",
	iris$sepal_width[iris$species == "setosa"],
	iris$sepal_width[iris$species == "virginica"], -1, 1)

one_sample("chickwts weight", chickwts$weight, 250)
one_sample("airquality ozone", airquality$ozone, 40)
one_sample("iris petal_length setosa",
	iris$petal_length[iris$species == "setosa"], 1.5)

paired("iris sepal_length petal_length", iris$sepal_length, iris$petal_length, 0)
paired("airquality ozone solar_r", airquality$ozone, airquality$solar_r, -100)
paired("airquality solar_r temp", airquality$solar_r, airquality$temp, 100)

# AUTO83B: printed digits, so half a unit of the last.
out$add("auto83b", "student", list(statistic = -12.62059, df = 326), 0, 5e-6)
out$add("auto83b", "welch", list(statistic = -12.94627), 0, 5e-6)
out$add("auto83b", "welch", list(df = 136.8750), 0, 5e-4)

out$write()
