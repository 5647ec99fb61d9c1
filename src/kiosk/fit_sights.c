#include "kiosk/fit_sights.h"

#include "base/str.h"
#include "yaml/shown.h"
#include <string.h>

const char *fit_sights_name(const struct fit_view *view, struct arena *arena)
{
    return arena_printf(arena, "%s-%s-%d", view->id, view->language,
                        view->part);
}

/* One string a file. */
static const char *path_of(struct fit_sights *sights,
                           const struct yaml_source *source)
{
    size_t count = sights->sights.count;

    if (count > 0 &&
        str_equal(sights->sights.items[count - 1].path, source->path))
        return sights->sights.items[count - 1].path;
    return shown_copy(&sights->arena, source->path);
}

/* A text of several lines may begin below its mark. */
static int last_line(const struct fit_origin *origin)
{
    int lines = 0;

    for (const char *at = origin->utf8; *at; at++)
        lines += *at == '\n';
    return origin->mark.line + lines + (lines > 0);
}

void fit_sights_add(void *user, const struct fit_view *view)
{
    struct fit_sights *sights = user;

    if (view->is_little)
        return;
    for (size_t i = view->veil; i < view->list->count; i++) {
        const struct fit_origin *origin =
            fit_origin_find(view->origins, &view->list->items[i]);
        if (!origin || !origin->mark.source)
            continue;
        struct fit_sight sight = {
            .path = path_of(sights, origin->mark.source),
            .first = origin->mark.line,
            .last = last_line(origin),
        };
        array_push(&sights->sights, sight);
    }
    array_push(&sights->views,
               (struct sighted_view){fit_sights_name(view, &sights->arena),
                                     sights->sights.count});
}

void fit_sights_fini(struct fit_sights *sights)
{
    array_fini(&sights->sights);
    array_fini(&sights->views);
    arena_fini(&sights->arena);
}

bool fit_sights_shows(const struct fit_sights *sights, size_t view,
                      const struct message *message)
{
    size_t i = view > 0 ? sights->views.items[view - 1].end : 0;

    if (!message->path || message->line == 0)
        return false;
    for (; i < sights->views.items[view].end; i++) {
        const struct fit_sight *sight = &sights->sights.items[i];
        if (message->line >= sight->first && message->line <= sight->last &&
            strcmp(sight->path, message->path) == 0)
            return true;
    }
    return false;
}
