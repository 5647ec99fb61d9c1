#ifndef KIOSK_FIT_CAMERA_H
#define KIOSK_FIT_CAMERA_H

/* Pictures of screens without a display: SDL's dummy driver and the pixels
 * that a kiosk would draw. */

#include "kiosk/fit.h"

struct fit_camera;

/* Of the size that `fit` has, which is borrowed. Caller: fit_camera_close(),
 * before fit_close(). */
bool fit_camera_open(struct fit *fit, const char *assets_folder,
                     struct fit_camera **ret_camera, struct fail *why);
void fit_camera_close(struct fit_camera *camera); /* NULL is fine */

/* A PNG so many pixels wide, added to `out`. */
bool fit_camera_take(struct fit_camera *camera, const struct draw_list *list,
                     int width, struct str *out, struct fail *why);

#endif
