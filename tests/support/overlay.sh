# Sourced by tests that want the system of this computer to throw away: an
# overlay, whose changes lie in memory and end with the test. No folder of this
# computer is mounted into it: what is removed there is removed nowhere else. The
# caller has skip().
# shellcheck shell=sh

# The test goes on in a name space of its own, in which it may mount.
overlay_enter() { # WHAT-IS-NOT-DONE-WITHOUT TEST [ARGUMENT...]
    [ -z "${ENCOUNTER_OVERLAY:-}" ] || return 0
    overlay_without=$1
    shift
    [ "$(id -u)" = 0 ] || skip "not root: $overlay_without"
    unshare --mount mount -t tmpfs none /mnt 2>/dev/null ||
        skip "nothing may be mounted here: $overlay_without"
    ENCOUNTER_OVERLAY=yes exec unshare --mount "$@"
}
# Makes that system; overlay_root is where.
overlay_make() { # WHAT-IS-NOT-DONE-WITHOUT
    overlay_root=/mnt/root
    mount -t tmpfs -o size=2g none /mnt &&
        mkdir /mnt/upper /mnt/work $overlay_root &&
        mount -t overlay none $overlay_root \
            -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work &&
        mount -t proc none $overlay_root/proc &&
        mount -t tmpfs none $overlay_root/dev &&
        cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty \
            $overlay_root/dev || skip "no overlay to be had: $1"
}
