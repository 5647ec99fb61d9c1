/* Any bytes are a listing or a sentence, however they are cut into pieces; what
 * comes out of one is the name of a package, each once, with a mark that is
 * bounded. The first byte says of which sort it is and how it is cut. */
#include "fuzz/target.h"
#include "sync/listing_xml.h"
#include <string.h>

static bool read_pieces(struct listing_xml *xml, const uint8_t *bytes,
                        size_t count, size_t piece, struct fail *why)
{
    for (size_t at = 0; at < count; at += piece)
        if (!listing_xml_add(xml, bytes + at,
                             count - at < piece ? count - at : piece, why))
            return false;
    return listing_xml_end(xml, why);
}

static void look(const struct listing *listing, bool is_whole)
{
    assert(listing->bundles.count <= LISTING_BUNDLES);
    for (size_t i = 0; i < listing->bundles.count; i++) {
        const struct listing_bundle *bundle = &listing->bundles.items[i];
        assert(listing_is_bundle(bundle->name));
        assert(!strchr(bundle->name, '/') && bundle->name[0] != '.');
        assert(bundle->bytes >= -1);
        assert(strlen(bundle->mark) < LISTING_MARK_BYTES);
        if (listing_mark_is_strong(bundle->mark))
            assert(!strpbrk(bundle->mark, "\r\n"));
        assert(i == 0 || !is_whole ||
               strcmp(bundle[-1].name, bundle->name) < 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct listing listing = {0};
    struct listing_xml *xml;
    struct fail why = {0};
    bool is_s3 = count > 0 && bytes[0] % 2, ok;

    if (count == 0)
        return 0;
    xml = listing_xml_new(is_s3 ? LISTING_S3 : LISTING_WEBDAV,
                          is_s3 ? "bundles/" : "https://a.org/x/bundles/",
                          &listing);
    ok = read_pieces(xml, bytes + 1, count - 1, bytes[0] / 2 + 1, &why);
    assert(ok || (why.kind == FAIL_INVALID && why.text[0]));
    look(&listing, ok);
    listing_xml_free(xml);
    listing_fini(&listing);
    return 0;
}
