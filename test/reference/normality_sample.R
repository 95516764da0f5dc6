# normality_sample.R
#		Shapiro-Wilk by R; Anderson-Darling and Lilliefors by their formulas, as
#		the package nortest has them.

source("test/reference/common.R")
out <- new_reference("normality_sample")

airquality <- data_set("airquality")
mtcars <- data_set("mtcars")
swiss <- data_set("swiss")
chickwts <- data_set("chickwts")

anderson_darling <- function(x)
{
	x <- sort(x)
	n <- length(x)
	z <- (x - mean(x)) / sd(x)
	a <- -n - mean((2 * seq_len(n) - 1) * (pnorm(z, log.p = TRUE) + pnorm(-rev(z), log.p = TRUE)))
	aa <- (1 + 0.75 / n + 2.25 / n^2) * a
	p <- if (aa < 0.2) 1 - exp(-13.436 + 101.14 * aa - 223.73 * aa^2) else
		if (aa < 0.34) 1 - exp(-8.318 + 42.796 * aa - 59.938 * aa^2) else
		if (aa < 0.6) exp(0.9177 - 4.279 * aa - 1.38 * aa^2) else
		if (aa < 10) exp(1.2937 - 5.709 * aa + 0.0186 * aa^2) else 3.7e-24
	list(statistic = a, adjusted_statistic = aa, p_value = p, n = n)
}

lilliefors <- function(x)
{
	x <- sort(x)
	n <- length(x)
	f <- pnorm((x - mean(x)) / sd(x))
	d <- max(seq_len(n) / n - f, f - (seq_len(n) - 1) / n)
	kd <- if (n <= 100) d else d * (n / 100)^0.49
	nd <- min(n, 100)
	p <- exp(-7.01256 * kd^2 * (nd + 2.78019) + 2.99587 * kd * sqrt(nd + 2.78019) - 0.122119 +
		0.974598 / sqrt(nd) + 1.67997 / nd)
	if (p > 0.1)
	{
		k <- (sqrt(n) - 0.01 + 0.85 / sqrt(n)) * d
		p <- if (k <= 0.302) 1 else
			if (k <= 0.5) 2.76773 - 19.828315 * k + 80.709644 * k^2 - 138.55152 * k^3 + 81.218052 * k^4 else
			if (k <= 0.9) -4.901232 + 40.662806 * k - 97.490286 * k^2 + 94.029866 * k^3 - 32.355711 * k^4 else
			if (k <= 1.31) 6.198765 - 19.558097 * k + 23.186922 * k^2 - 12.234627 * k^3 + 2.423045 * k^4 else 0
	}
	list(statistic = d, p_value = p, n = n)
}

i <- 1:2000
columns <- list(ozone = na.omit(airquality$ozone), mpg = mtcars$mpg, carb = mtcars$carb, hp = mtcars$hp,
	education = swiss$education, fertility = swiss$fertility, weight = chickwts$weight,
	three = c(1, 2, 4), four = c(1, 2, 4, 8), five = c(3, 1, 4, 1, 5), eleven = c(2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4),
	twelve = c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8), offset = 1e9 + mtcars$mpg, waves = sin(i), skewed = (i * 7919 %% 2003)^2)
for (name in names(columns))
{
	x <- columns[[name]]
	test <- shapiro.test(x)
	# R has 1 - (1 - W) of the same steps; an offset costs both some digits
	loss <- if (name == "offset") 1e-6 else 1e-9
	out$add("shapiro_wilk", name, list(statistic = unname(test$statistic), p_value = test$p.value, n = length(x)), loss)
	if (length(x) >= 8)
		out$add("anderson_darling", name, anderson_darling(x), loss)
	if (length(x) >= 5)
		out$add("lilliefors", name, lilliefors(x), loss)
}

out$write()
