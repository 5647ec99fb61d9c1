/* Taking a package, while the disk loses power, refuses or fills up. */
#include "giver.h"

#include "support/check.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { OLD = 3, NEW = 4, SEEDS = 12 };

static struct giver giver;
static struct str old_zip, new_zip, older_zip, newer_zip, newest_zip;
static struct simfs stick;

/* A kiosk: its disk, and what it was told. */
struct world {
    struct simfs disk;
    struct arena arena;
    int64_t shipped; /* serial of what came with the program; 0: nothing */
};

static int set_up(void **state)
{
    (void)state;
    giver_init(&giver);
    giver_zip(&giver, OLD - 1, &older_zip);
    giver_zip(&giver, OLD, &old_zip);
    giver_zip(&giver, NEW, &new_zip);
    giver_zip(&giver, NEW + 1, &newer_zip);
    giver_zip(&giver, NEW + 2, &newest_zip);
    simfs_init(&stick, 1);
    simfs_patch(&stick, "/s/older.zip", 0, older_zip.text, older_zip.length);
    simfs_patch(&stick, "/s/old.zip", 0, old_zip.text, old_zip.length);
    simfs_patch(&stick, "/s/new.zip", 0, new_zip.text, new_zip.length);
    simfs_patch(&stick, "/s/newer.zip", 0, newer_zip.text, newer_zip.length);
    simfs_patch(&stick, "/s/newest.zip", 0, newest_zip.text, newest_zip.length);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    simfs_fini(&stick);
    str_fini(&older_zip);
    str_fini(&old_zip);
    str_fini(&new_zip);
    str_fini(&newer_zip);
    str_fini(&newest_zip);
    giver_fini(&giver);
    return 0;
}

static int64_t shipped_serial(void *user, const char *id,
                              const char **ret_version)
{
    const struct world *world = user;

    (void)id;
    *ret_version = world->shipped ? "shipped" : NULL;
    return world->shipped;
}

static bool any_is_good(void *user, const char *folder,
                        const struct manifest *manifest, struct fail *why)
{
    (void)manifest;
    (void)user;
    (void)folder;
    (void)why;
    return true;
}

static struct install_result install_from(struct world *world,
                                          struct simfs *from, const char *path,
                                          bool allows_older)
{
    struct install_job job = {.fs = &world->disk.fs,
                              .content = "/d/content",
                              .keys = &giver.keys,
                              .programme = "lab",
                              .allows_older = allows_older,
                              .user = world,
                              .shipped = shipped_serial,
                              .check = any_is_good,
                              .arena = &world->arena};
    struct install_result result;

    install_package(&job, &from->fs, path, &result);
    return result;
}

static struct install_result install(struct world *world, const char *path)
{
    return install_from(world, &stick, path, false);
}

static void begin(struct world *world, bool has_old)
{
    struct fail why;

    *world = (struct world){0};
    simfs_init(&world->disk, 1);
    assert_true(fs_make_folders(&world->disk.fs, "/d/content", &why));
    if (has_old)
        assert_int_equal(install(world, "/s/old.zip").end, INSTALL_TOOK);
}

static void end(struct world *world)
{
    simfs_fini(&world->disk);
    arena_fini(&world->arena);
}

/* The serial that is shown, all of it there; 0: none. */
static int shown(struct world *world, struct installed *installed)
{
    const struct installed_version *version;
    char folder[SIMFS_PATH_BYTES];
    struct fail why;

    if (!installed_read(&world->disk.fs, "/d/content", "foo", &world->arena,
                        installed, &why))
        fail_msg("%s", why.text);
    version = installed_choose(installed, 0);
    if (!version)
        return 0;
    snprintf(folder, sizeof folder, "/d/content/foo/%s", version->folder);
    if (!giver_is_whole(&giver, &world->disk, folder,
                        (int)version->manifest.serial))
        fail_msg("version %s is shown and not whole", version->folder);
    return (int)version->manifest.serial;
}

/* After a cut, with the old version or nothing before: what is shown is one of
 * the two, no older one is taken, and a second run ends with the new one. */
static void must_be_well(struct world *world, bool has_old, bool was_taken)
{
    struct installed installed;
    int serial = shown(world, &installed);
    struct install_result result;

    assert_true(serial == NEW || serial == (has_old ? OLD : 0));
    assert_true(installed.accepted >= serial);
    if (was_taken)
        assert_int_equal(serial, NEW);
    if (has_old) {
        assert_int_equal(install(world, "/s/older.zip").reason, STICK_OLDER);
        assert_int_equal(shown(world, &installed), serial);
    }
    result = install(world, "/s/new.zip");
    if (result.end != INSTALL_TOOK && result.end != INSTALL_LEFT)
        fail_msg("a second run: %s", result.why.text);
    assert_int_equal(shown(world, &installed), NEW);
    assert_int_equal(installed.accepted, NEW);
    assert_int_equal(install(world, "/s/new.zip").end, INSTALL_LEFT);
    assert_int_equal(install(world, "/s/old.zip").reason, STICK_OLDER);
    assert_int_equal(simfs_open_count(&world->disk), 0);
}

static size_t cut_everywhere(bool has_old)
{
    size_t states = 0;

    for (int64_t cut = 1;; cut++)
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            struct world world, after = {0};
            begin(&world, has_old);
            world.disk.cut_at = world.disk.changes + cut;
            struct install_result result = install(&world, "/s/new.zip");
            if (!world.disk.is_cut) {
                assert_int_equal(result.end, INSTALL_TOOK);
                end(&world);
                return states;
            }
            simfs_copy(&after.disk, &world.disk, seed);
            simfs_reboot(&after.disk);
            must_be_well(&after, has_old, result.end == INSTALL_TOOK);
            states++;
            end(&after);
            end(&world);
        }
}

static void a_cut_leaves_the_old_or_the_new_and_can_be_taken_up(void **state)
{
    (void)state;
    size_t states = cut_everywhere(true) + cut_everywhere(false);

    print_message("%zu states\n", states);
    assert_true(states > 500);
}

/* Every call of the kiosk's disk, then every one of the stick's. */
static void refuse_everywhere(int number, bool for_good, bool of_stick)
{
    for (int64_t call = 1;; call++) {
        struct world world;
        struct installed installed;
        begin(&world, true);
        struct simfs *disk = of_stick ? &stick : &world.disk;
        int64_t before = disk->calls;
        disk->fail_at = before + call;
        disk->fail_errno = number;
        disk->fails_for_good = for_good;
        struct install_result result = install(&world, "/s/new.zip");
        bool was_called = disk->calls >= before + call;
        disk->fail_at = 0;
        disk->fails_for_good = false;
        assert_int_equal(simfs_open_count(disk), 0);
        if (result.end != INSTALL_TOOK) {
            assert_true(result.why.text[0] != '\0');
            assert_int_equal(result.end, INSTALL_FAILED);
        }
        simfs_reboot(&world.disk);
        int serial = shown(&world, &installed);
        assert_true(serial == NEW ||
                    (serial == OLD && result.end != INSTALL_TOOK));
        must_be_well(&world, true, result.end == INSTALL_TOOK);
        end(&world);
        if (!was_called)
            return;
    }
}

static void whatever_is_refused_leaves_the_old_and_is_said(void **state)
{
    (void)state;
    for (int for_good = 0; for_good <= 1; for_good++) {
        refuse_everywhere(EIO, for_good, true);
        refuse_everywhere(ENODEV, for_good, true);
        refuse_everywhere(EIO, for_good, false);
        refuse_everywhere(ENOSPC, for_good, false);
    }
}

static void a_sync_that_fails_is_no_switch(void **state)
{
    (void)state;
    for (int64_t sync = 1;; sync++) {
        struct world world;
        begin(&world, true);
        int64_t before = world.disk.syncs;
        world.disk.sync_fail_at = before + sync;
        struct install_result result = install(&world, "/s/new.zip");
        bool was_reached = world.disk.syncs >= before + sync;
        if (was_reached && result.end == INSTALL_TOOK)
            fail_msg("sync %d failed and it was taken", (int)sync);
        simfs_reboot(&world.disk);
        must_be_well(&world, true, result.end == INSTALL_TOOK);
        end(&world);
        if (!was_reached)
            return;
    }
}

static void a_disk_too_small_keeps_the_old(void **state)
{
    struct world world;
    struct installed installed;

    (void)state;
    begin(&world, true);
    world.disk.room_bytes = 1024 * 1024;
    struct install_result result = install(&world, "/s/new.zip");
    assert_int_equal(result.reason, STICK_NO_ROOM);
    world.disk.room_bytes = 0;
    assert_int_equal(shown(&world, &installed), OLD);
    end(&world);
}

/* A person goes back, and takes the other one again. */
static void going_back_survives_a_cut(void **state)
{
    (void)state;
    for (int64_t cut = 1;; cut++)
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            struct world world, after = {0};
            struct installed installed;
            const struct installed_version *to;
            struct fail why;
            begin(&world, true);
            assert_int_equal(install(&world, "/s/new.zip").end, INSTALL_TOOK);
            assert_int_equal(shown(&world, &installed), NEW);
            world.disk.cut_at = world.disk.changes + cut;
            bool ok = installed_roll_back(&world.disk.fs, "/d/content",
                                          &installed, 0, &to, &why);
            bool was_cut = world.disk.is_cut;
            simfs_copy(&after.disk, &world.disk, seed);
            simfs_reboot(&after.disk);
            int serial = shown(&after, &installed);
            assert_true(serial == OLD || (serial == NEW && !ok));
            assert_int_equal(installed.accepted, NEW);
            if (serial == OLD) {
                assert_int_equal(install(&after, "/s/new.zip").reason,
                                 STICK_SET_ASIDE);
                assert_int_equal(
                    install_from(&after, &stick, "/s/new.zip", true).end,
                    INSTALL_TOOK);
                assert_int_equal(shown(&after, &installed), NEW);
            }
            end(&after);
            end(&world);
            if (!was_cut)
                return;
        }
}

/* What came with the program counts as having been here. */
static void a_shipped_copy_is_a_baseline(void **state)
{
    struct world world;
    struct installed installed;

    (void)state;
    begin(&world, false);
    world.shipped = NEW;
    assert_int_equal(install(&world, "/s/old.zip").reason, STICK_OLDER);
    assert_int_equal(install(&world, "/s/new.zip").end, INSTALL_LEFT);
    world.shipped = NEW + 1;
    assert_int_equal(install(&world, "/s/new.zip").reason, STICK_OLDER);
    world.shipped = OLD;
    struct install_result result = install(&world, "/s/new.zip");
    assert_int_equal(result.end, INSTALL_TOOK);
    assert_string_equal(result.before, "shipped");
    /* A later package of the program brings a newer one. */
    shown(&world, &installed);
    assert_non_null(installed_choose(&installed, NEW));
    assert_null(installed_choose(&installed, NEW + 1));
    end(&world);
}

static void what_a_person_allows_is_shown_whatever_is_newer(void **state)
{
    struct world world;
    struct installed installed;

    (void)state;
    begin(&world, true);
    world.shipped = NEW + 1;
    assert_int_equal(install(&world, "/s/new.zip").reason, STICK_OLDER);
    assert_int_equal(install_from(&world, &stick, "/s/new.zip", true).end,
                     INSTALL_TOOK);
    shown(&world, &installed);
    assert_int_equal(installed_choose(&installed, NEW + 1)->manifest.serial,
                     NEW);
    /* And the way back from it, to the one before and no further. */
    const struct installed_version *to;
    struct fail why;
    assert_true(installed_roll_back(&world.disk.fs, "/d/content", &installed,
                                    NEW + 1, &to, &why));
    shown(&world, &installed);
    assert_int_equal(installed_choose(&installed, NEW + 1)->manifest.serial,
                     OLD);
    assert_false(installed_roll_back(&world.disk.fs, "/d/content", &installed,
                                     NEW + 1, &to, &why));
    assert_int_equal(why.kind, FAIL_MISSING);
    end(&world);
}

/* Whoever visits while two versions come still sees the one before them. */
static void what_was_shown_outlasts_the_next_installation(void **state)
{
    struct world world;

    (void)state;
    begin(&world, true);
    assert_int_equal(install(&world, "/s/new.zip").end, INSTALL_TOOK);
    assert_int_equal(install(&world, "/s/newer.zip").end, INSTALL_TOOK);
    assert_true(giver_is_whole(&giver, &world.disk, "/d/content/foo/v3", OLD));
    assert_true(giver_is_whole(&giver, &world.disk, "/d/content/foo/v4", NEW));
    assert_int_equal(install(&world, "/s/newest.zip").end, INSTALL_TOOK);
    assert_false(giver_is_whole(&giver, &world.disk, "/d/content/foo/v3", OLD));
    assert_true(giver_is_whole(&giver, &world.disk, "/d/content/foo/v4", NEW));
    end(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_leaves_the_old_or_the_new_and_can_be_taken_up),
        cmocka_unit_test(whatever_is_refused_leaves_the_old_and_is_said),
        cmocka_unit_test(a_sync_that_fails_is_no_switch),
        cmocka_unit_test(a_disk_too_small_keeps_the_old),
        cmocka_unit_test(going_back_survives_a_cut),
        cmocka_unit_test(a_shipped_copy_is_a_baseline),
        cmocka_unit_test(what_a_person_allows_is_shown_whatever_is_newer),
        cmocka_unit_test(what_was_shown_outlasts_the_next_installation),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
