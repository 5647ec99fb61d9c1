#include "text/line_draw.h"
#include "base/arena.h"
#include "text/font_handle.h"
#include <stdlib.h>

enum { WIDEST_PX = 8192 }; /* what renderers take as a texture */

struct piece {
    SDL_Surface *surface; /* NULL: no ink */
    int x, y;             /* of its first ink row in the line box */
    int first, rows;      /* the rows that have ink */
};

int line_baseline_px(const struct paragraph *paragraph, int size_px)
{
    /* Capitals of Noto Sans are 10/14 of the size: half of that puts them in
     * the middle of the line. Arabic has more ink below the baseline. */
    return paragraph->is_rtl ? paragraph->line_px / 2 + (size_px * 2 + 3) / 7
                             : paragraph->line_px / 2 + (size_px * 5 + 7) / 14;
}

static const uint32_t *row_of(const SDL_Surface *surface, int row)
{
    const char *pixels = surface->pixels;
    return (const uint32_t *)(const void *)(pixels +
                                            (size_t)row *
                                                (size_t)surface->pitch);
}

static bool has_ink(const SDL_Surface *surface, int row)
{
    const uint32_t *pixels = row_of(surface, row);
    uint32_t any = 0;
    for (int x = 0; x < surface->w; x++)
        any |= pixels[x];
    return any >> 24 != 0;
}

/* A surface higher than the font has grown by ink outside of it, and
 * SDL2_ttf does not tell on which side: the side where the ink touches the
 * edge. Both do in none of our faces. */
static int grown_above(const SDL_Surface *surface, const TTF_Font *font)
{
    int grown = surface->h - TTF_FontHeight(font);
    if (grown <= 0)
        return 0;
    bool is_top = has_ink(surface, 0);
    bool is_bottom = has_ink(surface, surface->h - 1);
    if (is_top == is_bottom)
        return grown / 2;
    return is_top ? grown : 0;
}

static struct piece draw_run(struct font_set *fonts,
                             const struct paragraph_run *run,
                             const struct line_style *style, uint32_t colour)
{
    TTF_Font *font = font_set_font(fonts, run->face, run->is_bold,
                                   style->size_px, run->script, run->level % 2);
    SDL_Color ink = {(Uint8)(colour >> 16), (Uint8)(colour >> 8), (Uint8)colour,
                     SDL_ALPHA_OPAQUE};
    struct piece piece = {.x = run->x_px};
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font, run->shown, ink);
    if (!surface) /* of no width: joiners alone */
        return piece;
    int last = surface->h - 1;
    while (piece.first <= last && !has_ink(surface, piece.first))
        piece.first++;
    while (last > piece.first && !has_ink(surface, last))
        last--;
    if (piece.first > last) {
        SDL_FreeSurface(surface);
        return piece;
    }
    piece.surface = surface;
    piece.rows = last - piece.first + 1;
    piece.y = style->baseline_px - TTF_FontAscent(font) -
              grown_above(surface, font) + piece.first;
    return piece;
}

/* The pieces differ in alpha alone, so the greater pixel is the one with more
 * ink: right where runs do not overlap, and good where they touch. */
static void put_piece(SDL_Surface *target, SDL_Rect box,
                      const struct piece *piece)
{
    int width = piece->surface->w;
    if (width > box.x + box.w - piece->x)
        width = box.x + box.w - piece->x;
    for (int i = 0; i < piece->rows; i++) {
        const uint32_t *from = row_of(piece->surface, piece->first + i);
        uint32_t *to = (uint32_t *)row_of(target, piece->y + i - box.y) +
                       (piece->x - box.x);
        for (int x = 0; x < width; x++)
            to[x] = from[x] > to[x] ? from[x] : to[x];
    }
}

static SDL_Surface *compose(const struct piece *pieces, size_t count,
                            uint32_t colour, SDL_Rect *box)
{
    if (box->w > WIDEST_PX)
        box->w = WIDEST_PX;
    SDL_Surface *target = SDL_CreateRGBSurfaceWithFormat(
        0, box->w, box->h, 32, SDL_PIXELFORMAT_ARGB8888);
    if (!target)
        return NULL;
    SDL_FillRect(target, NULL, colour & 0xFFFFFF);
    for (size_t i = 0; i < count; i++)
        if (pieces[i].surface)
            put_piece(target, *box, &pieces[i]);
    return target;
}

SDL_Surface *line_draw(struct font_set *fonts,
                       const struct paragraph_line *line,
                       const struct line_style *style, uint32_t colour,
                       SDL_Rect *ret_box)
{
    if (line->run_count == 0)
        return NULL;
    struct piece *pieces = memory_get(line->run_count * sizeof *pieces);
    SDL_Rect box = {0};
    for (size_t i = 0; i < line->run_count; i++) {
        pieces[i] = draw_run(fonts, &line->runs[i], style, colour);
        SDL_Rect around = {pieces[i].x, pieces[i].y, 0, pieces[i].rows};
        if (!pieces[i].surface)
            continue;
        around.w = pieces[i].surface->w;
        SDL_UnionRect(&box, &around, &box);
    }
    SDL_Surface *target = NULL;
    if (box.w > 0 && box.h > 0)
        target = compose(pieces, line->run_count, colour, &box);
    if (target)
        *ret_box = box;
    for (size_t i = 0; i < line->run_count; i++)
        SDL_FreeSurface(pieces[i].surface);
    free(pieces);
    return target;
}
