#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/*
 * Memory that is freed all at once: a model, a frame.
 *
 * Blocks are aligned for any type and zeroed. Pointers stay valid until
 * arena_reset() or arena_fini(), which leave nothing of what stood there in
 * memory. One thread at a time.
 *
 * Out of memory ends the process with a sentence and EX_OSERR (71): sizes
 * that come from input are bounded before anything is asked for here, so it is
 * never the input's doing. The same holds for memory_get() and memory_grow(),
 * the only ways to heap memory in this program.
 */

#include <stddef.h>

struct arena_block;
struct arena {
    struct arena_block *blocks;
    size_t used_bytes; /* handed out, of all blocks */
};

/* A zeroed struct arena is ready for use. */
void arena_fini(struct arena *arena);
/* Forgets all, keeps the largest block for the next round. */
void arena_reset(struct arena *arena);

void *arena_get(struct arena *arena, size_t bytes);
/* `count` things of `bytes` each; the product is checked. */
void *arena_array(struct arena *arena, size_t count, size_t bytes);
char *arena_string(struct arena *arena, const char *text, size_t bytes);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Large blocks go back to the system as soon as they are freed, whatever was
 * large before. Once, at the start of a program that runs for weeks. */
void memory_settle(void);
/* Zeroed heap memory; release with free(). */
void *memory_get(size_t bytes);
/* Zeroes what may have been somebody's words, before it is freed. */
void memory_wipe(void *memory, size_t bytes);
/* Like realloc() of `count` things of `bytes` each; the rest is not zeroed. */
void *memory_grow(void *old, size_t count, size_t bytes);

#endif
