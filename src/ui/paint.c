#include "ui/paint.h"
#include <math.h>

static SDL_Rect sdl(struct rect rect)
{
    return (SDL_Rect){rect.x, rect.y, rect.w, rect.h};
}

static struct rect grown(struct rect rect, int dx, int above, int below)
{
    return (struct rect){rect.x - dx, rect.y - above, rect.w + 2 * dx,
                         rect.h + above + below};
}

struct rect paint_bounds(const struct draw_item *item)
{
    if (item->kind == DRAW_SHADOW) {
        int reach = item->border, drop = paint_shadow_drop(item);
        return grown(item->rect, reach, reach - drop, reach + drop);
    }
    if (item->kind == DRAW_TEXT && item->paragraph != NULL) {
        /* Marks and tails may leave their line. */
        int line_px = item->paragraph->line_px;
        return grown(item->rect, line_px / 4, line_px / 2, line_px / 2);
    }
    return item->rect;
}

bool paint_hides(const struct draw_item *item, struct rect part)
{
    if (item->kind != DRAW_BOX || !item->has_fill || item->alpha != 255)
        return false;
    struct rect rect = item->rect;
    int edge = item->radius;
    if (part.x < rect.x || part.y < rect.y ||
        part.x + part.w > rect.x + rect.w || part.y + part.h > rect.y + rect.h)
        return false;
    bool is_between =
        part.x >= rect.x + edge && part.x + part.w <= rect.x + rect.w - edge;
    bool is_amid =
        part.y >= rect.y + edge && part.y + part.h <= rect.y + rect.h - edge;
    return is_between || is_amid;
}

void paint_fill(struct paint *paint, struct rect rect, uint32_t colour,
                uint8_t alpha)
{
    if (rect.w <= 0 || rect.h <= 0 || alpha == 0)
        return;
    SDL_Rect area = sdl(rect);
    SDL_SetRenderDrawBlendMode(paint->renderer, alpha == 255
                                                    ? SDL_BLENDMODE_NONE
                                                    : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(paint->renderer, (Uint8)(colour >> 16),
                           (Uint8)(colour >> 8), (Uint8)colour, alpha);
    SDL_RenderFillRect(paint->renderer, &area);
}

static void paint_text(struct paint *paint, const struct draw_item *item,
                       struct rect clip)
{
    const struct paragraph *paragraph = item->paragraph;
    int line_px = paragraph->line_px;
    for (size_t i = 0; i < paragraph->line_count; i++) {
        int y = item->rect.y + (int)i * line_px;
        if (y + line_px + line_px / 2 <= clip.y ||
            y - line_px / 2 >= clip.y + clip.h)
            continue;
        int spare = item->rect.w - paragraph->lines[i].width_px, x = 0;
        if (item->align == TEXT_CENTRE)
            x = spare / 2;
        else if (item->align == TEXT_RIGHT)
            x = spare;
        SDL_Rect box;
        SDL_Texture *line = typesetter_line(paint->setter, paint->renderer,
                                            paragraph, i, item->colour, &box);
        if (line == NULL)
            continue;
        box.x += item->rect.x + x;
        box.y += y;
        SDL_RenderCopy(paint->renderer, line, NULL, &box);
    }
}

static void paint_icon(struct paint *paint, const struct draw_item *item)
{
    SDL_Texture *icon =
        icon_cache_get(paint->icons, paint->renderer, item->name, item->rect.w,
                       item->colour, item->is_mirrored);
    SDL_Rect rect = sdl(item->rect);
    if (icon != NULL)
        SDL_RenderCopy(paint->renderer, icon, NULL, &rect);
}

static void paint_arc(struct paint *paint, const struct draw_item *item)
{
    double share = fmin(fmax(item->share, 0), 1);
    struct mask_shape shape = {.kind = MASK_ARC,
                               .size = item->rect.w,
                               .line = item->border,
                               .fill = item->colour,
                               .share = (int)lround(share * MASK_SHARES)};
    if (shape.share == 0)
        return;
    SDL_Texture *arc = mask_get(paint->masks, paint->renderer, &shape);
    SDL_Rect rect = sdl(item->rect);
    if (arc != NULL)
        SDL_RenderCopy(paint->renderer, arc, NULL, &rect);
}

static int radius_of(const struct draw_item *item)
{
    int most = item->rect.w < item->rect.h ? item->rect.w : item->rect.h;
    return item->radius < most / 2 ? item->radius : most / 2;
}

SDL_Texture *paint_picture(struct paint *paint, const struct draw_item *item,
                           bool *ret_is_opaque)
{
    struct picture_shape shape = {.w = item->rect.w,
                                  .h = item->rect.h,
                                  .radius = radius_of(item),
                                  .corners = item->corners,
                                  .is_whole = item->kind == DRAW_ZOOM};
    if (shape.w <= 0 || shape.h <= 0 || item->name == NULL)
        return NULL;
    return picture_cache_get(paint->pictures, paint->renderer, item->name,
                             &shape, ret_is_opaque);
}

/* The one copy that is scaled: the surface draws it whole or not at all. */
static void paint_zoom(struct paint *paint, const struct draw_item *item)
{
    bool is_opaque;
    int w = 0, h = 0;
    struct rect at = item->rect;
    SDL_Texture *texture = paint_picture(paint, item, &is_opaque);

    if (texture == NULL || SDL_QueryTexture(texture, NULL, NULL, &w, &h) != 0)
        return;
    double fit = fmin(at.w / (double)w, at.h / (double)h) * item->zoom;
    int seen_w = (int)lround(w * fit), seen_h = (int)lround(h * fit);
    SDL_Rect to = {at.x + (at.w - seen_w) / 2 + item->pan_x,
                   at.y + (at.h - seen_h) / 2 + item->pan_y, seen_w, seen_h};
    SDL_SetTextureBlendMode(texture, is_opaque ? SDL_BLENDMODE_NONE
                                               : SDL_BLENDMODE_BLEND);
    SDL_RenderCopy(paint->renderer, texture, NULL, &to);
}

static void copy_part(struct paint *paint, SDL_Texture *texture,
                      struct rect whole, SDL_Rect part, bool is_blended)
{
    if (part.w <= 0 || part.h <= 0)
        return;
    SDL_Rect to = {whole.x + part.x, whole.y + part.y, part.w, part.h};
    SDL_SetTextureBlendMode(texture, is_blended ? SDL_BLENDMODE_BLEND
                                                : SDL_BLENDMODE_NONE);
    SDL_RenderCopy(paint->renderer, texture, &part, &to);
}

/* Copying is five times as quick as blending: only corners are blended. */
static void paint_photo(struct paint *paint, const struct draw_item *item)
{
    bool is_opaque = false;
    SDL_Texture *texture = paint_picture(paint, item, &is_opaque);
    struct rect rect = item->rect;
    int r = radius_of(item), w = rect.w, h = rect.h;
    if (texture == NULL) {
        struct draw_item box = *item;
        box.kind = DRAW_BOX;
        box.has_fill = true;
        box.border = 0;
        paint_box(paint, &box);
        return;
    }
    if (!is_opaque) {
        copy_part(paint, texture, rect, (SDL_Rect){0, 0, w, h}, true);
        return;
    }
    copy_part(paint, texture, rect, (SDL_Rect){0, r, w, h - 2 * r}, false);
    for (int i = 0; i < 2; i++) {
        int y = i == 0 ? 0 : h - r;
        copy_part(paint, texture, rect, (SDL_Rect){r, y, w - 2 * r, r}, false);
        copy_part(paint, texture, rect, (SDL_Rect){0, y, r, r}, true);
        copy_part(paint, texture, rect, (SDL_Rect){w - r, y, r, r}, true);
    }
}

void paint_item(struct paint *paint, const struct draw_item *item,
                struct rect clip)
{
    clip = rect_common(clip, paint_bounds(item));
    if (clip.w == 0)
        return;
    SDL_Rect area = sdl(clip);
    SDL_RenderSetClipRect(paint->renderer, &area);
    switch (item->kind) {
    case DRAW_BOX:
        paint_box(paint, item);
        break;
    case DRAW_SHADOW:
        paint_shadow(paint, item);
        break;
    case DRAW_TEXT:
        if (item->paragraph != NULL)
            paint_text(paint, item, clip);
        break;
    case DRAW_ICON:
        paint_icon(paint, item);
        break;
    case DRAW_ZOOM:
        paint_zoom(paint, item);
        break;
    case DRAW_PICTURE:
        paint_photo(paint, item);
        break;
    case DRAW_ARC:
        paint_arc(paint, item);
        break;
    case DRAW_CLIP:
    case DRAW_UNCLIP:
        break;
    }
}
