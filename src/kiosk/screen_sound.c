#include "kiosk/screen_parts.h"

#include "base/str.h"
#include "ui/button.h"

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

/* Filled as far as it has been heard; it runs the way of reading. */
static void seek_bar(struct view *view, struct node *row)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct sound *sound = &view->session->sound;
    int64_t length_ms = sound->length_ms > 0 ? sound->length_ms : 1;
    int share = (int)(1000 * sound->position_ms / length_ms);
    struct node *touched = layout_box(view->frame, row,
                                      (struct box){.id = "sound.seek",
                                                   .is_drag = true,
                                                   .is_plain = true,
                                                   .weight = 1,
                                                   .min_height = 72,
                                                   .min_width = 120,
                                                   .justify = JUSTIFY_CENTRE});
    struct node *bar = layout_box(view->frame, touched,
                                  (struct box){.axis = AXIS_ROW,
                                               .height = 16,
                                               .radius = 8,
                                               .has_fill = true,
                                               .fill = colours->line});
    if (share > 0)
        layout_box(view->frame, bar,
                   (struct box){.weight = share,
                                .min_width = 16,
                                .radius = 8,
                                .has_fill = true,
                                .fill = colours->ink});
    if (share < 1000)
        layout_box(view->frame, bar, (struct box){.weight = 1000 - share});
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
    struct node *row = layout_box(view->frame, place,
                                  (struct box){.axis = AXIS_ROW,
                                               .align = ALIGN_CENTRE,
                                               .gap = 20,
                                               .pad = {20, 20, 12, 12},
                                               .radius = 28,
                                               .has_fill = true,
                                               .has_shadow = true,
                                               .fill = colours->card});
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
