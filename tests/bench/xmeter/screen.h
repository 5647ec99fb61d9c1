#ifndef XMETER_SCREEN_H
#define XMETER_SCREEN_H

/*
 * A private X server on a free display number. Xvfb writes its pixels to a
 * file that is mapped here, so looking at them asks nothing of the server;
 * it knows the mouse only. Xorg with the dummy video driver has a real touch
 * screen of ten fingers (driver `inputtest`); there pixels come by MIT-SHM.
 */

#include <X11/Xlib.h>
#include <X11/extensions/XShm.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct screen {
    int width, height;
    Display *display;
    pid_t server;
    char name[32]; /* for DISPLAY */
    char folder[256];
    const uint8_t *mapped; /* NULL: by `shm` */
    size_t stride_bytes;
    XShmSegmentInfo shm;
    int touch_socket; /* -1: no touch screen */
};

/* Dies when the server cannot be had. */
void screen_open(struct screen *screen, bool has_touch, int width, int height);
/* Harmless twice, and on zeroed memory. */
void screen_close(struct screen *screen);

/* One pointer: the mouse, or finger 0 of the touch screen. */
void screen_point(struct screen *screen, int x, int y); /* mouse only */
void screen_press(struct screen *screen, bool is_finger, int x, int y);
void screen_drag(struct screen *screen, bool is_finger, int x, int y);
void screen_lift(struct screen *screen, bool is_finger, int x, int y);

/* Copies a rectangle's pixels (0xRRGGBB in the low bytes) to `pixels`. */
void screen_read(const struct screen *screen, XRectangle rect,
                 uint32_t *pixels);

#endif
