# Sourced by the tests on a real X server, which set `out`, `root`, `here` and
# `encounter`: the servers they need, and where to touch.
# shellcheck shell=sh disable=SC2154

need_server() { # xvfb|anything else: Xorg
    if [ "$1" = xvfb ]; then
        command -v Xvfb >/dev/null && return
        echo "Xvfb is not installed"
        exit 77
    fi
    if ! command -v Xorg >/dev/null ||
        [ ! -e /usr/lib/xorg/modules/drivers/dummy_drv.so ] ||
        [ ! -e /usr/lib/xorg/modules/input/inputtest_drv.so ]; then
        echo "Xorg with its dummy and inputtest drivers is not installed"
        exit 77
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "Xorg with a configuration of its own needs root"
        exit 77
    fi
}

# Shots `start`, and in two languages `first` and `second`.
find_places() { # LANGUAGE LANGUAGE
    rm -rf "$out"
    mkdir -p "$out/shots" || exit 1
    cat >"$out/places.visit" <<END
start size=1280x800
shot start
tap lang.$1
shot first
tap lang.$2
shot second
END
    "$encounter" --content "$root/content" --assets "$root/assets" \
        --config "$here/foo.yaml" --data "$out/played" \
        --visit "$out/places.visit" --shots "$out/shots" || exit 1
}

middle() { # SHOT ID
    awk -v id="$2" '($1 == "touch" || $1 == "lift") && $4 == id {
        split($2, at, ","); split($3, size, "x")
        print int(at[1] + size[1] / 2) "," int(at[2] + size[2] / 2) }' \
        "$out/shots/$1.draw"
}
