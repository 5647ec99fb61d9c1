/*
 * What keeping one record costs beside the least it could cost: one overwrite
 * of 4 KiB in place and fdatasync. Both take turns on the same disk, in a
 * folder of their own under the one given (else build/, else the present
 * one); it is removed afterwards.
 *
 *   bench_record [FOLDER [ROUNDS]]
 */

#include "base/arena.h"
#include "base/log.h"
#include "feedback/store.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 400, WARM_UP = 20, BODY_BYTES = 300, TARGET_US = 250 };

struct bench {
    char folder[512], store_path[560], plain_path[560];
    struct rand rand;
    struct store *store;
    int plain;
};

static _Noreturn void end(const char *what)
{
    perror(what);
    exit(74);
}

static double now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void bench_init(struct bench *bench, const char *folder)
{
    size_t bytes = (size_t)STORE_SLOTS * STORE_SLOT_BYTES;
    char *zeros = memory_get(bytes);
    struct fail why;

    snprintf(bench->folder, sizeof bench->folder, "%s/bench-record-XXXXXX",
             folder);
    if (!mkdtemp(bench->folder))
        end(folder);
    snprintf(bench->store_path, sizeof bench->store_path, "%s/feedback",
             bench->folder);
    snprintf(bench->plain_path, sizeof bench->plain_path, "%s/plain",
             bench->folder);
    bench->rand = rand_system();
    if (!store_open(fs_system(), &bench->rand, bench->store_path, &bench->store,
                    &why)) {
        log_fail(&why);
        exit(fail_exit_status(&why));
    }
    bench->plain = open(bench->plain_path, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (bench->plain < 0 ||
        pwrite(bench->plain, zeros, bytes, 0) != (ssize_t)bytes ||
        fsync(bench->plain) < 0)
        end(bench->plain_path);
    free(zeros);
}

static void bench_fini(struct bench *bench)
{
    char **names = NULL;
    struct fail why;

    store_close(bench->store);
    close(bench->plain);
    unlink(bench->plain_path);
    names = fs_names(fs_system(), bench->store_path, &why);
    for (char **name = names; name && *name; name++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", bench->store_path, *name);
        unlink(path);
    }
    free(names);
    rmdir(bench->store_path);
    rmdir(bench->folder);
}

static double save_us(struct bench *bench)
{
    char body[BODY_BYTES];
    struct fail why;
    double start, took;

    memset(body, 'x', sizeof body);
    start = now_us();
    if (!store_save(bench->store, SLOT_PLAIN, body, sizeof body, &why)) {
        log_fail(&why);
        exit(fail_exit_status(&why));
    }
    took = now_us() - start;
    if (!store_prepare(bench->store, &why))
        log_fail(&why);
    return took;
}

static double plain_us(struct bench *bench)
{
    char bytes[STORE_SLOT_BYTES];
    off_t at = (off_t)rand_below(&bench->rand, STORE_SLOTS) * STORE_SLOT_BYTES;
    double start;

    rand_fill(&bench->rand, bytes, sizeof bytes);
    start = now_us();
    if (pwrite(bench->plain, bytes, sizeof bytes, at) != sizeof bytes ||
        fdatasync(bench->plain) < 0)
        end(bench->plain_path);
    return now_us() - start;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static double quantile(const double *sorted, size_t count, double part)
{
    return sorted[(size_t)((double)(count - 1) * part + 0.5)];
}

static void print(const double *save, const double *plain, size_t count)
{
    static const struct {
        const char *name;
        double part;
    } lines[] = {{"median", 0.5}, {"95 %", 0.95}};

    printf("a saved record, %zu rounds\n", count);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        double ours = quantile(save, count, lines[i].part);
        double least = quantile(plain, count, lines[i].part);
        printf("  %-6s %8.0f us, 4 KiB overwrite + fdatasync %8.0f us: "
               "%+.0f us, %.2f times",
               lines[i].name, ours, least, ours - least, ours / least);
        if (i == 0)
            printf(", at most %+d us: %s", TARGET_US,
                   ours - least <= TARGET_US ? "reached" : "NOT REACHED");
        printf("\n");
    }
}

static const char *default_folder(void)
{
    struct stat status;

    return stat("build", &status) == 0 && S_ISDIR(status.st_mode) ? "build"
                                                                  : ".";
}

int main(int argc, char **argv)
{
    size_t rounds = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : ROUNDS;
    double *save, *plain;
    struct bench bench;

    log_open("bench_record");
    if (argc > 3 || rounds < 1 || rounds > 100000) {
        fprintf(stderr, "usage: bench_record [FOLDER [ROUNDS]]\n");
        return 64;
    }
    bench_init(&bench, argc > 1 ? argv[1] : default_folder());
    save = memory_get(rounds * sizeof *save);
    plain = memory_get(rounds * sizeof *plain);
    for (int i = 0; i < WARM_UP; i++)
        save_us(&bench), plain_us(&bench);
    for (size_t i = 0; i < rounds; i++) {
        bool ours_first = i % 2 == 0;
        if (ours_first)
            save[i] = save_us(&bench);
        plain[i] = plain_us(&bench);
        if (!ours_first)
            save[i] = save_us(&bench);
    }
    qsort(save, rounds, sizeof *save, compare);
    qsort(plain, rounds, sizeof *plain, compare);
    print(save, plain, rounds);
    bench_fini(&bench);
    free(save);
    free(plain);
    return 0;
}
