/* Fetching from a stick while the kiosk's disk or the stick loses power, fills
 * up or refuses: what has its name is whole, the next run finishes, nothing is
 * left beside it. */
#include "sync/fetch.h"

#include "base/log.h"
#include "base/str.h"
#include "support/check.h"
#include "support/simfs.h"
#include "sync/target_folder.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { BYTES = 200 * 1000 };
static const char *const names[] = {"bar_1.encounter.zip",
                                    "foo_1.encounter.zip"};
enum { COUNT = sizeof names / sizeof *names };

static struct simfs kiosk, stick;
static uint8_t wanted[BYTES];

static void set_up(uint64_t seed)
{
    struct rand rnd = rand_seeded(9);
    char path[100];

    rand_fill(&rnd, wanted, sizeof wanted);
    simfs_init(&kiosk, seed);
    simfs_init(&stick, seed + 1000);
    simfs_patch(&kiosk, "/in/x", 0, "", 0);
    simfs_patch(&stick, "/ENCOUNTER/x", 0, "", 0);
    for (size_t i = 0; i < COUNT; i++) {
        snprintf(path, sizeof path, "/ENCOUNTER/bundles/%s", names[i]);
        simfs_patch(&stick, path, 0, wanted, sizeof wanted);
    }
}

static void tear_down(void)
{
    assert_int_equal(simfs_open_count(&kiosk), 0);
    assert_int_equal(simfs_open_count(&stick), 0);
    simfs_fini(&kiosk);
    simfs_fini(&stick);
}

static bool is_whole(const char *path)
{
    size_t bytes;
    const uint8_t *found = simfs_bytes(&kiosk, path, &bytes);

    return found && bytes == BYTES && memcmp(found, wanted, BYTES) == 0;
}

static bool verify(void *user, const char *path, struct fail *why)
{
    (void)user;
    return is_whole(path) || fail_set(why, FAIL_CORRUPT, "damaged");
}

static bool run(struct fetch_result *ret_result, struct fail *why)
{
    struct rand rnd = rand_seeded(4);
    struct fetched fetched = {.lock = -1};
    struct target_folder folder;
    struct fetch fetch = {.fs = &kiosk.fs,
                          .folder = "/in",
                          .fetched = &fetched,
                          .target = &folder.target,
                          .place = "folder",
                          .verify = verify};
    bool ok;

    *ret_result = (struct fetch_result){0};
    ok = target_folder_open(&folder, &stick.fs, "/", false, &rnd, why) &&
         fetched_open(&fetched, &kiosk.fs, "/in", "judge", why) &&
         fetch_all(&fetch, ret_result, why);
    fetched_close(&fetched);
    target_folder_fini(&folder);
    return ok;
}

/* Whole under its name or not there. Returns how many are. */
static size_t look(void)
{
    size_t count = 0, bytes;
    char path[100];

    for (size_t i = 0; i < COUNT; i++) {
        snprintf(path, sizeof path, "/in/%s", names[i]);
        if (!simfs_bytes(&kiosk, path, &bytes))
            continue;
        assert_true(is_whole(path));
        count++;
    }
    return count;
}

static void the_next_run_finishes(void)
{
    struct fetch_result result;
    struct fail why = {0};
    const char *path;
    size_t bytes;

    if (!run(&result, &why))
        fail_msg("the next run: %s", why.text);
    assert_int_equal(result.came + result.known, COUNT);
    assert_int_equal(result.refused + result.refused_before, 0);
    assert_int_equal(look(), COUNT);
    for (size_t i = 0; (path = simfs_path(&kiosk, i)) != NULL; i++)
        assert_false(simfs_bytes(&kiosk, path, &bytes) &&
                     (str_ends(path, ".part") || str_ends(path, ".new")));
    simfs_reboot(&kiosk);
    assert_int_equal(look(), COUNT);
}

static void power_that_goes_at_any_change_leaves_what_is_whole(void **state)
{
    struct fetch_result result;
    struct fail why;
    int64_t changes;
    size_t states = 0;

    (void)state;
    set_up(1);
    assert_true(run(&result, &why));
    assert_int_equal(result.came, COUNT);
    changes = kiosk.changes;
    tear_down();
    assert_in_range(changes, 12, 1000);
    for (int64_t cut = 1; cut <= changes; cut++)
        for (uint64_t seed = 1; seed <= 8; seed++, states++) {
            set_up(seed);
            kiosk.cut_at = cut;
            run(&result, &why);
            assert_true(kiosk.is_cut);
            simfs_reboot(&kiosk);
            simfs_reboot(&stick);
            assert_true(look() >= result.came);
            the_next_run_finishes();
            tear_down();
        }
    print_message("states: %zu\n", states);
}

static void calls_that_fail_are_told_and_made_up_for(void **state)
{
    static const int numbers[] = {EIO, ENOSPC, EROFS, ENODEV};
    struct simfs *disks[] = {&kiosk, &stick};
    struct fetch_result result;
    struct fail why;

    (void)state;
    for (int i = 0; i < 2; i++) {
        set_up(1);
        assert_true(run(&result, &why));
        int64_t calls = disks[i]->calls;
        tear_down();
        assert_in_range(calls, 5, 1000);
        for (int64_t call = 1; call <= calls; call++)
            for (int j = 0; j < 8; j++) {
                set_up((uint64_t)call);
                disks[i]->fail_at = call;
                disks[i]->fail_errno = numbers[j / 2];
                disks[i]->fails_for_good = j % 2;
                run(&result, &why);
                simfs_reboot(&kiosk);
                simfs_reboot(&stick);
                assert_true(look() >= result.came);
                the_next_run_finishes();
                tear_down();
            }
        print_message("calls: %lld\n", (long long)calls * 8);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(power_that_goes_at_any_change_leaves_what_is_whole),
        cmocka_unit_test(calls_that_fail_are_told_and_made_up_for),
    };

    log_open("test");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
