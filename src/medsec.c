/*
 * medsec.c
 *		The library as the server loads it.
 */
#include "postgres.h"

#include <gsl/gsl_errno.h>

#include "fmgr.h"

PG_MODULE_MAGIC;

PGDLLEXPORT void _PG_init(void);

/*
 * GSL's default error handler calls abort(), which would take the whole
 * cluster down.  The core checks what GSL returns instead.
 */
void
_PG_init(void)
{
	gsl_set_error_handler_off();
}
