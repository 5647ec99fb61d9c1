#include "kiosk/screen_attract.h"

#include "ui/face.h"
#include "ui/toast.h"

/* The question on the first screen, and what became of its answer. */

/* What it was is seen no longer than it can be taken back. */
static bool is_filled(const struct view *view, int number)
{
    const struct face_answer *face = &view->session->face;

    return face->number == number &&
           (face->state == FACE_CHOSEN || face->state == FACE_SAVING);
}

/* Five stand in a row, always: only so they are a range. */
static bool has_words_below(const struct view *view)
{
    enum { WORDS_WIDTH = 900, WORDS_BESIDE = 1800, WORDS_PERCENT = 125 };
    int least = screen_is_wide(view) ? WORDS_BESIDE : WORDS_WIDTH;

    return view->frame->width >= least &&
           view->frame->text_percent <= WORDS_PERCENT;
}

static void words_at_ends(struct view *view, struct node *card,
                          const char *first, const char *last)
{
    const char *language = attract_language(view)->words_tag;
    struct node *row =
        layout_box(view->frame, card, (struct box){.columns = 2, .gap = 24});
    struct label label = {.language = language,
                          .size = 28,
                          .colour = view->frame->theme->colours->on_night};

    label.text = first;
    label.align = ALIGN_START;
    layout_text(view->frame, row, label);
    label.text = last;
    label.align = ALIGN_END;
    layout_text(view->frame, row, label);
}

static void face_row(struct view *view, struct node *card)
{
    const struct kiosk_language *language = attract_language(view);
    const struct strings *words = language->words;
    const char *own[FACES] = {words->face_1, words->face_2, words->face_3,
                              words->face_4, words->face_5};
    struct node *row =
        layout_box(view->frame, card, (struct box){.columns = FACES, .gap = 8});
    bool has_words = has_words_below(view);

    for (int i = 0; i < FACES; i++)
        face(view->frame, row,
             (struct face){
                 .id = arena_printf(view->frame->arena, "face.%d", i + 1),
                 .step = i,
                 .size = screen_is_low(view) ? 84 : 104,
                 .text = has_words ? own[i] : NULL,
                 .text_size = 28,
                 .language = language->words_tag,
                 .colour = view->frame->theme->colours->on_night,
                 .is_chosen = is_filled(view, i + 1)});
    if (!has_words)
        words_at_ends(view, card, own[0], own[FACES - 1]);
}

/* One line of the notice: what is kept, and who could read it. */
static void notice_line(struct view *view, struct node *card)
{
    const struct kiosk_language *language = attract_language(view);
    const struct strings *words = language->words;

    attract_say(
        view, card,
        arena_printf(view->frame->arena, "%s %s", words->kept_month,
                     screen_who_reads(view, language)),
        language->words_tag,
        (struct label){.size = 26,
                       .colour = view->frame->theme->colours->on_night});
}

static struct toast said(const struct view *view,
                         const struct kiosk_language *language)
{
    const struct strings *words = language->words;
    const struct session *session = view->session;
    struct toast toast = {.language = language->words_tag};

    switch (session->face.state) {
    case FACE_CHOSEN:
        toast.text = words->thank_you;
        toast.action_id = "face.undo";
        toast.action = words->undo;
        toast.has_time = true;
        toast.time_left = session_face_share(session, view->now_ms);
        break;
    case FACE_SAVING:
        toast.text = words->saving;
        break;
    case FACE_KEPT:
        toast.icon = "check";
        toast.text = words->kept;
        break;
    default:
        toast.icon = "warning";
        toast.text =
            arena_printf(view->frame->arena, "%s %s", words->not_saved_title,
                         words->not_saved_text);
    }
    return toast;
}

/* As high as the toast with its way back: nothing moves under a finger. */
static int said_height(const struct view *view)
{
    enum { AROUND = 68 }; /* its edges, gap and bar */
    int button = (int)view->frame->theme->space->button;

    return AROUND + (button > view->frame->touch ? button : view->frame->touch);
}

void attract_faces(struct view *view, struct node *parent)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct model *model = kiosk_model(view->kiosk, -1);
    struct node *card = layout_box(view->frame, parent,
                                   (struct box){.gap = 12, .pad = {.top = 12}});

    attract_say_content(view, card, -1, &model->attract->question,
                        (struct label){.size = 38,
                                       .is_bold = true,
                                       .colour = colours->on_night,
                                       .max_lines = 2,
                                       .min_size = 30});
    face_row(view, card);
    struct node *foot = layout_box(view->frame, card,
                                   (struct box){.min_height = said_height(view),
                                                .justify = JUSTIFY_CENTRE});
    if (view->session->face.state == FACE_NONE)
        notice_line(view, foot);
    else
        toast(view->frame, foot, said(view, attract_language(view)));
}

/* The visitor has gone on: it is said over what stands there, at the top, as
 * what is to be touched stands lower. */
void screen_face_said(struct view *view, struct node *stack)
{
    if (view->session->face.state == FACE_NONE ||
        view->session->here.screen == SCREEN_ATTRACT)
        return;
    struct node *top =
        layout_box(view->frame, stack,
                   (struct box){.align = ALIGN_CENTRE, .pad = {24, 24, 12, 0}});
    toast(view->frame, top, said(view, view->language));
}
