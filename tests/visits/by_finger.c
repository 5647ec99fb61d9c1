/*
 * by_finger WxH SCRIPT COMMAND...: gestures by real fingers on a real X server
 * with a touch screen, and what must then be seen. A line of the script:
 *
 *     tap X,Y               one finger, down and up at once, on a still screen
 *     again X,Y             the same without waiting
 *     mouse X,Y             a tap with the mouse
 *     fingers MS PATH...    fingers that come down together, go their way in
 *                           MS and leave together; PATH is X,Y or X,Y>X,Y
 *     wait MS               nothing
 *     keep NAME             what is seen once it is still
 *     same NAME WORDS       that is seen again, once it is still; else WORDS
 *     other NAME WORDS      something else is seen
 *     moves WORDS           what is seen changes though no finger is there
 *
 * Exit 1 when something else was seen; a picture of it is beside the script.
 */
#include "common.h"
#include "screen.h"
#include "subject.h"
#include "touch_screen.h"
#include "watch.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT = 24, STEP_MS = 8, CALM_MS = 100, STILL_MS = 400, LIMIT_MS = 8000 };

static struct screen screen;
static struct subject subject;
static struct watch watch;
static struct kept {
    char name[40];
    uint32_t *pixels;
} kept[KEPT];
static int faults;

static void clean_up(void)
{
    subject_stop(&subject);
    screen_close(&screen);
}

static void on_signal(int number)
{
    (void)number;
    clean_up();
    _Exit(3);
}

struct path {
    int x, y, to_x, to_y;
};

static int read_paths(char *text, struct path *paths)
{
    char *rest = text, *word;
    int count = 0;

    while ((word = strtok_r(rest, " ", &rest)) != NULL) {
        struct path *path = &paths[count++];
        int read = sscanf(word, "%d,%d>%d,%d", &path->x, &path->y, &path->to_x,
                          &path->to_y);
        if (count > TOUCH_FINGERS || (read != 2 && read != 4))
            die("not the way of a finger: %s", word);
        if (read == 2) {
            path->to_x = path->x;
            path->to_y = path->y;
        }
    }
    return count;
}

static void move_fingers(char *text)
{
    struct path paths[TOUCH_FINGERS + 1];
    int ms = (int)strtol(text, &text, 10);
    int count = read_paths(text, paths);
    int steps = ms / STEP_MS;

    for (int step = 0; step <= steps + 1; step++) {
        enum touch touch = step == 0           ? TOUCH_BEGIN
                           : step == steps + 1 ? TOUCH_END
                                               : TOUCH_MOVE;
        int at = step > steps ? steps : step;

        for (int i = 0; i < count; i++) {
            const struct path *path = &paths[i];
            int x = path->x + (steps ? (path->to_x - path->x) * at / steps : 0);
            int y = path->y + (steps ? (path->to_y - path->y) * at / steps : 0);
            touch_screen_send(&screen, i, touch, x, y);
        }
        if (touch != TOUCH_END)
            sleep_ms(STEP_MS);
    }
}

static void tap(const char *text, bool is_finger)
{
    int x, y;

    if (sscanf(text, "%d,%d", &x, &y) != 2)
        die("not a place: %s", text);
    if (!is_finger) {
        screen_point(&screen, x, y);
        sleep_ms(30);
    }
    screen_press(&screen, is_finger, x, y);
    screen_lift(&screen, is_finger, x, y);
    if (!is_finger) /* it is part of the picture */
        screen_point(&screen, screen.width - 1, screen.height - 1);
}

static struct kept *find(const char *name)
{
    for (int i = 0; i < KEPT; i++)
        if (!kept[i].pixels || strcmp(kept[i].name, name) == 0)
            return &kept[i];
    die("too many pictures are kept");
}

static bool is_seen(const struct kept *picture)
{
    return memcmp(picture->pixels, watch.now, watch.pixels * 4) == 0;
}

static void fault(const char *folder, const char *words)
{
    char path[300];

    faults++;
    printf("not so: %s\n", words);
    snprintf(path, sizeof(path), "%s-fault-%d.ppm", folder, faults);
    watch_shoot(&screen, path);
}

static void keep(const char *name)
{
    struct kept *picture = find(name);

    snprintf(picture->name, sizeof(picture->name), "%s", name);
    picture->pixels = calloc(watch.pixels, 4);
    memcpy(picture->pixels, watch.now, watch.pixels * 4);
}

/* A busy kiosk is given time to come to what it should show. */
static bool comes_to(const struct kept *picture, bool wants_same)
{
    double start = now_ms();

    do {
        watch_calm(&screen, STILL_MS, LIMIT_MS);
        watch_look(&watch);
        if (is_seen(picture) == wants_same)
            return true;
    } while (now_ms() - start < LIMIT_MS);
    return false;
}

static void look(const char *verb, char *rest, const char *script)
{
    char *words = strchr(rest, ' ');
    bool wants_same = strcmp(verb, "same") == 0;
    struct kept *picture;

    if (strcmp(verb, "keep") == 0) {
        watch_calm(&screen, STILL_MS, LIMIT_MS);
        watch_look(&watch);
        keep(rest);
        return;
    }
    if (!words)
        die("%s: which words?", rest);
    *words++ = '\0';
    picture = find(rest);
    if (!picture->pixels)
        die("no picture is called %s", rest);
    if (!comes_to(picture, wants_same))
        fault(script, words);
}

static void must_move(const char *words, const char *script)
{
    enum { SOON_MS = 100 };
    double start = now_ms();

    watch_look(&watch);
    watch_keep(&watch);
    do {
        sleep_ms(4);
        watch_look(&watch);
    } while (!watch_differs(&watch) && now_ms() - start < SOON_MS);
    if (!watch_differs(&watch))
        fault(script, words);
}

static void run_line(char *line, const char *script)
{
    char *rest = strchr(line, ' ');

    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '#' || line[0] == '\0')
        return;
    if (!rest)
        die("not a line of a script: %s", line);
    *rest++ = '\0';
    if (strcmp(line, "tap") == 0 || strcmp(line, "mouse") == 0)
        watch_calm(&screen, CALM_MS, LIMIT_MS);
    if (strcmp(line, "tap") == 0 || strcmp(line, "again") == 0)
        tap(rest, true);
    else if (strcmp(line, "mouse") == 0)
        tap(rest, false);
    else if (strcmp(line, "fingers") == 0)
        move_fingers(rest);
    else if (strcmp(line, "wait") == 0)
        sleep_ms(atoi(rest));
    else if (strcmp(line, "moves") == 0)
        must_move(rest, script);
    else
        look(line, rest, script);
}

static void run(const char *script)
{
    FILE *file = fopen(script, "r");
    char line[400];

    if (!file)
        die("%s cannot be read", script);
    while (fgets(line, sizeof(line), file))
        run_line(line, script);
    fclose(file);
}

static void start(char **command)
{
    struct watch strips;
    struct watch_wait wait = {.limit_ms = 60000, .settle_ms = 500, .nap_ms = 5};
    struct watch_change change;

    watch_init_strips(&strips, &screen);
    watch_blacken(&strips);
    wait.start_ms = now_ms();
    subject_start(&subject, command);
    wait.alive = subject.pid;
    if (!watch_change(&strips, &wait, &change))
        die("the program shows nothing");
    watch_fini(&strips);
}

int main(int argc, char **argv)
{
    int width, height;

    if (argc < 4 || sscanf(argv[1], "%dx%d", &width, &height) != 2)
        die("by_finger WxH SCRIPT COMMAND...");
    subject_adopt();
    atexit(clean_up);
    signal(SIGTERM, on_signal);
    signal(SIGINT, on_signal);
    screen_open(&screen, true, width, height);
    screen_point(&screen, width - 1, height - 1);
    subject.server = screen.server;
    subject.screen = screen.name;
    watch_init(
        &watch, &screen,
        &(XRectangle){0, 0, (unsigned short)width, (unsigned short)height}, 1);
    start(argv + 3);
    run(argv[2]);
    printf("%d faults\n", faults);
    return faults > 0;
}
