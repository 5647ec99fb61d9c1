#include "feedback/slot.h"

#include "support/check.h"
#include <string.h>

static void fill_plain(uint8_t slot[STORE_SLOT_BYTES], size_t bytes)
{
    static const char text[STORE_BODY_BYTES] = {'x'};
    struct rand rand = rand_seeded(bytes);

    slot_fill(slot, SLOT_PLAIN, text, bytes, &rand);
}

static void a_filled_slot_gives_its_body_back(void **state)
{
    static const size_t sizes[] = {1, 2, 300, 4000, STORE_BODY_BYTES};
    uint8_t slot[STORE_SLOT_BYTES];
    struct slot_body body;

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        fill_plain(slot, sizes[i]);
        assert_int_equal(slot_read(slot, &body), SLOT_USED);
        assert_int_equal(body.count, sizes[i]);
        assert_int_equal(body.kind, SLOT_PLAIN);
        assert_int_equal(body.bytes[0], 'x');
    }
}

/* FORMAT.md to the byte, so that other programs can be written to it. */
static void the_bytes_are_those_of_the_format(void **state)
{
    static const uint8_t mark[24] = {
        /* magic, length 3, kind 1, then what Python says:
         * hashlib.blake2b(b"\xe5SL1\3\0\1\0abc", digest_size=16) */
        0xE5, 0x53, 0x4C, 0x31, 3,    0,    1,    0,    0x18, 0x78, 0xBE, 0x5D,
        0xCE, 0xD4, 0xB9, 0x1F, 0x52, 0x1E, 0x5A, 0x2C, 0x73, 0xED, 0x6A, 0x5F};
    uint8_t slot[STORE_SLOT_BYTES];
    struct rand rand = rand_seeded(1);

    (void)state;
    slot_fill(slot, SLOT_SEALED, "abc", 3, &rand);
    assert_memory_equal(slot, mark, sizeof mark);
    assert_memory_equal(slot + 24, "abc", 3);
    assert_memory_equal(slot + 4072, mark, sizeof mark);
}

static void a_free_slot_is_random_and_never_looks_used(void **state)
{
    uint8_t slot[STORE_SLOT_BYTES], other[STORE_SLOT_BYTES] = {0};
    struct rand rand = rand_seeded(1);

    (void)state;
    assert_int_equal(slot_read(other, NULL), SLOT_FREE);
    for (int i = 0; i < 100; i++) {
        slot_fill_free(slot, &rand);
        assert_int_equal(slot_read(slot, NULL), SLOT_FREE);
        assert_memory_not_equal(slot, other, sizeof slot);
        memcpy(other, slot, sizeof slot);
    }
}

/* Gives bytes that look like a mark first, then a seeded stream. */
static void mark_first(struct rand *rand, void *bytes, size_t count)
{
    static const uint8_t head[] = {0xE5, 0x53, 0x4C, 0x31, 5, 0, 0, 0};
    struct rand seeded = rand_seeded(rand->state[0]);

    rand_fill(&seeded, bytes, count);
    if (rand->state[0]++ == 0)
        memcpy(bytes, head, sizeof head);
}

static void random_bytes_that_look_like_a_mark_are_drawn_again(void **state)
{
    struct rand rand = {.fill = mark_first};
    uint8_t slot[STORE_SLOT_BYTES];

    (void)state;
    slot_fill_free(slot, &rand);
    assert_int_equal(rand.state[0], 2);
    assert_int_equal(slot_read(slot, NULL), SLOT_FREE);
}

/* Of a body that fills the slot every byte is covered. */
static void no_changed_byte_goes_unnoticed(void **state)
{
    uint8_t slot[STORE_SLOT_BYTES];

    (void)state;
    fill_plain(slot, STORE_BODY_BYTES);
    for (size_t i = 0; i < sizeof slot; i++)
        for (int bit = 0; bit < 8; bit += 7) {
            slot[i] ^= (uint8_t)(1 << bit);
            assert_int_equal(slot_read(slot, NULL), SLOT_DAMAGED);
            slot[i] ^= (uint8_t)(1 << bit);
        }
    assert_int_equal(slot_read(slot, NULL), SLOT_USED);
}

static void a_slot_half_written_is_damaged_or_still_free(void **state)
{
    uint8_t before[STORE_SLOT_BYTES], after[STORE_SLOT_BYTES];
    struct rand rand = rand_seeded(3);

    (void)state;
    slot_fill_free(before, &rand);
    fill_plain(after, STORE_BODY_BYTES);
    for (int sectors = 0; sectors < 256; sectors++) {
        uint8_t slot[STORE_SLOT_BYTES];
        for (size_t i = 0; i < sizeof slot; i++)
            slot[i] = sectors >> i / 512 & 1 ? after[i] : before[i];
        if (sectors == 0xFF)
            assert_int_equal(slot_read(slot, NULL), SLOT_USED);
        else if (sectors & 0x81)
            assert_int_equal(slot_read(slot, NULL), SLOT_DAMAGED);
        else
            assert_int_equal(slot_read(slot, NULL), SLOT_FREE);
    }
}

static void marks_that_no_slot_can_have_do_not_stand(void **state)
{
    static const uint8_t heads[][4] = {
        {0, 0, 0, 0}, {0xD1, 0x0F, 0, 0}, {0xFF, 0xFF, 0, 0}, {1, 0, 2, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        uint8_t slot[STORE_SLOT_BYTES];
        fill_plain(slot, 1);
        memcpy(slot + 4, heads[i], 4);
        memcpy(slot + 4072 + 4, heads[i], 4);
        assert_int_equal(slot_read(slot, NULL), SLOT_FREE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filled_slot_gives_its_body_back),
        cmocka_unit_test(the_bytes_are_those_of_the_format),
        cmocka_unit_test(a_free_slot_is_random_and_never_looks_used),
        cmocka_unit_test(random_bytes_that_look_like_a_mark_are_drawn_again),
        cmocka_unit_test(no_changed_byte_goes_unnoticed),
        cmocka_unit_test(a_slot_half_written_is_damaged_or_still_free),
        cmocka_unit_test(marks_that_no_slot_can_have_do_not_stand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
