#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

/* Months, the finest time that is told: year * 12 + month - 1, of the years
 * 2000 to 9999 and in UTC; 0 is none. Days, which bounds are reckoned in: since
 * 1970, of the same years; 0 is none. */

#include <stdint.h>

enum { CALENDAR_FIRST_YEAR = 2000, CALENDAR_LAST_YEAR = 9999 };

/* "2026-11"; 0: it is none. */
int calendar_month(const char *text);
int calendar_month_at(int64_t unix_s);
/* Its first second; of none that of the year 2000. */
int64_t calendar_month_start_s(int month);

enum { CALENDAR_DAY_BYTES = 11, CALENDAR_DAY_S = 86400 };
/* "2026-11-26"; 0: it is none. */
int calendar_day(const char *text);
int calendar_day_at(int64_t unix_s);
/* Of none that of 2000-01-01. */
void calendar_day_text(int day, char ret_text[CALENDAR_DAY_BYTES]);

#endif
