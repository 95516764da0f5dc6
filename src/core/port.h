/*
 * port.h
 *		The one door between the core and its host.
 *
 * Inside the server, ms_check_interrupts() lets a long loop obey cancel and
 * statement_timeout: it may not return.  So no core function may hold memory
 * that only it can free (malloc, a GSL workspace) across a call of it.
 * Outside the server (unit tests, fuzzers) it is nothing.
 */
#ifndef MEDSEC_PORT_H
#define MEDSEC_PORT_H

#ifdef MEDSEC_SERVER
#include "postgres.h"
#include "miscadmin.h"
#define ms_check_interrupts() CHECK_FOR_INTERRUPTS()
#else
#define ms_check_interrupts() ((void) 0)
#endif

#endif /* MEDSEC_PORT_H */
