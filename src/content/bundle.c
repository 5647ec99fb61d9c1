#include "content/bundle.h"
#include "content/check.h"
#include "content/texts.h"
#include <stdlib.h>
#include <string.h>

/* What one bundle may take in memory. 4 MiB of text are far below it, unless
 * they are made of nothing but brackets. */
enum { MODEL_BYTES = 24 * 1024 * 1024 };

static struct yaml_mark page_mark(const struct page *page)
{
    return yaml_node_get(page->node, "page")->mark;
}

/* The page behind {page: path}, or NULL and an error. */
static struct page *read_page(struct check *check, const struct page *place)
{
    struct folder *folder = check->folder;
    struct folder_file *file = folder_find(folder, place->file);

    if (!file) {
        message_add(check->messages, MESSAGE_ERROR, page_mark(place),
                    folder_help(folder, place->file), "there is no file '%s'",
                    place->file);
        return NULL;
    }
    if (file->is_page) {
        message_add(check->messages, MESSAGE_ERROR, page_mark(place), NULL,
                    "'%s' is named a second time", place->file);
        return NULL;
    }
    if (folder->arena->used_bytes > MODEL_BYTES) {
        message_add(check->messages, MESSAGE_ERROR, page_mark(place), NULL,
                    "the pages before this one have more parts than a bundle "
                    "may have");
        return NULL;
    }
    file->is_page = true;
    struct page *page = schema_read_file(
        &page_schema, folder_path(folder, place->file),
        folder_shown(folder, place->file), folder->arena, check->messages);
    if (page && page->file) {
        message_add(check->messages, MESSAGE_ERROR, page_mark(page),
                    "write the page itself here",
                    "a page's file cannot point to another");
        return NULL;
    }
    return page;
}

/* Puts pages of their own files in their places; those that cannot be read
 * are left out, after an error. */
static void read_pages(struct check *check)
{
    struct schema_list *pages = &check->model->pages;
    struct page **items = pages->items;
    size_t kept = 0;

    for (size_t i = 0; i < pages->count; i++) {
        struct page *page = items[i];
        if (page->file)
            page = read_page(check, page);
        if (page)
            items[kept++] = page;
    }
    pages->count = kept;
}

/* True if there is a file; else says what stands there instead. */
static bool find_bundle_file(struct folder *folder, struct messages *messages)
{
    if (folder_find(folder, "bundle.yaml"))
        return true;
    message_add_path(messages, MESSAGE_ERROR, folder->shown,
                     folder_help(folder, "bundle.yaml"), "has no bundle.yaml");
    return false;
}

static const struct model *read_model(struct bundle *bundle, const char *shown,
                                      struct messages *messages)
{
    struct folder folder;
    struct check check = {.folder = &folder, .messages = messages};

    if (!folder_read(&folder, bundle->folder, shown, &bundle->arena,
                     messages) ||
        !find_bundle_file(&folder, messages))
        return NULL;
    check.model = schema_read_file(
        &model_schema, folder_path(&folder, "bundle.yaml"),
        folder_shown(&folder, "bundle.yaml"), &bundle->arena, messages);
    if (check.model) {
        read_pages(&check);
        texts_read(&check);
        check_texts(&check);
        check_model(&check);
        check_form(&check);
    }
    folder_check_names(&folder, messages);
    return check.model;
}

struct bundle *bundle_read(const char *folder, const char *shown,
                           struct messages *messages)
{
    struct bundle *bundle = memory_get(sizeof *bundle);
    size_t errors = messages->errors;

    bundle->folder = arena_string(&bundle->arena, folder, strlen(folder));
    shown = arena_string(&bundle->arena, shown, strlen(shown));
    bundle->model = read_model(bundle, shown, messages);
    if (bundle->model && messages->errors == errors)
        return bundle;
    bundle_free(bundle);
    return NULL;
}

void bundle_free(struct bundle *bundle)
{
    if (!bundle)
        return;
    arena_fini(&bundle->arena);
    free(bundle);
}

const char *bundle_path(const struct bundle *bundle, const char *path,
                        struct arena *arena)
{
    return arena_printf(arena, "%s/%s", bundle->folder, path);
}
