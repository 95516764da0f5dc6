/*
 * fuzz_comoments.c
 *		Any stream of rows and parts makes co-moments that the reader accepts,
 *		with correlations between -1 and 1; NaN and infinity are found.
 */
#include "fuzz.h"

#define MOST_COLUMNS 9

static void
add_row(ms_comoments *c, bool raw, fuzz_bytes *b)
{
	double weight = fuzz_choice(b, 4) == 0 ? fuzz_positive(b) : 1;

	for (int j = 0; j < c->p; j++)
		ms_comoments_next_row(c)[j] = raw ? fuzz_raw_double(b) : fuzz_double(b);
	ms_comoments_take_row(c, weight > 0 ? weight : 1);
}

/* What an aggregate does with the status of a flush: go on, or give up. */
static ms_status
flush(ms_comoments *c)
{
	int rows = c->rows;
	int64_t n = c->n;
	ms_status status = ms_comoments_flush(c);
	int column = -1;
	double value = 0;

	DEMAND(status == MS_OK || status == MS_OVERFLOW || status == MS_DOMAIN);
	if (status != MS_DOMAIN)
		DEMAND(c->rows == 0 && c->n == n + rows);
	else
	{
		DEMAND(c->rows == rows && c->n == n);
		if (ms_comoments_find_nonfinite(c, &column, &value))
			DEMAND(column >= 0 && column < c->p && !isfinite(value));
	}
	return status;
}

static ms_comoments *
closed(const ms_comoments *c)
{
	ms_comoments *copy = fuzz_new_comoments(c->p, 0);

	ms_comoments_copy(copy, c);
	return copy;
}

static ms_status
merge(ms_comoments *c, ms_comoments *other)
{
	double work[MOST_COLUMNS];
	ms_comoments *part;
	ms_status status = flush(c);

	if (status == MS_OK)
		status = flush(other);
	if (status != MS_OK)
		return status;
	part = closed(other);
	status = ms_comoments_merge(c, part, work);
	free(part);
	return status;
}

static void
check_figures(const ms_comoments *c)
{
	double matrix[MOST_COLUMNS * MOST_COLUMNS];
	bool constant = ms_comoments_constant_column(c) >= 0;
	int p = c->p;

	DEMAND((ms_comoments_correlation(c, matrix) == MS_UNDEFINED) == constant);
	for (int i = 0; i < p * p; i++)
	{
		DEMAND(ms_is_null(matrix[i]) ? constant : fabs(matrix[i]) <= 1);
		DEMAND(i % (p + 1) != 0 || ms_is_null(matrix[i]) || matrix[i] == 1);
	}
	if (ms_comoments_covariance(c, matrix) == MS_OK)
	{
		for (int i = 0; i < p * p; i++)
			DEMAND(!isinf(matrix[i]));
	}
}

/* The summary as it would be stored, if no rows wait. */
static void
check(const ms_comoments *open)
{
	ms_comoments *c;

	if (open->rows > 0)
		return;
	c = closed(open);
	DEMAND(ms_comoments_fault(c) == NULL);
	check_figures(c);
	free(c);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_bytes b = {data, size};
	int p = 1 + fuzz_choice(&b, MOST_COLUMNS);
	int capacity = 1 + fuzz_choice(&b, MS_COMOMENTS_BLOCK);
	bool raw = fuzz_choice(&b, 16) == 0;
	ms_comoments *c = fuzz_new_comoments(p, capacity);
	ms_comoments *other = fuzz_new_comoments(p, capacity);

	while (b.left > 0)
	{
		int step = fuzz_choice(&b, 16);
		ms_comoments *to = step % 2 == 0 ? c : other;
		ms_status status = MS_OK;

		if (step == 0)
			status = merge(c, other);
		else if (step == 1 || to->rows == capacity)
			status = flush(to);
		else
			add_row(to, raw, &b);
		if (status != MS_OK)
		{
			ms_comoments_init(c, p, capacity);
			ms_comoments_init(other, p, capacity);
		}
		check(to);
	}
	free(c);
	free(other);
	return 0;
}
