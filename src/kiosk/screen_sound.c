#include "kiosk/screen_parts.h"

#include "base/str.h"
#include "ui/button.h"
#include "ui/card.h"
#include "ui/progress.h"

enum { SECOND_MS = 1000, MINUTE_S = 60 };

/* A recording of another bundle than the screen's says which: foo:audio/... */
static const char *listen_id(struct view *view, int host, const char *sound)
{
    if (host == view->session->here.host || str_starts(sound, "ui."))
        return arena_printf(view->frame->arena, "listen.%s", sound);
    return arena_printf(view->frame->arena, "listen.%s:%s",
                        kiosk_model(view->kiosk, host)->id, sound);
}

void screen_listen(struct view *view, struct node *parent, const char *sound)
{
    screen_listen_of(view, parent, view->session->here.host, sound);
}

void screen_listen_of(struct view *view, struct node *parent, int host,
                      const char *sound)
{
    const struct sound *now = &view->session->sound;
    bool is_this =
        str_equal(now->id, sound) && now->host == host && now->is_playing;

    button(view->frame, parent,
           (struct button){.id = listen_id(view, host, sound),
                           .icon = is_this ? "pause" : "speaker",
                           .look = is_this ? BUTTON_PRIMARY : BUTTON_CARD});
}

static const char *clock_words(struct view *view, int64_t ms)
{
    int seconds = (int)(ms / SECOND_MS);
    return arena_printf(view->frame->arena, "%d:%02d", seconds / MINUTE_S,
                        seconds % MINUTE_S);
}

static void seek_bar(struct view *view, struct node *row)
{
    const struct sound *sound = &view->session->sound;
    int64_t length_ms = sound->length_ms > 0 ? sound->length_ms : 1;

    progress(view->frame, row,
             (struct progress){.id = "sound.seek",
                               .share = (double)sound->position_ms /
                                        (double)length_ms,
                               .weight = 1});
}

static void player_button(struct view *view, struct node *row, const char *id,
                          const char *icon)
{
    button(view->frame, row,
           (struct button){.id = id, .icon = icon, .look = BUTTON_OUTLINE});
}

void screen_player(struct view *view, struct node *parent)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct sound *sound = &view->session->sound;
    int side = view->frame->is_compact ? 24 : 56;

    if (!sound->id[0])
        return;
    struct node *place = layout_box(view->frame, parent,
                                    (struct box){.pad = {side, side, 0, 16}});
    struct node *row = card(view->frame, place,
                            (struct card){.box = {.axis = AXIS_ROW,
                                                  .align = ALIGN_CENTRE,
                                                  .gap = 20,
                                                  .pad = {20, 20, 12, 12}}});
    player_button(view, row, "sound.pause",
                  sound->is_playing ? "pause" : "play");
    seek_bar(view, row);
    layout_text(view->frame, row,
                (struct label){.text = clock_words(view, sound->position_ms),
                               .size = 28,
                               .colour = colours->ink});
    if (screen_is_wide(view)) {
        player_button(view, row, "ease.volume.less", "minus");
        player_button(view, row, "ease.volume.more", "plus");
    }
    player_button(view, row, "sound.close", "close");
}
