#include "steps.h"
#include "common.h"
#include "series.h"
#include "watch.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char steps_help[] =
    "  wait:MS  calm:MS  shot:FILE.ppm  click:X,Y  mem:NAME  idle:SECONDS\n"
    "  tap:NAME:X,Y:RX,RY,RW,RH:N[:BX,BY]    press to changed pixels in the\n"
    "                                        rectangle; B is the way back\n"
    "  drag:NAME:X,Y:X,Y:RX,RY,RW,RH:SEC:HZ  frames while the pointer moves\n"
    "  touch:... swipe:...                   the same with a finger\n"
    "  walk:NAME:COUNT:EVERY:X,Y[;X,Y...]    so many presses in turn, memory\n"
    "                                        after every EVERY of them\n";

enum { WORDS = 8 };
struct words {
    char text[512];
    char *at[WORDS];
    int count;
};

static void split(const char *step, struct words *words)
{
    char *at = words->text;

    words->count = 0;
    snprintf(words->text, sizeof(words->text), "%s", step);
    while (at && words->count < WORDS) {
        words->at[words->count++] = at;
        at = strchr(at, ':');
        if (at)
            *at++ = '\0';
    }
    for (int i = words->count; i < WORDS; i++)
        words->at[i] = words->text + strlen(words->text);
}

struct place {
    int x, y;
};

static struct place place_of(const char *word)
{
    struct place place;

    if (sscanf(word, "%d,%d", &place.x, &place.y) != 2)
        die("not a place X,Y: %s", word);
    return place;
}

static XRectangle rect_of(const struct screen *screen, const char *word)
{
    int x, y, w, h;

    if (sscanf(word, "%d,%d,%d,%d", &x, &y, &w, &h) != 4 || x < 0 || y < 0 ||
        w < 1 || h < 1 || x + w > screen->width || y + h > screen->height)
        die("not a rectangle X,Y,W,H on the screen: %s", word);
    return (XRectangle){(short)x, (short)y, (unsigned short)w,
                        (unsigned short)h};
}

struct tap {
    bool is_finger;
    struct place place;
    struct series first, settled;
};

/* The pointer rests at its place and the screen is still beforehand, so that
 * what hovering changes does not count. */
static void tap_once(struct meter *meter, struct watch *watch, struct tap *tap)
{
    struct screen *screen = &meter->screen;
    struct watch_wait wait = {
        .limit_ms = 5000, .settle_ms = meter->settle_ms, .nap_ms = .25};
    struct watch_change change;

    if (!tap->is_finger) {
        screen_point(screen, tap->place.x, tap->place.y);
        sleep_ms(30);
    }
    watch_calm(screen, 150, 3000);
    watch_look(watch);
    watch_keep(watch);
    wait.start_ms = now_ms();
    screen_press(screen, tap->is_finger, tap->place.x, tap->place.y);
    screen_lift(screen, tap->is_finger, tap->place.x, tap->place.y);
    if (!watch_change(watch, &wait, &change)) {
        tap->first.missed++;
        tap->settled.missed++;
        return;
    }
    series_add(&tap->first, change.first_ms);
    series_add(&tap->settled, change.last_ms);
}

static void print_tap(struct tap *tap, const char *name, const char *way)
{
    char what[80];

    snprintf(what, sizeof(what), "tap %.40s%s", name, way);
    series_print(&tap->first, what, "first_ms");
    series_print(&tap->settled, what, "settled_ms");
}

static void run_tap(struct meter *meter, const struct words *words,
                    bool is_finger)
{
    static struct tap there, back;
    XRectangle rect = rect_of(&meter->screen, words->at[3]);
    int rounds = atoi(words->at[4]);
    bool has_back = words->at[5][0] != '\0';
    struct snapshot from, to;
    struct watch watch;

    there =
        (struct tap){.is_finger = is_finger, .place = place_of(words->at[2])};
    back = (struct tap){.is_finger = is_finger};
    if (has_back)
        back.place = place_of(words->at[5]);
    watch_init(&watch, &meter->screen, &rect, 1);
    snapshot_take(&from, &meter->subject, false);
    for (int i = 0; i < rounds; i++) {
        tap_once(meter, &watch, &there);
        if (has_back)
            tap_once(meter, &watch, &back);
    }
    snapshot_take(&to, &meter->subject, false);
    print_tap(&there, words->at[1], "");
    if (has_back)
        print_tap(&back, words->at[1], "_back");
    printf("tap %s foreign_cpu_pct=%.1f\n", words->at[1],
           snapshot_foreign(&from, &to));
    watch_fini(&watch);
}

struct drag {
    bool is_finger;
    struct place from, to;
    double seconds, hz;
    long events, frames, looks;
    double last_frame_ms, last_look_ms, longest_look_ms;
    struct series gaps; /* between frames */
};

/* To and fro between two places, one stroke each way. */
static void move_on(struct meter *meter, struct drag *drag, double passed_ms)
{
    double strokes = passed_ms / meter->stroke_ms;
    double part = strokes - (double)(long)strokes;

    if ((long)strokes % 2 == 1)
        part = 1 - part;
    screen_drag(&meter->screen, drag->is_finger,
                drag->from.x + (int)((drag->to.x - drag->from.x) * part),
                drag->from.y + (int)((drag->to.y - drag->from.y) * part));
    drag->events++;
}

static void count_frame(struct drag *drag, struct watch *watch)
{
    double now;

    watch_look(watch);
    now = now_ms();
    if (drag->looks++ > 0 && now - drag->last_look_ms > drag->longest_look_ms)
        drag->longest_look_ms = now - drag->last_look_ms;
    drag->last_look_ms = now;
    if (!watch_differs(watch))
        return;
    watch_keep(watch);
    if (drag->frames > 0 && now - drag->last_frame_ms <= WATCH_MERGE_MS)
        return;
    if (drag->frames > 0)
        series_add(&drag->gaps, now - drag->last_frame_ms);
    drag->frames++;
    drag->last_frame_ms = now;
}

static void drag_about(struct meter *meter, struct drag *drag,
                       struct watch *watch)
{
    double start = now_ms(), next = start, nap;

    screen_press(&meter->screen, drag->is_finger, drag->from.x, drag->from.y);
    while (now_ms() - start < drag->seconds * 1e3) {
        if (now_ms() >= next) {
            move_on(meter, drag, now_ms() - start);
            next += 1e3 / drag->hz;
            if (next < now_ms())
                next = now_ms();
        }
        count_frame(drag, watch);
        nap = next - now_ms();
        if (nap > 0)
            sleep_ms(nap > 1 ? 1 : nap);
    }
}

static void print_drag(struct drag *drag, const char *name,
                       const struct snapshot *from, const struct snapshot *to)
{
    double passed_ms = to->at_ms - from->at_ms;
    double cpu_ms = to->usage.cpu_ms - from->usage.cpu_ms;
    char what[80];

    printf("drag %s seconds=%.2f events=%ld frames=%ld fps=%.1f "
           "cpu_ms_per_frame=%.3f looks_per_s=%.0f longest_look_ms=%.1f "
           "server_cpu_pct=%.1f foreign_cpu_pct=%.1f\n",
           name, passed_ms / 1e3, drag->events, drag->frames,
           (double)drag->frames * 1e3 / passed_ms,
           drag->frames ? cpu_ms / (double)drag->frames : -1,
           (double)drag->looks * 1e3 / passed_ms, drag->longest_look_ms,
           100 * (to->server_ms - from->server_ms) / passed_ms,
           snapshot_foreign(from, to));
    snprintf(what, sizeof(what), "drag %.40s", name);
    series_print(&drag->gaps, what, "gap_ms");
}

static void run_drag(struct meter *meter, const struct words *words,
                     bool is_finger)
{
    static struct drag drag;
    XRectangle rect = rect_of(&meter->screen, words->at[4]);
    struct snapshot from, to;
    struct watch watch;

    drag = (struct drag){.is_finger = is_finger,
                         .from = place_of(words->at[2]),
                         .to = place_of(words->at[3]),
                         .seconds = atof(words->at[5]),
                         .hz = atof(words->at[6])};
    if (drag.seconds <= 0 || drag.hz <= 0)
        die("a drag needs seconds and events a second");
    watch_init(&watch, &meter->screen, &rect, 1);
    if (!is_finger)
        screen_point(&meter->screen, drag.from.x, drag.from.y);
    watch_calm(&meter->screen, 300, 3000);
    watch_look(&watch);
    watch_keep(&watch);
    snapshot_take(&from, &meter->subject, false);
    drag_about(meter, &drag, &watch);
    snapshot_take(&to, &meter->subject, false);
    screen_lift(&meter->screen, is_finger, drag.to.x, drag.to.y);
    watch_calm(&meter->screen, 300, 3000);
    print_drag(&drag, words->at[1], &from, &to);
    watch_fini(&watch);
}

/* Nothing is looked at meanwhile. */
static void run_idle(struct meter *meter, double seconds)
{
    struct snapshot from, to;

    watch_calm(&meter->screen, 1000, 8000);
    snapshot_take(&from, &meter->subject, false);
    sleep_ms(seconds * 1e3);
    snapshot_take(&to, &meter->subject, false);
    printf("idle seconds=%.2f cpu_ms=%.2f wakeups=%ld preempted=%ld "
           "server_cpu_ms=%.2f processes=%d threads=%d foreign_cpu_pct=%.1f\n",
           (to.at_ms - from.at_ms) / 1e3, to.usage.cpu_ms - from.usage.cpu_ms,
           to.usage.wakeups - from.usage.wakeups,
           to.usage.preempted - from.usage.preempted,
           to.server_ms - from.server_ms, to.usage.processes, to.usage.threads,
           snapshot_foreign(&from, &to));
}

static void run_memory(struct meter *meter, const char *name)
{
    struct snapshot now;

    snapshot_take(&now, &meter->subject, true);
    printf("mem %s pss_mib=%.1f rss_mib=%.1f peak_rss_mib=%.1f processes=%d "
           "threads=%d\n",
           name, (double)now.usage.pss_kib / 1024,
           (double)now.usage.rss_kib / 1024, (double)now.usage.peak_kib / 1024,
           now.usage.processes, now.usage.threads);
}

/* By the finger, where there is a touch screen. */
static void press_once(struct meter *meter, struct place place)
{
    struct screen *screen = &meter->screen;
    bool is_finger = screen->touch_socket >= 0;

    if (!is_finger)
        screen_point(screen, place.x, place.y);
    screen_press(screen, is_finger, place.x, place.y);
    screen_lift(screen, is_finger, place.x, place.y);
}

static void run_click(struct meter *meter, struct place place)
{
    if (meter->screen.touch_socket < 0) {
        screen_point(&meter->screen, place.x, place.y);
        sleep_ms(30);
    }
    press_once(meter, place);
    watch_calm(&meter->screen, 300, 5000);
}

/* Goes on as soon as the screen answers, as nobody does who reads. */
static void run_walk(struct meter *meter, const struct words *words)
{
    struct watch_wait wait = {.limit_ms = 500, .settle_ms = 0, .nap_ms = 1};
    int count = atoi(words->at[2]), every = atoi(words->at[3]), missed = 0;
    const char *at = words->at[4];
    struct watch watch;
    struct watch_change change;

    watch_init_strips(&watch, &meter->screen);
    for (int i = 1; i <= count; i++) {
        watch_look(&watch);
        watch_keep(&watch);
        wait.start_ms = now_ms();
        press_once(meter, place_of(at));
        missed += !watch_change(&watch, &wait, &change);
        at = strchr(at, ';') ? strchr(at, ';') + 1 : words->at[4];
        if (every < 1 || i % every)
            continue;
        watch_calm(&meter->screen, 1000, 8000);
        char name[80];
        snprintf(name, sizeof(name), "%.40s-%d", words->at[1], i);
        run_memory(meter, name);
        fflush(stdout);
    }
    printf("walk %s presses=%d missed=%d\n", words->at[1], count, missed);
    watch_fini(&watch);
}

void steps_run(struct meter *meter, const char *step)
{
    struct words words;
    const char *name;

    split(step, &words);
    name = words.at[0];
    if (strcmp(name, "wait") == 0)
        sleep_ms(atof(words.at[1]));
    else if (strcmp(name, "calm") == 0)
        watch_calm(&meter->screen, atof(words.at[1]), 20000);
    else if (strcmp(name, "shot") == 0)
        watch_shoot(&meter->screen, words.at[1]);
    else if (strcmp(name, "click") == 0)
        run_click(meter, place_of(words.at[1]));
    else if (strcmp(name, "mem") == 0)
        run_memory(meter, words.at[1]);
    else if (strcmp(name, "walk") == 0)
        run_walk(meter, &words);
    else if (strcmp(name, "idle") == 0)
        run_idle(meter, atof(words.at[1]));
    else if (strcmp(name, "tap") == 0 || strcmp(name, "touch") == 0)
        run_tap(meter, &words, name[1] == 'o');
    else if (strcmp(name, "drag") == 0 || strcmp(name, "swipe") == 0)
        run_drag(meter, &words, name[0] == 's');
    else
        die("unknown step: %s", step);
    fflush(stdout);
}
