#include "network.h"

#include "base/log.h"
#include "base/str.h"
#include "support/check.h"
#include "support/stub.h"
#include "sync/target_s3.h"
#include "sync/target_webdav.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 700, HOUR_MS = 60 * 60 * 1000 };

/* A sort of place: how it is opened, and where its files lie. */
struct network_store {
    const char *name;
    const char *batches, *forms; /* below its folder */
    bool has_health;
    bool keeps_torn; /* under the final name */
    bool has_copies; /* "name (2)" */
    bool is_drop, is_s3;
};
#define TREE "feedback/v=1/kiosk=foo-1/", "feedback/v=1/forms/"
static const struct network_store stores[] = {
    {"whole", TREE, .has_health = true},
    {"torn", TREE, .has_health = true, .keeps_torn = true},
    {"careless", TREE, .has_health = true, .keeps_torn = true},
    {"drop", "", "", .has_copies = true, .is_drop = true},
    {"bucket", TREE, .has_health = true, .is_s3 = true},
    {"blind", TREE, .is_s3 = true},
};

static struct stub stub;
static volatile int64_t *shared; /* fault_store says what is where */
enum { HERE, CLIENT, LOOKED, EARLY };
static uint64_t at_work; /* the seed of a run that did not end well */

int network_start(void)
{
    int file;
    void *map;

    if (!stub_start_other(&stub, "fault_store")) {
        puts("python3 or openssl is not here");
        return 77;
    }
    file = open(tmpdir_path(&stub.dir, "clock"), O_RDWR);
    map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (map == MAP_FAILED)
        abort();
    shared = map;
    return 0;
}

void network_stop(void)
{
    if (at_work != 0)
        printf("that run alone: ENCOUNTER_SEED=%llu\n",
               (unsigned long long)at_work);
    munmap((void *)(uintptr_t)shared, 4096);
    stub_stop(&stub);
}

int network_struck(const char *fault, const char *method)
{
    char line[80];

    snprintf(line, sizeof line, "fault %s %s", fault, method);
    return stub_said(&stub, line);
}

const char *network_store_name(size_t i)
{
    return i < sizeof stores / sizeof *stores ? stores[i].name : NULL;
}

int64_t network_now_ms(void)
{
    return shared[HERE] + shared[CLIENT];
}

static int64_t look_at_clock(const struct clock *clock)
{
    (void)clock;
    shared[LOOKED]++;
    return network_now_ms();
}

static void sleep_by_clock(struct clock *clock, int64_t ms)
{
    (void)clock;
    shared[CLIENT] += ms;
}

void network_wait(void)
{
    shared[CLIENT] += HOUR_MS;
}

static void write_health(struct world *world)
{
    char text[64];
    int bytes = snprintf(text, sizeof text, "health: %d\n", ++world->health);

    simfs_patch(&world->kiosk, "/data/health.yaml", 0, text, (size_t)bytes);
}

static void fill(struct world *world)
{
    static const size_t sizes[] = {1, 4, 60, 900, 6000};
    char plain[BATCHES_NAME_BYTES], path[64];
    struct rand *rnd = &world->rand;
    int number = 0;

    world->batch_count = 1 + rand_below(rnd, NETWORK_BATCHES);
    world->form_count = rand_below(rnd, NETWORK_FORMS + 1);
    for (size_t i = 0; i < world->batch_count; i++) {
        number += 1 + (int)rand_below(rnd, 3);
        batches_put(&world->kiosk, "/data/outbox", world->batches[i], "foo-1",
                    number, sizes[rand_below(rnd, 5)], true);
    }
    if (rand_below(rnd, 4) == 0)
        batches_put(&world->kiosk, "/data/outbox", plain, "foo-1", number + 1,
                    4, false);
    for (size_t i = 0; i < world->form_count; i++) {
        snprintf(world->forms[i], sizeof world->forms[i], "foo_%zu.json", i);
        snprintf(path, sizeof path, "/data/outbox/forms/%s", world->forms[i]);
        simfs_patch(&world->kiosk, path, 0, world->forms[i], 9 - i);
    }
    if (rand_below(rnd, 4) > 0)
        write_health(world);
}

void network_begin(struct world *world, const char *store, const char *plan,
                   uint64_t seed)
{
    *world = (struct world){.plan = plan, .rand = rand_seeded(seed)};
    for (size_t i = 0; network_store_name(i); i++)
        if (str_equal(stores[i].name, store))
            world->store = &stores[i];
    assert_non_null(world->store);
    simfs_init(&world->kiosk, seed);
    simfs_patch(&world->kiosk, "/data/x", 0, "", 0);
    fill(world);
}

void network_end(struct world *world)
{
    assert_int_equal(simfs_open_count(&world->kiosk), 0);
    simfs_fini(&world->kiosk);
}

static const char *store_path(const struct world *world, const char *folder,
                              const char *name)
{
    static char path[4][PATH_BYTES];
    static int turn;

    turn = (turn + 1) % 4;
    snprintf(path[turn], PATH_BYTES, "%s/%s/%s/%s%s", stub.dir.path,
             world->store->name, world->plan, folder, name);
    return path[turn];
}

/* free(); NULL: it is not there. */
static char *read_store(const char *path, size_t *ret_bytes)
{
    struct fail why;

    return fs_read_file(fs_system(), path, 16 * 1024 * 1024, ret_bytes, &why);
}

static const uint8_t *on_kiosk(struct world *world, const char *folder,
                               const char *name, size_t *ret_bytes)
{
    char path[160];

    snprintf(path, sizeof path, "/data/outbox/%s%s", folder, name);
    return simfs_bytes(&world->kiosk, path, ret_bytes);
}

size_t network_batch_bytes(struct world *world, size_t i)
{
    size_t bytes = 0;

    on_kiosk(world, "", world->batches[i], &bytes);
    return bytes;
}

static void make_folders(const char *path)
{
    struct fail why;

    if (!fs_make_folders(fs_system(), path, &why))
        fail_msg("%s", why.text);
}

/* The beginning of a batch, its last byte another one; free(). */
static char *part_of(struct world *world, size_t i, size_t bytes,
                     bool is_changed)
{
    size_t all;
    const uint8_t *text = on_kiosk(world, "", world->batches[i], &all);
    char *part = malloc(bytes + 1);

    assert_true(text && part && bytes <= all);
    memcpy(part, text, bytes);
    if (is_changed)
        part[bytes - 1] ^= 1;
    return part;
}

void network_put(struct world *world, size_t i, size_t bytes, bool is_changed)
{
    char *part = part_of(world, i, bytes, is_changed);
    FILE *file;

    world->may_be_torn = true;
    make_folders(store_path(world, world->store->batches, ""));
    file =
        fopen(store_path(world, world->store->batches, world->batches[i]), "w");
    fwrite(part, 1, bytes, file);
    fclose(file);
    free(part);
}

bool network_has(struct world *world, size_t i, size_t bytes, bool is_changed)
{
    char *part = part_of(world, i, bytes, is_changed);
    size_t found;
    char *there = read_store(
        store_path(world, world->store->batches, world->batches[i]), &found);
    bool is_same = there && found == bytes && memcmp(there, part, bytes) == 0;

    free(part);
    free(there);
    return is_same;
}

/* -1: not there; 0: half of it, or other bytes; 1: whole. */
static int state_of(struct world *world, const char *from, const char *folder,
                    const char *name)
{
    size_t wanted, bytes;
    const uint8_t *text = on_kiosk(world, from, name, &wanted);
    char *there = read_store(store_path(world, folder, name), &bytes);
    int state =
        there ? text && bytes == wanted && memcmp(there, text, bytes) == 0 : -1;

    free(there);
    return state;
}

static bool is_expected(const struct world *world, const char *name)
{
    char wanted[BATCHES_NAME_BYTES];
    size_t length = strlen(name);

    snprintf(wanted, sizeof wanted, "%s", name);
    if (world->store->has_copies && length > 4 && name[length - 1] == ')')
        wanted[strcspn(wanted, " ")] = '\0';
    for (size_t i = 0; i < world->batch_count; i++)
        if (str_equal(wanted, world->batches[i]))
            return true;
    for (size_t i = 0; i < world->form_count; i++)
        if (str_equal(wanted, world->forms[i]))
            return true;
    return str_equal(wanted, "health.yaml");
}

/* Each file once, under its name, and none that nobody sent. */
static void look_at_names(const struct world *world, const char *folder)
{
    struct fail why;
    char **names = fs_names(fs_system(), store_path(world, folder, ""), &why);

    for (char **name = names; name && *name; name++)
        if (!is_expected(world, *name) && !str_equal(*name, "clock"))
            fail_msg("%s: nobody sent %s%s", world->plan, folder, *name);
    free(names);
}

/* What the ledger says is there. */
static void look_at_ledger(struct world *world)
{
    struct fail why;
    char **places = ledger_places(&world->kiosk.fs, "/data", &why);

    assert_non_null(places);
    for (char **place = places; *place; place++) {
        struct ledger ledger;
        assert_true(
            ledger_read(&ledger, &world->kiosk.fs, "/data", *place, &why));
        for (size_t i = 0; i < ledger.lines.count; i++) {
            const char *name = ledger.lines.items[i].batch;
            bool is_form = !str_ends(name, ".jsonl");
            if (state_of(world, is_form ? "forms/" : "",
                         is_form ? world->store->forms : world->store->batches,
                         name) != 1)
                fail_msg("%s: the ledger has %s, and the store has not",
                         world->plan, name);
        }
        ledger_fini(&ledger);
    }
    free(places);
}

static void look(struct world *world)
{
    const struct network_store *store = world->store;

    for (size_t i = 0; i < world->batch_count; i++)
        if (!store->keeps_torn && !world->may_be_torn &&
            state_of(world, "", store->batches, world->batches[i]) == 0)
            fail_msg("%s: half of %s", world->plan, world->batches[i]);
    look_at_names(world, store->batches);
    look_at_names(world, store->forms);
    look_at_ledger(world);
    if (shared[EARLY] != 0)
        fail_msg("%s: it came back before it was asked to", world->plan);
}

static void look_at_health(struct world *world)
{
    char wanted[64];
    size_t bytes;
    char *there = read_store(
        store_path(world, world->store->batches, "health.yaml"), &bytes);

    snprintf(wanted, sizeof wanted, "health: %d\ndisk: {mb: ", world->health);
    if (!there || strncmp(there, wanted, strlen(wanted)) != 0 ||
        there[bytes - 1] != '\n')
        fail_msg("%s: the health there is not the last", world->plan);
    free(there);
}

static void expect_all_is_there(struct world *world, const struct sent *sent)
{
    const struct network_store *store = world->store;

    assert_int_equal(sent->came + sent->were_there, world->batch_count);
    for (size_t i = 0; i < world->batch_count; i++)
        if (state_of(world, "", store->batches, world->batches[i]) != 1)
            fail_msg("%s: %s did not arrive", world->plan, world->batches[i]);
    for (size_t i = 0; i < world->form_count; i++)
        if (state_of(world, "forms/", store->forms, world->forms[i]) != 1)
            fail_msg("%s: %s did not arrive", world->plan, world->forms[i]);
    if (store->has_health && world->health > 0)
        look_at_health(world);
}

static void on_pause(void *user, const struct fail *why, int64_t pause_ms)
{
    struct world *world = user;

    world->pauses++;
    if (pause_ms > world->asked_ms)
        world->asked_ms = pause_ms;
    snprintf(world->paused_for, sizeof world->paused_for, "%s", why->text);
}

static bool probe(struct target *target, struct patience *patience,
                  struct fail *why)
{
    bool ok;

    do
        ok = target->ops->probe(target, why);
    while (!ok && patience_again(patience, target, why));
    if (ok)
        patience_worked(patience);
    return ok;
}

static bool send_once(struct world *world, struct target *target,
                      struct patience *patience, struct sent *ret_sent,
                      struct fail *why)
{
    struct outbox outbox = {0};
    struct ledger ledger = {.file = -1};
    struct send send = {.outbox = &outbox,
                        .data = "/data",
                        .kiosk = "foo-1",
                        .target = target,
                        .ledger = &ledger,
                        .patience = patience};
    bool ok;

    *ret_sent = (struct sent){0};
    ok = outbox_read(&outbox, &world->kiosk.fs, "/data", why) &&
         probe(target, patience, why) &&
         ledger_open(&ledger, &world->kiosk.fs, "/data", target->place, why) &&
         send_all(&send, ret_sent, why);
    ledger_fini(&ledger);
    outbox_fini(&outbox);
    return ok;
}

/* The bucket is the store's name, the prefix its plan. */
static bool send_to_bucket(struct world *world, struct http *http,
                           struct patience *patience, struct sent *ret_sent,
                           struct fail *why)
{
    struct target_s3 s3;
    char url[80];
    bool ok;

    snprintf(url, sizeof url, "https://localhost:%d", stub.port);
    target_s3_init(&s3, http,
                   &(struct target_s3_settings){.url = url,
                                                .bucket = world->store->name,
                                                .prefix = world->plan,
                                                .access = "key",
                                                .secret = "s3cret"});
    ok = send_once(world, &s3.target, patience, ret_sent, why);
    target_s3_fini(&s3);
    return ok;
}

static bool send_to_collection(struct world *world, struct http *http,
                               struct patience *patience, struct sent *ret_sent,
                               struct fail *why)
{
    struct target_webdav webdav;
    char url[200];
    bool ok;

    snprintf(url, sizeof url, "https://localhost:%d/%s/%s", stub.port,
             world->store->name, world->plan);
    target_webdav_init(&webdav, http, url, world->store->is_drop);
    ok = send_once(world, &webdav.target, patience, ret_sent, why);
    target_webdav_fini(&webdav);
    return ok;
}

static bool send_over(struct world *world, struct sent *ret_sent,
                      struct fail *why)
{
    struct clock clock = {.now_ms = look_at_clock, .sleep_ms = sleep_by_clock};
    struct wall wall = wall_script(1793534400, true);
    struct http_settings settings = {
        .ca = stub.ca, .clock = &clock, .wall = &wall};
    struct patience patience;
    struct http http;
    bool ok;

    if (!world->store->is_s3) {
        settings.user = "tok";
        settings.password = "";
    }
    assert_true(http_open(&http, &settings, why));
    patience_init(&patience, &clock, &world->rand);
    patience.on_pause = on_pause;
    patience.user = world;
    ok = (world->store->is_s3 ? send_to_bucket : send_to_collection)(
        world, &http, &patience, ret_sent, why);
    http_close(&http);
    return ok;
}

bool network_send(struct world *world, int64_t cut_at, struct fail *why)
{
    struct sent sent;
    bool ok;

    if (cut_at > 0)
        world->kiosk.cut_at = world->kiosk.changes + cut_at;
    ok = send_over(world, &sent, why);
    world->runs++;
    world->came += sent.came;
    world->is_power_cut = world->kiosk.is_cut;
    world->cuts += world->is_power_cut;
    if (cut_at > 0)
        simfs_reboot(&world->kiosk);
    look(world);
    if (ok)
        expect_all_is_there(world, &sent);
    return ok;
}

static void run_seed(uint64_t seed)
{
    struct rand rnd = rand_seeded(seed);
    size_t kinds = sizeof stores / sizeof *stores;
    const char *store = stores[rand_below(&rnd, (uint32_t)kinds)].name;
    char plan[40];
    struct world world;
    struct fail why = {0};

    snprintf(plan, sizeof plan, "r%llu", (unsigned long long)seed);
    network_begin(&world, store, plan, seed);
    while (!network_send(
        &world, rand_below(&rnd, 4) == 0 ? 1 + rand_below(&rnd, 12) : 0,
        &why)) {
        if (world.runs == NETWORK_RUNS)
            fail_msg("%s: never done: %s", plan, why.text);
        if (world.health > 0 && rand_below(&rnd, 3) == 0)
            write_health(&world);
        network_wait();
    }
    network_end(&world);
}

void network_random_runs(uint64_t first, int count)
{
    const char *only = getenv("ENCOUNTER_SEED");

    if (only)
        first = strtoull(only, NULL, 10), count = 1;
    for (uint64_t seed = first; seed < first + (uint64_t)count; seed++) {
        at_work = seed;
        run_seed(seed);
        at_work = 0;
    }
}
