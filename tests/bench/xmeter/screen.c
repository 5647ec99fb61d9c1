#include "screen.h"
#include "common.h"
#include "touch_screen.h"
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void make_folder(struct screen *screen)
{
    const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

    snprintf(screen->folder, sizeof(screen->folder), "%s/xmeter.XXXXXX", base);
    if (!mkdtemp(screen->folder))
        die("mkdtemp: %s", strerror(errno));
}

static void remove_folder(struct screen *screen)
{
    DIR *folder = screen->folder[0] ? opendir(screen->folder) : NULL;
    struct dirent *entry;
    char path[600];

    if (!folder)
        return;
    while ((entry = readdir(folder)) != NULL)
        if (entry->d_name[0] != '.') {
            snprintf(path, sizeof(path), "%s/%s", screen->folder,
                     entry->d_name);
            unlink(path);
        }
    closedir(folder);
    rmdir(screen->folder);
    screen->folder[0] = '\0';
}

static void become_server(const struct screen *screen, bool has_touch,
                          int ready_fd)
{
    char fd[16], size[32], config[300], log[300];
    int null = open("/dev/null", O_RDWR);

    setsid();
    dup2(null, 0);
    dup2(null, 1);
    dup2(null, 2);
    snprintf(fd, sizeof(fd), "%d", ready_fd);
    snprintf(size, sizeof(size), "%dx%dx24", screen->width, screen->height);
    snprintf(config, sizeof(config), "%s/xorg.conf", screen->folder);
    snprintf(log, sizeof(log), "%s/log", screen->folder);
    if (has_touch)
        execlp("Xorg", "Xorg", "-displayfd", fd, "-config", config, "-logfile",
               log, "-noreset", "-nolisten", "tcp", "-novtswitch", "-ac",
               (char *)NULL);
    else
        execlp("Xvfb", "Xvfb", "-displayfd", fd, "-screen", "0", size, "-fbdir",
               screen->folder, "-noreset", "-nolisten", "tcp", "-br", "-ac",
               "-s", "0", (char *)NULL);
    _exit(127);
}

static void start_server(struct screen *screen, bool has_touch)
{
    int ready[2];
    char number[16] = "";
    size_t length = 0;

    if (pipe(ready) != 0)
        die("pipe: %s", strerror(errno));
    screen->server = fork();
    if (screen->server == 0) {
        close(ready[0]);
        become_server(screen, has_touch, ready[1]);
    }
    close(ready[1]);
    while (length < sizeof(number) - 1 &&
           read(ready[0], number + length, 1) == 1 && number[length] != '\n')
        length++;
    close(ready[0]);
    number[length] = '\0';
    if (length == 0)
        die("%s did not start", has_touch ? "Xorg" : "Xvfb");
    snprintf(screen->name, sizeof(screen->name), ":%s", number);
}

/* Xvfb's file is an XWD dump: a header of big-endian words, the colours,
 * then the pixels. */
static void map_pixels(struct screen *screen)
{
    char path[300];
    struct stat file;
    const uint32_t *header;
    int fd;

    snprintf(path, sizeof(path), "%s/Xvfb_screen0", screen->folder);
    fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &file) != 0)
        die("Xvfb left no frame buffer file");
    header = mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (header == MAP_FAILED)
        die("mmap: %s", strerror(errno));
    screen->stride_bytes = ntohl(header[12]);
    screen->mapped = (const uint8_t *)header + ntohl(header[0]) +
                     (size_t)ntohl(header[19]) * 12;
}

static void share_pixels(struct screen *screen)
{
    size_t bytes = (size_t)screen->width * (size_t)screen->height * 4;

    screen->shm.shmid = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
    screen->shm.shmaddr = shmat(screen->shm.shmid, NULL, 0);
    screen->shm.readOnly = False;
    if (!XShmAttach(screen->display, &screen->shm))
        die("the X server has no MIT-SHM");
    XSync(screen->display, False);
    shmctl(screen->shm.shmid, IPC_RMID, NULL);
}

void screen_open(struct screen *screen, bool has_touch, int width, int height)
{
    *screen =
        (struct screen){.width = width, .height = height, .touch_socket = -1};
    make_folder(screen);
    if (has_touch)
        touch_screen_configure(screen);
    start_server(screen, has_touch);
    if (has_touch)
        touch_screen_connect(screen);
    screen->display = XOpenDisplay(screen->name);
    if (!screen->display)
        die("cannot open display %s", screen->name);
    if (has_touch)
        share_pixels(screen);
    else
        map_pixels(screen);
}

void screen_close(struct screen *screen)
{
    if (screen->server > 0) {
        kill(screen->server, SIGTERM);
        waitpid(screen->server, NULL, 0);
        screen->server = 0;
    }
    remove_folder(screen);
}

void screen_point(struct screen *screen, int x, int y)
{
    XTestFakeMotionEvent(screen->display, 0, x, y, 0);
    XFlush(screen->display);
}

static void button(struct screen *screen, bool is_down)
{
    XTestFakeButtonEvent(screen->display, 1, is_down, 0);
    XFlush(screen->display);
}

void screen_press(struct screen *screen, bool is_finger, int x, int y)
{
    if (is_finger)
        touch_screen_send(screen, 0, TOUCH_BEGIN, x, y);
    else
        button(screen, true);
}

void screen_drag(struct screen *screen, bool is_finger, int x, int y)
{
    if (is_finger)
        touch_screen_send(screen, 0, TOUCH_MOVE, x, y);
    else
        screen_point(screen, x, y);
}

void screen_lift(struct screen *screen, bool is_finger, int x, int y)
{
    if (is_finger)
        touch_screen_send(screen, 0, TOUCH_END, x, y);
    else
        button(screen, false);
}

static void read_mapped(const struct screen *screen, XRectangle rect,
                        uint32_t *pixels)
{
    const uint8_t *row = screen->mapped + (size_t)rect.x * 4 +
                         (size_t)rect.y * screen->stride_bytes;

    for (int y = 0; y < rect.height; y++) {
        memcpy(pixels, row, (size_t)rect.width * 4);
        pixels += rect.width;
        row += screen->stride_bytes;
    }
}

void screen_read(const struct screen *screen, XRectangle rect, uint32_t *pixels)
{
    XShmSegmentInfo shm = screen->shm;
    XImage *image;

    if (screen->mapped) {
        read_mapped(screen, rect, pixels);
        return;
    }
    image =
        XShmCreateImage(screen->display, DefaultVisual(screen->display, 0), 24,
                        ZPixmap, shm.shmaddr, &shm, rect.width, rect.height);
    if (!XShmGetImage(screen->display, DefaultRootWindow(screen->display),
                      image, rect.x, rect.y, AllPlanes))
        die("XShmGetImage failed");
    memcpy(pixels, shm.shmaddr, (size_t)rect.width * rect.height * 4);
    image->data = NULL;
    XDestroyImage(image);
}
