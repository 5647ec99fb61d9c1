#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

/* Programs that are a table of commands, each with its own options. */

#include "base/args.h"

enum {
    EXIT_FAULTS = 1,
    EXIT_USAGE = 64,
    EXIT_BAD_DATA = 65,
    EXIT_NO_INPUT = 66,
    EXIT_UNAVAILABLE = 69,
    EXIT_CANNOT_CREATE = 73,
    EXIT_IO = 74,
};

struct command {
    const char *name;                  /* NULL ends the table */
    const char *operands;              /* "DIR..." */
    const char *help;                  /* half a sentence */
    int (*run)(int argc, char **argv); /* argv[0] is the command */
};

/* All of main(): finds the command, or says what there is. Returns the exit
 * status. */
int commands_run(const char *program, const char *summary,
                 const struct command *commands, int argc, char **argv);

/* args_parse() for main() and commands: true to go on; else all was said
 * and *ret_status is what to end with. Without args->program, as of a command
 * that two programs have, it is the one that runs and argv[0]. */
bool command_args(const struct args *args, int argc, char **argv, void *options,
                  int *ret_first, int *ret_status);

/* "1280x800" into pixels, NULL leaves them; FAIL_USAGE names the option. */
bool command_size(const char *option, const char *text, int *ret_width,
                  int *ret_height, struct fail *why);

#endif
