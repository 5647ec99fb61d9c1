#include "cmd/commands.h"
#include "cmd/content_install.h"
#include "cmd/seal.h"
#include "cmd/stick_command.h"

/* encounter-stick: what is done with a stick that is plugged into a kiosk.
 * Starts fast, and draws, plays and sends nothing: it links no library that
 * could (tests/lint/light.sh). */

int main(int argc, char **argv)
{
    static const struct command commands[] = {
        {"install", "PATH", "take signed packages onto this kiosk",
         content_install},
        {"seal", "", "make batches of the records that are kept", seal_run},
        {"note", "PATH --report FILE", "leave a note of what was done",
         stick_command_note},
        {"tell", "EVENT --report FILE", "tell the kiosk of a stick",
         stick_command_tell},
        {.name = NULL},
    };
    return commands_run("encounter-stick",
                        "Does with a stick what a kiosk does.", commands, argc,
                        argv);
}
