#ifndef KIOSK_FIT_PAGE_PRIVATE_H
#define KIOSK_FIT_PAGE_PRIVATE_H

/* What the parts of the page share. */

#include "base/durable.h"
#include "base/html_write.h"
#include "kiosk/fit_page.h"

struct fit_writer {
    const struct fit_page *page;
    struct durable file;
    struct str out;     /* not yet in the file */
    struct arena arena; /* of one bundle */
    const struct message **sorted;
    size_t bundle; /* its number */
    struct fail *why;
    bool is_failed;
};

/* What was gathered goes to the file. */
void fit_writer_flush(struct fit_writer *writer);
/* Text of others: escaped, without controls and marks of direction. */
void fit_writer_text(struct fit_writer *writer, const char *text);

/* fit_page_faults.c, fit_page_views.c */
void fit_page_faults(struct fit_writer *writer,
                     const struct fit_page_bundle *bundle);
void fit_page_grid(struct fit_writer *writer,
                   const struct fit_page_bundle *bundle);
void fit_page_views(struct fit_writer *writer,
                    const struct fit_page_bundle *bundle);

#endif
