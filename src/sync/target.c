#include "sync/target.h"

#include "base/str.h"
#include <assert.h>
#include <ctype.h>
#include <string.h>

enum { PLACE_BYTES = 8 /* of a hash */ };

static bool fail_other(const struct target_file *file, struct fail *why)
{
    return fail_set(why, FAIL_CORRUPT,
                    "%s: another file of that name is there already; it was "
                    "left as it is",
                    file->name);
}

static bool put_and_confirm(struct target *target,
                            const struct target_file *file, struct fail *why)
{
    enum target_state state;

    if (!target->ops->put(target, file, why) ||
        !target->ops->confirm(target, file, &state, why))
        return false;
    return state == TARGET_SAME || state == TARGET_UNKNOWN ||
           fail_set(why, FAIL_IO,
                    "%s: what was written does not read back the same",
                    file->name);
}

bool target_send(struct target *target, const struct target_file *file,
                 enum target_came *ret_came, struct fail *why)
{
    enum target_state state;

    if (!target->ops->confirm(target, file, &state, why))
        return false;
    if (state == TARGET_OTHER && file->kind == TARGET_BATCH)
        return fail_other(file, why);
    *ret_came = state == TARGET_SAME ? TARGET_WAS_THERE : TARGET_CAME;
    return state == TARGET_SAME || put_and_confirm(target, file, why);
}

static void add_address(struct hash_sha256_sum *sum, const char *address)
{
    const char *host = strstr(address, "://"), *path;

    host = host ? host + strlen("://") : address;
    path = host + strcspn(host, "/");
    for (const char *c = address; c < path; c++) {
        char lower = (char)tolower((unsigned char)*c);
        hash_sha256_add(sum, &lower, 1);
    }
    hash_sha256_add(sum, path, strlen(path));
}

void target_name_place(char ret_place[LEDGER_PLACE_BYTES], const char *sort,
                       const char *address, const char *more)
{
    struct hash_sha256_sum sum;
    uint8_t hash[HASH_SHA256_BYTES];
    struct str text = {0};

    hash_sha256_begin(&sum);
    add_address(&sum, address);
    if (more)
        hash_sha256_add(&sum, more, strlen(more));
    hash_sha256_end(&sum, hash);
    str_addf(&text, "%s-", sort);
    str_add_hex(&text, hash, PLACE_BYTES);
    assert(text.length < LEDGER_PLACE_BYTES);
    memcpy(ret_place, text.text, text.length + 1);
    str_fini(&text);
}
