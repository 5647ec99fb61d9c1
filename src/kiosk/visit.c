#include "kiosk/visit.h"

#include "base/array.h"
#include "base/str.h"
#include "kiosk/errand.h"
#include "kiosk/visit_private.h"
#include <stdio.h>
#include <string.h>

enum { VISIT_BYTES = 64 * 1024, MOST_IDLE = 100000, MOST_DRAG = 10000 };

static const char *const verbs[VISIT__COUNT] = {
    [VISIT_START] = "start", [VISIT_TAP] = "tap",
    [VISIT_PRESS] = "press", [VISIT_RELEASE] = "release",
    [VISIT_DRAG] = "drag",   [VISIT_MOVE] = "move",
    [VISIT_AWAY] = "away",   [VISIT_TYPE] = "type",
    [VISIT_IDLE] = "idle",   [VISIT_EXPECT] = "expect",
    [VISIT_SHOT] = "shot",   [VISIT_STOP] = "stop",
    [VISIT_GROUP] = "group", [VISIT_AWAIT] = "await",
    [VISIT_STICK] = "stick",
};

static int find_verb(const char *word)
{
    for (int i = 0; i < VISIT__COUNT; i++)
        if (str_equal(verbs[i], word))
            return i;
    return -1;
}

static bool parse_idle(struct visit_step *step)
{
    int number, taken = 0;

    if (sscanf(step->text, "%d%n", &number, &taken) != 1 || number < 0 ||
        number > MOST_IDLE)
        return false;
    if (str_equal(step->text + taken, "s"))
        step->ms = number * 1000;
    else if (str_equal(step->text + taken, "ms"))
        step->ms = number;
    else
        return false;
    return true;
}

static bool parse_drag(struct visit_step *step, struct arena *arena)
{
    char id[160];

    if (sscanf(step->text, "%159s %d %d", id, &step->dx, &step->dy) != 3)
        return false;
    if (abs(step->dx) > MOST_DRAG || abs(step->dy) > MOST_DRAG)
        return false;
    step->text = arena_printf(arena, "%s", id);
    return true;
}

static bool parse_move(struct visit_step *step)
{
    return sscanf(step->text, "%d %d", &step->dx, &step->dy) == 2 &&
           abs(step->dx) <= MOST_DRAG && abs(step->dy) <= MOST_DRAG;
}

/* Relative to the script, so that it can be run from anywhere. */
static const char *beside(struct visit *visit, const char *path)
{
    const char *slash = strrchr(visit->path, '/');

    if (*path == '/' || !slash)
        return path;
    return arena_printf(&visit->arena, "%.*s/%s", (int)(slash - visit->path),
                        visit->path, path);
}

static bool parse_start(struct visit *visit, char *words)
{
    struct visit_start *start = &visit->start;

    for (char *rest = NULL, *word = strtok_r(words, " ", &rest); word;
         word = strtok_r(NULL, " ", &rest)) {
        if (str_starts(word, "size=")) {
            if (sscanf(word, "size=%dx%d", &start->width, &start->height) != 2)
                return false;
        } else if (str_starts(word, "lang=")) {
            start->language = word + strlen("lang=");
        } else if (str_starts(word, "config=")) {
            start->config = beside(visit, word + strlen("config="));
        } else if (str_starts(word, "seed=")) {
            if (sscanf(word, "seed=%u", &start->seed) != 1)
                return false;
        } else if (str_equal(word, "gallery")) {
            start->is_gallery = true;
        } else {
            return false;
        }
    }
    return start->width >= 0 && start->width <= 8192 && start->height >= 0 &&
           start->height <= 8192;
}

static bool is_file_name(const char *text)
{
    return *text &&
           !text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-")];
}

/* `shown` is the line as it was, and stays. */
static bool parse_step(struct visit *visit, char *line, const char *shown,
                       int number)
{
    char *space = strchr(line, ' ');
    struct visit_step step = {.line = number};
    struct errand errand;

    if (space)
        *space = '\0';
    step.verb = (enum visit_verb)find_verb(line);
    step.text = space ? space + 1 : "";
    switch ((int)step.verb) {
    case -1:
        return false;
    case VISIT_START:
        return visit->steps.count == 0 &&
               (!space || parse_start(visit, space + 1));
    case VISIT_IDLE:
        if (!parse_idle(&step))
            return false;
        break;
    case VISIT_DRAG:
        if (!parse_drag(&step, &visit->arena))
            return false;
        break;
    case VISIT_MOVE:
        if (!parse_move(&step))
            return false;
        break;
    case VISIT_RELEASE:
    case VISIT_AWAY:
    case VISIT_STOP:
        break;
    case VISIT_GROUP:
        step.text = shown;
        if (!errand_read(step.text, &errand))
            return false;
        break;
    case VISIT_STICK:
        step.text = shown;
        break;
    case VISIT_SHOT:
        if (!is_file_name(step.text))
            return false;
        break;
    default:
        if (!*step.text)
            return false;
    }
    array_push(&visit->steps, step);
    return true;
}

static bool parse(struct visit *visit, char *text, struct fail *why)
{
    int number = 0;

    for (char *line = text; line; number++) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        if (*line && *line != '#') {
            const char *shown = arena_printf(&visit->arena, "%s", line);
            if (!parse_step(visit, line, shown, number + 1))
                return fail_set(why, FAIL_INVALID,
                                "%s:%d: not a step of a visit: %s", visit->path,
                                number + 1, shown);
        }
        line = end ? end + 1 : NULL;
    }
    return true;
}

bool visit_read(const struct fs *fs, const char *path, struct visit **ret_visit,
                struct fail *why)
{
    size_t bytes;
    char *text = fs_read_file(fs, path, VISIT_BYTES, &bytes, why);

    if (!text)
        return fail_within(why, "visit");
    struct visit *visit = memory_get(sizeof *visit);
    visit->text = text;
    visit->path = arena_printf(&visit->arena, "%s", path);
    if (!parse(visit, text, why)) {
        visit_free(visit);
        return false;
    }
    *ret_visit = visit;
    return true;
}

void visit_free(struct visit *visit)
{
    if (!visit)
        return;
    array_fini(&visit->steps);
    arena_fini(&visit->arena);
    free(visit->text);
    free(visit);
}

const struct visit_start *visit_start(const struct visit *visit)
{
    return &visit->start;
}
