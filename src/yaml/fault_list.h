#ifndef YAML_FAULT_LIST_H
#define YAML_FAULT_LIST_H

/*
 * The catalogue: every fault of every file that an author, a technician or a
 * translator can make, in one place, whichever room finds it. A line is
 *
 *     X(code, NAME, "sentence", "help" or NULL)
 *
 * `{name}` is a place that message_add() fills; "${id}" is none. A help is
 * left out while one of its places is not filled; a value that HINTS names
 * speaks in its stead. The letter of a code is its severity (E error,
 * W warning, N note), the hundreds are its group; a number is given once and
 * never to another fault, not even under another letter
 * (tests/data/codes.txt is the list of all ever given).
 *
 * To add one: a line here, its sentence in assets/messages/{fr,ar}.yaml, its
 * explanation there and in en.yaml, its code in tests/data/codes.txt, a case
 * in tests/data/broken. tests/unit/yaml/test_fault.c says what is missing.
 */

/* clang-format off */
#define FAULTS(X)                                                              \
/* 1: files as text and as YAML */                                             \
X(E101, NOT_THERE, "there is no such file", NULL)                              \
X(E102, NOT_READABLE, "cannot be read: {reason}", NULL)                        \
X(E103, IS_FOLDER, "is a folder, not a file", NULL)                            \
X(E104, NOT_REGULAR, "is not a regular file", NULL)                            \
X(E105, FILE_LARGE, "is {size} KiB large; a text file may have {most} KiB",    \
  "put pages into files of their own (page: pages/NAME.yaml) and long texts "  \
  "into text/NAME.md")                                                         \
X(E106, UTF16, "is UTF-16, not UTF-8", "save it as UTF-8")                     \
X(E107, WESTERN, "not UTF-8: byte {byte}",                                     \
  "the file seems to be in a Western encoding (Windows-1252): save it as "     \
  "UTF-8")                                                                     \
X(E108, ARABIC, "not UTF-8: byte {byte}",                                      \
  "the file seems to be in an Arabic encoding (Windows-1256): save it as "     \
  "UTF-8")                                                                     \
X(E109, CONTROL, "control character {byte}",                                   \
  "delete it; it may not be visible in your editor")                           \
X(N110, FILE_ENDS, "because of this fault nothing else of this file was "      \
  "checked", NULL)                                                             \
X(E111, OPEN_QUOTE, "this quote is never closed", "add the closing quote")     \
X(E112, OPEN_QUOTE_DOCUMENT,                                                   \
  "this quote is not closed before the line '---' or '...'",                   \
  "add the closing quote")                                                     \
X(E113, ESCAPE_UNKNOWN,                                                        \
  "this letter after '\\' means nothing in double quotes",                     \
  "write '\\\\' for a backslash, or use single quotes")                        \
X(E114, ESCAPE_WRONG, "an escape ('\\x..', '\\u....') that is no character",   \
  "after '\\x' stand 2 digits of 0-9 a-f, after '\\u' 4, after '\\U' 8")       \
X(E115, FIRST_CHARACTER,                                                       \
  "a text that begins with '{character}' must stand in quotes",                \
  "put a quote before it and one behind the text")                             \
X(E117, TAB, "a tab in the indentation", "use spaces")                         \
X(E118, BLOCK_HEADER, "nothing may follow '|' or '>' in its line",             \
  "begin the text in the next line, indented")                                 \
X(E119, NO_COLON, "no ': ' after this key",                                    \
  "a key needs a colon and a space; a longer text needs quotes or deeper "     \
  "indentation")                                                               \
X(E120, LIST_HERE, "a list cannot begin here",                                 \
  "put '- ' at the start of a line of its own; a text that begins with '- ' "  \
  "needs quotes")                                                              \
X(E121, VALUE_MISSING, "a value is missing here",                              \
  "a text that begins with one of , [ ] { } needs quotes")                     \
X(E122, LIST_LINE, "this line does not fit the list above",                    \
  "items of a list begin with '- ', all in the same column")                   \
X(E123, MAP_LINE, "this line does not fit the lines above",                    \
  "keys that belong together begin in the same column; a text over several "   \
  "lines is indented deeper than its key")                                     \
X(E124, ELSEWHERE, "this does not belong to what stands above",                \
  "check the indentation: keys that belong together begin in the same column") \
X(E125, COLON_IN_TEXT, "': ' inside a text without quotes",                    \
  "put the whole text in quotes")                                              \
X(E126, COLON_STRAY, "': ' where no key can stand",                            \
  "check the indentation of this line, and whether the line above needs "      \
  "quotes or a space behind its ':'")                                          \
X(E127, BEHIND_QUOTE, "a text goes on behind its closing quote",               \
  "in single quotes write '' for an apostrophe; in double quotes write \\\" "  \
  "for a quote")                                                               \
X(E128, OPEN_BRACKET, "this '{open}' is never closed",                         \
  "add the closing '{close}'")                                                 \
X(E129, OPEN_BRACKET_ABOVE,                                                    \
  "the '{open}' of line {line} is not closed, or a ',' is missing",            \
  "a text with , : or brackets inside [] or {} needs quotes")                  \
X(E130, NO_COMMA, "a ',' or the closing '{close}' is missing",                 \
  "a text with , : or brackets inside [] or {} needs quotes")                  \
X(E131, ANCHOR, "anchors are not used here",                                   \
  "a text that begins with '&' must stand in quotes")                          \
X(E132, TAG, "tags are not used here",                                         \
  "a text that begins with '!' must stand in quotes")                          \
X(E133, ALIAS, "aliases are not used here",                                    \
  "a text that begins with '*' must stand in quotes")                          \
X(E134, SECOND_DOCUMENT, "a second document begins here ('---')",              \
  "one file holds one bundle or page")                                         \
X(E135, KEY_NO_WORD, "a key must be a word, not a list or a map",              \
  "a text that begins with '[' or '{' must stand in quotes")                   \
X(E136, KEY_TWICE,                                                             \
  "'{key}' stands here a second time; the first is in line {line}",            \
  "keep one of the two")                                                       \
X(E137, DEEP, "lists and maps inside each other deeper than {most}", NULL)     \
X(E138, MANY_PARTS, "more than {most} parts in one file",                      \
  "put pages into files of their own")                                         \
X(E139, TEXT_LONG, "a text of {size} KiB; {most} KiB is the most",             \
  "put it into a file: text/NAME.md")                                          \
X(E140, ESCAPE_CONTROL, "an escape in this text is a control character", NULL) \
X(E141, NO_YAML, "this is not YAML: {problem}", NULL)                          \
X(E142, QUOTE_RUNS_ON,                                                         \
  "this quote goes on over the keys below it, until line {line}",              \
  "add the closing quote at the end of its text")                              \
/* 2: keys and values */                                                       \
X(E201, UNKNOWN_KEY, "unknown key '{key}'", NULL)                              \
X(E202, WRONG_VARIANT, "'{key}' is not for {kind} '{variant}'",                \
  "it is for {words}")                                                         \
X(E203, KEY_MISSING, "'{key}' is missing in this {thing}", "{doc}")            \
X(E204, NO_LIST, "'{key}' is a list",                                          \
  "write [a, b], or lines that begin with '- '")                               \
X(E205, LIST_LONG, "'{key}' holds {count}; {most} is the most", NULL)          \
X(E206, LIST_SHORT, "'{key}' holds {count}; {least} is the least", NULL)       \
X(E207, NO_MAP, "this {thing} must be a map, not {kind}",                      \
  "a map has lines like 'key: value'")                                         \
X(E208, ONE_KEY, "a {thing} has exactly one key, this one has {count}",        \
  "begin each with '- ' in a line of its own")                                 \
X(E209, ONLY_KEY, "beside '{key}' this {thing} can have no other key", NULL)   \
X(E210, NO_SINGLE, "'{key}' is a single value, not {kind}", NULL)              \
X(E211, NO_VALUE, "'{key}' has no value", "write one, or delete the line")     \
X(E212, COLOUR_COMMENT, "'{key}' has no value",                                \
  "a colour must stand in quotes, since # begins a comment: \"#B5482A\"")      \
X(E213, LINE_BREAK, "'{key}' is one line, without line breaks", NULL)          \
X(E214, BAD_ID, "'{key}' is no id: '{value}'",                                 \
  "a letter a-z, then a-z 0-9 _ -, at most 64")                                \
X(E215, BAD_PATH, "'{key}' is no path of a file of this bundle: '{value}'",    \
  "names of a-z 0-9 . _ - with / between them, as in images/courtyard.svg")    \
X(E216, BAD_LANGUAGE, "'{value}' is no language tag",                          \
  "tags look like en, fr, ar, zgh, ar-MA")                                     \
X(E217, BAD_WORD, "'{key}' cannot be '{value}'", NULL)                         \
X(E218, NO_INTEGER, "'{key}' must be a whole number, not '{value}'", NULL)     \
X(E219, INTEGER_RANGE,                                                         \
  "'{key}' must be a whole number from {least} to {most}, not '{value}'",      \
  NULL)                                                                        \
X(E220, NO_NUMBER, "'{key}' must be a number, not '{value}'", NULL)            \
X(E221, NUMBER_RANGE,                                                          \
  "'{key}' must be a number from {least} to {most}, not '{value}'", NULL)      \
X(E222, ONLY_VALUE, "'{key}' must be {most}, not '{value}'", NULL)             \
X(E223, BAD_BOOL, "'{key}' is either true or false, not '{value}'", NULL)      \
X(E224, BAD_COLOUR, "'{key}' is written \"#RRGGBB\", not '{value}'", NULL)     \
X(E225, BAD_POINT, "'{key}' is a list of two numbers: [0.4, 0.2]", NULL)       \
X(E226, SOUNDS_NO_MAP, "'{key}' is a map from language to file",               \
  "audio: {en: audio/welcome.opus}")                                           \
X(E227, LANGUAGE_NO_TEXT, "'{key}' holds one text, not {kind}", NULL)          \
X(E228, TEXT_EMPTY, "'{key}' has no text in any language", NULL)               \
X(E229, TEXT_LIST,                                                             \
  "'{key}' is a text or a map from language to text, not a list", NULL)        \
X(E230, BAD_PLURAL, "unknown plural '{value}'", NULL)                          \
X(E231, NO_OTHER, "'{key}' needs the form 'other'",                            \
  "it stands for all numbers without a form")                                  \
X(E232, SAME_FOR_ALL, "'{key}' is a single value, not a map",                  \
  "it is the same in all languages: one text, no map")                         \
X(E233, MANY_LANGUAGES, "'{key}' has more than {most} languages and sounds",   \
  NULL)                                                                        \
/* 3: ids and what names them */                                               \
X(E301, ID_FOLDER, "the id is '{id}', but the folder is '{folder}'",           \
  "the folder and the id must be the same")                                    \
X(E302, BAD_VERSION, "'{value}' cannot be a version",                          \
  "it becomes part of a file's name: a-z 0-9 . _ -, at most 32")               \
X(E303, PAGE_TWICE,                                                            \
  "a second page '{id}'; the first is in line {line} of {file}", NULL)         \
X(E304, LEARNING_TWICE,                                                        \
  "a second learning '{id}'; the first is in line {line} of {file}", NULL)     \
X(E305, PROPOSAL_TWICE,                                                        \
  "a second proposal '{id}'; the first is in line {line} of {file}", NULL)     \
X(E306, QUESTION_TWICE,                                                        \
  "a second question '{id}'; the first is in line {line}", NULL)               \
X(E307, CHOICE_TWICE, "a second choice '{id}' in this question", NULL)         \
X(E308, LANGUAGE_TWICE, "the language '{id}' is named twice", NULL)            \
X(E309, HOST_TWICE, "the host '{id}' is named twice", NULL)                    \
X(E310, NO_SUCH_ABOUT, "no learning or proposal has the id '{id}'", NULL)      \
X(E311, ABOUT_NOTHING,                                                         \
  "this question is about nothing: the bundle has no learning",                \
  "write a learning on a page, or a label")                                    \
X(E312, PAGE_FILE_TWICE, "'{path}' is named a second time", NULL)              \
X(E313, PAGE_POINTS, "a page's file cannot point to another",                  \
  "write the page itself here")                                                \
/* 4: files, pictures, sounds */                                               \
X(E401, NO_FILE, "there is no file '{path}'", NULL)                            \
X(E402, NO_FOLDER, "there is no such folder", NULL)                            \
X(E403, NOT_FOLDER, "is a file, not a folder", NULL)                           \
X(E404, NO_BUNDLE, "has no bundle.yaml", NULL)                                 \
X(E405, IS_LINK, "is a link; a bundle holds only files and folders",           \
  "put the file itself there")                                                 \
X(E406, NOT_FILE, "is neither a file nor a folder", NULL)                      \
X(E407, FOLDER_DEEP, "lies too deep inside the bundle",                        \
  "folders may lie {most} deep")                                               \
X(E408, BUNDLE_LARGE, "is larger than a bundle may be: {most} MiB",            \
  "make its pictures and sounds smaller")                                      \
X(E409, TEXT_MUCH, "has more text than a bundle may have: {most} MiB of "      \
  ".yaml and .md", NULL)                                                       \
X(E410, MANY_FILES, "has more files than a bundle may have: {most}", NULL)     \
X(E411, BAD_NAME, "a name may hold only a-z 0-9 . _ -", NULL)                  \
X(E412, MANY_PAGE_PARTS,                                                       \
  "the pages before this one have more parts than a bundle may have", NULL)    \
X(E413, NOT_FINISHED, "could not be checked to the end on this kiosk",         \
  "make its pictures smaller; check it on a computer: encounter-content check") \
X(E420, NO_PICTURE_NAME, "'{path}' is no picture the kiosk shows",             \
  "allowed: .svg .png .jpg .jpeg .webp")                                       \
X(E421, HEIC_NAME, "'{path}' is a HEIC picture, which the kiosk does not "     \
  "show", "export it as JPEG; an iPhone takes JPEG after Settings, Camera, "   \
  "Formats, Most Compatible")                                                  \
X(E422, HEIC_INSIDE, "'{path}' holds a HEIC picture, whatever its name says",  \
  "a new name does not change a picture: export it as JPEG")                   \
X(E423, PICTURE_DAMAGED, "'{path}' is not a picture, or is damaged", NULL)     \
X(E424, DRAWING_LARGE,                                                         \
  "'{path}' is not a picture, or a drawing of more than {most} MiB", NULL)     \
X(E425, ENTITIES,                                                              \
  "'{path}' declares entities, which drawings may not do here",                \
  "save it as plain SVG")                                                      \
X(E426, STRIP, "'{path}' is more than {most} times as long as wide", NULL)     \
X(E427, NO_SIZE, "'{path}' has neither a viewBox nor a width and a height",    \
  NULL)                                                                        \
X(E428, PICTURE_LARGE,                                                         \
  "'{path}' has {width} x {height} pixels; {most} x {most} is the most",       \
  "make it smaller; 1920 x 1080 fills the screen")                             \
X(W429, LETTERS, "'{path}' holds <text>, which the kiosk does not draw",       \
  "turn the letters into paths, or leave them out")                            \
X(E430, PICTURE_UNREADABLE, "'{path}' cannot be read: {reason}", NULL)         \
X(W431, NO_CREDIT, "nobody is named as the maker of '{path}'",                 \
  "add credit: \"Photo: NAME, licence\"")                                      \
X(W432, LOGO_ALT, "'{path}' has no 'alt' for those who cannot see it",         \
  "add alt: {en: \"Logo of ...\"}")                                            \
X(W433, MEMORY,                                                                \
  "the pictures of this page take {size} MiB of memory; a {board} has "        \
  "{most} MiB for them", "show fewer pictures on one page, or smaller ones")   \
X(W434, UNUSED, "nothing in the bundle names this file",                       \
  "delete it, or name it where it belongs")                                    \
X(E440, NO_SOUND_NAME, "'{path}' is no sound the kiosk plays: .opus",          \
  "turn it into Opus: ffmpeg -i IN -b:a 48k OUT.opus")                         \
/* 5: texts and languages */                                                   \
X(W501, LANGUAGE_MISSING,                                                      \
  "'{key}' is not in {languages}; shown in {shown}, marked as such", NULL)     \
X(W502, LANGUAGE_UNKNOWN, "'{language}' is not among the bundle's languages",  \
  "add it to 'languages', or it is never shown")                               \
X(W503, SHOWN_PLAIN,                                                           \
  "links, pictures, tables and HTML are shown as plain text", NULL)            \
X(E504, FILE_EMPTY, "'{path}' is empty", NULL)                                 \
X(W505, BIDI_OPEN,                                                             \
  "an invisible direction mark ({mark}) is opened here and never closed",      \
  "delete it; the direction comes from the language")                          \
X(W506, BIDI_CLOSE,                                                            \
  "an invisible direction mark ({mark}) closes nothing",                       \
  "delete it; the direction comes from the language")                          \
/* 6: forms */                                                                 \
X(E601, STEPS, "from {start} to {end} are {steps} steps; {least} to {most} "   \
  "are possible", NULL)                                                        \
X(E602, FACES, "there are {faces} faces, but {steps} steps",                   \
  "leave 'start' and 'end' out, or use 'numbers'")                             \
X(E603, LABELS, "{labels} labels for {steps} steps",                           \
  "one for each step, or none")                                                \
X(E604, SILENT_CONSTRAINT, "nothing says which answers are accepted",          \
  "add 'constraint_message'")                                                  \
X(E605, RECORD_LARGE,                                                          \
  "a record of this form could have {bytes} bytes; {most} is the most",        \
  "shorten 'max_length' of its texts, or ask less")                            \
X(W606, SINGLES_OUT,                                                           \
  "{questions} and the language make {combinations} combinations: in a group " \
  "of {group}, fewer than {k} people would share one",                         \
  "ask less about the person, or offer fewer choices: {most} combinations "    \
  "are the most")                                                              \
X(W607, WRITES_ABOUT_PERSON,                                                   \
  "'{id}' asks about the person in free words or numbers, which can tell who " \
  "it is", "offer choices instead, few and broad")                             \
X(E610, EXPECTED, "in '{key}': '{token}' where {expected} is expected", NULL)  \
X(E611, ENDS, "in '{key}': it ends where {expected} is expected", NULL)        \
X(E612, NO_QUESTION, "in '{key}': no question has the id '{id}'", NULL)        \
X(E613, OWN_QUESTION, "in '{key}': a question cannot depend on itself",        \
  "ask for questions that stand before it")                                    \
X(E614, LATER_QUESTION, "in '{key}': '{id}' is asked later",                   \
  "ask for questions that stand before it")                                    \
X(E615, NOTE_ANSWER, "in '{key}': a note has no answer", NULL)                 \
X(E616, OPEN_REFERENCE, "in '{key}': an open '${'", "write ${question}")       \
X(E617, OPEN_WORD, "in '{key}': an open quote", NULL)                          \
X(E618, OWN_ANSWER,                                                            \
  "in '{key}': '.' is the answer itself, which only 'constraint' has",         \
  "ask for another question with ${id}")                                       \
X(E619, CHOICE_NAME, "in '{key}': selected() asks for one choice by its name", \
  "write its name in quotes")                                                  \
X(E620, NO_CONDITION, "in '{key}': this is a value, not a condition",          \
  "compare it with something: = != < <= > >=")                                 \
X(E621, SELECTED_ANSWER,                                                       \
  "in '{key}': selected() asks for a question with choices", NULL)             \
X(E622, COUNT_ANSWER, "in '{key}': count-selected() asks for a question of "   \
  "which several can be chosen", NULL)                                         \
X(E623, NO_CHOICE, "in '{key}': '{id}' has no choice '{value}'", NULL)         \
X(E624, NO_PAIR, "in '{key}': {left} cannot be compared with {right}", NULL)   \
X(E625, NUMBER_IN_QUOTES,                                                      \
  "in '{key}': a number cannot be compared with a text",                       \
  "write the number without quotes")                                           \
X(E626, PARENTHESES, "in '{key}': parentheses are nested too deeply", NULL)    \
/* 7: what is shown together */                                                \
X(W701, HOST_ABSENT,                                                           \
  "the host '{id}' cannot be shown: it is not there or has faults", NULL)      \
X(W702, OTHER_PROGRAMME,                                                       \
  "is not shown: it belongs to a programme other than '{id}'", NULL)           \
X(W703, NOT_LISTED, "is not shown: it is not among the hosts of '{id}'", NULL) \
X(W704, NOT_CHOSEN, "is not shown: the programme is '{id}'", NULL)             \
X(N705, DRAFT, "the proposal '{id}' is a draft: visitors do not see it", NULL) \
X(N706, NOT_REVIEWED,                                                          \
  "nobody of the host has reviewed this bundle: visitors are told so",         \
  "reviewed: {by: NAME, on: 2026-11}")                                         \
/* 8: what is seen */                                                          \
X(E801, CONTRAST,                                                              \
  "white letters on this colour reach {ratio}; they need {least}", NULL)   \
X(W802, WORD_BROKEN,                                                           \
  "'{word}' is longer than its place on a screen of {size} and is broken",     \
  "shorten it, or put a soft hyphen (U+00AD) where it may be broken")          \
X(W803, MANY_LINES,                                                            \
  "this takes more lines than its place has on a screen of {size}: it is "     \
  "shown, but pushes aside what stands around it",                             \
  "shorten it")                                                                \
X(W804, TEXT_NO_ROOM,                                                          \
  "this does not fit its place on a screen of {size}: a part cannot be read",  \
  "shorten it")                                                                \
X(W805, NO_GLYPH,                                                              \
  "no font of the kiosk has '{character}' ({code}): visitors see an empty "    \
  "box", "write it in words, or leave it out")                                 \
/* 9: files of the program */                                                  \
X(E901, ROTATION, "'rotation' is 0, 90, 180 or 270, not '{value}'", NULL)      \
X(E902, FONT_PATH, "'{path}' is not an absolute path",                         \
  "font files come from a package of the system")                              \
X(E903, SCRIPT, "'{value}' is not an ISO 15924 code",                          \
  "write it as in 'Latn', 'Arab', 'Tfng'")                                     \
X(E904, KEY_TEXT, "'{key}' is too long for a key: '{value}'",                  \
  "a key writes a letter, or two that belong together")                        \
X(E905, KEYBOARD_TWICE,                                                        \
  "the key '{key}' is there twice, first in line {line}", NULL)               \
X(E906, TARGET_URL, "'{value}' is no address of a target",                     \
  "it begins with https:// and holds no user and no password")                 \
X(E907, TARGET_PATH, "'{value}' is not an absolute path",                      \
  "write the whole path, as in /etc/encounter/lab.secret")                     \
X(E908, TARGET_PIN, "'{value}' is not the hash of a key",                      \
  "write it as sha256//, and the SHA-256 of the public key in base64")         \
X(E909, TARGET_TWICE, "there are two targets of the name '{value}'", NULL)     \
X(E910, TARGET_BUCKET, "'{value}' is no {key} of an S3 store",                 \
  "letters, digits, '-', '.' and '_' may stand in it, at most 63")

/* A value of this name in a message is its help, whatever the fault. */
#define HINTS(X)                                                               \
X(nearest, "did you mean '{nearest}'?")                                        \
X(allowed, "allowed here: {allowed}")                                          \
X(have, "you have '{have}', the text says '{path}'")                           \
X(other, "there is '{other}'")                                                 \
X(better, "call it '{better}'")                                                \
X(quoted, "put the text in quotes: {quoted}")                                  \
X(write, "write {write}")                                                      \
X(darker, "\"{darker}\" is the same, dark enough")

/* What stands around the sentences. */
#define LABELS(X)                                                              \
X(error, "error") X(warning, "warning") X(note, "note") X(help, "help")        \
X(here, "here") X(one_error, "1 error") X(errors, "{count} errors")            \
X(one_warning, "1 warning") X(warnings, "{count} warnings")                    \
X(one_note, "1 note") X(notes, "{count} notes")                                \
X(more, "{count} more are not shown") X(no_faults, "no faults")                \
X(grid, "texts that are missing") X(complete, "nothing is missing in")         \
X(start, "start") X(page, "page") X(feedback, "questions")                     \
X(proposals, "proposals") X(privacy, "privacy") X(partners, "partners")        \
X(wrong, "instead of") X(right, "write")                                       \
X(report, "What the check found") X(screens, "screens")                        \
X(no_pictures, "Pictures of the screens come once there are no errors.")       \
X(seen_on, "Seen on:")
/* clang-format on */

#endif
