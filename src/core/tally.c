/*
 * tally.c
 *		Counts of rows and sums over them.
 */
#include "tally.h"

ms_status
ms_tally_merge(ms_tally *t, const ms_tally *other)
{
	if (other->kind == MS_TALLY_EMPTY)
		return MS_OK;
	if (t->kind == MS_TALLY_EMPTY)
		t->kind = other->kind;
	if (t->kind != other->kind)
		return MS_DOMAIN;
	for (int i = 0; i < MS_TALLY_COUNTS; i++)
	{
		if (ms_count_add(&t->count[i], other->count[i]) != MS_OK)
			return MS_OVERFLOW;
	}
	for (int i = 0; i < MS_TALLY_SUMS; i++)
	{
		ms_sum_add(&t->sum[i], other->sum[i].high);
		t->sum[i].low += other->sum[i].low;
	}
	return MS_OK;
}
