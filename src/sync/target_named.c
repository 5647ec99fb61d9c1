#include "sync/target_named.h"

static bool use_account(struct target_named *named,
                        const struct config_target *config,
                        struct http_settings *settings, struct fail *why)
{
    if (named->secret.count != 2)
        return fail_set(why, FAIL_CONFIG,
                        "%s must hold two lines: user, password",
                        config->credentials);
    settings->user = named->secret.lines[0];
    settings->password = named->secret.lines[1];
    str_add(&named->url, config->url);
    return true;
}

/* The link's token is its user. */
static bool use_drop(struct target_named *named,
                     const struct config_target *config,
                     struct http_settings *settings, struct fail *why)
{
    if (named->secret.count > 2)
        return fail_set(why, FAIL_CONFIG,
                        "%s must hold the link and at most a password",
                        config->credentials);
    if (!target_webdav_link(named->secret.lines[0], &named->url, &named->token,
                            why))
        return fail_within(why, "%s", config->credentials);
    settings->user = named->token.text;
    settings->password = named->secret.count == 2 ? named->secret.lines[1] : "";
    return true;
}

static bool use_key(struct target_named *named,
                    const struct config_target *config, struct fail *why)
{
    return named->secret.count == 2 ||
           fail_set(why, FAIL_CONFIG,
                    "%s must hold two lines: access key, secret key",
                    config->credentials);
}

static bool use_credentials(struct target_named *named,
                            const struct config_target *config,
                            struct http_settings *settings, struct fail *why)
{
    switch ((enum config_target_kind)config->kind) {
    case CONFIG_S3:
        return use_key(named, config, why);
    case CONFIG_DROP:
        return use_drop(named, config, settings, why);
    case CONFIG_WEBDAV:
    default:
        return use_account(named, config, settings, why);
    }
}

static struct target *begin(struct target_named *named,
                            const struct config_target *config)
{
    if (config->kind == CONFIG_S3) {
        target_s3_init(
            &named->s3, &named->http,
            &(struct target_s3_settings){.url = config->url,
                                         .bucket = config->bucket,
                                         .region = config->region,
                                         .prefix = config->prefix,
                                         .access = named->secret.lines[0],
                                         .secret = named->secret.lines[1]});
        return &named->s3.target;
    }
    target_webdav_init(&named->webdav, &named->http, named->url.text,
                       config->kind == CONFIG_DROP);
    return &named->webdav.target;
}

bool target_named_open(struct target_named *named,
                       const struct config_target *config, struct fail *why)
{
    struct http_settings settings = {.ca = config->ca};
    const char *const *pins = config->pins.items;

    *named = (struct target_named){0};
    for (size_t i = 0; i < config->pins.count && i < HTTP_PINS; i++)
        settings.pins[i] = pins[i];
    if (!secret_read(&named->secret, config->credentials, why) ||
        !use_credentials(named, config, &settings, why) ||
        !http_open(&named->http, &settings, why))
        return false;
    named->target = begin(named, config);
    return true;
}

void target_named_fini(struct target_named *named)
{
    http_close(&named->http);
    target_webdav_fini(&named->webdav);
    target_s3_fini(&named->s3);
    str_fini(&named->url);
    str_fini(&named->token);
    secret_fini(&named->secret);
    *named = (struct target_named){0};
}
