#include "base/array.h"
#include "base/fs.h"
#include "base/log.h"
#include "base/str.h"
#include "content/bundle.h"
#include "content/installed.h"
#include <stdlib.h>
#include <string.h>

/* Every bundle of a folder, those of another programme too. */
struct shelf {
    const char *folder;
    struct messages *messages;
    struct ARRAY(struct bundle *) bundles; /* by name of folder */
};

static bool read_shipped(struct shelf *shelf, struct fail *why)
{
    char **names = fs_names(fs_system(), shelf->folder, why);
    struct arena arena = {0};

    if (!names)
        return false;
    for (size_t i = 0; names[i]; i++) {
        const char *path =
            arena_printf(&arena, "%s/%s", shelf->folder, names[i]);
        if (names[i][0] == '.' || !fs_is_folder(fs_system(), path))
            continue;
        struct bundle *bundle = bundle_read(path, path, shelf->messages);
        if (bundle)
            array_push(&shelf->bundles, bundle);
    }
    arena_fini(&arena);
    free(names);
    return true;
}

/* Where the bundle of that id stands; count: nowhere. */
static size_t shelf_place(const struct shelf *shelf, const char *id)
{
    size_t i = 0;

    while (i < shelf->bundles.count &&
           !str_equal(shelf->bundles.items[i]->model->id, id))
        i++;
    return i;
}

static struct bundle *try_version(struct shelf *shelf,
                                  const struct library_places *places,
                                  const struct installed *installed,
                                  const struct installed_version *version,
                                  struct arena *arena)
{
    int64_t serial = version->manifest.serial;
    const char *path = arena_printf(arena, "%s/%s/%s", places->installed,
                                    installed->id, version->folder);
    struct bundle *bundle;

    if (places->may_show &&
        !places->may_show(places->user, installed->id, serial))
        return NULL;
    bundle = bundle_read_unpacked(path, path, shelf->messages);
    if (bundle && (!str_equal(bundle->model->id, installed->id) ||
                   bundle->model->serial != serial)) {
        bundle_free(bundle);
        bundle = NULL;
    }
    if (!bundle && places->failed)
        places->failed(places->user, installed->id, serial);
    return bundle;
}

/* Puts the installed version in the place of the shipped one, if it is the one
 * to show and can be. */
static void read_installed(struct shelf *shelf,
                           const struct library_places *places, const char *id,
                           struct arena *arena)
{
    size_t place = shelf_place(shelf, id);
    bool has_shipped = place < shelf->bundles.count;
    int64_t shipped =
        has_shipped ? shelf->bundles.items[place]->model->serial : 0;
    struct installed installed;
    struct installed_version *version;
    struct bundle *bundle = NULL;
    struct fail why;

    if (!installed_read(fs_system(), places->installed, id, arena, &installed,
                        &why))
        log_fail(&why);
    while (!bundle && (version = (struct installed_version *)installed_choose(
                           &installed, shipped)) != NULL) {
        bundle = try_version(shelf, places, &installed, version, arena);
        version->aside = INSTALLED_BAD; /* unless it was good */
    }
    if (!bundle)
        return;
    if (has_shipped) {
        bundle_free(shelf->bundles.items[place]);
        shelf->bundles.items[place] = bundle;
    } else {
        array_push(&shelf->bundles, bundle);
    }
}

static int compare_bundles(const void *a, const void *b)
{
    return strcmp((*(struct bundle *const *)a)->model->id,
                  (*(struct bundle *const *)b)->model->id);
}

static bool shelf_read(struct shelf *shelf, const struct library_places *places,
                       struct fail *why)
{
    bool has_shipped = read_shipped(shelf, why);
    struct arena arena = {0};
    struct fail no_ids;
    char **ids = NULL;

    if (!has_shipped && (!places->installed || why->kind != FAIL_MISSING))
        return false;
    if (places->installed)
        ids = installed_ids(fs_system(), places->installed, &no_ids);
    if (places->installed && !ids && no_ids.kind != FAIL_NONE)
        log_fail(&no_ids);
    for (char **id = ids; id && *id; id++)
        read_installed(shelf, places, *id, &arena);
    free(ids);
    arena_fini(&arena);
    if (shelf->bundles.count > 1) /* "the first by id" */
        qsort(shelf->bundles.items, shelf->bundles.count,
              sizeof *shelf->bundles.items, compare_bundles);
    return has_shipped || shelf->bundles.count > 0;
}

static struct bundle *shelf_take(struct shelf *shelf, enum model_kind kind,
                                 const char *id)
{
    for (size_t i = 0; i < shelf->bundles.count; i++) {
        struct bundle *bundle = shelf->bundles.items[i];
        if (!bundle || bundle->model->kind != (int)kind ||
            (id && !str_equal(bundle->model->id, id)))
            continue;
        shelf->bundles.items[i] = NULL;
        return bundle;
    }
    return NULL;
}

static void leave_out(struct shelf *shelf, const struct bundle *bundle,
                      const struct model *programme, enum fault fault)
{
    message_add_path(shelf->messages, fault, bundle->folder,
                     WITH(message_text("id", programme->id)));
}

/* The programme's hosts in its order. */
static void take_hosts(struct shelf *shelf, struct library *library)
{
    const struct model *programme = library->programme->model;
    const struct yaml_node *list = yaml_node_get(programme->node, "hosts");

    library->hosts =
        memory_grow(NULL, programme->hosts.count, sizeof *library->hosts);
    for (size_t i = 0; i < programme->hosts.count; i++) {
        struct bundle *host =
            shelf_take(shelf, MODEL_HOST, model_string(&programme->hosts, i));
        if (!host) {
            message_add(
                shelf->messages, FAULT_HOST_ABSENT, list->items[i]->mark,
                WITH(message_text("id", model_string(&programme->hosts, i))));
        } else if (!str_equal(host->model->programme, programme->id)) {
            leave_out(shelf, host, programme, FAULT_OTHER_PROGRAMME);
            bundle_free(host);
        } else {
            library->hosts[library->host_count++] = host;
        }
    }
}

static void shelf_fini(struct shelf *shelf, const struct model *programme)
{
    for (size_t i = 0; i < shelf->bundles.count; i++) {
        struct bundle *bundle = shelf->bundles.items[i];
        if (bundle && programme)
            leave_out(shelf, bundle, programme,
                      bundle->model->kind == MODEL_HOST ? FAULT_NOT_LISTED
                                                        : FAULT_NOT_CHOSEN);
        bundle_free(bundle);
    }
    array_fini(&shelf->bundles);
}

bool library_read(const struct library_places *places, const char *programme,
                  struct messages *messages, struct library **ret_library,
                  struct fail *why)
{
    struct shelf shelf = {.folder = places->shipped, .messages = messages};
    struct library *library;

    if (!shelf_read(&shelf, places, why))
        return fail_within(why, "content");
    library = memory_get(sizeof *library);
    library->programme = shelf_take(&shelf, MODEL_PROGRAMME, programme);
    if (library->programme)
        take_hosts(&shelf, library);
    shelf_fini(&shelf, library->programme ? library->programme->model : NULL);
    if (library->host_count > 0) {
        *ret_library = library;
        return true;
    }
    if (!library->programme)
        fail_set(why, FAIL_MISSING, "%s: no programme%s%s can be shown",
                 places->shipped, programme ? " " : "",
                 programme ? programme : "");
    else
        fail_set(why, FAIL_MISSING,
                 "%s: no host of the programme %s can be "
                 "shown",
                 places->shipped, library->programme->model->id);
    library_free(library);
    return false;
}

void library_free(struct library *library)
{
    if (!library)
        return;
    bundle_free(library->programme);
    for (size_t i = 0; i < library->host_count; i++)
        bundle_free(library->hosts[i]);
    free(library->hosts);
    free(library);
}
