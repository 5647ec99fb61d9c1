#include "report/record.h"

#include "support/check.h"
#include <string.h>

#define ID "0123456789abcdef0123456789abcdef"

static bool passes(const char *json, struct record_facts *ret_facts)
{
    struct fail why;

    return record_check(json, strlen(json), ret_facts, &why);
}

static void a_record_tells_its_id_programme_and_host(void **state)
{
    struct record_facts facts;

    (void)state;
    assert_true(passes("{\"id\":\"" ID
                       "\",\"v\":1,\"programme\":\"rabat-2018\","
                       "\"host\":\"foo\",\"serial\":3,\"form\":\"feedback\","
                       "\"language\":\"ar\",\"answers\":{\"felt\":4}}",
                       &facts));
    assert_string_equal(facts.id, ID);
    assert_string_equal(facts.programme, "rabat-2018");
    assert_string_equal(facts.host, "foo");
    assert_true(passes("{\"id\":\"" ID "\",\"v\":1,\"programme\":\"p\","
                       "\"serial\":0,\"form\":\"proposal\",\"about\":\"p1\","
                       "\"answers\":{}}",
                       &facts));
    assert_string_equal(facts.host, "");
}

/* Anybody who has the public key can seal what they like. */
static void what_is_no_record_is_refused(void **state)
{
#define FINE "\"v\":1,\"programme\":\"p\",\"serial\":1,\"form\":\"feedback\""
    static const char *const wrong[] = {
        "",
        "{}",
        "[]",
        "null",
        "{\"id\":\"" ID "\"," FINE "}",
        "{\"id\":\"" ID "\"," FINE ",\"answers\":[]}",
        "{\"id\":\"0123\"," FINE ",\"answers\":{}}",
        "{\"id\":\"" ID "\"," FINE ",\"answers\":{},\"kiosk\":\"x\"}",
        "{\"id\":\"" ID "\"," FINE ",\"answers\":{},\"answers\":{}}",
        "{\"id\":\"" ID "\"," FINE ",\"answers\":{}} ",
        "{\"id\":\"" ID "\"," FINE ",\n\"answers\":{}}",
        "{\"id\":\"" ID "\"," FINE ",\"answers\":{}}{}",
        "{\"id\":\"" ID "\"," FINE ",\"host\":\"../../x\",\"answers\":{}}",
        "{\"id\":\"" ID "\"," FINE ",\"host\":\"\",\"answers\":{}}",
        "{\"id\":\"" ID "\"," FINE ",\"host\":\"a\\u0000b\",\"answers\":{}}",
        "{\"id\":\"" ID "\",\"v\":2,\"programme\":\"p\",\"serial\":1,"
        "\"form\":\"feedback\",\"answers\":{}}",
        "{\"id\":\"" ID "\",\"v\":1,\"programme\":\"a/b\",\"serial\":1,"
        "\"form\":\"feedback\",\"answers\":{}}",
    };
    struct record_facts facts;

    (void)state;
    assert_true(passes("{\"id\":\"" ID "\"," FINE ",\"answers\":{}}", &facts));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (passes(wrong[i], &facts))
            fail_msg("taken for a record: %s", wrong[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_tells_its_id_programme_and_host),
        cmocka_unit_test(what_is_no_record_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
