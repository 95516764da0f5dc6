/*
 * money.h
 *		numeric as whole numbers of a small unit, and back.
 */
#ifndef MEDSEC_MONEY_H
#define MEDSEC_MONEY_H

#include "medsec.h"

#define MONEY_DECIMALS 2
#define RATE_DECIMALS 9

typedef enum MoneyFault
{
	MONEY_FINE,
	MONEY_NOT_FINITE,
	MONEY_TOO_FINE, /* more decimals than the unit has */
	MONEY_TOO_LARGE
} MoneyFault;

/* no amount takes more bytes, its short header among them */
#define MONEY_MAX_BYTES 16

extern MoneyFault money_read(Datum numeric, int decimals, int64 *value);
extern int64 money_row_value(Datum numeric, const char *name);
extern Size money_write(char *room, int64 cents);
extern Datum money_numeric(int64 cents);
extern void money_append(StringInfo to, int64 value, int decimals);

#endif /* MEDSEC_MONEY_H */
