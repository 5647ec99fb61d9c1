/* What authors read when a bundle has faults: tests/data/broken. */
#include "broken.h"
#include "support/check.h"
#include "yaml/fault.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is_case(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');

    return dot && strcmp(dot, ".case") == 0;
}

static void each_fault_is_said_at_its_place(void **state)
{
    struct dirent **entries;
    int count = scandir("tests/data/broken", &entries, is_case, alphasort);

    bool is_right = true;

    (void)state;
    for (int i = 0; i < count; i++) {
        char path[400];
        snprintf(path, sizeof path, "tests/data/broken/%s", entries[i]->d_name);
        is_right &= broken_expect(path);
        free(entries[i]);
    }
    free(entries);
    print_message("%d bundles\n", count);
    assert_true(is_right);
    assert_true(count >= 100);
}

/* Those that a folder of files cannot show. */
static bool is_shown_elsewhere(const char *code)
{
    static const char *const elsewhere[] = {
        "E101",                         /* a kiosk.yaml that is not there */
        "E102", "E103", "E104", "E430", /* of the system */
        "E105", "E137", "E138", "E139", "E233", /* test_limits.c, test_tree.c */
        "E402", "E403", "E404", "E405", "E406", "E407", "E408",
        "E409", "E410", "E412", "E413", "E424", /* test_bundle.c, test_limits.c
                                                 */
        "E141", /* what libyaml may say in a later version */
        "E218", "E220", "E230", "E231", /* of assets */
        "W701", "W702", "W703", "W704", /* test_library.c */
        "W802", "W803", "W804", "W805", /* unit/kiosk/test_fit_words.c */
        "E901", "E902", "E903", "E904", "E905", "E906", "E907",
        "E908", "E909", "E910",
    };

    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (strcmp(elsewhere[i], code) == 0)
            return true;
    return false;
}

static void each_fault_of_a_bundle_has_a_case(void **state)
{
    int missing = 0;

    (void)state;
    for (int i = 0; i < FAULT__COUNT; i++)
        if (!is_shown_elsewhere(fault_entries[i].code) &&
            !broken_is_said(fault_entries[i].code)) {
            print_error("no case says %s: %s\n", fault_entries[i].code,
                        fault_entries[i].text);
            missing++;
        }
    assert_int_equal(missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_said_at_its_place),
        cmocka_unit_test(each_fault_of_a_bundle_has_a_case),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
