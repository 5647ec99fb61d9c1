#include "sync/listing_xml.h"

#include "base/str.h"
#include <assert.h>
#include <expat.h>
#include <string.h>
#include <strings.h>

enum { SIZE_DIGITS = 15 };

/* What is looked at; all else is OTHER. */
enum element {
    OTHER,
    MULTISTATUS,
    RESPONSE,
    HREF,
    STATUS,
    PROPSTAT,
    PROP,
    LENGTH,
    ETAG,
    MODIFIED,
    RESOURCETYPE,
    COLLECTION,
    RESULT,
    CONTENTS,
    KEY,
    TRUNCATED,
    NEXT,
};
struct word {
    const char *name; /* "<name space> <name>" */
    enum element element;
};
static const struct word webdav_words[] = {
    {"DAV: multistatus", MULTISTATUS},
    {"DAV: response", RESPONSE},
    {"DAV: href", HREF},
    {"DAV: status", STATUS},
    {"DAV: propstat", PROPSTAT},
    {"DAV: prop", PROP},
    {"DAV: getcontentlength", LENGTH},
    {"DAV: getetag", ETAG},
    {"DAV: getlastmodified", MODIFIED},
    {"DAV: resourcetype", RESOURCETYPE},
    {"DAV: collection", COLLECTION},
    {NULL, OTHER},
};
/* Whatever the name space: stores differ. */
static const struct word s3_words[] = {
    {"ListBucketResult", RESULT},
    {"Contents", CONTENTS},
    {"Key", KEY},
    {"Size", LENGTH},
    {"ETag", ETAG},
    {"LastModified", MODIFIED},
    {"IsTruncated", TRUNCATED},
    {"NextContinuationToken", NEXT},
    {NULL, OTHER},
};

struct facts {
    int64_t bytes;
    char etag[LISTING_MARK_BYTES], modified[LISTING_MARK_BYTES];
    bool is_folder;
};
struct listing_xml {
    XML_Parser parser;
    enum listing_xml_sort sort;
    struct listing *listing;
    struct str host, folder; /* decoded; of S3 no host */

    enum element stack[LISTING_XML_DEPTH];
    size_t depth, bytes;
    struct str text; /* of the element that is open */
    bool is_long;

    struct str href; /* of the entry at hand, decoded; of S3 its key */
    bool is_named, is_refused;
    struct facts facts, found; /* its own; those of one propstat */
    bool is_found;

    bool is_truncated;
    struct str next;
    struct fail fault; /* that a handler has met */
};

static int hex(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;

    return at ? (int)(at - digits) % 16 : -1;
}

/* Once; a NUL, half an escape: false. */
static bool decode(const char *text, size_t length, struct str *out)
{
    for (size_t i = 0; i < length; i++) {
        int high, low;
        if (text[i] != '%') {
            str_add_char(out, text[i]);
            continue;
        }
        high = i + 2 < length ? hex(text[i + 1]) : -1;
        low = high < 0 ? -1 : hex(text[i + 2]);
        if (low < 0 || (high == 0 && low == 0))
            return false;
        str_add_char(out, (char)(high * 16 + low));
        i += 2;
    }
    return true;
}

/* "https://user@Host:443/a%20b" into "Host" and "/a b"; a path alone has no
 * host. False: it is neither. */
static bool split(const char *address, struct str *host, struct str *path)
{
    const char *authority = strstr(address, "://"), *end, *at;
    size_t bytes;

    str_clear(host);
    str_clear(path);
    str_add(host, "");
    if (address[0] != '/') {
        if (!str_starts(address, "https://") && !str_starts(address, "http://"))
            return false;
        authority += 3;
        end = authority + strcspn(authority, "/");
        at = memchr(authority, '@', (size_t)(end - authority));
        authority = at ? at + 1 : authority;
        bytes = (size_t)(end - authority);
        if (*authority != '[') /* no IPv6 */
            bytes = strcspn(authority, ":/");
        str_add_bytes(host, authority, bytes);
        address = end;
    }
    return *address == '/' && decode(address, strcspn(address, "?#"), path);
}

static bool stop(struct listing_xml *xml, const char *words)
{
    if (xml->fault.kind == FAIL_NONE)
        fail_set(&xml->fault, FAIL_INVALID, "%s", words);
    XML_StopParser(xml->parser, XML_FALSE);
    return false;
}

static enum element find(const struct listing_xml *xml, const char *name)
{
    const struct word *word = s3_words;
    const char *space = strrchr(name, ' ');

    if (xml->sort == LISTING_WEBDAV)
        word = webdav_words;
    else if (space)
        name = space + 1;
    while (word->name && strcmp(word->name, name) != 0)
        word++;
    return word->element;
}

static void begin_entry(struct listing_xml *xml)
{
    xml->is_named = xml->is_refused = false;
    xml->facts = (struct facts){.bytes = -1};
    str_clear(&xml->href);
}

static void on_start(void *user, const char *name, const char **attributes)
{
    struct listing_xml *xml = user;
    enum element element = find(xml, name);

    (void)attributes;
    if (xml->fault.kind != FAIL_NONE)
        return;
    if (xml->depth == LISTING_XML_DEPTH) {
        stop(xml, "it is nested too deep");
        return;
    }
    if (xml->depth == 0 &&
        element != (xml->sort == LISTING_S3 ? RESULT : MULTISTATUS)) {
        stop(xml, "it is no listing");
        return;
    }
    xml->stack[xml->depth++] = element;
    str_clear(&xml->text);
    xml->is_long = false;
    if (element == RESPONSE || element == CONTENTS)
        begin_entry(xml);
    if (element == PROPSTAT) {
        xml->found = (struct facts){.bytes = -1};
        xml->is_found = true;
    }
}

static void on_text(void *user, const char *text, int length)
{
    struct listing_xml *xml = user;

    if (xml->depth == 0 || xml->stack[xml->depth - 1] == OTHER)
        return;
    if (xml->text.length + (size_t)length > LISTING_XML_TEXT)
        xml->is_long = true;
    else
        str_add_bytes(&xml->text, text, (size_t)length);
}

/* Without the blanks around it. */
static const char *trimmed(struct listing_xml *xml)
{
    static const char blank[] = " \t\r\n";
    char *text = xml->text.text, *end;

    if (xml->is_long || !text)
        return "";
    end = text + xml->text.length;
    while (end > text && strchr(blank, end[-1]))
        *--end = '\0';
    return text + strspn(text, blank);
}

static int64_t number(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    int64_t value = 0;

    if (digits == 0 || digits > SIZE_DIGITS || text[digits])
        return -1;
    for (; *text; text++)
        value = value * 10 + (*text - '0');
    return value;
}

static void copy(char ret_text[LISTING_MARK_BYTES], const char *text)
{
    size_t length = strlen(text);

    if (length < LISTING_MARK_BYTES)
        memcpy(ret_text, text, length + 1);
}

/* "HTTP/1.1 200 OK" */
static bool is_success(const char *status)
{
    const char *space = strchr(status, ' ');

    return space && space[1] == '2';
}

static void take_fact(struct listing_xml *xml, enum element element,
                      struct facts *facts)
{
    if (element == LENGTH)
        facts->bytes = number(trimmed(xml));
    if (element == ETAG)
        copy(facts->etag, trimmed(xml));
    if (element == MODIFIED)
        copy(facts->modified, trimmed(xml));
}

/* The name behind the folder, or NULL. */
static const char *name_of(const struct listing_xml *xml)
{
    const char *path = str_text(&xml->href), *folder = str_text(&xml->folder);
    const char *name = path + strlen(folder);

    if (!xml->is_named || xml->is_refused || xml->facts.is_folder ||
        !str_starts(path, folder) || *name == '\0' || strchr(name, '/'))
        return NULL;
    return name;
}

static void end_entry(struct listing_xml *xml)
{
    const struct facts *facts = &xml->facts;
    struct listing_bundle bundle = {.name = name_of(xml),
                                    .bytes = facts->bytes,
                                    .mark = *facts->etag ? facts->etag
                                                         : facts->modified};

    if (bundle.name && !listing_add(xml->listing, &bundle, &xml->fault))
        XML_StopParser(xml->parser, XML_FALSE);
    xml->is_named = false;
}

/* An address of its own host, or of none. */
static void take_href(struct listing_xml *xml)
{
    struct str host = {0};

    xml->is_named =
        split(trimmed(xml), &host, &xml->href) &&
        (host.length == 0 || strcasecmp(host.text, xml->host.text) == 0);
    str_fini(&host);
}

static void end_webdav(struct listing_xml *xml, enum element element,
                       enum element parent)
{
    if (element == HREF && parent == RESPONSE)
        take_href(xml);
    if (parent == PROP)
        take_fact(xml, element, &xml->found);
    if (element == COLLECTION && parent == RESOURCETYPE)
        xml->found.is_folder = true;
    if (element == STATUS && parent == PROPSTAT)
        xml->is_found = is_success(trimmed(xml));
    if (element == STATUS && parent == RESPONSE)
        xml->is_refused = !is_success(trimmed(xml));
    if (element == PROPSTAT && xml->is_found)
        xml->facts = xml->found;
    if (element == RESPONSE)
        end_entry(xml);
}

static void end_s3(struct listing_xml *xml, enum element element,
                   enum element parent)
{
    if (element == KEY && parent == CONTENTS) {
        str_clear(&xml->href);
        str_add(&xml->href, trimmed(xml));
        xml->is_named = true;
    }
    if (parent == CONTENTS)
        take_fact(xml, element, &xml->facts);
    if (element == CONTENTS)
        end_entry(xml);
    if (element == TRUNCATED && parent == RESULT)
        xml->is_truncated = str_equal(trimmed(xml), "true");
    if (element == NEXT && parent == RESULT) {
        str_clear(&xml->next);
        str_add(&xml->next, trimmed(xml));
    }
}

static void on_end(void *user, const char *name)
{
    struct listing_xml *xml = user;
    enum element element, parent;

    (void)name;
    if (xml->fault.kind != FAIL_NONE || xml->depth == 0)
        return;
    element = xml->stack[--xml->depth];
    parent = xml->depth > 0 ? xml->stack[xml->depth - 1] : OTHER;
    if (xml->sort == LISTING_WEBDAV)
        end_webdav(xml, element, parent);
    else
        end_s3(xml, element, parent);
    str_clear(&xml->text);
}

/* Without one there are no entities but the five of XML itself. */
static void on_doctype(void *user, const char *name, const char *system,
                       const char *public, int has_subset)
{
    (void)name;
    (void)system;
    (void)public;
    (void)has_subset;
    stop(user, "it has a document type");
}

struct listing_xml *listing_xml_new(enum listing_xml_sort sort,
                                    const char *folder, struct listing *listing)
{
    struct listing_xml *xml = memory_get(sizeof *xml);

    assert(str_ends(folder, "/"));
    xml->sort = sort;
    xml->listing = listing;
    if (sort == LISTING_S3)
        str_add(&xml->folder, folder);
    else
        split(folder, &xml->host, &xml->folder);
    xml->parser = XML_ParserCreateNS(NULL, ' ');
    if (!xml->parser)
        return xml;
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    return xml;
}

void listing_xml_free(struct listing_xml *xml)
{
    if (!xml)
        return;
    if (xml->parser)
        XML_ParserFree(xml->parser);
    str_fini(&xml->host);
    str_fini(&xml->folder);
    str_fini(&xml->text);
    str_fini(&xml->href);
    str_fini(&xml->next);
    free(xml);
}

static bool parse(struct listing_xml *xml, const void *bytes, size_t count,
                  bool is_last, struct fail *why)
{
    const char *words = "no memory for it";

    if (xml->fault.kind == FAIL_NONE &&
        (!xml->parser ||
         XML_Parse(xml->parser, bytes, (int)count, is_last) != XML_STATUS_OK)) {
        if (xml->parser)
            words = XML_ErrorString(XML_GetErrorCode(xml->parser));
        if (xml->fault.kind == FAIL_NONE)
            fail_set(&xml->fault, FAIL_INVALID, "%s", words);
    }
    if (xml->fault.kind == FAIL_NONE)
        return true;
    *why = xml->fault;
    return fail_within(why, "the listing of bundles cannot be read");
}

bool listing_xml_add(struct listing_xml *xml, const void *bytes, size_t count,
                     struct fail *why)
{
    xml->bytes += count;
    if (xml->bytes > LISTING_XML_BYTES && xml->fault.kind == FAIL_NONE)
        fail_set(&xml->fault, FAIL_INVALID, "it has more than %d MB",
                 LISTING_XML_BYTES / (1024 * 1024));
    return parse(xml, bytes, count, false, why);
}

bool listing_xml_end(struct listing_xml *xml, struct fail *why)
{
    bool ok = parse(xml, "", 0, true, why);

    listing_sort(xml->listing);
    return ok;
}

const char *listing_xml_next(const struct listing_xml *xml)
{
    return xml->is_truncated && xml->next.length > 0 ? xml->next.text : NULL;
}
