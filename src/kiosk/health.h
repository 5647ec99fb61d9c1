#ifndef KIOSK_HEALTH_H
#define KIOSK_HEALTH_H

/*
 * <data>/health.yaml: how this kiosk is, for whoever looks after it from afar;
 * sending takes it along and adds how much room the disk has. Versions, counts,
 * the month and how far its clock is to be believed, the last faults of this
 * run as sentences. No answer, no time, nothing of anybody.
 */

#include "base/fs.h"
#include "base/str.h"
#include "feedback/form_file.h"
#include "feedback/month.h"

struct health {
    const char *kiosk, *site; /* ids; site NULL: none */
    bool is_sealed;
    size_t least; /* k: fewer records that wait are not counted out */
    struct month month;
    const char *bundles; /* health_bundles() */
};

/* What is shown, as lines of the file, appended. */
void health_bundles(const struct form_files *shown, struct str *out);
/* Counts what is in the folders and writes the file, durably. */
bool health_write(const struct health *health, const struct fs *fs,
                  const char *data, struct fail *why);

#endif
