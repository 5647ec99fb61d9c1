#define _GNU_SOURCE 1
/*
 * Inside the machine of a test, as root, and in no package: a multi-touch
 * screen that obeys, and a shell. It serves the port /dev/virtio-ports/agent,
 * a line a command:
 *
 *     plug | unplug          the touch screen, as a cable would
 *     down SLOT X Y          a finger; X and Y from 0 to 9999 of the panel
 *     move SLOT X Y
 *     up SLOT                these three say when, in us as journald counts
 *     run SHELL LINE         what it says, both streams, comes back
 *
 * Each is answered by what was said, the byte 4 (end of transmission), and a
 * line with the status.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FINGERS = 10, FULL = 9999 };

static int screen = -1; /* no cable is in */

static void emit(int type, int code, int value)
{
    struct input_event event = {
        .type = (unsigned short)type,
        .code = (unsigned short)code,
        .value = value,
    };
    if (write(screen, &event, sizeof event) != sizeof event)
        perror("uinput");
}

static void axis(int code, int maximum)
{
    struct uinput_abs_setup setup = {
        .code = (unsigned short)code,
        .absinfo = {.maximum = maximum},
    };
    ioctl(screen, UI_SET_ABSBIT, code);
    ioctl(screen, UI_ABS_SETUP, &setup);
}

static int plug(void)
{
    struct uinput_setup setup = {
        .id = {.bustype = BUS_USB, .vendor = 1, .product = 1},
        .name = "a touch screen",
    };
    screen = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    if (screen < 0)
        return errno;
    ioctl(screen, UI_SET_EVBIT, EV_ABS);
    ioctl(screen, UI_SET_EVBIT, EV_KEY);
    ioctl(screen, UI_SET_KEYBIT, BTN_TOUCH);
    ioctl(screen, UI_SET_PROPBIT, INPUT_PROP_DIRECT);
    axis(ABS_X, FULL);
    axis(ABS_Y, FULL);
    axis(ABS_MT_POSITION_X, FULL);
    axis(ABS_MT_POSITION_Y, FULL);
    axis(ABS_MT_SLOT, FINGERS - 1);
    axis(ABS_MT_TRACKING_ID, 65535);
    ioctl(screen, UI_DEV_SETUP, &setup);
    return ioctl(screen, UI_DEV_CREATE) ? errno : 0;
}

static int unplug(void)
{
    int status = ioctl(screen, UI_DEV_DESTROY) ? errno : 0;
    close(screen);
    screen = -1;
    return status;
}

static void say_now(FILE *port)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    fprintf(port, "%lld", now.tv_sec * 1000000LL + now.tv_nsec / 1000);
}

/* Type B of the kernel's multi-touch protocol. */
static int finger(const char *verb, int slot, int x, int y)
{
    static int next_id, count;
    if (slot < 0 || slot >= FINGERS || screen < 0)
        return EINVAL;
    emit(EV_ABS, ABS_MT_SLOT, slot);
    if (*verb == 'd') {
        emit(EV_ABS, ABS_MT_TRACKING_ID, next_id++ & 0xffff);
        if (!count++)
            emit(EV_KEY, BTN_TOUCH, 1);
    }
    if (*verb == 'u') {
        emit(EV_ABS, ABS_MT_TRACKING_ID, -1);
        if (!--count)
            emit(EV_KEY, BTN_TOUCH, 0);
    } else {
        emit(EV_ABS, ABS_MT_POSITION_X, x);
        emit(EV_ABS, ABS_MT_POSITION_Y, y);
        emit(EV_ABS, ABS_X, x);
        emit(EV_ABS, ABS_Y, y);
    }
    emit(EV_SYN, SYN_REPORT, 0);
    return 0;
}

static int run(const char *line, FILE *port)
{
    int ends[2];
    if (pipe(ends))
        return errno;
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        execl("/bin/sh", "sh", "-c", line, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    char bytes[4096];
    ssize_t got;
    while ((got = read(ends[0], bytes, sizeof bytes)) > 0)
        fwrite(bytes, 1, (size_t)got, port);
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static int obey(char *line, FILE *port)
{
    char verb[8];
    int slot = 0, x = 0, y = 0;
    line[strcspn(line, "\n")] = '\0';
    if (!strncmp(line, "run ", 4))
        return run(line + 4, port);
    if (!strcmp(line, "plug"))
        return plug();
    if (!strcmp(line, "unplug"))
        return unplug();
    if (sscanf(line, "%7s %d %d %d", verb, &slot, &x, &y) < 2)
        return EINVAL;
    say_now(port);
    return finger(verb, slot, x, y);
}

int main(int argc, char **argv)
{
    int port = open(argc > 1 ? argv[1] : "/dev/virtio-ports/agent",
                    O_RDWR | O_CLOEXEC);
    FILE *in = port < 0 ? NULL : fdopen(port, "r");
    FILE *out = port < 0 ? NULL : fdopen(dup(port), "w");
    char line[4096];
    if (!in || !out)
        return perror("the port"), 1;
    plug();
    fputs("\004ready\n", out);
    fflush(out);
    /* Nobody listens on the other side: reading says so at once. */
    for (;; usleep(100000)) {
        clearerr(in);
        while (fgets(line, sizeof line, in)) {
            fprintf(out, "\004%d\n", obey(line, out));
            fflush(out);
        }
    }
}
