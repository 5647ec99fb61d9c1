#include "kiosk/fit_camera.h"

#include "ui/surface.h"
#include "ui/window.h"
#include <stdlib.h>

struct fit_camera {
    struct window *window;
    struct surface *surface;
};

bool fit_camera_open(struct fit *fit, const char *assets_folder,
                     struct fit_camera **ret_camera, struct fail *why)
{
    struct fit_camera *camera = memory_get(sizeof *camera);
    struct window_options options = {.is_script = true};

    fit_size(fit, &options.width, &options.height);
    if (!window_open(&options, &camera->window, why) ||
        !surface_open(camera->window, fit_setter(fit), assets_folder,
                      &camera->surface, why)) {
        fit_camera_close(camera);
        return false;
    }
    *ret_camera = camera;
    return true;
}

void fit_camera_close(struct fit_camera *camera)
{
    if (!camera)
        return;
    surface_close(camera->surface);
    window_close(camera->window);
    free(camera);
}

/* News of pictures that nobody waits for. */
static void forget_events(struct fit_camera *camera)
{
    struct event event;

    while (window_wait(camera->window, 0, &event))
        continue;
}

bool fit_camera_take(struct fit_camera *camera, const struct draw_list *list,
                     int width, struct str *out, struct fail *why)
{
    surface_draw(camera->surface, list, true);
    surface_settle(camera->surface);
    if (surface_has_news(camera->surface))
        surface_draw(camera->surface, list, true);
    forget_events(camera);
    return surface_png_small(camera->surface, width, out, why);
}
