#include "base/fs.h"
#include "base/utf8.h"
#include "support/tmpdir.h"
#include "text/font_set.h"
#include "text/script.h"

#include "support/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Words of the six languages, with the marks and signs they are set with. */
static const char *const samples[] = {
    "The Lab listened, 2018: “yes” — ‘no’ … 5 € 50 % © & @ # * + = / | \\ _",
    "« L’été » : œuvre, où, ç, À, É, Î, Ô, Û\u00A0; 9\u202Fh\u202F30 ! ?",
    "Größe, Straße, Übung, Äpfel, „Wort“",
    "¿Qué? ¡Año, niño, pingüino! «sí», n.º 1.ª",
    "مُؤَسَّسَةُ «شَرْقٍ»، ؟ ؛ ـ ٪ ٠١٢٣٤٥٦٧٨٩ ڭ ڤ پ چ گ ٱ ى ة ء آ أ إ ؤ ئ لا",
    "ⴰⴱⴳⴳⵯⴷⴹⴻⴼⴽⴽⵯⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥ",
};

static int open_fonts(void **state)
{
    struct fail why;
    if (font_set_open("assets", (struct font_set **)state, &why))
        return 0;
    print_error("%s\n", why.text);
    return -1;
}

static int close_fonts(void **state)
{
    font_set_close(*state);
    return 0;
}

static void assert_has_all(struct font_set *fonts, const char *utf8,
                           size_t length, const char *where)
{
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        at += utf8_decode(utf8 + at, length - at, &code_point);
        if (code_point >= ' ' && !letter_is_hidden(code_point) &&
            !font_set_has(fonts, code_point))
            fail_msg("%s: no font has U+%04X", where, (unsigned)code_point);
    }
}

static void the_letters_of_six_languages_are_there(void **state)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        assert_has_all(*state, samples[i], strlen(samples[i]), samples[i]);
}

static void all_words_of_the_interface_are_there(void **state)
{
    struct fail why;
    char **names = fs_names(fs_system(), "assets/strings", &why);
    assert_non_null(names);
    assert_non_null(names[0]);
    for (size_t i = 0; names[i]; i++) {
        char path[512];
        size_t length;
        snprintf(path, sizeof path, "assets/strings/%s", names[i]);
        char *text = fs_read_file(fs_system(), path, 256 * 1024, &length, &why);
        assert_non_null(text);
        assert_has_all(*state, text, length, path);
        free(text);
    }
    free(names);
}

static void a_face_is_found_for_what_its_script_lacks(void **state)
{
    struct font_set *fonts = *state;
    int latin = font_set_face(fonts, 'a', SCRIPT_LATIN, -1);
    int arabic = font_set_face(fonts, 0x0628, SCRIPT_ARABIC, -1);
    int tifinagh = font_set_face(fonts, 0x2D30, SCRIPT_TIFINAGH, -1);
    assert_int_not_equal(latin, arabic);
    assert_int_not_equal(latin, tifinagh);
    assert_int_equal(font_set_face(fonts, '(', SCRIPT_ARABIC, arabic), latin);
    assert_int_equal(font_set_face(fonts, '2', SCRIPT_TIFINAGH, tifinagh),
                     latin);
    assert_int_equal(font_set_face(fonts, ' ', SCRIPT_ARABIC, latin), arabic);
    /* Nobody has it: the first face draws its box. */
    assert_int_equal(font_set_face(fonts, 0x4E00, 0, -1), 0);
    assert_false(font_set_has(fonts, 0x4E00));
}

static enum fail_kind open_with(const char *yaml, struct fail *why)
{
    struct font_set *fonts = NULL;
    struct tmpdir folder;
    tmpdir_init(&folder);
    tmpdir_write_text(&folder, "fonts.yaml", yaml);
    why->kind = FAIL_NONE;
    assert_false(font_set_open(folder.path, &fonts, why));
    assert_null(fonts);
    tmpdir_fini(&folder);
    return why->kind;
}

static void a_missing_font_names_the_package(void **state)
{
    struct fail why;
    (void)state;
    assert_int_equal(open_with("package: fonts-of-ours\n"
                               "faces:\n"
                               "  - {script: Latn, regular: /nowhere/a.ttf}\n",
                               &why),
                     FAIL_NO_DEVICE);
    assert_non_null(strstr(why.text, "/nowhere/a.ttf"));
    assert_non_null(strstr(why.text, "fonts-of-ours"));
}

static void a_file_that_is_no_font_names_the_package(void **state)
{
    struct fail why;
    (void)state;
    assert_int_equal(open_with("package: fonts-of-ours\n"
                               "faces:\n"
                               "  - {script: Latn, regular: /dev/null}\n",
                               &why),
                     FAIL_NO_DEVICE);
    assert_non_null(strstr(why.text, "/dev/null"));
    assert_non_null(strstr(why.text, "fonts-of-ours"));
}

static void wrong_words_in_fonts_yaml_are_refused(void **state)
{
    static const char *const wrong[] = {
        "faces: []\n",
        "package: p\nfaces: []\n",
        "package: p\nfaces: [{script: arab, regular: /a}]\n",
        "package: p\nfaces: [{script: Arab, regular: a.ttf}]\n",
        "package: p\nfaces: [{script: Arab, regular: /a, bolt: /b}]\n",
        "[",
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fail why;
        if (open_with(wrong[i], &why) != FAIL_CONFIG)
            fail_msg("taken: %s", wrong[i]);
        assert_non_null(strstr(why.text, "fonts.yaml"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_letters_of_six_languages_are_there,
                                        open_fonts, close_fonts),
        cmocka_unit_test_setup_teardown(all_words_of_the_interface_are_there,
                                        open_fonts, close_fonts),
        cmocka_unit_test_setup_teardown(
            a_face_is_found_for_what_its_script_lacks, open_fonts, close_fonts),
        cmocka_unit_test(a_missing_font_names_the_package),
        cmocka_unit_test(a_file_that_is_no_font_names_the_package),
        cmocka_unit_test(wrong_words_in_fonts_yaml_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
