#include "report/opened.h"

#include "base/log.h"
#include "base/rand.h"
#include "feedback/store.h"
#include "report/kept.h"
#include "seal/seal_text.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEADER_OF(kiosk, period, records)                                      \
    "{\"encounter_batch\":1,\"kiosk\":\"" kiosk "\",\"site\":\"foo\","         \
    "\"period\":\"" period "\",\"clock\":\"trusted\",\"records\":" records     \
    "}\n"

struct lab {
    struct tmpdir dir;
    struct open_key *key;
    struct opened opened;
};

static void set_up(struct lab *lab)
{
    tmpdir_init(&lab->dir);
    lab->key = open_key_new();
    lab->opened = (struct opened){.key = lab->key};
}

static void tear_down(struct lab *lab)
{
    opened_fini(&lab->opened);
    open_key_free(lab->key);
    tmpdir_fini(&lab->dir);
}

static void add_record(struct str *out, unsigned id, const char *host,
                       const char *answer)
{
    str_addf(out, "{\"id\":\"%032x\",\"v\":1,\"programme\":\"rabat-2018\",",
             id);
    if (host)
        str_addf(out, "\"host\":\"%s\",", host);
    str_addf(out,
             "\"serial\":3,\"form\":\"feedback\",\"language\":\"ar\","
             "\"answers\":{\"say\":\"%s\"}}",
             answer);
}

static void add_plain(struct str *out, unsigned id, const char *host)
{
    add_record(out, id, host, "yes");
    str_add(out, "\n");
}

static void add_sealed(struct str *out, const struct open_key *key, unsigned id,
                       const char *host)
{
    uint8_t box[STORE_BODY_BYTES];
    struct str record = {0};

    add_record(&record, id, host, "\xD9\x86\xD8\xB9\xD9\x85");
    seal_box(open_key_public(key), record.text, record.length, box);
    str_add(out, "{\"sealed\":\"");
    seal_add_base64(out, box, record.length + SEAL_MORE_BYTES);
    str_add(out, "\"}\n");
    str_fini(&record);
}

static void put(struct lab *lab, const char *name, struct str *text)
{
    tmpdir_write(&lab->dir, name, text->text, text->length);
    str_fini(text);
}

static void add(struct lab *lab, const char *name)
{
    struct fail why;

    if (!opened_add(&lab->opened, fs_system(), tmpdir_path(&lab->dir, name),
                    &why))
        fail_msg("%s", why.text);
}

static void write_out(struct lab *lab, const char *name)
{
    struct fail why;

    if (!opened_write(&lab->opened, fs_system(), tmpdir_path(&lab->dir, name),
                      &why))
        fail_msg("%s", why.text);
}

static char *text_of(struct lab *lab, const char *name)
{
    struct fail why;
    size_t bytes;
    char *text = fs_read_file(fs_system(), tmpdir_path(&lab->dir, name),
                              1 << 20, &bytes, &why);

    if (!text)
        fail_msg("%s", why.text);
    return text;
}

static size_t lines_of(struct lab *lab, const char *name)
{
    char *text = text_of(lab, name);
    size_t count = 0;

    for (const char *c = text; *c; c++)
        count += *c == '\n';
    free(text);
    return count;
}

#define TREE "out/programme=rabat-2018/"

static void
sealed_and_plain_records_come_by_programme_host_and_month(void **state)
{
    struct str text = {0};
    struct lab lab;
    char *line;

    (void)state;
    set_up(&lab);
    str_add(&text, HEADER_OF("foo-1", "2026-11", "3"));
    add_sealed(&text, lab.key, 1, "foo");
    add_sealed(&text, lab.key, 2, NULL);
    add_plain(&text, 3, "uir");
    put(&lab, "in/foo-1_000001.jsonl", &text);
    add(&lab, "in");
    write_out(&lab, "out");
    assert_int_equal(lab.opened.faults, 0);
    line = text_of(&lab, TREE "host=foo/period=2026-11/foo-1_000001.jsonl");
    assert_string_equal(
        line, "{\"id\":\"00000000000000000000000000000001\",\"v\":1,"
              "\"programme\":\"rabat-2018\",\"host\":\"foo\",\"serial\":3,"
              "\"form\":\"feedback\",\"language\":\"ar\",\"answers\":{\"say\":"
              "\"\xD9\x86\xD8\xB9\xD9\x85\"},\"batch\":\"foo-1_000001\","
              "\"kiosk\":\"foo-1\",\"site\":\"foo\",\"clock\":\"trusted\","
              "\"label\":null}\n");
    free(line);
    assert_int_equal(
        lines_of(&lab, TREE "host=_none/period=2026-11/foo-1_000001.jsonl"), 1);
    assert_int_equal(
        lines_of(&lab, TREE "host=uir/period=2026-11/foo-1_000001.jsonl"), 1);
    tear_down(&lab);
}

static void two_hundred_sealed_records_open(void **state)
{
    struct str text = {0};
    struct lab lab;

    (void)state;
    set_up(&lab);
    str_add(&text, HEADER_OF("foo-1", "unknown", "200"));
    for (unsigned i = 0; i < 200; i++)
        add_sealed(&text, lab.key, i, "foo");
    put(&lab, "a.jsonl", &text);
    add(&lab, "a.jsonl");
    write_out(&lab, "out");
    assert_int_equal(lab.opened.faults, 0);
    assert_int_equal(lines_of(&lab, TREE "host=foo/period=unknown/a.jsonl"),
                     200);
    tear_down(&lab);
}

static void an_id_is_counted_once_and_a_forged_second_is_told(void **state)
{
    struct str text = {0};
    struct lab lab;

    (void)state;
    set_up(&lab);
    str_add(&text, HEADER_OF("foo-1", "2026-11", "2"));
    add_plain(&text, 1, "foo");
    add_plain(&text, 1, "foo");
    put(&lab, "in/a.jsonl", &text);
    str_add(&text, HEADER_OF("foo-1", "2026-12", "1"));
    add_plain(&text, 1, "foo");
    put(&lab, "in/b.jsonl", &text);
    add(&lab, "in");
    add(&lab, "in");
    write_out(&lab, "out");
    assert_int_equal(lab.opened.records.count, 1);
    assert_int_equal(lab.opened.faults, 0);
    opened_fini(&lab.opened);

    lab.opened = (struct opened){.key = lab.key};
    str_add(&text, HEADER_OF("foo-1", "2026-12", "1"));
    add_record(&text, 1, "foo", "other");
    str_add(&text, "\n");
    put(&lab, "in/c.jsonl", &text);
    add(&lab, "in");
    write_out(&lab, "out");
    assert_int_equal(lab.opened.records.count, 1);
    assert_int_equal(lab.opened.faults, 1);
    tear_down(&lab);
}

static char *heard; /* what was told */

static void listen(void (*act)(struct lab *lab), struct lab *lab)
{
    int before = dup(STDERR_FILENO);
    FILE *file = tmpfile();
    long length;

    assert_non_null(file);
    assert_int_equal(dup2(fileno(file), STDERR_FILENO), STDERR_FILENO);
    act(lab);
    dup2(before, STDERR_FILENO);
    close(before);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    length = ftell(file);
    rewind(file);
    heard = memory_get((size_t)length + 1);
    assert_int_equal(fread(heard, 1, (size_t)length, file), length);
    fclose(file);
}

static void add_in(struct lab *lab)
{
    add(lab, "in");
}

static void assert_heard(const char *where, const char *what)
{
    const char *line = strstr(heard, where);
    const char *found = line ? strstr(line, what) : NULL;

    if (!found || memchr(line, '\n', (size_t)(found - line)))
        fail_msg("nothing about '%s' at %s in:\n%s", what, where, heard);
}

static void what_cannot_be_opened_is_told_by_file_and_line(void **state)
{
    struct open_key *other = open_key_new();
    struct str text = {0};
    struct lab lab;

    (void)state;
    set_up(&lab);
    str_add(&text, HEADER_OF("foo-1", "2026-11", "5"));
    add_sealed(&text, lab.key, 1, "foo");
    add_sealed(&text, other, 2, "foo");
    str_add(&text, "{\"sealed\":\"AAAA\"}\n{\"sealed\":\"A\"}\nnothing\n");
    put(&lab, "in/a.jsonl", &text);
    str_add(&text, HEADER_OF("foo-1", "2026-11", "2"));
    add_plain(&text, 3, "foo");
    put(&lab, "in/b.jsonl", &text);
    str_add(&text, HEADER_OF("foo-1", "2026-13", "0"));
    put(&lab, "in/c.jsonl", &text);
    str_add(&text, "{\"encounter_batch\":2}\n");
    put(&lab, "in/d.jsonl", &text);
    str_add(&text, HEADER_OF("foo-1", "2026-11", "0"));
    put(&lab, "in/foo-1_000009_00000000.jsonl", &text);
    tmpdir_write_text(&lab.dir, "in/e.jsonl", "");
    listen(add_in, &lab);
    assert_heard("in/a.jsonl:3: ", "another key");
    assert_heard("in/a.jsonl:4: ", "another key");
    assert_heard("in/a.jsonl:5: ", "damaged");
    assert_heard("in/a.jsonl:6: ", "no record");
    assert_heard("in/b.jsonl: ", "should hold 2 records and holds 1");
    assert_heard("in/c.jsonl:1: ", "no header");
    assert_heard("in/d.jsonl:1: ", "later version");
    assert_heard("in/e.jsonl: ", "empty");
    assert_heard("in/foo-1_000009_00000000.jsonl: ", "changed");
    assert_null(strstr(heard, "a.jsonl:2:"));
    assert_int_equal(lab.opened.faults, 9);
    assert_int_equal(lab.opened.records.count, 2);
    free(heard);
    open_key_free(other);
    tear_down(&lab);
}

static void
without_a_key_plain_records_open_and_sealed_ones_are_told(void **state)
{
    struct str text = {0};
    struct lab lab;

    (void)state;
    set_up(&lab);
    str_add(&text, HEADER_OF("foo-1", "2026-11", "2"));
    add_sealed(&text, lab.key, 1, "foo");
    add_plain(&text, 2, "foo");
    put(&lab, "in/a.jsonl", &text);
    lab.opened.key = NULL;
    listen(add_in, &lab);
    assert_heard("in/a.jsonl:2: ", "sealed; name its key");
    assert_int_equal(lab.opened.records.count, 1);
    free(heard);
    tear_down(&lab);
}

static void made_twice_in_any_order_it_gives_the_same_files(void **state)
{
    static const char *const orders[] = {"a.jsonl", "b.jsonl", "a.jsonl"};
    char *text[2];
    struct str batch = {0};
    struct lab lab;

    (void)state;
    set_up(&lab);
    for (char name[] = "a.jsonl"; *name < 'c'; (*name)++) {
        str_add(&batch, HEADER_OF("foo-1", "2026-11", "20"));
        for (unsigned i = 0; i < 20; i++)
            add_sealed(&batch, lab.key, 40 - i * 2, "foo");
        put(&lab, name, &batch);
    }
    for (int i = 0; i < 2; i++) {
        add(&lab, orders[i]);
        add(&lab, orders[i + 1]);
        write_out(&lab, "out");
        text[i] = text_of(&lab, TREE "host=foo/period=2026-11/a.jsonl");
        opened_fini(&lab.opened);
        lab.opened = (struct opened){.key = lab.key};
    }
    assert_string_equal(text[0], text[1]);
    free(text[0]);
    free(text[1]);
    tear_down(&lab);
}

static void a_folder_with_other_opened_records_is_left_alone(void **state)
{
    struct str text = {0};
    struct lab lab;
    struct fail why;

    (void)state;
    set_up(&lab);
    str_add(&text, HEADER_OF("foo-1", "2026-11", "1"));
    add_plain(&text, 1, "foo");
    put(&lab, "a.jsonl", &text);
    tmpdir_write_text(&lab.dir, TREE "host=foo/period=2026-10/z.jsonl", "");
    add(&lab, "a.jsonl");
    assert_false(opened_write(&lab.opened, fs_system(),
                              tmpdir_path(&lab.dir, "out/"), &why));
    assert_non_null(strstr(why.text, "z.jsonl"));
    assert_false(fs_read_file(
        fs_system(),
        tmpdir_path(&lab.dir, TREE "host=foo/period=2026-11/a.jsonl"), 1000,
        &(size_t){0}, &why));
    tear_down(&lab);
}

static void save(struct store *store, const struct open_key *key,
                 const struct str *record)
{
    uint8_t box[STORE_BODY_BYTES];
    struct fail why;

    seal_box(open_key_public(key), record->text, record->length, box);
    if (!store_save(store, SLOT_SEALED, box, record->length + SEAL_MORE_BYTES,
                    &why))
        fail_msg("%s", why.text);
}

static void a_kiosks_stores_are_opened_where_they_lie(void **state)
{
    struct rand rand = rand_seeded(1);
    struct str record = {0};
    struct store *store;
    struct kept kept;
    struct lab lab;
    struct fail why;

    (void)state;
    set_up(&lab);
    assert_true(store_open(fs_system(), &rand,
                           tmpdir_path(&lab.dir, "data/feedback"), &store,
                           &why));
    for (unsigned id = 1; id <= 3; id++) {
        str_clear(&record);
        add_record(&record, id, "foo", "yes");
        save(store, lab.key, &record);
    }
    store_close(store);
    str_fini(&record);
    add(&lab, "data");
    write_out(&lab, "out");
    assert_int_equal(lab.opened.faults, 0);
    assert_int_equal(
        lines_of(&lab, TREE "host=foo/period=unknown/000001.store.jsonl"), 3);

    assert_true(kept_read(fs_system(), tmpdir_path(&lab.dir, "data"), NULL,
                          &kept, &why));
    assert_int_equal(kept.sealed, 3);
    assert_int_equal(kept.ids.count, 0);
    kept_fini(&kept);
    assert_true(kept_read(fs_system(), tmpdir_path(&lab.dir, "data"), lab.key,
                          &kept, &why));
    assert_int_equal(kept.sealed, 0);
    assert_int_equal(kept.ids.count, 3);
    assert_string_equal(kept.ids.items[2].text,
                        "00000000000000000000000000000003");
    kept_fini(&kept);
    tear_down(&lab);
}

static void nothing_to_open_is_said(void **state)
{
    struct lab lab;
    struct fail why;

    (void)state;
    set_up(&lab);
    tmpdir_write_text(&lab.dir, "in/notes.txt", "x");
    assert_false(opened_add(&lab.opened, fs_system(),
                            tmpdir_path(&lab.dir, "in"), &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    assert_false(opened_add(&lab.opened, fs_system(),
                            tmpdir_path(&lab.dir, "none"), &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    tear_down(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            sealed_and_plain_records_come_by_programme_host_and_month),
        cmocka_unit_test(two_hundred_sealed_records_open),
        cmocka_unit_test(an_id_is_counted_once_and_a_forged_second_is_told),
        cmocka_unit_test(what_cannot_be_opened_is_told_by_file_and_line),
        cmocka_unit_test(
            without_a_key_plain_records_open_and_sealed_ones_are_told),
        cmocka_unit_test(made_twice_in_any_order_it_gives_the_same_files),
        cmocka_unit_test(a_folder_with_other_opened_records_is_left_alone),
        cmocka_unit_test(a_kiosks_stores_are_opened_where_they_lie),
        cmocka_unit_test(nothing_to_open_is_said),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
