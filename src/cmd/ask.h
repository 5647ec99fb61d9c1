#ifndef CMD_ASK_H
#define CMD_ASK_H

/* Questions to a person at the terminal, on stderr and stdin. */

#include "base/fail.h"

enum { ASK_BYTES = 1024 };

/* One line without its end; nothing of it is shown if `is_secret`. FAIL_USAGE:
 * stdin is no terminal, so nobody could answer (the sentence is for the
 * caller to complete), or it ended. */
bool ask(const char *question, bool is_secret, char ret_line[ASK_BYTES],
         struct fail *why);

/* A passphrase from the first line of a file, for scripts; from `fd` if path
 * is NULL. FAIL_INVALID: it is empty or too long. */
bool ask_file(const char *path, int fd, char ret_line[ASK_BYTES],
              struct fail *why);

#endif
