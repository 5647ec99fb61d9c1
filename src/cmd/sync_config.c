#include "cmd/sync_config.h"

#include <stdio.h>

enum { FAULTS_SHOWN = 20 };

bool sync_config(const char *path, struct arena *arena,
                 const struct config **ret_config, struct fail *why)
{
    struct messages messages = {0};
    bool ok = config_read(path, arena, &messages, ret_config, why);

    if (!ok)
        messages_print(&messages, FAULTS_SHOWN, stderr);
    messages_fini(&messages);
    return ok;
}
