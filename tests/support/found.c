#include "support/found.h"

#include "support/check.h"
#include <string.h>

static void keep(void *user, const struct store_slot *slot)
{
    struct found *found = user;
    struct found_slot copy = {.bytes = slot->bytes, .kind = slot->kind};

    assert_true(strlen(slot->name) < sizeof copy.name);
    memcpy(copy.name, slot->name, strlen(slot->name) + 1);
    if (slot->body) {
        assert_int_equal(slot->body[slot->bytes], '\0');
        copy.body = memory_get(slot->bytes + 1);
        memcpy(copy.body, slot->body, slot->bytes);
        found->records++;
    } else {
        found->damaged++;
    }
    array_push(&found->slots, copy);
}

void found_read(struct found *found, const struct fs *fs, const char *folder)
{
    struct fail why = {0};

    *found = (struct found){0};
    if (store_read(fs, folder, keep, found, &why))
        return;
    assert_int_equal(why.kind, FAIL_MISSING);
    found->is_missing = true;
}

void found_fini(struct found *found)
{
    for (size_t i = 0; i < found->slots.count; i++)
        free(found->slots.items[i].body);
    array_fini(&found->slots);
}

size_t found_count(const struct found *found, const char *body)
{
    size_t count = 0;

    for (size_t i = 0; i < found->slots.count; i++)
        count += found->slots.items[i].body &&
                 found->slots.items[i].bytes == strlen(body) &&
                 memcmp(found->slots.items[i].body, body, strlen(body)) == 0;
    return count;
}

bool found_is_damaged(const struct found *found, const char *name)
{
    for (size_t i = 0; i < found->slots.count; i++)
        if (!found->slots.items[i].body &&
            strcmp(found->slots.items[i].name, name) == 0)
            return true;
    return false;
}
