#include "support/check.h"

#include "base/stick_report.h"
#include <stdlib.h>
#include <string.h>

static struct str line;

static int set_up(void **state)
{
    (void)state;
    str_clear(&line);
    return 0;
}

static void what_is_told_is_heard(void **state)
{
    struct stick_news news = {.stick = "sda1",
                              .event = STICK_REFUSED,
                              .reason = STICK_OLDER,
                              .id = "foo",
                              .version = "2026.11.1",
                              .file = "a b%\n=\xC3\xA9.zip",
                              .detail = "serial 3, 4 was here",
                              .percent = 40,
                              .count = 2,
                              .more = 7};
    struct stick_news heard;

    (void)state;
    stick_news_write(&news, &line);
    assert_string_equal(line.text,
                        "stick sda1 refused percent=40 count=2 more=7 "
                        "reason=older id=foo version=2026.11.1 "
                        "file=a%20b%25%0A%3D%C3%A9.zip "
                        "detail=serial%203%2C%204%20was%20here");
    assert_true(stick_news_read(line.text, &heard));
    assert_string_equal(heard.stick, "sda1");
    assert_int_equal(heard.event, STICK_REFUSED);
    assert_int_equal(heard.reason, STICK_OLDER);
    assert_string_equal(heard.file, news.file);
    assert_string_equal(heard.detail, news.detail);
    assert_null(heard.before);
    assert_int_equal(heard.percent, 40);
    assert_int_equal(heard.count, 2);
    assert_int_equal(heard.more, 7);
}

static void every_event_and_reason_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int event = 0; event < STICK_EVENT__COUNT; event++)
        for (int reason = 0; reason < STICK_REASON__COUNT; reason++) {
            struct stick_news news = {.stick = "s",
                                      .event = (enum stick_event)event,
                                      .reason = (enum stick_reason)reason};
            struct stick_news heard;
            str_clear(&line);
            stick_news_write(&news, &line);
            assert_true(stick_news_read(line.text, &heard));
            assert_int_equal(heard.event, event);
            assert_int_equal(heard.reason, reason);
        }
}

static void a_detail_too_long_is_cut(void **state)
{
    struct stick_news news = {.stick = "s", .event = STICK_FAILED}, heard;
    char detail[3000];

    (void)state;
    memset(detail, ' ', sizeof detail - 1);
    detail[sizeof detail - 1] = '\0';
    news.file = news.detail = detail;
    stick_news_write(&news, &line);
    assert_true(line.length < STICK_LINE_BYTES);
    assert_true(stick_news_read(line.text, &heard));
    assert_true(strlen(heard.file) > 300);
}

static void what_is_no_line_is_refused(void **state)
{
    static const char *const lines[] = {
        "",
        "stick",
        "stick  done",
        "stick s",
        "stick s danced",
        "stick s done more",
        "stick s done more=-1",
        "stick s done count=99999999999",
        "stick s done percent=101",
        "stick s refused file=%4",
        "stick s refused file=%00",
        "stick s refused file=%zz",
        "stick ../s done",
        "seal final",
    };
    struct stick_news news;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        str_clear(&line);
        str_add(&line, lines[i]);
        assert_false(stick_news_read(line.text, &news));
    }
    str_clear(&line);
    str_add(&line, "stick s refused reason=of-later later=1");
    assert_true(stick_news_read(line.text, &news));
    assert_int_equal(news.reason, STICK_KIOSK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_told_is_heard, set_up),
        cmocka_unit_test(every_event_and_reason_has_a_name_of_its_own),
        cmocka_unit_test_setup(a_detail_too_long_is_cut, set_up),
        cmocka_unit_test(what_is_no_line_is_refused),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    str_fini(&line);
    return failed;
}
