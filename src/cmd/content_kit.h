#ifndef CMD_CONTENT_KIT_H
#define CMD_CONTENT_KIT_H

/* `encounter-content kit`. argv[0] is the command. Returns the exit status. */
int content_kit(int argc, char **argv);

#endif
