#ifndef CMD_REPORT_DATASHEET_H
#define CMD_REPORT_DATASHEET_H

/* encounter-report datasheet, as a command of commands.h. */
int report_datasheet(int argc, char **argv);

#endif
