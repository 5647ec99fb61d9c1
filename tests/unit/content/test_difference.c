#include "content/difference.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdio.h>
#include <string.h>

/* A house, and the same house later. */
struct houses {
    struct tmpdir dir;
    struct bundle *before, *after;
    struct difference difference;
    struct str said; /* what people read */
};

#define HEAD(version, serial, languages)                                       \
    "bundle: 1\nkind: host\nid: house\nprogramme: lab\nversion: \"" version    \
    "\"\nserial: " serial "\nlanguages: [" languages "]\nname: La maison\n"    \
    "cover: {image: images/a.svg, alt: {fr: A}}\n"

static const char *const pages =
    "pages:\n"
    "  - id: one\n    title: {fr: Un, en: One}\n    blocks:\n"
    "      - text: text/one.md\n"
    "      - text: {fr: Deux}\n"
    "      - learning: {id: first, text: {fr: Bonjour}}\n"
    "  - {id: two, title: {fr: Deux}, blocks: [{text: {fr: Trois}}]}\n"
    "feedback:\n"
    "  - {id: work, type: select_one, label: {fr: Quoi}, choices: [\n"
    "      {name: a, label: {fr: A}}, {name: b, label: {fr: B}}]}\n"
    "  - {id: more, type: text, label: {fr: Encore}}\n";

static void write_house(struct houses *houses, const char *name,
                        const char *head, const char *rest)
{
    char path[100], text[3000];

    snprintf(path, sizeof path, "%s/house/bundle.yaml", name);
    snprintf(text, sizeof text, "%s%s", head, rest);
    tmpdir_write_text(&houses->dir, path, text);
    snprintf(path, sizeof path, "%s/house/images/a.svg", name);
    tmpdir_write_text(&houses->dir, path, "<svg viewBox='0 0 6 4'/>");
    snprintf(path, sizeof path, "%s/house/text/one.md", name);
    tmpdir_write_text(&houses->dir, path, "Le premier texte");
}

static void houses_init(struct houses *houses, const char *head,
                        const char *rest)
{
    *houses = (struct houses){0};
    tmpdir_init(&houses->dir);
    write_house(houses, "before", HEAD("1", "3", "fr, en"), pages);
    write_house(houses, "after", head, rest);
}

static struct bundle *read_house(const struct houses *houses, const char *name)
{
    struct messages messages = {0};
    char path[400];

    snprintf(path, sizeof path, "%s/house", tmpdir_path(&houses->dir, name));
    struct bundle *bundle = bundle_read(path, name, &messages);

    if (!bundle)
        messages_print(&messages, 100, stderr);
    messages_fini(&messages);
    assert_non_null(bundle);
    return bundle;
}

static const char *compare(struct houses *houses)
{
    struct fail why;
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);

    assert_non_null(out);
    houses->before = read_house(houses, "before");
    houses->after = read_house(houses, "after");
    assert_true(difference_read(&houses->difference, fs_system(),
                                houses->before, houses->after, &why));
    difference_print(&houses->difference, out);
    fclose(out);
    str_add(&houses->said, text);
    free(text);
    return str_text(&houses->said);
}

static void houses_fini(struct houses *houses)
{
    difference_fini(&houses->difference);
    bundle_free(houses->before);
    bundle_free(houses->after);
    str_fini(&houses->said);
    tmpdir_fini(&houses->dir);
}

static void the_same_content_under_a_new_version_is_no_difference(void **state)
{
    struct houses houses;

    (void)state;
    houses_init(&houses, HEAD("2", "4", "fr, en"), pages);
    assert_string_equal(compare(&houses), "house  1 -> 2 (serial 3 -> 4)\n"
                                          "  nothing else differs\n");
    assert_true(difference_is_none(&houses.difference));
    houses_fini(&houses);
}

static void texts_are_counted_by_language(void **state)
{
    struct houses houses;

    (void)state;
    houses_init(
        &houses, HEAD("2", "4", "fr, en"),
        "pages:\n"
        "  - id: one\n    title: {fr: Un, en: First}\n    blocks:\n"
        "      - text: text/one.md\n"
        "      - text: {fr: Deux, en: Two}\n"
        "      - text: {fr: Nouveau, en: New}\n"
        "      - learning: {id: first, text: {fr: Bonjour}}\n"
        "  - {id: two, title: {fr: Deux}, blocks: [{text: {en: Three}}]}\n"
        "feedback:\n"
        "  - {id: work, type: select_one, label: {fr: Quoi}, choices: [\n"
        "      {name: a, label: {fr: A}}, {name: b, label: {fr: B}}]}\n"
        "  - {id: more, type: text, label: {fr: Encore}}\n");
    tmpdir_write_text(&houses.dir, "after/house/text/one.md", "Un autre texte");
    tmpdir_write_text(&houses.dir, "after/house/text/one.en.md",
                      "Another text");
    assert_string_equal(compare(&houses),
                        "house  1 -> 2 (serial 3 -> 4)\n"
                        "  en: 4 texts added, 1 changed\n"
                        "  fr: 1 text added, 1 changed, 1 removed\n"
                        "  page one changed: block text, title\n"
                        "  page two changed: block text\n");
    houses_fini(&houses);
}

static void what_comes_and_goes_is_named(void **state)
{
    struct houses houses;

    (void)state;
    houses_init(
        &houses, HEAD("2", "4", "fr, en"),
        "pages:\n"
        "  - id: one\n    title: {fr: Un, en: One}\n    icon: book\n"
        "    blocks:\n"
        "      - text: text/one.md\n"
        "      - text: {fr: Deux}\n"
        "      - learning: {id: second, text: {fr: Bonjour}}\n"
        "  - {id: three, title: {fr: Deux}, blocks: [{text: {fr: Trois}}]}\n"
        "feedback:\n"
        "  - {id: work, type: select_multiple, label: {fr: Quoi}, choices: [\n"
        "      {name: a, label: {fr: A}}, {name: c, label: {fr: C}}]}\n"
        "  - {id: felt, type: range, label: {fr: Encore}}\n");
    assert_string_equal(
        compare(&houses),
        "house  1 -> 2 (serial 3 -> 4)\n"
        "  fr: 5 texts added, 5 removed\n"
        "  learning first is gone\n"
        "  learning second is new\n"
        "  page one changed: icon\n"
        "  page three is new\n"
        "  page two is gone\n"
        "  question felt is new\n"
        "  question more is gone\n"
        "  question work changed: choice b label, choice c label, type\n");
    houses_fini(&houses);
}

static void files_are_compared_by_their_bytes(void **state)
{
    struct houses houses;

    (void)state;
    houses_init(&houses, HEAD("2", "4", "fr, en"), pages);
    tmpdir_write_text(&houses.dir, "before/house/images/b.svg", "<svg/>");
    tmpdir_write_text(&houses.dir, "after/house/images/c.svg", "<svg/>");
    tmpdir_write_text(&houses.dir, "after/house/images/a.svg",
                      "<svg viewBox='0 0 6 5'/>");
    tmpdir_write_text(&houses.dir, "after/house/text/unused.md",
                      "no file of that");
    assert_string_equal(compare(&houses), "house  1 -> 2 (serial 3 -> 4)\n"
                                          "  images/a.svg changed\n"
                                          "  images/b.svg is gone\n"
                                          "  images/c.svg is new\n");
    houses_fini(&houses);
}

static void another_order_is_no_other_text(void **state)
{
    struct houses houses;

    (void)state;
    houses_init(
        &houses, HEAD("2", "4", "fr, en"),
        "pages:\n"
        "  - {id: two, title: {fr: Deux}, blocks: [{text: {fr: Trois}}]}\n"
        "  - id: one\n    title: {fr: Un, en: One}\n    blocks:\n"
        "      - text: {fr: Deux}\n"
        "      - text: text/one.md\n"
        "      - learning: {id: first, text: {fr: Bonjour}}\n"
        "feedback:\n"
        "  - {id: work, type: select_one, label: {fr: Quoi}, choices: [\n"
        "      {name: a, label: {fr: A}}, {name: b, label: {fr: B}}]}\n"
        "  - {id: more, type: text, label: {fr: Encore}}\n");
    assert_string_equal(compare(&houses), "house  1 -> 2 (serial 3 -> 4)\n"
                                          "  page one changed: order\n"
                                          "  the order changed\n");
    assert_false(difference_is_none(&houses.difference));
    houses_fini(&houses);
}

static void a_language_more_is_the_bundles_own_change(void **state)
{
    struct houses houses;

    (void)state;
    houses_init(&houses, HEAD("2", "4", "fr, en, ar"), pages);
    assert_string_equal(compare(&houses),
                        "house  1 -> 2 (serial 3 -> 4)\n"
                        "  ar: 1 text added\n"
                        "  bundle changed: languages, name\n");
    houses_fini(&houses);
}

static void a_bundle_that_was_not_there_is_said_in_short(void **state)
{
    struct houses houses;
    struct fail why;
    struct str text = {0};
    struct json json = {.out = &text};

    (void)state;
    houses_init(&houses, HEAD("2", "4", "fr, en"), pages);
    houses.after = read_house(&houses, "after");
    assert_true(difference_read(&houses.difference, fs_system(), NULL,
                                houses.after, &why));
    char said[500] = "";
    FILE *out = fmemopen(said, sizeof said, "w");
    difference_print(&houses.difference, out);
    fclose(out);
    assert_string_equal(said, "house  2 (serial 4) is new\n"
                              "  en: 2 texts added\n"
                              "  fr: 12 texts added\n"
                              "  learning: first\n"
                              "  page: one, two\n"
                              "  question: more, work\n"
                              "  1 file, 24 bytes\n");
    difference_json(&houses.difference, &json, NULL);
    assert_non_null(strstr(text.text, "\"before\":null"));
    str_fini(&text);
    houses_fini(&houses);
}

static void programs_get_one_object(void **state)
{
    struct houses houses;
    struct str text = {0};
    struct json json = {.out = &text};

    (void)state;
    houses_init(
        &houses, HEAD("2", "4", "fr, en"),
        "pages:\n  - {id: one, title: {fr: Un, en: One}, icon: book, "
        "blocks: [\n"
        "      {text: text/one.md}, {text: {fr: Deux, en: Two}},\n"
        "      {learning: {id: first, text: {fr: Bonjour}}}]}\n"
        "  - {id: two, title: {fr: Deux}, blocks: [{text: {fr: Trois}}]}\n"
        "feedback:\n"
        "  - {id: more, type: text, label: {fr: Encore}}\n");
    tmpdir_write_text(&houses.dir, "after/house/images/a.svg",
                      "<svg viewBox='0 0 6 44'/>");
    compare(&houses);
    difference_json(&houses.difference, &json, NULL);
    assert_string_equal(
        text.text,
        "{\"id\":\"house\",\"before\":{\"version\":\"1\",\"serial\":3},"
        "\"after\":{\"version\":\"2\",\"serial\":4},"
        "\"texts\":{\"en\":{\"added\":1,\"changed\":0,\"removed\":0},"
        "\"fr\":{\"added\":0,\"changed\":0,\"removed\":3}},\"keys\":[],"
        "\"things\":[{\"kind\":\"page\",\"id\":\"one\",\"state\":\"changed\","
        "\"keys\":[\"block text\",\"icon\"]},"
        "{\"kind\":\"question\",\"id\":\"work\",\"state\":\"gone\"}],"
        "\"reordered\":false,"
        "\"files\":[{\"path\":\"images/a.svg\",\"state\":\"changed\","
        "\"bytes\":25}]}");
    str_fini(&text);
    houses_fini(&houses);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_content_under_a_new_version_is_no_difference),
        cmocka_unit_test(texts_are_counted_by_language),
        cmocka_unit_test(what_comes_and_goes_is_named),
        cmocka_unit_test(files_are_compared_by_their_bytes),
        cmocka_unit_test(another_order_is_no_other_text),
        cmocka_unit_test(a_language_more_is_the_bundles_own_change),
        cmocka_unit_test(a_bundle_that_was_not_there_is_said_in_short),
        cmocka_unit_test(programs_get_one_object),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
