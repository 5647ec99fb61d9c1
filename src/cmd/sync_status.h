#ifndef CMD_SYNC_STATUS_H
#define CMD_SYNC_STATUS_H

/* `encounter-sync status`. argv[0] is the command. Returns the exit status. */
int sync_status(int argc, char **argv);

#endif
