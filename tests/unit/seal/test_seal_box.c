#include "seal/seal_box.h"

#include "seal/open_box.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 4000 };

static void a_sealed_record_opens_again_and_is_48_bytes_longer(void **state)
{
    static const size_t sizes[] = {0, 1, 2, 1000, LONGEST};
    static uint8_t record[LONGEST], box[LONGEST + SEAL_MORE_BYTES],
        opened[LONGEST];
    struct open_key *key = open_key_new();

    (void)state;
    memset(record, 'r', sizeof record);
    assert_int_equal(SEAL_MORE_BYTES, 48);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        seal_box(open_key_public(key), record, sizes[i], box);
        assert_true(open_box(key, box, sizes[i] + SEAL_MORE_BYTES, opened));
        assert_memory_equal(opened, record, sizes[i]);
    }
    open_key_free(key);
}

static void a_box_changed_in_any_byte_or_cut_short_opens_nothing(void **state)
{
    static const char record[] = "{\"id\":\"0123\"}";
    uint8_t box[sizeof record + SEAL_MORE_BYTES], opened[sizeof record];
    struct open_key *key = open_key_new(), *other = open_key_new();

    (void)state;
    seal_box(open_key_public(key), record, sizeof record, box);
    for (size_t i = 0; i < sizeof box; i++)
        for (int bit = 0; bit < 8; bit++) {
            box[i] ^= (uint8_t)(1 << bit);
            assert_false(open_box(key, box, sizeof box, opened));
            box[i] ^= (uint8_t)(1 << bit);
        }
    for (size_t bytes = 0; bytes < sizeof box; bytes++)
        assert_false(open_box(key, box, bytes, opened));
    assert_false(open_box(other, box, sizeof box, opened));
    assert_true(open_box(key, box, sizeof box, opened));
    open_key_free(key);
    open_key_free(other);
}

static void the_same_record_never_gives_the_same_box(void **state)
{
    uint8_t first[4 + SEAL_MORE_BYTES], second[4 + SEAL_MORE_BYTES];
    struct open_key *key = open_key_new();

    (void)state;
    seal_box(open_key_public(key), "same", 4, first);
    seal_box(open_key_public(key), "same", 4, second);
    assert_memory_not_equal(first, second, sizeof first);
    open_key_free(key);
}

/* Figured out with sha256sum. */
static void a_fingerprint_is_six_groups_from_the_hash_of_the_key(void **state)
{
    struct seal_key key;
    char text[SEAL_FINGERPRINT_BYTES];

    (void)state;
    for (size_t i = 0; i < sizeof key.bytes; i++)
        key.bytes[i] = (uint8_t)i;
    seal_key_fingerprint(&key, text);
    assert_string_equal(text, "8873 4246 7544 8175 2492 4728");
}

struct pub {
    struct tmpdir dir;
    struct open_key *key;
    struct str text;
};

static void set_up(struct pub *pub)
{
    *pub = (struct pub){.key = open_key_new()};
    tmpdir_init(&pub->dir);
    seal_key_text(open_key_public(pub->key), &pub->text);
}

static void tear_down(struct pub *pub)
{
    open_key_free(pub->key);
    str_fini(&pub->text);
    tmpdir_fini(&pub->dir);
}

/* FAIL_NONE: it was read, and is the key. */
static enum fail_kind reading(struct pub *pub, const void *bytes, size_t count,
                              struct fail *why)
{
    struct seal_key got;

    tmpdir_write(&pub->dir, "open.pub", bytes, count);
    if (!seal_key_read(fs_system(), tmpdir_path(&pub->dir, "open.pub"), &got,
                       why))
        return why->kind;
    assert_memory_equal(&got, open_key_public(pub->key), sizeof got);
    return FAIL_NONE;
}

static void a_key_file_is_read_also_with_line_ends_of_windows(void **state)
{
    struct str windows = {0};
    struct pub pub;
    struct fail why;

    (void)state;
    set_up(&pub);
    assert_int_equal(reading(&pub, pub.text.text, pub.text.length, &why),
                     FAIL_NONE);
    for (size_t i = 0; i < pub.text.length; i++)
        str_addf(&windows, "%s%c", pub.text.text[i] == '\n' ? "\r" : "",
                 pub.text.text[i]);
    assert_int_equal(reading(&pub, windows.text, windows.length, &why),
                     FAIL_NONE);
    str_fini(&windows);
    tear_down(&pub);
}

static void a_key_file_changed_in_any_byte_is_refused(void **state)
{
    static const uint8_t flips[] = {1, 32, 255};
    struct pub pub;
    struct fail why;

    (void)state;
    set_up(&pub);
    for (size_t i = 0; i < pub.text.length; i++)
        for (size_t k = 0; k < sizeof flips; k++) {
            char kept = pub.text.text[i];
            pub.text.text[i] = (char)(kept ^ flips[k]);
            assert_int_equal(
                reading(&pub, pub.text.text, pub.text.length, &why),
                FAIL_CONFIG);
            pub.text.text[i] = kept;
        }
    for (size_t bytes = 0; bytes < pub.text.length; bytes++)
        assert_int_equal(reading(&pub, pub.text.text, bytes, &why),
                         FAIL_CONFIG);
    str_add(&pub.text, "\n");
    assert_int_equal(reading(&pub, pub.text.text, pub.text.length, &why),
                     FAIL_CONFIG);
    tear_down(&pub);
}

static void a_key_that_anybody_could_open_is_refused(void **state)
{
    struct seal_key zero = {{0}};
    struct str text = {0};
    struct pub pub;
    struct fail why;

    (void)state;
    set_up(&pub);
    seal_key_text(&zero, &text);
    assert_int_equal(reading(&pub, text.text, text.length, &why), FAIL_CONFIG);
    str_fini(&text);
    tear_down(&pub);
}

static void a_secret_key_on_a_kiosk_is_told_as_such(void **state)
{
    struct str text = {0};
    struct pub pub;
    struct fail why;

    (void)state;
    set_up(&pub);
    assert_true(open_key_text(pub.key, "words", &text, &why));
    assert_int_equal(reading(&pub, text.text, text.length, &why), FAIL_CONFIG);
    assert_non_null(strstr(why.text, "secret key"));
    assert_non_null(strstr(why.text, "remove it"));
    str_fini(&text);
    tear_down(&pub);
}

static void a_file_that_is_not_there_is_missing_and_not_wrong(void **state)
{
    struct seal_key key;
    struct tmpdir dir;
    struct fail why;

    (void)state;
    tmpdir_init(&dir);
    assert_false(
        seal_key_read(fs_system(), tmpdir_path(&dir, "none"), &key, &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    assert_false(seal_key_read(fs_system(), dir.path, &key, &why));
    assert_int_equal(why.kind, FAIL_CONFIG);
    tmpdir_fini(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sealed_record_opens_again_and_is_48_bytes_longer),
        cmocka_unit_test(a_box_changed_in_any_byte_or_cut_short_opens_nothing),
        cmocka_unit_test(the_same_record_never_gives_the_same_box),
        cmocka_unit_test(a_fingerprint_is_six_groups_from_the_hash_of_the_key),
        cmocka_unit_test(a_key_file_is_read_also_with_line_ends_of_windows),
        cmocka_unit_test(a_key_file_changed_in_any_byte_is_refused),
        cmocka_unit_test(a_key_that_anybody_could_open_is_refused),
        cmocka_unit_test(a_secret_key_on_a_kiosk_is_told_as_such),
        cmocka_unit_test(a_file_that_is_not_there_is_missing_and_not_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
