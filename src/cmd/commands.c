#include "cmd/commands.h"

#include "base/array.h"
#include "base/log.h"
#include "base/str.h"
#include <stdio.h>
#include <stdlib.h>

bool command_args(const struct args *args, int argc, char **argv, void *options,
                  int *ret_first, int *ret_status)
{
    struct args named = *args;
    struct str program = {0};
    struct fail why;

    if (!args->program) {
        str_addf(&program, "%s %s", log_program(), argv[0]);
        named.program = program.text;
    }
    enum args_result result =
        args_parse(&named, argc, argv, options, ret_first, &why);
    str_fini(&program);
    if (result == ARGS_RUN)
        return true;
    if (result == ARGS_WRONG)
        log_fail(&why);
    *ret_status = result == ARGS_WRONG ? fail_exit_status(&why) : EXIT_SUCCESS;
    return false;
}

bool command_size(const char *option, const char *text, int *ret_width,
                  int *ret_height, struct fail *why)
{
    enum { LEAST_WIDTH = 320, LEAST_HEIGHT = 240, MOST = 8192 };
    int width, height, taken = 0;

    if (!text)
        return true;
    if (sscanf(text, "%dx%d%n", &width, &height, &taken) != 2 || text[taken] ||
        width < LEAST_WIDTH || height < LEAST_HEIGHT || width > MOST ||
        height > MOST)
        return fail_set(why, FAIL_USAGE,
                        "%s %s: give width x height, as 1280x800", option,
                        text);
    *ret_width = width;
    *ret_height = height;
    return true;
}

static void wrong_command(const struct command *commands, const char *name)
{
    struct names ARRAY(const char *) names = {0};

    for (; commands->name; commands++)
        array_push(&names, commands->name);
    array_push(&names, NULL);
    const char *nearest = str_nearest(name, names.items);
    log_line("there is no command '%s'%s%s%s, see --help", name,
             nearest ? "; did you mean '" : "", nearest ? nearest : "",
             nearest ? "'?" : "");
    array_fini(&names);
}

static int no_command(const char *program, const char *summary,
                      const struct command *commands, int argc, char **argv)
{
    struct str more = {0};
    int first, status = EXIT_USAGE;

    str_add(&more, "Commands, each with its own --help:");
    for (; commands->name; commands++)
        str_addf(&more, "\n  %s %s   %s", commands->name, commands->operands,
                 commands->help);
    struct args args = {.program = program,
                        .summary = summary,
                        .usage = "COMMAND [options]",
                        .more = str_text(&more)};
    if (command_args(&args, argc, argv, NULL, &first, &status))
        log_line("name a command, see --help");
    str_fini(&more);
    return status;
}

int commands_run(const char *program, const char *summary,
                 const struct command *commands, int argc, char **argv)
{
    log_open(program);
    if (argc < 2 || argv[1][0] == '-')
        return no_command(program, summary, commands, argc, argv);
    for (const struct command *command = commands; command->name; command++)
        if (str_equal(argv[1], command->name))
            return command->run(argc - 1, argv + 1);
    wrong_command(commands, argv[1]);
    return EXIT_USAGE;
}
