#include "kiosk/fit_page_private.h"

#include <string.h>

enum { SEEN_ON = 4 }; /* links to pictures, of one fault */

static const char *severity_name(enum message_severity severity)
{
    return severity == MESSAGE_ERROR     ? "error"
           : severity == MESSAGE_WARNING ? "warning"
                                         : "note";
}

static enum fault_label severity_label(enum message_severity severity)
{
    return severity == MESSAGE_ERROR     ? LABEL_error
           : severity == MESSAGE_WARNING ? LABEL_warning
                                         : LABEL_note;
}

static void add_label(struct fit_writer *writer, enum fault_label label)
{
    html_add_text(&writer->out, fault_label(writer->page->words, label));
}

/* Bytes before so many columns, each of which is one code point here. */
static size_t bytes_of(const char *text, int columns)
{
    size_t at = 0;

    while (columns > 0 && text[at]) {
        at++;
        while ((text[at] & 0xC0) == 0x80)
            at++;
        columns--;
    }
    return at;
}

/* The source line, what is meant in it marked; read from the left as it is
 * written, so that its words are each in its own order. */
static void add_excerpt(struct fit_writer *writer,
                        const struct message *message)
{
    struct str *out = &writer->out;
    const char *line = message->excerpt;
    const char *token = message->token ? message->token : "";
    const char *at = message->caret >= 0 ? line + bytes_of(line, message->caret)
                                         : strstr(line, token);

    str_add(out, "<pre dir=\"ltr\">");
    if (!at || strncmp(at, token, strlen(token)) != 0 || !*token) {
        html_add_text(out, line + strspn(line, " "));
    } else {
        const char *begin = line + strspn(line, " ");
        begin = begin < at ? begin : at;
        html_add_text(
            out, arena_string(&writer->arena, begin, (size_t)(at - begin)));
        str_add(out, "<mark><bdi>");
        /* A token is cut after some columns, what is meant is not. */
        size_t bytes = bytes_of(at, message->end_column - message->column);
        bytes = bytes > strlen(token) ? bytes : strlen(token);
        html_add_text(out, arena_string(&writer->arena, at, bytes));
        str_add(out, "</bdi></mark>");
        html_add_text(out, at + bytes);
    }
    str_add(out, "</pre>\n");
}

static void add_seen_on(struct fit_writer *writer,
                        const struct fit_page_bundle *bundle,
                        const struct message *message)
{
    const struct fit_sights *sights = bundle->sights;
    int shown = 0;

    for (size_t i = 0; i < sights->views.count && shown < SEEN_ON; i++) {
        if (!fit_sights_shows(sights, i, message))
            continue;
        if (shown++ == 0) {
            str_add(&writer->out, "<p>");
            add_label(writer, LABEL_seen_on);
        }
        str_addf(&writer->out, " <a href=\"#b%zu-%s\"><bdi>%s</bdi></a>",
                 writer->bundle, sights->views.items[i].name,
                 sights->views.items[i].name);
    }
    if (shown > 0)
        str_add(&writer->out, "</p>\n");
}

static void add_fault(struct fit_writer *writer,
                      const struct fit_page_bundle *bundle, size_t number)
{
    const struct fault_words *words = writer->page->words;
    const struct message *message = writer->sorted[number];
    bool is_rtl = words && words->is_right_to_left;
    struct str *out = &writer->out;
    const char *help = fault_say_help(words, &writer->arena, message->fault,
                                      message->values, is_rtl);

    str_addf(out,
             "<li class=\"fault is-%s\" id=\"b%zuf%zu\"><p><span "
             "class=\"pill %s\">",
             severity_name(message->severity), writer->bundle, number + 1,
             severity_name(message->severity));
    add_label(writer, severity_label(message->severity));
    str_addf(out, "</span><code>%s</code>", fault_entries[message->fault].code);
    if (message->line > 0)
        str_addf(out, " <bdi class=\"place\" dir=\"ltr\">%d:%d</bdi>",
                 message->line, message->column);
    str_add(out, "</p>\n<p>");
    html_add_text(out, fault_say(words, &writer->arena, message->fault,
                                 message->values, is_rtl));
    str_add(out, "</p>\n");
    if (message->excerpt)
        add_excerpt(writer, message);
    if (help) {
        str_add(out, "<p class=\"help\"><b>");
        add_label(writer, LABEL_help);
        str_add(out, ":</b> ");
        html_add_text(out, help);
        str_add(out, "</p>\n");
    }
    add_seen_on(writer, bundle, message);
    str_add(out, "</li>\n");
}

void fit_page_faults(struct fit_writer *writer,
                     const struct fit_page_bundle *bundle)
{
    const char *path = NULL;
    const struct messages *messages = bundle->messages;
    size_t all = messages->errors + messages->warnings + messages->notes;

    for (size_t i = 0; i < messages->count; i++) {
        const char *own = writer->sorted[i]->path;
        if (i == 0 || !str_equal(own, path)) {
            if (i > 0)
                str_add(&writer->out, "</ul>\n");
            str_add(&writer->out, "<h3><bdi class=\"place\" dir=\"ltr\">");
            html_add_text(&writer->out, own ? own : bundle->folder);
            str_add(&writer->out, "</bdi></h3>\n<ul class=\"list\">\n");
            path = own;
        }
        add_fault(writer, bundle, i);
    }
    if (messages->count > 0)
        str_add(&writer->out, "</ul>\n");
    if (all > messages->count) {
        str_add(&writer->out, "<p>");
        html_add_text(&writer->out,
                      fault_count(writer->page->words, &writer->arena,
                                  LABEL_more, all - messages->count));
        str_add(&writer->out, "</p>\n");
    }
}

static void add_row(struct fit_writer *writer, const struct coverage *coverage,
                    const struct coverage_row *row)
{
    struct str *out = &writer->out;

    str_add(out, "<tr><th>");
    add_label(writer, row->screen);
    if (row->id) {
        str_add(out, " <bdi><code>");
        fit_writer_text(writer, row->id);
        str_add(out, "</code></bdi>");
    }
    str_add(out, "</th>");
    for (size_t i = 0; i < coverage->language_count; i++) {
        if (row->missing[i])
            str_addf(out, "<td class=\"lacks\">%zu</td>", row->missing[i]);
        else
            str_add(out, "<td>·</td>");
    }
    str_add(out, "</tr>\n");
}

void fit_page_grid(struct fit_writer *writer,
                   const struct fit_page_bundle *bundle)
{
    const struct coverage *coverage = bundle->coverage;
    struct str *out = &writer->out;

    if (!coverage || coverage->count == 0)
        return;
    str_add(out, "<h3>");
    add_label(writer, LABEL_grid);
    str_add(out, "</h3>\n");
    str_add(out, "<table>\n<thead><tr><th></th>");
    for (size_t i = 0; i < coverage->language_count; i++) {
        str_add(out, "<th><bdi>");
        fit_writer_text(writer, coverage->languages[i]);
        str_add(out, "</bdi></th>");
    }
    str_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < coverage->count; i++)
        add_row(writer, coverage, &coverage->rows[i]);
    str_add(out, "</tbody>\n</table>\n");
}
