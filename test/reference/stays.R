# stays.R
#		Stays of made-up persons: gaps and overlaps by looking at all pairs.

source("test/reference/common.R")
out <- new_reference("stays")

# The same numbers as in the test: a person's stays, days from 2024-01-01.
i <- 0:1999
s <- data.frame(row = i, person = i %% 151, admitted = (i * 7919) %% 365,
	los = (i * i) %% 13, diagnosis = c("A", "B", "C")[1 + (i * 31) %% 3])
s$open <- i %% 97 == 5
s$discharged <- ifelse(s$open, Inf, s$admitted + s$los)
s <- s[order(s$person, s$admitted, s$discharged, s$row), ]

figures <- function(same)
{
	gap <- rep(NA, nrow(s))
	for (r in seq_len(nrow(s)))
	{
		# an open stay has no end to count from
		before <- which(s$person == s$person[r] & seq_len(nrow(s)) < r & !s$open &
			(!same | s$diagnosis == s$diagnosis[r]))
		if (length(before) > 0)
		{
			gap[r] <- s$admitted[r] - max(s$discharged[before])
			if (gap[r] < 0)
				gap[r] <- NA
		}
	}
	gap
}

overlap <- sapply(seq_len(nrow(s)), function(r)
{
	other <- s$person == s$person[r] & seq_len(nrow(s)) != r
	any(s$admitted[r] < s$discharged[other] & s$admitted[other] < s$discharged[r])
})

any_cause <- figures(FALSE)
same <- figures(TRUE)
out$add("stays", "any cause", list(known = sum(!is.na(any_cause)), gaps = sum(any_cause, na.rm = TRUE),
	within30 = sum(any_cause <= 30, na.rm = TRUE), transfers = sum(any_cause == 0, na.rm = TRUE)))
out$add("stays", "same diagnosis", list(known = sum(!is.na(same)), gaps = sum(same, na.rm = TRUE),
	within7 = sum(same <= 7, na.rm = TRUE)))
out$add("stays", "overlaps", list(n = sum(overlap), which = sum(s$row[overlap])))
out$write()
