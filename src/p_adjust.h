/*
 * p_adjust.h
 *		What tests of all pairs of groups are asked.
 */
#ifndef MEDSEC_P_ADJUST_H
#define MEDSEC_P_ADJUST_H

#include "core/p_adjust.h"

extern ms_p_adjust
p_adjust_arg(FunctionCallInfo fcinfo, int i, const char *name);
extern Datum *p_adjust_labels(FunctionCallInfo fcinfo, int i, int groups);

#endif /* MEDSEC_P_ADJUST_H */
