/* What authors are told of words that do not fit, and where. */
#include "base/fs.h"
#include "base/str.h"
#include "kiosk/fit.h"
#include "support/check.h"
#include "support/tmpdir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONG_WORD                                                              \
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"    \
    "gesellschaft"
#define MANY_WORDS                                                             \
    "one two three four five six seven eight nine ten eleven twelve thirteen " \
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty and again "   \
    "one two three four five six seven eight nine ten eleven twelve thirteen"

static const char picture[] =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 30'>"
    "<path d='M0 0h40v30H0z' fill='#888'/></svg>";

static const char head[] = "bundle: 1\n"
                           "kind: host\n"
                           "id: house\n"
                           "programme: nowhere\n"
                           "version: '1'\n"
                           "serial: 1\n"
                           "languages: [en, ar]\n"
                           "name: {en: The House, ar: البيت}\n"
                           "cover: {image: a.svg, alt: {en: A, ar: ا}}\n"
                           "pages:\n"
                           "  - id: who\n"; /* line 12 follows */

struct scene {
    struct tmpdir dir;
    struct fit *fit;
    struct messages messages;
};

static void look_at(struct scene *scene, const char *folder, int width,
                    int height)
{
    struct fit_options options = {
        .assets = "assets", .width = width, .height = height};
    struct fail why;
    struct bundle *bundle = bundle_read(folder, folder, &scene->messages);

    if (!bundle)
        messages_print(&scene->messages, 20, stderr);
    assert_non_null(bundle);
    messages_fini(&scene->messages);
    assert_true(fit_open(&options, &scene->fit, &why));
    assert_true(fit_enter(scene->fit, bundle, &why));
    fit_check(scene->fit, &scene->messages);
}

static void look_at_page(struct scene *scene, const char *page, int width,
                         int height)
{
    struct str bundle = {0};

    *scene = (struct scene){0};
    tmpdir_init(&scene->dir);
    str_addf(&bundle, "%s%s", head, page);
    tmpdir_write_text(&scene->dir, "house/bundle.yaml", bundle.text);
    tmpdir_write_text(&scene->dir, "house/a.svg", picture);
    str_fini(&bundle);
    look_at(scene, tmpdir_path(&scene->dir, "house"), width, height);
}

static void leave(struct scene *scene)
{
    fit_close(scene->fit);
    messages_fini(&scene->messages);
    if (scene->dir.path[0])
        tmpdir_fini(&scene->dir);
}

static void is_said(const struct scene *scene, enum fault fault,
                    const char *file, int line, int column)
{
    for (size_t i = 0; i < scene->messages.count; i++) {
        const struct message *message = &scene->messages.items[i];
        if (message->fault == fault && message->line == line &&
            message->column == column && str_ends(message->path, file))
            return;
    }
    messages_print((struct messages *)&scene->messages, 20, stderr);
    fail_msg("%s is not said of %s:%d:%d", fault_entries[fault].code, file,
             line, column);
}

static size_t times(const struct scene *scene, enum fault fault)
{
    size_t count = 0;

    for (size_t i = 0; i < scene->messages.count; i++)
        count += scene->messages.items[i].fault == fault;
    return count;
}

static void words_that_fit_are_not_spoken_of(void **state)
{
    struct scene scene = {0};

    (void)state;
    look_at(&scene, "tests/data/good/house", 0, 0);
    assert_int_equal(scene.messages.count, 0);
    leave(&scene);
}

static void a_word_longer_than_its_place_is_told_where_it_stands(void **state)
{
    struct scene scene;

    (void)state;
    look_at_page(&scene,
                 "    title:\n"
                 "      en: The " LONG_WORD " of all\n"
                 "      ar: من هم\n"
                 "    blocks: [{text: {en: A, ar: ا}}]\n",
                 0, 0);
    is_said(&scene, FAULT_WORD_BROKEN, "bundle.yaml", 13, 15);
    assert_int_equal(times(&scene, FAULT_WORD_BROKEN), 1);
    leave(&scene);
}

static void a_word_of_markdown_is_told_in_its_file(void **state)
{
    struct scene scene = {0};
    struct str bundle = {0};

    (void)state;
    tmpdir_init(&scene.dir);
    str_addf(&bundle, "%s%s", head,
             "    title: {en: Who, ar: من}\n"
             "    blocks: [{text: text/a.md}]\n");
    tmpdir_write_text(&scene.dir, "house/bundle.yaml", bundle.text);
    tmpdir_write_text(&scene.dir, "house/a.svg", picture);
    tmpdir_write_text(&scene.dir, "house/text/a.md",
                      "First.\n\n- an item with **" LONG_WORD "**\n");
    tmpdir_write_text(&scene.dir, "house/text/a.ar.md", "أولا\n");
    str_fini(&bundle);
    look_at(&scene, tmpdir_path(&scene.dir, "house"), 480, 800);
    is_said(&scene, FAULT_WORD_BROKEN, "text/a.md", 3, 18);
    leave(&scene);
}

static void the_same_word_fits_on_a_wider_screen(void **state)
{
    static const char page[] =
        "    title: {en: Wer, ar: من}\n"
        "    blocks: [{text: {en: Donaudampfschifffahrtsgesellschaftskapit"
        "änsmütze, ar: ا}}]\n";
    struct scene scene;

    (void)state;
    look_at_page(&scene, page, 480, 800);
    is_said(&scene, FAULT_WORD_BROKEN, "bundle.yaml", 13, 26);
    leave(&scene);
    look_at_page(&scene, page, 1920, 1080);
    assert_int_equal(scene.messages.count, 0);
    leave(&scene);
}

static void a_title_of_too_many_lines_is_told(void **state)
{
    struct scene scene;

    (void)state;
    look_at_page(&scene,
                 "    title:\n"
                 "      en: Who\n"
                 "      ar: " MANY_WORDS "\n"
                 "    blocks: [{text: {en: A, ar: ا}}]\n",
                 0, 0);
    is_said(&scene, FAULT_MANY_LINES, "bundle.yaml", 14, 11);
    assert_int_equal(scene.messages.count, 1);
    leave(&scene);
}

static void what_nobody_can_read_is_told(void **state)
{
    struct scene scene;

    (void)state;
    look_at_page(&scene,
                 "    title: {en: Who, ar: من}\n"
                 "    blocks: [{text: {en: A, ar: ا}}]\n"
                 "theme:\n"
                 "  en: " MANY_WORDS " and " MANY_WORDS " and " MANY_WORDS "\n"
                 "  ar: ا\n",
                 0, 0);
    is_said(&scene, FAULT_TEXT_NO_ROOM, "bundle.yaml", 15, 7);
    leave(&scene);
}

static void letters_that_no_font_has_are_told_once_a_text(void **state)
{
    struct scene scene;

    (void)state;
    look_at_page(&scene,
                 "    title: {en: \"Who 😀😀\", ar: من}\n"
                 "    blocks:\n"
                 "      - quote:\n"
                 "          text: {en: A, ar: \"مرحبا \\U0001F600 😀\"}\n"
                 "      - facts: [{value: \"漢\", label: {en: A, ar: ا}}]\n",
                 0, 0);
    is_said(&scene, FAULT_NO_GLYPH, "bundle.yaml", 12, 22);
    is_said(&scene, FAULT_NO_GLYPH, "bundle.yaml", 15, 47);
    is_said(&scene, FAULT_NO_GLYPH, "bundle.yaml", 16, 26);
    assert_int_equal(scene.messages.count, 3);
    assert_string_equal(
        scene.messages.items[0].severity == MESSAGE_WARNING ? "warning" : "",
        "warning");
    leave(&scene);
}

static void invisible_marks_need_no_font(void **state)
{
    struct scene scene;

    (void)state;
    look_at_page(&scene,
                 "    title: {en: \"So\\u00ADlong\", ar: \"م\\u200Cن\"}\n"
                 "    blocks: [{text: {en: \"A\\uFE0F \\u2066b\\u2069\", "
                 "ar: ا}}]\n",
                 0, 0);
    assert_int_equal(scene.messages.count, 0);
    leave(&scene);
}

static void count_view(void *user, const struct fit_view *view)
{
    (void)view;
    ++*(int *)user;
}

static void a_programme_is_seen_without_its_hosts(void **state)
{
    struct scene scene = {0};
    struct fail why;
    size_t bytes;
    int views = 0;

    (void)state;
    tmpdir_init(&scene.dir);
    char *bundle = fs_read_file(fs_system(), "tests/data/good/lab/bundle.yaml",
                                1 << 16, &bytes, &why);
    assert_non_null(bundle);
    tmpdir_write_text(&scene.dir, "lab/bundle.yaml", bundle);
    tmpdir_write_text(&scene.dir, "lab/images/door.svg", picture);
    free(bundle);
    look_at(&scene, tmpdir_path(&scene.dir, "lab"), 0, 0);
    assert_int_equal(scene.messages.count, 0);
    fit_views(scene.fit, count_view, &views);
    assert_true(views >= 3 * 4);
    leave(&scene);
}

static void a_panel_on_its_side_is_high(void **state)
{
    const struct config_panel panel = {.rotation = 90};
    struct fit_options options = {.assets = "assets", .panel = &panel};
    struct fit *fit;
    struct fail why;
    int width, height;

    (void)state;
    assert_true(fit_open(&options, &fit, &why));
    fit_size(fit, &width, &height);
    assert_int_equal(width, 800);
    assert_int_equal(height, 1280);
    fit_close(fit);
}

static void the_shipped_content_fits(void **state)
{
    static const char *const folders[] = {"content/rabat-2018", "content/foo",
                                          "content/mascir", "content/pme",
                                          "content/uir"};

    (void)state;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        struct scene scene = {0};
        look_at(&scene, folders[i], 0, 0);
        messages_print(&scene.messages, 20, stderr);
        assert_int_equal(scene.messages.count, 0);
        leave(&scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_that_fit_are_not_spoken_of),
        cmocka_unit_test(a_word_longer_than_its_place_is_told_where_it_stands),
        cmocka_unit_test(a_word_of_markdown_is_told_in_its_file),
        cmocka_unit_test(the_same_word_fits_on_a_wider_screen),
        cmocka_unit_test(a_title_of_too_many_lines_is_told),
        cmocka_unit_test(what_nobody_can_read_is_told),
        cmocka_unit_test(letters_that_no_font_has_are_told_once_a_text),
        cmocka_unit_test(invisible_marks_need_no_font),
        cmocka_unit_test(a_programme_is_seen_without_its_hosts),
        cmocka_unit_test(a_panel_on_its_side_is_high),
        cmocka_unit_test(the_shipped_content_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
