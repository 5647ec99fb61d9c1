#include "feedback/month.h"

#include "base/durable.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 2000, LAST_YEAR = 9999, PATH_BYTES = 512 };

const char *const month_trust_words[] = {
    [MONTH_UNKNOWN] = "unknown",
    [MONTH_BOUNDED] = "bounded",
    [MONTH_TRUSTED] = "trusted",
};

/* Days since 1970-01-01 of the first of a month (Howard Hinnant, "chrono-
 * compatible low-level date algorithms"). */
static int64_t days_before(int index)
{
    int64_t year = index / 12, month = index % 12 + 1;
    int64_t shifted = year - (month <= 2), era = shifted / 400;
    int64_t of_era = shifted - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
    int64_t day = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

    return era * 146097 + day - 719468;
}

static int64_t start_s(int index)
{
    return days_before(index) * 86400;
}

static int index_of(int64_t unix_s)
{
    int low = FIRST_YEAR * 12, high = (LAST_YEAR + 1) * 12;

    if (unix_s < start_s(low) || unix_s >= start_s(high))
        return 0;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (unix_s < start_s(middle))
            high = middle;
        else
            low = middle;
    }
    return low;
}

struct month month_of(struct wall_time time, int least)
{
    struct month month = {.index = index_of(time.unix_s)};

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
    int year, month, taken = 0;

    if (strlen(text) != MONTH_TEXT_BYTES - 1 ||
        strspn(text, "0123456789-") != MONTH_TEXT_BYTES - 1 ||
        sscanf(text, "%4d-%2d%n", &year, &month, &taken) != 2 ||
        taken != MONTH_TEXT_BYTES - 1 || year < FIRST_YEAR || month < 1 ||
        month > 12)
        return 0;
    return year * 12 + month - 1;
}

int64_t month_start_s(struct month month)
{
    return start_s(month.index > 0 ? month.index : FIRST_YEAR * 12);
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
