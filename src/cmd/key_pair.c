#include "cmd/key_pair.h"

#include "base/durable.h"

static bool is_there(const char *path)
{
    const struct fs *fs = fs_system();
    int file = fs->ops->open(fs, path, FS_READ);

    if (file >= 0)
        fs->ops->close(fs, file);
    return file >= 0;
}

bool key_pair_init(struct key_pair *pair, const char *folder, const char *name,
                   struct fail *why)
{
    *pair = (struct key_pair){0};
    if (!folder)
        return fail_set(why, FAIL_USAGE,
                        "name a folder with --out, see keygen --help");
    str_addf(&pair->pub, "%s/%s.pub", folder, name);
    str_addf(&pair->key, "%s/%s.key", folder, name);
    for (int i = 0; i < 2; i++) {
        const char *path = i ? pair->key.text : pair->pub.text;
        if (is_there(path))
            return fail_set(why, FAIL_DENIED,
                            "%s is there already and is not overwritten: "
                            "name another folder",
                            path);
    }
    return true;
}

void key_pair_fini(struct key_pair *pair)
{
    str_fini(&pair->pub);
    str_fini(&pair->key);
}

/* The secret half first: a public one without it is of use to nobody. */
bool key_pair_write(const struct key_pair *pair, const char *folder,
                    const struct str *secret, const struct str *public,
                    struct fail *why)
{
    return fs_make_folders(fs_system(), folder, why) &&
           durable_write_private(fs_system(), pair->key.text, secret->text,
                                 secret->length, why) &&
           durable_write(fs_system(), pair->pub.text, public->text,
                         public->length, why);
}
