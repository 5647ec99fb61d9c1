#include "base/stick_report.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char begin[] = "stick ";

static const char *const events[STICK_EVENT__COUNT] = {
    [STICK_READING] = "reading", [STICK_NOT_OURS] = "not-ours",
    [STICK_WAITING] = "waiting", [STICK_CHECKING] = "checking",
    [STICK_TOOK] = "took",       [STICK_LEFT] = "left",
    [STICK_REFUSED] = "refused", [STICK_NO_BUNDLES] = "no-bundles",
    [STICK_DRAFT] = "draft",     [STICK_COPYING] = "copying",
    [STICK_COPIED] = "copied",   [STICK_PLAIN] = "plain",
    [STICK_FAILED] = "failed",   [STICK_DONE] = "done",
    [STICK_GONE] = "gone",
};

static const char *const reasons[STICK_REASON__COUNT] = {
    [STICK_NO_REASON] = "",
    [STICK_UNSIGNED] = "unsigned",
    [STICK_UNKNOWN_KEY] = "unknown-key",
    [STICK_REVOKED] = "revoked",
    [STICK_CHANGED] = "changed",
    [STICK_DAMAGED] = "damaged",
    [STICK_OLDER] = "older",
    [STICK_SAME_SERIAL] = "same-serial",
    [STICK_JUMP] = "jump",
    [STICK_OTHER_PROGRAMME] = "other-programme",
    [STICK_FAULTY] = "faulty",
    [STICK_BAD_BEFORE] = "bad-before",
    [STICK_SET_ASIDE] = "set-aside",
    [STICK_TOO_LARGE] = "too-large",
    [STICK_NO_ROOM] = "no-room",
    [STICK_FULL] = "full",
    [STICK_CANNOT_READ] = "cannot-read",
    [STICK_CANNOT_WRITE] = "cannot-write",
    [STICK_NO_KEYS] = "no-keys",
    [STICK_KIOSK] = "kiosk",
};

const char *stick_event_name(enum stick_event event)
{
    return events[event];
}

const char *stick_reason_name(enum stick_reason reason)
{
    return reasons[reason];
}

static bool is_plain(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' ||
           byte == '.';
}

bool stick_is_name(const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i++)
        if (!is_plain(text[i]))
            return false;
    return length > 0 && length < 64;
}

/* As many whole bytes of the value as there is room for. */
static void add_value(struct str *line, const char *key, const char *value)
{
    if (!value || line->length + strlen(key) + 2 >= STICK_LINE_BYTES)
        return;
    str_addf(line, " %s=", key);
    for (; *value && line->length + 4 < STICK_LINE_BYTES; value++)
        if (is_plain(*value))
            str_add_bytes(line, value, 1);
        else
            str_addf(line, "%%%02X", (unsigned char)*value);
}

static void add_number(struct str *line, const char *key, long long number)
{
    if (number != 0)
        str_addf(line, " %s=%lld", key, number);
}

/* What is longest comes last, so that it is what may be cut. */
void stick_news_write(const struct stick_news *news, struct str *line)
{
    struct str out = {0};

    assert(stick_is_name(news->stick));
    str_addf(&out, "%s%s %s", begin, news->stick, events[news->event]);
    add_number(&out, "percent", news->percent);
    add_number(&out, "count", news->count);
    add_number(&out, "more", news->more);
    if (news->reason != STICK_NO_REASON)
        add_value(&out, "reason", reasons[news->reason]);
    add_value(&out, "id", news->id);
    add_value(&out, "version", news->version);
    add_value(&out, "before", news->before);
    add_value(&out, "file", news->file);
    add_value(&out, "detail", news->detail);
    str_add(line, out.text);
    str_fini(&out);
}

static int digit(char byte)
{
    return byte >= '0' && byte <= '9'   ? byte - '0'
           : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                        : -1;
}

static bool decode(char *text)
{
    char *to = text;

    for (; *text; text++) {
        int byte = (unsigned char)*text;
        if (byte == '%') {
            int high = digit(text[1]), low = high < 0 ? -1 : digit(text[2]);
            byte = high * 16 + low;
            if (low < 0 || byte == 0)
                return false;
            text += 2;
        }
        *to++ = (char)byte;
    }
    *to = '\0';
    return true;
}

static int find(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return i;
    return -1;
}

static bool read_number(const char *text, long long most, long long *ret_number)
{
    char *end;

    *ret_number = strtoll(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end && *ret_number <= most;
}

static bool read_value(struct stick_news *news, const char *key, char *value)
{
    struct {
        const char *key, **text;
    } texts[] = {{"id", &news->id},
                 {"version", &news->version},
                 {"before", &news->before},
                 {"file", &news->file},
                 {"detail", &news->detail}};
    long long number;

    if (!decode(value))
        return false;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (str_equal(key, texts[i].key))
            return *texts[i].text = value, true;
    if (str_equal(key, "count"))
        return read_number(value, INT32_MAX, &news->count);
    if (str_equal(key, "more"))
        return read_number(value, INT32_MAX, &news->more);
    if (str_equal(key, "percent")) {
        bool ok = read_number(value, 100, &number);
        news->percent = ok ? (int)number : 0;
        return ok;
    }
    if (!str_equal(key, "reason"))
        return true;
    int reason = find(reasons, STICK_REASON__COUNT, value);
    news->reason = reason < 0 ? STICK_KIOSK : (enum stick_reason)reason;
    return true;
}

/* The word that begins here; *next is behind it. */
static char *word(char **next)
{
    char *start = *next, *space = strchr(start, ' ');

    *next = space ? space + 1 : start + strlen(start);
    if (space)
        *space = '\0';
    return start;
}

bool stick_news_read(char *line, struct stick_news *ret_news)
{
    char *next = line;
    int event;

    *ret_news = (struct stick_news){0};
    if (strlen(line) >= STICK_LINE_BYTES || !str_starts(line, begin))
        return false;
    next += strlen(begin);
    ret_news->stick = word(&next);
    event = find(events, STICK_EVENT__COUNT, word(&next));
    if (!stick_is_name(ret_news->stick) || event < 0)
        return false;
    ret_news->event = (enum stick_event)event;
    while (*next) {
        char *key = word(&next), *equals = strchr(key, '=');
        if (!equals)
            return false;
        *equals = '\0';
        if (!read_value(ret_news, key, equals + 1))
            return false;
    }
    return true;
}
