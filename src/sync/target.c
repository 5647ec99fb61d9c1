#include "sync/target.h"

static bool fail_other(const struct target_file *file, struct fail *why)
{
    return fail_set(why, FAIL_CORRUPT,
                    "%s: another file of that name is there already; it was "
                    "left as it is",
                    file->name);
}

static bool put_and_confirm(struct target *target,
                            const struct target_file *file, struct fail *why)
{
    enum target_state state;

    if (!target->ops->put(target, file, why) ||
        !target->ops->confirm(target, file, &state, why))
        return false;
    return state == TARGET_SAME || state == TARGET_UNKNOWN ||
           fail_set(why, FAIL_IO,
                    "%s: what was written does not read back the same",
                    file->name);
}

bool target_send(struct target *target, const struct target_file *file,
                 enum target_came *ret_came, struct fail *why)
{
    enum target_state state;

    if (!target->ops->confirm(target, file, &state, why))
        return false;
    if (state == TARGET_OTHER && file->kind == TARGET_BATCH)
        return fail_other(file, why);
    *ret_came = state == TARGET_SAME ? TARGET_WAS_THERE : TARGET_CAME;
    return state == TARGET_SAME || put_and_confirm(target, file, why);
}
