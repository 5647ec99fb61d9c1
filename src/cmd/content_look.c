#include "cmd/content_look.h"

#include "base/array.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "kiosk/fit_page.h"
#include <string.h>

/* Of one bundle, for the page. */
struct kept {
    char *folder, *shown;
    struct messages messages;
    struct coverage coverage;
    struct fit_sights sights;
};

struct content_look {
    struct content_look_wish wish;
    struct folders folders;
    struct fit *fit;
    struct ARRAY(struct kept *) all;
};

bool content_look_open(const struct content_look_wish *wish,
                       struct content_look **ret_look, struct fail *why)
{
    struct content_look *look = memory_get(sizeof *look);
    struct folders_given given = {.assets = wish->assets,
                                  .content = wish->content};
    struct fit_options options = {.panel = wish->panel};

    look->wish = *wish;
    folders_find(&look->folders, wish->argv0, &given);
    options.assets = look->folders.assets;
    options.shipped = look->folders.content;
    if (!command_size("--size", wish->size, &options.width, &options.height,
                      why) ||
        !fit_open(&options, &look->fit, why)) {
        content_look_close(look);
        return false;
    }
    *ret_look = look;
    return true;
}

static void forget(struct kept *kept)
{
    messages_fini(&kept->messages);
    coverage_fini(&kept->coverage);
    fit_sights_fini(&kept->sights);
    free(kept->folder);
    free(kept->shown);
    free(kept);
}

void content_look_close(struct content_look *look)
{
    if (!look)
        return;
    for (size_t i = 0; i < look->all.count; i++)
        forget(look->all.items[i]);
    array_fini(&look->all);
    fit_close(look->fit);
    folders_fini(&look->folders);
    free(look);
}

static char *copy_of(const char *text)
{
    size_t bytes = strlen(text) + 1;

    return memcpy(memory_get(bytes), text, bytes);
}

bool content_look_at(struct content_look *look, const char *folder,
                     const char *shown, struct bundle *bundle,
                     struct messages *messages, struct fail *why)
{
    struct kept *kept = memory_get(sizeof *kept);

    kept->folder = copy_of(folder);
    kept->shown = copy_of(shown);
    array_push(&look->all, kept);
    if (!bundle)
        return true;
    if (!fit_enter(look->fit, bundle, why))
        return false;
    fit_check(look->fit, messages);
    if (look->wish.html)
        fit_views(look->fit, fit_sights_add, &kept->sights);
    return true;
}

void content_look_keep(struct content_look *look, struct messages *messages,
                       struct coverage *coverage)
{
    struct kept *kept = look->all.items[look->all.count - 1];

    kept->messages = *messages;
    kept->coverage = *coverage;
    *messages = (struct messages){0};
    *coverage = (struct coverage){0};
    if (look->wish.html)
        return;
    look->all.count--;
    forget(kept);
}

bool content_look_write(struct content_look *look, struct fail *why)
{
    struct ARRAY(struct fit_page_bundle) bundles = {0};

    if (!look->wish.html)
        return true;
    for (size_t i = 0; i < look->all.count; i++) {
        const struct kept *kept = look->all.items[i];
        array_push(&bundles, (struct fit_page_bundle){
                                 kept->folder, kept->shown, &kept->messages,
                                 &kept->coverage, &kept->sights});
    }
    struct fit_page page = {
        .fs = look->wish.fs ? look->wish.fs : fs_system(),
        .assets = look->folders.assets,
        .language = look->wish.language,
        .words = look->wish.words,
        .fit = look->fit,
        .bundles = bundles.items,
        .count = bundles.count,
    };
    bool ok = fit_page_write(&page, look->wish.html, why);
    array_fini(&bundles);
    return ok;
}
