#include "base/watch.h"

#include "base/arena.h"
#include "base/fs.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH = 8, FILES = 4000 };

struct watch {
    struct arena arena;
    uint64_t sum;
    int files;
};

/* FNV-1a */
static void take(struct watch *watch, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < count; i++)
        watch->sum = (watch->sum ^ at[i]) * 0x100000001B3U;
}

static void look_at(struct watch *watch, const char *path, int depth)
{
    struct stat info;
    struct fail none;

    if (stat(path, &info) != 0 || watch->files++ > FILES)
        return;
    take(watch, path, strlen(path));
    if (!S_ISDIR(info.st_mode)) {
        take(watch, &info.st_size, sizeof info.st_size);
        take(watch, &info.st_mtim.tv_sec, sizeof info.st_mtim.tv_sec);
        take(watch, &info.st_mtim.tv_nsec, sizeof info.st_mtim.tv_nsec);
        take(watch, &info.st_ino, sizeof info.st_ino);
        return;
    }
    char **names = depth > 0 ? fs_names(fs_system(), path, &none) : NULL;
    for (size_t i = 0; names && names[i]; i++)
        if (names[i][0] != '.')
            look_at(watch, arena_printf(&watch->arena, "%s/%s", path, names[i]),
                    depth - 1);
    free(names);
}

uint64_t watch_folder(const char *path)
{
    struct watch watch = {.sum = 0xCBF29CE484222325U};

    look_at(&watch, path, DEPTH);
    arena_fini(&watch.arena);
    return watch.files > 1 ? watch.sum | 1 : 0;
}
