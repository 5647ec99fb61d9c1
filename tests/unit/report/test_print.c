#include "support/check.h"

#include "report/print.h"
#include <string.h>

static struct print of(const char *language)
{
    struct print print = {.language = language};

    print_add(&print, PRINT_TITLE, NULL, "What is <kept>");
    print_add(&print, PRINT_LEAD, NULL, "For \"all\" & sundry");
    print_add(&print, PRINT_FACT, "Who", "A | B");
    print_add(&print, PRINT_HEADING, NULL, "Fields");
    print_add(&print, PRINT_TEXT, NULL, "These:");
    print_add(&print, PRINT_FIELD, "id", "a *number*");
    print_add(&print, PRINT_FIELD, "v", "two\nlines");
    print_add(&print, PRINT_CLAIM, "tests/a", "It holds.");
    print_add(&print, PRINT_ITEM, NULL, "one");
    print_add(&print, PRINT_ITEM, NULL, "two");
    return print;
}

static void as_markdown_nothing_in_a_text_is_markup(void **state)
{
    struct print print = of("en");
    struct str out = {0};

    (void)state;
    print_markdown(&print, &out);
    assert_string_equal(out.text, "# What is \\<kept>\n"
                                  "\nFor \"all\" & sundry\n"
                                  "\n| | |\n|---|---|\n"
                                  "| Who | A \\| B |\n"
                                  "\n## Fields\n"
                                  "\nThese:\n"
                                  "\n| | |\n|---|---|\n"
                                  "| `id` | a \\*number\\* |\n"
                                  "| `v` | two lines |\n"
                                  "\n| | |\n|---|---|\n"
                                  "| `tests/a` | It holds. |\n"
                                  "\n- one\n- two\n");
    str_fini(&out);
    print_fini(&print);
}

static const char body[] =
    "<body>\n<h1>What is &lt;kept&gt;</h1>\n"
    "<p class=\"lead\">For &quot;all&quot; &amp; sundry</p>\n"
    "<main>\n<section>\n"
    "<table class=\"facts\">\n"
    "<tr><th>Who</th><td><bdi>A | B</bdi></td></tr>\n"
    "</table>\n"
    "</section>\n<section>\n"
    "<h2>Fields</h2>\n<p>These:</p>\n"
    "<table>\n"
    "<tr><th><code dir=\"ltr\">id</code></th><td>a *number*</td></tr>\n"
    "<tr><th><code dir=\"ltr\">v</code></th><td>two\nlines</td></tr>\n"
    "</table>\n"
    "<table class=\"claims\">\n"
    "<tr><td>It holds.</td><td><code dir=\"ltr\">tests/a</code></td></tr>\n"
    "</table>\n"
    "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
    "</section>\n</main>\n</body>\n</html>\n";

static void as_a_page_it_needs_nothing_beside_it(void **state)
{
    struct print print = of("en");
    struct str out = {0};

    (void)state;
    print_html(&print, &out);
    assert_string_equal(strstr(out.text, "<body>"), body);
    assert_null(strstr(out.text, "url("));
    assert_null(strstr(out.text, "<link"));
    assert_null(strstr(out.text, "<script"));
    assert_non_null(strstr(out.text, "size:A4"));
    assert_non_null(strstr(out.text, "<html lang=\"en\" dir=\"ltr\">"));
    str_fini(&out);
    print_fini(&print);
}

static void its_direction_is_that_of_its_language(void **state)
{
    struct print print = of("ar-MA");
    struct str out = {0};

    (void)state;
    print_html(&print, &out);
    assert_non_null(strstr(out.text, "<html lang=\"ar-MA\" dir=\"rtl\">"));
    str_fini(&out);
    print_fini(&print);
}

static void a_page_of_nothing_is_still_a_page(void **state)
{
    struct print print = {.language = "en"};
    struct str html = {0}, markdown = {0};

    (void)state;
    print_html(&print, &html);
    print_markdown(&print, &markdown);
    assert_non_null(strstr(html.text, "<body>\n</body>\n</html>\n"));
    assert_int_equal(markdown.length, 0);
    str_fini(&html);
    print_fini(&print);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_markdown_nothing_in_a_text_is_markup),
        cmocka_unit_test(as_a_page_it_needs_nothing_beside_it),
        cmocka_unit_test(its_direction_is_that_of_its_language),
        cmocka_unit_test(a_page_of_nothing_is_still_a_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
