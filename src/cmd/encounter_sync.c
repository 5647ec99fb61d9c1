#include "cmd/commands.h"
#include "cmd/sync_fetch.h"
#include "cmd/sync_prune.h"
#include "cmd/sync_send.h"
#include "cmd/sync_status.h"
#include "cmd/sync_test.h"

/* encounter-sync: carries batches from the outbox to where they are read,
 * and bundles from there. Opens no store and no sealed record. */

int main(int argc, char **argv)
{
    static const struct command commands[] = {
        {"status", "[options]", "what waits, and which place has what",
         sync_status},
        {"send", "[--to PLACE] [options]",
         "copy batches to a stick, a folder or targets", sync_send},
        {"fetch", "[options]", "fetch signed bundles from the targets",
         sync_fetch},
        {"test", "NAME [options]", "say whether a target can be reached",
         sync_test},
        {"prune", "--sent [options]", "remove what is safe elsewhere",
         sync_prune},
        {.name = NULL},
    };
    return commands_run("encounter-sync",
                        "Carries batches of feedback, and bundles.", commands,
                        argc, argv);
}
