#include "kiosk/preview.h"

#include "base/array.h"
#include "base/log.h"
#include "base/str.h"
#include "base/watch.h"
#include "content/neighbours.h"
#include <stdio.h>
#include <string.h>

enum { WEEK_S = 7 * 24 * 3600, SHOWN = 100 };

struct preview {
    struct preview_options options;
    struct kiosk *kiosk; /* the app's */
    /* What others may still borrow from: the saver from the first, the screen
     * that stands there from the one before. */
    struct kiosk first, before;
    bool has_first, has_before;
    struct messages messages;
    struct preview_faults faults;
    uint64_t seen, shown; /* watch_folder() */
    int64_t next_ms;
};

static void find_errors(struct preview *preview)
{
    struct preview_faults *faults = &preview->faults;
    const struct message **sorted = messages_sorted_new(&preview->messages);
    size_t kept = 0;

    for (size_t i = 0; i < preview->messages.count; i++)
        if (sorted[i]->severity == MESSAGE_ERROR)
            sorted[kept++] = sorted[i];
    free(faults->items);
    *faults = (struct preview_faults){
        .items = sorted, .count = kept, .words = preview->options.words};
}

/* At a desk nobody goes away. */
static void never_idle(struct kiosk *kiosk)
{
    struct config *config = arena_get(&kiosk->arena, sizeof *config);

    *config = *kiosk->config;
    config->idle_s = WEEK_S;
    kiosk->config = config;
}

/* What there is to show; NULL bundle: nothing. */
static bool show(struct preview *preview, struct bundle *bundle,
                 struct kiosk *kiosk, struct fail *why)
{
    const struct schema_list none = {0};
    const struct model *model = bundle ? bundle->model : NULL;
    struct library *library =
        bundle ? library_around(bundle, preview->options.shipped) : NULL;

    if (!kiosk_show(kiosk, library, model ? &model->languages : &none,
                    preview->options.assets, why))
        return false;
    never_idle(kiosk);
    if (model && model->kind == MODEL_HOST)
        kiosk->site = kiosk_host(kiosk, model->id);
    return true;
}

/* Reads the bundle and says what is wrong with it. */
static struct bundle *read_bundle(struct preview *preview)
{
    const char *folder = preview->options.folder;

    messages_fini(&preview->messages);
    struct bundle *bundle = bundle_read(folder, folder, &preview->messages);
    messages_print_in(&preview->messages, preview->options.words, SHOWN,
                      stderr);
    find_errors(preview);
    return bundle;
}

static void tell_faults(struct preview *preview)
{
    preview->kiosk->faults =
        preview->faults.count > 0 ? &preview->faults : NULL;
}

bool preview_open(const struct preview_options *options, struct kiosk *kiosk,
                  struct preview **ret_preview, struct fail *why)
{
    struct preview *preview = memory_get(sizeof *preview);

    preview->options = *options;
    preview->kiosk = kiosk;
    preview->seen = preview->shown = watch_folder(options->folder);
    if (!show(preview, read_bundle(preview), kiosk, why)) {
        preview_close(preview);
        return false;
    }
    tell_faults(preview);
    *ret_preview = preview;
    return true;
}

void preview_close(struct preview *preview)
{
    if (!preview)
        return;
    kiosk_fini(preview->kiosk);
    if (preview->has_before)
        kiosk_fini(&preview->before);
    if (preview->has_first)
        kiosk_fini(&preview->first);
    messages_fini(&preview->messages);
    free(preview->faults.items);
    free(preview);
}

static int page_by_id(const struct model *model, const char *id)
{
    for (size_t i = 0; id && i < model->pages.count; i++) {
        const struct page *page = model_object(&model->pages, i);
        if (str_equal(page->id, id))
            return (int)i;
    }
    return -1;
}

void preview_begin(struct preview *preview, struct session *session)
{
    const struct kiosk *kiosk = preview->kiosk;
    const char *language = preview->options.language;

    session_wipe(session, kiosk);
    if (!kiosk->library)
        return;
    for (int i = 0; i < kiosk->language_count; i++)
        if (str_equal(kiosk->languages[i].tag, language))
            session->language = i;
    session->here = session_home(kiosk);
    int page =
        page_by_id(kiosk_model(kiosk, kiosk->site), preview->options.page);
    if (page >= 0)
        session->here = (struct place){
            .screen = SCREEN_PAGE, .host = kiosk->site, .page = page};
}

static void keep_old(struct preview *preview)
{
    if (!preview->has_first) {
        preview->first = *preview->kiosk;
        preview->has_first = true;
        return;
    }
    if (preview->has_before)
        kiosk_fini(&preview->before);
    preview->before = *preview->kiosk;
    preview->has_before = true;
}

static void read_again(struct preview *preview, struct session *session)
{
    struct bundle *bundle = read_bundle(preview);
    struct kiosk now;
    struct fail why;

    if (bundle && !show(preview, bundle, &now, &why)) {
        log_fail(&why);
    } else if (bundle) {
        struct kiosk before = *preview->kiosk;
        keep_old(preview);
        *preview->kiosk = now;
        if (before.library)
            preview_move(session, &before, preview->kiosk);
        else
            preview_begin(preview, session);
    }
    tell_faults(preview);
}

/* A file that is just being written is waited for. */
bool preview_step(struct preview *preview, struct session *session,
                  int64_t now_ms)
{
    if (now_ms < preview->next_ms)
        return false;
    preview->next_ms = now_ms + PREVIEW_POLL_MS;
    uint64_t seen = watch_folder(preview->options.folder);
    bool is_quiet = seen == preview->seen;
    preview->seen = seen;
    if (!is_quiet || seen == preview->shown)
        return false;
    preview->shown = seen;
    read_again(preview, session);
    return true;
}

int64_t preview_deadline_ms(const struct preview *preview)
{
    return preview->next_ms;
}

bool preview_takes(struct preview *preview, const struct action *action)
{
    int *scroll_px = &preview->faults.scroll_px;

    if (!preview->kiosk->faults || !action->id ||
        !str_starts(action->id, "faults"))
        return false;
    if (action->kind == ACTION_SCROLL) {
        int to = *scroll_px + action->delta_px;
        *scroll_px = to < 0                    ? 0
                     : to > action->scroll_max ? action->scroll_max
                                               : to;
    } else if (action->kind == ACTION_TAP &&
               str_starts(action->id, "faults.close")) {
        preview->kiosk->faults = NULL;
    }
    return true;
}

int preview_scroll_px(const struct preview *preview)
{
    return preview->faults.scroll_px;
}
