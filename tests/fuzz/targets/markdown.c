/* Any text becomes blocks whose bold parts lie inside them, in order. */
#include "content/markdown.h"
#include "base/utf8.h"
#include "fuzz/target.h"
#include <string.h>

static void check_block(const struct markdown_block *block)
{
    size_t length = strlen(block->text), at = 0;

    assert(length > 0 && utf8_valid(block->text, length, NULL));
    assert(block->level >= 0 && block->level < 16);
    assert((block->kind == MARKDOWN_ITEM) == (block->marker != NULL));
    for (size_t i = 0; i < block->bold_count; i++) {
        struct markdown_span span = block->bold[i];
        assert(at <= span.start && span.start < span.end);
        assert(span.end <= length);
        assert((block->text[span.start] & 0xC0) != 0x80);
        assert((block->text[span.end] & 0xC0) != 0x80);
        at = span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct arena arena = {0};
    char *text = arena_string(&arena, (const char *)bytes, count);

    if (utf8_valid(text, strlen(text), NULL)) {
        struct markdown markdown = markdown_parse(text, &arena);
        for (size_t i = 0; i < markdown.count; i++)
            check_block(&markdown.blocks[i]);
    }
    arena_fini(&arena);
    return 0;
}
