#include "feedback/slot.h"

#include "seal/hash.h"
#include <assert.h>
#include <string.h>

enum {
    MARK_BYTES = 24,
    HEAD_BYTES = 8, /* of the mark: magic, length, kind */
    SECOND_MARK = MARK_BYTES + STORE_BODY_BYTES,
};
_Static_assert(SECOND_MARK + MARK_BYTES == STORE_SLOT_BYTES, "slot size");
_Static_assert(HEAD_BYTES + HASH_SHORT_BYTES == MARK_BYTES, "mark size");

static const uint8_t magic[4] = {0xE5, 0x53, 0x4C, 0x31};

static unsigned load_16(const uint8_t *bytes)
{
    return bytes[0] | (unsigned)bytes[1] << 8;
}

static void store_16(uint8_t *bytes, unsigned value)
{
    bytes[0] = value & 0xFF;
    bytes[1] = value >> 8 & 0xFF;
}

static bool mark_stands(const uint8_t *mark)
{
    unsigned length = load_16(mark + 4), kind = load_16(mark + 6);

    return memcmp(mark, magic, sizeof magic) == 0 && length >= 1 &&
           length <= STORE_BODY_BYTES && kind <= SLOT_SEALED;
}

enum slot_state slot_read(const uint8_t slot[STORE_SLOT_BYTES],
                          struct slot_body *ret_body)
{
    const uint8_t *body = slot + MARK_BYTES, *second = slot + SECOND_MARK;
    bool first_stands = mark_stands(slot), second_stands = mark_stands(second);
    uint8_t hash[HASH_SHORT_BYTES];
    size_t count;

    if (!first_stands && !second_stands)
        return SLOT_FREE;
    if (!first_stands || !second_stands ||
        memcmp(slot, second, MARK_BYTES) != 0)
        return SLOT_DAMAGED;
    count = load_16(slot + 4);
    hash_short(slot, HEAD_BYTES, body, count, hash);
    if (memcmp(hash, slot + HEAD_BYTES, sizeof hash) != 0)
        return SLOT_DAMAGED;
    if (ret_body)
        *ret_body = (struct slot_body){(const char *)body, count,
                                       (enum slot_kind)load_16(slot + 6)};
    return SLOT_USED;
}

void slot_fill(uint8_t ret_slot[STORE_SLOT_BYTES], enum slot_kind kind,
               const void *body, size_t bytes, struct rand *rand)
{
    uint8_t *at = ret_slot + MARK_BYTES;

    assert(bytes >= 1 && bytes <= STORE_BODY_BYTES);
    memcpy(ret_slot, magic, sizeof magic);
    store_16(ret_slot + 4, (unsigned)bytes);
    store_16(ret_slot + 6, kind);
    memcpy(at, body, bytes);
    rand_fill(rand, at + bytes, STORE_BODY_BYTES - bytes);
    hash_short(ret_slot, HEAD_BYTES, at, bytes, ret_slot + HEAD_BYTES);
    memcpy(ret_slot + SECOND_MARK, ret_slot, MARK_BYTES);
}

void slot_fill_free(uint8_t ret_slot[STORE_SLOT_BYTES], struct rand *rand)
{
    do
        rand_fill(rand, ret_slot, STORE_SLOT_BYTES);
    while (slot_read(ret_slot, NULL) != SLOT_FREE);
}
