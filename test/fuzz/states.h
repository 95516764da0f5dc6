/*
 * states.h
 *		Summaries as a reader might meet them, made by nobody's rows.
 *
 * Their figures depend on each other by and large, so that not everything is
 * refused; what is accepted must do no harm.
 */
#ifndef MEDSEC_FUZZ_STATES_H
#define MEDSEC_FUZZ_STATES_H

#include "fuzz.h"

/* How many rows, with what weights. */
static inline void
fuzz_counts(fuzz_bytes *b, int64_t *n, double *weight)
{
	int kind = fuzz_choice(b, 8);

	*n = kind == 0 ? fuzz_int64(b) : fuzz_choice(b, 40);
	*weight = kind % 4 == 1 ? fuzz_positive(b) : (double) *n;
}

/* What rounding has taken from x. */
static inline double
fuzz_low(fuzz_bytes *b, double x)
{
	return x * ((fuzz_choice(b, 3) - 1) * DBL_EPSILON / 4);
}

/* Are they accepted? */
static inline bool
fuzz_moments(fuzz_bytes *b, ms_moments *m)
{
	int kind = fuzz_byte(b);

	ms_moments_init(m);
	fuzz_counts(b, &m->n, &m->weight);
	m->missing = fuzz_choice(b, 3);
	if (m->n > 0)
	{
		m->mean = fuzz_double(b);
		m->mean_low = fuzz_low(b, m->mean);
		m->sum = kind & 1 ? m->weight * m->mean : fuzz_double(b);
		m->sum_low = fuzz_low(b, m->sum);
		m->m2 = fuzz_positive(b);
		m->has_shape = kind % 8 > 1;
		m->m3 = kind & 2 ? fuzz_double(b) : 0;
		m->m4 = kind & 4 ? m->m2 * m->m2 * fuzz_positive(b) : 0;
		m->has_range = kind % 32 > 7;
		m->min = m->has_range ? m->mean - fuzz_positive(b) : 0;
		m->max = m->has_range ? m->mean + fuzz_positive(b) : 0;
	}
	return ms_moments_fault(m) == NULL;
}

/* Of p columns; NULL if they are refused. */
static inline ms_comoments *
fuzz_comoments(fuzz_bytes *b, int p)
{
	ms_comoments *c = fuzz_new_comoments(p, 0);
	double *cross = ms_comoments_cross(c);

	fuzz_counts(b, &c->n, &c->weight);
	c->missing = fuzz_choice(b, 3);
	for (int i = 0; c->n > 0 && i < p; i++)
	{
		double *row = cross + ms_triangle_row(i);

		ms_comoments_mean(c)[i] = fuzz_double(b);
		ms_comoments_mean_low(c)[i] = fuzz_low(b, ms_comoments_mean(c)[i]);
		row[i] = fuzz_positive(b);
		for (int j = 0; j < i; j++)
		{
			int r = (int8_t) fuzz_byte(b);

			row[j] =
			    r / 127.0 * sqrt(row[i]) * sqrt(cross[ms_triangle_row(j) + j]);
			if (r == -128)
				row[j] = fuzz_double(b);
		}
	}
	if (ms_comoments_fault(c) == NULL)
		return c;
	free(c);
	return NULL;
}

#endif /* MEDSEC_FUZZ_STATES_H */
