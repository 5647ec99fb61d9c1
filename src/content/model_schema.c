#include "content/model_schema.h"
#include <stddef.h>

enum { HOST = 1 << MODEL_HOST, PROGRAMME = 1 << MODEL_PROGRAMME };
enum {
    DIALOGIC = 1 << QUESTION_DIALOGIC,
    SELECTS = 1 << QUESTION_SELECT_ONE | 1 << QUESTION_SELECT_MULTIPLE |
              1 << QUESTION_RANK,
    RANGE = 1 << QUESTION_RANGE,
    TEXT = 1 << QUESTION_TEXT,
    ALL_TYPES = (1 << (QUESTION_NOTE + 1)) - 1,
};

static const struct schema_field picture_fields[] = {
    {"image", SCHEMA_PATH, offsetof(struct picture, image), .is_required = true,
     .doc = "The picture's file: images/NAME.svg, .png, .jpg or .webp.",
     .doc_fr = "Le fichier de l'image : images/NOM.svg, .png, .jpg ou .webp."},
    {"alt", SCHEMA_TEXT, offsetof(struct picture, alt), .is_required = true,
     .is_one_line = true,
     .doc = "What the picture shows, for those who cannot see it.",
     .doc_fr = "Ce que montre l'image, pour qui ne peut pas la voir."},
    {"caption", SCHEMA_TEXT, offsetof(struct picture, caption),
     .is_one_line = true, .doc = "The line under the picture.",
     .doc_fr = "La ligne sous l'image."},
    {"credit", SCHEMA_STRING, offsetof(struct picture, credit),
     .is_one_line = true, .doc = "Who made the picture.",
     .doc_fr = "Qui a fait l'image."},
};
const struct schema picture_schema =
    SCHEMA("picture", struct picture, picture_fields);

static const struct schema_field fact_fields[] = {
    {"value", SCHEMA_STRING, offsetof(struct fact, value), .is_required = true,
     .is_one_line = true, .doc = "The number, large: \"2,000+\".",
     .doc_fr = "Le nombre, en grand : \"2 000+\"."},
    {"label", SCHEMA_TEXT, offsetof(struct fact, label), .is_required = true,
     .is_one_line = true, .doc = "What is counted.",
     .doc_fr = "Ce qui est compté."},
};
static const struct schema fact_schema =
    SCHEMA("fact", struct fact, fact_fields);

static const struct schema_field quote_fields[] = {
    {"text", SCHEMA_TEXT, offsetof(struct quote, text), .is_required = true,
     .doc = "The words, without quotation marks.",
     .doc_fr = "Les paroles, sans guillemets."},
    {"by", SCHEMA_TEXT, offsetof(struct quote, by), .is_one_line = true,
     .doc = "Who said them.", .doc_fr = "Qui les a dites."},
};
static const struct schema quote_schema =
    SCHEMA("quote", struct quote, quote_fields);

static const struct schema_field timeline_fields[] = {
    {"when", SCHEMA_STRING, offsetof(struct timeline_item, when),
     .is_required = true, .is_one_line = true, .doc = "The year or date.",
     .doc_fr = "L'année ou la date."},
    {"what", SCHEMA_TEXT, offsetof(struct timeline_item, what),
     .is_required = true, .doc = "What happened.",
     .doc_fr = "Ce qui s'est passé."},
};
static const struct schema timeline_schema =
    SCHEMA("timeline item", struct timeline_item, timeline_fields);

static const struct schema_field point_fields[] = {
    {"at", SCHEMA_POINT, offsetof(struct map_point, at), .is_required = true,
     .min = 0, .max = 1, .doc = "[x, y] from 0 to 1, from the top left.",
     .doc_fr = "[x, y] de 0 à 1, depuis le coin en haut à gauche."},
    {"label", SCHEMA_TEXT, offsetof(struct map_point, label),
     .is_required = true, .is_one_line = true,
     .doc = "The name beside the point.", .doc_fr = "Le nom à côté du point."},
    {"text", SCHEMA_TEXT, offsetof(struct map_point, text),
     .doc = "What is shown when the point is touched.",
     .doc_fr = "Ce qui s'affiche quand on touche le point."},
};
static const struct schema point_schema =
    SCHEMA("point", struct map_point, point_fields);

static const struct schema_field map_fields[] = {
    {"image", SCHEMA_PATH, offsetof(struct map, image), .is_required = true,
     .doc = "The plan's file: images/NAME.svg, .png, .jpg or .webp.",
     .doc_fr = "Le fichier du plan : images/NOM.svg, .png, .jpg ou .webp."},
    {"alt", SCHEMA_TEXT, offsetof(struct map, alt), .is_required = true,
     .is_one_line = true,
     .doc = "What the plan shows, for those who cannot see it.",
     .doc_fr = "Ce que montre le plan, pour qui ne peut pas le voir."},
    {"points", SCHEMA_OBJECT, offsetof(struct map, points), .is_list = true,
     .object = &point_schema, .doc = "The places on it.",
     .doc_fr = "Les lieux qui s'y trouvent."},
};
const struct schema map_schema = SCHEMA("map", struct map, map_fields);

static const struct schema_field audio_fields[] = {
    {"file", SCHEMA_PATH, offsetof(struct audio, file), .is_required = true,
     .doc = "The sound's file: audio/NAME.opus.",
     .doc_fr = "Le fichier du son : audio/NOM.opus."},
    {"transcript", SCHEMA_TEXT, offsetof(struct audio, transcript),
     .is_required = true, .doc = "The words, for those who cannot hear them.",
     .doc_fr = "Les paroles, pour qui ne peut pas les entendre."},
};
static const struct schema audio_schema =
    SCHEMA("sound", struct audio, audio_fields);

static const struct schema_field learning_fields[] = {
    {"id", SCHEMA_ID, offsetof(struct learning, id), .is_required = true,
     .doc = "Its name; a dialogic question says it in 'about'.",
     .doc_fr = "Son nom ; une question dialogic le reprend dans 'about'."},
    {"text", SCHEMA_TEXT, offsetof(struct learning, text), .is_required = true,
     .doc = "One sentence.", .doc_fr = "Une phrase."},
};
const struct schema learning_schema =
    SCHEMA("learning", struct learning, learning_fields);

/* The order is that of enum block_kind. */
static const struct schema_field block_fields[] = {
    {"text", SCHEMA_TEXT, offsetof(struct block, text), .doc = "Markdown.",
     .doc_fr = "Du Markdown."},
    {"figure", SCHEMA_OBJECT, offsetof(struct block, figure),
     .object = &picture_schema, .doc = "A picture.", .doc_fr = "Une image."},
    {"gallery", SCHEMA_OBJECT, offsetof(struct block, gallery), .is_list = true,
     .min = 1, .object = &picture_schema, .doc = "Several pictures.",
     .doc_fr = "Plusieurs images."},
    {"facts", SCHEMA_OBJECT, offsetof(struct block, facts), .is_list = true,
     .min = 1, .object = &fact_schema, .doc = "Numbers.",
     .doc_fr = "Des chiffres."},
    {"quote", SCHEMA_OBJECT, offsetof(struct block, quote),
     .object = &quote_schema, .doc = "What somebody said.",
     .doc_fr = "Ce que quelqu'un a dit."},
    {"timeline", SCHEMA_OBJECT, offsetof(struct block, timeline),
     .is_list = true, .min = 1, .object = &timeline_schema,
     .doc = "What happened when.", .doc_fr = "Ce qui s'est passé, et quand."},
    {"map", SCHEMA_OBJECT, offsetof(struct block, map), .object = &map_schema,
     .doc = "A plan with places on it.", .doc_fr = "Un plan avec des lieux."},
    {"audio", SCHEMA_OBJECT, offsetof(struct block, audio),
     .object = &audio_schema, .doc = "A sound.", .doc_fr = "Un son."},
    {"learning", SCHEMA_OBJECT, offsetof(struct block, learning),
     .object = &learning_schema, .doc = "What the Lab learned here.",
     .doc_fr = "Ce que le Lab a appris ici."},
};
const struct schema block_schema = {
    .name = "block",
    .size = sizeof(struct block),
    .fields = block_fields,
    .count = sizeof block_fields / sizeof *block_fields,
    .is_one_key = true,
};

const char *const model_icons[] = {
    "people",   "place",  "book",     "idea",     "work",
    "language", "school", "workshop", "research", "university",
    "business", "home",   "world",    "hand",     NULL};

static const struct schema_field page_fields[] = {
    {"page", SCHEMA_PATH, offsetof(struct page, file),
     .doc = "A file that holds the page: pages/NAME.yaml.",
     .doc_fr = "Un fichier qui contient la page : pages/NOM.yaml."},
    {"id", SCHEMA_ID, offsetof(struct page, id), .is_required = true,
     .doc = "The page's name.",
     .doc_fr = "Le nom de la page, pour le programme."},
    {"title", SCHEMA_TEXT, offsetof(struct page, title), .is_required = true,
     .is_one_line = true, .doc = "The page's title.",
     .doc_fr = "Le titre de la page."},
    {"summary", SCHEMA_TEXT, offsetof(struct page, summary),
     .is_one_line = true, .doc = "The line under the title in the host's list.",
     .doc_fr = "La ligne sous le titre dans la liste de l'hôte."},
    {"icon", SCHEMA_WORD, offsetof(struct page, icon), .words = model_icons,
     .fallback = -1, .doc = "The sign beside the title.",
     .doc_fr = "Le pictogramme à côté du titre."},
    {"blocks", SCHEMA_OBJECT, offsetof(struct page, blocks),
     .is_required = true, .is_list = true, .max = 200, .object = &block_schema,
     .doc = "What stands on the page, from top to bottom.",
     .doc_fr = "Ce que contient la page, de haut en bas."},
};
const struct schema page_schema = {
    .name = "page",
    .size = sizeof(struct page),
    .fields = page_fields,
    .count = sizeof page_fields / sizeof *page_fields,
    .only_key = "page",
};

static const struct schema_field choice_fields[] = {
    {"name", SCHEMA_ID, offsetof(struct choice, name), .is_required = true,
     .doc = "What the record will hold.",
     .doc_fr = "Ce que contiendra l'enregistrement."},
    {"label", SCHEMA_TEXT, offsetof(struct choice, label), .is_required = true,
     .is_one_line = true, .doc = "What the visitor reads.",
     .doc_fr = "Ce que lit la personne en visite."},
    {"image", SCHEMA_PATH, offsetof(struct choice, image),
     .doc = "A picture for those who read little.",
     .doc_fr = "Une image pour qui lit peu."},
};
const struct schema choice_schema =
    SCHEMA("choice", struct choice, choice_fields);

static const char *const type_words[] = {
    "dialogic", "select_one", "select_multiple",
    "range",    "text",       "integer",
    "rank",     "note",       NULL};
static const char *const type_docs[] = {
    "Which of the four Dialogic Actions a visitor takes. / Laquelle des quatre "
    "actions dialogiques.",
    "One of several choices. / Un seul choix.",
    "Any of several choices. / Un ou plusieurs choix.",
    "A step of a scale: faces, stars, a slider, numbers. / Un degré d'une "
    "échelle : visages, étoiles, curseur, nombres.",
    "Words of one's own. / Ses propres mots.",
    "A whole number. / Un nombre entier.",
    "Choices put in order. / Des choix à mettre dans l'ordre.",
    "No question: something to read. / Pas une question : un texte à lire."};
static const char *const appearance_words[] = {"faces", "stars", "slider",
                                               "numbers", NULL};
static const char *const optional_words[] = {"optional", NULL};

static const struct schema_field question_fields[] = {
    {"id", SCHEMA_ID, offsetof(struct question, id), .is_required = true,
     .doc = "The question's name in records and reports.",
     .doc_fr =
         "Le nom de la question dans les enregistrements et les rapports."},
    {"type", SCHEMA_WORD, offsetof(struct question, type), .is_required = true,
     .words = type_words, .word_docs = type_docs, .doc = "How it is answered.",
     .doc_fr = "La façon d'y répondre."},
    {"label", SCHEMA_TEXT, offsetof(struct question, label),
     .required_in = ALL_TYPES & ~DIALOGIC, .is_one_line = true,
     .doc = "The question itself.", .doc_fr = "La question elle-même."},
    {"hint", SCHEMA_TEXT, offsetof(struct question, hint), .is_one_line = true,
     .doc = "The line under the question.",
     .doc_fr = "La ligne sous la question."},
    {"required", SCHEMA_BOOL, offsetof(struct question, required),
     .doc = "Whether the form can go on without an answer.",
     .doc_fr =
         "Si une réponse est nécessaire pour continuer (true) ou non (false)."},
    {"about_person", SCHEMA_BOOL, offsetof(struct question, about_person),
     .doc = "Left out during a group visit.",
     .doc_fr = "Laissée de côté pendant une visite de groupe."},
    {"appearance", SCHEMA_WORD, offsetof(struct question, appearance),
     .words = appearance_words, .fallback = -1, .variants = RANGE,
     .doc = "How a range looks.", .doc_fr = "L'aspect d'une échelle."},
    {"about", SCHEMA_ID, offsetof(struct question, about), .variants = DIALOGIC,
     .doc = "The id of a learning or a proposal.",
     .doc_fr = "L'id d'un apprentissage ou d'une proposition."},
    {"words", SCHEMA_WORD, offsetof(struct question, words),
     .words = optional_words, .fallback = -1, .variants = DIALOGIC,
     .doc = "Whether visitors may add words of their own.",
     .doc_fr = "Si l'on peut ajouter ses propres mots."},
    {"choices", SCHEMA_OBJECT, offsetof(struct question, choices),
     .is_list = true, .min = 2, .max = 12, .object = &choice_schema,
     .variants = SELECTS, .required_in = SELECTS, .doc = "What can be chosen.",
     .doc_fr = "Ce que l'on peut choisir."},
    {"start", SCHEMA_INTEGER, offsetof(struct question, start), .min = -1000,
     .max = 1000, .fallback = 1, .variants = RANGE,
     .doc = "The first step of a range.",
     .doc_fr = "Le premier degré d'une échelle."},
    {"end", SCHEMA_INTEGER, offsetof(struct question, end), .min = -1000,
     .max = 1000, .fallback = 5, .variants = RANGE,
     .doc = "The last step of a range.",
     .doc_fr = "Le dernier degré d'une échelle."},
    {"labels", SCHEMA_TEXT, offsetof(struct question, labels), .is_list = true,
     .max = 11, .is_one_line = true, .variants = RANGE,
     .doc = "A word for each step.", .doc_fr = "Un mot pour chaque degré."},
    {"max_length", SCHEMA_INTEGER, offsetof(struct question, max_length),
     .min = 1, .max = 1000, .fallback = 280, .variants = TEXT,
     .doc = "The most characters a visitor can write.",
     .doc_fr = "Le nombre de caractères que l'on peut écrire au plus."},
    {"relevant", SCHEMA_EXPRESSION, offsetof(struct question, relevant),
     .is_one_line = true, .doc = "When the question is asked.",
     .doc_fr = "Quand la question est posée."},
    {"constraint", SCHEMA_EXPRESSION, offsetof(struct question, constraint),
     .is_one_line = true, .doc = "Which answers are accepted.",
     .doc_fr = "Les réponses acceptées."},
    {"constraint_message", SCHEMA_TEXT,
     offsetof(struct question, constraint_message), .is_one_line = true,
     .doc = "What is said to others.",
     .doc_fr = "Ce qui est dit aux autres réponses."},
};
const struct schema question_schema = {
    .name = "question",
    .size = sizeof(struct question),
    .fields = question_fields,
    .count = sizeof question_fields / sizeof *question_fields,
    .variant_key = "type",
};

static const struct schema_field proposal_fields[] = {
    {"id", SCHEMA_ID, offsetof(struct proposal, id), .is_required = true,
     .doc = "Its name in records.",
     .doc_fr = "Son nom dans les enregistrements."},
    {"title", SCHEMA_TEXT, offsetof(struct proposal, title),
     .is_required = true, .is_one_line = true, .doc = "Its title.",
     .doc_fr = "Son titre."},
    {"text", SCHEMA_TEXT, offsetof(struct proposal, text),
     .doc = "What is proposed.", .doc_fr = "Ce qui est proposé."},
    {"draft", SCHEMA_BOOL, offsetof(struct proposal, draft),
     .doc = "Visitors never see a draft.",
     .doc_fr = "Un brouillon n'est jamais montré."},
};
const struct schema proposal_schema =
    SCHEMA("proposal", struct proposal, proposal_fields);

static const struct schema_field privacy_fields[] = {
    {"responsible", SCHEMA_TEXT, offsetof(struct privacy, responsible),
     .is_required = true, .is_one_line = true,
     .doc = "Who answers for what is kept.",
     .doc_fr = "Qui répond de ce qui est gardé."},
    {"purpose", SCHEMA_TEXT, offsetof(struct privacy, purpose),
     .is_required = true, .is_one_line = true,
     .doc = "What the answers are used for.",
     .doc_fr = "À quoi servent les réponses."},
    {"contact", SCHEMA_TEXT, offsetof(struct privacy, contact),
     .is_required = true, .is_one_line = true, .doc = "Where questions go.",
     .doc_fr = "À qui adresser les questions."},
    {"delete_by", SCHEMA_TEXT, offsetof(struct privacy, delete_by),
     .is_required = true, .is_one_line = true,
     .doc = "Until when the answers are deleted.",
     .doc_fr = "La date à laquelle les réponses seront effacées au plus tard."},
};
const struct schema privacy_schema =
    SCHEMA("privacy notice", struct privacy, privacy_fields);

static const char *const role_words[] = {"implemented_by", "commissioned_by",
                                         "host", NULL};
static const struct schema_field partner_fields[] = {
    {"role", SCHEMA_WORD, offsetof(struct partner, role), .is_required = true,
     .words = role_words, .doc = "What the partner does.",
     .doc_fr = "Ce que fait le partenaire."},
    {"name", SCHEMA_TEXT, offsetof(struct partner, name), .is_required = true,
     .is_one_line = true, .doc = "The partner's name.",
     .doc_fr = "Le nom du partenaire."},
    {"logo", SCHEMA_PATH, offsetof(struct partner, logo), .doc = "A picture.",
     .doc_fr = "Une image."},
    {"alt", SCHEMA_TEXT, offsetof(struct partner, alt), .is_one_line = true,
     .doc = "What the picture shows.", .doc_fr = "Ce que montre l'image."},
};
const struct schema partner_schema =
    SCHEMA("partner", struct partner, partner_fields);

static const struct schema_field attract_fields[] = {
    {"question", SCHEMA_TEXT, offsetof(struct attract, question),
     .is_one_line = true,
     .doc = "Asked on the first screen, with five faces from very hard to very "
            "good.",
     .doc_fr = "Posée sur le premier écran, avec cinq visages de très "
               "difficile à très bien."},
};
static const struct schema attract_schema =
    SCHEMA("first screen", struct attract, attract_fields);

static const struct schema_field reviewed_fields[] = {
    {"by", SCHEMA_STRING, offsetof(struct reviewed, by), .is_required = true,
     .is_one_line = true, .doc = "Who of the host read it.",
     .doc_fr = "Qui l'a relu chez l'hôte."},
    {"on", SCHEMA_STRING, offsetof(struct reviewed, on), .is_required = true,
     .is_one_line = true, .doc = "When.", .doc_fr = "Quand."},
};
static const struct schema reviewed_schema =
    SCHEMA("review", struct reviewed, reviewed_fields);

static const char *const kind_words[] = {"host", "programme", NULL};

static const struct schema_field model_fields[] = {
    {"bundle", SCHEMA_INTEGER, offsetof(struct model, grammar),
     .is_required = true, .min = 1, .max = 1, .doc = "The grammar; always 1.",
     .doc_fr = "La grammaire ; toujours 1."},
    {"kind", SCHEMA_WORD, offsetof(struct model, kind), .is_required = true,
     .words = kind_words, .doc = "host or programme.",
     .doc_fr = "host (hôte) ou programme."},
    {"id", SCHEMA_ID, offsetof(struct model, id), .is_required = true,
     .doc = "The name of the folder.", .doc_fr = "Le nom du dossier."},
    {"programme", SCHEMA_ID, offsetof(struct model, programme),
     .variants = HOST, .required_in = HOST,
     .doc = "The id of the programme the host belongs to.",
     .doc_fr = "L'id du programme auquel l'hôte appartient."},
    {"version", SCHEMA_STRING, offsetof(struct model, version),
     .is_required = true, .is_one_line = true,
     .doc = "For people: \"2026.11.1\".",
     .doc_fr = "Pour les personnes : \"2026.11.1\"."},
    {"serial", SCHEMA_INTEGER, offsetof(struct model, serial),
     .is_required = true, .min = 1, .max = 2147483647,
     .doc = "For machines: one more with every version.",
     .doc_fr = "Pour les machines : un de plus à chaque version."},
    {"languages", SCHEMA_LANGUAGE, offsetof(struct model, languages),
     .is_required = true, .is_list = true, .min = 1,
     .doc = "[en, fr, ar]; the first is the source and the fallback.",
     .doc_fr = "[en, fr, ar] ; la première est la source, et remplace celles "
               "qui manquent."},
    {"source", SCHEMA_STRING, offsetof(struct model, source),
     .is_one_line = true, .doc = "Where the facts are from.",
     .doc_fr = "D'où viennent les faits."},
    {"reviewed", SCHEMA_OBJECT, offsetof(struct model, reviewed),
     .object = &reviewed_schema,
     .doc = "Who of the host has read it; absent: nobody yet.",
     .doc_fr = "Qui l'a relu chez l'hôte ; absent : personne encore."},
    {"name", SCHEMA_TEXT, offsetof(struct model, name), .is_required = true,
     .is_one_line = true, .doc = "The name visitors see.",
     .doc_fr = "Le nom affiché."},
    {"theme", SCHEMA_TEXT, offsetof(struct model, theme), .is_one_line = true,
     .doc = "What the visit is about.", .doc_fr = "Le thème de la visite."},
    {"colour", SCHEMA_COLOUR, offsetof(struct model, colour),
     .fallback = MODEL_COLOUR, .doc = "\"#RRGGBB\"; white letters stand on it.",
     .doc_fr = "\"#RRGGBB\" ; des lettres blanches s'y posent."},
    {"cover", SCHEMA_OBJECT, offsetof(struct model, cover), .required_in = HOST,
     .object = &picture_schema, .doc = "The picture of the bundle.",
     .doc_fr = "L'image du dossier."},
    {"pages", SCHEMA_OBJECT, offsetof(struct model, pages), .required_in = HOST,
     .max = 256, .is_list = true, .object = &page_schema,
     .doc = "The pages, or files that hold them.",
     .doc_fr = "Les pages, ou les fichiers qui les contiennent."},
    {"feedback", SCHEMA_OBJECT, offsetof(struct model, feedback),
     .is_list = true, .object = &question_schema, .doc = "The questions.",
     .doc_fr = "Les questions."},
    {"hosts", SCHEMA_ID, offsetof(struct model, hosts), .variants = PROGRAMME,
     .required_in = PROGRAMME, .is_list = true, .min = 1,
     .doc = "The ids of the hosts, in the order they are shown.",
     .doc_fr = "Les id des hôtes, dans l'ordre où ils sont montrés."},
    {"welcome", SCHEMA_TEXT, offsetof(struct model, welcome),
     .variants = PROGRAMME, .required_in = PROGRAMME,
     .doc = "The first words to a visitor.",
     .doc_fr = "Les premiers mots à l'accueil."},
    {"proposals", SCHEMA_OBJECT, offsetof(struct model, proposals),
     .variants = PROGRAMME, .is_list = true, .object = &proposal_schema,
     .doc = "What participants proposed.",
     .doc_fr = "Ce qu'ont proposé les participantes et participants."},
    {"privacy", SCHEMA_OBJECT, offsetof(struct model, privacy),
     .variants = PROGRAMME, .required_in = PROGRAMME, .object = &privacy_schema,
     .doc = "What the notice says.", .doc_fr = "Ce que dit la notice."},
    {"partners", SCHEMA_OBJECT, offsetof(struct model, partners),
     .variants = PROGRAMME, .is_list = true, .object = &partner_schema,
     .doc = "Who stands behind it.", .doc_fr = "Qui porte le programme."},
    {"attract", SCHEMA_OBJECT, offsetof(struct model, attract),
     .variants = PROGRAMME, .object = &attract_schema,
     .doc = "The first screen.", .doc_fr = "Le premier écran."},
    {"web", SCHEMA_STRING, offsetof(struct model, web), .variants = PROGRAMME,
     .is_one_line = true, .doc = "The programme's web address.",
     .doc_fr = "L'adresse web du programme."},
};
const struct schema model_schema = {
    .name = "bundle",
    .size = sizeof(struct model),
    .fields = model_fields,
    .count = sizeof model_fields / sizeof *model_fields,
    .variant_key = "kind",
};
