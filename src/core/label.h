/*
 * label.h
 *		Names and numbers as the labels of levels: their form and their order.
 *
 * Labels are bytes with a length.  Names are in the order of their bytes (the
 * C collation).  Numbers have one form each, whatever type they came from, and
 * are in the order of their values, to the last digit.
 */
#ifndef MEDSEC_CORE_LABEL_H
#define MEDSEC_CORE_LABEL_H

#include <stdbool.h>
#include <stddef.h>

/* room that the form of a number may need beyond the text it came from */
#define MS_LABEL_ROOM 32

/*
 * Write the one form of a decimal number (digits, a point, an exponent) to
 * `out`, which has room for length + MS_LABEL_ROOM characters; answers how many
 * they are, 0 where the text is no number.
 */
extern size_t ms_label_number(const char *text, size_t length, char *out);

/* < 0, 0, > 0; numbers are in the one form */
extern int ms_label_compare(bool numbers,
                            const char *a,
                            size_t a_length,
                            const char *b,
                            size_t b_length);

#endif /* MEDSEC_CORE_LABEL_H */
