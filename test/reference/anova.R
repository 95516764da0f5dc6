# anova.R
#		Analysis of variance, spreads and pairs of groups: R's stats and car.
#		R's studentized range is good to 1e-9 and its quantile to 1e-7 at best,
#		for few degrees of freedom to less: those are wide tolerances here.

source("test/reference/common.R")
library(car)
out <- new_reference("anova")

sets <- list(insectsprays = with(data_set("insectsprays"), split(count, spray)),
	chickwts = with(data_set("chickwts"), split(weight, feed)),
	iris = with(data_set("iris"), split(sepal_width, species)),
	airquality = with(data_set("airquality"), lapply(split(ozone, month), function(x) x[!is.na(x)])))

partition <- function(x, g)
{
	fit <- anova(lm(x ~ g))
	ss <- fit[["Sum Sq"]]
	ms <- fit[["Mean Sq"]]
	df <- fit[["Df"]]
	list(ss_between = ss[1], ss_within = ss[2], ms_between = ms[1], ms_within = ms[2],
		eta_squared = ss[1] / sum(ss), omega_squared = (ss[1] - df[1] * ms[2]) / (sum(ss) + ms[2]),
		epsilon_squared = (ss[1] - df[1] * ms[2]) / sum(ss), cohens_f = sqrt(ss[1] / ss[2]),
		mean = mean(x), k = nlevels(g), n = length(x))
}

f_of <- function(x, g)
{
	fit <- anova(lm(x ~ g))
	list(statistic = fit[1, "F value"], df1 = fit[1, "Df"], df2 = fit[2, "Df"], p_value = fit[1, "Pr(>F)"])
}

for (name in names(sets))
{
	groups <- sets[[name]]
	x <- unlist(groups, use.names = FALSE)
	g <- factor(rep(names(groups), lengths(groups)))

	out$add(name, "anova", c(f_of(x, g), partition(x, g)), 1e-11)
	welch <- oneway.test(x ~ g)
	out$add(name, "welch_anova", c(list(statistic = unname(welch$statistic), df1 = unname(welch$parameter[1]),
		df2 = unname(welch$parameter[2]), p_value = welch$p.value), partition(x, g)), 1e-10)

	n <- lengths(groups)
	v <- vapply(groups, var, 0)
	parts <- (1 - n / sum(n)) * v
	f <- partition(x, g)$ss_between / sum(parts)
	df2 <- sum(parts)^2 / sum(parts^2 / (n - 1))
	out$add(name, "brown_forsythe_anova", list(statistic = f, df1 = length(n) - 1, df2 = df2,
		p_value = pf(f, length(n) - 1, df2, lower.tail = FALSE)), 1e-10)

	bartlett <- bartlett.test(groups)
	out$add(name, "bartlett_test", list(statistic = unname(bartlett$statistic),
		df1 = unname(bartlett$parameter), df2 = NA, p_value = bartlett$p.value), 1e-9)
	for (test in c("levene_test", "brown_forsythe_test"))
	{
		levene <- leveneTest(x, g, center = if (test == "levene_test") mean else median)
		out$add(name, test, list(statistic = levene[1, "F value"], df1 = levene[1, "Df"],
			df2 = levene[2, "Df"], p_value = levene[1, "Pr(>F)"], k = length(n), n = sum(n)), 1e-10)
	}

	for (adjust in c("none", "holm", "bh"))
		for (pooled in c(TRUE, FALSE))
		{
			p <- pairwise.t.test(x, g, p.adjust.method = if (adjust == "bh") "BH" else adjust,
				pool.sd = pooled)$p.value
			for (a in rownames(p))
				for (b in colnames(p))
					if (!is.na(p[a, b]))
						out$add(name, sprintf("pairwise %s, %s, %s, %s", adjust, if (pooled) "true" else "false", b, a),
							list(p_value = p[a, b]), 1e-9)
		}

	for (level in c(0.95, 0.9))
	{
		tukey <- TukeyHSD(aov(x ~ g), conf.level = level)$g
		pairs <- combn(names(groups), 2)
		for (i in seq_len(ncol(pairs)))
		{
			a <- pairs[1, i]
			b <- pairs[2, i]
			row <- tukey[paste(b, a, sep = "-"), ]
			args <- sprintf("tukey_hsd %g, %s, %s", level, a, b)
			out$add(name, args, list(estimate = -row[["diff"]], mean1 = mean(groups[[a]]),
				mean2 = mean(groups[[b]]), n1 = n[[a]], n2 = n[[b]]), 1e-11, 1e-12)
			out$add(name, args, list(conf_low = -row[["upr"]], conf_high = -row[["lwr"]],
				p_value = row[["p adj"]]), 1e-6, 2e-5)

			se <- sqrt(v[[a]] / n[[a]] + v[[b]] / n[[b]])
			df <- unname(t.test(groups[[a]], groups[[b]])$parameter)
			difference <- mean(groups[[a]]) - mean(groups[[b]])
			args <- sprintf("games_howell %g, %s, %s", level, a, b)
			out$add(name, args, list(estimate = difference, std_error = se, statistic = difference / se,
				df = df), 1e-10)
			out$add(name, args, list(p_value = ptukey(sqrt(2) * abs(difference / se), length(n), df, lower.tail = FALSE),
				conf_low = difference - qtukey(level, length(n), df) / sqrt(2) * se,
				conf_high = difference + qtukey(level, length(n), df) / sqrt(2) * se), 1e-6, 1e-5)

			df1 <- length(n) - 1
			df2 <- sum(n) - length(n)
			se <- sqrt(sum((n - 1) * v) / df2 * (1 / n[[a]] + 1 / n[[b]]))
			margin <- sqrt(df1 * qf(level, df1, df2)) * se
			out$add(name, sprintf("scheffe_test %g, %s, %s", level, a, b), list(estimate = difference,
				std_error = se, statistic = difference / se, df = df2, conf_low = difference - margin,
				conf_high = difference + margin,
				p_value = pf((difference / se)^2 / df1, df1, df2, lower.tail = FALSE)), 1e-10, 1e-13)
		}
	}
}
out$write()
