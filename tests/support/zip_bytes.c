#include "support/zip_bytes.h"

#include <string.h>

static void two(struct str *out, uint32_t number)
{
    str_add_char(out, (char)(number & 255));
    str_add_char(out, (char)(number >> 8 & 255));
}

static void four(struct str *out, uint32_t number)
{
    two(out, number & 0xFFFF);
    two(out, number >> 16);
}

static uint32_t crc32(const uint8_t *bytes, size_t count)
{
    uint32_t crc = 0xFFFFFFFF;

    while (count-- > 0) {
        crc ^= *bytes++;
        for (int i = 0; i < 8; i++)
            crc = crc >> 1 ^ (0xEDB88320 & (0 - (crc & 1)));
    }
    return ~crc;
}

static uint32_t or_lie(uint32_t truth, uint32_t lie)
{
    return lie ? lie : truth;
}

static void add_local(struct zip_bytes *zip, const char *name, uint32_t bytes,
                      uint32_t sum, const struct zip_lie *lie)
{
    bool has = lie->has_descriptor;

    four(&zip->out, 0x04034b50);
    two(&zip->out, 20);
    two(&zip->out, lie->flags | (has ? 8 : 0));
    two(&zip->out, lie->method);
    four(&zip->out, 0x00210000);
    four(&zip->out, has ? 0 : or_lie(sum, lie->sum));
    four(&zip->out, has ? 0 : or_lie(bytes, lie->local_bytes));
    four(&zip->out, has ? 0 : or_lie(bytes, lie->local_bytes));
    two(&zip->out, (uint32_t)strlen(name));
    two(&zip->out, lie->extra_bytes);
    str_add(&zip->out, lie->local_name ? lie->local_name : name);
    str_add_bytes(&zip->out, lie->extra ? lie->extra : "", lie->extra_bytes);
}

static void add_central(struct zip_bytes *zip, const char *name, uint32_t bytes,
                        uint32_t sum, uint32_t offset,
                        const struct zip_lie *lie)
{
    struct str *out = &zip->directory;

    four(out, 0x02014b50);
    two(out, 3 << 8 | 20);
    two(out, 20);
    two(out, lie->flags | (lie->has_descriptor ? 8 : 0));
    two(out, lie->method);
    four(out, 0x00210000);
    four(out, or_lie(sum, lie->sum));
    four(out, bytes);
    four(out, or_lie(bytes, lie->central_bytes));
    two(out, (uint32_t)strlen(name));
    two(out, lie->extra_bytes);
    two(out, 0);
    two(out, 0);
    two(out, 0);
    four(out, or_lie(0100644, lie->mode) << 16);
    four(out, or_lie(offset, lie->offset));
    str_add(out, name);
    str_add_bytes(out, lie->extra ? lie->extra : "", lie->extra_bytes);
}

void zip_bytes_add(struct zip_bytes *zip, const char *name, const void *bytes,
                   size_t count, const struct zip_lie *lie)
{
    static const struct zip_lie truth;
    uint32_t sum = crc32(bytes, count);

    lie = lie ? lie : &truth;
    str_add(&zip->out, lie->gap ? lie->gap : "");
    add_central(zip, name, (uint32_t)count, sum, (uint32_t)zip->out.length,
                lie);
    add_local(zip, name, (uint32_t)count, sum, lie);
    str_add_bytes(&zip->out, bytes, count);
    if (lie->descriptor) {
        str_add_bytes(&zip->out, lie->descriptor, 16);
    } else if (lie->has_descriptor) {
        four(&zip->out, 0x08074b50);
        four(&zip->out, sum);
        four(&zip->out, (uint32_t)count);
        four(&zip->out, (uint32_t)count);
    }
    zip->count++;
}

void zip_bytes_end(struct zip_bytes *zip)
{
    uint32_t offset = (uint32_t)zip->out.length;

    str_add_bytes(&zip->out, str_text(&zip->directory), zip->directory.length);
    four(&zip->out, 0x06054b50);
    four(&zip->out, 0);
    two(&zip->out, zip->count);
    two(&zip->out, zip->count);
    four(&zip->out, (uint32_t)zip->directory.length);
    four(&zip->out, offset);
    two(&zip->out, 0);
}

void zip_bytes_fini(struct zip_bytes *zip)
{
    str_fini(&zip->out);
    str_fini(&zip->directory);
    *zip = (struct zip_bytes){0};
}
