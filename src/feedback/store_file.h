#ifndef FEEDBACK_STORE_FILE_H
#define FEEDBACK_STORE_FILE_H

/* One store file (FORMAT.md, "Store"): its name, its making, its reading.
 * Shared by the one writer (store.c) and the readers (store_read.c). */

#include "feedback/slot.h"

enum {
    STORE_NAME_BYTES = 32,
    STORE_PATH_BYTES = 512,
    STORE_FILE_BYTES = STORE_SLOTS * STORE_SLOT_BYTES
};

enum store_kind {
    STORE_NONE,   /* no store */
    STORE_OPEN,   /* "<n>.store": takes records */
    STORE_GROUP,  /* "<n>.group": those of a group visit */
    STORE_FEW,    /* "<n>.few": of group visits that were too small */
    STORE_CLOSED, /* "<n>_<YYYY-MM|unknown>.closed": to become a batch */
};
/* The number a name of ours starts with ("000012.store.new": 12), or 0. */
long store_number(const char *name);
enum store_kind store_kind(const char *name);
/* Of any kind but a closed one. */
void store_name(long number, enum store_kind kind,
                char ret_name[STORE_NAME_BYTES]);
bool store_path(const char *folder, const char *name,
                char ret_path[STORE_PATH_BYTES], struct fail *why);

/* Makes a store of free slots; when true it is on the disk with its name. */
bool store_file_make(const struct fs *fs, struct rand *rand, const char *path,
                     struct fail *why);

/* A file as it was read. Slots it does not have or that the disk does not
 * give are damaged. */
struct store_image {
    uint8_t bytes[STORE_FILE_BYTES];
    uint8_t states[STORE_SLOTS]; /* enum slot_state */
    int64_t size;                /* of the file; any but ours is no store */
    size_t slots;                /* whole ones in it, at most STORE_SLOTS */
    size_t used, free, unread;   /* of those; unread ones count as damaged */
};
/* `image` is the caller's, 1 MiB. Beside a writer a slot that looks damaged
 * is read a second time: it may have been seen half written. */
bool store_image_read(struct store_image *image, const struct fs *fs, int file,
                      struct fail *why);
bool store_image_open(struct store_image *image, const struct fs *fs,
                      const char *path, struct fail *why);
/* The body of a slot that is used. */
struct slot_body store_image_body(const struct store_image *image, size_t slot);

#endif
