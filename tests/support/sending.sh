# Sourced by tests/deploy/sync_*: batches, kiosk.yaml, and what the real programs
# are expected to say. Who sends sets `sync`; `here` is the folder of all.
# shellcheck shell=sh
faults=0 kiosk=foo-1

skip() {
    echo "$*"
    exit 77
}
for tool in openssl python3; do
    command -v $tool >/dev/null || skip "$tool is not here"
done

fault() {
    echo "$*"
    sed 's/^/    /' stderr stdout
    faults=$((faults + 1))
}
# expect STATUS WORDS COMMAND...: the words stand on stdout or stderr.
expect() {
    wanted=$1 words=$2
    shift 2
    "$@" >stdout 2>stderr
    got=$?
    [ "$got" -eq "$wanted" ] || fault "wanted $wanted, got $got from: $*"
    cat stdout stderr >>said
    [ -z "$words" ] || cat stdout stderr | grep -qF -e "$words" || fault "no '$words' from: $*"
}
batch() { # NUMBER RECORDS KEY: one that is sealed, or with "" plain
    {
        printf '{"encounter_batch":1,"kiosk":"%s","site":"foo","period":"2026-11",' "$kiosk"
        printf '"clock":"bounded","records":%d%s}\n' "$2" "${3:+,\"key\":\"$3\"}"
        seq -f "${3:+{\"sealed\":\"}$1A%012g${3:+\"\}}" "$2" | sort
    } >made
    mv made "data/outbox/${kiosk}_00000$1_$(sha256sum <made | cut -c1-8).jsonl"
}
target() { # NAME KEYS: one more in kiosk.yaml
    [ -s kiosk.yaml ] || printf 'kiosk: foo-1\ntargets:\n' >kiosk.yaml
    echo "- {name: $1, $2}" >>kiosk.yaml
}
send() { # TARGET OPTION...
    to=$1
    shift
    "$sync" send --to "$to" --data data --config kiosk.yaml "$@"
}
tried() { # TARGET OPTION...
    "$sync" test "$@" --config kiosk.yaml
}
sums() { # FOLDER
    (cd "$1" && sha256sum ./*.jsonl)
}
certificate() { # NAME OPTION...
    name=$1
    shift
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
        -keyout "$name.key" -out "$name.pem" "$@" 2>/dev/null
}
outbox() { # three sealed batches, a plain one, a form and the health
    mkdir -p data/outbox/forms
    echo '{"encounter_form":1}' >data/outbox/forms/foo_3.json
    printf 'health: 1\n' >data/health.yaml
    for n in 1 2 4; do batch $n $((n * 40)) '8376 9610'; done
    batch 5 7 ''
}
