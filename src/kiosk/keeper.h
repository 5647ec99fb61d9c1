#ifndef KIOSK_KEEPER_H
#define KIOSK_KEEPER_H

/*
 * The store and its batches under one clock, for whoever holds the lock: the
 * saver's worker, or `encounter seal` and `group` where no kiosk runs.
 * Everything it writes bears the first day of the month as its time. How the
 * kiosk is (health.h) is written after opening, learning and sealing. One
 * thread at a time.
 */

#include "base/clock.h"
#include "base/fs_dated.h"
#include "base/time_bound.h"
#include "feedback/batch.h"
#include "kiosk/kiosk.h"

/* What is known when it starts; borrowed for as long as it lives, but for
 * `forms`, which it takes over. */
struct keeper_options {
    const struct fs *fs;
    struct rand rand;
    struct wall wall;
    const char *data;         /* folder of `feedback` and `outbox` */
    const char *kiosk, *site; /* ids; site NULL: none */
    const char *key;          /* fingerprint; NULL: not sealed */
    size_t least;             /* k */
    struct form_files forms;
};
/* The forms of all that is shown, added. */
void keeper_forms(struct form_files *forms, const struct kiosk *kiosk);
/* All but fs, rand, wall and data, by configuration and content. */
void keeper_options_fill(struct keeper_options *options,
                         const struct kiosk *kiosk);

struct keeper {
    struct keeper_options options;
    struct fs_dated dated;
    struct batch_origin origin;
    struct str feedback, outbox; /* folders */
    struct str bound_path, signed_path;
    struct str bundles;      /* that are shown, as health.h writes them */
    struct store *store;     /* NULL: not open */
    struct time_bound bound; /* what is known of the time */
    int known;               /* the last trusted month, or 0 */
    bool is_nearly_full;     /* the disk, and that was said */
};

/* Whether keeper_open() would get the store, before anything is read for it:
 * store_is_free(). */
bool keeper_may_open(const struct fs *fs, const char *data, struct fail *why);
void keeper_init(struct keeper *keeper, const struct keeper_options *options);
void keeper_fini(struct keeper *keeper);

/* Takes over the forms of what is shown from here on, and puts them beside
 * the batches. */
void keeper_learn(struct keeper *keeper, struct form_files *forms);
/* Opens the store; fails as store_open(). Nothing, if it is open. */
bool keeper_open(struct keeper *keeper, struct fail *why);
/* `is_for_group`: with the group's, if one visits; else, as its visitor was
 * told, with the others (store_save_beside()). */
bool keeper_save(struct keeper *keeper, bool is_for_group, enum slot_kind kind,
                 const void *body, size_t bytes, struct fail *why);
/* What is due after opening or saving: the next store, batches of full
 * stores, all that hold enough when a month has begun, word of a disk that is
 * 90 % full. Told through log_line(). */
void keeper_tend(struct keeper *keeper);
/* Batches, told through log_line() as well. */
bool keeper_seal(struct keeper *keeper, enum batch_when when,
                 struct batches *ret_batches, struct fail *why);
/* A group visit begins and ends; the keeper is open, and no group visits or
 * one does. Both as batch.h says, and told to no log: that would keep the
 * hour. */
bool keeper_open_group(struct keeper *keeper, struct fail *why);
bool keeper_close_group(struct keeper *keeper, const char *label,
                        struct group_end *ret_end, struct fail *why);

#endif
