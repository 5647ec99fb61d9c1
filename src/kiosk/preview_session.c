#include "kiosk/preview.h"

#include "base/str.h"

struct change {
    const struct kiosk *before, *now;
};

static struct place whole(int host)
{
    return (struct place){.screen = host < 0 ? SCREEN_LAB : SCREEN_HOST,
                          .host = host};
}

/* False: there is no such host any more. */
static bool find_host(const struct change *change, int host, int *ret_host)
{
    *ret_host = -1;
    if (host >= 0)
        *ret_host =
            kiosk_host(change->now, kiosk_model(change->before, host)->id);
    return (host < 0) == (*ret_host < 0);
}

static bool find_page(const struct change *change, const struct place *place,
                      int host, int *ret_page)
{
    const struct page *page = model_object(
        &kiosk_model(change->before, place->host)->pages, (size_t)place->page);
    const struct schema_list *pages = &kiosk_model(change->now, host)->pages;

    for (size_t i = 0; i < pages->count; i++) {
        const struct page *other = model_object(pages, i);
        *ret_page = (int)i;
        if (str_equal(other->id, page->id))
            return true;
    }
    return false;
}

static bool find_proposal(const struct change *change, int proposal,
                          int *ret_proposal)
{
    *ret_proposal = 0;
    if (proposal) {
        const struct question *question = model_object(
            &kiosk_form(change->before, -1, proposal)->feedback, 0);
        *ret_proposal = kiosk_proposal(change->now, question->about);
    }
    return (proposal == 0) == (*ret_proposal == 0);
}

static bool find_question(const struct change *change,
                          const struct place *place, struct place *moved)
{
    const struct schema_list *before =
        &kiosk_form(change->before, place->host, place->proposal)->feedback;
    const struct schema_list *now =
        &kiosk_form(change->now, moved->host, moved->proposal)->feedback;

    if (place->question < 0)
        return true;
    if ((size_t)place->question >= before->count)
        return false;
    const struct question *question =
        model_object(before, (size_t)place->question);
    for (size_t i = 0; i < now->count; i++) {
        const struct question *other = model_object(now, i);
        moved->question = (int)i;
        if (str_equal(other->id, question->id))
            return true;
    }
    return false;
}

/* Where that is, or what it belonged to. */
static struct place move_place(const struct change *change,
                               const struct place *place)
{
    struct place moved = *place;

    if (!find_host(change, place->host, &moved.host))
        return session_home(change->now);
    if (place->screen == SCREEN_PAGE &&
        !find_page(change, place, moved.host, &moved.page))
        return whole(moved.host);
    if ((place->screen == SCREEN_QUESTION || place->screen == SCREEN_NOTICE ||
         place->screen == SCREEN_REVIEW) &&
        (!find_proposal(change, place->proposal, &moved.proposal) ||
         !find_question(change, place, &moved)))
        return whole(moved.host);
    return moved;
}

static bool is_same_question(const struct question *a, const struct question *b)
{
    return str_equal(a->id, b->id) && a->type == b->type &&
           a->start == b->start && a->end == b->end &&
           a->choices.count == b->choices.count;
}

static bool is_same_form(const struct model *a, const struct model *b)
{
    if (a->feedback.count != b->feedback.count)
        return false;
    for (size_t i = 0; i < a->feedback.count; i++)
        if (!is_same_question(model_object(&a->feedback, i),
                              model_object(&b->feedback, i)))
            return false;
    return true;
}

/* Answers stay with the questions they are of. */
static void move_form(const struct change *change, struct session *session)
{
    int host, proposal;

    if (!session->has_form)
        return;
    if (find_host(change, session->form, &host) &&
        find_proposal(change, session->form_proposal, &proposal) &&
        is_same_form(
            kiosk_form(change->before, session->form, session->form_proposal),
            kiosk_form(change->now, host, proposal))) {
        session->form = host;
        session->form_proposal = proposal;
        return;
    }
    session->has_form = false;
    session->form = session->form_proposal = 0;
    answers_clear(&session->answers);
}

/* A picture or a point that is still one. */
static bool has_item(const struct kiosk *kiosk, const struct session *session)
{
    const struct place *here = &session->here;
    const struct sheet_place *sheet = &session->sheet;
    const struct page *page = model_object(
        &kiosk_model(kiosk, here->host)->pages, (size_t)here->page);

    if ((size_t)sheet->block >= page->blocks.count)
        return false;
    const struct block *block =
        model_object(&page->blocks, (size_t)sheet->block);
    size_t item = (size_t)sheet->item;
    if (sheet->kind == SHEET_POINT)
        return block->kind == BLOCK_MAP && item < block->map->points.count;
    return (block->kind == BLOCK_FIGURE && item == 0) ||
           (block->kind == BLOCK_GALLERY && item < block->gallery.count);
}

static void move_sheet(const struct kiosk *kiosk, struct session *session)
{
    enum sheet_kind kind = session->sheet.kind;
    bool is_of_page = kind == SHEET_PICTURE || kind == SHEET_POINT;

    if (kind == SHEET_WORDS ||
        (is_of_page &&
         (session->here.screen != SCREEN_PAGE || !has_item(kiosk, session))))
        session->sheet = (struct sheet_place){.zoom = 1};
}

void preview_move(struct session *session, const struct kiosk *before,
                  const struct kiosk *now)
{
    const struct change change = {before, now};
    const char *tag = before->languages[session->language].tag;

    session->language = 0;
    for (int i = 0; i < now->language_count; i++)
        if (str_equal(now->languages[i].tag, tag))
            session->language = i;
    move_form(&change, session);
    session->here = move_place(&change, &session->here);
    if (session->here.screen == SCREEN_REVIEW && !session->has_form)
        session->here = whole(session->here.host);
    for (int i = 0; i < session->trail_count; i++)
        session->trail[i] = move_place(&change, &session->trail[i]);
    move_sheet(now, session);
    session->sound = (struct sound){0};
    session->lift.is_on = false;
    session->advance_at_ms = 0;
}
