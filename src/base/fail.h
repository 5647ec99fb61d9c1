#ifndef BASE_FAIL_H
#define BASE_FAIL_H

/*
 * What went wrong with the world: a kind for the program, a sentence for a
 * person. The caller owns the struct, usually on its stack; it owns nothing
 * and never allocates. A function that can fail returns false and fills it;
 * callers put context in front on the way up; it is printed once, at the top.
 *
 *     if (!bundle_read(dir, &bundle, why))
 *         return fail_within(why, "load %s", dir);
 */

#include <stdbool.h>

enum fail_kind {
    FAIL_NONE,
    FAIL_IO,        /* the system refused; its words are in the text */
    FAIL_CORRUPT,   /* bytes read back do not match their checksum */
    FAIL_INVALID,   /* well-formed input that breaks a rule of ours */
    FAIL_FULL,      /* no room; nothing was changed */
    FAIL_MISSING,   /* a file or folder that must be there is not */
    FAIL_DENIED,    /* not permitted */
    FAIL_BUSY,      /* somebody else holds it; try later */
    FAIL_USAGE,     /* the command line */
    FAIL_CONFIG,    /* kiosk.yaml or what it names */
    FAIL_NO_DEVICE, /* display, fonts, a service that is not there */
};

struct fail {
    enum fail_kind kind;
    char text[512];
};

/* Sets kind and sentence. Returns false, so that callers can return it. */
bool fail_set(struct fail *why, enum fail_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same from errno: "<format>: <strerror>". ENOSPC and EDQUOT become
 * FAIL_FULL, ENOENT FAIL_MISSING, EACCES, EPERM and EROFS FAIL_DENIED, all
 * others FAIL_IO. Returns false. */
bool fail_errno(struct fail *why, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Puts "<format>: " before the sentence; the kind stays. Returns false. */
bool fail_within(struct fail *why, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The exit status (sysexits) a program ends with after this failure. */
int fail_exit_status(const struct fail *why);

#endif
