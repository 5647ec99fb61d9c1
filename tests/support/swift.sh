# Sourced by tests that talk to swift_s3 on loopback, behind cert.pem; they set
# `root` and `here`, the folder they are in, and end what `pid` names. sending.sh
# comes first.
# shellcheck shell=sh disable=SC2154

start_swift() { # its port into `port`
    "$root/tests/support/swift_s3" cert.pem cert.key "$here/swift" >started 2>swift.err &
    pid=$! tries=0
    while [ ! -s started ] && kill -0 $pid 2>/dev/null && [ $tries -lt 600 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    port=$(head -n 1 started)
    case $port in
    '' | *[!0-9]*)
        wait $pid
        [ $? -ne 77 ] || skip "${port:-Swift does not start}"
        cat started swift.err
        exit 1
        ;;
    esac
}
key() { # FILE ACCESS SECRET
    (umask 077 && printf '%s\n%s\n' "$2" "$3" >"$1")
}
make_keys() { # of all sorts
    key owner test:tester t3sting
    key putter test:putter putt1ng
    key wrong test:tester n0tthis
    key nobody test:nobody n0tthis
}
store() { # NAME BUCKET SECRET [KEYS]
    target "$1" "kind: s3, url: 'https://localhost:$port', bucket: $2, credentials: $here/$3, ca: $here/cert.pem${4:+, $4}"
}
held() { # BUCKET [BEGIN]: the hash and name of each thing in it
    "$root/tests/support/s3_look" cert.pem "$port" test:tester t3sting "$@"
}
mirror() { # BUCKET BEGIN FOLDER: under BEGIN it holds what the folder has
    "$root/tests/support/s3_mirror" cert.pem "$port" test:tester t3sting "$@"
}
wrong_by() { # SECONDS: the server's clock
    echo "$1" >swift/clock
    kill -USR1 $pid
}
