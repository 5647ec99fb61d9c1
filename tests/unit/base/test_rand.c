#include "base/rand.h"
#include "support/check.h"
#include <string.h>

static void a_seed_gives_the_known_bytes(void **state)
{
    /* splitmix64(0) four times as state, then xoshiro256** once and twice. */
    static const unsigned char known[16] = {0xB4, 0xF2, 0x75, 0xCB, 0x36, 0x5F,
                                            0xEC, 0x99, 0x2A, 0x45, 0x56, 0x49,
                                            0x78, 0x1F, 0x6E, 0xBF};
    struct rand rand = rand_seeded(0);
    unsigned char bytes[16];

    (void)state;
    rand_fill(&rand, bytes, sizeof bytes);
    assert_memory_equal(bytes, known, sizeof bytes);
}

static void the_same_seed_gives_the_same_run_and_another_another(void **state)
{
    struct rand a = rand_seeded(7), b = rand_seeded(7), c = rand_seeded(8);
    unsigned char of_a[100], of_b[100], of_c[100];

    (void)state;
    rand_fill(&a, of_a, sizeof of_a);
    rand_fill(&b, of_b, sizeof of_b);
    rand_fill(&c, of_c, sizeof of_c);
    assert_memory_equal(of_a, of_b, sizeof of_a);
    assert_memory_not_equal(of_a, of_c, sizeof of_a);
    rand_fill(&a, of_a, sizeof of_a);
    assert_memory_not_equal(of_a, of_b, sizeof of_a);
}

static void the_kernel_fills_every_byte_and_never_twice_the_same(void **state)
{
    struct rand rand = rand_system();
    unsigned char first[4096], second[4096];
    int counts[256] = {0};

    (void)state;
    rand_fill(&rand, first, sizeof first);
    rand_fill(&rand, second, sizeof second);
    assert_memory_not_equal(first, second, sizeof first);
    for (size_t i = 0; i < sizeof first; i++)
        counts[first[i]]++;
    for (int i = 0; i < 256; i++)
        assert_true(counts[i] < 100);
    rand_fill(&rand, first, 0);
}

static void below_is_even_and_stays_below(void **state)
{
    struct rand rand = rand_seeded(1);
    int counts[7] = {0};

    (void)state;
    for (int i = 0; i < 70000; i++) {
        uint32_t n = rand_below(&rand, 7);
        assert_true(n < 7);
        counts[n]++;
    }
    for (int i = 0; i < 7; i++)
        assert_in_range(counts[i], 9500, 10500);
    for (int i = 0; i < 10; i++)
        assert_int_equal(rand_below(&rand, 1), 0);
}

/* Gives its state's numbers one after the other. */
static void fill_from_state(struct rand *rand, void *bytes, size_t count)
{
    assert_int_equal(count, 4);
    for (size_t i = 0; i < 4; i++)
        ((unsigned char *)bytes)[i] = (unsigned char)(rand->state[0] >> i * 8);
    memmove(rand->state, rand->state + 1, 3 * sizeof *rand->state);
}

static void a_draw_that_would_favour_some_is_drawn_again(void **state)
{
    /* 2^32 mod 3000000000 draws are too many: of the products' low halves,
     * those below 1294967296. */
    struct rand rand = {fill_from_state, {0, 0x80000000, 5, 9}};

    (void)state;
    assert_int_equal(rand_below(&rand, 3000000000u), 3);
    assert_int_equal(rand.state[0], 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seed_gives_the_known_bytes),
        cmocka_unit_test(the_same_seed_gives_the_same_run_and_another_another),
        cmocka_unit_test(the_kernel_fills_every_byte_and_never_twice_the_same),
        cmocka_unit_test(below_is_even_and_stays_below),
        cmocka_unit_test(a_draw_that_would_favour_some_is_drawn_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
