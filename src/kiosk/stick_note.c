#include "kiosk/stick_note.h"

#include "base/arena.h"
#include "base/fs.h"
#include "kiosk/stick_words.h"
#include <stdlib.h>
#include <string.h>

enum { REPORT_BYTES = 1024 * 1024 };

static void add_line(struct str *out, const char *before, const char *text)
{
    if (text && *text)
        str_addf(out, "%s%s\r\n", before, text);
}

/* What programs say beyond that is in English: among its kind, else once. */
static bool has_details(const struct stick_voice *voice)
{
    const struct kiosk *kiosk = voice->kiosk;
    const struct kiosk_language *where = &kiosk->languages[0];

    for (int i = 0; i < kiosk->language_count; i++)
        if (str_starts(kiosk->languages[i].words_tag, "en"))
            where = &kiosk->languages[i];
    return voice->language->words == where->words;
}

static void add_item(const struct stick_voice *voice,
                     const struct stick_item *item, struct str *out)
{
    add_line(out, "- ", stick_says_item(voice, item));
    add_line(out, "  ", stick_says_why(voice, item));
    if (item->event == STICK_REFUSED && item->id[0])
        add_line(out, "  ", item->file);
    if (stick_item_is_wrong(item) && has_details(voice))
        add_line(out, "  ", item->detail);
}

static void add_heading(struct str *out, const char *text)
{
    str_addf(out, "%s\r\n\r\n", text);
}

static void add_part(const struct stick_voice *voice, const struct stick *stick,
                     struct str *out)
{
    const struct strings *words = voice->language->words;

    add_heading(out, stick_voice_fill(voice, words->note_title, "kiosk",
                                      voice->kiosk->config->kiosk));
    if (stick->step == STICK_STEP_NOT_OURS)
        add_line(out, "- ", words->stick_not_ours);
    for (int i = 0; i < stick->item_count; i++)
        add_item(voice, &stick->items[i], out);
    add_line(out, "- ", stick_says_more(voice, stick));
    add_line(out, "- ", stick_says_soon(voice, stick));
    str_add(out, "\r\n");
    add_heading(out, words->note_next);
    add_line(out, "- ", words->note_feedback);
    add_line(out, "- ", words->note_content);
    add_line(out, "- ", words->note_anew);
}

void stick_note_write(const struct kiosk *kiosk, const struct stick *stick,
                      struct str *out)
{
    struct arena arena = {0};

    str_add(out, "\xEF\xBB\xBF");
    for (int i = 0; i < kiosk->language_count; i++) {
        const struct kiosk_language *language = &kiosk->languages[i];
        bool is_again = false;
        for (int k = 0; k < i; k++)
            is_again |= kiosk->languages[k].words == language->words;
        if (is_again)
            continue;
        if (i > 0)
            str_add(out, "\r\n----------------------------------------"
                         "\r\n\r\n");
        add_part(&(struct stick_voice){kiosk, language, &arena}, stick, out);
    }
    arena_fini(&arena);
}

/* The last stick of all that the lines tell of. */
static void hear_all(struct sticks *sticks, char *lines)
{
    struct stick_news news;

    for (char *line = lines, *end; line; line = end) {
        end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        if (stick_news_read(line, &news) && news.event != STICK_GONE) {
            if (sticks->count > 0 &&
                !str_equal(sticks->all[0].name, news.stick))
                sticks->count = 0;
            sticks_hear(sticks, &news, false, 0);
        }
    }
}

bool stick_note_from_report(const char *report_path,
                            const struct kiosk_places *places, struct str *out,
                            struct fail *why)
{
    struct kiosk kiosk;
    size_t bytes;
    char *lines =
        fs_read_file(fs_system(), report_path, REPORT_BYTES, &bytes, why);

    if (!lines)
        return false;
    bool ok = kiosk_read(&kiosk, places, why);
    if (ok) {
        struct sticks *sticks = memory_get(sizeof *sticks);
        hear_all(sticks, lines);
        stick_note_write(&kiosk, &sticks->all[0], out);
        free(sticks);
        kiosk_fini(&kiosk);
    }
    free(lines);
    return ok;
}
