#include "base/arena.h"
#include "base/str.h"
#include "ui/input_sleep.h"
#include "ui/turn.h"
#include "ui/window_sdl.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SCRIPT_WIDTH = 1920,
    SCRIPT_HEIGHT = 1080,
    FRAME_PX = 64, /* what a desktop puts around a window */
    MOUSE_FINGER = -1,
    TOUCH_SHIFT = 40 /* device above, finger below: ids of fingers */
};

struct window {
    SDL_Window *sdl;
    bool is_kiosk, is_desktop, is_console, uses_gpu, ends_on_escape;
    int rotation;
    bool polls; /* SDL would poll: we sleep on its inputs ourselves */
    struct input_sleep sleep;
    Uint32 wake_event;
};

static void set_hints(const struct window_options *options)
{
    if (options->is_script)
        SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "dummy",
                                SDL_HINT_OVERRIDE);
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "1");
    /* A touch counts, whatever it was that had the focus before. */
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER,
                options->is_kiosk ? "0" : "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR,
                options->is_kiosk ? "1" : "0");
    /* A closed kiosk window is no reason to end; a signal still is. */
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE,
                options->is_kiosk ? "0" : "1");
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "0");
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED,
                options->is_kiosk ? "0" : "1");
}

/* On KMSDRM SDL 2.26 draws nothing with its first choice, opengl, and
 * nothing in software without the first hint. What the environment names
 * counts more. */
static void set_gpu(bool wants_gpu)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION,
                wants_gpu ? "opengles2" : "0");
    if (!wants_gpu)
        return;
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1"); /* off once one is named */
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
}

static SDL_Rect whole_display(void)
{
    SDL_Rect rect = {0, 0, SCRIPT_WIDTH, SCRIPT_HEIGHT};
    SDL_GetDisplayBounds(0, &rect);
    return rect;
}

/* 16 to 9, inside what the desktop leaves. */
static SDL_Rect plain_window(const struct window_options *options)
{
    SDL_Rect rect = {SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                     options->width, options->height};
    SDL_Rect usable;
    if (rect.w > 0 && rect.h > 0)
        return rect;
    rect.w = SCRIPT_WIDTH;
    rect.h = SCRIPT_HEIGHT;
    if (options->is_script || SDL_GetDisplayUsableBounds(0, &usable) != 0)
        return rect;
    if (rect.w > usable.w || rect.h > usable.h - FRAME_PX) {
        rect.h = usable.h - FRAME_PX;
        rect.w = rect.h * 16 / 9;
        if (rect.w > usable.w) {
            rect.w = usable.w;
            rect.h = rect.w * 9 / 16;
        }
    }
    return rect;
}

static bool create(struct window *window, const struct window_options *options,
                   bool is_console, struct fail *why)
{
    SDL_Rect rect = plain_window(options);
    Uint32 flags = 0;
    if (options->rotation % 180 != 0) { /* asked for as it is seen */
        int width = rect.w;
        rect.w = rect.h;
        rect.h = width;
    }
    if (is_console) {
        rect = whole_display();
        flags = SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_OPENGL;
    } else if (options->is_kiosk && !options->is_script) {
        rect = whole_display();
        flags = SDL_WINDOW_BORDERLESS;
    } else if (!options->is_script) {
        flags = SDL_WINDOW_RESIZABLE;
    }
    window->sdl =
        SDL_CreateWindow("Encounter", rect.x, rect.y, rect.w, rect.h, flags);
    if (window->sdl == NULL)
        return fail_set(why, FAIL_NO_DEVICE, "no window: %s", SDL_GetError());
    return true;
}

/* A driver that was asked for by name has no display to show it on; else SDL
 * would run unseen in its last one. */
static bool start_sdl(struct fail *why)
{
    bool is_asked_for = SDL_GetHint(SDL_HINT_VIDEODRIVER) != NULL;
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return fail_set(why, FAIL_NO_DEVICE,
                        "no display: is a monitor connected and switched on? "
                        "(%s)",
                        SDL_GetError());
    if (is_asked_for || !str_equal(SDL_GetCurrentVideoDriver(), "offscreen"))
        return true;
    SDL_Quit();
    return fail_set(why, FAIL_NO_DEVICE,
                    "no display: start it in a desktop session or on a "
                    "console, or play a visit with --visit");
}

/* Those of SDL's drivers whose wait cannot be woken and so looks each ms. */
static bool has_no_sleep(const char *driver)
{
    static const char *const names[] = {"KMSDRM", "evdev", "dummy",
                                        "offscreen"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(driver, names[i]))
            return true;
    return false;
}

bool window_open(const struct window_options *options,
                 struct window **ret_window, struct fail *why)
{
    set_hints(options);
    if (!start_sdl(why))
        return false;
    const char *driver = SDL_GetCurrentVideoDriver();
    bool is_console = str_equal(driver, "KMSDRM");
    struct window *window = memory_get(sizeof *window);
    window->is_kiosk = options->is_kiosk && !options->is_script;
    window->ends_on_escape = options->ends_on_escape;
    window->is_console = is_console;
    window->rotation = options->rotation;
    window->uses_gpu = is_console || options->uses_gpu;
    window->is_desktop =
        !options->is_kiosk && !is_console && !options->is_script;
    window->wake_event = SDL_RegisterEvents(1);
    set_gpu(window->uses_gpu);
    /* Before others begin threads, which then hold signals back as well. */
    window->polls = !options->is_script && has_no_sleep(driver) &&
                    input_sleep_open(&window->sleep, "/dev/input/");
    if (!create(window, options, is_console, why)) {
        window_close(window);
        return false;
    }
    SDL_StopTextInput();
    /* No shortcut of a desktop hears what is typed on a plugged keyboard. */
    if (window->is_kiosk && !is_console)
        SDL_SetWindowKeyboardGrab(window->sdl, SDL_TRUE);
    if (!window->is_desktop)
        SDL_ShowCursor(SDL_DISABLE);
    *ret_window = window;
    return true;
}

void window_close(struct window *window)
{
    if (window == NULL)
        return;
    if (window->polls)
        input_sleep_close(&window->sleep);
    if (window->sdl != NULL)
        SDL_DestroyWindow(window->sdl);
    SDL_Quit();
    free(window);
}

void window_size(const struct window *window, int *ret_width, int *ret_height)
{
    if (window->rotation % 180 == 0)
        SDL_GetWindowSize(window->sdl, ret_width, ret_height);
    else
        SDL_GetWindowSize(window->sdl, ret_height, ret_width);
}

int window_rotation(const struct window *window)
{
    return window->rotation;
}

bool window_is_desktop(const struct window *window)
{
    return window->is_desktop;
}

SDL_Window *window_sdl(const struct window *window)
{
    return window->sdl;
}

bool window_uses_gpu(const struct window *window)
{
    return window->uses_gpu;
}

/* A hair more than SDL's quotient, which may fall just below the pixel. */
static int pixel(float part, int size)
{
    int px = (int)floorf(part * (float)size + 0.01F);
    px = px < 0 ? 0 : px;
    return px < size ? px : size - 1;
}

/* SDL 2.26 does not ask a panel what it last said. After a restart the kernel
 * leaves out what did not change, and a touch at the very place of the one
 * before would come at 0,0: whatever stands there was not meant. Moves and the
 * end of a finger that never came down mean nothing. */
static bool is_nowhere(const SDL_TouchFingerEvent *finger)
{
    return finger->type == SDL_FINGERDOWN &&
           finger->touchId != SDL_MOUSE_TOUCHID &&
           fpclassify(finger->x) == FP_ZERO && fpclassify(finger->y) == FP_ZERO;
}

static bool translate_finger(const struct window *window,
                             const SDL_TouchFingerEvent *finger,
                             struct event *ret_event)
{
    int width, height;
    if (is_nowhere(finger))
        return false;
    window_size(window, &width, &height);
    ret_event->finger = MOUSE_FINGER;
    if (finger->touchId != SDL_MOUSE_TOUCHID)
        ret_event->finger = (int64_t)((uint64_t)finger->touchId << TOUCH_SHIFT ^
                                      (uint64_t)finger->fingerId);
    int shown_w = 0, shown_h = 0;
    SDL_GetWindowSize(window->sdl, &shown_w, &shown_h);
    turn_back(pixel(finger->x, shown_w), pixel(finger->y, shown_h), width,
              height, window->rotation, &ret_event->x, &ret_event->y);
    return true;
}

/* Another window in front, iconified, moved away: it comes back. */
static void come_back(const struct window *window, Uint8 what)
{
    SDL_Rect rect = whole_display();

    if (!window->is_kiosk || window->is_console ||
        (what != SDL_WINDOWEVENT_HIDDEN && what != SDL_WINDOWEVENT_MINIMIZED &&
         what != SDL_WINDOWEVENT_FOCUS_LOST && what != SDL_WINDOWEVENT_MOVED &&
         what != SDL_WINDOWEVENT_RESIZED))
        return;
    int x, y, width, height;
    SDL_GetWindowPosition(window->sdl, &x, &y);
    SDL_GetWindowSize(window->sdl, &width, &height);
    if (x != rect.x || y != rect.y)
        SDL_SetWindowPosition(window->sdl, rect.x, rect.y);
    if (width != rect.w || height != rect.h)
        SDL_SetWindowSize(window->sdl, rect.w, rect.h);
    if (what == SDL_WINDOWEVENT_HIDDEN)
        SDL_ShowWindow(window->sdl);
    if (what == SDL_WINDOWEVENT_MINIMIZED)
        SDL_RestoreWindow(window->sdl);
    SDL_RaiseWindow(window->sdl);
    /* Without a window manager raising does not bring the keys back. */
    SDL_SetWindowInputFocus(window->sdl);
}

static bool translate_window(const struct window *window,
                             const SDL_WindowEvent *event,
                             struct event *ret_event)
{
    come_back(window, event->event);
    if (event->event == SDL_WINDOWEVENT_SIZE_CHANGED)
        ret_event->kind = EVENT_RESIZED;
    else if (event->event == SDL_WINDOWEVENT_EXPOSED)
        ret_event->kind = EVENT_EXPOSED;
    else if (event->event == SDL_WINDOWEVENT_FOCUS_LOST)
        ret_event->kind = EVENT_AWAY;
    else
        return false;
    return true;
}

static bool translate(const struct window *window, const SDL_Event *event,
                      struct event *ret_event)
{
    *ret_event = (struct event){.kind = EVENT_WAKE};
    if (event->type == window->wake_event)
        return true;
    switch (event->type) {
    case SDL_QUIT:
        ret_event->kind = EVENT_QUIT;
        return true;
    case SDL_KEYDOWN:
        ret_event->kind = EVENT_QUIT;
        return window->ends_on_escape && event->key.keysym.sym == SDLK_ESCAPE;
    case SDL_FINGERDOWN:
        ret_event->kind = EVENT_FINGER_DOWN;
        return translate_finger(window, &event->tfinger, ret_event);
    case SDL_FINGERMOTION:
        ret_event->kind = EVENT_FINGER_MOVE;
        return translate_finger(window, &event->tfinger, ret_event);
    case SDL_FINGERUP:
        ret_event->kind = EVENT_FINGER_UP;
        return translate_finger(window, &event->tfinger, ret_event);
    case SDL_WINDOWEVENT:
        return translate_window(window, &event->window, ret_event);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        ret_event->kind = EVENT_EXPOSED;
        return true;
    default:
        return false;
    }
}

/* Not SDL_PollEvent(): it stops at a mark of its own and leaves what was
 * pushed after that for another round. */
static bool take(SDL_Event *ret_event)
{
    if (SDL_PeepEvents(ret_event, 1, SDL_GETEVENT, SDL_FIRSTEVENT,
                       SDL_LASTEVENT) == 1)
        return true;
    SDL_PumpEvents();
    return SDL_PeepEvents(ret_event, 1, SDL_GETEVENT, SDL_FIRSTEVENT,
                          SDL_LASTEVENT) == 1;
}

bool window_wait(struct window *window, int timeout_ms, struct event *ret_event)
{
    Uint64 end_ms =
        SDL_GetTicks64() + (Uint64)(timeout_ms > 0 ? timeout_ms : 0);
    SDL_Event event;
    for (;;) {
        while (take(&event))
            if (translate(window, &event, ret_event))
                return true;
        int left_ms = -1;
        if (timeout_ms >= 0) {
            Uint64 now_ms = SDL_GetTicks64();
            if (now_ms >= end_ms)
                return false;
            left_ms = (int)(end_ms - now_ms);
        }
        if (window->polls) {
            input_sleep_wait(&window->sleep, left_ms);
        } else if (SDL_WaitEventTimeout(&event, left_ms) &&
                   translate(window, &event, ret_event)) {
            return true;
        }
    }
}

static void push(struct window *window, SDL_Event *event)
{
    SDL_PushEvent(event);
    if (window->polls)
        input_sleep_wake(&window->sleep);
}

void window_wake(struct window *window)
{
    SDL_Event event = {.type = window->wake_event};
    push(window, &event);
}

void window_push_finger(struct window *window, enum event_kind kind,
                        int64_t finger, int x, int y)
{
    int width, height;
    window_size(window, &width, &height);
    struct rect at =
        turn_rect((struct rect){x, y, 1, 1}, width, height, window->rotation);
    SDL_GetWindowSize(window->sdl, &width, &height);
    SDL_Event event = {.tfinger = {.fingerId = finger,
                                   .x = ((float)at.x + 0.25F) / (float)width,
                                   .y = ((float)at.y + 0.25F) / (float)height,
                                   .pressure = 1}};
    event.type = kind == EVENT_FINGER_DOWN   ? SDL_FINGERDOWN
                 : kind == EVENT_FINGER_MOVE ? SDL_FINGERMOTION
                                             : SDL_FINGERUP;
    push(window, &event);
}

void window_push_away(struct window *window)
{
    SDL_Event event = {.window = {.type = SDL_WINDOWEVENT,
                                  .windowID = SDL_GetWindowID(window->sdl),
                                  .event = SDL_WINDOWEVENT_FOCUS_LOST}};
    push(window, &event);
}

/* An event holds little: longer texts come in pieces of whole letters. */
void window_push_text(struct window *window, const char *utf8)
{
    SDL_Event event = {.type = SDL_TEXTINPUT};
    size_t most = sizeof event.text.text - 1;
    while (*utf8 != '\0') {
        size_t count = strlen(utf8);
        if (count > most) {
            count = most;
            while (count > 1 && ((unsigned char)utf8[count] & 0xC0) == 0x80)
                count--;
        }
        memcpy(event.text.text, utf8, count);
        event.text.text[count] = '\0';
        push(window, &event);
        utf8 += count;
    }
}
