#include "base/str.h"
#include "content/form.h"
#include "feedback/store.h"
#include "seal/open_box.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdlib.h>
#include <string.h>

/* A sealed record in a store. */

enum { BOX_BYTES = FORM_RECORD_BYTES + SEAL_MORE_BYTES };

static void save(const char *folder, const struct open_key *key,
                 const char *record, size_t bytes)
{
    static uint8_t box[BOX_BYTES];
    struct rand rand = rand_system();
    struct store *store;
    struct fail why;

    if (!store_open(fs_system(), &rand, folder, &store, &why))
        fail_msg("%s", why.text);
    seal_box(open_key_public(key), record, bytes, box);
    if (!store_save(store, SLOT_SEALED, box, bytes + SEAL_MORE_BYTES, &why))
        fail_msg("%s", why.text);
    store_close(store);
}

/* Each file's name and size, a line each. */
static void add_sizes(struct str *out, const char *folder)
{
    const struct fs *fs = fs_system();
    struct str path = {0};
    struct fail why;
    char **names = fs_names(fs, folder, &why);

    assert_non_null(names);
    for (char **name = names; *name; name++) {
        str_clear(&path);
        str_addf(&path, "%s/%s", folder, *name);
        int file = fs->ops->open(fs, path.text, FS_READ);
        str_addf(out, "%s %lld\n", *name, (long long)fs->ops->size(fs, file));
        fs->ops->close(fs, file);
    }
    free(names);
    str_fini(&path);
}

static void the_empty_and_the_longest_record_leave_the_same_sizes(void **state)
{
    static char longest[FORM_RECORD_BYTES];
    struct open_key *key = open_key_new();
    struct str sizes[2] = {{0}};
    struct tmpdir dir;

    (void)state;
    tmpdir_init(&dir);
    memset(longest, 'x', sizeof longest);
    save(tmpdir_path(&dir, "empty"), key, "", 0);
    save(tmpdir_path(&dir, "longest"), key, longest, sizeof longest);
    add_sizes(&sizes[0], tmpdir_path(&dir, "empty"));
    add_sizes(&sizes[1], tmpdir_path(&dir, "longest"));
    assert_non_null(strstr(sizes[0].text, "000001.store"));
    assert_string_equal(sizes[0].text, sizes[1].text);
    str_fini(&sizes[0]);
    str_fini(&sizes[1]);
    open_key_free(key);
    tmpdir_fini(&dir);
}

struct found {
    const struct open_key *key;
    char record[BOX_BYTES];
    int count;
};

static void on_slot(void *user, const struct store_slot *slot)
{
    struct found *found = user;

    assert_non_null(slot->body);
    assert_int_equal(slot->kind, SLOT_SEALED);
    assert_true(open_box(found->key, slot->body, slot->bytes, found->record));
    found->count++;
}

static void what_was_sealed_is_found_sealed_and_opens(void **state)
{
    static char longest[FORM_RECORD_BYTES];
    struct open_key *key = open_key_new();
    struct found found = {.key = key};
    struct tmpdir dir;
    struct fail why;

    (void)state;
    tmpdir_init(&dir);
    memset(longest, 'x', sizeof longest);
    save(tmpdir_path(&dir, "store"), key, longest, sizeof longest);
    assert_true(store_read(fs_system(), tmpdir_path(&dir, "store"), on_slot,
                           &found, &why));
    assert_int_equal(found.count, 1);
    assert_memory_equal(found.record, longest, sizeof longest);
    open_key_free(key);
    tmpdir_fini(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_empty_and_the_longest_record_leave_the_same_sizes),
        cmocka_unit_test(what_was_sealed_is_found_sealed_and_opens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
