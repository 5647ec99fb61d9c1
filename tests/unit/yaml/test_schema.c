#include "support/check.h"
#include "yaml/schema.h"
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct wheel {
    const struct yaml_node *node;
    double at[2];
};
struct thing {
    const struct yaml_node *node;
    const char *id;
    int kind;
    int64_t count;
    double weight;
    bool is_good;
    uint32_t colour;
    struct text name;
    struct plural_text says;
    struct schema_list tags, wheels;
    const struct wheel *spare;
    const char *file;
};

static const struct schema_field wheel_fields[] = {
    {"at", SCHEMA_POINT, offsetof(struct wheel, at), .is_required = true,
     .min = -1, .max = 1},
};
static const struct schema wheel_schema =
    SCHEMA("wheel", struct wheel, wheel_fields);

static const char *const kinds[] = {"cart", "boat", NULL};
static const struct schema_field thing_fields[] = {
    {"id", SCHEMA_ID, offsetof(struct thing, id), .is_required = true},
    {"kind", SCHEMA_WORD, offsetof(struct thing, kind), .words = kinds,
     .fallback = -1},
    {"count", SCHEMA_INTEGER, offsetof(struct thing, count), .min = 1, .max = 9,
     .fallback = 4},
    {"weight", SCHEMA_NUMBER, offsetof(struct thing, weight), .fallback = 0.5},
    {"is_good", SCHEMA_BOOL, offsetof(struct thing, is_good), .fallback = 1},
    {"colour", SCHEMA_COLOUR, offsetof(struct thing, colour),
     .fallback = 0xABCDEF},
    {"name", SCHEMA_TEXT, offsetof(struct thing, name), .is_one_line = true},
    {"says", SCHEMA_PLURAL, offsetof(struct thing, says), .doc = NULL},
    {"tags", SCHEMA_STRING, offsetof(struct thing, tags), .is_list = true,
     .max = 3},
    {"wheels", SCHEMA_OBJECT, offsetof(struct thing, wheels), .is_list = true,
     .min = 1, .object = &wheel_schema, .variants = 1, .required_in = 1},
    {"spare", SCHEMA_OBJECT, offsetof(struct thing, spare),
     .object = &wheel_schema},
    {"file", SCHEMA_PATH, offsetof(struct thing, file), .doc = NULL},
};
static const struct schema thing_schema = {.name = "thing",
                                           .size = sizeof(struct thing),
                                           .fields = thing_fields,
                                           .count = sizeof thing_fields /
                                                    sizeof *thing_fields,
                                           .variant_key = "kind"};

struct decoded {
    struct arena arena;
    struct messages messages;
    struct yaml_source source;
    struct thing *thing;
};

static void decode(struct decoded *decoded, const char *text)
{
    *decoded = (struct decoded){.source = {"a.yaml", text, strlen(text)}};
    struct yaml_node *node =
        yaml_tree_parse(&decoded->source, &decoded->arena, &decoded->messages);
    assert_non_null(node);
    decoded->thing =
        schema_decode(&thing_schema, node, &decoded->arena, &decoded->messages);
}

static void decoded_fini(struct decoded *decoded)
{
    messages_fini(&decoded->messages);
    arena_fini(&decoded->arena);
}

static void every_type_is_decoded(void **state)
{
    struct decoded decoded;
    const struct thing *thing;

    (void)state;
    decode(&decoded,
           "id: a\nkind: cart\ncount: 7\nweight: -2.5\nis_good: false\n"
           "colour: \"#0a0B0c\"\nname: {en: One, audio: {ber: audio/a.opus}}\n"
           "says: {one: \"{n} day\", other: \"{n} days\"}\ntags: [x, y]\n"
           "wheels: [{at: [0.5, -1]}, {at: [1, 0]}]\nspare: {at: [0, 0]}\n"
           "file: a/b.c\n");
    thing = decoded.thing;
    assert_int_equal(decoded.messages.count, 0);
    assert_string_equal(thing->id, "a");
    assert_int_equal(thing->kind, 0);
    assert_int_equal(thing->count, 7);
    assert_true(thing->weight == -2.5);
    assert_false(thing->is_good);
    assert_int_equal(thing->colour, 0x0A0B0C);
    assert_int_equal(thing->name.count, 2);
    assert_string_equal(thing->name.entries[0].utf8, "One");
    assert_null(thing->name.entries[1].utf8);
    assert_string_equal(thing->name.entries[1].sound, "audio/a.opus");
    assert_string_equal(thing->says.forms[PLURAL_ONE], "{n} day");
    assert_string_equal(thing->says.forms[PLURAL_OTHER], "{n} days");
    assert_null(thing->says.forms[PLURAL_FEW]);
    assert_int_equal(thing->tags.count, 2);
    assert_string_equal(((const char **)thing->tags.items)[1], "y");
    assert_int_equal(thing->wheels.count, 2);
    const struct wheel *second = ((void **)thing->wheels.items)[1];
    assert_true(second->at[0] == 1 && second->at[1] == 0);
    assert_non_null(thing->spare);
    assert_string_equal(thing->file, "a/b.c");
    decoded_fini(&decoded);
}

static void absent_keys_take_what_the_table_says(void **state)
{
    struct decoded decoded;

    (void)state;
    decode(&decoded, "id: a\n");
    assert_int_equal(decoded.messages.count, 0);
    assert_int_equal(decoded.thing->kind, -1);
    assert_int_equal(decoded.thing->count, 4);
    assert_true(decoded.thing->weight == 0.5);
    assert_true(decoded.thing->is_good);
    assert_int_equal(decoded.thing->colour, 0xABCDEF);
    assert_null(decoded.thing->name.node);
    assert_null(decoded.thing->spare);
    assert_int_equal(decoded.thing->tags.count, 0);
    decoded_fini(&decoded);
}

static void expect(const char *text, const char *said, const char *help)
{
    struct decoded decoded;

    decode(&decoded, text);
    assert_int_equal(decoded.messages.errors, 1);
    assert_string_equal(decoded.messages.items[0].text, said);
    if (help)
        assert_string_equal(decoded.messages.items[0].help, help);
    decoded_fini(&decoded);
}

static void each_type_has_a_message_of_its_own(void **state)
{
    (void)state;
    expect("idd: a\n", "unknown key 'idd'", "did you mean 'id'?");
    expect("{}", "'id' is missing in this thing", NULL);
    expect("id: [a]\n", "'id' is a single value, not a list", NULL);
    expect("id: a\nkind: bote\n", "'kind' cannot be 'bote'",
           "did you mean 'boat'?");
    expect("id: a\nkind: train\n", "'kind' cannot be 'train'",
           "allowed here: cart, boat");
    expect("id: a\ncount: 3.5\n",
           "'count' must be a whole number from 1 to 9, not '3.5'", NULL);
    expect("id: a\ncount: 99999999999999999999\n",
           "'count' must be a whole number from 1 to 9, not "
           "'99999999999999999999'",
           NULL);
    expect("id: a\nweight: heavy\n", "'weight' must be a number, not 'heavy'",
           NULL);
    expect("id: a\nweight: 0x10\n", "'weight' must be a number, not '0x10'",
           NULL);
    expect("id: a\nweight: inf\n", "'weight' must be a number, not 'inf'",
           NULL);
    expect("id: a\nis_good: yes\n",
           "'is_good' is either true or false, not 'yes'", NULL);
    expect("id: a\ncolour: red\n", "'colour' is written \"#RRGGBB\", not 'red'",
           NULL);
    expect("id: a\nname:\n", "'name' has no value",
           "write one, or delete the line");
    expect("id: a\nname: |\n  x\n  y\n",
           "'name' is one line, without line breaks", NULL);
    expect("id: a\nsays: {one: x}\n", "'says' needs the form 'other'", NULL);
    expect("id: a\nsays: {on: x, other: y}\n", "unknown plural 'on'",
           "did you mean 'one'?");
    expect("id: a\ntags: [a, b, c, d]\n", "'tags' holds 4; 3 is the most",
           NULL);
    expect("id: a\ntags: x\n", "'tags' is a list", NULL);
    expect("id: a\nspare: {at: [1]}\n",
           "'at' is a list of two numbers: [0.4, 0.2]", NULL);
    expect("id: a\nspare: {at: [1, 2]}\n",
           "'at' must be a number from -1 to 1, not '2'", NULL);
    expect("id: a\nfile: ../x\n",
           "'file' is no path of a file of this bundle: '../x'", NULL);
    expect("id: a\nkind: boat\nwheels: [{at: [0, 0]}]\n",
           "'wheels' is not for kind 'boat'", "it is for cart");
    expect("id: a\nkind: cart\n", "'wheels' is missing in this thing", NULL);
    expect("id: a\nkind: cart\nwheels: []\n",
           "'wheels' holds 0; 1 is the least", NULL);
    expect("id: a\nname: {en: x, audio: {en: ../a}}\n",
           "'audio' is no path of a file of this bundle: '../a'", NULL);
}

static void a_scalar_refused_by_the_parser_is_not_faulted_again(void **state)
{
    (void)state;
    expect("id: a\nkind: &x boat\n", "anchors are not used here", NULL);
    expect("id: a\ncount: *x\n", "aliases are not used here", NULL);
    expect("id: a\ntags: *x\n", "aliases are not used here", NULL);
    expect("id: a\nspare: !x y\n", "tags are not used here", NULL);
}

static void count_object(void *user, const struct schema *schema, void *object)
{
    (void)object;
    sprintf(strchr(user, '\0'), "(%s)", schema->name);
}

static void count_text(void *user, const struct schema_field *field,
                       struct text *text)
{
    (void)text;
    sprintf(strchr(user, '\0'), "[%s]", field->key);
}

static void count_path(void *user, const struct schema_field *field,
                       const char *path, struct yaml_mark mark)
{
    sprintf(strchr(user, '\0'), "<%s %s %d>", field->key, path, mark.line);
}

static void count_value(void *user, const struct schema_field *field,
                        const struct yaml_node *value)
{
    sprintf(strchr(user, '\0'), "%s %zu;", field->key, value->count);
}

static void count_end(void *user, const struct schema *schema, void *object)
{
    (void)object;
    sprintf(strchr(user, '\0'), "(/%s)", schema->name);
}

static void a_walk_meets_all_that_is_there(void **state)
{
    struct decoded decoded;
    char met[200] = "";
    struct schema_visitor visitor = {.user = met,
                                     .on_object = count_object,
                                     .on_text = count_text,
                                     .on_path = count_path};

    (void)state;
    decode(&decoded, "id: a\nname: x\nkind: cart\n"
                     "wheels: [{at: [0, 0]}, {at: [1, 1]}]\nfile: a.b\n");
    schema_walk(&thing_schema, decoded.thing, &visitor);
    assert_string_equal(met, "(thing)[name](wheel)(wheel)<file a.b 5>");
    *met = '\0';
    visitor = (struct schema_visitor){.user = met,
                                      .on_object = count_object,
                                      .on_value = count_value,
                                      .on_end = count_end};
    schema_walk(&thing_schema, decoded.thing, &visitor);
    assert_string_equal(met, "(thing)id 0;kind 0;(wheel)at 2;(/wheel)"
                             "(wheel)at 2;(/wheel)file 0;(/thing)");
    decoded_fini(&decoded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_decoded),
        cmocka_unit_test(absent_keys_take_what_the_table_says),
        cmocka_unit_test(each_type_has_a_message_of_its_own),
        cmocka_unit_test(a_scalar_refused_by_the_parser_is_not_faulted_again),
        cmocka_unit_test(a_walk_meets_all_that_is_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
