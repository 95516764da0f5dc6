/*
 * compat.h
 *		Teaches older servers what the code is written for.
 */
#ifndef MEDSEC_COMPAT_H
#define MEDSEC_COMPAT_H

#include "postgres.h"

#include "fmgr.h"

#if PG_VERSION_NUM >= 160000
/* the varatt macros have a header of their own since 16 */
#include "varatt.h"
#else
/* since 16 the function itself is exported, not only its info */
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(name) \
	extern PGDLLEXPORT Datum name(PG_FUNCTION_ARGS); \
	extern PGDLLEXPORT const Pg_finfo_record *CppConcat(pg_finfo_, \
	                                                    name)(void); \
	const Pg_finfo_record *CppConcat(pg_finfo_, name)(void) \
	{ \
		static const Pg_finfo_record info = {1}; \
\
		return &info; \
	} \
	extern int no_such_variable
#endif

#endif /* MEDSEC_COMPAT_H */
