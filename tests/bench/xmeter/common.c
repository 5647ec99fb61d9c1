#include "common.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void die(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fputs("xmeter: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(2);
}

double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void sleep_ms(double ms)
{
    time_t whole_s = (time_t)(ms / 1e3);
    struct timespec left = {whole_s,
                            (long)((ms - (double)whole_s * 1e3) * 1e6)};

    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        ;
}
