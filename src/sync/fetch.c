#include "sync/fetch_private.h"

#include "base/durable.h"
#include "base/log.h"
#include <errno.h>
#include <string.h>

enum { MIB = 1024 * 1024, PROGRESS_BYTES = MIB };

static const char ending[] = ".part";

/* The first reason is the caller's; any other is told at once. */
struct reasons {
    struct fail *why;
    bool is_set;
    bool was_last; /* of the bundle before this one */
};

static void note(struct reasons *reasons, const struct fail *fail)
{
    if (reasons->is_set)
        log_fail(fail);
    else
        *reasons->why = *fail;
    reasons->is_set = true;
}

static bool is_verdict(const struct fail *why)
{
    return why->kind == FAIL_DENIED || why->kind == FAIL_INVALID ||
           why->kind == FAIL_CORRUPT;
}

static bool remove_part(const struct fetching *fetching, struct fail *why)
{
    const struct fs *fs = fetching->fetch->fs;

    return fs->ops->remove(fs, fetching->part.text) == 0 || errno == ENOENT ||
           fail_errno(why, "cannot remove %s", fetching->part.text);
}

/* What it is about is named by its own name, not by that of its part. */
static const char *without_part(const struct fetching *fetching,
                                const struct fail *said)
{
    static const char colon[] = ": ";
    size_t part = fetching->part.length;

    if (!str_starts(said->text, fetching->part.text) ||
        !str_starts(said->text + part, colon))
        return said->text;
    return said->text + part + strlen(colon);
}

static enum fetch_end refuse(struct fetching *fetching, const struct fail *said,
                             struct fail *why)
{
    const struct fetch *fetch = fetching->fetch;
    const char *name = fetching->bundle->name;

    log_line("%s: not taken: %s", name, without_part(fetching, said));
    return remove_part(fetching, why) &&
                   fetched_add(fetch->fetched, name, fetching->key, false, why)
               ? FETCH_REFUSED
               : FETCH_FAILED;
}

/* Its name first: cut off between the two, it comes once more. */
static bool take(struct fetching *fetching, struct fail *why)
{
    const struct fetch *fetch = fetching->fetch;
    const char *name = fetching->bundle->name;
    struct str path = {0};
    bool ok;

    str_addf(&path, "%s/%s", fetch->folder, name);
    ok = durable_rename(fetch->fs, fetching->part.text, path.text, why) &&
         fetched_add(fetch->fetched, name, fetching->key, true, why);
    str_fini(&path);
    return ok;
}

static bool try_again(const struct fetch *fetch, struct fail *why)
{
    return fetch->patience &&
           patience_again(fetch->patience, fetch->target, why);
}

/* A link that ends often and brings something each time is a good one. */
static bool fetch_part_patiently(struct fetching *fetching, struct fail *why)
{
    const struct fetch *fetch = fetching->fetch;
    int64_t before;
    bool ok;

    do {
        before = fetching->end;
        *why = (struct fail){0};
        ok = fetch_part(fetching, why);
        if (fetch->patience && (ok || fetching->end >= before + PROGRESS_BYTES))
            patience_worked(fetch->patience);
    } while (!ok && try_again(fetch, why));
    return ok;
}

static bool list(const struct fetch *fetch, struct listing *listing,
                 struct fail *why)
{
    bool ok;

    do {
        listing_fini(listing);
        ok = fetch->target->ops->list(fetch->target, listing, why);
    } while (!ok && try_again(fetch, why));
    if (ok && fetch->patience)
        patience_worked(fetch->patience);
    return ok;
}

/* One that was put together of two transfers, and is not taken, may be of two
 * files: once more, whole. */
static enum fetch_end fetch_whole(struct fetching *fetching, struct fail *why)
{
    const struct fetch *fetch = fetching->fetch;
    struct fail said = {0};

    if (!fetch_part_patiently(fetching, why))
        return FETCH_FAILED;
    if (fetch->verify(fetch->user, fetching->part.text, &said))
        return take(fetching, why) ? FETCH_CAME : FETCH_FAILED;
    if (!is_verdict(&said)) {
        *why = said;
        return FETCH_FAILED;
    }
    if (!fetching->is_joined)
        return refuse(fetching, &said, why);
    log_line("%s: the parts of it do not fit: it is fetched anew",
             fetching->bundle->name);
    return remove_part(fetching, why) ? fetch_whole(fetching, why)
                                      : FETCH_FAILED;
}

static bool is_wanted(const struct fetch *fetch, const struct listing *listing,
                      const char *part)
{
    char key[FETCHED_KEY_BYTES];

    for (size_t i = 0; i < listing->bundles.count; i++) {
        const struct listing_bundle *bundle = &listing->bundles.items[i];
        size_t bytes = strlen(bundle->name);
        if (!str_starts(part, bundle->name) || part[bytes] != '.')
            continue;
        fetched_key(fetch->place, bundle, key);
        if (str_starts(part + bytes + 1, key))
            return true;
    }
    return false;
}

/* Whether a part is of this place. */
static bool is_ours(const struct fetch *fetch, const char *part)
{
    size_t bytes = strlen(part), end = FETCHED_KEY_BYTES - 1 + strlen(ending);
    char key[FETCHED_KEY_BYTES];

    fetched_key(fetch->place, &(struct listing_bundle){.name = "", .mark = ""},
                key);
    return bytes > end &&
           strncmp(part + bytes - end, key, FETCHED_PLACE_DIGITS) == 0;
}

/* Removes parts that nothing of this place will be gone on with; `is_all`: and
 * those of other places. */
static void sweep(const struct fetch *fetch, const struct listing *listing,
                  bool is_all)
{
    struct fail ignored;
    char **names = fs_names(fetch->fs, fetch->folder, &ignored);
    struct str path = {0};

    for (char **name = names; name && *name; name++) {
        if (!str_ends(*name, ending) || is_wanted(fetch, listing, *name) ||
            !(is_all || is_ours(fetch, *name)))
            continue;
        str_clear(&path);
        str_addf(&path, "%s/%s", fetch->folder, *name);
        fetch->fs->ops->remove(fetch->fs, path.text);
    }
    str_fini(&path);
    free(names);
}

static bool make_room(const struct fetching *fetching,
                      const struct listing *listing, struct fail *why)
{
    const struct fetch *fetch = fetching->fetch;
    int64_t bytes = fetching->bundle->bytes,
            needed = bytes > 0 ? FETCH_COPIES * bytes : 0;

    if (fetch_has_room(fetch, needed, why))
        return true;
    sweep(fetch, listing, true);
    return fetch_has_room(fetch, needed, why) ||
           fail_within(why, "%s", fetching->bundle->name);
}

static enum fetch_end fetch_one(struct fetching *fetching,
                                const struct listing *listing, struct fail *why)
{
    const struct listing_bundle *bundle = fetching->bundle;
    struct fail said;

    if (!fetching->fetch->verify) {
        fail_set(why, FAIL_MISSING,
                 "nobody may sign content for this kiosk: put sign.pub of "
                 "whoever does into its folder of keys");
        return FETCH_FAILED;
    }
    if (bundle->bytes > (int64_t)LISTING_BUNDLE_MIB * MIB) {
        fail_set(&said, FAIL_INVALID,
                 "it has %lld MB; a package has at most %d",
                 (long long)(bundle->bytes / MIB), LISTING_BUNDLE_MIB);
        return refuse(fetching, &said, why);
    }
    return make_room(fetching, listing, why) ? fetch_whole(fetching, why)
                                             : FETCH_FAILED;
}

/* What goes wrong with two in a row so will go wrong with all. */
static bool is_of_place(const struct fail *why)
{
    return why->kind == FAIL_BUSY || why->kind == FAIL_NO_DEVICE ||
           why->kind == FAIL_DENIED || why->kind == FAIL_MISSING;
}

/* False: the others are not to be tried. */
static bool fetch_bundle(const struct fetch *fetch,
                         const struct listing *listing, size_t i,
                         struct fetch_result *result, struct reasons *reasons)
{
    const struct listing_bundle *bundle = &listing->bundles.items[i];
    struct fetching fetching = {.fetch = fetch, .bundle = bundle, .file = -1};
    enum fetched_state state;
    enum fetch_end end;
    struct fail why = {0};
    bool goes_on;

    fetched_key(fetch->place, bundle, fetching.key);
    state = fetched_find(fetch->fetched, fetching.key);
    result->known += state == FETCHED_GOOD;
    result->refused_before += state == FETCHED_BAD;
    if (state != FETCHED_NEVER)
        return true;
    str_addf(&fetching.part, "%s/%s.%s%s", fetch->folder, bundle->name,
             fetching.key, ending);
    end = fetch_one(&fetching, listing, &why);
    str_fini(&fetching.part);
    result->came += end == FETCH_CAME;
    result->refused += end == FETCH_REFUSED;
    if (end != FETCH_FAILED) {
        reasons->was_last = false;
        return true;
    }
    note(reasons, &why);
    goes_on = !is_of_place(&why) || !reasons->was_last;
    reasons->was_last = is_of_place(&why);
    return goes_on;
}

bool fetch_all(const struct fetch *fetch, struct fetch_result *ret_result,
               struct fail *why)
{
    struct reasons reasons = {.why = why};
    struct listing listing = {0};
    bool ok;

    *ret_result = (struct fetch_result){.state = LISTING_SILENT};
    if (!fetch->target->ops->list)
        return true;
    ok = list(fetch, &listing, why);
    ret_result->state = listing.state;
    ret_result->listed = listing.bundles.count;
    ret_result->passed_over = listing.passed_over;
    if (ok &&
        (listing.state == LISTING_SHOWN || listing.state == LISTING_ABSENT))
        sweep(fetch, &listing, false);
    for (size_t i = 0; ok && i < listing.bundles.count; i++)
        if (!fetch_bundle(fetch, &listing, i, ret_result, &reasons))
            break;
    listing_fini(&listing);
    return ok && !reasons.is_set;
}
