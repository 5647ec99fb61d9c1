#include "ui/audio.h"

#include "base/arena.h"
#include "base/fs.h"
#include <SDL.h>
#include <math.h>
#include <opusfile.h>
#include <stdlib.h>
#include <string.h>

/* Opus always decodes to 48 kHz (RFC 7845, section 5.1). */
enum {
    RATE = 48000,
    CHANNELS = 2,
    BUFFER_FRAMES = 1024,
    FILE_BYTES = 64 << 20,
    SIGNAL_FRAMES = RATE * 7 / 10,
    SECOND_NOTE = RATE / 4
};
#define RAMP_PART    (1.0F / 480) /* of the way to another loudness, a frame */
#define SILENT       0.0005F
#define SIGNAL_LEVEL 0.25

struct audio {
    void (*on_end)(void *user);
    void *user;
    SDL_AudioDeviceID device; /* 0: closed */
    /* The rest is for the device's thread too, under its lock. */
    char *bytes; /* the file, while `opus` reads it */
    OggOpusFile *opus;
    bool is_playing, is_quiet;
    float gain, wanted;
    int64_t position_ms, length_ms;
    int signal_left; /* frames */
};

struct audio *audio_new(void (*on_end)(void *user), void *user)
{
    struct audio *audio = memory_get(sizeof *audio);
    audio->on_end = on_end;
    audio->user = user;
    audio->wanted = 1;
    return audio;
}

/* Two soft notes, one after the other. */
static float signal_at(int frame)
{
    const double turn = 2 * acos(-1.0);
    int start = frame < SECOND_NOTE ? 0 : SECOND_NOTE;
    double hertz = start == 0 ? 660 : 880;
    double t = (frame - start) / (double)RATE;
    double attack = t < 0.01 ? t / 0.01 : 1;
    double end = (SIGNAL_FRAMES - frame) / (0.05 * RATE);
    double level = SIGNAL_LEVEL * attack * exp(-t * 5) * (end < 1 ? end : 1);
    return (float)(level * sin(turn * hertz * t));
}

static int decode(struct audio *audio, float *to, int frames)
{
    int done = 0;
    while (done < frames) {
        int got = op_read_float_stereo(audio->opus, to + CHANNELS * done,
                                       CHANNELS * (frames - done));
        if (got == OP_HOLE) /* a page is missing: go on behind it */
            continue;
        if (got <= 0)
            break;
        done += got;
    }
    return done;
}

static void sound_recording(struct audio *audio, float *to, int frames)
{
    bool fades_out = !audio->is_playing && audio->gain > SILENT;
    if (audio->opus == NULL || (!audio->is_playing && !fades_out))
        return;
    int done = decode(audio, to, frames);
    float wanted = audio->is_playing ? audio->wanted : 0;
    for (int i = 0; i < done; i++) {
        audio->gain += (wanted - audio->gain) * RAMP_PART;
        to[CHANNELS * i] *= audio->gain;
        to[CHANNELS * i + 1] *= audio->gain;
    }
    audio->position_ms = op_pcm_tell(audio->opus) * 1000 / RATE;
    if (done < frames) {
        audio->is_playing = false;
        audio->gain = 0;
        op_free(audio->opus);
        audio->opus = NULL;
    }
}

static void fill(void *user, Uint8 *stream, int bytes)
{
    struct audio *audio = user;
    float *to = (float *)(void *)stream;
    int frames = bytes / (int)(CHANNELS * sizeof *to);

    memset(stream, 0, (size_t)bytes);
    sound_recording(audio, to, frames);
    for (int i = 0; i < frames && audio->signal_left > 0; i++) {
        float level = signal_at(SIGNAL_FRAMES - audio->signal_left--);
        to[CHANNELS * i] += level * audio->wanted;
        to[CHANNELS * i + 1] += level * audio->wanted;
    }
    bool is_heard =
        audio->signal_left > 0 ||
        (audio->opus != NULL && (audio->is_playing || audio->gain > SILENT));
    if (is_heard || audio->is_quiet)
        return;
    audio->is_quiet = true;
    if (audio->on_end != NULL)
        audio->on_end(audio->user);
}

static bool open_device(struct audio *audio, struct fail *why)
{
    if (audio->device != 0)
        return true;
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
        return fail_set(why, FAIL_NO_DEVICE, "no sound: %s", SDL_GetError());
    SDL_AudioSpec spec = {.freq = RATE,
                          .format = AUDIO_F32SYS,
                          .channels = CHANNELS,
                          .samples = BUFFER_FRAMES,
                          .callback = fill,
                          .userdata = audio};
    audio->device = SDL_OpenAudioDevice(NULL, 0, &spec, NULL, 0);
    if (audio->device != 0)
        return true;
    fail_set(why, FAIL_NO_DEVICE, "no sound: %s", SDL_GetError());
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return false;
}

static void close_device(struct audio *audio)
{
    if (audio->device == 0)
        return;
    SDL_CloseAudioDevice(audio->device);
    audio->device = 0;
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

static void lock(struct audio *audio)
{
    if (audio->device != 0)
        SDL_LockAudioDevice(audio->device);
}

static void unlock(struct audio *audio)
{
    if (audio->device != 0)
        SDL_UnlockAudioDevice(audio->device);
}

static void forget_file(struct audio *audio)
{
    if (audio->opus != NULL)
        op_free(audio->opus);
    free(audio->bytes);
    audio->opus = NULL;
    audio->bytes = NULL;
    audio->is_playing = false;
    audio->position_ms = audio->length_ms = 0;
}

/* A device that nothing sounds on would wake the machine 47 times a second. */
static void close_when_quiet(struct audio *audio)
{
    if (audio->device == 0)
        return;
    lock(audio);
    bool is_quiet = audio->is_quiet;
    unlock(audio);
    if (is_quiet)
        close_device(audio);
}

static void start(struct audio *audio)
{
    audio->is_quiet = false;
    unlock(audio);
    SDL_PauseAudioDevice(audio->device, 0);
}

static OggOpusFile *open_file(const char *path, char **ret_bytes,
                              struct fail *why)
{
    size_t count = 0;
    int error = 0;
    char *bytes = fs_read_file(fs_system(), path, FILE_BYTES, &count, why);
    if (bytes == NULL)
        return NULL;
    OggOpusFile *opus = op_open_memory((unsigned char *)bytes, count, &error);
    if (opus == NULL) {
        free(bytes);
        fail_set(why, FAIL_INVALID,
                 "%s is no Opus recording: make one with opusenc", path);
        return NULL;
    }
    *ret_bytes = bytes;
    return opus;
}

static int64_t length_of(OggOpusFile *opus)
{
    ogg_int64_t frames = op_pcm_total(opus, -1);
    return frames > 0 ? frames * 1000 / RATE : 0;
}

bool audio_play(struct audio *audio, const char *path, struct fail *why)
{
    char *bytes = NULL;
    OggOpusFile *opus = open_file(path, &bytes, why);
    if (opus == NULL)
        return false;
    if (!open_device(audio, why)) {
        op_free(opus);
        free(bytes);
        return false;
    }
    lock(audio);
    forget_file(audio);
    audio->opus = opus;
    audio->bytes = bytes;
    audio->length_ms = length_of(opus);
    audio->is_playing = true;
    audio->gain = 0;
    start(audio);
    return true;
}

void audio_pause(struct audio *audio)
{
    lock(audio);
    audio->is_playing = false;
    unlock(audio);
}

void audio_resume(struct audio *audio)
{
    struct fail why;
    if (!open_device(audio, &why))
        return;
    lock(audio);
    audio->is_playing = audio->opus != NULL;
    start(audio);
}

void audio_stop(struct audio *audio)
{
    close_device(audio);
    forget_file(audio);
    audio->signal_left = 0;
}

void audio_free(struct audio *audio)
{
    if (audio == NULL)
        return;
    audio_stop(audio);
    free(audio);
}

void audio_seek(struct audio *audio, int64_t position_ms)
{
    lock(audio);
    if (audio->opus != NULL &&
        op_pcm_seek(audio->opus, position_ms * RATE / 1000) == 0)
        audio->position_ms = position_ms;
    unlock(audio);
}

/* Loudness is heard by its square, roughly. */
void audio_volume(struct audio *audio, int percent)
{
    float part = (float)percent / 100;
    lock(audio);
    audio->wanted = part * part;
    unlock(audio);
}

bool audio_signal(struct audio *audio, struct fail *why)
{
    if (!open_device(audio, why))
        return false;
    lock(audio);
    audio->signal_left = SIGNAL_FRAMES;
    start(audio);
    return true;
}

struct audio_status audio_status(struct audio *audio)
{
    close_when_quiet(audio);
    lock(audio);
    struct audio_status status = {.state = audio->opus == NULL ? AUDIO_SILENT
                                           : audio->is_playing ? AUDIO_PLAYING
                                                               : AUDIO_PAUSED,
                                  .position_ms = audio->position_ms,
                                  .length_ms = audio->length_ms};
    unlock(audio);
    return status;
}

int64_t audio_length_ms(const char *path)
{
    struct fail why;
    char *bytes = NULL;
    OggOpusFile *opus = open_file(path, &bytes, &why);
    int64_t length_ms = opus != NULL ? length_of(opus) : 0;
    op_free(opus);
    free(bytes);
    return length_ms;
}
