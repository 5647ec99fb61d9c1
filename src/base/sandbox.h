#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

/*
 * Work on bytes that nobody has vetted, in a child of this process that can
 * read, compute and hand back bytes, and nothing else: should a fault of ours
 * or of a library let those bytes take it over, they have a process that can
 * neither write, start, signal nor reach anything.
 *
 * What holds it: limits of processor time, memory and open files (setrlimit);
 * no new privileges; a filter that lets through about seventy system calls
 * (seccomp), opening a file only for reading; on kernels from 5.13 on only
 * what `readable` names can be opened (Landlock). Without the filter there is
 * no sandbox, and no work is done: FAIL_NO_DEVICE.
 *
 * To be called while this process has one thread. The child is gone when
 * sandbox_run() returns, and dies with this process.
 */

#include "base/fs.h"

enum { SANDBOX_NUMBERS = 4 };

enum sandbox_end {
    SANDBOX_DONE,     /* `work` returned true */
    SANDBOX_FAILED,   /* it returned false, or handing on failed: `why` */
    SANDBOX_TOO_LONG, /* time was over, its processor's or the wall's */
    SANDBOX_TOO_MUCH, /* it handed out more bytes than it may */
    SANDBOX_CRASHED   /* of lack of memory as well */
};

struct sandbox {
    int cpu_s, wall_ms, memory_mib; /* 0: as this process has it */
    int64_t output_bytes;
    const char *const *readable; /* files and folders, NULL-terminated; names
                                    that are not there are passed over */
    void *user;
    /* In the child. `out` is a file system of one file, of whatever name, to
     * be written from its beginning to its end: that is what is handed back.
     * `numbers` go to ret_numbers. */
    bool (*work)(void *user, const struct fs *out, int64_t *numbers,
                 struct fail *why);
    /* In this process, as the bytes come. False ends the child. */
    bool (*take)(void *user, const void *bytes, size_t count, struct fail *why);
    /* The same, every ten seconds in which no bytes come; or NULL. */
    void (*wait)(void *user);
};

/* Unless it returns SANDBOX_DONE, `why` has a sentence. What comes from the
 * child, numbers and sentence, may be its conqueror's. */
enum sandbox_end sandbox_run(const struct sandbox *sandbox,
                             int64_t ret_numbers[SANDBOX_NUMBERS],
                             struct fail *why);

#endif
