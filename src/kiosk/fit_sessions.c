#include "kiosk/fit_sessions.h"

#include "base/str.h"
#include "content/form.h"
#include <stdio.h>

struct walk {
    struct kiosk *kiosk;
    struct session session; /* as it stands before a visit() of its own */
    bool is_plain;          /* nothing was touched or is heard */
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
    if (!walk->is_plain)
        show_with_sound(walk);
}

/* The notice of a group is longer. */
static void show_to_group(struct walk *walk)
{
    walk->kiosk->is_group = true;
    show(walk);
    walk->kiosk->is_group = false;
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
            if (!is_map && !walk->is_plain)
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
    const struct model *model = kiosk_model(walk->kiosk, host);
    struct asking asking =
        session_asking_of(&walk->session, walk->kiosk, host, 0);
    int first = asking_after(&asking, -1);

    for (int i = first; i >= 0; i = asking_after(&asking, i)) {
        walk->session.here = (struct place){
            .screen = SCREEN_QUESTION, .host = host, .question = i};
        at_question(walk, model_object(&model->feedback, (size_t)i),
                    i == first ? asking_after(&asking, i) : first);
    }
}

static void at_pages_of(struct walk *walk, int host)
{
    const struct model *model = kiosk_model(walk->kiosk, host);

    for (size_t i = 0; i < model->pages.count; i++) {
        walk->session.here =
            (struct place){.screen = SCREEN_PAGE, .host = host, .page = (int)i};
        at_page(walk, model_object(&model->pages, i));
    }
}

static void at_host(struct walk *walk, int host)
{
    walk->session.here = (struct place){
        .screen = host < 0 ? SCREEN_LAB : SCREEN_HOST, .host = host};
    show_both(walk);
    at_pages_of(walk, host);
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
    const struct kiosk *kiosk = walk->kiosk;
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

static struct walk begin(struct kiosk *kiosk, int language, fit_visit *visit,
                         void *user)
{
    struct walk walk = {.kiosk = kiosk, .visit = visit, .user = user};

    session_wipe(&walk.session, kiosk);
    walk.session.language = language;
    walk.session.sheet.zoom = 1;
    return walk;
}

void fit_sessions(struct kiosk *kiosk, int language, fit_visit *visit,
                  void *user)
{
    struct walk walk = begin(kiosk, language, visit, user);

    if (language == 0) /* nobody has chosen one there */
        at_attract(&walk);
    at_home(&walk);
    for (int host = -1; host < (int)kiosk->library->host_count; host++)
        at_host(&walk, host);
}

/* The first screen while it speaks a language and shows a host, if it ever
 * does both. */
static void at_attract_of(struct walk *walk, int language, int host)
{
    int languages = walk->kiosk->language_count;
    int hosts = (int)walk->kiosk->library->host_count;
    int step = language;

    for (int i = language; host >= 0 && i < languages * hosts; i += languages)
        if (i % hosts == host) {
            step = i;
            break;
        }
    walk->session.attract_step = step;
    show_at(walk, SCREEN_ATTRACT, -1);
    walk->session.attract_step = 0;
}

/* Those as well that are asked only after some answer. */
static void at_all_questions_of(struct walk *walk, int host, int proposal)
{
    const struct model *form = kiosk_form(walk->kiosk, host, proposal);

    for (size_t i = 0; i < form->feedback.count; i++) {
        walk->session.here = (struct place){.screen = SCREEN_QUESTION,
                                            .host = host,
                                            .question = (int)i,
                                            .proposal = proposal};
        show(walk);
    }
}

/* To show() a screen in one language after the other. */
struct languages {
    const struct kiosk *kiosk;
    fit_visit *visit;
    void *user;
};

static void in_each_language(void *user, const struct session *session)
{
    const struct languages *languages = user;
    struct session spoken = *session;

    for (int i = 0; i < languages->kiosk->language_count; i++) {
        spoken.language = i;
        languages->visit(languages->user, &spoken);
    }
}

void fit_screens(struct kiosk *kiosk, int host, fit_visit *visit, void *user)
{
    struct languages languages = {kiosk, visit, user};
    struct walk first = begin(kiosk, 0, visit, user);
    struct walk walk = begin(kiosk, 0, in_each_language, &languages);

    walk.is_plain = true;
    for (int i = 0; i < kiosk->language_count; i++)
        at_attract_of(&first, i, host);
    show_at(&walk, SCREEN_HOME, -1);
    show_at(&walk, host < 0 ? SCREEN_LAB : SCREEN_HOST, host);
    at_pages_of(&walk, host);
    if (host < 0) {
        walk.session.here =
            (struct place){.screen = SCREEN_NOTICE, .host = -1, .question = -1};
        show(&walk);
    }
    at_all_questions_of(&walk, host, 0);
    for (int i = 1; host < 0 && i <= kiosk->proposal_count; i++)
        at_all_questions_of(&walk, host, i);
}

static const char *page_id(const struct kiosk *kiosk,
                           const struct session *session, struct arena *arena)
{
    const struct place *here = &session->here;
    const struct page *page = model_object(
        &kiosk_model(kiosk, here->host)->pages, (size_t)here->page);
    const struct sheet_place *sheet = &session->sheet;

    if (sheet->kind == SHEET_NONE)
        return arena_printf(arena, "page-%s", page->id);
    return arena_printf(arena, "%s-%s-%d-%d",
                        sheet->kind == SHEET_POINT ? "point" : "picture",
                        page->id, sheet->block + 1, sheet->item + 1);
}

const char *fit_screen_id(const struct kiosk *kiosk,
                          const struct session *session, struct arena *arena)
{
    const struct place *here = &session->here;

    if (here->screen == SCREEN_PAGE)
        return page_id(kiosk, session, arena);
    if (here->screen != SCREEN_QUESTION)
        return screen_names[here->screen];
    const struct question *question =
        model_object(&kiosk_form(kiosk, here->host, here->proposal)->feedback,
                     (size_t)here->question);
    return here->proposal ? arena_printf(arena, "proposal-%s", question->about)
                          : arena_printf(arena, "question-%s", question->id);
}
