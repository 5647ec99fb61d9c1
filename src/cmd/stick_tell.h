#ifndef CMD_STICK_TELL_H
#define CMD_STICK_TELL_H

/*
 * What a program does with a stick, told as lines of base/stick_report.h:
 * appended to the report, a file of several programs one after the other, and
 * sent to the kiosk if one listens. Nobody there, or a report that cannot be
 * written, holds nothing up.
 *
 *     struct stick_tell tell;
 *     if (!stick_tell_open(&tell, options.report, folders.socket, &why)) ...
 *     stick_tell(&tell, &(struct stick_news){.event = STICK_READING});
 *     stick_tell_close(&tell);
 */

#include "base/fail.h"
#include "base/fs.h"
#include "base/stick_report.h"
#include <stdint.h>

struct stick_tell {
    const char *report, *socket; /* borrowed; NULL: none */
    char name[64];               /* of the stick */
    int file;
    int64_t next_ms; /* how far it is is told again, at the earliest */
    bool is_told;    /* that the report cannot be written */
};

/* The stick is called as the report's file up to its first '.'. Without a
 * report nothing is told to anybody. */
bool stick_tell_open(struct stick_tell *tell, const char *report,
                     const char *socket, struct fail *why);
/* `news->stick` is filled in. How far something is (`percent`) is told
 * twice a second at most. */
void stick_tell(struct stick_tell *tell, const struct stick_news *news);
/* That something failed, logged as well; false, so that callers can return
 * it. */
bool stick_tell_failed(struct stick_tell *tell, enum stick_reason reason,
                       const struct fail *why);
/* Whether a stick, mounted at `path`, has a folder ENCOUNTER; if not, that is
 * told and logged. */
bool stick_tell_ours(struct stick_tell *tell, const struct fs *stick,
                     const char *path);
void stick_tell_close(struct stick_tell *tell);

#endif
