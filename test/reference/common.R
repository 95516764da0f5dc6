# common.R
#		How reference values are written: one row a figure.
#
# Each script of this folder makes sql/data/reference_TOPIC.csv with what
# another program, or a formula written down here a second time, says of public
# data.  A regression test compares every row with what the extension says:
#
#	case, args	which call (the words are those of the test)
#	figure		the field of its answer
#	expected	the value, 17 digits; empty = NULL
#	rel, abs	right when |got - expected| <= rel * |expected| + abs
#
# Run from the root of the project: Rscript test/reference/TOPIC.R

new_reference <- function(topic)
{
	rows <- list()
	text <- function(v)
		if (is.na(v)) "" else
		if (!is.numeric(v)) v else
		sub("Inf", "Infinity", sprintf("%.17g", v))

	# figures: a list of single values by name
	add <- function(case, args, figures, rel = 1e-12, abs = 0)
	{
		values <- vapply(figures, function(v) text(unname(v)), "")
		rows[[length(rows) + 1]] <<- data.frame(case = case, args = args,
			figure = names(figures), expected = values, rel = rel, abs = abs)
	}
	write <- function()
	{
		all <- do.call(rbind, rows)
		stopifnot(!anyDuplicated(all[c("case", "args", "figure")]))
		write.csv(all, file.path("sql", "data",
			paste0("reference_", topic, ".csv")),
			row.names = FALSE, quote = 1:3, na = "", eol = "\n")
	}
	list(add = add, write = write)
}

# What sql/data holds of a data set; lower case names, empty = NULL.
data_set <- function(name)
	read.csv(file.path("sql", "data", paste0(name, ".csv")))

# Prism's stars.
stars <- function(p)
	if (p <= 1e-4) "****" else if (p <= 1e-3) "***" else
	if (p <= 0.01) "**" else if (p <= 0.05) "*" else "ns"

# The words an option has in R.
r_alternative <- function(alternative) sub("-", ".", alternative, fixed = TRUE)

# p of a t statistic; both tails from the density side, never 1 - p.
p_of_t <- function(t, df, alternative)
	switch(alternative,
		"two-sided" = 2 * pt(-abs(t), df),
		"less" = pt(t, df),
		"greater" = pt(t, df, lower.tail = FALSE))

# Limits at a level: two, or one with the other side open.
t_limits <- function(estimate, std_error, df, alternative, conf_level)
	switch(alternative,
		"two-sided" = estimate + c(-1, 1) *
			qt((1 - conf_level) / 2, df, lower.tail = FALSE) * std_error,
		"less" = c(-Inf, estimate + qt(conf_level, df) * std_error),
		"greater" = c(estimate - qt(conf_level, df) * std_error, Inf))

# Limits of a noncentrality: the values whose distribution puts the
# statistic at its upper and lower tail.
noncentral_limits <- function(t, df, conf_level)
{
	solve_for <- function(prob)
		uniroot(function(ncp) pt(t, df, ncp) - prob,
			t + c(-1, 1) * (4 + abs(t) / 4), extendInt = "yes",
			tol = 1e-13, maxiter = 10000)$root
	tail <- (1 - conf_level) / 2
	c(solve_for(1 - tail), solve_for(tail))
}

# Exact small-sample factor of Hedges' g.
hedges_j <- function(df) exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
