#ifndef XMETER_COMMON_H
#define XMETER_COMMON_H

/* Ends the meter with a message; exit handlers stop what it started. */
_Noreturn void die(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
/* Monotonic. */
double now_ms(void);
void sleep_ms(double ms);

#endif
