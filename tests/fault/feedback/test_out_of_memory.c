/* No memory, at each allocation in turn, while records are kept and a batch is
 * made on a real disk: the program says so and ends with EX_OSERR (71), and
 * what was thanked for is on the disk once, in the store or in a batch. */

#include "feedback/batch.h"
#include "support/check.h"
#include "support/found.h"
#include "support/tmpdir.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RECORDS = 6, LEAST = 5, OUT_OF_MEMORY = 71, MOST = 4096 };

/* The linker turns all calls of the room's code here (--wrap). */
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *old, size_t bytes);
void *__real_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *old, size_t bytes);
void *__wrap_malloc(size_t bytes);

static long left = -1; /* allocations until one fails; -1: none does */

static bool fails(void)
{
    if (left > 0)
        left--;
    return left == 0;
}

void *__wrap_calloc(size_t count, size_t bytes)
{
    return fails() ? NULL : __real_calloc(count, bytes);
}

void *__wrap_realloc(void *old, size_t bytes)
{
    return fails() ? NULL : __real_realloc(old, bytes);
}

void *__wrap_malloc(size_t bytes)
{
    return fails() ? NULL : __real_malloc(bytes);
}

static void body_of(int record, char body[64])
{
    snprintf(body, 64, "{\"id\":\"%032d\",\"v\":1}", record);
}

/* A day at the kiosk; each record that was thanked for is told to `thanks`. */
static bool day(const char *data, int thanks, struct fail *why)
{
    struct rand rand = rand_seeded(7);
    struct form_files forms = {0};
    struct batches batches = {0};
    char folder[300], outbox[300], body[64];
    struct store *store;

    snprintf(folder, sizeof folder, "%s/feedback", data);
    snprintf(outbox, sizeof outbox, "%s/outbox", data);
    struct batch_origin origin = {.kiosk = "foo-1",
                                  .outbox = outbox,
                                  .least = LEAST,
                                  .month = {MONTH_TRUSTED, 2100 * 12},
                                  .forms = &forms};
    bool ok = store_open(fs_system(), &rand, folder, &store, why);
    for (int i = 0; ok && i < RECORDS; i++) {
        body_of(i, body);
        ok = store_save(store, SLOT_PLAIN, body, strlen(body), why) &&
             write(thanks, &i, sizeof i) == sizeof i &&
             store_prepare(store, why);
    }
    ok = ok && batches_make(store, &origin, BATCH_DUE, &batches, why);
    batches_fini(&batches);
    store_close(store);
    return ok;
}

/* The exit status of a program whose allocation `which` fails. */
static int run(const char *data, long which, int thanks, int log)
{
    pid_t child = fork();
    int status;

    assert_true(child >= 0);
    if (child == 0) {
        struct fail why = {0};
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        dup2(log, STDERR_FILENO);
        left = which;
        bool ok = day(data, thanks, &why);
        _exit(ok ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static size_t count_in(const char *text, const char *word)
{
    size_t count = 0;

    for (; (text = strstr(text, word)) != NULL; text++)
        count++;
    return count;
}

/* How often a record lies in the outbox. */
static size_t batched(const char *outbox, const char *body)
{
    struct fail why = {0};
    char **names = fs_names(fs_system(), outbox, &why);
    size_t count = 0, bytes;

    for (char **name = names; name && *name; name++) {
        char path[600], *text;
        snprintf(path, sizeof path, "%s/%s", outbox, *name);
        text = fs_read_file(fs_system(), path, 1 << 20, &bytes, &why);
        if (text && strstr(*name, ".jsonl") && !strstr(*name, ".part"))
            count += count_in(text, body);
        free(text);
    }
    free(names);
    return count;
}

/* The next start, with memory again, and then what is where. */
static void assert_kept(const char *data, int thanked)
{
    char folder[300], outbox[300], body[64];
    int pipes[2];
    struct found found;

    snprintf(folder, sizeof folder, "%s/feedback", data);
    snprintf(outbox, sizeof outbox, "%s/outbox", data);
    found_read(&found, fs_system(), folder);
    for (int i = 0; i < thanked; i++) {
        body_of(i, body);
        assert_true(found_count(&found, body) + batched(outbox, body) > 0);
    }
    assert_int_equal(found.damaged, 0);
    found_fini(&found);
    assert_int_equal(pipe(pipes), 0);
    assert_int_equal(run(data, -1, pipes[1], STDERR_FILENO), 0);
    close(pipes[0]);
    close(pipes[1]);
}

static int count_thanks(int pipe)
{
    int record, count = 0;

    while (read(pipe, &record, sizeof record) == sizeof record)
        assert_int_equal(record, count++);
    return count;
}

static void assert_said(FILE *log)
{
    char line[300] = "";

    rewind(log);
    while (!strstr(line, "out of memory"))
        assert_non_null(fgets(line, sizeof line, log));
}

static void no_memory_at_any_moment_loses_or_invents_nothing(void **state)
{
    int failed = 0, status;

    (void)state;
    do {
        struct tmpdir dir;
        int pipes[2];
        FILE *log = tmpfile();

        tmpdir_init(&dir);
        assert_int_equal(pipe(pipes), 0);
        status = run(dir.path, failed + 1, pipes[1], fileno(log));
        close(pipes[1]);
        int thanked = count_thanks(pipes[0]);
        close(pipes[0]);
        if (status == OUT_OF_MEMORY)
            assert_said(log);
        else
            assert_int_equal(status, 0);
        assert_kept(dir.path, thanked);
        fclose(log);
        tmpdir_fini(&dir);
    } while (status == OUT_OF_MEMORY && ++failed < MOST);
    print_message("%d allocations failed, each in a run of its own\n", failed);
    assert_in_range(failed, 20, MOST - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory_at_any_moment_loses_or_invents_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
