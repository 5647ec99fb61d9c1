#include "fit.h"

#include <stdio.h>

struct walk {
    struct fit_house *house;
    struct session session; /* as it stands before a visit() of its own */
    fit_visit *visit;
    void *user;
};

static void show(struct walk *walk)
{
    walk->visit(walk->user, &walk->session);
}

static void show_at(struct walk *walk, enum screen screen, int host)
{
    walk->session.here = (struct place){.screen = screen, .host = host};
    show(walk);
}

static void show_sheet(struct walk *walk, struct sheet_place sheet)
{
    struct sheet_place none = {.zoom = 1};

    sheet.zoom = sheet.zoom > 0 ? sheet.zoom : 1;
    walk->session.sheet = sheet;
    show(walk);
    walk->session.sheet = none;
}

/* What is heard stands at the foot of a screen. */
static void show_with_sound(struct walk *walk)
{
    walk->session.sound = (struct sound){.host = walk->session.here.host,
                                         .is_playing = true,
                                         .position_ms = 754000,
                                         .length_ms = 1000000};
    snprintf(walk->session.sound.id, SOUND_ID_BYTES, "ui.en");
    show(walk);
    walk->session.sound = (struct sound){0};
}

static void show_both(struct walk *walk)
{
    show(walk);
    show_with_sound(walk);
}

/* The notice of a group is longer. */
static void show_to_group(struct walk *walk)
{
    walk->house->kiosk.is_group = true;
    show(walk);
    walk->house->kiosk.is_group = false;
}

static void at_page(struct walk *walk, const struct page *page)
{
    show_both(walk);
    for (size_t b = 0; b < page->blocks.count; b++) {
        const struct block *block = model_object(&page->blocks, b);
        bool is_map = block->kind == BLOCK_MAP;
        size_t count = is_map                         ? block->map->points.count
                       : block->kind == BLOCK_GALLERY ? block->gallery.count
                       : block->kind == BLOCK_FIGURE  ? 1
                                                      : 0;
        for (size_t i = 0; i < count; i++) {
            struct sheet_place sheet = {.kind = is_map ? SHEET_POINT
                                                       : SHEET_PICTURE,
                                        .block = (int)b,
                                        .item = (int)i};
            show_sheet(walk, sheet);
            sheet.zoom = 2;
            if (!is_map)
                show_sheet(walk, sheet);
        }
    }
}

/* Each answer, and none while others are given or not. */
static void at_question(struct walk *walk, const struct question *question,
                        int other)
{
    struct answers *answers = &walk->session.answers;
    struct answer *answer = &answers->items[walk->session.here.question];
    bool is_several = question->type == QUESTION_SELECT_MULTIPLE;
    int count = question->type == QUESTION_RANGE ? question_steps(question)
                : question->type == QUESTION_DIALOGIC
                    ? DIALOGIC__COUNT
                    : (int)question->choices.count;

    answers_clear(answers);
    show_both(walk);
    if (other >= 0) {
        answers->items[other].is_given = true;
        show_both(walk);
    }
    for (int i = 0; i < count; i++) {
        *answer =
            (struct answer){.is_given = true,
                            .choice = i,
                            .chosen = is_several ? ((uint32_t)2 << i) - 1 : 0,
                            .number = question->start + i};
        show(walk);
    }
    show_with_sound(walk);
    answers_clear(answers);
}

static void at_questions(struct walk *walk, int host)
{
    const struct model *model = kiosk_model(&walk->house->kiosk, host);
    struct asking asking =
        session_asking_of(&walk->session, &walk->house->kiosk, host, 0);
    int first = asking_after(&asking, -1);

    for (int i = first; i >= 0; i = asking_after(&asking, i)) {
        walk->session.here = (struct place){
            .screen = SCREEN_QUESTION, .host = host, .question = i};
        at_question(walk, model_object(&model->feedback, (size_t)i),
                    i == first ? asking_after(&asking, i) : first);
    }
}

static void at_host(struct walk *walk, int host)
{
    const struct model *model = kiosk_model(&walk->house->kiosk, host);

    walk->session.here = (struct place){
        .screen = host < 0 ? SCREEN_LAB : SCREEN_HOST, .host = host};
    show_both(walk);
    for (size_t i = 0; i < model->pages.count; i++) {
        walk->session.here =
            (struct place){.screen = SCREEN_PAGE, .host = host, .page = (int)i};
        at_page(walk, model_object(&model->pages, i));
    }
    walk->session.here = (struct place){.screen = SCREEN_NOTICE, .host = host};
    show_both(walk);
    show_to_group(walk);
    at_questions(walk, host);
    show_at(walk, SCREEN_SAVING, host);
    show_at(walk, SCREEN_THANKS, host);
    show_at(walk, SCREEN_NOT_SAVED, host);
}

/* The languages, the hosts and what is said go round at their own pace. */
static void at_attract(struct walk *walk)
{
    const struct kiosk *kiosk = &walk->house->kiosk;
    int steps = 2 * kiosk->language_count * (int)kiosk->library->host_count;

    for (int i = 0; i < steps; i++) {
        walk->session.attract_step = i;
        show_at(walk, SCREEN_ATTRACT, -1);
    }
    walk->session.attract_step = 0;
    show_sheet(walk, (struct sheet_place){.kind = SHEET_EASE});
}

/* What the visitor set, the warning with and without answers. */
static void at_home(struct walk *walk)
{
    struct session *session = &walk->session;

    show_at(walk, SCREEN_HOME, -1);
    show_with_sound(walk);
    show_sheet(walk, (struct sheet_place){.kind = SHEET_LANGUAGES});
    show_sheet(walk, (struct sheet_place){.kind = SHEET_EASE});
    session->ease.volume_percent = 0;
    session->ease.less_motion = true;
    show_sheet(walk, (struct sheet_place){.kind = SHEET_EASE});
    session->ease = (struct ease){.volume_percent = 70};
    session->is_warned = true;
    show(walk);
    session->answers.items[0].is_given = true;
    show(walk);
    answers_clear(&session->answers);
    session->is_warned = false;
    session->here =
        (struct place){.screen = SCREEN_NOTICE, .host = -1, .question = -1};
    show_both(walk);
    show_at(walk, SCREEN_NOT_READY, -1);
}

void fit_sessions(struct fit_house *house, int language, fit_visit *visit,
                  void *user)
{
    struct walk walk = {.house = house, .visit = visit, .user = user};
    const struct kiosk *kiosk = &house->kiosk;

    session_wipe(&walk.session, kiosk);
    walk.session.language = language;
    if (language == 0) /* nobody has chosen one there */
        at_attract(&walk);
    at_home(&walk);
    for (int host = -1; host < (int)kiosk->library->host_count; host++)
        at_host(&walk, host);
}

void fit_wishes(const struct session *session, fit_visit *visit, void *user)
{
    struct session wished = *session;

    for (int i = 0; i < EASE_TEXT_SIZES * 2; i++) {
        wished.ease.text_size = i / 2;
        wished.ease.within_reach = i % 2;
        for (int look = 0; look < EASE_LOOKS; look++) {
            wished.ease.look = look;
            visit(user, &wished);
        }
    }
}
