#include "support/simfs_file.h"

#include "base/arena.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { SECTOR_BYTES = 512, PAGE_BYTES = 4096, CLASSES = 16 };

/* Blocks go back to lists by size, kept from test to test: thousands of
 * disks come and go, and fresh memory costs far more than filling it. */
struct block {
    struct block *next;
};
static struct block *blocks[CLASSES];

static size_t class_of(size_t count)
{
    size_t at = 0;

    while ((size_t)SECTOR_BYTES << at < count)
        at++;
    assert(at < CLASSES);
    return at;
}

static uint8_t *block_get(size_t count, size_t *ret_room)
{
    size_t at = class_of(count);
    struct block *block = blocks[at];

    *ret_room = (size_t)SECTOR_BYTES << at;
    if (!block)
        return memory_get(*ret_room);
    blocks[at] = block->next;
    return (uint8_t *)block;
}

static void block_give_back(uint8_t *bytes, size_t count)
{
    struct block *block = (struct block *)(void *)bytes;

    if (!block)
        return;
    block->next = blocks[class_of(count)];
    blocks[class_of(count)] = block;
}

/* Grows to twice what is needed at most; what it held is kept. */
static void grow(struct simfs_content *content, size_t count)
{
    uint8_t *bytes;
    size_t room;

    if (count <= content->room)
        return;
    bytes = block_get(count, &room);
    if (content->count > 0)
        memcpy(bytes, content->bytes, content->count);
    block_give_back(content->bytes, content->room);
    content->bytes = bytes;
    content->room = room;
}

/* Of the pages from `offset` on, as far as the content goes. */
static uint64_t print_of(const struct simfs_content *content, size_t offset,
                         size_t end)
{
    size_t page = offset / PAGE_BYTES;
    uint64_t print = 0;

    if (!content->is_printed)
        return 0;
    for (; page * PAGE_BYTES < end && page * PAGE_BYTES < content->count;
         page++) {
        const uint8_t *bytes = content->bytes + page * PAGE_BYTES;
        size_t left = content->count - page * PAGE_BYTES;
        size_t count = left < PAGE_BYTES ? left : PAGE_BYTES, i = 0;
        uint64_t hash = 0x9E3779B97F4A7C15 * (page + 1) + count;
        for (; i + 8 <= count; i += 8) {
            uint64_t word;
            memcpy(&word, bytes + i, 8);
            hash = (hash ^ word) * 0xBF58476D1CE4E5B9;
            hash ^= hash >> 29;
        }
        for (; i < count; i++)
            hash = (hash ^ bytes[i]) * 0x100000001B3;
        print ^= hash ^ hash >> 32;
    }
    return print;
}

static void put(struct simfs_content *content, size_t offset, const void *bytes,
                size_t count)
{
    size_t end = offset + count;
    size_t first = offset < content->count ? offset : content->count;

    if (content->is_printed)
        content->print ^= print_of(content, first, end);
    grow(content, end);
    if (end > content->count) {
        if (offset > content->count)
            memset(content->bytes + content->count, 0, offset - content->count);
        content->count = end;
    }
    if (count > 0)
        memcpy(content->bytes + offset, bytes, count);
    if (content->is_printed)
        content->print ^= print_of(content, first, end);
}

static void free_write(const struct simfs_write *write)
{
    block_give_back(write->bytes, write->count);
}

static void forget_writes(struct simfs_file *file)
{
    for (size_t i = 0; i < file->write_count; i++)
        free_write(&file->writes[i]);
    free(file->writes);
    file->writes = NULL;
    file->write_count = 0;
}

static void add_write(struct simfs_file *file, size_t offset, const void *bytes,
                      size_t count)
{
    struct simfs_write write = {.offset = offset, .count = count};
    size_t room;

    write.bytes = block_get(count, &room);
    memcpy(write.bytes, bytes, count);
    file->writes =
        memory_grow(file->writes, file->write_count + 1, sizeof *file->writes);
    file->writes[file->write_count++] = write;
}

void simfs_file_write(struct simfs_file *file, size_t offset, const void *bytes,
                      size_t count)
{
    if (count == 0)
        return;
    add_write(file, offset, bytes, count);
    put(&file->cache, offset, bytes, count);
    file->time_s = SIMFS_NOW;
}

void simfs_file_sync(struct simfs_file *file)
{
    size_t kept = 0;

    for (size_t i = 0; i < file->write_count; i++) {
        struct simfs_write *write = &file->writes[i];
        if (write->is_lost) {
            file->writes[kept++] = *write;
            continue;
        }
        put(&file->disk, write->offset, write->bytes, write->count);
        free_write(write);
    }
    file->write_count = kept;
}

/* What a power cut makes of one write that was never synced, sector by
 * sector: the first as KEPT, the rest as LOST, GARBLED or ZEROED, any or all.
 */
enum fate { KEPT, LOST, GARBLED, TORN, ZEROED, CUT, FATES };

static void settle_sector(struct simfs_file *file, enum fate fate, size_t at,
                          const uint8_t *bytes, size_t count, struct rand *rand)
{
    uint8_t rubbish[SECTOR_BYTES];

    rand_fill(rand, rubbish, sizeof rubbish);
    if (fate == KEPT || rubbish[0] & 1)
        put(&file->disk, at, bytes, count);
    else if (fate == ZEROED)
        memset(rubbish, 0, sizeof rubbish);
    if (fate != KEPT && fate != TORN && !(rubbish[0] & 1))
        put(&file->disk, at, rubbish, count);
}

static void settle(struct simfs_file *file, const struct simfs_write *write,
                   struct rand *rand)
{
    enum fate fate = write->is_lost ? LOST : rand_below(rand, FATES);
    size_t done = 0;

    if (fate == CUT) /* at any byte */
        put(&file->disk, write->offset, write->bytes,
            rand_below(rand, (uint32_t)write->count + 1));
    while (fate != LOST && fate != CUT && done < write->count) {
        size_t at = write->offset + done;
        size_t count = SECTOR_BYTES - at % SECTOR_BYTES;

        if (count > write->count - done)
            count = write->count - done;
        settle_sector(file, fate, at, write->bytes + done, count, rand);
        done += count;
    }
}

/* Unsynced writes reach the disk in any order. */
void simfs_file_settle(struct simfs_file *file, struct rand *rand)
{
    for (size_t left = file->write_count; left > 0; left--) {
        uint32_t pick = rand_below(rand, (uint32_t)left);
        struct simfs_write write = file->writes[pick];

        settle(file, &write, rand);
        file->writes[pick] = file->writes[left - 1];
        file->writes[left - 1] = write;
    }
    forget_writes(file);
    file->cache.count = 0;
    put(&file->cache, 0, file->disk.bytes, file->disk.count);
    file->time_s = file->disk_time_s;
}

void simfs_file_lose(struct simfs_file *file)
{
    for (size_t i = 0; i < file->write_count; i++)
        file->writes[i].is_lost = true;
}

void simfs_file_patch(struct simfs_file *file, size_t offset, const void *bytes,
                      size_t count)
{
    put(&file->cache, offset, bytes, count);
    put(&file->disk, offset, bytes, count);
}

struct simfs_file *simfs_file_new(bool is_folder)
{
    struct simfs_file *file = memory_get(sizeof *file);

    file->is_folder = is_folder;
    file->time_s = file->disk_time_s = SIMFS_NOW;
    return file;
}

struct simfs_file *simfs_file_copy(const struct simfs_file *file)
{
    struct simfs_file *copy = simfs_file_new(file->is_folder);

    copy->is_link = file->is_link;
    copy->time_s = file->time_s;
    copy->disk_time_s = file->disk_time_s;
    put(&copy->cache, 0, file->cache.bytes, file->cache.count);
    put(&copy->disk, 0, file->disk.bytes, file->disk.count);
    copy->disk.is_printed = file->disk.is_printed;
    copy->disk.print = file->disk.print;
    for (size_t i = 0; i < file->write_count; i++) {
        const struct simfs_write *write = &file->writes[i];
        add_write(copy, write->offset, write->bytes, write->count);
        copy->writes[i].is_lost = write->is_lost;
    }
    return copy;
}

void simfs_file_free(struct simfs_file *file)
{
    forget_writes(file);
    block_give_back(file->cache.bytes, file->cache.room);
    block_give_back(file->disk.bytes, file->disk.room);
    free(file);
}
