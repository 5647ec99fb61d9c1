#ifndef CMD_CONTENT_PACK_H
#define CMD_CONTENT_PACK_H

/* encounter-content pack, as a command of commands.h. */
int content_pack(int argc, char **argv);

#endif
