#include "kiosk/sticks.h"

#include "yaml/shown.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names of files come from a stick: no letters that move others about. */
static void keep(char *to, size_t room, const char *text)
{
    static const char dots[] = "…";
    struct str clean = {0};
    size_t bytes;

    shown_add(&clean, text ? text : "", text ? strlen(text) : 0);
    bytes = clean.length;
    if (bytes >= room)
        bytes = room - sizeof dots;
    while (bytes < clean.length && bytes > 0 &&
           ((unsigned char)clean.text[bytes] & 0xC0) == 0x80)
        bytes--;
    snprintf(to, room, "%.*s%s", (int)bytes, str_text(&clean),
             bytes < clean.length ? dots : "");
    str_fini(&clean);
}
#define KEEP(to, text) keep((to), sizeof(to), (text))

static struct stick *find(struct sticks *sticks, const char *name)
{
    for (int i = 0; i < sticks->count; i++)
        if (str_equal(sticks->all[i].name, name))
            return &sticks->all[i];
    return NULL;
}

static void forget(struct sticks *sticks, int i)
{
    sticks->count--;
    memmove(&sticks->all[i], &sticks->all[i + 1],
            (size_t)(sticks->count - i) * sizeof *sticks->all);
    sticks->scroll_px = 0;
}

bool stick_is_over(const struct stick *stick)
{
    return stick->step >= STICK_STEP_NOT_OURS;
}

bool stick_item_is_wrong(const struct stick_item *item)
{
    return item->event == STICK_REFUSED || item->event == STICK_FAILED;
}

bool stick_went_wrong(const struct stick *stick)
{
    for (int i = 0; i < stick->item_count; i++)
        if (stick_item_is_wrong(&stick->items[i]))
            return true;
    return stick->step == STICK_STEP_NOT_OURS ||
           stick->step == STICK_STEP_STOPPED;
}

static struct stick *add(struct sticks *sticks, const char *name, bool is_visit)
{
    for (int i = 0; sticks->count == STICKS && i < STICKS; i++)
        if (stick_is_over(&sticks->all[i]))
            forget(sticks, i);
    if (sticks->count == STICKS)
        return NULL;
    if (sticks->count == 0)
        *sticks = (struct sticks){.is_folded = is_visit};
    struct stick *stick = &sticks->all[sticks->count++];
    *stick = (struct stick){.step = STICK_STEP_READING};
    KEEP(stick->name, name);
    return stick;
}

static void add_item(struct stick *stick, const struct stick_news *news)
{
    if (stick->item_count == STICK_ITEMS) {
        stick->item_more++;
        return;
    }
    struct stick_item *item = &stick->items[stick->item_count++];
    *item = (struct stick_item){.event = news->event,
                                .reason = news->reason,
                                .count = news->count,
                                .more = news->more};
    KEEP(item->id, news->id);
    KEEP(item->version, news->version);
    KEEP(item->before, news->before);
    KEEP(item->file, news->file);
    KEEP(item->detail, news->detail);
}

/* A stick that was done and is at work again begins anew; one that seemed to
 * have stopped goes on, unless it is read from the beginning. */
static void work(struct stick *stick, enum stick_step step, int percent)
{
    if (stick_is_over(stick) &&
        (stick->step != STICK_STEP_STOPPED || step == STICK_STEP_READING))
        stick->item_count = stick->item_more = 0;
    stick->step = step;
    stick->percent = percent;
}

static void hear(struct stick *stick, const struct stick_news *news)
{
    switch (news->event) {
    case STICK_READING:
        work(stick, STICK_STEP_READING, news->percent);
        break;
    case STICK_WAITING:
        work(stick, STICK_STEP_WAITING, 0);
        break;
    case STICK_CHECKING:
        work(stick, STICK_STEP_CHECKING, news->percent);
        break;
    case STICK_COPYING:
        work(stick, STICK_STEP_COPYING, news->percent);
        break;
    case STICK_NOT_OURS:
        work(stick, STICK_STEP_NOT_OURS, 0);
        break;
    case STICK_DONE:
        if (stick->step != STICK_STEP_NOT_OURS)
            stick->step = STICK_STEP_DONE;
        break;
    case STICK_FAILED:
        stick->step = STICK_STEP_FAILED;
        add_item(stick, news);
        break;
    default:
        add_item(stick, news);
    }
}

bool sticks_hear(struct sticks *sticks, const struct stick_news *news,
                 bool is_visit, int64_t now_ms)
{
    struct stick *stick = find(sticks, news->stick);

    if (news->event == STICK_GONE) {
        if (stick)
            forget(sticks, (int)(stick - sticks->all));
        return stick != NULL;
    }
    if (!stick)
        stick = add(sticks, news->stick, is_visit);
    if (!stick)
        return false;
    hear(stick, news);
    stick->heard_ms = now_ms;
    return true;
}

static bool is_at_work(const struct stick *stick)
{
    return !stick_is_over(stick) && stick->step != STICK_STEP_WAITING &&
           stick->step != STICK_STEP_FAILED;
}

/* Who waits for another has nothing to say. */
static bool may_be_silent(const struct sticks *sticks,
                          const struct stick *stick)
{
    if (stick->step != STICK_STEP_WAITING)
        return false;
    for (int i = 0; i < sticks->count; i++)
        if (is_at_work(&sticks->all[i]))
            return true;
    return false;
}

static int64_t ends_at_ms(const struct stick *stick)
{
    int64_t stays_ms = !stick_is_over(stick)     ? STICK_SILENT_MS
                       : stick_went_wrong(stick) ? STICK_BAD_MS
                                                 : STICK_GOOD_MS;
    return stick->heard_ms + stays_ms;
}

void sticks_pass_time(struct sticks *sticks, int64_t now_ms)
{
    for (int i = sticks->count - 1; i >= 0; i--) {
        struct stick *stick = &sticks->all[i];
        if (may_be_silent(sticks, stick))
            stick->heard_ms = now_ms;
        if (now_ms < ends_at_ms(stick))
            continue;
        if (stick_is_over(stick)) {
            forget(sticks, i);
        } else {
            stick->step = STICK_STEP_STOPPED;
            stick->heard_ms = now_ms;
        }
    }
}

int64_t sticks_deadline_ms(const struct sticks *sticks)
{
    int64_t next_ms = -1;

    for (int i = 0; i < sticks->count; i++) {
        int64_t end_ms = ends_at_ms(&sticks->all[i]);
        if (next_ms < 0 || end_ms < next_ms)
            next_ms = end_ms;
    }
    return next_ms;
}

/* A failed one too: nobody knows whether more will come. */
static void close_all(struct sticks *sticks)
{
    for (int i = sticks->count - 1; i >= 0; i--)
        if (stick_is_over(&sticks->all[i]) ||
            sticks->all[i].step == STICK_STEP_FAILED)
            forget(sticks, i);
    sticks->is_folded = true;
}

bool sticks_tap(struct sticks *sticks, const char *id)
{
    static const char language[] = "stick.lang.";

    if (!str_equal(id, "stick") && !str_starts(id, "stick."))
        return false;
    if (str_starts(id, language))
        sticks->language = atoi(id + strlen(language));
    else if (str_equal(id, "stick.close"))
        close_all(sticks);
    else if (str_starts(id, "stick.fold"))
        sticks->is_folded = true;
    else if (str_equal(id, "stick.open"))
        sticks->is_folded = false;
    return true;
}

bool sticks_scroll(struct sticks *sticks, const char *id, int delta_px,
                   int most_px)
{
    int from = sticks->scroll_px > most_px ? most_px : sticks->scroll_px;
    int to = from + delta_px;

    if (!str_equal(id, "stick"))
        return false;
    sticks->scroll_px = to < 0 ? 0 : to > most_px ? most_px : to;
    return true;
}
