#include "content/picture_size.h"
#include "support/check.h"
#include "support/tmpdir.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool read_bytes(const void *bytes, size_t count,
                       struct picture_size *size, enum fault *fault)
{
    struct tmpdir dir;

    tmpdir_init(&dir);
    tmpdir_write(&dir, "a", bytes, count);
    struct fail why;
    bool ok = picture_size_read(tmpdir_path(&dir, "a"), size, fault, &why);
    tmpdir_fini(&dir);
    return ok;
}

static void expect(const void *bytes, size_t count, enum picture_format format,
                   int width_px, int height_px)
{
    struct picture_size size;
    enum fault fault;

    if (!read_bytes(bytes, count, &size, &fault))
        fail_msg("%s", fault_entries[fault].text);
    assert_int_equal(size.format, format);
    assert_int_equal(size.width_px, width_px);
    assert_int_equal(size.height_px, height_px);
}

static void expect_svg(const char *text, int width_px, int height_px)
{
    expect(text, strlen(text), PICTURE_SVG, width_px, height_px);
}

static void refuse(const void *bytes, size_t count, const char *wanted)
{
    struct picture_size size = {.width_px = -7};
    enum fault fault;

    assert_false(read_bytes(bytes, count, &size, &fault));
    if (!strstr(fault_entries[fault].text, wanted))
        fail_msg("wanted '%s', said '%s'", wanted, fault_entries[fault].text);
    assert_int_equal(size.width_px, -7);
}

#define BYTES(text) (text), sizeof(text) - 1

static void pngs_say_their_size(void **state)
{
    (void)state;
    expect(BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xE0\x08"),
           PICTURE_PNG, 640, 480);
    expect(BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xFF\xFF\xFF\xFF\0\0\0\x01\x08"),
           PICTURE_PNG, INT_MAX, 1);
    refuse(BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\x01\xE0\x08"),
           "not a picture, or is damaged");
    refuse(BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIDAT\0\0\0\1\0\0\x01\xE0\x08"),
           "not a picture");
    refuse(BYTES("\x89PNG\r\n\x1a\n\0\0"), "not a picture");
}

static void jpegs_are_followed_to_their_frame(void **state)
{
    (void)state;
    expect(BYTES("\xFF\xD8\xFF\xE0\0\x04"
                 "ab\xFF\xFF\xC4\0\x03x\xFF\xC2\0\x0b\x08\x01\xE0\x02\x80\3"),
           PICTURE_JPEG, 640, 480);
    refuse(BYTES("\xFF\xD8\xFF\xE0\0\x04"
                 "ab\xFF\xDA\0\x0b\x08\x01\xE0\x02\x80\3"),
           "damaged");
    refuse(BYTES("\xFF\xD8\xFF\xE0\0\0"
                 "ab\xFF\xC0\0\x0b\x08\x01\xE0\x02\x80\3"),
           "damaged");
    refuse(BYTES("\xFF\xD8\xFF\xE0\x40\0"), "damaged");
    char *fill = malloc(1 << 20);
    memset(fill, 0xFF, 1 << 20);
    fill[1] = (char)0xD8;
    refuse(fill, 1 << 20, "damaged");
    free(fill);
}

static void webps_of_all_three_sorts_are_known(void **state)
{
    (void)state;
    expect(BYTES("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9D\x01\x2A\x80\x02\xE0"
                 "\x01"),
           PICTURE_WEBP, 640, 480);
    expect(BYTES("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2F\x7F\xC2\x77\0\0\0\0\0\0"),
           PICTURE_WEBP, 640, 480);
    expect(BYTES("RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x7F\x02\0\xDF\x01\0"),
           PICTURE_WEBP, 640, 480);
    refuse(BYTES("RIFF\0\0\0\0WEBPVP9 \0\0\0\0\0\0\0\x9D\x01\x2A\x80\x02\xE0"
                 "\x01"),
           "not a picture");
}

static void drawings_say_it_in_words(void **state)
{
    (void)state;
    expect_svg("<svg viewBox=\"0 0 600 338\" xmlns=\"x\"></svg>", 600, 338);
    expect_svg("<svg viewBox='-5,-5, 10.2,20' width='1' height='2'/>", 11, 20);
    expect_svg("<?xml version='1.0'?>\n<!-- <svg viewBox='0 0 1 1'> -->\n"
               "<!DOCTYPE svg>\n<svg\n width = '640px' height='480'>",
               640, 480);
    expect_svg("<svg width='10cm' height='1in'>", 378, 96);
    expect_svg("<svg data-width='7' width='8' height='9'>", 8, 9);
    expect_svg("<svg title=\" width='3' \" width='8' height='9'>", 8, 9);
    expect_svg("<svg viewBox='0 0 20000 20000'>", 20000, 20000);
    expect_svg("<svg viewBox='0 0 1e300 1e300'>", INT_MAX, INT_MAX);
    refuse(BYTES("<svg viewBox='0 0 1e300 5'>"), "times as long as wide");
    refuse(BYTES("<svg viewBox='0 0 10 4000'>"), "times as long as wide");
    refuse(BYTES("<svg viewBox='0 0 9 9' width='1' height='4000'>"),
           "times as long as wide");
    refuse(BYTES("<svg width='100%' height='100%'>"), "neither a viewBox");
    refuse(BYTES("<svg viewBox='0 0 nan 5'>"), "neither a viewBox");
    refuse(BYTES("<svg viewBox='0 0 5'>"), "neither a viewBox");
    refuse(BYTES("<svg viewBox='0 0 5 5'"), "is not a picture");
    refuse(BYTES("<!-- <svg viewBox='0 0 5 5'>"), "is not a picture");
    refuse(BYTES("<html><body>no</body></html>"), "is not a picture");
    refuse(BYTES("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'>"),
           "declares entities");
    refuse(BYTES(""), "is not a picture");
    refuse(BYTES("GIF89a"), "is not a picture");
}

static void letters_in_a_drawing_are_seen(void **state)
{
    static const char with[] = "<svg viewBox='0 0 1 1'><text>a</text></svg>";
    static const char without[] = "<svg viewBox='0 0 1 1'><path/></svg>";
    struct picture_size size;
    enum fault fault;

    (void)state;
    assert_true(read_bytes(BYTES(with), &size, &fault));
    assert_true(size.has_letters);
    assert_true(read_bytes(BYTES(without), &size, &fault));
    assert_false(size.has_letters);
}

static void a_drawing_over_1_mib_is_not_read(void **state)
{
    size_t bytes = PICTURE_SVG_BYTES + 1;
    char *text = malloc(bytes);

    (void)state;
    memset(text, ' ', bytes);
    memcpy(text, "<svg viewBox='0 0 1 1'>", 23);
    refuse(text, bytes, "a drawing of more than");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pngs_say_their_size),
        cmocka_unit_test(jpegs_are_followed_to_their_frame),
        cmocka_unit_test(webps_of_all_three_sorts_are_known),
        cmocka_unit_test(drawings_say_it_in_words),
        cmocka_unit_test(letters_in_a_drawing_are_seen),
        cmocka_unit_test(a_drawing_over_1_mib_is_not_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
