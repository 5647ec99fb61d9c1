#include "common.h"
#include "no_way_out.h"
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <stdio.h>
#include <string.h>

/* A keysym no key has gets a key that has none. */
static KeyCode key_of(Display *display, const char *name)
{
    KeySym symbol = XStringToKeysym(name);
    KeyCode key = XKeysymToKeycode(display, symbol);
    int first, last, width;
    KeySym *symbols;

    if (symbol == NoSymbol)
        die("no key is called %s", name);
    if (key != 0)
        return key;
    XDisplayKeycodes(display, &first, &last);
    symbols =
        XGetKeyboardMapping(display, (KeyCode)first, last - first + 1, &width);
    for (int code = last; code >= first && key == 0; code--)
        if (symbols[(code - first) * width] == NoSymbol)
            key = (KeyCode)code;
    XFree(symbols);
    if (key == 0)
        die("no key is free for %s", name);
    XChangeKeyboardMapping(display, key, 1, &symbol, 1);
    XSync(display, False);
    sleep_ms(20);
    return key;
}

void try_keys(struct walls *walls, const char *names)
{
    Display *display = walls->screen.display;
    KeyCode keys[8];
    char text[128], *rest = text, *name;
    int count = 0;

    snprintf(text, sizeof(text), "%s", names);
    while ((name = strtok_r(rest, "+", &rest)) != NULL && count < 8)
        keys[count++] = key_of(display, name);
    for (int i = 0; i < count; i++)
        XTestFakeKeyEvent(display, keys[i], True, 0);
    for (int i = count; i-- > 0;)
        XTestFakeKeyEvent(display, keys[i], False, 0);
    XSync(display, False);
}

static void keys_held(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;
    KeyCode key = key_of(display, "Escape");

    (void)name;
    XTestFakeKeyEvent(display, key, True, 0);
    XFlush(display);
    sleep_ms(1500);
    XTestFakeKeyEvent(display, key, False, 0);
    XFlush(display);
}

static void keys_all_at_once(struct walls *walls, const char *name)
{
    Display *display = walls->screen.display;

    (void)name;
    for (int down = 1; down >= 0; down--) {
        for (unsigned code = 24; code < 62; code++)
            XTestFakeKeyEvent(display, code, down, 0);
        XSync(display, False);
    }
}

static void keys_text(struct walls *walls, const char *name)
{
    char key[2] = "";

    (void)name;
    for (const char *at = "quitexitkillrootadmin0123456789"; *at; at++) {
        key[0] = *at;
        try_keys(walls, key);
    }
    try_keys(walls, "Return");
}

#define KEY(name)                                                              \
    {                                                                          \
        name, try_keys                                                         \
    }
const struct try tries_by_key[] = {
    KEY("F1"),
    KEY("F2"),
    KEY("F3"),
    KEY("F4"),
    KEY("F5"),
    KEY("F6"),
    KEY("F7"),
    KEY("F8"),
    KEY("F9"),
    KEY("F10"),
    KEY("F11"),
    KEY("F12"),
    KEY("Escape"),
    KEY("Return"),
    KEY("space"),
    KEY("Tab"),
    KEY("BackSpace"),
    KEY("Delete"),
    KEY("Menu"),
    KEY("Print"),
    KEY("Pause"),
    KEY("Home"),
    KEY("End"),
    KEY("Prior"),
    KEY("Left"),
    KEY("Super_L"),
    KEY("Super_R"),
    KEY("Control_L"),
    KEY("Alt_L"),
    KEY("Alt_L+F1"),
    KEY("Alt_L+F2"),
    KEY("Alt_L+F4"),
    KEY("Alt_L+Tab"),
    KEY("Alt_L+Shift_L+Tab"),
    KEY("Alt_L+Escape"),
    KEY("Alt_L+space"),
    KEY("Alt_L+Return"),
    KEY("Alt_L+Print"),
    KEY("Alt_L+Left"),
    KEY("Super_L+d"),
    KEY("Super_L+e"),
    KEY("Super_L+l"),
    KEY("Super_L+r"),
    KEY("Super_L+Tab"),
    KEY("Super_L+Up"),
    KEY("Super_L+Down"),
    KEY("Super_L+Left"),
    KEY("Control_L+q"),
    KEY("Control_L+w"),
    KEY("Control_L+c"),
    KEY("Control_L+z"),
    KEY("Control_L+d"),
    KEY("Control_L+backslash"),
    KEY("Control_L+n"),
    KEY("Control_L+t"),
    KEY("Control_L+o"),
    KEY("Control_L+p"),
    KEY("Control_L+s"),
    KEY("Control_L+Escape"),
    KEY("Control_L+Shift_L+Escape"),
    KEY("Control_L+Shift_L+q"),
    KEY("Control_L+Alt_L+Delete"),
    KEY("Control_L+Alt_L+BackSpace"),
    KEY("Control_L+Alt_L+t"),
    KEY("Control_L+Alt_L+l"),
    KEY("Control_L+Alt_L+F1"),
    KEY("Control_L+Alt_L+F2"),
    KEY("Control_L+Alt_L+F3"),
    KEY("Control_L+Alt_L+F4"),
    KEY("Control_L+Alt_L+F5"),
    KEY("Control_L+Alt_L+F6"),
    KEY("Control_L+Alt_L+F7"),
    KEY("Control_L+Alt_L+F8"),
    KEY("Control_L+Alt_L+F9"),
    KEY("Control_L+Alt_L+F10"),
    KEY("Control_L+Alt_L+F11"),
    KEY("Control_L+Alt_L+F12"),
    KEY("XF86PowerOff"),
    KEY("XF86Sleep"),
    KEY("XF86Suspend"),
    KEY("XF86WakeUp"),
    KEY("XF86Close"),
    KEY("XF86Back"),
    KEY("XF86Forward"),
    KEY("XF86Refresh"),
    KEY("XF86HomePage"),
    KEY("XF86WWW"),
    KEY("XF86Mail"),
    KEY("XF86Calculator"),
    KEY("XF86Explorer"),
    KEY("XF86Search"),
    KEY("XF86Eject"),
    KEY("XF86Display"),
    KEY("XF86ScreenSaver"),
    KEY("XF86LogOff"),
    KEY("XF86TaskPane"),
    KEY("XF86AudioMute"),
    KEY("XF86TouchpadToggle"),
    KEY("XF86Switch_VT_1"),
    KEY("XF86Ungrab"),
    {"text", keys_text},
    {"Escape held", keys_held},
    {"all letters at once", keys_all_at_once},
    {NULL, NULL},
};
