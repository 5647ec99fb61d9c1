/* Runs a program several times and prints the middle of the wall time, of the
 * processor time, and the most memory it took:
 *
 *     bench_run RUNS NAME WANTED PROGRAM ARGUMENTS...
 *
 * Both times are printed since the machine may have had other things to do;
 * what it asks of a processor stays the same. */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_RUNS = 100 };

static double ms_of(struct timeval time)
{
    return (double)time.tv_sec * 1000 + (double)time.tv_usec / 1000;
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return a < b ? -1 : a > b;
}

static void run_once(char **argv, double *ret_wall_ms, struct rusage *usage)
{
    struct timeval start, end;
    int status;

    gettimeofday(&start, NULL);
    pid_t child = fork();
    if (child == 0) {
        int out = open("/dev/null", O_WRONLY);
        dup2(out, STDOUT_FILENO);
        dup2(out, STDERR_FILENO);
        execv(argv[0], argv);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, usage) < 0 ||
        !WIFEXITED(status) || WEXITSTATUS(status) == 127) {
        fprintf(stderr, "bench_run: %s did not end well\n", argv[0]);
        exit(1);
    }
    gettimeofday(&end, NULL);
    *ret_wall_ms = ms_of(end) - ms_of(start);
}

int main(int argc, char **argv)
{
    double wall_ms[MOST_RUNS], cpu_ms[MOST_RUNS];
    long most_kib = 0;
    int runs = argc > 4 ? atoi(argv[1]) : 0;

    if (runs < 1 || runs > MOST_RUNS) {
        fprintf(stderr, "bench_run RUNS NAME WANTED PROGRAM ARGUMENTS...\n");
        return 64;
    }
    for (int i = 0; i < runs; i++) {
        struct rusage usage;
        run_once(argv + 4, &wall_ms[i], &usage);
        cpu_ms[i] = ms_of(usage.ru_utime) + ms_of(usage.ru_stime);
        if (usage.ru_maxrss > most_kib)
            most_kib = usage.ru_maxrss;
    }
    qsort(wall_ms, (size_t)runs, sizeof *wall_ms, compare);
    qsort(cpu_ms, (size_t)runs, sizeof *cpu_ms, compare);
    printf("%-34s %7.1f ms wall %7.1f ms cpu %6.1f MiB  (%s)\n", argv[2],
           wall_ms[runs / 2], cpu_ms[runs / 2], (double)most_kib / 1024,
           argv[3]);
    return 0;
}
