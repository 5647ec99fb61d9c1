#include "kiosk/session_face.h"

#include "base/str.h"
#include "kiosk/session_private.h"
#include <string.h>

bool session_asks_face(const struct kiosk *kiosk)
{
    const struct model *model = kiosk->library ? kiosk_model(kiosk, -1) : NULL;

    return model && model_asks_face(model) &&
           kiosk->sealing != KIOSK_NO_FEEDBACK;
}

static void choose(struct session *session, const char *number, int64_t now_ms)
{
    struct face_answer *face = &session->face;
    int chosen = number[0] - '0';

    if (chosen < 1 || chosen > FACES || number[1] != '\0')
        return;
    if (face->state == FACE_CHOSEN && face->number == chosen)
        return; /* a second touch on it is no other answer */
    *face = (struct face_answer){.state = FACE_CHOSEN,
                                 .number = chosen,
                                 .until_ms = now_ms + SESSION_FACE_MS};
}

bool session_tap_face(struct session *session, const struct kiosk *kiosk,
                      const char *id, int64_t now_ms)
{
    struct face_answer *face = &session->face;

    if (!str_starts(id, "face."))
        return false;
    id += strlen("face.");
    if (session->here.screen != SCREEN_ATTRACT || !session_asks_face(kiosk) ||
        face->state == FACE_SAVING)
        return true;
    if (!str_equal(id, "undo"))
        choose(session, id, now_ms);
    else if (face->state == FACE_CHOSEN)
        *face = (struct face_answer){0};
    return true;
}

unsigned session_send_face(struct session *session)
{
    if (session->face.state != FACE_CHOSEN)
        return 0;
    session->face.state = FACE_SAVING;
    session->face.until_ms = 0;
    return EFFECT_SAVE_FACE;
}

unsigned session_face_time(struct session *session, int64_t now_ms)
{
    struct face_answer *face = &session->face;

    if (face->state == FACE_NONE || face->state == FACE_SAVING ||
        now_ms < face->until_ms)
        return 0;
    if (face->state == FACE_CHOSEN)
        return session_send_face(session);
    *face = (struct face_answer){0};
    return 0;
}

void session_face_saved(struct session *session, bool is_saved, int64_t now_ms)
{
    struct face_answer *face = &session->face;

    if (face->state != FACE_SAVING)
        return;
    face->state = is_saved ? FACE_KEPT : FACE_NOT_KEPT;
    face->until_ms = now_ms + (is_saved ? SESSION_FACE_MS : SESSION_FAULT_MS);
}

int64_t session_face_deadline_ms(const struct session *session, int64_t now_ms)
{
    const struct face_answer *face = &session->face;

    if (face->state == FACE_NONE || face->state == FACE_SAVING)
        return -1;
    int64_t left_ms = face->until_ms - now_ms;
    /* A picture of the bar would hold the answer up on a slow board. */
    if (face->state != FACE_CHOSEN || session->ease.less_motion ||
        left_ms <= SESSION_BAR_END_MS)
        return face->until_ms;
    int64_t rest_ms = left_ms % SESSION_BAR_MS;
    return now_ms + (rest_ms > 0 ? rest_ms : SESSION_BAR_MS);
}

double session_face_share(const struct session *session, int64_t now_ms)
{
    const struct face_answer *face = &session->face;

    if (face->state != FACE_CHOSEN || session->ease.less_motion)
        return 1;
    int64_t steps = SESSION_FACE_MS / SESSION_BAR_MS;
    int64_t left =
        (face->until_ms - now_ms + SESSION_BAR_MS - 1) / SESSION_BAR_MS;
    left = left < 0 ? 0 : left > steps ? steps : left;
    return (double)left / (double)steps;
}
