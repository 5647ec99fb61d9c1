#include "base/backlight.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_BYTES = 32 };

/* -1: there is none. */
static int read_number(const struct fs *fs, const char *path)
{
    struct fail none;
    size_t bytes;
    char *text = fs_read_file(fs, path, NUMBER_BYTES, &bytes, &none), *end;
    long number = text ? strtol(text, &end, 10) : -1;
    bool is_number = text && end != text && number >= 0 && number < 1000000;

    free(text);
    return is_number ? (int)number : -1;
}

static bool write_number(const struct fs *fs, const char *path, int number,
                         struct fail *why)
{
    char text[NUMBER_BYTES];
    int count = snprintf(text, sizeof text, "%d\n", number);
    int file = fs->ops->open(fs, path, FS_WRITE);
    bool ok = file >= 0 &&
              fs->ops->write_at(fs, file, text, (size_t)count, 0) == count;

    if (!ok)
        fail_errno(why, "cannot write %s", path);
    if (file >= 0)
        fs->ops->close(fs, file);
    return ok;
}

static void take_panel(struct backlight *light, const char *folder,
                       const char *name)
{
    struct backlight_panel *panel = &light->panels[light->count];
    char most_path[sizeof panel->path];
    struct fail none;

    if (snprintf(panel->path, sizeof panel->path, "%s/%s/brightness", folder,
                 name) >= (int)sizeof panel->path ||
        snprintf(most_path, sizeof most_path, "%s/%s/max_brightness", folder,
                 name) >= (int)sizeof most_path)
        return;
    int most = read_number(light->fs, most_path);
    panel->bright = read_number(light->fs, panel->path);
    panel->dim = most * BACKLIGHT_DIM_PERCENT / 100;
    panel->dim = panel->dim > 0 ? panel->dim : 1;
    if (panel->bright <= panel->dim)
        panel->bright = most;
    if (most > panel->dim &&
        write_number(light->fs, panel->path, panel->bright, &none))
        light->count++;
}

void backlight_open(struct backlight *light, const struct fs *fs,
                    const char *folder)
{
    struct fail none;
    char **names = fs_names(fs, folder, &none);

    *light = (struct backlight){.fs = fs};
    for (char **name = names; name && *name; name++)
        if (light->count < BACKLIGHTS_MOST)
            take_panel(light, folder, *name);
    free(names);
}

bool backlight_dim(const struct backlight *light, struct fail *why)
{
    bool ok = true;

    for (int i = 0; i < light->count; i++) {
        const struct backlight_panel *panel = &light->panels[i];
        ok = write_number(light->fs, panel->path, panel->dim, why) && ok;
    }
    return ok;
}

bool backlight_restore(const struct backlight *light, struct fail *why)
{
    bool ok = true;

    for (int i = 0; i < light->count; i++) {
        const struct backlight_panel *panel = &light->panels[i];
        ok = write_number(light->fs, panel->path, panel->bright, why) && ok;
    }
    return ok;
}
