#include "yaml/fault_words.h"
#include "base/str.h"
#include "yaml/shown.h"
#include "yaml/tree.h"
#include <string.h>

bool fault_words_read(struct fault_words *words, const char *assets_folder,
                      const char *language, struct arena *arena,
                      struct messages *messages)
{
    const char *path =
        arena_printf(arena, "%s/messages/%s.yaml", assets_folder, language);
    const struct yaml_source *source =
        yaml_source_read(path, path, arena, messages);
    const struct yaml_node *root =
        source ? yaml_tree_parse(source, arena, messages) : NULL;

    if (!root)
        return false;
    const struct yaml_node *direction = yaml_node_get(root, "direction");
    *words = (struct fault_words){
        .language = arena_string(arena, language, strlen(language)),
        .is_right_to_left = direction && str_equal(direction->text, "rtl"),
        .root = root,
    };
    return true;
}

/* The text of a key of a map of the file, or `otherwise`. */
static const char *find(const struct fault_words *words, const char *map,
                        const char *key, const char *otherwise)
{
    const struct yaml_node *node =
        words ? yaml_node_get(yaml_node_get(words->root, map), key) : NULL;

    return node && node->kind == YAML_SCALAR && node->length > 0 ? node->text
                                                                 : otherwise;
}

const char *fault_text(const struct fault_words *words, enum fault fault)
{
    const struct fault_entry *entry = &fault_entries[fault];

    return find(words, entry->code, "says", entry->text);
}

const char *fault_help(const struct fault_words *words, enum fault fault)
{
    const struct fault_entry *entry = &fault_entries[fault];

    return entry->help ? find(words, entry->code, "help", entry->help) : NULL;
}

const char *fault_hint(const struct fault_words *words, enum fault_hint hint)
{
    const struct fault_phrase *phrase = &fault_hints[hint];

    return find(words, "hints", phrase->name, phrase->text);
}

const char *fault_label(const struct fault_words *words, enum fault_label label)
{
    const struct fault_phrase *phrase = &fault_labels[label];

    return find(words, "labels", phrase->name, phrase->text);
}

const char *fault_word(const struct fault_words *words, const char *english)
{
    return find(words, "words", english, english);
}

const char *fault_long(const struct fault_words *words, enum fault fault,
                       const char *key)
{
    return find(words, fault_entries[fault].code, key, NULL);
}

struct filling {
    const struct fault_words *words;
    const struct message_value *values;
    bool has_isolates;
};

static const struct message_value *value_of(const struct message_value *values,
                                            const char *name, size_t bytes)
{
    for (; values && values->name; values++)
        if (values->text && strlen(values->name) == bytes &&
            memcmp(values->name, name, bytes) == 0)
            return values;
    return NULL;
}

static bool add_value(const void *user, const char *name, size_t bytes,
                      struct str *out)
{
    const struct filling *filling = user;
    const struct message_value *value = value_of(filling->values, name, bytes);

    if (!value)
        return false;
    bool is_isolated = filling->has_isolates && value->kind == MESSAGE_TEXT;
    if (is_isolated)
        str_add(out, "\u2068");
    if (value->kind == MESSAGE_NUMBER)
        str_addf(out, "%lld", (long long)value->number);
    else if (value->kind == MESSAGE_WORD && value->french && filling->words &&
             str_equal(filling->words->language, "fr"))
        str_add(out, value->french);
    else if (value->kind == MESSAGE_WORD)
        str_add(out, fault_word(filling->words, value->text));
    else
        shown_add(out, value->text, strlen(value->text));
    if (is_isolated)
        str_add(out, "\u2069");
    return true;
}

static const char *filled(const struct filling *filling, struct arena *arena,
                          const char *text)
{
    struct str out = {0};

    str_add_filled(&out, text, add_value, filling);
    const char *copy = arena_string(arena, str_text(&out), out.length);
    str_fini(&out);
    return copy;
}

static struct filling filling_of(const struct fault_words *words,
                                 const struct message_value *values,
                                 bool has_isolates)
{
    return (struct filling){words, values,
                            has_isolates && words && words->is_right_to_left};
}

const char *fault_say(const struct fault_words *words, struct arena *arena,
                      enum fault fault, const struct message_value *values,
                      bool has_isolates)
{
    struct filling filling = filling_of(words, values, has_isolates);

    return filled(&filling, arena, fault_text(words, fault));
}

static bool has_all_values(const char *text, const struct message_value *values)
{
    for (const char *at = text; *at; at++) {
        size_t bytes = str_place(text, at);
        if (bytes > 0 && !value_of(values, at + 1, bytes))
            return false;
    }
    return true;
}

const char *fault_say_help(const struct fault_words *words, struct arena *arena,
                           enum fault fault, const struct message_value *values,
                           bool has_isolates)
{
    struct filling filling = filling_of(words, values, has_isolates);
    const char *help = fault_help(words, fault);

    for (int i = 0; i < HINT__COUNT; i++) {
        const char *name = fault_hints[i].name;
        if (value_of(values, name, strlen(name)))
            return filled(&filling, arena,
                          fault_hint(words, (enum fault_hint)i));
    }
    return help && has_all_values(help, values) ? filled(&filling, arena, help)
                                                : NULL;
}

const char *fault_count(const struct fault_words *words, struct arena *arena,
                        enum fault_label label, size_t count)
{
    struct filling filling =
        filling_of(words, WITH(message_number("count", (int64_t)count)), false);

    return filled(&filling, arena, fault_label(words, label));
}
