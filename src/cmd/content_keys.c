#include "cmd/content_keys.h"

static const char installed[] = "/etc/encounter/keys.d";

bool content_keys_read(const struct content_keys *options,
                       struct verify_keys *ret_keys, struct fail *why)
{
    *ret_keys = (struct verify_keys){0};
    if (options->folder && options->file)
        return fail_set(why, FAIL_USAGE, "--keys and --key: name one of them");
    if (options->file)
        return verify_keys_read_one(fs_system(), options->file, ret_keys, why);
    if (options->folder)
        return verify_keys_read(fs_system(), options->folder, ret_keys, why);
    return verify_keys_read(fs_system(), installed, ret_keys, why) ||
           fail_within(why, "who may sign is not known: name --keys or --key");
}
