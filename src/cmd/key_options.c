#include "cmd/key_options.h"

#include "cmd/ask.h"
#include <stdlib.h>

bool key_open(const struct key_options *options, struct open_key **ret_key,
              struct fail *why)
{
    char passphrase[ASK_BYTES] = {0};
    char *text = open_key_load(fs_system(), options->key, why);
    bool ok = text && key_passphrase(options, false, passphrase, why) &&
              open_key_read(text, passphrase, ret_key, why);

    seal_wipe(passphrase, sizeof passphrase);
    free(text);
    return ok || fail_within(why, "%s", options->key);
}
