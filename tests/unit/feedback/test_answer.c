#include "feedback/answer.h"

#include "base/rand.h"
#include "support/check.h"
#include <stdlib.h>
#include <string.h>

/* A host's form with a question of most sorts. */
static const struct choice work = {.name = "work"};
static const struct choice language = {.name = "language"};
static const struct choice space = {.name = "space"};
static const struct choice *choices[] = {&work, &language, &space};
static const struct question stance = {.id = "stance",
                                       .type = QUESTION_DIALOGIC};
static const struct question felt = {
    .id = "felt", .type = QUESTION_RANGE, .start = 1, .end = 5};
static const struct question topic = {
    .id = "topic", .type = QUESTION_SELECT_ONE, .choices = {choices, 3}};
static const struct question topics = {
    .id = "topics", .type = QUESTION_SELECT_MULTIPLE, .choices = {choices, 3}};
static const struct question other = {
    .id = "other", .type = QUESTION_TEXT, .max_length = 280};
static const struct question *questions[] = {&stance, &felt, &other, &topic,
                                             &topics};
enum { STANCE, FELT, OTHER, TOPIC, TOPICS };
static const struct model host = {.kind = MODEL_HOST,
                                  .id = "foo",
                                  .programme = "rabat-2018",
                                  .serial = 3,
                                  .feedback = {questions, 5}};

static struct record record_of(const struct model *model,
                               const struct answers *answers)
{
    return (struct record){
        .id = {"00112233445566778899aabbccddeeff"},
        .model = model,
        .programme = "rabat-2018",
        .language = "fr",
        .answers = answers,
    };
}

static void assert_json(const struct record *record, const char *expected)
{
    struct str out = {0};
    struct fail why = {0};

    assert_true(record_write(record, &out, &why));
    assert_string_equal(str_text(&out), expected);
    assert_int_equal(out.length, strlen(expected));
    str_fini(&out);
}

#define HEAD                                                                   \
    "{\"id\":\"00112233445566778899aabbccddeeff\",\"v\":1,"                    \
    "\"programme\":\"rabat-2018\","

static void answers_stand_in_the_forms_order(void **state)
{
    struct answers answers = {0};
    struct record record = record_of(&host, &answers);

    (void)state;
    answers.items[TOPICS] = (struct answer){.is_given = true, .chosen = 5};
    answers.items[TOPIC] = (struct answer){.is_given = true, .choice = 1};
    answers.items[FELT] = (struct answer){.is_given = true, .number = 4};
    answers.items[STANCE] =
        (struct answer){.is_given = true, .choice = DIALOGIC_OPPOSE};
    assert_json(&record,
                HEAD "\"host\":\"foo\",\"serial\":3,\"form\":\"feedback\","
                     "\"language\":\"fr\",\"answers\":{\"stance\":\"oppose\","
                     "\"felt\":4,\"topic\":\"language\","
                     "\"topics\":[\"work\",\"space\"]}}");
    assert_int_equal(answers_given(&answers), 4);
}

static void skipped_questions_are_absent(void **state)
{
    struct answers answers = {0};
    struct record record = record_of(&host, &answers);

    (void)state;
    answers.items[TOPICS].is_given = true; /* touched, then none chosen */
    answers.items[FELT].number = 4;        /* taken back */
    assert_json(&record,
                HEAD "\"host\":\"foo\",\"serial\":3,\"form\":\"feedback\","
                     "\"language\":\"fr\",\"answers\":{}}");
}

static void words_are_kept_as_they_were_written(void **state)
{
    struct answers answers = {0};
    struct record record = record_of(&host, &answers);
    const char *said = "Tea, \"please\"\nشاي";

    (void)state;
    assert_true(answers_set_text(&answers, OTHER, said, strlen(said)));
    answers.items[OTHER].is_given = true;
    answers.items[STANCE] = (struct answer){.is_given = true};
    assert_true(answers_set_text(&answers, STANCE, "ⴰⵣⵓⵍ", strlen("ⴰⵣⵓⵍ")));
    assert_json(&record,
                HEAD "\"host\":\"foo\",\"serial\":3,\"form\":\"feedback\","
                     "\"language\":\"fr\",\"answers\":{\"stance\":\"move\","
                     "\"stance.words\":\"ⴰⵣⵓⵍ\","
                     "\"other\":\"Tea, \\\"please\\\"\\nشاي\"}}");
}

static void words_taken_back_are_nowhere(void **state)
{
    struct answers answers = {0};
    struct answers empty = {0};

    (void)state;
    assert_true(answers_set_text(&answers, OTHER, "secret one", 10));
    assert_true(answers_set_text(&answers, STANCE, "other", 5));
    assert_true(answers_set_text(&answers, OTHER, "secret", 6));
    assert_string_equal(answers_text(&answers, OTHER), "secret");
    assert_string_equal(answers_text(&answers, STANCE), "other");
    assert_true(answers_have_words(&answers));
    answers_take_back(&answers, OTHER);
    assert_string_equal(answers_text(&answers, OTHER), "");
    assert_string_equal(answers_text(&answers, STANCE), "other");
    answers_take_back(&answers, STANCE);
    assert_false(answers_have_words(&answers));
    assert_memory_equal(&answers, &empty, sizeof answers);
}

static void words_never_grow_beyond_their_room(void **state)
{
    struct answers answers = {0};
    char text[FORM_RECORD_BYTES];

    (void)state;
    memset(text, 'x', sizeof text);
    assert_true(answers_set_text(&answers, OTHER, "before", 6));
    assert_false(answers_set_text(&answers, STANCE, text, sizeof text - 7));
    assert_string_equal(answers_text(&answers, OTHER), "before");
    assert_true(answers_set_text(&answers, STANCE, text, sizeof text - 8));
    assert_true(answers_set_text(&answers, OTHER, "after!", 6));
}

static void a_rank_is_in_the_visitors_order(void **state)
{
    static const struct question order = {
        .id = "order", .type = QUESTION_RANK, .choices = {choices, 3}};
    static const struct question *list[] = {&order};
    static const struct model form = {
        .kind = MODEL_PROGRAMME, .id = "rabat-2018", .feedback = {list, 1}};
    struct answers answers = {0};
    struct record record = record_of(&form, &answers);

    (void)state;
    answers.items[0] =
        (struct answer){.is_given = true, .ordered = 3, .order = {2, 0, 1}};
    assert_json(&record, HEAD
                "\"serial\":0,\"form\":\"feedback\",\"language\":\"fr\","
                "\"answers\":{\"order\":[\"space\",\"work\",\"language\"]}}");
}

static void a_proposal_is_named(void **state)
{
    static const struct question *list[] = {&stance};
    static const struct model form = {
        .kind = MODEL_PROGRAMME, .id = "rabat-2018", .feedback = {list, 1}};
    struct answers answers = {0};
    struct record record = record_of(&form, &answers);

    (void)state;
    record.about = "skills-desk";
    answers.items[0] =
        (struct answer){.is_given = true, .choice = DIALOGIC_FOLLOW};
    assert_json(&record, HEAD
                "\"serial\":0,\"form\":\"proposal\",\"about\":\"skills-desk\","
                "\"language\":\"fr\",\"answers\":{\"stance\":\"follow\"}}");
}

static void each_action_has_its_word(void **state)
{
    static const char *const words[] = {"move", "follow", "oppose", "bystand"};
    struct answers answers = {0};
    struct record record = record_of(&host, &answers);

    (void)state;
    for (int i = 0; i < DIALOGIC__COUNT; i++) {
        struct str out = {0};
        struct fail why = {0};
        answers.items[STANCE] = (struct answer){.is_given = true, .choice = i};
        assert_true(record_write(&record, &out, &why));
        assert_non_null(strstr(out.text, "{\"stance\":\""));
        assert_non_null(strstr(out.text, words[i]));
        str_fini(&out);
    }
}

static void the_programmes_own_form_names_no_host(void **state)
{
    struct model programme = host;
    struct answers answers = {0};
    struct record record = record_of(&programme, &answers);

    (void)state;
    programme.kind = MODEL_PROGRAMME;
    programme.id = "rabat-2018";
    assert_json(&record, HEAD "\"serial\":3,\"form\":\"feedback\","
                              "\"language\":\"fr\",\"answers\":{}}");
}

static void a_group_visits_record_holds_no_language(void **state)
{
    struct answers answers = {0};
    struct record record = record_of(&host, &answers);

    (void)state;
    record.language = NULL;
    assert_json(&record, HEAD "\"host\":\"foo\",\"serial\":3,"
                              "\"form\":\"feedback\",\"answers\":{}}");
}

/* Checks of content forbid such names; the record is JSON all the same. */
static void odd_names_are_escaped(void **state)
{
    static const struct choice odd = {.name = "a\"b\\c\n\x01\xD9\x85"};
    static const struct choice *odd_choices[] = {&odd};
    static const struct question question = {
        .id = "q", .type = QUESTION_SELECT_ONE, .choices = {odd_choices, 1}};
    static const struct question *odd_questions[] = {&question};
    struct model model = host;
    struct answers answers = {.items[0].is_given = true};
    struct record record = record_of(&model, &answers);

    (void)state;
    model.feedback.items = odd_questions;
    model.feedback.count = 1;
    assert_json(&record,
                HEAD "\"host\":\"foo\",\"serial\":3,\"form\":\"feedback\","
                     "\"language\":\"fr\",\"answers\":{\"q\":"
                     "\"a\\\"b\\\\c\\n\\u0001\xD9\x85\"}}");
}

/* A record is appended; one that is too long leaves what was there. */
static void a_record_over_the_limit_is_refused(void **state)
{
    struct model model = host;
    struct answers answers = {0};
    struct record record = record_of(&model, &answers);
    struct str out = {0}, exact = {0};
    struct fail why = {0};
    char *id = calloc(1, FORM_RECORD_BYTES + 1);
    size_t spare;

    (void)state;
    model.id = "";
    assert_true(record_write(&record, &exact, &why));
    spare = FORM_RECORD_BYTES - exact.length;
    memset(id, 'x', spare);
    model.id = id;
    str_add(&out, "before");
    assert_true(record_write(&record, &out, &why));
    assert_int_equal(out.length, 6 + FORM_RECORD_BYTES);
    out.length = 6;
    id[spare] = 'x';
    assert_false(record_write(&record, &out, &why));
    assert_int_equal(why.kind, FAIL_INVALID);
    assert_non_null(strstr(why.text, "4001"));
    assert_string_equal(out.text, "before");
    assert_int_equal(out.length, 6);
    str_fini(&out);
    str_fini(&exact);
    free(id);
}

static void no_record_is_longer_than_the_form_says(void **state)
{
    struct answers answers = {0};
    struct record record = record_of(&host, &answers);
    struct str out = {0};
    struct fail why = {0};

    (void)state;
    record.language = "az-Arab-IR";
    for (int i = 0; i < ANSWERS_MAX; i++)
        answers.items[i] =
            (struct answer){.is_given = true, .chosen = 7, .number = INT64_MIN};
    answers.items[STANCE].choice = DIALOGIC_BYSTAND;
    answers.items[TOPIC].choice = 1;
    assert_true(record_write(&record, &out, &why));
    assert_true(out.length <= form_worst_bytes(&host));
    str_fini(&out);
}

static void clearing_leaves_nothing(void **state)
{
    static const struct answers none;
    struct answers answers;

    (void)state;
    memset(&answers, 0xFF, sizeof answers);
    answers_clear(&answers);
    assert_memory_equal(&answers, &none, sizeof none);
    assert_int_equal(answers_given(&answers), 0);
}

static void ids_are_32_hex_digits_and_differ(void **state)
{
    struct rand rand = rand_seeded(1);
    struct record_id last = {0};

    (void)state;
    for (int i = 0; i < 100; i++) {
        struct record_id id = record_id_new(&rand);
        assert_int_equal(strspn(id.text, "0123456789abcdef"), 32);
        assert_int_equal(strlen(id.text), 32);
        assert_string_not_equal(id.text, last.text);
        last = id;
    }
}

static void a_face_of_the_first_screen_is_all_of_its_record(void **state)
{
    const struct model programme = {
        .kind = MODEL_PROGRAMME, .id = "rabat-2018", .serial = 7};
    struct record record = {.id = {"00112233445566778899aabbccddeeff"},
                            .model = &programme,
                            .programme = "rabat-2018",
                            .face = 4,
                            .site = "foo"};

    (void)state;
    assert_json(&record, HEAD "\"host\":\"foo\",\"serial\":7,"
                              "\"form\":\"attract\","
                              "\"answers\":{\"attract\":4}}");
    record.site = NULL;
    record.face = 1;
    assert_json(&record, HEAD "\"serial\":7,\"form\":\"attract\","
                              "\"answers\":{\"attract\":1}}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_stand_in_the_forms_order),
        cmocka_unit_test(skipped_questions_are_absent),
        cmocka_unit_test(words_are_kept_as_they_were_written),
        cmocka_unit_test(words_taken_back_are_nowhere),
        cmocka_unit_test(words_never_grow_beyond_their_room),
        cmocka_unit_test(a_rank_is_in_the_visitors_order),
        cmocka_unit_test(a_proposal_is_named),
        cmocka_unit_test(each_action_has_its_word),
        cmocka_unit_test(the_programmes_own_form_names_no_host),
        cmocka_unit_test(a_group_visits_record_holds_no_language),
        cmocka_unit_test(odd_names_are_escaped),
        cmocka_unit_test(a_record_over_the_limit_is_refused),
        cmocka_unit_test(no_record_is_longer_than_the_form_says),
        cmocka_unit_test(clearing_leaves_nothing),
        cmocka_unit_test(ids_are_32_hex_digits_and_differ),
        cmocka_unit_test(a_face_of_the_first_screen_is_all_of_its_record),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
