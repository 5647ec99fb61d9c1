#include "kiosk/session_sound.h"

#include "base/str.h"
#include <stdio.h>
#include <string.h>

enum { JUMP_MS = 10000 };

/* The bundle that is named before the recording, else the screen's. */
static int host_of(const struct session *session, const struct kiosk *kiosk,
                   const char **id)
{
    const char *colon = strchr(*id, ':');
    char name[SOUND_ID_BYTES];

    if (!colon || colon - *id >= SOUND_ID_BYTES)
        return session->here.host;
    snprintf(name, sizeof name, "%.*s", (int)(colon - *id), *id);
    *id = colon + 1;
    return kiosk_host(kiosk, name); /* no host: the programme */
}

static unsigned listen(struct session *session, const struct kiosk *kiosk,
                       const char *id)
{
    struct sound *sound = &session->sound;
    int host = host_of(session, kiosk, &id);

    if (str_equal(sound->id, id) && sound->host == host) {
        sound->is_playing = !sound->is_playing;
        return EFFECT_SOUND;
    }
    *sound = (struct sound){.host = host, .is_playing = true};
    snprintf(sound->id, sizeof sound->id, "%s", id);
    return EFFECT_SOUND;
}

static unsigned jump(struct sound *sound, int64_t to_ms)
{
    sound->position_ms = to_ms < 0                  ? 0
                         : to_ms > sound->length_ms ? sound->length_ms
                                                    : to_ms;
    return EFFECT_SEEK;
}

unsigned session_sound_stop(struct session *session)
{
    if (!session->sound.id[0])
        return 0;
    session->sound = (struct sound){0};
    return EFFECT_SOUND;
}

bool session_tap_sound(struct session *session, const struct kiosk *kiosk,
                       const char *id, unsigned *ret_effects)
{
    struct sound *sound = &session->sound;

    if (str_starts(id, "listen.")) {
        *ret_effects = listen(session, kiosk, id + strlen("listen."));
        return true;
    }
    if (!str_starts(id, "sound.") || !sound->id[0])
        return false;
    id += strlen("sound.");
    if (str_equal(id, "pause")) {
        sound->is_playing = !sound->is_playing;
        *ret_effects = EFFECT_SOUND;
    } else if (str_equal(id, "close")) {
        *ret_effects = session_sound_stop(session);
    } else if (str_equal(id, "back")) {
        *ret_effects = jump(sound, sound->position_ms - JUMP_MS);
    } else if (str_equal(id, "on")) {
        *ret_effects = jump(sound, sound->position_ms + JUMP_MS);
    }
    return true;
}

unsigned session_seek(struct session *session, double share)
{
    struct sound *sound = &session->sound;

    if (!sound->id[0])
        return 0;
    return jump(sound, (int64_t)(share * (double)sound->length_ms));
}

unsigned session_sound_goes_on(struct session *session,
                               const struct action *action)
{
    struct sound *sound = &session->sound;

    if (!sound->id[0])
        return 0;
    sound->position_ms = action->time_ms;
    if (action->length_ms > 0)
        sound->length_ms = action->length_ms;
    if (!action->is_end)
        return 0;
    sound->is_playing = false;
    sound->position_ms = 0;
    return EFFECT_SOUND;
}
