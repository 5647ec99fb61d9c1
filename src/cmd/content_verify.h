#ifndef CMD_CONTENT_VERIFY_H
#define CMD_CONTENT_VERIFY_H

/* encounter-content verify, as a command of commands.h. */
int content_verify(int argc, char **argv);

#endif
