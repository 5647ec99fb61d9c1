#include "report/print.h"

#include "yaml/direction.h"
#include <string.h>

void print_add(struct print *print, enum print_line_kind kind, const char *name,
               const char *text)
{
    struct print_line line = {.kind = kind, .name = ""};

    if (name)
        line.name = arena_string(&print->arena, name, strlen(name));
    line.text = arena_string(&print->arena, text, strlen(text));
    array_push(&print->lines, line);
}

void print_fini(struct print *print)
{
    array_fini(&print->lines);
    arena_fini(&print->arena);
}

/* Texts of a bundle may hold anything: none of it is markup here. */
static void add_markdown(struct str *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\|*`<[#", *text))
            str_add_char(out, '\\');
        str_add_char(out, *text == '\n' ? ' ' : *text);
    }
}

static bool is_table(enum print_line_kind kind)
{
    return kind == PRINT_FACT || kind == PRINT_FIELD || kind == PRINT_CLAIM;
}

/* A table needs a head; ours has no words in it. */
static void markdown_row(struct str *out, const struct print_line *line,
                         bool is_first)
{
    bool is_code = line->kind != PRINT_FACT;

    if (is_first)
        str_add(out, "\n| | |\n|---|---|\n");
    str_add(out, is_code ? "| `" : "| ");
    if (is_code)
        str_add(out, line->name);
    else
        add_markdown(out, line->name);
    str_add(out, is_code ? "` | " : " | ");
    add_markdown(out, line->text);
    str_add(out, " |\n");
}

void print_markdown(const struct print *print, struct str *out)
{
    static const char *const starts[] = {
        [PRINT_TITLE] = "# ", [PRINT_LEAD] = "\n", [PRINT_HEADING] = "\n## ",
        [PRINT_TEXT] = "\n",  [PRINT_ITEM] = "- ",
    };

    for (size_t i = 0; i < print->lines.count; i++) {
        const struct print_line *line = &print->lines.items[i];
        bool is_first = i == 0 || print->lines.items[i - 1].kind != line->kind;
        if (is_table(line->kind)) {
            markdown_row(out, line, is_first);
            continue;
        }
        if (line->kind == PRINT_ITEM && is_first)
            str_add_char(out, '\n');
        str_add(out, starts[line->kind]);
        add_markdown(out, line->text);
        str_add_char(out, '\n');
    }
}

static void add_html(struct str *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '&')
            str_add(out, "&amp;");
        else if (*text == '<')
            str_add(out, "&lt;");
        else if (*text == '>')
            str_add(out, "&gt;");
        else if (*text == '"')
            str_add(out, "&quot;");
        else
            str_add_char(out, *text);
    }
}

/* A4 with two columns; what a browser shows on a telephone has one. */
static const char style[] =
    "@page{size:A4;margin:11mm 12mm}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;max-width:190mm;padding:5mm;color:#1d2433;"
    "font:10pt/1.4 'Noto Sans','Noto Sans Arabic',system-ui,sans-serif}"
    "h1{font-size:1.9em;line-height:1.2;margin:0 0 .15em}"
    "h2{font-size:1.12em;line-height:1.25;margin:0 0 .25em;"
    "break-after:avoid}"
    ".lead{margin:0 0 .8em;color:#4a5264}"
    "section{margin:0 0 .8em;break-inside:avoid}"
    "p{margin:0 0 .3em}"
    "ul{margin:0;padding-inline-start:1.1em}li{margin:0 0 .12em}"
    "li,tr{break-inside:avoid}"
    "table{border-collapse:collapse;width:100%;margin:0 0 .35em}"
    "th,td{padding:.1em 0;vertical-align:top;text-align:start}"
    "tr+tr>*{border-top:.25pt solid #d9d3c6}"
    "th{font-weight:600;padding-inline-end:.7em;white-space:nowrap}"
    "th code{font-weight:400}"
    "code{font:.92em 'Noto Sans Mono',monospace;color:#8c3a22}"
    ".claims tr{display:block;padding:.12em 0}"
    ".claims tr>*{display:block;border:0;padding:0}"
    ".facts{background:#f4efe6;border-collapse:separate;border-spacing:0;"
    "border-radius:2mm;padding:.3em .7em}"
    ".facts tr>:first-child{padding-inline-start:.3em}"
    "@media print{body{max-width:none;padding:0;font-size:8.6pt;"
    "line-height:1.3;print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}"
    ":lang(ar){line-height:1.42}"
    "main{columns:2;column-gap:7mm}}";

static void html_row(struct str *out, const struct print_line *line)
{
    bool is_code = line->kind != PRINT_FACT;

    /* what is claimed stands before the test that holds it */
    if (line->kind == PRINT_CLAIM) {
        str_add(out, "<tr><td>");
        add_html(out, line->text);
        str_add(out, "</td><td><code dir=\"ltr\">");
        add_html(out, line->name);
        str_add(out, "</code></td></tr>\n");
        return;
    }
    str_add(out, is_code ? "<tr><th><code dir=\"ltr\">" : "<tr><th>");
    add_html(out, line->name);
    str_add(out, is_code ? "</code></th><td>" : "</th><td><bdi>");
    add_html(out, line->text);
    str_add(out, is_code ? "</td></tr>\n" : "</bdi></td></tr>\n");
}

/* Opens or closes the table or list that lines of a kind stand in. */
static void html_around(struct str *out, enum print_line_kind kind, bool is_end)
{
    if (kind == PRINT_ITEM)
        str_add(out, is_end ? "</ul>\n" : "<ul>\n");
    else if (is_table(kind))
        str_add(out, is_end                ? "</table>\n"
                     : kind == PRINT_FACT  ? "<table class=\"facts\">\n"
                     : kind == PRINT_CLAIM ? "<table class=\"claims\">\n"
                                           : "<table>\n");
}

static void html_line(struct str *out, const struct print_line *line)
{
    static const char *const tags[] = {
        [PRINT_TITLE] = "h1", [PRINT_LEAD] = "p",  [PRINT_HEADING] = "h2",
        [PRINT_TEXT] = "p",   [PRINT_ITEM] = "li",
    };

    if (is_table(line->kind)) {
        html_row(out, line);
        return;
    }
    str_addf(out, "<%s%s>", tags[line->kind],
             line->kind == PRINT_LEAD ? " class=\"lead\"" : "");
    add_html(out, line->text);
    str_addf(out, "</%s>\n", tags[line->kind]);
}

static void html_head(const struct print *print, struct str *out)
{
    str_addf(out,
             "<!doctype html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n"
             "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
             "content=\"width=device-width\">\n<title>",
             print->language, language_is_rtl(print->language) ? "rtl" : "ltr");
    if (print->lines.count > 0)
        add_html(out, print->lines.items[0].text);
    str_addf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
}

/* Title and lead over all of the page, then a section a heading. */
void print_html(const struct print *print, struct str *out)
{
    bool is_main = false;

    html_head(print, out);
    for (size_t i = 0; i < print->lines.count; i++) {
        const struct print_line *line = &print->lines.items[i];
        bool is_last = i + 1 == print->lines.count;
        bool opens_main = !is_main && line->kind > PRINT_LEAD;

        if (opens_main)
            str_add(out, "<main>\n<section>\n");
        else if (line->kind == PRINT_HEADING)
            str_add(out, "</section>\n<section>\n");
        is_main |= opens_main;
        if (i == 0 || line[-1].kind != line->kind)
            html_around(out, line->kind, false);
        html_line(out, line);
        if (is_last || line[1].kind != line->kind)
            html_around(out, line->kind, true);
    }
    str_add(out, is_main ? "</section>\n</main>\n" : "");
    str_add(out, "</body>\n</html>\n");
}
