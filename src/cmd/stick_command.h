#ifndef CMD_STICK_COMMAND_H
#define CMD_STICK_COMMAND_H

/* Commands of encounter-stick. argv[0] is the command. They return the exit
 * status. */

/* PATH --report FILE: leaves READ-ME.txt on a stick. */
int stick_command_note(int argc, char **argv);
/* EVENT --report FILE: what no other program can tell of a stick. */
int stick_command_tell(int argc, char **argv);

#endif
