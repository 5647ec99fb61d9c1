#include "visitor.h"

static struct learning learning = {.id = "equal"};
static struct block learning_block = {.kind = BLOCK_LEARNING,
                                      .learning = &learning};
static struct block *blocks[] = {&learning_block};
static struct page page_one = {.id = "one", .blocks = {blocks, 1}};
static struct page page_two = {.id = "two"};
static struct page *pages[] = {&page_one, &page_two};
static struct choice work_choice = {.name = "work"};
static struct choice home_choice = {.name = "home"};
static struct choice *topic_choices[] = {&work_choice, &home_choice};
struct question stance = {.id = "stance", .type = QUESTION_DIALOGIC};
static struct question words = {.id = "words", .type = QUESTION_TEXT};
static struct question topics = {.id = "topics",
                                 .type = QUESTION_SELECT_MULTIPLE,
                                 .choices = {topic_choices, 2}};
static struct question felt = {.id = "felt",
                               .type = QUESTION_RANGE,
                               .appearance = APPEARANCE_FACES,
                               .start = 1,
                               .end = 5};
static struct question *foo_questions[] = {&stance, &words, &topics, &felt};
static struct question *bar_questions[] = {&felt};
static struct model programme_model = {.kind = MODEL_PROGRAMME, .id = "rabat"};
static struct model foo_model = {
    .id = "foo", .pages = {pages, 2}, .feedback = {foo_questions, 4}};
static struct model bar_model = {.id = "bar", .feedback = {bar_questions, 1}};
static struct bundle programme = {.model = &programme_model};
static struct bundle foo = {.model = &foo_model}, bar = {.model = &bar_model};
static struct bundle *hosts[] = {&foo, &bar};
static struct library library = {&programme, hosts, 2};
static struct config config = {.idle_s = 60};

struct visitor somebody(int site)
{
    struct visitor visitor = {
        .kiosk = {.library = &library,
                  .config = &config,
                  .languages = {{.tag = "en"}, {.tag = "ar", .is_rtl = true}},
                  .language_count = 2,
                  .site = site},
        .now_ms = 1000};
    session_wipe(&visitor.session, &visitor.kiosk);
    return visitor;
}

unsigned act(struct visitor *visitor, struct action action)
{
    return session_update(&visitor->session, &visitor->kiosk, &action,
                          visitor->now_ms);
}

unsigned tap(struct visitor *visitor, const char *id)
{
    return act(visitor, (struct action){.kind = ACTION_TAP, .id = id});
}

void wait_ms(struct visitor *visitor, int64_t ms)
{
    visitor->now_ms += ms;
    act(visitor, (struct action){.kind = ACTION_TIME});
}

struct visitor at_first_question(void)
{
    struct visitor visitor = somebody(0);
    tap(&visitor, "lang.en");
    tap(&visitor, "say");
    tap(&visitor, "notice.start");
    return visitor;
}

struct visitor who_sends(void)
{
    struct visitor visitor = at_first_question();
    tap(&visitor, "answer.stance.bystand");
    tap(&visitor, "send");
    return visitor;
}
