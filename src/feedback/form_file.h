#ifndef FEEDBACK_FORM_FILE_H
#define FEEDBACK_FORM_FILE_H

/*
 * What a bundle's forms asked, in all its languages, beside the batches
 * (FORMAT.md, "Form"), so that a report needs no bundle.
 */

#include "base/array.h"
#include "base/fs.h"
#include "base/str.h"
#include "content/model.h"

struct form_file {
    char *name; /* "<id>_<serial>.json" */
    char *text;
    char *bundle; /* {"id":...,"version":...,"serial":...} */
};
/* Of all bundles that a kiosk's records may refer to. */
struct form_files {
    struct ARRAY(struct form_file) items;
};

/* Nothing is borrowed from the model. */
void form_files_add(struct form_files *files, const struct model *model);
/* Moves those of `more` that are not there yet; empties it. */
void form_files_take(struct form_files *files, struct form_files *more);
void form_files_fini(struct form_files *files);

/* Makes `<outbox>/forms` hold them: what is there and the same is not
 * written. False: not all of them, the first reason. */
bool form_files_keep(const struct form_files *files, const struct fs *fs,
                     const char *outbox, struct fail *why);

#endif
