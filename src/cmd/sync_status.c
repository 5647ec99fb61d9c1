#include "cmd/sync_status.h"

#include "base/json_write.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "sync/pace.h"
#include "sync/whereabouts.h"
#include <stdio.h>
#include <stdlib.h>

struct status_options {
    const char *data, *config;
    bool is_json;
};

static const struct arg table[] = {
    {"json", NULL, "One JSON object.", ARG_FLAG,
     offsetof(struct status_options, is_json)},
    {"data", "DIR", "Where the outbox is.", ARG_TEXT,
     offsetof(struct status_options, data)},
    {"config", "FILE", "kiosk.yaml: with it the data of an installed kiosk.",
     ARG_TEXT, offsetof(struct status_options, config)},
};

static const struct args args = {
    .program = "encounter-sync status",
    .summary = "Lists what waits in the outbox, and which place has what.",
    .usage = "[options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "A batch waits until a place was seen to hold it whole. "
            "A store without a\nbatch is still in use, was put together with "
            "another small group visit, or is lost.\nHow long the room lasts "
            "is reckoned by the months of the batches that are here.\n"
            "Exit status: 0, or 65 if a batch is damaged.",
};

struct totals {
    size_t waiting, damaged;
    int64_t records, waiting_records;
};

static struct totals add_up(const struct whereabouts *where)
{
    struct totals totals = {0};

    for (size_t i = 0; i < where->outbox.batch_count; i++) {
        const struct outbox_batch *batch = &where->outbox.batches[i];
        bool waits = whereabouts_count(where, i) == 0;
        totals.damaged += batch->fault != NULL;
        totals.waiting += waits;
        totals.records += batch->head.records;
        totals.waiting_records += waits ? batch->head.records : 0;
    }
    return totals;
}

static const char *kind_of(const struct outbox_batch *batch)
{
    return batch->fault            ? "damaged"
           : batch->head.is_sealed ? "sealed"
                                   : "plain";
}

static void print_batch(const struct whereabouts *where, size_t i)
{
    const struct outbox_batch *batch = &where->outbox.batches[i];
    size_t places = whereabouts_count(where, i);

    printf("  %s  %s  %lld records  %s", batch->name,
           batch->head.period[0] ? batch->head.period : "unknown",
           (long long)batch->head.records, kind_of(batch));
    if (places == 0)
        printf("  waits%s", batch->head.is_sealed || batch->fault
                                ? ""
                                : ": see send --plain");
    for (size_t ledger = 0; ledger < where->ledger_count; ledger++)
        if (whereabouts_has(where, ledger, i))
            printf("  %s", ledger_called(&where->ledgers[ledger]));
    if (batch->fault)
        printf(" (%s)", batch->fault);
    putchar('\n');
}

static size_t count_held(const struct whereabouts *where, size_t ledger)
{
    size_t count = 0;

    for (size_t i = 0; i < where->outbox.batch_count; i++)
        count += whereabouts_has(where, ledger, i);
    return count;
}

static void print_places(const struct whereabouts *where)
{
    for (size_t i = 0; i < where->ledger_count; i++) {
        const struct ledger *ledger = &where->ledgers[i];
        size_t count = count_held(where, i);
        if (count == 0 && !ledger->name)
            continue; /* a stick of long ago */
        printf("%s has %zu of them", ledger_called(ledger), count);
        if (ledger->name)
            printf(" (%s)", ledger->place);
        putchar('\n');
    }
}

static void print_missing(const struct whereabouts *where)
{
    if (where->missing_count == 0)
        return;
    printf("stores without a batch:");
    for (size_t i = 0; i < where->missing_count; i++)
        printf(" %06lld", (long long)where->missing[i]);
    if (where->missing_all > where->missing_count)
        printf(" and %zu more", where->missing_all - where->missing_count);
    putchar('\n');
}

static void print_room(const struct pace *pace, const struct fs_room *room)
{
    int64_t batches = pace_batches_left(pace, room);
    int64_t months = pace_months_left(pace, room);

    printf("free: %lld MB of %lld MB", (long long)room->free_bytes / 1000000,
           (long long)room->bytes / 1000000);
    if (batches >= 0)
        printf(", room for about %lld more batches like these",
               (long long)batches);
    if (months >= 0)
        printf(": %lld months, if it goes on as in the %d so far",
               (long long)months, pace->months);
    putchar('\n');
}

static void print_words(const struct whereabouts *where, const char *data,
                        const struct pace *pace, const struct fs_room *room)
{
    struct totals totals = add_up(where);

    printf("%s/outbox: %zu batches, %lld records\n", data,
           where->outbox.batch_count, (long long)totals.records);
    for (size_t i = 0; i < where->outbox.batch_count; i++)
        print_batch(where, i);
    print_places(where);
    printf("waiting: %zu batches, %lld records\n", totals.waiting,
           (long long)totals.waiting_records);
    print_missing(where);
    print_room(pace, room);
}

static void json_batch(struct json *json, const struct whereabouts *where,
                       size_t i)
{
    const struct outbox_batch *batch = &where->outbox.batches[i];

    json_object(json, NULL);
    json_string(json, "name", batch->name);
    json_integer(json, "store", batch->number);
    json_string(json, "period", batch->head.period);
    json_integer(json, "records", batch->head.records);
    json_integer(json, "bytes", batch->bytes);
    json_string(json, "kind", kind_of(batch));
    if (batch->fault)
        json_string(json, "fault", batch->fault);
    json_array(json, "places");
    for (size_t ledger = 0; ledger < where->ledger_count; ledger++)
        if (whereabouts_has(where, ledger, i))
            json_string(json, NULL, ledger_called(&where->ledgers[ledger]));
    json_end(json);
    json_end(json);
}

static void json_places(struct json *json, const struct whereabouts *where)
{
    json_array(json, "places");
    for (size_t i = 0; i < where->ledger_count; i++) {
        json_object(json, NULL);
        json_string(json, "place", where->ledgers[i].place);
        if (where->ledgers[i].name)
            json_string(json, "name", where->ledgers[i].name);
        json_integer(json, "batches", (int64_t)count_held(where, i));
        json_end(json);
    }
    json_end(json);
}

static void json_room(struct json *json, const struct pace *pace,
                      const struct fs_room *room)
{
    int64_t batches = pace_batches_left(pace, room);
    int64_t months = pace_months_left(pace, room);

    json_integer(json, "free_bytes", room->free_bytes);
    json_integer(json, "disk_bytes", room->bytes);
    if (batches >= 0)
        json_integer(json, "batches_left", batches);
    if (months >= 0)
        json_integer(json, "months_left", months);
}

static void print_json(const struct whereabouts *where, const struct pace *pace,
                       const struct fs_room *room)
{
    struct totals totals = add_up(where);
    struct str text = {0};
    struct json json = {.out = &text};

    json_object(&json, NULL);
    json_array(&json, "batches");
    for (size_t i = 0; i < where->outbox.batch_count; i++)
        json_batch(&json, where, i);
    json_end(&json);
    json_places(&json, where);
    json_integer(&json, "waiting", (int64_t)totals.waiting);
    json_integer(&json, "waiting_records", totals.waiting_records);
    json_array(&json, "stores_without_batch");
    for (size_t i = 0; i < where->missing_count; i++)
        json_integer(&json, NULL, where->missing[i]);
    json_end(&json);
    json_integer(&json, "stores_without_batch_count",
                 (int64_t)where->missing_all);
    json_integer(&json, "damaged_ledgers", (int64_t)where->damaged_ledgers);
    json_room(&json, pace, room);
    json_end(&json);
    puts(text.text);
    str_fini(&text);
}

static int show(const struct status_options *options, const char *data)
{
    const struct fs *fs = fs_system();
    struct fs_room room = {0};
    struct whereabouts where;
    struct pace pace;
    struct fail why;
    int status;

    if (!whereabouts_read(&where, fs, data, &why)) {
        log_fail(&why);
        return fail_exit_status(&why);
    }
    fs->ops->room(fs, data, &room);
    pace_measure(&where.outbox, &pace);
    if (options->is_json)
        print_json(&where, &pace, &room);
    else
        print_words(&where, data, &pace, &room);
    status = add_up(&where).damaged > 0 ? EXIT_BAD_DATA : EXIT_SUCCESS;
    whereabouts_fini(&where);
    return fflush(stdout) == 0 ? status : EXIT_IO;
}

int sync_status(int argc, char **argv)
{
    struct status_options options = {0};
    struct folders folders;
    int first, status;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc) {
        log_line("%s: nothing but options, see status --help", argv[first]);
        return EXIT_USAGE;
    }
    folders_find(&folders, "encounter-sync",
                 &(struct folders_given){.data = options.data,
                                         .config = options.config});
    status = show(&options, folders.data);
    folders_fini(&folders);
    return status;
}
