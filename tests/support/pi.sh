# Sourced by tests that make a kiosk of a computer: a throw-away Debian with
# the files of a fresh Raspberry Pi OS Lite, in memory, and a stick with a kit.
# All mounts are in a name space of the test's own, and are gone with it. The
# caller has `root`, skip(), and is called again: pi_alone "$@" comes first.
# shellcheck shell=sh
# shellcheck source=tests/support/debian.sh
. "$root/tests/support/debian.sh"

pi_alone() { # "$0" "$@"
    debian_needed 'nothing was set up'
    [ -z "${PI_ALONE:-}" ] || return 0
    unshare --mount --propagation slave true 2>/dev/null ||
        skip 'no mounts of its own here: nothing was set up'
    PI_ALONE=yes exec unshare --mount --propagation slave "$@"
}

# What is the same for all tests, made once: in PROGRAMS/deploy_pi system.tar,
# own/ with Encounter's packages, packages/ with those and all they need.
pi_prepare() { # PROGRAMS
    pi_made=$1/deploy_pi
    mkdir -p "$pi_made"
    exec 9>"$pi_made/lock"
    flock 9
    # The sanitizers' settings are none of a released build's.
    rm -rf "$pi_made/own"
    env -u ASAN_OPTIONS -u UBSAN_OPTIONS -u LSAN_OPTIONS "$root/deploy/package" \
        --build "$1/deploy_packages.build" "$pi_made/own" >"$pi_made/log" 2>&1 || {
        cat "$pi_made/log"
        exit 1
    }
    "$root/deploy/pi/fetch-packages" --own "$pi_made/own" \
        --arch "$(dpkg --print-architecture)" "$pi_made/packages" >"$pi_made/log" 2>&1
    case $? in
    0) ;;
    69) cat "$pi_made/log" && skip 'no packages to be had: nothing was set up' ;;
    *) cat "$pi_made/log" && exit 1 ;;
    esac
    if [ ! -s "$pi_made/system.tar" ]; then
        debian_make "$pi_made/new.tar" "$pi_made/log" 'nothing was set up' \
            --include=systemd-sysv,udev,e2fsprogs,fdisk,dosfstools || exit 1
        mv "$pi_made/new.tar" "$pi_made/system.tar"
    fi
    flock -u 9
}

# A fresh one at DIR, a folder.
pi_start() { # DIR
    pi=$1
    mkdir -p "$pi"
    mount -t tmpfs -o size=2g,mode=755 none "$pi" &&
        tar -C "$pi" --exclude='./dev/*' -xf "$pi_made/system.tar" || exit 1
    mount -t tmpfs none "$pi/dev" && mount --rbind /sys "$pi/sys" &&
        mount -t proc none "$pi/proc" &&
        mount -t tmpfs none "$pi/run" || exit 1
    for device in null zero full random urandom tty; do
        pi_sees "/dev/$device"
    done
    mkdir -p "$pi/boot/firmware" "$pi/etc/NetworkManager"
    printf 'nameserver 192.0.2.1\n' >"$pi/etc/resolv.conf"
    cp "$root"/tests/data/pi/*.txt "$pi/boot/firmware"
    cp "$root/tests/data/pi/fstab" "$pi/etc/fstab"
}
# It has no disk of this computer but those that it is shown.
pi_sees() { # DEVICE
    cp -a "$1" "$pi/dev" || exit 1
}
pi_inside() { # COMMAND...
    # shellcheck disable=SC2086 # words
    chroot "$pi" $debian_env "$@"
}
