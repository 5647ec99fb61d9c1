#include "base/arena.h"
#include "base/array.h"
#include "support/check.h"
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void blocks_are_zeroed_aligned_and_apart(void **state)
{
    struct arena arena = {0};
    char *blocks[400];

    (void)state;
    for (size_t i = 0; i < 400; i++) {
        size_t bytes = i * 7 % 300 + 1;
        blocks[i] = arena_get(&arena, bytes);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        for (size_t j = 0; j < bytes; j++)
            assert_int_equal(blocks[i][j], 0);
        memset(blocks[i], (int)i + 1, bytes);
    }
    for (size_t i = 0; i < 400; i++)
        for (size_t j = 0; j < i * 7 % 300 + 1; j++)
            assert_int_equal(blocks[i][j], (char)(i + 1));
    arena_fini(&arena);
    assert_int_equal(arena.used_bytes, 0);
}

static void nothing_asked_for_is_still_a_place(void **state)
{
    struct arena arena = {0};
    void *a, *b;

    (void)state;
    a = arena_get(&arena, 0);
    b = arena_array(&arena, 0, 8);
    assert_non_null(a);
    assert_non_null(b);
    assert_ptr_not_equal(a, b);
    arena_fini(&arena);
}

static void after_a_reset_old_bytes_are_gone(void **state)
{
    struct arena arena = {0};

    (void)state;
    memset(arena_get(&arena, 5000), 0xAA, 5000);
    assert_in_range(arena.used_bytes, 5000, 5100);
    arena_reset(&arena);
    assert_int_equal(arena.used_bytes, 0);
    for (int round = 0; round < 3; round++) {
        unsigned char *bytes = arena_get(&arena, 4000);
        for (size_t i = 0; i < 4000; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xAA, 4000);
        arena_reset(&arena);
    }
    arena_fini(&arena);
}

static void a_frame_like_the_last_needs_no_new_memory(void **state)
{
    struct arena arena = {0};
    struct arena_block *kept;

    (void)state;
    for (int i = 0; i < 3000; i++)
        arena_get(&arena, 100);
    arena_reset(&arena);
    for (int i = 0; i < 3000; i++)
        arena_get(&arena, 100);
    arena_reset(&arena);
    kept = arena.blocks;
    for (int i = 0; i < 3000; i++)
        arena_get(&arena, 100);
    assert_ptr_equal(arena.blocks, kept);
    arena_fini(&arena);
}

static void texts_are_copied_and_ended(void **state)
{
    struct arena arena = {0};
    char *copy;

    (void)state;
    copy = arena_string(&arena, "abcdef", 3);
    assert_string_equal(copy, "abc");
    assert_string_equal(arena_string(&arena, NULL, 0), "");
    assert_string_equal(arena_printf(&arena, "%s/%d", "page", 12), "page/12");
    copy = arena_printf(&arena, "%9000s", "x");
    assert_int_equal(strlen(copy), 9000);
    arena_fini(&arena);
}

struct point {
    int x, y;
};

static void an_array_grows_and_keeps_its_items(void **state)
{
    struct points ARRAY(struct point) points = {0};

    (void)state;
    for (int i = 0; i < 1000; i++)
        array_push(&points, (struct point){i, -i});
    assert_int_equal(points.count, 1000);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(points.items[i].x, i);
        assert_int_equal(points.items[i].y, -i);
    }
    array_fini(&points);
    assert_null(points.items);
    assert_int_equal(points.count, 0);
}

/* What the child says on stderr; it must end with status 71. */
static void expect_out_of_memory(void (*ask)(void))
{
    int ends[2], status;
    char said[256];
    ssize_t got;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        ask();
        _exit(0);
    }
    close(ends[1]);
    got = read(ends[0], said, sizeof said - 1);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 71);
    assert_true(got > 0);
    said[got] = '\0';
    assert_non_null(strstr(said, "out of memory"));
}

static void ask_array(void)
{
    struct arena arena = {0};

    arena_array(&arena, SIZE_MAX / 4, 8);
}

static void ask_arena(void)
{
    struct arena arena = {0};

    arena_get(&arena, SIZE_MAX - 3);
}

static void ask_grow(void)
{
    free(memory_grow(NULL, SIZE_MAX / 2, 4));
}

static void a_product_that_wraps_ends_the_process_in_words(void **state)
{
    (void)state;
    expect_out_of_memory(ask_array);
    expect_out_of_memory(ask_arena);
    expect_out_of_memory(ask_grow);
}

static void heap_memory_is_zeroed_and_grown_memory_kept(void **state)
{
    unsigned char *bytes = memory_get(100);

    (void)state;
    for (int i = 0; i < 100; i++)
        assert_int_equal(bytes[i], 0);
    memset(bytes, 7, 100);
    bytes = memory_grow(bytes, 1000, 10);
    for (int i = 0; i < 100; i++)
        assert_int_equal(bytes[i], 7);
    bytes = memory_grow(bytes, 0, 10);
    assert_non_null(bytes);
    free(bytes);
    bytes = memory_get(0);
    assert_non_null(bytes);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_zeroed_aligned_and_apart),
        cmocka_unit_test(nothing_asked_for_is_still_a_place),
        cmocka_unit_test(after_a_reset_old_bytes_are_gone),
        cmocka_unit_test(a_frame_like_the_last_needs_no_new_memory),
        cmocka_unit_test(texts_are_copied_and_ended),
        cmocka_unit_test(an_array_grows_and_keeps_its_items),
        cmocka_unit_test(a_product_that_wraps_ends_the_process_in_words),
        cmocka_unit_test(heap_memory_is_zeroed_and_grown_memory_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
