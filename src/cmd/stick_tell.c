#include "cmd/stick_tell.h"

#include "base/clock.h"
#include "base/local_socket.h"
#include "base/log.h"
#include <string.h>

static bool name_stick(struct stick_tell *tell, const char *report,
                       struct fail *why)
{
    const char *slash = strrchr(report, '/');
    const char *file = slash ? slash + 1 : report;
    size_t length = strcspn(file, ".");

    if (length < sizeof tell->name) {
        memcpy(tell->name, file, length);
        tell->name[length] = '\0';
        if (stick_is_name(tell->name))
            return true;
    }
    return fail_set(why, FAIL_USAGE,
                    "--report %s: the file's name up to its first '.' names "
                    "the stick; it takes letters, digits, '-' and '_'",
                    report);
}

bool stick_tell_open(struct stick_tell *tell, const char *report,
                     const char *socket, struct fail *why)
{
    const struct fs *fs = fs_system();

    *tell = (struct stick_tell){.report = report, .socket = socket, .file = -1};
    if (!report)
        return true;
    if (!name_stick(tell, report, why))
        return false;
    tell->file = fs->ops->open(fs, report, FS_WRITE | FS_CREATE | FS_NO_LINK);
    return tell->file >= 0 || fail_errno(why, "cannot write %s", report);
}

static void append(struct stick_tell *tell, const struct str *line)
{
    const struct fs *fs = fs_system();
    int64_t size = fs->ops->size(fs, tell->file);
    struct fail why;

    if (size >= 0 && fs->ops->write_at(fs, tell->file, line->text, line->length,
                                       size) == (int64_t)line->length)
        return;
    fail_errno(&why, "cannot write %s", tell->report);
    if (!tell->is_told)
        log_fail(&why);
    tell->is_told = true;
}

/* Each is a frame on the screen: more than that would hold up, on a slow
 * machine, what they tell of. */
static bool is_too_soon(struct stick_tell *tell)
{
    enum { PAUSE_MS = 500 };
    struct clock clock = clock_system();
    int64_t now_ms = clock_now_ms(&clock);

    if (tell->next_ms > now_ms)
        return true;
    tell->next_ms = now_ms + PAUSE_MS;
    return false;
}

void stick_tell(struct stick_tell *tell, const struct stick_news *news)
{
    struct stick_news named = *news;
    struct str line = {0};

    if (!tell->report || (news->percent && is_too_soon(tell)))
        return;
    named.stick = tell->name;
    stick_news_write(&named, &line);
    if (tell->socket)
        local_tell(tell->socket, line.text);
    str_add_char(&line, '\n');
    if (news->percent == 0) /* how far it is nobody reads later */
        append(tell, &line);
    str_fini(&line);
}

bool stick_tell_failed(struct stick_tell *tell, enum stick_reason reason,
                       const struct fail *why)
{
    log_fail(why);
    stick_tell(tell, &(struct stick_news){.event = STICK_FAILED,
                                          .reason = reason,
                                          .detail = why->text});
    return false;
}

bool stick_tell_ours(struct stick_tell *tell, const struct fs *stick,
                     const char *path)
{
    if (fs_is_folder(stick, "ENCOUNTER"))
        return true;
    log_line("%s has no folder ENCOUNTER: nothing is written to it", path);
    stick_tell(tell, &(struct stick_news){.event = STICK_NOT_OURS});
    return false;
}

void stick_tell_close(struct stick_tell *tell)
{
    if (tell->report && tell->file >= 0)
        fs_system()->ops->close(fs_system(), tell->file);
    *tell = (struct stick_tell){.file = -1};
}
