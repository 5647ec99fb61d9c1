# shellcheck shell=sh disable=SC2154 # sourced by tests/bench/run: $built
# photos_make FOLDER: a content folder with 200 photos in four galleries.

photos_bundle() { # KIND ID REST-OF-THE-KEYS
    cat <<END
bundle: 1
kind: $1
id: $2
version: "1"
serial: 1
languages: [en]
name: Photos
colour: "#16233F"
cover: {image: images/0.jpg, alt: A photo}
END
    cat
}

photos_make() {
    mkdir -p "$1/photos/images" "$1/many/images"
    "$built/tests/bench/bench_photos" "$1/photos/images" || return 1
    cp "$1/photos/images/0.jpg" "$1/many/images/"
    photos_bundle programme many >"$1/many/bundle.yaml" <<END
hosts: [photos]
welcome: Many photos.
privacy: {responsible: nobody, purpose: none, contact: none, delete_by: today}
END
    {
        echo "programme: many"
        echo "pages:"
        for page in 0 1 2 3; do
            echo "  - id: p$page"
            echo "    title: Photos $page"
            echo "    blocks:"
            echo "      - gallery:"
            for i in $(seq $((page * 50)) $((page * 50 + 49))); do
                echo "          - {image: images/$i.jpg, alt: Photo $i}"
            done
        done
    } | photos_bundle host photos >"$1/photos/bundle.yaml"
    cat >"$1.yaml" <<END
programme: many
site: photos
END
    cat >"$1.visit" <<END
start size=1920x1080 config=${1##*/}.yaml
shot photos-attract
tap lang.en
shot photos-host
tap page.p0
shot photos-page
tap picture.0.0
shot photos-first
tap sheet.to.1
shot photos-second
END
}
