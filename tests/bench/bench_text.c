/*
 * Prints what a page of text costs: three paragraphs, 36 px, 1100 px wide, in
 * Arabic and in French. Milliseconds, median of 30. "first" has nothing
 * cached but open fonts; "again" keeps the widths of words, as going to
 * another language and back does; "kept" is a frame in which nothing changed.
 */

#include "text/typesetter.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 30, WIDTH_PX = 1100 };

static const char *const arabic[] = {
    "تستقبل مؤسسة شرق-غرب (Fondation Orient-Occident) في الرباط منذ 1994 "
    "لاجئين ومهاجرين ومغاربة في بيت واحد، حيث يتعلم الناس اللغات والحِرف "
    "ويجدون من يسمعهم. زارها المختبر في تشرين الثاني/نوفمبر 2018 مع شركاء "
    "من ستة عشر بلدًا، وتحدّث مع من يعملون فيها كل يوم.",
    "ما تعلّمه المختبر هنا: من يصمّم للوافدين وحدهم يبني جدارًا جديدًا، ومن "
    "يصمّم للجيران وللوافدين معًا يبني ساحة. لذلك تُفتح الورشات والحضانة "
    "والمكتبة لسكان الحي جميعًا، ويُدفع للخياطات ثمن عملهن كاملًا.",
    "يمكن مراسلة الفريق على البريد contact@example.org أو الاتصال بالرقم "
    "+212 5 37 00 00 00 بين الساعة 9:00 والساعة 17:30، من الاثنين إلى "
    "الجمعة. ولا يُطلب من أحد اسمه، ولا تُحفظ أي ورقة تدل عليه، وكل ما يُكتب "
    "هنا يُقرأ مجموعًا مع ما كتبه غيره (خمسة على الأقل).",
};
static const char *const french[] = {
    "La Fondation Orient-Occident accueille à Rabat depuis 1994 des personnes "
    "réfugiées, migrantes et marocaines dans une même maison, où l’on apprend "
    "des langues et des métiers et où l’on est écouté. Le Lab l’a visitée en "
    "novembre 2018 avec des partenaires de seize pays.",
    "Ce que le Lab a appris ici : qui conçoit pour les seuls nouveaux venus "
    "bâtit un nouveau mur, qui conçoit pour les voisins et les nouveaux venus "
    "bâtit une place. C’est pourquoi les ateliers, la crèche et la "
    "bibliothèque sont ouverts à tout le quartier.",
    "Vous pouvez écrire à contact@example.org ou appeler le +212 5 37 00 00 00 "
    "entre 9 h 00 et 17 h 30, du lundi au vendredi. On ne demande le nom de "
    "personne, aucun papier n’est gardé, et tout ce qui s’écrit ici est lu "
    "avec ce que d’autres ont écrit (cinq au moins).",
};
static const size_t paragraph_count = 3;

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static size_t set_page(struct typesetter *setter, SDL_Renderer *renderer,
                       const char *const *texts, const char *language)
{
    const struct text_style style = {language, 36, false, 0};
    size_t lines = 0;
    for (size_t i = 0; i < paragraph_count; i++) {
        const struct paragraph *paragraph = typesetter_paragraph(
            setter, texts[i], &style, NULL, 0, WIDTH_PX, 0);
        for (size_t k = 0; renderer && k < paragraph->line_count; k++) {
            SDL_Rect box;
            SDL_Texture *texture =
                typesetter_line(setter, renderer, paragraph, k, 0x202020, &box);
            box.y += (int)(lines + k) * paragraph->line_px;
            SDL_RenderCopy(renderer, texture, NULL, &box);
        }
        lines += paragraph->line_count;
    }
    if (renderer)
        SDL_RenderFlush(renderer);
    return lines;
}

enum keeping { FIRST, AGAIN, KEPT };

/* A setter of its own for each first time; its fonts are opened before the
 * clock starts, by a word that stands on no page. */
static double median_ms(struct typesetter *shared, SDL_Renderer *renderer,
                        const char *const *texts, const char *language,
                        enum keeping keeping)
{
    const struct text_style style = {language, 36, false, 0};
    double took[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        struct typesetter *setter = shared;
        struct fail why;
        if (keeping == FIRST) {
            if (!typesetter_open("assets", &setter, &why)) {
                fprintf(stderr, "bench_text: %s\n", why.text);
                exit(1);
            }
            typesetter_paragraph(setter, "x \u0640", &style, NULL, 0, 0, 0);
        } else if (keeping == AGAIN) {
            typesetter_sweep(setter);
            typesetter_sweep(setter);
            typesetter_drop_textures(setter);
        }
        double start = now_ms();
        set_page(setter, renderer, texts, language);
        took[i] = now_ms() - start;
        if (keeping == FIRST)
            typesetter_close(setter);
    }
    qsort(took, ROUNDS, sizeof *took, by_size);
    return took[ROUNDS / 2];
}

static void bench_page(struct typesetter *setter, SDL_Renderer *renderer,
                       const char *const *texts, const char *language)
{
    static const char *const names[] = {"first", "again", "kept"};
    printf("%s, %zu lines\n", language,
           set_page(setter, renderer, texts, language));
    for (enum keeping keeping = FIRST; keeping <= KEPT; keeping++) {
        set_page(setter, renderer, texts, language);
        double layout = median_ms(setter, NULL, texts, language, keeping);
        set_page(setter, renderer, texts, language);
        double both = median_ms(setter, renderer, texts, language, keeping);
        printf("  %-6s layout %7.3f ms   layout and drawing %7.3f ms\n",
               names[keeping], layout, both);
    }
}

int main(void)
{
    struct fail why;
    struct typesetter *setter;
    double start = now_ms();
    if (!typesetter_open("assets", &setter, &why)) {
        fprintf(stderr, "bench_text: %s\n", why.text);
        return 1;
    }
    printf("fonts opened in %.3f ms\n", now_ms() - start);
    SDL_Surface *screen = SDL_CreateRGBSurfaceWithFormat(
        0, 1200, 1600, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_Renderer *renderer = SDL_CreateSoftwareRenderer(screen);
    bench_page(setter, renderer, arabic, "ar");
    bench_page(setter, renderer, french, "fr");
    typesetter_close(setter);
    SDL_DestroyRenderer(renderer);
    SDL_FreeSurface(screen);
    return 0;
}
