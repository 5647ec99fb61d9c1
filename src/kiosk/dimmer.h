#ifndef KIOSK_DIMMER_H
#define KIOSK_DIMMER_H

/*
 * Nobody touched the panel for two hours: its light is dimmed, as at night or
 * while the house is closed. The next touch brings it back at once and means
 * nothing else. Where there is no light to set (base/backlight.h), nothing is
 * ever dim.
 */

#include "base/backlight.h"
#include <stdint.h>

enum { DIMMER_AFTER_MS = 2 * 3600 * 1000 };

struct dimmer {
    struct backlight light;
    int64_t touched_ms;
    bool is_dim;
};

/* `folder` as backlight_open(); NULL: no light. */
void dimmer_open(struct dimmer *dimmer, const struct fs *fs, const char *folder,
                 int64_t now_ms);
/* Leaves it bright. */
void dimmer_close(struct dimmer *dimmer);
/* A finger came down, or something is to be seen. True: it was dark, and this
 * finger only brought the light. */
bool dimmer_touch(struct dimmer *dimmer, int64_t now_ms);
void dimmer_pass_time(struct dimmer *dimmer, int64_t now_ms);
/* When time is to pass next; -1: never. */
int64_t dimmer_deadline_ms(const struct dimmer *dimmer);

#endif
