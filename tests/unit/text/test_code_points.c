#include "support/check.h"

#include "base/rand.h"
#include "code_points.h"

/* A draw of what test_every_code_point_long.c goes through, and all of the
 * blocks that have letters of ours, joiners and controls. */

enum { SEED = 26, DRAWN = 2000, LAST = 0x10FFFF };

static const uint32_t blocks[][2] = {
    {0x0000, 0x00FF}, {0x0300, 0x036F},   {0x0600, 0x06FF},
    {0x2000, 0x206F}, {0x2D30, 0x2D7F},   {0xFE00, 0xFE0F},
    {0xFFF0, 0xFFFF}, {0x1F3FB, 0x1F3FF}, {0xE0000, 0xE007F}};

static void code_points_are_drawn_without_a_crash(void **state)
{
    struct rand rand = rand_seeded(SEED);
    struct code_points set;

    (void)state;
    assert_true(code_points_open(&set));
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        for (uint32_t c = blocks[i][0]; c <= blocks[i][1]; c++)
            assert_true(code_points_draw(&set, c));
    for (int i = 0; i < DRAWN; i++)
        code_points_draw(&set, rand_below(&rand, LAST + 1));
    assert_true(set.lines_drawn > DRAWN);
    code_points_close(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_points_are_drawn_without_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
