#include "cmd/commands.h"
#include "cmd/content_check.h"
#include "cmd/content_new.h"

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
        {.name = NULL},
    };
    return commands_run("encounter-content", "Works on bundles of content.",
                        commands, argc, argv);
}
