#ifndef CMD_CONTENT_CHECK_H
#define CMD_CONTENT_CHECK_H

/* encounter-content check, and explain. */

int content_check(int argc, char **argv);
int content_explain(int argc, char **argv);

#endif
