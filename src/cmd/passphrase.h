#ifndef CMD_PASSPHRASE_H
#define CMD_PASSPHRASE_H

/* Where a secret key and its passphrase come from, for every command that has
 * one. */

#include "base/args.h"

enum { NO_FD = -1 };

struct key_options {
    const char *key;             /* file; NULL: none */
    const char *passphrase_file; /* NULL: asked for at the terminal */
    int passphrase_fd;           /* NO_FD: as above */
};

/* Two rows of a table of options, of a struct that begins with key_options. */
#define PASSPHRASE_OPTIONS                                                     \
    {"passphrase-file", "FILE",                                                \
     "The passphrase is its first line (for scripts).", ARG_TEXT,              \
     offsetof(struct key_options, passphrase_file)},                           \
    {                                                                          \
        "passphrase-fd", "N", "Or the first line that this file gives.",       \
            ARG_INTEGER, offsetof(struct key_options, passphrase_fd)           \
    }

/* Asks once, or twice for a passphrase to be made, if nothing else gives it. */
bool key_passphrase(const struct key_options *options, bool is_new,
                    char *ret_passphrase, struct fail *why);

#endif
