/*
 * wire.c
 *		Text and binary forms of a summary, one description each.
 *
 * A type describes its form once, as a list of fields in order (its wire
 * function); that one list reads and writes text and bytes.  Text is
 *
 *	(version,field,field,...)
 *
 * with shortest-exact decimals, whatever extra_float_digits says, so that a
 * text round trip loses nothing; the binary form is the version byte and the
 * fields in network order.  What has been read is only numbers: each type then
 * checks them as a whole.  Negative zero is read as zero (+ 0.0 does that), so
 * that equal summaries have equal bytes.
 */
#include "medsec.h"

#include <errno.h>

#include "common/shortest_dec.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"

#define WIRE_VERSION 1

/* Refuse text that does not even begin as a summary does: a column's, mostly. */
pg_attribute_noreturn() static void refuse_text(const Wire *wire)
{
	bool is_frequency = strcmp(wire->type_name, "frequency") == 0;

	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
	         errmsg("invalid input syntax for type %s", wire->type_name),
	         errdetail("The form is (version,field,field,...)."),
	         errhint("To summarise a column, cast it to %s: "
	                 "%s(x::%s).",
	                 is_frequency ? "text" : "a number",
	                 wire->type_name,
	                 is_frequency ? "text" : "double precision")));
}

/* Refuse what was read. */
void
wire_fault(const Wire *wire, const char *why)
{
	if (wire->mode == WIRE_TEXT_IN)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
		         errmsg("invalid input syntax for type %s", wire->type_name),
		         errdetail("%s", why)));
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
	         errmsg("invalid binary form of type %s", wire->type_name),
	         errdetail("%s", why)));
}

/* ---- text ---- */

static void
skip_space(Wire *wire)
{
	while (*wire->at == ' ' || *wire->at == '\n' || *wire->at == '\t')
		wire->at++;
}

static void
expect(Wire *wire, char c, const char *why)
{
	skip_space(wire);
	if (*wire->at != c)
		wire_fault(wire, why);
	wire->at++;
	skip_space(wire);
}

/* The comma before every field but the first, read or written. */
static void
separate(Wire *wire)
{
	if (wire->first)
		wire->first = false;
	else if (wire->mode == WIRE_TEXT_IN)
		expect(wire, ',', "A field is missing.");
	else if (wire->mode == WIRE_TEXT_OUT)
		appendStringInfoChar(wire->buffer, ',');
}

static int64
read_text_int64(Wire *wire)
{
	char *end;
	long long value;

	errno = 0;
	value = strtoll(wire->at, &end, 10);
	if (end == wire->at || errno != 0)
		wire_fault(wire, "A whole number is expected.");
	wire->at = end;
	return value;
}

static double
read_text_double(Wire *wire)
{
	char *end;
	double value = strtod(wire->at, &end) + 0.0;

	if (end == wire->at)
		wire_fault(wire, "A number is expected.");
	wire->at = end;
	return value;
}

/* ---- fields ---- */

void
wire_int64(Wire *wire, int64 *value)
{
	separate(wire);
	switch (wire->mode)
	{
		case WIRE_TEXT_IN:
			*value = read_text_int64(wire);
			break;
		case WIRE_TEXT_OUT:
			appendStringInfo(wire->buffer, INT64_FORMAT, *value);
			break;
		case WIRE_BINARY_IN:
			*value = pq_getmsgint64(wire->buffer);
			break;
		case WIRE_BINARY_OUT:
			pq_sendint64(wire->buffer, *value);
			break;
	}
}

/* Every whole number travels as 64 bits; this one must fit into 32. */
void
wire_int32(Wire *wire, int32 *value)
{
	int64 wide = *value;

	wire_int64(wire, &wide);
	if (wide < PG_INT32_MIN || wide > PG_INT32_MAX)
		wire_fault(wire, "A whole number is too large.");
	*value = (int32) wide;
}

void
wire_flag(Wire *wire, int32 *value)
{
	wire_int32(wire, value);
	if (*value != 0 && *value != 1)
		wire_fault(wire, "A flag is neither 0 nor 1.");
}

void
wire_double(Wire *wire, double *value)
{
	char digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	separate(wire);
	switch (wire->mode)
	{
		case WIRE_TEXT_IN:
			*value = read_text_double(wire);
			break;
		case WIRE_TEXT_OUT:
			double_to_shortest_decimal_buf(*value, digits);
			appendStringInfoString(wire->buffer, digits);
			break;
		case WIRE_BINARY_IN:
			*value = pq_getmsgfloat8(wire->buffer) + 0.0;
			break;
		case WIRE_BINARY_OUT:
			pq_sendfloat8(wire->buffer, *value);
			break;
	}
}

/* n numbers; bytes that are not there are missed before n is believed. */
void
wire_doubles(Wire *wire, double *values, size_t n)
{
	if (wire->mode == WIRE_BINARY_IN &&
	    (size_t) (wire->buffer->len - wire->buffer->cursor) <
	        n * sizeof(double))
		wire_fault(wire, "The value is cut short.");
	for (size_t i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		wire_double(wire, &values[i]);
	}
}

/* ---- labels ---- */

/* Text between quotes, where a backslash takes the next character as it is. */
static char *
read_text_label(Wire *wire)
{
	char *end = wire->at + 1;
	char *label;
	char *to;

	if (*wire->at != '"')
		wire_fault(wire, "A text in quotes is expected.");
	for (; *end != '"' && *end != '\0'; end++)
		end += *end == '\\' && end[1] != '\0';
	if (*end == '\0')
		wire_fault(wire, "A text does not end.");
	label = to = palloc(end - wire->at);
	for (wire->at++; wire->at < end; wire->at++)
	{
		wire->at += *wire->at == '\\';
		*to++ = *wire->at;
	}
	wire->at++;
	*to = '\0';
	return label;
}

static void
write_text_label(Wire *wire, const char *label)
{
	appendStringInfoChar(wire->buffer, '"');
	for (; *label != '\0'; label++)
	{
		if (*label == '"' || *label == '\\')
			appendStringInfoChar(wire->buffer, '\\');
		appendStringInfoChar(wire->buffer, *label);
	}
	appendStringInfoChar(wire->buffer, '"');
}

/* In the encoding of the client, as text is; what is read is a new string. */
static char *
read_binary_label(Wire *wire)
{
	int length = pq_getmsgint(wire->buffer, 4);
	int unused;

	if (length < 0 || length > wire->buffer->len - wire->buffer->cursor)
		wire_fault(wire, "The value is cut short.");
	return pq_getmsgtext(wire->buffer, length, &unused);
}

void
wire_label(Wire *wire, char **label)
{
	separate(wire);
	switch (wire->mode)
	{
		case WIRE_TEXT_IN:
			*label = read_text_label(wire);
			break;
		case WIRE_TEXT_OUT:
			write_text_label(wire, *label);
			break;
		case WIRE_BINARY_IN:
			*label = read_binary_label(wire);
			break;
		case WIRE_BINARY_OUT:
			pq_sendcountedtext(wire->buffer, *label, strlen(*label), false);
			break;
	}
}

/* ---- begin and end ---- */

static void
begin(Wire *wire, WireMode mode, const char *type_name, StringInfo buffer)
{
	int32 version = WIRE_VERSION;

	wire->mode = mode;
	wire->type_name = type_name;
	wire->buffer = buffer;
	wire->first = true;
	if (mode == WIRE_TEXT_IN)
	{
		skip_space(wire);
		if (*wire->at++ != '(')
			refuse_text(wire);
	}
	if (mode == WIRE_TEXT_OUT)
		appendStringInfoChar(buffer, '(');
	wire_int32(wire, &version);
	if (version != WIRE_VERSION)
		wire_fault(wire, "The version of the form is not known.");
}

void
wire_read_text(Wire *wire, const char *type_name, char *text)
{
	wire->at = text;
	begin(wire, WIRE_TEXT_IN, type_name, NULL);
}

void
wire_read_binary(Wire *wire, const char *type_name, StringInfo buffer)
{
	begin(wire, WIRE_BINARY_IN, type_name, buffer);
}

void
wire_write_text(Wire *wire, const char *type_name)
{
	begin(wire, WIRE_TEXT_OUT, type_name, makeStringInfo());
}

void
wire_write_binary(Wire *wire, const char *type_name)
{
	StringInfo buffer = palloc(sizeof(StringInfoData));

	pq_begintypsend(buffer);
	begin(wire, WIRE_BINARY_OUT, type_name, buffer);
}

/* After the last field: nothing may follow. */
void
wire_end(Wire *wire)
{
	switch (wire->mode)
	{
		case WIRE_TEXT_IN:
			expect(wire, ')', "The value does not end where it should.");
			if (*wire->at != '\0')
				wire_fault(wire, "There is text after the value.");
			break;
		case WIRE_TEXT_OUT:
			appendStringInfoChar(wire->buffer, ')');
			break;
		case WIRE_BINARY_IN:
			if (wire->buffer->cursor != wire->buffer->len)
				wire_fault(wire, "There are bytes after the value.");
			break;
		case WIRE_BINARY_OUT:
			break;
	}
}

/* What was written, as the output or send function returns it. */
Datum
wire_result(Wire *wire)
{
	if (wire->mode == WIRE_TEXT_OUT)
		return CStringGetDatum(wire->buffer->data);
	return PointerGetDatum(pq_endtypsend(wire->buffer));
}
