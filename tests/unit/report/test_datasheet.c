#include "report/datasheet.h"

#include "base/log.h"
#include "feedback/answer.h"
#include "feedback/batch.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LEAST = 3, FILE_LIMIT = 1 << 20, LANGUAGES = 3 };
static const char *const languages_in_full[LANGUAGES] = {"en", "fr", "ar"};

/* A kiosk of its own, with or without a key, and the shipped content. */
struct sheet_test {
    struct tmpdir dir;
    struct datasheet sheet;
    struct messages messages;
};

static void set_up(struct sheet_test *test, bool has_key, const char *more)
{
    struct seal_key key = {.bytes = {9}}; /* the base point */
    struct str config = {0}, pub = {0};
    struct fail why;

    *test = (struct sheet_test){0};
    tmpdir_init(&test->dir);
    str_addf(&config, "kiosk: foo-1\nsite: foo\n%s", more);
    tmpdir_write_text(&test->dir, "kiosk.yaml", config.text);
    seal_key_text(&key, &pub);
    if (has_key)
        tmpdir_write_text(&test->dir, "open.pub", pub.text);
    str_fini(&config);
    str_fini(&pub);
    if (!datasheet_read(&test->sheet, "content",
                        tmpdir_path(&test->dir, "kiosk.yaml"), &test->messages,
                        &why))
        fail_msg("%s", why.text);
}

static void tear_down(struct sheet_test *test)
{
    datasheet_fini(&test->sheet);
    messages_fini(&test->messages);
    tmpdir_fini(&test->dir);
}

/* As Markdown: caller frees. */
static char *sheet_in(struct sheet_test *test, const char *language)
{
    const struct datasheet_words *words = datasheet_words_read(
        "assets", language, &test->sheet.arena, &test->messages);
    struct str out = {0};
    struct print print;

    if (!words) {
        messages_print(&test->messages, 50, stderr);
        fail_msg("%s lacks words", language);
    }
    datasheet_page(&test->sheet, words, language, &print);
    print_markdown(&print, &out);
    print_fini(&print);
    return out.text;
}

static bool is_among(const char *const *keys, size_t count, const char *key,
                     bool *is_seen)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(keys[i], key))
            return is_seen[i] = true;
    return false;
}

/* Each key of the JSON object is one of ours; those seen are noted. */
static void note_keys(const char *json, const char *const *keys, size_t count,
                      bool *is_seen)
{
    json_error_t error;
    json_t *object = json_loads(json, 0, &error), *value;
    const char *key;

    assert_true(json_is_object(object));
    json_object_foreach(object, key, value)
    {
        if (!is_among(keys, count, key, is_seen))
            fail_msg("'%s' is written and not told", key);
    }
    json_decref(object);
}

static void assert_all_seen(const char *const *keys, size_t count,
                            const bool *is_seen)
{
    for (size_t i = 0; i < count; i++)
        if (!is_seen[i])
            fail_msg("'%s' is told and never written", keys[i]);
}

static void what_a_record_holds_is_told_and_nothing_else(void **state)
{
    static const struct answers none;
    bool is_seen[RECORD_KEY__COUNT] = {false};
    struct sheet_test test;
    struct fail why;

    (void)state;
    set_up(&test, false, "");
    struct record records[] = {
        {.model = test.sheet.library->hosts[0]->model, .language = "en"},
        {.model = test.sheet.library->programme->model, .about = "one"},
        {.model = test.sheet.library->programme->model,
         .face = 3,
         .site = "foo"},
    };
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        struct str out = {0};
        records[i].programme = "rabat-2018";
        records[i].answers = &none;
        assert_true(record_write(&records[i], &out, &why));
        note_keys(out.text, record_keys, RECORD_KEY__COUNT, is_seen);
        str_fini(&out);
    }
    assert_all_seen(record_keys, RECORD_KEY__COUNT, is_seen);
    tear_down(&test);
}

/* A labelled, sealed batch of a group visit: its header has every key. */
static void make_batch(struct tmpdir *dir, struct batches *batches)
{
    struct rand rand = rand_seeded(1);
    struct form_files forms = {0};
    struct batch_origin origin = {.kiosk = "foo-1",
                                  .site = "foo",
                                  .key = "1234",
                                  .least = LEAST,
                                  .forms = &forms};
    struct store *store = NULL;
    struct group_end end;
    struct fail why;

    origin.outbox = tmpdir_path(dir, "outbox");
    if (!store_open(fs_system(), &rand, tmpdir_path(dir, "feedback"), &store,
                    &why) ||
        !store_begin_group(store, &why))
        fail_msg("%s", why.text);
    for (char i = 0; i < LEAST; i++)
        assert_true(store_save(store, SLOT_SEALED, &i, 1, &why));
    assert_true(store_end_group(store, &origin, "a school", &end, &why));
    assert_true(batches_make(store, &origin, BATCH_FULL, batches, &why));
    store_close(store);
}

static void what_stands_above_a_batch_is_told_and_nothing_else(void **state)
{
    bool is_seen[BATCH_KEY__COUNT] = {false};
    struct batches batches;
    struct str path = {0};
    struct tmpdir dir;
    struct fail why;
    size_t bytes;

    (void)state;
    tmpdir_init(&dir);
    make_batch(&dir, &batches);
    assert_int_equal(batches.made.count, 1);
    str_addf(&path, "%s/%s", tmpdir_path(&dir, "outbox"),
             batches.made.items[0].name);
    char *text = fs_read_file(fs_system(), path.text, FILE_LIMIT, &bytes, &why);
    assert_non_null(text);
    text[strcspn(text, "\n")] = '\0';
    note_keys(text, batch_keys, BATCH_KEY__COUNT, is_seen);
    assert_all_seen(batch_keys, BATCH_KEY__COUNT, is_seen);
    free(text);
    str_fini(&path);
    batches_fini(&batches);
    tmpdir_fini(&dir);
}

static void for_each_language(void (*check)(struct sheet_test *test,
                                            const char *language))
{
    struct fail why;
    char **names = fs_names(fs_system(), "assets/datasheet", &why);
    struct sheet_test test;
    int in_full = 0;

    assert_non_null(names);
    set_up(&test, true, "");
    for (char **name = names; *name; name++) {
        char *dot = strstr(*name, ".yaml");
        assert_non_null(dot);
        *dot = '\0';
        for (size_t i = 0; i < LANGUAGES; i++)
            in_full += str_equal(*name, languages_in_full[i]);
        check(&test, *name);
    }
    assert_int_equal(in_full, LANGUAGES);
    tear_down(&test);
    free(names);
}

static void assert_told(const char *text, const char *language,
                        const char *what)
{
    if (!strstr(text, what))
        fail_msg("%s: not told: %s", language, what);
}

static void check_whole(struct sheet_test *test, const char *language)
{
    char *text = sheet_in(test, language);
    char field[64];

    for (size_t i = 0; i < RECORD_KEY__COUNT; i++) {
        snprintf(field, sizeof field, "| `%s` | ", record_keys[i]);
        assert_told(text, language, field);
    }
    for (size_t i = 0; i < BATCH_KEY__COUNT; i++) {
        snprintf(field, sizeof field, "| `%s` | ", batch_keys[i]);
        assert_told(text, language, field);
    }
#define X(name, test_path) assert_told(text, language, "| `" test_path "` | ");
    DATASHEET_CLAIMS(X)
#undef X
    assert_told(text, language, test->sheet.fingerprint);
    assert_told(text, language, "foo-1");
    assert_told(text, language, "5");
    assert_null(strchr(text, '{')); /* no place is left open */
    free(text);
}

static void every_language_tells_every_field_and_test(void **state)
{
    (void)state;
    for_each_language(check_whole);
}

/* Whether it is lawful to keep what is kept is not for a program to say. */
static void check_words(struct sheet_test *test, const char *language)
{
    static const char *const never[] = {
        "legal",    "légal",     "lawful", "licite", "lícit",    "ilícit",
        "complian", "conform",   "GDPR",   "RGPD",   "DSGVO",    "09-08",
        "rechtmäß", "rechtlich", "gesetz", "قانون",  "القوانين", "مشروع",
        "anonym",   "anónim",    "مجهول",
    };
    char *text = sheet_in(test, language);

    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        for (const char *at = text; *at; at++)
            if (strncasecmp(at, never[i], strlen(never[i])) == 0)
                fail_msg("%s: it says '%s'", language, never[i]);
    free(text);
}

static void it_never_says_that_it_is_lawful(void **state)
{
    (void)state;
    for_each_language(check_words);
}

static void every_test_that_it_names_is_there(void **state)
{
#define X(name, path) path,
    static const char *const paths[] = {DATASHEET_CLAIMS(X)};
#undef X
    struct fail why;
    size_t bytes;

    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char *text =
            fs_read_file(fs_system(), paths[i], FILE_LIMIT, &bytes, &why);
        if (!text)
            fail_msg("%s", why.text);
        free(text);
    }
}

static void assert_says(bool has_key, const char *more, const char *said,
                        const char *not_said)
{
    struct sheet_test test;
    char *text;

    set_up(&test, has_key, more);
    text = sheet_in(&test, "en");
    assert_told(text, more, said);
    if (strstr(text, not_said))
        fail_msg("%s: it says: %s", more, not_said);
    free(text);
    tear_down(&test);
}

static void it_tells_how_this_kiosk_is_set_up(void **state)
{
    (void)state;
    assert_says(true, "", "the secret key that belongs to",
                "No key is set up here");
    assert_says(false, "", "No key is set up here: records are not locked",
                "the secret key that belongs to");
    assert_says(false, "sealing: required\n", "no answers are taken",
                "records are not locked");
    assert_says(false, "k: 8\n", "batches of at least 8", "at least 5");
    assert_says(false, "", "what somebody writes may tell",
                "this kiosk takes none");
    assert_says(false, "free_text: false\n", "this kiosk takes none",
                "what somebody writes may tell");
    assert_says(false, "", "foo-1, Fondation Orient-Occident", "{site}");
}

static void a_damaged_key_gives_no_sheet(void **state)
{
    struct messages messages = {0};
    struct datasheet sheet;
    struct tmpdir dir;
    struct fail why;

    (void)state;
    tmpdir_init(&dir);
    tmpdir_write_text(&dir, "kiosk.yaml", "kiosk: foo-1\n");
    tmpdir_write_text(&dir, "open.pub", "no key\n");
    assert_false(datasheet_read(
        &sheet, "content", tmpdir_path(&dir, "kiosk.yaml"), &messages, &why));
    assert_int_equal(why.kind, FAIL_CONFIG);
    messages_fini(&messages);
    tmpdir_fini(&dir);
}

static void words_are_found_by_shorter_tags_too(void **state)
{
    char tag[LANGUAGE_BYTES + 1];

    (void)state;
    assert_true(datasheet_words_find("assets", "ar-MA", tag));
    assert_string_equal(tag, "ar");
    assert_false(datasheet_words_find("assets", "xx", tag));
    assert_false(datasheet_words_find("assets", "../strings/en", tag));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_record_holds_is_told_and_nothing_else),
        cmocka_unit_test(what_stands_above_a_batch_is_told_and_nothing_else),
        cmocka_unit_test(every_language_tells_every_field_and_test),
        cmocka_unit_test(it_never_says_that_it_is_lawful),
        cmocka_unit_test(every_test_that_it_names_is_there),
        cmocka_unit_test(it_tells_how_this_kiosk_is_set_up),
        cmocka_unit_test(a_damaged_key_gives_no_sheet),
        cmocka_unit_test(words_are_found_by_shorter_tags_too),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
