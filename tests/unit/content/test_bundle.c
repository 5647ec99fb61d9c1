#include "content/bundle.h"
#include "support/tmpdir.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* What an author would read. */
static char *messages_text(struct messages *messages)
{
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);

    assert_non_null(out);
    messages_print(messages, 100, out);
    fclose(out);
    return text;
}

static void a_folder_that_is_not_there_is_named(void **state)
{
    struct messages messages = {0};

    (void)state;
    assert_null(bundle_read("tests/data/none", "none", &messages));
    char *said = messages_text(&messages);
    assert_string_equal(
        said, "none: error[E402]: there is no such folder\n1 error\n");
    free(said);
    messages_fini(&messages);
}

static const char *const house =
    "bundle: 1\nkind: host\nid: house\nprogramme: lab\nversion: \"1\"\n"
    "serial: 3\nlanguages: [fr, en, ar]\nname: La maison\ncolour: \"#123456\"\n"
    "cover: {image: images/a.svg, alt: {en: A, fr: B}}\n"
    "pages:\n"
    "  - id: one\n    title: {ar: واحد, en: One, fr: Un}\n    icon: book\n"
    "    blocks:\n      - text: text/one.md\n"
    "      - map: {image: images/a.svg, alt: A, points: [{at: [0.25, 1], "
    "label: L}]}\n"
    "      - learning: {id: first, text: {en: Hello, audio: {ary: "
    "audio/a.opus}}}\n"
    "  - page: pages/two.yaml\n"
    "feedback:\n"
    "  - {id: stance, type: dialogic, about: first, words: optional}\n"
    "  - {id: felt, type: range, appearance: faces, label: How?}\n"
    "  - {id: more, type: text, label: More?, max_length: 400}\n";

static void write_house(const struct tmpdir *dir)
{
    tmpdir_write_text(dir, "house/bundle.yaml", house);
    tmpdir_write_text(dir, "house/text/one.md", "\xEF\xBB\xBFUn **mot**");
    tmpdir_write_text(dir, "house/text/one.en.md", "One");
    tmpdir_write_text(dir, "house/text/one.more.md", "another text");
    tmpdir_write_text(dir, "house/pages/two.yaml",
                      "id: two\ntitle: Two\nblocks: [{text: x}]\n");
    tmpdir_write_text(dir, "house/images/a.svg",
                      "<?xml version='1.0'?><!-- <svg > -->\n<svg width='10' "
                      "viewBox='0 0 640.5 480'/>");
    tmpdir_write_text(dir, "house/audio/a.opus", "OggS");
    tmpdir_write_text(dir, "house/bundle.schema.json", "{}");
    tmpdir_write_text(dir, "house/.DS_Store", "x");
}

static struct bundle *read_house(const struct tmpdir *dir,
                                 struct messages *messages)
{
    return bundle_read(tmpdir_path(dir, "house"), "house", messages);
}

static void a_bundle_becomes_a_model(void **state)
{
    struct messages messages = {0};
    struct tmpdir dir;

    (void)state;
    tmpdir_init(&dir);
    write_house(&dir);
    struct bundle *bundle = read_house(&dir, &messages);
    assert_non_null(bundle);
    const struct model *model = bundle->model;
    assert_int_equal(model->kind, MODEL_HOST);
    assert_int_equal(model->serial, 3);
    assert_int_equal(model->colour, 0x123456);
    assert_int_equal(model->cover->width_px, 641);
    assert_int_equal(model->cover->height_px, 480);
    assert_int_equal(model->pages.count, 2);
    const struct page *one = model_object(&model->pages, 0);
    const struct page *two = model_object(&model->pages, 1);
    assert_string_equal(model_icons[one->icon], "book");
    assert_string_equal(two->id, "two");
    assert_null(two->file);
    assert_int_equal(two->icon, -1);
    const struct block *map = model_object(&one->blocks, 1);
    const struct map_point *point = model_object(&map->map->points, 0);
    assert_int_equal(map->kind, BLOCK_MAP);
    assert_int_equal(map->map->width_px, 641);
    assert_true(point->at[0] == 0.25 && point->at[1] == 1);
    const struct question *felt = model_object(&model->feedback, 1);
    assert_int_equal(felt->type, QUESTION_RANGE);
    assert_int_equal(felt->appearance, APPEARANCE_FACES);
    assert_true(felt->start == 1 && felt->end == 5);
    const struct question *stance = model_object(&model->feedback, 0);
    assert_int_equal(stance->words, 0);
    assert_non_null(model_learning(model, stance->about));
    bundle_free(bundle);
    messages_fini(&messages);
    tmpdir_fini(&dir);
}

static const char *words(const struct text *text, const char *language,
                         bool *ret_is_fallback)
{
    return text_find(text, language, ret_is_fallback)->utf8;
}

static void a_text_falls_back_to_the_first_language_and_says_so(void **state)
{
    struct messages messages = {0};
    struct tmpdir dir;
    bool is_fallback;

    (void)state;
    tmpdir_init(&dir);
    write_house(&dir);
    struct bundle *bundle = read_house(&dir, &messages);
    assert_non_null(bundle);
    const struct model *model = bundle->model;
    const struct page *one = model_object(&model->pages, 0);
    const struct block *story = model_object(&one->blocks, 0);

    assert_string_equal(words(&one->title, "de", &is_fallback), "Un");
    assert_true(is_fallback);
    assert_string_equal(words(&one->title, "ar-MA", &is_fallback), "واحد");
    assert_false(is_fallback);
    assert_string_equal(words(&model->name, "ar", &is_fallback), "La maison");
    assert_false(is_fallback);
    assert_string_equal(words(&story->text, "fr", &is_fallback), "Un **mot**");
    assert_string_equal(words(&story->text, "en", &is_fallback), "One");
    assert_false(is_fallback);
    assert_string_equal(words(&story->text, "ar", &is_fallback), "Un **mot**");
    assert_true(is_fallback);
    const struct learning *first = model_learning(model, "first");
    assert_string_equal(words(&first->text, "ary", &is_fallback), "Hello");
    assert_string_equal(text_sound(&first->text, "ary"), "audio/a.opus");
    assert_null(text_sound(&first->text, "en"));
    bundle_free(bundle);
    messages_fini(&messages);
    tmpdir_fini(&dir);
}

static void a_link_in_a_bundle_is_refused(void **state)
{
    struct messages messages = {0};
    struct tmpdir dir;

    (void)state;
    tmpdir_init(&dir);
    write_house(&dir);
    assert_int_equal(
        symlink("/etc/passwd", tmpdir_path(&dir, "house/text/two.md")), 0);
    assert_null(read_house(&dir, &messages));
    char *said = messages_text(&messages);
    assert_non_null(strstr(said, "house/text/two.md: error[E405]: is a link"));
    free(said);
    messages_fini(&messages);
    tmpdir_fini(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_that_is_not_there_is_named),
        cmocka_unit_test(a_bundle_becomes_a_model),
        cmocka_unit_test(a_text_falls_back_to_the_first_language_and_says_so),
        cmocka_unit_test(a_link_in_a_bundle_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
