#include "base/args.h"

#include "base/str.h"
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_LIMIT = 64, WIDTH = 80 };

/* "--name VALUE" of a row; the built-in two have a row of their own. */
static void add_left(struct str *out, const struct args *args,
                     const struct arg *arg)
{
    if (str_equal(arg->name, args->letter))
        str_addf(out, "  -%c,", arg->name[0]);
    str_addf(out, "%s--%s", out->length ? " " : "  ", arg->name);
    if (arg->value)
        str_addf(out, " %s", arg->value);
}

/* Words from `column` on, wrapped at WIDTH. */
static void print_wrapped(const char *text, int column)
{
    int at = column;

    while (*text) {
        int word = (int)strcspn(text, " ");
        if (at > column && at + 1 + word > WIDTH) {
            printf("\n%*s", column, "");
            at = column;
        } else if (at > column) {
            putchar(' ');
            at++;
        }
        printf("%.*s", word, text);
        at += word;
        text += word;
        text += strspn(text, " ");
    }
    putchar('\n');
}

static void print_row(const struct args *args, const struct arg *arg,
                      int column)
{
    struct str left = {0};

    add_left(&left, args, arg);
    printf("%-*s", column, str_text(&left));
    print_wrapped(arg->help, column);
    str_fini(&left);
}

static const struct arg help_row = {"help", NULL, "Print this and end.",
                                    ARG_FLAG, 0};
static const struct arg version_row = {
    "version", NULL, "Print the version and end.", ARG_FLAG, 0};

static void print_help(const struct args *args)
{
    size_t widest = strlen("  --version");
    struct str left = {0};

    for (size_t i = 0; i < args->count; i++) {
        str_clear(&left);
        add_left(&left, args, &args->table[i]);
        if (left.length > widest)
            widest = left.length;
    }
    str_fini(&left);
    printf("Usage: %s %s\n\n", args->program, args->usage);
    print_wrapped(args->summary, 0);
    printf("\nOptions:\n");
    for (size_t i = 0; i < args->count; i++)
        print_row(args, &args->table[i], (int)widest + 2);
    print_row(args, &help_row, (int)widest + 2);
    print_row(args, &version_row, (int)widest + 2);
    if (args->more)
        printf("\n%s\n", args->more);
}

static bool fail_unknown(const struct args *args, const char *name,
                         struct fail *why)
{
    const char *names[TABLE_LIMIT + 3] = {0}, *nearest;

    for (size_t i = 0; i < args->count; i++)
        names[i] = args->table[i].name;
    names[args->count] = help_row.name;
    names[args->count + 1] = version_row.name;
    nearest = str_nearest(name, names);
    if (nearest)
        return fail_set(why, FAIL_USAGE,
                        "unknown option --%s, did you mean --%s?", name,
                        nearest);
    return fail_set(why, FAIL_USAGE, "unknown option --%s, see --help", name);
}

static bool store_integer(const struct arg *arg, const char *value, int *ret,
                          struct fail *why)
{
    char *end;
    long number;

    errno = 0;
    number = strtol(value, &end, 10);
    if (!strchr("-0123456789", value[0]) || *end || end == value || errno ||
        number < INT_MIN || number > INT_MAX)
        return fail_set(why, FAIL_USAGE, "--%s needs a whole number, not '%s'",
                        arg->name, value);
    *ret = (int)number;
    return true;
}

static bool store(const struct arg *arg, const char *value, void *options,
                  struct fail *why)
{
    void *field = (char *)options + arg->offset;

    if (arg->kind == ARG_FLAG) {
        *(bool *)field = true;
        return true;
    }
    if (arg->kind == ARG_INTEGER)
        return store_integer(arg, value, field, why);
    *(const char **)field = value;
    return true;
}

struct line {
    const struct args *args;
    int argc, at; /* argv[at] is next */
    char **argv;
    void *options;
    uint64_t seen; /* a bit a row */
};

static const struct arg *find(const struct args *args, const char *name)
{
    for (size_t i = 0; i < args->count; i++)
        if (str_equal(args->table[i].name, name))
            return &args->table[i];
    return NULL;
}

/* The value after '=' or the next argument. */
static bool take_value(struct line *line, const struct arg *arg, char *after,
                       const char **ret_value, struct fail *why)
{
    const char *value = after;

    if (arg->kind == ARG_FLAG) {
        if (after)
            return fail_set(why, FAIL_USAGE, "--%s takes no value", arg->name);
        return true;
    }
    if (!value && line->at < line->argc &&
        !str_starts(line->argv[line->at], "--"))
        value = line->argv[line->at++];
    if (!value || !*value)
        return fail_set(why, FAIL_USAGE, "--%s needs a value: --%s %s",
                        arg->name, arg->name, arg->value);
    *ret_value = value;
    return true;
}

static bool take_option(struct line *line, const char *name, char *after,
                        struct fail *why)
{
    const struct arg *arg = find(line->args, name);
    const char *value = NULL;
    uint64_t bit;

    if (!arg)
        return fail_unknown(line->args, name, why);
    bit = (uint64_t)1 << (arg - line->args->table);
    if (line->seen & bit)
        return fail_set(why, FAIL_USAGE, "--%s is given twice", name);
    line->seen |= bit;
    return take_value(line, arg, after, &value, why) &&
           store(arg, value, line->options, why);
}

/* One argument that starts with a dash. */
static enum args_result take_dashed(struct line *line, struct fail *why)
{
    const char *text = line->argv[line->at++];
    char name[80], *after = strchr(text, '=');
    size_t length = after ? (size_t)(after - text) : strlen(text);

    if (line->args->letter && text[1] == line->args->letter[0] && !text[2])
        return take_option(line, line->args->letter, NULL, why) ? ARGS_RUN
                                                                : ARGS_WRONG;
    if (text[1] != '-' || length - 2 >= sizeof name) {
        fail_set(why, FAIL_USAGE, "unknown option %s, see --help", text);
        return ARGS_WRONG;
    }
    memcpy(name, text + 2, length - 2);
    name[length - 2] = '\0';
    if (!after && str_equal(name, help_row.name)) {
        print_help(line->args);
        return ARGS_DONE;
    }
    if (!after && str_equal(name, version_row.name)) {
        printf("%s %s\n", line->args->program, ENCOUNTER_VERSION);
        return ARGS_DONE;
    }
    return take_option(line, name, after ? after + 1 : NULL, why) ? ARGS_RUN
                                                                  : ARGS_WRONG;
}

/* Brings argv[from..to) in front of argv[first..from), all in order. */
static void move_front(char **argv, int first, int from, int to)
{
    for (; from < to; from++, first++) {
        char *moved = argv[from];
        memmove(argv + first + 1, argv + first,
                (size_t)(from - first) * sizeof *argv);
        argv[first] = moved;
    }
}

/* Options may stand behind operands; argv is sorted so that the operands
 * come last. argv[first..at) are the operands so far. */
enum args_result args_parse(const struct args *args, int argc, char **argv,
                            void *options, int *ret_first, struct fail *why)
{
    struct line line = {args, argc, 1, argv, options, 0};
    int first = 1;
    bool ended = false;

    assert(args->count <= TABLE_LIMIT);
    while (line.at < argc && !ended) {
        int from = line.at;
        enum args_result result;
        if (argv[from][0] != '-' || argv[from][1] == '\0') {
            line.at++;
            continue;
        }
        ended = str_equal(argv[from], "--");
        result = ended ? ARGS_RUN : take_dashed(&line, why);
        if (result != ARGS_RUN)
            return result;
        line.at += ended;
        move_front(argv, first, from, line.at);
        first += line.at - from;
    }
    *ret_first = first < argc ? first : argc;
    return ARGS_RUN;
}
