#ifndef CMD_CONTENT_NEW_H
#define CMD_CONTENT_NEW_H

/* `encounter-content schema` and `encounter-content new`: what an author
 * begins with. */

int content_schema(int argc, char **argv);
int content_new(int argc, char **argv);

#endif
