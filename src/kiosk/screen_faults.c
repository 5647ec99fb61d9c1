#include "kiosk/preview.h"
#include "kiosk/screen_parts.h"

#include "ui/sheet.h"
#include "yaml/direction.h"

/* What is wrong with a bundle, over its last screen that was right. In the
 * author's language, which need not be that of the screen. */
enum { SHOWN = 12, SIZE = 30, SMALL = 26 };

static struct node *say(struct view *view, struct node *parent,
                        const char *text, const char *language,
                        struct label label)
{
    bool turns = language_is_rtl(language) != view->frame->is_rtl;

    label.text = text;
    label.language = language;
    label.align = turns ? ALIGN_END : ALIGN_START;
    return layout_text(view->frame, parent, label);
}

/* Without the blanks it is shown with on a terminal. */
static const char *source_line(const struct message *message)
{
    const char *line = message->excerpt;

    while (*line == ' ')
        line++;
    return line;
}

static void fault(struct view *view, struct node *column,
                  const struct message *message,
                  const struct fault_words *words)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct arena *arena = view->frame->arena;
    const char *language = words ? words->language : "en";
    const char *help =
        fault_say_help(words, arena, message->fault, message->values, true);
    struct node *box = layout_box(view->frame, column,
                                  (struct box){.gap = 6,
                                               .has_fill = true,
                                               .fill = colours->soft,
                                               .radius = 20,
                                               .pad = {28, 28, 18, 20}});

    say(view, box,
        arena_printf(arena, "%s:%d:%d  %s", message->path ? message->path : "",
                     message->line, message->column,
                     fault_entries[message->fault].code),
        "en", (struct label){.size = SMALL, .colour = colours->quiet});
    say(view, box,
        fault_say(words, arena, message->fault, message->values, true),
        language,
        (struct label){.size = SIZE, .is_bold = true, .colour = colours->ink});
    if (message->excerpt)
        say(view, box, source_line(message), "en",
            (struct label){.size = SMALL, .colour = colours->quiet});
    if (help)
        say(view, box, help, language,
            (struct label){.size = SIZE, .colour = colours->ink});
}

void screen_faults(struct view *view, struct node *stack)
{
    const struct preview_faults *faults = view->kiosk->faults;
    const struct fault_words *words = faults->words;
    struct arena *arena = view->frame->arena;
    size_t shown = faults->count < SHOWN ? faults->count : SHOWN;
    struct node *column = sheet(
        view->frame, stack,
        (struct sheet){.id = "faults",
                       .title = fault_count(words, arena,
                                            faults->count == 1 ? LABEL_one_error
                                                               : LABEL_errors,
                                            faults->count),
                       .scroll_px = faults->scroll_px,
                       .is_low = screen_is_low(view),
                       .is_lowest = screen_is_lowest(view)});

    for (size_t i = 0; i < shown; i++)
        fault(view, column, faults->items[i], words);
    if (shown < faults->count)
        say(view, column,
            fault_count(words, arena, LABEL_more, faults->count - shown),
            words ? words->language : "en",
            (struct label){.size = SMALL,
                           .colour = view->frame->theme->colours->quiet});
}
