#include "base/secret.h"

#include "base/arena.h"
#include "base/fs_at.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of the open file, not of its name: that may mean another one by then. */
static bool is_private(int file, const char *path, struct fail *why)
{
    struct stat status;

    if (fstat(file, &status) != 0)
        return fail_errno(why, "cannot look at %s", path);
    if (!S_ISREG(status.st_mode))
        return fail_set(why, FAIL_INVALID, "%s is no file", path);
    if (status.st_uid != geteuid() || (status.st_mode & 077) != 0)
        return fail_set(why, FAIL_DENIED,
                        "%s is not used: it must belong to the user who sends "
                        "and be readable by nobody else (chmod 600)",
                        path);
    return true;
}

static bool read_text(struct secret *secret, int file, const char *path,
                      struct fail *why)
{
    const struct fs *fs = fs_system();
    int64_t got = fs->ops->read_at(fs, file, secret->text, SECRET_BYTES, 0);

    if (got < 0)
        return fail_errno(why, "cannot read %s", path);
    secret->bytes = (size_t)got;
    return (got > 0 && got < SECRET_BYTES &&
            !memchr(secret->text, '\0', (size_t)got)) ||
           fail_set(why, FAIL_INVALID, "%s holds no credentials", path);
}

static bool split(struct secret *secret, const char *path, struct fail *why)
{
    char *line = secret->text;

    while (*line) {
        size_t bytes = strcspn(line, "\r\n");
        char *next = line + bytes + strspn(line + bytes, "\r\n");
        line[bytes] = '\0';
        if (bytes > 0 && secret->count == SECRET_LINES)
            return fail_set(why, FAIL_INVALID, "%s has too many lines", path);
        if (bytes > 0)
            secret->lines[secret->count++] = line;
        line = next;
    }
    return secret->count > 0 ||
           fail_set(why, FAIL_INVALID, "%s holds no credentials", path);
}

bool secret_read(struct secret *secret, const char *path, struct fail *why)
{
    int file = fs_at_open(AT_FDCWD, path, FS_READ | FS_NO_LINK);
    bool ok;

    *secret = (struct secret){0};
    if (file < 0)
        return fail_errno(why, "cannot read %s", path);
    secret->text = memory_get(SECRET_BYTES + 1);
    ok = is_private(file, path, why) && read_text(secret, file, path, why) &&
         split(secret, path, why);
    fs_system()->ops->close(fs_system(), file);
    if (!ok)
        secret_fini(secret);
    return ok;
}

void secret_fini(struct secret *secret)
{
    if (secret->text)
        memory_wipe(secret->text, SECRET_BYTES + 1);
    free(secret->text);
    *secret = (struct secret){0};
}
