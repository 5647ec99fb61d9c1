#include "content/form.h"
#include "support/check.h"
#include <string.h>

struct form {
    struct model model;
    struct question questions[8];
    void *list[8];
};

static void add(struct form *form, struct question question)
{
    size_t i = form->model.feedback.count++;

    form->questions[i] = question;
    form->list[i] = &form->questions[i];
    form->model.feedback.items = form->list;
}

static struct form host_form(void)
{
    return (struct form){
        .model = {.kind = MODEL_HOST, .id = "foo", .programme = "lab"}};
}

/* What feedback/FORMAT.md says of a record without answers. */
static const char empty[] =
    "{\"id\":\"0123456789abcdef0123456789abcdef\",\"v\":1,"
    "\"programme\":\"lab\",\"host\":\"foo\",\"serial\":2147483647,"
    "\"form\":\"feedback\","
    "\"language\":\"sl-Latn-IT-nedis-x-aaaaaaaa-bbbbbbb\",\"answers\":{}}";
enum { EMPTY_BYTES = sizeof empty - 1 };

static void an_empty_form_has_only_its_frame(void **state)
{
    struct form form = host_form();

    (void)state;
    assert_int_equal(form_worst_bytes(&form.model), strlen(empty));
}

static size_t bytes_of(struct question question)
{
    struct form form = host_form();

    add(&form, question);
    return form_worst_bytes(&form.model) - EMPTY_BYTES;
}

static void each_answer_counts_at_its_longest(void **state)
{
    struct choice choices[] = {{.name = "work"}, {.name = "language"}};
    void *items[] = {&choices[0], &choices[1]};
    struct schema_list list = {items, 2};

    (void)state;
    assert_int_equal(bytes_of((struct question){
                         .id = "a", .type = QUESTION_DIALOGIC, .words = -1}),
                     strlen("\"a\":\"bystand\","));
    assert_int_equal(bytes_of((struct question){.id = "a",
                                                .type = QUESTION_SELECT_ONE,
                                                .choices = list}),
                     strlen("\"a\":\"language\",") + 1);
    assert_int_equal(
        bytes_of((struct question){
            .id = "a", .type = QUESTION_SELECT_MULTIPLE, .choices = list}),
        strlen("\"a\":[\"work\",\"language\"],") + 1);
    assert_int_equal(bytes_of((struct question){.id = "abc",
                                                .type = QUESTION_TEXT,
                                                .max_length = 400}),
                     strlen("\"abc\":\"\",") + 1600);
    assert_int_equal(
        bytes_of((struct question){.id = "a", .type = QUESTION_NOTE}), 0);
}

static void words_beside_an_action_count_as_a_text(void **state)
{
    struct question plain = {.id = "a", .type = QUESTION_DIALOGIC, .words = -1};
    struct question words = plain;

    (void)state;
    words.words = 0;
    assert_true(bytes_of(words) >= bytes_of(plain) + 4 * 280);
}

static void a_range_has_both_its_ends(void **state)
{
    (void)state;
    assert_int_equal(question_steps(&(struct question){.start = 1, .end = 5}),
                     5);
    assert_int_equal(question_steps(&(struct question){.start = -2, .end = 2}),
                     5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_form_has_only_its_frame),
        cmocka_unit_test(each_answer_counts_at_its_longest),
        cmocka_unit_test(words_beside_an_action_count_as_a_text),
        cmocka_unit_test(a_range_has_both_its_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
