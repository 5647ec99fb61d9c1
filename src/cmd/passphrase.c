#include "cmd/passphrase.h"

#include "base/log.h"
#include "base/str.h"
#include "cmd/ask.h"
#include "seal/seal_box.h"
#include <string.h>

enum { GOOD_BYTES = 12 };

static bool ask_twice(char *ret_passphrase, struct fail *why)
{
    char again[ASK_BYTES];
    bool ok;

    if (!ask("A passphrase for the new key (several words are best):", true,
             ret_passphrase, why))
        return false;
    if (!*ret_passphrase)
        return fail_set(why, FAIL_USAGE, "a key needs a passphrase");
    ok = ask("The same again:", true, again, why);
    if (ok && !str_equal(again, ret_passphrase))
        ok = fail_set(why, FAIL_USAGE,
                      "the two were not the same; nothing was made");
    seal_wipe(again, sizeof again);
    return ok;
}

bool key_passphrase(const struct key_options *options, bool is_new,
                    char *ret_passphrase, struct fail *why)
{
    bool ok;

    if (options->passphrase_file || options->passphrase_fd != NO_FD)
        ok = ask_file(options->passphrase_file, options->passphrase_fd,
                      ret_passphrase, why);
    else if (is_new)
        ok = ask_twice(ret_passphrase, why);
    else
        ok = ask("Passphrase of the key:", true, ret_passphrase, why);
    if (!ok)
        return fail_within(why, "the passphrase (see --passphrase-file)");
    if (!*ret_passphrase)
        return fail_set(why, FAIL_USAGE, "the passphrase is empty");
    if (is_new && strlen(ret_passphrase) < GOOD_BYTES)
        log_line("this passphrase is short; whoever finds the file may guess "
                 "it");
    return true;
}
