#ifndef CMD_CONTENT_INFO_H
#define CMD_CONTENT_INFO_H

/* encounter-content info, as a command of commands.h. */
int content_info(int argc, char **argv);

#endif
