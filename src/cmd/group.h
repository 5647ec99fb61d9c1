#ifndef CMD_GROUP_H
#define CMD_GROUP_H

/* `encounter group open` and `close [--label TEXT]`. argv[0] is the command.
 * Returns the exit status. */
int group_run(int argc, char **argv);

#endif
