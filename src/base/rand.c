#include "base/rand.h"

#include "base/log.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void no_randomness(void)
{
    log_line("no randomness from the kernel: %s", strerror(errno));
    _exit(71);
}

static void system_fill(struct rand *rand, void *bytes, size_t count)
{
    char *at = bytes;
    int file;

    (void)rand;
    do
        file = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    while (file < 0 && errno == EINTR);
    if (file < 0)
        no_randomness();
    while (count > 0) {
        ssize_t got = read(file, at, count);
        if (got > 0) {
            at += got;
            count -= (size_t)got;
        } else if (got == 0 || errno != EINTR) {
            no_randomness();
        }
    }
    close(file);
}

static uint64_t rotate(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

static uint64_t next(uint64_t s[4])
{
    uint64_t result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

/* Low bytes first, so that a seed gives the same bytes on every machine. */
static void seeded_fill(struct rand *rand, void *bytes, size_t count)
{
    unsigned char *at = bytes;
    uint64_t word = 0;

    for (size_t i = 0; i < count; i++) {
        word = i % 8 == 0 ? next(rand->state) : word >> 8;
        at[i] = (unsigned char)(word & 0xFF);
    }
}

struct rand rand_system(void)
{
    return (struct rand){.fill = system_fill};
}

/* The state is filled by splitmix64, as the authors of xoshiro advise. */
struct rand rand_seeded(uint64_t seed)
{
    struct rand rand = {.fill = seeded_fill};

    for (int i = 0; i < 4; i++) {
        uint64_t z = seed += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        rand.state[i] = z ^ z >> 31;
    }
    return rand;
}

/* Multiply and reject (Lemire 2019, "Fast random integer generation in an
 * interval"). */
uint32_t rand_below(struct rand *rand, uint32_t below)
{
    uint32_t unfair;
    uint64_t product;

    assert(below > 0);
    unfair = (0u - below) % below;
    do {
        unsigned char b[4];
        rand_fill(rand, b, sizeof b);
        product = (uint64_t)(b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
                             (uint32_t)b[3] << 24) *
                  below;
    } while ((uint32_t)product < unfair);
    return (uint32_t)(product >> 32);
}
