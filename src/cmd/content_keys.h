#ifndef CMD_CONTENT_KEYS_H
#define CMD_CONTENT_KEYS_H

/* Whose signatures count, for the commands of encounter-content that read
 * packages. */

#include "base/args.h"
#include "seal/verify.h"

struct content_keys {
    const char *folder, *file; /* NULL: not given */
};

/* Two rows of a table of options, of a struct that begins with content_keys. */
#define CONTENT_KEYS_OPTIONS                                                   \
    {"keys", "DIR",                                                            \
     "Who may sign: *.pub but not *.revoked. Default: /etc/encounter/keys.d.", \
     ARG_TEXT, offsetof(struct content_keys, folder)},                         \
    {                                                                          \
        "key", "FILE", "Or this public key alone.", ARG_TEXT,                  \
            offsetof(struct content_keys, file)                                \
    }

/* FAIL_USAGE: both are given; FAIL_MISSING: none is, and there is no
 * /etc/encounter/keys.d. Caller: verify_keys_fini(). */
bool content_keys_read(const struct content_keys *options,
                       struct verify_keys *ret_keys, struct fail *why);

/* `encounter-content keys`. argv[0] is the command. Returns the exit status. */
int content_keys_list(int argc, char **argv);

#endif
