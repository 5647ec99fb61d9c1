/* Links and places; what goes over the wire: tests/deploy/sync_webdav. */
#include "sync/target_webdav.h"

#include "support/check.h"
#include <string.h>

static void expect_link(const char *link, const char *wanted)
{
    struct str url = {0}, token = {0};
    struct fail why;

    if (!target_webdav_link(link, &url, &token, &why))
        fail_msg("%s: %s", link, why.text);
    assert_string_equal(url.text, wanted);
    assert_string_equal(token.text, "t0KeN_-");
    str_fini(&url);
    str_fini(&token);
}

static void a_link_of_a_drop_has_an_address_and_a_user(void **state)
{
    (void)state;
    expect_link("https://a.org/s/t0KeN_-", "https://a.org/public.php/webdav");
    expect_link("https://a.org/index.php/s/t0KeN_-/",
                "https://a.org/public.php/webdav");
    expect_link("https://a.org:8443/cloud/s/t0KeN_-",
                "https://a.org:8443/cloud/public.php/webdav");
}

static void what_is_no_link_is_refused_and_not_repeated(void **state)
{
    const char *const links[] = {"http://a.org/s/t0KeN",
                                 "https://a.org/f/t0KeN",
                                 "https://a.org/s/",
                                 "https://a.org/s/t0KeN?x",
                                 "https://a.org/s/t0KeN @",
                                 "t0KeN",
                                 ""};
    struct str url = {0}, token = {0};
    struct fail why;

    (void)state;
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        assert_false(target_webdav_link(links[i], &url, &token, &why));
        assert_int_equal(why.kind, FAIL_CONFIG);
        assert_null(strstr(why.text, "t0KeN"));
        assert_int_equal(url.length + token.length, 0);
    }
}

static void name_place(const char *url, const char *user, bool is_drop,
                       char ret_place[LEDGER_PLACE_BYTES])
{
    struct http http = {.settings.user = user};
    struct target_webdav webdav;

    target_webdav_init(&webdav, &http, url, is_drop);
    assert_false(webdav.target.looks_again);
    memcpy(ret_place, webdav.place, LEDGER_PLACE_BYTES);
    target_webdav_fini(&webdav);
}

static void a_place_is_known_again_by_where_it_is(void **state)
{
    char a[LEDGER_PLACE_BYTES], b[LEDGER_PLACE_BYTES];

    (void)state;
    name_place("https://a.org/x", "one", false, a);
    name_place("https://a.org/x//", "two", false, b);
    assert_string_equal(a, b);
    name_place("HTTPS://A.Org/x", "one", false, b);
    assert_string_equal(a, b);
    name_place("https://a.org/X", "one", false, b);
    assert_string_not_equal(a, b);
    name_place("https://a.org/y", "one", false, b);
    assert_string_not_equal(a, b);
    name_place("https://a.org/x", "one", true, a);
    name_place("https://a.org/x", "two", true, b);
    assert_string_not_equal(a, b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_of_a_drop_has_an_address_and_a_user),
        cmocka_unit_test(what_is_no_link_is_refused_and_not_repeated),
        cmocka_unit_test(a_place_is_known_again_by_where_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
