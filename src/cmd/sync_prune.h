#ifndef CMD_SYNC_PRUNE_H
#define CMD_SYNC_PRUNE_H

/* `encounter-sync prune`. Returns the exit status. */
int sync_prune(int argc, char **argv);

#endif
