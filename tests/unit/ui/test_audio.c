#include "support/check.h"
#include "support/tmpdir.h"
#include "ui/audio.h"
#include <SDL.h>
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What would be heard goes to a file: 48 kHz, two channels, float. */
enum { RATE = 48000, MOST = 64 << 20, WAIT_MS = 20000 };
#define TONES "tests/data/tones.opus" /* 1 s of 400 Hz, 1 s of 1,000 Hz */

struct room {
    struct tmpdir dir;
    struct audio *audio;
    float *heard;
    size_t frames;
};
static atomic_int ends;

static void on_end(void *user)
{
    (void)user;
    ends++;
}

static int set_up(void **state)
{
    static struct room room;
    room = (struct room){0};
    tmpdir_init(&room.dir);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", tmpdir_path(&room.dir, "heard"), 1);
    /* Twice as fast as it sounds: slow enough for a busy machine to act while
     * it goes on. */
    setenv("SDL_DISKAUDIODELAY", "10", 1);
    ends = 0;
    room.audio = audio_new(on_end, &room);
    *state = &room;
    return 0;
}

static int tear_down(void **state)
{
    struct room *room = *state;
    audio_free(room->audio);
    free(room->heard);
    SDL_Quit();
    tmpdir_fini(&room->dir);
    return 0;
}

/* Until the recording is over, or was heard to `position_ms`. */
static void wait_for(struct room *room, int64_t position_ms)
{
    for (int i = 0; i < WAIT_MS; i++) {
        struct audio_status status = audio_status(room->audio);
        if (status.state == AUDIO_SILENT || status.position_ms >= position_ms)
            return;
        SDL_Delay(1);
    }
    fail_msg("it never came to %d ms", (int)position_ms);
}

static void wait_for_quiet(void)
{
    for (int i = 0; i < WAIT_MS && ends == 0; i++)
        SDL_Delay(1);
    assert_int_equal(ends, 1);
}

/* Without the silence until the first sound, when the device was not asked
 * for anything yet. */
static void listen_back(struct room *room)
{
    size_t silent = 0;

    FILE *file = fopen(tmpdir_path(&room->dir, "heard"), "rb");
    assert_non_null(file);
    room->heard = malloc(MOST);
    assert_non_null(room->heard);
    room->frames = fread(room->heard, 2 * sizeof(float), MOST / 8, file);
    fclose(file);
    while (silent < room->frames && room->heard[2 * silent] == 0)
        silent++;
    if (silent == room->frames)
        return;
    room->frames -= silent;
    memmove(room->heard, room->heard + 2 * silent,
            room->frames * 2 * sizeof(float));
}

/* In place of fmax(), at loops of which gcc 12 for arm64 breaks off. */
static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double loudest(const struct room *room, size_t from, size_t to)
{
    double most = 0;
    for (size_t i = from; i < to && i < room->frames; i++)
        most = larger(most, fabs(room->heard[2 * i]));
    return most;
}

/* By the times it goes through zero. */
static double hertz(const struct room *room, size_t from, size_t frames)
{
    int crossings = 0;
    for (size_t i = from + 1; i < from + frames && i < room->frames; i++)
        crossings += room->heard[2 * i - 2] < 0 && room->heard[2 * i] >= 0;
    return crossings * (double)RATE / (double)frames;
}

static void play(struct room *room)
{
    struct fail why;
    if (!audio_play(room->audio, TONES, &why))
        fail_msg("%s", why.text);
}

static void a_recording_is_heard_to_its_end(void **state)
{
    struct room *room = *state;
    assert_in_range(audio_length_ms(TONES), 1990, 2010);
    audio_volume(room->audio, 100);
    play(room);
    wait_for_quiet();
    assert_int_equal(audio_status(room->audio).state, AUDIO_SILENT);
    audio_stop(room->audio);
    listen_back(room);
    assert_true(loudest(room, 0, room->frames) > 0.1);
    assert_in_range(hertz(room, RATE / 4, RATE / 2), 390, 410);
    assert_in_range(hertz(room, RATE + RATE / 4, RATE / 2), 985, 1015);
}

static void no_loudness_is_silence(void **state)
{
    struct room *room = *state;
    audio_volume(room->audio, 0);
    play(room);
    wait_for_quiet();
    audio_stop(room->audio);
    listen_back(room);
    assert_true(room->frames > RATE);
    assert_true(loudest(room, 0, room->frames) < 0.001);
}

static void it_begins_and_ends_without_a_click(void **state)
{
    struct room *room = *state;
    audio_volume(room->audio, 100);
    play(room);
    wait_for(room, 500);
    audio_pause(room->audio);
    wait_for_quiet();
    audio_stop(room->audio);
    listen_back(room);
    double step = 0;
    for (size_t i = 1; i < room->frames; i++)
        step = larger(step, fabs(room->heard[2 * i] - room->heard[2 * i - 2]));
    /* The steepest a tone of 400 Hz at this level can be. */
    assert_true(step < 0.05);
}

static void who_jumps_hears_what_is_there(void **state)
{
    struct room *room = *state;
    audio_volume(room->audio, 100);
    play(room);
    wait_for(room, 100);
    audio_pause(room->audio);
    wait_for_quiet();
    audio_seek(room->audio, 1200);
    assert_in_range(audio_status(room->audio).position_ms, 1180, 1220);
    ends = 0;
    audio_resume(room->audio);
    wait_for_quiet();
    audio_stop(room->audio);
    listen_back(room);
    size_t last = room->frames - RATE / 2;
    assert_in_range(hertz(room, last - RATE / 8, RATE / 4), 950, 1050);
}

static void pausing_keeps_the_place_and_frees_the_device(void **state)
{
    struct room *room = *state;
    play(room);
    wait_for(room, 300);
    audio_pause(room->audio);
    wait_for_quiet();
    struct audio_status status = audio_status(room->audio);
    assert_int_equal(status.state, AUDIO_PAUSED);
    assert_in_range(status.position_ms, 280, 1900);
    assert_int_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
    audio_resume(room->audio);
    assert_int_not_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
    assert_int_equal(audio_status(room->audio).state, AUDIO_PLAYING);
}

static void the_signal_is_two_notes(void **state)
{
    struct room *room = *state;
    struct fail why;
    audio_volume(room->audio, 100);
    assert_true(audio_signal(room->audio, &why));
    wait_for_quiet();
    audio_status(room->audio);
    assert_int_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
    listen_back(room);
    assert_true(loudest(room, 0, RATE / 4) > 0.1);
    assert_in_range(hertz(room, RATE / 20, RATE / 6), 640, 680);
    assert_in_range(hertz(room, RATE * 3 / 10, RATE / 5), 860, 900);
}

static void what_is_no_recording_is_said_so(void **state)
{
    struct room *room = *state;
    struct fail why;
    tmpdir_write_text(&room->dir, "words.opus", "These are words.");
    assert_false(
        audio_play(room->audio, tmpdir_path(&room->dir, "words.opus"), &why));
    assert_non_null(strstr(why.text, "words.opus is no Opus recording"));
    assert_false(
        audio_play(room->audio, tmpdir_path(&room->dir, "none.opus"), &why));
    assert_int_equal(audio_status(room->audio).state, AUDIO_SILENT);
}

static void without_a_device_it_stays_silent(void **state)
{
    struct room *room = *state;
    struct fail why;
    setenv("SDL_AUDIODRIVER", "none-such", 1);
    assert_false(audio_play(room->audio, TONES, &why));
    assert_int_equal(why.kind, FAIL_NO_DEVICE);
    assert_false(audio_signal(room->audio, &why));
    audio_pause(room->audio);
    audio_resume(room->audio);
    audio_seek(room->audio, 100);
    audio_stop(room->audio);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_recording_is_heard_to_its_end),
        TEST(no_loudness_is_silence),
        TEST(it_begins_and_ends_without_a_click),
        TEST(who_jumps_hears_what_is_there),
        TEST(pausing_keeps_the_place_and_frees_the_device),
        TEST(the_signal_is_two_notes),
        TEST(what_is_no_recording_is_said_so),
        TEST(without_a_device_it_stays_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
