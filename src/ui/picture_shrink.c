#include "ui/picture_shrink.h"
#include "base/durable.h"
#include "base/str.h"
#include "ui/picture.h"
#include <SDL_image.h>
#include <stdlib.h>

enum { QUALITY = 90, SOURCE_BYTES = 256 << 20 };

static bool is_jpeg(const char *path)
{
    return str_ends(path, ".jpg") || str_ends(path, ".jpeg");
}

static SDL_Surface *read_large(const char *path, struct fail *why)
{
    size_t count = 0;
    char *bytes = fs_read_file(fs_system(), path, SOURCE_BYTES, &count, why);
    if (bytes == NULL)
        return NULL;
    SDL_RWops *file = SDL_RWFromConstMem(bytes, (int)count);
    SDL_Surface *surface = file != NULL ? IMG_Load_RW(file, 1) : NULL;
    free(bytes);
    if (surface == NULL)
        fail_set(why, FAIL_INVALID, "%s: %s", path, IMG_GetError());
    return surface;
}

static SDL_Surface *shrunk(SDL_Surface *source, int side)
{
    double longer = source->w > source->h ? source->w : source->h;
    double share = side < longer ? side / longer : 1;
    int w = (int)(source->w * share + 0.5), h = (int)(source->h * share + 0.5);
    w = w < 1 ? 1 : w > side ? side : w;
    h = h < 1 ? 1 : h > side ? side : h;
    return picture_scale(source, w, h);
}

/* An SDL stream that is a struct str: encoders only write on. */
static Sint64 SDLCALL size_of(SDL_RWops *stream)
{
    const struct str *out = stream->hidden.unknown.data1;

    return (Sint64)out->length;
}

static Sint64 SDLCALL seek(SDL_RWops *stream, Sint64 offset, int from)
{
    bool is_here = offset == 0 && from != RW_SEEK_SET;

    return is_here ? size_of(stream) : SDL_SetError("cannot go back");
}

static size_t SDLCALL write_on(SDL_RWops *stream, const void *bytes,
                               size_t size, size_t count)
{
    str_add_bytes(stream->hidden.unknown.data1, bytes, size * count);
    return count;
}

static int SDLCALL close_it(SDL_RWops *stream)
{
    SDL_FreeRW(stream);
    return 0;
}

static bool encode(SDL_Surface *surface, const char *path, struct str *out)
{
    SDL_RWops *stream = SDL_AllocRW();
    if (stream == NULL)
        return false;
    stream->type = SDL_RWOPS_UNKNOWN;
    stream->size = size_of;
    stream->seek = seek;
    stream->write = write_on;
    stream->close = close_it;
    stream->hidden.unknown.data1 = out;
    return (is_jpeg(path) ? IMG_SaveJPG_RW(surface, stream, 1, QUALITY)
                          : IMG_SavePNG_RW(surface, stream, 1)) == 0;
}

static bool write_small(SDL_Surface *surface, const char *to, struct fail *why)
{
    struct str out = {0};
    bool ok = surface != NULL && encode(surface, to, &out);
    if (ok)
        ok = durable_write(fs_system(), to, out.text, out.length, why);
    else
        fail_set(why, FAIL_INVALID, "%s", IMG_GetError());
    str_fini(&out);
    return ok;
}

bool picture_shrink(const char *from, const char *to, int side_px,
                    struct fail *why)
{
    SDL_Surface *source = read_large(from, why);
    if (source == NULL)
        return false;
    SDL_Surface *small = shrunk(source, side_px);
    bool ok = write_small(small, to, why);
    SDL_FreeSurface(small);
    SDL_FreeSurface(source);
    return ok || fail_within(why, "%s cannot be made smaller", from);
}
