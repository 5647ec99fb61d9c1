#include "base/service.h"

#include "support/check.h"
#include "support/tmpdir.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct tmpdir dir;
static int manager;
static char name[128];

static void listen_as(const char *given)
{
    struct sockaddr_un here = {.sun_family = AF_UNIX};
    size_t length = strlen(given);

    snprintf(name, sizeof name, "%s", given);
    memcpy(here.sun_path, given, length);
    if (*given == '@')
        here.sun_path[0] = '\0';
    manager = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_int_equal(
        bind(manager, (struct sockaddr *)&here,
             (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)),
        0);
}

static int set_up(void **state)
{
    (void)state;
    tmpdir_init(&dir);
    listen_as(tmpdir_path(&dir, "notify"));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    close(manager);
    tmpdir_fini(&dir);
    return 0;
}

/* What was told since the last look, one after another. */
static const char *told(void)
{
    static char all[256];
    char one[64];
    ssize_t got;

    all[0] = '\0';
    while ((got = recv(manager, one, sizeof one - 1, MSG_DONTWAIT)) > 0) {
        one[got] = '\0';
        strncat(all, one, sizeof all - strlen(all) - 2);
        strcat(all, ";");
    }
    return all;
}

static void it_is_ready_once_and_then_alive_at_half_of_the_time(void **state)
{
    const struct service_given given = {name, "20000000", NULL};
    struct service service;

    (void)state;
    service_open(&service, &given);
    assert_string_equal(told(), "");
    service_alive(&service, 1000);
    assert_string_equal(told(), "READY=1;");
    assert_int_equal(service_deadline_ms(&service), 11000);
    service_alive(&service, 1016);
    service_alive(&service, 10999);
    assert_string_equal(told(), "");
    service_alive(&service, 11005);
    assert_string_equal(told(), "WATCHDOG=1;");
    assert_int_equal(service_deadline_ms(&service), 21005);
    service_close(&service);
}

static void an_abstract_name_is_found_as_well(void **state)
{
    char abstract[64];
    struct service service;

    (void)state;
    close(manager);
    snprintf(abstract, sizeof abstract, "@encounter-test-%ld", (long)getpid());
    listen_as(abstract);
    service_open(&service, &(struct service_given){name, "1000000", NULL});
    service_alive(&service, 0);
    service_alive(&service, 500);
    assert_string_equal(told(), "READY=1;WATCHDOG=1;");
    service_close(&service);
}

static void without_a_watchdog_it_is_only_ready(void **state)
{
    struct service service;

    (void)state;
    service_open(&service, &(struct service_given){.notify_socket = name});
    service_alive(&service, 5);
    service_alive(&service, 500000);
    assert_string_equal(told(), "READY=1;");
    assert_int_equal(service_deadline_ms(&service), -1);
    service_close(&service);
}

static void a_watchdog_of_another_process_is_none_of_ours(void **state)
{
    char own[24], other[24];
    struct service service;

    (void)state;
    snprintf(own, sizeof own, "%ld", (long)getpid());
    snprintf(other, sizeof other, "%ld", (long)getpid() + 1);
    service_open(&service, &(struct service_given){name, "1000000", other});
    service_alive(&service, 5);
    assert_int_equal(service_deadline_ms(&service), -1);
    service_close(&service);
    service_open(&service, &(struct service_given){name, "1000000", own});
    service_alive(&service, 5);
    assert_int_equal(service_deadline_ms(&service), 505);
    service_close(&service);
}

static void
where_nobody_listens_nothing_is_told_and_nothing_waited_for(void **state)
{
    static const char *const none[] = {NULL, "",       "@",
                                       "/",  "notify", "vsock:2:1"};
    struct service service;

    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        service_open(&service,
                     &(struct service_given){none[i], "1000000", NULL});
        service_alive(&service, 1);
        assert_int_equal(service_deadline_ms(&service), -1);
        service_close(&service);
    }
}

static void what_was_not_heard_is_told_again(void **state)
{
    struct service service;

    (void)state;
    service_open(&service, &(struct service_given){name, "20000000", NULL});
    close(manager);
    unlink(name);
    service_alive(&service, 1000);
    listen_as(tmpdir_path(&dir, "notify"));
    service_alive(&service, service_deadline_ms(&service));
    assert_string_equal(told(), "READY=1;");
    service_close(&service);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_is_ready_once_and_then_alive_at_half_of_the_time),
        TEST(an_abstract_name_is_found_as_well),
        TEST(without_a_watchdog_it_is_only_ready),
        TEST(a_watchdog_of_another_process_is_none_of_ours),
        TEST(where_nobody_listens_nothing_is_told_and_nothing_waited_for),
        TEST(what_was_not_heard_is_told_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
