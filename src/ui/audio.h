#ifndef UI_AUDIO_H
#define UI_AUDIO_H

/*
 * Recordings and two signals, through SDL's own audio; Opus (RFC 7845) by
 * opusfile. The device is open only while something sounds, so silence costs
 * nothing. Decoding runs on SDL's audio thread; all calls are for the UI
 * thread. Without a device everything stays silent and the calls fail with
 * FAIL_NO_DEVICE, which callers show as a player that cannot play.
 */

#include "base/fail.h"
#include <stdbool.h>
#include <stdint.h>

struct audio;

/* `on_end` is called from the audio thread when a recording came to its end. */
struct audio *audio_new(void (*on_end)(void *user), void *user);
void audio_free(struct audio *audio);
/* From its beginning, instead of what sounded before. */
bool audio_play(struct audio *audio, const char *path, struct fail *why);
void audio_pause(struct audio *audio);
void audio_resume(struct audio *audio);
void audio_stop(struct audio *audio);
void audio_seek(struct audio *audio, int64_t position_ms);
void audio_volume(struct audio *audio, int percent); /* 0 to 100 */
/* A short tone of our own, over what sounds: the warning. */
bool audio_signal(struct audio *audio, struct fail *why);

enum audio_state { AUDIO_SILENT, AUDIO_PLAYING, AUDIO_PAUSED };
struct audio_status {
    enum audio_state state;
    int64_t position_ms, length_ms;
};
struct audio_status audio_status(struct audio *audio);
/* How long a recording is; 0 when it cannot be read. */
int64_t audio_length_ms(const char *path);

#endif
