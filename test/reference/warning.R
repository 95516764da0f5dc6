# warning.R
#		States of made-up households by a loop; rates by hand and by prop.test().

source("test/reference/common.R")
out <- new_reference("warning")

# The same numbers as in the test: ratios in hundredths, some months unknown.
ratio <- function(h, m)
	ifelse((h * 13 + m * 5) %% 29 == 0, NA, ((h * 7919 + m * 1663 + h * m * 37) %% 160) / 100 *
		ifelse((m %/% 9 + h) %% 2 == 0, 1, 0.45))

run <- function(h, enter, leave, hold, verify)
{
	state <- "none"
	calm <- entries <- relapses <- 0
	path <- character()
	for (m in 1:60)
	{
		x <- ratio(h, m)
		calm <- if (!is.na(x) && x <= leave) calm + 1 else 0
		flagged <- state %in% c("warned", "monitored")
		verified <- verify && (h + m) %% 11 == 0
		to <- state
		if (verified) to <- "monitored"
		else if (flagged && calm >= hold) to <- "eliminated"
		else if (!flagged && !is.na(x) && x > enter) to <- "warned"
		if (to %in% c("warned", "monitored") && !flagged)
		{
			entries <- entries + 1
			relapses <- relapses + (state == "eliminated")
			calm <- 0
		}
		state <- to
		path <- c(path, substr(state, 1, 1))
	}
	list(path = paste(path, collapse = ""), entries = entries, relapses = relapses)
}

for (h in 1:12)
	for (hold in c(1, 3, 6))
	{
		r <- run(h, 1, 0.8, hold, FALSE)
		out$add("path", sprintf("%d hold %d", h, hold), r)
		r <- run(h, 1, 0.8, hold, TRUE)
		out$add("path", sprintf("%d hold %d verified", h, hold), r)
	}

# Yangyuan county: 4,881 warnings, 91 put under monitoring.
wilson <- function(x, n)
	unclass(suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int)
rates <- function(args, hits, false_alarms, late, misses, quiet)
{
	warned <- hits + false_alarms + late
	happened <- hits + late + misses
	out$add("evaluation", args, list(n = warned + misses + quiet, precision = hits / warned,
		precision_low = wilson(hits, warned)[1], precision_high = wilson(hits, warned)[2],
		recall = hits / happened, recall_low = wilson(hits, happened)[1],
		recall_high = wilson(hits, happened)[2], specificity = quiet / (quiet + false_alarms),
		f1 = 2 / (warned / hits + happened / hits)), 1e-9)
}
rates("yangyuan", 91, 4790, 0, 9, 100000)
rates("dates", 31, 20, 17, 12, 40)
out$write()
