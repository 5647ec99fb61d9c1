#include "base/json_write.h"
#include "support/check.h"

static void expect(struct str *out, const char *text)
{
    assert_string_equal(str_text(out), text);
    str_fini(out);
}

static void keys_stand_in_the_order_given(void **state)
{
    struct str out = {0};
    struct json json = {.out = &out};

    (void)state;
    json_object(&json, NULL);
    json_string(&json, "id", "ab12");
    json_array(&json, "topics");
    json_string(&json, NULL, "work");
    json_string(&json, NULL, "language");
    json_end(&json);
    json_object(&json, "felt");
    json_integer(&json, "value", -3);
    json_bool(&json, "skipped", false);
    json_end(&json);
    json_bool(&json, "sealed", true);
    json_null(&json, "host");
    json_end(&json);
    expect(&out, "{\"id\":\"ab12\",\"topics\":[\"work\",\"language\"],"
                 "\"felt\":{\"value\":-3,\"skipped\":false},"
                 "\"sealed\":true,\"host\":null}");
}

static void empty_things_and_lists_of_lists_close_rightly(void **state)
{
    struct str out = {0};
    struct json json = {.out = &out};

    (void)state;
    json_array(&json, NULL);
    json_object(&json, NULL);
    json_end(&json);
    json_array(&json, NULL);
    json_array(&json, NULL);
    json_end(&json);
    json_integer(&json, NULL, 1);
    json_end(&json);
    json_object(&json, NULL);
    json_array(&json, "a");
    json_end(&json);
    json_end(&json);
    json_end(&json);
    expect(&out, "[{},[[],1],{\"a\":[]}]");
}

static void a_lone_value_is_a_document(void **state)
{
    struct str out = {0};
    struct json json = {.out = &out};

    (void)state;
    json_string(&json, NULL, "");
    expect(&out, "\"\"");
}

static void only_what_must_be_is_escaped(void **state)
{
    struct str out = {0};
    struct json json = {.out = &out};

    (void)state;
    json_object(&json, NULL);
    json_string(&json, "\"\\",
                "\b\t\n\v\f\r\x01\x1F\x7F/<\xC3\xA9\xF0\x9F\x98\x80");
    json_end(&json);
    expect(&out, "{\"\\\"\\\\\":\"\\b\\t\\n\\u000b\\f\\r\\u0001\\u001f\x7F/<"
                 "\xC3\xA9\xF0\x9F\x98\x80\"}");
}

static void what_is_not_utf8_is_replaced(void **state)
{
    struct str out = {0};
    struct json json = {.out = &out};

    (void)state;
    json_string(&json, NULL, "caf\xE9 \xED\xA0\x80.");
    expect(&out, "\"caf\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD.\"");
}

static void the_outermost_numbers_are_whole(void **state)
{
    struct str out = {0};
    struct json json = {.out = &out};

    (void)state;
    json_array(&json, NULL);
    json_integer(&json, NULL, INT64_MIN);
    json_integer(&json, NULL, INT64_MAX);
    json_end(&json);
    expect(&out, "[-9223372036854775808,9223372036854775807]");
}

static void thirty_one_levels_are_kept_apart(void **state)
{
    struct str out = {0}, expected = {0};
    struct json json = {.out = &out};

    (void)state;
    for (int i = 0; i < 31; i++) {
        if (i % 2)
            json_array(&json, "k");
        else
            json_object(&json, NULL);
        str_add(&expected, i % 2 ? "\"k\":[" : "{");
    }
    for (int i = 30; i >= 0; i--) {
        json_integer(&json, i % 2 ? NULL : "n", i);
        json_end(&json);
        str_addf(&expected,
                 i == 30 ? "\"n\":%d"
                 : i % 2 ? ",%d"
                         : ",\"n\":%d",
                 i);
        str_add_char(&expected, i % 2 ? ']' : '}');
    }
    assert_string_equal(out.text, expected.text);
    str_fini(&out);
    str_fini(&expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_stand_in_the_order_given),
        cmocka_unit_test(empty_things_and_lists_of_lists_close_rightly),
        cmocka_unit_test(a_lone_value_is_a_document),
        cmocka_unit_test(only_what_must_be_is_escaped),
        cmocka_unit_test(what_is_not_utf8_is_replaced),
        cmocka_unit_test(the_outermost_numbers_are_whole),
        cmocka_unit_test(thirty_one_levels_are_kept_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
