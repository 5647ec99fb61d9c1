#include "kiosk/session.h"

#include "base/str.h"
#include "kiosk/session_ease.h"
#include "kiosk/session_face.h"
#include "kiosk/session_form.h"
#include "kiosk/session_private.h"
#include "kiosk/session_rank.h"
#include "kiosk/session_sound.h"
#include "kiosk/session_words.h"
#include <string.h>

const char *const screen_names[SCREEN__COUNT] = {
    [SCREEN_NOT_READY] = "not-ready", [SCREEN_ATTRACT] = "attract",
    [SCREEN_HOME] = "home",           [SCREEN_HOST] = "host",
    [SCREEN_PAGE] = "page",           [SCREEN_NOTICE] = "notice",
    [SCREEN_QUESTION] = "question",   [SCREEN_REVIEW] = "review",
    [SCREEN_SAVING] = "saving",       [SCREEN_THANKS] = "thanks",
    [SCREEN_NOT_SAVED] = "not-saved", [SCREEN_LAB] = "lab",
    [SCREEN_GALLERY] = "gallery",
};

void session_wipe(struct session *session, const struct kiosk *kiosk)
{
    memset(session, 0, sizeof *session);
    ease_reset(&session->ease);
    session->here.screen =
        kiosk->library && !kiosk->is_unset ? SCREEN_ATTRACT : SCREEN_NOT_READY;
    session->here.host = -1;
}

bool session_is_visit(const struct session *session)
{
    return session->here.screen != SCREEN_ATTRACT &&
           session->here.screen != SCREEN_NOT_READY;
}

void session_leave(struct session *session, const struct kiosk *kiosk)
{
    struct face_answer face = session->face;

    session_wipe(session, kiosk);
    session->face = face;
}

struct place session_home(const struct kiosk *kiosk)
{
    return (struct place){
        .screen = kiosk->site >= 0 ? SCREEN_HOST : SCREEN_HOME,
        .host = kiosk->site,
    };
}

void session_go(struct session *session, struct place place)
{
    if (session->trail_count == SESSION_TRAIL) {
        memmove(session->trail, session->trail + 1,
                sizeof session->trail - sizeof *session->trail);
        session->trail_count--;
    }
    session->trail[session->trail_count++] = session->here;
    session->here = place;
}

static void go_home(struct session *session, const struct kiosk *kiosk)
{
    session->trail_count = 0;
    session->here = session_home(kiosk);
}

static void go_back(struct session *session, const struct kiosk *kiosk)
{
    struct place home = session_home(kiosk);
    bool is_home =
        session->here.screen == home.screen && session->here.host == home.host;

    if (session_form_back(session, kiosk))
        return;
    if (session->trail_count)
        session->here = session->trail[--session->trail_count];
    else if (is_home)
        session_leave(session, kiosk);
    else
        go_home(session, kiosk);
}

static void open_host(struct session *session, const struct kiosk *kiosk,
                      const char *id)
{
    int host = kiosk_host(kiosk, id);
    if (host >= 0)
        session_go(session,
                   (struct place){.screen = SCREEN_HOST, .host = host});
}

static void open_page(struct session *session, const struct kiosk *kiosk,
                      const char *id)
{
    int host = session->here.host;
    const struct model *model = kiosk_model(kiosk, host);

    for (size_t i = 0; i < model->pages.count; i++) {
        const struct page *page = model_object(&model->pages, i);
        if (str_equal(page->id, id)) {
            session_go(session, (struct place){.screen = SCREEN_PAGE,
                                               .host = host,
                                               .page = (int)i});
            return;
        }
    }
}

/* One touch changes the language and keeps place and answers; on the first
 * screen it begins the visit. */
static void choose_language(struct session *session, const struct kiosk *kiosk,
                            const char *tag)
{
    for (int i = 0; i < kiosk->language_count; i++) {
        if (!str_equal(kiosk->languages[i].tag, tag))
            continue;
        session->language = i;
        session->sheet.kind = SHEET_NONE;
        if (session->here.screen == SCREEN_ATTRACT)
            go_home(session, kiosk);
    }
}

static void open_proposal(struct session *session, const struct kiosk *kiosk,
                          const char *id)
{
    int proposal = kiosk_proposal(kiosk, id);

    if (proposal)
        session_form_begin(session, kiosk, -1, proposal);
}

static bool can_say(enum screen screen)
{
    return screen == SCREEN_HOST || screen == SCREEN_PAGE ||
           screen == SCREEN_LAB;
}

/* Touches that mean the same on every screen they stand on. */
static bool tap_anywhere(struct session *session, const struct kiosk *kiosk,
                         const char *id)
{
    if (str_starts(id, "lang."))
        choose_language(session, kiosk, id + strlen("lang."));
    else if (str_equal(id, "back"))
        go_back(session, kiosk);
    else if (str_equal(id, "home"))
        go_home(session, kiosk);
    else if (str_starts(id, "host."))
        open_host(session, kiosk, id + strlen("host."));
    else if (str_starts(id, "page."))
        open_page(session, kiosk, id + strlen("page."));
    else if (str_equal(id, "hosts"))
        session_go(session, (struct place){.screen = SCREEN_HOME, .host = -1});
    else if (str_equal(id, "lab"))
        session_go(session, (struct place){.screen = SCREEN_LAB, .host = -1});
    else if (str_equal(id, "promise"))
        session_go(session, (struct place){.screen = SCREEN_NOTICE,
                                           .host = -1,
                                           .question = -1});
    else if (str_equal(id, "say") && can_say(session->here.screen))
        session_form_begin(session, kiosk, session->here.host, 0);
    else if (str_equal(id, "propose") && session->here.screen == SCREEN_HOME)
        session_form_begin(session, kiosk, -1, 0);
    else if (str_starts(id, "proposal.") && session->here.screen == SCREEN_LAB)
        open_proposal(session, kiosk, id + strlen("proposal."));
    else
        return false;
    return true;
}

static void tap_on_notice(struct session *session, const struct kiosk *kiosk,
                          const char *id)
{
    if (str_equal(id, "notice.start"))
        session_form_start(session, kiosk);
    else if (str_equal(id, "notice.not-now"))
        go_back(session, kiosk);
}

static unsigned tap_on_outcome(struct session *session,
                               const struct kiosk *kiosk, const char *id)
{
    if (str_equal(id, "again"))
        return session_form_save(session);
    if (str_equal(id, "finish"))
        session_leave(session, kiosk);
    else if (str_equal(id, "another")) {
        session->trail_count = 0;
        session->here = (struct place){.screen = SCREEN_HOME, .host = -1};
    }
    return 0;
}

/* An id counts only on the screen it belongs to: a quick second touch may
 * come when that has gone. */
static unsigned tap_in_form(struct session *session, const struct kiosk *kiosk,
                            const char *id, int64_t now_ms)
{
    switch (session->here.screen) {
    case SCREEN_NOTICE:
        tap_on_notice(session, kiosk, id);
        return 0;
    case SCREEN_QUESTION:
    case SCREEN_REVIEW:
        return session_form_tap(session, kiosk, id, now_ms);
    case SCREEN_THANKS:
    case SCREEN_NOT_SAVED:
        return tap_on_outcome(session, kiosk, id);
    default:
        return 0;
    }
}

static unsigned tap(struct session *session, const struct kiosk *kiosk,
                    const struct action *action, int64_t now_ms)
{
    enum screen screen = session->here.screen;
    const char *id = action->id;
    unsigned effects = 0;

    if (session->is_warned || session_tap_words(session, kiosk, action))
        return 0;
    if (session_tap_ease(session, action))
        return EFFECT_SOUND;
    if (screen == SCREEN_SAVING || screen == SCREEN_NOT_READY)
        return 0;
    if (session_tap_sound(session, kiosk, id, &effects))
        return effects;
    if (!str_starts(id, "answer.") && !str_starts(id, "lang."))
        session->advance_at_ms = 0;
    if (session_tap_face(session, kiosk, id, now_ms) ||
        tap_anywhere(session, kiosk, id))
        return 0;
    return tap_in_form(session, kiosk, id, now_ms);
}

static unsigned saved(struct session *session, bool is_saved)
{
    if (session->here.screen != SCREEN_SAVING)
        return 0;
    session->here.screen = is_saved ? SCREEN_THANKS : SCREEN_NOT_SAVED;
    session->trail_count = 0;
    if (!is_saved)
        return 0;
    if (session->form_proposal)
        session->proposals_sent |= (uint64_t)1 << (session->form_proposal - 1);
    answers_clear(&session->answers);
    return EFFECT_THANKS;
}

static void scroll(int *scroll_px, const struct action *action)
{
    int most = action->scroll_max;
    /* Another language may have made the content shorter. */
    int from = *scroll_px > most ? most : *scroll_px;
    int to = from + action->delta_px;

    *scroll_px = to < 0 ? 0 : to > most ? most : to;
}

static void scroll_what(struct session *session, const struct action *action)
{
    if (str_equal(action->id, "sheet"))
        scroll(&session->sheet.scroll_px, action);
    else if (str_equal(action->id, "writing.window"))
        scroll(&session->writing.scroll_px, action);
    else if (session->sheet.kind == SHEET_NONE)
        scroll(&session->here.scroll_px, action);
}

static unsigned drag(struct session *session, const struct kiosk *kiosk,
                     const struct action *action)
{
    if (str_equal(action->id, "sound.seek"))
        return session_seek(session, action->share);
    if (session_form_drag(session, kiosk, action))
        return 0;
    return session_drag_ease(session, action) ? EFFECT_SOUND : 0;
}

static void touch(struct session *session, int64_t now_ms)
{
    session->touched_ms = now_ms;
    session->is_warned = false;
}

static bool is_elsewhere(const struct place *a, const struct place *b)
{
    return a->screen != b->screen || a->host != b->host || a->page != b->page ||
           a->question != b->question || a->proposal != b->proposal;
}

static unsigned act(struct session *session, const struct kiosk *kiosk,
                    const struct action *action, int64_t now_ms)
{
    unsigned effects = 0;

    switch (action->kind) {
    case ACTION_TAP:
        effects = tap(session, kiosk, action, now_ms);
        touch(session, now_ms);
        break;
    case ACTION_SCROLL:
        scroll_what(session, action);
        break;
    case ACTION_DRAG:
        effects = drag(session, kiosk, action);
        break;
    case ACTION_LIFT:
        session_lift(session, kiosk, action);
        break;
    case ACTION_UNLIFT:
        session->lift.is_on = false;
        break;
    case ACTION_ZOOM:
        session_zoom(session, action);
        break;
    case ACTION_TOUCH:
        touch(session, now_ms);
        break;
    case ACTION_TIME:
        effects = session_pass_time(session, kiosk, now_ms);
        break;
    case ACTION_SHOWN:
        if (!session->is_warned) /* its own few words do not count */
            session->reading_ms = action->time_ms;
        break;
    case ACTION_SOUND:
        effects = session_sound_goes_on(session, action);
        break;
    case ACTION_HOLD:
        session_hold_words(session, kiosk, action);
        break;
    case ACTION_CARET:
        session_put_caret(session, action);
        break;
    case ACTION_SAVED:
    case ACTION_NOT_SAVED:
        effects = saved(session, action->kind == ACTION_SAVED);
        touch(session, now_ms);
        break;
    case ACTION_FACE_SAVED:
    case ACTION_FACE_NOT_SAVED:
        session_face_saved(session, action->kind == ACTION_FACE_SAVED, now_ms);
        break;
    }
    return effects;
}

unsigned session_update(struct session *session, const struct kiosk *kiosk,
                        const struct action *action, int64_t now_ms)
{
    struct place before = session->here;
    enum sheet_kind sheet = session->sheet.kind;
    unsigned effects = act(session, kiosk, action, now_ms);

    if (effects & EFFECT_LEFT || sheet != session->sheet.kind ||
        is_elsewhere(&before, &session->here))
        session->lift.is_on = false;
    if (is_elsewhere(&before, &session->here)) {
        session->sheet.kind = SHEET_NONE;
        memset(&session->writing, 0, sizeof session->writing);
        effects |= session_send_face(session);
        return effects | EFFECT_LEFT | session_sound_stop(session);
    }
    return effects | (sheet != session->sheet.kind ? EFFECT_LEFT : 0u);
}
