# outliers.R
#		Scores among peers by R's median(), mad(), sd().

source("test/reference/common.R")
out <- new_reference("outliers")

add <- function(args, x, group = rep("", length(x)))
{
	for (g in unique(group))
	{
		v <- x[group == g & !is.na(x)]
		med <- median(v)
		raw <- mad(v, constant = 1)
		d <- mean(abs(v - med))
		scale <- if (raw > 0) "MAD" else "mean absolute deviation"
		mod <- if (raw > 0) 0.6745 * (v - med) / raw else (v - med) / (1.253314 * d)
		rob <- if (raw > 0) (v - med) / (1.4826 * raw) else mod
		# about the median: an offset would take digits of the mean
		w <- v - med
		z <- (w - mean(w)) / sd(w)
		others <- sapply(seq_along(w), function(i) (w[i] - mean(w[-i])) / sd(w[-i]))
		out$add(args, g, list(n = length(v), median = med, mad = raw, mean = mean(v), stddev = sd(v),
			scale = scale, least = min(mod), most = max(mod), robust = max(rob), z = max(z),
			others = max(others), squares = sum(mod^2)), 1e-10)
	}
}

chickwts <- data_set("chickwts")
add("chickwts", chickwts$weight, chickwts$feed)
air <- data_set("airquality")
add("ozone", air$ozone, as.character(air$month))
add("mad10", c(2.1, 2.3, 2.2, 2.4, 2.2, 9.8, 2.3, 2.1, 2.5, 2.2))
add("half alike", c(5, 5, 5, 5, 5, 7, 9, 1))
add("offset", 1e9 + c(1, 2, 3, 4, 100, 6, 7))
out$write()
