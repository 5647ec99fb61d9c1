#ifndef CMD_SYNC_SEND_H
#define CMD_SYNC_SEND_H

/* `encounter-sync send --to PATH`. argv[0] is the command. Returns the exit
 * status. */
int sync_send(int argc, char **argv);

#endif
