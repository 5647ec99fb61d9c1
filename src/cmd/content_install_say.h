#ifndef CMD_CONTENT_INSTALL_SAY_H
#define CMD_CONTENT_INSTALL_SAY_H

/* What `install` says: to whoever typed it, to programs
 * (--json), and of a stick to its report and the kiosk's screen. */

#include "base/json_write.h"
#include "cmd/stick_tell.h"
#include "content/install.h"

struct install_say {
    struct stick_tell tell;
    bool is_json, is_dry;
    struct str out; /* of --json */
    struct json json;
    const char *package;       /* that is under way */
    bool has_told;             /* that something failed */
    bool is_refused, is_taken; /* any of them */
    struct fail failed;        /* the last that did; kind FAIL_NONE: none */
};

void install_say_begin(struct install_say *say, bool is_json, bool is_dry);
/* With --json prints it all, unless the run failed. */
void install_say_end(struct install_say *say, const char *programme,
                     bool is_ok);
void install_say_fini(struct install_say *say);

void install_say(struct install_say *say, struct stick_news news);
/* Unless a failure was told already. False, so that callers can return it. */
bool install_say_failed(struct install_say *say, enum stick_reason reason,
                        const struct fail *why);
/* One package: that it is looked at, how far it is (as struct install_job
 * wants it, `user` an install_say), what it changes of the folder `before`
 * (NULL: it is new), and what came of it. */
void install_say_package(struct install_say *say, const char *name);
void install_say_progress(struct install_say *say, int percent);
void install_say_difference(struct install_say *say, const char *before,
                            const char *after);
void install_say_result(struct install_say *say,
                        const struct install_result *result);

#endif
