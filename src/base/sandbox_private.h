#ifndef BASE_SANDBOX_PRIVATE_H
#define BASE_SANDBOX_PRIVATE_H

/* sandbox_rules.c: what the kernel holds the calling process to from now on;
 * there is no way back. False: not all of it can be had. */

#include "base/sandbox.h"

bool sandbox_enter(const struct sandbox *sandbox, struct fail *why);

#endif
