#ifndef CMD_KEY_OPTIONS_H
#define CMD_KEY_OPTIONS_H

/* Where the Lab's key and its passphrase come from, for the commands of
 * encounter-report that open. */

#include "cmd/passphrase.h"
#include "seal/open_box.h"

/* The key of options->key. */
bool key_open(const struct key_options *options, struct open_key **ret_key,
              struct fail *why);

#endif
