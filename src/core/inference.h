/*
 * inference.h
 *		What every test has: an alternative, a p-value, limits.
 */
#ifndef MEDSEC_INFERENCE_H
#define MEDSEC_INFERENCE_H

typedef enum ms_alternative
{
	MS_TWO_SIDED,
	MS_LESS,
	MS_GREATER
} ms_alternative;

typedef struct ms_interval
{
	double low;
	double high;
} ms_interval;

extern double ms_p_value_normal(double z, ms_alternative alternative);
/* the t of a correlation, |r| < 1 */
extern double ms_t_of_r(double r, double df);
extern double ms_p_value_t(double t, double df, ms_alternative alternative);
extern double
ms_log10_p_value_t(double t, double df, ms_alternative alternative);
extern ms_interval ms_limits_normal(double estimate,
                                    double std_error,
                                    ms_alternative alternative,
                                    double level);
extern ms_interval ms_limits_t(double estimate,
                               double std_error,
                               double df,
                               ms_alternative alternative,
                               double level);
/* Wilson's limits of a share of n rows; n, a size, need not be whole */
extern ms_interval ms_limits_wilson(double share, double n, double level);
extern double ms_tail_share(ms_alternative alternative, double level);
extern const char *ms_stars(double p);

#endif /* MEDSEC_INFERENCE_H */
