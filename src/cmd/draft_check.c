#include "cmd/draft_check.h"

#include "base/durable.h"
#include "base/sandbox.h"
#include "cmd/content_look.h"
#include "content/advice.h"
#include "content/bundle.h"
#include "content/draft.h"
#include "content/folder.h"
#include "kiosk/fit_page.h"
#include <errno.h>
#include <string.h>

enum {
    CPU_S = 90,
    WALL_MS = 300 * 1000, /* of a machine that has other things to do */
    MEMORY_MIB = 640,
    PAGE_MIB = 64,
    COPIED_PERCENT = 40,
    GROUP = 15 /* as `check` has it */
};
enum { NUMBER_ERRORS, NUMBER_WARNINGS };

struct checking {
    const struct draft_check *check;
    struct draft_result *result;
    struct messages messages;
    struct arena arena;
    const char *copy, *page; /* paths: here, on the stick */
    struct durable file;     /* the page */
    bool is_stick;           /* what failed is the stick */
    int percent;
};

static void set(struct checking *checking, enum stick_reason reason)
{
    checking->result->reason = reason;
}

/* What a full or a broken stick is called. */
static void set_stick(struct checking *checking)
{
    set(checking, checking->result->why.kind == FAIL_FULL ? STICK_FULL
                                                          : STICK_CANNOT_WRITE);
}

static void tell(struct checking *checking, int percent)
{
    if (percent > checking->percent && checking->check->progress)
        checking->check->progress(checking->check->user, percent);
    checking->percent = percent;
}

/* From here on what the draft holds is looked at: in the sandbox. */
static bool look(void *user, const struct fs *out, int64_t *numbers,
                 struct fail *why)
{
    struct checking *checking = user;
    const struct draft_check *check = checking->check;
    struct messages *messages = &checking->messages;
    struct coverage coverage = {0};
    const struct advice advice = {
        .group = GROUP, .k = check->config->k, .coverage = &coverage};
    const struct content_look_wish wish = {.argv0 = check->argv0,
                                           .assets = check->folders->assets,
                                           .content = check->folders->content,
                                           .html = FOLDER_ANSWER,
                                           .fs = out,
                                           .language = check->language,
                                           .words = check->words,
                                           .panel = check->config->panel};
    struct content_look *at = NULL;

    if (!content_look_open(&wish, &at, why))
        return false;
    struct bundle *bundle =
        bundle_check(checking->copy, check->name, &advice, messages);
    if (!content_look_at(at, checking->copy, check->name, bundle, messages,
                         why))
        return false;
    numbers[NUMBER_ERRORS] = (int64_t)messages->errors;
    numbers[NUMBER_WARNINGS] = (int64_t)messages->warnings;
    content_look_keep(at, messages, &coverage);
    return content_look_write(at, why);
}

static bool add_to_page(void *user, const void *bytes, size_t count,
                        struct fail *why)
{
    struct checking *checking = user;

    checking->is_stick = !durable_add(&checking->file, bytes, count, why);
    return !checking->is_stick;
}

/* A stick of which nothing is heard for long counts as over. */
static void on_wait(void *user)
{
    const struct checking *checking = user;

    if (checking->check->progress)
        checking->check->progress(checking->check->user, checking->percent);
}

/* A page without pictures, of what is known out here. */
static void write_page(struct checking *checking)
{
    const struct draft_check *check = checking->check;
    struct draft_result *result = checking->result;
    struct coverage coverage = {0};
    const struct fit_sights sights = {.views = {0}};
    const struct fit_page_bundle bundle = {.folder = checking->copy,
                                           .shown = check->name,
                                           .messages = &checking->messages,
                                           .coverage = &coverage,
                                           .sights = &sights};
    const struct fit_page page = {.fs = check->stick,
                                  .assets = check->folders->assets,
                                  .language = check->language,
                                  .words = check->words,
                                  .bundles = &bundle,
                                  .count = 1};
    struct fail why;

    result->errors = (int64_t)checking->messages.errors;
    result->warnings = (int64_t)checking->messages.warnings;
    if (fit_page_write(&page, checking->page, &why))
        return;
    result->why = why;
    set_stick(checking);
}

static void write_unfinished(struct checking *checking)
{
    message_add_path(&checking->messages, FAULT_NOT_FINISHED,
                     checking->check->name, NULL);
    checking->result->is_checked = false;
    write_page(checking);
}

/* What was begun of the page goes. */
static void end_badly(struct checking *checking, enum sandbox_end end)
{
    durable_fini(&checking->file);
    if (checking->is_stick)
        set_stick(checking);
    else if (end == SANDBOX_FAILED)
        set(checking, STICK_KIOSK);
    else
        write_unfinished(checking);
}

static void check_copy(struct checking *checking)
{
    const struct draft_check *check = checking->check;
    const char *const readable[] = {"/usr",
                                    "/lib",
                                    "/lib64",
                                    "/etc/ld.so.cache",
                                    check->folders->assets,
                                    check->folders->content,
                                    check->staging,
                                    NULL};
    const struct sandbox sandbox = {.cpu_s = CPU_S,
                                    .wall_ms = WALL_MS,
                                    .memory_mib = MEMORY_MIB,
                                    .output_bytes = PAGE_MIB * 1024 * 1024,
                                    .readable = readable,
                                    .user = checking,
                                    .work = look,
                                    .take = add_to_page,
                                    .wait = on_wait};
    struct draft_result *result = checking->result;
    int64_t numbers[SANDBOX_NUMBERS];

    if (!durable_begin(&checking->file, check->stick, checking->page,
                       &result->why)) {
        set_stick(checking);
        return;
    }
    tell(checking, COPIED_PERCENT);
    enum sandbox_end end = sandbox_run(&sandbox, numbers, &result->why);
    if (end != SANDBOX_DONE) {
        end_badly(checking, end);
        return;
    }
    result->errors = numbers[NUMBER_ERRORS];
    result->warnings = numbers[NUMBER_WARNINGS];
    if (!durable_commit(&checking->file, &result->why))
        set_stick(checking);
}

static void on_copied(void *user, int percent)
{
    tell(user, percent * COPIED_PERCENT / 100);
}

static void check_draft(struct checking *checking)
{
    const struct draft_check *check = checking->check;
    const struct draft draft = {
        .from = check->stick,
        .from_path =
            arena_printf(&checking->arena, DRAFTS_FOLDER "/%s", check->name),
        .to = fs_system(),
        .to_path = checking->copy,
        .shown = check->name,
        .user = checking,
        .progress = on_copied};

    switch (draft_copy(&draft, &checking->messages, &checking->result->why)) {
    case DRAFT_COPIED:
        check_copy(checking);
        break;
    case DRAFT_FAULTY:
        write_page(checking);
        break;
    case DRAFT_NO_ROOM:
        set(checking, STICK_NO_ROOM);
        break;
    case DRAFT_UNREAD:
        set(checking, STICK_CANNOT_READ);
        break;
    case DRAFT_FAILED:
        set(checking, STICK_KIOSK);
        break;
    }
}

void draft_check(const struct draft_check *check,
                 struct draft_result *ret_result)
{
    struct checking checking = {.check = check, .result = ret_result};
    struct arena *arena = &checking.arena;
    struct fail ignored;

    *ret_result = (struct draft_result){.is_checked = true};
    checking.copy = arena_printf(arena, "%s/%s", check->staging, check->name);
    checking.page =
        arena_printf(arena, DRAFTS_FOLDER "/%s/" FOLDER_ANSWER, check->name);
    if (fs_remove_all(fs_system(), check->staging, &ret_result->why) &&
        fs_make_folders(fs_system(), checking.copy, &ret_result->why))
        check_draft(&checking);
    else
        set(&checking, STICK_KIOSK);
    durable_fini(&checking.file);
    fs_remove_all(fs_system(), check->staging, &ignored);
    messages_fini(&checking.messages);
    arena_fini(arena);
}
