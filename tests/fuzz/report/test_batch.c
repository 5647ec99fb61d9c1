/* A batch of any bytes gives whole records or faults, never anything else. */
#include "fuzz/yaml/mutate.h"
#include "report/opened.h"
#include "report/record.h"
#include "report/source.h"
#include "seal/seal_text.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdlib.h>

enum { ROUNDS = 2000 };

#define RECORD                                                                 \
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"v\":1,"                    \
    "\"programme\":\"p\",\"host\":\"foo\",\"serial\":3,\"form\":\"feedback\"," \
    "\"language\":\"ar\",\"answers\":{\"felt\":4,\"take\":[\"a\",\"b\"]}}"

struct told {
    const struct open_key *key;
    size_t records, faults, opened;
};

static void on_record(void *user, const struct source_record *record)
{
    struct told *told = user;
    char json[STORE_BODY_BYTES];

    assert_non_null(record->batch->kiosk);
    assert_null(strchr(record->batch->name, '/'));
    assert_null(strchr(record->batch->period, '/'));
    told->records++;
    if (record->kind == SLOT_SEALED &&
        open_box(told->key, record->body, record->bytes, json)) {
        assert_int_equal(record->bytes, sizeof RECORD - 1 + SEAL_MORE_BYTES);
        assert_memory_equal(json, RECORD, sizeof RECORD - 1);
        told->opened++;
    }
}

static void on_fault(void *user, const char *where, const char *what)
{
    struct told *told = user;

    assert_true(*where && *what);
    told->faults++;
}

static void add_seed(struct str *seed, const struct open_key *key)
{
    uint8_t box[sizeof RECORD - 1 + SEAL_MORE_BYTES];

    str_add(seed, "{\"encounter_batch\":1,\"kiosk\":\"foo-1\",\"site\":\"foo\","
                  "\"period\":\"2026-11\",\"clock\":\"trusted\",\"records\":3}"
                  "\n" RECORD "\n");
    for (int i = 0; i < 2; i++) {
        seal_box(open_key_public(key), RECORD, sizeof RECORD - 1, box);
        str_add(seed, "{\"sealed\":\"");
        seal_add_base64(seed, box, sizeof box);
        str_add(seed, "\"}\n");
    }
}

static void open_once(const struct tmpdir *dir, const struct open_key *key,
                      size_t faults)
{
    struct opened opened = {.key = key};
    struct fail why;

    assert_true(opened_add(&opened, fs_system(), dir->path, &why));
    assert_true(opened.faults >= faults);
    for (size_t i = 0; i < opened.records.count; i++) {
        struct record_facts facts;
        const char *record = opened.records.items[i].record;
        assert_true(record_check(record, strlen(record), &facts, &why));
        assert_null(strstr(opened.records.items[i].path, ".."));
    }
    opened_fini(&opened);
}

static void any_bytes_give_whole_records_or_faults(void **state)
{
    unsigned long seed = mutate_number("ENCOUNTER_SEED", 1);
    unsigned long rounds = mutate_number("ENCOUNTER_FUZZ_ROUNDS", ROUNDS);
    struct rand rand = rand_seeded(seed);
    struct open_key *key = open_key_new();
    struct told all = {.key = key};
    struct str whole = {0}, text = {0};
    struct tmpdir dir;

    (void)state;
    tmpdir_init(&dir);
    add_seed(&whole, key);
    print_message("seed %lu, %lu rounds\n", seed, rounds);
    for (unsigned long i = 0; i < rounds; i++) {
        struct told told = {.key = key};
        struct source_sink sink = {on_record, on_fault, &told};
        struct fail why;
        mutate(&text, whole.text, whole.length, &rand);
        tmpdir_write(&dir, "a.jsonl", str_text(&text), text.length);
        assert_true(source_read(fs_system(), dir.path, &sink, &why));
        open_once(&dir, key, told.faults);
        all.records += told.records;
        all.faults += told.faults;
        all.opened += told.opened;
    }
    assert_true(all.records > 0 && all.faults > 0 && all.opened > 0);
    str_fini(&whole);
    str_fini(&text);
    open_key_free(key);
    tmpdir_fini(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_give_whole_records_or_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
