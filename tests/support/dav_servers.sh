# Sourced by tests that talk to a WebDAV server on loopback; they set `root`,
# `server` and `here`, the folder they are in, and end what `pid` names. Each
# server has `docs` behind cert.pem, for the user kiosk. sending.sh comes first.
# shellcheck shell=sh disable=SC2154

need_server() {
    case $server in
    apache2) command -v apache2 >/dev/null || skip 'apache2 (apache2-bin) is not here' ;;
    nginx) command -v nginx >/dev/null || skip 'nginx is not here' ;;
    rclone) command -v rclone >/dev/null || skip 'rclone is not here' ;;
    esac
}
make_passwords() {
    (umask 077 && printf 'kiosk\ns3same\n' >secret)
    printf 'kiosk:%s\n' "$(openssl passwd -apr1 s3same)" >passwords
}
account() { # NAME URL [KEYS]
    target "$1" "kind: webdav, url: '$2', credentials: $here/secret, ${3:-ca: $here/cert.pem}"
}
pin() { # NAME
    printf "'sha256//%s'" "$(openssl x509 -in "$1.pem" -pubkey -noout |
        openssl pkey -pubin -outform der 2>/dev/null |
        openssl dgst -sha256 -binary | base64)"
}
free_port() {
    python3 -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
start_apache2() {
    modules=/usr/lib/apache2/modules
    {
        echo "ServerRoot $here
PidFile $here/pid
ServerName localhost
Listen 127.0.0.1:$port
ErrorLog $here/error.log
LogFormat \"%k %m %>s %U\" short
CustomLog $here/access.log short
DocumentRoot $here/docs
DAVLockDB $here/lock/db
KeepAlive On
MaxKeepAliveRequests 0
ServerLimit 1"
        for name in mpm_event authn_core authn_file authz_core authz_user \
            auth_basic dav dav_fs socache_shmcb ssl; do
            echo "LoadModule ${name}_module $modules/mod_$name.so"
        done
        [ "$(id -u)" != 0 ] || echo 'User www-data
Group www-data'
        echo "SSLEngine on
SSLCertificateFile $here/cert.pem
SSLCertificateKeyFile $here/cert.key
<Directory $here/docs>
Dav On
AuthType Basic
AuthName kiosks
AuthUserFile $here/passwords
Require valid-user
</Directory>"
    } >httpd.conf
    mkdir lock
    [ "$(id -u)" != 0 ] || chown www-data docs lock
    apache2 -f "$here/httpd.conf" -DFOREGROUND 2>started &
}
start_nginx() {
    mkdir held
    cat >nginx.conf <<EOF
daemon off; master_process off; pid $here/pid; error_log $here/error.log;
events {}
http {
    client_body_temp_path $here/held; proxy_temp_path $here/held;
    fastcgi_temp_path $here/held; uwsgi_temp_path $here/held;
    scgi_temp_path $here/held;
    log_format short '\$connection \$request_method \$status \$uri';
    access_log $here/access.log short;
    client_max_body_size 8m;
    server {
        listen 127.0.0.1:$port ssl;
        ssl_certificate $here/cert.pem; ssl_certificate_key $here/cert.key;
        auth_basic kiosks; auth_basic_user_file $here/passwords;
        root $here/docs; dav_methods PUT DELETE MKCOL;
    }
}
EOF
    nginx -c "$here/nginx.conf" -e "$here/error.log" 2>started &
}
start_rclone() {
    rclone serve webdav --config "$here/none" --dir-cache-time 0s \
        --addr "127.0.0.1:$port" \
        --cert cert.pem --key cert.key --user kiosk --pass s3same docs 2>started &
}
start_stub() { # NAME of certificate [PROGRAM]
    "$root/tests/support/${2:-stub_dav}" "$1.pem" "$1.key" docs >"$1.said" 2>"$1.err" &
    pid="$pid $!" tries=0
    while [ ! -s "$1.said" ] && [ $tries -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    port=$(head -n 1 "$1.said")
}
