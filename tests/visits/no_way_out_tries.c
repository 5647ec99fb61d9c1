#include "common.h"
#include "no_way_out.h"
#include "touch_screen.h"
#include <X11/Xutil.h>
#include <X11/extensions/XInput2.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/dpms.h>
#include <X11/keysym.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void to_root(struct walls *walls, const char *type, long first)
{
    Display *display = walls->screen.display;
    Window root = DefaultRootWindow(display);
    XEvent event = {.xclient = {.type = ClientMessage,
                                .window = walls->window,
                                .format = 32,
                                .data.l = {first}}};

    event.xclient.message_type = XInternAtom(display, type, False);
    XSendEvent(display, root, False,
               SubstructureRedirectMask | SubstructureNotifyMask, &event);
    XSync(display, False);
}

static void delete_window(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;
    XEvent event = {.xclient = {.type = ClientMessage,
                                .window = walls->window,
                                .format = 32}};

    (void)name;
    event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
    event.xclient.data.l[0] =
        (long)XInternAtom(display, "WM_DELETE_WINDOW", False);
    XSendEvent(display, walls->window, False, NoEventMask, &event);
    XSync(display, False);
}

static void close_by_root(struct walls *walls, const char *name)
{
    (void)name;
    to_root(walls, "_NET_CLOSE_WINDOW", CurrentTime);
    to_root(walls, "_NET_SHOWING_DESKTOP", 1);
}

static void iconify(struct walls *walls, const char *name)
{
    (void)name;
    XIconifyWindow(walls->screen.display, walls->window, 0);
    XSync(walls->screen.display, False);
}

/* What a window manager does when asked to minimise. */
static void minimise(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;
    Atom state = XInternAtom(display, "WM_STATE", False);
    unsigned char iconic[2 * sizeof(long)];

    (void)name;
    memcpy(iconic, (long[]){IconicState, None}, sizeof(iconic));
    XChangeProperty(display, walls->window, state, state, 32, PropModeReplace,
                    iconic, 2);
    XUnmapWindow(display, walls->window);
    XSync(display, False);
}

static void unmap(struct walls *walls, const char *name)
{
    (void)name;
    XUnmapWindow(walls->screen.display, walls->window);
    XSync(walls->screen.display, False);
}

static void lower(struct walls *walls, const char *name)
{
    (void)name;
    XLowerWindow(walls->screen.display, walls->window);
    XSync(walls->screen.display, False);
}

static void resize(struct walls *walls, const char *name)
{
    (void)name;
    XResizeWindow(walls->screen.display, walls->window, 300, 200);
    XSync(walls->screen.display, False);
}

static void move(struct walls *walls, const char *name)
{
    (void)name;
    XMoveWindow(walls->screen.display, walls->window, 400, 300);
    XSync(walls->screen.display, False);
}

static void shrink_and_back(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;

    (void)name;
    for (unsigned i = 0; i < 20; i++)
        XResizeWindow(display, walls->window, 100 + 40 * i, 100 + 20 * i);
    XResizeWindow(display, walls->window, (unsigned)walls->screen.width,
                  (unsigned)walls->screen.height);
    XSync(display, False);
}

static void show_other(struct walls *walls, bool is_managed)
{
    Display *display = walls->screen.display;
    XSetWindowAttributes wish = {.override_redirect = !is_managed,
                                 .background_pixel = 0xff00ff};

    walls->other = XCreateWindow(display, DefaultRootWindow(display), 0, 0,
                                 (unsigned)walls->screen.width,
                                 (unsigned)walls->screen.height, 0,
                                 CopyFromParent, InputOutput, CopyFromParent,
                                 CWOverrideRedirect | CWBackPixel, &wish);
    XMapRaised(display, walls->other);
    XSync(display, False);
    sleep_ms(100);
}

static void hide_other(struct walls *walls)
{
    XDestroyWindow(walls->screen.display, walls->other);
    XSync(walls->screen.display, False);
    walls->other = None;
}

static void other_comes_and_goes(struct walls *walls, const char *name)
{
    (void)name;
    show_other(walls, false);
    hide_other(walls);
}

/* As a window manager gives it to a new window. */
static void other_stays_focused(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;

    (void)name;
    show_other(walls, true);
    XSetInputFocus(display, walls->other, RevertToPointerRoot, CurrentTime);
    XSync(display, False);
}

static void other_takes_keys(struct walls *walls, const char *name)
{
    (void)name;
    show_other(walls, true);
    XGrabKeyboard(walls->screen.display, walls->other, False, GrabModeAsync,
                  GrabModeAsync, CurrentTime);
    XGrabPointer(walls->screen.display, walls->other, False, ButtonPressMask,
                 GrabModeAsync, GrabModeAsync, None, None, CurrentTime);
    XSync(walls->screen.display, False);
    sleep_ms(200);
    XUngrabPointer(walls->screen.display, CurrentTime);
    XUngrabKeyboard(walls->screen.display, CurrentTime);
    hide_other(walls);
}

static void focus_away(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;

    (void)name;
    XSetInputFocus(display, None, RevertToNone, CurrentTime);
    XSync(display, False);
    sleep_ms(300);
    XSetInputFocus(display, PointerRoot, RevertToNone, CurrentTime);
    XSync(display, False);
}

static void close_by_state(struct walls *walls, const char *name)
{
    (void)name;
    to_root(walls, "WM_CHANGE_STATE", IconicState);
    to_root(walls, "_NET_WM_STATE", 0);
    to_root(walls, "_NET_ACTIVE_WINDOW", 2);
}

/* At a place where nothing stands; the left one is a touch. */
static void buttons(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;
    unsigned button = (unsigned)(name[strlen(name) - 1] - '0');

    XTestFakeMotionEvent(display, 0, walls->screen.width - 2,
                         walls->screen.height / 2, 0);
    for (int i = 0; i < 5; i++) {
        XTestFakeButtonEvent(display, button, True, 0);
        XTestFakeButtonEvent(display, button, False, 0);
    }
    XSync(display, False);
}

static void corners(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;

    (void)name;
    for (int i = 0; i < 40; i++)
        XTestFakeMotionEvent(display, 0, i & 1 ? walls->screen.width - 1 : 0,
                             i & 2 ? walls->screen.height - 1 : 0, 0);
    XSync(display, False);
}

static void mouse_swipe(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;
    int w = walls->screen.width, h = walls->screen.height;
    const int ways[4][4] = {{w / 2, 0, w / 2, h - 1},
                            {w / 2, h - 1, w / 2, 0},
                            {0, h / 2, w - 1, h / 2},
                            {w - 1, h / 2, 0, h / 2}};
    const int *way = ways[name[strlen(name) - 1] - '1'];

    XTestFakeMotionEvent(display, 0, way[0], way[1], 0);
    XTestFakeButtonEvent(display, 1, True, 0);
    for (int i = 0; i <= 20; i++) {
        XTestFakeMotionEvent(display, 0, way[0] + (way[2] - way[0]) * i / 20,
                             way[1] + (way[3] - way[1]) * i / 20, 0);
        XFlush(display);
        sleep_ms(5);
    }
    XTestFakeButtonEvent(display, 1, False, 0);
    XSync(display, False);
}

static void devices_come_and_go(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;
    char plugged[] = "plugged";
    XIAnyHierarchyChangeInfo change = {
        .add = {.type = XIAddMaster, .name = plugged, .enable = True}};
    XIDeviceInfo *devices;
    int count, id = -1;

    (void)name;
    XIChangeHierarchy(display, &change, 1);
    XSync(display, False);
    sleep_ms(100);
    devices = XIQueryDevice(display, XIAllDevices, &count);
    for (int i = 0; i < count; i++)
        if (strcmp(devices[i].name, "plugged pointer") == 0)
            id = devices[i].deviceid;
    XIFreeDeviceInfo(devices);
    if (id < 0)
        die("no second mouse came");
    change = (XIAnyHierarchyChangeInfo){.remove = {.type = XIRemoveMaster,
                                                   .deviceid = id,
                                                   .return_mode = XIFloating}};
    XIChangeHierarchy(display, &change, 1);
    XSync(display, False);
}

/* Every mouse and keyboard of the server is taken off and put back. */
static void devices_off_and_on(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;
    int count;
    XIDeviceInfo *devices = XIQueryDevice(display, XIAllDevices, &count);

    (void)name;
    for (int back = 0; back < 2; back++) {
        for (int i = 0; i < count; i++) {
            XIDeviceInfo *device = &devices[i];
            XIAnyHierarchyChangeInfo change = {
                .detach = {.type = XIDetachSlave,
                           .deviceid = device->deviceid}};

            if (device->use != XISlavePointer && device->use != XISlaveKeyboard)
                continue;
            if (back)
                change.attach = (XIAttachSlaveInfo){
                    XIAttachSlave, device->deviceid, device->attachment};
            XIChangeHierarchy(display, &change, 1);
        }
        XSync(display, False);
        sleep_ms(100);
    }
    XIFreeDeviceInfo(devices);
}

static void keys_mean_others(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;
    KeySym symbol = XK_Escape;

    (void)name;
    XChangeKeyboardMapping(display, 250, 1, &symbol, 1);
    XSync(display, False);
    XTestFakeKeyEvent(display, 250, True, 0);
    XTestFakeKeyEvent(display, 250, False, 0);
    XSync(display, False);
}

static void blank(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;

    (void)name;
    XForceScreenSaver(display, ScreenSaverActive);
    XSync(display, False);
    sleep_ms(300);
    XForceScreenSaver(display, ScreenSaverReset);
    XSync(display, False);
}

static void power_off(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;

    (void)name;
    if (!DPMSCapable(display))
        return;
    DPMSEnable(display);
    DPMSForceLevel(display, DPMSModeOff);
    XSync(display, False);
    sleep_ms(300);
    DPMSForceLevel(display, DPMSModeOn);
    DPMSDisable(display);
    XSync(display, False);
}

static void signals(struct walls *walls, const char *name)
{
    static const struct {
        const char *name;
        int number;
    } all[] = {
        {"SIGHUP", SIGHUP},   {"SIGINT", SIGINT},     {"SIGQUIT", SIGQUIT},
        {"SIGUSR1", SIGUSR1}, {"SIGUSR2", SIGUSR2},   {"SIGPIPE", SIGPIPE},
        {"SIGALRM", SIGALRM}, {"SIGWINCH", SIGWINCH}, {"SIGTSTP", SIGTSTP},
        {"SIGTTIN", SIGTTIN}, {"SIGTTOU", SIGTTOU},   {"SIGCHLD", SIGCHLD},
        {"SIGCONT", SIGCONT}, {"SIGURG", SIGURG},     {"SIGVTALRM", SIGVTALRM},
        {"SIGIO", SIGIO}};

    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        if (strcmp(all[i].name, name) == 0)
            kill(walls->kiosk, all[i].number);
}

static void stopped(struct walls *walls, const char *name)
{
    (void)name;
    kill(walls->kiosk, SIGSTOP);
    sleep_ms(300);
    kill(walls->kiosk, SIGCONT);
}

static void console_key(struct walls *walls, const char *name)
{
    static const char keys[] = "\003\032\034\004\023\021";

    for (const char *key = keys; *key; key++)
        if (name[strlen(name) - 1] == *key + '@' &&
            write(walls->console, key, 1) != 1)
            die("the terminal is gone");
    sleep_ms(100);
    /* Ctrl+S: so that nothing that it writes is held back from now on. */
    if (write(walls->console, "\021", 1) != 1)
        die("the terminal is gone");
}

static void console_hangs_up(struct walls *walls, const char *name)
{
    (void)name;
    close(walls->console);
    walls->console = -1;
}

const struct try tries[] = {
    {"WM_DELETE_WINDOW", delete_window},
    {"_NET_CLOSE_WINDOW and the desktop shown", close_by_root},
    {"XIconifyWindow", iconify},
    {"minimised", minimise},
    {"unmapped", unmap},
    {"lowered", lower},
    {"made small", resize},
    {"moved", move},
    {"made small, larger, and so on", shrink_and_back},
    {"asked to change its state", close_by_state},
    {"another window comes and goes", other_comes_and_goes},
    {"another window stays with the focus", other_stays_focused},
    {"another window takes keys and mouse", other_takes_keys},
    {"focus taken away", focus_away},
    {"button 2", buttons},
    {"button 3", buttons},
    {"button 4", buttons},
    {"button 5", buttons},
    {"button 6", buttons},
    {"button 7", buttons},
    {"button 8", buttons},
    {"button 9", buttons},
    {"hot corners", corners},
    {"mouse from edge 1", mouse_swipe},
    {"mouse from edge 2", mouse_swipe},
    {"mouse from edge 3", mouse_swipe},
    {"mouse from edge 4", mouse_swipe},
    {"a second mouse and keyboard come and go", devices_come_and_go},
    {"mouse and keyboard off and on", devices_off_and_on},
    {"keys are given other meanings", keys_mean_others},
    {"screen saver", blank},
    {"display off", power_off},
    {"SIGHUP", signals},
    {"SIGINT", signals},
    {"SIGQUIT", signals},
    {"SIGUSR1", signals},
    {"SIGUSR2", signals},
    {"SIGPIPE", signals},
    {"SIGALRM", signals},
    {"SIGVTALRM", signals},
    {"SIGIO", signals},
    {"SIGWINCH", signals},
    {"SIGTSTP", signals},
    {"SIGTTIN", signals},
    {"SIGTTOU", signals},
    {"SIGCHLD", signals},
    {"SIGURG", signals},
    {"SIGCONT", signals},
    {"stopped for a while", stopped},
    {"at its terminal Ctrl+C", console_key},
    {"at its terminal Ctrl+Z", console_key},
    {"at its terminal Ctrl+\\", console_key},
    {"at its terminal Ctrl+D", console_key},
    {"at its terminal Ctrl+S", console_key},
    {"its terminal hangs up", console_hangs_up},
    {NULL, NULL},
};
