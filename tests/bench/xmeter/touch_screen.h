#ifndef XMETER_TOUCH_SCREEN_H
#define XMETER_TOUCH_SCREEN_H

/*
 * Xorg's test touch screen: a device of the `inputtest` driver, told over a
 * socket where its fingers are. Without the driver's header at build time
 * (package xserver-xorg-dev) every function dies and says so.
 */

#include "screen.h"

enum touch { TOUCH_BEGIN, TOUCH_MOVE, TOUCH_END };

/* Writes xorg.conf to the screen's folder. */
void touch_screen_configure(const struct screen *screen);
void touch_screen_connect(struct screen *screen);
/* One finger that is told apart from the others by its number (TOUCH_FINGERS
 * at a time); a new touch of it is another one to the server. */
enum { TOUCH_FINGERS = 10 };
void touch_screen_send(struct screen *screen, int finger, enum touch touch,
                       int x, int y);

#endif
