#include "support/batches.h"

#include "seal/hash.h"
#include <stdio.h>

void batches_write(struct str *text, const char *kiosk, const char *period,
                   size_t records, bool is_sealed, const char *marker)
{
    str_addf(text,
             "{\"encounter_batch\":1,\"kiosk\":\"%s\",\"site\":null,"
             "\"period\":\"%s\",\"clock\":\"bounded\",\"records\":%zu",
             kiosk, period, records);
    if (is_sealed)
        str_add(text, ",\"key\":\"8376 9610 6056 9353 5957 4737\"");
    str_add(text, "}\n");
    for (size_t i = 0; i < records; i++)
        str_addf(text,
                 is_sealed ? "{\"sealed\":\"%s%zu==\"}\n"
                           : "{\"id\":\"%s%zu\"}\n",
                 marker, i);
}

void batches_name(char ret_name[BATCHES_NAME_BYTES], const char *kiosk,
                  int number, const struct str *text)
{
    uint8_t hash[HASH_SHA256_BYTES];

    hash_sha256(text->text, text->length, hash);
    snprintf(ret_name, BATCHES_NAME_BYTES, "%s_%06d_%02x%02x%02x%02x.jsonl",
             kiosk, number, hash[0], hash[1], hash[2], hash[3]);
}

void batches_put(struct simfs *disk, const char *folder,
                 char ret_name[BATCHES_NAME_BYTES], const char *kiosk,
                 int number, size_t records, bool is_sealed)
{
    struct str text = {0}, path = {0};
    char marker[32];

    snprintf(marker, sizeof marker, "m%d", number);
    batches_write(&text, kiosk, "2026-11", records, is_sealed, marker);
    batches_name(ret_name, kiosk, number, &text);
    str_addf(&path, "%s/%s", folder, ret_name);
    simfs_patch(disk, path.text, 0, text.text, text.length);
    str_fini(&path);
    str_fini(&text);
}
