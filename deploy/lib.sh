# Sourced by deploy/start, tests/run and tests/bench/run: packages and builds.
# Works from any folder; `root` is the source tree and set by the caller.
# shellcheck shell=sh

EX_UNAVAILABLE=69

say() {
    printf '%s\n' "$*" >&2
}

packages_listed() { # KIND...
    for kind in "$@"; do
        sed -n "s/^$kind  *\([^ ]*\).*/\1/p" "$root/deploy/packages.txt"
    done
}

packages_missing() { # KIND...
    wanted=$(packages_listed "$@")
    # shellcheck disable=SC2086,SC2016 # one word a package; dpkg's fields
    have=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted \
        2>/dev/null | sed -n 's/^installed //p')
    for name in $wanted; do
        printf '%s\n' "$have" | grep -qxF "$name" || printf '%s\n' "$name"
    done
}

packages_explain() { # KIND...
    say "There is no apt here, so nothing was installed. Encounter needs:"
    for kind in "$@"; do
        sed -n "s/^$kind [^#]*# */  /p" "$root/deploy/packages.txt" >&2
    done
    say "With these in place, build and run it by hand:"
    say "  cmake -G Ninja -B build/release && ninja -C build/release"
    say "  build/release/encounter --content content --assets assets"
}

# Installs what is missing of these kinds; asks nothing and touches no
# network where all is there. Ends the script when it cannot be had.
packages_ensure() { # KIND...
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null
    then
        packages_explain "$@"
        exit "$EX_UNAVAILABLE"
    fi
    missing=$(packages_missing "$@")
    [ -n "$missing" ] || return 0

    as_root=
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            # shellcheck disable=SC2086
            say "Packages are missing. As root, once:" \
                "apt-get install" $missing
            exit "$EX_UNAVAILABLE"
        fi
        as_root=sudo
    fi
    # shellcheck disable=SC2086
    say "Installing (this once; a minute or two):" $missing
    # shellcheck disable=SC2086
    if ! packages_log=$({ $as_root apt-get -q -o DPkg::Lock::Timeout=300 update &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
            --no-install-recommends install $missing; } 2>&1 </dev/null); then
        printf '%s\n' "$packages_log" | tail -n 20 >&2
        say "apt-get could not install them. It needs a network this once;" \
            "then start again."
        exit "$EX_UNAVAILABLE"
    fi
}

# Builds into build/NAME, only what changed since the last time.
build_in() { # NAME CMAKE-ARGUMENT...
    folder=$root/build/$1
    shift
    mkdir -p "$folder" || exit 73
    # A tree that was copied or moved: its old paths are of no use.
    if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF \
        "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        rm -rf "$folder"
        mkdir -p "$folder"
    fi
    # The arguments stand in a file: the same again needs no configuring,
    # unless packages came or went since then.
    if [ ! -f "$folder/build.ninja" ] ||
        [ -n "$(find /var/lib/dpkg/status -newer "$folder/arguments" \
            2>/dev/null)" ] ||
        [ "$(cat "$folder/arguments" 2>/dev/null)" != "$*" ]; then
        if ! cmake -G Ninja -S "$root" -B "$folder" "$@" \
            >"$folder/configure.log" 2>&1; then
            tail -n 20 "$folder/configure.log" >&2
            say "The build could not be set up; see $folder/configure.log"
            return 1
        fi
        printf '%s' "$*" >"$folder/arguments"
    fi
    if ! ninja -C "$folder" --quiet >"$folder/build.log" 2>&1; then
        tail -n 60 "$folder/build.log" >&2
        return 1
    fi
}
