#ifndef CMD_REPORT_KEYGEN_H
#define CMD_REPORT_KEYGEN_H

/* encounter-report keygen, as a command of commands.h. */
int report_keygen(int argc, char **argv);

#endif
