#include "kiosk/session_ease.h"
#include "kiosk/session_face.h"
#include "kiosk/session_private.h"

static bool is_resting(const struct session *session)
{
    enum screen screen = session->here.screen;
    return screen == SCREEN_ATTRACT || screen == SCREEN_NOT_READY ||
           screen == SCREEN_SAVING || screen == SCREEN_GALLERY;
}

/* Who reads slowly is not hurried. */
static int64_t idle_ms(const struct session *session, const struct kiosk *kiosk)
{
    int64_t least_ms = kiosk->config->idle_s * 1000;
    int64_t reading_ms = 2 * session->reading_ms;

    return reading_ms > least_ms ? reading_ms : least_ms;
}

/* On the first screen: whether somebody set something up and left. */
static bool is_left_behind(const struct session *session)
{
    return session->here.screen == SCREEN_ATTRACT &&
           (session->sheet.kind != SHEET_NONE ||
            !ease_is_reset(&session->ease));
}

/* What is being answered or listened to stays in its language. */
static void change_welcome(struct session *session, int64_t now_ms)
{
    if (session->here.screen != SCREEN_ATTRACT)
        return;
    if (session->face.state != FACE_NONE || session->sound.is_playing) {
        session->attract_at_ms = now_ms + SESSION_ATTRACT_MS;
        return;
    }
    if (session->attract_at_ms && now_ms >= session->attract_at_ms)
        session->attract_step++;
    if (!session->attract_at_ms || now_ms >= session->attract_at_ms)
        session->attract_at_ms = now_ms + SESSION_ATTRACT_MS;
}

static unsigned grow_quiet(struct session *session, const struct kiosk *kiosk,
                           int64_t now_ms)
{
    int64_t quiet_ms = now_ms - session->touched_ms;

    if (quiet_ms < idle_ms(session, kiosk))
        return 0;
    if (is_left_behind(session)) {
        session_leave(session, kiosk);
        return EFFECT_SOUND;
    }
    if (is_resting(session))
        return 0;
    /* Nothing is lost by leaving the thank-you, so nobody is warned. */
    if (quiet_ms >= idle_ms(session, kiosk) + SESSION_WARNING_MS ||
        session->here.screen == SCREEN_THANKS) {
        session_leave(session, kiosk);
        return EFFECT_SOUND;
    }
    if (session->is_warned)
        return 0;
    session->is_warned = true;
    return EFFECT_SIGNAL | EFFECT_LEFT;
}

unsigned session_pass_time(struct session *session, const struct kiosk *kiosk,
                           int64_t now_ms)
{
    if (session->sound.is_playing)
        session->touched_ms = now_ms;
    if (session->advance_at_ms && now_ms >= session->advance_at_ms)
        session_next_question(session, kiosk);
    unsigned effects = session_face_time(session, now_ms);
    change_welcome(session, now_ms);
    return effects | grow_quiet(session, kiosk, now_ms);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

static int64_t resting_deadline_ms(const struct session *session,
                                   int64_t idle_at, int64_t now_ms)
{
    int64_t next_ms = is_left_behind(session) ? idle_at : -1;

    if (session->here.screen != SCREEN_ATTRACT)
        return next_ms;
    return sooner(next_ms, session->attract_at_ms
                               ? session->attract_at_ms
                               : now_ms + SESSION_ATTRACT_MS);
}

int64_t session_deadline_ms(const struct session *session,
                            const struct kiosk *kiosk, int64_t now_ms)
{
    int64_t idle_at = session->touched_ms + idle_ms(session, kiosk);
    int64_t next_ms = idle_at;

    if (is_resting(session))
        next_ms = resting_deadline_ms(session, idle_at, now_ms);
    else if (session->is_warned)
        return now_ms + SESSION_RING_MS - (now_ms - idle_at) % SESSION_RING_MS;
    if (session->advance_at_ms)
        next_ms = sooner(next_ms, session->advance_at_ms);
    if (session->sound.is_playing)
        next_ms = sooner(next_ms, now_ms + SESSION_SOUND_MS);
    return sooner(next_ms, session_face_deadline_ms(session, now_ms));
}

double session_ring_share(const struct session *session,
                          const struct kiosk *kiosk, int64_t now_ms)
{
    int64_t gone_ms = now_ms - session->touched_ms - idle_ms(session, kiosk);
    int64_t steps = SESSION_WARNING_MS / SESSION_RING_MS;
    int64_t left = steps - gone_ms / SESSION_RING_MS;

    if (left < 0 || left > steps)
        left = left < 0 ? 0 : steps;
    return (double)left / (double)steps;
}
