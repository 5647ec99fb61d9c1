#include "content/advice.h"
#include "base/str.h"
#include "content/model_schema.h"
#include <string.h>

static void tell_drafts(struct check *check)
{
    const struct model *model = check->model;

    for (size_t i = 0; i < model->proposals.count; i++) {
        const struct proposal *proposal = model_object(&model->proposals, i);
        if (proposal->draft && proposal->id)
            message_add(check->messages, FAULT_DRAFT,
                        check_mark(proposal->node, "draft"),
                        WITH(message_text("id", proposal->id)));
    }
    if (model->kind == MODEL_HOST && !yaml_node_key(model->node, "reviewed"))
        message_add_path(check->messages, FAULT_NOT_REVIEWED,
                         folder_shown(check->folder, "bundle.yaml"), NULL);
}

/* In the folders whose files are there to be named. */
static bool is_to_be_named(const char *path)
{
    static const char *const folders[] = {"pages/", "images/", "audio/",
                                          "text/"};

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (str_starts(path, folders[i]))
            return true;
    return false;
}

static void tell_unused(struct check *check)
{
    const struct folder *folder = check->folder;

    for (size_t i = 0; i < folder->count && !check->is_partial; i++) {
        const struct folder_file *file = &folder->files[i];
        if (!file->is_used && !file->is_told && is_to_be_named(file->path))
            message_add_path(check->messages, FAULT_UNUSED,
                             folder_shown(folder, file->path), NULL);
    }
}

void advice_give(struct check *check, const struct advice *advice)
{
    tell_drafts(check);
    tell_unused(check);
    advice_pictures(check, advice);
    advice_marks(check);
    advice_form(check, advice);
    if (advice->coverage)
        coverage_read(advice->coverage, check->model, check->folder->shown);
}
