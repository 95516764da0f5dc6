# roc.R
#		ROC curves by pROC; the points written down a second time.

source("test/reference/common.R")
suppressMessages(library(pROC))
out <- new_reference("roc")

add <- function(args, score, truth)
{
	known <- !is.na(score) & !is.na(truth)
	score <- score[known]
	truth <- truth[known]
	curve <- roc(truth, score, levels = c(FALSE, TRUE), direction = "<", quiet = TRUE)
	se <- sqrt(var(curve, method = "delong"))
	area <- as.numeric(auc(curve))
	for (level in c(0.95, 0.9))
		out$add("auc", sprintf("%s level %g", args, level), list(estimate = area,
			std_error = se, statistic = (area - 0.5) / se,
			p_value = 2 * pnorm(-abs((area - 0.5) / se)),
			conf_low = max(0, area - qnorm((1 + level) / 2) * se),
			conf_high = min(1, area + qnorm((1 + level) / 2) * se),
			n_positive = sum(truth), n_negative = sum(!truth)), 1e-10)
	cuts <- sort(unique(score), decreasing = TRUE)
	tp <- sapply(cuts, function(c) sum(truth & score >= c))
	fp <- sapply(cuts, function(c) sum(!truth & score >= c))
	youden <- tp / sum(truth) - fp / sum(!truth)
	# the strictest of equal ones, however they were rounded
	best <- which(youden > max(youden) - 1e-12)[1]
	out$add("youden", args, list(threshold = cuts[best], true_positives = tp[best],
		false_positives = fp[best], sensitivity = tp[best] / sum(truth),
		specificity = 1 - fp[best] / sum(!truth), precision = tp[best] / (tp[best] + fp[best]),
		youden = youden[best]), 1e-12)
	out$add("points", args, list(n = length(cuts), sum_tp = sum(tp), sum_fp = sum(fp),
		sum_youden = sum(youden)), 1e-12)
}

cars <- data_set("mtcars")
add("mpg of am", cars$mpg, cars$am == 1)
add("gear of am, ties", cars$gear, cars$am == 1)
air <- data_set("airquality")
add("temp of ozone", air$temp, air$ozone > 40)
add("wind of ozone, the wrong way", air$wind, air$ozone > 40)
iris <- data_set("iris")
add("sepal width of versicolor", iris$sepal_width, iris$species == "versicolor")
out$write()
