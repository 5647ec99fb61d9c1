#ifndef CMD_SYNC_CONFIG_H
#define CMD_SYNC_CONFIG_H

#include "yaml/config.h"

/* config_read(), its faults on stderr. */
bool sync_config(const char *path, struct arena *arena,
                 const struct config **ret_config, struct fail *why);

#endif
