#include "text/typesetter.h"
#include "text/bidi.h"
#include "text/font_handle.h"
#include "text/line_cache.h"
#include "text/line_draw.h"
#include "text/paragraph_hash.h"
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 256, WIDTHS = 8192 };

struct entry {
    struct paragraph paragraph; /* first: callers hold its address */
    struct entry *next;
    unsigned long used; /* the round of sweeping */
    struct line_style style;
};

struct width {
    uint64_t hash; /* of font and text; 0: empty */
    int width_px;
};

struct typesetter {
    struct font_set *fonts;
    struct arena scratch;
    struct entry *buckets[BUCKETS];
    unsigned long round;
    struct width *widths;
    struct line_cache lines;
};

static size_t bytes_of_parts(const struct paragraph *paragraph)
{
    size_t bytes = paragraph->line_count * sizeof *paragraph->lines;
    for (size_t i = 0; i < paragraph->line_count; i++) {
        const struct paragraph_line *line = &paragraph->lines[i];
        bytes += line->run_count * sizeof *line->runs;
        for (size_t k = 0; k < line->run_count; k++)
            bytes += strlen(line->runs[k].shown) + 1;
    }
    return bytes;
}

/* Its words may be a visitor's own. */
static void free_entry(struct entry *entry)
{
    memory_wipe(entry, sizeof *entry + bytes_of_parts(&entry->paragraph));
    free(entry);
}

bool typesetter_open(const char *assets_folder, struct typesetter **ret_setter,
                     struct fail *why)
{
    struct font_set *fonts;
    if (!font_set_open(assets_folder, &fonts, why))
        return false;
    struct typesetter *setter = memory_get(sizeof *setter);
    setter->fonts = fonts;
    setter->widths = memory_get(WIDTHS * sizeof *setter->widths);
    *ret_setter = setter;
    return true;
}

void typesetter_close(struct typesetter *setter)
{
    if (!setter)
        return;
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct entry *entry = setter->buckets[i], *next; entry;
             entry = next) {
            next = entry->next;
            free_entry(entry);
        }
    line_cache_fini(&setter->lines);
    arena_fini(&setter->scratch);
    font_set_close(setter->fonts);
    free(setter->widths);
    free(setter);
}

struct measuring {
    struct typesetter *setter;
    int size_px;
};

/* A word comes again in other paragraphs, and each of them when the language
 * goes there and back. A hash that falls on another's place replaces it. */
static int measured_px(void *user, int face, bool is_bold, uint32_t script,
                       bool is_rtl, const char *utf8)
{
    const struct measuring *measuring = user;
    struct typesetter *setter = measuring->setter;
    uint64_t hash = hash_bytes(HASH_START, utf8, strlen(utf8));
    hash =
        hash_number(hash, (uint64_t)script << 32 | (uint64_t)face << 18 |
                              (uint64_t)is_bold << 17 | (uint64_t)is_rtl << 16 |
                              (uint64_t)(measuring->size_px & 0xFFFF));
    struct width *width = &setter->widths[(hash ^ hash >> 32) % WIDTHS];
    if (width->hash == hash)
        return width->width_px;

    TTF_Font *font = font_set_font(setter->fonts, face, is_bold,
                                   measuring->size_px, script, is_rtl);
    int width_px;
    if (TTF_SizeUTF8(font, utf8, &width_px, NULL) != 0)
        width_px = 0;
    *width = (struct width){hash, width_px};
    return width_px;
}

static int chosen_face(void *user, uint32_t code_point, uint32_t script,
                       int previous)
{
    const struct measuring *measuring = user;
    return font_set_face(measuring->setter->fonts, code_point, script,
                         previous);
}

/* One block: lines, then runs, then strings. */
static struct entry *new_entry(const struct paragraph *from)
{
    struct entry *entry = memory_get(sizeof *entry + bytes_of_parts(from));
    entry->paragraph = *from;
    struct paragraph_line *lines = (struct paragraph_line *)(entry + 1);
    struct paragraph_run *run =
        (struct paragraph_run *)(lines + from->line_count);
    entry->paragraph.lines = lines;
    for (size_t i = 0; i < from->line_count; i++) {
        lines[i] = from->lines[i];
        lines[i].runs = run;
        for (size_t k = 0; k < lines[i].run_count; k++)
            *run++ = from->lines[i].runs[k];
    }
    char *text = (char *)run;
    for (size_t i = 0; i < from->line_count; i++)
        for (size_t k = 0; k < lines[i].run_count; k++) {
            size_t size = strlen(lines[i].runs[k].shown) + 1;
            memcpy(text, lines[i].runs[k].shown, size);
            lines[i].runs[k].shown = text;
            text += size;
        }
    return entry;
}

const struct paragraph *typesetter_paragraph(struct typesetter *setter,
                                             const char *utf8,
                                             const struct text_style *style,
                                             const struct text_span *bold,
                                             size_t bold_count, int width_px,
                                             int max_lines)
{
    uint64_t hash =
        paragraph_hash(utf8, style, bold, bold_count, width_px, max_lines);
    struct entry **bucket = &setter->buckets[hash % BUCKETS];
    struct entry *entry = *bucket;
    while (entry && entry->paragraph.hash != hash)
        entry = entry->next;
    if (!entry) {
        struct measuring measuring = {setter, style->size_px};
        const struct paragraph_measure measure = {measured_px, chosen_face,
                                                  &measuring};
        entry = new_entry(paragraph_set(utf8, style, bold, bold_count, width_px,
                                        max_lines, &measure, &setter->scratch));
        arena_reset(&setter->scratch);
        entry->style.size_px = style->size_px;
        entry->style.baseline_px =
            line_baseline_px(&entry->paragraph, style->size_px);
        entry->next = *bucket;
        *bucket = entry;
    }
    entry->used = setter->round;
    return &entry->paragraph;
}

void typesetter_sweep(struct typesetter *setter)
{
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct entry **at = &setter->buckets[i]; *at;) {
            struct entry *entry = *at;
            if (entry->used == setter->round) {
                at = &entry->next;
                continue;
            }
            *at = entry->next;
            free_entry(entry);
        }
    setter->round++;
}

SDL_Texture *typesetter_line(struct typesetter *setter, SDL_Renderer *renderer,
                             const struct paragraph *paragraph, size_t line,
                             uint32_t colour, SDL_Rect *ret_box)
{
    const struct entry *entry = (const struct entry *)paragraph;
    uint64_t key = hash_number(paragraph->hash,
                               (uint64_t)line << 32 | (colour & 0xFFFFFF));
    struct line_texture *found = line_cache_find(&setter->lines, key);
    if (!found) {
        SDL_Rect box = {0};
        SDL_Texture *texture = NULL;
        SDL_Surface *surface = line_draw(setter->fonts, &paragraph->lines[line],
                                         &entry->style, colour, &box);
        if (surface) {
            texture = SDL_CreateTextureFromSurface(renderer, surface);
            SDL_FreeSurface(surface);
        }
        if (texture)
            SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
        found = line_cache_add(&setter->lines, key, texture, box);
    }
    *ret_box = found->box;
    return found->texture;
}

struct caret_text typesetter_caret(struct typesetter *setter, const char *utf8,
                                   const struct paragraph *paragraph,
                                   int width_px, struct arena *arena)
{
    const struct entry *entry = (const struct entry *)paragraph;
    struct measuring *measuring = arena_get(arena, sizeof *measuring);
    struct paragraph_measure *measure = arena_get(arena, sizeof *measure);
    *measuring = (struct measuring){setter, entry->style.size_px};
    *measure = (struct paragraph_measure){measured_px, chosen_face, measuring};
    return (struct caret_text){utf8, paragraph, measure, width_px, arena};
}

void typesetter_drop_textures(struct typesetter *setter)
{
    line_cache_fini(&setter->lines);
}

bool typesetter_has(struct typesetter *setter, uint32_t code_point)
{
    return font_set_has(setter->fonts, code_point);
}
