# sample.R
#		Quantiles of the nine types by R's quantile(), of repeated rows where there
#		are weights; type 7 by Hmisc's wtd.quantile() where weights are no whole numbers.

suppressPackageStartupMessages(library(Hmisc))
source("test/reference/common.R")
out <- new_reference("sample")

mtcars <- data_set("mtcars")
airquality <- data_set("airquality")
ozone <- airquality[!is.na(airquality$ozone), ]
probabilities <- c(0, 0.01, 0.05, 0.1, 0.25, 1 / 3, 0.45, 0.5, 0.6, 0.75, 0.9, 0.99, 1)

add <- function(args, type, values)
	for (k in seq_along(probabilities))
		out$add("quantile", sprintf("%s, type %d, p %.4g", args, type, probabilities[k]),
			list(value = values[k]), 1e-13)

for (type in 1:9)
{
	add("ozone", type, quantile(ozone$ozone, probabilities, type = type))
	add("hp by carb", type, quantile(rep(mtcars$hp, mtcars$carb), probabilities, type = type))
	add("hp by vs", type, quantile(mtcars$hp[mtcars$vs == 1], probabilities, type = type))
}
add("mpg by wt", 7, wtd.quantile(mtcars$mpg, mtcars$wt, probabilities))

# means of what lies between two quantiles of another variable, both included
between <- function(args, x, by, w, low, high)
{
	q <- quantile(rep(by, w), c(low, high), type = 2)
	used <- by >= q[1] & by <= q[2]
	out$add("mean_between_quantiles", sprintf("%s, %g to %g", args, low, high),
		list(value = weighted.mean(x[used], w[used])), 1e-13)
}
for (range in list(c(0.45, 0.55), c(0.25, 0.35), c(0, 1), c(0.9, 1), c(0.5, 0.5)))
{
	between("mpg by hp, weight carb", mtcars$mpg, mtcars$hp, mtcars$carb, range[1], range[2])
	between("ozone by wind", ozone$ozone, ozone$wind, rep(1, nrow(ozone)), range[1], range[2])
}

out$write()
