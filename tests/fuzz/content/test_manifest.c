/* Any bytes are a manifest or a sentence; what is taken is written the same
 * way, so it cannot be read in two ways. */
#include "base/array.h"
#include "content/manifest.h"
#include "fuzz/yaml/mutate.h"
#include "support/check.h"
#include <stdlib.h>

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char seed_text[] =
    "# encounter-bundle 1\n# id: foo\n# programme: lab\n# kind: host\n"
    "# version: 2026.11.1\n# serial: 3\n# grammar: 1\n# languages: en ar-MA\n"
    "# bytes: 81234\n" SUM "  bundle.yaml\n" SUM "  images/a.svg\n" SUM
    "  images/b.jpg\n" SUM "  pages/one.yaml\n" SUM "  text/a.ar.md\n";
enum { ROUNDS = 6000 };

static bool try_bytes(const struct str *text)
{
    struct arena arena = {0};
    struct manifest manifest;
    struct str again = {0};
    struct fail why = {0};
    char *copy = memory_get(text->length + 1);

    memcpy(copy, str_text(text), text->length);
    bool ok = manifest_parse(copy, text->length, &arena, &manifest, &why);
    if (ok) {
        manifest_text(&manifest, &again);
        assert_int_equal(again.length, text->length);
        assert_memory_equal(again.text, copy, again.length);
        assert_non_null(manifest_find(&manifest, "bundle.yaml"));
        assert_true(manifest.serial >= 1 && manifest.serial <= MANIFEST_SERIAL);
    } else {
        assert_true(why.kind == FAIL_INVALID && why.text[0]);
    }
    free(copy);
    str_fini(&again);
    arena_fini(&arena);
    return ok;
}

static void any_bytes_are_one_manifest_or_a_sentence(void **state)
{
    unsigned long seed = mutate_number("ENCOUNTER_SEED", 1);
    unsigned long rounds = mutate_number("ENCOUNTER_FUZZ_ROUNDS", ROUNDS);
    unsigned long taken = 0;
    struct rand rand = rand_seeded(seed);
    struct str text = {0};

    (void)state;
    print_message("seed %lu, %lu rounds\n", seed, rounds);
    for (unsigned long i = 0; i < rounds; i++) {
        mutate(&text, seed_text, strlen(seed_text), &rand);
        taken += try_bytes(&text);
    }
    print_message("%lu taken\n", taken);
    assert_true(taken > 0 && taken < rounds);
    str_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_bytes_are_one_manifest_or_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
