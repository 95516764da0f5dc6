/*
 * describe.h
 *		The mean's limits, and what the figures of one column need said.
 */
#ifndef MEDSEC_CORE_DESCRIBE_H
#define MEDSEC_CORE_DESCRIBE_H

#include "inference.h"
#include "moments.h"

extern ms_interval ms_describe_limits(const ms_moments *m, double level);
extern const char *ms_describe_note(const ms_moments *m);

#endif /* MEDSEC_CORE_DESCRIBE_H */
