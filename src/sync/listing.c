#include "sync/listing.h"

#include "base/str.h"
#include <stdlib.h>
#include <string.h>

static const char ending[] = ".encounter.zip";

void listing_fini(struct listing *listing)
{
    array_fini(&listing->bundles);
    arena_fini(&listing->arena);
    *listing = (struct listing){0};
}

bool listing_is_bundle(const char *name)
{
    size_t bytes = strlen(name);

    return bytes > strlen(ending) && bytes < LISTING_NAME_BYTES &&
           str_ends(name, ending) && !strchr("._-", name[0]) &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == bytes;
}

static bool has(const struct listing *listing, const char *name)
{
    for (size_t i = 0; i < listing->bundles.count; i++)
        if (str_equal(listing->bundles.items[i].name, name))
            return true;
    return false;
}

bool listing_add(struct listing *listing, const struct listing_bundle *entry,
                 struct fail *why)
{
    struct listing_bundle copy = {.bytes = entry->bytes};

    if (!listing_is_bundle(entry->name)) {
        listing->passed_over += str_ends(entry->name, ".zip");
        return true;
    }
    if (has(listing, entry->name))
        return true;
    if (listing->bundles.count == LISTING_BUNDLES)
        return fail_set(why, FAIL_INVALID, "more than %d bundles",
                        LISTING_BUNDLES);
    copy.name = arena_printf(&listing->arena, "%s", entry->name);
    copy.mark = strlen(entry->mark) < LISTING_MARK_BYTES
                    ? arena_printf(&listing->arena, "%s", entry->mark)
                    : "";
    array_push(&listing->bundles, copy);
    return true;
}

static int compare(const void *a, const void *b)
{
    const struct listing_bundle *one = a, *other = b;

    return strcmp(one->name, other->name);
}

void listing_sort(struct listing *listing)
{
    if (listing->bundles.count > 1)
        qsort(listing->bundles.items, listing->bundles.count,
              sizeof *listing->bundles.items, compare);
}

/* Of what may stand in a header: no blank, no control character. */
bool listing_mark_is_strong(const char *mark)
{
    size_t bytes = strlen(mark);

    if (bytes < 3 || mark[0] != '"' || mark[bytes - 1] != '"')
        return false;
    for (size_t i = 1; i + 1 < bytes; i++)
        if (mark[i] <= ' ' || mark[i] > '~' || mark[i] == '"')
            return false;
    return true;
}
