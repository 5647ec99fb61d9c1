#ifndef CONTENT_CHECK_H
#define CONTENT_CHECK_H

/*
 * What the table cannot say of a bundle: files that are there, ids that are
 * found and come once, languages, picture sizes, a form's worst case. Works
 * on a model that was decoded with faults, too: each fault is said once, all
 * in one run.
 */

#include "content/folder.h"
#include "content/model.h"

struct check {
    struct model *model;
    struct folder *folder;
    struct messages *messages;
};

/* Files, pictures and languages of all texts; sets the sizes of pictures. */
void check_texts(struct check *check);
/* Ids, versions, colours, references. */
void check_model(struct check *check);
/* The questions and the size of a record. */
void check_form(struct check *check);

#endif
