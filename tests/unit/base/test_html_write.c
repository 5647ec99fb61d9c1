#include "base/html_write.h"
#include "support/check.h"

#include <string.h>

static void is_text(const char *text, const char *html)
{
    struct str out = {0};

    html_add_text(&out, text);
    assert_string_equal(str_text(&out), html);
    str_fini(&out);
}

static void a_text_is_never_a_tag_or_the_end_of_an_attribute(void **state)
{
    (void)state;
    is_text("", "");
    is_text("Who they are, من هم", "Who they are, من هم");
    is_text("<script>\"a\" & 'b'</script>",
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
}

static void is_base64(const char *bytes, const char *expected)
{
    struct str out = {0};

    html_add_base64(&out, bytes, strlen(bytes));
    assert_string_equal(str_text(&out), expected);
    str_fini(&out);
}

/* RFC 4648, section 10. */
static void bytes_are_base64_as_the_rfc_has_it(void **state)
{
    (void)state;
    is_base64("", "");
    is_base64("f", "Zg==");
    is_base64("fo", "Zm8=");
    is_base64("foo", "Zm9v");
    is_base64("foob", "Zm9vYg==");
    is_base64("fooba", "Zm9vYmE=");
    is_base64("foobar", "Zm9vYmFy");
    is_base64("\xFF\xFE\xFD", "//79");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_never_a_tag_or_the_end_of_an_attribute),
        cmocka_unit_test(bytes_are_base64_as_the_rfc_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
