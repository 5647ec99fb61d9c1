#include "feedback/month.h"

#include "base/calendar.h"
#include "base/durable.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 512 };

const char *const month_trust_words[] = {
    [MONTH_UNKNOWN] = "unknown",
    [MONTH_BOUNDED] = "bounded",
    [MONTH_TRUSTED] = "trusted",
};

struct month month_of(struct wall_time time, int least)
{
    struct month month = {.index = calendar_month_at(time.unix_s)};

    if (month.index > 0 && time.is_synced)
        month.trust = MONTH_TRUSTED;
    else if (month.index >= least &&
             month.index >= month_read(ENCOUNTER_BUILT) && month.index > 0)
        month.trust = MONTH_BOUNDED;
    else
        month.index = 0;
    return month;
}

void month_text(struct month month, char ret_text[MONTH_TEXT_BYTES])
{
    unsigned year = (unsigned)month.index / 12 % 10000;

    if (month.index == 0)
        memcpy(ret_text, "unknown", MONTH_TEXT_BYTES);
    else
        snprintf(ret_text, MONTH_TEXT_BYTES, "%04u-%02u", year,
                 (unsigned)month.index % 12 + 1);
}

int month_read(const char *text)
{
    return calendar_month(text);
}

int64_t month_start_s(struct month month)
{
    return calendar_month_start_s(month.index);
}

static bool path_of(const char *folder, char ret_path[PATH_BYTES])
{
    return snprintf(ret_path, PATH_BYTES, "%s/month", folder) < PATH_BYTES;
}

int month_remembered(const struct fs *fs, const char *folder)
{
    char path[PATH_BYTES], *text = NULL;
    struct fail none;
    size_t bytes;
    int index = 0;

    if (path_of(folder, path))
        text = fs_read_file(fs, path, MONTH_TEXT_BYTES, &bytes, &none);
    if (text) {
        text[strcspn(text, "\n")] = '\0';
        index = month_read(text);
    }
    free(text);
    return index;
}

bool month_remember(const struct fs *fs, const char *folder, struct month month,
                    struct fail *why)
{
    char path[PATH_BYTES], text[MONTH_TEXT_BYTES + 1];

    if (!path_of(folder, path))
        return fail_set(why, FAIL_INVALID, "path is too long: %s", folder);
    month_text(month, text);
    text[MONTH_TEXT_BYTES - 1] = '\n';
    return durable_write(fs, path, text, MONTH_TEXT_BYTES, why);
}
