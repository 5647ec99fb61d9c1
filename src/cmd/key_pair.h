#ifndef CMD_KEY_PAIR_H
#define CMD_KEY_PAIR_H

/* The two files of a new pair of keys: NAME.pub, which goes to the kiosks, and
 * NAME.key, which stays. Neither is ever overwritten. */

#include "base/fail.h"
#include "base/str.h"

struct key_pair {
    struct str pub, key; /* paths */
};

/* FAIL_USAGE: no folder was named; FAIL_DENIED: one of them is there. Caller:
 * key_pair_fini(), either way. */
bool key_pair_init(struct key_pair *pair, const char *folder, const char *name,
                   struct fail *why);
void key_pair_fini(struct key_pair *pair);

/* Makes the folder and both files, durable, the secret one for its owner
 * alone. */
bool key_pair_write(const struct key_pair *pair, const char *folder,
                    const struct str *secret, const struct str *public,
                    struct fail *why);

#endif
