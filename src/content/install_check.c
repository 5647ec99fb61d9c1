#include "content/install.h"

#include "content/bundle.h"

static bool is_of(const struct model *model, const struct manifest *manifest)
{
    bool is_programme = model->kind == MODEL_PROGRAMME;

    return str_equal(model->id, manifest->id) &&
           model->kind == (int)manifest->kind &&
           model->serial == manifest->serial &&
           str_equal(model->version, manifest->version) &&
           str_equal(is_programme ? model->id : model->programme,
                     manifest->programme);
}

bool install_check(const char *folder, const struct manifest *manifest,
                   struct messages *messages, struct fail *why)
{
    struct messages own = {0};
    struct messages *told = messages ? messages : &own;
    size_t before = told->errors;
    struct bundle *bundle = bundle_read_unpacked(folder, manifest->id, told);
    bool ok = bundle && is_of(bundle->model, manifest);

    if (!bundle)
        fail_set(why, FAIL_INVALID,
                 "its content has %zu errors: check it with "
                 "encounter-content check",
                 told->errors - before);
    else if (!ok)
        fail_set(why, FAIL_INVALID,
                 "its bundle.yaml is of another id, programme, version or "
                 "serial than MANIFEST says");
    bundle_free(bundle);
    messages_fini(&own);
    return ok;
}

static bool is_here(const struct install_job *job, const char *id,
                    struct arena *arena)
{
    const char *version;
    struct installed installed;
    struct fail ignored;

    if (job->shipped(job->user, id, &version) > 0)
        return true;
    installed_read(job->fs, job->content, id, arena, &installed, &ignored);
    return installed.count > 0;
}

bool install_check_hosts(const struct install_job *job, const char *folder,
                         struct fail *why)
{
    struct messages ignored = {0};
    struct arena arena = {0};
    struct bundle *bundle = bundle_read_unpacked(folder, folder, &ignored);
    bool is_any = false;

    for (size_t i = 0; bundle && i < bundle->model->hosts.count; i++)
        is_any |= is_here(job, model_string(&bundle->model->hosts, i), &arena);
    bundle_free(bundle);
    messages_fini(&ignored);
    arena_fini(&arena);
    return is_any || fail_set(why, FAIL_INVALID,
                              "none of the hosts that it lists is here: the "
                              "kiosk would have nothing to show");
}
