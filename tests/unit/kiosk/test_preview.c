/* A bundle is read again while its author writes it. */
#include "kiosk/preview.h"
#include "support/check.h"
#include "support/tmpdir.h"

#include <stdio.h>
#include <string.h>

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
                           "pages:\n";
#define FIRST                                                                  \
    "  - id: first\n"                                                          \
    "    title: {en: First, ar: أول}\n"                                     \
    "    blocks: [{text: {en: A, ar: ا}}]\n"
#define SECOND(block)                                                          \
    "  - id: second\n"                                                         \
    "    title: {en: Second, ar: ثان}\n"                                    \
    "    blocks: [" block "]\n"
#define TEXT   "{text: {en: A, ar: ا}}"
#define FIGURE "{figure: {image: a.svg, alt: {en: A, ar: ا}}}"
#define QUESTIONS                                                              \
    "feedback:\n"                                                              \
    "  - {id: one, type: text, label: {en: One, ar: واحد}}\n"              \
    "  - {id: two, type: text, label: {en: Two, ar: اثنان}}\n"

struct scene {
    struct tmpdir dir;
    char folder[300];
    struct kiosk kiosk;
    struct preview *preview;
    struct session session;
    int64_t now_ms;
};

static void save(struct scene *scene, const char *rest)
{
    struct str bundle = {0};

    str_addf(&bundle, "%s%s", head, rest);
    tmpdir_write_text(&scene->dir, "house/bundle.yaml", bundle.text);
    str_fini(&bundle);
}

/* Returns whether something else is shown. */
static bool after(struct scene *scene, int polls)
{
    bool is_shown = false;

    for (int i = 0; i < polls; i++) {
        scene->now_ms += PREVIEW_POLL_MS;
        is_shown |=
            preview_step(scene->preview, &scene->session, scene->now_ms);
    }
    return is_shown;
}

static void begin(struct scene *scene, const char *rest, const char *page)
{
    struct preview_options options = {
        .assets = "assets", .language = "ar", .page = page};
    struct fail why;

    *scene = (struct scene){.now_ms = 1000};
    tmpdir_init(&scene->dir);
    tmpdir_write_text(&scene->dir, "house/a.svg", picture);
    save(scene, rest);
    snprintf(scene->folder, sizeof scene->folder, "%s",
             tmpdir_path(&scene->dir, "house"));
    options.folder = scene->folder;
    assert_true(preview_open(&options, &scene->kiosk, &scene->preview, &why));
    preview_begin(scene->preview, &scene->session);
}

static void end(struct scene *scene)
{
    preview_close(scene->preview);
    tmpdir_fini(&scene->dir);
}

static const struct page *page_now(const struct scene *scene)
{
    const struct place *here = &scene->session.here;

    assert_int_equal(here->screen, SCREEN_PAGE);
    return model_object(&kiosk_model(&scene->kiosk, here->host)->pages,
                        (size_t)here->page);
}

static void what_is_saved_is_shown_where_the_author_is(void **state)
{
    struct scene scene;

    (void)state;
    begin(&scene, FIRST SECOND(TEXT), "second");
    assert_string_equal(page_now(&scene)->id, "second");
    assert_string_equal(scene.kiosk.languages[scene.session.language].tag,
                        "ar");
    assert_false(after(&scene, 4));
    save(&scene, SECOND(TEXT) "    # moved up\n" FIRST);
    assert_true(after(&scene, 2));
    assert_string_equal(page_now(&scene)->id, "second");
    assert_int_equal(scene.session.here.page, 0);
    assert_string_equal(scene.kiosk.languages[scene.session.language].tag,
                        "ar");
    end(&scene);
}

/* An editor that writes in pieces is waited for. */
static void a_file_that_is_being_written_is_waited_for(void **state)
{
    struct scene scene;

    (void)state;
    begin(&scene, FIRST SECOND(TEXT), NULL);
    for (int i = 0; i < 3; i++) {
        save(&scene, i % 2 ? FIRST "  # longer\n" : FIRST);
        assert_false(after(&scene, 1));
    }
    assert_true(after(&scene, 1));
    end(&scene);
}

static void where_a_page_is_gone_its_host_is_shown(void **state)
{
    struct scene scene;

    (void)state;
    begin(&scene, FIRST SECOND(TEXT), "second");
    scene.session.trail[scene.session.trail_count++] =
        (struct place){.screen = SCREEN_PAGE, .page = 1};
    save(&scene, FIRST);
    assert_true(after(&scene, 2));
    assert_int_equal(scene.session.here.screen, SCREEN_HOST);
    assert_int_equal(scene.session.here.host, 0);
    assert_int_equal(scene.session.trail[0].screen, SCREEN_HOST);
    end(&scene);
}

static void a_picture_that_is_gone_is_closed(void **state)
{
    struct scene scene;

    (void)state;
    begin(&scene, FIRST SECOND(TEXT ", " FIGURE), "second");
    scene.session.sheet =
        (struct sheet_place){.kind = SHEET_PICTURE, .block = 1, .zoom = 1};
    save(&scene, SECOND(TEXT ", " FIGURE));
    assert_true(after(&scene, 2));
    assert_int_equal(scene.session.sheet.kind, SHEET_PICTURE);
    save(&scene, SECOND(FIGURE ", " TEXT));
    assert_true(after(&scene, 2));
    assert_int_equal(scene.session.sheet.kind, SHEET_NONE);
    end(&scene);
}

static void answers_stay_with_the_questions_they_are_of(void **state)
{
    struct scene scene;
    struct session *session = &scene.session;

    (void)state;
    begin(&scene, FIRST QUESTIONS, NULL);
    session->here = (struct place){.screen = SCREEN_QUESTION, .question = 1};
    session->has_form = true;
    answers_set_text(&session->answers, 1, "so", 2);
    session->answers.items[1].is_given = true;
    save(&scene, FIRST SECOND(TEXT) QUESTIONS);
    assert_true(after(&scene, 2));
    assert_int_equal(session->here.question, 1);
    assert_string_equal(answers_text(&session->answers, 1), "so");
    save(&scene, FIRST "feedback:\n"
                       "  - {id: two, type: text, label: {en: 2, ar: 2}}\n");
    assert_true(after(&scene, 2));
    assert_int_equal(session->here.screen, SCREEN_QUESTION);
    assert_int_equal(session->here.question, 0);
    assert_int_equal(answers_given(&session->answers), 0);
    end(&scene);
}

static void
with_an_error_the_last_good_one_stays_until_it_is_mended(void **state)
{
    const struct action away = {.kind = ACTION_TAP, .id = "faults.close"};
    const struct action other = {.kind = ACTION_TAP, .id = "home"};
    struct scene scene;

    (void)state;
    begin(&scene, FIRST SECOND(TEXT), "second");
    assert_null(scene.kiosk.faults);
    save(&scene, FIRST "    titel: {en: A}\n");
    assert_true(after(&scene, 2));
    assert_string_equal(page_now(&scene)->id, "second");
    assert_non_null(scene.kiosk.faults);
    assert_int_equal(scene.kiosk.faults->count, 1);
    assert_int_equal(scene.kiosk.faults->items[0]->line, 14);
    assert_false(preview_takes(scene.preview, &other));
    assert_true(preview_takes(scene.preview, &away));
    assert_null(scene.kiosk.faults);
    save(&scene, FIRST "    titel: {en: AB}\n");
    assert_true(after(&scene, 2));
    assert_non_null(scene.kiosk.faults);
    save(&scene, FIRST SECOND(TEXT));
    assert_true(after(&scene, 2));
    assert_null(scene.kiosk.faults);
    end(&scene);
}

static void
a_bundle_that_begins_with_errors_is_shown_once_it_has_none(void **state)
{
    struct scene scene;

    (void)state;
    begin(&scene, FIRST "    titel: {en: A}\n", "first");
    assert_int_equal(scene.session.here.screen, SCREEN_NOT_READY);
    assert_non_null(scene.kiosk.faults);
    save(&scene, FIRST);
    assert_true(after(&scene, 2));
    assert_string_equal(page_now(&scene)->id, "first");
    assert_null(scene.kiosk.faults);
    end(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_saved_is_shown_where_the_author_is),
        cmocka_unit_test(a_file_that_is_being_written_is_waited_for),
        cmocka_unit_test(where_a_page_is_gone_its_host_is_shown),
        cmocka_unit_test(a_picture_that_is_gone_is_closed),
        cmocka_unit_test(answers_stay_with_the_questions_they_are_of),
        cmocka_unit_test(
            with_an_error_the_last_good_one_stays_until_it_is_mended),
        cmocka_unit_test(
            a_bundle_that_begins_with_errors_is_shown_once_it_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
