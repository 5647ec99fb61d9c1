#include "sync/fetched.h"

#include "base/durable.h"
#include "base/log.h"
#include "base/str.h"
#include "seal/hash.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LIMIT = 1024 * 1024, WORDS = 4 };

static const char good[] = "good", bad[] = "bad";

static void keep(struct fetched *fetched, bool is_good,
                 const char *const words[WORDS])
{
    struct arena *arena = &fetched->arena;
    struct fetched_line line = {.is_good = is_good,
                                .name = arena_printf(arena, "%s", words[1]),
                                .key = arena_printf(arena, "%s", words[2]),
                                .judge = arena_printf(arena, "%s", words[3])};

    array_push(&fetched->lines, line);
}

/* Ended by a NUL; cut into its words. */
static bool read_line(struct fetched *fetched, char *text)
{
    const char *words[WORDS];
    size_t count = 0;

    for (char *space; count < WORDS; text = space + 1) {
        words[count++] = text;
        space = count < WORDS ? strchr(text, ' ') : NULL;
        if (!space)
            break;
        *space = '\0';
    }
    if (count != WORDS || strchr(words[3], ' ') ||
        !listing_is_bundle(words[1]) ||
        strspn(words[2], "0123456789abcdef") != FETCHED_KEY_BYTES - 1 ||
        strlen(words[2]) != FETCHED_KEY_BYTES - 1 ||
        (!str_equal(words[0], good) && !str_equal(words[0], bad)))
        return false;
    keep(fetched, str_equal(words[0], good), words);
    return true;
}

/* One that cannot be read is as none: all is fetched again. */
static void read_lines(struct fetched *fetched)
{
    struct fail why;
    size_t bytes, damaged = 0;
    char *text = fs_read_file(fetched->fs, fetched->path, LIMIT, &bytes, &why);

    if (!text && why.kind != FAIL_MISSING)
        log_fail(&why);
    for (char *line = text, *end; line && *line; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        damaged += !read_line(fetched, line);
    }
    if (damaged > 0)
        log_line("%s: %zu lines are damaged: what they knew is fetched again",
                 fetched->path, damaged);
    free(text);
}

bool fetched_open(struct fetched *fetched, const struct fs *fs,
                  const char *folder, const char *judge, struct fail *why)
{
    const char *lock;

    *fetched = (struct fetched){.fs = fs, .judge = judge, .lock = -1};
    fetched->path = arena_printf(&fetched->arena, "%s/.fetched", folder);
    lock = arena_printf(&fetched->arena, "%s/.fetching", folder);
    fetched->lock =
        fs->ops->open(fs, lock, FS_WRITE | FS_CREATE | FS_NO_LINK | FS_SHARED);
    if (fetched->lock < 0)
        return fail_errno(why, "cannot write %s", lock);
    if (fs->ops->lock(fs, fetched->lock) != 0)
        return errno == EAGAIN
                   ? fail_set(why, FAIL_BUSY,
                              "another program fetches bundles at the moment")
                   : fail_errno(why, "cannot lock %s", lock);
    read_lines(fetched);
    return true;
}

void fetched_close(struct fetched *fetched)
{
    if (fetched->fs && fetched->lock >= 0)
        fetched->fs->ops->close(fetched->fs, fetched->lock);
    array_fini(&fetched->lines);
    arena_fini(&fetched->arena);
    *fetched = (struct fetched){.lock = -1};
}

/* A tag may be weak only as long as the file is young (Apache's are). */
void fetched_key(const char *place, const struct listing_bundle *bundle,
                 char ret_key[FETCHED_KEY_BYTES])
{
    uint8_t hash[HASH_SHORT_BYTES], all[HASH_SHORT_BYTES];
    struct str text = {0};

    hash_short(place, strlen(place), NULL, 0, hash);
    str_addf(&text, "%s\n%s\n%lld\n%s", place, bundle->name,
             (long long)bundle->bytes,
             bundle->mark + (str_starts(bundle->mark, "W/") ? 2 : 0));
    hash_short(text.text, text.length, NULL, 0, all);
    memcpy(hash + FETCHED_PLACE_DIGITS / 2, all,
           sizeof hash - FETCHED_PLACE_DIGITS / 2);
    str_clear(&text);
    str_add_hex(&text, hash, sizeof hash);
    memcpy(ret_key, text.text, FETCHED_KEY_BYTES);
    str_fini(&text);
}

enum fetched_state fetched_find(const struct fetched *fetched, const char *key)
{
    for (size_t i = fetched->lines.count; i-- > 0;) {
        const struct fetched_line *line = &fetched->lines.items[i];
        if (!str_equal(line->key, key) ||
            strncmp(line->judge, fetched->judge, FETCHED_PURPOSE_DIGITS) != 0)
            continue;
        if (line->is_good)
            return FETCHED_GOOD;
        if (str_equal(line->judge, fetched->judge))
            return FETCHED_BAD;
    }
    return FETCHED_NEVER;
}

bool fetched_add(struct fetched *fetched, const char *name, const char *key,
                 bool is_good, struct fail *why)
{
    const char *const words[WORDS] = {NULL, name, key, fetched->judge};
    struct str text = {0};
    size_t first;
    bool ok;

    keep(fetched, is_good, words);
    first = fetched->lines.count > FETCHED_LINES
                ? fetched->lines.count - FETCHED_LINES
                : 0;
    for (size_t i = first; i < fetched->lines.count; i++) {
        const struct fetched_line *line = &fetched->lines.items[i];
        str_addf(&text, "%s %s %s %s\n", line->is_good ? good : bad, line->name,
                 line->key, line->judge);
    }
    ok = durable_write(fetched->fs, fetched->path, text.text, text.length, why);
    str_fini(&text);
    return ok;
}
