#include "content/bundle.h"
#include "base/str.h"
#include "content/advice.h"
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
        message_add(check->messages, FAULT_NO_FILE, page_mark(place),
                    WITH(message_text("path", place->file),
                         message_text("have", folder_meant(folder, place->file,
                                                           check->messages))));
        return NULL;
    }
    if (file->is_page) {
        message_add(check->messages, FAULT_PAGE_FILE_TWICE, page_mark(place),
                    WITH(message_text("path", place->file)));
        return NULL;
    }
    if (folder->arena->used_bytes > MODEL_BYTES) {
        message_add(check->messages, FAULT_MANY_PAGE_PARTS, page_mark(place),
                    NULL);
        return NULL;
    }
    file->is_page = file->is_used = true;
    struct page *page = schema_read_file(
        &page_schema, folder_path(folder, place->file),
        folder_shown(folder, place->file), folder->arena, check->messages);
    if (page && page->file) {
        message_add(check->messages, FAULT_PAGE_POINTS, page_mark(page), NULL);
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
        else
            check->is_partial = true;
    }
    pages->count = kept;
}

/* True if there is a file; else says what stands there instead. */
static bool find_bundle_file(struct folder *folder, struct messages *messages)
{
    if (folder_find(folder, "bundle.yaml"))
        return true;
    message_add_path(
        messages, FAULT_NO_BUNDLE, folder->shown,
        WITH(message_text("path", "bundle.yaml"),
             message_text("have",
                          folder_meant(folder, "bundle.yaml", messages))));
    return false;
}

/* Without a bundle.yaml that can be read, nothing says which pages and texts
 * there are; they are looked at as they lie, so that its fault hides none of
 * theirs. */
static void check_loose_files(struct check *check)
{
    struct folder *folder = check->folder;

    for (size_t i = 0; i < folder->count; i++) {
        const char *path = folder->files[i].path;
        const char *real = folder_path(folder, path);
        const char *shown = folder_shown(folder, path);
        if (str_starts(path, "pages/") && str_ends(path, ".yaml")) {
            schema_read_file(&page_schema, real, shown, folder->arena,
                             check->messages);
        } else if (str_ends(path, ".md")) {
            const struct yaml_source *source =
                yaml_source_read(real, shown, folder->arena, check->messages);
            if (source)
                yaml_source_is_text(source, check->messages);
        }
    }
}

static void check_all(struct check *check)
{
    read_pages(check);
    texts_read(check);
    check_texts(check);
    check_model(check);
    check_form(check);
}

static const struct model *read_model(struct bundle *bundle, const char *shown,
                                      const struct advice *advice,
                                      bool is_unpacked,
                                      struct messages *messages)
{
    struct folder folder;
    struct check check = {
        .folder = &folder, .messages = messages, .is_unpacked = is_unpacked};
    bool is_listed = folder_read(&folder, fs_system(), bundle->folder, shown,
                                 &bundle->arena, messages);

    if (!is_listed || !find_bundle_file(&folder, messages))
        return NULL;
    check.model = schema_read_file(
        &model_schema, folder_path(&folder, "bundle.yaml"),
        folder_shown(&folder, "bundle.yaml"), &bundle->arena, messages);
    if (check.model)
        check_all(&check);
    else
        check_loose_files(&check);
    if (check.model && advice)
        advice_give(&check, advice);
    folder_check_names(&folder, messages);
    return check.model;
}

static struct bundle *read_bundle(const char *folder, const char *shown,
                                  const struct advice *advice, bool is_unpacked,
                                  struct messages *messages)
{
    struct bundle *bundle = memory_get(sizeof *bundle);
    size_t errors = messages->errors;

    bundle->folder = arena_string(&bundle->arena, folder, strlen(folder));
    shown = arena_string(&bundle->arena, shown, strlen(shown));
    bundle->model = read_model(bundle, shown, advice, is_unpacked, messages);
    if (bundle->model && messages->errors == errors)
        return bundle;
    bundle_free(bundle);
    return NULL;
}

struct bundle *bundle_check(const char *folder, const char *shown,
                            const struct advice *advice,
                            struct messages *messages)
{
    return read_bundle(folder, shown, advice, false, messages);
}

struct bundle *bundle_read(const char *folder, const char *shown,
                           struct messages *messages)
{
    return read_bundle(folder, shown, NULL, false, messages);
}

struct bundle *bundle_read_unpacked(const char *folder, const char *shown,
                                    struct messages *messages)
{
    return read_bundle(folder, shown, NULL, true, messages);
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
