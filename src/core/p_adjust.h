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

#define MS_P_ADJUST_WORK 3 /* doubles of work a value */

/*
 * Adjust p[0..n-1] in place; work is room for MS_P_ADJUST_WORK doubles a value.
 * Calls ms_check_interrupts().
 */
extern void
ms_p_adjust_values(int n, double *p, double *work, ms_p_adjust method);

#endif /* MEDSEC_CORE_P_ADJUST_H */
