#!/bin/sh
# light.sh STICK CONTENT SYNC: the program that reads a stick starts fast and has
# nothing that draws, decodes pictures, plays or reaches a network: no such
# library is loaded with it, by its own wish or that of another. The programs
# that want them show that the search finds them.
set -u
stick=$1 content=$2 sync=$3
command -v ldd >/dev/null || {
    echo "skipped: no ldd"
    exit 77
}
screen='libSDL2|libX11|libwayland|libharfbuzz|libfreetype|libjpeg|libpng|libopus'
network='libcurl|libssl|libgnutls'

loaded() { # PROGRAM
    ldd "$1" || exit 1
}
loaded "$content" | grep -qE "$screen" || {
    echo "the search finds no screen in $content"
    exit 1
}
loaded "$sync" | grep -qE "$network" || {
    echo "the search finds no network in $sync"
    exit 1
}
if loaded "$stick" | grep -E "$screen|$network|not found"; then
    echo "$stick loads the above"
    exit 1
fi
