/*
 * money.c
 *		numeric as whole numbers of a small unit, and back.
 *
 * A settlement reads two amounts and writes fifteen, a row.  The server's own
 * functions would make several copies of each; here the digits are read where
 * they lie and written where they go.  This is the one file that knows how
 * numeric is stored, which cannot change while pg_upgrade keeps its word:
 *
 *	header		10s ddddddw wwwwww		sign, decimals, weight; or
 *				ss dddddddddddddd		and 16 bits of weight;
 *				11 ...					NaN and the infinities
 *	digits		of base 10000, the first worth 10000 ^ weight; no zeros at
 *				either end
 *
 * sql/settlement.sql compares both ways with the server's.
 */
#include "money.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "core/plan.h"

#define SHORT_FORM 0x8000
#define SHORT_NEGATIVE 0x2000
#define LONG_NEGATIVE 0x4000
#define FORM_MASK 0xC000
#define SPECIAL_FORM 0xC000
#define SHORT_WEIGHT_NEGATIVE 0x0040
#define SHORT_WEIGHT_MASK 0x003F
#define SHORT_DECIMALS_SHIFT 7

#define BASE 10000
#define BASE_DECIMALS 4

static const int64 power[] = {1, 10, 100, 1000};

/* a numeric, taken apart */
typedef struct Digits
{
	bool negative;
	int weight;
	int n;
	const char *at; /* 16 bits each, anywhere in memory */
} Digits;

static inline uint16
word_at(const char *at)
{
	uint16 word;

	memcpy(&word, at, sizeof(word));
	return word;
}

/* false: it is not finite */
static inline bool
take_apart(const struct varlena *value, Digits *digits)
{
	const char *at = VARDATA_ANY(value);
	int words = (int) (VARSIZE_ANY_EXHDR(value) / sizeof(uint16)) - 1;
	uint16 header = word_at(at);

	at += sizeof(uint16);
	if ((header & FORM_MASK) == SPECIAL_FORM)
		return false;
	if (header & SHORT_FORM)
	{
		digits->negative = (header & SHORT_NEGATIVE) != 0;
		digits->weight = header & SHORT_WEIGHT_MASK;
		if (header & SHORT_WEIGHT_NEGATIVE)
			digits->weight -= SHORT_WEIGHT_MASK + 1;
	}
	else
	{
		digits->negative = (header & FORM_MASK) == LONG_NEGATIVE;
		digits->weight = (int16) word_at(at);
		at += sizeof(uint16);
		words--;
	}
	digits->n = words;
	digits->at = at;
	return true;
}

/*
 * sum = sum * 10000 + digit, digit after digit, until the place where the unit
 * is; of the digit that has this place, the part above it.
 */
static inline MoneyFault
add_digits(const Digits *digits, int decimals, int64 *sum)
{
	int place = digits->weight * BASE_DECIMALS + decimals;

	for (int i = 0; i < digits->n; i++, place -= BASE_DECIMALS)
	{
		int64 digit = word_at(digits->at + i * sizeof(uint16));

		if (place > -BASE_DECIMALS && place < 0 && digit % power[-place] == 0)
		{
			*sum = *sum * power[BASE_DECIMALS + place] + digit / power[-place];
			continue;
		}
		if (place < 0)
			return MONEY_TOO_FINE;
		*sum = *sum * BASE + digit;
	}
	/* zeros that are not stored */
	for (place += BASE_DECIMALS; place >= BASE_DECIMALS; place -= BASE_DECIMALS)
		*sum *= BASE;
	if (place > 0)
		*sum *= power[place];
	return MONEY_FINE;
}

/* The value in units of 10 ^ -decimals, which it must be a whole number of. */
MoneyFault
money_read(Datum numeric, int decimals, int64 *value)
{
	struct varlena *stored = PG_DETOAST_DATUM_PACKED(numeric);
	Digits digits;
	MoneyFault fault;

	*value = 0;
	if (!take_apart(stored, &digits))
		return MONEY_NOT_FINITE;
	if (digits.n <= 0)
		return MONEY_FINE;
	/* below 10000 ^ (weight + 1) units, times a power of ten, within 2 ^ 62 */
	if ((digits.weight + 1) * BASE_DECIMALS + decimals > 18 + BASE_DECIMALS)
		return MONEY_TOO_LARGE;
	if ((digits.weight + 1) * BASE_DECIMALS + decimals > 18)
	{
		/* the first digit decides: at most three more than 18 places */
		int over = (digits.weight + 1) * BASE_DECIMALS + decimals - 18;

		if (word_at(digits.at) >= BASE / power[Min(over, 3)] || over > 3)
			return MONEY_TOO_LARGE;
	}
	fault = add_digits(&digits, decimals, value);
	if (digits.negative)
		*value = -*value;
	return fault;
}

/* An amount of a row, in cents. */
int64
money_row_value(Datum numeric, const char *name)
{
	int64 cents;
	MoneyFault fault = money_read(numeric, MONEY_DECIMALS, &cents);

	if (likely(fault == MONEY_FINE && cents <= MS_MAX_CENTS &&
	           cents >= -MS_MAX_CENTS))
		return cents;
	ereport(
	    ERROR,
	    (errcode(fault == MONEY_FINE || fault == MONEY_TOO_LARGE
	                 ? ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE
	                 : ERRCODE_INVALID_PARAMETER_VALUE),
	     errmsg(fault == MONEY_TOO_FINE
	                ? "argument \"%s\" must have at most two decimals"
	            : fault == MONEY_NOT_FINITE
	                ? "argument \"%s\" must be a finite number"
	                : "argument \"%s\" must be below 10^14",
	            name),
	     errdetail("The value is %s.",
	               DatumGetCString(DirectFunctionCall1(numeric_out, numeric))),
	     fault == MONEY_TOO_FINE ? errhint("Write round(%s, 2).", name) : 0));
}

/*
 * Cents as numeric with two decimals, behind a short header, written into the
 * room given; answers how many bytes.  The digits of base 10000 are those of
 * cents times 100, the last of them worth 1/10000.
 */
Size
money_write(char *room, int64 cents)
{
	uint64 rest = (cents < 0 ? -(uint64) cents : (uint64) cents) * 100;
	uint16 digits[6];
	int first = lengthof(digits);
	int last = lengthof(digits);
	uint16 header = SHORT_FORM | MONEY_DECIMALS << SHORT_DECIMALS_SHIFT;
	Size size;

	while (rest > 0)
	{
		digits[--first] = rest % BASE;
		rest /= BASE;
	}
	if (first < last)
	{
		int weight = lengthof(digits) - 2 - first;

		header |= (cents < 0 ? SHORT_NEGATIVE : 0) |
		          (weight < 0 ? SHORT_WEIGHT_NEGATIVE : 0) |
		          (weight & SHORT_WEIGHT_MASK);
		while (digits[last - 1] == 0)
			last--;
	}
	size = VARHDRSZ_SHORT + (last - first + 1) * sizeof(uint16);
	SET_VARSIZE_SHORT(room, size);
	memcpy(room + VARHDRSZ_SHORT, &header, sizeof(header));
	memcpy(room + VARHDRSZ_SHORT + sizeof(header),
	       digits + first,
	       (last - first) * sizeof(uint16));
	return size;
}

/* The same as a value of its own. */
Datum
money_numeric(int64 cents)
{
	char *room = palloc(MONEY_MAX_BYTES);

	money_write(room, cents);
	return PointerGetDatum(room);
}

/* value / 10 ^ decimals, with no more digits than it needs */
void
money_append(StringInfo to, int64 value, int decimals)
{
	char digits[32];
	int end;

	if (value < 0)
		appendStringInfoChar(to, '-');
	snprintf(digits,
	         sizeof(digits),
	         "%0*llu",
	         decimals + 1,
	         value < 0 ? -(unsigned long long) value
	                   : (unsigned long long) value);
	end = (int) strlen(digits);
	appendBinaryStringInfo(to, digits, end - decimals);
	while (decimals > 0 && digits[end - 1] == '0')
	{
		end--;
		decimals--;
	}
	if (decimals > 0)
	{
		appendStringInfoChar(to, '.');
		appendBinaryStringInfo(to, digits + end - decimals, decimals);
	}
}
