#include "base/calendar.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_BYTES = 7 };

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
    return days_before(index) * CALENDAR_DAY_S;
}

int calendar_month_at(int64_t unix_s)
{
    int low = CALENDAR_FIRST_YEAR * 12, high = (CALENDAR_LAST_YEAR + 1) * 12;

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

int calendar_month(const char *text)
{
    int year, month, taken = 0;

    if (strlen(text) != TEXT_BYTES ||
        strspn(text, "0123456789-") != TEXT_BYTES ||
        sscanf(text, "%4d-%2d%n", &year, &month, &taken) != 2 ||
        taken != TEXT_BYTES || year < CALENDAR_FIRST_YEAR || month < 1 ||
        month > 12)
        return 0;
    return year * 12 + month - 1;
}

int64_t calendar_month_start_s(int month)
{
    return start_s(month > 0 ? month : CALENDAR_FIRST_YEAR * 12);
}

static int days_of(int month)
{
    return (int)(days_before(month + 1) - days_before(month));
}

int calendar_day(const char *text)
{
    char month_text[TEXT_BYTES + 1];
    int month, day;

    if (strlen(text) != CALENDAR_DAY_BYTES - 1 || text[TEXT_BYTES] != '-' ||
        strspn(text + TEXT_BYTES + 1, "0123456789") != 2)
        return 0;
    memcpy(month_text, text, TEXT_BYTES);
    month_text[TEXT_BYTES] = '\0';
    month = calendar_month(month_text);
    day = (text[TEXT_BYTES + 1] - '0') * 10 + text[TEXT_BYTES + 2] - '0';
    if (month == 0 || day < 1 || day > days_of(month))
        return 0;
    return (int)days_before(month) + day - 1;
}

int calendar_day_at(int64_t unix_s)
{
    return calendar_month_at(unix_s) > 0 ? (int)(unix_s / CALENDAR_DAY_S) : 0;
}

void calendar_day_text(int day, char ret_text[CALENDAR_DAY_BYTES])
{
    int month = calendar_month_at((int64_t)day * CALENDAR_DAY_S);

    if (month == 0) {
        memcpy(ret_text, "2000-01-01", CALENDAR_DAY_BYTES);
        return;
    }
    snprintf(ret_text, CALENDAR_DAY_BYTES, "%04u-%02u-%02u",
             (unsigned)month / 12 % 10000, (unsigned)month % 12 + 1,
             (unsigned)(day - (int)days_before(month)) % 31 + 1);
}
