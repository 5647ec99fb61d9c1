#include "kiosk/trial.h"

#include "base/durable.h"
#include "base/log.h"
#include "yaml/schema.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES = 256 * 1024 };

static void ask_kernel(struct trial *trial)
{
    struct fail why;
    size_t bytes;
    char *text = fs_read_file(fs_system(), "/proc/sys/kernel/random/boot_id",
                              sizeof trial->boot - 1, &bytes, &why);

    snprintf(trial->boot, sizeof trial->boot, "%.*s",
             text ? (int)strcspn(text, "\n") : 7, text ? text : "unknown");
    free(text);
}

void trial_init(struct trial *trial, const struct fs *fs, const char *content,
                const char *boot)
{
    *trial = (struct trial){.fs = fs, .content = content};
    if (boot)
        snprintf(trial->boot, sizeof trial->boot, "%s", boot);
    else
        ask_kernel(trial);
}

void trial_fini(struct trial *trial)
{
    free(trial->entries);
    trial->entries = NULL;
}

static struct trial_entry *entry_of(struct trial *trial, const char *id,
                                    int64_t serial)
{
    for (size_t i = 0; i < trial->count; i++)
        if (str_equal(trial->entries[i].id, id) &&
            trial->entries[i].serial == serial)
            return &trial->entries[i];
    if (trial->count == trial->room) {
        trial->room = trial->room ? 2 * trial->room : 16;
        trial->entries =
            memory_grow(trial->entries, trial->room, sizeof *trial->entries);
    }
    struct trial_entry *entry = &trial->entries[trial->count++];
    *entry = (struct trial_entry){.serial = serial};
    snprintf(entry->id, sizeof entry->id, "%s", id);
    return entry;
}

/* Tries of another time that the machine ran do not count: it was switched
 * off, which is not the content's doing. */
static void read_line(struct trial *trial, const char *line)
{
    char id[65], word[16], boot[64] = "";
    long long serial;
    int tries = 0;
    int found =
        sscanf(line, "%64s %lld %15s %d %63s", id, &serial, word, &tries, boot);
    bool is_proven = found >= 3 && str_equal(word, "proven");

    if (found < 3 || !id_is_well_formed(id) ||
        (!is_proven && (found < 5 || !str_equal(boot, trial->boot))))
        return;
    struct trial_entry *entry = entry_of(trial, id, serial);
    entry->is_proven = is_proven;
    entry->tries = tries;
}

static void path_of(const struct trial *trial, struct str *path)
{
    str_addf(path, "%s/.trials", trial->content);
}

void trial_read(struct trial *trial)
{
    struct str path = {0};
    struct fail why;
    size_t bytes;
    char *text, *next;

    trial->count = 0;
    path_of(trial, &path);
    text = fs_read_file(trial->fs, path.text, FILE_BYTES, &bytes, &why);
    if (!text && why.kind != FAIL_MISSING)
        log_fail(&why);
    for (char *line = text; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        read_line(trial, line);
    }
    free(text);
    str_fini(&path);
}

bool trial_may_show(void *user, const char *id, int64_t serial)
{
    struct trial_entry *entry = entry_of(user, id, serial);

    entry->has_failed = !entry->is_proven && entry->tries >= TRIAL_TRIES;
    entry->is_shown = !entry->has_failed;
    return entry->is_shown;
}

void trial_failed(void *user, const char *id, int64_t serial)
{
    struct trial_entry *entry = entry_of(user, id, serial);

    entry->is_shown = false;
    entry->has_failed = true;
}

static void set_aside(struct trial *trial, const struct trial_entry *entry)
{
    const struct fs *fs = trial->fs;
    const struct installed_version *best;
    struct installed installed;
    struct arena arena = {0};
    struct fail why;

    log_line("%s, serial %lld, could not be shown here: the version before it "
             "is",
             entry->id, (long long)entry->serial);
    if (!installed_read(fs, trial->content, entry->id, &arena, &installed,
                        &why) ||
        !installed_set_aside(fs, trial->content, &installed, entry->serial,
                             INSTALLED_BAD, &why) ||
        !installed_read(fs, trial->content, entry->id, &arena, &installed,
                        &why))
        log_fail(&why);
    best = installed_choose(&installed, 0);
    if (best && !best->is_current &&
        !installed_switch(fs, trial->content, entry->id, best->folder, &why))
        log_fail(&why);
    arena_fini(&arena);
}

/* What is not shown any more is forgotten. */
static void write_all(struct trial *trial)
{
    struct str path = {0}, text = {0};
    struct fail why;

    for (size_t i = 0; i < trial->count; i++) {
        const struct trial_entry *entry = &trial->entries[i];
        if (!entry->is_shown)
            continue;
        str_addf(&text, "%s %lld ", entry->id, (long long)entry->serial);
        if (entry->is_proven)
            str_add(&text, "proven\n");
        else
            str_addf(&text, "tried %d %s\n", entry->tries, trial->boot);
    }
    path_of(trial, &path);
    if (!durable_write(trial->fs, path.text, str_text(&text), text.length,
                       &why))
        log_fail(&why);
    str_fini(&path);
    str_fini(&text);
}

bool trial_begin(struct trial *trial)
{
    bool is_on_trial = false;

    for (size_t i = 0; i < trial->count; i++) {
        struct trial_entry *entry = &trial->entries[i];
        if (entry->has_failed)
            set_aside(trial, entry);
        if (!entry->is_shown || entry->is_proven)
            continue;
        entry->tries++;
        is_on_trial = true;
    }
    if (is_on_trial)
        write_all(trial);
    return is_on_trial;
}

void trial_prove(struct trial *trial)
{
    for (size_t i = 0; i < trial->count; i++)
        trial->entries[i].is_proven |= trial->entries[i].is_shown;
    write_all(trial);
}

void trial_cancel(struct trial *trial)
{
    for (size_t i = 0; i < trial->count; i++)
        trial->entries[i].tries -= trial->entries[i].is_shown;
    write_all(trial);
}
