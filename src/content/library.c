#include "base/array.h"
#include "base/fs.h"
#include "base/str.h"
#include "content/bundle.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Every bundle of a folder, those of another programme too. */
struct shelf {
    const char *folder;
    struct messages *messages;
    struct ARRAY(struct bundle *) bundles; /* by name of folder */
};

static bool is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool shelf_read(struct shelf *shelf, struct fail *why)
{
    char **names = fs_names(fs_system(), shelf->folder, why);
    struct arena arena = {0};

    if (!names)
        return false;
    for (size_t i = 0; names[i]; i++) {
        const char *path =
            arena_printf(&arena, "%s/%s", shelf->folder, names[i]);
        if (names[i][0] == '.' || !is_folder(path))
            continue;
        struct bundle *bundle = bundle_read(path, path, shelf->messages);
        if (bundle)
            array_push(&shelf->bundles, bundle);
    }
    arena_fini(&arena);
    free(names);
    return true;
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

bool library_read(const char *content_folder, const char *programme,
                  struct messages *messages, struct library **ret_library,
                  struct fail *why)
{
    struct shelf shelf = {.folder = content_folder, .messages = messages};
    struct library *library;

    if (!shelf_read(&shelf, why))
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
                 content_folder, programme ? " " : "",
                 programme ? programme : "");
    else
        fail_set(why, FAIL_MISSING,
                 "%s: no host of the programme %s can be "
                 "shown",
                 content_folder, library->programme->model->id);
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
