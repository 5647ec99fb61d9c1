#include "kiosk/fit_page_private.h"

#include "yaml/shown.h"
#include <stdlib.h>
#include <string.h>

/* The colours are those of the kiosk's paper. */
static const char style[] =
    ":root{--paper:#faf6ef;--ink:#1d2433;--quiet:#4a5060;--line:#cfc6b8;"
    "--card:#fff;--error:#8f361d;--error-light:#f6e3da;--warning:#7c4f00;"
    "--warning-light:#f8ebd2;--note:#273476;--note-light:#e0e4f5;"
    "--good:#0c4b44;--good-light:#dceeea}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 "
    "system-ui,'Noto Sans','Noto Naskh Arabic','Segoe UI',sans-serif}"
    "main{max-width:1480px;margin:0 auto;padding:40px 32px 80px}"
    "h1{font-size:34px;line-height:1.25;margin:0 0 20px}"
    "h2{font-size:28px;margin:64px 0 12px;padding-top:24px;"
    "border-top:2px solid var(--line)}"
    "h3{font-size:20px;margin:36px 0 12px}"
    "h4{font-size:18px;margin:36px 0 12px}"
    "a{color:#37489c}"
    "code,pre,.place{font-family:'Noto Sans Mono',ui-monospace,Consolas,"
    "monospace;font-size:14.5px}"
    "h4 code{color:var(--quiet);font-weight:400;margin-inline-start:8px}"
    ".pill{display:inline-block;padding:2px 12px;border-radius:99px;"
    "font-size:15px;font-weight:600;margin-inline-end:8px}"
    ".error{background:var(--error-light);color:var(--error)}"
    ".warning{background:var(--warning-light);color:var(--warning)}"
    ".note{background:var(--note-light);color:var(--note)}"
    ".good{background:var(--good-light);color:var(--good)}"
    ".list{list-style:none;margin:0;padding:0}"
    ".contents li{margin:6px 0}"
    ".fault{background:var(--card);border-radius:16px;padding:16px 20px;"
    "margin:12px 0;box-shadow:0 2px 8px #1d243314;border-inline-start:6px "
    "solid var(--line)}"
    ".fault.is-error{border-color:#b5482a}"
    ".fault.is-warning{border-color:#a66a00}"
    ".fault.is-note{border-color:#37489c}"
    ".fault p{margin:6px 0}"
    ".fault .help{color:var(--quiet)}"
    ".place{color:var(--quiet)}"
    "pre{margin:10px 0;padding:10px 14px;background:var(--paper);"
    "border-radius:10px;overflow-x:auto;line-height:1.7}"
    "mark{background:#f2c879;color:inherit;border-radius:4px;padding:1px 3px}"
    "table{border-collapse:collapse;background:var(--card);"
    "border-radius:16px;overflow:hidden}"
    "th,td{padding:8px 18px;border-bottom:1px solid var(--paper);"
    "text-align:center}"
    "th:first-child{text-align:start;font-weight:600}"
    "thead th{color:var(--quiet);font-weight:600}"
    "td.lacks{background:var(--warning-light);color:var(--warning);"
    "font-weight:700}"
    ".shots{display:grid;gap:24px;align-items:start;"
    "grid-template-columns:repeat(auto-fill,minmax(min(400px,100%),1fr))}"
    "figure{margin:0 0 16px}"
    "figure img{display:block;width:100%;height:auto;border-radius:10px;"
    "border:1px solid var(--line)}"
    "figcaption{font-size:15px;color:var(--quiet);padding:6px 4px}"
    "figure:target img,.fault:target{outline:4px solid #37489c;"
    "outline-offset:3px}"
    "@media print{.fault,figure{break-inside:avoid}}";

void fit_writer_flush(struct fit_writer *writer)
{
    if (!writer->is_failed &&
        !durable_add(&writer->file, str_text(&writer->out), writer->out.length,
                     writer->why))
        writer->is_failed = true;
    str_clear(&writer->out);
}

void fit_writer_text(struct fit_writer *writer, const char *text)
{
    struct str shown = {0};

    shown_add(&shown, text, strlen(text));
    html_add_text(&writer->out, str_text(&shown));
    str_fini(&shown);
}

static void add_label(struct fit_writer *writer, enum fault_label label)
{
    html_add_text(&writer->out, fault_label(writer->page->words, label));
}

static void begin(struct fit_writer *writer)
{
    const struct fault_words *words = writer->page->words;
    bool is_rtl = words && words->is_right_to_left;
    struct str *out = &writer->out;

    str_addf(out,
             "<!doctype html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n"
             "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
             "content=\"width=device-width\">\n<meta http-equiv=\""
             "Content-Security-Policy\" content=\"default-src 'none'; "
             "img-src data:; style-src 'unsafe-inline'\">\n<title>",
             writer->page->language, is_rtl ? "rtl" : "ltr");
    add_label(writer, LABEL_report);
    for (size_t i = 0; i < writer->page->count; i++) {
        str_add(out, i == 0 ? ": " : ", ");
        fit_writer_text(writer, writer->page->bundles[i].shown);
    }
    str_addf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>",
             style);
    add_label(writer, LABEL_report);
    str_add(out, "</h1>\n");
}

static void add_pill(struct fit_writer *writer, const char *look, size_t count,
                     enum fault_label one, enum fault_label several)
{
    if (count == 0)
        return;
    str_addf(&writer->out, "<span class=\"pill %s\">", look);
    html_add_text(&writer->out, fault_count(writer->page->words, &writer->arena,
                                            count == 1 ? one : several, count));
    str_add(&writer->out, "</span>");
}

static void add_counts(struct fit_writer *writer,
                       const struct messages *messages)
{
    if (messages->errors == 0) {
        str_add(&writer->out, "<span class=\"pill good\">");
        add_label(writer, LABEL_no_faults);
        str_add(&writer->out, "</span>");
    }
    add_pill(writer, "error", messages->errors, LABEL_one_error, LABEL_errors);
    add_pill(writer, "warning", messages->warnings, LABEL_one_warning,
             LABEL_warnings);
    add_pill(writer, "note", messages->notes, LABEL_one_note, LABEL_notes);
}

static void add_contents(struct fit_writer *writer)
{
    if (writer->page->count < 2)
        return;
    str_add(&writer->out, "<ul class=\"list contents\">\n");
    for (size_t i = 0; i < writer->page->count; i++) {
        str_addf(&writer->out, "<li><a href=\"#b%zu\"><bdi dir=\"ltr\">",
                 i + 1);
        fit_writer_text(writer, writer->page->bundles[i].shown);
        str_add(&writer->out, "</bdi></a> ");
        add_counts(writer, writer->page->bundles[i].messages);
        str_add(&writer->out, "</li>\n");
    }
    str_add(&writer->out, "</ul>\n");
}

static void add_bundle(struct fit_writer *writer,
                       const struct fit_page_bundle *bundle)
{
    writer->bundle++;
    writer->sorted = messages_sorted_new(bundle->messages);
    str_addf(&writer->out, "<section id=\"b%zu\">\n<h2><bdi dir=\"ltr\">",
             writer->bundle);
    fit_writer_text(writer, bundle->shown);
    str_add(&writer->out, "</bdi></h2>\n<p>");
    add_counts(writer, bundle->messages);
    str_add(&writer->out, "</p>\n");
    fit_page_faults(writer, bundle);
    fit_page_grid(writer, bundle);
    fit_writer_flush(writer);
    if (writer->page->fit)
        fit_page_views(writer, bundle);
    str_add(&writer->out, "</section>\n");
    fit_writer_flush(writer);
    free(writer->sorted);
    arena_reset(&writer->arena);
}

bool fit_page_write(const struct fit_page *page, const char *path,
                    struct fail *why)
{
    struct fit_writer writer = {.page = page, .why = why};

    if (!durable_begin(&writer.file, page->fs, path, why))
        return false;
    begin(&writer);
    add_contents(&writer);
    for (size_t i = 0; i < page->count && !writer.is_failed; i++)
        add_bundle(&writer, &page->bundles[i]);
    str_add(&writer.out, "</main>\n</body>\n</html>\n");
    fit_writer_flush(&writer);
    bool ok = !writer.is_failed && durable_commit(&writer.file, why);
    durable_fini(&writer.file);
    str_fini(&writer.out);
    arena_fini(&writer.arena);
    return ok;
}
