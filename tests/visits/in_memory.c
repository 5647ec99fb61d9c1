/*
 * in_memory PID WORD: where in the memory of a process six letters of WORD in
 * a row lie: as UTF-8, or a letter every 2 to 64 bytes, as UTF-16, UTF-32 and
 * every array of structs has them. Prints each place, then their number.
 *
 * Exit status: 0 searched, 77 may not look, 1 anything else.
 */

#include "base/arena.h"
#include "base/utf8.h"
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum {
    LETTERS = 6,
    WORD_LETTERS = 64,
    STRIDE_MOST = 64,
    STEP = 1 << 20,
    OVER = LETTERS * STRIDE_MOST, /* what a place may reach into the next */
    SHOWN = 20
};
/* What a sanitizer keeps beside the memory; it holds no text. */
static const uint64_t region_most = (uint64_t)4 << 30;

struct search {
    uint32_t letters[WORD_LETTERS];
    size_t count;
    int memory; /* file */
    unsigned long found;
};

static bool is_letter(const unsigned char *at, uint32_t letter, size_t stride)
{
    if (stride == 1 || letter < 0x80)
        return at[0] == letter;
    return (at[0] == (letter & 0xFF) && at[1] == letter >> 8) ||
           (at[0] == letter >> 8 && at[1] == (letter & 0xFF));
}

static bool is_row(const unsigned char *at, const uint32_t *letters,
                   size_t stride)
{
    for (size_t i = 0; i < LETTERS; i++)
        if (!is_letter(at + i * stride, letters[i], stride))
            return false;
    return true;
}

static bool is_utf8(const unsigned char *at, const uint32_t *letters)
{
    char text[LETTERS * 4];
    size_t bytes = 0;

    for (size_t i = 0; i < LETTERS; i++)
        bytes += utf8_encode(letters[i], text + bytes);
    return memcmp(at, text, bytes) == 0;
}

static void look_at(struct search *search, const unsigned char *at,
                    uint64_t address, const char *region)
{
    for (size_t first = 0; first + LETTERS <= search->count; first++) {
        const uint32_t *letters = search->letters + first;
        for (size_t stride = 1; stride <= STRIDE_MOST; stride++) {
            if (stride == 1 ? !is_utf8(at, letters)
                            : !is_row(at, letters, stride))
                continue;
            if (search->found++ < SHOWN)
                printf("%jx: from letter %zu, one each %zu bytes, in %s\n",
                       (uintmax_t)address, first + 1, stride, region);
        }
    }
}

/* Bytes that a place can begin with: most are passed over at once. */
static void mark_firsts(const struct search *search, bool *ret_firsts)
{
    char text[4];

    for (size_t i = 0; i + LETTERS <= search->count; i++) {
        utf8_encode(search->letters[i], text);
        ret_firsts[(unsigned char)text[0]] = true;
        ret_firsts[search->letters[i] & 0xFF] = true;
        ret_firsts[search->letters[i] >> 8 & 0xFF] |= search->letters[i] > 0x7F;
    }
}

static void search_region(struct search *search, uint64_t from, uint64_t to,
                          const char *name)
{
    static unsigned char bytes[STEP + OVER + 4];
    bool firsts[256] = {false};

    mark_firsts(search, firsts);
    for (; from < to; from += STEP) {
        size_t most =
            to - from < STEP + OVER ? (size_t)(to - from) : (size_t)STEP + OVER;
        ssize_t got = pread(search->memory, bytes, most, (off_t)from);
        if (got <= 0)
            continue;
        memset(bytes + got, 0, sizeof bytes - (size_t)got);
        for (size_t i = 0; i < (size_t)got && i < STEP; i++)
            if (firsts[bytes[i]] && i + OVER < sizeof bytes)
                look_at(search, bytes + i, from + i, name);
    }
}

static void search_all(struct search *search, FILE *maps)
{
    char line[1024];

    while (fgets(line, sizeof line, maps)) {
        unsigned long from, to;
        char mode[5], name[512] = "memory";

        if (sscanf(line, "%lx-%lx %4s %*s %*s %*s %511s", &from, &to, mode,
                   name) < 3 ||
            mode[0] != 'r' || to - from > region_most)
            continue;
        search_region(search, from, to, name);
    }
}

static bool open_process(const char *pid, FILE **ret_maps, int *ret_memory)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%s/maps", pid);
    *ret_maps = fopen(path, "r");
    snprintf(path, sizeof path, "/proc/%s/mem", pid);
    *ret_memory = open(path, O_RDONLY | O_CLOEXEC);
    return *ret_maps && *ret_memory >= 0;
}

int main(int argc, char **argv)
{
    struct search search = {.count = 0};
    FILE *maps;

    if (argc != 3)
        return EXIT_FAILURE;
    if (!open_process(argv[1], &maps, &search.memory)) {
        perror("the memory of the process");
        return errno == EACCES || errno == EPERM ? 77 : EXIT_FAILURE;
    }
    for (const char *at = argv[2]; *at && search.count < WORD_LETTERS;)
        at += utf8_decode(at, strlen(at), &search.letters[search.count++]);
    search_all(&search, maps);
    printf("%lu\n", search.found);
    fclose(maps);
    close(search.memory);
    return EXIT_SUCCESS;
}
