#include "content/install_private.h"

#include <string.h>

static bool check_signer(struct installing *in)
{
    struct install_result *result = in->result;
    const struct verify_signer *signer = NULL;
    bool ok = package_signed(in->package, in->job->keys, &signer, &result->why);

    if (signer) {
        verify_key_fingerprint(&signer->key, result->signer);
        memcpy(result->signer_name, signer->name, sizeof signer->name);
    }
    return ok || install_refuse(
                     in, !package_has_signature(in->package) ? STICK_UNSIGNED
                         : result->why.kind == FAIL_INVALID  ? STICK_CHANGED
                         : !signer                           ? STICK_UNKNOWN_KEY
                         : signer->is_revoked                ? STICK_REVOKED
                                                             : STICK_CHANGED);
}

static bool check_programme(struct installing *in)
{
    const struct manifest *manifest = package_manifest(in->package);
    const char *programme = manifest->programme;
    const char *ours = in->job->programme;

    if (manifest->kind == MODEL_HOST && str_equal(manifest->id, programme)) {
        fail_set(&in->result->why, FAIL_INVALID,
                 "a host cannot have its programme's id");
        return install_refuse(in, STICK_FAULTY);
    }
    if (!ours || str_equal(programme, ours))
        return true;
    fail_set(&in->result->why, FAIL_DENIED,
             "it belongs to the programme %s, this kiosk to %s", programme,
             ours);
    return install_refuse(in, STICK_OTHER_PROGRAMME);
}

/* Whether what was here under this serial was another content. */
static bool was_another(const struct installing *in, const char *text)
{
    const struct installed *installed = &in->installed;
    const struct installed_version *there =
        installed_find(installed, in->result->serial);
    uint8_t hash[HASH_SHA256_BYTES];

    hash_sha256(text, strlen(text), hash);
    return (in->result->serial == installed->accepted &&
            memcmp(hash, installed->accepted_hash, sizeof hash) != 0) ||
           (there && memcmp(hash, there->hash, sizeof hash) != 0);
}

/* Whether a serial may follow the highest that was here. */
static bool check_order(struct installing *in, int64_t highest)
{
    struct install_result *result = in->result;
    const char *text = package_manifest_text(in->package);

    if (result->serial < highest && !in->job->allows_older) {
        fail_set(&result->why, FAIL_DENIED,
                 "its serial is %lld, and %lld was here",
                 (long long)result->serial, (long long)highest);
        return install_refuse(in, STICK_OLDER);
    }
    if (was_another(in, text)) {
        fail_set(&result->why, FAIL_DENIED,
                 "the serial %lld was here with another content: a change "
                 "needs a higher one",
                 (long long)result->serial);
        return install_refuse(in, STICK_SAME_SERIAL);
    }
    if (highest > 0 && result->serial > highest + INSTALL_JUMP) {
        fail_set(&result->why, FAIL_DENIED,
                 "its serial is %lld, and %lld was here: more than %d ahead, "
                 "which would shut out all before it",
                 (long long)result->serial, (long long)highest, INSTALL_JUMP);
        return install_refuse(in, STICK_JUMP);
    }
    return true;
}

static bool check_aside(struct installing *in)
{
    struct install_result *result = in->result;
    enum installed_aside aside =
        installed_aside(&in->installed, result->serial);

    if (aside == INSTALLED_SHOWN || in->job->allows_older)
        return true;
    fail_set(&result->why, FAIL_DENIED,
             aside == INSTALLED_BAD
                 ? "this kiosk could not show %s %s: make a version with a "
                   "higher serial"
                 : "somebody went back from %s %s here: make a version with "
                   "a higher serial, or install it with --allow-older",
             result->id, result->version);
    return install_refuse(in, aside == INSTALLED_BAD ? STICK_BAD_BEFORE
                                                     : STICK_SET_ASIDE);
}

/* What is shown of it so far. */
static int64_t find_before(struct installing *in)
{
    struct install_result *result = in->result;
    const char *shipped_version = NULL;
    int64_t shipped =
        in->job->shipped(in->job->user, result->id, &shipped_version);
    const struct installed_version *shown =
        installed_choose(&in->installed, shipped);

    if (shown) {
        result->before = shown->manifest.version;
        result->before_serial = shown->manifest.serial;
    } else if (installed_aside(&in->installed, shipped) == INSTALLED_SHOWN) {
        result->before = shipped_version;
        result->before_serial = shipped;
    }
    return shipped;
}

/* A copy that came with the program counts as accepted. */
static bool check_serial(struct installing *in, int64_t shipped)
{
    struct install_result *result = in->result;
    int64_t highest = in->installed.accepted;

    if (highest == 0 && in->installed.count > 0)
        highest = in->installed.versions[0].manifest.serial;
    if (shipped > highest)
        highest = shipped;
    if (!check_order(in, highest) || !check_aside(in))
        return false;
    if (result->serial != result->before_serial)
        return true;
    result->end = INSTALL_LEFT;
    return false;
}

bool install_judge(struct installing *in)
{
    const struct manifest *manifest = package_manifest(in->package);
    struct install_job *job = in->job;
    struct install_result *result = in->result;

    if (!check_signer(in))
        return false;
    result->id = arena_printf(job->arena, "%s", manifest->id);
    result->version = arena_printf(job->arena, "%s", manifest->version);
    result->serial = manifest->serial;
    if (!check_programme(in))
        return false;
    if (!installed_read(job->fs, job->content, result->id, job->arena,
                        &in->installed, &result->why))
        return install_fail(in, STICK_KIOSK);
    return check_serial(in, find_before(in));
}
