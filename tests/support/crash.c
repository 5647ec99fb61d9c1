#include "support/crash.h"
#include "support/crash_batch.h"

#include "base/array.h"
#include "base/durable.h"
#include "base/fs_dated.h"
#include "base/str.h"
#include "feedback/batch.h"
#include "feedback/store_file.h"
#include "support/check.h"
#include "support/simfs.h"
#include <stdio.h>
#include <string.h>

static const char folder[] = "/data/feedback", outbox[] = "/data/outbox";

enum { RECORDS = 400, BODY_BYTES = 160, LEAST = 3, STATES = 1 << 17 };

/* What visitors were told. */
struct told {
    bool is_tried[RECORDS], is_thanked[RECORDS];
    size_t count;
    bool is_final; /* batches may be small */
};

struct kiosk_day {
    struct simfs *disk;
    struct fs_dated dated;
    struct rand rand;
    struct store *store;
    struct batch_origin origin;
    struct told *told;
};

/* Fast, and different for each call: what it fills is to be no mark only. */
static void count_up(struct rand *rand, void *bytes, size_t count)
{
    unsigned char *at = bytes;
    uint64_t word = 0;

    while (count > 0) {
        size_t piece = count < sizeof word ? count : sizeof word;
        word = (rand->state[0] += 0x9E3779B97F4A7C15);
        word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9;
        word ^= word >> 27;
        memcpy(at, &word, piece);
        at += piece;
        count -= piece;
    }
}

static void write_body(char body[BODY_BYTES], size_t number)
{
    uint64_t scattered = (number + 1) * 0x9E3779B97F4A7C15;
    int length = snprintf(body, BODY_BYTES,
                          "{\"id\":\"%016llx%016zx\",\"v\":1,\"text\":\"",
                          (unsigned long long)scattered, number);

    memset(body + length, 'a' + (int)(number % 26), 100);
    memcpy(body + length + 100, "\"}", 3);
}

static bool begin(struct kiosk_day *day, struct simfs *disk, struct told *told,
                  int months)
{
    static const struct form_files no_forms;
    struct month month = {MONTH_TRUSTED, 2100 * 12 + months};
    struct fail why = {0};

    *day = (struct kiosk_day){.disk = disk, .told = told};
    day->rand = (struct rand){.fill = count_up, .state = {(uint64_t)months}};
    fs_dated_init(&day->dated, &disk->fs, month_start_s(month));
    day->origin = (struct batch_origin){.kiosk = months ? "other" : "foo-1",
                                        .site = "foo",
                                        .outbox = outbox,
                                        .least = LEAST,
                                        .month = month,
                                        .forms = &no_forms};
    if (store_open(&day->dated.fs, &day->rand, folder, &day->store, &why))
        return true;
    assert_true(why.kind != FAIL_NONE && why.text[0]);
    return false;
}

static void end(struct kiosk_day *day)
{
    store_close(day->store);
    assert_int_equal(simfs_open_count(day->disk), 0);
}

/* One visitor: saves, and once more when the screen says it was not. */
static bool visit(struct kiosk_day *day)
{
    size_t i = day->told->count++;
    struct fail why = {0};
    char body[BODY_BYTES];

    assert_true(i < RECORDS);
    write_body(body, i);
    day->told->is_tried[i] = true;
    day->told->is_thanked[i] =
        store_save(day->store, SLOT_PLAIN, body, strlen(body), &why) ||
        store_save(day->store, SLOT_PLAIN, body, strlen(body), &why);
    store_prepare(day->store, &why);
    return day->told->is_thanked[i];
}

static void visits(struct kiosk_day *day, int count)
{
    while (count-- > 0)
        visit(day);
}

static bool seal(struct kiosk_day *day, enum batch_when when)
{
    struct batches batches;
    struct fail why = {0};
    bool ok;

    day->told->is_final |= when == BATCH_FINAL;
    ok = batches_make(day->store, &day->origin, when, &batches, &why);
    if (!ok)
        assert_true(why.kind != FAIL_NONE && why.text[0]);
    batches_fini(&batches);
    return ok;
}

static void group(struct kiosk_day *day, int count)
{
    struct group_end end;
    struct fail why = {0};

    if (!store_is_in_group(day->store) && !store_begin_group(day->store, &why))
        return;
    visits(day, count);
    store_end_group(day->store, &day->origin, "a school", &end, &why);
    seal(day, BATCH_FULL);
}

static void live(struct kiosk_day *day, enum crash_day what)
{
    switch (what) {
    case CRASH_SEAL:
        visits(day, 2);
        seal(day, BATCH_DUE);
        visits(day, 1);
        seal(day, BATCH_FINAL);
        break;
    case CRASH_FULL:
        visits(day, 2);
        seal(day, BATCH_FULL);
        visits(day, 1);
        break;
    case CRASH_GROUPS:
        group(day, 1);
        group(day, 2);
        group(day, 3);
        break;
    case CRASH__COUNT:
        break;
    }
}

/* A kiosk that has worked well so far. */
static void prepare(struct simfs *disk, enum crash_day what, struct told *told)
{
    struct kiosk_day day;

    simfs_init(disk, 1);
    disk->has_prints = true;
    assert_true(begin(&day, disk, told, 0));
    visits(&day, what == CRASH_FULL ? STORE_SLOTS - 1 : 2);
    end(&day);
    simfs_reboot(disk);
}

/* Counts of each record: in stores and in batches. */
struct census {
    size_t counts[RECORDS];
    size_t others; /* that nobody sent */
};

static void count_body(struct census *census, const char *text, size_t bytes)
{
    unsigned long long number = RECORDS;
    char body[BODY_BYTES];

    if (bytes > 39 && sscanf(text + 23, "%16llx", &number) == 1 &&
        number < RECORDS) {
        write_body(body, (size_t)number);
        if (strlen(body) == bytes && memcmp(body, text, bytes) == 0) {
            census->counts[number]++;
            return;
        }
    }
    census->others++;
}

static void count_slot(void *user, const struct store_slot *slot)
{
    if (slot->body)
        count_body(user, slot->body, slot->bytes);
}

/* The batches, one after the other; `*i` begins at 0. */
static const char *next_batch(const struct simfs *disk, size_t *i)
{
    const char *path;

    while ((path = simfs_path(disk, (*i)++)))
        if (strncmp(path, "/data/outbox/", 13) == 0 && str_ends(path, ".jsonl"))
            return path;
    return NULL;
}

static void count_lines(struct census *census, const struct simfs *disk,
                        const char *path)
{
    size_t bytes;
    const char *text = (const char *)simfs_bytes(disk, path, &bytes), *next;
    const char *at = memchr(text, '\n', bytes);

    for (at = at ? at + 1 : text; at < text + bytes; at = next + 1) {
        next = memchr(at, '\n', (size_t)(text + bytes - at));
        assert_non_null(next);
        count_body(census, at, (size_t)(next - at));
    }
}

static void take_census(struct census *census, const struct simfs *disk)
{
    struct fail why = {0};
    const char *path;

    *census = (struct census){0};
    if (!store_read(&disk->fs, folder, count_slot, census, &why))
        assert_int_equal(why.kind, FAIL_MISSING);
    for (size_t i = 0; (path = next_batch(disk, &i));)
        count_lines(census, disk, path);
}

/* Nothing lost, nothing invented. */
static void assert_promise(const struct census *census, const struct told *told)
{
    assert_int_equal(census->others, 0);
    for (size_t i = 0; i < RECORDS; i++) {
        if (told->is_thanked[i])
            assert_true(census->counts[i] >= 1);
        if (!told->is_tried[i])
            assert_int_equal(census->counts[i], 0);
    }
}

static long number_of(const char *path)
{
    return strtol(strchr(path, '_') + 1, NULL, 10);
}

static void assert_batches(const struct simfs *disk, const struct told *told,
                           bool is_strict)
{
    const char *path, *other;

    for (size_t i = 0; (path = next_batch(disk, &i));) {
        size_t lines = crash_assert_batch(disk, path);
        assert_true(lines >= (told->is_final ? 1 : LEAST));
        for (size_t j = i; is_strict && (other = next_batch(disk, &j));)
            assert_int_not_equal(number_of(path), number_of(other));
    }
}

/* Each store that was closed before the restart must have become the batch
 * that it becomes when nothing goes wrong. */
struct expected {
    char path[SIMFS_PATH_BYTES];
    long number;
    bool is_closed;
};
struct expectation {
    struct ARRAY(struct expected) items;
};

static void expect_batches(struct expectation *expected,
                           const struct simfs *disk)
{
    const char *path;

    for (size_t i = 0; (path = next_batch(disk, &i));) {
        struct expected one = {.number = number_of(path)};
        memcpy(one.path, path, strlen(path));
        array_push(&expected->items, one);
    }
}

static bool is_closed(const struct simfs *disk, long number)
{
    const char *path;

    for (size_t i = 0; (path = simfs_path(disk, i)); i++)
        if (strncmp(path, folder, strlen(folder)) == 0 &&
            store_kind(strrchr(path, '/') + 1) == STORE_CLOSED &&
            store_number(strrchr(path, '/') + 1) == number)
            return true;
    return false;
}

/* `is_whole`: power went, so what is there was there to stay. */
static void find_closed(struct expectation *expected, const struct simfs *disk,
                        bool is_whole)
{
    for (size_t i = 0; i < expected->items.count; i++)
        expected->items.items[i].is_closed =
            is_whole && is_closed(disk, expected->items.items[i].number);
}

/* After the cut, in another month: the promise holds, the kiosk works as
 * before, all batches are good. */
static void assert_recovers(struct simfs *disk, struct told *told,
                            struct expectation *expected, bool is_strict)
{
    struct census before, after;
    struct kiosk_day day;
    size_t count;

    take_census(&before, disk);
    assert_promise(&before, told);
    assert_true(begin(&day, disk, told, 1));
    assert_true(seal(&day, BATCH_FULL));
    for (size_t i = 0; i < expected->items.count; i++)
        if (expected->items.items[i].is_closed)
            assert_non_null(
                simfs_bytes(disk, expected->items.items[i].path, &count));
    assert_true(visit(&day));
    assert_true(seal(&day, BATCH_DUE));
    end(&day);
    simfs_reboot(disk);
    take_census(&after, disk);
    assert_promise(&after, told);
    for (size_t i = 0; i < RECORDS; i++)
        if (before.counts[i] > 0)
            assert_true(after.counts[i] > 0);
    assert_batches(disk, told, is_strict);
}

/* A set of prints. */
static uint64_t states[STATES];
static size_t state_count;

static bool is_first(uint64_t print)
{
    size_t at = print % STATES;

    print += print == 0;
    while (states[at] && states[at] != print)
        at = (at + 1) % STATES;
    if (states[at] == print)
        return false;
    assert_true(++state_count < STATES / 2);
    states[at] = print;
    return true;
}

static void restart_cut_again(struct simfs *disk, struct told *told,
                              uint64_t seed)
{
    struct kiosk_day day;

    disk->cut_at = disk->changes + 1 + (int64_t)(seed / 8 % 60);
    if (begin(&day, disk, told, 1)) {
        seal(&day, BATCH_FULL);
        visit(&day);
    }
    end(&day);
    simfs_reboot(disk);
}

/* States are written to a folder instead of started from. */
static struct {
    const char *folder; /* NULL: they are not */
    size_t count, most;
} writing;

static void write_file(const char *path, const void *bytes, size_t count)
{
    struct fail why;

    if (!durable_write(fs_system(), path, bytes, count, &why))
        fail_msg("%s", why.text);
}

static int compare_lines(const void *a, const void *b)
{
    return memcmp(a, b, 33);
}

static void write_ids(const char *path, const bool is_in[RECORDS])
{
    char lines[RECORDS][33], body[BODY_BYTES];
    size_t count = 0;

    for (size_t i = 0; i < RECORDS; i++) {
        if (!is_in[i])
            continue;
        write_body(body, i);
        memcpy(lines[count], body + strlen("{\"id\":\""), 32);
        lines[count++][32] = '\n';
    }
    qsort(lines, count, sizeof *lines, compare_lines);
    write_file(path, lines, count * sizeof *lines);
}

static void write_state(const struct simfs *disk, const struct told *told)
{
    char path[1024];
    const char *name;
    const uint8_t *bytes;
    struct fail why;
    size_t count;

    snprintf(path, sizeof path, "%s/%zu/data", writing.folder, writing.count++);
    assert_true(fs_make_folders(fs_system(), path, &why));
    for (int is_file = 0; is_file < 2; is_file++)
        for (size_t i = 0; (name = simfs_path(disk, i)); i++) {
            bytes = simfs_bytes(disk, name, &count);
            snprintf(path, sizeof path, "%s/%zu%s", writing.folder,
                     writing.count - 1, name);
            if (!is_file && simfs_tree_find(&disk->tree, name)->is_folder)
                assert_true(fs_make_folders(fs_system(), path, &why));
            else if (is_file && !simfs_tree_find(&disk->tree, name)->is_folder)
                write_file(path, bytes, count);
        }
    snprintf(path, sizeof path, "%s/%zu/thanked", writing.folder,
             writing.count - 1);
    write_ids(path, told->is_thanked);
    snprintf(path, sizeof path, "%s/%zu/tried", writing.folder,
             writing.count - 1);
    write_ids(path, told->is_tried);
}

/* What one cut may leave: `disk` is as it was when power went. */
static bool try_state(const struct simfs *disk, const struct told *told,
                      uint64_t seed, struct expectation *expected)
{
    struct told copy = *told;
    struct simfs left;
    bool is_new;

    simfs_copy(&left, disk, seed);
    if (seed % 8 == 7) /* the program ends, power stays on for a while */
        simfs_end_process(&left);
    else
        simfs_reboot(&left);
    find_closed(expected, &left, seed % 8 != 7);
    if (seed % 8 >= 6)
        restart_cut_again(&left, &copy, seed);
    is_new = is_first(simfs_print(&left));
    if (is_new && writing.folder && writing.count < writing.most)
        write_state(&left, &copy);
    else if (is_new && !writing.folder)
        assert_recovers(&left, &copy, expected, true);
    simfs_fini(&left);
    return is_new;
}

/* Until hardly anything else comes of it. */
static void try_states(const struct simfs *disk, const struct told *told,
                       uint64_t first, uint64_t seeds,
                       struct expectation *expected)
{
    enum { REPEATS = 24 };
    int repeats = 0;

    for (uint64_t i = 0; i < seeds && repeats < REPEATS; i++) {
        bool is_new = try_state(disk, told, first + i, expected);
        repeats = is_new ? 0 : repeats + 1;
    }
}

static void run(struct simfs *disk, enum crash_day what, struct told *told)
{
    struct kiosk_day day;

    if (begin(&day, disk, told, 0))
        live(&day, what);
    end(&day);
}

static void expect_from(struct expectation *expected, const struct simfs *ready,
                        enum crash_day what, const struct told *told)
{
    struct told copy = *told;
    struct simfs disk;

    simfs_copy(&disk, ready, 1);
    run(&disk, what, &copy);
    expect_batches(expected, &disk);
    assert_true(expected->items.count > 0);
    simfs_fini(&disk);
}

size_t crash_cut_everywhere(enum crash_day what, int stride, uint64_t seeds)
{
    struct told told = {0};
    struct expectation expected = {0};
    struct simfs ready, disk;
    size_t before = state_count;
    bool was_cut = true;

    prepare(&ready, what, &told);
    expect_from(&expected, &ready, what, &told);
    for (int64_t cut = 1; was_cut; cut += stride) {
        struct told today = told;

        simfs_copy(&disk, &ready, 1);
        disk.cut_at = disk.changes + cut;
        run(&disk, what, &today);
        was_cut = disk.is_cut;
        try_states(&disk, &today, (uint64_t)cut * 100003, seeds, &expected);
        simfs_fini(&disk);
    }
    array_fini(&expected.items);
    simfs_fini(&ready);
    return state_count - before;
}

size_t crash_write_states(const char *folder_of_all, size_t count)
{
    writing.folder = folder_of_all;
    for (int day = 0; day < CRASH__COUNT; day++) {
        writing.most = count * ((size_t)day + 1) / CRASH__COUNT;
        crash_cut_everywhere(day, 1, 4);
    }
    writing.folder = NULL;
    return writing.count;
}

static size_t refuse(enum crash_day what, int stride, int number, bool for_good,
                     bool is_sync)
{
    struct expectation none = {0};
    struct told told = {0};
    struct simfs ready, disk;
    bool is_met = true;
    size_t count = 0;

    prepare(&ready, what, &told);
    for (int64_t at = 1; is_met; at += stride, count++) {
        struct told today = told;
        int64_t plan;

        simfs_copy(&disk, &ready, (uint64_t)at);
        plan = (is_sync ? disk.syncs : disk.calls) + at;
        disk.fail_at = is_sync ? 0 : plan;
        disk.sync_fail_at = is_sync ? plan : 0;
        disk.fail_errno = number;
        disk.fails_for_good = for_good;
        run(&disk, what, &today);
        is_met = (is_sync ? disk.syncs : disk.calls) >= plan;
        simfs_reboot(&disk);
        assert_recovers(&disk, &today, &none, false);
        simfs_fini(&disk);
    }
    simfs_fini(&ready);
    return count;
}

size_t crash_refuse_everywhere(enum crash_day what, int stride, int number,
                               int for_good)
{
    return refuse(what, stride, number, for_good, false);
}

size_t crash_fail_syncs(enum crash_day what, int stride, int for_good)
{
    return refuse(what, stride, 0, for_good, true);
}
