/*
 * What records cost. Keeping one, beside the least it could cost: one overwrite
 * of 4 KiB in place and fdatasync, in turns. A full store that becomes a
 * batch: time and memory. A start beside an outbox of 100,000 records and
 * beside an empty one, in turns. All on the same disk, in a folder of its own
 * under the one given (else build/, else the present one); it is removed
 * afterwards.
 *
 *   bench_record [FOLDER [ROUNDS]]
 */

#include "base/arena.h"
#include "base/fs_dated.h"
#include "base/log.h"
#include "feedback/batch.h"
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
    char outbox[560], full_outbox[560];
    struct fs_dated dated; /* as the kiosk writes */
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
    snprintf(bench->outbox, sizeof bench->outbox, "%s/outbox", bench->folder);
    snprintf(bench->full_outbox, sizeof bench->full_outbox, "%s/outbox-full",
             bench->folder);
    fs_dated_init(&bench->dated, fs_system(), 946684800);
    bench->rand = rand_system();
    if (!store_open(&bench->dated.fs, &bench->rand, bench->store_path,
                    &bench->store, &why)) {
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

static void remove_folder(const char *folder)
{
    struct fail why;
    char **names = fs_names(fs_system(), folder, &why);

    for (char **name = names; names && *name; name++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", folder, *name);
        unlink(path);
    }
    free(names);
    rmdir(folder);
}

static void bench_fini(struct bench *bench)
{
    store_close(bench->store);
    close(bench->plain);
    unlink(bench->plain_path);
    remove_folder(bench->store_path);
    remove_folder(bench->outbox);
    remove_folder(bench->full_outbox);
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

/* KiB of a line of /proc/self/status. */
static long status_kib(const char *key)
{
    FILE *file = fopen("/proc/self/status", "r");
    char line[256];
    long kib = -1;

    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, key, strlen(key)) == 0)
            kib = strtol(line + strlen(key) + 1, NULL, 10);
    if (file)
        fclose(file);
    return kib;
}

static void reset_peak(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "w");

    if (file) {
        fputs("5", file);
        fclose(file);
    }
}

static void make(struct bench *bench, const char *outbox, size_t batches)
{
    static const struct form_files no_forms;
    struct batch_origin origin = {.kiosk = "bench",
                                  .outbox = outbox,
                                  .least = 5,
                                  .month = {0},
                                  .forms = &no_forms};
    struct batches made;
    struct fail why;

    if (!batches_make(bench->store, &origin, BATCH_FULL, &made, &why) ||
        made.made.count != batches) {
        log_fail(&why);
        exit(74);
    }
    batches_fini(&made);
}

/* The largest there are: sealed, 4,048 bytes each. */
static void fill_store(struct bench *bench)
{
    char body[STORE_BODY_BYTES];
    struct fail why;

    while (!store_has_news(bench->store)) {
        rand_fill(&bench->rand, body, sizeof body);
        if (!store_save(bench->store, SLOT_SEALED, body, sizeof body, &why)) {
            log_fail(&why);
            exit(74);
        }
    }
}

/* Whatever became full before is made a batch. */
static void drain(struct bench *bench)
{
    static const struct form_files no_forms;
    struct batch_origin origin = {.kiosk = "bench",
                                  .outbox = bench->outbox,
                                  .least = 5,
                                  .forms = &no_forms};
    struct batches made;
    struct fail why;

    if (!batches_make(bench->store, &origin, BATCH_FULL, &made, &why))
        log_fail(&why);
    batches_fini(&made);
}

static void measure_batch(struct bench *bench)
{
    enum { BATCHES = 9, MOST_MS = 100, MOST_KIB = 8 << 10 };
    double took[BATCHES];
    long most_kib = 0;

    for (int i = 0; i < BATCHES; i++) {
        long before;
        double start;
        fill_store(bench);
        reset_peak();
        before = status_kib("VmRSS:");
        start = now_us();
        make(bench, bench->outbox, 1);
        took[i] = (now_us() - start) / 1000;
        if (status_kib("VmHWM:") - before > most_kib)
            most_kib = status_kib("VmHWM:") - before;
    }
    qsort(took, BATCHES, sizeof *took, compare);
    printf("a full store becomes a batch, the next store is made (%d times)\n"
           "  median %.0f ms, most %.0f ms, at most %d ms: %s\n"
           "  memory %ld KiB, at most %d KiB: %s\n",
           BATCHES, quantile(took, BATCHES, 0.5), took[BATCHES - 1], MOST_MS,
           quantile(took, BATCHES, 0.5) <= MOST_MS ? "reached" : "NOT REACHED",
           most_kib, MOST_KIB,
           most_kib <= MOST_KIB ? "reached" : "NOT REACHED");
}

static void fill_outbox(const struct bench *bench)
{
    enum { BATCHES = 391, LINES = 256 };
    char line[BODY_BYTES + 1];

    memset(line, 'x', sizeof line);
    line[BODY_BYTES] = '\n';
    mkdir(bench->full_outbox, 0700);
    for (int i = 0; i < BATCHES; i++) {
        char path[700];
        FILE *file;
        snprintf(path, sizeof path, "%s/bench_%06d_00000000.jsonl",
                 bench->full_outbox, i);
        file = fopen(path, "w");
        for (int n = 0; file && n < LINES; n++)
            fwrite(line, sizeof line, 1, file);
        if (file)
            fclose(file);
    }
}

static double start_us(struct bench *bench, const char *outbox)
{
    struct fail why;
    double start = now_us();

    store_close(bench->store);
    if (!store_open(&bench->dated.fs, &bench->rand, bench->store_path,
                    &bench->store, &why)) {
        log_fail(&why);
        exit(74);
    }
    make(bench, outbox, 0);
    fs_dated_touch(&bench->dated, outbox);
    return now_us() - start;
}

static void measure_start(struct bench *bench)
{
    enum { STARTS = 25 };
    double full[STARTS], empty[STARTS], ratio;

    make(bench, bench->outbox, 0);
    fill_outbox(bench);
    for (int i = 0; i < STARTS; i++) {
        full[i] = start_us(bench, bench->full_outbox);
        empty[i] = start_us(bench, bench->outbox);
    }
    qsort(full, STARTS, sizeof *full, compare);
    qsort(empty, STARTS, sizeof *empty, compare);
    ratio = quantile(full, STARTS, 0.5) / quantile(empty, STARTS, 0.5);
    printf("a start of the store, median of %d\n"
           "  beside 100,000 records in the outbox %.1f ms, beside few %.1f "
           "ms: %.2f times, at most 1.2: %s\n",
           STARTS, quantile(full, STARTS, 0.5) / 1000,
           quantile(empty, STARTS, 0.5) / 1000, ratio,
           ratio <= 1.2 ? "reached" : "NOT REACHED");
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
    drain(&bench);
    measure_batch(&bench);
    measure_start(&bench);
    bench_fini(&bench);
    free(save);
    free(plain);
    return 0;
}
