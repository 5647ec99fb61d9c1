#ifndef CMD_SYNC_TELL_H
#define CMD_SYNC_TELL_H

/* `encounter-sync tell EVENT --report FILE`: what no other program can tell of
 * a stick. argv[0] is the command. Returns the exit status. */
int sync_tell(int argc, char **argv);

#endif
