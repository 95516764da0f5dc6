/*
 * medsec.c
 *		The library as the server loads it.
 */
#include "postgres.h"

#include "fmgr.h"

#include "core/quiet.h"

PG_MODULE_MAGIC;

PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	ms_quiet_gsl();
}
