#ifndef CONTENT_TEXTS_H
#define CONTENT_TEXTS_H

/* Texts that stand in files: text/NAME.md in the bundle's first language,
 * text/NAME.<language>.md beside it for the others. */

#include "content/check.h"

/* Reads them into the model's texts, and puts the entries of every text in
 * the order of the bundle's languages, so that the first is the fallback. */
void texts_read(struct check *check);

/* Whether visitors of a language see this text in another one. */
bool texts_lack(const struct text *text, const char *language);
/* The bundle's own spelling of a language, or NULL if it is not among them. */
const char *texts_language(const struct model *model, const char *language);

#endif
