# Sourced by tests that want a throw-away Debian, made by mmdebstrap: of this
# computer's processor and of its release, or another debian_suite, with little
# in it. The caller has skip().
# shellcheck shell=sh

debian_suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)

# Ends the test where none can be had.
debian_needed() { # WHAT IS NOT DONE WITHOUT
    command -v mmdebstrap >/dev/null || skip "no mmdebstrap: $1"
    [ "$(id -u)" = 0 ] || skip "not root: $1"
}
# TARGET is a folder, or a file for a tar. What apt says is left in LOG.
debian_make() { # TARGET LOG WHAT-IS-NOT-DONE-WITHOUT [OPTION...]
    debian_target=$1 debian_log=$2 debian_without=$3
    shift 3
    mmdebstrap --variant=minbase --skip=check/empty \
        --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' "$@" \
        "$debian_suite" "$debian_target" >"$debian_log" 2>&1 && return
    grep -q 'E: Failed to fetch\|Could not resolve\|apt-get update.* failed' "$debian_log" &&
        skip "no Debian to be had: $debian_without"
    tail -n 30 "$debian_log"
    return 1
}
# What chroot is to run there, before the command: nothing of this computer's
# surroundings. Words; not to be quoted.
debian_env='/usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
    HOME=/root DEBIAN_FRONTEND=noninteractive'
