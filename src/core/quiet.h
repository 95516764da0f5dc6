/*
 * quiet.h
 *		GSL without its error handler.
 *
 * The handler is one for the whole process and aborts it by default, which in
 * a server takes every session down.  It is switched off when the library is
 * loaded, but any other library of the process may set it anew: so whoever
 * calls a function of GSL that may raise it, if only for an underflow, says
 * ms_quiet_gsl() before.
 */
#ifndef MEDSEC_CORE_QUIET_H
#define MEDSEC_CORE_QUIET_H

#include <gsl/gsl_errno.h>

static inline void
ms_quiet_gsl(void)
{
	gsl_set_error_handler_off();
}

#endif /* MEDSEC_CORE_QUIET_H */
