#include "content/pack_yaml.h"

#include "support/check.h"
#include "yaml/tree.h"
#include <string.h>

static struct pack_name items[] = {
    {"images/Photo.JPG", "images/photo.jpg", "images/photo.jpg"},
    {"images/l'été.png", "images/l-ete.png", "images/l-ete.png"},
    {"audio/A B.opus", "audio/a-b.opus", "audio/a-b.opus"},
    {"images/ok.svg", "images/ok.svg", "images/ok.svg"},
    {"bundle.yaml", "bundle.yaml", NULL},
};
static const struct pack_names names = {items, sizeof items / sizeof *items};

static void assert_rewritten(const char *text, int64_t serial,
                             const char *wanted)
{
    struct yaml_source source = {"bundle.yaml", text, strlen(text)};
    struct str out = {0};

    pack_yaml_rewrite(&source, &names, serial, &out);
    assert_string_equal(str_text(&out), wanted);
    str_fini(&out);
}

static void only_the_paths_change_and_every_other_byte_stays(void **state)
{
    static const char *const ends[] = {"\n", "\r\n"};
    struct str text = {0}, wanted = {0};

    (void)state;
    for (int i = 0; i < 2; i++) {
        const char *e = ends[i];
        str_clear(&text);
        str_clear(&wanted);
        str_addf(&text,
                 "\xEF\xBB\xBF# images/Photo.JPG%s"
                 "name:   مؤسسة  # الشرق%s"
                 "cover: {image: images/Photo.JPG, alt: 'images'}%s"
                 "a:\t%s"
                 "  - \"images/Photo.JPG\"   # twice%s"
                 "  - 'images/l''été.png'%s"
                 "  - {audio: {ar: \"audio/A B.opus\"}}%s"
                 "  - images/ok.svg%s%s",
                 e, e, e, e, e, e, e, e, e);
        str_addf(&wanted,
                 "\xEF\xBB\xBF# images/Photo.JPG%s"
                 "name:   مؤسسة  # الشرق%s"
                 "cover: {image: images/photo.jpg, alt: 'images'}%s"
                 "a:\t%s"
                 "  - \"images/photo.jpg\"   # twice%s"
                 "  - 'images/l-ete.png'%s"
                 "  - {audio: {ar: \"audio/a-b.opus\"}}%s"
                 "  - images/ok.svg%s%s",
                 e, e, e, e, e, e, e, e, e);
        assert_rewritten(text.text, 0, wanted.text);
    }
    str_fini(&text);
    str_fini(&wanted);
}

static void escapes_in_quotes_are_read_before_they_are_compared(void **state)
{
    (void)state;
    assert_rewritten("a: \"images\\/Photo\\x2eJPG\" # b\n", 0,
                     "a: \"images/photo.jpg\" # b\n");
    assert_rewritten("a: \"images/l'\\u00e9t\\u00e9.png\"\n", 0,
                     "a: \"images/l-ete.png\"\n");
}

static void keys_and_texts_about_a_picture_stay(void **state)
{
    static const char *const texts[] = {
        "images/Photo.JPG: a\n",
        "a: See images/Photo.JPG\n",
        "a: |\n  images/Photo.JPG\nb: 1\n",
        "a: \"images/\n  Photo.JPG\"\n",
        "a: [images/Photo.JPG\n",
        "a: images/Photo.JPG\n\ta: b\n",
        "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_rewritten(texts[i], 7, texts[i]);
}

static void the_serial_is_that_of_the_bundle_itself(void **state)
{
    (void)state;
    assert_rewritten("bundle: 1\nserial: 3 # up\npages: [{serial: 3}]\n", 2147,
                     "bundle: 1\nserial: 2147 # up\npages: [{serial: 3}]\n");
    assert_rewritten("{serial: \"3\"}\n", 12, "{serial: \"12\"}\n");
    assert_rewritten("bundle: 1\n", 12, "bundle: 1\n");
    assert_rewritten("serial: 3\n", 0, "serial: 3\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_paths_change_and_every_other_byte_stays),
        cmocka_unit_test(escapes_in_quotes_are_read_before_they_are_compared),
        cmocka_unit_test(keys_and_texts_about_a_picture_stay),
        cmocka_unit_test(the_serial_is_that_of_the_bundle_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
