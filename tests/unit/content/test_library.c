#include "content/bundle.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdio.h>
#include <string.h>

static void write_host(const struct tmpdir *dir, const char *id,
                       const char *programme, const char *more)
{
    char name[100], text[500];

    snprintf(name, sizeof name, "%s/bundle.yaml", id);
    snprintf(text, sizeof text,
             "bundle: 1\nkind: host\nid: %s\nprogramme: %s\nversion: \"1\"\n"
             "serial: 1\nlanguages: [en]\nname: %s\n"
             "cover: {image: images/a.svg, alt: A}\npages: []\n%s",
             id, programme, id, more);
    tmpdir_write_text(dir, name, text);
    snprintf(name, sizeof name, "%s/images/a.svg", id);
    tmpdir_write_text(dir, name, "<svg viewBox='0 0 6 4'/>");
}

static void write_programme(const struct tmpdir *dir, const char *id,
                            const char *hosts)
{
    char name[100], text[500];

    snprintf(name, sizeof name, "%s/bundle.yaml", id);
    snprintf(
        text, sizeof text,
        "bundle: 1\nkind: programme\nid: %s\nversion: \"1\"\nserial: 1\n"
        "languages: [en]\nname: Lab\nhosts: [%s]\nwelcome: Hello\n"
        "privacy: {responsible: a, purpose: b, contact: c, delete_by: d}\n",
        id, hosts);
    tmpdir_write_text(dir, name, text);
}

struct shelf {
    struct tmpdir dir;
    struct messages messages;
    struct library *library;
    struct fail why;
};

static void shelf_init(struct shelf *shelf)
{
    *shelf = (struct shelf){0};
    tmpdir_init(&shelf->dir);
}

static bool shelf_read(struct shelf *shelf, const char *programme)
{
    return library_read(&(struct library_places){.shipped = shelf->dir.path},
                        programme, &shelf->messages, &shelf->library,
                        &shelf->why);
}

static void shelf_fini(struct shelf *shelf)
{
    library_free(shelf->library);
    messages_fini(&shelf->messages);
    tmpdir_fini(&shelf->dir);
}

static const char *host_id(const struct shelf *shelf, size_t i)
{
    return shelf->library->hosts[i]->model->id;
}

static bool is_said(const struct shelf *shelf, const char *wanted)
{
    for (size_t i = 0; i < shelf->messages.count; i++)
        if (strstr(shelf->messages.items[i].text, wanted))
            return true;
    return false;
}

static void hosts_come_in_the_programmes_order(void **state)
{
    struct shelf shelf;

    (void)state;
    shelf_init(&shelf);
    write_programme(&shelf.dir, "lab", "zoo, abc");
    write_host(&shelf.dir, "abc", "lab", "");
    write_host(&shelf.dir, "zoo", "lab", "");
    tmpdir_write_text(&shelf.dir, "README.md", "not a bundle");
    assert_true(shelf_read(&shelf, NULL));
    assert_string_equal(shelf.library->programme->model->id, "lab");
    assert_int_equal(shelf.library->host_count, 2);
    assert_string_equal(host_id(&shelf, 0), "zoo");
    assert_string_equal(host_id(&shelf, 1), "abc");
    assert_int_equal(shelf.messages.count, 0);
    shelf_fini(&shelf);
}

static void a_faulty_bundle_is_left_out_and_the_others_show(void **state)
{
    struct shelf shelf;

    (void)state;
    shelf_init(&shelf);
    write_programme(&shelf.dir, "lab", "bad, good, gone");
    write_host(&shelf.dir, "bad", "lab", "labell: x\n");
    write_host(&shelf.dir, "good", "lab", "");
    tmpdir_make_folder(&shelf.dir, "empty");
    assert_true(shelf_read(&shelf, "lab"));
    assert_int_equal(shelf.library->host_count, 1);
    assert_string_equal(host_id(&shelf, 0), "good");
    assert_true(is_said(&shelf, "unknown key 'labell'"));
    assert_true(is_said(&shelf, "the host 'bad' cannot be shown"));
    assert_true(is_said(&shelf, "the host 'gone' cannot be shown"));
    assert_true(is_said(&shelf, "has no bundle.yaml"));
    shelf_fini(&shelf);
}

static void strangers_are_left_out_and_named(void **state)
{
    struct shelf shelf;

    (void)state;
    shelf_init(&shelf);
    write_programme(&shelf.dir, "lab", "one, two");
    write_programme(&shelf.dir, "other", "three");
    write_host(&shelf.dir, "one", "lab", "");
    write_host(&shelf.dir, "two", "other", "");
    write_host(&shelf.dir, "three", "other", "");
    assert_true(shelf_read(&shelf, NULL));
    assert_string_equal(shelf.library->programme->model->id, "lab");
    assert_int_equal(shelf.library->host_count, 1);
    assert_true(is_said(&shelf, "it belongs to a programme other than 'lab'"));
    assert_true(is_said(&shelf, "it is not among the hosts of 'lab'"));
    assert_true(is_said(&shelf, "the programme is 'lab'"));
    library_free(shelf.library);
    shelf.library = NULL;
    assert_true(shelf_read(&shelf, "other"));
    assert_string_equal(host_id(&shelf, 0), "three");
    shelf_fini(&shelf);
}

static void with_nothing_to_show_it_fails_and_says_why(void **state)
{
    struct shelf shelf;

    (void)state;
    shelf_init(&shelf);
    assert_false(shelf_read(&shelf, NULL));
    assert_int_equal(shelf.why.kind, FAIL_MISSING);
    assert_non_null(strstr(shelf.why.text, "no programme can be shown"));
    write_host(&shelf.dir, "one", "lab", "");
    assert_false(shelf_read(&shelf, "lab"));
    assert_non_null(strstr(shelf.why.text, "no programme lab can be shown"));
    write_programme(&shelf.dir, "lab", "two");
    assert_false(shelf_read(&shelf, "lab"));
    assert_non_null(strstr(shelf.why.text, "no host of the programme lab"));
    assert_null(shelf.library);
    shelf_fini(&shelf);
}

static void a_content_folder_that_is_not_there_is_named(void **state)
{
    struct messages messages = {0};
    struct library *library = NULL;
    struct fail why;

    (void)state;
    assert_false(library_read(&(struct library_places){.shipped = "/none/here"},
                              NULL, &messages, &library, &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    assert_non_null(strstr(why.text, "/none/here"));
    messages_fini(&messages);
}

static void what_is_shipped_has_no_faults(void **state)
{
    struct messages messages = {0};
    struct library *library = NULL;
    struct fail why;

    (void)state;
    if (!library_read(&(struct library_places){.shipped = "content"}, NULL,
                      &messages, &library, &why))
        fail_msg("%s", why.text);
    messages_print(&messages, 20, stderr);
    assert_int_equal(messages.errors + messages.warnings, 0);
    assert_string_equal(library->programme->model->id, "rabat-2018");
    assert_int_equal(library->host_count, 4);
    library_free(library);
    messages_fini(&messages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts_come_in_the_programmes_order),
        cmocka_unit_test(a_faulty_bundle_is_left_out_and_the_others_show),
        cmocka_unit_test(strangers_are_left_out_and_named),
        cmocka_unit_test(with_nothing_to_show_it_fails_and_says_why),
        cmocka_unit_test(a_content_folder_that_is_not_there_is_named),
        cmocka_unit_test(what_is_shipped_has_no_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
