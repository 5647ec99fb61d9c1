/* English words that messages about bundles hold: the names of things and what
 * required keys are for. Each has to be known in French and Arabic. */
#include "content/model.h"
#include "support/check.h"
#include "yaml/fault_words.h"
#include <stdio.h>
#include <string.h>

static int missing;

static void expect_word(const struct fault_words *words, const char *english)
{
    if (strcmp(fault_word(words, english), english) != 0 ||
        strcmp(english, "point") == 0 || strcmp(english, "page") == 0 ||
        strcmp(english, "question") == 0)
        return; /* three are the same in French */
    print_error("%s has no word for: %s\n", words->language, english);
    missing++;
}

static void expect_schema(const struct fault_words *words,
                          const struct schema *schema)
{
    expect_word(words, schema->name);
    for (size_t i = 0; i < schema->count; i++) {
        const struct schema_field *field = &schema->fields[i];
        if ((field->is_required || field->required_in) &&
            (!field->doc_fr || words->is_right_to_left))
            expect_word(words, field->doc);
        if (field->object)
            expect_schema(words, field->object);
    }
}

static void words_inside_messages_are_known_in_each_language(void **state)
{
    static const char *const others[] = {"a map",
                                         "a list",
                                         "a single value",
                                         "a condition",
                                         "a number",
                                         "a text",
                                         "a choice",
                                         "several choices",
                                         "a value",
                                         "'and', 'or' or the end",
                                         "','",
                                         "')'",
                                         "'('"};
    static const char *const languages[] = {"fr", "ar"};
    struct messages messages = {0};
    struct arena arena = {0};

    (void)state;
    for (size_t l = 0; l < 2; l++) {
        struct fault_words words;
        assert_true(fault_words_read(&words, "assets", languages[l], &arena,
                                     &messages));
        expect_schema(&words, &model_schema);
        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
            expect_word(&words, others[i]);
    }
    assert_int_equal(missing, 0);
    messages_fini(&messages);
    arena_fini(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_inside_messages_are_known_in_each_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
