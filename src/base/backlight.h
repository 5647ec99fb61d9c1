#ifndef BASE_BACKLIGHT_H
#define BASE_BACKLIGHT_H

/*
 * The light behind a panel: folders with the files `brightness` and
 * `max_brightness` (Linux, Documentation/ABI/stable/sysfs-class-backlight). A
 * monitor on HDMI has none, and then nothing happens here; nor where it may
 * not be written (deploy/udev/86-encounter-backlight.rules).
 */

#include "base/fs.h"

enum { BACKLIGHTS_MOST = 4, BACKLIGHT_DIM_PERCENT = 10 };

struct backlight {
    const struct fs *fs;
    struct backlight_panel {
        char path[256]; /* of `brightness` */
        int bright;     /* what it has when somebody is there */
        int dim;
    } panels[BACKLIGHTS_MOST];
    int count;
};

/* Those of `folder` ("/sys/class/backlight") that may be written. As bright as
 * they are; one as dim as we make it was left so, and is made as bright as it
 * can be. */
void backlight_open(struct backlight *light, const struct fs *fs,
                    const char *folder);
/* BACKLIGHT_DIM_PERCENT of the most, never off; one that is darker stays. */
bool backlight_dim(const struct backlight *light, struct fail *why);
bool backlight_restore(const struct backlight *light, struct fail *why);

#endif
