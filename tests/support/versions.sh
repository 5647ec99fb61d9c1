# Sourced by tests that install content; they set `root`, `content` (the
# program) and `out`: a key, and versions of the host foo.
# shellcheck shell=sh disable=SC2154

need_key() {
    command -v minisign >/dev/null || {
        echo "minisign is not installed"
        exit 77
    }
    mkdir -p "$out/keys"
    minisign -G -W -p "$out/keys/lab.pub" -s "$out/lab.key" >/dev/null ||
        exit 1
    printf 'kiosk: foo-1\nsite: foo\n' >"$out/kiosk.yaml"
}
# Version vN, serial N, whose host is called "House N", on a stick of its own.
make_version() { # N
    mkdir -p "$out/$1/foo" "$out/stick$1/ENCOUNTER/bundles"
    (cd "$root/content/foo" && tar cf - .) | tar xf - -C "$out/$1/foo"
    awk -v n="$1" '
        /^serial:/ { $0 = "serial: " n }
        /^version:/ { $0 = "version: v" n }
        /^name:/ { print "name: House " n; skip = 1; next }
        skip && /^[ ]/ { next }
        { skip = 0; print }' "$root/content/foo/bundle.yaml" \
        >"$out/$1/foo/bundle.yaml"
    "$content" pack "$out/$1/foo" --sign "$out/lab.key" \
        -o "$out/stick$1/ENCOUNTER/bundles/foo_v$1.encounter.zip" \
        >"$out/packed$1" 2>&1 && return
    cat "$out/packed$1"
    exit 1
}
