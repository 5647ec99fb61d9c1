#include "kiosk/trial.h"

#include "base/durable.h"
#include "base/log.h"
#include "content/install.h"
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

/* What this process knows of a version outlasts reading the file again. */
static void carry_over(struct trial *trial, const struct trial_entry *before,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct trial_entry *old = &before[i];
        if (!old->is_counted && !old->is_on_screen && !old->is_blocked)
            continue;
        struct trial_entry *entry = entry_of(trial, old->id, old->serial);
        entry->is_counted = old->is_counted;
        entry->is_on_screen = old->is_on_screen;
        entry->is_blocked = old->is_blocked;
        if (entry->tries < old->tries)
            entry->tries = old->tries;
    }
}

void trial_read(struct trial *trial)
{
    struct trial_entry *before = trial->entries;
    size_t count = trial->count;
    struct str path = {0};
    struct fail why;
    size_t bytes;
    char *text, *next;

    trial->entries = NULL;
    trial->count = trial->room = 0;
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
    carry_over(trial, before, count);
    free(before);
    free(text);
    str_fini(&path);
}

/* A try that this process itself made does not stand against it. */
bool trial_may_show(void *user, const char *id, int64_t serial)
{
    struct trial_entry *entry = entry_of(user, id, serial);

    entry->has_failed =
        entry->is_blocked ||
        (!entry->is_proven && entry->tries - entry->is_counted >= TRIAL_TRIES);
    entry->is_shown = !entry->has_failed;
    return entry->is_shown;
}

void trial_failed(void *user, const char *id, int64_t serial)
{
    struct trial_entry *entry = entry_of(user, id, serial);

    entry->is_shown = false;
    entry->has_failed = true;
}

/* A damaged `accepted` is the installer's business. */
static bool read_again(const struct trial *trial, const char *id,
                       struct arena *arena, struct installed *installed,
                       struct fail *why)
{
    return installed_read(trial->fs, trial->content, id, arena, installed,
                          why) ||
           why->kind == FAIL_CORRUPT;
}

static bool mark(struct trial *trial, const struct trial_entry *entry,
                 struct arena *arena, struct fail *why)
{
    const struct fs *fs = trial->fs;
    const struct installed_version *best;
    struct installed installed;

    if (!read_again(trial, entry->id, arena, &installed, why) ||
        !installed_set_aside(fs, trial->content, &installed, entry->serial,
                             INSTALLED_BAD, why) ||
        !read_again(trial, entry->id, arena, &installed, why))
        return false;
    best = installed_choose(&installed, 0);
    return !best || best->is_current ||
           installed_switch(fs, trial->content, entry->id, best->folder, why);
}

/* Whoever installs writes the same files: they are left to them, and this is
 * done the next time. */
static void set_aside(struct trial *trial, const struct trial_entry *entry)
{
    struct arena arena = {0};
    struct fail why;
    int lock = install_try_lock(trial->fs, trial->content, &why);

    log_line("%s, serial %lld, could not be shown here: the version before it "
             "is",
             entry->id, (long long)entry->serial);
    if (lock < 0 || !mark(trial, entry, &arena, &why))
        log_fail(&why);
    if (lock >= 0)
        install_unlock(trial->fs, lock);
    arena_fini(&arena);
}

/* What is not shown any more is forgotten, but for tries that have not led to
 * a mark yet. */
static void write_all(struct trial *trial)
{
    struct str path = {0}, text = {0};
    struct fail why;

    for (size_t i = 0; i < trial->count; i++) {
        const struct trial_entry *entry = &trial->entries[i];
        if (!entry->is_shown && !entry->is_on_screen && !entry->has_failed)
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

bool trial_block(struct trial *trial)
{
    bool is_any = false;

    for (size_t i = 0; i < trial->count; i++) {
        struct trial_entry *entry = &trial->entries[i];
        if (!entry->is_shown || entry->is_proven)
            continue;
        entry->is_blocked = is_any = true;
    }
    return is_any;
}

static bool has_other(const struct library *library, const char *id)
{
    if (!library)
        return false;
    for (size_t i = 0; i < library->host_count; i++)
        if (str_equal(library->hosts[i]->model->id, id))
            return true;
    return str_equal(library->programme->model->id, id);
}

void trial_settle(struct trial *trial, const struct library *library)
{
    for (size_t i = 0; i < trial->count; i++)
        if (trial->entries[i].has_failed &&
            has_other(library, trial->entries[i].id))
            set_aside(trial, &trial->entries[i]);
}

bool trial_begin(struct trial *trial)
{
    bool is_on_trial = false, is_new = false;

    for (size_t i = 0; i < trial->count; i++) {
        struct trial_entry *entry = &trial->entries[i];
        entry->is_on_screen = entry->is_shown;
        if (!entry->is_shown || entry->is_proven)
            continue;
        is_on_trial = true;
        is_new |= !entry->is_counted;
        entry->tries += !entry->is_counted;
        entry->is_counted = true;
    }
    if (is_new)
        write_all(trial);
    return is_on_trial;
}

void trial_prove(struct trial *trial)
{
    for (size_t i = 0; i < trial->count; i++)
        trial->entries[i].is_proven |= trial->entries[i].is_on_screen;
    write_all(trial);
}

void trial_cancel(struct trial *trial)
{
    for (size_t i = 0; i < trial->count; i++)
        trial->entries[i].tries -= trial->entries[i].is_counted;
    write_all(trial);
}
