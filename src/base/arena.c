#include "base/arena.h"
#include "base/log.h"
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum {
    ALIGN = alignof(max_align_t),
    FIRST_BYTES = 4096,
    LARGE_BYTES = 4 << 20
};

struct arena_block {
    struct arena_block *next;
    size_t room, used; /* bytes of `bytes` */
    alignas(max_align_t) char bytes[];
};

/* At once, without the handlers of exit(): other threads still run. */
static _Noreturn void out_of_memory(size_t count, size_t bytes)
{
    log_line("out of memory, asked for %zu times %zu bytes", count, bytes);
    _exit(71);
}

/* glibc raises its threshold to the largest block ever freed, and keeps twice
 * that at the top of the heap: 16 MiB after one screen slid into the next. */
void memory_settle(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
    mallopt(M_TRIM_THRESHOLD, LARGE_BYTES);
#endif
}

void *memory_get(size_t bytes)
{
    void *memory = calloc(1, bytes ? bytes : 1);

    if (!memory)
        out_of_memory(1, bytes);
    return memory;
}

/* Through a pointer that may change, so that no compiler sees that nobody reads
 * the zeros. */
void memory_wipe(void *memory, size_t bytes)
{
    static void *(*volatile set)(void *, int, size_t) = memset;

    if (bytes > 0)
        set(memory, 0, bytes);
}

void *memory_grow(void *old, size_t count, size_t bytes)
{
    size_t all = count * bytes;
    void *memory = NULL;

    if (bytes == 0 || count <= PTRDIFF_MAX / bytes)
        memory = realloc(old, all ? all : 1);
    if (!memory)
        out_of_memory(count, bytes);
    return memory;
}

static void free_block(struct arena_block *block)
{
    memory_wipe(block->bytes, block->used);
    free(block);
}

void arena_fini(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *next = arena->blocks->next;
        free_block(arena->blocks);
        arena->blocks = next;
    }
    arena->used_bytes = 0;
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->blocks;

    for (struct arena_block *b = kept; b; b = b->next)
        if (b->room > kept->room)
            kept = b;
    while (arena->blocks) {
        struct arena_block *next = arena->blocks->next;
        if (arena->blocks != kept)
            free_block(arena->blocks);
        arena->blocks = next;
    }
    if (kept) {
        memory_wipe(kept->bytes, kept->used);
        kept->next = NULL;
        kept->used = 0;
    }
    arena->blocks = kept;
    arena->used_bytes = 0;
}

/* What is free in a block is zero: as it came, or wiped when it was forgotten.
 * Each block is twice the one before, so that few are made and the largest,
 * which reset keeps, soon holds a whole frame. */
static struct arena_block *add_block(struct arena *arena, size_t bytes)
{
    size_t room = arena->blocks ? arena->blocks->room * 2 : FIRST_BYTES;
    struct arena_block *block;

    if (room < bytes)
        room = bytes;
    block = memory_get(sizeof *block + room);
    block->next = arena->blocks;
    block->room = room;
    arena->blocks = block;
    return block;
}

void *arena_get(struct arena *arena, size_t bytes)
{
    struct arena_block *block = arena->blocks;
    char *memory;

    if (bytes > PTRDIFF_MAX / 2)
        out_of_memory(1, bytes);
    bytes = (bytes ? bytes + ALIGN - 1 : ALIGN) / ALIGN * ALIGN;
    if (!block || block->room - block->used < bytes)
        block = add_block(arena, bytes);
    memory = block->bytes + block->used;
    block->used += bytes;
    arena->used_bytes += bytes;
    return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t bytes)
{
    if (bytes > 0 && count > PTRDIFF_MAX / bytes)
        out_of_memory(count, bytes);
    return arena_get(arena, count * bytes);
}

char *arena_string(struct arena *arena, const char *text, size_t bytes)
{
    char *copy = arena_get(arena, bytes + 1);

    if (bytes > 0)
        memcpy(copy, text, bytes);
    return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    int length;
    char *text;

    va_start(args, format);
    length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        length = 0;
    text = arena_get(arena, (size_t)length + 1);
    va_start(args, format);
    vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}
