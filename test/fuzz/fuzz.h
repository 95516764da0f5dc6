/*
 * fuzz.h
 *		How a fuzzer's bytes become numbers and summaries, and what it demands.
 *
 * Most doubles made of eight random bytes are of absurd size, so a byte before
 * each number says how it is made: whole numbers, everyday fractions, powers of
 * two of any size, values at which something ends, and raw bytes all come up.
 * When the bytes are used up, zeros follow.
 */
#ifndef MEDSEC_FUZZ_H
#define MEDSEC_FUZZ_H

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/comoments.h"
#include "core/inference.h"
#include "core/moments.h"

extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
extern int LLVMFuzzerInitialize(int *argc, char ***argv);

#define DEMAND(condition) \
	((condition) ? (void) 0 : fuzz_fail(#condition, __FILE__, __LINE__))

static inline void
fuzz_fail(const char *what, const char *file, int line)
{
	fprintf(stderr, "FAILED %s:%d: %s\n", file, line, what);
	abort();
}

/* ---- numbers ---- */

typedef struct fuzz_bytes
{
	const uint8_t *at;
	size_t left;
} fuzz_bytes;

static inline uint8_t
fuzz_byte(fuzz_bytes *b)
{
	if (b->left == 0)
		return 0;
	b->left--;
	return *b->at++;
}

/* from 0 to n - 1 */
static inline int
fuzz_choice(fuzz_bytes *b, int n)
{
	return fuzz_byte(b) % n;
}

static inline int64_t
fuzz_int64(fuzz_bytes *b)
{
	uint64_t value = 0;

	for (int i = 0; i < 8; i++)
		value = value << 8 | fuzz_byte(b);
	return (int64_t) value;
}

static inline double
fuzz_raw_double(fuzz_bytes *b)
{
	int64_t bits = fuzz_int64(b);
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

/* A finite number. */
static inline double
fuzz_double(fuzz_bytes *b)
{
	static const double ends[] = {0,
	                              0.1,
	                              1,
	                              1 + DBL_EPSILON,
	                              1 - DBL_EPSILON / 2,
	                              DBL_MIN,
	                              4.9e-324,
	                              DBL_MAX,
	                              1e154,
	                              1e77,
	                              1e-154,
	                              1e-77,
	                              1e9,
	                              1e15,
	                              0x1p53,
	                              1e-15};
	int kind = fuzz_byte(b);
	double value;

	switch (kind % 8)
	{
		case 0:
			value = fuzz_raw_double(b);
			return isfinite(value) ? value : 0;
		case 1:
			value = ends[kind / 8 % 16];
			return kind < 128 ? value : -value;
		case 2:
			return ldexp((int8_t) fuzz_byte(b),
			             (int8_t) fuzz_byte(b) * 8 - kind / 8);
		case 3:
			return (int8_t) fuzz_byte(b) / 7.0;
		default:
			return (int8_t) fuzz_byte(b);
	}
}

/* A number that is finite and not negative. */
static inline double
fuzz_positive(fuzz_bytes *b)
{
	return fabs(fuzz_double(b));
}

/* Strictly between 0 and 1. */
static inline double
fuzz_share(fuzz_bytes *b)
{
	double value = fmod(fuzz_positive(b), 1);

	return value > 0 ? value : (1 + fuzz_choice(b, 99)) / 100.0;
}

/* ---- demands on a figure ---- */

/* It may be missing, where the note says why; it is never infinite. */
static inline void
fuzz_check_figure(double x, const char *note)
{
	DEMAND(isfinite(x) || (ms_is_null(x) && note != NULL));
}

static inline void
fuzz_check_p(double p, const char *note)
{
	fuzz_check_figure(p, note);
	DEMAND(ms_is_null(p) || (p >= 0 && p <= 1));
}

/* Both limits or none, in order; those of a wide interval may be infinite. */
static inline void
fuzz_check_limits(ms_interval limits, const char *note)
{
	double slack = 1e-9 * fabs(limits.low);

	DEMAND(ms_is_null(limits.low) == ms_is_null(limits.high));
	DEMAND(!ms_is_null(limits.low) || note != NULL);
	DEMAND(!(limits.low > limits.high + slack));
}

/*
 * Limits of an estimate with a symmetric law lie on either side of it, but for
 * rounding.  A one-sided limit of a level below one half is on the other side.
 */
static inline void
fuzz_check_interval(ms_interval limits, double estimate, const char *note)
{
	double slack = 1e-14 * fabs(estimate);

	fuzz_check_limits(limits, note);
	DEMAND(!(limits.low > estimate + slack));
	DEMAND(!(limits.high < estimate - slack));
}

/* ---- summaries ---- */

static inline ms_comoments *
fuzz_new_comoments(int p, int capacity)
{
	ms_comoments *c = malloc(ms_comoments_size(p, capacity));

	ms_comoments_init(c, p, capacity);
	return c;
}

#endif /* MEDSEC_FUZZ_H */
