#ifndef CMD_SEAL_H
#define CMD_SEAL_H

/* `encounter seal [--final]`: asks the kiosk that runs for batches; where
 * none runs, makes them. argv[0] is the command. Returns the exit status. */
int seal_run(const char *program, int argc, char **argv);

#endif
