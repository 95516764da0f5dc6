/*
 * kernel.h
 *		How the few loops that take all the time are compiled.
 *
 * MS_CLONES before a function asks for copies of it in AVX2 and AVX-512; the
 * loader picks the one the CPU can run.  All give the same bits: such loops add in
 * an order of their own, across columns, and -ffp-contract=off keeps a product
 * and a sum two operations.  Their inner loops have a constant length, a
 * multiple of 8, which is what gcc vectorises at -O2.
 *
 * It is nothing where the compiler or the C library has no such thing, and
 * under sanitizers, which cannot run before the loader has chosen.
 */
#ifndef MEDSEC_KERNEL_H
#define MEDSEC_KERNEL_H

#include <limits.h> /* tells whether the C library is glibc */

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && \
    defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define MS_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define MS_CLONES
#endif

/*
 * Neighbouring columns, worked on together.  The compiler maps a vector to as
 * many registers as the CPU needs for it.
 */
#define MS_LANES 8
typedef double ms_lanes __attribute__((vector_size(MS_LANES * sizeof(double))));

/* the same in memory, where doubles are aligned but vectors are not */
typedef ms_lanes ms_lanes_at
    __attribute__((aligned(sizeof(double)), may_alias));

#define ms_lanes_load(from) (*(const ms_lanes_at *) (from))
#define ms_lanes_store(to, lanes) (*(ms_lanes_at *) (to) = (lanes))

#endif /* MEDSEC_KERNEL_H */
