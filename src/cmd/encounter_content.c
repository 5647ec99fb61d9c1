#include "cmd/commands.h"
#include "cmd/content_answer.h"
#include "cmd/content_check.h"
#include "cmd/content_info.h"
#include "cmd/content_install.h"
#include "cmd/content_keygen.h"
#include "cmd/content_keys.h"
#include "cmd/content_kit.h"
#include "cmd/content_new.h"
#include "cmd/content_pack.h"
#include "cmd/content_preview.h"
#include "cmd/content_verify.h"

/* encounter-content: what host staff and the kiosk's updater do with bundles.
 */

int main(int argc, char **argv)
{
    static const struct command commands[] = {
        {"check", "DIR...", "print every fault of bundles", content_check},
        {"explain", "CODE...", "say at length what a message means",
         content_explain},
        {"new", "host|programme DIR", "begin a bundle", content_new},
        {"schema", "", "print the JSON Schema for editors", content_schema},
        {"preview", "DIR", "show a bundle while it is written",
         content_preview},
        {"pack", "DIR", "make the package that kiosks take", content_pack},
        {"keygen", "", "make a key pair to sign packages", content_keygen},
        {"verify", "FILE", "say whether a kiosk takes a package",
         content_verify},
        {"info", "FILE", "say what a package is", content_info},
        {"install", "PATH", "take packages onto this kiosk", content_install},
        {"list", "", "say which content this kiosk has", content_list},
        {"rollback", "ID", "go back to the version before", content_rollback},
        {"keys", "", "print the fingerprints of this kiosk's keys",
         content_keys_list},
        {"kit", "DIR...", "put a new kiosk's kit on a stick", content_kit},
        {"answer", "PATH", "check the drafts on a stick", content_answer},
        {.name = NULL},
    };
    return commands_run("encounter-content", "Works on bundles of content.",
                        commands, argc, argv);
}
