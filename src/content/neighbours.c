#include "content/neighbours.h"

#include "base/str.h"
#include <stdlib.h>

struct search {
    const struct bundle *bundle; /* whose neighbours they are */
    const char *shipped;
};

static struct bundle *read_at(const char *folder, const char *id,
                              enum model_kind kind, const char *programme)
{
    struct messages unsaid = {0};
    struct arena arena = {0};
    const char *path = arena_printf(&arena, "%s/%s", folder, id);
    struct bundle *bundle = bundle_read(path, path, &unsaid);

    messages_fini(&unsaid);
    arena_fini(&arena);
    if (bundle && bundle->model->kind == (int)kind &&
        str_equal(bundle->model->id, id) &&
        (kind == MODEL_PROGRAMME ||
         str_equal(bundle->model->programme, programme)))
        return bundle;
    bundle_free(bundle);
    return NULL;
}

static struct bundle *find(const struct search *search, const char *id,
                           enum model_kind kind, const char *programme)
{
    struct arena arena = {0};
    const char *beside = arena_printf(&arena, "%s/..", search->bundle->folder);
    struct bundle *found = read_at(beside, id, kind, programme);

    arena_fini(&arena);
    if (!found && search->shipped)
        found = read_at(search->shipped, id, kind, programme);
    return found;
}

static struct text same_for_all(struct arena *arena, const char *words)
{
    struct text_entry *entry = arena_get(arena, sizeof *entry);

    entry->utf8 = words;
    return (struct text){.entries = entry, .count = 1};
}

/* What a screen asks of any programme, and no more. */
static struct bundle *nameless_programme(const struct model *host)
{
    enum { NIGHT = 0x16233F };
    struct bundle *bundle = memory_get(sizeof *bundle);
    struct arena *arena = &bundle->arena;
    struct model *model = arena_get(arena, sizeof *model);
    struct privacy *privacy = arena_get(arena, sizeof *privacy);
    struct text dots = same_for_all(arena, "…");

    *privacy = (struct privacy){.responsible = dots,
                                .purpose = dots,
                                .contact = dots,
                                .delete_by = dots};
    *model = (struct model){
        .grammar = 1,
        .kind = MODEL_PROGRAMME,
        .id = host->programme,
        .version = "0",
        .languages = host->languages,
        .name = same_for_all(arena, host->programme),
        .colour = NIGHT,
        .privacy = privacy,
    };
    bundle->folder = ".";
    bundle->model = model;
    return bundle;
}

static void add_host(struct library *library, struct bundle *host)
{
    if (host)
        library->hosts[library->host_count++] = host;
}

/* In the programme's order; one that it does not list comes last. */
static void add_hosts(const struct search *search, struct library *library,
                      struct bundle *own)
{
    const struct model *programme = library->programme->model;
    bool is_listed = false;

    library->hosts =
        memory_grow(NULL, programme->hosts.count + 1, sizeof *library->hosts);
    for (size_t i = 0; i < programme->hosts.count; i++) {
        const char *id = model_string(&programme->hosts, i);
        bool is_own = own && str_equal(own->model->id, id);
        add_host(library,
                 is_own ? own : find(search, id, MODEL_HOST, programme->id));
        is_listed |= is_own;
    }
    if (!is_listed)
        add_host(library, own);
}

struct library *library_around(struct bundle *bundle, const char *shipped)
{
    const struct search search = {bundle, shipped};
    struct library *library = memory_get(sizeof *library);
    const struct model *model = bundle->model;
    bool is_host = model->kind == MODEL_HOST;

    library->programme =
        is_host ? find(&search, model->programme, MODEL_PROGRAMME, NULL)
                : bundle;
    if (!library->programme)
        library->programme = nameless_programme(model);
    add_hosts(&search, library, is_host ? bundle : NULL);
    return library;
}
