/* Any bytes are a manifest or a sentence; what is taken is written the same
 * way, so it cannot be read in two ways. */
#include "content/manifest.h"
#include "fuzz/target.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct arena arena = {0};
    struct manifest manifest;
    struct str again = {0};
    struct fail why = {0};

    if (manifest_parse((const char *)bytes, count, &arena, &manifest, &why)) {
        manifest_text(&manifest, &again);
        assert(again.length == count && memcmp(again.text, bytes, count) == 0);
        assert(manifest_find(&manifest, "bundle.yaml"));
        assert(manifest.serial >= 1 && manifest.serial <= MANIFEST_SERIAL);
        assert(manifest.count <= MANIFEST_FILES);
        for (size_t i = 0; i < manifest.count; i++)
            assert(manifest_path_is_good(manifest.files[i].path));
    } else {
        assert(why.kind == FAIL_INVALID && why.text[0]);
    }
    str_fini(&again);
    arena_fini(&arena);
    return 0;
}
