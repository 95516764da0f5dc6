# fund.R
#		The accounts of a fund written down a second time; elasticity by lm().

source("test/reference/common.R")
out <- new_reference("fund")

# National resident fund 2022, in 100 million yuan: opening from its cumulative balance.
out$add("balance", "nhsa 2022", list(balance = 775.46, cumulative = 7534.13,
	balance_rate = 775.46 / 10128.90, cumulative_rate = 7534.13 / 10128.90,
	cumulative_to_expenditure = 7534.13 / 9353.44, months_payable = 7534.13 / (9353.44 / 12)))

project <- function(insured, premium, expenditure, opening, years, g_n, g_p, g_e, subsidy, g_s)
{
	t <- 0:(years - 1)
	n <- insured * cumprod(c(1, rep(1 + g_n, years - 1)))
	s <- subsidy * cumprod(c(1, rep(1 + g_s, years - 1)))
	income <- n * (premium * cumprod(c(1, rep(1 + g_p, years - 1))) + s)
	e <- expenditure * cumprod(c(1, rep(1 + g_e, years - 1)))
	c <- opening + cumsum(income - e)
	first <- function(v) if (any(v)) which(v)[1] else NA
	for (i in t + 1)
		out$add("projection", sprintf("%g %g year %d", premium, subsidy, i), list(
			insured = n[i], income = income[i], expenditure = e[i], balance = income[i] - e[i],
			cumulative = c[i], months_payable = c[i] / (e[i] / 12),
			break_even_premium = e[i] / n[i] - s[i], first_deficit_year = first(income < e),
			first_exhausted_year = first(c < 0)), 1e-11, 1e-9)
}
project(55, 910, 46000, 21000, 5, -0.01, 0.06, 0.09, 0, 0)
project(1000, 350, 900000, 100000, 12, -0.02, 0.03, 0.07, 640, 0.05)

elasticity <- function(args, rate, income)
{
	m <- lm(log(rate) ~ log(income))
	s <- summary(m)
	limits <- confint(m)[2, ]
	out$add("elasticity", args, list(estimate = coef(m)[[2]], std_error = s$coefficients[2, 2],
		statistic = s$coefficients[2, 3], df = m$df.residual, p_value = s$coefficients[2, 4],
		conf_low = limits[[1]], conf_high = limits[[2]], r_squared = s$r.squared,
		n = length(rate)), 1e-9)
}
swiss <- data_set("swiss")
elasticity("education of agriculture", swiss$education, swiss$agriculture)
states <- data_set("longley")
elasticity("employed of gnp", states$employed, states$gnp)
out$write()
