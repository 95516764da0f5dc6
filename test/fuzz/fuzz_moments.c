/*
 * fuzz_moments.c
 *		Any stream of rows, parts and printed groups makes moments that the
 *		reader accepts, and figures that are finite or NULL with a note.
 */
#include "fuzz.h"

#include "core/describe.h"

#define PARTS 3

static ms_status
change(ms_moments *m, const ms_moments *other, fuzz_bytes *b)
{
	ms_moments printed;
	ms_status status;
	double x;

	switch (fuzz_choice(b, 8))
	{
		case 0:
			return ms_moments_merge(m, other);
		case 1:
			x = fuzz_double(b);
			status = ms_moments_from_print(
			    &printed, fuzz_positive(b), x, fuzz_positive(b));
			DEMAND(status != MS_OK || ms_moments_fault(&printed) == NULL);
			return status == MS_OK ? ms_moments_merge(m, &printed) : MS_OK;
		case 2:
			m->missing++;
			return MS_OK;
		case 3:
			x = fuzz_double(b);
			return ms_moments_add(m, x, fuzz_positive(b));
		default:
			return ms_moments_add(m, fuzz_double(b), 1);
	}
}

static void
check_figures(const ms_moments *m)
{
	const char *note = ms_describe_note(m);
	double mean = ms_moments_mean(m);

	DEMAND(m->n == 0 || isfinite(mean));
	DEMAND(!(mean < ms_moments_minimum(m)) && !(mean > ms_moments_maximum(m)));
	fuzz_check_figure(mean, note);
	fuzz_check_figure(ms_moments_minimum(m), note);
	fuzz_check_figure(ms_moments_maximum(m), note);
	fuzz_check_figure(ms_moments_variance(m), note);
	fuzz_check_figure(ms_moments_stddev(m), note);
	fuzz_check_figure(ms_moments_std_error(m), note);
	DEMAND(!(ms_moments_variance(m) < 0));
	for (int population = 0; population < 2; population++)
	{
		fuzz_check_figure(ms_moments_skewness(m, population), note);
		fuzz_check_figure(ms_moments_kurtosis(m, population), note);
	}
	fuzz_check_interval(ms_describe_limits(m, 0.95), mean, note);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_bytes b = {data, size};
	ms_moments part[PARTS];

	for (int k = 0; k < PARTS; k++)
		ms_moments_init(&part[k]);
	while (b.left > 0)
	{
		int k = fuzz_choice(&b, PARTS);
		ms_moments *m = &part[k];
		ms_status status = change(m, &part[(k + 1) % PARTS], &b);

		DEMAND(status == MS_OK || status == MS_OVERFLOW);
		if (status == MS_OVERFLOW)
			ms_moments_init(m);
		DEMAND(ms_moments_fault(m) == NULL);
		check_figures(m);
	}
	return 0;
}
