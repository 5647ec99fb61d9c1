#include "kiosk/session_rank.h"

#include "base/str.h"
#include "kiosk/session_form.h"
#include "kiosk/session_private.h"
#include <string.h>

static int place_in_order(const struct answer *answer, int choice)
{
    for (int i = 0; i < answer->ordered; i++)
        if (answer->order[i] == choice)
            return i;
    return -1;
}

static void take_out(struct answer *answer, int choice)
{
    int at = place_in_order(answer, choice);

    if (at >= 0) {
        memmove(answer->order + at, answer->order + at + 1,
                (size_t)(answer->ordered - at - 1));
        answer->order[--answer->ordered] = 0;
    }
    answer->is_given = answer->ordered > 0;
}

static void put_in(struct answer *answer, int choice, int place)
{
    if (answer->ordered >= ANSWERS_CHOICES || place > answer->ordered)
        return;
    memmove(answer->order + place + 1, answer->order + place,
            (size_t)(answer->ordered - place));
    answer->order[place] = (uint8_t)choice;
    answer->ordered++;
    answer->is_given = true;
}

static void swap_places(struct answer *answer, int a, int b)
{
    if (a < 0 || b < 0 || a >= answer->ordered || b >= answer->ordered)
        return;
    uint8_t kept = answer->order[a];
    answer->order[a] = answer->order[b];
    answer->order[b] = kept;
}

/* The choice an id's end names, and what stands behind that; -1: none. */
static int named(const struct question *question, const char *value,
                 const char **ret_way)
{
    char name[ID_BYTES + 1] = "";
    const char *dot = strchr(value, '.');
    size_t bytes = dot ? (size_t)(dot - value) : strlen(value);

    *ret_way = value + bytes;
    if (bytes > ID_BYTES)
        return -1;
    memcpy(name, value, bytes);
    return session_choice(question, name);
}

void session_rank(struct answer *answer, const struct question *question,
                  const char *value)
{
    const char *way;
    int choice = named(question, value, &way);
    int at = place_in_order(answer, choice);

    if (choice < 0)
        return;
    if (at < 0 && (!*way || str_equal(way, ".grip")))
        put_in(answer, choice, answer->ordered);
    else if (!*way)
        take_out(answer, choice);
    else if (at >= 0 && str_equal(way, ".up"))
        swap_places(answer, at, at - 1);
    else if (at >= 0 && str_equal(way, ".down"))
        swap_places(answer, at, at + 1);
}

static struct answer with_lifted(const struct answer *answer,
                                 const struct lift *lift)
{
    struct answer after = *answer;

    take_out(&after, lift->choice);
    if (lift->place >= 0)
        put_in(&after, lift->choice, lift->place);
    return after;
}

static void drop(struct session *session, const struct asking *asking,
                 struct answer *answer)
{
    struct answer after = with_lifted(answer, &session->lift);
    bool is_same = after.ordered == answer->ordered &&
                   memcmp(after.order, answer->order, sizeof after.order) == 0;

    session->lift.is_on = false;
    if (is_same)
        return;
    *answer = after;
    session_answer_taken(session, asking);
}

void session_lift(struct session *session, const struct kiosk *kiosk,
                  const struct action *action)
{
    if (session->here.screen != SCREEN_QUESTION || session->is_warned ||
        session->sheet.kind != SHEET_NONE)
        return;
    struct asking asking = session_asking(session, kiosk);
    size_t index = (size_t)session->here.question;
    const struct question *question =
        model_object(&asking.model->feedback, index);
    struct answer *answer = &session->answers.items[index];
    const char *value =
        str_starts(action->id, "answer.")
            ? session_value(question, action->id + strlen("answer."))
            : NULL;
    const char *way;
    int choice = value ? named(question, value, &way) : -1;

    if (question->type != QUESTION_RANK || choice < 0)
        return;
    bool was_in = place_in_order(answer, choice) >= 0;
    int others = answer->ordered - was_in, place = action->place;
    /* With nothing below the bound, further down is still the last place. */
    if (was_in && others + 1 == (int)question->choices.count && place > others)
        place = others;
    bool is_in = place >= 0 && place <= others;
    session->lift = (struct lift){.is_on = true,
                                  .choice = choice,
                                  .place = is_in ? place : -1,
                                  .top_px = action->y};
    if (action->is_end)
        drop(session, &asking, answer);
}

struct rank_rows session_rank_rows(const struct session *session,
                                   const struct question *question,
                                   const struct answer *answer)
{
    struct answer shown =
        session->lift.is_on ? with_lifted(answer, &session->lift) : *answer;
    struct rank_rows rows = {.ordered = shown.ordered, .count = shown.ordered};

    memcpy(rows.choices, shown.order, sizeof rows.choices);
    for (int i = 0; i < (int)question->choices.count; i++)
        if (place_in_order(&shown, i) < 0 && rows.count < ANSWERS_CHOICES)
            rows.choices[rows.count++] = (uint8_t)i;
    return rows;
}
