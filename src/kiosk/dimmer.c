#include "kiosk/dimmer.h"

#include "base/log.h"

void dimmer_open(struct dimmer *dimmer, const struct fs *fs, const char *folder,
                 int64_t now_ms)
{
    *dimmer = (struct dimmer){.touched_ms = now_ms};
    if (folder)
        backlight_open(&dimmer->light, fs, folder);
}

static void restore(struct dimmer *dimmer)
{
    struct fail why;

    if (dimmer->is_dim && !backlight_restore(&dimmer->light, &why))
        log_fail(&why);
    dimmer->is_dim = false;
}

void dimmer_close(struct dimmer *dimmer)
{
    restore(dimmer);
}

bool dimmer_touch(struct dimmer *dimmer, int64_t now_ms)
{
    bool was_dim = dimmer->is_dim;

    dimmer->touched_ms = now_ms;
    restore(dimmer);
    return was_dim;
}

/* A panel that cannot be set any more is left alone. */
void dimmer_pass_time(struct dimmer *dimmer, int64_t now_ms)
{
    int64_t at_ms = dimmer_deadline_ms(dimmer);
    struct fail why;

    if (at_ms < 0 || now_ms < at_ms)
        return;
    dimmer->is_dim = true;
    if (backlight_dim(&dimmer->light, &why))
        return;
    log_fail(&why);
    restore(dimmer);
    dimmer->light.count = 0;
}

int64_t dimmer_deadline_ms(const struct dimmer *dimmer)
{
    if (dimmer->light.count == 0 || dimmer->is_dim)
        return -1;
    return dimmer->touched_ms + DIMMER_AFTER_MS;
}
