#include "report/kept.h"

#include "base/log.h"
#include "feedback/slot.h"
#include "support/check.h"
#include "support/simfs.h"
#include <string.h>

static const char file[] = "/data/feedback/000001.store";
static const char second[] = "/data/feedback/000002.store";

/* A store of zeros is a store of free slots. */
static void make_store(struct simfs *disk, const char *path)
{
    static const uint8_t zero;

    simfs_patch(disk, path, (size_t)STORE_SLOTS * STORE_SLOT_BYTES - 1, &zero,
                1);
}

static void put(struct simfs *disk, const char *path, size_t slot,
                enum slot_kind kind, const char *body)
{
    uint8_t bytes[STORE_SLOT_BYTES];
    struct rand rand = rand_seeded(slot);

    slot_fill(bytes, kind, body, strlen(body), &rand);
    simfs_patch(disk, path, slot * STORE_SLOT_BYTES, bytes, sizeof bytes);
}

static char *printed(const struct kept *kept, bool is_json, bool is_damaged)
{
    char *text = NULL;
    size_t bytes;
    FILE *out = open_memstream(&text, &bytes);

    assert_non_null(out);
    if (is_damaged)
        kept_print_damaged(kept, out);
    else
        kept_print(kept, is_json, out);
    fclose(out);
    return text;
}

static void assert_printed(const struct simfs *disk, const char *plain,
                           const char *json, const char *damaged)
{
    struct kept kept;
    struct fail why = {0};
    char *text;

    if (!kept_read(&disk->fs, "/data", NULL, &kept, &why))
        fail_msg("%s", why.text);
    text = printed(&kept, false, false);
    assert_string_equal(text, plain);
    free(text);
    text = printed(&kept, true, false);
    assert_string_equal(text, json);
    free(text);
    text = printed(&kept, false, true);
    assert_string_equal(text, damaged);
    free(text);
    kept_fini(&kept);
}

#define ID_A "0123456789abcdef0123456789abcdef"
#define ID_B "fedcba9876543210fedcba9876543210"

static void ids_are_listed_once_and_sorted(void **state)
{
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    make_store(&disk, file);
    make_store(&disk, second);
    put(&disk, file, 3, SLOT_PLAIN, "{\"id\":\"" ID_B "\",\"v\":1}");
    put(&disk, file, 200, SLOT_PLAIN, "{\"id\":\"" ID_A "\",\"v\":1}");
    put(&disk, second, 0, SLOT_PLAIN, "{\"id\":\"" ID_B "\",\"v\":1}");
    assert_printed(&disk, "HAVE " ID_A "\nHAVE " ID_B "\n",
                   "{\"have\":\"" ID_A "\"}\n{\"have\":\"" ID_B "\"}\n", "");
    simfs_fini(&disk);
}

static void sealed_records_are_counted(void **state)
{
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    make_store(&disk, file);
    put(&disk, file, 1, SLOT_SEALED, "{\"id\":\"" ID_B "\",\"v\":1}");
    put(&disk, file, 2, SLOT_SEALED, "no text at all");
    put(&disk, file, 3, SLOT_PLAIN, "{\"id\":\"" ID_A "\",\"v\":1}");
    assert_printed(&disk, "HAVE " ID_A "\nSEALED 2\n",
                   "{\"have\":\"" ID_A "\"}\n{\"sealed\":2}\n", "");
    simfs_fini(&disk);
}

static void what_is_no_record_is_named_and_not_listed(void **state)
{
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    make_store(&disk, file);
    put(&disk, file, 0, SLOT_PLAIN, "{\"id\":\"" ID_A "\",\"v\":1}");
    simfs_patch(&disk, file, 5, "?", 1);
    put(&disk, file, 1, SLOT_PLAIN, "{}");
    put(&disk, file, 2, SLOT_PLAIN, "{\"id\":\"0123\",\"v\":1}");
    put(&disk, file, 3, SLOT_PLAIN, "{\"id\":\"" ID_A "0\",\"v\":1}");
    put(&disk, file, 4, SLOT_PLAIN, "{\"id\":\"" ID_A);
    put(&disk, file, 5, SLOT_PLAIN, "{\"v\":1,\"id\":\"" ID_A "\"}");
    assert_printed(&disk, "", "",
                   "DAMAGED 000001.store slot 0\n"
                   "DAMAGED 000001.store slot 1\n"
                   "DAMAGED 000001.store slot 2\n"
                   "DAMAGED 000001.store slot 3\n"
                   "DAMAGED 000001.store slot 4\n"
                   "DAMAGED 000001.store slot 5\n");
    simfs_fini(&disk);
}

static void
an_empty_folder_lists_nothing_and_a_missing_one_is_said(void **state)
{
    struct kept kept;
    struct fail why = {0};
    struct simfs disk;

    (void)state;
    simfs_init(&disk, 1);
    assert_false(kept_read(&disk.fs, "/data", NULL, &kept, &why));
    assert_int_equal(fail_exit_status(&why), 66);
    assert_non_null(strstr(why.text, "/data"));
    simfs_patch(&disk, "/data/feedback/lock", 0, "", 0);
    simfs_patch(&disk, "/data/other", 0, "", 0);
    assert_printed(&disk, "", "", "");
    simfs_fini(&disk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_listed_once_and_sorted),
        cmocka_unit_test(sealed_records_are_counted),
        cmocka_unit_test(what_is_no_record_is_named_and_not_listed),
        cmocka_unit_test(
            an_empty_folder_lists_nothing_and_a_missing_one_is_said),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
