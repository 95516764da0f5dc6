# policy.R
#		Smith's model: means of four factors, R's t.test for their limits.
#
# Answers are the chicks' weights of four feeds as if they had been given on a
# scale from 100 to 450.  A weight of k counts an answer k times.

source("test/reference/common.R")
out <- new_reference("policy")

data <- data_set("chickwts")
factors <- c(idealised_policy = "horsebean", implementing_organisation = "linseed",
	target_group = "soybean", environment = "sunflower")
data$score <- (data$weight - 100) / 350 * 100
data$times <- (seq_len(nrow(data)) - 1) %% 4

for (times in c("once", "weighted"))
{
	scores <- lapply(factors, function(feed)
	{
		rows <- data[data$feed == feed, ]
		rep(rows$score, if (times == "once") 1 else rows$times)
	})
	means <- sapply(scores, mean)
	out$add(times, "scores", c(as.list(means), overall = mean(means),
		tension = max(means) - min(means), note = NA), 1e-12)
	importance <- c(1, 4, 2, 3)
	out$add(times, "importance 1 4 2 3", c(as.list(means),
		overall = sum(importance * means) / sum(importance),
		tension = max(means) - min(means), note = NA), 1e-12)
	for (name in names(factors))
		for (level in c(0.95, 0.8))
		{
			x <- scores[[name]]
			limits <- t.test(x, conf.level = level)$conf.int
			rows <- data[data$feed == factors[name], ]
			out$add(times, paste(name, level), list(
				n = if (times == "once") nrow(rows) else sum(rows$times > 0),
				mean = mean(x), sd = sd(x), conf_low = limits[1],
				conf_high = limits[2], conf_level = level), 1e-11)
		}
}

out$write()
