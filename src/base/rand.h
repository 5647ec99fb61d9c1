#ifndef BASE_RAND_H
#define BASE_RAND_H

/*
 * Randomness, from the kernel or, for scripts and tests, from a seed
 * (xoshiro256**, Blackman and Vigna; never for anything that must be secret).
 */

#include <stddef.h>
#include <stdint.h>

struct rand {
    void (*fill)(struct rand *rand, void *bytes, size_t count);
    uint64_t state[4];
};

struct rand rand_system(void); /* ends the process if the kernel has none */
struct rand rand_seeded(uint64_t seed);
static inline void rand_fill(struct rand *rand, void *bytes, size_t count)
{
    rand->fill(rand, bytes, count);
}
/* Uniform in 0 .. below-1, without bias; `below` > 0. */
uint32_t rand_below(struct rand *rand, uint32_t below);

#endif
