#include "broken.h"
#include "base/array.h"
#include "base/fs.h"
#include "base/str.h"
#include "base/utf8.h"
#include "content/advice.h"
#include "content/bundle.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include "yaml/fault_words.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARKER "▸"

struct place {
    char file[200];
    int line, column;
};
struct file {
    char path[200];
    struct str text;
};
struct kase {
    const char *path; /* of the case */
    char folder[100], language[8], board[16];
    bool has_advice, is_wrong;
    struct ARRAY(struct file) files;
    struct ARRAY(struct place) places;
    struct arena arena;
    struct tmpdir dir;
};

static char said_codes[20000];

static struct file *file_of(struct kase *kase, const char *path)
{
    for (size_t i = 0; i < kase->files.count; i++)
        if (strcmp(kase->files.items[i].path, path) == 0)
            return &kase->files.items[i];
    struct file file = {.text = {0}};
    snprintf(file.path, sizeof file.path, "%s", path);
    array_push(&kase->files, file);
    return &kase->files.items[kase->files.count - 1];
}

static void take_folder(struct kase *kase, const char *folder,
                        const char *inside)
{
    struct fail why;
    const char *real = arena_printf(&kase->arena, "%s/%s", folder, inside);
    char **names = fs_names(fs_system(), real, &why);

    assert_non_null(names);
    for (size_t i = 0; names[i]; i++) {
        struct stat info;
        size_t length;
        const char *path = arena_printf(&kase->arena, "%s%s%s", inside,
                                        *inside ? "/" : "", names[i]);
        const char *whole = arena_printf(&kase->arena, "%s/%s", folder, path);
        assert_int_equal(stat(whole, &info), 0);
        if (S_ISDIR(info.st_mode)) {
            take_folder(kase, folder, path);
            continue;
        }
        char *bytes = fs_read_file(fs_system(), whole, 1 << 20, &length, &why);
        assert_non_null(bytes);
        str_add_bytes(&file_of(kase, path)->text, bytes, length);
        free(bytes);
    }
    free(names);
}

static void unescape(struct str *out, const char *line)
{
    while (*line) {
        if (line[0] == '\\' && line[1] == 'x') {
            char digits[3] = {line[2], line[3], '\0'};
            str_add_char(out, (char)strtoul(digits, NULL, 16));
            line += 4;
        } else {
            str_add_char(out, *line++);
        }
    }
}

/* Adds a line at a place of its file; notes and takes out its markers. */
static void add_line(struct kase *kase, const char *file, struct str *out,
                     const char *line, bool is_bytes)
{
    int number = 1;
    const char *start = line;
    struct str rest = {0};

    for (size_t i = 0; i < out->length; i++)
        number += out->text[i] == '\n';
    for (const char *at; (at = strstr(start, MARKER));
         start = at + strlen(MARKER)) {
        struct place place = {.line = number};
        snprintf(place.file, sizeof place.file, "%s", file);
        str_add_bytes(&rest, start, (size_t)(at - start));
        const char *begin = rest.length ? rest.text : "";
        place.column = 1 + (int)utf8_count(begin, rest.length);
        array_push(&kase->places, place);
    }
    str_add(&rest, start);
    if (is_bytes)
        unescape(out, str_text(&rest));
    else
        str_add(out, str_text(&rest));
    str_fini(&rest);
}

struct edit {
    char kind[16], file[200], other[200];
    struct str old, fresh; /* whole lines */
    bool has_old;
};

static void say_wrong(struct kase *kase, const char *what, const char *which)
{
    print_error("%s: %s: %s\n", kase->path, what, which);
    kase->is_wrong = true;
}

static void say_place(struct kase *kase, const char *what, const char *file,
                      int line, int column)
{
    print_error("%s: %s %s:%d:%d\n", kase->path, what, file, line, column);
    kase->is_wrong = true;
}

/* One hunk: the old lines become the fresh ones. */
static void end_hunk(struct kase *kase, struct edit *edit)
{
    if (edit->fresh.length == 0 && !edit->has_old)
        return;
    struct file *file = file_of(kase, edit->file);
    struct str text = {0};
    const char *body = str_text(&file->text), *found = NULL;

    if (edit->has_old) {
        found = strstr(body, edit->old.text);
        while (found && found != body && found[-1] != '\n')
            found = strstr(found + 1, edit->old.text);
        if (!found)
            fail_msg("%s: there are no such lines: %s", kase->path,
                     edit->old.text);
    }
    size_t before = found ? (size_t)(found - body) : file->text.length;
    str_add_bytes(&text, body, before);
    bool is_bytes = strcmp(edit->kind, "bytes") == 0;
    for (char *line = edit->fresh.text; line && *line;) {
        char *end = strchr(line, '\n');
        *end = '\0';
        add_line(kase, edit->file, &text, line, is_bytes);
        line = end + 1;
        if (!is_bytes || *line)
            str_add_char(&text, '\n');
    }
    if (found)
        str_add(&text, found + edit->old.length);
    file = file_of(kase, edit->file);
    str_fini(&file->text);
    file->text = text;
    str_fini(&edit->old);
    str_fini(&edit->fresh);
    edit->has_old = false;
}

static void remove_file(struct kase *kase, const char *path)
{
    for (size_t i = 0; i < kase->files.count; i++)
        if (strcmp(kase->files.items[i].path, path) == 0) {
            str_fini(&kase->files.items[i].text);
            kase->files.items[i] = kase->files.items[--kase->files.count];
            return;
        }
    say_wrong(kase, "there is no such file", path);
}

static void begin_edit(struct kase *kase, struct edit *edit, const char *line)
{
    const char *arrow = strstr(line, " -> ");

    *edit = (struct edit){.has_old = false};
    sscanf(line, "@ %15s %199[^\n]", edit->kind, edit->file);
    if (arrow) {
        snprintf(edit->other, sizeof edit->other, "%s", arrow + 4);
        *strstr(edit->file, " -> ") = '\0';
    }
    if (strcmp(edit->kind, "delete") == 0) {
        remove_file(kase, edit->file);
    } else if (strcmp(edit->kind, "rename") == 0) {
        file_of(kase, edit->other);
        struct file *old = file_of(kase, edit->file);
        struct str text = old->text;
        old->text = (struct str){0};
        remove_file(kase, edit->file);
        file_of(kase, edit->other)->text = text;
    } else if (edit->kind[0] != 'e' && edit->kind[0] != 'l' &&
               file_of(kase, edit->file)->text.length > 0) {
        str_clear(&file_of(kase, edit->file)->text);
    }
}

static void take_head(struct kase *kase, const char *line)
{
    char base[100];

    if (sscanf(line, "base: %99s", base) == 1) {
        snprintf(kase->folder, sizeof kase->folder, "%s", base);
        take_folder(kase,
                    arena_printf(&kase->arena, "tests/data/good/%s", base), "");
    }
    sscanf(line, "folder: %99s", kase->folder);
    sscanf(line, "lang: %7s", kase->language);
    if (sscanf(line, "advice: %15s", kase->board) == 1)
        kase->has_advice = true;
}

static void take_line(struct kase *kase, struct edit *edit, const char *line)
{
    if (line[0] == '@') {
        end_hunk(kase, edit);
        begin_edit(kase, edit, line);
    } else if (line[0] == '-' && edit->kind[0]) {
        if (edit->fresh.length > 0)
            end_hunk(kase, edit);
        str_addf(&edit->old, "%s\n", line + 1);
        edit->has_old = true;
    } else if (line[0] == '+' && edit->kind[0]) {
        str_addf(&edit->fresh, "%s\n", line + 1);
    } else if (line[0] == '\0' && edit->kind[0]) {
        end_hunk(kase, edit);
    } else if (!edit->kind[0]) {
        take_head(kase, line);
    } else {
        say_wrong(kase, "a line that is neither + nor - nor @", line);
    }
}

/* Returns what stands behind "@ says". */
static char *read_case(struct kase *kase, char *text)
{
    struct edit edit = {.has_old = false};
    char *says = strstr(text, "\n@ says\n");

    if (!says)
        fail_msg("%s: there is no line @ says", kase->path);
    *says = '\0';
    for (char *line = text, *next; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        take_line(kase, &edit, line);
    }
    end_hunk(kase, &edit);
    return says + strlen("\n@ says\n");
}

static void write_bundle(struct kase *kase)
{
    tmpdir_init(&kase->dir);
    tmpdir_make_folder(&kase->dir, kase->folder);
    for (size_t i = 0; i < kase->files.count; i++) {
        const struct file *file = &kase->files.items[i];
        tmpdir_write(
            &kase->dir,
            arena_printf(&kase->arena, "%s/%s", kase->folder, file->path),
            str_text(&file->text), file->text.length);
    }
}

static void check_places(struct kase *kase, const struct messages *messages)
{
    for (size_t i = 0; i < messages->count; i++) {
        const struct message *message = &messages->items[i];
        bool is_marked = message->line == 0;
        for (size_t k = 0; k < kase->places.count && !is_marked; k++) {
            const struct place *place = &kase->places.items[k];
            is_marked = str_ends(message->path, place->file) &&
                        place->line == message->line &&
                        place->column == message->column;
        }
        if (!is_marked)
            say_place(kase, "no marker stands at", message->path, message->line,
                      message->column);
    }
    for (size_t k = 0; k < kase->places.count; k++) {
        const struct place *place = &kase->places.items[k];
        bool is_said = false;
        for (size_t i = 0; i < messages->count; i++)
            is_said |= messages->items[i].line == place->line &&
                       messages->items[i].column == place->column &&
                       str_ends(messages->items[i].path, place->file);
        if (!is_said)
            say_place(kase, "nothing is said of", place->file, place->line,
                      place->column);
    }
}

static char *said_text(struct kase *kase, struct messages *messages)
{
    struct messages none = {0};
    struct fault_words words;
    bool is_english = !kase->language[0];
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);

    if (!is_english && !fault_words_read(&words, "assets", kase->language,
                                         &kase->arena, &none))
        say_wrong(kase, "there are no words in", kase->language);
    messages_print_in(messages, is_english ? NULL : &words, 100, out);
    fclose(out);
    messages_fini(&none);
    return text;
}

static void accept(const struct kase *kase, const char *whole, const char *said)
{
    FILE *file = fopen(kase->path, "w");
    const char *says = strstr(whole, "\n@ says\n");

    assert_non_null(file);
    fprintf(file, "%.*s%s", (int)(says - whole + 8), whole, said);
    fclose(file);
}

static void compare(struct kase *kase, const char *whole, const char *expected)
{
    struct messages messages = {0};
    struct coverage coverage = {0};
    struct advice advice = {.group = 15,
                            .k = 5,
                            .board = advice_board_find(kase->board),
                            .coverage = &coverage};
    struct bundle *bundle =
        bundle_check(tmpdir_path(&kase->dir, kase->folder), kase->folder,
                     kase->has_advice ? &advice : NULL, &messages);

    char *said = said_text(kase, &messages);
    if (getenv("ENCOUNTER_ACCEPT"))
        accept(kase, whole, said);
    else if (strcmp(said, expected) != 0)
        say_wrong(kase, "was said", said);
    check_places(kase, &messages);
    assert_true((bundle == NULL) == (messages.errors > 0));
    for (size_t i = 0; i < messages.count; i++) {
        const char *code = fault_entries[messages.items[i].fault].code;
        if (!broken_is_said(code))
            strcat(strcat(said_codes, code), " ");
    }
    free(said);
    bundle_free(bundle);
    messages_fini(&messages);
    coverage_fini(&coverage);
}

bool broken_expect(const char *path)
{
    struct kase kase = {.path = path};
    struct fail why;
    size_t length;
    char *text = fs_read_file(fs_system(), path, 1 << 20, &length, &why);

    if (!text)
        fail_msg("%s: %s", path, why.text);
    char *whole = arena_string(&kase.arena, text, length);
    char *expected = read_case(&kase, text);
    write_bundle(&kase);
    compare(&kase, whole, expected);
    tmpdir_fini(&kase.dir);
    for (size_t i = 0; i < kase.files.count; i++)
        str_fini(&kase.files.items[i].text);
    array_fini(&kase.files);
    array_fini(&kase.places);
    arena_fini(&kase.arena);
    free(text);
    return !kase.is_wrong;
}

bool broken_is_said(const char *code)
{
    return strstr(said_codes, code) != NULL;
}
