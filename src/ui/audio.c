#include "ui/audio.h"
struct audio *audio_new(void (*on_end)(void *user), void *user)
{
    (void)on_end;
    (void)user;
    return 0;
}
void audio_free(struct audio *audio)
{
    (void)audio;
}
bool audio_play(struct audio *audio, const char *path, struct fail *why)
{
    (void)audio;
    return fail_set(why, FAIL_NO_DEVICE, "%s: no sound", path);
}
void audio_pause(struct audio *audio)
{
    (void)audio;
}
void audio_resume(struct audio *audio)
{
    (void)audio;
}
void audio_stop(struct audio *audio)
{
    (void)audio;
}
void audio_seek(struct audio *audio, int64_t position_ms)
{
    (void)audio;
    (void)position_ms;
}
void audio_volume(struct audio *audio, int percent)
{
    (void)audio;
    (void)percent;
}
bool audio_signal(struct audio *audio, struct fail *why)
{
    (void)audio;
    (void)why;
    return false;
}
struct audio_status audio_status(struct audio *audio)
{
    (void)audio;
    return (struct audio_status){0};
}
int64_t audio_length_ms(const char *path)
{
    (void)path;
    return 0;
}
