#include "kiosk/stick_words.h"

#include "base/str.h"
#include <limits.h>

#define WHY(name) offsetof(struct strings, stick_##name)
static const size_t whys[STICK_REASON__COUNT] = {
    [STICK_NO_REASON] = WHY(kiosk),
    [STICK_UNSIGNED] = WHY(unsigned),
    [STICK_UNKNOWN_KEY] = WHY(unknown_key),
    [STICK_REVOKED] = WHY(revoked),
    [STICK_CHANGED] = WHY(changed),
    [STICK_DAMAGED] = WHY(damaged),
    [STICK_OLDER] = WHY(older),
    [STICK_SAME_SERIAL] = WHY(same_serial),
    [STICK_JUMP] = WHY(jump),
    [STICK_OTHER_PROGRAMME] = WHY(other_programme),
    [STICK_FAULTY] = WHY(faulty),
    [STICK_BAD_BEFORE] = WHY(bad_before),
    [STICK_SET_ASIDE] = WHY(set_aside),
    [STICK_TOO_LARGE] = WHY(too_large),
    [STICK_NO_ROOM] = WHY(no_room),
    [STICK_FULL] = WHY(full),
    [STICK_CANNOT_READ] = WHY(cannot_read),
    [STICK_CANNOT_WRITE] = WHY(cannot_write),
    [STICK_NO_KEYS] = WHY(no_keys),
    [STICK_KIOSK] = WHY(kiosk),
};

/* As the content that is shown calls it, else its id. */
static const char *name_of(const struct stick_voice *voice, const char *id)
{
    const struct kiosk *kiosk = voice->kiosk;
    int host = kiosk_host(kiosk, id);
    bool is_here = host >= 0 || (kiosk->library &&
                                 str_equal(kiosk_model(kiosk, -1)->id, id));
    const struct text_entry *entry =
        is_here ? text_find(&kiosk_model(kiosk, host)->name,
                            voice->language->tag, NULL)
                : NULL;

    return entry && entry->utf8 ? entry->utf8 : id;
}

const char *stick_voice_fill(const struct stick_voice *voice, const char *text,
                             const char *name, const char *value)
{
    const char *places[] = {name, value, NULL};

    return strings_fill(voice->arena, text, places);
}

static const char *count(const struct stick_voice *voice,
                         const struct plural_text *text, long long number)
{
    int n = number > INT_MAX ? INT_MAX : (int)number;

    return stick_voice_fill(voice,
                            strings_plural(text, voice->language->words_tag, n),
                            "n", arena_printf(voice->arena, "%d", n));
}

const char *stick_says_step(const struct stick_voice *voice,
                            const struct stick *stick)
{
    const struct strings *words = voice->language->words;

    switch (stick->step) {
    case STICK_STEP_READING:
        return words->stick_reading;
    case STICK_STEP_WAITING:
        return words->stick_waiting;
    case STICK_STEP_CHECKING:
        return words->stick_checking;
    case STICK_STEP_COPYING:
        return words->stick_copying;
    case STICK_STEP_FAILED:
        return words->stick_failed;
    case STICK_STEP_NOT_OURS:
        return words->stick_not_ours;
    case STICK_STEP_STOPPED:
        return words->stick_stopped;
    case STICK_STEP_DONE:
        break;
    }
    return words->stick_done;
}

const char *stick_says_wait(const struct stick_voice *voice,
                            const struct stick *stick)
{
    const struct strings *words = voice->language->words;

    if (stick->step == STICK_STEP_NOT_OURS)
        return words->stick_not_ours_text;
    if (stick->step == STICK_STEP_STOPPED)
        return words->stick_take;
    return stick_is_over(stick) || stick->step == STICK_STEP_FAILED
               ? NULL
               : words->stick_leave;
}

/* A package that could not be read has only the name of its file. */
static const char *says_refused(const struct stick_voice *voice,
                                const struct stick_item *item)
{
    const char *name =
        item->id[0] ? arena_printf(voice->arena, "%s %s",
                                   name_of(voice, item->id), item->version)
                    : item->file;

    return stick_voice_fill(voice, voice->language->words->stick_refused,
                            "name", name);
}

static const char *says_copied(const struct stick_voice *voice,
                               const struct stick_item *item)
{
    const struct strings *words = voice->language->words;
    const char *copied = item->count > 0
                             ? count(voice, &words->stick_copied, item->count)
                             : words->stick_copied_none;

    return item->more > 0
               ? arena_printf(voice->arena, "%s %s", copied,
                              count(voice, &words->stick_there, item->more))
               : copied;
}

static const char *says_draft(const struct stick_voice *voice,
                              const struct stick_item *item)
{
    const struct strings *words = voice->language->words;
    const char *text =
        item->count > 0 ? count(voice, &words->stick_draft_faulty, item->count)
                        : words->stick_draft_good;

    return stick_voice_fill(voice, text, "name", item->id);
}

static const char *says_reason(const struct stick_voice *voice,
                               const struct stick_item *item)
{
    return *(const char *const *)((const char *)voice->language->words +
                                  whys[item->reason]);
}

/* Of content: its name and versions. */
static const char *says_content(const struct stick_voice *voice,
                                const struct stick_item *item, const char *text)
{
    const char *places[] = {"name",    name_of(voice, item->id),
                            "before",  item->before,
                            "version", item->version,
                            NULL};

    return strings_fill(voice->arena, text, places);
}

const char *stick_says_item(const struct stick_voice *voice,
                            const struct stick_item *item)
{
    const struct strings *words = voice->language->words;

    switch ((int)item->event) {
    case STICK_TOOK:
        return says_content(voice, item,
                            item->before[0] ? words->stick_becomes
                                            : words->stick_new);
    case STICK_LEFT:
        return says_content(voice, item, words->stick_left);
    case STICK_REFUSED:
        return says_refused(voice, item);
    case STICK_NO_BUNDLES:
        return words->stick_none;
    case STICK_DRAFT:
        return says_draft(voice, item);
    case STICK_COPIED:
        return says_copied(voice, item);
    case STICK_PLAIN:
        return count(voice, &words->stick_plain, item->count);
    default:
        return says_reason(voice, item);
    }
}

const char *stick_says_why(const struct stick_voice *voice,
                           const struct stick_item *item)
{
    return item->event == STICK_REFUSED ? says_reason(voice, item) : NULL;
}

const char *stick_says_soon(const struct stick_voice *voice,
                            const struct stick *stick)
{
    for (int i = 0; i < stick->item_count; i++)
        if (stick->items[i].event == STICK_TOOK)
            return voice->language->words->stick_soon;
    return NULL;
}

const char *stick_says_more(const struct stick_voice *voice,
                            const struct stick *stick)
{
    if (stick->item_more == 0)
        return NULL;
    return stick_voice_fill(voice, voice->language->words->stick_more, "n",
                            arena_printf(voice->arena, "%d", stick->item_more));
}
