/*
 * risk.h
 *		Which thresholds a household has crossed, and how severe that is.
 */
#ifndef MEDSEC_CORE_RISK_H
#define MEDSEC_CORE_RISK_H

#include "status.h"

/* in the order of severity; flag f is bit 1 << f of a set */
typedef enum ms_risk_flag
{
	MS_RISK_CHECK_DATA,
	MS_RISK_NEAR_POOR,
	MS_RISK_CATASTROPHIC_SHARE,
	MS_RISK_HEAVY_BURDEN,
	MS_RISK_CATASTROPHIC_CAPACITY,
	MS_RISK_RIGID_EXPENDITURE,
	MS_RISK_POOR,
	MS_RISK_IMPOVERISHED,
	MS_RISK_FURTHER_IMPOVERISHED,
	MS_RISK_FLAGS
} ms_risk_flag;

typedef enum ms_risk_level
{
	MS_RISK_NONE,
	MS_RISK_WATCH,
	MS_RISK_WARNING,
	MS_RISK_CRITICAL,
	MS_RISK_LEVELS
} ms_risk_level;

/* Figures of one year, in one currency. */
typedef struct ms_risk_household
{
	double income; /* of the household, disposable */
	double consumption; /* food and out-of-pocket payments included */
	double food;
	double oop;
	double size; /* persons */
	double line; /* > 0, for a person */
	double subsistence; /* for an equivalent person; MS_NULL: not given */
	double reference_income; /* of a person in the area; MS_NULL: not given */
} ms_risk_household;

typedef struct ms_risk_thresholds
{
	double share; /* of consumption */
	double capacity; /* share of the capacity to pay */
	double near_poor; /* times the line */
	double burden; /* share of the reference income */
	double beta; /* a household of n is n^beta equivalent persons */
} ms_risk_thresholds;

extern unsigned
ms_risk_flags_of(const ms_risk_household *h, const ms_risk_thresholds *limit);
extern ms_risk_level ms_risk_level_of(unsigned flags);

#endif /* MEDSEC_CORE_RISK_H */
