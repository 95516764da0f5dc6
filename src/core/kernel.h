/*
 * kernel.h
 *		How the few loops that take all the time are compiled.
 *
 * MS_CLONES before a function asks for one more copy of it in AVX2; the loader
 * picks the copy the CPU can run.  Both give the same bits: such loops add in
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
#define MS_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define MS_CLONES
#endif

#endif /* MEDSEC_KERNEL_H */
