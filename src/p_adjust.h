/*
 * p_adjust.h
 *		The argument that names how p-values are adjusted.
 */
#ifndef MEDSEC_P_ADJUST_H
#define MEDSEC_P_ADJUST_H

#include "core/p_adjust.h"

extern ms_p_adjust
p_adjust_arg(FunctionCallInfo fcinfo, int i, const char *name);

#endif /* MEDSEC_P_ADJUST_H */
