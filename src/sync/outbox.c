#include "sync/outbox.h"

#include "base/calendar.h"
#include "base/str.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HASH_DIGITS = 8, NUMBER_DIGITS = 6, NUMBER_MOST = 9 };

static const char suffix[] = ".jsonl", form_suffix[] = ".json";

static bool is_kiosk(const char *text, size_t length)
{
    if (length == 0 || length >= BATCH_KIOSK_BYTES || *text < 'a' ||
        *text > 'z')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", text[i]))
            return false;
    return true;
}

/* From the end: a kiosk's name may hold '_' as well. */
bool batch_name_read(const char *file, struct batch_name *ret_name)
{
    size_t length = strlen(file), digits = 0, end;

    *ret_name = (struct batch_name){0};
    if (length < sizeof suffix - 1 + HASH_DIGITS + 1 || !str_ends(file, suffix))
        return false;
    end = length - (sizeof suffix - 1) - HASH_DIGITS;
    memcpy(ret_name->hash, file + end, HASH_DIGITS);
    if (strspn(ret_name->hash, "0123456789abcdef") != HASH_DIGITS ||
        file[--end] != '_')
        return false;
    while (digits < end && file[end - digits - 1] >= '0' &&
           file[end - digits - 1] <= '9')
        digits++;
    if (digits < NUMBER_DIGITS || digits > NUMBER_MOST || digits + 1 >= end ||
        file[end - digits - 1] != '_')
        return false;
    ret_name->number = strtol(file + end - digits, NULL, 10);
    end -= digits + 1;
    if (!is_kiosk(file, end))
        return false;
    memcpy(ret_name->kiosk, file, end);
    return true;
}

static const char *path_in(char path[1024], const char *folder,
                           const char *name)
{
    snprintf(path, 1024, "%s/%s", folder, name);
    return path;
}

/* Size and header of one; what is wrong with it is kept as its fault. */
static bool look_into(const struct outbox *outbox, struct outbox_batch *batch,
                      struct fail *why)
{
    const struct fs *fs = outbox->fs;
    char path[1024], text[BATCH_HEAD_BYTES];
    int file =
        fs->ops->open(fs, path_in(path, outbox->folder, batch->name), FS_READ);
    int64_t got = -1;

    if (file < 0)
        return fail_errno(why, "it cannot be read");
    batch->bytes = fs->ops->size(fs, file);
    if (batch->bytes >= 0)
        got = fs->ops->read_at(fs, file, text, sizeof text, 0);
    if (got < 0)
        fail_errno(why, "it cannot be read");
    fs->ops->close(fs, file);
    if (got < 0)
        return false;
    if (batch->bytes > OUTBOX_FILE_BYTES)
        return fail_set(why, FAIL_CORRUPT, "it is too large to be a batch");
    return batch_head_read(text, (size_t)got, &batch->head, why);
}

static void add_batch(struct outbox *outbox, const char *file)
{
    struct outbox_batch *batch = &outbox->batches[outbox->batch_count];
    struct batch_name name;
    struct fail why = {0};

    if (!batch_name_read(file, &name))
        return;
    *batch = (struct outbox_batch){
        .name = arena_string(&outbox->arena, file, strlen(file)),
        .number = name.number};
    if (look_into(outbox, batch, &why) &&
        !str_equal(batch->head.kiosk, name.kiosk))
        fail_set(&why, FAIL_CORRUPT, "its header names another kiosk");
    if (why.kind != FAIL_NONE)
        batch->fault = arena_printf(&outbox->arena, "%s", why.text);
    memcpy(batch->head.kiosk, name.kiosk, sizeof name.kiosk);
    outbox->batch_count++;
}

static size_t count_of(char **names)
{
    size_t count = 0;

    while (names[count])
        count++;
    return count;
}

/* NULL: an empty folder, or `why` says why not. */
static char **names_of(const struct fs *fs, const char *folder,
                       struct fail *why)
{
    *why = (struct fail){0};
    char **names = fs_names(fs, folder, why);

    if (!names && why->kind == FAIL_MISSING)
        *why = (struct fail){0};
    return names;
}

bool outbox_read(struct outbox *outbox, const struct fs *fs, const char *data,
                 struct fail *why)
{
    struct arena *arena = &outbox->arena;
    char **names;
    int there = fs->ops->open(fs, data, FS_READ);

    *outbox = (struct outbox){.fs = fs};
    if (there < 0)
        return fail_errno(why, "cannot read %s", data);
    fs->ops->close(fs, there);
    outbox->folder = arena_printf(arena, "%s/outbox", data);
    outbox->forms_folder = arena_printf(arena, "%s/outbox/forms", data);
    names = names_of(fs, outbox->folder, why);
    if (names) {
        outbox->batches =
            arena_array(arena, count_of(names) + 1, sizeof *outbox->batches);
        for (char **name = names; *name; name++)
            add_batch(outbox, *name);
        free(names);
        names = names_of(fs, outbox->forms_folder, why);
    }
    if (names) {
        outbox->forms =
            arena_array(arena, count_of(names) + 1, sizeof *outbox->forms);
        for (char **name = names; *name; name++)
            if (str_ends(*name, form_suffix))
                outbox->forms[outbox->form_count++] =
                    arena_string(arena, *name, strlen(*name));
        free(names);
    }
    if (why->kind != FAIL_NONE)
        outbox_fini(outbox);
    return why->kind == FAIL_NONE;
}

void outbox_fini(struct outbox *outbox)
{
    arena_fini(&outbox->arena);
    *outbox = (struct outbox){0};
}

static bool fits_name(const char *text, size_t bytes, const char *file,
                      struct fail *why)
{
    uint8_t hash[HASH_SHA256_BYTES];
    struct batch_name name;
    char digits[HASH_DIGITS + 1];

    hash_sha256(text, bytes, hash);
    snprintf(digits, sizeof digits, "%02x%02x%02x%02x", hash[0], hash[1],
             hash[2], hash[3]);
    return (batch_name_read(file, &name) && str_equal(digits, name.hash)) ||
           fail_set(why, FAIL_CORRUPT,
                    "its bytes are not those that it was named by");
}

/* By what was seen before it was decided whether it may go. */
static bool is_as_before(const struct batch_head *head,
                         const struct batch_head *before, struct fail *why)
{
    return (str_equal(head->kiosk, before->kiosk) &&
            head->is_sealed == before->is_sealed) ||
           fail_set(why, FAIL_CORRUPT, "it changed while it was looked at");
}

char *outbox_load(const struct outbox *outbox, const struct outbox_batch *batch,
                  size_t *ret_bytes, struct fail *why)
{
    char path[1024], *text;
    struct batch_head head;

    if (batch->fault)
        return fail_set(why, FAIL_CORRUPT, "%s: %s", batch->name, batch->fault),
               NULL;
    text = fs_read_file(outbox->fs, path_in(path, outbox->folder, batch->name),
                        OUTBOX_FILE_BYTES, ret_bytes, why);
    if (!text)
        return NULL;
    if (batch_head_read(text, *ret_bytes, &head, why) &&
        is_as_before(&head, &batch->head, why) &&
        fits_name(text, *ret_bytes, batch->name, why) &&
        batch_lines_agree(&head, text, *ret_bytes, why))
        return text;
    fail_within(why, "%s", batch->name);
    free(text);
    return NULL;
}

char *outbox_load_form(const struct outbox *outbox, const char *name,
                       size_t *ret_bytes, struct fail *why)
{
    char path[1024];

    return fs_read_file(outbox->fs, path_in(path, outbox->forms_folder, name),
                        OUTBOX_FILE_BYTES, ret_bytes, why);
}

int64_t outbox_last_month_s(const struct outbox *outbox)
{
    int last = 0;

    for (size_t i = 0; i < outbox->batch_count; i++) {
        int month = calendar_month(outbox->batches[i].head.period);
        if (month > last)
            last = month;
    }
    return calendar_month_start_s(last);
}
