#include "seal/open_paper.h"

#include "seal/hash.h"
#include "seal/open_box.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { CHECK_BYTES = 2, SIGNS = 16, GROUP = 4, SIGN_BITS = 5 };

static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void line_check(const uint8_t *bytes, int line,
                       uint8_t ret_check[CHECK_BYTES])
{
    uint8_t hash[HASH_SHA256_BYTES], input[1 + PAPER_LINE_BYTES];

    input[0] = (uint8_t)(line + 1);
    memcpy(input + 1, bytes, PAPER_LINE_BYTES);
    hash_sha256(input, sizeof input, hash);
    memcpy(ret_check, hash, CHECK_BYTES);
    seal_wipe(input, sizeof input);
}

void paper_add_line(const uint8_t *secret, int line, struct str *out)
{
    uint8_t bytes[PAPER_LINE_BYTES + CHECK_BYTES];
    unsigned held = 0, bits = 0, count = 0;

    memcpy(bytes, secret + line * PAPER_LINE_BYTES, PAPER_LINE_BYTES);
    line_check(bytes, line, bytes + PAPER_LINE_BYTES);
    for (size_t i = 0; i < sizeof bytes; i++) {
        held = held << 8 | bytes[i];
        for (bits += 8; bits >= SIGN_BITS; count++) {
            if (count > 0 && count % GROUP == 0)
                str_add_char(out, ' ');
            bits -= SIGN_BITS;
            str_add_char(out, signs[held >> bits & 31]);
        }
    }
    seal_wipe(bytes, sizeof bytes);
}

static int sign_value(char c)
{
    const char *at;

    c = (char)toupper((unsigned char)c);
    c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
    at = c ? strchr(signs, c) : NULL;
    return at ? (int)(at - signs) : -1;
}

/* The signs of a line as bytes; false with the reason. */
static bool read_signs(const char *text, int line, uint8_t *ret_bytes,
                       struct fail *why)
{
    unsigned held = 0, bits = 0, count = 0;
    int value;

    for (; *text; text++) {
        if (isspace((unsigned char)*text) || *text == '-')
            continue;
        if ((value = sign_value(*text)) < 0)
            return fail_set(why, FAIL_INVALID,
                            "line %d: '%.1s' is no sign of a key", line + 1,
                            isgraph((unsigned char)*text) ? text : "?");
        if (++count > SIGNS)
            break;
        held = held << SIGN_BITS | (unsigned)value;
        bits += SIGN_BITS;
        if (bits >= 8) {
            bits -= 8;
            *ret_bytes++ = (uint8_t)(held >> bits);
        }
    }
    if (count == SIGNS)
        return true;
    return fail_set(why, FAIL_INVALID, "line %d: %s than %d signs", line + 1,
                    count < SIGNS ? "fewer" : "more", SIGNS);
}

bool paper_read_line(const char *text, int line, uint8_t *ret_secret,
                     struct fail *why)
{
    uint8_t bytes[PAPER_LINE_BYTES + CHECK_BYTES], check[CHECK_BYTES];
    bool ok = read_signs(text, line, bytes, why);

    if (ok) {
        line_check(bytes, line, check);
        if (memcmp(bytes + PAPER_LINE_BYTES, check, CHECK_BYTES) != 0)
            ok = fail_set(why, FAIL_INVALID,
                          "line %d: a sign is wrong, or two stand in each "
                          "other's place",
                          line + 1);
    }
    if (ok)
        memcpy(ret_secret + line * PAPER_LINE_BYTES, bytes, PAPER_LINE_BYTES);
    seal_wipe(bytes, sizeof bytes);
    return ok;
}

/* The line of `text` that begins with `start` and a space, without them. */
static bool find_line(const char *text, const char *start, char *ret_line,
                      size_t room)
{
    size_t length;

    for (; *text; text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        const char *at = text + strspn(text, " \t");
        if (!str_starts(at, start) || !strchr(" .:\t", at[strlen(start)]) ||
            !at[strlen(start)])
            continue;
        at += strlen(start) + 1;
        if (at > text + length)
            continue;
        snprintf(ret_line, room, "%.*s", (int)(text + length - at), at);
        ret_line[strcspn(ret_line, "\r")] = '\0';
        return true;
    }
    return false;
}

static bool check_fingerprint(const char *text, const uint8_t *secret,
                              struct fail *why)
{
    char wanted[128], ours[SEAL_FINGERPRINT_BYTES];
    struct open_key *key;

    if (!find_line(text, "fingerprint", wanted, sizeof wanted))
        return true;
    key = open_key_from(secret);
    seal_key_fingerprint(open_key_public(key), ours);
    open_key_free(key);
    if (str_equal(wanted + strspn(wanted, " "), ours))
        return true;
    return fail_set(why, FAIL_INVALID,
                    "the four lines give the fingerprint %s, not the one that "
                    "stands there",
                    ours);
}

bool paper_read(const char *text, uint8_t ret_secret[SEAL_KEY_BYTES],
                struct fail *why)
{
    char line[128], number[2] = "1";
    bool ok = true;

    for (int i = 0; ok && i < PAPER_LINES; i++) {
        number[0] = (char)('1' + i);
        ok = find_line(text, number, line, sizeof line)
                 ? paper_read_line(line, i, ret_secret, why)
                 : fail_set(why, FAIL_INVALID, "line %d is missing", i + 1);
    }
    seal_wipe(line, sizeof line);
    return ok && check_fingerprint(text, ret_secret, why);
}
