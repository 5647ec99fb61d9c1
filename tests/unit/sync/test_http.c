/* Against tests/support/stub_dav; real servers: tests/deploy/sync_webdav. */
#include "sync/http.h"

#include "support/check.h"
#include "support/stub.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct stub stub;
static struct http http;
static struct http_answer answer;
static struct fail why;

static int set_up(void **state)
{
    (void)state;
    assert_true(http_open(&http, &(struct http_settings){.ca = stub.ca}, &why));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    http_close(&http);
    return 0;
}

static bool ask(const char *method, const char *path, const void *bytes,
                size_t count)
{
    char url[200];

    snprintf(url, sizeof url, "https://localhost:%d%s", stub.port, path);
    return http_do(
        &http,
        &(struct http_request){
            .method = method, .url = url, .bytes = bytes, .count = count},
        &answer, &why);
}

static void an_answer_says_its_status_its_size_and_its_time(void **state)
{
    (void)state;
    assert_true(ask("PUT", "/any/a.jsonl", "words\n", 6));
    assert_int_equal(answer.status, 201);
    assert_int_equal(answer.date_s, 1793534400); /* the stub's clock */
    assert_int_equal(answer.retry_after_s, -1);
    assert_true(ask("HEAD", "/any/a.jsonl", NULL, 0));
    assert_int_equal(answer.status, 200);
    assert_int_equal(answer.length, 6);
    assert_true(ask("HEAD", "/any/b.jsonl", NULL, 0));
    assert_int_equal(answer.status, 404);
}

static void one_connection_serves_many_requests(void **state)
{
    int before = stub_said(&stub, "connection");

    (void)state;
    for (int i = 0; i < 20; i++)
        assert_true(ask(i % 2 ? "HEAD" : "PUT", "/any/c.jsonl", "x", 1));
    assert_int_equal(stub_said(&stub, "connection"), before + 1);
}

static void a_large_body_arrives_whole(void **state)
{
    size_t count = 3 * 1024 * 1024 + 7;
    char *bytes = calloc(count, 1);

    (void)state;
    assert_true(ask("PUT", "/any/large", bytes, count));
    assert_int_equal(answer.status, 201);
    assert_true(ask("HEAD", "/any/large", NULL, 0));
    assert_int_equal(answer.length, count);
    free(bytes);
}

static void of_a_long_reply_only_the_beginning_is_kept(void **state)
{
    (void)state;
    assert_true(ask("MKCOL", "/long/", NULL, 0));
    assert_int_equal(answer.status, 207);
    assert_int_equal(answer.body_bytes, HTTP_BODY_BYTES);
    assert_int_equal(strlen(answer.body), HTTP_BODY_BYTES);
    assert_true(ask("PUT", "/any/d", "x", 1)); /* the next one is well */
}

/* What a sink was given. */
static struct taken {
    int begun, status;
    int64_t length;
    size_t bytes, most; /* most: then it says no */
} taken;

static bool take_begin(void *user, const struct http_answer *told,
                       struct fail *ret_why)
{
    (void)user;
    (void)ret_why;
    taken.begun++;
    taken.status = told->status;
    taken.length = told->length;
    return true;
}

static bool take(void *user, const void *bytes, size_t count,
                 struct fail *ret_why)
{
    (void)user;
    (void)bytes;
    taken.bytes += count;
    return taken.most == 0 || taken.bytes < taken.most ||
           fail_set(ret_why, FAIL_FULL, "no more");
}

static bool pour(const char *path, int64_t limit_bytes, size_t most)
{
    const struct http_sink sink = {
        .limit_bytes = limit_bytes, .begin = take_begin, .add = take};
    char url[200];

    taken = (struct taken){.most = most};
    snprintf(url, sizeof url, "https://localhost:%d%s", stub.port, path);
    return http_do(
        &http,
        &(struct http_request){.method = "GET", .url = url, .sink = &sink},
        &answer, &why);
}

static void a_reply_of_any_length_goes_to_a_sink(void **state)
{
    (void)state;
    assert_true(pour("/long/a", 1024 * 1024, 0));
    assert_int_equal(taken.begun, 1);
    assert_int_equal(taken.status, 207);
    assert_int_equal(taken.length, 1024 * 1024);
    assert_int_equal(taken.bytes, 1024 * 1024);
    assert_int_equal(answer.body_bytes, 0);
}

static void a_sink_gets_no_more_than_its_limit_and_may_end_it(void **state)
{
    (void)state;
    assert_false(pour("/long/a", 1024 * 1024 - 1, 0));
    assert_int_equal(http.cause, HTTP_REFUSED);
    assert_true(taken.bytes < 1024 * 1024);
    assert_false(pour("/long/a", 1024 * 1024, 30000));
    assert_int_equal(why.kind, FAIL_FULL);
    assert_string_equal(why.text, "no more");
    assert_true(taken.bytes < 100000);
    assert_true(ask("PUT", "/any/d", "x", 1)); /* the next one is well */
}

static void pages_and_refusals_never_reach_a_sink(void **state)
{
    (void)state;
    assert_false(pour("/portal/a", 1024, 0));
    assert_int_equal(http.cause, HTTP_PORTAL);
    assert_false(pour("/redirect/a", 1024, 0));
    assert_true(pour("/later/a", 1024, 0));
    assert_int_equal(answer.status, 503);
    assert_int_equal(taken.begun, 0);
}

static void a_sink_is_told_of_a_cut(void **state)
{
    (void)state;
    assert_false(pour("/cut/a", 4000, 0));
    assert_int_equal(http.cause, HTTP_CUT);
    assert_int_equal(taken.bytes, 4);
}

static void
when_to_try_again_is_told_in_seconds_or_by_the_servers_clock(void **state)
{
    (void)state;
    assert_true(ask("PUT", "/later/a", "x", 1));
    assert_int_equal(answer.retry_after_s, 120);
    assert_true(ask("PUT", "/half-hour/a", "x", 1));
    assert_int_equal(answer.retry_after_s, 1800);
    assert_false(http_refuse(&http, &answer, &why));
    assert_int_equal(http.cause, HTTP_BUSY);
    assert_int_equal(why.kind, FAIL_BUSY);
}

static void a_page_or_another_address_is_no_answer(void **state)
{
    const char *const methods[] = {"HEAD", "PUT", "MKCOL"};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        assert_false(ask(methods[i], "/portal/a", "x", 1));
        assert_int_equal(http.cause, HTTP_PORTAL);
        assert_false(ask(methods[i], "/redirect/a", "x", 1));
        assert_int_equal(http.cause, HTTP_PORTAL);
    }
    assert_true(ask("PUT", "/empty/a", "x", 1)); /* no page for anybody */
    assert_int_equal(answer.status, 200);
}

static void a_connection_that_ends_amid_an_answer_is_told(void **state)
{
    (void)state;
    assert_false(ask("MKCOL", "/cut/a", NULL, 0));
    assert_int_equal(http.cause, HTTP_CUT);
    assert_int_equal(why.kind, FAIL_BUSY);
}

/* Stands still until the server does. */
static int64_t until_it_stalls(const struct clock *clock)
{
    (void)clock;
    return stub_said(&stub, "stalls") > 0 ? HTTP_STALL_MS : 0;
}

static void a_server_that_says_nothing_is_left_by_the_clock(void **state)
{
    const struct clock clock = {.now_ms = until_it_stalls};

    (void)state;
    http_close(&http);
    assert_true(http_open(
        &http, &(struct http_settings){.ca = stub.ca, .clock = &clock}, &why));
    assert_false(ask("PUT", "/stall/a", "x", 1));
    assert_int_equal(http.cause, HTTP_STALLED);
    assert_non_null(strstr(why.text, "localhost: nothing moved"));
}

/* A proxy that takes one connection, keeps what it is asked and refuses. */
static pid_t start_proxy(int *ret_port, int *ret_asked)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int listener = socket(AF_INET, SOCK_STREAM, 0), ends[2];
    pid_t pid;

    if (pipe(ends) != 0 ||
        bind(listener, (struct sockaddr *)&at, sizeof at) != 0 ||
        listen(listener, 1) != 0 ||
        getsockname(listener, (struct sockaddr *)&at, &size) != 0)
        abort();
    pid = fork();
    if (pid == 0) {
        static const char no[] = "HTTP/1.1 403 x\r\nContent-Length: 0\r\n\r\n";
        char asked[2000];
        int client = accept(listener, NULL, NULL);
        ssize_t got = recv(client, asked, sizeof asked, 0);
        if (got > 0 && (write(ends[1], asked, (size_t)got) != got ||
                        send(client, no, sizeof no - 1, 0) < 0))
            _exit(1);
        _exit(0);
    }
    close(listener);
    close(ends[1]);
    *ret_port = ntohs(at.sin_port);
    *ret_asked = ends[0];
    return pid;
}

static void a_proxy_of_the_environment_sees_no_credentials(void **state)
{
    const char *const headers[] = {"Authorization: ours", NULL};
    char url[100], asked[2000] = "";
    int port, end;
    pid_t pid = start_proxy(&port, &end);

    (void)state;
    snprintf(url, sizeof url, "http://127.0.0.1:%d", port);
    setenv("https_proxy", url, 1);
    http_close(&http);
    assert_true(http_open(&http,
                          &(struct http_settings){.ca = stub.ca,
                                                  .user = "kiosk",
                                                  .password = "s3same"},
                          &why));
    assert_false(http_do(
        &http,
        &(struct http_request){.method = "PUT",
                               .url = "https://lab.example.org/secret/a",
                               .headers = headers,
                               .bytes = "x",
                               .count = 1},
        &answer, &why));
    unsetenv("https_proxy");
    assert_true(read(end, asked, sizeof asked - 1) > 0);
    assert_int_equal(strncmp(asked, "CONNECT lab.example.org:443 ", 28), 0);
    assert_null(strstr(asked, "Authorization"));
    assert_null(strstr(asked, "secret"));
    assert_int_equal(http.cause, HTTP_CUT);
    close(end);
    waitpid(pid, NULL, 0);
}

static void nothing_but_https_is_spoken(void **state)
{
    (void)state;
    assert_false(http_do(
        &http,
        &(struct http_request){.method = "HEAD", .url = "http://localhost:1/"},
        &answer, &why));
    assert_int_equal(why.kind, FAIL_CONFIG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            an_answer_says_its_status_its_size_and_its_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_connection_serves_many_requests,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_large_body_arrives_whole, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            of_a_long_reply_only_the_beginning_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_reply_of_any_length_goes_to_a_sink,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_sink_gets_no_more_than_its_limit_and_may_end_it, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(pages_and_refusals_never_reach_a_sink,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_sink_is_told_of_a_cut, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            when_to_try_again_is_told_in_seconds_or_by_the_servers_clock,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_page_or_another_address_is_no_answer,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_connection_that_ends_amid_an_answer_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_server_that_says_nothing_is_left_by_the_clock, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            a_proxy_of_the_environment_sees_no_credentials, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_but_https_is_spoken, set_up,
                                        tear_down),
    };
    int failed;

    if (!stub_start(&stub)) {
        puts("python3 or openssl is not here");
        return 77;
    }
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    stub_stop(&stub);
    return failed;
}
