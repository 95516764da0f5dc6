/*
 * label.c
 *		Names and numbers as the labels of levels: their form and their order.
 *
 * A decimal number is sign 0.d1 d2 ... dk 10^e, where d1 and dk are not 0; k = 0
 * is zero, without a sign.  Both the one form and the order follow from these:
 * 1.50, 15e-1 and 1.5 are one label, and no digit is lost on the way through a
 * double, so that whole numbers of 19 digits keep their order too.  The form
 * is plain for -5 <= e <= 21, else with an exponent: 1.5e+30.
 */
#include "label.h"

#include <stdint.h>
#include <string.h>

#define PLAIN_FROM (-5)
#define PLAIN_TO 21
#define EXPONENT_LIMIT 1000000000

typedef struct decimal
{
	bool negative;
	const char *digits; /* from d1 on, a point may be among them */
	const char *end;
	int64_t exponent;
} decimal;

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The exponent behind the digits, or nothing; false where it is something else. */
static bool
read_exponent(const char *at, const char *end, int64_t *exponent)
{
	bool negative;
	int64_t value = 0;

	if (at == end)
		return true;
	if (*at != 'e' && *at != 'E')
		return false;
	at++;
	negative = at < end && *at == '-';
	if (at < end && (*at == '-' || *at == '+'))
		at++;
	if (at == end)
		return false;
	for (; at < end; at++)
	{
		if (!is_digit(*at) || value > EXPONENT_LIMIT)
			return false;
		value = 10 * value + (*at - '0');
	}
	*exponent += negative ? -value : value;
	return true;
}

static bool
read_decimal(const char *text, size_t length, decimal *d)
{
	const char *at = text;
	const char *end = text + length;
	bool point = false;
	bool any = false;

	*d = (decimal){false, NULL, NULL, 0};
	if (at < end && (*at == '-' || *at == '+'))
		d->negative = *at++ == '-';
	for (; at < end && (is_digit(*at) || (*at == '.' && !point)); at++)
	{
		if (*at == '.')
		{
			point = true;
			continue;
		}
		any = true;
		if (d->digits == NULL && *at != '0')
			d->digits = at;
		/* digits before the point count up, zeros behind it down */
		if (d->digits != NULL && !point)
			d->exponent++;
		if (d->digits == NULL && point)
			d->exponent--;
	}
	d->end = at;
	if (d->digits == NULL)
		d->digits = d->end;
	while (d->end > d->digits && (d->end[-1] == '0' || d->end[-1] == '.'))
		d->end--;
	if (!any || !read_exponent(at, end, &d->exponent))
		return false;
	if (d->digits == d->end)
	{
		d->negative = false;
		d->exponent = 0;
	}
	return d->exponent > -EXPONENT_LIMIT && d->exponent < EXPONENT_LIMIT;
}

/* ---- the one form ---- */

static char *
write_zeros(char *out, int64_t n)
{
	memset(out, '0', n);
	return out + n;
}

/* The digits, with a point behind the first `before` of them. */
static char *
write_digits(char *out, const decimal *d, int64_t before)
{
	for (const char *at = d->digits; at < d->end; at++)
	{
		if (*at == '.')
			continue;
		if (before-- == 0)
			*out++ = '.';
		*out++ = *at;
	}
	return before > 0 ? write_zeros(out, before) : out;
}

static char *
write_exponent(char *out, int64_t exponent)
{
	char digits[24];
	int n = 0;

	*out++ = 'e';
	*out++ = exponent < 0 ? '-' : '+';
	if (exponent < 0)
		exponent = -exponent;
	do
		digits[n++] = (char) ('0' + exponent % 10);
	while ((exponent /= 10) > 0);
	while (n > 0)
		*out++ = digits[--n];
	return out;
}

size_t
ms_label_number(const char *text, size_t length, char *out)
{
	char *start = out;
	decimal d;

	if (!read_decimal(text, length, &d))
		return 0;
	if (d.negative)
		*out++ = '-';
	if (d.digits == d.end)
		*out++ = '0';
	else if (d.exponent < PLAIN_FROM || d.exponent > PLAIN_TO)
		out = write_exponent(write_digits(out, &d, 1), d.exponent - 1);
	else if (d.exponent > 0)
		out = write_digits(out, &d, d.exponent);
	else
	{
		*out++ = '0';
		*out++ = '.';
		out = write_digits(write_zeros(out, -d.exponent), &d, -1);
	}
	return out - start;
}

/* ---- the order ---- */

static int
compare_names(const char *a, size_t a_length, const char *b, size_t b_length)
{
	int order = memcmp(a, b, a_length < b_length ? a_length : b_length);

	return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

static const char *
skip_point(const char *at, const char *end)
{
	return at < end && *at == '.' ? at + 1 : at;
}

static int
compare_sizes(const decimal *a, const decimal *b)
{
	const char *p = a->digits;
	const char *q = b->digits;

	if (p == a->end || q == b->end)
		return (p < a->end) - (q < b->end);
	if (a->exponent != b->exponent)
		return a->exponent < b->exponent ? -1 : 1;
	for (;; p++, q++)
	{
		p = skip_point(p, a->end);
		q = skip_point(q, b->end);
		if (p == a->end || q == b->end)
			return (p < a->end) - (q < b->end);
		if (*p != *q)
			return *p < *q ? -1 : 1;
	}
}

int
ms_label_compare(bool numbers,
                 const char *a,
                 size_t a_length,
                 const char *b,
                 size_t b_length)
{
	decimal x;
	decimal y;

	if (!numbers || !read_decimal(a, a_length, &x) ||
	    !read_decimal(b, b_length, &y))
		return compare_names(a, a_length, b, b_length);
	if (x.negative != y.negative)
		return x.negative ? -1 : 1;
	return x.negative ? compare_sizes(&y, &x) : compare_sizes(&x, &y);
}
