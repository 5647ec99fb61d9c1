#include "feedback/month.h"

#include "base/calendar.h"
#include <stdio.h>
#include <string.h>

const char *const month_trust_words[] = {
    [MONTH_UNKNOWN] = "unknown",
    [MONTH_BOUNDED] = "bounded",
    [MONTH_TRUSTED] = "trusted",
};

struct month month_of(struct wall_time time, const struct time_bound *bound)
{
    struct month month = {.index = calendar_month_at(time.unix_s)};
    bool is_past = calendar_day_at(time.unix_s) < time_bound_day(bound, &time);

    if (month.index > 0 &&
        (time.is_set ||
         (!is_past && (time.is_kept || time_bound_is_set(bound, &time)))))
        month.trust = MONTH_TRUSTED;
    else if (month.index > 0 && !is_past)
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
