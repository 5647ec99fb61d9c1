#include "ui/draw_list.h"
#include <string.h>

enum { FIRST_ITEMS = 64, PATH_PARTS_SHOWN = 3 };

bool rect_contains(struct rect rect, int x, int y)
{
    return x >= rect.x && y >= rect.y && x < rect.x + rect.w &&
           y < rect.y + rect.h;
}

struct rect rect_common(struct rect a, struct rect b)
{
    int x0 = a.x > b.x ? a.x : b.x;
    int y0 = a.y > b.y ? a.y : b.y;
    int x1 = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (x1 <= x0 || y1 <= y0)
        return (struct rect){x0, y0, 0, 0};
    return (struct rect){x0, y0, x1 - x0, y1 - y0};
}

struct rect rect_around(struct rect a, struct rect b)
{
    if (a.w <= 0 || a.h <= 0)
        return b;
    if (b.w <= 0 || b.h <= 0)
        return a;
    int x0 = a.x < b.x ? a.x : b.x;
    int y0 = a.y < b.y ? a.y : b.y;
    int x1 = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct rect){x0, y0, x1 - x0, y1 - y0};
}

void draw_list_init(struct draw_list *list, struct arena *arena,
                    struct rect screen, uint32_t background)
{
    *list = (struct draw_list){
        .arena = arena, .screen = screen, .background = background};
}

/* The arena keeps the outgrown copy until the frame ends. */
static void *grown(struct arena *arena, const void *old, size_t count,
                   size_t *room, size_t bytes)
{
    *room = *room ? *room * 2 : FIRST_ITEMS;
    void *bigger = arena_array(arena, *room, bytes);
    if (count > 0)
        memcpy(bigger, old, count * bytes);
    return bigger;
}

struct draw_item *draw_list_add(struct draw_list *list, enum draw_kind kind,
                                struct rect rect)
{
    if (list->count == list->room)
        list->items = grown(list->arena, list->items, list->count, &list->room,
                            sizeof *list->items);
    struct draw_item *item = &list->items[list->count++];
    *item = (struct draw_item){.kind = kind, .rect = rect, .alpha = 255};
    return item;
}

void draw_list_touch(struct draw_list *list, struct touch_area area)
{
    if (list->area_count == list->area_room)
        list->areas = grown(list->arena, list->areas, list->area_count,
                            &list->area_room, sizeof *list->areas);
    list->areas[list->area_count++] = area;
}

void draw_list_slot(struct draw_list *list, struct slot slot)
{
    if (list->slot_count == list->slot_room)
        list->slots = grown(list->arena, list->slots, list->slot_count,
                            &list->slot_room, sizeof *list->slots);
    list->slots[list->slot_count++] = slot;
}

const struct touch_area *draw_list_area(const struct draw_list *list,
                                        const char *id)
{
    for (size_t i = list->area_count; i > 0; i--)
        if (str_equal(list->areas[i - 1].id, id))
            return &list->areas[i - 1];
    return NULL;
}

/* splitmix64's finaliser over a running sum (Steele, Lea, Flood 2014). */
static uint64_t mixed(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) + 0x9E3779B97F4A7C15u;
    hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9u;
    hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBu;
    return hash ^ (hash >> 31);
}

static uint64_t mixed_pair(uint64_t hash, int a, int b)
{
    return mixed(hash, (uint64_t)(uint32_t)a << 32 | (uint32_t)b);
}

static uint64_t mixed_double(uint64_t hash, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return mixed(hash, bits);
}

static uint64_t mixed_text(uint64_t hash, const char *text)
{
    if (text == NULL)
        return mixed(hash, 0);
    uint64_t sum = 0xCBF29CE484222325u; /* FNV-1a */
    for (; *text != '\0'; text++)
        sum = (sum ^ (unsigned char)*text) * 0x100000001B3u;
    return mixed(hash, sum);
}

uint64_t draw_item_hash(const struct draw_item *item)
{
    uint64_t hash = mixed(1, item->kind);
    hash = mixed_pair(hash, item->rect.x, item->rect.y);
    hash = mixed_pair(hash, item->rect.w, item->rect.h);
    hash = mixed(hash, (uint64_t)item->colour << 32 | item->border_colour);
    hash = mixed_pair(hash, item->radius, item->border);
    hash = mixed(hash, (uint64_t)item->corners << 32 |
                           (unsigned)item->align << 16 |
                           (unsigned)item->alpha << 8 |
                           (unsigned)item->has_fill << 1 | item->is_mirrored);
    if (item->kind == DRAW_ARC)
        hash = mixed_double(hash, item->share);
    if (item->kind == DRAW_ZOOM)
        hash = mixed_pair(mixed_double(hash, item->zoom), item->pan_x,
                          item->pan_y);
    if (item->paragraph != NULL) {
        hash = mixed(hash, item->paragraph->hash);
        hash = mixed_pair(hash, item->paragraph->width_px,
                          item->paragraph->height_px);
    }
    return mixed_text(hash, item->name);
}

uint64_t draw_list_hash(const struct draw_list *list)
{
    uint64_t hash =
        mixed_pair(list->background, list->screen.w, list->screen.h);
    for (size_t i = 0; i < list->count; i++)
        hash = mixed(hash, draw_item_hash(&list->items[i]));
    return hash;
}

static void print_rect(const char *what, struct rect rect, struct str *out)
{
    str_addf(out, "%s %d,%d %dx%d", what, rect.x, rect.y, rect.w, rect.h);
}

static void print_quoted(const char *text, size_t bytes, struct str *out)
{
    str_add_char(out, '"');
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            str_add_char(out, '\\');
        if (c == '\n')
            str_add(out, "\\n");
        else if (c >= 0x20)
            str_add_char(out, (char)c);
    }
    str_add_char(out, '"');
}

/* One quoted string a line, so that a comparison sees where lines break. */
static void print_text(const struct draw_item *item, struct str *out)
{
    static const char *const aligns[] = {"left", "centre", "right"};
    str_addf(out, " #%06X %s", item->colour, aligns[item->align]);
    const char *text = item->text != NULL ? item->text : "";
    const struct paragraph *paragraph = item->paragraph;
    if (paragraph == NULL || paragraph->line_count == 0) {
        str_add_char(out, ' ');
        print_quoted(text, strlen(text), out);
        return;
    }
    size_t length = strlen(text);
    for (size_t i = 0; i < paragraph->line_count; i++) {
        size_t start = paragraph->lines[i].start, end = paragraph->lines[i].end;
        end = end < length ? end : length;
        start = start < end ? start : end;
        while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\n'))
            end--;
        str_add_char(out, ' ');
        print_quoted(text + start, end - start, out);
    }
    if (paragraph->is_cut)
        str_add(out, " cut");
}

static void print_box(const struct draw_item *item, struct str *out)
{
    if (item->has_fill)
        str_addf(out, " fill #%06X", item->colour);
    if (item->alpha != 255)
        str_addf(out, " alpha %d", item->alpha);
    if (item->border > 0)
        str_addf(out, " border %d #%06X", item->border, item->border_colour);
}

static void print_corners(const struct draw_item *item, struct str *out)
{
    if (item->radius > 0)
        str_addf(out, " radius %d", item->radius);
    if (item->radius > 0 && item->corners != CORNER_ALL)
        str_addf(out, " corners %u", item->corners);
}

/* Without the folders that differ between machines. */
static const char *shown_path(const char *path)
{
    int parts = 0;
    for (const char *at = path + strlen(path); at > path; at--)
        if (at[-1] == '/' && ++parts == PATH_PARTS_SHOWN)
            return at;
    return path;
}

static void print_item(const struct draw_item *item, struct str *out)
{
    static const char *const kinds[] = {"box",  "shadow",  "text",
                                        "icon", "picture", "zoom",
                                        "arc",  "clip",    "unclip"};
    if (item->kind == DRAW_UNCLIP) {
        str_add(out, "unclip\n");
        return;
    }
    print_rect(kinds[item->kind], item->rect, out);
    if (item->kind == DRAW_BOX)
        print_box(item, out);
    if (item->kind == DRAW_BOX || item->kind == DRAW_SHADOW ||
        item->kind == DRAW_PICTURE)
        print_corners(item, out);
    if (item->kind == DRAW_TEXT)
        print_text(item, out);
    if (item->kind == DRAW_ICON)
        str_addf(out, " %s #%06X%s", item->name, item->colour,
                 item->is_mirrored ? " mirrored" : "");
    if (item->kind == DRAW_PICTURE)
        str_addf(out, " %s", shown_path(item->name));
    if (item->kind == DRAW_ZOOM)
        str_addf(out, " %s zoom %.3f at %d,%d", shown_path(item->name),
                 item->zoom, item->pan_x, item->pan_y);
    if (item->kind == DRAW_ARC)
        str_addf(out, " #%06X width %d share %.3f", item->colour, item->border,
                 item->share);
    str_add_char(out, '\n');
}

static void print_area(const struct touch_area *area, struct str *out)
{
    print_rect(area->is_scroll ? "scroll"
               : area->is_drag ? "drag"
               : area->is_lift ? "lift"
               : area->is_zoom ? "zoom"
                               : "touch",
               area->rect, out);
    str_addf(out, " %s", area->id);
    if (area->is_scroll)
        str_addf(out, " max %d", area->scroll_max);
    str_add_char(out, '\n');
}

void draw_list_print(const struct draw_list *list, struct str *out)
{
    str_addf(out, "screen %dx%d #%06X\n", list->screen.w, list->screen.h,
             list->background);
    for (size_t i = 0; i < list->count; i++)
        print_item(&list->items[i], out);
    for (size_t i = 0; i < list->area_count; i++)
        print_area(&list->areas[i], out);
    for (size_t i = 0; i < list->slot_count; i++) {
        print_rect("slot", list->slots[i].rect, out);
        str_addf(out, " %s\n", list->slots[i].name);
    }
}
