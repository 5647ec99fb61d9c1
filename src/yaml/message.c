#include "yaml/message.h"
#include "base/str.h"
#include "yaml/fault_words.h"
#include "yaml/shown.h"
#include <stdlib.h>
#include <string.h>

void messages_fini(struct messages *messages)
{
    arena_fini(&messages->arena);
    free(messages->items);
    *messages = (struct messages){0};
}

bool messages_full(const struct messages *messages)
{
    return messages->count >= MESSAGES_KEPT;
}

static void count(struct messages *messages, enum message_severity severity)
{
    if (severity == MESSAGE_ERROR)
        messages->errors++;
    else if (severity == MESSAGE_WARNING)
        messages->warnings++;
    else
        messages->notes++;
}

/* Those that are there, as they may be shown. */
static const struct message_value *
copy_values(struct arena *arena, const struct message_value *values)
{
    size_t all = 0, kept = 0;

    while (values && values[all].name)
        all++;
    struct message_value *copies = arena_array(arena, all + 1, sizeof *copies);
    for (size_t i = 0; i < all; i++) {
        if (!values[i].text)
            continue;
        copies[kept] = values[i];
        copies[kept++].text = shown_copy(arena, values[i].text);
    }
    return copies;
}

/* The next message, filled but for its place; NULL when it is only counted. */
static struct message *message_new(struct messages *messages, enum fault fault,
                                   const struct message_value *values)
{
    enum message_severity severity = fault_severity(fault);
    struct arena *arena = &messages->arena;

    count(messages, severity);
    if (messages_full(messages))
        return NULL;
    if (messages->count == messages->room) {
        messages->room = messages->room ? messages->room * 2 : 16;
        messages->items = memory_grow(messages->items, messages->room,
                                      sizeof *messages->items);
    }
    struct message *message = &messages->items[messages->count++];
    values = copy_values(arena, values);
    *message = (struct message){
        .fault = fault,
        .severity = severity,
        .values = values,
        .text = fault_say(NULL, arena, fault, values, false),
        .help = fault_say_help(NULL, arena, fault, values, false),
    };
    return message;
}

void message_add(struct messages *messages, enum fault fault,
                 struct yaml_mark mark, const struct message_value *values)
{
    struct message *message = message_new(messages, fault, values);

    if (!message || !mark.source)
        return;
    message->path = shown_copy(&messages->arena, mark.source->path);
    message->line = mark.line;
    message->column = mark.column;
    shown_excerpt(message, &messages->arena, mark);
    if (message->severity == MESSAGE_NOTE)
        message->excerpt = NULL;
}

void message_add_after(struct messages *messages, enum fault fault)
{
    struct message place = {0};

    if (messages->count > 0)
        place = messages->items[messages->count - 1];
    struct message *message = message_new(messages, fault, NULL);
    if (!message)
        return;
    message->path = place.path;
    message->line = place.line;
    message->column = place.column;
    message->end_column = place.end_column;
}

void message_add_path(struct messages *messages, enum fault fault,
                      const char *path, const struct message_value *values)
{
    struct message *message = message_new(messages, fault, values);

    if (message)
        message->path = shown_copy(&messages->arena, path);
}
