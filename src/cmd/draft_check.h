#ifndef CMD_DRAFT_CHECK_H
#define CMD_DRAFT_CHECK_H

/*
 * One draft of a stick, ENCOUNTER/drafts/NAME: copied to the kiosk's own disk,
 * checked there in a sandbox, answered with CHECK.html in its folder, the page
 * that `check --html` makes. Nothing else is written to the stick, and nothing
 * is installed. If the check does not come to its end, the page says so.
 */

#include "base/fs_beneath.h"
#include "base/stick_report.h"
#include "cmd/folders.h"
#include "yaml/config.h"
#include "yaml/fault_words.h"

#define DRAFTS_FOLDER "ENCOUNTER/drafts"

struct draft_check {
    const char *argv0;
    const struct folders *folders;
    const struct config *config;
    const char *language; /* of the page */
    const struct fault_words *words;
    const struct fs *stick; /* base/fs_beneath.h */
    const char *name;
    const char *staging; /* a folder of our own, emptied before and after */
    void *user;
    void (*progress)(void *user, int percent); /* at times */
};

struct draft_result {
    enum stick_reason reason; /* STICK_NO_REASON: answered */
    bool is_checked;          /* else the page says why not */
    int64_t errors, warnings;
    struct fail why; /* of the reason, or why it is not checked */
};

/* The caller keeps others from `staging`. */
void draft_check(const struct draft_check *check,
                 struct draft_result *ret_result);

#endif
