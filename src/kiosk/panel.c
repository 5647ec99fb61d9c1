#include "kiosk/panel.h"

enum {
    SHORT_SIDE = 1080,
    LONG_SIDE = 1920,
    SHORT_LEAST = 600, /* design pixels; less no screen is made for */
    LONG_LEAST = 960,
    COMPACT_SIDE = 800,
    SMALL_PANEL_PX = 600,
    SMALL_PANEL_SIDE = 640,
    SMALL_PANEL_TOUCH = 103,
    SMALL_PANEL_TEXT = 27,
    TEXT_SIZE = 28,
    TOUCH_MM = 15,
    REACH_MM = 1220
};
#define TEXT_MM 3.9

static double lesser(double a, double b)
{
    return a < b ? a : b;
}

static int lesser_side(int width, int height)
{
    return width < height ? width : height;
}

static int longer_side(int width, int height)
{
    return width < height ? height : width;
}

static double scale_for(int width, int height, double px_per_mm)
{
    double shorter = lesser_side(width, height);
    double longer = longer_side(width, height);
    double scale = lesser(shorter / SHORT_SIDE, longer / LONG_SIDE);
    double legible = px_per_mm * TEXT_MM / TEXT_SIZE;
    double most = lesser(shorter / SHORT_LEAST, longer / LONG_LEAST);

    if (px_per_mm <= 0 && shorter <= SMALL_PANEL_PX)
        legible = shorter / SMALL_PANEL_SIDE;
    scale = scale < legible ? legible : scale;
    return scale < most ? scale : most;
}

static int touch_for(const struct panel_fit *fit, double px_per_mm, int shorter)
{
    if (px_per_mm > 0)
        return (int)(TOUCH_MM * px_per_mm / fit->scale + 0.999);
    return shorter <= SMALL_PANEL_PX ? SMALL_PANEL_TOUCH : 0;
}

static int text_for(const struct panel_fit *fit, double px_per_mm, int shorter)
{
    if (px_per_mm > 0)
        return (int)(TEXT_MM * px_per_mm / fit->scale + 0.999);
    return shorter <= SMALL_PANEL_PX ? SMALL_PANEL_TEXT : 0;
}

/* Half the screen for those who asked; more where the panel hangs high. */
static int reach_for(const struct panel_fit *fit, double px_per_mm,
                     int64_t bottom_mm, bool within_reach)
{
    int reach = within_reach ? fit->height / 2 : 0;
    int most = fit->height * 2 / 3;

    if (px_per_mm > 0 && bottom_mm > 0) {
        double top_mm =
            fit->height * fit->scale / px_per_mm + (double)bottom_mm;
        int above = (int)((top_mm - REACH_MM) * px_per_mm / fit->scale + 0.999);
        reach = above > reach ? above : reach;
    }
    return reach < most ? reach : most;
}

struct panel_fit panel_fit(int width, int height,
                           const struct config_panel *panel,
                           struct panel_wish wish)
{
    double px_per_mm =
        panel->width_mm > 0 ? width / (double)panel->width_mm : 0;
    struct panel_fit fit = {.scale = scale_for(width, height, px_per_mm)};

    fit.width = (int)(width / fit.scale + 0.5);
    fit.height = (int)(height / fit.scale + 0.5);
    fit.is_portrait = height > width;
    fit.is_compact = lesser_side(fit.width, fit.height) < COMPACT_SIDE;
    fit.touch = touch_for(&fit, px_per_mm, lesser_side(width, height));
    fit.text = text_for(&fit, px_per_mm, lesser_side(width, height));
    fit.reach_top =
        reach_for(&fit, px_per_mm, panel->bottom_mm, wish.within_reach);
    return fit;
}
