#include "content/difference_files.h"
#include "base/str.h"
#include "content/folder.h"
#include <errno.h>
#include <string.h>

enum { PIECE_BYTES = 64 * 1024 };

/* Texts are compared as the model has them. */
static bool is_text(const char *path)
{
    return str_ends(path, ".yaml") || str_ends(path, ".md");
}

/* Bytes at `offset` of both; false, with `why`, if one cannot be read. */
static bool read_both(const struct fs *fs, const int files[2],
                      const char *const paths[2], char *pieces[2],
                      int64_t counts[2], int64_t offset, struct fail *why)
{
    for (int i = 0; i < 2; i++) {
        counts[i] =
            fs->ops->read_at(fs, files[i], pieces[i], PIECE_BYTES, offset);
        if (counts[i] < 0)
            return fail_errno(why, "cannot read %s", paths[i]);
    }
    return true;
}

static bool compare_open(const struct fs *fs, const int files[2],
                         const char *const paths[2], bool *ret_same,
                         struct fail *why)
{
    char *pieces[2] = {memory_get(PIECE_BYTES), memory_get(PIECE_BYTES)};
    int64_t counts[2] = {0, 0}, offset = 0;
    bool ok;

    do {
        ok = read_both(fs, files, paths, pieces, counts, offset, why);
        *ret_same = ok && counts[0] == counts[1] &&
                    memcmp(pieces[0], pieces[1], (size_t)counts[0]) == 0;
        offset += counts[0];
    } while (*ret_same && counts[0] > 0);
    free(pieces[0]);
    free(pieces[1]);
    return ok;
}

static bool is_same(const struct fs *fs, const char *const paths[2],
                    bool *ret_same, struct fail *why)
{
    int files[2] = {fs->ops->open(fs, paths[0], FS_READ), -1};
    int bad = files[0] < 0 ? 0 : 1;

    if (files[0] >= 0)
        files[1] = fs->ops->open(fs, paths[1], FS_READ);
    bool ok = files[1] >= 0;
    if (!ok)
        fail_errno(why, "cannot open %s", paths[bad]);
    ok = ok && compare_open(fs, files, paths, ret_same, why);
    for (int i = 0; i < 2; i++)
        if (files[i] >= 0)
            fs->ops->close(fs, files[i]);
    return ok;
}

static void add(struct difference *difference, const struct folder_file *file,
                enum difference_state state)
{
    if (!is_text(file->path))
        array_push(&difference->files,
                   (struct difference_file){arena_string(&difference->arena,
                                                         file->path,
                                                         strlen(file->path)),
                                            state, file->bytes});
}

/* Two files of one name. */
static bool compare_file(struct difference *difference, const struct fs *fs,
                         const struct folder folders[2],
                         const struct folder_file *a,
                         const struct folder_file *b, struct fail *why)
{
    const char *const paths[2] = {folder_path(&folders[0], a->path),
                                  folder_path(&folders[1], b->path)};
    bool same = false;

    if (is_text(a->path))
        return true;
    if (a->bytes == b->bytes && !is_same(fs, paths, &same, why))
        return false;
    if (!same)
        add(difference, b, DIFFERENCE_CHANGED);
    return true;
}

static bool compare_folders(struct difference *difference, const struct fs *fs,
                            const struct folder folders[2], struct fail *why)
{
    const struct folder_file *a = folders[0].files, *b = folders[1].files;
    const struct folder_file *a_end = a + folders[0].count;
    const struct folder_file *b_end = b + folders[1].count;

    while (a < a_end || b < b_end) {
        int order = a == a_end ? 1 : b == b_end ? -1 : strcmp(a->path, b->path);
        if (order == 0 && !compare_file(difference, fs, folders, a, b, why))
            return false;
        if (order < 0)
            add(difference, a, DIFFERENCE_GONE);
        if (order > 0)
            add(difference, b, DIFFERENCE_NEW);
        a += order <= 0;
        b += order >= 0;
    }
    return true;
}

/* It was read before, so that it cannot be listed is news. */
static bool list(struct folder *folder, const struct fs *fs,
                 const struct bundle *bundle, struct arena *arena,
                 struct fail *why)
{
    struct messages messages = {0};
    bool ok = folder_read(folder, fs, bundle->folder, bundle->folder, arena,
                          &messages);

    messages_fini(&messages);
    return ok || fail_set(why, FAIL_IO, "cannot list %s", bundle->folder);
}

bool difference_files(struct difference *difference, const struct fs *fs,
                      const struct bundle *before, const struct bundle *after,
                      struct fail *why)
{
    struct arena arena = {0};
    struct folder folders[2] = {{.arena = &arena}, {.arena = &arena}};
    bool ok = (!before || list(&folders[0], fs, before, &arena, why)) &&
              list(&folders[1], fs, after, &arena, why) &&
              compare_folders(difference, fs, folders, why);

    arena_fini(&arena);
    return ok;
}
