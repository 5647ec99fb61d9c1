#include "kiosk/motion.h"

#include "base/str.h"
#include <stdio.h>

/* A thank-you and its like are further on than the last question. */
static int depth_of(const struct session *session)
{
    const struct place *here = &session->here;

    switch (here->screen) {
    case SCREEN_ATTRACT:
    case SCREEN_NOT_READY:
        return -1;
    case SCREEN_SAVING:
    case SCREEN_THANKS:
    case SCREEN_NOT_SAVED:
        return 1000;
    case SCREEN_QUESTION:
        return 100 + here->question;
    default:
        return session->trail_count;
    }
}

static bool is_covered(const struct session *session)
{
    return session->is_warned || session->sheet.kind != SHEET_NONE;
}

static bool is_card(const char *id)
{
    return str_starts(id, "host.") || str_starts(id, "page.");
}

void moves_begin(struct moves *moves, const struct session *session,
                 const struct draw_list *list, const char *tapped)
{
    const struct touch_area *area =
        tapped && is_card(tapped) ? draw_list_area(list, tapped) : NULL;

    moves->place = session->here;
    moves->depth = depth_of(session);
    moves->is_covered = is_covered(session);
    moves->card = area ? area->rect : (struct rect){0};
    moves->kind = MOTION_NONE;
}

static enum motion_kind sideways(bool is_forward, bool is_rtl)
{
    return is_forward != is_rtl ? MOTION_LEFT : MOTION_RIGHT;
}

void moves_end(struct moves *moves, const struct session *session, bool is_rtl)
{
    int depth = depth_of(session);
    bool is_same = moves->place.screen == session->here.screen &&
                   moves->place.host == session->here.host &&
                   moves->place.page == session->here.page &&
                   moves->place.question == session->here.question;

    if (is_same || moves->is_covered || is_covered(session) || depth < 0 ||
        moves->depth < 0 || session->here.screen == SCREEN_SAVING)
        moves->kind = MOTION_FADE;
    else if (moves->card.w > 0)
        moves->kind = MOTION_OPEN;
    else
        moves->kind = sideways(depth >= moves->depth, is_rtl);
}

static bool same(struct rect a, struct rect b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

struct motion moves_motion(const struct moves *moves,
                           const struct draw_list *before,
                           const struct draw_list *after)
{
    struct motion motion = {
        .kind = moves->kind,
        .rect = after->screen,
        .duration_ms = moves->kind == MOTION_FADE ? MOTION_FADE_MS : MOTION_MS,
    };

    if (after->stage.w > 0 && same(before->stage, after->stage))
        motion.rect = after->stage;
    motion.from = rect_common(moves->card, motion.rect);
    if (motion.kind == MOTION_OPEN && motion.from.w == 0)
        motion.kind = MOTION_FADE;
    if (!same(before->screen, after->screen))
        motion.kind = MOTION_NONE;
    return motion;
}
