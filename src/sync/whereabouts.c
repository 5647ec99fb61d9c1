#include "sync/whereabouts.h"

#include "base/log.h"
#include "base/str.h"
#include <stdlib.h>
#include <string.h>

static void read_ledgers(struct whereabouts *where, const struct fs *fs,
                         const char *data, char **places)
{
    size_t count = 0;

    while (places[count])
        count++;
    where->ledgers =
        arena_array(&where->arena, count + 1, sizeof *where->ledgers);
    for (size_t i = 0; i < count; i++) {
        struct ledger *ledger = &where->ledgers[where->ledger_count];
        struct fail why;
        if (strlen(places[i]) >= LEDGER_PLACE_BYTES)
            continue;
        if (ledger_read(ledger, fs, data, places[i], &why)) {
            where->damaged_ledgers += ledger->damaged > 0;
            where->ledger_count++;
        } else {
            log_fail(&why);
            ledger_fini(ledger);
            where->damaged_ledgers++;
        }
    }
}

static int compare_numbers(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

    return (left > right) - (left < right);
}

/* What was pruned from the outbox is known by the ledgers. */
static int64_t *known_numbers(struct whereabouts *where, size_t *ret_count)
{
    const struct outbox *outbox = &where->outbox;
    size_t most = outbox->batch_count, count = 0;
    struct batch_name name;
    int64_t *numbers;

    for (size_t i = 0; i < where->ledger_count; i++)
        most += where->ledgers[i].lines.count;
    numbers = arena_array(&where->arena, most + 1, sizeof *numbers);
    for (size_t i = 0; i < outbox->batch_count; i++)
        numbers[count++] = outbox->batches[i].number;
    for (size_t i = 0; i < where->ledger_count; i++)
        for (size_t j = 0; j < where->ledgers[i].lines.count; j++)
            if (batch_name_read(where->ledgers[i].lines.items[j].batch, &name))
                numbers[count++] = name.number;
    qsort(numbers, count, sizeof *numbers, compare_numbers);
    *ret_count = count;
    return numbers;
}

static void find_missing(struct whereabouts *where)
{
    int64_t next = 1;
    size_t count;
    int64_t *numbers = known_numbers(where, &count);

    where->missing =
        arena_array(&where->arena, MISSING_SHOWN, sizeof *where->missing);
    for (size_t i = 0; i < count; i++) {
        if (numbers[i] > next)
            where->missing_all += (size_t)(numbers[i] - next);
        for (; next < numbers[i] && where->missing_count < MISSING_SHOWN;
             next++)
            where->missing[where->missing_count++] = next;
        next = numbers[i] + 1;
    }
}

bool whereabouts_read(struct whereabouts *where, const struct fs *fs,
                      const char *data, struct fail *why)
{
    char **places;

    *where = (struct whereabouts){0};
    if (!outbox_read(&where->outbox, fs, data, why))
        return false;
    places = ledger_places(fs, data, why);
    if (!places)
        return whereabouts_fini(where), false;
    read_ledgers(where, fs, data, places);
    free(places);
    find_missing(where);
    return true;
}

void whereabouts_fini(struct whereabouts *where)
{
    for (size_t i = 0; i < where->ledger_count; i++)
        ledger_fini(&where->ledgers[i]);
    outbox_fini(&where->outbox);
    arena_fini(&where->arena);
    *where = (struct whereabouts){0};
}

bool whereabouts_has(const struct whereabouts *where, size_t ledger, size_t i)
{
    return ledger_has_name(&where->ledgers[ledger],
                           where->outbox.batches[i].name);
}

size_t whereabouts_count(const struct whereabouts *where, size_t i)
{
    size_t count = 0;

    for (size_t ledger = 0; ledger < where->ledger_count; ledger++)
        count += whereabouts_has(where, ledger, i);
    return count;
}
