/*
 * A black-box meter for full-screen X11 programs: starts a private X server
 * and the program on it, and times what a visitor would notice: the first
 * picture, the answer to a press, smooth dragging; and what it uses meanwhile
 * and when nobody touches it. It injects input and looks at pixels, nothing
 * else. Figures come as lines of `key=value` on stdout.
 */
#include "common.h"
#include "series.h"
#include "steps.h"
#include "watch.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "xmeter [OPTION...] [STEP...] -- COMMAND [ARGUMENT...]\n"
    "  --server xvfb|xorg   xorg has a touch screen\n"
    "  --size WxH  --starts N  --settle MS  --stroke MS\n"
    "steps, after the last start and in this order:\n";

static struct meter meter;

static void clean_up(void)
{
    subject_stop(&meter.subject);
    screen_close(&meter.screen);
}

static void on_signal(int number)
{
    (void)number;
    clean_up();
    _Exit(3);
}

struct options {
    bool has_touch;
    int width, height, starts;
    char **steps, **command; /* both end in NULL */
};

static bool set_option(struct options *options, const char *name,
                       const char *value)
{
    if (strcmp(name, "--server") == 0)
        options->has_touch = strcmp(value, "xorg") == 0;
    else if (strcmp(name, "--size") == 0)
        return sscanf(value, "%dx%d", &options->width, &options->height) == 2;
    else if (strcmp(name, "--starts") == 0)
        return (options->starts = atoi(value)) > 0;
    else if (strcmp(name, "--settle") == 0)
        meter.settle_ms = atof(value);
    else if (strcmp(name, "--stroke") == 0)
        meter.stroke_ms = atof(value);
    else
        return false;
    return true;
}

static bool read_options(struct options *options, char **argv)
{
    char **at = argv + 1;

    while (at[0] && strncmp(at[0], "--", 2) == 0 && at[0][2] && at[1]) {
        if (!set_option(options, at[0], at[1]))
            return false;
        at += 2;
    }
    options->steps = at;
    while (*at && strcmp(*at, "--") != 0)
        at++;
    if (!*at || !at[1])
        return false;
    *at = NULL;
    options->command = at + 1;
    return true;
}

struct starts {
    struct series first, painted, settled, stages, cpu, foreign;
};

/* The program of the start before is gone when the screen is black again. */
static void start_anew(struct watch *watch)
{
    subject_stop(&meter.subject);
    watch_blacken(watch);
    for (double start = now_ms(); now_ms() - start < 5000; sleep_ms(10)) {
        watch_look(watch);
        if (!watch_differs(watch))
            break;
    }
    sleep_ms(300);
    watch_look(watch);
    if (watch_differs(watch))
        die("the screen is not black before the start");
}

static void start_once(struct starts *starts, struct watch *watch,
                       char **command)
{
    struct watch_wait wait = {
        .limit_ms = 60000, .settle_ms = meter.settle_ms, .nap_ms = 1};
    struct watch_change change;
    struct snapshot from, to;

    start_anew(watch);
    screen_point(&meter.screen, meter.screen.width - 1,
                 meter.screen.height / 2);
    snapshot_take(&from, &meter.subject, false);
    wait.start_ms = now_ms();
    subject_start(&meter.subject, command);
    wait.alive = meter.subject.pid;
    if (!watch_change(watch, &wait, &change)) {
        starts->first.missed++;
        return;
    }
    snapshot_take(&to, &meter.subject, false);
    series_add(&starts->first, change.first_ms);
    if (change.painted_ms >= 0)
        series_add(&starts->painted, change.painted_ms);
    else
        starts->painted.missed++;
    series_add(&starts->settled, change.last_ms);
    series_add(&starts->stages, change.stages);
    series_add(&starts->cpu, to.usage.cpu_ms);
    series_add(&starts->foreign, snapshot_foreign(&from, &to));
}

static void measure_starts(const struct options *options)
{
    static struct starts starts;
    struct watch watch;

    watch_init_strips(&watch, &meter.screen);
    for (int i = 0; i < options->starts; i++)
        start_once(&starts, &watch, options->command);
    watch_fini(&watch);
    series_print(&starts.first, "start", "first_ms");
    series_print(&starts.painted, "start", "painted_ms");
    series_print(&starts.settled, "start", "settled_ms");
    series_print(&starts.stages, "start", "stages");
    series_print(&starts.cpu, "start", "cpu_ms");
    series_print(&starts.foreign, "start", "foreign_cpu_pct");
}

int main(int argc, char **argv)
{
    struct options options = {.width = 1920, .height = 1080, .starts = 1};

    (void)argc;
    meter.settle_ms = 300;
    meter.stroke_ms = 500;
    if (!read_options(&options, argv)) {
        fprintf(stderr, "%s%s", help, steps_help);
        return 64;
    }
    subject_adopt();
    atexit(clean_up);
    signal(SIGTERM, on_signal);
    signal(SIGINT, on_signal);
    signal(SIGPIPE, SIG_IGN);
    screen_open(&meter.screen, options.has_touch, options.width,
                options.height);
    meter.subject.screen = meter.screen.name;
    meter.subject.server = meter.screen.server;
    measure_starts(&options);
    for (char **step = options.steps; *step; step++)
        steps_run(&meter, *step);
    return 0;
}
