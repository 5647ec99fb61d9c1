/* A damaged bundle is read or refused; what is read can be shown. */
#include "base/fs.h"
#include "content/bundle.h"
#include "content/form.h"
#include "content/markdown.h"
#include "content/picture_size.h"
#include "fuzz/yaml/mutate.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <stdio.h>

static const char *const folders[] = {
    "content/foo",
    "content/rabat-2018",
    "tests/data/seeds/references",
    "tests/data/seeds/form",
    "tests/data/seeds/programme",
    "tests/data/seeds/warned",
};
enum { FOLDERS = sizeof folders / sizeof *folders, ROUNDS = 1200 };

static char *read_seed(const char *folder, const char *name, size_t *length)
{
    char path[300];
    struct fail why;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return fs_read_file(fs_system(), path, 1 << 20, length, &why);
}

static void copy(const struct tmpdir *dir, const char *folder, const char *name)
{
    size_t length;
    char *bytes = read_seed(folder, name, &length);

    if (bytes)
        tmpdir_write(dir, name, bytes, length);
    free(bytes);
}

static void touch_text(void *user, const struct schema_field *field,
                       struct text *text)
{
    static const char *const languages[] = {"en", "fr", "ar-MA", "zgh"};

    (void)user;
    (void)field;
    assert_true(text->count > 0);
    assert_null(text->file);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const struct text_entry *entry = text_find(text, languages[i], NULL);
        assert_true(entry->utf8 || entry->sound);
        assert_true(!entry->utf8 || *entry->utf8);
    }
}

/* A model without faults holds what model.h promises. */
static void check_model_is_whole(struct bundle *bundle)
{
    const struct model *model = bundle->model;
    const struct schema_visitor visitor = {.on_text = touch_text};

    assert_non_null(model->id);
    assert_true(model->languages.count > 0);
    assert_true(model->kind == MODEL_PROGRAMME || model->cover);
    assert_true(form_worst_bytes(model) <= FORM_RECORD_BYTES ||
                model->feedback.count == 0);
    for (size_t i = 0; i < model->feedback.count; i++) {
        const struct question *question = model_object(&model->feedback, i);
        assert_non_null(question->id);
        assert_true(question_steps(question) >= 2);
        if (question->about)
            assert_true(model_learning(model, question->about) ||
                        model_proposal(model, question->about));
    }
    schema_walk(&model_schema, (void *)model, &visitor);
}

/* True if it was accepted. */
static bool try_bundle(const struct tmpdir *dir, FILE *out)
{
    struct messages messages = {0};
    struct bundle *bundle = bundle_read(dir->path, "seed", &messages);

    if (bundle)
        check_model_is_whole(bundle);
    assert_true(!bundle == (messages.errors > 0));
    messages_print(&messages, 50, out);
    messages_fini(&messages);
    bundle_free(bundle);
    return bundle != NULL;
}

/* The id must be the folder's name, or nothing would ever be accepted. */
static void rename_id(struct str *text, const struct tmpdir *dir)
{
    const char *id = strstr(str_text(text), "\nid: ");
    const char *name = strrchr(dir->path, '/') + 1;

    if (id)
        mutate_splice(text, (size_t)(id - text->text) + 5,
                      strcspn(id + 5, "\n"), name, strlen(name));
}

/* A folder whose name can be an id: of the temporary one's letters. */
static void small_letters(const struct tmpdir *dir, struct tmpdir *inner)
{
    snprintf(inner->path, sizeof inner->path, "%.240s/house", dir->path);
    tmpdir_make_folder(dir, "house");
}

static void prepare(const struct tmpdir *dir, const char *folder)
{
    static const char *const names[] = {
        "images/courtyard.svg", "images/workshop.svg", "images/words.svg",
        "images/shared.svg",    "images/door.svg",     "images/letters.svg",
        "images/signs.svg",     "images/huge.png",     "text/who.md",
        "text/who.ar.md",       "text/about.md",       "text/about.fr.md",
        "text/actions.md",      "text/objectives.md",  "text/story.md",
        "text/story.fr.md",     "pages/workshop.yaml", "audio/ar.opus",
        "audio/en.opus"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        copy(dir, folder, names[i]);
}

static unsigned long fuzz_folder(const char *folder, unsigned long rounds,
                                 struct rand *rand, FILE *out)
{
    struct tmpdir dir, house;
    struct str text = {0};
    unsigned long accepted = 0;
    size_t length, page_length;
    char *bytes = read_seed(folder, "bundle.yaml", &length);
    char *page = read_seed(folder, "pages/workshop.yaml", &page_length);

    assert_non_null(bytes);
    tmpdir_init(&dir);
    small_letters(&dir, &house);
    prepare(&house, folder);
    for (unsigned long i = 0; i < rounds; i++) {
        if (page && i % 4 == 0) {
            mutate(&text, page, page_length, rand);
            tmpdir_write(&house, "pages/workshop.yaml", str_text(&text),
                         text.length);
        }
        mutate(&text, bytes, length, rand);
        rename_id(&text, &house);
        tmpdir_write(&house, "bundle.yaml", str_text(&text), text.length);
        accepted += try_bundle(&house, out);
    }
    tmpdir_fini(&dir);
    str_fini(&text);
    free(bytes);
    free(page);
    return accepted;
}

static unsigned long rounds_of(unsigned long otherwise)
{
    unsigned long rounds = mutate_number("ENCOUNTER_FUZZ_ROUNDS", otherwise);

    print_message("seed %lu, %lu rounds\n", mutate_number("ENCOUNTER_SEED", 1),
                  rounds);
    return rounds;
}

static void a_damaged_bundle_is_read_or_refused(void **state)
{
    struct rand rand = rand_seeded(mutate_number("ENCOUNTER_SEED", 1));
    unsigned long rounds = rounds_of(ROUNDS);
    FILE *out = fopen("/dev/null", "w");
    unsigned long accepted = 0;

    (void)state;
    assert_non_null(out);
    for (size_t i = 0; i < FOLDERS; i++)
        accepted += fuzz_folder(folders[i], rounds / FOLDERS, &rand, out);
    fclose(out);
    print_message("%lu were accepted\n", accepted);
    assert_true(accepted > 0); /* both ways were gone */
}

static void a_damaged_picture_is_measured_or_refused(void **state)
{
    static const unsigned char heads[][40] = {
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xE0\x08",
        "\xFF\xD8\xFF\xE0\0\x04xx\xFF\xC4\0\x03x\xFF\xC2\0\x0b\x08\x01\xE0\2",
        "RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2F\x7F\xC2\x77\0\0\0\0\0\0",
        "<svg width='10px' viewBox='0 0 6 4'/>"};
    struct rand rand = rand_seeded(mutate_number("ENCOUNTER_SEED", 1));
    unsigned long rounds = rounds_of(ROUNDS);
    struct str text = {0};
    struct tmpdir dir;

    (void)state;
    tmpdir_init(&dir);
    for (unsigned long i = 0; i < rounds; i++) {
        struct picture_size size;
        enum fault fault;
        struct fail why;
        mutate(&text, (const char *)heads[i % 4], sizeof heads[0], &rand);
        tmpdir_write(&dir, "a", str_text(&text), text.length);
        if (picture_size_read(tmpdir_path(&dir, "a"), &size, &fault, &why))
            assert_true(size.width_px > 0 && size.height_px > 0);
        else
            assert_true(fault < FAULT__COUNT);
    }
    str_fini(&text);
    tmpdir_fini(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_damaged_bundle_is_read_or_refused),
        cmocka_unit_test(a_damaged_picture_is_measured_or_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
