#include "touch_screen.h"
#include "common.h"

#ifdef HAS_INPUTTEST
#include <X11/extensions/XI2.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <xorg/xf86-input-inputtest-protocol.h>

static const char layout[] =
    "Section \"ServerLayout\"\n Identifier \"l\"\n Screen \"s\"\n"
    " InputDevice \"t\"\nEndSection\n"
    "Section \"ServerFlags\"\n Option \"AutoAddDevices\" \"false\"\n"
    " Option \"DontVTSwitch\" \"true\"\n Option \"BlankTime\" \"0\"\n"
    " Option \"StandbyTime\" \"0\"\n Option \"OffTime\" \"0\"\nEndSection\n"
    "Section \"Device\"\n Identifier \"d\"\n Driver \"dummy\"\n"
    " VideoRam 64000\nEndSection\n";

void touch_screen_configure(const struct screen *screen)
{
    int w = screen->width, h = screen->height;
    char path[300];
    FILE *file;

    snprintf(path, sizeof(path), "%s/xorg.conf", screen->folder);
    file = fopen(path, "w");
    if (!file)
        die("cannot write %s", path);
    fputs(layout, file);
    fprintf(file,
            "Section \"InputDevice\"\n Identifier \"t\"\n"
            " Driver \"inputtest\"\n Option \"DeviceType\" \"Touch\"\n"
            " Option \"TouchCount\" \"10\"\n"
            " Option \"SocketPath\" \"%s/touch\"\nEndSection\n",
            screen->folder);
    fprintf(file,
            "Section \"Monitor\"\n Identifier \"m\"\n HorizSync 5-1000\n"
            " VertRefresh 5-200\n"
            " Modeline \"mode\" 148.50 %d %d %d %d %d %d %d %d\nEndSection\n",
            w, w + 88, w + 132, w + 280, h, h + 4, h + 9, h + 45);
    fprintf(file,
            "Section \"Screen\"\n Identifier \"s\"\n Device \"d\"\n"
            " Monitor \"m\"\n DefaultDepth 24\n SubSection \"Display\"\n"
            "  Depth 24\n  Modes \"mode\"\n  Virtual %d %d\n"
            " EndSubSection\nEndSection\n",
            w, h);
    fclose(file);
}

static int try_connect(const struct screen *screen)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(address.sun_path, sizeof(address.sun_path), "%.90s/touch",
             screen->folder);
    if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
        return fd;
    close(fd);
    return -1;
}

void touch_screen_connect(struct screen *screen)
{
    xf86ITEventClientVersion ours = {
        {sizeof(ours), XF86IT_EVENT_CLIENT_VERSION},
        XF86IT_PROTOCOL_VERSION_MAJOR,
        XF86IT_PROTOCOL_VERSION_MINOR};
    xf86ITResponseServerVersion theirs;

    for (int i = 0; i < 100 && screen->touch_socket < 0; i++) {
        screen->touch_socket = try_connect(screen);
        if (screen->touch_socket < 0)
            sleep_ms(20);
    }
    if (screen->touch_socket < 0 ||
        write(screen->touch_socket, &ours, sizeof(ours)) != sizeof(ours) ||
        read(screen->touch_socket, &theirs, sizeof(theirs)) < 8)
        die("the test touch screen does not answer");
}

void touch_screen_send(struct screen *screen, int finger, enum touch touch,
                       int x, int y)
{
    static uint32_t rounds[TOUCH_FINGERS];
    const int types[] = {XI_TouchBegin, XI_TouchUpdate, XI_TouchEnd};
    xf86ITEventTouch event;

    if (screen->touch_socket < 0)
        die("a finger needs --server xorg");
    memset(&event, 0, sizeof(event));
    event.header.length = sizeof(event);
    event.header.type = XF86IT_EVENT_TOUCH;
    event.touchid = (uint32_t)finger + TOUCH_FINGERS * rounds[finger];
    event.touch_type = (uint32_t)types[touch];
    event.valuators.mask[0] = 3;
    event.valuators.valuators[0] = (x + .5) * 65535. / screen->width;
    event.valuators.valuators[1] = (y + .5) * 65535. / screen->height;
    if (write(screen->touch_socket, &event, sizeof(event)) != sizeof(event))
        die("the test touch screen hung up");
    if (touch == TOUCH_END)
        rounds[finger] = (rounds[finger] + 1) & 0xff;
}
#else
void touch_screen_configure(const struct screen *screen)
{
    (void)screen;
    die("built without xserver-xorg-dev: no touch screen");
}
void touch_screen_connect(struct screen *screen)
{
    touch_screen_configure(screen);
}
void touch_screen_send(struct screen *screen, int finger, enum touch touch,
                       int x, int y)
{
    (void)finger, (void)touch, (void)x, (void)y;
    touch_screen_configure(screen);
}
#endif
