/*
 * p_adjust.h
 *		p-values of several tests, adjusted for their number.
 */
#ifndef MEDSEC_CORE_P_ADJUST_H
#define MEDSEC_CORE_P_ADJUST_H

typedef enum ms_p_adjust
{
	MS_ADJUST_NONE,
	MS_ADJUST_BONFERRONI,
	MS_ADJUST_HOLM,
	MS_ADJUST_HOCHBERG,
	MS_ADJUST_BH,
	MS_ADJUST_BY
} ms_p_adjust;

typedef struct ms_ranked_p
{
	double p;
	int at;
} ms_ranked_p;

extern void
ms_p_adjust_values(int n, double *p, ms_ranked_p *work, ms_p_adjust method);

#endif /* MEDSEC_CORE_P_ADJUST_H */
