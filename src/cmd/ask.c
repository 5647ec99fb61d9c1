#include "cmd/ask.h"

#include "base/fs.h"
#include "base/str.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* What ends or stops a program while it hides what is typed. */
static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
enum { ENDS = sizeof ends / sizeof *ends };

static volatile sig_atomic_t caught;

static void on_signal(int number)
{
    caught = number;
}

/* Up to a line's end or the end of all; a byte at a time, so that the next
 * question finds the next line. */
static bool read_line(int fd, char ret_line[ASK_BYTES], struct fail *why)
{
    size_t length = 0;
    ssize_t got = 0;
    char c = 0;

    while (!caught) {
        got = read(fd, &c, 1);
        if (got <= 0 && !(got < 0 && errno == EINTR))
            break;
        if (got == 1 && c == '\n')
            break;
        if (got == 1 && length < ASK_BYTES)
            ret_line[length++] = c;
    }
    if (length == ASK_BYTES)
        return fail_set(why, FAIL_INVALID, "a line of more than %d bytes",
                        ASK_BYTES - 1);
    if (length > 0 && ret_line[length - 1] == '\r')
        length--;
    ret_line[length] = '\0';
    if (caught || (length == 0 && got == 0))
        return fail_set(why, FAIL_USAGE, "nothing was typed");
    if (got < 0)
        return fail_errno(why, "cannot read what is typed");
    return true;
}

/* The terminal shows again what is typed before the program ends. */
static bool read_hidden(char ret_line[ASK_BYTES], struct fail *why)
{
    struct sigaction action = {.sa_handler = on_signal}, before[ENDS];
    struct termios shown, hidden;
    bool ok;

    if (tcgetattr(STDIN_FILENO, &shown) != 0)
        return fail_errno(why, "cannot hide what is typed");
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < ENDS; i++)
        sigaction(ends[i], &action, &before[i]);
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    ok = read_line(STDIN_FILENO, ret_line, why);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fputc('\n', stderr);
    for (size_t i = 0; i < ENDS; i++)
        sigaction(ends[i], &before[i], NULL);
    if (caught)
        raise(caught);
    return ok;
}

bool ask(const char *question, bool is_secret, char ret_line[ASK_BYTES],
         struct fail *why)
{
    if (!isatty(STDIN_FILENO))
        return fail_set(why, FAIL_USAGE, "there is no terminal to ask at");
    fprintf(stderr, "%s ", question);
    fflush(stderr);
    return is_secret ? read_hidden(ret_line, why)
                     : read_line(STDIN_FILENO, ret_line, why);
}

bool ask_file(const char *path, int fd, char ret_line[ASK_BYTES],
              struct fail *why)
{
    const struct fs *fs = fs_system();
    int64_t got;
    int file;

    if (!path)
        return read_line(fd, ret_line, why);
    file = fs->ops->open(fs, path, FS_READ);
    if (file < 0)
        return fail_errno(why, "cannot read %s", path);
    got = fs->ops->read_at(fs, file, ret_line, ASK_BYTES - 1, 0);
    if (got < 0)
        fail_errno(why, "cannot read %s", path);
    fs->ops->close(fs, file);
    if (got < 0)
        return false;
    ret_line[got] = '\0';
    size_t length = strcspn(ret_line, "\r\n");
    if (length == 0 || (length == (size_t)got && got == ASK_BYTES - 1))
        return fail_set(why, FAIL_INVALID,
                        "%s: its first line is no passphrase", path);
    ret_line[length] = '\0';
    return true;
}
