#include "sync/listing_xml.h"

#include "base/str.h"
#include "support/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char folder[] =
    "https://kiosk@a.org:8443/dav/our%20files/bundles/";
#define HERE "/dav/our%20files/bundles/"

static struct listing listing;
static struct listing_xml *xml;
static struct fail why;

static int tear_down(void **state)
{
    (void)state;
    listing_xml_free(xml);
    xml = NULL;
    listing_fini(&listing);
    return 0;
}

static void begin(enum listing_xml_sort sort)
{
    tear_down(NULL);
    xml = listing_xml_new(sort, sort == LISTING_S3 ? "bundles/" : folder,
                          &listing);
}

/* In pieces of 7 bytes. */
static bool read(const char *text)
{
    size_t bytes = strlen(text);

    for (size_t at = 0; at < bytes; at += 7)
        if (!listing_xml_add(xml, text + at, bytes - at < 7 ? bytes - at : 7,
                             &why))
            return false;
    return listing_xml_end(xml, &why);
}

static bool read_webdav(const char *entries)
{
    struct str text = {0};
    bool ok;

    begin(LISTING_WEBDAV);
    str_addf(&text, "<D:multistatus xmlns:D='DAV:'>%s</D:multistatus>",
             entries);
    ok = read(text.text);
    str_fini(&text);
    return ok;
}

#define RESPONSE(href, props)                                                  \
    "<D:response><D:href>" href "</D:href><D:propstat><D:prop>" props          \
    "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"

static void a_collection_lists_its_bundles_with_size_and_mark(void **state)
{
    (void)state;
    assert_true(read_webdav(
        RESPONSE(HERE, "<D:resourcetype><D:collection/></D:resourcetype>")
            RESPONSE(HERE "foo_2.encounter.zip",
                     "<D:resourcetype/><D:getcontentlength> 12 "
                     "</D:getcontentlength><D:getetag>&quot;a-1&quot;"
                     "</D:getetag><D:getlastmodified>today"
                     "</D:getlastmodified>")
                RESPONSE(HERE "bar%5f1.encounter%2Ezip",
                         "<D:getlastmodified>Sun, 01 Nov 2026 12:00:00 GMT"
                         "</D:getlastmodified>")));
    assert_int_equal(listing.bundles.count, 2);
    assert_string_equal(listing.bundles.items[0].name, "bar_1.encounter.zip");
    assert_int_equal(listing.bundles.items[0].bytes, -1);
    assert_string_equal(listing.bundles.items[0].mark,
                        "Sun, 01 Nov 2026 12:00:00 GMT");
    assert_false(listing_mark_is_strong(listing.bundles.items[0].mark));
    assert_string_equal(listing.bundles.items[1].name, "foo_2.encounter.zip");
    assert_int_equal(listing.bundles.items[1].bytes, 12);
    assert_string_equal(listing.bundles.items[1].mark, "\"a-1\"");
    assert_true(listing_mark_is_strong(listing.bundles.items[1].mark));
    assert_int_equal(listing.passed_over, 0);
}

static void an_address_of_the_same_host_is_as_good_as_a_path(void **state)
{
    (void)state;
    assert_true(read_webdav(
        RESPONSE("http://A.org" HERE "foo_2.encounter.zip", "")
            RESPONSE("https://b.org" HERE "bar_2.encounter.zip", "")
                RESPONSE("//b.org" HERE "car_2.encounter.zip", "")));
    assert_int_equal(listing.bundles.count, 1);
    assert_string_equal(listing.bundles.items[0].name, "foo_2.encounter.zip");
}

static void
nothing_is_taken_that_lies_elsewhere_or_is_called_otherwise(void **state)
{
    static const char *const hrefs[] = {
        HERE "../a.encounter.zip",
        HERE "..%2fa.encounter.zip",
        HERE "%2e%2e/a.encounter.zip",
        HERE "%252e%252e%252fa.encounter.zip",
        HERE "below/a.encounter.zip",
        HERE "below%2fa.encounter.zip",
        HERE "a.encounter.zip/",
        HERE "a.encounter.zip%00",
        HERE "a.encounter.zip%0d%0a",
        HERE "%00/a.encounter.zip",
        HERE "A.encounter.zip",
        HERE ".a.encounter.zip",
        HERE "-a.encounter.zip",
        HERE ".encounter.zip",
        HERE "a.encounter.zip.part",
        HERE "a%zz.encounter.zip",
        HERE "a.encounter.zip%",
        HERE "a.encounter.zip%2",
        "/dav/bundles/a.encounter.zip",
        "/a.encounter.zip",
        "a.encounter.zip",
        "",
        "file://" HERE "a.encounter.zip",
    };

    (void)state;
    for (size_t i = 0; i < sizeof hrefs / sizeof *hrefs; i++) {
        char text[400];
        snprintf(text, sizeof text,
                 "<D:response><D:href>%s</D:href></D:response>", hrefs[i]);
        assert_true(read_webdav(text));
        if (listing.bundles.count > 0)
            fail_msg("taken: %s", hrefs[i]);
    }
}

static void what_is_no_file_or_not_there_is_passed_over(void **state)
{
    (void)state;
    assert_true(read_webdav(RESPONSE(
        HERE "a.encounter.zip",
        "<D:resourcetype><D:collection/></"
        "D:resourcetype>") "<D:response><D:href>" HERE
                           "b.encounter.zip</D:href>"
                           "<D:status>HTTP/1.1 404 Not "
                           "Found</D:status></"
                           "D:response>" RESPONSE(HERE "Our%20Foo.zip", "")));
    assert_int_equal(listing.bundles.count, 0);
    assert_int_equal(listing.passed_over, 1);
}

static void properties_that_are_not_known_say_nothing(void **state)
{
    (void)state;
    assert_true(read_webdav(
        "<D:response><D:href>" HERE "a.encounter.zip</D:href><D:propstat>"
        "<D:prop><D:getcontentlength>9</D:getcontentlength></D:prop>"
        "<D:status>HTTP/1.1 200 OK</D:status></D:propstat><D:propstat><D:prop>"
        "<D:getcontentlength>7</D:getcontentlength><D:getetag/></D:prop>"
        "<D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>"
        "</D:response>" RESPONSE(HERE "b.encounter.zip",
                                 "<D:getcontentlength>-3</D:getcontentlength>")
            RESPONSE(HERE "c.encounter.zip",
                     "<D:getcontentlength>9999999999999999999999"
                     "</D:getcontentlength>")));
    assert_int_equal(listing.bundles.count, 3);
    assert_int_equal(listing.bundles.items[0].bytes, 9);
    assert_string_equal(listing.bundles.items[0].mark, "");
    assert_int_equal(listing.bundles.items[1].bytes, -1);
    assert_int_equal(listing.bundles.items[2].bytes, -1);
}

static void a_mark_that_could_end_a_header_is_never_sent(void **state)
{
    (void)state;
    assert_true(read_webdav(
        RESPONSE(HERE "a.encounter.zip",
                 "<D:getetag>&quot;a&#13;&#10;Host: b.org&quot;</D:getetag>")));
    assert_int_equal(listing.bundles.count, 1);
    assert_false(listing_mark_is_strong(listing.bundles.items[0].mark));
    assert_false(listing_mark_is_strong("W/\"a\""));
    assert_false(listing_mark_is_strong("a"));
    assert_false(listing_mark_is_strong("\"\""));
}

static void a_name_comes_once(void **state)
{
    (void)state;
    assert_true(read_webdav(RESPONSE(HERE "a.encounter.zip", "")
                                RESPONSE(HERE "a.encounter.zip", "")));
    assert_int_equal(listing.bundles.count, 1);
}

static void expect_refused(const char *text, const char *words)
{
    begin(LISTING_WEBDAV);
    assert_false(read(text));
    assert_int_equal(why.kind, FAIL_INVALID);
    if (!strstr(why.text, words))
        fail_msg("%s: no '%s'", why.text, words);
}

static void what_no_listing_has_ends_it(void **state)
{
    struct str deep = {0};

    (void)state;
    expect_refused("<!DOCTYPE a><D:multistatus xmlns:D='DAV:'/>",
                   "document type");
    expect_refused("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
                   "<D:multistatus xmlns:D='DAV:'>&b;</D:multistatus>",
                   "document type");
    expect_refused("<html><body>Welcome</body></html>", "no listing");
    expect_refused("<multistatus/>", "no listing");
    expect_refused("", "cannot be read");
    expect_refused("<D:multistatus xmlns:D='DAV:'>", "cannot be read");
    expect_refused("<D:multistatus xmlns:D='DAV:'>&b;</D:multistatus>",
                   "cannot be read");
    str_add(&deep, "<D:multistatus xmlns:D='DAV:'>");
    for (int i = 0; i < LISTING_XML_DEPTH; i++)
        str_add(&deep, "<D:response>");
    expect_refused(deep.text, "too deep");
    str_fini(&deep);
}

static void neither_bundles_nor_bytes_are_without_end(void **state)
{
    char text[200];
    int i;

    (void)state;
    begin(LISTING_WEBDAV);
    assert_true(read_webdav(""));
    begin(LISTING_WEBDAV);
    snprintf(text, sizeof text, "<D:multistatus xmlns:D='DAV:'>");
    for (i = 0; listing_xml_add(xml, text, strlen(text), &why); i++)
        snprintf(text, sizeof text,
                 "<D:response><D:href>%sa%d.encounter.zip</D:href>"
                 "</D:response>",
                 HERE, i);
    assert_int_equal(i, LISTING_BUNDLES + 1);
    assert_int_equal(listing.bundles.count, LISTING_BUNDLES);

    begin(LISTING_WEBDAV);
    snprintf(text, sizeof text, "<D:multistatus xmlns:D='DAV:'>");
    for (i = 0; listing_xml_add(xml, text, strlen(text), &why); i++)
        memset(text, ' ', sizeof text - 1);
    assert_in_range(i, LISTING_XML_BYTES / sizeof text,
                    LISTING_XML_BYTES / sizeof text + 50000);
    assert_non_null(strstr(why.text, "more than 4 MB"));
    assert_false(listing_xml_add(xml, "x", 1, &why));
}

static void a_store_lists_keys_below_the_prefix_and_where_to_go_on(void **state)
{
    (void)state;
    begin(LISTING_S3);
    assert_true(read(
        "<?xml version='1.0' encoding='UTF-8'?>"
        "<ListBucketResult xmlns='http://s3.amazonaws.com/doc/2006-03-01/'>"
        "<IsTruncated>true</IsTruncated>"
        "<NextContinuationToken>1ue/=</NextContinuationToken>"
        "<Contents><Key>bundles/</Key><Size>0</Size></Contents>"
        "<Contents><Key>bundles/foo_2.encounter.zip</Key>"
        "<LastModified>2026-11-01T12:00:00.000Z</LastModified>"
        "<ETag>&quot;ab&quot;</ETag><Size>434</Size></Contents>"
        "<Contents><Key>bundles/x/foo_3.encounter.zip</Key></Contents>"
        "<Contents><Key>bundles/..%2ffoo_3.encounter.zip</Key></Contents>"
        "<Contents><Key>foo_4.encounter.zip</Key></Contents>"
        "</ListBucketResult>"));
    assert_int_equal(listing.bundles.count, 1);
    assert_string_equal(listing.bundles.items[0].name, "foo_2.encounter.zip");
    assert_int_equal(listing.bundles.items[0].bytes, 434);
    assert_string_equal(listing.bundles.items[0].mark, "\"ab\"");
    assert_string_equal(listing_xml_next(xml), "1ue/=");
    begin(LISTING_S3);
    assert_true(read("<ListBucketResult><IsTruncated>false</IsTruncated>"
                     "</ListBucketResult>"));
    assert_null(listing_xml_next(xml));
    begin(LISTING_S3);
    assert_false(read("<Error><Code>NoSuchBucket</Code></Error>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(
            a_collection_lists_its_bundles_with_size_and_mark, tear_down),
        cmocka_unit_test_teardown(
            an_address_of_the_same_host_is_as_good_as_a_path, tear_down),
        cmocka_unit_test_teardown(
            nothing_is_taken_that_lies_elsewhere_or_is_called_otherwise,
            tear_down),
        cmocka_unit_test_teardown(what_is_no_file_or_not_there_is_passed_over,
                                  tear_down),
        cmocka_unit_test_teardown(properties_that_are_not_known_say_nothing,
                                  tear_down),
        cmocka_unit_test_teardown(a_mark_that_could_end_a_header_is_never_sent,
                                  tear_down),
        cmocka_unit_test_teardown(a_name_comes_once, tear_down),
        cmocka_unit_test_teardown(what_no_listing_has_ends_it, tear_down),
        cmocka_unit_test_teardown(neither_bundles_nor_bytes_are_without_end,
                                  tear_down),
        cmocka_unit_test_teardown(
            a_store_lists_keys_below_the_prefix_and_where_to_go_on, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
