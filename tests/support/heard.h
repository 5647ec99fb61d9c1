#ifndef SUPPORT_HEARD_H
#define SUPPORT_HEARD_H

/* What is said on stderr between the two, up to a pipe's fill; for tests. */

struct heard {
    int stderr_before, from;
    char text[8192];
};

void heard_begin(struct heard *heard);
/* heard->text. */
const char *heard_end(struct heard *heard);

#endif
