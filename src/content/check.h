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
    bool is_unpacked; /* its folder has not the name of its id */
    bool is_partial;  /* a page could not be read: what it holds is not known */
};

/* Files, pictures and languages of all texts; sets the sizes of pictures. */
void check_texts(struct check *check);
/* Ids, versions, colours, references. */
void check_model(struct check *check);
/* The questions and the size of a record. */
void check_form(struct check *check);

/* True if the path is that of a file; else an error was added. */
bool check_there(struct check *check, const char *path, struct yaml_mark mark);

/* Of a key's value, or of the map where it is not there. */
struct yaml_mark check_mark(const struct yaml_node *map, const char *key);

#endif
