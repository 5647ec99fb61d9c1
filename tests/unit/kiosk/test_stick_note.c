#include "kiosk/stick_note.h"

#include "base/log.h"
#include "base/utf8.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdio.h>
#include <string.h>

static const char six[] = "tests/visits/six.yaml";

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* The note of a report, under a configuration. */
static void note(const char *lines, const char *config, struct str *out)
{
    const struct kiosk_places places = {.content = {.shipped = "content"},
                                        .assets = "assets",
                                        .config = config};
    struct tmpdir dir;
    struct fail why;

    tmpdir_init(&dir);
    const char *report = tmpdir_path(&dir, "sda1.report");
    write_file(report, lines);
    if (!stick_note_from_report(report, &places, out, &why))
        fail_msg("%s", why.text);
    tmpdir_fini(&dir);
}

static size_t place_of(const struct str *note, const char *words)
{
    const char *found = strstr(str_text(note), words);

    if (!found)
        fail_msg("not in it: %s\n%s", words, str_text(note));
    return (size_t)(found - note->text);
}

static void
what_happened_is_said_in_each_language_the_first_one_first(void **state)
{
    struct str text = {0};

    (void)state;
    note("stick sda1 reading\n"
         "stick sda1 took id=foo version=2026.12.1 before=2026.11.1\n"
         "stick sda1 took id=garden version=2026.12.1\n"
         "stick sda1 copied count=2 more=1\n",
         six, &text);
    size_t english = place_of(
        &text,
        "\r\n- Fondation Orient-Occident 2026.11.1 becomes 2026.12.1\r\n");
    assert_true(english < place_of(&text, "2026.11.1 devient 2026.12.1\r\n"));
    place_of(&text, "- garden is new here, 2026.12.1\r\n");
    place_of(&text, "- 2 batches of feedback were copied to the stick. 1 batch "
                    "was on it already.\r\n");
    place_of(&text, "نُسخت إلى الذاكرة دفعتان من الآراء.");
    place_of(&text, "What is new is shown as soon as nobody is visiting.");
    str_fini(&text);
}

static void the_kiosk_is_named_and_the_way_on_is_said(void **state)
{
    struct str text = {0};

    (void)state;
    note("stick sda1 copied\n", "tests/visits/foo.yaml", &text);
    place_of(&text, "الجهاز foo-1: ");
    place_of(&text, "Kiosk foo-1: what became of this stick\r\n");
    place_of(&text, "There was no new feedback to copy.\r\n");
    place_of(&text, "ENCOUNTER/feedback");
    str_fini(&text);
}

/* The line that stands below the refused file. */
static void find_why(enum stick_reason reason, char *ret_why, size_t room)
{
    static const char file[] = "- Not taken: a.encounter.zip\r\n  ";
    struct stick_news news = {.stick = "sda1",
                              .event = STICK_REFUSED,
                              .reason = reason,
                              .file = "a.encounter.zip"};
    struct str line = {0}, text = {0};

    stick_news_write(&news, &line);
    note(str_text(&line), six, &text);
    const char *why = text.text + place_of(&text, file) + strlen(file);
    snprintf(ret_why, room, "%.*s", (int)strcspn(why, "\r"), why);
    str_fini(&line);
    str_fini(&text);
}

static void each_reason_says_in_its_own_words_what_to_do(void **state)
{
    char whys[STICK_REASON__COUNT][400];

    (void)state;
    for (int i = STICK_UNSIGNED; i < STICK_REASON__COUNT; i++) {
        find_why((enum stick_reason)i, whys[i], sizeof whys[i]);
        assert_true(strlen(whys[i]) > 40);
        for (int k = STICK_UNSIGNED; k < i; k++)
            assert_string_not_equal(whys[k], whys[i]);
    }
}

static void notepad_and_phones_know_what_it_is(void **state)
{
    struct str text = {0};

    (void)state;
    note("stick sda1 failed reason=full\n", six, &text);
    assert_memory_equal(text.text, "\xEF\xBB\xBF", 3);
    assert_true(utf8_valid(text.text, text.length, NULL));
    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] == '\n')
            assert_int_equal(text.text[i - 1], '\r');
    place_of(&text, "\r\n- The stick is full.");
    str_fini(&text);
}

static void details_of_programs_stand_once_among_english(void **state)
{
    struct str text = {0};

    (void)state;
    note("stick sda1 refused reason=older file=a detail=serial%204\n",
         "tests/visits/foo.yaml", &text);
    size_t at = place_of(&text, "\r\n  serial 4\r\n");
    assert_true(at > place_of(&text, "Not taken: a"));
    assert_null(strstr(text.text + at + strlen("\r\n  s"), "serial 4"));
    str_fini(&text);
}

/* A name with a line of its own, an override of direction, half a letter. */
static void names_from_a_stick_cannot_write_lines_of_their_own(void **state)
{
    struct str text = {0};

    (void)state;
    note("stick sda1 refused reason=damaged file=a%0D%0A-%20Done.%E2%80%AE%FF\n"
         "no line of ours\n"
         "stick sda1 refused reason=what-is-this file=b\n",
         six, &text);
    place_of(&text, "- Not taken: a  - Done.\xEF\xBF\xBD\xEF\xBF\xBD\r\n");
    assert_null(strstr(text.text, "\n- Done."));
    assert_null(strstr(text.text, "no line of ours"));
    place_of(&text, "- Not taken: b\r\n  The kiosk itself has a problem.");
    str_fini(&text);
}

static void no_report_is_said(void **state)
{
    struct str text = {0};
    struct fail why = {0};

    (void)state;
    assert_false(stick_note_from_report(
        "/nowhere/sda1.report",
        &(struct kiosk_places){.assets = "assets", .config = six}, &text,
        &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    str_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            what_happened_is_said_in_each_language_the_first_one_first),
        cmocka_unit_test(the_kiosk_is_named_and_the_way_on_is_said),
        cmocka_unit_test(each_reason_says_in_its_own_words_what_to_do),
        cmocka_unit_test(notepad_and_phones_know_what_it_is),
        cmocka_unit_test(details_of_programs_stand_once_among_english),
        cmocka_unit_test(names_from_a_stick_cannot_write_lines_of_their_own),
        cmocka_unit_test(no_report_is_said),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
