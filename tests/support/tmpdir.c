#include "support/tmpdir.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 1024, PATHS = 8 };

static void end(const char *what, const char *path)
{
    fprintf(stderr, "tmpdir: %s %s: %s\n", what, path, strerror(errno));
    abort();
}

static void join(char path[PATH_BYTES], const char *folder, const char *name)
{
    int count = snprintf(path, PATH_BYTES, "%s/%s", folder, name);

    if (count < 0 || count >= PATH_BYTES) {
        errno = ENAMETOOLONG;
        end("join", name);
    }
}

void tmpdir_init(struct tmpdir *dir)
{
    const char *base = getenv("TMPDIR");

    snprintf(dir->path, sizeof dir->path, "%s/encounter-test-XXXXXX",
             base && *base ? base : "/tmp");
    if (!mkdtemp(dir->path))
        end("make", dir->path);
}

static void remove_tree(const char *path)
{
    struct dirent *entry;
    DIR *folder;

    chmod(path, 0700); /* a test may have closed it */
    folder = opendir(path);
    if (!folder)
        end("open", path);
    while ((entry = readdir(folder))) {
        char inner[PATH_BYTES];
        struct stat status;

        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        join(inner, path, entry->d_name);
        if (lstat(inner, &status) == 0 && S_ISDIR(status.st_mode))
            remove_tree(inner);
        else if (unlink(inner) < 0)
            end("remove", inner);
    }
    closedir(folder);
    if (rmdir(path) < 0)
        end("remove", path);
}

void tmpdir_fini(struct tmpdir *dir)
{
    remove_tree(dir->path);
    dir->path[0] = '\0';
}

const char *tmpdir_path(const struct tmpdir *dir, const char *name)
{
    static char paths[PATHS][PATH_BYTES];
    static unsigned next;
    char *path = paths[next++ % PATHS];

    join(path, dir->path, name);
    return path;
}

/* All folders before the last slash of `path`. */
static void make_folders_above(char *path)
{
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = '\0';
        if (mkdir(path, 0777) < 0 && errno != EEXIST)
            end("make", path);
        *at = '/';
    }
}

void tmpdir_write(const struct tmpdir *dir, const char *name, const void *bytes,
                  size_t count)
{
    char path[PATH_BYTES];
    FILE *file;

    join(path, dir->path, name);
    make_folders_above(path);
    file = fopen(path, "wb");
    if (!file)
        end("create", path);
    if ((count && fwrite(bytes, 1, count, file) != count) || fclose(file) != 0)
        end("write", path);
}

void tmpdir_write_text(const struct tmpdir *dir, const char *name,
                       const char *text)
{
    tmpdir_write(dir, name, text, strlen(text));
}

void tmpdir_make_folder(const struct tmpdir *dir, const char *name)
{
    char path[PATH_BYTES];

    join(path, dir->path, name);
    make_folders_above(path);
    if (mkdir(path, 0777) < 0 && errno != EEXIST)
        end("make", path);
}
