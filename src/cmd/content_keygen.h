#ifndef CMD_CONTENT_KEYGEN_H
#define CMD_CONTENT_KEYGEN_H

/* encounter-content keygen, as a command of commands.h. */
int content_keygen(int argc, char **argv);

#endif
