#ifndef KIOSK_FIT_PAGE_H
#define KIOSK_FIT_PAGE_H

/*
 * What a check found, as one HTML file that needs nothing else: the faults by
 * file, which texts are missing in which language, and a picture of every
 * screen in every language, each fault linked to the pictures that show its
 * place. No script. Written piece by piece: only one picture is in memory.
 */

#include "base/fs.h"
#include "content/coverage.h"
#include "kiosk/fit_sights.h"

/* Of one bundle, as it was checked. */
struct fit_page_bundle {
    const char *folder; /* where it is read again for its pictures */
    const char *shown;  /* what it is called */
    const struct messages *messages;
    const struct coverage *coverage;
    const struct fit_sights *sights; /* no views: it has errors */
};

struct fit_page {
    const struct fs *fs;
    const char *assets;
    const char *language; /* of the page: en, fr, ar */
    const struct fault_words *words;
    struct fit *fit; /* NULL: no pictures */
    const struct fit_page_bundle *bundles;
    size_t count;
};

/* The file is there whole, or as it was. */
bool fit_page_write(const struct fit_page *page, const char *path,
                    struct fail *why);

#endif
