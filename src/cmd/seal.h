#ifndef CMD_SEAL_H
#define CMD_SEAL_H

/* `encounter seal [--final]`, and of encounter-stick: asks the kiosk that runs
 * for batches; where none runs, makes them. argv[0] is the command. Returns the
 * exit status. */
int seal_run(int argc, char **argv);

#endif
