/*
 * no_way_out xvfb|xorg|SECONDS WxH X,Y X,Y X,Y COMMAND...: tries whatever
 * might get behind the kiosk, on a private X server and in a terminal of its
 * own; with SECONDS ten fingers at random for so long. After each try the
 * program must live, its window must cover the whole screen again, and a
 * touch on two buttons must change the language: to the pictures they brought
 * at the start, unless fingers may have gone on to another screen. At last
 * SIGTERM must end it, with 0.
 */
#include "no_way_out.h"
#include "common.h"
#include "touch_screen.h"
#include "watch.h"
#include <X11/extensions/Xrandr.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    START_MS = 60000,
    LIMIT_MS = 5000, /* under sanitizers, on a busy machine */
    END_MS = 10000,
    DEAD = 256
};

static struct walls walls = {.console = -1};
static struct watch pictures[2]; /* `before` is what a button brings */
static int tried, faults;
static double longest_ms;

static void clean_up(void)
{
    subject_stop(&walls.subject);
    screen_close(&walls.screen);
}

static void on_signal(int number)
{
    (void)number;
    clean_up();
    _Exit(3);
}

/* Windows come and go: what is asked of them may come too late. */
static int on_x_error(Display *display, XErrorEvent *error)
{
    (void)display, (void)error;
    return 0;
}

/* A shell with job control in one page: the program is the foreground of a
 * terminal, so that Ctrl+C and Ctrl+Z there mean it and nobody else. */
static _Noreturn void become_shell(int console, int told, char **command)
{
    const char *name;
    pid_t pid;
    int status = 0, terminal;

    setsid();
    name = ptsname(console);
    terminal = name ? open(name, O_RDWR) : -1;
    if (terminal < 0 || ioctl(terminal, TIOCSCTTY, 0) != 0)
        _exit(126);
    close(console);
    pid = fork();
    if (pid == 0) {
        setpgid(0, 0);
        close(told);
        setenv("DISPLAY", walls.screen.name, 1);
        unsetenv("WAYLAND_DISPLAY");
        dup2(terminal, 0);
        dup2(terminal, 1);
        execvp(command[0], command);
        _exit(127);
    }
    setpgid(pid, pid);
    tcsetpgrp(terminal, pid);
    signal(SIGHUP, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    if (write(told, &pid, sizeof(pid)) != sizeof(pid))
        _exit(126);
    close(told);
    close(terminal);
    while (waitpid(pid, &status, 0) != pid)
        ;
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

/* Whatever is written there is thrown away. */
static void *drain(void *user)
{
    int console = *(int *)user;
    char bytes[256];

    while (read(console, bytes, sizeof(bytes)) > 0)
        ;
    return NULL;
}

static void start_program(char **command)
{
    static int console;
    pthread_t thread;
    int told[2];

    walls.console = console = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (console < 0 || grantpt(console) != 0 || unlockpt(console) != 0 ||
        pipe(told) != 0)
        die("no terminal");
    walls.subject.pid = fork();
    if (walls.subject.pid == 0) {
        close(told[0]);
        become_shell(console, told[1], command);
    }
    close(told[1]);
    if (read(told[0], &walls.kiosk, sizeof(pid_t)) != sizeof(pid_t))
        die("the program does not start");
    close(told[0]);
    pthread_create(&thread, NULL, drain, &console);
    pthread_detach(thread);
}

/* The program's own, 128 and a signal's number, or -1: it lives. */
static int exit_status(void)
{
    static int status = -1;
    int now;

    if (status < 0 &&
        waitpid(walls.subject.pid, &now, WNOHANG) == walls.subject.pid)
        status = WIFEXITED(now) ? WEXITSTATUS(now) : DEAD;
    return status;
}

static void size_now(int *ret_width, int *ret_height)
{
    Display *display = walls.screen.display;
    Window root;
    int x, y;
    unsigned width, height, border, depth;

    XGetGeometry(display, DefaultRootWindow(display), &root, &x, &y, &width,
                 &height, &border, &depth);
    *ret_width = (int)width;
    *ret_height = (int)height;
}

/* Of windows that are the root's children, the one called Encounter. */
static Window find_window(void)
{
    Display *display = walls.screen.display;
    Window root, parent, *children = NULL, found = None;
    unsigned count = 0;

    XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children,
               &count);
    for (unsigned i = 0; i < count; i++) {
        char *name = NULL;

        if (XFetchName(display, children[i], &name) && name &&
            strcmp(name, "Encounter") == 0)
            found = children[i];
        if (name)
            XFree(name);
    }
    if (children)
        XFree(children);
    return found;
}

/* Whether it lies over the whole root, and nothing that is seen over it. */
static bool is_covering(void)
{
    Display *display = walls.screen.display;
    Window root, parent, *children = NULL;
    unsigned count = 0;
    int width, height;
    bool is_over = false;

    size_now(&width, &height);
    XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children,
               &count);
    for (unsigned i = 0; i < count; i++) {
        XWindowAttributes now;

        if (!XGetWindowAttributes(display, children[i], &now) ||
            now.map_state != IsViewable || now.class != InputOutput)
            continue;
        is_over = children[i] == walls.window && now.x <= 0 && now.y <= 0 &&
                  now.x + now.width >= width && now.y + now.height >= height;
    }
    if (children)
        XFree(children);
    return is_over;
}

static void tap(const int *at)
{
    int width, height, x, y;

    size_now(&width, &height);
    x = at[0] * width / walls.screen.width;
    y = at[1] * height / walls.screen.height;
    if (!walls.has_touch) {
        screen_point(&walls.screen, x, y);
        sleep_ms(5);
    }
    screen_press(&walls.screen, walls.has_touch, x, y);
    screen_lift(&walls.screen, walls.has_touch, x, y);
}

static bool is_picture(struct watch *picture)
{
    watch_look(picture);
    return !watch_differs(picture);
}

/* Each button in turn; true when both brought their pictures. */
static bool is_answering(void)
{
    for (int i = 0; i < 2; i++) {
        double start = now_ms();

        tap(walls.points + 2 * i);
        while (!is_picture(&pictures[i])) {
            if (now_ms() - start > LIMIT_MS)
                return false;
            sleep_ms(5);
        }
    }
    return true;
}

static bool is_smaller(void)
{
    int width, height;

    size_now(&width, &height);
    return width != walls.screen.width || height != walls.screen.height;
}

/* On another screen, or a display of another size, the pictures are others,
 * but the second button's is not the first one's. */
static bool is_answering_there(void)
{
    struct watch *watch = &pictures[0];
    uint32_t *kept = calloc(watch->pixels, sizeof(*kept));
    double start = now_ms();
    bool is_other = false;

    tap(walls.points);
    watch_calm(&walls.screen, 300, LIMIT_MS);
    watch_look(watch);
    memcpy(kept, watch->now, watch->pixels * sizeof(*kept));
    tap(walls.points + 2);
    while (!is_other && now_ms() - start < LIMIT_MS) {
        sleep_ms(20);
        watch_look(watch);
        is_other = memcmp(kept, watch->now, watch->pixels * 4) != 0;
    }
    free(kept);
    return is_other;
}

static bool is_changed_by(const int *at)
{
    enum { SOON_MS = 300 };
    struct watch *watch = &pictures[0];
    uint32_t *kept = calloc(watch->pixels, sizeof(*kept));
    double start = now_ms();
    bool is_other = false;

    watch_look(watch);
    memcpy(kept, watch->now, watch->pixels * sizeof(*kept));
    tap(at);
    while (!is_other && now_ms() - start < SOON_MS) {
        sleep_ms(10);
        watch_look(watch);
        is_other = memcmp(kept, watch->now, watch->pixels * 4) != 0;
    }
    free(kept);
    return is_other;
}

/* Fingers may have opened what covers those buttons: then a touch somewhere
 * else does something, from the foot upwards. */
static bool is_answering_somewhere(void)
{
    enum { STEP = 50 };
    int at[2];

    watch_calm(&walls.screen, 300, LIMIT_MS);
    for (at[1] = walls.screen.height - STEP; at[1] > 0; at[1] -= STEP)
        for (at[0] = STEP; at[0] < walls.screen.width; at[0] += STEP)
            if (is_changed_by(at))
                return true;
    return false;
}

static bool is_alive(void)
{
    if (walls.has_touch)
        return is_answering_there() || is_answering_somewhere();
    return is_smaller() ? is_answering_there() : is_answering();
}

static void leave(const char *name)
{
    printf("%d tries, %d faults; the last one: %s\n", tried, faults, name);
    exit(1);
}

static void fault(const char *name, const char *what)
{
    char path[300];
    const char *folder = getenv("NO_WAY_OUT_SHOTS");

    faults++;
    printf("after %s: %s\n", name, what);
    if (folder) {
        snprintf(path, sizeof(path), "%s/fault-%d.ppm", folder, faults);
        watch_shoot(&walls.screen, path);
    }
}

static void look_after(const char *name)
{
    double start = now_ms();

    while (exit_status() < 0 && !is_covering() && now_ms() - start < LIMIT_MS)
        sleep_ms(10);
    if (now_ms() - start > longest_ms)
        longest_ms = now_ms() - start;
    if (!is_covering()) {
        fault(name, "its window does not cover the screen");
        if (walls.other != None)
            XDestroyWindow(walls.screen.display, walls.other);
        XMapRaised(walls.screen.display, walls.window);
        XMoveResizeWindow(walls.screen.display, walls.window, 0, 0,
                          (unsigned)walls.screen.width,
                          (unsigned)walls.screen.height);
        XSync(walls.screen.display, False);
        sleep_ms(300);
    } else if (!is_alive()) {
        fault(name, "a touch does not change the language");
    }
    if (exit_status() >= 0) {
        printf("after %s: it ended with %d\n", name, exit_status());
        faults++;
        leave(name);
    }
    if (walls.other != None)
        XDestroyWindow(walls.screen.display, walls.other);
    walls.other = None;
    XSync(walls.screen.display, False);
}

/* What a desktop's shortcuts would have heard since the last call. */
static long keys_heard(void)
{
    XEvent event;
    long count = 0;

    XSync(walls.desk, False);
    while (XPending(walls.desk) > 0) {
        XNextEvent(walls.desk, &event);
        count += event.type == KeyPress;
    }
    return count;
}

static void try_all(const struct try *list)
{
    for (const struct try *one = list; one->name; one++) {
        double start = now_ms();

        tried++;
        one->run(&walls, one->name);
        if (keys_heard() > 0 && list == tries_by_key)
            fault(one->name, "a desktop would have heard that key");
        look_after(one->name);
        if (getenv("NO_WAY_OUT_VERBOSE"))
            fprintf(stderr, "%s %.0f ms\n", one->name, now_ms() - start);
    }
}

/* Xvfb knows smaller sizes than its first one. */
static void try_sizes(void)
{
    Display *display = walls.screen.display;
    Window root = DefaultRootWindow(display);
    int parts[] = {2, 1};

    for (int i = 0; i < 2; i++) {
        XRRScreenConfiguration *now = XRRGetScreenInfo(display, root);
        int count = 0;
        XRRScreenSize *sizes = now ? XRRConfigSizes(now, &count) : NULL;

        for (int size = 0; size < count; size++) {
            if (sizes[size].width != walls.screen.width / parts[i] ||
                sizes[size].height != walls.screen.height / parts[i])
                continue;
            tried++;
            XRRSetScreenConfig(display, now, root, (SizeID)size, RR_Rotate_0,
                               CurrentTime);
            XSync(display, False);
            look_after(parts[i] == 2 ? "a display of half the size"
                                     : "a display as it was");
        }
        if (now)
            XRRFreeScreenConfigInfo(now);
    }
}

static void take_picture(int i)
{
    XRectangle all = {0, 0, (unsigned short)walls.screen.width,
                      (unsigned short)walls.screen.height};

    watch_init(&pictures[i], &walls.screen, &all, 1);
    tap(walls.points + 2 * i);
    watch_calm(&walls.screen, 700, LIMIT_MS);
    watch_look(&pictures[i]);
    watch_keep(&pictures[i]);
}

static void come_in(void)
{
    struct watch strips;
    double start = now_ms();

    watch_init_strips(&strips, &walls.screen);
    do {
        if (exit_status() >= 0 || now_ms() - start > START_MS)
            die("the program shows nothing");
        sleep_ms(20);
        watch_look(&strips);
    } while (!watch_is_painted(&strips));
    watch_fini(&strips);
    watch_calm(&walls.screen, 700, LIMIT_MS);
    walls.window = find_window();
    if (walls.window == None)
        die("no window is called Encounter");
    tap(walls.start);
    watch_calm(&walls.screen, 700, LIMIT_MS);
    take_picture(0);
    take_picture(1);
    if (memcmp(pictures[0].before, pictures[1].before,
               pictures[0].pixels * 4) == 0)
        die("the two buttons bring the same picture");
}

/* Looked after every ten seconds. */
static void storm(int seconds)
{
    enum { ROUND_S = 10 };
    unsigned seed = (unsigned)time(NULL);
    char name[80];

    if (getenv("NO_WAY_OUT_SEED"))
        seed = (unsigned)strtoul(getenv("NO_WAY_OUT_SEED"), NULL, 10);
    fingers_seed(seed);
    for (int s = 0; s < seconds; s += ROUND_S) {
        tried++;
        fingers_at_random(&walls, ROUND_S * 1000);
        snprintf(name, sizeof(name), "%d s of ten fingers, seed %u",
                 s + ROUND_S, seed);
        look_after(name);
    }
}

/* SIGTERM is the service manager's, and must be heard. */
static void end_it(void)
{
    double start = now_ms();

    tried++;
    kill(walls.kiosk, SIGTERM);
    while (exit_status() < 0 && now_ms() - start < END_MS)
        sleep_ms(10);
    if (exit_status() == 0)
        return;
    faults++;
    if (exit_status() < 0)
        printf("SIGTERM does not end it\n");
    else
        printf("SIGTERM ends it with %d\n", exit_status());
}

int main(int argc, char **argv)
{
    int width, height;

    if (argc < 7 || sscanf(argv[2], "%dx%d", &width, &height) != 2 ||
        sscanf(argv[3], "%d,%d", &walls.start[0], &walls.start[1]) != 2 ||
        sscanf(argv[4], "%d,%d", &walls.points[0], &walls.points[1]) != 2 ||
        sscanf(argv[5], "%d,%d", &walls.points[2], &walls.points[3]) != 2)
        die("no_way_out xvfb|xorg|SECONDS WxH X,Y X,Y X,Y COMMAND...");
    subject_adopt();
    atexit(clean_up);
    signal(SIGTERM, on_signal);
    signal(SIGINT, on_signal);
    signal(SIGPIPE, SIG_IGN);
    XSetErrorHandler(on_x_error);
    walls.has_touch = strcmp(argv[1], "xvfb") != 0;
    screen_open(&walls.screen, walls.has_touch, width, height);
    walls.subject.server = walls.screen.server;
    walls.desk = XOpenDisplay(walls.screen.name);
    if (!walls.desk)
        die("cannot open the display twice");
    XGrabKey(walls.desk, AnyKey, AnyModifier, DefaultRootWindow(walls.desk),
             False, GrabModeAsync, GrabModeAsync);
    XSync(walls.desk, False);
    start_program(argv + 6);
    come_in();
    if (atoi(argv[1]) > 0) {
        storm(atoi(argv[1]));
    } else if (walls.has_touch) {
        try_all(tries_by_finger);
    } else {
        try_all(tries_by_key);
        try_sizes();
        try_all(tries);
        try_all(tries_by_key); /* after all that, the keys once more */
    }
    end_it();
    printf("%d tries, %d faults; the screen was covered again after %.0f ms "
           "at most\n",
           tried, faults, longest_ms);
    return faults > 0;
}
