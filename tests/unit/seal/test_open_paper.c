#include "seal/open_paper.h"

#include "seal/open_box.h"
#include "support/check.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void fill(uint8_t secret[SEAL_KEY_BYTES])
{
    for (size_t i = 0; i < SEAL_KEY_BYTES; i++)
        secret[i] = (uint8_t)(i * 41 + 7);
}

static char *line_of(const uint8_t *secret, int line)
{
    struct str text = {0};

    paper_add_line(secret, line, &text);
    return text.text;
}

static void a_line_is_four_groups_of_four_and_reads_back(void **state)
{
    uint8_t secret[SEAL_KEY_BYTES], got[SEAL_KEY_BYTES] = {0};
    struct fail why;

    (void)state;
    fill(secret);
    for (int i = 0; i < PAPER_LINES; i++) {
        char *line = line_of(secret, i);
        assert_int_equal(strlen(line), 19);
        assert_true(line[4] == ' ' && line[9] == ' ' && line[14] == ' ');
        assert_true(paper_read_line(line, i, got, &why));
        free(line);
    }
    assert_memory_equal(got, secret, sizeof got);
}

static void a_line_may_be_typed_as_people_type(void **state)
{
    uint8_t secret[SEAL_KEY_BYTES], got[SEAL_KEY_BYTES] = {0};
    struct fail why;

    (void)state;
    for (int round = 0; round < 64; round++)
        for (int i = 0; i < PAPER_LINES; i++) {
            struct str typed = {0};
            for (int k = 0; k < SEAL_KEY_BYTES; k++)
                secret[k] = (uint8_t)(round * 31 + k * 17);
            char *line = line_of(secret, i);
            str_add(&typed, "  ");
            for (char *c = line; *c; c++)
                str_add_char(&typed, *c == '0'   ? 'o'
                                     : *c == '1' ? "lI"[round & 1]
                                     : *c == ' ' ? '-'
                                                 : (char)tolower(*c));
            assert_true(paper_read_line(typed.text, i, got, &why));
            assert_memory_equal(got + i * PAPER_LINE_BYTES,
                                secret + i * PAPER_LINE_BYTES,
                                PAPER_LINE_BYTES);
            free(line);
            str_fini(&typed);
        }
}

static void assert_told(const char *line, int number, const char *words)
{
    uint8_t got[SEAL_KEY_BYTES];
    char wanted[24];
    struct fail why;

    snprintf(wanted, sizeof wanted, "line %d:", number + 1);
    assert_false(paper_read_line(line, number, got, &why));
    assert_non_null(strstr(why.text, wanted));
    assert_non_null(strstr(why.text, words));
}

static void one_wrong_sign_is_told_by_its_line(void **state)
{
    uint8_t secret[SEAL_KEY_BYTES];

    (void)state;
    fill(secret);
    for (int i = 0; i < PAPER_LINES; i++) {
        char *line = line_of(secret, i);
        for (char *c = line; *c; c++) {
            char kept = *c;
            for (const char *other = signs; kept != ' ' && *other; other++)
                if (*other != kept) {
                    *c = *other;
                    assert_told(line, i, "a sign is wrong");
                }
            *c = kept;
        }
        free(line);
    }
}

static void signs_in_each_others_place_are_told_by_their_line(void **state)
{
    uint8_t secret[SEAL_KEY_BYTES];

    (void)state;
    fill(secret);
    for (int i = 0; i < PAPER_LINES; i++) {
        char *line = line_of(secret, i);
        for (int k = 0; line[k + 1]; k++) {
            char left = line[k], right = line[k + 1];
            if (left == right || left == ' ' || right == ' ')
                continue;
            line[k] = right;
            line[k + 1] = left;
            assert_told(line, i, "place");
            line[k] = left;
            line[k + 1] = right;
        }
        free(line);
    }
}

static void too_few_too_many_and_foreign_signs_are_told(void **state)
{
    (void)state;
    assert_told("", 0, "fewer");
    assert_told("0000 0000 0000 000", 1, "fewer");
    assert_told("0000 0000 0000 0000 0", 2, "more");
    assert_told("0000 000U 0000 0000", 3, "'U'");
    assert_told("0000 \xC3\xA9 0000", 3, "no sign");
}

struct paper {
    uint8_t secret[SEAL_KEY_BYTES];
    char *lines[PAPER_LINES];
};

static void set_up(struct paper *paper)
{
    fill(paper->secret);
    for (int i = 0; i < PAPER_LINES; i++)
        paper->lines[i] = line_of(paper->secret, i);
}

static void tear_down(struct paper *paper)
{
    for (int i = 0; i < PAPER_LINES; i++)
        free(paper->lines[i]);
}

/* Which lines stand at 1 to 4; a letter that is no line leaves it out. */
static bool reads(const struct paper *paper, const char *order,
                  const char *fingerprint, struct fail *why)
{
    uint8_t got[SEAL_KEY_BYTES];
    struct str text = {0};
    bool ok;

    str_add(&text, "Some words.\n");
    for (int i = 0; i < PAPER_LINES; i++)
        if (order[i] != '-')
            str_addf(&text, "%d  %s\r\n", i + 1, paper->lines[order[i] - '1']);
    if (fingerprint)
        str_addf(&text, "\nfingerprint %s\n", fingerprint);
    ok = paper_read(text.text, got, why);
    if (ok)
        assert_memory_equal(got, paper->secret, sizeof got);
    str_fini(&text);
    return ok;
}

static void the_whole_paper_reads_back_and_knows_its_fingerprint(void **state)
{
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    struct open_key *key;
    struct paper paper;
    struct fail why;

    (void)state;
    set_up(&paper);
    key = open_key_from(paper.secret);
    seal_key_fingerprint(open_key_public(key), fingerprint);
    open_key_free(key);
    assert_true(reads(&paper, "1234", NULL, &why));
    assert_true(reads(&paper, "1234", fingerprint, &why));
    fingerprint[0] = fingerprint[0] == '1' ? '2' : '1';
    assert_false(reads(&paper, "1234", fingerprint, &why));
    assert_non_null(strstr(why.text, "fingerprint"));
    tear_down(&paper);
}

static void lines_in_each_others_place_or_missing_are_told(void **state)
{
    struct paper paper;
    struct fail why;

    (void)state;
    set_up(&paper);
    assert_false(reads(&paper, "1324", NULL, &why));
    assert_non_null(strstr(why.text, "line 2:"));
    assert_false(reads(&paper, "123-", NULL, &why));
    assert_non_null(strstr(why.text, "line 4 is missing"));
    tear_down(&paper);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_four_groups_of_four_and_reads_back),
        cmocka_unit_test(a_line_may_be_typed_as_people_type),
        cmocka_unit_test(one_wrong_sign_is_told_by_its_line),
        cmocka_unit_test(signs_in_each_others_place_are_told_by_their_line),
        cmocka_unit_test(too_few_too_many_and_foreign_signs_are_told),
        cmocka_unit_test(the_whole_paper_reads_back_and_knows_its_fingerprint),
        cmocka_unit_test(lines_in_each_others_place_or_missing_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
