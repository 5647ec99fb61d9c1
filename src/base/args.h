#ifndef BASE_ARGS_H
#define BASE_ARGS_H

/*
 * Command lines as data: one table gives parsing, --help and --version.
 * Long options, "--name value" or "--name=value", and one short one, "-n
 * value"; "--" ends them. An option given twice is an error, an unknown one
 * names the nearest. Options may stand behind operands.
 */

#include "base/fail.h"
#include <stddef.h>

enum arg_kind { ARG_FLAG, ARG_TEXT, ARG_INTEGER };

struct arg {
    const char *name;  /* without dashes */
    const char *value; /* what stands for the value in --help; NULL: a flag */
    const char *help;  /* one sentence */
    enum arg_kind kind;
    size_t offset; /* of a bool, const char * or int in the options struct */
};

struct args {
    const char *program;
    const char *summary; /* one sentence */
    const char *usage;   /* "[options] DIR..." */
    const struct arg *table;
    size_t count;
    const char *more;   /* paragraphs after the options in --help, or NULL */
    const char *letter; /* the row whose first letter is a short option: "out"
                           gives -o; NULL: none */
};

enum args_result { ARGS_RUN, ARGS_DONE, ARGS_WRONG };

/* Fills `options`; argv is reordered so that the operands come last, and
 * *ret_first is the index of the first of them (argc: none).
 * --help and --version are printed on stdout and give ARGS_DONE; a wrong
 * line gives ARGS_WRONG with FAIL_USAGE in `why`. */
enum args_result args_parse(const struct args *args, int argc, char **argv,
                            void *options, int *ret_first, struct fail *why);

#endif
