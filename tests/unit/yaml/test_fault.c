/* The catalogue of faults, and what it is called in three languages. */
#include "base/str.h"
#include "support/check.h"
#include "yaml/fault_words.h"
#include "yaml/tree.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const languages[] = {"en", "fr", "ar"};
enum { ENGLISH, FRENCH, ARABIC, LANGUAGES };

struct all {
    struct arena arena;
    struct fault_words words[LANGUAGES];
};

static int set_up(void **state)
{
    struct all *all = memory_get(sizeof *all);
    struct messages messages = {0};

    for (int i = 0; i < LANGUAGES; i++)
        if (!fault_words_read(&all->words[i], "assets", languages[i],
                              &all->arena, &messages)) {
            messages_print(&messages, 10, stderr);
            return 1;
        }
    messages_fini(&messages);
    *state = all;
    return 0;
}

static int tear_down(void **state)
{
    struct all *all = *state;

    arena_fini(&all->arena);
    free(all);
    return 0;
}

static const struct yaml_node *entry_of(const struct fault_words *words,
                                        enum fault fault)
{
    return yaml_node_get(words->root, fault_entries[fault].code);
}

/* The name's number in the list of all ever given, or 0. */
static int listed_number(const char *name)
{
    FILE *file = fopen("tests/data/codes.txt", "r");
    char line[200], own[100];
    int number, found = 0, before = 0;

    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        assert_int_equal(sscanf(line, "%d %99s", &number, own), 2);
        assert_true(number > before); /* none twice */
        before = number;
        if (strcmp(own, name) == 0)
            found = number;
    }
    fclose(file);
    return found;
}

static void a_code_is_given_once_and_for_ever(void **state)
{
    int before = 0;

    (void)state;
    for (int i = 0; i < FAULT__COUNT; i++) {
        const struct fault_entry *entry = &fault_entries[i];
        int number = atoi(entry->code + 1);
        if (number <= before)
            fail_msg("%s stands out of order", entry->code);
        if (listed_number(entry->name) != number)
            fail_msg("%s %s is not in tests/data/codes.txt", entry->code,
                     entry->name);
        before = number;
    }
}

static void a_code_is_found_with_or_without_its_letter(void **state)
{
    enum fault fault = FAULT__COUNT;

    (void)state;
    assert_true(fault_find("E201", &fault));
    assert_int_equal(fault, FAULT_UNKNOWN_KEY);
    assert_true(fault_find("w501", &fault));
    assert_int_equal(fault, FAULT_LANGUAGE_MISSING);
    assert_int_equal(fault_severity(fault), MESSAGE_WARNING);
    assert_true(fault_find("705", &fault));
    assert_int_equal(fault_severity(fault), MESSAGE_NOTE);
    assert_false(fault_find("W201", &fault));
    assert_false(fault_find("", &fault));
}

static bool has_place(const char *text, const char *name, size_t bytes)
{
    for (const char *at = text; *at; at++)
        if (str_place(text, at) == bytes && !strncmp(at + 1, name, bytes))
            return true;
    return false;
}

static void expect_places_of(const char *a, const char *b, const char *what)
{
    for (const char *at = a; *at; at++) {
        size_t bytes = str_place(a, at);
        if (bytes > 0 && !has_place(b, at + 1, bytes))
            fail_msg("%s: {%.*s} is not in '%s'", what, (int)bytes, at + 1, b);
    }
}

static void expect_same_places(const char *english, const char *other,
                               const char *what)
{
    if (!other || strcmp(english, other) == 0)
        fail_msg("%s is not translated: %s", what, english);
    expect_places_of(english, other, what);
    expect_places_of(other, english, what);
}

static void every_sentence_is_there_in_all_languages(void **state)
{
    const struct all *all = *state;

    for (int l = FRENCH; l < LANGUAGES; l++) {
        const struct fault_words *words = &all->words[l];
        for (int i = 0; i < FAULT__COUNT; i++) {
            const struct fault_entry *entry = &fault_entries[i];
            const struct yaml_node *node = entry_of(words, (enum fault)i);
            const struct yaml_node *help = yaml_node_get(node, "help");
            const struct yaml_node *says = yaml_node_get(node, "says");
            expect_same_places(entry->text, says ? says->text : NULL,
                               entry->code);
            if (!entry->help != !help)
                fail_msg("%s: the help of %s", entry->code, languages[l]);
            if (help)
                expect_places_of(entry->help, help->text, entry->code);
        }
    }
}

static void hints_and_labels_are_there_in_all_languages(void **state)
{
    const struct all *all = *state;

    for (int l = FRENCH; l < LANGUAGES; l++) {
        const struct fault_words *words = &all->words[l];
        const struct yaml_node *hints = yaml_node_get(words->root, "hints");
        const struct yaml_node *labels = yaml_node_get(words->root, "labels");
        for (int i = 0; i < HINT__COUNT; i++)
            expect_same_places(fault_hints[i].text,
                               fault_hint(words, (enum fault_hint)i),
                               fault_hints[i].name);
        for (int i = 0; i < LABEL__COUNT; i++) {
            assert_non_null(yaml_node_get(labels, fault_labels[i].name));
            expect_places_of(fault_labels[i].text,
                             fault_label(words, (enum fault_label)i),
                             fault_labels[i].name);
        }
        assert_int_equal(hints->count, HINT__COUNT);
        assert_int_equal(labels->count, LABEL__COUNT);
    }
}

static void every_code_is_explained_with_an_example(void **state)
{
    const struct all *all = *state;

    for (int i = 0; i < FAULT__COUNT; i++) {
        enum fault fault = (enum fault)i;
        for (int l = 0; l < LANGUAGES; l++)
            if (!fault_long(&all->words[l], fault, "explain"))
                fail_msg("%s is not explained in %s", fault_entries[i].code,
                         languages[l]);
        const char *wrong = fault_long(&all->words[ENGLISH], fault, "wrong");
        const char *right = fault_long(&all->words[ENGLISH], fault, "right");
        if (!wrong || !right || strcmp(wrong, right) == 0)
            fail_msg("%s has no example", fault_entries[i].code);
    }
}

static void nothing_is_said_of_what_is_not_there(void **state)
{
    const struct all *all = *state;

    for (int l = 0; l < LANGUAGES; l++) {
        const struct yaml_node *root = all->words[l].root;
        for (size_t i = 0; i < root->count; i++) {
            const char *key = root->keys[i]->text;
            enum fault fault;
            if (strcmp(key, "direction") != 0 && strcmp(key, "labels") != 0 &&
                strcmp(key, "hints") != 0 && strcmp(key, "words") != 0 &&
                !fault_find(key, &fault))
                fail_msg("%s: there is no %s", languages[l], key);
        }
    }
}

/* One message of a bundle, as it is printed in a language. */
static char *said_in(const struct fault_words *words, bool is_json)
{
    const char *text = "  titel: {ar: مرحبا}\n";
    struct yaml_source source = {"b.yaml", text, strlen(text)};
    struct messages messages = {0};
    char *said = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&said, &bytes);

    message_add(
        &messages, FAULT_UNKNOWN_KEY, yaml_mark_at(&source, 2),
        WITH(message_text("key", "titel"), message_text("nearest", "title")));
    message_add(&messages, FAULT_LIST_LONG, yaml_mark_at(&source, 9),
                WITH(message_text("key", "titel"), message_number("count", 7),
                     message_number("most", 3)));
    if (is_json)
        messages_print_json(&messages, words, out);
    else
        messages_print_in(&messages, words, 10, out);
    fclose(out);
    messages_fini(&messages);
    return said;
}

static void a_message_is_said_in_french(void **state)
{
    const struct all *all = *state;
    char *said = said_in(&all->words[FRENCH], false);

    assert_string_equal(said,
                        "b.yaml:1:3: erreur[E201]: clé inconnue « titel »\n"
                        "    titel: {ar: مرحبا}\n"
                        "    ici\u00a0: \"titel\"\n"
                        "aide\u00a0: vouliez-vous dire « title » ?\n"
                        "b.yaml:1:10: erreur[E205]: « titel » contient 7 "
                        "éléments ; 3 au plus\n"
                        "    titel: {ar: مرحبا}\n"
                        "    ici\u00a0: \"{ar\"\n"
                        "2 erreurs\n");
    free(said);
}

/* The place is a line from the left, the sentence begins one from the right;
 * what is quoted stands in an isolate. */
static void a_message_is_said_in_arabic(void **state)
{
    const struct all *all = *state;
    char *said = said_in(&all->words[ARABIC], false);

    assert_non_null(strstr(said, "b.yaml:1:3: [E201]\n"
                                 "خطأ: المفتاح «\u2068titel\u2069» غير "
                                 "معروف\n"
                                 "    titel: {ar: مرحبا}\n"
                                 "    هنا: \"titel\"\n"));
    assert_non_null(strstr(said, "الأخطاء: 2\n"));
    free(said);
}

static void programs_read_the_values(void **state)
{
    const struct all *all = *state;
    char *said = said_in(&all->words[ARABIC], true);

    assert_non_null(strstr(
        said, "{\"file\":\"b.yaml\",\"line\":1,\"col\":3,\"end_col\":8,"
              "\"code\":\"E201\",\"severity\":\"error\",\"message\":"
              "\"المفتاح «titel» غير معروف\",\"help\":\"هل المقصود «title»؟\","
              "\"values\":{\"key\":\"titel\",\"nearest\":\"title\"}}\n"));
    assert_non_null(strstr(
        said, "\"values\":{\"key\":\"titel\",\"count\":7,\"most\":3}}\n"));
    free(said);
}

static void without_words_english_is_said(void **state)
{
    struct fault_words words;
    struct messages messages = {0};
    struct arena arena = {0};

    (void)state;
    assert_false(fault_words_read(&words, "/none", "fr", &arena, &messages));
    assert_string_equal(fault_text(NULL, FAULT_TAB),
                        "a tab in the indentation");
    assert_string_equal(fault_word(NULL, "a list"), "a list");
    assert_null(fault_long(NULL, FAULT_TAB, "explain"));
    messages_fini(&messages);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_given_once_and_for_ever),
        cmocka_unit_test(a_code_is_found_with_or_without_its_letter),
        cmocka_unit_test(every_sentence_is_there_in_all_languages),
        cmocka_unit_test(hints_and_labels_are_there_in_all_languages),
        cmocka_unit_test(every_code_is_explained_with_an_example),
        cmocka_unit_test(nothing_is_said_of_what_is_not_there),
        cmocka_unit_test(a_message_is_said_in_french),
        cmocka_unit_test(a_message_is_said_in_arabic),
        cmocka_unit_test(programs_read_the_values),
        cmocka_unit_test(without_words_english_is_said),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
