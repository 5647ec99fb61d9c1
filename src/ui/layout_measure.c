#include "text/bidi.h"
#include "ui/layout_node.h"
#include <string.h>

enum {                  /* design pixels */
       SHRINK_STEP = 2, /* of a text's size */
       HEADING_SIZE = 34,
       BALANCED_SIZE = 44,
       BALANCE_STEPS = 5
};

static int limited(int value, int min, int max)
{
    if (max > 0 && value > max)
        value = max;
    return value < min ? min : value;
}

static int gaps(const struct node *node)
{
    return node->count > 1 ? node->box.gap * (int)(node->count - 1) : 0;
}

static int pad_across(const struct box *box)
{
    return box->pad.start + box->pad.end;
}

int layout_column(int whole, int gap, int n, int i)
{
    int all = whole - gap * (n - 1);
    return (int)((int64_t)all * i / n) + gap * i;
}

/* Settles who stands at min or max, until the others can have their part. */
static int settle(struct share *shares, size_t count, int room, int *ret_weight)
{
    bool settled_one = true;
    while (settled_one) {
        settled_one = false;
        int64_t weight = 0;
        for (size_t i = 0; i < count; i++)
            weight += shares[i].weight;
        *ret_weight = (int)weight;
        for (size_t i = 0; i < count && !settled_one; i++) {
            struct share *share = &shares[i];
            if (share->weight <= 0)
                continue;
            int part = (int)(room * (int64_t)share->weight / weight);
            int size = limited(part, share->min, share->max);
            if (size == part)
                continue;
            share->size = size;
            share->weight = 0;
            room -= size;
            settled_one = true;
        }
        room = room < 0 ? 0 : room;
    }
    return room;
}

static void give_up(struct share *shares, size_t count, int missing)
{
    int64_t spare = 0, seen = 0, given = 0;
    for (size_t i = 0; i < count; i++)
        if (shares[i].weight == 0 && shares[i].size > shares[i].min)
            spare += shares[i].size - shares[i].min;
    if (spare == 0)
        return;
    int64_t most = missing < spare ? missing : spare;
    for (size_t i = 0; i < count; i++) {
        struct share *share = &shares[i];
        if (share->weight != 0 || share->size <= share->min)
            continue;
        seen += share->size - share->min;
        int64_t due = most * seen / spare;
        share->size -= (int)(due - given);
        given = due;
    }
}

void layout_share(struct share *shares, size_t count, int room)
{
    int kept = 0, least = 0, weight = 0;
    for (size_t i = 0; i < count; i++) {
        kept += shares[i].weight > 0 ? 0 : shares[i].size;
        least += shares[i].weight > 0 ? shares[i].min : 0;
    }
    if (kept + least > room) {
        give_up(shares, count, kept + least - room);
        kept = 0;
        for (size_t i = 0; i < count; i++)
            kept += shares[i].weight > 0 ? 0 : shares[i].size;
    }
    int rest = settle(shares, count, room > kept ? room - kept : 0, &weight);
    int64_t seen = 0, given = 0;
    for (size_t i = 0; i < count; i++) {
        if (shares[i].weight <= 0)
            continue;
        seen += shares[i].weight;
        int64_t due = rest * seen / weight;
        shares[i].size = (int)(due - given);
        given = due;
    }
}

/* Headings stand closer than running text. */
static int heading_line_px(const struct label *label, int size_px)
{
    bool is_heading = label->is_bold && label->size >= HEADING_SIZE;
    if (!is_heading && !label->is_tight)
        return 0;
    return language_is_rtl(label->language) ? size_px * 3 / 2 : size_px * 5 / 4;
}

static const struct paragraph *
set_text(struct frame *frame, const struct label *label, int size, int width)
{
    int size_px = layout_px(frame, size);
    struct text_style style = {.language = label->language,
                               .size_px = size_px,
                               .is_bold = label->is_bold,
                               .line_px = heading_line_px(label, size_px)};
    return typesetter_paragraph(frame->setter, label->text, &style, label->bold,
                                label->bold_count, width, label->max_lines);
}

static bool breaks_words(const struct paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->line_count; i++)
        if (paragraph->lines[i].is_forced)
            return true;
    return false;
}

/* A heading of several lines gets lines of like length: the narrowest width
 * that needs no more of them. */
static void balance(struct frame *frame, struct node *node, int size, int width)
{
    size_t lines = node->paragraph->line_count;
    int enough = width, too_little = width / 2;
    if (!node->label.is_bold || node->label.size < BALANCED_SIZE || lines < 2)
        return;
    for (int i = 0; i < BALANCE_STEPS; i++) {
        int middle = (enough + too_little) / 2;
        const struct paragraph *tried =
            set_text(frame, &node->label, size, middle);
        if (tried->line_count > lines || tried->is_cut || breaks_words(tried)) {
            too_little = middle;
        } else {
            enough = middle;
            node->paragraph = tried;
        }
    }
}

/* How small its words may become to be whole. A visitor's wish for larger ones
 * is met as far as there is a line for each word. */
static int least_size(const struct node *node)
{
    const struct label *label = &node->label;
    bool is_broken = breaks_words(node->paragraph);
    int least = label->size;

    if (is_broken && node->word_size < least)
        least = node->word_size;
    if (label->min_size > 0 && label->min_size < least &&
        (is_broken || node->paragraph->is_cut))
        least = label->min_size;
    return least;
}

static void measure_text(struct frame *frame, struct node *node, int width)
{
    const struct label *label = &node->label;
    int size = label->size;
    width = width < 1 ? 1 : width;
    node->paragraph = set_text(frame, label, size, width);
    while (size > least_size(node)) {
        size -= SHRINK_STEP;
        size = limited(size, least_size(node), 0);
        node->paragraph = set_text(frame, label, size, width);
    }
    if (node->paragraph->is_cut) { /* rather higher than less of it */
        node->most_lines = label->max_lines;
        node->label.max_lines = 0;
        node->paragraph = set_text(frame, label, size, width);
    }
    balance(frame, node, size, width);
    node->h = node->min_h = node->paragraph->height_px;
}

/* Of a box whose children are `sum` wide together and `widest` apart. */
static int width_around(const struct node *node, int sum, int widest)
{
    const struct box *box = &node->box;
    int width = widest;
    if (box->columns > 0)
        width = widest * box->columns + box->gap * (box->columns - 1);
    else if (box->axis == AXIS_ROW)
        width = sum + gaps(node);
    return limited(width + pad_across(box), box->min_width, box->max_width);
}

static int natural_box(struct frame *frame, struct node *node)
{
    const struct box *box = &node->box;
    int sum = 0, widest = 0;
    if (box->width > 0)
        return box->width;
    for (struct node *child = node->first; child; child = child->next) {
        int width = layout_natural(frame, child);
        sum += width;
        widest = width > widest ? width : widest;
    }
    return width_around(node, sum, widest);
}

int layout_natural(struct frame *frame, struct node *node)
{
    if (node->natural >= 0)
        return node->natural;
    if (node->kind == NODE_BOX)
        node->natural = natural_box(frame, node);
    else if (node->kind == NODE_TEXT)
        node->natural =
            set_text(frame, &node->label, node->label.size, 0)->width_px;
    else
        node->natural = node->size;
    return node->natural;
}

/* The widest word, in the smallest size the text may have. */
static int word_width(struct frame *frame, const struct label *label)
{
    const char *longest = "";
    size_t bytes = 0;
    for (const char *at = label->text; *at != '\0';) {
        size_t count = strcspn(at, " \n/-");
        count += at[count] == '/' || at[count] == '-';
        if (count > bytes) {
            longest = at;
            bytes = count;
        }
        at += count + (at[count] == ' ' || at[count] == '\n');
    }
    struct label word = *label;
    word.text = arena_string(frame->arena, longest, bytes);
    word.bold_count = 0;
    int size = label->min_size > 0 ? label->min_size : label->size;
    return set_text(frame, &word, size, 0)->width_px;
}

/* How narrow it can be made: texts to a word (`keeps_words`) or a letter. */
static int least_width(struct frame *frame, const struct node *node,
                       bool keeps_words)
{
    const struct box *box = &node->box;
    int sum = 0, widest = 0;
    if (node->kind == NODE_TEXT)
        return keeps_words ? word_width(frame, &node->label)
                           : layout_px(frame, node->label.size);
    if (node->kind != NODE_BOX)
        return node->size;
    if (box->width > 0)
        return box->width;
    for (struct node *child = node->first; child; child = child->next) {
        int width = least_width(frame, child, keeps_words);
        sum += width;
        widest = width > widest ? width : widest;
    }
    if (box->columns > 0 && box->min_column > 0) /* one column will do */
        return limited(widest + pad_across(box), box->min_width,
                       box->max_width);
    return width_around(node, sum, widest);
}

/* Where room is missing, those without weight give way as far as their words
 * allow; what is still missing layout_share() takes from the words. */
static void keep_words(struct frame *frame, const struct node *node,
                       struct share *shares, int room)
{
    size_t i = 0;
    int missing = -room;
    for (i = 0; i < node->count; i++)
        missing += shares[i].weight > 0 ? shares[i].min : shares[i].size;
    if (missing <= 0)
        return;
    i = 0;
    for (struct node *child = node->first; child; child = child->next, i++)
        if (shares[i].weight <= 0)
            shares[i].min = least_width(frame, child, true);
    give_up(shares, node->count, missing);
    i = 0;
    for (struct node *child = node->first; child; child = child->next, i++)
        if (shares[i].weight <= 0)
            shares[i].min = least_width(frame, child, false);
}

static void measure_row(struct frame *frame, struct node *node, int inner)
{
    struct share *shares =
        arena_array(frame->arena, node->count + 1, sizeof *shares);
    size_t i = 0;
    for (struct node *child = node->first; child; child = child->next, i++) {
        bool is_box = child->kind == NODE_BOX;
        shares[i] = (struct share){.weight = child->weight,
                                   .min = least_width(frame, child, false),
                                   .max = is_box ? child->box.max_width : 0};
        if (child->weight <= 0)
            shares[i].size = layout_natural(frame, child);
    }
    keep_words(frame, node, shares, inner - gaps(node));
    layout_share(shares, node->count, inner - gaps(node));
    i = 0;
    for (struct node *child = node->first; child; child = child->next, i++) {
        layout_measure(frame, child, shares[i].size);
        node->content_h =
            child->h > node->content_h ? child->h : node->content_h;
        node->min_h = child->min_h > node->min_h ? child->min_h : node->min_h;
    }
}

static int width_across(struct frame *frame, const struct node *parent,
                        struct node *child, int inner)
{
    bool is_box = child->kind == NODE_BOX;
    if (child->kind == NODE_ICON || child->kind == NODE_RING)
        return child->size;
    if (is_box && child->box.width > 0)
        return child->box.width < inner ? child->box.width : inner;
    int width = inner;
    if (parent->box.align != ALIGN_STRETCH) {
        width = layout_natural(frame, child);
        width = width < inner ? width : inner;
    }
    return is_box ? limited(width, 0, child->box.max_width) : width;
}

static void measure_column(struct frame *frame, struct node *node, int inner)
{
    bool is_stack = node->box.axis == AXIS_STACK;
    int sum = 0, least = 0, highest = 0, least_highest = 0;
    for (struct node *child = node->first; child; child = child->next) {
        layout_measure(frame, child, width_across(frame, node, child, inner));
        sum += child->h;
        least += child->min_h;
        highest = child->h > highest ? child->h : highest;
        least_highest =
            child->min_h > least_highest ? child->min_h : least_highest;
    }
    node->content_h = is_stack ? highest : sum + gaps(node);
    node->min_h = is_stack ? least_highest : least + gaps(node);
}

static void measure_grid(struct frame *frame, struct node *node, int inner)
{
    int columns = node->box.columns, gap = node->box.gap;
    int row_h = 0, row_min = 0, i = 0;
    for (struct node *child = node->first; child; child = child->next, i++) {
        int at = i % columns;
        if (at == 0 && i > 0) {
            node->content_h += row_h + gap;
            node->min_h += row_min + gap;
            row_h = row_min = 0;
        }
        int start = layout_column(inner, gap, columns, at);
        int next = layout_column(inner, gap, columns, at + 1);
        layout_measure(frame, child, next - gap - start);
        row_h = child->h > row_h ? child->h : row_h;
        row_min = child->min_h > row_min ? child->min_h : row_min;
    }
    node->content_h += row_h;
    node->min_h += row_min;
}

/* Fewer columns rather than a broken word, where fewer will do. */
static int columns_for(struct frame *frame, const struct node *node, int inner)
{
    const struct box *box = &node->box;
    int columns = box->columns, least = box->min_column;

    if (box->min_column <= 0)
        return columns;
    for (struct node *child = node->first; child; child = child->next) {
        int width = least_width(frame, child, true);
        least = width > least ? width : least;
    }
    while (columns > 1 && columns * least + (columns - 1) * box->gap > inner)
        columns--;
    return columns;
}

static void wrap_row(struct frame *frame, struct node *node, int inner)
{
    int sum = gaps(node);
    for (struct node *child = node->first; child; child = child->next)
        sum += child->weight > 0 ? least_width(frame, child, true)
                                 : layout_natural(frame, child);
    if (sum <= inner)
        return;
    node->box.axis = AXIS_COLUMN;
    node->box.align = ALIGN_STRETCH;
    node->box.justify = JUSTIFY_START;
    for (struct node *child = node->first; child; child = child->next)
        child->weight = 0;
}

/* Of the box itself, once it is known how high what is in it is. */
static void set_height(struct node *node)
{
    const struct box *box = &node->box;
    int pads = box->pad.top + box->pad.bottom;
    node->h = limited(node->content_h + pads, box->min_height, 0);
    node->min_h = limited(node->min_h + pads, box->min_height, 0);
    if (box->is_scroll)
        node->min_h = box->min_height;
    if (box->height <= 0)
        return;
    bool is_window = box->is_scroll || box->height >= node->min_h;
    node->h = node->min_h = is_window ? box->height : node->min_h;
}

void layout_measure(struct frame *frame, struct node *node, int width)
{
    const struct box *box = &node->box;
    node->w = width;
    if (node->kind == NODE_TEXT) {
        measure_text(frame, node, width);
        return;
    }
    if (node->kind != NODE_BOX) {
        node->h = node->min_h = node->size;
        return;
    }
    int inner = width - pad_across(box);
    node->content_h = node->min_h = 0;
    node->box.columns = columns_for(frame, node, inner);
    if (box->wraps && box->axis == AXIS_ROW)
        wrap_row(frame, node, inner);
    if (box->columns > 0)
        measure_grid(frame, node, inner);
    else if (box->axis == AXIS_ROW)
        measure_row(frame, node, inner);
    else
        measure_column(frame, node, inner);
    set_height(node);
}
