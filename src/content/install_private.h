#ifndef CONTENT_INSTALL_PRIVATE_H
#define CONTENT_INSTALL_PRIVATE_H

/* What the files of install.h share: one package on its way. */

#include "content/install.h"

struct installing {
    struct install_job *job;
    struct install_result *result;
    struct package *package;
    struct arena arena;
    const char *staging, *copy, *files; /* paths */
    int percent;
    struct installed installed;
    int64_t bytes_done, bytes_all; /* of the step that is under way */
};

/* False with end, reason and `why` of the result. */
bool install_refuse(struct installing *in, enum stick_reason reason);
bool install_fail(struct installing *in, enum stick_reason reason);
/* A step from `first` to `last` percent. */
void install_progress(struct installing *in, int first, int last);

/* install_copy.c: the zip file to `copy`. */
bool install_copy(struct installing *in, const struct fs *from,
                  const char *path);
/* install_unpack.c: exactly MANIFEST's files to `files`, synced. */
bool install_unpack(struct installing *in);
/* install_judge.c: whether what is signed may come here. */
bool install_judge(struct installing *in);

#endif
